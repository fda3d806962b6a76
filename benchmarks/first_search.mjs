// node first_search.mjs SITE_DIR < queries.jsonl: what the search page asks for, step by step, with nothing at hand.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Engine } from "../archive_tools/search/client/engine.js";
import { labelled } from "../archive_tools/search/client/labels.js";

const folder = `${process.argv[2]}/search/data`;
for await (const line of createInterface({ input: process.stdin })) {
  const q = JSON.parse(line);
  const start = performance.now();
  const engine = await Engine.open((name) => readFile(`${folder}/${name}`));
  const spent = () => ({ bytes: engine.source.bytes, requests: engine.source.requests, ms: performance.now() - start });
  /** Labels of what an answer shows; the browser itself knows the names of languages. */
  const label = (answer) => engine.labels(labelled(answer, {}, new Set()).filter((value) => !value.startsWith("lang:")));

  const { total } = await engine.search({ q, limit: 5, facets: false });
  const first = spent();
  await label(await engine.search({ q, limit: 10, facets: false }));
  const ten = spent();
  await label(await engine.search({ q, limit: 0 }));
  console.log(JSON.stringify({ q, total, first, ten, counted: spent() }));
}
