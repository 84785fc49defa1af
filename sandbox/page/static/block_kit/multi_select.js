// Select menus for several choices: what is chosen stands in the box as chips, and typing in it searches the list below.

import { element, icon, idFrom } from "../dom.js";
import { changeChoice, groupsFor } from "./selects.js";
import { plainWords } from "./text.js";

/** Which list is open, what is searched for and which choice is marked, by the control's id; lives as long as the page. */
const lists = new Map();

const listOf = (id) => lists.get(id) ?? { open: false, query: "", at: 0 };

function matching(groups, query) {
  const wanted = query.trim().toLocaleLowerCase();
  const fits = ({ words, more }) => !wanted || `${words} ${more ?? ""}`.toLocaleLowerCase().includes(wanted);
  return groups.map(({ label, choices }) => ({ label, choices: choices.filter(fits) })).filter(({ choices }) => choices.length);
}

/** A press beside the search box must not take the focus from it, which would close the list. */
const keepFocus = (event) => event.preventDefault();

function chip(choice, { remove }) {
  return element("span", { class: "chip", key: `chip-${choice.value}` },
    element("bdi", { class: "chip-words" }, choice.words),
    element("button", { type: "button", class: "chip-remove", tabindex: "-1", "aria-label": `Remove ${choice.words}`, data: { value: choice.value }, on: { mousedown: keepFocus, click: remove } }, icon("close")));
}

function optionNode(choice, { id, marked, chosen, off, toggle }) {
  return element("li", {
    role: "option", id, key: choice.value, class: `multi-option${marked ? " multi-marked" : ""}`,
    "aria-selected": String(chosen), "aria-disabled": off ? "true" : null, data: { value: choice.value },
    on: { mousedown: keepFocus, click: () => off || toggle(choice.value) },
  },
  element("span", { class: "multi-words" }, element("bdi", {}, choice.words), choice.more && element("small", { dir: "auto" }, choice.more)),
  chosen && icon("check"));
}

function onKeys(event, { list, shown, values, off, toggle, show }) {
  const { key } = event;
  const marked = shown[Math.min(list.at, shown.length - 1)];
  if (key === "ArrowDown" || key === "ArrowUp") {
    event.preventDefault();
    const step = key === "ArrowDown" ? 1 : shown.length - 1;
    show({ open: true, at: list.open && shown.length ? (list.at + step) % shown.length : 0 });
  } else if (key === "Enter" && !event.ctrlKey && !event.metaKey) {
    // Never the form's own Enter, which would send it off.
    event.preventDefault();
    if (!list.open) show({ open: true });
    else if (marked && !off(marked)) toggle(marked.value);
  } else if (key === "Escape" && list.open) {
    event.preventDefault();
    show({ open: false, query: "" });
  } else if (key === "Backspace" && !list.query && values.length) toggle(values.at(-1));
}

function listNode(groups, { id, list, shown, values, off, toggle, label, most }) {
  const marked = shown[Math.min(list.at, shown.length - 1)];
  const node = (choice) => optionNode(choice, {
    id: idFrom(id, "choice", choice.value), marked: choice === marked, chosen: values.includes(choice.value), off: off(choice), toggle,
  });
  return element("div", { class: "multi-list", key: "list", data: { placed: "" } },
    most && element("p", { class: "multi-note", key: "note" }, `${values.length} of ${most} chosen at most`),
    shown.length === 0 && element("p", { class: "multi-note", key: "none", role: "status" }, "No results"),
    element("ul", { role: "listbox", id: `${id}-list`, key: "options", "aria-label": label || "Choices", "aria-multiselectable": "true" },
      groups.map((group) => [
        group.label && element("li", { class: "multi-label", role: "presentation", key: `label-${group.label}` }, group.label),
        group.choices.map(node),
      ])));
}

const EDGE_PX = 8;

/** Lays an open list over the page, below its box or, where there is more room, above it. */
function lay(list) {
  const box = list.parentElement.querySelector(".multi-box").getBoundingClientRect();
  const [below, above] = [innerHeight - box.bottom - EDGE_PX, box.top - EDGE_PX];
  const up = below < Math.min(list.scrollHeight, 200) && above > below;
  Object.assign(list.style, {
    left: `${box.left}px`, width: `${box.width}px`, maxHeight: `${Math.min(260, (up ? above : below) - 4)}px`,
    top: up ? "auto" : `${box.bottom + 4}px`, bottom: up ? `${innerHeight - box.top + 4}px` : "auto",
  });
}

const layAll = () => document.querySelectorAll(".multi-list").forEach(lay);
document.addEventListener("scroll", layAll, true);
window.addEventListener("resize", layAll);

/** Lays the list and keeps the marked choice in sight, once the redraw is done. */
function reveal() {
  requestAnimationFrame(() => {
    layAll();
    for (const marked of document.querySelectorAll(".multi-list .multi-marked")) marked.scrollIntoView({ block: "nearest" });
  });
}

export function multiSelect(given, place) {
  const { block, context, id, describedBy, invalid, label, required } = place;
  const list = listOf(id);
  const values = context.value(block, given) ?? [];
  const groups = groupsFor(given, context);
  const all = groups.flatMap(({ choices }) => choices);
  const found = matching(groups, list.query);
  const shown = found.flatMap(({ choices }) => choices);
  const most = given.max_selected_items ?? null;
  const off = (choice) => Boolean(most) && values.length >= most && !values.includes(choice.value);
  const show = (change) => {
    lists.set(id, { ...listOf(id), ...change });
    context.redraw();
    reveal();
  };
  const toggle = (value) => {
    const now = context.value(block, given) ?? [];
    lists.set(id, { ...listOf(id), query: "" });
    void changeChoice(given, place, now.includes(value) ? now.filter((one) => one !== value) : [...now, value]);
    reveal();
  };
  const hold = { id, list, shown, values, off, toggle, show, label: label ?? plainWords(block.label), most };
  const chosen = values.map((value) => all.find((choice) => choice.value === value) ?? { value, words: value });
  const marked = shown[Math.min(list.at, shown.length - 1)];
  const search = element("input", {
    type: "text", id, key: "search", class: "multi-search", role: "combobox", autocomplete: "off", value: list.query,
    placeholder: values.length ? null : plainWords(given.placeholder) || "Select options",
    "aria-label": label, "aria-describedby": [values.length ? `${id}-chosen` : null, describedBy].filter(Boolean).join(" ") || null,
    "aria-invalid": invalid ? "true" : null, "aria-required": required ? "true" : null,
    "aria-autocomplete": "list", "aria-expanded": String(list.open), "aria-controls": list.open ? `${id}-list` : null,
    "aria-activedescendant": list.open && marked ? idFrom(id, "choice", marked.value) : null,
    data: { actionId: given.action_id, blockId: block.block_id },
    on: {
      input: (event) => show({ open: true, query: event.target.value, at: 0 }),
      click: () => show({ open: true }),
      keydown: (event) => onKeys(event, hold),
      blur: () => list.open && show({ open: false, query: "" }),
    },
  });
  const focusSearch = (event) => {
    if (event.target.closest(".chip-remove")) return;
    event.currentTarget.querySelector(".multi-search").focus();
    show({ open: true });
  };
  return element("div", { class: "multi", key: given.action_id, data: { multi: given.action_id } },
    element("div", { class: "multi-box", key: "box", on: { click: focusSearch } },
      chosen.map((choice) => chip(choice, { remove: () => toggle(choice.value) })), search, icon("down")),
    values.length > 0 && element("span", { class: "for-screen-readers", id: `${id}-chosen`, key: "chosen" }, `Chosen: ${chosen.map(({ words }) => words).join(", ")}`),
    list.open && listNode(found, hold));
}
