// file_input: what is attached, with its size and a way out, and the place to choose or drop another file.

import { element, icon } from "../dom.js";

// A file with no ending has none that could be asked for.
const accepted = (filetypes) => (filetypes?.length ? filetypes.map((ending) => `.${ending}`).join(",") : null);

/** "812 B", "4 KB", "2.5 MB" */
export function sizeWords(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`;
}

function row(file, { remove, waiting }) {
  return element("li", { class: "attached", key: file.id ?? `waiting-${file.name}`, "aria-busy": waiting ? "true" : null },
    icon("file"),
    element("span", { class: "attached-words" },
      element("bdi", { class: "attached-name" }, file.name),
      element("small", {}, waiting ? "Uploading…" : sizeWords(file.size))),
    waiting
      ? element("span", { class: "spinner", "aria-hidden": "true" })
      : element("button", { type: "button", class: "icon-button", "aria-label": `Remove ${file.name}`, on: { click: remove } }, icon("close")));
}

function dropArea(given, place, { left }) {
  const { block, context, id, describedBy, invalid, required } = place;
  const put = (files) => void context.attach(block, given, [...files]);
  const mark = (event, on) => {
    event.preventDefault();
    event.currentTarget.classList.toggle("drop-over", on);
  };
  const kinds = given.filetypes?.length ? given.filetypes.map((ending) => `.${ending}`).join(", ") : "";
  return element("div", {
    class: "drop", key: "drop", data: { testid: "drop", blockId: block.block_id },
    on: {
      dragenter: (event) => mark(event, true), dragover: (event) => mark(event, true), dragleave: (event) => mark(event, false),
      drop: (event) => { mark(event, false); put(event.dataTransfer.files); },
    },
  },
  element("input", {
    type: "file", id, key: "chooser", class: "drop-chooser", multiple: left > 1, accept: accepted(given.filetypes),
    "aria-describedby": [`${id}-limits`, describedBy].filter(Boolean).join(" "), "aria-invalid": invalid ? "true" : null,
    "aria-required": required ? "true" : null, data: { actionId: given.action_id, blockId: block.block_id },
    on: {
      change: (event) => {
        const files = [...event.target.files];
        // So that the same file can be chosen again after it was taken out.
        event.target.value = "";
        put(files);
      },
    },
  }),
  icon("upload"),
  element("span", { class: "drop-words", "aria-hidden": "true" }, element("strong", {}, left > 1 ? "Choose files" : "Choose a file"), left > 1 ? " or drop them here" : " or drop it here"),
  element("small", { id: `${id}-limits` }, [kinds, "10 MB at most"].filter(Boolean).join(" · ")));
}

export function fileInput(given, place) {
  const { block, context } = place;
  const files = context.value(block, given) ?? [];
  const waiting = context.uploading(block, given);
  const left = (given.max_files ?? 10) - files.length - waiting.length;
  return element("div", { class: "file-input", key: given.action_id, data: { fileInput: given.action_id } },
    (files.length > 0 || waiting.length > 0) && element("ul", { class: "attached-list", key: "list", "aria-label": "Attached files" },
      files.map((file) => row(file, { remove: () => void context.detach(block, given, file) })),
      waiting.map((file) => row(file, { waiting: true }))),
    left > 0 && dropArea(given, place, { left }));
}
