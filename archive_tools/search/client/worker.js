// @ts-check
/** The engine in a thread of its own, so that typing never waits for a search. */

import { serve } from "./serving.js";

/** Files that the page fetched while this thread was being made, by address; taken once. @type {Map<string, Uint8Array>} */
const ahead = new Map();
const answer = serve((name) => new URL(`../../search/data/${name}`, import.meta.url), ahead);

addEventListener("message", async ({ data }) => {
  if (data.ahead) for (const [url, content] of data.ahead) ahead.set(url, content);
  else postMessage({ id: data.id, ...(await answer(data.kind, data.request)) });
});
