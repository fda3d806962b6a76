// @ts-check
/** A group: everything that counts as one word of the query, and the documents that have it. */

import { decode, filterKey, list, listKey } from "./postings.js";
import { bytesOf } from "./tree.js";
import { total } from "./lookup.js";

/**
 * @typedef {import("./tree.js").Tree} Tree
 * @typedef {import("./lookup.js").Form} Form
 *
 * @typedef {object} Match what a document has of a group
 * @property {number} body weighted frequency
 * @property {number} head weight of the best form in the headline; 0 for none
 * @property {number} place of it
 * @property {number} length of the headline, in threes
 * @property {boolean} typed whether it has the group's words as they were typed
 *
 * @typedef {object} Group
 * @property {string} text the words, folded, with spaces between
 * @property {number} at place among the words of the query
 * @property {Form[]} forms
 * @property {string[]} entities filter values, such as actor:turkey, that the group means as well
 * @property {Group[]} parts words of a name: to have all of them is to match; then forms is empty
 * @property {boolean} onlyEntities the text alone is no match
 */

/** @param {string} text @param {number} at @param {Form[]} forms @returns {Group} */
export const wordGroup = (text, at, forms) => ({ text, at, forms, entities: [], parts: [], onlyEntities: false });

/** Rough number of documents of a group. @param {Group} group @returns {number} */
export const sizeOf = (group) =>
  group.parts.length ? Math.min(...group.parts.map(sizeOf)) : total(group.forms);

/**
 * Documents of a word; with `numbers` (sorted) only those among them, as far as that spares reading.
 * @param {Tree} postings @param {Form[]} forms @param {number[]} [numbers] @returns {Promise<Map<number, Match>>}
 */
async function wordMatches(postings, forms, numbers) {
  /** @type {Map<number, Match>} */
  const found = new Map();
  const lists = await Promise.all(byStem(forms).map((family) => readFamily(postings, family, numbers)));
  for (const [form, hits] of lists.flat()) {
    for (const hit of hits) {
      const known = found.get(hit.number);
      const head = hit.place >= 0 ? form.weight : 0;
      const typed = form.weight === 1;
      if (!known) {
        found.set(hit.number, { body: form.weight * hit.body, head, place: hit.place, length: hit.length, typed });
      } else {
        known.body += form.weight * hit.body;
        known.typed ||= typed;
        if (head > known.head) Object.assign(known, { head, place: hit.place, length: hit.length });
      }
    }
  }
  return found;
}

/** @param {Form[]} forms @returns {Form[][]} */
function byStem(forms) {
  /** @type {Map<string, Form[]>} */
  const families = new Map();
  for (const form of forms) families.set(form.stem, [...(families.get(form.stem) ?? []), form]);
  return [...families.values()];
}

/**
 * Forms of one stem stand side by side: read them as one range unless only a few are wanted.
 * @param {Tree} postings @param {Form[]} family @param {number[]} [numbers]
 * @returns {Promise<[Form, import("./postings.js").Hit[]][]>}
 */
async function readFamily(postings, family, numbers) {
  const few = numbers && numbers.length <= 48 && total(family) > 8 * numbers.length;
  if (few || family.length < 3) {
    const lists = family.map((form) => list(postings, listKey(form.stem, form.form), few ? numbers : undefined));
    const found = await Promise.all(lists);
    return family.map((form, at) => [form, found[at]]);
  }
  const entries = await postings.prefixed(`${bytesOf(family[0].stem)}\0`);
  return family.map((form) => {
    const key = listKey(form.stem, form.form);
    return [form, entries.filter((entry) => entry.key.startsWith(key)).flatMap((entry) => decode(entry.value))];
  });
}

/** Of a name whose words all stand in the headline, but not side by side. */
const SCATTERED = 0.5;

/**
 * What a document has of a name, whose words it all has: as much as of the rarest of them, and a headline that names it
 * has them all.
 * @param {Match[]} words @param {number[]} places of the words in the query @returns {Match}
 */
function together(words, places) {
  const [first] = words;
  const adjacent = words.every((word, i) => word.place - first.place === places[i] - places[0]);
  const head = Math.min(...words.map((word) => word.head)) * (adjacent ? 1 : SCATTERED);
  const body = Math.min(...words.map((word) => word.body));
  const typed = words.every((word) => word.typed);
  return { body, head, place: head ? first.place : -1, length: first.length, typed };
}

/**
 * Documents of a group.
 * @param {Tree} postings @param {Group} group @param {number[]} [numbers] @returns {Promise<Map<number, Match>>}
 */
export async function matches(postings, group, numbers) {
  if (!group.parts.length && !group.entities.length) return wordMatches(postings, group.forms, numbers);
  const [parts, ...mentions] = await Promise.all([
    group.parts.length
      ? Promise.all(group.parts.map((part) => matches(postings, part, numbers)))
      : Promise.all([wordMatches(postings, group.forms, numbers)]),
    ...group.entities.map((value) => list(postings, filterKey(value), numbers)),
  ]);
  /** @type {Map<number, Match>} */
  const text = new Map();
  for (const number of parts[0].keys()) {
    const all = parts.flatMap((part) => part.get(number) ?? []);
    if (all.length === parts.length) {
      text.set(number, group.parts.length ? together(all, group.parts.map((part) => part.at)) : all[0]);
    }
  }
  const named = mentions.flat();
  /** @type {Map<number, Match>} */
  const found = group.onlyEntities && named.length ? new Map() : text;
  for (const { number, body, place, length } of named) {
    const known = text.get(number);
    const mention = { body, head: place < 0 ? 0 : 1, place, length, typed: true };
    if (!known) found.set(number, mention);
    else {
      const counted = group.parts.length ? body : Math.max(known.body, body);
      found.set(number, { ...(known.head >= mention.head ? known : mention), body: counted });
    }
  }
  return found;
}
