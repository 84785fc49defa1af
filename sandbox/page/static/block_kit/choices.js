// Radio buttons and checkboxes, each option with its description.

import { element, idFrom } from "../dom.js";
import { textInline } from "./text.js";

async function change(given, place, next) {
  const { block, context } = place;
  if (given.confirm && !(await context.confirm(given.confirm))) {
    context.redraw();
    return;
  }
  context.choose(block, given, next);
}

function optionRow(given, place, option, index, { kind, checked, next }) {
  const { block, context, describedBy, invalid } = place;
  const id = idFrom(context.scope, block.block_id, given.action_id, index);
  const control = element("input", {
    type: kind,
    id,
    class: "choice-control",
    // Radios with one name form a group that the arrow keys move through.
    name: idFrom(context.scope, block.block_id, given.action_id),
    checked,
    data: { actionId: given.action_id, blockId: block.block_id, value: option.value },
    "aria-describedby": [option.description ? `${id}-more` : null, describedBy].filter(Boolean).join(" ") || null,
    "aria-invalid": invalid ? "true" : null,
    // Sent as a bare attribute so that a choice made by key or by pointer reads the same.
    on: { change: (event) => void change(given, place, next(event.target.checked)) },
  });
  control.setAttribute("value", option.value);
  return element("div", { class: "choice", key: option.value },
    control,
    element("label", { for: id },
      element("span", { class: "choice-words", dir: "auto" }, textInline(option.text, context)),
      option.description && element("span", { class: "choice-more", id: `${id}-more`, dir: "auto" }, textInline(option.description, context))));
}

export function radioButtons(given, place) {
  const value = place.context.value(place.block, given);
  const rows = (given.options ?? []).map((option, index) =>
    optionRow(given, place, option, index, { kind: "radio", checked: option.value === value, next: () => option.value }));
  return element("div", { class: "choices", key: given.action_id, data: { actionId: given.action_id } }, rows);
}

export function checkboxes(given, place) {
  const values = place.context.value(place.block, given) ?? [];
  const order = (given.options ?? []).map((option) => option.value);
  const rows = (given.options ?? []).map((option, index) =>
    optionRow(given, place, option, index, {
      kind: "checkbox",
      checked: values.includes(option.value),
      next: (checked) => {
        const now = new Set(place.context.value(place.block, given) ?? []);
        if (checked) now.add(option.value);
        else now.delete(option.value);
        return order.filter((item) => now.has(item));
      },
    }));
  return element("div", { class: "choices", key: given.action_id, data: { actionId: given.action_id } }, rows);
}
