// Remembers what a person has changed in a control until the server's own copy is known to have it,
// and sends it: typed text after a short pause, choices at once, one request at a time per control.

const TYPING_PAUSE_MS = 300;

export function createEdits(send) {
  const values = new Map(); // key -> {value, settledAt, forGood}
  const lanes = new Map(); // key -> {running, waiting, timer}

  function lane(key) {
    if (!lanes.has(key)) lanes.set(key, { running: null, waiting: null, timer: null });
    return lanes.get(key);
  }

  async function drain(key) {
    const mine = lane(key);
    let reply = null;
    while (mine.waiting) {
      const request = mine.waiting;
      mine.waiting = null;
      reply = await send(request);
    }
    const kept = values.get(key);
    if (kept && !kept.forGood) kept.settledAt = performance.now();
    return reply;
  }

  function start(key) {
    const mine = lane(key);
    clearTimeout(mine.timer);
    mine.timer = null;
    mine.running ??= drain(key).finally(() => {
      mine.running = null;
      if (mine.waiting && mine.timer === null) start(key);
    });
    return mine.running;
  }

  return {
    /** What the control shows: the person's own change if the fetch begun at `asOf` can't know it yet. */
    shown(key, known, asOf) {
      const kept = values.get(key);
      if (!kept) return known;
      if (kept.settledAt === null || kept.settledAt >= asOf) return kept.value;
      values.delete(key);
      return known;
    },

    /** Keep `value` on show and send `request`; `lazily` waits for a pause in typing. */
    change(key, value, request, { lazily = false, forGood = false } = {}) {
      values.set(key, { value, settledAt: null, forGood });
      const mine = lane(key);
      mine.waiting = request;
      clearTimeout(mine.timer);
      mine.timer = null;
      if (!lazily) return start(key);
      mine.timer = setTimeout(() => start(key), TYPING_PAUSE_MS);
      return null;
    },

    /** Show what the server knows again. */
    forget(key) {
      values.delete(key);
    },

    /** Send everything still waiting and come back once all of it has been answered. */
    async flush() {
      for (const [key, mine] of lanes) if (mine.waiting) start(key);
      await Promise.allSettled([...lanes.values()].map((mine) => mine.running));
    },
  };
}
