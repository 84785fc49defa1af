// data_visualization: line, bar, area and pie charts drawn as SVG, each with its numbers as a table.

import { drawing, element } from "../dom.js";
import { pie } from "./pie.js";

// The drawing's own units. It is scaled to the space there is, so a narrow place gets a smaller drawing, not smaller words.
const WIDE = 560;
const NARROW = 250;
const HEIGHT = 260;
const LEFT = 46;
const RIGHT = 12;
const TOP = 12;

const short = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2, notation: "compact" });
const exact = new Intl.NumberFormat("en-US", { maximumFractionDigits: 4 });

/** Round steps from at or below the smallest value to at or above the largest, zero always among them. */
export function ticksFor(smallest, largest) {
  const low = Math.min(0, smallest);
  const high = Math.max(0, largest, low + 1e-9);
  const rough = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough) * power;
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

function frame(chart, width) {
  const categories = chart.axis_config?.categories ?? (chart.series?.[0]?.data ?? []).map((point) => point.label);
  const series = (chart.series ?? []).map(({ name, data }) => ({
    name,
    values: categories.map((label) => data.find((point) => point.label === label)?.value ?? null),
  }));
  const numbers = series.flatMap(({ values }) => values).filter(Number.isFinite);
  const ticks = ticksFor(Math.min(...numbers, 0), Math.max(...numbers, 0));
  const slot = (width - LEFT - RIGHT) / Math.max(1, categories.length);
  // Long names lean, or they would run into each other.
  const leaning = categories.some((label) => label.length * 6.6 > slot - 4);
  const longest = Math.max(0, ...categories.map((label) => label.length));
  const names = leaning ? 22 + longest * 3.8 : 30;
  const bottom = names + (chart.axis_config?.x_label ? 18 : 0);
  const height = HEIGHT + names - 30;
  const span = ticks.at(-1) - ticks[0];
  const y = (value) => TOP + (1 - (value - ticks[0]) / span) * (height - TOP - bottom);
  const x = (index) => LEFT + slot * (index + 0.5);
  return { categories, series, ticks, slot, leaning, bottom, height, width, x, y };
}

function axes(chart, { categories, ticks, leaning, bottom, height, width, x, y }) {
  const grid = ticks.map((tick) => [
    drawing("line", { class: tick === 0 ? "axis" : "grid", x1: LEFT, x2: width - RIGHT, y1: y(tick), y2: y(tick) }),
    drawing("text", { class: "tick", x: LEFT - 6, y: y(tick) + 4, "text-anchor": "end" }, short.format(tick)),
  ]);
  const floor = height - bottom + 16;
  const names = categories.map((label, index) =>
    leaning
      ? drawing("text", { class: "tick", "text-anchor": "end", transform: `translate(${x(index) + 4} ${floor - 2}) rotate(-35)` }, label)
      : drawing("text", { class: "tick", x: x(index), y: floor, "text-anchor": "middle" }, label));
  const { x_label: xLabel, y_label: yLabel } = chart.axis_config ?? {};
  const middle = TOP + (height - TOP - bottom) / 2;
  return [
    grid, names,
    xLabel && drawing("text", { class: "axis-label", x: LEFT + (width - LEFT - RIGHT) / 2, y: height - 4, "text-anchor": "middle" }, xLabel),
    yLabel && drawing("text", { class: "axis-label", "text-anchor": "middle", transform: `translate(11 ${middle}) rotate(-90)` }, yLabel),
  ];
}

function bars({ series, categories, slot, x, y }) {
  const inner = Math.min(slot * 0.78, 34 * series.length);
  const width = inner / Math.max(1, series.length);
  return series.flatMap(({ name, values }, order) =>
    values.map((value, index) => {
      if (value === null) return null;
      const left = x(index) - inner / 2 + order * width;
      const top = Math.min(y(value), y(0));
      return drawing("rect", { class: `series-${order % 6}`, x: left + 1, y: top, width: Math.max(1, width - 2), height: Math.max(0, Math.abs(y(value) - y(0))), rx: 2 },
        drawing("title", {}, `${name}, ${categories[index]}: ${exact.format(value)}`));
    }));
}

function lines({ series, categories, x, y }, filled) {
  return series.flatMap(({ name, values }, order) => {
    const points = values.map((value, index) => (value === null ? null : [x(index), y(value)])).filter(Boolean);
    const path = points.map(([px, py], index) => `${index ? "L" : "M"}${px.toFixed(1)} ${py.toFixed(1)}`).join("");
    const closed = points.length ? `${path}L${points.at(-1)[0]} ${y(0)}L${points[0][0]} ${y(0)}Z` : "";
    return [
      filled && drawing("path", { class: `series-${order % 6} area`, d: closed }),
      drawing("path", { class: `series-${order % 6} line`, d: path }),
      values.map((value, index) => value !== null && drawing("circle", { class: `series-${order % 6} point`, cx: x(index), cy: y(value), r: 3.5 },
        drawing("title", {}, `${name}, ${categories[index]}: ${exact.format(value)}`))),
    ];
  });
}

function legend(names) {
  return element("ul", { class: "legend", "aria-hidden": "true" }, names.map((name, order) =>
    element("li", {}, element("span", { class: `swatch series-${order % 6}` }), element("bdi", {}, name))));
}

function numbers(head, rows) {
  return element("details", { class: "chart-data" },
    element("summary", {}, "Show as a table"),
    element("div", { class: "table-frame" }, element("table", {},
      element("thead", {}, element("tr", {}, head.map((words) => element("th", { scope: "col" }, words)))),
      element("tbody", {}, rows.map(([name, ...values]) => element("tr", {},
        element("th", { scope: "row" }, name),
        values.map((value) => element("td", { class: "align-right" }, value === null ? "–" : exact.format(value)))))))));
}

function axisChart(chart, width) {
  const plan = frame(chart, width);
  const marks = chart.type === "bar" ? bars(plan) : lines(plan, chart.type === "area");
  return {
    viewBox: `0 0 ${plan.width} ${plan.height}`,
    marks: [axes(chart, plan), marks],
    names: plan.series.map(({ name }) => name),
    head: [chart.axis_config?.x_label ?? "", ...plan.series.map(({ name }) => name)],
    rows: plan.categories.map((label, index) => [label, ...plan.series.map(({ values }) => values[index])]),
  };
}

/** The nodes of one data_visualization block. */
export function dataVisualization(block, context) {
  const chart = block.chart ?? {};
  if (!["line", "bar", "area", "pie"].includes(chart.type)) return element("div", { class: "unsupported" }, `Unsupported chart: ${chart.type}`);
  const { viewBox, marks, names, head, rows } = chart.type === "pie" ? pie(chart) : axisChart(chart, context.narrow ? NARROW : WIDE);
  const spoken = `${block.title ?? "Chart"}, a ${chart.type} chart. The same numbers follow as a table.`;
  return element("figure", { class: `chart chart-${chart.type}` },
    element("figcaption", { dir: "auto" }, block.title ?? ""),
    drawing("svg", { viewBox, role: "img", "aria-label": spoken, class: "chart-drawing" }, marks),
    (names.length > 1 || chart.type === "pie") && legend(names),
    numbers(head, rows));
}
