// The left side: the workspace's name, who is looking, and everywhere they can go.

import { goToPerson, linkTo } from "./address.js";
import { element, icon } from "./dom.js";
import { openMenu } from "./menu.js";
import { avatar, nameOf } from "./people.js";

function openSwitcher(event, workspace) {
  const people = workspace.state.users.filter((user) => !user.is_bot && !user.deleted);
  const items = people.map((user) => ({
    words: nameOf(user), detail: user.title, lead: avatar({ name: nameOf(user), color: user.color }, "avatar-small"),
    checked: user.id === workspace.me, data: { userId: user.id }, pick: () => goToPerson(user.id),
  }));
  openMenu(event.currentTarget, items, { label: "View as" });
}

function switcher(workspace) {
  const me = workspace.user(workspace.me) ?? {};
  return element("button", {
    type: "button", class: "switcher", "aria-haspopup": "menu", "aria-expanded": "false",
    data: { testid: "person-switcher", userId: workspace.me }, on: { click: (event) => openSwitcher(event, workspace) },
  },
  avatar({ name: nameOf(me), color: me.color }),
  element("span", { class: "switcher-words" },
    element("span", { class: "switcher-label" }, "Viewing as"),
    element("bdi", { class: "switcher-name" }, nameOf(me)),
    me.title && element("bdi", { class: "switcher-title" }, me.title)),
  icon("down"));
}

function row({ hash, words, lead, unread, here, muted = false }) {
  const count = unread ? element("span", { class: "count" }, String(unread), element("span", { class: "for-screen-readers" }, " unread")) : null;
  return element("li", { key: hash },
    element("a", { href: hash, class: `row${unread ? " row-unread" : ""}${muted ? " row-muted" : ""}`, "aria-current": here ? "page" : null },
      lead, element("bdi", { class: "row-words" }, words), count));
}

function group(title, rows) {
  if (rows.length === 0) return null;
  return element("section", { class: "group", key: title }, element("h2", {}, title), element("ul", {}, rows));
}

function channelRow(channel, workspace) {
  return row({
    hash: linkTo(channel.id), words: channel.name, unread: channel.unread, muted: !channel.is_member || channel.is_archived,
    lead: element("span", { class: "row-mark", "aria-hidden": "true" }, channel.is_private ? icon("lock") : "#"),
    here: workspace.place.conversation === channel.id,
  });
}

function personRow(dm, workspace) {
  const user = workspace.user(dm.user);
  return row({
    hash: linkTo(dm.id), words: nameOf(user) || dm.user, unread: dm.unread,
    lead: avatar({ name: nameOf(user), color: user?.color, isBot: user?.is_bot }, "avatar-tiny"),
    here: workspace.place.conversation === dm.id,
  });
}

function appRow(workspace) {
  const { app } = workspace.state;
  const messages = workspace.appMessages();
  const home = app.home_tab_enabled && !messages?.unread;
  return row({
    hash: home || !messages ? "#/home" : linkTo(messages.id), words: app.name, unread: messages?.unread ?? 0,
    lead: avatar(workspace.appFace(), "avatar-tiny"),
    here: workspace.place.home || (messages && workspace.place.conversation === messages.id),
  });
}

function connection({ app }) {
  if (!app) return null;
  const how = app.transport === "http" ? "over HTTP" : "over Socket Mode";
  const words = app.connected ? `${app.name} is connected ${how}` : `${app.name} isn't connected`;
  return element("p", { class: `connection${app.connected ? " connection-on" : ""}` }, element("span", { class: "dot", "aria-hidden": "true" }), words);
}

/** The sidebar's nodes. */
export function sidebar(workspace) {
  const { state } = workspace;
  const others = state.dms.filter((dm) => dm.user !== state.app?.bot_user_id);
  return [
    element("div", { class: "sidebar-head", key: "head" }, element("p", { class: "team" }, element("bdi", {}, state.team.name)), switcher(workspace)),
    element("nav", { class: "places", "aria-label": "Channels and messages", key: "places" },
      group("Channels", state.channels.map((channel) => channelRow(channel, workspace))),
      group("Direct messages", others.map((dm) => personRow(dm, workspace))),
      state.app && group("Apps", [appRow(workspace)])),
    element("div", { class: "sidebar-foot", key: "foot" }, connection(state)),
  ];
}
