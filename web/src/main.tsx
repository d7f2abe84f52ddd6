import { render } from "preact";
import { enhance } from "./page";
import type { DeskData } from "./state";
import { Desk } from "./studio";
import type { Doc } from "./types";

const read = <T,>(id: string): T | null => {
  const text = document.getElementById(id)?.textContent;
  return text ? (JSON.parse(text) as T) : null;
};

const first = read<Doc>("document");
const main = document.querySelector("main");
if (first && main) {
  let doc = first;
  enhance(() => doc);
  const data = read<DeskData>("desk");
  if (data) {
    const app = document.getElementById("app");
    const host = document.createElement("div");
    host.className = "desk";
    host.setAttribute("role", "complementary");
    host.setAttribute("aria-label", "Numbers of the case");
    app?.classList.add("studio");
    app?.prepend(host);
    render(
      <Desk
        first={first}
        data={data}
        main={main}
        onDocument={(now) => {
          doc = now;
        }}
      />,
      host,
    );
  }
}
