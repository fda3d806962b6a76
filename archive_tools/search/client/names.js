// @ts-check
/** Names in the query: which words name an actor or place of the archive, in any script, spelling or with a slip. */

import { withinOneEdit } from "./lookup.js";
import { bytesOf, decoded } from "./tree.js";

/**
 * @typedef {import("./tree.js").Tree} Tree
 * @typedef {{start: number, end: number, entities: string[]}} Named words start..end mean these
 */

const LONGEST = 8;

/** @param {string} value facet:id */
export const idOf = (value) => value.slice(value.indexOf(":") + 1);

/** Entities of an alias, if all are one and the same. @param {Uint8Array | undefined} value @returns {string[]} */
function unambiguous(value) {
  const entities = value ? decoded(value).split("\n") : [];
  return new Set(entities.map(idOf)).size === 1 ? entities : [];
}

/** Names among the stems of a query, longest first from the left. @param {Tree} names @param {string[]} stems */
export async function findNames(names, stems) {
  /** @type {Named[]} */
  const found = [];
  await Promise.all(stems.map((stem) => names.get(bytesOf(stem)))); // what follows then finds its files at hand
  for (let start = 0; start < stems.length; ) {
    let end = start;
    /** @type {string[]} */
    let entities = [];
    for (let to = Math.min(stems.length, start + LONGEST); to > start && !entities.length; to--) {
      entities = unambiguous(await names.get(bytesOf(stems.slice(start, to).join(" "))));
      if (entities.length) end = to;
    }
    if (entities.length) found.push({ start, end, entities });
    start = Math.max(end, start + 1);
  }
  return found;
}

/**
 * Names that the whole query would mean if one of its words had one other letter.
 * @param {Tree} names @param {string[]} words @param {string[]} stems
 * @returns {Promise<{at: number, word: string, entities: string[]}[]>} at: which word; word: what it would be
 */
export async function slips(names, words, stems) {
  if (words.length > LONGEST) return [];
  /** @type {{at: number, key: string}[]} */
  const keys = words.length === 1
    ? [words[0], ...Array.from(words[0], (_, i) => words[0].slice(0, i) + words[0].slice(i + 1))].map((key) => ({ at: 0, key }))
    : words.map((_, at) => ({ at, key: [...stems.slice(0, at), "*", ...stems.slice(at + 1)].join(" ") }));
  /** @type {Map<string, {at: number, word: string, entities: string[]}>} */
  const found = new Map();
  await Promise.all(keys.map(async ({ at, key }) => {
    const value = await names.get(`\x02${bytesOf(key)}`);
    for (const line of value ? decoded(value).split("\n") : []) {
      const [entity, word] = line.split("\t");
      if (word === words[at] || !withinOneEdit(word, words[at])) continue;
      const known = found.get(idOf(entity)) ?? { at, word, entities: [] };
      if (!known.entities.includes(entity)) known.entities.push(entity);
      found.set(idOf(entity), known);
    }
  }));
  return [...found.values()];
}
