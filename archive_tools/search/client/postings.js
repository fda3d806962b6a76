// @ts-check
/** Posting lists: which documents, how much the word weighs there, where in the headline, where in the text. */

import { bytesOf, lowerBound, numberKey } from "./tree.js";
import { Varints } from "./varints.js";

/**
 * @typedef {import("./tree.js").Tree} Tree
 * @typedef {import("./tree.js").Entry} Entry
 *
 * @typedef {object} Hit one form in one document
 * @property {number} number
 * @property {number} body length-normalised frequency; 0 where it stands in the headline only
 * @property {number} place in the headline, from 0; -1 where it does not stand there
 * @property {number} length words of the headline, in threes; 0 where it does not stand there
 */

export const FIRST_DATED = 2 ** 30;
const SLOTS = 2 ** 18;
const UNIX_EPOCH = 719163;

/** Ordinal day of a document, 0 for undated. @param {number} number */
export const dayOf = (number) => (number < FIRST_DATED ? 0 : Math.floor((number - FIRST_DATED) / SLOTS));
/** First number of a day given as YYYY-MM-DD. @param {string} date @param {number} [after] days */
export const numberOf = (date, after = 0) =>
  FIRST_DATED + (Math.floor(Date.parse(`${date}T00:00:00Z`) / 864e5) + UNIX_EPOCH + after) * SLOTS;
/** YYYY-MM-DD of a dated document. @param {number} number */
export const dateOf = (number) => new Date((dayOf(number) - UNIX_EPOCH) * 864e5).toISOString().slice(0, 10);

/** Documents of one segment, in order. @param {Uint8Array} value @returns {Hit[]} */
export function decode(value) {
  /** @type {Hit[]} */
  const hits = [];
  let at = 0;
  let number = 0;
  while (at < value.length) {
    let scale = 1;
    let byte;
    do {
      byte = value[at++];
      number += (byte & 127) * scale;
      scale *= 128;
    } while (byte > 127);
    const first = value[at++];
    const body = first & 63 ? 2 ** (((first & 63) - 19) / 6) : 0;
    if (first & 128) {
      const second = value[at++];
      hits.push({ number, body, place: second & 31, length: second >> 5 });
    } else hits.push({ number, body, place: -1, length: 0 });
  }
  return hits;
}

/** Key of the list of a form. @param {string} stem @param {string} form */
export const listKey = (stem, form) => `${bytesOf(stem)}\0${bytesOf(form)}\0`;
/** Key of the list of a filter, such as actor:turkey. @param {string} value */
export const filterKey = (value) => `\x01${bytesOf(value)}\0`;

/** Have the fences before the lists of a stem at hand by the time these are wanted. @param {Tree} tree @param {string} stem */
export function approach(tree, stem) {
  tree.leaves(`${bytesOf(stem)}\0`, `${bytesOf(stem)}\x01`).catch(() => {}); // said where they are wanted
}

/**
 * Segments of a list; with `numbers` (sorted) only those that could hold one of them.
 * @param {Tree} tree @param {string} key @param {number[]} [numbers] @returns {Promise<Entry[]>}
 */
export async function segments(tree, key, numbers) {
  if (!numbers || numbers.length > 48) return tree.prefixed(key);
  const found = await tree.seek(numbers.map((number) => key + numberKey(number)));
  /** @type {Entry[]} */
  const wanted = [];
  for (const entry of found) {
    if (entry?.key.startsWith(key) && entry !== wanted[wanted.length - 1]) wanted.push(entry);
  }
  return wanted;
}

/** Documents of a list. @param {Tree} tree @param {string} key @param {number[]} [numbers] @returns {Promise<Hit[]>} */
export async function list(tree, key, numbers) {
  return (await segments(tree, key, numbers)).flatMap((entry) => decode(entry.value));
}

/** Positions of each document of a segment, in its order. @param {Uint8Array} value @returns {number[][]} */
export function decodePositions(value) {
  /** @type {number[][]} */
  const all = [];
  const bytes = new Varints(value);
  while (bytes.at < value.length) {
    const places = [];
    let place = 0;
    for (let count = bytes.number(); count > 0; count--) places.push((place += bytes.number()));
    all.push(places);
  }
  return all;
}

/**
 * Where a form stands in each of the documents `numbers` (sorted).
 * @param {{postings: Tree, positions: Tree}} trees @param {string} key @param {number[]} numbers
 * @returns {Promise<Map<number, number[]>>}
 */
export async function positions(trees, key, numbers) {
  const [lists, places] = await Promise.all([
    segments(trees.postings, key, numbers), segments(trees.positions, key, numbers),
  ]);
  const wanted = new Set(numbers);
  /** @type {Map<number, number[]>} */
  const found = new Map();
  for (const segment of lists) {
    const entry = places[lowerBound(places, segment.key)];
    if (entry?.key !== segment.key) continue;
    const all = decodePositions(entry.value);
    decode(segment.value).forEach((hit, at) => {
      if (wanted.has(hit.number)) found.set(hit.number, all[at]);
    });
  }
  return found;
}
