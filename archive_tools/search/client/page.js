// @ts-check
/** The search page: reads the address, asks, shows; what is typed or ticked goes back into the address. */

import { isEmpty, read, write } from "./address.js";
import { dress, make } from "./elements.js";
import { remarks, resultItem } from "./results.js";
import { order, sidebar, SHOWN } from "./sidebar.js";
import { FACETS } from "./address.js";
import { onLanguage, speech } from "./speech.js";

/**
 * @typedef {import("./address.js").Asked} Asked
 * @typedef {import("./engine.js").Answer} Answer
 */

const PAGE = 10;
/** Results of the very first answer: what a screen shows. Each is two files to fetch, and nothing is at hand yet. */
const FIRST = 5;
const PAUSE = 150;

/** The page's element; this module may come before the end of the document. @returns {Promise<HTMLElement>} */
async function placed() {
  if (document.readyState === "loading") {
    await new Promise((parsed) => document.addEventListener("readystatechange", parsed, { once: true }));
  }
  return /** @type {HTMLElement} */ (document.querySelector("[data-search-page]"));
}

/** Fills the element [data-search-page]. @param {import("./remote.js").Ask} ask */
export async function searchPage(ask) {
  let asked = read(new URL(location.href));
  let limit = PAGE;
  /** What the address asks for, asked before anything else is at hand; taken once. @type {Promise<Answer> | undefined} */
  let early = isEmpty(asked) ? undefined : ask("search", { ...asked, limit: FIRST, typing: false, facets: false });
  early?.catch(() => {}); // said where it is taken
  let words = await speech();
  const place = await placed();
  dress();
  let turn = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Record<string, Record<string, string>>} */
  const labels = {};
  /** @type {Set<string>} */
  const opened = new Set();

  const input = make("input", { type: "search", name: "q", autocomplete: "off", autocapitalize: "off", spellcheck: "false", dir: "auto", enterkeyhint: "search", "aria-describedby": "search-hint" });
  const button = make("button", { type: "submit" });
  const form = make("form", { role: "search", class: "search-form" }, input, button);
  const hint = make("p", { id: "search-hint", class: "search-hint" });
  const status = make("p", { class: "search-status", role: "status", "aria-live": "polite" });
  const problem = make("div", { class: "search-problem", role: "alert" });
  const notes = make("div", { class: "search-remarks" });
  const sort = make("select");
  const sortLabel = make("label", { class: "search-sort" });
  const list = make("ol", { class: "search-results" });
  const more = make("button", { type: "button", class: "search-more", hidden: true, click: () => { limit += PAGE; run(); } });
  const chips = make("div", { class: "search-chips" });
  const filters = make("div", { class: "search-filters" });
  const fold = make("button", { type: "button", class: "search-fold", "aria-expanded": "false", click: () => {
    fold.setAttribute("aria-expanded", String(fold.getAttribute("aria-expanded") !== "true"));
  } });
  const heading = make("h2", { class: "search-heading" });
  const aside = make("section", { class: "search-aside" }, heading, fold, filters);
  place.replaceChildren(form, hint, make("div", { class: "search-body" },
    make("div", { class: "search-main" }, make("div", { class: "search-head" }, status, sortLabel), chips, problem, notes, list, more), aside));

  /** @param {string} value facet:id */
  const label = (value) => {
    const names = labels[value] ?? {};
    return names[words.lang] ?? names.ar ?? names.en ?? Object.values(names)[0] ?? "";
  };

  const speak = () => {
    const { say } = words;
    input.placeholder = say("placeholder");
    input.setAttribute("aria-label", say("placeholder"));
    button.textContent = say("search");
    hint.textContent = say("hint");
    more.textContent = say("more");
    heading.textContent = say("filters");
    fold.textContent = say("filters");
    aside.setAttribute("aria-label", say("filters"));
    sort.replaceChildren(...["relevance", "newest", "oldest"].map((value) => make("option", { value }, say(value))));
    sortLabel.replaceChildren(`${say("sort")} `, sort);
  };

  /** @param {Partial<Asked>} part @param {boolean} [quietly] no new entry in the history */
  const change = (part, quietly = false) => {
    asked = { ...asked, ...part };
    limit = PAGE;
    const target = write(new URL(location.href), asked);
    if (target.href !== location.href) history[quietly ? "replaceState" : "pushState"](null, "", target.href);
    run(quietly);
  };

  /** @param {Answer} answer */
  const show = (answer) => {
    const { say, lang } = words;
    status.textContent = answer.total ? say("results", { n: answer.total }) : say("none");
    const toggle = () => change({ literal: !asked.literal });
    notes.replaceChildren(...remarks(answer, say, label, { literal: asked.literal && Boolean(asked.q), toggle }));
    if (!answer.total) notes.append(make("p", {}, say("none_advice")));
    const link = /** @type {HTMLElement | null} */ (document.activeElement)?.closest(".search-result a")?.getAttribute("href");
    list.replaceChildren(...answer.hits.map((hit) => resultItem(hit, label, words)));
    if (link) /** @type {HTMLElement | null} */ (list.querySelector(`a[href="${CSS.escape(link)}"]`))?.focus();
    more.hidden = !answer.facets || answer.hits.length >= answer.total;
    if (answer.facets) {
      const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset ?? {};
      filters.replaceChildren(...sidebar(asked, answer.facets, { say, lang, label, change }, opened));
      const again = Object.entries(focused).map(([key, value]) => `[data-${key}="${CSS.escape(value ?? "")}"]`).join("");
      if (again) /** @type {HTMLElement | null} */ (filters.querySelector(again))?.focus();
    }
    showChips();
  };

  const showChips = () => {
    const chosen = FACETS.flatMap((facet) => (asked.filters[facet] ?? []).map((id) => ({ facet, id })));
    const buttons = chosen.map(({ facet, id }) => {
      const name = label(`${facet}:${id}`) || id;
      const left = (asked.filters[facet] ?? []).filter((other) => other !== id);
      const next = { ...asked.filters, [facet]: left.length ? left : undefined };
      if (!left.length) delete next[facet];
      return make("button", { type: "button", "aria-label": words.say("remove", { label: name }), click: () => change({ filters: next }) },
        make("bdi", {}, name), make("span", { "aria-hidden": "true" }, " ×"));
    });
    const dated = asked.filters.from || asked.filters.to;
    if (buttons.length || dated) buttons.push(make("button", { type: "button", class: "search-clear", click: () => change({ filters: {} }) }, words.say("clear")));
    chips.replaceChildren(...buttons);
  };

  /** @param {Answer} answer */
  const neededLabels = (answer) => [
    ...answer.names.flatMap(({ entities }) => entities),
    ...answer.hits.flatMap(({ outlet }) => (outlet ? [`outlet:${outlet}`] : [])),
    ...FACETS.flatMap((facet) => order(answer.facets?.[facet] ?? {}, asked.filters[facet] ?? [])
      .slice(0, opened.has(facet) ? 200 : SHOWN).map((id) => `${facet}:${id}`)),
  ];

  /** @param {Answer} answer */
  const withLabels = async (answer) => {
    const unknown = [...new Set(neededLabels(answer))].filter((value) => !(value in labels) && !value.startsWith("lang:"));
    if (unknown.length) Object.assign(labels, await ask("labels", unknown));
    return answer;
  };

  /** @param {boolean} [typing] */
  const run = async (typing = false) => {
    const mine = (turn += 1);
    const first = early;
    early = undefined;
    problem.replaceChildren();
    if (isEmpty(asked)) {
      for (const part of [list, notes, filters, chips]) part.replaceChildren();
      status.textContent = "";
      more.hidden = true;
      return;
    }
    place.setAttribute("aria-busy", "true");
    const slow = setTimeout(() => { if (mine === turn) status.textContent = words.say("searching"); }, 200);
    try {
      const request = { ...asked, limit, typing };
      const quick = await (first ?? ask("search", { ...request, facets: false }));
      if (mine !== turn) return;
      clearTimeout(slow);
      show(quick);
      const whole = await withLabels(await ask("search", request));
      if (mine === turn) show(whole);
    } catch (error) {
      if (mine === turn) fail(/** @type {{kind?: string}} */ (error).kind ?? "unknown");
    } finally {
      clearTimeout(slow);
      if (mine === turn) place.removeAttribute("aria-busy");
    }
  };

  /** @param {string} kind */
  const fail = (kind) => {
    status.textContent = "";
    problem.replaceChildren(make("p", {}, words.say(`error_${kind}`)),
      make("button", { type: "button", click: () => run() }, words.say("retry")));
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    change({ q: input.value });
  });
  sort.addEventListener("change", () => change({ sort: /** @type {Asked["sort"]} */ (sort.value) }));
  filters.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => change({ q: input.value, literal: false }, true), PAUSE);
  });
  addEventListener("popstate", () => {
    asked = read(new URL(location.href));
    input.value = asked.q;
    sort.value = asked.sort;
    run();
  });
  onLanguage(async () => {
    words = await speech();
    speak();
    run();
  });
  words = await speech(); // the language may have changed before anybody watched
  speak();
  input.value = asked.q;
  sort.value = asked.sort;
  if (isEmpty(asked)) input.focus();
  await run();
}
