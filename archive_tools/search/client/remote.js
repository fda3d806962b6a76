// @ts-check
/** The page's side of the Worker: questions as promises; where no module Worker runs, the engine in the page itself. */

import { fetchedAhead } from "./fetching.js";

/**
 * @typedef {import("./serving.js").Reply} Reply
 * @typedef {(kind: "search" | "labels", request: unknown) => Promise<any>} Ask rejects with {kind, detail}
 */

/** @param {string} name of a file of the index */
const place = (name) => new URL(`../../search/data/${name}`, import.meta.url);

/** @returns {Ask} */
export function connect() {
  /** @type {Map<number, (reply: Reply) => void>} */
  const waiting = new Map();
  /** @type {Worker | undefined} */
  let worker;
  /** @type {Promise<(kind: "search" | "labels", request: unknown) => Promise<Reply>> | undefined} */
  let local;
  let last = 0;

  const inPage = () => (local ??= import("./serving.js").then(({ serve }) => serve(place)));
  try {
    worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }) => {
      waiting.get(data.id)?.(data);
      waiting.delete(data.id);
    });
    worker.addEventListener("error", () => {
      worker = undefined;
      for (const done of waiting.values()) done({ error: { kind: "worker", detail: "" } });
      waiting.clear();
    });
  } catch {
    worker = undefined;
  }
  const opened = fetchedAhead(place).then((ahead) => worker?.postMessage({ ahead }));

  /** @param {"search" | "labels"} kind @param {unknown} request @returns {Promise<Reply>} */
  const inWorker = async (kind, request) => {
    await opened;
    if (!worker) return { error: { kind: "worker", detail: "" } };
    const id = (last += 1);
    worker.postMessage({ id, kind, request });
    return new Promise((resolve) => waiting.set(id, resolve));
  };

  return async (kind, request) => {
    let reply = worker ? await inWorker(kind, request) : await (await inPage())(kind, request);
    if (reply.error?.kind === "worker") reply = await (await inPage())(kind, request);
    if (reply.error) throw reply.error;
    return reply.result;
  };
}
