import type { Tone } from "./types";

const HUES = 7;
const SYMBOLS = 12;

export function partyIndex(tone: Tone): number {
  return tone.startsWith("party-") ? Number(tone.slice(6)) : -1;
}

/** The style sheet's class: "p0".."p6" for parties (more wrap), else the role. */
export function toneClass(tone: Tone): string {
  const party = partyIndex(tone);
  return party >= 0 ? `p${party % HUES}` : tone;
}

/** The style sheet's variable. */
export function toneColour(tone: Tone): string {
  const party = partyIndex(tone);
  if (party >= 0) return `var(--p${party % HUES})`;
  const role: Record<string, string> = { accent: "--accent", muted: "--mark", warning: "--warning" };
  return `var(${role[tone] ?? "--soft"})`;
}

type Point = [number, number];

function regular(corners: number, radius: number, inner = 1, turn = 0): Point[] {
  const steps = inner < 1 ? 2 * corners : corners;
  return Array.from({ length: steps }, (_, i) => {
    const r = inner < 1 && i % 2 === 1 ? radius * inner : radius;
    const angle = turn + (2 * Math.PI * i) / steps - Math.PI / 2;
    return [r * Math.cos(angle), r * Math.sin(angle)];
  });
}

function box(x: number, y: number): Point[] {
  return [
    [-x, -y],
    [x, -y],
    [x, y],
    [-x, y],
  ];
}

function plus(r: number, a: number): Point[] {
  return [
    [-a, -r],
    [a, -r],
    [a, -a],
    [r, -a],
    [r, a],
    [a, a],
    [a, r],
    [-a, r],
    [-a, a],
    [-r, a],
    [-r, -a],
    [-a, -a],
  ];
}

/** Corners of a symbol of about `size` square pixels; none for a circle, then the radius counts. */
export function symbolShape(tone: Tone, size: number): { radius: number; corners: Point[] } {
  const r = Math.sqrt(size) / 2;
  if (tone === "accent") return { radius: r, corners: regular(5, r * 1.5, 0.45) };
  const party = partyIndex(tone);
  if (party < 0) return { radius: r, corners: [] };
  const shapes: Point[][] = [
    [],
    box(r, r),
    regular(3, r * 1.45),
    regular(4, r * 1.4),
    plus(r * 1.25, r * 0.45),
    regular(3, r * 1.45, 1, Math.PI),
    regular(6, r * 1.2),
    regular(4, r * 1.6, 0.42),
    regular(5, r * 1.25),
    box(r * 1.4, r * 0.6),
    box(r * 0.6, r * 1.4),
    regular(6, r * 1.5, 0.5),
  ];
  return { radius: r * 1.1, corners: shapes[party % SYMBOLS] ?? [] };
}

export function symbolPath(tone: Tone, size: number): string {
  const { radius, corners } = symbolShape(tone, size);
  const at = (value: number) => Math.round(value * 10) / 10;
  if (corners.length === 0) {
    const r = at(radius);
    return `M${-r},0A${r},${r},0,1,0,${r},0A${r},${r},0,1,0,${-r},0Z`;
  }
  return `M${corners.map(([x, y]) => `${at(x)},${at(y)}`).join("L")}Z`;
}
