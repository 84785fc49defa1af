// Select menus for one choice, as the browser's own; those for several are in multi_select.js. What the choices are
// comes from the element, or from the workspace's people and channels.

import { element } from "../dom.js";
import { plainWords } from "./text.js";

function fromOption(option) {
  return { value: option.value, words: plainWords(option.text), more: plainWords(option.description) };
}

/** Groups of choices: [{label|null, choices: [{value, words, more}]}] */
export function groupsFor(given, context) {
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

export async function changeChoice(given, place, next) {
  const { block, context } = place;
  if (given.confirm && !(await context.confirm(given.confirm))) return void context.redraw();
  return context.choose(block, given, next);
}

/** One choice out of many. */
export function select(given, place) {
  const { block, context, id, describedBy, invalid, label } = place;
  const value = context.value(block, given);
  const groups = groupsFor(given, context);
  const option = ({ value: mine, words, more }) => element("option", { value: mine, selected: mine === value }, more ? `${words} — ${more}` : words);
  const placeholder = plainWords(given.placeholder) || "Select an option";
  const known = groups.some(({ choices }) => choices.some((choice) => choice.value === value));
  const properties = {
    id, class: "select", key: given.action_id, "aria-describedby": describedBy, "aria-label": label,
    "aria-invalid": invalid ? "true" : null, value: known ? value : "",
    data: { actionId: given.action_id, blockId: block.block_id },
    on: { change: (event) => void changeChoice(given, place, event.target.value || null) },
  };
  return element("select", properties,
    element("option", { value: "", disabled: !place.optional, class: "placeholder" }, placeholder),
    groups.map(({ label: name, choices }) => (name ? element("optgroup", { label: name }, choices.map(option)) : choices.map(option))));
}
