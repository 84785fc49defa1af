// The files on their way to the server: which input each is for, and when all have arrived.

import { postFile } from "./server.js";

// One byte more than a file may have is enough for the server to see that it is too large.
const ENOUGH_BYTES = 10 * 1024 * 1024 + 1;

export function createUploads() {
  const waiting = new Map(); // key of an input -> files
  const lanes = new Map(); // key of an input -> the promise that everything put in so far has been answered

  async function send(key, file, request) {
    try {
      return await postFile("/sandbox/attach", { ...request, name: file.name, mimetype: file.type || null }, file.slice(0, ENOUGH_BYTES));
    } catch (error) {
      console.error(error);
      return { ok: false, error: `${file.name} could not be uploaded.` };
    } finally {
      waiting.set(key, waiting.get(key).filter((other) => other !== file));
    }
  }

  return {
    waitingFor: (key) => waiting.get(key) ?? [],

    /** Send files to one input, one after the other; the first sentence that refuses one, or null. */
    put(key, files, request) {
      waiting.set(key, [...(waiting.get(key) ?? []), ...files]);
      const all = async () => {
        await lanes.get(key);
        const replies = [];
        for (const file of files) replies.push(await send(key, file, request));
        return replies.find((reply) => reply.error)?.error ?? null;
      };
      const going = all();
      lanes.set(key, going);
      return going;
    },

    arrived: () => Promise.allSettled([...lanes.values()]),
  };
}
