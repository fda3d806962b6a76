// @ts-check
/** What a query asks for: its words as groups of forms, names as what they name. */

import { wordGroup } from "./groups.js";
import { findNames, slips } from "./names.js";
import { approach, filterKey, list } from "./postings.js";
import { parse } from "./query.js";
import { bytesOf, decoded } from "./tree.js";

/**
 * @typedef {import("./engine.js").Engine} Engine
 * @typedef {import("./groups.js").Group} Group
 *
 * @typedef {object} Meaning
 * @property {Group[]} groups one for each word or name
 * @property {string[]} typed the words
 * @property {import("./query.js").Query["spans"]} spans where each of them stands in the query
 * @property {boolean} maybeName whether they may be a name with a slip
 * @property {string[][]} phrases
 * @property {Group[]} without
 * @property {string[][]} withoutPhrases
 * @property {{at: number, proposal: string}[]} corrected which of the words, and what was searched for instead
 */

/** Queries this short also find related words (سوري for سوريا). */
const FEW_WORDS = 2;
/** How many times more documents a name must have than what was typed, or than another name. */
const CLEARLY = 2;
/** A word that stands as typed in more documents than this is no slip, if any document has all of the query. */
const RARE = 8;
/** Where more documents than this have all of so many words as typed, there is no slip. */
const SELDOM = 40;
/** A name of so many words is meant even if the word that is off is a word of its own. */
const SURE = 3;

/** @param {Engine} engine @param {import("./engine.js").Request} request @returns {Promise<Meaning>} */
export async function understand(engine, request) {
  const { analyser } = engine;
  const query = parse(request.q, (text) => analyser.tokens(text));
  const typed = request.literal ? query.words : await inNames(engine, query.words);
  const open = Boolean(request.typing && query.open);
  const meant = typed.filter((word) => !analyser.stop.has(word));
  const kept = new Set(meant.length || query.phrases.length ? meant : typed);
  const ahead = Promise.all(typed.flatMap((word) =>
    [engine.lookup.word(word), kept.size <= FEW_WORDS ? engine.lookup.related(word) : undefined]));
  for (const word of kept) approach(engine.trees.postings, analyser.stem(word));
  const likely = request.literal ? [] : await findNames(engine.trees, typed, typed.map((word) => analyser.stem(word)));
  const meansIt = await Promise.all(likely.map((name) => isSpeltSo(engine, typed, name)));
  const named = likely.filter((_, i) => meansIt[i]);
  for (const entity of named.flatMap(({ entities }) => entities)) {
    engine.trees.aliases.get(bytesOf(entity)).catch(() => {}); // will be marked in the results
  }
  await ahead;
  /** @type {Meaning["corrected"]} */
  const corrected = [];
  /** @param {string} word @param {number} at @param {Meaning["corrected"]} [slips] where to say what was corrected */
  const group = async (word, at, slips) =>
    wordGroup(word, at, await formsOf(engine, word, open && at === typed.length - 1, kept.size <= FEW_WORDS,
      slips && ((proposal) => slips.push({ at, proposal }))));
  const inName = new Set(named.flatMap(({ start, end }) => typed.slice(start, end).map((_, i) => start + i)));
  const groups = typed.map((word, at) => (!inName.has(at) && kept.has(word) ? group(word, at, corrected) : undefined));
  const names = named.map((name) => nameGroup(typed, name, kept, group));
  const quoted = typed.length ? [] : inPhrases(engine, query.phrases);
  const found = (await Promise.all([...groups, ...names, ...quoted])).filter((one) => one !== undefined);
  found.sort((a, b) => a.at - b.at);
  const whole = named.length === 1 && named[0].end - named[0].start === typed.length;
  if (whole && !query.phrases.length) found[0].onlyEntities = true;
  const without = await Promise.all(query.without.map(async (word) => wordGroup(word, 0, await engine.lookup.word(word))));
  const maybeName = !whole && !request.literal && !open && found.length > 0 && !query.phrases.length;
  return { groups: found, typed, spans: query.spans, maybeName, phrases: query.phrases, without, withoutPhrases: query.withoutPhrases, corrected };
}

/**
 * Whether a word in ة is a name with its ة, and no other word of the same stem: قناة is not the town of قنا.
 * @param {Engine} engine @param {string[]} typed @param {import("./names.js").Named} name
 */
async function isSpeltSo({ analyser, trees }, typed, { start, end, entities }) {
  const bare = analyser.bare(typed[start]).word;
  if (end - start > 1 || !bare.endsWith("ه")) return true;
  const values = await Promise.all(entities.map((entity) => trees.aliases.get(bytesOf(entity))));
  return values.some((value) => value && decoded(value).split("\n").some((alias) => analyser.bare(alias).word === bare));
}

/**
 * Where nothing but phrases is asked for, their words, as they stand there, say which document is the best.
 * @param {Engine} engine @param {string[][]} phrases @returns {Promise<Group>[]}
 */
function inPhrases({ lookup, analyser }, phrases) {
  const all = phrases.flat().map((word, at) => ({ word, at }));
  const telling = all.filter(({ word }) => !analyser.stop.has(word));
  return telling.map(async ({ word, at }) => {
    const forms = await lookup.word(word);
    return wordGroup(word, at, forms.filter((form) => form.form === word));
  });
}

/**
 * The words, على read as علي where that makes a name: على عبد الله صالح.
 * @param {Engine} engine @param {string[]} words @returns {Promise<string[]>}
 */
async function inNames({ analyser, trees }, words) {
  const others = words.map((word) => analyser.twin(word) ?? word);
  if (words.every((word, at) => word === others[at])) return words;
  const names = await findNames(trees, others, others.map((word) => analyser.stem(word)));
  const long = names.filter(({ start, end }) => end - start > 1);
  return words.map((word, at) => (long.some(({ start, end }) => start <= at && at < end) ? others[at] : word));
}

/**
 * A word of a name that the archive does not have is not taken for a slip: the name has other spellings.
 * @param {string[]} typed @param {import("./names.js").Named} name @param {Set<string>} kept
 * @param {(word: string, at: number) => Promise<Group>} group @returns {Promise<Group>}
 */
async function nameGroup(typed, { start, end, entities }, kept, group) {
  const words = typed.slice(start, end);
  const parts = await Promise.all(words.map((word, i) => (kept.has(word) ? group(word, start + i) : undefined)));
  const known = parts.filter((part) => part !== undefined);
  const named = { ...wordGroup(words.join(" "), start, []), entities };
  return known.length === 1 ? { ...named, forms: known[0].forms } : { ...named, parts: known };
}

/**
 * @param {Engine} engine @param {string} word @param {boolean} open @param {boolean} short
 * @param {(proposal: string) => void} [correct] takes what an unknown word was corrected to; without it nothing is corrected
 */
async function formsOf({ lookup, analyser }, word, open, short, correct) {
  const forms = await lookup.word(word);
  if (open) {
    const known = new Set(forms.map((form) => form.form));
    forms.push(...(await lookup.begun(word)).filter((form) => !known.has(form.form)));
  }
  if (short) forms.push(...(await lookup.related(word)));
  if (forms.length || open) return forms;
  const twin = analyser.twin(word);
  const others = twin ? await lookup.word(twin) : [];
  if (others.length || !correct) return others;
  const { forms: near, proposal } = await lookup.corrected(word);
  if (proposal !== undefined) correct(proposal);
  return near;
}

/**
 * A query that is a name but for one letter, where the word as typed is unknown or much rarer than the name.
 * @param {Engine} engine @param {Meaning} meaning @param {number} found how many documents have all words as typed
 * @returns {Promise<Meaning | undefined>} the name instead
 */
export async function nameWithSlip({ analyser, lookup, trees }, meaning, found) {
  const { typed, groups } = meaning;
  const sure = typed.length >= SURE;
  if (!meaning.maybeName || (sure && found > SELDOM && !meaning.corrected.length)) return undefined;
  /** @param {string} word */
  const sizeOfForm = async (word) => (await lookup.word(word)).find((form) => form.form === word)?.size ?? 0;
  const own = await Promise.all(typed.map(sizeOfForm));
  const near = await slips(trees.slips, typed, typed.map((word) => analyser.stem(word)), 
    (at) => sure || !found || own[at] <= RARE);
  const sized = await Promise.all(near.map(async (slip) => {
    const lists = await Promise.all(slip.entities.map((value) => list(trees.postings, filterKey(value))));
    return { slip, having: new Set(lists.flat().map((hit) => hit.number)).size };
  }));
  sized.sort((a, b) => b.having - a.having);
  const [best, next] = sized;
  if (!best?.having || (next && next.having * CLEARLY > best.having)) return undefined;
  if (!sure && found && own[best.slip.at] * CLEARLY > best.having) return undefined;
  const { at, words, entities } = best.slip;
  const word = (await Promise.all(words.map(async (one) => ({ one, size: await sizeOfForm(one) }))))
    .reduce((a, b) => (b.size > a.size ? b : a)).one;
  const name = { ...wordGroup(typed.join(" "), 0, []), entities, onlyEntities: true, parts: groups };
  return { ...meaning, groups: [name], corrected: [{ at, proposal: word }] };
}
