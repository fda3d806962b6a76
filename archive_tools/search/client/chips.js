// @ts-check
/** The chips above the results: each chosen filter, to be taken back with one press. */

import { FACETS, toggled } from "./address.js";
import { make } from "./elements.js";
import { valueName } from "./sidebar.js";

/** @param {import("./address.js").Asked} asked @param {import("./sidebar.js").Interface} ui */
export function chips({ filters }, ui) {
  const buttons = FACETS.flatMap((facet) => (filters[facet] ?? []).map((id) => chip(filters, facet, id, ui)));
  if (!buttons.length && !filters.from && !filters.to) return [];
  const clear = make("button", { type: "button", class: "search-clear", click: () => ui.change({ filters: {} }) }, ui.say("clear"));
  return [...buttons, clear];
}

/**
 * @param {import("./address.js").Filters} filters @param {typeof FACETS[number]} facet @param {string} id
 * @param {import("./sidebar.js").Interface} ui
 */
function chip(filters, facet, id, ui) {
  const { say, change } = ui;
  const name = valueName(facet, id, ui);
  const drop = () => change({ filters: toggled(filters, facet, id) });
  return make("button", { type: "button", "aria-label": say("remove", { label: name }), click: drop },
    make("bdi", {}, name), make("span", { "aria-hidden": "true" }, " ×"));
}
