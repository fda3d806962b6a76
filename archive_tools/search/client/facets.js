// @ts-check
/** How many results each filter would leave. */

import { SearchError } from "./failure.js";
import { dateOf, FIRST_DATED } from "./postings.js";
import { decoded, numberKey } from "./tree.js";
import { Varints } from "./varints.js";

/**
 * @typedef {import("./tree.js").Tree} Tree
 * @typedef {Record<string, Record<string, number>>} Facets facet -> id -> documents
 */

/** Values in a block of the tree that says which one a number is. */
const BLOCK = 64;

/** What the attributes of a segment are read from. */
class Columns extends Varints {
  /** Numbers in rising order. @param {(number: number) => void} take */
  rising(take) {
    let number = -1;
    for (let left = this.number(); left > 0; left--) take((number += this.number() + 1));
  }

  text() {
    const size = this.number();
    this.at += size;
    return decoded(this.data.subarray(this.at - size, this.at));
  }
}

/**
 * Adds what the wanted documents of a segment have. @param {Uint8Array} segment @param {Set<number>} wanted
 * @param {Map<number | string, number>} counts by number of a value, or by the value itself where it has none
 */
function countSegment(segment, wanted, counts) {
  const columns = new Columns(segment);
  /** @type {boolean[]} */
  const mine = [];
  columns.rising((document) => mine.push(wanted.has(document)));
  /** @type {(number | string)[]} */
  const values = [];
  columns.rising((value) => values.push(value));
  for (let left = columns.number(); left > 0; left--) values.push(columns.text());
  for (const value of values) {
    let found = 0;
    columns.rising((place) => { found += Number(mine[place]); });
    if (found) counts.set(value, (counts.get(value) ?? 0) + found);
  }
}

/** Which values these numbers are. @param {Tree} tree @param {number[]} numbers @returns {Promise<Map<number, string>>} */
async function named(tree, numbers) {
  const first = [...new Set(numbers.map((number) => Math.floor(number / BLOCK)))].sort((a, b) => a - b);
  const blocks = await tree.holding(first.map(blockKey));
  const lines = new Map(blocks.map(({ key, value }) => [key, decoded(value).split("\n")]));
  return new Map(numbers.map((number) => {
    const value = lines.get(blockKey(Math.floor(number / BLOCK)))?.[number % BLOCK];
    if (value === undefined) throw new SearchError("damaged", `no value has the number ${number}`);
    return [number, value];
  }));
}

/** @param {number} block */
const blockKey = (block) => numberKey(block).slice(3);

/** Counts by actor, place, outlet, tag and lang. @param {{attributes: Tree, values: Tree}} trees @param {number[]} numbers sorted */
export async function countFilters(trees, numbers) {
  /** @type {Facets} */
  const facets = { actor: {}, place: {}, outlet: {}, tag: {}, lang: {} };
  const wanted = new Set(numbers);
  /** @type {Map<number | string, number>} */
  const counts = new Map();
  for (const { value } of await trees.attributes.holding(numbers.map(numberKey))) countSegment(value, wanted, counts);
  const names = await named(trees.values, [...counts.keys()].filter((value) => typeof value === "number"));
  for (const [key, count] of counts) {
    const value = typeof key === "number" ? names.get(key) ?? "" : key;
    const facet = facets[value.slice(0, value.indexOf(":"))];
    if (facet) facet[value.slice(value.indexOf(":") + 1)] = count;
  }
  return facets;
}

/** Counts by year and by month; undated documents under "". @param {number[]} numbers */
export function countDates(numbers) {
  /** @type {Facets} */
  const facets = { year: {}, month: {} };
  for (const number of numbers) {
    const date = number < FIRST_DATED ? "" : dateOf(number);
    for (const [facet, id] of /** @type {const} */ ([["year", date.slice(0, 4)], ["month", date.slice(0, 7)]])) {
      facets[facet][id] = (facets[facet][id] ?? 0) + 1;
    }
  }
  return facets;
}
