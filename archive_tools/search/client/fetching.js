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

/**
 * The files that every search begins with, for the page to fetch while its Worker is being made.
 * @param {(name: string) => URL} place where a file of the index lies
 * @returns {Promise<[url: string, content: Uint8Array][]>} none where that fails: the engine asks again and says why
 */
export async function fetchedAhead(place) {
  /** @param {string} name @returns {Promise<[string, Uint8Array]>} */
  const file = async (name) => [place(name).href, await fetched(place(name))];
  try {
    const manifest = await file("index.json");
    const { analyser, start } = JSON.parse(new TextDecoder().decode(manifest[1]));
    return [manifest, ...(await Promise.all([file(`${analyser}.bin`), file(`${start}.bin`)]))];
  } catch {
    return [];
  }
}
