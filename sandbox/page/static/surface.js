// What a surface (a message, a modal, App Home) offers the blocks drawn on it: names, values, and what
// happens when somebody uses a control.

import { initialValue, stateValue } from "./block_kit/values.js";
import { askToConfirm } from "./dialogs.js";
import { nameOf } from "./people.js";

const NARROW_WINDOW = matchMedia("(max-width: 760px)");

function directory(workspace) {
  const { users, channels } = workspace.state;
  return {
    people: users.filter((user) => !user.deleted && !user.is_bot).map((user) => ({ value: user.id, words: nameOf(user) })),
    channels: channels.filter((channel) => !channel.is_archived)
      .map((channel) => ({ value: channel.id, words: `#${channel.name}`, isPrivate: channel.is_private })),
  };
}

/** `target` names the surface to the server: {channel, ts} or {view_id}. `known` is Slack's state.values. */
export function createSurface(workspace, { surface, scope, target, narrow = false, known = {}, errors = {} }) {
  const key = (block, given) => `${workspace.me}/${scope}/${block.block_id}/${given.action_id}`;
  const request = (verb, block, given, rest) => ({ do: verb, ...target, block_id: block.block_id, action_id: given.action_id, ...rest });
  const keep = { forGood: surface === "message" };
  // As old as `known` is: what is fetched after this drawing is not in it.
  const { asOf } = workspace;

  function forgive(block) {
    const mine = workspace.errors.get(target.view_id);
    if (!mine?.[block.block_id]) return false;
    delete mine[block.block_id];
    return true;
  }

  const context = {
    surface, scope,
    narrow: narrow || NARROW_WINDOW.matches,
    me: workspace.me,
    timeZone: workspace.zone,
    now: workspace.now(),
    ...directory(workspace),
    userName: (id) => workspace.userName(id),
    channelName: (id) => workspace.channel(id)?.name ?? null,
    error: (blockId) => errors[blockId] ?? null,
    redraw: () => workspace.draw(),
    confirm: (given) => askToConfirm(given, context),

    value(block, given) {
      const entry = known[block.block_id]?.[given.action_id];
      return workspace.edits.shown(key(block, given), entry ? stateValue(entry) : initialValue(given), asOf);
    },
    choose(block, given, value) {
      forgive(block);
      workspace.edits.change(key(block, given), value, request("choose", block, given, { value }), keep);
      workspace.draw();
    },
    type(block, given, text) {
      const sending = request("type", block, given, { text, value: text });
      workspace.edits.change(key(block, given), text, sending, { ...keep, lazily: true });
      if (forgive(block)) workspace.draw();
    },
    uploading: (block, given) => workspace.uploads.waitingFor(key(block, given)),
    async attach(block, given, files) {
      if (!files.length) return;
      forgive(block);
      const where = { user: workspace.me, view_id: target.view_id, block_id: block.block_id, action_id: given.action_id };
      const sent = workspace.uploads.put(key(block, given), files, where);
      workspace.draw();
      const refused = await sent;
      if (refused) workspace.errors.set(target.view_id, { ...workspace.errors.get(target.view_id), [block.block_id]: refused });
      await workspace.refresh();
    },
    async detach(block, given, file) {
      forgive(block);
      await workspace.act(request("detach", block, given, { file: file.id }));
    },
    async enter(block, given, text) {
      await workspace.settled();
      return workspace.act(request("type", block, given, { text, value: text, enter: true }));
    },
    async click(block, given, value) {
      // The app is sent the surface's state with the click, so what was typed has to be there first.
      await workspace.settled();
      return workspace.act(request("click", block, given, { value }));
    },
  };
  return context;
}
