// Reads Slack's own markup ("mrkdwn") into nodes, the way Slack reads it: marks work only at word edges
// and within one line, links and references stand in angle brackets, and nothing else is special.

import { element } from "../dom.js";
import { emojiCalled } from "./emoji.js";
import { linkNode, referenceNode, unescape } from "./links.js";

const MARKS = { "*": "strong", _: "em", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;
const ADDRESS = /^https?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)\]*_~]/i;
const EMOJI = /^:([\w+'-]+):(?::skin-tone-[2-6]:)?/;

const isWord = (character) => character !== undefined && WORD.test(character);
const isSpace = (character) => character === undefined || /\s/.test(character);

/** How many characters at `at` form one thing that marks can't reach into: a reference or a code span. */
function sealedLength(text, at) {
  if (text[at] === "<") {
    const end = text.indexOf(">", at + 1);
    return end > at + 1 && !text.slice(at + 1, end).includes("<") ? end + 1 - at : 0;
  }
  if (text[at] !== "`") return 0;
  const end = text.indexOf("`", at + 1);
  return end > at + 1 ? end + 1 - at : 0;
}

function closingMark(text, at) {
  const mark = text[at];
  let here = at + 1;
  while (here < text.length) {
    const sealed = sealedLength(text, here);
    if (sealed) here += sealed;
    else if (text[here] === mark && here > at + 1 && !isSpace(text[here - 1]) && !isWord(text[here + 1])) return here;
    else here += 1;
  }
  return -1;
}

function canOpen(text, at) {
  return !isWord(text[at - 1]) && !isSpace(text[at + 1]) && text[at + 1] !== text[at];
}

/** The nodes for one line (or part of one). `open` holds the marks already around it. */
function inline(text, context, open = "") {
  const nodes = [];
  const dead = new Set(); // marks that have no closing partner further on
  let plain = "";
  let at = 0;
  const flush = () => {
    if (plain) nodes.push(document.createTextNode(unescape(plain)));
    plain = "";
  };
  const take = (node, length) => {
    flush();
    nodes.push(node);
    at += length;
  };
  while (at < text.length) {
    const character = text[at];
    const sealed = sealedLength(text, at);
    if (sealed && character === "`") {
      take(element("code", {}, unescape(text.slice(at + 1, at + sealed - 1))), sealed);
      continue;
    }
    if (sealed) {
      const node = referenceNode(text.slice(at + 1, at + sealed - 1), context);
      if (node) take(node, sealed);
      else {
        plain += text.slice(at, at + sealed);
        at += sealed;
      }
      continue;
    }
    if (character === ":") {
      const found = text.slice(at, at + 80).match(EMOJI);
      const glyph = found && emojiCalled(found[1]);
      if (glyph) {
        take(element("span", { class: "emoji", title: `:${found[1]}:` }, glyph), found[0].length);
        continue;
      }
    }
    if (MARKS[character] && !open.includes(character) && !dead.has(character) && canOpen(text, at)) {
      const end = closingMark(text, at);
      if (end > 0) {
        take(element(MARKS[character], {}, inline(text.slice(at + 1, end), context, open + character)), end + 1 - at);
        continue;
      }
      dead.add(character);
    }
    if (character === "h" && !isWord(text[at - 1])) {
      const found = text.slice(at, at + 2000).match(ADDRESS);
      if (found) {
        take(linkNode(unescape(found[0]), unescape(found[0])), found[0].length);
        continue;
      }
    }
    plain += character;
    at += 1;
  }
  flush();
  return nodes;
}

const QUOTE = /^(?:>|&gt;)\s?/;
const BULLET = /^[•◦▪]\s+/;

function kindOf(line) {
  if (QUOTE.test(line)) return "quote";
  return BULLET.test(line) ? "list" : "text";
}

function lineNodes(lines, context) {
  return lines.flatMap((line, index) => [...(index ? [document.createTextNode("\n")] : []), ...inline(line, context)]);
}

function groupNode(kind, lines, context) {
  switch (kind) {
    case "quote": {
      const inner = lines.map((line) => line.replace(QUOTE, ""));
      return element("blockquote", { dir: "auto" }, lineNodes(inner, context));
    }
    case "list":
      return element("ul", {}, lines.map((line) => element("li", { dir: "auto" }, inline(line.replace(BULLET, ""), context))));
    default:
      return element("div", { class: "lines", dir: "auto" }, lineNodes(lines, context));
  }
}

function paragraphs(text, context) {
  const groups = [];
  for (const line of text.split("\n")) {
    const kind = kindOf(line);
    if (groups.at(-1)?.kind === kind) groups.at(-1).lines.push(line);
    else groups.push({ kind, lines: [line] });
  }
  return groups.map(({ kind, lines }) => groupNode(kind, lines, context));
}

/** Nodes for a whole mrkdwn text. */
export function mrkdwn(text, context) {
  const pieces = String(text).split("```");
  // An odd number of fences leaves the last one without a partner: it is only text.
  if (pieces.length % 2 === 0) pieces.push(`${pieces.splice(-2, 1)[0]}\`\`\`${pieces.pop()}`);
  return pieces.flatMap((piece, index) => {
    if (index % 2) return [element("pre", { dir: "auto" }, unescape(piece.replace(/^\n/, "").replace(/\n$/, "")))];
    const trimmed = piece.replace(index ? /^\n/ : /^/, "").replace(index < pieces.length - 1 ? /\n$/ : /$/, "");
    return trimmed ? paragraphs(trimmed, context) : [];
  });
}

/** Nodes for mrkdwn that has to stay on one line, such as a context element. */
export const mrkdwnLine = (text, context) => lineNodes(String(text).split("\n"), context);
