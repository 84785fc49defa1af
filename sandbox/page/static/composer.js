// The message box: Enter sends, Shift+Enter starts a new line, and a slash at the start offers commands.

import { escape } from "./block_kit/links.js";
import { element, icon, idFrom } from "./dom.js";
import { nameOf } from "./people.js";

const drafts = new Map(); // composer key -> {text, picked, closed}

const draftOf = (key) => {
  if (!drafts.has(key)) drafts.set(key, { text: "", picked: 0, closed: false });
  return drafts.get(key);
};

/** What a person typed, as Slack sends it on: escaped, with people and channels as references. */
export function encode(text, { users, channels }) {
  const byLength = (a, b) => b.words.length - a.words.length;
  const references = [
    ...users.map((user) => ({ words: `@${nameOf(user)}`, code: `<@${user.id}>` })),
    ...users.map((user) => ({ words: `@${user.name}`, code: `<@${user.id}>` })),
    ...channels.map((channel) => ({ words: `#${channel.name}`, code: `<#${channel.id}|${channel.name}>` })),
  ].filter(({ words }) => words.length > 1).sort(byLength);
  let encoded = "";
  let rest = text;
  while (rest) {
    const atEdge = !/[\p{L}\p{N}]$/u.test(encoded);
    const found = atEdge && references.find(({ words }) => rest.startsWith(words) && !/^[\p{L}\p{N}]/u.test(rest.slice(words.length)));
    const next = rest.slice(1).search(/[@#]/);
    const step = found ? found.words.length : next < 0 ? rest.length : next + 1;
    encoded += found ? found.code : escape(rest.slice(0, step));
    rest = rest.slice(step);
  }
  return encoded;
}

function suggestionsFor(draft, workspace) {
  if (draft.closed || !/^\/\S*$/.test(draft.text)) return [];
  return (workspace.state.app?.commands ?? []).filter((command) => command.name.startsWith(draft.text) && command.name !== draft.text);
}

async function send(key, place, workspace) {
  const draft = draftOf(key);
  const text = draft.text.trim();
  if (!text) return;
  const command = text.match(/^(\/\S+)\s*([\s\S]*)$/);
  if (command && place.threadTs) {
    workspace.toast(`${command[1]} is not supported in threads. Sorry!`);
    return;
  }
  drafts.delete(key);
  workspace.draw();
  const reply = command
    ? await workspace.act({ do: "command", channel: place.channel, command: command[1], value: command[1], text: command[2] })
    : await workspace.act({ do: "say", channel: place.channel, text: encode(text, workspace.state), thread_ts: place.threadTs ?? null });
  // What could not be sent is put back, unless something new has been written since.
  if (reply?.ok === false && !command && !draftOf(key).text) {
    draftOf(key).text = text;
    workspace.draw();
  }
}

function keydown(event, { key, place, workspace, offers, pick }) {
  const draft = draftOf(key);
  if (offers.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    draft.picked = (draft.picked + (event.key === "ArrowDown" ? 1 : offers.length - 1)) % offers.length;
    workspace.draw();
  } else if (offers.length && event.key === "Escape") {
    event.preventDefault();
    draft.closed = true;
    workspace.draw();
  } else if (offers.length && (event.key === "Tab" || event.key === "Enter") && !event.shiftKey) {
    event.preventDefault();
    pick(offers[Math.min(draft.picked, offers.length - 1)]);
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    void send(key, place, workspace);
  }
}

function suggestionList(offers, { listId, picked, pick }) {
  const offer = (command, index) => element("li", {
    role: "option", id: `${listId}-${index}`, "aria-selected": String(index === picked), class: "suggestion",
    // Before the text box loses the focus, which would close the list.
    on: { mousedown: (event) => { event.preventDefault(); pick(command); } },
  },
  element("strong", {}, command.name), command.usage_hint && element("span", { class: "hint-inline" }, ` ${command.usage_hint}`),
  element("small", {}, command.description));
  return element("ul", { class: "suggestions", role: "listbox", id: listId, "aria-label": "Commands" }, offers.map(offer));
}

/** The message box for a place: {channel, threadTs, label}. */
export function composer(place, workspace) {
  const key = [workspace.me, place.channel, place.threadTs ?? ""].join("/");
  const draft = draftOf(key);
  const offers = suggestionsFor(draft, workspace);
  const listId = idFrom("commands", key);
  const picked = Math.min(draft.picked, Math.max(0, offers.length - 1));
  const pick = (command) => {
    Object.assign(draftOf(key), { text: `${command.name} `, picked: 0 });
    workspace.draw();
  };
  const input = (event) => {
    Object.assign(draftOf(key), { text: event.target.value, closed: false });
    workspace.draw();
  };
  const box = element("textarea", {
    rows: 1, value: draft.text, placeholder: place.label, "aria-label": place.label, dir: "auto", autocomplete: "off",
    "aria-controls": offers.length ? listId : null, "aria-autocomplete": "list",
    "aria-activedescendant": offers.length ? `${listId}-${picked}` : null,
    on: { input, keydown: (event) => keydown(event, { key, place, workspace, offers, pick }) },
  });
  return element("form", {
    class: "composer", key: `composer-${key}`, data: { testid: place.threadTs ? "thread-composer" : "composer" },
    on: { submit: (event) => { event.preventDefault(); void send(key, place, workspace); } },
  },
  offers.length > 0 && suggestionList(offers, { listId, picked, pick }),
  element("div", { class: "composer-box" }, box,
    element("button", { type: "submit", class: "send", "aria-label": "Send", disabled: !draft.text.trim() }, icon("send"))));
}
