// Builds elements and lets a rebuilt element hand its listeners to the one already on the page.
// Text from outside only ever becomes text nodes here; nothing in this folder uses innerHTML.

const handlers = new WeakMap();
const keys = new WeakMap();
const SVG = "http://www.w3.org/2000/svg";

function run(event) {
  handlers.get(event.currentTarget)?.[event.type]?.(event);
}

/** Set the listeners of `node`, replacing the ones it had. */
export function setHandlers(node, next) {
  handlers.set(node, next);
  // The same function is added each time, so a listener is never there twice.
  for (const type of Object.keys(next)) node.addEventListener(type, run);
}

export const handlersOf = (node) => handlers.get(node) ?? null;
export const keyOf = (node) => keys.get(node) ?? null;

function setProperty(node, name, value) {
  if (name === "on") setHandlers(node, value);
  else if (name === "key") keys.set(node, String(value));
  else if (name === "style") Object.entries(value).forEach(([key, item]) => node.style.setProperty(key, item));
  else if (name === "data") {
    for (const [key, item] of Object.entries(value)) if (item != null) node.dataset[key] = item;
  } else if (["value", "checked", "selected", "indeterminate"].includes(name)) node[name] = value;
  else if (value === true) node.setAttribute(name, "");
  else if (value !== false && value != null) node.setAttribute(name, String(value));
}

function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child == null || child === false || child === "") continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

function build(node, properties, children) {
  const late = ["value", "checked", "selected"];
  for (const [name, value] of Object.entries(properties)) if (!late.includes(name)) setProperty(node, name, value);
  append(node, children);
  // A select only accepts a value once it has its options.
  for (const name of late) if (name in properties) setProperty(node, name, properties[name]);
  return node;
}

/** An HTML element. Properties: attributes, plus on {event: fn}, data {}, style {}, key, value, checked. */
export function element(tag, properties = {}, ...children) {
  return build(document.createElement(tag), properties, children);
}

/** An SVG element, with the same properties. */
export function drawing(tag, properties = {}, ...children) {
  return build(document.createElementNS(SVG, tag), properties, children);
}

/** An id that is the same each time it is made from the same words. */
export function idFrom(...words) {
  return words.map((word) => String(word).replace(/[^\w-]/g, (c) => `.${c.codePointAt(0)}`)).join("_");
}

const ICONS = {
  menu: "M3 5h14M3 10h14M3 15h14",
  close: "M5 5l10 10M15 5L5 15",
  send: "M3 10h11M9 4.5l6 5.5-6 5.5",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  down: "M5 8l5 5 5-5",
  reply: "M8 5L3.5 9.5 8 14M4 9.5h7a5 5 0 015 5V16",
  clock: "M10 3a7 7 0 100 14 7 7 0 000-14zM10 6v4l3 2",
  lock: "M5 9.5h10V16H5zM7 9.5V7a3 3 0 016 0v2.5",
  eye: "M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5zM10 8a2 2 0 100 4 2 2 0 000-4z",
  check: "M4 10.5l4 4 8-9",
  back: "M12 4l-6 6 6 6",
  file: "M5.5 3h6l3.5 3.5V17h-9.5zM11.5 3v3.5H15",
  upload: "M10 13V4M6 7.5L10 3.5l4 4M3.5 12.5V16h13v-3.5",
  download: "M10 3.5V13M6 9.5l4 4 4-4M3.5 13.5V16.5h13v-3",
  people: "M7.5 10a3 3 0 100-6 3 3 0 000 6zM2.5 16c.4-3 2.3-4.5 5-4.5s4.6 1.5 5 4.5M13 10a2.5 2.5 0 100-5M14.5 12c1.7.5 2.7 1.8 3 4",
};

/** A small line drawing, hidden from screen readers: its button or label says what it means. */
export function icon(name) {
  return drawing(
    "svg",
    { class: `icon icon-${name}`, viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false" },
    drawing("path", { d: ICONS[name] }),
  );
}
