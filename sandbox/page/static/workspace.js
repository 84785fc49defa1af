// What the page knows of the workspace, as one person sees it, and everything that person can do in it.
// Fetches after every change; drawing is left to whoever subscribed.

import { readAddress } from "./address.js";
import { createEdits } from "./edits.js";
import { nameOf } from "./people.js";
import { get, listen, post } from "./server.js";
import { knownZone } from "./times.js";
import { createUploads } from "./uploads.js";

const UNREACHABLE = "The sandbox isn't answering. Is it still running?";

export class Workspace {
  constructor({ draw, toast }) {
    this.draw = draw;
    this.toast = toast;
    this.place = readAddress();
    this.state = null;
    this.messages = null;
    this.thread = null;
    this.views = { modals: [], home: null };
    this.asOf = 0; // when the fetch behind all of this began
    this.fetchedAt = 0;
    this.live = true;
    this.errors = new Map(); // view id -> {block_id: sentence}
    this.busy = new Set(); // what waits for an answer: "submit", "clock"
    this.edits = createEdits((request) => this.act(request, { refreshing: request.do === "choose" }));
    this.uploads = createUploads();
    this.following = null;
    this.stopListening = () => {};
    this.loading = null;
    this.stale = false;
  }

  get me() {
    return this.state?.me;
  }

  get zone() {
    return knownZone(this.user(this.me)?.tz);
  }

  now() {
    const start = Date.parse(this.state.now);
    return new Date(this.state.running ? start + performance.now() - this.fetchedAt : start);
  }

  user(id) {
    return this.state.users.find((user) => user.id === id);
  }

  userName(id) {
    if (id === this.state.app?.bot_user_id) return this.state.app.name;
    return nameOf(this.user(id));
  }

  /** What avatar() needs to picture the app. */
  appFace() {
    const { name, icon_emoji: emoji } = this.state.app ?? {};
    return { name, emoji, isBot: true };
  }

  channel(id) {
    return this.state.channels.find((channel) => channel.id === id);
  }

  directMessage(id) {
    return this.state.dms.find((dm) => dm.id === id);
  }

  appMessages() {
    return this.state.dms.find((dm) => dm.user === this.state.app?.bot_user_id);
  }

  /** Go where the address says, and look through the eyes it names. */
  async arrive() {
    const before = this.place;
    this.place = readAddress();
    const samePerson = before.user === this.place.user && this.state;
    if (!samePerson || before.conversation !== this.place.conversation || before.home !== this.place.home) this.messages = null;
    if (before.thread !== this.place.thread || this.messages === null) this.thread = null;
    if (!samePerson) this.views = { modals: [], home: null };
    if (this.state) this.draw();
    await this.refresh();
    if (this.state && this.following !== this.me) this.follow();
    if (this.place.home && this.state?.app?.home_tab_enabled) await this.act({ do: "open_home" });
  }

  follow() {
    this.stopListening();
    this.following = this.me;
    this.stopListening = listen(this.me, {
      onChange: () => void this.refresh(),
      onState: (live) => {
        if (this.live === live) return;
        this.live = live;
        this.draw();
      },
    });
  }

  /** Fetch everything on show; calls that come while one is under way become one more. */
  refresh() {
    this.stale = true;
    this.loading ??= this.fetchWhileStale().finally(() => {
      this.loading = null;
    });
    return this.loading;
  }

  async fetchWhileStale() {
    while (this.stale) {
      this.stale = false;
      try {
        await this.fetchOnce();
      } catch (error) {
        console.error(error);
        this.toast(UNREACHABLE);
        return;
      }
      if (!this.stale) this.draw();
    }
  }

  async fetchOnce() {
    const asOf = performance.now();
    const place = this.place;
    const user = place.user ?? this.me ?? null;
    const state = await get("/sandbox/state", { user });
    const asking = { user: state.me, channel: place.conversation };
    const [messages, thread, views] = await Promise.all([
      place.conversation ? get("/sandbox/messages", asking).catch(() => ({ messages: [] })) : null,
      place.thread ? get("/sandbox/thread", { ...asking, ts: place.thread }).catch(() => ({ messages: [] })) : null,
      get("/sandbox/views", { user: state.me }),
    ]);
    if (place !== this.place) {
      this.stale = true;
      return;
    }
    Object.assign(this, { state, views, asOf, fetchedAt: performance.now() });
    this.messages = messages?.messages ?? null;
    this.thread = thread?.messages ?? null;
    this.markRead();
  }

  markRead() {
    const here = this.channel(this.place.conversation) ?? this.directMessage(this.place.conversation);
    if (!here?.unread || document.hidden) return;
    here.unread = 0;
    void post("/sandbox/act", { user: this.me, do: "read", channel: here.id }).catch(() => {});
  }

  /** Do something as this person. Whatever Slack would tell them appears as a toast. */
  async act(request, { refreshing = true } = {}) {
    let reply;
    try {
      reply = await post("/sandbox/act", { user: this.me, ...request });
    } catch (error) {
      console.error(error);
      reply = { ok: false, error: UNREACHABLE };
    }
    if (reply.error) this.toast(reply.error);
    if (refreshing) await this.refresh();
    return reply;
  }

  /** Everything typed, chosen or attached has reached the server. */
  async settled() {
    await this.uploads.arrived();
    await this.edits.flush();
  }

  async moveClock(body) {
    await this.whileBusy("clock", async () => {
      try {
        await post("/sandbox/clock", body);
      } catch (error) {
        console.error(error);
        this.toast("The clock could not be moved.");
      }
      await this.refresh();
    });
  }

  async setFaults(body) {
    try {
      await post("/sandbox/faults", body);
      this.toast("Faults set.", "done");
    } catch (error) {
      console.error(error);
      this.toast("The faults could not be set.");
    }
    await this.refresh();
  }

  async whileBusy(name, work) {
    if (this.busy.has(name)) return null;
    this.busy.add(name);
    this.draw();
    try {
      return await work();
    } finally {
      this.busy.delete(name);
      this.draw();
    }
  }
}
