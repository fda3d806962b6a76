// @ts-check
/** A search from question to answer. Runs alike in the Worker and in Node. */

import { Analyser } from "./analyser.js";
import { excerpt, readDocument } from "./excerpts.js";
import { countDates, countFilters } from "./facets.js";
import { allowed } from "./filters.js";
import { Lookup } from "./lookup.js";
import { understand } from "./meaning.js";
import { find } from "./matching.js";
import { asTyped } from "./query.js";
import { newest, oldest, rank, relevance } from "./rank.js";
import { SearchError } from "./failure.js";
import { Source } from "./source.js";
import { bytesOf, decoded, Tree, unpack } from "./tree.js";

/**
 * @typedef {"relevance" | "newest" | "oldest"} Sort
 * @typedef {{actor?: string[], place?: string[], outlet?: string[], tag?: string[], lang?: string[],
 *   from?: string, to?: string}} Filters
 * @typedef {object} Request
 * @property {string} q
 * @property {Filters} [filters]
 * @property {number} [limit]
 * @property {number} [offset]
 * @property {Sort} [sort]
 * @property {boolean} [typing] the last word may go on
 * @property {boolean} [literal] names stand for their letters only
 * @property {boolean} [facets] false: do not count
 *
 * @typedef {object} Hit
 * @property {string} id
 * @property {string} url from the root of the site, with the paragraph where there is one
 * @property {string} title
 * @property {string | null} published
 * @property {string | null} outlet
 * @property {string} lang
 * @property {number} score
 * @property {string} excerpt
 * @property {import("./excerpts.js").Part[]} parts the excerpt with its marks
 *
 * @typedef {object} Answer
 * @property {string} q
 * @property {number} total
 * @property {Hit[]} hits
 * @property {import("./facets.js").Facets | null} facets
 * @property {"all" | "most" | "any"} level how many of the words the results have
 * @property {number} exact how many have all words as typed; where it is less than total, the others lack some
 * @property {{text: string, entities: string[]}[]} names that were taken for actors or places
 * @property {{text: string, proposal: string}[]} corrected words that were searched with one letter changed
 */

const TREES = /** @type {const} */ ({
  postings: "p", positions: "q", lexicon: "l", spelling: "s", attributes: "a", values: "v", documents: "d",
  names: "n", slips: "f", labels: "b", aliases: "m",
});
const NEAR = 0.12;
/** Results change places for words that stand together within so many: how many are asked for moves none of them. */
const WINDOW = 5;

export class Engine {
  /** @param {Source} source @param {Analyser} analyser @param {import("./source.js").Manifest} manifest */
  constructor(source, analyser, manifest) {
    this.source = source;
    this.analyser = analyser;
    this.documents = manifest.documents;
    /** @param {keyof typeof TREES} name */
    const tree = (name) => new Tree(source, TREES[name], manifest.roots[name]);
    this.trees = {
      postings: tree("postings"), positions: tree("positions"), lexicon: tree("lexicon"), spelling: tree("spelling"),
      attributes: tree("attributes"), values: tree("values"), documents: tree("documents"), names: tree("names"),
      slips: tree("slips"), labels: tree("labels"), aliases: tree("aliases"),
    };
    this.lookup = new Lookup(analyser, { lexicon: this.trees.lexicon, spelling: this.trees.spelling });
  }

  /** @param {import("./source.js").Load} load @returns {Promise<Engine>} */
  static async open(load) {
    const source = new Source(load);
    const manifest = await source.manifest();
    const [analyser, start] = await Promise.all([source.node(manifest.analyser), source.node(manifest.start)]);
    for (const { key, value } of unpack(start, "R*")) source.hold(manifest.roots[key], value);
    const tables = decoded(analyser);
    if (tables[0] !== "J") throw new SearchError("damaged", "the tables of the analyser");
    return new Engine(source, new Analyser(JSON.parse(tables.slice(1))), manifest);
  }

  /** @param {Request} request @returns {Promise<Answer>} */
  async search(request) {
    const meaning = await understand(this, request);
    const filter = await allowed(this.trees.postings, request.filters ?? {});
    const found = await find(this, meaning, filter);
    const order = request.sort === "newest" ? newest : request.sort === "oldest" ? oldest : relevance;
    const ranked = rank(found.groups, found.numbers);
    ranked.sort(meaning.groups.length || request.sort === "oldest" ? order : newest);
    const offset = request.offset ?? 0;
    const page = ranked.slice(offset, offset + (request.limit ?? 10));
    const byRelevance = order === relevance && meaning.groups.length > 1;
    const [hits, facets] = await Promise.all([
      this.hits(page, found.marker, byRelevance ? offset : undefined),
      request.facets === false ? null : this.facets(ranked.map((one) => one.number)),
    ]);
    /** @param {number} at @param {number} [count] */
    const typed = (at, count) => asTyped(request.q, meaning.spans, at, count);
    return {
      q: request.q, total: ranked.length, hits, facets, level: found.level, exact: Math.min(found.exact, ranked.length),
      names: meaning.groups.filter((group) => group.entities.length)
        .map(({ at, text, entities }) => ({ text: typed(at, text.split(" ").length), entities })),
      corrected: found.corrected.map(({ at, proposal }) => ({ text: typed(at), proposal })),
    };
  }

  /** @param {number[]} numbers */
  async facets(numbers) {
    const sorted = numbers.sort((a, b) => a - b);
    return { ...(await countFilters(this.trees, sorted)), ...countDates(sorted) };
  }

  /**
   * @param {import("./rank.js").Ranked[]} page @param {import("./excerpts.js").Finder} marker
   * @param {number} [offset] of the page, where words that stand together in the text move a result up
   */
  async hits(page, marker, offset) {
    const hits = await Promise.all(page.map((one) => this.hit(one, marker)));
    if (offset !== undefined) {
      for (const hit of hits) hit.score *= 1 + NEAR * hit.nearness;
      for (let at = 0, end; at < hits.length; at = end) {
        end = at + WINDOW - ((offset + at) % WINDOW);
        hits.splice(at, end - at, ...hits.slice(at, end).sort((a, b) => b.score - a.score));
      }
    }
    return hits.map(({ nearness: _, ...hit }) => hit);
  }

  /** @param {import("./rank.js").Ranked} one @param {import("./excerpts.js").Finder} marker */
  async hit(one, marker) {
    const { row, blocks } = await readDocument(this.trees.documents, one.number);
    const [id, title, published, outlet, lang, , url] = row;
    const { block, parts, nearness } = excerpt(this.analyser, blocks, marker);
    return {
      id, url: (url ?? `articles/${id}/`) + (block ? `#p${block}` : ""), title, published, outlet, lang,
      score: one.score, excerpt: parts.map((part) => part.text).join(""), parts, nearness,
    };
  }

  /** Labels of filter values, such as actor:turkey. @param {string[]} values @returns {Promise<Record<string, Record<string, string>>>} */
  async labels(values) {
    const found = await Promise.all(values.map(async (value) => {
      const data = await this.trees.labels.get(bytesOf(value));
      return /** @type {const} */ ([value, data ? JSON.parse(decoded(data)) : {}]);
    }));
    return Object.fromEntries(found);
  }
}
