// The everyday blocks: section, header, context, divider, actions, input, alert, file.

import { element, idFrom } from "../dom.js";
import { elementNode, isGroup } from "./elements.js";
import { imageElement } from "./images.js";
import { plainWords, textBlock, textInline } from "./text.js";

const idOf = (block, given, context) => idFrom(context.scope, block.block_id, given?.action_id ?? "");

/** A control outside an input block takes its name from the text beside it. */
function loose(given, block, context, words) {
  const label = words.slice(0, 120) || plainWords(given.placeholder) || "Choice";
  const place = { block, context, id: idOf(block, given, context), label };
  if (!isGroup(given)) return elementNode(given, place);
  return element("fieldset", { class: "fieldset" },
    element("legend", { class: "for-screen-readers" }, label),
    elementNode(given, place));
}

export function section(block, context) {
  const beside = block.accessory;
  const wide = beside && (isGroup(beside) || beside.type.includes("select") || beside.type.includes("picker"));
  return element("div", { class: `section${wide ? " section-wide" : ""}` },
    element("div", { class: "section-words" },
      textBlock(block.text, context),
      block.fields && element("div", { class: "fields" }, block.fields.map((field) => textBlock(field, context, "text field")))),
    beside && element("div", { class: "accessory" }, loose(beside, block, context, plainWords(block.text))));
}

export const header = (block, context) => element(context.surface === "modal" ? "h3" : "h2", { class: "header", dir: "auto" }, textInline(block.text, context));

export const divider = () => element("hr", { class: "divider" });

export function contextLine(block, context) {
  const one = (given) => (given.type === "image" ? imageElement(given) : textBlock(given, context, "context-text"));
  return element("div", { class: "context" }, (block.elements ?? []).map(one));
}

export function actions(block, context) {
  return element("div", { class: "actions" }, (block.elements ?? []).map((given) => loose(given, block, context, "")));
}

export const contextActions = (block, context) =>
  element("div", { class: "actions actions-quiet" }, (block.elements ?? []).map((given) => elementNode(given, { block, context })));

/** An input with its label, its hint and, when a submit was refused, the reason. */
export function input(block, context) {
  const given = block.element ?? {};
  const id = idOf(block, given, context);
  const error = context.error(block.block_id);
  const hintId = block.hint ? `${id}-hint` : null;
  const errorId = error ? `${id}-error` : null;
  const place = {
    block, context, id, invalid: Boolean(error), required: !block.optional, optional: Boolean(block.optional),
    describedBy: [errorId, hintId].filter(Boolean).join(" ") || null,
  };
  const label = [
    element("bdi", {}, plainWords(block.label)),
    block.optional && element("span", { class: "optional" }, " (optional)"),
  ];
  const below = [
    error && element("p", { class: "error", id: errorId, role: "alert", data: { testid: "input-error" }, key: "error" }, error),
    block.hint && element("p", { class: "hint", id: hintId, dir: "auto", key: "hint" }, textInline(block.hint, context)),
  ];
  const className = `input-block${error ? " input-wrong" : ""}`;
  if (isGroup(given))
    return element("fieldset", { class: `fieldset ${className}` }, element("legend", { class: "label", dir: "auto" }, label), elementNode(given, place), below);
  return element("div", { class: className }, element("label", { class: "label", for: id, dir: "auto" }, label), elementNode(given, place), below);
}

export function alert(block, context) {
  const level = ["info", "warning", "error", "success"].includes(block.level) ? block.level : "default";
  const marks = { info: "ℹ️", warning: "⚠️", error: "⛔", success: "✅", default: "💬" };
  return element("div", { class: `alert alert-${level}`, role: "note" },
    element("span", { "aria-hidden": "true" }, marks[level]), textBlock(block.text, context));
}

export const file = (block) =>
  element("div", { class: "file" }, element("span", { "aria-hidden": "true" }, "📄 "), element("bdi", {}, block.title ?? block.external_id ?? "File"));
