// Images. The page talks to its own server only, so a picture from elsewhere is shown as its description.

import { element } from "../dom.js";
import { textInline } from "./text.js";

function ownAddress(address) {
  try {
    return new URL(address, location.href).origin === location.origin ? address : null;
  } catch {
    return null;
  }
}

function picture(given, className) {
  const address = ownAddress(given.image_url);
  const words = given.alt_text || "Image";
  if (address) return element("img", { class: className, src: address, alt: words, loading: "lazy" });
  return element("span", { class: `${className} image-elsewhere`, role: "img", "aria-label": words, title: words },
    element("span", { "aria-hidden": "true" }, "🖼️ "), element("bdi", { class: "image-words" }, words));
}

export const imageElement = (given) => picture(given, "image-small");
export const heroImage = (given) => picture(given, "image-hero");

export function imageBlock(block, context) {
  return element("figure", { class: "image-block" },
    block.title && element("figcaption", { dir: "auto" }, textInline(block.title, context)),
    picture(block, "image-large"));
}
