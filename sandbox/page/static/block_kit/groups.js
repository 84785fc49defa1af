// Blocks that hold other things: card, carousel, container, plan and task_card.

import { element } from "../dom.js";
import { elementNode } from "./elements.js";
import { heroImage, imageElement } from "./images.js";
import { richText } from "./rich_text.js";
import { textBlock, textInline } from "./text.js";

export function card(block, context) {
  return element("article", { class: "card" },
    block.hero_image && heroImage(block.hero_image),
    element("div", { class: "card-head" },
      block.icon && imageElement(block.icon),
      element("div", {},
        block.title && element("div", { class: "card-title", dir: "auto" }, textInline(block.title, context)),
        block.subtitle && element("div", { class: "card-subtitle", dir: "auto" }, textInline(block.subtitle, context)))),
    textBlock(block.body, context),
    block.subtext && textBlock(block.subtext, context, "text muted"),
    block.actions && element("div", { class: "actions" }, block.actions.map((given) => elementNode(given, { block, context }))));
}

export function carousel(block, context) {
  return element("div", { class: "carousel", role: "group", "aria-label": "Cards", tabindex: "0" },
    (block.elements ?? []).map((one, index) => card({ ...one, block_id: one.block_id ?? `${block.block_id}.${index}` }, context)));
}

/** `draw` renders the children; it is handed in because children may be any block. */
export function container(block, context, draw) {
  const title = block.rich_text_title ? richText(block.rich_text_title, context) : textInline(block.title, context);
  const head = [
    block.icon && imageElement(block.icon),
    element("div", { class: "container-words" },
      element("div", { class: "card-title", dir: "auto" }, title),
      block.subtitle && element("div", { class: "card-subtitle", dir: "auto" }, textInline(block.subtitle, context))),
  ];
  const children = draw((block.child_blocks ?? []).map((child, index) => ({ ...child, block_id: child.block_id ?? `${block.block_id}.${index}` })), context);
  const className = `container container-${block.width ?? "standard"}`;
  if (block.is_collapsible)
    return element("details", { class: className, open: !block.default_collapsed }, element("summary", { class: "card-head" }, head), children);
  return element("div", { class: className }, element("div", { class: `card-head${block.has_header_divider ? " ruled" : ""}` }, head), children);
}

const STATUSES = { pending: ["○", "Pending"], in_progress: ["◔", "In progress"], complete: ["✓", "Complete"], error: ["!", "Error"] };

export function taskCard(block, context) {
  const [mark, words] = STATUSES[block.status] ?? STATUSES.pending;
  return element("div", { class: `task task-${block.status}` },
    element("span", { class: "task-mark", role: "img", "aria-label": words }, mark),
    element("div", {},
      element("div", { class: "task-title", dir: "auto" }, block.title ?? ""),
      block.details && richText(block.details, context),
      block.output && richText(block.output, context)));
}

export function plan(block, context) {
  const title = typeof block.title === "string" ? block.title : block.title?.text;
  return element("div", { class: "plan" },
    element("div", { class: "card-title", dir: "auto" }, title ?? ""),
    (block.tasks ?? []).map((task) => taskCard(task, context)));
}
