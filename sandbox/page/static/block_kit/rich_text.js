// rich_text blocks: sections, lists, quotes and preformatted text, already parsed by whoever sent them.

import { element } from "../dom.js";
import { emojiCalled } from "./emoji.js";
import { broadcastNode, channelNode, dateNode, linkNode, userNode } from "./links.js";

const STYLES = [["code", "code"], ["bold", "strong"], ["italic", "em"], ["strike", "s"], ["underline", "u"]];

function styled(node, style = {}) {
  return STYLES.reduce((inner, [name, tag]) => (style[name] ? element(tag, {}, inner) : inner), node);
}

function piece(part, context) {
  switch (part.type) {
    case "text":
      return document.createTextNode(part.text ?? "");
    case "link":
      return linkNode(part.url ?? "", part.text);
    case "user":
      return userNode(part.user_id, context);
    case "channel":
      return channelNode(part.channel_id, context);
    case "broadcast":
      return broadcastNode(part.range);
    case "emoji":
      return element("span", { class: "emoji" }, emojiCalled(part.name) ?? `:${part.name}:`);
    case "date":
      return dateNode({ seconds: part.timestamp, pattern: part.format, address: part.url, fallback: part.fallback }, context);
    case "color":
      return element("code", {}, part.value);
    default:
      return element("span", { class: "muted" }, `[${part.type}]`);
  }
}

const pieces = (parts, context) => (parts ?? []).map((part) => styled(piece(part, context), part.style));

function listNode(group, context) {
  const tag = group.style === "ordered" ? "ol" : "ul";
  const properties = { class: `indent-${Math.min(group.indent ?? 0, 8)}`, start: group.offset ? group.offset + 1 : null };
  return element(tag, properties, group.elements.map((item) => element("li", { dir: "auto" }, pieces(item.elements, context))));
}

function groupNode(group, context) {
  switch (group.type) {
    case "rich_text_section":
      return element("div", { class: "lines", dir: "auto" }, pieces(group.elements, context));
    case "rich_text_list":
      return listNode(group, context);
    case "rich_text_quote":
      return element("blockquote", { dir: "auto" }, pieces(group.elements, context));
    case "rich_text_preformatted":
      return element("pre", { dir: "auto" }, pieces(group.elements, context));
    default:
      return element("div", { class: "unsupported" }, `Unsupported text: ${group.type}`);
  }
}

/** The nodes of one rich_text block. */
export function richText(block, context) {
  return element("div", { class: "text mrkdwn" }, (block.elements ?? []).map((group) => groupNode(group, context)));
}
