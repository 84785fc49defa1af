// The panel that makes the workspace's API misbehave on purpose, so one can watch what an app does then.

import { element } from "./dom.js";

const FIELDS = [
  ["latency_ms", "Delay every call by (milliseconds)"],
  ["rate_limit_next", "Answer the next calls with 429"],
  ["server_error_next", "Answer the next calls with a 5xx"],
  ["drop_before_next", "Drop the next connections before the call takes effect"],
  ["drop_after_next", "Drop the next connections after the call took effect"],
];

const activeIn = (faults) => FIELDS.filter(([name]) => Number(faults?.[name] ?? 0) > 0);

/** One panel for the page's lifetime: {node, show(workspace)}. */
export function createFaults() {
  let workspace = null;
  const inputs = Object.fromEntries(FIELDS.map(([name]) => [name, element("input", { type: "number", min: 0, step: 1, id: `fault-${name}`, value: "0", class: "text-control" })]));
  const touched = new Set();
  const tab = element("input", { type: "checkbox", id: "fault-messages-tab", checked: true });
  const count = element("span", { class: "count", hidden: true });

  function apply(event) {
    event.preventDefault();
    const numbers = Object.fromEntries(FIELDS.map(([name]) => [name, Math.max(0, Number.parseInt(inputs[name].value, 10) || 0)]));
    touched.clear();
    void workspace.setFaults({ ...numbers, messages_tab_enabled: tab.checked });
  }

  function clear() {
    for (const input of Object.values(inputs)) input.value = "0";
    tab.checked = true;
  }

  const rows = FIELDS.map(([name, words]) => element("div", { class: "fault" }, element("label", { for: `fault-${name}` }, words), inputs[name]));
  const escape = (event) => {
    if (event.key !== "Escape") return;
    node.open = false;
    node.querySelector("summary").focus();
  };
  const node = element("details", { class: "faults", key: "faults", data: { testid: "faults" }, on: { keydown: escape } },
    element("summary", {}, "Faults", count),
    element("form", { class: "faults-panel", on: { submit: apply, input: (event) => touched.add(event.target) } },
      rows,
      element("div", { class: "fault fault-check" }, tab, element("label", { for: "fault-messages-tab" }, "The app's Messages tab is on")),
      element("div", { class: "faults-foot" },
        element("button", { type: "submit", class: "button button-plain", on: { click: clear } }, "Clear all"),
        element("button", { type: "submit", class: "button button-primary" }, "Set"))));
  document.addEventListener("pointerdown", (event) => {
    if (!node.contains(event.target)) node.open = false;
  });

  return {
    node,
    show(current) {
      workspace = current;
      const { faults } = current.state;
      const active = activeIn(faults).length;
      count.hidden = active === 0;
      count.textContent = `${active} on`;
      for (const [name] of FIELDS) if (!touched.has(inputs[name])) inputs[name].value = String(faults?.[name] ?? 0);
      if (!touched.has(tab)) tab.checked = faults?.messages_tab_enabled ?? true;
    },
  };
}
