// @ts-check
/** Answers of the engine over the network: opens the index, retries once with a fresh manifest, names what failed. */

import { Engine } from "./engine.js";
import { SearchError } from "./failure.js";
import { fetched } from "./fetching.js";

/** @typedef {{result?: any, error?: {kind: string, detail: string}}} Reply */

/** @param {(name: string) => URL} place where a file of the index lies */
export function serve(place) {
  /** @type {Promise<Engine> | undefined} */
  let engine;
  const open = () => (engine ??= Engine.open((name) => fetched(place(name))));
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
