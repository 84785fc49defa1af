// Puts the page together: one workspace, the panes that draw it, and what makes them draw again.

import { goTo, linkTo } from "./address.js";
import { createAnnouncer } from "./announcements.js";
import { clockBar } from "./clock_bar.js";
import { conversation, pageTitle } from "./conversation.js";
import { createFaults } from "./faults.js";
import { createModal } from "./modal.js";
import { patchChildren } from "./patch.js";
import { followEnds } from "./scrolling.js";
import { sidebar } from "./sidebar.js";
import { threadPane } from "./thread.js";
import { createToasts } from "./toast.js";
import { Workspace } from "./workspace.js";

const CLOCK_MS = 5_000;

const part = (id) => document.getElementById(id);
const panes = { bar: part("bar"), sidebar: part("sidebar"), channel: part("channel"), thread: part("thread") };
const modal = createModal(part("modal"), [panes.sidebar, panes.channel, panes.thread]);
const announce = createAnnouncer(part("announcer"));
const faults = createFaults();
const narrow = matchMedia("(max-width: 760px)");

function openSidebar() {
  document.body.classList.add("sidebar-open");
  panes.sidebar.querySelector("button, a")?.focus();
}

function closeSidebar() {
  if (!document.body.classList.contains("sidebar-open")) return;
  document.body.classList.remove("sidebar-open");
  panes.channel.querySelector(".drawer-button")?.focus();
}

function draw() {
  if (!workspace.state) return;
  const scrollOn = followEnds(document);
  faults.show(workspace);
  patchChildren(panes.bar, clockBar(workspace, faults.node));
  patchChildren(panes.sidebar, sidebar(workspace));
  patchChildren(panes.channel, conversation(workspace, openSidebar));
  const thread = threadPane(workspace);
  panes.thread.hidden = thread.length === 0;
  document.body.classList.toggle("thread-open", thread.length > 0);
  patchChildren(panes.thread, thread);
  modal(workspace);
  scrollOn();
  announce(workspace);
  document.title = pageTitle(workspace);
  document.body.dataset.ready = "true";
}

const workspace = new Workspace({ draw, toast: createToasts(part("toasts")) });

/** With nothing in the address, start in the first channel this person is in. */
function settle() {
  const { place, state } = workspace;
  if (!state || place.home) return;
  const known = place.conversation && (workspace.channel(place.conversation) || workspace.directMessage(place.conversation));
  if (place.conversation && (known || place.user)) return;
  const first = state.channels.find((channel) => channel.is_member && !channel.is_archived) ?? state.channels[0];
  if (first) goTo(linkTo(first.id), { replacing: true });
}

function startIn(pane) {
  (pane.querySelector("textarea") ?? pane.querySelector("h1, h2"))?.focus({ preventScroll: true });
}

async function navigate() {
  const threadBefore = workspace.place.thread;
  closeSidebar();
  await workspace.arrive();
  settle();
  const { thread } = workspace.place;
  if (thread && thread !== threadBefore) startIn(panes.thread);
  else if (threadBefore && !thread) startIn(panes.channel);
}

let address = location.href;
function follow() {
  // A click on a link tells of itself twice, as popstate and as hashchange.
  if (address === location.href) return;
  address = location.href;
  void navigate();
}

window.addEventListener("hashchange", follow);
window.addEventListener("popstate", follow);
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  panes.channel.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented) closeSidebar();
});
part("scrim").addEventListener("click", closeSidebar);
narrow.addEventListener("change", () => {
  closeSidebar();
  draw();
});
setInterval(() => {
  if (workspace.state?.running && !document.hidden) draw();
}, CLOCK_MS);

void navigate();
