import { useEffect } from "preact/hooks";
import { putBeside } from "./page";
import type { Drawn } from "./state";

/** The page may show the same figure: names are kept apart. */
export function apart(html: string): string {
  return html
    .replaceAll(' id="', ' id="beside-')
    .replaceAll('data-csv="', 'data-csv="beside-')
    .replaceAll('role="region" aria-label="', 'role="region" aria-label="Beside the page: ');
}

/** What the server drew beside the page; its tables can be had as CSV. */
export function Beside({ name, drawn, old = false }: { name: string; drawn: Drawn; old?: boolean }) {
  useEffect(() => putBeside(name, drawn.section), [name, drawn]);
  return (
    <div
      class={old ? "beside stale" : "beside"}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by the server that sent the page
      dangerouslySetInnerHTML={{ __html: apart(drawn.html) }}
    />
  );
}
