// @ts-check
/** Labels of filter values, such as actor:turkey: each is asked for once. */

import { FACETS } from "./address.js";
import { listed, order } from "./sidebar.js";

export class Labels {
  /** @param {import("./remote.js").Ask} ask */
  constructor(ask) {
    this.ask = ask;
    /** By value, then by language. @type {Record<string, Record<string, string>>} */
    this.known = {};
  }

  /** In the language, or else in one there is; empty for what is not known. @param {string} value @param {string} lang */
  of(value, lang) {
    const names = this.known[value] ?? {};
    return names[lang] ?? names.ar ?? names.en ?? Object.values(names)[0] ?? "";
  }

  /** The browser itself knows the names of languages. @param {string[]} values */
  async learn(values) {
    const unknown = [...new Set(values)].filter((value) => !(value in this.known) && !value.startsWith("lang:"));
    if (unknown.length) Object.assign(this.known, await this.ask("labels", unknown));
  }
}

/**
 * The values that the page names when it shows an answer.
 * @param {import("./engine.js").Answer} answer @param {import("./engine.js").Filters} filters @param {Set<string>} opened
 */
export const labelled = (answer, filters, opened) => [
  ...answer.names.flatMap(({ entities }) => entities),
  ...answer.hits.flatMap(({ outlet }) => (outlet ? [`outlet:${outlet}`] : [])),
  ...FACETS.flatMap((facet) => listed(order(answer.facets?.[facet] ?? {}, filters[facet] ?? []), opened.has(facet))
    .map((id) => `${facet}:${id}`)),
];
