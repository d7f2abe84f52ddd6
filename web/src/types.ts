// The document as the program writes it. Made by scripts/make_docs; a test compares.
export type Tone = string; // "party-0", "neutral", "accent", "muted", "warning"
export type Cell = string | number | null;
export type MarkName = "points" | "line" | "band" | "bars" | "links" | "vlines" | "hlines" | "cells";
export type Block = Paragraph | List | Cards | Table | Figure;

export interface Party {
  id: string;
  name: string;
}

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

export interface Fact {
  label: string;
  value: string;
  tone: Tone;
}

export interface Paragraph {
  kind: "paragraph";
  style: "normal" | "note" | "warning";
  text: string;
}

export interface List {
  kind: "list";
  items: string[];
}

export interface Card {
  title: string;
  subtitle: string;
  terms: Fact[];
  scores: Fact[];
  emphasised: boolean;
}

export interface Cards {
  kind: "cards";
  cards: Card[];
}

export interface Axis {
  label: string;
  low: number | null;
  high: number | null;
  categories: string[];
}

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

export interface GraphEdge {
  from: number;
  to: number;
  tone: Tone;
}

export interface Graph {
  nodes: GraphNode[];
  edges: GraphEdge[];
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

export interface Provenance {
  version: string;
  file: string;
  sha256: string;
  command: string;
  seed: string;
}

export interface Doc {
  schema: "entente-document/1";
  title: string;
  summary: string;
  as_of: string;
  viewer: string;
  redacted: boolean;
  disclaimer: string;
  parties: Party[];
  question: string;
  answer: string;
  bullets: string[];
  choice: Table | null;
  choosing: string[];
  how_sure: string;
  caveat: string;
  would_change: string[];
  answers: Fact[];
  headline: Fact[];
  sections: Section[];
  inputs: Input[];
  provenance: Provenance;
}
