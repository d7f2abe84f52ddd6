import { render } from "preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { drawFigure, onSharedAxes } from "../../src/figure";
import { drawGraph } from "../../src/graph";
import { Report } from "../../src/report";
import { Studio } from "../../src/studio";
import { document_, figure } from "./document";

let root: HTMLElement;
beforeEach(() => {
  root = document.createElement("div");
  document.body.append(root);
});
afterEach(() => {
  render(null, root);
  root.remove();
  vi.unstubAllGlobals();
});

describe("figures side by side", () => {
  it("have the axes of both", () => {
    const [one, other] = onSharedAxes([figure(3), figure(9)]);
    expect(one?.x.low).toBe(other?.x.low);
    expect(one?.x.high).toBe(other?.x.high);
    expect(one?.y.high).toBe(other?.y.high);
    expect(one?.x.high).toBeGreaterThan(8);
    const named = { ...figure(3), y: { ...figure(3).y, categories: ["a", "b"] } };
    expect(onSharedAxes([named, figure(9)])[0]?.y).toEqual(named.y);
  });
});

describe("the report", () => {
  it("writes page one and keeps names harmless", () => {
    render(<Report doc={document_()} />, root);
    expect(root.querySelector(".answer")?.textContent).toBe("Yes.");
    expect(root.querySelectorAll(".page-one .bullets li")).toHaveLength(3);
    expect(root.querySelector(".keys li")?.textContent).toBe("</script><b>North");
    expect(root.querySelector(".keys b")).toBeNull();
    expect(root.textContent).toContain("Model, not advice");
  });

  it("gives every figure a title, a sentence, a drawing and a CSV button", () => {
    render(<Report doc={document_()} />, root);
    const shown = root.querySelector("figure");
    expect(shown?.querySelector("h3")?.textContent).toBe("Zone and frontier");
    expect(shown?.querySelector("figcaption")?.textContent).toBe("One sentence.");
    expect(shown?.querySelector("button")?.textContent).toBe("CSV");
  });
});

describe("figures", () => {
  it("draws every mark, and names what is named", () => {
    const svg = drawFigure(figure(), 700);
    expect(svg.querySelectorAll("line").length).toBeGreaterThan(1);
    expect(svg.textContent).toContain("Nash");
    expect(svg.textContent).toContain("North (points)");
  });

  it("draws five thousand points as one path", () => {
    const svg = drawFigure(figure(5000), 700);
    const cloud = [...svg.querySelectorAll("path")].find(
      (path) => (path.getAttribute("d") ?? "").length > 40000,
    );
    expect(cloud?.getAttribute("d")?.match(/M/g)).toHaveLength(5000);
    expect(svg.querySelectorAll("*").length).toBeLessThan(300);
  });

  it("lays out a graph with cycles", () => {
    const node = (label: string) => ({ label, detail: label, tone: "neutral", emphasised: false, rank: 0 });
    const svg = drawGraph(
      figure(),
      {
        nodes: [node("1"), node("2"), node("3")],
        edges: [
          { from: 0, to: 1, tone: "party-0" },
          { from: 1, to: 0, tone: "party-1" },
          { from: 1, to: 2, tone: "party-1" },
        ],
      },
      700,
    );
    expect(svg.querySelectorAll("rect")).toHaveLength(3);
    expect(svg.querySelectorAll("path[marker-end]")).toHaveLength(3);
  });
});

describe("the studio", () => {
  it("asks for a new document when a slider moves, and can undo it", async () => {
    const bodies: string[] = [];
    vi.stubGlobal("fetch", async (_path: string, init?: RequestInit) => {
      if (init?.body) bodies.push(String(init.body));
      return new Response(
        JSON.stringify({ document: { ...document_(), answer: `Answer ${bodies.length}` } }),
      );
    });
    render(<Studio first={document_()} fragment="" token="t" />, root);
    const slider = root.querySelector<HTMLInputElement>('input[type="range"]');
    expect(slider).not.toBeNull();
    if (!slider) return;
    slider.value = "45";
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await vi.waitFor(() => expect(root.querySelector(".answer")?.textContent).toBe("Answer 2"));
    expect(bodies).toEqual([
      '{"set":{"reserve.north":"45"},"part":"first"}',
      '{"set":{"reserve.north":"45"},"part":"all"}',
    ]);
    const undo = [...root.querySelectorAll("button")].find((button) => button.textContent === "Undo");
    undo?.click();
    await vi.waitFor(() => expect(bodies[2]).toBe('{"set":{},"part":"first"}'));
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
    render(<Studio first={document_()} fragment="#reserve.north=-1" token="t" />, root);
    await vi.waitFor(() =>
      expect(root.querySelector('[role="alert"]')?.textContent).toContain("cannot be -1"),
    );
    expect(root.querySelector(".answer")?.textContent).toBe("Yes.");
  });
});
