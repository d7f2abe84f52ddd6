import { render } from "preact";
import { Report } from "./report";
import { Studio } from "./studio";
import type { Doc } from "./types";

const root = document.getElementById("app");
const data = document.getElementById("document");
if (root && data?.textContent) {
  const doc = JSON.parse(data.textContent) as Doc;
  const live = root.hasAttribute("data-studio");
  root.replaceChildren();
  render(live ? <Studio first={doc} /> : <Report doc={doc} />, root);
  const target = location.hash.startsWith("#") && !live && document.getElementById(location.hash.slice(1));
  if (target) target.scrollIntoView();
}
