// One message, wherever it stands, and the list of them with its day dividers.

import { linkTo } from "./address.js";
import { blockNodes } from "./block_kit/blocks.js";
import { sizeWords } from "./block_kit/file_input.js";
import { textBlock } from "./block_kit/text.js";
import { element, icon } from "./dom.js";
import { avatar, badge, nameOf } from "./people.js";
import { createSurface } from "./surface.js";
import { dayKey, dayName, fromTs, fullMoment, shortMoment, timeOfDay } from "./times.js";

const TOGETHER_SECONDS = 300;

function senderOf(message, workspace) {
  const user = workspace.user(message.user);
  const { app } = workspace.state;
  const isBot = message.sender?.is_bot ?? (Boolean(message.bot_id) || Boolean(user?.is_bot));
  const name = message.username || message.sender?.name || nameOf(user) || (isBot ? app?.name : "") || message.user || "Unknown";
  return { name, isBot, color: user?.color, title: message.sender?.title ?? user?.title ?? "" };
}

function surfaceOf(message, channel, { workspace, inThread }) {
  return createSurface(workspace, {
    surface: "message",
    narrow: inThread,
    // An edit draws a message anew for everybody, so nothing half-entered in it survives.
    scope: `${channel}-${message.ts}-${message.edited?.ts ?? ""}`,
    target: { channel, ts: message.ts, thread_ts: message.thread_ts ?? null },
    known: message.state?.values,
  });
}

function attachment(given, context) {
  const text = given.text || given.fallback;
  return element("div", { class: "attachment", style: given.color ? { "--bar": `#${String(given.color).replace("#", "")}` } : {} },
    given.blocks ? blockNodes(given.blocks, context) : text && textBlock({ type: "mrkdwn", text }, context));
}

function fileRow(given, workspace) {
  const name = given.title || given.name || given.id;
  const address = `/sandbox/file/${encodeURIComponent(given.id)}?${new URLSearchParams({ user: workspace.me })}`;
  return element("div", { class: "file", data: { testid: "file", fileId: given.id } },
    icon("file"),
    element("span", { class: "attached-words" },
      element("bdi", { class: "attached-name" }, name),
      element("small", {}, [given.pretty_type, sizeWords(given.size ?? 0)].filter(Boolean).join(" · "))),
    element("a", { class: "icon-button", href: address, download: given.name, "aria-label": `Download ${name}`, title: "Download" }, icon("download")));
}

/** What a message says, without who said it. */
function messageBody(message, channel, { workspace, inThread }) {
  const context = surfaceOf(message, channel, { workspace, inThread });
  return element("div", { class: "message-body", key: "body" },
    message.blocks?.length ? blockNodes(message.blocks, context) : message.text && textBlock({ type: "mrkdwn", text: message.text }, context),
    (message.attachments ?? []).map((given) => attachment(given, context)),
    (message.files ?? []).map((given) => fileRow(given, workspace)),
    message.edited && message.user !== workspace.state.app?.bot_user_id && element("span", { class: "edited" }, "(edited)"));
}

function threadSummary(message, channel, workspace) {
  const count = message.reply_count ?? 0;
  if (!count) return null;
  const last = message.latest_reply ? ` Last reply ${shortMoment(fromTs(message.latest_reply), workspace.zone)}` : "";
  const faces = (message.reply_users ?? []).slice(0, 4).map((id) => {
    const user = workspace.user(id);
    return avatar(user?.is_bot ? workspace.appFace() : { name: workspace.userName(id) || id, color: user?.color }, "avatar-tiny");
  });
  return element("a", { class: "thread-summary", href: linkTo(channel, message.ts), key: "thread", data: { testid: "thread-summary" } },
    faces, element("strong", {}, count === 1 ? "1 reply" : `${count} replies`), element("span", { class: "muted" }, last));
}

function tools(message, channel, { inThread }) {
  if (inThread || message.ephemeral) return null;
  const hash = linkTo(channel, message.thread_ts ?? message.ts);
  return element("div", { class: "message-tools", key: "tools" },
    element("a", { class: "icon-button", href: hash, "aria-label": "Reply in thread", title: "Reply in thread" }, icon("reply")));
}

function head(message, sender, workspace) {
  const when = fromTs(message.ts);
  return element("header", { class: "message-head", key: "head" },
    element("bdi", { class: "message-name", title: sender.title || null }, sender.name),
    sender.isBot && badge(),
    element("time", { class: "message-time", datetime: when.toISOString(), title: fullMoment(when, workspace.zone) }, timeOfDay(when, workspace.zone)));
}

function messageNode(message, { channel, workspace, inThread, follows }) {
  const sender = senderOf(message, workspace);
  const when = fromTs(message.ts);
  const classes = ["message", follows ? "message-follows" : "", message.ephemeral ? "message-private" : ""].join(" ");
  const side = follows
    ? element("time", { class: "message-side-time", "aria-hidden": "true" }, timeOfDay(when, workspace.zone).replace(/\s?[AP]M/, ""))
    : avatar(sender.isBot ? { ...workspace.appFace(), name: sender.name } : sender);
  const broadcast = message.subtype === "thread_broadcast" && !inThread;
  return element("article", {
    class: classes, key: `${message.ts}${message.ephemeral ? "-e" : ""}`, "aria-label": `${sender.name}, ${timeOfDay(when, workspace.zone)}`,
    data: { ts: message.ts, testid: "message", ephemeral: message.ephemeral ? "true" : null },
  },
  element("div", { class: "message-side", key: "side" }, side),
  element("div", { class: "message-main", key: "main" },
    message.ephemeral && element("p", { class: "private-note", key: "private" }, icon("eye"), "Only visible to you"),
    broadcast && element("p", { class: "private-note", key: "broadcast" }, element("a", { href: linkTo(channel, message.thread_ts) }, "replied to a thread")),
    element("div", { class: follows ? "for-screen-readers" : "", key: "who" }, head(message, sender, workspace)),
    messageBody(message, channel, { workspace, inThread }),
    !inThread && threadSummary(message, channel, workspace)),
  tools(message, channel, { inThread }));
}

function followsOn(message, before) {
  if (!before || message.ephemeral || before.ephemeral || before.reply_count || message.subtype || before.subtype) return false;
  const who = (one) => one.user ?? one.bot_id;
  return who(message) === who(before) && Number(message.ts) - Number(before.ts) < TOGETHER_SECONDS;
}

/** The nodes for messages in order, a divider before each new day. */
export function messageNodes(messages, { channel, workspace, inThread = false }) {
  return messages.flatMap((message, index) => {
    const before = messages[index - 1];
    const when = fromTs(message.ts);
    const newDay = !before || dayKey(fromTs(before.ts), workspace.zone) !== dayKey(when, workspace.zone);
    const name = dayName(when, workspace.now(), workspace.zone);
    const divider = newDay && !inThread && element("div", { class: "day", role: "separator", "aria-label": name, key: `day-${dayKey(when, workspace.zone)}` },
      element("span", {}, name));
    const node = messageNode(message, { channel, workspace, inThread, follows: !newDay && followsOn(message, before) });
    return divider ? [divider, node] : [node];
  });
}
