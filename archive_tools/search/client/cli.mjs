#!/usr/bin/env node
// @ts-check
/**
 * node cli.mjs SITE_DIR < queries.jsonl > results.jsonl
 * The search of a built site without a browser: the same modules, files instead of a server.
 */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { argv, exit, stderr, stdin, stdout } from "node:process";
import { Engine } from "./engine.js";
import { SearchError } from "./failure.js";

const site = argv[2];
if (!site) {
  stderr.write("cli.mjs: which site? Give its folder: node cli.mjs SITE_DIR < queries.jsonl\n");
  exit(2);
}

/** @param {string} name @returns {Promise<Uint8Array>} */
async function load(name) {
  try {
    return await readFile(join(site, "search", "data", name));
  } catch (error) {
    throw new SearchError("missing", `${name}: ${error}`);
  }
}

/** @type {Engine | undefined} */
let engine;
let bytes = 0;
let requests = 0;
try {
  for await (const line of createInterface({ input: stdin, crlfDelay: Infinity })) {
    if (!line.trim()) continue;
    const start = performance.now();
    const request = JSON.parse(line);
    engine ??= await Engine.open(load);
    const answer = await engine.search(request);
    const ms = Math.round((performance.now() - start) * 100) / 100;
    const fetched = { bytes: engine.source.bytes - bytes, requests: engine.source.requests - requests, ms };
    ({ bytes, requests } = engine.source);
    const hits = answer.hits.map(({ parts: _, ...hit }) => ({ ...hit, score: Math.round(hit.score * 1e4) / 1e4 }));
    stdout.write(`${JSON.stringify({ ...answer, hits, ...fetched })}\n`);
  }
} catch (error) {
  stderr.write(`cli.mjs: ${error instanceof Error ? error.message : error}\n`);
  exit(1);
}
