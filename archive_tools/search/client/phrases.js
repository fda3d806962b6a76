// @ts-check
/** Exact phrases: the very words, spelled alike up to the fold, side by side. */

import { list, listKey, positions } from "./postings.js";

/**
 * @typedef {import("./tree.js").Tree} Tree
 * @typedef {{postings: Tree, positions: Tree}} Trees
 */

/**
 * Documents that hold the phrase, sorted.
 * @param {Trees} trees @param {string[]} words @param {(word: string) => string} stem
 * @param {(word: string) => Promise<number>} size about how many documents have a word
 * @returns {Promise<number[]>}
 */
export async function phraseDocuments(trees, words, stem, size) {
  const sizes = await Promise.all(words.map(size));
  const order = words.map((_, at) => at).sort((a, b) => sizes[a] - sizes[b]);
  const keys = words.map((word) => listKey(stem(word), word));
  /** @type {number[] | undefined} */
  let numbers;
  for (const at of order) {
    const having = new Set((await list(trees.postings, keys[at], numbers)).map((hit) => hit.number));
    numbers = numbers ? numbers.filter((number) => having.has(number)) : [...having];
    if (!numbers.length) return [];
  }
  let left = numbers ?? [];
  if (words.length === 1) return left;
  /** Where the phrase may begin, by document. @type {Map<number, number[]> | undefined} */
  let starts;
  for (const at of order) {
    const found = await positions(trees, keys[at], left);
    /** @type {Map<number, number[]>} */
    const next = new Map();
    for (const number of left) {
      const here = (found.get(number) ?? []).map((place) => place - at);
      const known = starts?.get(number);
      const both = known ? here.filter((place) => known.includes(place)) : here;
      if (both.length) next.set(number, both);
    }
    starts = next;
    left = [...next.keys()];
    if (!left.length) return [];
  }
  return left;
}
