// Says aloud (to screen readers) which messages have just arrived in the conversation on show.

import { nameOf } from "./people.js";

const MOST_WORDS = 200;

/** Returns announce(workspace), to be called after each redraw. */
export function createAnnouncer(region) {
  let place = null;
  let known = new Set();

  function words(message, workspace) {
    const name = message.sender?.name ?? nameOf(workspace.user(message.user)) ?? "";
    return `${message.ephemeral ? "Only visible to you. " : ""}${name}: ${(message.text ?? "").slice(0, MOST_WORDS)}`;
  }

  return function announce(workspace) {
    const messages = [...(workspace.messages ?? []), ...(workspace.thread ?? [])];
    const here = [workspace.me, workspace.place.conversation, workspace.place.thread].join("/");
    const loaded = workspace.messages !== null && (!workspace.place.thread || workspace.thread !== null);
    if (!loaded) return;
    const fresh = messages.filter((message) => !known.has(message.ts) && message.user !== workspace.me);
    const arrived = place === here;
    place = here;
    known = new Set(messages.map((message) => message.ts));
    if (arrived && fresh.length) region.textContent = fresh.map((message) => words(message, workspace)).join(" ");
  };
}
