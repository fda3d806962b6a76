// @ts-check
/** Loaded by every page: the box in the header; the search page has one of its own. */

import { dress, make } from "./elements.js";
import { onLanguage, speech } from "./speech.js";

const root = new URL("../../", import.meta.url);
const places = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-archive-search]"));

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

if (document.querySelector("[data-search-page]")) await import("./search.js");
else {
  dress();
  for (const place of places) await box(place);
}
