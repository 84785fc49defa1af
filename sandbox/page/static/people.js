// How people and apps look: a name, initials on a color, a badge.

import { emojiCalled } from "./block_kit/emoji.js";
import { element } from "./dom.js";

const APP_COLOR = "3d4f8f";

function initials(name) {
  const words = name.replace(/[^\p{L}\p{N}\s]/gu, "").trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...word][0]).join("").toUpperCase() || "?";
}

/** Black or white, whichever reads better on the color. */
function ink(color) {
  const [r, g, b] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#111" : "#fff";
}

/** A picture of initials, or of the emoji an app has chosen; the name always stands beside it, so screen readers skip it. */
export function avatar({ name, color, isBot = false, emoji = "" }, size = "") {
  const known = /^[0-9a-f]{6}$/i.test((color ?? "").replace("#", "")) ? color.replace("#", "") : APP_COLOR;
  return element("span", {
    class: `avatar ${size}${isBot ? " avatar-app" : ""}`, "aria-hidden": "true",
    style: { background: `#${known}`, color: ink(known) },
  }, emojiCalled((emoji ?? "").replaceAll(":", "")) ?? initials(name ?? ""));
}

export const badge = () => element("span", { class: "badge" }, "APP");
export const nameOf = (user) => user?.real_name || user?.name || "";
