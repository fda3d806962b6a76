// @ts-check
/** Filters beside the results: values with counts, dates with a small histogram. */

import { FACETS, toggled } from "./address.js";
import { make } from "./elements.js";
import { languageName } from "./speech.js";

/**
 * @typedef {import("./address.js").Asked} Asked
 * @typedef {import("./facets.js").Facets} Facets
 * @typedef {import("./speech.js").Say} Say
 * @typedef {object} Interface
 * @property {Say} say
 * @property {string} lang
 * @property {(value: string) => string} label
 * @property {(asked: Partial<Asked>) => void} change
 * @property {Set<string>} opened facets shown in full
 */

/** Values of a facet in its list, before and after the reader opens it. */
const SHOWN = 8;
const OPENED = 200;

/** Values by count, chosen ones first. @param {Record<string, number>} counts @param {string[]} chosen */
export function order(counts, chosen) {
  const all = new Set([...chosen, ...Object.keys(counts)]);
  return [...all].sort((a, b) => Number(chosen.includes(b)) - Number(chosen.includes(a))
    || (counts[b] ?? 0) - (counts[a] ?? 0) || (a < b ? -1 : 1));
}

/** Those of the ordered values that stand in the list. @param {string[]} values @param {boolean} open */
export const listed = (values, open) => values.slice(0, open ? OPENED : SHOWN);

/** @param {Asked} asked @param {Facets} facets @param {Interface} ui */
export function sidebar(asked, facets, ui) {
  /** @type {Node[]} */
  const parts = [dates(asked, facets.year ?? {}, ui)];
  for (const facet of FACETS) {
    const chosen = asked.filters[facet] ?? [];
    const values = order(facets[facet] ?? {}, chosen);
    if (values.length < 2 && !chosen.length) continue;
    const shown = listed(values, ui.opened.has(facet));
    const list = make("ul", {}, ...shown.map((id) => value(asked, facet, id, facets[facet]?.[id] ?? 0, ui)));
    const more = values.length > shown.length && !ui.opened.has(facet)
      ? make("button", { type: "button", class: "search-link-button", "data-more": facet, click: () => {
        ui.opened.add(facet);
        ui.change({});
      } }, ui.say("more_values"))
      : undefined;
    parts.push(make("fieldset", {}, make("legend", {}, ui.say(facet)), list, more));
  }
  return parts;
}

/** @param {Asked} asked @param {typeof FACETS[number]} facet @param {string} id @param {number} count @param {Interface} ui */
function value(asked, facet, id, count, { label, lang, change }) {
  const chosen = asked.filters[facet] ?? [];
  const name = valueName(facet, id, { label, lang });
  const toggle = () => change({ filters: toggled(asked.filters, facet, id) });
  const box = make("input", { type: "checkbox", "data-value": `${facet}:${id}`, change: toggle });
  box.checked = chosen.includes(id);
  return make("li", {}, make("label", {}, box, make("bdi", {}, name), make("span", { class: "search-count" }, String(count))));
}

/**
 * What a filter's value is called: its label, or the name of the language, or else its id.
 * @param {string} facet @param {string} id @param {Pick<Interface, "label" | "lang">} ui
 */
export const valueName = (facet, id, { label, lang }) =>
  facet === "lang" ? languageName(id, lang) : label(`${facet}:${id}`) || id;

/** @param {Asked} asked @param {Record<string, number>} years @param {Interface} ui */
function dates(asked, years, { say, change }) {
  /** @param {"from" | "to"} end */
  const field = (end) => {
    const input = make("input", {
      type: "text", inputmode: "numeric", placeholder: "YYYY-MM-DD", pattern: "\\d{4}(-\\d{2}){0,2}", dir: "ltr", "data-end": end, size: "10",
      change: () => {
        const filters = { ...asked.filters, [end]: input.value.trim() };
        if (!/^\d{4}(?:-\d{2}){0,2}$/u.test(filters[end] ?? "")) delete filters[end];
        change({ filters });
      },
    });
    input.value = asked.filters[end] ?? "";
    return make("label", {}, `${say(end)} `, input);
  };
  return make("fieldset", { class: "search-dates" },
    make("legend", {}, say("dates")), histogram(asked, years, say, change), field("from"), field("to"));
}

/** @param {Asked} asked @param {Record<string, number>} years @param {Say} say @param {Interface["change"]} change */
function histogram(asked, years, say, change) {
  const dated = Object.keys(years).filter(Boolean).sort();
  if (dated.length < 2) return undefined;
  const first = Number(dated[0]);
  const last = Number(dated[dated.length - 1]);
  const most = Math.max(...dated.map((year) => years[year]));
  const shown = last - first < 40 ? Array.from({ length: last - first + 1 }, (_, i) => String(first + i)) : dated;
  const bars = shown.map((year) => {
    const count = years[year] ?? 0;
    const bar = make("button", {
      type: "button", "aria-label": say("year_bar", { year, results: say("results", { n: count }) }), title: `${year}: ${count}`,
      "data-year": year, disabled: count === 0, click: () => change({ filters: { ...asked.filters, from: year, to: year } }),
    }, make("span", { "aria-hidden": "true" }));
    /** @type {HTMLElement} */ (bar.firstElementChild).style.blockSize = `${Math.max(count ? 6 : 0, (count / most) * 100)}%`;
    return make("li", {}, bar);
  });
  return make("div", { class: "search-histogram" },
    make("ol", { dir: "ltr" }, ...bars),
    make("p", { "aria-hidden": "true", dir: "ltr" }, make("span", {}, shown[0]), make("span", {}, shown[shown.length - 1])));
}
