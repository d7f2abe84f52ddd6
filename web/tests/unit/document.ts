import type { Doc, Figure, Input } from "../../src/types";

const axis = (label: string) => ({ label, low: null, high: null, categories: [] as string[] });

export function figure(points = 3): Figure {
  return {
    kind: "figure",
    id: "frontier",
    title: "Zone and frontier",
    alt: "One sentence.",
    x: axis("North (points)"),
    y: axis("South (points)"),
    height: 0.6,
    graph: null,
    series: [
      {
        name: "Frontier",
        mark: "points",
        tone: "neutral",
        dashed: false,
        filled: true,
        size: 1,
        shown: false,
        x: Array.from({ length: points }, (_, i) => i),
        y: Array.from({ length: points }, (_, i) => points - i),
      },
      {
        name: "North",
        mark: "vlines",
        tone: "party-0",
        dashed: false,
        filled: true,
        size: 1,
        shown: false,
        x: [1],
        y: [],
      },
      {
        name: "South",
        mark: "hlines",
        tone: "party-1",
        dashed: true,
        filled: true,
        size: 1,
        shown: false,
        x: [],
        y: [1],
      },
      {
        name: "Better for both",
        mark: "band",
        tone: "muted",
        dashed: false,
        filled: true,
        size: 1,
        shown: false,
        x: [1, 3],
        y: [1, 1],
        y2: [3, 3],
      },
      {
        name: "Solutions",
        mark: "points",
        tone: "accent",
        dashed: false,
        filled: true,
        size: 1,
        shown: true,
        x: [2],
        y: [2],
        names: ["Nash"],
      },
    ],
    table: {
      kind: "table",
      id: "d",
      title: "Data",
      columns: [{ name: "North", unit: "points", decimals: 2, tone: "party-0" }],
      rows: [[1], [2]],
    },
  };
}

export const input: Input = {
  address: "reserve.north",
  label: "Value of no deal for North",
  group: "Without a deal",
  value: 40,
  text: "40 (30..50)",
  low: 30,
  high: 50,
  slider: [0, 100, 0.1],
  legal_low: null,
  legal_high: null,
  legal: "any number",
  unit: "points",
  source: "",
  grade: "assumption",
  importance: 0,
};

export function document_(title = "North v. South"): Doc {
  return {
    schema: "entente-document/1",
    title,
    summary: "",
    as_of: "2026-11-01",
    viewer: "",
    redacted: false,
    disclaimer: "Model, not advice.",
    parties: [
      { id: "north", name: "</script><b>North" },
      { id: "south", name: "الجنوب" },
    ],
    question: "Is there a settlement?",
    answer: "Yes.",
    bullets: ["one", "two", "three"],
    choice: null,
    choosing: [],
    how_sure: "Not very.",
    caveat: "Assumed.",
    would_change: ["A number."],
    answers: [],
    headline: [{ label: "Zone of agreement", value: "3 packages", tone: "neutral" }],
    sections: [
      {
        id: "zone",
        title: "Zone",
        blocks: [
          { kind: "paragraph", style: "warning", text: "Careful." },
          figure(),
          {
            kind: "cards",
            cards: [
              {
                title: "Nash",
                subtitle: "tight",
                terms: [{ label: "Border", value: "half", tone: "neutral" }],
                scores: [{ label: "North", value: "50 points", tone: "party-0" }],
                emphasised: true,
              },
            ],
          },
        ],
      },
    ],
    inputs: [input],
    provenance: {
      version: "0.1.0",
      file: "x.toml",
      sha256: "0",
      command: "entente report x.toml",
      seed: "1",
    },
  };
}
