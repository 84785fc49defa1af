// What all dialogs share: keeping the focus inside, closing on Escape, giving the focus back. Also the small
// "Are you sure?" dialog of Block Kit's confirm object.

import { element } from "./dom.js";
import { plainWords, textBlock } from "./block_kit/text.js";

const FOCUSABLE = "a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex='0']";
const traps = []; // the innermost dialog comes last and alone is in force

function focusable(dialog) {
  const all = [...dialog.querySelectorAll(FOCUSABLE)].filter((node) => node.getClientRects().length > 0);
  // Tab reaches only one radio of a group: the chosen one, or else the first.
  return all.filter((node) => {
    if (node.type !== "radio") return true;
    const group = all.filter((other) => other.type === "radio" && other.name === node.name);
    return node === (group.find((other) => other.checked) ?? group[0]);
  });
}

function keepInside(event, dialog) {
  const stops = focusable(dialog);
  if (stops.length === 0) return;
  const at = stops.indexOf(document.activeElement);
  const inside = dialog.contains(document.activeElement);
  if (inside && !(event.shiftKey ? at <= 0 && document.activeElement.type !== "radio" : at === stops.length - 1)) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0]).focus();
}

document.addEventListener("keydown", (event) => {
  const top = traps.at(-1);
  if (!top || event.defaultPrevented) return;
  if (event.key === "Escape") {
    event.preventDefault();
    top.onEscape();
  } else if (event.key === "Tab") keepInside(event, top.dialog);
});

/** Keep the keyboard inside `dialog` until the returned function is called. */
export function trapFocus(dialog, onEscape) {
  const trap = { dialog, onEscape };
  traps.push(trap);
  return () => {
    const at = traps.indexOf(trap);
    if (at >= 0) traps.splice(at, 1);
  };
}

/** Remember where the focus is; the returned function puts it back, or on the nearest equivalent. */
export function rememberFocus() {
  const was = document.activeElement;
  const { actionId, blockId } = was?.dataset ?? {};
  const block = blockId ?? was?.closest?.("[data-block-id]")?.dataset.blockId;
  return () => {
    if (was?.isConnected && was !== document.body) return void was.focus();
    const twin = actionId && [...document.querySelectorAll("[data-action-id]")]
      .find((node) => node.dataset.actionId === actionId && (!block || node.closest("[data-block-id]")?.dataset.blockId === block));
    (twin || document.querySelector("[data-testid=composer] textarea") || document.querySelector("main"))?.focus();
  };
}

/** Ask the question of a confirm object: true if the person agrees. */
export function askToConfirm(given, context) {
  return new Promise((resolve) => {
    const restore = rememberFocus();
    const finish = (answer) => {
      release();
      backdrop.remove();
      restore();
      resolve(answer);
    };
    const danger = given.style === "danger" ? "danger" : "primary";
    const yes = element("button", { type: "button", class: `button button-${danger}`, data: { testid: "confirm-yes" }, on: { click: () => finish(true) } },
      plainWords(given.confirm) || "Yes");
    const no = element("button", { type: "button", class: "button button-plain", data: { testid: "confirm-no" }, on: { click: () => finish(false) } },
      plainWords(given.deny) || "Cancel");
    const dialog = element("section", { class: "dialog dialog-small", role: "alertdialog", "aria-modal": "true", "aria-labelledby": "confirm-title", data: { testid: "confirm" } },
      element("div", { class: "dialog-head" }, element("h2", { id: "confirm-title", dir: "auto" }, plainWords(given.title) || "Are you sure?")),
      element("div", { class: "dialog-body" }, textBlock(given.text, context)),
      element("div", { class: "dialog-foot" }, no, yes));
    const backdrop = element("div", { class: "backdrop backdrop-upper" }, dialog);
    document.body.append(backdrop);
    const release = trapFocus(dialog, () => finish(false));
    no.focus();
  });
}
