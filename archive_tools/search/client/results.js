// @ts-check
/** The list of results and what is said about it. */

import { make } from "./elements.js";

/**
 * @typedef {import("./engine.js").Answer} Answer
 * @typedef {import("./engine.js").Hit} Hit
 * @typedef {import("./speech.js").Say} Say
 * @typedef {(value: string) => string} Label
 */

const root = new URL("../../", import.meta.url);

/** Links of results keep the chosen language and scheme. @param {string} url @returns {string} */
function href(url) {
  const target = new URL(url, root);
  const here = new URL(location.href);
  for (const key of ["ui", "scheme"]) {
    const value = here.searchParams.get(key);
    if (value !== null) target.searchParams.set(key, value);
  }
  return target.href;
}

/** @param {Hit} hit @param {Label} label @param {import("./speech.js").Words} words */
export function resultItem(hit, label, { date, say }) {
  const excerpt = hit.parts.map(({ text, mark }) => (mark ? make("mark", {}, text) : text));
  const published = hit.published
    ? make("time", { datetime: hit.published }, make("bdi", {}, date(hit.published)))
    : make("span", {}, say("undated"));
  const outlet = hit.outlet && label(`outlet:${hit.outlet}`) ? make("bdi", { class: "search-outlet" }, label(`outlet:${hit.outlet}`)) : undefined;
  return make("li", { class: "search-result" },
    make("h2", {}, make("a", { href: href(hit.url), lang: hit.lang, dir: "auto" }, hit.title)),
    make("p", { class: "search-facts" }, published, ...(outlet ? [" · ", outlet] : [])),
    make("p", { class: "search-excerpt", lang: hit.lang, dir: "auto" }, ...excerpt));
}

/**
 * Sentences about how the query was understood.
 * @param {Answer} answer @param {Say} say @param {Label} label @param {{literal: boolean, toggle: () => void}} names
 */
export function remarks(answer, say, label, names) {
  /** @type {Node[]} */
  const found = [];
  /** @param {(Node | string)[]} parts */
  const remark = (...parts) => found.push(make("p", { class: "search-remark" }, ...parts));
  for (const { text, proposal } of answer.corrected) {
    remark(say("corrected", { text: isolate(text), proposal: isolate(proposal) }));
  }
  /** @param {string} key */
  const button = (key) => make("button", { type: "button", class: "search-link-button", click: names.toggle }, say(key));
  answer.names.forEach(({ text, entities }, at) => {
    const last = at === answer.names.length - 1; // the button is for all of them
    remark(`${say("named", { text: isolate(text), label: isolate(label(entities[0])) })} `, ...(last ? [button("named_off")] : []));
  });
  if (names.literal) remark(`${say("literal")} `, button("named_on"));
  if (answer.total && answer.level !== "all") remark(say(`level_${answer.level}`));
  else if (answer.exact && answer.exact < answer.total) remark(say("level_some", { n: answer.exact }));
  return found;
}

/** @param {string} text */
const isolate = (text) => `\u2068${text}\u2069`;
