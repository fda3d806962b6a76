// @ts-check
/** What an answer changes on the page. The reader's focus stays where it is, on the new element for the old. */

import { chips } from "./chips.js";
import { make } from "./elements.js";
import { remarks, resultItem } from "./results.js";
import { sidebar } from "./sidebar.js";

/**
 * @typedef {import("./engine.js").Answer} Answer
 * @typedef {import("./searching.js").Search} Search
 */

/** @param {Search} search @param {Answer} answer @param {boolean} whole whether no further results to this question follow */
export function show(search, answer, whole) {
  const { view, words, asked, ui } = search;
  view.status.textContent = answer.total ? words.say("results", { n: answer.total }) : words.say("none");
  view.notes.replaceChildren(...notes(search, answer));
  replace(view.list, answer.hits.map((hit) => resultItem(hit, ui.label, words)), focusedLink());
  view.more.hidden = !whole || answer.hits.length >= answer.total;
  view.chips.replaceChildren(...chips(asked, ui));
}

/** Filters that are on their way: until then the old ones stay. @param {Search} search */
export function showCounting({ view, words: { say } }) {
  view.filters.setAttribute("aria-busy", "true");
  if (!view.filters.childElementCount) view.filters.append(make("p", {}, say("searching")));
}

/** @param {Search} search @param {Answer} answer */
export function showFilters({ asked, view, ui }, answer) {
  replace(view.filters, sidebar(asked, answer.facets ?? {}, ui), focusedControl());
}

/** Filters that could not be counted, and a button to try again: the results stay. @param {Search} search @param {string} kind */
export function showUncounted(search, kind) {
  const { view, words: { say } } = search;
  view.filters.replaceChildren(make("p", { role: "alert" }, say(`error_${kind}`)),
    make("button", { type: "button", click: () => search.count() }, say("retry")));
}

/** What went wrong, and a button to try again. @param {Search} search @param {string} kind */
export function showProblem(search, kind) {
  const { view, words: { say } } = search;
  view.status.textContent = "";
  view.problem.replaceChildren(make("p", {}, say(`error_${kind}`)),
    make("button", { type: "button", click: () => search.run() }, say("retry")));
}

/** @param {Search} search @param {Answer} answer */
function notes(search, answer) {
  const { asked, ui } = search;
  const toggle = () => search.change({ literal: !search.asked.literal });
  const found = remarks(answer, ui.say, ui.label, { literal: asked.literal && Boolean(asked.q), toggle });
  return answer.total ? found : [...found, make("p", {}, ui.say("none_advice"))];
}

/** @param {HTMLElement} parent @param {Node[]} children @param {string} focused selector of what has the focus; may be empty */
function replace(parent, children, focused) {
  parent.replaceChildren(...children);
  if (focused) /** @type {HTMLElement | null} */ (parent.querySelector(focused))?.focus();
}

/** Selector of the result that has the focus. */
function focusedLink() {
  const link = document.activeElement?.closest(".search-result a")?.getAttribute("href");
  return link ? `a[href="${CSS.escape(link)}"]` : "";
}

/** Selector of the filter that has the focus: each has a data attribute of its own. */
function focusedControl() {
  const data = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset ?? {};
  return Object.entries(data).map(([key, value]) => `[data-${key}="${CSS.escape(value ?? "")}"]`).join("");
}
