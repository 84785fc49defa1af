// A menu that opens from a button: arrow keys move, Escape closes and gives the focus back.

import { element } from "./dom.js";

function place(menu, opener) {
  const edge = 8;
  const from = opener.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const below = from.bottom + 4;
  const top = below + size.height > innerHeight - edge && from.top - size.height > edge ? from.top - size.height - 4 : below;
  const left = Math.max(edge, Math.min(from.left, innerWidth - size.width - edge));
  Object.assign(menu.style, { top: `${Math.max(edge, top)}px`, left: `${left}px` });
}

function move(menu, event) {
  const items = [...menu.querySelectorAll("[role^=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
  let target = null;
  if (event.key in steps) target = items.at(steps[event.key] % items.length);
  else if (event.key.length === 1) target = items.find((item) => item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()));
  if (!target) return;
  event.preventDefault();
  target.focus();
}

/** items: [{words, detail, lead (node), checked (radio items, or what `role` says), href, data, pick}] */
export function openMenu(opener, items, { label, hint = null }) {
  const close = ({ back = true } = {}) => {
    document.removeEventListener("pointerdown", outside, true);
    menu.remove();
    opener.setAttribute("aria-expanded", "false");
    if (back && opener.isConnected) opener.focus();
  };
  const outside = (event) => {
    if (!menu.contains(event.target)) close({ back: false });
  };
  const node = ({ words, detail, lead, checked, role, href, data, pick }) => {
    const properties = {
      class: "menu-item", role: role ?? (checked === undefined ? "menuitem" : "menuitemradio"), tabindex: "-1", data: data ?? {},
      "aria-checked": checked === undefined ? null : String(checked),
      on: { click: () => { close(); pick?.(); } },
    };
    const inner = [lead, element("span", { class: "menu-words" }, element("bdi", {}, words), detail && element("small", { dir: "auto" }, detail))];
    return href ? element("a", { ...properties, href, target: "_blank", rel: "noopener noreferrer" }, inner) : element("button", { ...properties, type: "button" }, inner);
  };
  const keydown = (event) => {
    event.stopPropagation();
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      close();
    } else move(menu, event);
  };
  const menu = element("div", { class: "menu", role: "menu", "aria-label": label, on: { keydown } },
    hint && element("p", { class: "menu-hint", role: "presentation" }, hint), items.map(node));
  document.body.append(menu);
  opener.setAttribute("aria-expanded", "true");
  place(menu, opener);
  document.addEventListener("pointerdown", outside, true);
  (menu.querySelector("[aria-checked=true]") ?? menu.querySelector("[role^=menuitem]"))?.focus();
}
