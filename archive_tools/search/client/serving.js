// @ts-check
/** Answers of the engine over the network: opens the index, retries once with a fresh manifest, names what failed. */

import { Engine } from "./engine.js";
import { SearchError } from "./source.js";

/** @typedef {{result?: any, error?: {kind: string, detail: string}}} Reply */

const PATIENCE = 30_000;

/** @param {URL} url @param {boolean} fresh @returns {Promise<Uint8Array>} */
async function fetched(url, fresh) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(url, { cache: fresh ? "no-cache" : "default", signal: AbortSignal.timeout(PATIENCE) });
  } catch (error) {
    throw new SearchError("offline", `${url}: ${error}`);
  }
  if (!response.ok) throw new SearchError("missing", `${url}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** @param {(name: string) => URL} place where a file of the index lies */
export function serve(place) {
  /** @type {Promise<Engine> | undefined} */
  let engine;
  const open = () => {
    // The manifest alone changes under its name; everything else is named by its content.
    engine ??= Engine.open((name) => fetched(place(name), name.endsWith(".json")));
    return engine;
  };
  /** @param {"search" | "labels"} kind @param {any} request */
  const run = async (kind, request) => (kind === "labels" ? (await open()).labels(request) : (await open()).search(request));

  /** @param {"search" | "labels"} kind @param {any} request @returns {Promise<Reply>} */
  return async (kind, request) => {
    for (let attempt = 0; ; attempt++) {
      try {
        return { result: await run(kind, request) };
      } catch (error) {
        engine = undefined; // an archive that was updated meanwhile has another manifest and lacks the old files
        const known = error instanceof SearchError;
        if (attempt > 0 || !known || error.kind === "version") {
          return { error: { kind: known ? error.kind : "unknown", detail: String(error) } };
        }
      }
    }
  };
}
