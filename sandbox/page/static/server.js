// The page's only way out: the sandbox server it came from.

async function answer(response) {
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return response.json();
}

export async function get(path, parameters) {
  const wanted = Object.entries(parameters).filter(([, value]) => value != null);
  return answer(await fetch(`${path}?${new URLSearchParams(wanted)}`, { headers: { Accept: "application/json" } }));
}

export async function post(path, body) {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  return answer(await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

/** POST a file as it is; what it is for is said in the address. */
export async function postFile(path, parameters, file) {
  const wanted = Object.entries(parameters).filter(([, value]) => value != null);
  const headers = { "Content-Type": "application/octet-stream", Accept: "application/json" };
  return answer(await fetch(`${path}?${new URLSearchParams(wanted)}`, { method: "POST", headers, body: file }));
}

/** Call `onChange` whenever something visible changed; the stream rests while the tab is hidden. */
export function listen(user, { onChange, onState }) {
  let source = null;
  function open() {
    source = new EventSource(`/sandbox/events?${new URLSearchParams({ user })}`);
    source.onmessage = () => onChange();
    source.onopen = () => {
      onState(true);
      onChange();
    };
    source.onerror = () => onState(false);
  }
  function close() {
    source?.close();
    source = null;
  }
  // A browser opens six connections to one server at most, over all its tabs.
  function follow() {
    if (document.hidden) close();
    else if (source === null) open();
  }
  document.addEventListener("visibilitychange", follow);
  follow();
  return () => {
    document.removeEventListener("visibilitychange", follow);
    close();
  };
}
