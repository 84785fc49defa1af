// markdown blocks: the common part of standard Markdown (headings, lists, quotes, code, tables, emphasis, links).

import { element } from "../dom.js";
import { withEmoji } from "./emoji.js";
import { linkNode } from "./links.js";

const INLINE = /(`+)([^`]+)\1|\*\*(?=\S)(.+?)\*\*|__(?=\S)(.+?)__|~~(.+?)~~|(?<![*\w])\*(?=\S)([^*\n]+)\*|(?<![_\w])_(?=\S)([^_\n]+)_(?!\w)|!?\[([^\]\n]*)\]\(([^)\s]+)\)/;

function inline(text, depth = 0) {
  const found = depth < 6 ? text.match(INLINE) : null;
  if (!found) return [document.createTextNode(withEmoji(text))];
  const [whole, , code, bold, strong, struck, italic, slanted, label, address] = found;
  const within = (tag, inner) => element(tag, {}, inline(inner, depth + 1));
  let node;
  if (code !== undefined) node = element("code", {}, code);
  else if (bold ?? strong) node = within("strong", bold ?? strong);
  else if (struck) node = within("s", struck);
  else if (italic ?? slanted) node = within("em", italic ?? slanted);
  else node = linkNode(address, label);
  const before = text.slice(0, found.index);
  const rest = text.slice(found.index + whole.length);
  return [document.createTextNode(withEmoji(before)), node, ...(rest ? inline(rest, depth) : [])];
}

const cells = (line) => line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());

function tableNode(lines) {
  const [head, , ...rows] = lines.map(cells);
  const row = (tag, line) => element("tr", {}, line.map((cell) => element(tag, { dir: "auto" }, inline(cell))));
  return element("div", { class: "table-frame" },
    element("table", {}, element("thead", {}, row("th", head)), element("tbody", {}, rows.map((line) => row("td", line)))));
}

const KINDS = [
  ["rule", /^ {0,3}([-*_])( *\1){2,}\s*$/],
  ["heading", /^(#{1,6})\s+(.*)$/],
  ["quote", /^>\s?(.*)$/],
  ["bullets", /^\s*[-*+]\s+(.*)$/],
  ["numbers", /^\s*\d+[.)]\s+(.*)$/],
  ["table", /^\s*\|.*\|\s*$/],
  ["blank", /^\s*$/],
];

function kindOf(line) {
  return KINDS.find(([, pattern]) => pattern.test(line))?.[0] ?? "text";
}

function groupNode({ kind, lines }) {
  const bare = () => lines.map((line) => line.match(KINDS.find(([name]) => name === kind)[1])[1]);
  const items = () => bare().map((line) => element("li", { dir: "auto" }, inline(line)));
  switch (kind) {
    case "blank":
      return [];
    case "rule":
      return lines.map(() => element("hr"));
    case "heading":
      return lines.map((line) => {
        const [, marks, words] = line.match(KINDS[1][1]);
        return element(`h${Math.min(marks.length + 1, 6)}`, { dir: "auto" }, inline(words));
      });
    case "quote":
      return [element("blockquote", { dir: "auto" }, inline(bare().join("\n")))];
    case "bullets":
      return [element("ul", {}, items())];
    case "numbers":
      return [element("ol", {}, items())];
    case "table":
      return lines.length > 1 ? [tableNode(lines)] : [element("p", { dir: "auto" }, inline(lines[0]))];
    default:
      return [element("p", { dir: "auto" }, inline(lines.join("\n")))];
  }
}

function groups(text) {
  const found = [];
  for (const line of text.split("\n")) {
    const kind = kindOf(line);
    if (found.at(-1)?.kind === kind) found.at(-1).lines.push(line);
    else found.push({ kind, lines: [line] });
  }
  return found;
}

/** The nodes of one markdown block. */
export function markdown(block) {
  const pieces = String(block.text ?? "").split(/^```\w*\n?/m);
  const nodes = pieces.flatMap((piece, index) =>
    index % 2 ? [element("pre", {}, piece.replace(/\n$/, ""))] : groups(piece).flatMap(groupNode));
  return element("div", { class: "text markdown" }, nodes);
}
