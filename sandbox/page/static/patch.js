// Makes what is on the page equal to a freshly built tree, in place, so that focus, scroll position,
// open details and half-typed text stay where they are.

import { handlersOf, keyOf, setHandlers } from "./dom.js";

function alike(live, next) {
  return live.nodeType === next.nodeType && live.nodeName === next.nodeName && keyOf(live) === keyOf(next);
}

function isOwn(name, live) {
  // What a person has opened stays open, a box that grew with its text stays grown, and a list stays where it was laid.
  const hasOwnStyle = live.nodeName === "TEXTAREA" || live.hasAttribute("data-placed");
  return (name === "open" && live.nodeName === "DETAILS") || (name === "style" && hasOwnStyle);
}

function patchAttributes(live, next) {
  for (const { name } of [...live.attributes]) {
    if (isOwn(name, live)) continue;
    if (!next.hasAttribute(name)) live.removeAttribute(name);
  }
  for (const { name, value } of [...next.attributes]) {
    if (isOwn(name, live)) continue;
    if (live.getAttribute(name) === value) continue;
    // The page's own policy refuses a style attribute, but not a style set this way.
    if (name === "style") live.style.cssText = value;
    else live.setAttribute(name, value);
  }
}

/** Controls in which somebody has typed part of a date; a redraw leaves them as they are. */
export const halfTyped = new WeakSet();

function patchControl(live, next) {
  if (halfTyped.has(live)) return;
  if (live.nodeName === "INPUT" && ["checkbox", "radio"].includes(live.type)) {
    if (live.checked !== next.checked) live.checked = next.checked;
  } else if (live.value !== next.value) live.value = next.value;
}

function patchNode(live, next) {
  if (live === next) return;
  if (live.nodeType !== Node.ELEMENT_NODE) {
    if (live.data !== next.data) live.data = next.data;
    return;
  }
  patchAttributes(live, next);
  setHandlers(live, handlersOf(next) ?? {});
  if (live.nodeName !== "TEXTAREA") patchChildren(live, [...next.childNodes]);
  if (["INPUT", "TEXTAREA", "SELECT"].includes(live.nodeName)) patchControl(live, next);
}

/** Make `live` contain nodes equal to `wanted`, reusing those that are alike (same key, or same place). */
export function patchChildren(live, wanted) {
  const keyed = new Map();
  const loose = [];
  for (const child of [...live.childNodes]) {
    const key = keyOf(child);
    if (key === null) loose.push(child);
    else keyed.set(key, child);
  }
  let place = live.firstChild;
  for (const next of wanted) {
    const key = keyOf(next);
    const found = next.parentNode === live ? next : key === null ? loose.find((child) => alike(child, next)) : keyed.get(key);
    if (found && alike(found, next)) {
      if (key === null) loose.splice(loose.indexOf(found), 1);
      else keyed.delete(key);
      // Moving a node drops its focus, so whatever stands before it and isn't wanted any more goes first.
      while (place && place !== found && isLeftOver(place, wanted, keyed, loose)) place = removeAndStep(place, keyed, loose);
      if (place === found) place = found.nextSibling;
      else live.insertBefore(found, place);
      patchNode(found, next);
    } else live.insertBefore(next, place);
  }
  for (const child of [...keyed.values(), ...loose]) child.remove();
}

function isLeftOver(node, wanted, keyed, loose) {
  const key = keyOf(node);
  if (key !== null) return keyed.has(key) && !wanted.some((next) => keyOf(next) === key);
  return loose.includes(node) && !wanted.some((next) => alike(node, next));
}

function removeAndStep(node, keyed, loose) {
  const following = node.nextSibling;
  const key = keyOf(node);
  if (key === null) loose.splice(loose.indexOf(node), 1);
  else keyed.delete(key);
  node.remove();
  return following;
}
