// @ts-check
/** From the words of a query to lists: all forms of a word, related words, beginnings, corrections. */

import { bytesOf, decoded, textOf } from "./tree.js";

/**
 * @typedef {import("./tree.js").Tree} Tree
 * @typedef {import("./analyser.js").Analyser} Analyser
 *
 * @typedef {object} Form a form to look for
 * @property {string} stem
 * @property {string} form
 * @property {number} size about how many documents have it
 * @property {number} weight 1 for the form as typed, less for others
 */

const SAME_WORD = 0.92;
const SAME_STEM = 0.65;
const RELATED = 0.25;
const CORRECTED = 0.6;
const BEGUN = 0.7;
const MOST_BEGUN = 40;
const MOST_CORRECTIONS = 8;

export class Lookup {
  /** @param {Analyser} analyser @param {{lexicon: Tree, spelling: Tree}} trees */
  constructor(analyser, trees) {
    this.analyser = analyser;
    this.trees = trees;
  }

  /** Forms of the stem that the archive has. @param {string} stem @returns {Promise<Form[]>} */
  async forms(stem) {
    const value = stem ? await this.trees.lexicon.get(bytesOf(stem)) : undefined;
    return value ? unpackForms(stem, value) : [];
  }

  /** All forms of a word, the typed one first in weight. @param {string} word @returns {Promise<Form[]>} */
  async word(word) {
    const forms = await this.forms(this.analyser.stem(word));
    const bare = this.analyser.bare(word).word;
    for (const form of forms) {
      if (form.form === word) form.weight = 1;
      else form.weight = this.analyser.bare(form.form).word === bare ? SAME_WORD : SAME_STEM;
    }
    return forms;
  }

  /** The country for its adjective and the other way round (سوريا, سوري). @param {string} word */
  async related(word) {
    const bare = this.analyser.bare(word).word;
    const own = this.analyser.stem(word);
    const stem = bare.endsWith("يه") ? bare.slice(0, -1) : bare;
    const others = stem.endsWith("ي")
      ? [stem.slice(0, -1), `${stem}ا`, `${stem.slice(0, -1)}ا`, `${stem.slice(0, -1)}ه`]
      : [`${stem.replace(/(?:يا|ا|ه)$/u, "")}ي`];
    const stems = new Set(others.filter((other) => other.length > 2).map((other) => this.analyser.stem(other)));
    stems.delete(own);
    const found = (await Promise.all([...stems].map((other) => this.forms(other)))).flat();
    return found.map((form) => ({ ...form, weight: RELATED }));
  }

  /** Words that go on from what is typed, the frequent ones. @param {string} begun @returns {Promise<Form[]>} */
  async begun(begun) {
    const bare = this.analyser.bare(begun).word;
    if (bare.length < 2) return [];
    const start = bytesOf(bare);
    const names = (await this.trees.lexicon.leaves(start, `${start}\u0100`)).slice(0, 4);
    const leaves = await Promise.all(names.map((name) => this.trees.lexicon.node(name, "L")));
    const found = leaves.flat().filter((entry) => entry.key.startsWith(start));
    const forms = found.flatMap((entry) => unpackForms(textOf(entry.key), entry.value));
    forms.sort((a, b) => b.size - a.size || (a.form < b.form ? -1 : 1));
    return forms.slice(0, MOST_BEGUN).map((form) => ({ ...form, weight: form.form === begun ? 1 : BEGUN }));
  }

  /** Stems one edit away from the word's. @param {string} word @returns {Promise<string[]>} */
  async neighbours(word) {
    const stems = new Set([this.analyser.stem(word), this.analyser.bare(word).word]);
    /** @type {Set<string>} */
    const found = new Set();
    for (const stem of stems) {
      if (stem.length < 3 || stem.length > 21) continue;
      const keys = [stem, ...Array.from(stem, (_, at) => stem.slice(0, at) + stem.slice(at + 1))];
      const values = await Promise.all(keys.map((key) => this.trees.spelling.get(bytesOf(key))));
      for (const value of values) {
        for (const other of value ? decoded(value).split("\n") : []) {
          if (other !== stem && withinOneEdit(stem, other)) found.add(other);
        }
      }
    }
    return [...found];
  }

  /**
   * Forms of words one edit away, the likelier first; and the word to propose.
   * @param {string} word @returns {Promise<{forms: Form[], proposal: string | undefined}>}
   */
  async corrected(word) {
    const stems = await this.neighbours(word);
    const families = await Promise.all(stems.map((stem) => this.forms(stem)));
    const own = this.analyser.stem(word);
    const ranked = families
      .filter((forms) => forms.length)
      .map((forms) => ({ forms, rank: total(forms) * (forms[0].stem[0] === own[0] ? 4 : 1) }))
      .sort((a, b) => b.rank - a.rank)
      .slice(0, MOST_CORRECTIONS);
    const best = ranked[0]?.forms.reduce((a, b) => (closer(b, a, word) ? b : a));
    return {
      forms: ranked.flatMap(({ forms }) => forms.map((form) => ({ ...form, weight: CORRECTED }))),
      proposal: best?.form,
    };
  }
}

/** @param {Form[]} forms */
export const total = (forms) => forms.reduce((sum, form) => sum + form.size, 0);

/** @param {Form} a @param {Form} b @param {string} word */
function closer(a, b, word) {
  const near = Number(withinOneEdit(a.form, word)) - Number(withinOneEdit(b.form, word));
  return near > 0 || (near === 0 && a.size > b.size);
}

/** @param {string} stem @param {Uint8Array} value @returns {Form[]} */
function unpackForms(stem, value) {
  /** @type {Form[]} */
  const forms = [];
  let start = 0;
  value.forEach((byte, at) => {
    if (byte < 32) {
      forms.push({ stem, form: decoded(value.subarray(start, at)), size: 1.4 * 2 ** (byte - 1), weight: SAME_STEM });
      start = at + 1;
    }
  });
  return forms;
}

/** One letter more, less, other, or two neighbours swapped. @param {string} a @param {string} b */
export function withinOneEdit(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const restA = a.slice(start, a.length - end);
  const restB = b.slice(start, b.length - end);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
