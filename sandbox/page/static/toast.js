// Short notices at the foot of the page, read out by screen readers and closed by hand or by time.

import { element, icon } from "./dom.js";

const LIFETIME_MS = 12_000;

/** Returns show(words): the same words are never shown twice at once. */
export function createToasts(region) {
  function show(words, kind = "error") {
    for (const other of region.children) if (other.dataset.words === words) other.remove();
    let timer = null;
    const close = () => {
      clearTimeout(timer);
      note.remove();
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(close, LIFETIME_MS);
    };
    const note = element("div", {
      class: `toast toast-${kind}`, role: kind === "error" ? "alert" : "status", data: { testid: "toast", words },
      on: { mouseenter: () => clearTimeout(timer), mouseleave: wait, focusin: () => clearTimeout(timer), focusout: wait },
    },
    // Slack's own sentence about a button comes with its triangle.
    !words.startsWith("⚠") && element("span", { class: "toast-mark", "aria-hidden": "true" }, kind === "error" ? "⚠️" : "✓"),
    element("span", { class: "toast-words", dir: "auto" }, words),
    element("button", { type: "button", class: "icon-button", "aria-label": "Dismiss", on: { click: close } }, icon("close")));
    region.append(note);
    wait();
  }
  return show;
}
