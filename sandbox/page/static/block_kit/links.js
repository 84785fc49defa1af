// Makes the nodes for links and for Slack's references to people, channels, groups and dates.

import { element } from "../dom.js";
import { slackDate } from "../times.js";
import { withEmoji } from "./emoji.js";

const SAFE_ADDRESS = /^(https?:\/\/|mailto:|tel:)/i;

/** The address if a click on it can do no harm, else null. */
export const safeAddress = (address) => (SAFE_ADDRESS.test(address ?? "") ? address : null);

export function linkNode(address, label) {
  const text = withEmoji(label || address.replace(/^(mailto|tel):/i, ""));
  if (!safeAddress(address)) return document.createTextNode(text);
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, element("bdi", {}, text));
}

export function userNode(id, context, given = null) {
  const name = given || context.userName(id) || id;
  const mine = id === context.me ? " mention-me" : "";
  return element("span", { class: `mention${mine}`, data: { user: id } }, "@", element("bdi", {}, name));
}

export function channelNode(id, context, given = null) {
  const name = context.channelName(id) || given;
  if (!name) return element("span", { class: "mention" }, "#private-channel");
  return element("a", { class: "mention", href: `#/${id}` }, "#", element("bdi", {}, name));
}

export function broadcastNode(range) {
  return element("span", { class: "mention mention-me" }, `@${range}`);
}

export function dateNode({ seconds, pattern, address = null, fallback = "" }, context) {
  if (!Number.isFinite(seconds) || Math.abs(seconds) > 8.64e12) return document.createTextNode(fallback);
  const text = slackDate(seconds, pattern, context);
  const node = element("time", { datetime: new Date(seconds * 1000).toISOString() }, text);
  return safeAddress(address) ? element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, node) : node;
}

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** Slack escapes exactly three characters; everything else that looks like an entity is just text. */
export const unescape = (text) => text.replace(/&(amp|lt|gt);/g, (entity) => ENTITIES[entity]);
export const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** The node for what stands between angle brackets, or null if it means nothing. */
export function referenceNode(inside, context) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : unescape(inside.slice(bar + 1));
  let found;
  if ((found = target.match(/^@([UWB]\w+)$/))) return userNode(found[1], context, context.userName(found[1]) || label);
  if ((found = target.match(/^#([CGD]\w+)$/))) return channelNode(found[1], context, label);
  if ((found = target.match(/^!(here|channel|everyone)$/))) return broadcastNode(found[1]);
  if (target.startsWith("!subteam^")) return element("span", { class: "mention" }, label || "@group");
  if ((found = target.match(/^!date\^(-?\d+)\^([^^]+)(?:\^(.+))?$/))) {
    const [, seconds, pattern, address] = found;
    return dateNode({ seconds: Number(seconds), pattern: unescape(pattern), address, fallback: label }, context);
  }
  if (safeAddress(target)) return linkNode(unescape(target), label);
  return null;
}
