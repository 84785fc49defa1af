// The address bar: who is looking (?user=U1) and at what (#/C1, #/C1/<thread ts>, #/home).

/** The place the address names: {user, conversation, thread, home}. */
export function readAddress() {
  const user = new URLSearchParams(location.search).get("user");
  const [first = "", thread = null] = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  const home = first === "home";
  return { user, home, conversation: home || !first ? null : first, thread: home ? null : thread };
}

export const linkTo = (conversation, thread = null) => (thread ? `#/${conversation}/${thread}` : `#/${conversation}`);

export function goTo(hash, { replacing = false } = {}) {
  if (location.hash === hash) return;
  if (replacing) {
    history.replaceState(null, "", location.pathname + location.search + hash);
    window.dispatchEvent(new Event("hashchange"));
  } else location.hash = hash;
}

/** Look through another person's eyes, staying in the same place when that place is open to them. */
export function goToPerson(user) {
  const search = new URLSearchParams(location.search);
  search.set("user", user);
  const place = location.hash.split("/").slice(0, 2).join("/");
  // One person's direct messages are nobody else's.
  const hash = place.startsWith("#/D") ? "" : place;
  history.pushState(null, "", `${location.pathname}?${search}${hash}`);
  window.dispatchEvent(new Event("hashchange"));
}
