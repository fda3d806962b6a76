// @ts-check
/** The engine in a thread of its own, so that typing never waits for a search. */

// Named here so that they are fetched at once and not one after the other as each is found to need the next.
import "./analyser.js";
import "./engine.js";
import "./excerpts.js";
import "./facets.js";
import "./filters.js";
import "./groups.js";
import "./lookup.js";
import "./matching.js";
import "./meaning.js";
import "./names.js";
import "./phrases.js";
import "./postings.js";
import "./query.js";
import "./rank.js";
import "./source.js";
import "./tree.js";
import { serve } from "./serving.js";

const answer = serve((name) => new URL(`../../search/data/${name}`, import.meta.url));

void answer("labels", []); // opens the index before the first question comes

addEventListener("message", async (event) => {
  const { id, kind, request } = event.data;
  postMessage({ id, ...(await answer(kind, request)) });
});
