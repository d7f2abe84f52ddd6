import { download, toCsv } from "./format";
import type { Doc, Section, Table } from "./types";

/** Sections beside the page: what a person asked for. */
const beside = new Map<string, Section>();
export function putBeside(name: string, section: Section): void {
  beside.set(name, section);
}

function addTables(section: Section, before: string, tables: Map<string, Table>): void {
  for (const block of section.blocks) {
    if (block.kind === "figure") tables.set(before + block.id, block.table);
    if (block.kind === "table") tables.set(before + (block.id || section.id), block);
  }
}

/** Every table of the document by its name, those of figures too. */
export function tablesOf(doc: Doc): Map<string, Table> {
  const tables = new Map<string, Table>();
  for (const section of beside.values()) addTables(section, "beside-", tables);
  for (const section of doc.sections) addTables(section, "", tables);
  return tables;
}

function toggleTheme(): void {
  const root = document.documentElement;
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : window.matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
}

/** The page is complete without this: it only gives buttons something to do. */
export function enhance(doc: () => Doc): void {
  document.documentElement.classList.add("on");
  document.addEventListener("click", (event) => {
    const button = (event.target as Element | null)?.closest?.("button");
    if (!button) return;
    if (button.dataset.csv !== undefined) {
      const name = button.dataset.csv;
      const table = tablesOf(doc()).get(name);
      if (table) download(`${name}.csv`, toCsv(table), "text/csv");
    } else if (button.dataset.theme !== undefined) {
      toggleTheme();
    }
  });
  // On paper what is folded on the screen is an appendix.
  let closed: HTMLDetailsElement[] = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll<HTMLDetailsElement>("details.appendix:not([open])")];
    for (const each of closed) each.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const each of closed) each.open = false;
  });
}

const nameOf = (part: Element) => part.id || part.className.split(" ")[0] || part.tagName;

function unfoldAs(old: Element, fresh: Element): void {
  const were = [...old.querySelectorAll("details")];
  [...fresh.querySelectorAll("details")].forEach((each, i) => {
    if (were[i]?.open) each.open = true;
  });
}

/** Takes new parts of the page in place of those of the same name; what was unfolded stays so, and what did
 *  not change is left alone. Of the first part of an answer: what the rest will bring stands as it was, and
 *  says that it is old. */
export function replaceParts(main: Element, html: string, part: "first" | "all"): void {
  const template = document.createElement("template");
  template.innerHTML = html;
  const arrived = template.content.querySelector("main");
  if (!arrived) return;
  // How many answers have come: where one changes nothing, that is an answer too.
  if (main instanceof HTMLElement) main.dataset.answers = String(Number(main.dataset.answers ?? 0) + 1);
  const old = new Map([...main.children].map((each) => [nameOf(each), each]));
  const fresh = new Map([...arrived.children].map((each) => [nameOf(each), each]));
  if (part === "first") {
    for (const late of main.querySelectorAll("[id].late")) {
      const slot = arrived.querySelector(`#${CSS.escape(late.id)}`);
      if (!slot) continue;
      const copy = late.cloneNode(true) as Element;
      copy.classList.add("stale");
      slot.replaceWith(copy);
    }
  }
  const chosen = (name: string, next: Element): Element => {
    const before = old.get(name);
    if (!before) return next;
    if (before.className === next.className && before.innerHTML === next.innerHTML) return before;
    unfoldAs(before, next);
    return next;
  };
  const list: Element[] = [];
  if (part === "first") {
    for (const [name, before] of old) {
      const next = fresh.get(name);
      if (!next && before.tagName === "SECTION") before.classList.add("stale");
      list.push(next ? chosen(name, next) : before);
    }
    for (const [name, next] of fresh) if (!old.has(name)) list.push(next);
  } else {
    for (const [name, next] of fresh) list.push(chosen(name, next));
  }
  let cursor = main.firstElementChild;
  for (const each of list) {
    if (each === cursor) cursor = cursor.nextElementSibling;
    else main.insertBefore(each, cursor);
  }
  while (cursor) {
    const next: Element | null = cursor.nextElementSibling;
    cursor.remove();
    cursor = next;
  }
}
