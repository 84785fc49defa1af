// The bar above the workspace: its date and time, and the buttons that move them. Not part of the workspace itself.

import { element, icon } from "./dom.js";
import { clockFace, shortMoment } from "./times.js";

function moveButton(words, body, workspace, extra = {}) {
  return element("button", {
    type: "button", class: "bar-button", disabled: workspace.busy.has("clock"), on: { click: () => void workspace.moveClock(body) }, ...extra,
  }, words);
}

function momentButton({ label, at }, workspace) {
  const when = shortMoment(new Date(at), workspace.zone);
  const words = label.includes(" · ") ? label : [element("strong", {}, label), ` · ${when}`];
  return moveButton(words, { to: at }, workspace, { class: "bar-button bar-moment", key: `${label}/${at}`, data: { testid: "moment", label }, title: `Move the clock to ${when}` });
}

/** The clock's nodes; `faults` is the panel that lives beside it. */
export function clockBar(workspace, faults) {
  const { day, time } = clockFace(workspace.now(), workspace.zone);
  const busy = workspace.busy.has("clock");
  return [
    element("div", { class: "clock", key: "clock", role: "group", "aria-label": "Clock", data: { testid: "clock", now: workspace.now().toISOString() } },
      icon("clock"),
      element("span", { class: "clock-face", role: "status" }, element("span", { class: "clock-day" }, day), " ", element("strong", {}, time)),
      busy && element("span", { class: "clock-busy" }, element("span", { class: "spinner", "aria-hidden": "true" }), "Moving…")),
    element("div", { class: "moments", key: "moments", role: "group", "aria-label": "Move the clock" },
      (workspace.state.moments ?? []).map((moment) => momentButton(moment, workspace)),
      moveButton("+1 hour", { by: 3_600 }, workspace, { key: "hour", data: { testid: "clock-hour" } }),
      moveButton("+1 day", { by: 86_400 }, workspace, { key: "day", data: { testid: "clock-day" } })),
    workspace.live ? null : element("span", { class: "offline", key: "offline", role: "status" }, "Reconnecting…"),
    faults,
  ].filter(Boolean);
}
