// @ts-check
/** Which documents answer: all words, else all with slips allowed, else most, else any. */

import { matches, sizeOf, wordGroup } from "./groups.js";
import { nameWithSlip } from "./meaning.js";
import { phraseDocuments } from "./phrases.js";
import { idf } from "./rank.js";
import { bytesOf, decoded } from "./tree.js";

/**
 * @typedef {import("./engine.js").Engine} Engine
 * @typedef {import("./groups.js").Group} Group
 * @typedef {import("./groups.js").Match} Match
 * @typedef {import("./meaning.js").Meaning} Meaning
 * @typedef {import("./filters.js").Allowed} Allowed
 *
 * @typedef {object} Found
 * @property {Iterable<number>} numbers
 * @property {import("./rank.js").Scored[]} groups
 * @property {"all" | "most" | "any"} level
 * @property {number} exact how many have all words as typed
 * @property {Meaning["corrected"]} corrected
 * @property {import("./excerpts.js").Finder} marker
 */

const FEW = 48;
const MOST = 0.6;
/** With so few answers that have all words, those that lack one are shown too. */
const SPARSE = 10;
/** A word in more documents than this is not taken for a slip where there are others to go by. */
const SUSPECT = 12;

/** @param {Engine} engine @param {Meaning} meaning @param {Allowed} filter @returns {Promise<Found>} */
export async function find(engine, meaning, filter) {
  const base = await restricted(engine, meaning, filter);
  /** @type {Found} */
  const found = { numbers: [], groups: [], level: "all", exact: 0, corrected: meaning.corrected, marker: (words) => words.map(() => -1) };
  let { groups } = meaning;
  let sure = groups.length ? await all(engine, groups, base) : { numbers: base ?? [], groups: [] };
  found.exact = sure.numbers.length;
  const name = groups.length ? await nameWithSlip(engine, meaning, sure.numbers.length) : undefined;
  if (name) {
    Object.assign(meaning, name);
    ({ groups, corrected: found.corrected } = meaning);
    sure = await all(engine, groups, base);
    found.exact = sure.numbers.length;
  }
  if (meaning.typed.length && !sure.numbers.length) { // the words of phrases are meant as they stand
    groups = await Promise.all(groups.map((group) =>
      (groups.length > 2 && sizeOf(group) > SUSPECT ? group : widened(engine, group))));
    sure = await all(engine, groups, base);
    if (sure.numbers.length) found.corrected = [...meaning.corrected, ...changed(groups, meaning)];
  }
  if (groups.length > 1 && !sure.numbers.length) {
    const few = Math.max(1, Math.min(groups.length - 1, Math.ceil(groups.length * MOST)));
    const most = await atLeast(engine, groups, base, few);
    sure = most.numbers.length || few === 1 ? most : await atLeast(engine, groups, base, 1);
    found.level = sure === most && few > 1 ? "most" : "any";
  } else if (groups.length > 2 && found.exact <= SPARSE) sure = await atLeast(engine, groups, base, groups.length - 1);
  const out = await excluded(engine, meaning);
  found.numbers = sure.numbers.filter((number) => filter.inside(number) && !out.has(number));
  found.groups = sure.groups;
  found.marker = marker(groups, meaning.phrases, engine, await aliases(engine, groups));
  return found;
}

/** Documents that phrases and filters leave, sorted; undefined for all. @param {Engine} engine @param {Meaning} meaning @param {Allowed} filter */
async function restricted(engine, meaning, filter) {
  const { analyser, trees, lookup } = engine;
  let numbers = filter.numbers;
  /** @param {string} word */
  const size = async (word) => (await lookup.word(word)).find((form) => form.form === word)?.size ?? 0;
  for (const phrase of meaning.phrases) {
    const having = await phraseDocuments(trees, phrase, (word) => analyser.stem(word), size);
    const set = new Set(having);
    numbers = numbers ? numbers.filter((number) => set.has(number)) : having.sort((a, b) => a - b);
  }
  return numbers;
}

/** Lists of up to this many documents are read ahead: they are a file or two. */
const SHORT = 200;

/**
 * Documents with a match of every group. The rarest is read first; where it leaves few, only they are looked up.
 * Where it will not, all are read at once.
 * @param {Engine} engine @param {Group[]} groups @param {number[] | undefined} base
 */
async function all(engine, groups, base) {
  const order = [...groups].sort((a, b) => sizeOf(a) - sizeOf(b));
  const [first] = await Promise.all([
    matches(engine.trees.postings, order[0], base),
    ...order.slice(1).filter((group) => sizeOf(order[0]) > SHORT || sizeOf(group) <= SHORT)
      .map((group) => matches(engine.trees.postings, group)),
  ]);
  let numbers = keep(base, first);
  const rest = numbers.length
    ? await Promise.all(order.slice(1).map((group) =>
      matches(engine.trees.postings, group, numbers.length <= FEW ? numbers : undefined)))
    : order.slice(1).map(() => /** @type {Map<number, Match>} */ (new Map()));
  const partial = numbers.length <= FEW;
  for (const found of rest) numbers = numbers.filter((number) => found.has(number));
  const scored = [first, ...rest].map((found, i) => ({
    at: order[i].at,
    idf: idf(engine.documents, Math.min(engine.documents, i > 0 && partial ? sizeOf(order[i]) : found.size)),
    matches: found,
  }));
  return { numbers, groups: scored.sort((a, b) => a.at - b.at) };
}

/** @param {number[] | undefined} base @param {Map<number, Match>} found */
function keep(base, found) {
  return base ? base.filter((number) => found.has(number)) : [...found.keys()].sort((a, b) => a - b);
}

/**
 * Documents with matches of at least `least` groups. Such a document is in one of the rarest (all - least + 1) groups,
 * so these are read first, and the others only look up what they leave if that is little.
 * @param {Engine} engine @param {Group[]} groups @param {number[] | undefined} base @param {number} least
 */
async function atLeast(engine, groups, base, least) {
  const order = [...groups].sort((a, b) => sizeOf(a) - sizeOf(b));
  const head = order.length - least + 1;
  const first = await Promise.all(order.slice(0, head).map((group) => matches(engine.trees.postings, group, base)));
  const inside = base && new Set(base);
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const one of first) {
    for (const number of one.keys()) {
      if (!inside || inside.has(number)) counts.set(number, (counts.get(number) ?? 0) + 1);
    }
  }
  const candidates = counts.size <= FEW ? [...counts.keys()].sort((a, b) => a - b) : undefined;
  const rest = await Promise.all(order.slice(head).map((group) => matches(engine.trees.postings, group, candidates ?? base)));
  for (const one of rest) {
    for (const [number, count] of counts) if (one.has(number)) counts.set(number, count + 1);
  }
  const scored = [...first, ...rest].map((found, i) => ({
    at: order[i].at,
    idf: idf(engine.documents, Math.min(engine.documents, i >= head && candidates ? sizeOf(order[i]) : found.size)),
    matches: found,
  }));
  return {
    numbers: [...counts].filter(([, count]) => count >= least).map(([number]) => number),
    groups: scored.sort((a, b) => a.at - b.at),
  };
}

/** The group with slips and related words allowed. @param {Engine} engine @param {Group} group @returns {Promise<Group>} */
async function widened({ lookup }, group) {
  if (group.parts.length || group.entities.length || group.text.length < 4) return group;
  const [near, related] = await Promise.all([lookup.corrected(group.text), lookup.related(group.text)]);
  const known = new Set(group.forms.map((form) => form.form));
  const more = [...related, ...near.forms].filter((form) => !known.has(form.form));
  return { ...wordGroup(group.text, group.at, [...group.forms, ...more]) };
}

/** @param {Group[]} groups @param {Meaning} meaning */
function changed(groups, meaning) {
  const before = new Set(meaning.groups.flatMap((group) => group.forms.map((form) => form.form)));
  return groups.flatMap((group) => {
    const own = group.forms.filter((form) => before.has(form.form));
    const more = group.forms.filter((form) => !before.has(form.form) && form.weight > 0.5);
    const best = more.sort((a, b) => b.size - a.size)[0];
    return best && own.reduce((sum, form) => sum + form.size, 0) < best.size
      ? [{ at: group.at, proposal: best.form }] : [];
  });
}

/** @param {Engine} engine @param {Meaning} meaning @returns {Promise<Set<number>>} */
async function excluded(engine, meaning) {
  const words = await Promise.all(meaning.without.map((group) => matches(engine.trees.postings, group)));
  const none = { ...meaning, phrases: [] };
  const phrases = await Promise.all(meaning.withoutPhrases.map((phrase) =>
    restricted(engine, { ...none, phrases: [phrase] }, { numbers: undefined, inside: () => true })));
  return new Set([...words.flatMap((found) => [...found.keys()]), ...phrases.flatMap((found) => found ?? [])]);
}

/**
 * By their first word, the names under which the texts know the entities of the query.
 * @typedef {Map<string, {stems: string[], group: Group}[]>} Aliases
 * @param {Engine} engine @param {Group[]} groups @returns {Promise<Aliases>}
 */
async function aliases({ analyser, trees }, groups) {
  /** @type {Aliases} */
  const found = new Map();
  await Promise.all(groups.flatMap((group) => group.entities.map(async (entity) => {
    const value = await trees.aliases.get(bytesOf(entity));
    for (const line of value ? decoded(value).split("\n") : []) {
      const stems = line.split(" ").map((word) => analyser.stem(word));
      found.set(stems[0], [...(found.get(stems[0]) ?? []), { stems, group }]);
    }
  })));
  return found;
}

/**
 * Which word of the query each word of a text is.
 * @param {Group[]} groups @param {string[][]} phrases @param {Engine} engine @param {Aliases} names
 * @returns {import("./excerpts.js").Finder}
 */
function marker(groups, phrases, engine, names) {
  /** @type {Map<string, number>} */
  const forms = new Map();
  const flat = groups.flatMap((group) => [group, ...group.parts]);
  flat.forEach((group, i) => group.forms.forEach((form) => forms.set(form.form, i)));
  phrases.flat().forEach((word, i) => {
    if (!engine.analyser.stop.has(word)) forms.set(word, flat.length + i);
  });
  return (words) => {
    const marks = words.map((word) => forms.get(word) ?? -1);
    if (!names.size) return marks;
    const stems = words.map((word) => engine.analyser.stem(word));
    stems.forEach((first, at) => {
      for (const name of names.get(first) ?? []) {
        if (name.stems.every((stem, i) => stem === stems[at + i])) {
          name.stems.forEach((_, i) => { if (marks[at + i] < 0) marks[at + i] = flat.indexOf(name.group); });
        }
      }
    });
    return marks;
  };
}
