// @ts-check
/** How many results each filter would leave. */

import { dateOf, FIRST_DATED } from "./postings.js";
import { decoded, numberKey } from "./tree.js";

/**
 * @typedef {import("./tree.js").Tree} Tree
 * @typedef {Record<string, Record<string, number>>} Facets facet -> id -> documents
 */

/** @param {Uint8Array} value @param {Set<number>} wanted @param {(value: string) => void} count */
function countSegment(value, wanted, count) {
  let at = 0;
  const number = () => {
    let result = 0;
    let scale = 1;
    for (;;) {
      const byte = value[at++];
      result += (byte & 127) * scale;
      if (!(byte > 127)) return result;
      scale *= 128;
    }
  };
  const known = Array.from({ length: number() }, () => {
    const size = number();
    at += size;
    return decoded(value.subarray(at - size, at));
  });
  let doc = 0;
  while (at < value.length) {
    doc += number();
    const mine = wanted.has(doc);
    for (let left = number(); left > 0; left--) {
      const place = number();
      if (mine) count(known[place]);
    }
  }
}

/** Counts by actor, place, outlet, tag and lang. @param {Tree} attributes @param {number[]} numbers sorted */
export async function countFilters(attributes, numbers) {
  /** @type {Facets} */
  const facets = { actor: {}, place: {}, outlet: {}, tag: {}, lang: {} };
  if (!numbers.length) return facets;
  const wanted = new Set(numbers);
  const keys = numbers.map(numberKey);
  const entries = numbers.length > 300
    ? await attributes.range(keys[0], "\u0100")
    : new Set(await attributes.seek(keys));
  for (const entry of entries) {
    if (!entry) continue;
    countSegment(entry.value, wanted, (value) => {
      const colon = value.indexOf(":");
      const facet = facets[value.slice(0, colon)];
      const id = value.slice(colon + 1);
      if (facet) facet[id] = (facet[id] ?? 0) + 1;
    });
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
