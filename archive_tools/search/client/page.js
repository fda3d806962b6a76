// @ts-check
/** The search page: reads the address, asks, shows; what is typed or ticked goes back into the address. */

import { isEmpty, read } from "./address.js";
import { dress } from "./elements.js";
import { askedEarly, Search } from "./searching.js";
import { onLanguage, speech } from "./speech.js";
import { View, WIDE } from "./view.js";

/** Milliseconds without a key after which what was typed is asked. */
const PAUSE = 150;

/** Fills the element [data-search-page]. @param {import("./remote.js").Ask} ask */
export async function searchPage(ask) {
  const asked = read(new URL(location.href));
  const early = askedEarly(ask, asked);
  const words = await speech();
  const place = await placed();
  dress();
  const search = new Search(ask, asked, early, new View(place), words);
  search.view.fill(asked);
  listen(search);
  await search.speak(); // the language may have changed before anybody watched
  if (isEmpty(search.asked)) search.view.input.focus();
  await search.run();
}

/** The page's element; this module may come before the end of the document. @returns {Promise<HTMLElement>} */
async function placed() {
  if (document.readyState === "loading") {
    await new Promise((parsed) => document.addEventListener("readystatechange", parsed, { once: true }));
  }
  return /** @type {HTMLElement} */ (document.querySelector("[data-search-page]"));
}

/** What the reader does. @param {Search} search */
function listen(search) {
  const { form, input, sort, more, fold } = search.view;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => search.change({ q: input.value, literal: false }, true), PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    search.change({ q: input.value });
  });
  sort.addEventListener("change", () => search.change({ sort: /** @type {import("./engine.js").Sort} */ (sort.value) }));
  more.addEventListener("click", () => search.more());
  fold.addEventListener("click", () => {
    search.view.unfold();
    search.count();
  });
  WIDE.addEventListener("change", () => search.count());
  addEventListener("popstate", () => search.revisit());
  onLanguage(async () => {
    await search.speak();
    search.run(search.typing);
  });
}
