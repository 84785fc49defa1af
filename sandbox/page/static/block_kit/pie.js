// The pie chart's drawing; chart.js frames it.

import { drawing } from "../dom.js";

const RADIUS = 92;
const CENTER = 104;

function slice(from, to) {
  const point = (turn) => [CENTER + RADIUS * Math.sin(turn * 2 * Math.PI), CENTER - RADIUS * Math.cos(turn * 2 * Math.PI)];
  const [x1, y1] = point(from);
  const [x2, y2] = point(to);
  return `M${CENTER} ${CENTER}L${x1} ${y1}A${RADIUS} ${RADIUS} 0 ${to - from > 0.5 ? 1 : 0} 1 ${x2} ${y2}Z`;
}

/** The parts of a pie chart: its marks, the names for the legend, and its numbers. */
export function pie(chart) {
  const segments = (chart.segments ?? []).filter(({ value }) => value > 0);
  const total = segments.reduce((sum, { value }) => sum + value, 0);
  let turned = 0;
  const marks = segments.map(({ label, value }, order) => {
    const share = value / total;
    const title = drawing("title", {}, `${label}: ${value} (${Math.round(share * 100)}%)`);
    const className = `series-${order % 6} slice`;
    // An arc from a point to the same point draws nothing.
    if (share > 0.9999) return drawing("circle", { class: className, cx: CENTER, cy: CENTER, r: RADIUS }, title);
    const path = slice(turned, turned + share);
    turned += share;
    return drawing("path", { class: className, d: path }, title);
  });
  return {
    viewBox: `0 0 ${CENTER * 2} ${CENTER * 2}`,
    marks,
    names: segments.map(({ label, value }) => `${label} · ${Math.round((value / total) * 100)}%`),
    head: ["", "Value"],
    rows: segments.map(({ label, value }) => [label, value]),
  };
}
