import { render } from "preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { replaceParts, tablesOf } from "../../src/page";
import { moved } from "../../src/reorder";
import { Desk } from "../../src/studio";
import { document_ } from "./document";

let root: HTMLElement;
let main: HTMLElement;
beforeEach(() => {
  root = document.createElement("div");
  main = document.createElement("main");
  main.innerHTML = page("Yes.", "old");
  document.body.append(root, main);
});
afterEach(() => {
  render(null, root);
  root.remove();
  main.remove();
  vi.unstubAllGlobals();
});

function page(answer: string, zone: string, war = true): string {
  return `<section class="page-one" id="summary"><p class="answer">${answer}</p><div id="judgement" class="late">${zone} judgement</div></section><section id="zone"><details><summary>s</summary>${zone}</details></section>${war ? `<section id="war"><h2>War</h2>${zone}</section>` : ""}`;
}

describe("parts of the page", () => {
  it("come in place of their namesakes, unfolded as they were", () => {
    const details = main.querySelector("details");
    if (details) details.open = true;
    const war = main.querySelector("#war");
    replaceParts(
      main,
      `<main>${page("No.", "new").replace("<h2>War</h2>new", "<h2>War</h2>old")}</main>`,
      "all",
    );
    expect(main.querySelector(".answer")?.textContent).toBe("No.");
    expect(main.querySelector("details")?.open).toBe(true);
    expect(main.querySelector("#war")).toBe(war); // nothing changed: not even touched
    replaceParts(main, `<main>${page("No.", "new", false)}</main>`, "all");
    expect([...main.children].map((each) => each.id)).toEqual(["summary", "zone"]);
  });

  it("keep what only the whole answer brings, and say that it is old", () => {
    replaceParts(main, `<main>${page("No.", "new", false)}</main>`, "first");
    expect(main.querySelector(".answer")?.textContent).toBe("No.");
    expect([...main.children].map((each) => each.id)).toEqual(["summary", "zone", "war"]);
    expect(main.querySelector("#war")?.classList.contains("stale")).toBe(true);
    expect(main.querySelector("#judgement")?.textContent).toBe("old judgement");
    expect(main.querySelectorAll(".stale")).toHaveLength(2);
    replaceParts(main, `<main>${page("No.", "new")}</main>`, "all");
    expect(main.querySelectorAll(".stale")).toHaveLength(0);
    expect(main.querySelector("#judgement")?.textContent).toBe("new judgement");
  });
});

describe("tables", () => {
  it("are found by name, those of figures too", () => {
    expect(tablesOf(document_()).get("frontier")?.rows).toEqual([[1], [2]]);
  });
});

describe("an order", () => {
  it("changes one place at a time and never loses an item", () => {
    expect(moved([0, 1, 2], 0, 2)).toEqual([1, 2, 0]);
    expect(moved([0, 1, 2], 2, 0)).toEqual([2, 0, 1]);
    expect(moved([0, 1, 2], 1, 9)).toEqual([0, 2, 1]);
  });
});

const data = {
  issues: [{ id: "border", name: "Border", options: ["none", "half", "all"] }],
  parties: [],
  play: null,
  maps: [],
  levers: null,
  orders: [{ id: "ranking.north", name: "North", items: ["peace", "war", "talks"] }],
};

function desk(fragment = "") {
  render(
    <Desk first={document_()} data={data} main={main} onDocument={() => {}} fragment={fragment} token="t" />,
    root,
  );
}

describe("the studio", () => {
  it("asks for a new page when a slider moves, and can undo it", async () => {
    const bodies: string[] = [];
    vi.stubGlobal("fetch", async (_path: string, init?: RequestInit) => {
      if (init?.body) bodies.push(String(init.body));
      const html = `<main>${page(`Answer ${bodies.length}`, "new")}</main>`;
      return new Response(JSON.stringify({ document: document_(), html }));
    });
    desk();
    const slider = root.querySelector<HTMLInputElement>('input[type="range"]');
    expect(slider).not.toBeNull();
    if (!slider) return;
    slider.value = "45";
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await vi.waitFor(() => expect(main.querySelector(".answer")?.textContent).toBe("Answer 2"));
    expect(bodies).toEqual([
      '{"set":{"reserve.north":"45"},"part":"first"}',
      '{"set":{"reserve.north":"45"},"part":"all"}',
    ]);
    const undo = [...root.querySelectorAll("button")].find((button) => button.textContent === "Undo");
    undo?.click();
    await vi.waitFor(() => expect(bodies[2]).toBe('{"set":{},"part":"first"}'));
  });

  it("rules options out and reorders by keyboard", async () => {
    const bodies: string[] = [];
    vi.stubGlobal("fetch", async (_path: string, init?: RequestInit) => {
      if (init?.body) bodies.push(String(init.body));
      return new Response(JSON.stringify({ document: document_(), html: `<main>${page("A", "b")}</main>` }));
    });
    desk();
    root.querySelectorAll<HTMLInputElement>('fieldset input[type="checkbox"]')[1]?.click();
    await vi.waitFor(() => expect(bodies[0]).toBe('{"set":{},"ruled":{"border":[1]},"part":"first"}'));
    const grip = root.querySelector(".grip");
    grip?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
    await vi.waitFor(() => expect(bodies.at(-1)).toContain('"order":{"ranking.north":[1,0,2]}'));
    expect(root.querySelector(".reorder output")?.textContent).toBe("peace is now number 2 of 3");
  });

  it("shows what is wrong with a number and keeps the last good page", async () => {
    vi.stubGlobal(
      "fetch",
      async () =>
        new Response(
          JSON.stringify({ problems: [{ message: "cannot be -1", hint: "at least 0", address: "x" }] }),
          { status: 422 },
        ),
    );
    desk("#reserve.north=-1");
    await vi.waitFor(() =>
      expect(root.querySelector('[role="alert"]')?.textContent).toContain("cannot be -1"),
    );
    expect(main.querySelector(".answer")?.textContent).toBe("Yes.");
  });
});
