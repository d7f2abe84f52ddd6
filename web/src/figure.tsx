import * as Plot from "@observablehq/plot";
import { useLayoutEffect, useRef } from "preact/hooks";
import { displayWidth, download, folded, shortened, toCsv } from "./format";
import { drawGraph } from "./graph";
import { DataTable } from "./table";
import { symbolPath, toneClass, toneColour } from "./tone";
import type { Axis, Figure, Series } from "./types";

const LETTER = 7.2; // mean width of a letter of 13 px
const RIGHT = 22;
const LABEL = 30; // letters in a line; names of rows have two lines
const MANY = 200; // points past this are one path

function extent(axis: Axis, all: Series[], horizontal: boolean): [number, number] {
  if (axis.categories.length > 0) return [-0.6, axis.categories.length - 0.4];
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const series of all) {
    for (const list of horizontal ? [series.x, series.x2] : [series.y, series.y2]) {
      for (const value of list ?? []) {
        if (!Number.isFinite(value)) continue;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
  }
  if (!(low <= high)) return [0, 1];
  // Values that differ by rounding alone are one value.
  const air =
    high - low > 1e-9 * Math.max(1, Math.abs(high))
      ? 0.04 * (high - low)
      : Math.max(1, 0.05 * Math.abs(high));
  return [axis.low ?? low - air, axis.high ?? high + air];
}

/** Figures of the same kind on the same axes, so that they compare by eye. */
export function onSharedAxes(figures: Figure[]): Figure[] {
  const both = (horizontal: boolean) => {
    const axes = figures.map((figure) => (horizontal ? figure.x : figure.y));
    if (axes.some((axis) => axis.categories.length > 0)) return null;
    const ends = figures.map((figure) => extent(horizontal ? figure.x : figure.y, figure.series, horizontal));
    return { low: Math.min(...ends.map((end) => end[0])), high: Math.max(...ends.map((end) => end[1])) };
  };
  const x = both(true);
  const y = both(false);
  return figures.map((figure) => ({ ...figure, x: { ...figure.x, ...x }, y: { ...figure.y, ...y } }));
}

interface Frame {
  width: number;
  height: number;
  left: number;
  top: number;
  bottom: number;
  x: [number, number];
  y: [number, number];
  fromTop: boolean;
}

function frameOf(figure: Figure, width: number): Frame {
  const longest = Math.max(
    0,
    ...figure.y.categories.flatMap((name) => folded(name, LABEL)).map(displayWidth),
  );
  return {
    width,
    height: Math.max(130, Math.max(480, width) * figure.height),
    left: Math.min(Math.max(58, 18 + longest * LETTER), width * 0.45),
    top: 14,
    bottom: 46,
    x: extent(figure.x, figure.series, true),
    y: extent(figure.y, figure.series, false),
    fromTop: figure.y.categories.length > 0,
  };
}

function place(frame: Frame, x: number, y: number): [number, number] {
  const across = (x - frame.x[0]) / (frame.x[1] - frame.x[0]);
  const along = (y - frame.y[0]) / (frame.y[1] - frame.y[0]);
  const room = frame.height - frame.bottom - frame.top;
  return [
    frame.left + across * (frame.width - RIGHT - frame.left),
    frame.fromTop ? frame.top + along * room : frame.height - frame.bottom - along * room,
  ];
}

interface Written {
  text: string;
  x: number;
  y: number;
}

/** Names beside marks, each where it covers no other: right, left, then further up or down. */
function placeLabels(figure: Figure, frame: Frame): Written[] {
  const taken: { x1: number; y1: number; x2: number; y2: number }[] = [];
  const written: Written[] = [];
  for (const series of figure.series.filter((one) => one.shown)) {
    (series.names ?? []).forEach((name, i) => {
      const across = series.mark === "bars" || series.mark === "links";
      const dataX = across ? Math.max(series.x[i] ?? 0, series.x2?.[i] ?? 0) : (series.x[i] ?? 0);
      const [markX, markY] = place(frame, dataX, series.y[i] ?? 0);
      const rule = series.mark === "hlines";
      const x = rule ? frame.width - RIGHT - 4 : markX;
      const y = series.mark === "vlines" ? frame.top + 14 : markY;
      const text = shortened(name, 44);
      const wide = displayWidth(text) * LETTER;
      if (series.mark === "points" && figure.y.categories.length > 0) {
        // Rows: above the mark.
        written.push({ text, x: Math.max(frame.left, Math.min(x - wide / 2, frame.width - wide)), y: y - 9 });
        return;
      }
      for (let attempt = 0; attempt < 24; attempt++) {
        const drop = 15 * Math.floor(attempt / 2);
        const right = (attempt % 2 === 0) !== rule;
        const x1 = right ? x + 9 : x - 9 - wide;
        const base = y + (rule ? -6 : 4) + (attempt < 12 ? drop : 90 - drop);
        const box = { x1, y1: base - 11, x2: x1 + wide, y2: base + 3 };
        const outside =
          box.x1 < frame.left || box.x2 > frame.width || box.y1 < 0 || box.y2 > frame.height - frame.bottom;
        const clash = taken.some((b) => box.x1 < b.x2 && b.x1 < box.x2 && box.y1 < b.y2 && b.y1 < box.y2);
        if ((outside || clash) && attempt !== 23) continue;
        taken.push(box);
        written.push({ text, x: Math.max(frame.left, Math.min(x1, frame.width - wide)), y: base });
        break;
      }
    });
  }
  return written;
}

const SVG = "http://www.w3.org/2000/svg";

function labelsMark(figure: Figure, frame: Frame): Plot.RenderFunction {
  return () => {
    const group = document.createElementNS(SVG, "g");
    group.setAttribute("class", "label");
    group.setAttribute("text-anchor", "start");
    for (const one of placeLabels(figure, frame)) {
      const text = document.createElementNS(SVG, "text");
      text.setAttribute("x", one.x.toFixed(1));
      text.setAttribute("y", one.y.toFixed(1));
      text.setAttribute("fill", "currentColor");
      text.textContent = one.text;
      group.append(text);
    }
    return group;
  };
}

/** Thousands of points as one path of round dots. */
function cloudMark(series: Series, frame: Frame): Plot.RenderFunction {
  return () => {
    const path = document.createElementNS(SVG, "path");
    let d = "";
    series.x.forEach((x, i) => {
      const [px, py] = place(frame, x, series.y[i] ?? 0);
      d += `M${px.toFixed(1)},${py.toFixed(1)}h0`;
    });
    path.setAttribute("d", d);
    path.setAttribute("class", `${toneClass(series.tone)} s`);
    path.setAttribute("stroke-linecap", "round");
    path.setAttribute("stroke-width", String(4.5 * Math.sqrt(series.size)));
    return path;
  };
}

function symbolOf(series: Series) {
  return {
    draw(
      context: {
        moveTo(x: number, y: number): void;
        lineTo(x: number, y: number): void;
        closePath(): void;
        arc(x: number, y: number, r: number, a: number, b: number): void;
      },
      size: number,
    ) {
      const numbers = symbolPath(series.tone, size);
      if (numbers.includes("A")) {
        const r = (Math.sqrt(size) / 2) * 1.1;
        context.moveTo(r, 0);
        context.arc(0, 0, r, 0, 2 * Math.PI);
        return;
      }
      const corners = numbers
        .slice(1, -1)
        .split("L")
        .map((pair) => pair.split(",").map(Number));
      corners.forEach(([x = 0, y = 0], i) => {
        if (i === 0) context.moveTo(x, y);
        else context.lineTo(x, y);
      });
      context.closePath();
    },
  };
}

function marksOf(series: Series, frame: Frame): Plot.Markish[] {
  const colour = toneColour(series.tone);
  const dash = series.dashed ? "6 5" : undefined;
  const rows = Array.from({ length: Math.max(series.x.length, series.y.length) }, (_, i) => ({
    x: series.x[i],
    y: series.y[i],
    x2: series.x2?.[i],
    y2: series.y2?.[i],
    name: series.names?.[i] ?? series.name,
  }));
  const stroke = { stroke: colour, strokeDasharray: dash };
  switch (series.mark) {
    case "points": {
      const tip = Plot.tip(
        rows,
        Plot.pointer({ x: "x", y: "y", title: "name", fill: "var(--paper)", stroke: "var(--mark)" }),
      );
      if (series.x.length > MANY) return [cloudMark(series, frame), tip];
      const radius = Math.sqrt((90 * series.size) / Math.PI);
      const dot = Plot.dot(rows, {
        x: "x",
        y: "y",
        r: radius,
        symbol: symbolOf(series) as Plot.SymbolType,
        stroke: colour,
        strokeWidth: 1.6,
        fill: series.filled ? colour : "none",
      });
      return [dot, tip];
    }
    case "line":
      return [Plot.line(rows, { x: "x", y: "y", strokeWidth: 2.2 * series.size, ...stroke })];
    case "band":
      return [Plot.areaY(rows, { x: "x", y1: "y", y2: "y2", fill: colour, fillOpacity: 0.22 })];
    case "bars":
      return [
        Plot.rect(rows, {
          x1: "x",
          x2: "x2",
          y1: (row: { y: number }) => row.y - 0.3 * series.size,
          y2: (row: { y: number }) => row.y + 0.3 * series.size,
          fill: colour,
          tip: true,
          title: "name",
        }),
      ];
    case "links":
      return [
        Plot.link(rows, { x1: "x", y1: "y", x2: "x2", y2: "y2", strokeWidth: 2 * series.size, ...stroke }),
      ];
    case "vlines":
      return [Plot.ruleX(rows, { x: "x", strokeWidth: 2 * series.size, ...stroke })];
    case "hlines":
      return [Plot.ruleY(rows, { y: "y", strokeWidth: 2 * series.size, ...stroke })];
  }
}

function scaleOf(axis: Axis, domain: [number, number], name: (text: string) => string): Plot.ScaleOptions {
  const named = axis.categories.length > 0;
  return {
    domain,
    label: null,
    grid: true,
    ...(named
      ? {
          ticks: axis.categories.map((_, i) => i),
          tickFormat: (value: number) => name(axis.categories[value] ?? ""),
        }
      : {}),
  };
}

/** The figure drawn for a width, as an SVG element. */
export function drawFigure(figure: Figure, width: number): SVGElement | HTMLElement {
  if (figure.graph) return drawGraph(figure, figure.graph, width);
  const frame = frameOf(figure, width);
  const across = (width - RIGHT - frame.left) / Math.max(1, figure.x.categories.length);
  const chart = Plot.plot({
    width,
    height: frame.height,
    marginLeft: frame.left,
    marginRight: RIGHT,
    marginTop: frame.top,
    marginBottom: frame.bottom,
    style: { fontSize: "13px", fontFamily: "inherit", background: "none" },
    x: scaleOf(figure.x, frame.x, (name) => shortened(name, Math.max(3, across / LETTER - 1))),
    y: { ...scaleOf(figure.y, frame.y, (name) => folded(name, LABEL).join("\n")), reverse: frame.fromTop },
    marks: [...figure.series.flatMap((series) => marksOf(series, frame)), labelsMark(figure, frame)],
  });
  // The figure as a whole has a name; its parts are drawing.
  for (const part of chart.querySelectorAll("[aria-label], [aria-description]")) {
    part.removeAttribute("aria-label");
    part.removeAttribute("aria-description");
  }
  for (const [text, x, y, turn] of [
    [figure.x.label, (frame.left + width - RIGHT) / 2, frame.height - 6, ""],
    [figure.y.label, 14, (frame.top + frame.height - frame.bottom) / 2, "turn"],
  ] as const) {
    if (!text) continue;
    const label = document.createElementNS(SVG, "text");
    label.setAttribute("text-anchor", "middle");
    label.setAttribute("font-weight", "600");
    label.setAttribute("fill", "currentColor");
    label.setAttribute("transform", `translate(${x},${y})${turn ? " rotate(-90)" : ""}`);
    label.textContent = text;
    chart.append(label);
  }
  return chart;
}

function Legend({ figure }: { figure: Figure }) {
  const named = figure.series.filter((series) => series.name);
  if (named.length === 0) return null;
  return (
    <ul class="keys" aria-label="Legend">
      {named.map((series) => (
        <li key={series.name} dir="auto">
          <svg viewBox="-7 -7 14 14" aria-hidden="true">
            {series.mark === "points" ? (
              <path
                d={symbolPath(series.tone, 100)}
                class={`${toneClass(series.tone)} ${series.filled ? "f" : "s"}`}
                stroke-width="1.6"
              />
            ) : series.mark === "band" || series.mark === "bars" ? (
              <rect
                x="-7"
                y="-5"
                width="14"
                height="10"
                class={`${toneClass(series.tone)} f`}
                fill-opacity={series.mark === "band" ? 0.3 : 1}
              />
            ) : (
              <path
                d="M-8,0H8"
                class={`${toneClass(series.tone)} s`}
                stroke-width="2.4"
                stroke-dasharray={series.dashed ? "4 3" : undefined}
              />
            )}
          </svg>
          {series.name}
        </li>
      ))}
    </ul>
  );
}

/** A figure with its title, its sentence, its data as a table and as CSV. */
export function FigureBlock({ figure }: { figure: Figure }) {
  const canvas = useRef<HTMLDivElement>(null);
  const onScreen = useRef(false);
  useLayoutEffect(() => {
    const host = canvas.current;
    if (!host) return;
    let drawn = 0;
    const draw = () => {
      const width = Math.round(Math.min(860, host.clientWidth || 720));
      if (width === drawn || width < 40) return;
      drawn = width;
      const chart = drawFigure(figure, width);
      chart.setAttribute("role", "img");
      chart.setAttribute("aria-label", figure.alt);
      host.replaceChildren(chart);
    };
    // While numbers move, only what is on the screen is redrawn; the rest follows when it is scrolled to.
    let seen = onScreen.current || host.childElementCount === 0;
    if (seen) draw();
    const watch =
      typeof IntersectionObserver === "undefined"
        ? null
        : new IntersectionObserver((entries) => {
            onScreen.current = entries.at(-1)?.isIntersecting ?? false;
            if (!onScreen.current) return;
            seen = true;
            draw();
          });
    if (watch) watch.observe(host);
    else draw();
    const size =
      typeof ResizeObserver === "undefined"
        ? null
        : new ResizeObserver(() => {
            if (seen) draw();
          });
    size?.observe(host);
    const beforePrint = () => draw();
    window.addEventListener("beforeprint", beforePrint);
    return () => {
      watch?.disconnect();
      size?.disconnect();
      window.removeEventListener("beforeprint", beforePrint);
    };
  }, [figure]);
  return (
    <figure id={figure.id} class={figure.graph || figure.y.categories.length > 0 ? "tall" : undefined}>
      <h3 dir="auto">{figure.title}</h3>
      <figcaption dir="auto">{figure.alt}</figcaption>
      <Legend figure={figure} />
      <div class="canvas" ref={canvas} />
      <div class="tools">
        <DataTable table={figure.table} folded="Data of this figure" />
        <button
          type="button"
          class="plain"
          onClick={() => download(`${figure.id}.csv`, toCsv(figure.table), "text/csv")}
          aria-label={`Data of "${figure.title}" as CSV`}
        >
          CSV
        </button>
      </div>
    </figure>
  );
}
