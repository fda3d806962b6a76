// @ts-check
/** Names in the query: which words name an actor or place of the archive, in any script, spelling or with a slip. */

import { withinOneEdit } from "./lookup.js";
import { bytesOf, decoded } from "./tree.js";

/**
 * @typedef {import("./tree.js").Tree} Tree
 * @typedef {{names: Tree, aliases: Tree}} Trees
 * @typedef {{start: number, end: number, entities: string[]}} Named words start..end mean these
 */

const LONGEST = 8;

/** @param {string} value facet:id */
export const idOf = (value) => value.slice(value.indexOf(":") + 1);

/** @param {string[]} entities */
const areOne = (entities) => new Set(entities.map(idOf)).size === 1;

/**
 * The entity that words mean, as actor, place or both; [] where they may mean two. Where two names have the same stems
 * (قناة العربية, قناة العربي), the one that is spelt so is meant.
 * @param {Trees} trees @param {string[]} words @param {string[]} stems @returns {Promise<string[]>}
 */
async function meant({ names, aliases }, words, stems) {
  const value = await names.get(bytesOf(stems.join(" ")));
  const entities = value ? decoded(value).split("\n") : [];
  if (entities.length < 2 || areOne(entities)) return entities;
  const spellings = await Promise.all(entities.map((entity) => aliases.get(bytesOf(entity))));
  const spelt = entities.filter((_, i) => decoded(spellings[i] ?? new Uint8Array()).split("\n").includes(words.join(" ")));
  return areOne(spelt) ? spelt : [];
}

/**
 * Names among the words of a query, longest first from the left.
 * @param {Trees} trees @param {string[]} words @param {string[]} stems of the words
 */
export async function findNames(trees, words, stems) {
  /** @type {Named[]} */
  const found = [];
  const longest = await Promise.all(stems.map((_, start) => reach(trees.names, stems.slice(start, start + LONGEST))));
  for (let start = 0; start < stems.length; ) {
    let end = start;
    /** @type {string[]} */
    let entities = [];
    for (let to = start + longest[start]; to > start && !entities.length; to--) {
      entities = await meant(trees, words.slice(start, to), stems.slice(start, to));
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
