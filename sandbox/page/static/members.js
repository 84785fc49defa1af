// Who is in a channel, and the menu by which one joins, leaves, adds and removes.

import { element, icon } from "./dom.js";
import { openMenu } from "./menu.js";
import { avatar, nameOf } from "./people.js";

function about(user) {
  const standing = user.is_bot ? "App" : user.is_elsewhere ? "From another organization" : user.is_guest ? "Guest" : "";
  return [standing, user.title].filter(Boolean).join(" · ");
}

function toggled(user, channel, workspace) {
  const inside = channel.members.includes(user.id);
  if (user.id === workspace.me) return { do: inside ? "leave" : "join", channel: channel.id };
  return { do: inside ? "remove" : "add", channel: channel.id, member: user.id };
}

function openMembers(event, channel, workspace) {
  const inside = (user) => channel.members.includes(user.id);
  const known = workspace.state.users.filter((user) => !user.deleted || inside(user));
  const people = [...known.filter(inside), ...known.filter((user) => !inside(user))];
  const items = people.map((user) => ({
    words: user.id === workspace.me ? `${nameOf(user)} (you)` : nameOf(user), detail: about(user),
    lead: avatar(user.id === workspace.state.app?.bot_user_id ? workspace.appFace() : { name: nameOf(user), color: user.color }, "avatar-small"),
    checked: inside(user), role: "menuitemcheckbox", data: { memberId: user.id },
    pick: () => void workspace.act(toggled(user, channel, workspace)),
  }));
  openMenu(event.currentTarget, items, { label: `Who is in #${channel.name}`, hint: "Choose somebody to add or remove them." });
}

/** The button in a channel's head: how many are in it, and a way to change that. */
export function membersButton(channel, workspace) {
  const count = channel.members.length;
  return element("button", {
    type: "button", class: "members-button", key: "members", "aria-haspopup": "menu", "aria-expanded": "false", disabled: channel.is_archived,
    "aria-label": `${count} in #${channel.name}. See, add or remove people`, title: "See, add or remove people",
    data: { testid: "members" }, on: { click: (event) => openMembers(event, channel, workspace) },
  }, icon("people"), String(count));
}

/** What stands in the place of the message box for those outside: a way in, where the channel is public. */
export function outsideNotice(channel, workspace) {
  const words = `${nameOf(workspace.user(workspace.me))} isn't in #${channel.name}.`;
  const join = () => void workspace.act({ do: "join", channel: channel.id });
  return element("div", { class: "notice", key: "notice", role: "note" }, words,
    !channel.is_private && element("button", { type: "button", class: "button button-plain", data: { testid: "join" }, on: { click: join } }, "Join channel"));
}
