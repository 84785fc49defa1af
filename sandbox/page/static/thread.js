// The right side: one thread, its parent first.

import { goTo, linkTo } from "./address.js";
import { composer } from "./composer.js";
import { element, icon } from "./dom.js";
import { messageNodes } from "./message.js";

/** The thread's nodes, or none when no thread is open. */
export function threadPane(workspace) {
  const { conversation, thread: ts } = workspace.place;
  if (!ts) return [];
  const where = workspace.channel(conversation);
  const [parent, ...replies] = workspace.thread ?? [];
  const count = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
  const close = () => goTo(linkTo(conversation));
  const open = where ? where.is_member && !where.is_archived : Boolean(workspace.directMessage(conversation));
  return [
    element("header", { class: "place-head", key: "head" },
      element("div", { class: "place-words" }, element("h2", { tabindex: "-1" }, "Thread"), where && element("p", { class: "topic" }, `#${where.name}`)),
      element("button", { type: "button", class: "icon-button", "aria-label": "Close the thread", data: { testid: "thread-close" }, on: { click: close } }, icon("close"))),
    element("div", { class: "message-list", key: `thread-${workspace.me}-${ts}`, tabindex: "0", role: "region", "aria-label": "Thread messages" },
      parent && messageNodes([parent], { channel: conversation, workspace, inThread: true }),
      parent && replies.length > 0 && element("div", { class: "day day-thread", key: "count", role: "separator", "aria-label": count }, element("span", {}, count)),
      messageNodes(replies, { channel: conversation, workspace, inThread: true }),
      workspace.thread?.length === 0 && element("p", { class: "empty", key: "empty" }, "This thread can't be shown.")),
    open && composer({ channel: conversation, threadTs: ts, label: "Reply…" }, workspace),
  ].filter(Boolean);
}
