// @ts-check
/** The search in the address: what is asked stands in the URL, so that it can be kept, sent and gone back to. */

/**
 * @typedef {import("./engine.js").Filters} Filters
 * @typedef {{q: string, filters: Filters, sort: import("./engine.js").Sort, literal: boolean}} Asked
 */

export const FACETS = /** @type {const} */ (["actor", "place", "outlet", "tag", "lang"]);
export const SORTS = ["relevance", "newest", "oldest"];

/** @param {URL} url @returns {Asked} */
export function read(url) {
  const { searchParams: parameters } = url;
  /** @type {Filters} */
  const filters = {};
  for (const facet of FACETS) {
    const values = parameters.getAll(facet).filter(Boolean);
    if (values.length) filters[facet] = values;
  }
  for (const end of /** @type {const} */ (["from", "to"])) {
    const value = parameters.get(end);
    if (value && /^\d{4}(?:-\d{2}){0,2}$/u.test(value)) filters[end] = value;
  }
  const sort = parameters.get("sort") ?? "";
  return {
    q: parameters.get("q") ?? "",
    filters,
    sort: /** @type {Asked["sort"]} */ (SORTS.includes(sort) ? sort : "relevance"),
    literal: parameters.has("literal"),
  };
}

/** The address of a search; other parameters of `url` (language, scheme) stay. @param {URL} url @param {Asked} asked */
export function write(url, { q, filters, sort, literal }) {
  const made = new URL(url);
  made.hash = "";
  for (const key of ["q", ...FACETS, "from", "to", "sort", "literal"]) made.searchParams.delete(key);
  if (q.trim()) made.searchParams.set("q", q.trim());
  for (const facet of FACETS) for (const value of filters[facet] ?? []) made.searchParams.append(facet, value);
  if (filters.from) made.searchParams.set("from", filters.from);
  if (filters.to) made.searchParams.set("to", filters.to);
  if (sort !== "relevance") made.searchParams.set("sort", sort);
  if (literal) made.searchParams.set("literal", "");
  return made;
}

/** @param {Asked} asked */
export const isEmpty = ({ q, filters }) => !q.trim() && !Object.keys(filters).length;

/**
 * The filters with a value more, or without it where it was chosen.
 * @param {Filters} filters @param {typeof FACETS[number]} facet @param {string} id
 */
export function toggled(filters, facet, id) {
  const chosen = filters[facet] ?? [];
  const left = chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id];
  const { [facet]: _, ...others } = filters;
  return left.length ? { ...filters, [facet]: left } : others;
}
