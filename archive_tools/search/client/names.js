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
  const longest = await Promise.all(stems.map((_, start) => reach(names, stems.slice(start, start + LONGEST))));
  for (let start = 0; start < stems.length; ) {
    let end = start;
    /** @type {string[]} */
    let entities = [];
    for (let to = start + longest[start]; to > start && !entities.length; to--) {
      entities = unambiguous(await names.get(bytesOf(stems.slice(start, to).join(" "))));
      if (entities.length) end = to;
    }
    if (entities.length) found.push({ start, end, entities });
    start = Math.max(end, start + 1);
  }
  return found;
}

/** How many of these words may be a name, or the beginning of one. @param {Tree} names @param {string[]} stems */
async function reach(names, stems) {
  const first = bytesOf(stems[0]);
  // All at once, so that the files are at hand: they are the same one wherever no longer name begins with these words.
  const longer = stems.map((_, i) => bytesOf(stems.slice(0, i + 1).join(" ")));
  const [next] = await names.seek([`${first} `, ...longer]);
  return next?.key.startsWith(`${first} `) ? stems.length : 1;
}

/**
 * Names that the whole query would mean if one of its words had one other letter.
 * @param {Tree} tree of slips @param {string[]} words @param {string[]} stems @param {(at: number) => boolean} doubtful
 * @returns {Promise<{at: number, words: string[], entities: string[]}[]>} at: which word; words: what it may be
 */
export async function slips(tree, words, stems, doubtful) {
  if (words.length > LONGEST) return [];
  /** @type {{at: number, key: string}[]} */
  const keys = words.length === 1
    ? [words[0], ...Array.from(words[0], (_, i) => words[0].slice(0, i) + words[0].slice(i + 1))].map((key) => ({ at: 0, key }))
    : words.map((_, at) => ({ at, key: [...stems.slice(0, at), "*", ...stems.slice(at + 1)].join(" ") }));
  /** @type {Map<string, {at: number, words: string[], entities: string[]}>} */
  const found = new Map();
  await Promise.all(keys.filter(({ at }) => doubtful(at)).map(async ({ at, key }) => {
    const value = await tree.get(bytesOf(key));
    for (const line of value ? decoded(value).split("\n") : []) {
      const [entity, word] = line.split("\t");
      if (word === words[at] || !withinOneEdit(word, words[at])) continue;
      const known = found.get(idOf(entity)) ?? { at, words: [], entities: [] };
      if (!known.words.includes(word)) known.words.push(word);
      if (!known.entities.includes(entity)) known.entities.push(entity);
      found.set(idOf(entity), known);
    }
  }));
  return [...found.values()];
}
