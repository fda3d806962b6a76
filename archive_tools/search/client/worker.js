// @ts-check
/** The engine in a thread of its own, so that typing never waits for a search. */

import { serve } from "./serving.js";

const answer = serve((name) => new URL(`../../search/data/${name}`, import.meta.url));

void answer("labels", []); // opens the index before the first question comes

addEventListener("message", async (event) => {
  const { id, kind, request } = event.data;
  postMessage({ id, ...(await answer(kind, request)) });
});
