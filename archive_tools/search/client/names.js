// @ts-check
/** Names in the query: which words name an actor or place of the archive, in any script, spelling or with a slip. */

import { bytesOf, decoded } from "./tree.js";

/**
 * @typedef {import("./tree.js").Tree} Tree
 * @typedef {{start: number, end: number, entities: string[]}} Named words start..end mean these
 */

const LONGEST = 6;

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
 * The one name that the whole query means if one of its words has one wrong letter.
 * @param {Tree} names @param {string[]} stems @param {(at: number) => Promise<string[]>} neighbours
 * @returns {Promise<string[]>} its entities; [] where there is none or more than one
 */
export async function correctedName(names, stems, neighbours) {
  if (stems.length > 4) return [];
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (let at = 0; at < stems.length; at++) {
    for (const other of await neighbours(at)) {
      const key = [...stems.slice(0, at), other, ...stems.slice(at + 1)].join(" ");
      const entities = unambiguous(await names.get(bytesOf(key)));
      if (entities.length) found.set(idOf(entities[0]), entities);
    }
  }
  return found.size === 1 ? [...found.values()][0] : [];
}
