// Keeps a list of messages at its end while somebody is reading there, and lets them be when they are not.

const NEAR_PX = 80;
const filledOnce = new WeakSet();

/** Call before a redraw; the returned function, called after it, moves lists to their end where that is wanted. */
export function followEnds(root) {
  const lists = () => [...root.querySelectorAll(".message-list")];
  const atEnd = new Set(lists().filter((list) => list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PX));
  return () => {
    for (const list of lists()) {
      const fresh = !filledOnce.has(list);
      if (fresh || atEnd.has(list)) list.scrollTop = list.scrollHeight;
      if (list.querySelector("article")) filledOnce.add(list);
    }
  };
}
