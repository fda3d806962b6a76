// @ts-check
/** Loaded by every page: the box in the header and, on the search page, the page itself. */

import { make } from "./elements.js";
import { connect } from "./remote.js";
import { onLanguage, speech } from "./speech.js";

const root = new URL("../../", import.meta.url);
document.head.append(make("link", { rel: "stylesheet", href: new URL("./search.css", import.meta.url).href }));

/** @param {HTMLElement} place the element [data-archive-search] */
async function box(place) {
  const input = make("input", { type: "search", name: "q", autocomplete: "off", dir: "auto", enterkeyhint: "search" });
  const button = make("button", { type: "submit" });
  const form = make("form", { role: "search", class: "search-box" }, input, button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const target = new URL("search/", root);
    for (const key of ["ui", "scheme"]) {
      const value = new URL(location.href).searchParams.get(key);
      if (value !== null) target.searchParams.set(key, value);
    }
    if (input.value.trim()) target.searchParams.set("q", input.value.trim());
    location.assign(target.href);
  });
  const speak = async () => {
    const { say } = await speech();
    button.textContent = say("search");
    input.placeholder = say("placeholder");
    input.setAttribute("aria-label", say("placeholder"));
  };
  onLanguage(speak);
  await speak();
  place.replaceChildren(form);
  if (place === places[0]) addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/u.test(target.tagName)) return;
    event.preventDefault();
    input.focus();
  });
}

const page = /** @type {HTMLElement | null} */ (document.querySelector("[data-search-page]"));
const places = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-archive-search]"));
if (page) {
  const ask = connect(); // the Worker fetches its modules and the index while the page fetches its own
  void speech();
  // Named here so that they are fetched at once and not one after the other as each is found to need the next.
  const [{ searchPage }] = await Promise.all([
    import("./page.js"), import("./address.js"), import("./results.js"), import("./sidebar.js"),
  ]);
  await searchPage(page, ask);
} else for (const place of places) await box(place);
