// Everything typed or picked from a calendar: text, number, email, address, rich text, date, time.

import { element } from "../dom.js";
import { halfTyped } from "../patch.js";
import { plainWords } from "./text.js";

function shared(given, { block, context, id, describedBy, invalid, label, required }) {
  return {
    id, key: given.action_id, class: "text-control", dir: "auto",
    placeholder: plainWords(given.placeholder) || null,
    value: context.value(block, given) ?? "",
    "aria-describedby": describedBy, "aria-invalid": invalid ? "true" : null, "aria-label": label,
    "aria-required": required ? "true" : null,
    data: { actionId: given.action_id, blockId: block.block_id },
  };
}

function typed(given, place, extra) {
  const { block, context } = place;
  const tag = extra.tag ?? "input";
  const triggers = given.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const dispatches = block.dispatch_action && triggers.includes("on_enter_pressed");
  const on = {
    input: (event) => {
      grow(event.target);
      context.type(block, given, event.target.value);
    },
    keydown: (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || !dispatches) return;
      event.preventDefault();
      void context.enter(block, given, event.target.value);
    },
  };
  const { tag: _, ...attributes } = extra;
  return element(tag, { ...shared(given, place), ...attributes, autocomplete: "off", on });
}

/** A multi-line box grows with its text, so nothing written is out of sight. */
function grow(control) {
  if (control.nodeName !== "TEXTAREA" || CSS.supports("field-sizing", "content")) return;
  control.style.height = "auto";
  control.style.height = `${Math.min(control.scrollHeight + 2, 320)}px`;
}

export function plainTextInput(given, place) {
  const limits = { minlength: given.min_length ?? null, maxlength: given.max_length ?? 3000 };
  if (given.multiline) return typed(given, place, { tag: "textarea", rows: 3, ...limits });
  return typed(given, place, { type: "text", ...limits });
}

export const richTextInput = (given, place) => typed(given, place, { tag: "textarea", rows: given.min_lines ?? 3 });
export const emailInput = (given, place) => typed(given, place, { type: "email", inputmode: "email" });
export const urlInput = (given, place) => typed(given, place, { type: "url", inputmode: "url" });

export function numberInput(given, place) {
  return typed(given, place, {
    // A text box with a number keyboard: a number box would drop "3o" before anyone could say what is wrong with it.
    type: "text", inputmode: given.is_decimal_allowed ? "decimal" : "numeric",
  });
}

function picker(given, place, { type, read, write }) {
  const { block, context } = place;
  const settings = shared(given, place);
  const changed = (event) => {
    // Somebody is still typing the year.
    if (/^0\d{3}-/.test(event.target.value)) {
      halfTyped.add(event.target);
      return;
    }
    halfTyped.delete(event.target);
    void change(given, place, event.target.value ? read(event.target.value) : null);
  };
  const left = (event) => {
    if (halfTyped.delete(event.target)) context.redraw();
  };
  const on = { change: changed, blur: left };
  const value = context.value(block, given);
  return element("input", { ...settings, type, placeholder: null, dir: null, value: value ? write(value) : "", on });
}

async function change(given, place, next) {
  if (given.confirm && !(await place.context.confirm(given.confirm))) return void place.context.redraw();
  return place.context.choose(place.block, given, next);
}

const same = (value) => value;

export const datePicker = (given, place) => picker(given, place, { type: "date", read: same, write: same });
export const timePicker = (given, place) => picker(given, place, { type: "time", read: same, write: same });

export function dateTimePicker(given, place) {
  const zone = place.context.timeZone;
  return picker(given, place, {
    type: "datetime-local",
    read: (local) => String(secondsFor(local, zone)),
    write: (seconds) => localFor(Number(seconds), zone),
  });
}

/** "2026-12-03T09:00" as the wall clock of `zone` shows it at that second. */
function localFor(seconds, zone) {
  const options = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone };
  const parts = Object.fromEntries(new Intl.DateTimeFormat("en-US", options).formatToParts(seconds * 1000).map(({ type, value }) => [type, value]));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

function secondsFor(local, zone) {
  const wanted = Date.parse(`${local}Z`) / 1000;
  let guess = wanted;
  // Twice, because the first guess may lie on the other side of a clock change.
  for (let round = 0; round < 2; round += 1) guess += wanted - Date.parse(`${localFor(guess, zone)}Z`) / 1000;
  return guess;
}
