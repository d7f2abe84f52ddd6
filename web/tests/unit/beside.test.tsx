import { render } from "preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { NumberMap, Ways } from "../../src/explore";
import { tablesOf } from "../../src/page";
import { PlayChoice, Table } from "../../src/play";
import { createClient, type DeskData, type Playable } from "../../src/state";
import { document_, input } from "./document";

const play: Playable = {
  sides: [
    { id: "north", name: "North" },
    { id: "south", name: "South" },
  ],
  tactics: [{ id: "boulware", title: "Boulware", meaning: "concedes late" }],
  issues: [{ name: "Border", options: ["none", "half", "all"] }],
  no_deal: "no deal",
};
const data: DeskData = {
  issues: [{ id: "border", name: "Border", options: ["none", "half", "all"] }],
  orders: [],
  parties: [],
  play,
  maps: [
    { id: "zone", words: "Is there a deal?" },
    { id: "gain:north", words: "What North gains" },
  ],
  levers: { holders: [{ id: "bank", name: "A bank" }], stable: true },
};

const section = (id: string) => ({
  id,
  title: id,
  blocks: [{ kind: "table" as const, id: `${id}-data`, title: id, columns: [], rows: [[1]] }],
});

let root: HTMLElement;
let asked: { path: string; body: Record<string, unknown> }[];
beforeEach(() => {
  root = document.createElement("div");
  document.body.append(root);
  asked = [];
});
afterEach(() => {
  render(null, root);
  root.remove();
  vi.unstubAllGlobals();
});

/** A server that answers with what the function says. */
function serve(answer: (body: Record<string, unknown>, n: number) => unknown) {
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => {
    const body = JSON.parse(String(init?.body)) as Record<string, unknown>;
    asked.push({ path, body });
    return new Response(JSON.stringify(answer(body, asked.length)));
  });
}
const client = () => createClient("t", () => {});
const button = (words: string) =>
  [...root.querySelectorAll("button")].find((one) => one.textContent?.includes(words));

function talk(over: boolean, standing: boolean) {
  return {
    over,
    round: 2,
    rounds: 5,
    told: "South makes an offer.",
    reserve: 40,
    standing: standing ? { options: [1], worth: 50, allowed: true } : null,
    last: { options: [2], worth: 100, allowed: true },
    draft: null,
    sheet: [[0, 50, 100]],
    html: `<p class="told">${over ? "Agreed" : "Open"}</p>`,
    section: section("play"),
  };
}

describe("talks", () => {
  const table = (onEnd = () => {}) =>
    render(
      <Table
        play={play}
        rules={{ side: "north", tactic: "boulware", rounds: 5, first: true, shown: false, talk: 7 }}
        settings={{ "reserve.north": "41" }}
        client={client()}
        onAgain={() => {}}
        onEnd={onEnd}
      />,
      root,
    );

  it("are nothing but what was said: each move is asked with all before it, and can be taken back", async () => {
    serve((body) => {
      const { moves, draft } = body.play as { moves: unknown[]; draft?: number[] };
      const answer = talk(false, moves.length > 0);
      return draft ? { ...answer, draft: { options: draft, worth: 50, allowed: true } } : answer;
    });
    table();
    await vi.waitFor(() => expect(button("Make this offer")).toBeTruthy());
    expect(asked[0]?.path).toBe("api/play");
    expect(asked[0]?.body.set).toEqual({ "reserve.north": "41" });
    const select = root.querySelector("select");
    if (!select) throw new Error("no choice");
    select.value = "1";
    select.dispatchEvent(new Event("change", { bubbles: true }));
    await vi.waitFor(() => expect((asked.at(-1)?.body.play as { draft: number[] }).draft).toEqual([1]));
    await vi.waitFor(() => expect(root.textContent).toContain("Worth 50.0 to you, 10.0 above no deal"));
    button("Make this offer")?.click();
    await vi.waitFor(() => expect(button("Accept this offer")).toBeTruthy());
    expect((asked.at(-1)?.body.play as { moves: unknown[] }).moves).toEqual([{ act: "offer", options: [1] }]);
    button("Take the last move back")?.click();
    await vi.waitFor(() => expect(button("Accept this offer")).toBeFalsy());
    expect((asked.at(-1)?.body.play as { moves: unknown[] }).moves).toEqual([]);
  });

  it("end with what was reached, its tables at hand", async () => {
    serve(() => talk(true, false));
    const ended = vi.fn();
    table(ended);
    await vi.waitFor(() => expect(root.querySelector(".told")?.textContent).toBe("Agreed"));
    expect(button("Make this offer")).toBeFalsy();
    expect(tablesOf(document_()).has("beside-play-data")).toBe(true);
    button("Back to the page")?.click();
    expect(ended).toHaveBeenCalled();
  });

  it("say why a move cannot be made, and stay where they were", async () => {
    serve((_, n) => (n === 1 ? talk(false, true) : { problems: [{ message: "no", hint: "go on" }] }));
    table();
    await vi.waitFor(() => expect(button("Accept this offer")).toBeTruthy());
    button("Accept this offer")?.click();
    await vi.waitFor(() => expect(root.querySelector('[role="alert"]')?.textContent).toContain("no go on"));
    expect(button("Accept this offer")).toBeTruthy();
  });

  it("begin with what was chosen", () => {
    const start = vi.fn();
    render(<PlayChoice play={play} onStart={start} />, root);
    root.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')[1]?.click();
    button("Start the talks")?.click();
    expect(start.mock.calls[0]?.[0]).toMatchObject({
      side: "north",
      tactic: "boulware",
      rounds: 10,
      first: true,
    });
  });
});

describe("a map", () => {
  it("is coarse at first and becomes finer; a moved number makes it old", async () => {
    serve((body) => ({
      html: `<p class="drawn">${(body.map as { steps: number }).steps}</p>`,
      section: section("map"),
    }));
    const inputs = [
      { ...input, low: null, high: null, address: "a.b", label: "without a range" },
      input,
      { ...input, address: "reserve.south", label: "South", importance: 1 },
    ];
    const map = (settings: Record<string, string>) =>
      render(<NumberMap data={data} inputs={inputs} settings={settings} client={client()} />, root);
    map({});
    // Numbers with ranges come first, the weightiest before the others.
    expect([...root.querySelectorAll("select")].map((one) => one.value)).toEqual([
      "zone",
      "reserve.south",
      "reserve.north",
    ]);
    button("Draw the map")?.click();
    await vi.waitFor(() => expect(root.querySelector(".drawn")?.textContent).toBe("33"));
    expect(asked.map((one) => (one.body.map as { steps: number }).steps)).toEqual([5, 9, 17, 33]);
    expect(root.querySelector(".stale")).toBeNull();
    map({ "reserve.north": "45" });
    expect(root.querySelector(".stale")).not.toBeNull();
  });
});

describe("ways by levers", () => {
  it("ask for the goal that was chosen", async () => {
    serve(() => ({ html: '<p class="drawn">way</p>', section: section("levers") }));
    render(<Ways data={data} settings={{}} client={client()} />, root);
    const goal = root.querySelector("select");
    if (!goal) throw new Error("no goal");
    goal.value = "chance";
    goal.dispatchEvent(new Event("change", { bubbles: true }));
    await vi.waitFor(() => expect(root.textContent).toContain("Chance (%)"));
    button("Find the cheapest way")?.click();
    await vi.waitFor(() => expect(root.querySelector(".drawn")).not.toBeNull());
    expect(asked[0]).toMatchObject({
      path: "api/levers",
      body: { set: {}, levers: { goal: "chance:0.8", by: "" } },
    });
  });
});
