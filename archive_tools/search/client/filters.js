// @ts-check
/** Filters: which documents are asked for at all. */

import { filterKey, list, numberOf } from "./postings.js";

/** @typedef {{numbers: number[] | undefined, inside: (number: number) => boolean}} Allowed numbers: sorted, if few enough to list */

const FACETS = /** @type {const} */ (["actor", "place", "outlet", "tag", "lang"]);

/** First and last day of YYYY, YYYY-MM or YYYY-MM-DD. @param {string} text @param {boolean} end */
function boundary(text, end) {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/u.exec(text);
  if (!match) return undefined;
  const [, year, month, day] = match;
  if (!end) return numberOf(`${year}-${month ?? "01"}-${day ?? "01"}`);
  if (day) return numberOf(`${year}-${month}-${day}`, 1);
  const after = month && month !== "12" ? [year, String(Number(month) + 1)] : [String(Number(year) + 1), "1"];
  return numberOf(`${after[0].padStart(4, "0")}-${after[1].padStart(2, "0")}-01`);
}

/**
 * @param {import("./tree.js").Tree} postings @param {import("./engine.js").Filters} filters @returns {Promise<Allowed>}
 */
export async function allowed(postings, filters) {
  const from = boundary(filters.from ?? "", false);
  const to = boundary(filters.to ?? "", true);
  /** @param {number} number */
  const dated = (number) => (from === undefined || number >= from) && (to === undefined || number < to)
    && (from === undefined && to === undefined ? true : number >= 2 ** 30);
  const sets = await Promise.all(FACETS.filter((facet) => filters[facet]?.length).map(async (facet) => {
    const lists = await Promise.all((filters[facet] ?? []).map((id) => list(postings, filterKey(`${facet}:${id}`))));
    return new Set(lists.flat().map((hit) => hit.number));
  }));
  if (!sets.length) return { numbers: undefined, inside: dated };
  const numbers = [...sets[0]].filter((number) => dated(number) && sets.every((set) => set.has(number)));
  const all = new Set(numbers);
  return { numbers: numbers.sort((a, b) => a - b), inside: (number) => all.has(number) };
}
