// @ts-check
/** The page's side of the Worker: questions as promises; where no module Worker runs, the engine in the page itself. */

/**
 * @typedef {import("./serving.js").Reply} Reply
 * @typedef {(kind: "search" | "labels", request: unknown) => Promise<any>} Ask rejects with {kind, detail}
 */

/** @returns {Ask} */
export function connect() {
  /** @type {Map<number, (reply: Reply) => void>} */
  const waiting = new Map();
  /** @type {Worker | undefined} */
  let worker;
  /** @type {Promise<(kind: "search" | "labels", request: unknown) => Promise<Reply>> | undefined} */
  let local;
  let last = 0;

  const inPage = () => (local ??= import("./serving.js").then(({ serve }) =>
    serve((name) => new URL(`../../search/data/${name}`, import.meta.url))));
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

  /** @param {"search" | "labels"} kind @param {unknown} request @returns {Promise<Reply>} */
  const inWorker = (kind, request) => new Promise((resolve) => {
    last += 1;
    waiting.set(last, resolve);
    worker?.postMessage({ id: last, kind, request });
  });

  return async (kind, request) => {
    let reply = worker ? await inWorker(kind, request) : await (await inPage())(kind, request);
    if (reply.error?.kind === "worker") reply = await (await inPage())(kind, request);
    if (reply.error) throw reply.error;
    return reply.result;
  };
}
