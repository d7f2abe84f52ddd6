// The document as the binary writes it: include/entente/report/document.hpp.
export type Tone = string; // "party-0", "neutral", "accent", "muted", "warning"
export type Cell = string | number | null;

export interface Column {
  name: string;
  unit: string;
  decimals: number;
  tone: Tone;
  literal?: boolean;
}

export interface Table {
  kind: "table";
  id: string;
  title: string;
  columns: Column[];
  rows: Cell[][];
}

export interface Axis {
  label: string;
  low: number | null;
  high: number | null;
  categories: string[];
}

export type MarkName = "points" | "line" | "band" | "bars" | "links" | "vlines" | "hlines";

export interface Series {
  name: string;
  mark: MarkName;
  tone: Tone;
  dashed: boolean;
  filled: boolean;
  size: number;
  shown: boolean;
  x: number[];
  y: number[];
  x2?: number[];
  y2?: number[];
  names?: string[];
}

export interface GraphNode {
  label: string;
  detail: string;
  tone: Tone;
  emphasised: boolean;
  rank: number;
}

export interface Graph {
  nodes: GraphNode[];
  edges: { from: number; to: number; tone: Tone }[];
}

export interface Figure {
  kind: "figure";
  id: string;
  title: string;
  alt: string;
  x: Axis;
  y: Axis;
  height: number;
  series: Series[];
  graph: Graph | null;
  table: Table;
}

export interface Fact {
  label: string;
  value: string;
  tone: Tone;
}

export interface Card {
  title: string;
  subtitle: string;
  terms: Fact[];
  scores: Fact[];
  emphasised: boolean;
}

export type Block =
  | { kind: "paragraph"; style: "normal" | "note" | "warning"; text: string }
  | { kind: "list"; items: string[] }
  | { kind: "cards"; cards: Card[] }
  | Table
  | Figure;

export interface Section {
  id: string;
  title: string;
  blocks: Block[];
}

export interface Input {
  address: string;
  label: string;
  group: string;
  value: number;
  text: string;
  low: number | null;
  high: number | null;
  slider: [number, number, number];
  legal_low: number | null;
  legal_high: number | null;
  legal: string;
  unit: string;
  source: string;
  grade: string;
  importance: number;
}

export interface Doc {
  schema: string;
  title: string;
  summary: string;
  as_of: string;
  viewer: string;
  redacted: boolean;
  disclaimer: string;
  parties: { id: string; name: string }[];
  question: string;
  answer: string;
  bullets: string[];
  how_sure: string;
  caveat: string;
  would_change: string[];
  headline: Fact[];
  sections: Section[];
  inputs: Input[];
  provenance: { version: string; file: string; sha256: string; command: string; seed: string };
}
