// @ts-check
/** Files of the index over the network. */

import { SearchError } from "./failure.js";

const PATIENCE = 30_000;

/**
 * The manifest alone changes under its name and is asked for anew; everything else is named by its content.
 * @param {URL} url @returns {Promise<Uint8Array>}
 */
export async function fetched(url) {
  const cache = url.pathname.endsWith(".json") ? "no-cache" : "default";
  /** @type {Response} */
  let response;
  try {
    response = await fetch(url, { cache, signal: AbortSignal.timeout(PATIENCE) });
  } catch (error) {
    throw new SearchError("offline", `${url}: ${error}`);
  }
  if (!response.ok) throw new SearchError("missing", `${url}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
