// Every kind of select menu: one choice as the browser's own select, several as a list of checkboxes
// that unfolds. What the choices are comes from the element, or from the workspace's people and channels.

import { element, idFrom } from "../dom.js";
import { plainWords } from "./text.js";

function fromOption(option) {
  const more = plainWords(option.description);
  return { value: option.value, words: plainWords(option.text) + (more ? ` — ${more}` : "") };
}

/** Groups of choices: [{label|null, choices: [{value, words}]}] */
function groupsFor(given, context) {
  const kind = given.type.replace(/^multi_/, "");
  const known = [...(given.initial_options ?? []), ...(given.initial_option ? [given.initial_option] : [])];
  switch (kind) {
    case "users_select":
      return [{ label: null, choices: context.people }];
    case "channels_select":
      return [{ label: null, choices: context.channels.filter((channel) => !channel.isPrivate) }];
    case "conversations_select":
      return conversationGroups(given.filter, context);
    case "external_select":
      return [{ label: null, choices: known.map(fromOption) }];
    default:
      if (given.option_groups)
        return given.option_groups.map((group) => ({ label: plainWords(group.label), choices: group.options.map(fromOption) }));
      return [{ label: null, choices: (given.options ?? []).map(fromOption) }];
  }
}

function conversationGroups(filter, context) {
  const include = filter?.include ?? ["public", "private", "im"];
  const channels = context.channels.filter((channel) => include.includes(channel.isPrivate ? "private" : "public"));
  const people = include.includes("im") ? context.people : [];
  return [{ label: "Channels", choices: channels }, { label: "People", choices: people }].filter(({ choices }) => choices.length);
}

async function change(given, place, next) {
  const { block, context } = place;
  if (given.confirm && !(await context.confirm(given.confirm))) return void context.redraw();
  return context.choose(block, given, next);
}

/** One choice out of many. */
export function select(given, place) {
  const { block, context, id, describedBy, invalid, label } = place;
  const value = context.value(block, given);
  const groups = groupsFor(given, context);
  const option = ({ value: mine, words }) => element("option", { value: mine, selected: mine === value }, words);
  const placeholder = plainWords(given.placeholder) || "Select an option";
  const known = groups.some(({ choices }) => choices.some((choice) => choice.value === value));
  const properties = {
    id, class: "select", key: given.action_id, "aria-describedby": describedBy, "aria-label": label,
    "aria-invalid": invalid ? "true" : null, value: known ? value : "",
    data: { actionId: given.action_id, blockId: block.block_id },
    on: { change: (event) => void change(given, place, event.target.value || null) },
  };
  return element("select", properties,
    element("option", { value: "", disabled: !place.optional, class: "placeholder" }, placeholder),
    groups.map(({ label: name, choices }) => (name ? element("optgroup", { label: name }, choices.map(option)) : choices.map(option))));
}

/** Several choices out of many. */
export function multiSelect(given, place) {
  const { block, context, id, describedBy, label } = place;
  const values = context.value(block, given) ?? [];
  const groups = groupsFor(given, context);
  const all = groups.flatMap(({ choices }) => choices);
  const names = all.filter((choice) => values.includes(choice.value)).map((choice) => choice.words);
  const full = given.max_selected_items && values.length >= given.max_selected_items;
  const row = (choice, index) => {
    const rowId = idFrom(id, index);
    const checked = values.includes(choice.value);
    return element("div", { class: "choice", key: choice.value },
      element("input", {
        type: "checkbox", id: rowId, class: "choice-control", checked, disabled: full && !checked,
        data: { actionId: given.action_id, blockId: block.block_id, value: choice.value },
        on: {
          change: (event) => {
            const now = new Set(context.value(block, given) ?? []);
            if (event.target.checked) now.add(choice.value);
            else now.delete(choice.value);
            void change(given, place, [...now]);
          },
        },
      }),
      element("label", { for: rowId }, element("bdi", {}, choice.words)));
  };
  const summary = names.length ? names.join(", ") : plainWords(given.placeholder) || "Select options";
  return element("details", { class: "multi", key: given.action_id, data: { actionId: given.action_id } },
    element("summary", { id, class: names.length ? "" : "placeholder", "aria-describedby": describedBy, "aria-label": label ? `${label}: ${summary}` : null },
      element("bdi", {}, summary)),
    element("div", { class: "multi-list", role: "group", "aria-label": label ?? "Choices" },
      groups.map((group) => [group.label && element("div", { class: "multi-label" }, group.label), group.choices.map(row)])));
}
