// table and data_table: a plain table, and one that can be sorted and turned page by page.

import { element } from "../dom.js";
import { richText } from "./rich_text.js";
import { withEmoji } from "./emoji.js";

function cellNodes(cell, context) {
  if (cell == null) return "";
  if (cell.type === "rich_text") return richText(cell, context);
  return withEmoji(String(cell.text ?? cell.value ?? ""));
}

function cellWords(cell) {
  if (cell?.type !== "rich_text") return String(cell?.text ?? cell?.value ?? "");
  return (cell.elements ?? []).flatMap((group) => (group.elements ?? []).map((part) => part.text ?? "")).join("");
}

/** How each column is set: as the block says, or to the right where its numbers are. */
function alignments(rows, settings = []) {
  const [head = [], first = []] = rows;
  return head.map((_, column) => settings[column]?.align ?? (first[column]?.type === "raw_number" ? "right" : "left"));
}

function cellNode(tag, cell, context, { align = "left", wrapped = true, scope = null } = {}) {
  const classes = [`align-${align}`, wrapped ? "" : "one-line"].join(" ");
  return element(tag, { class: classes, scope, dir: "auto" }, cellNodes(cell, context));
}

export function table(block, context) {
  const [head = [], ...rows] = block.rows ?? [];
  const aligned = alignments(block.rows ?? [], block.column_settings ?? []);
  const settings = (column) => ({ align: aligned[column], wrapped: block.column_settings?.[column]?.is_wrapped ?? true });
  const row = (cells, tag, scope) => element("tr", {}, cells.map((cell, column) => cellNode(tag, cell, context, { ...settings(column), scope })));
  return element("div", { class: "table-frame", role: "region", tabindex: "0", "aria-label": "Table" },
    element("table", {},
      element("thead", {}, row(head, "th", "col")),
      element("tbody", {}, rows.map((cells) => row(cells, "td")))));
}

function compare(a, b) {
  const [x, y] = [Number(a), Number(b)];
  if (a !== "" && b !== "" && Number.isFinite(x) && Number.isFinite(y)) return x - y;
  return a.localeCompare(b, "en-US", { numeric: true });
}

/** How each data table on the page is sorted and which of its pages shows; lives as long as the page. */
const arrangements = new Map();

function sortedRows(rows, { column, down }) {
  if (column === null) return rows;
  const sorted = [...rows].sort((a, b) => compare(cellWords(a[column]), cellWords(b[column])));
  return down ? sorted.reverse() : sorted;
}

function headCell(cell, column, { arrangement, rearrange, aligned, context }) {
  const sorted = arrangement.column === column;
  const order = arrangement.down ? "descending" : "ascending";
  const sort = () => rearrange({ column, down: sorted && !arrangement.down, page: 0 });
  return element("th", { scope: "col", class: `align-${aligned[column]}`, "aria-sort": sorted ? order : "none" },
    element("button", { type: "button", class: "sort", on: { click: sort } }, cellNodes(cell, context),
      element("span", { "aria-hidden": "true" }, sorted ? (arrangement.down ? " ▾" : " ▴") : "")));
}

export function dataTable(block, context) {
  const key = `${context.scope}/${block.block_id}`;
  const arrangement = arrangements.get(key) ?? { column: null, down: false, page: 0 };
  const rearrange = (change) => {
    arrangements.set(key, { ...arrangement, ...change });
    context.redraw();
  };
  const [head = [], ...rows] = block.rows ?? [];
  const size = block.page_size ?? 5;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const page = Math.min(arrangement.page, pages - 1);
  const main = block.row_header_column_index ?? 0;
  const shown = sortedRows(rows, arrangement).slice(page * size, (page + 1) * size);
  const aligned = alignments(block.rows ?? []);
  const row = (cells) => element("tr", {}, cells.map((cell, column) =>
    cellNode(column === main ? "th" : "td", cell, context, { align: aligned[column], scope: column === main ? "row" : null })));
  const turn = (words, to, off) => element("button", { type: "button", class: "button button-plain", disabled: off, on: { click: () => rearrange({ page: to }) } }, words);
  return element("div", { class: "data-table" },
    element("div", { class: "table-frame", role: "region", tabindex: "0", "aria-label": block.caption ?? "Table" },
      element("table", {},
        element("caption", {}, block.caption ?? ""),
        element("thead", {}, element("tr", {}, head.map((cell, column) => headCell(cell, column, { arrangement, rearrange, aligned, context })))),
        element("tbody", {}, shown.map(row)))),
    pages > 1 && element("div", { class: "table-pages" },
      turn("Previous", page - 1, page === 0),
      element("span", {}, `Page ${page + 1} of ${pages}`),
      turn("Next", page + 1, page === pages - 1)));
}
