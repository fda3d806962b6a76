// @ts-check
/** The elements of the search page: made once, and worded in the page's language. */

import { SORTS } from "./address.js";
import { make } from "./elements.js";

/** Room for filters beside the results; search.css says the same. */
export const WIDE = matchMedia("(min-width: 60rem)");

export class View {
  /** @param {HTMLElement} place the element [data-search-page] */
  constructor(place) {
    this.place = place;
    this.input = make("input", {
      type: "search", name: "q", autocomplete: "off", autocapitalize: "off", spellcheck: "false", dir: "auto",
      enterkeyhint: "search", "aria-describedby": "search-hint",
    });
    this.button = make("button", { type: "submit" });
    this.form = make("form", { role: "search", class: "search-form" }, this.input, this.button);
    this.hint = make("p", { id: "search-hint", class: "search-hint" });
    this.status = make("p", { class: "search-status", role: "status", "aria-live": "polite" });
    this.sort = make("select", {}, ...SORTS.map((value) => make("option", { value })));
    this.sortLabel = make("label", { class: "search-sort" });
    this.chips = make("div", { class: "search-chips" });
    this.problem = make("div", { class: "search-problem", role: "alert" });
    this.notes = make("div", { class: "search-remarks" });
    this.list = make("ol", { class: "search-results" });
    this.more = make("button", { type: "button", class: "search-more", hidden: true });
    this.heading = make("h2", { class: "search-heading" });
    this.fold = make("button", { type: "button", class: "search-fold", "aria-expanded": "false" });
    this.filters = make("div", { class: "search-filters" });
    this.aside = make("section", { class: "search-aside" }, this.heading, this.fold, this.filters);
    this.lay();
  }

  /** Puts them where they belong. */
  lay() {
    const head = make("div", { class: "search-head" }, this.status, this.sortLabel);
    const main = make("div", { class: "search-main" }, head, this.chips, this.problem, this.notes, this.list, this.more);
    this.place.replaceChildren(this.form, this.hint, make("div", { class: "search-body" }, main, this.aside));
  }

  /** @param {import("./speech.js").Words} words */
  speak({ say }) {
    this.input.placeholder = say("placeholder");
    this.input.setAttribute("aria-label", say("placeholder"));
    this.button.textContent = say("search");
    this.hint.textContent = say("hint");
    this.more.textContent = say("more");
    this.heading.textContent = say("filters");
    this.fold.textContent = say("filters");
    this.aside.setAttribute("aria-label", say("filters"));
    for (const option of this.sort.options) option.textContent = say(option.value);
    this.sortLabel.replaceChildren(`${say("sort")} `, this.sort);
  }

  /** What is asked, where the reader asks it. @param {import("./address.js").Asked} asked */
  fill({ q, sort }) {
    this.input.value = q;
    this.sort.value = sort;
  }

  /** Nothing is asked, so nothing is answered. */
  clear() {
    for (const part of [this.list, this.notes, this.filters, this.chips]) part.replaceChildren();
    this.status.textContent = "";
    this.more.hidden = true;
    this.place.removeAttribute("aria-busy"); // of a search that went on, whose answer nobody waits for
  }

  /** Whether the reader sees the filters: on a narrow screen they are folded away at first. */
  get showsFilters() {
    return WIDE.matches || this.fold.getAttribute("aria-expanded") === "true";
  }

  /** On a narrow screen: filters that are folded away, and back. */
  unfold() {
    this.fold.setAttribute("aria-expanded", String(this.fold.getAttribute("aria-expanded") !== "true"));
  }
}
