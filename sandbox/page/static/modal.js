// The modal on top of the person's stack of views: a real dialog that keeps the keyboard inside and gives it back.

import { blockNodes } from "./block_kit/blocks.js";
import { plainWords } from "./block_kit/text.js";
import { rememberFocus, trapFocus } from "./dialogs.js";
import { element, icon } from "./dom.js";
import { patchChildren } from "./patch.js";
import { createSurface } from "./surface.js";

function surfaceOf(view, workspace) {
  return createSurface(workspace, {
    surface: "modal", scope: view.id, target: { view_id: view.id }, known: view.state?.values, errors: workspace.errors.get(view.id),
  });
}

function showErrors(view, errors, workspace, root) {
  workspace.errors.set(view.id, errors);
  workspace.draw();
  root.querySelector("[aria-invalid=true], .input-wrong input")?.focus();
}

async function submit(view, workspace, root) {
  await workspace.whileBusy("submit", async () => {
    await workspace.settled();
    workspace.errors.delete(view.id);
    const reply = await workspace.act({ do: "submit", view_id: view.id });
    if (Object.keys(reply.errors ?? {}).length) showErrors(view, { ...reply.errors }, workspace, root);
  });
}

/** Leave the top view for the one below it, or all of them at once. */
async function leave(view, workspace, { all = false } = {}) {
  await workspace.whileBusy("close", async () => {
    await workspace.settled();
    workspace.errors.delete(view.id);
    await workspace.act(all ? { do: "close_all" } : { do: "close", view_id: view.id });
  });
}

function parts(view, workspace, root) {
  const waiting = workspace.busy.has("submit");
  const onSubmit = (event) => {
    event.preventDefault();
    void submit(view, workspace, root);
  };
  const onKeydown = (event) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey) && view.submit) onSubmit(event);
  };
  const shut = () => void leave(view, workspace);
  const below = workspace.views.modals.at(-2);
  return [
    element("form", { class: "dialog-form", key: "form", novalidate: true, on: { submit: onSubmit, keydown: onKeydown } },
      element("div", { class: "dialog-head", key: "head" },
        below && element("button", { type: "button", class: "icon-button", key: "back", "aria-label": `Back to ${plainWords(below.title)}`, data: { testid: "modal-back" }, on: { click: shut } }, icon("back")),
        element("h2", { id: "modal-title", dir: "auto" }, plainWords(view.title)),
        element("button", { type: "button", class: "icon-button", "aria-label": "Close", data: { testid: "modal-x" }, on: { click: () => void leave(view, workspace, { all: true }) } }, icon("close"))),
      element("div", { class: "dialog-body", key: "body", "aria-busy": workspace.views.pending ? "true" : null },
        blockNodes(view.blocks, surfaceOf(view, workspace))),
      element("div", { class: "dialog-foot", key: "foot" },
        element("button", { type: "button", class: "button button-plain", data: { testid: "modal-close" }, on: { click: shut } }, plainWords(view.close) || "Close"),
        view.submit && element("button", { type: "submit", class: "button button-primary", "aria-busy": waiting ? "true" : null, data: { testid: "modal-submit" } },
          waiting && element("span", { class: "spinner", "aria-hidden": "true" }), plainWords(view.submit)))),
  ];
}

function focusFirst(dialog) {
  const first = dialog.querySelector(".dialog-body :is(input, textarea, select, button, summary, a[href])");
  const group = first?.type === "radio" ? dialog.querySelector(`input[name="${CSS.escape(first.name)}"]:checked`) : null;
  // A form starts at its first question; anything else is read from the top.
  const start = first && dialog.querySelector(".block-input") ? group ?? first : dialog;
  start.focus({ preventScroll: true });
}

/** Returns show(workspace): puts the top view into `root` and makes everything in `behind` unreachable. */
export function createModal(root, behind) {
  let shown = null; // {id, dialog, release, restore}

  function dismiss() {
    shown.release();
    root.replaceChildren();
    for (const node of behind) node.inert = false;
  }

  function open(view, workspace, restore) {
    const dialog = element("section", {
      class: "dialog", role: "dialog", "aria-modal": "true", "aria-labelledby": "modal-title", tabindex: "-1",
      data: { testid: "modal", viewId: view.id, callbackId: view.callback_id ?? null },
    });
    root.replaceChildren(element("div", { class: "backdrop" }, dialog));
    for (const node of behind) node.inert = true;
    const release = trapFocus(dialog, () => dialog.querySelector("[data-testid=modal-close]")?.click());
    shown = { id: view.id, dialog, release, restore };
    patchChildren(dialog, parts(view, workspace, root));
    focusFirst(dialog);
  }

  return function show(workspace) {
    const view = workspace.views.modals.at(-1);
    if (!view) {
      if (!shown) return;
      dismiss();
      const { restore } = shown;
      shown = null;
      restore();
    } else if (shown?.id === view.id) patchChildren(shown.dialog, parts(view, workspace, root));
    else {
      const restore = shown?.restore ?? rememberFocus();
      if (shown) dismiss();
      open(view, workspace, restore);
    }
  };
}
