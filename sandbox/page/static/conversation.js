// The middle: a channel, a direct message, or the app with its Home and Messages tabs.

import { linkTo } from "./address.js";
import { blockNodes } from "./block_kit/blocks.js";
import { composer } from "./composer.js";
import { element, icon } from "./dom.js";
import { membersButton, outsideNotice } from "./members.js";
import { messageNodes } from "./message.js";
import { avatar, nameOf } from "./people.js";
import { createSurface } from "./surface.js";

function title(words, { lead, detail, tabs }, openSidebar) {
  return element("header", { class: "place-head", key: "head" },
    element("button", { type: "button", class: "icon-button drawer-button", "aria-label": "Open the sidebar", "aria-controls": "sidebar", on: { click: openSidebar } }, icon("menu")),
    element("div", { class: "place-words" },
      element("h1", { tabindex: "-1" }, lead, element("bdi", {}, words)),
      detail && element("p", { class: "topic", dir: "auto" }, detail)),
    tabs);
}

function appTabs(workspace) {
  const { app } = workspace.state;
  const messages = workspace.appMessages();
  const tab = (words, hash, here) => element("a", { href: hash, class: "tab", "aria-current": here ? "page" : null }, words);
  return element("nav", { class: "tabs", "aria-label": `${app.name} tabs` },
    app.home_tab_enabled && tab("Home", "#/home", workspace.place.home),
    messages && tab("Messages", linkTo(messages.id), !workspace.place.home));
}

function appHead(workspace, openSidebar) {
  const { app } = workspace.state;
  const lead = [avatar(workspace.appFace(), "avatar-small"), " "];
  return [title(app.name, { lead: [lead], detail: null, tabs: appTabs(workspace) }, openSidebar)];
}

function notice(words) {
  return element("p", { class: "notice", key: "notice", role: "note" }, words);
}

function messageList(workspace, channel, empty) {
  const messages = workspace.messages;
  return element("div", {
    class: "message-list", key: `${workspace.me}/${channel}`, tabindex: "0", role: "region", "aria-label": "Messages",
    "aria-busy": messages ? null : "true", data: { testid: "message-list", channel },
  },
  element("div", { class: "message-space", key: "space" }),
  messages?.length === 0 && element("p", { class: "empty", key: "empty" }, empty),
  messages && messageNodes(messages, { channel, workspace }));
}

function foot(place, workspace, { closed }) {
  return closed ? notice(closed) : composer(place, workspace);
}

function channelPane(channel, workspace, openSidebar) {
  const lead = element("span", { class: "place-mark", "aria-hidden": "true" }, channel.is_private ? icon("lock") : "#");
  const closed = channel.is_archived ? `#${channel.name} is archived. Nothing can be posted here any more.` : null;
  const outside = !channel.is_member && !closed;
  return [
    title(channel.name, { lead, detail: channel.topic, tabs: membersButton(channel, workspace) }, openSidebar),
    messageList(workspace, channel.id, `This is the very beginning of #${channel.name}.`),
    outside ? outsideNotice(channel, workspace) : foot({ channel: channel.id, label: `Message #${channel.name}` }, workspace, { closed }),
  ];
}

function directPane(dm, workspace, openSidebar) {
  const user = workspace.user(dm.user);
  const isApp = dm.user === workspace.state.app?.bot_user_id;
  const name = isApp ? workspace.state.app.name : nameOf(user) || dm.user;
  const off = isApp && (workspace.state.app.messages_tab_enabled ?? workspace.state.faults?.messages_tab_enabled) === false;
  const head = isApp
    ? appHead(workspace, openSidebar)
    : title(name, { lead: [avatar({ name, color: user?.color }, "avatar-small"), " "], detail: user?.title }, openSidebar);
  return [
    head,
    messageList(workspace, dm.id, isApp ? `Messages from ${name} to you alone appear here.` : `This is the beginning of your messages with ${name}.`),
    foot({ channel: dm.id, label: `Message ${name}` }, workspace, { closed: off ? "Sending messages to this app has been turned off." : null }),
  ];
}

function homePane(workspace, openSidebar) {
  const { home } = workspace.views;
  const surface = home && createSurface(workspace, {
    surface: "home", scope: home.id ?? "home", target: { view_id: home.id }, known: home.state?.values,
  });
  const empty = workspace.views.pending ? "One moment…" : `${workspace.state.app.name} hasn't put anything here yet.`;
  return [
    ...appHead(workspace, openSidebar),
    element("div", { class: "home", key: `home-${workspace.me}`, tabindex: "0", role: "region", "aria-label": "Home", data: { testid: "home" } },
      home ? element("div", { class: "home-blocks", key: home.id }, blockNodes(home.blocks, surface)) : element("p", { class: "empty" }, empty)),
  ];
}

/** The nodes of the middle pane. */
export function conversation(workspace, openSidebar) {
  const { place, state } = workspace;
  if (place.home && state.app) return homePane(workspace, openSidebar).flat();
  const channel = workspace.channel(place.conversation);
  if (channel) return channelPane(channel, workspace, openSidebar);
  const dm = workspace.directMessage(place.conversation);
  if (dm) return directPane(dm, workspace, openSidebar).flat();
  return [title("Nothing here", { lead: null, detail: null }, openSidebar),
    element("p", { class: "empty", key: "empty" }, `${nameOf(workspace.user(workspace.me)) || "This person"} can't see this conversation.`)];
}

export const pageTitle = (workspace) => {
  const { place, state } = workspace;
  const channel = workspace.channel(place.conversation);
  const dm = workspace.directMessage(place.conversation);
  const where = channel ? `#${channel.name}` : dm ? workspace.userName(dm.user) : state.app?.name;
  return `${where ?? "Workspace"} · ${state.team.name}`;
};

