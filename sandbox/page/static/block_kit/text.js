// Text objects. plain_text is never read as markup; mrkdwn always is.

import { element } from "../dom.js";
import { withEmoji } from "./emoji.js";
import { mrkdwn, mrkdwnLine } from "./mrkdwn.js";

/** A text object's bare words, for labels and places that can't hold markup. */
export function plainWords(text) {
  if (text == null) return "";
  if (typeof text === "string") return text;
  return text.emoji === false ? String(text.text ?? "") : withEmoji(String(text.text ?? ""));
}

/** A block-level rendering of a text object. */
export function textBlock(text, context, className = "text") {
  if (text == null) return null;
  if (text.type === "mrkdwn") return element("div", { class: `${className} mrkdwn` }, mrkdwn(text.text, context));
  return element("div", { class: `${className} plain`, dir: "auto" }, plainWords(text));
}

/** An inline rendering, kept apart from the direction of the text around it. */
export function textInline(text, context) {
  if (text == null) return null;
  if (text.type === "mrkdwn") return element("bdi", { class: "mrkdwn" }, mrkdwnLine(text.text, context));
  return element("bdi", {}, plainWords(text));
}
