// Elements that do something at once: button, overflow menu, feedback buttons, icon button.

import { element, icon } from "../dom.js";
import { openMenu } from "../menu.js";
import { safeAddress } from "./links.js";
import { plainWords, textInline } from "./text.js";

async function press(given, block, context, value) {
  if (given.confirm && !(await context.confirm(given.confirm))) return;
  await context.click(block, given, value);
}

function hooks(given) {
  return { actionId: given.action_id, value: given.value ?? null };
}

/** A button, or a link that looks like one: Slack tells the app about a click on either. */
export function button(given, { block, context, describedBy }) {
  const style = ["primary", "danger"].includes(given.style) ? given.style : "plain";
  const address = safeAddress(given.url);
  const properties = {
    class: `button button-${style}`,
    data: hooks(given),
    key: given.action_id,
    "aria-label": given.accessibility_label ?? null,
    "aria-describedby": describedBy ?? null,
    on: { click: () => void press(given, block, context, given.value ?? null) },
  };
  if (address) return element("a", { ...properties, href: address, target: "_blank", rel: "noopener noreferrer" }, textInline(given.text, context));
  return element("button", { ...properties, type: "button" }, textInline(given.text, context));
}

export function overflow(given, { block, context }) {
  const items = (given.options ?? []).map((option) => ({
    words: plainWords(option.text),
    detail: plainWords(option.description),
    href: safeAddress(option.url),
    pick: () => void press(given, block, context, option.value),
    data: { value: option.value },
  }));
  const properties = {
    type: "button", class: "button button-plain button-icon", "aria-label": "More actions", "aria-haspopup": "menu",
    data: hooks(given), key: given.action_id,
    on: { click: (event) => openMenu(event.currentTarget, items, { label: "More actions" }) },
  };
  return element("button", properties, icon("more"));
}

export function feedbackButtons(given, { block, context }) {
  const one = (side, glyph) =>
    side && element("button", {
      type: "button", class: "button button-quiet", data: { actionId: given.action_id, value: side.value },
      "aria-label": side.accessibility_label ?? plainWords(side.text),
      on: { click: () => void press(given, block, context, side.value) },
    }, glyph);
  return element("span", { class: "button-pair" }, one(given.positive_button, "👍"), one(given.negative_button, "👎"));
}

export function iconButton(given, { block, context }) {
  if (given.visible_to_user_ids && !given.visible_to_user_ids.includes(context.me)) return null;
  return element("button", {
    type: "button", class: "button button-quiet", data: hooks(given),
    "aria-label": given.accessibility_label ?? plainWords(given.text),
    on: { click: () => void press(given, block, context, given.value ?? null) },
  }, given.icon === "trash" ? "🗑️" : plainWords(given.text));
}
