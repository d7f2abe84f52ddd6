import dagre from "@dagrejs/dagre";
import { displayWidth, shortened } from "./format";
import { partyIndex, toneClass } from "./tone";
import type { Figure, Graph } from "./types";

const SVG = "http://www.w3.org/2000/svg";

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/** The dash tells parties apart where hue cannot. */
function dashOf(tone: string): string {
  const party = partyIndex(tone);
  return party > 0 ? `${2 + 3 * (party % 4)} 3` : "";
}

/** A layered drawing with arrows; what is stable stands lowest. */
export function drawGraph(figure: Figure, graph: Graph, width: number): SVGElement {
  const layout = new dagre.graphlib.Graph({ multigraph: true });
  layout.setGraph({ rankdir: "TB", nodesep: 18, ranksep: 52, marginx: 8, marginy: 8 });
  layout.setDefaultEdgeLabel(() => ({}));
  graph.nodes.forEach((node, i) => {
    const wide = 20 + 7.6 * displayWidth(shortened(node.label, 26));
    layout.setNode(String(i), { width: Math.max(56, wide), height: 34 });
  });
  graph.edges.forEach((edge, i) => {
    layout.setEdge(String(edge.from), String(edge.to), {}, String(i));
  });
  dagre.layout(layout);
  const size = layout.graph() as { width?: number; height?: number };
  const wide = Math.max(size.width ?? 0, 1);
  const high = Math.max(size.height ?? 0, 1);
  const svg = element("svg", {
    viewBox: `0 0 ${wide.toFixed(0)} ${high.toFixed(0)}`,
    width: Math.min(width, wide),
    class: "drawing",
  });
  svg.style.maxWidth = `${Math.round(wide)}px`;
  const defs = element("defs", {});
  svg.append(defs);
  for (const tone of new Set(graph.edges.map((edge) => edge.tone))) {
    const marker = element("marker", {
      id: `head-${figure.id}-${tone}`,
      viewBox: "0 0 8 8",
      refX: 7,
      refY: 4,
      markerWidth: 7,
      markerHeight: 7,
      orient: "auto",
    });
    marker.append(element("path", { d: "M0,0L8,4L0,8Z", class: `${toneClass(tone)} f` }));
    defs.append(marker);
  }
  for (const name of layout.edges()) {
    const edge = graph.edges[Number(name.name)];
    const points = (layout.edge(name) as { points?: { x: number; y: number }[] }).points ?? [];
    if (!edge || points.length === 0) continue;
    svg.append(
      element("path", {
        d: `M${points.map((p) => `${p.x.toFixed(1)},${p.y.toFixed(1)}`).join("L")}`,
        class: `${toneClass(edge.tone)} s`,
        "stroke-width": 1.7,
        "stroke-linejoin": "round",
        "stroke-dasharray": dashOf(edge.tone),
        "marker-end": `url(#head-${figure.id}-${edge.tone})`,
      }),
    );
  }
  graph.nodes.forEach((node, i) => {
    const at = layout.node(String(i)) as { x: number; y: number; width: number; height: number };
    svg.append(
      element("rect", {
        x: (at.x - at.width / 2).toFixed(1),
        y: (at.y - at.height / 2).toFixed(1),
        width: at.width.toFixed(1),
        height: at.height,
        rx: node.emphasised ? 17 : 4,
        class: `node ${toneClass(node.tone)} s`,
        "stroke-width": node.emphasised ? 3 : 1.3,
      }),
    );
    const text = element("text", { x: at.x.toFixed(1), y: (at.y + 4.5).toFixed(1), "text-anchor": "middle" });
    if (node.emphasised) text.setAttribute("font-weight", "600");
    const title = element("title", {});
    title.textContent = node.detail;
    text.append(title, shortened(node.label, 26));
    svg.append(text);
  });
  return svg;
}
