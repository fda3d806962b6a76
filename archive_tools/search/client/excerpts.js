// @ts-check
/** The piece of an article that shows why it was found, with its words marked. */

import { SearchError } from "./failure.js";
import { decoded, numberKey } from "./tree.js";

/**
 * @typedef {import("./tree.js").Tree} Tree
 * @typedef {import("./analyser.js").Analyser} Analyser
 * @typedef {[number, string]} Block number and text
 * @typedef {{text: string, mark: boolean}} Part
 * @typedef {(words: string[]) => number[]} Finder which word of the query each word of a text is; -1 for none
 * @typedef {{block: number, parts: Part[], nearness: number}} Excerpt
 */

const WORDS = 36;
const BEFORE = 6;

/** The row and the text of a document. @param {Tree} documents @param {number} number @returns {Promise<{row: any[], blocks: Block[]}>} */
export async function readDocument(documents, number) {
  const key = numberKey(number);
  const first = await documents.get(key);
  if (!first) throw new SearchError("damaged", `document ${number} has no row`);
  const [fields, piece] = decoded(first).split("\n");
  const row = JSON.parse(fields);
  const others = row[5] ? await documents.range(`${key}\0`, `${key}\u0100`) : [];
  /** @type {Block[]} */
  const blocks = [];
  for (const text of [piece, ...others.map(({ value }) => decoded(value))]) {
    for (const [block, part] of /** @type {Block[]} */ (JSON.parse(text))) {
      const last = blocks[blocks.length - 1];
      if (last?.[0] === block) last[1] += part;
      else blocks.push([block, part]);
    }
  }
  return { row, blocks };
}

/**
 * The window of a text with most different words of the query, and among those with most words, and first.
 * @param {Analyser} analyser @param {Block[]} blocks @param {Finder} find @returns {Excerpt}
 */
export function excerpt(analyser, blocks, find) {
  let best = { rank: -1, block: 0, from: 0 };
  const all = blocks.map(([, text]) => analyser.tokens(text));
  const found = all.map((tokens) => find(tokens.map((token) => token.word)));
  found.forEach((marks, block) => {
    marks.forEach((mark, from) => {
      if (mark < 0) return;
      const window = marks.slice(from, from + WORDS - BEFORE).filter((other) => other >= 0);
      const rank = new Set(window).size * 100 + Math.min(window.length, 99);
      if (rank > best.rank) best = { rank, block, from };
    });
  });
  const [number, text] = blocks[best.block] ?? [0, ""];
  const tokens = all[best.block] ?? [];
  const marks = found[best.block] ?? [];
  const first = Math.max(0, Math.min(best.from - BEFORE, tokens.length - WORDS));
  const last = Math.min(tokens.length, first + WORDS);
  return {
    block: best.rank < 0 ? 0 : number,
    parts: cut(text, tokens, marks, first, last),
    nearness: Math.max(0, ...found.map(nearness)),
  };
}

/**
 * @param {string} text @param {import("./analyser.js").Token[]} tokens @param {number[]} marks
 * @param {number} first @param {number} last @returns {Part[]}
 */
function cut(text, tokens, marks, first, last) {
  const end = last < tokens.length ? tokens[last - 1].end : text.length;
  let at = first > 0 ? tokens[first].start : 0;
  /** @type {Part[]} */
  const parts = first > 0 ? [{ text: "… ", mark: false }] : [];
  for (let i = first; i < last; i++) {
    if (marks[i] < 0) continue;
    if (tokens[i].start > at) parts.push({ text: text.slice(at, tokens[i].start), mark: false });
    parts.push({ text: text.slice(tokens[i].start, tokens[i].end), mark: true });
    at = tokens[i].end;
  }
  if (end > at) parts.push({ text: text.slice(at, end), mark: false });
  if (last < tokens.length) parts.push({ text: " …", mark: false });
  return parts;
}

/** How close together, 0 to 1, different words of the query stand in a block. @param {number[]} marks */
function nearness(marks) {
  /** @type {Map<number, number>} */
  const seen = new Map();
  let best = 0;
  marks.forEach((mark, at) => {
    if (mark < 0) return;
    for (const [other, place] of seen) {
      if (other !== mark) best = Math.max(best, 1 / (at - place));
    }
    seen.set(mark, at);
  });
  return best;
}
