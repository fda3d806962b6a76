// @ts-check
/** From text to index words, step by step as archive_tools/search/analyser.py, with the same tables. */

/**
 * @typedef {[string, string, number]} Row ending, what replaces it, least length of what stays
 * @typedef {object} Tables
 * @property {{letters: Record<string, string>, drop: string[], derived: string[], then: [string, string][]}} fold
 * @property {{articles: string[], article_least: number, joined: string[], joined_least: number,
 *   pronouns: Row[], endings: Row[], latin: Row[]}} stem
 * @property {{kept: [string, string][], kept_joined: string[], stop: string[]}} words
 * @property {string} plurals
 * @property {string} keep
 * @property {string} strip
 * @property {string} protected
 * @property {number} longest
 *
 * @typedef {{word: string, start: number, end: number}} Token a word and where it stands in the text
 */

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
const MARKS = "[\\u0640\\u064b-\\u0652\\u0670]*";
const LETTER = "[\\p{L}\\p{M}\\p{N}\\u0640]";

/** @param {string} words */
const setOf = (words) => new Set(words.split(" "));

/** A pattern of ranges of code points, in hexadecimal. @param {string[]} ranges */
const classOf = (ranges) =>
  new RegExp(`[${ranges.map((range) => range.split("-").map((code) => `\\u{${code}}`).join("-")).join("")}]`, "u");

export class Analyser {
  /** @param {Tables} tables */
  constructor(tables) {
    this.tables = tables;
    /** @type {Map<string, string>} */
    this.letters = new Map();
    for (const [target, sources] of Object.entries(tables.fold.letters)) {
      for (const char of sources) this.letters.set(char, target);
    }
    this.dropped = classOf(tables.fold.drop);
    this.derived = classOf(tables.fold.derived);
    const before = tables.words.kept_joined.join("|");
    this.kept = tables.words.kept.map(([word, as]) => {
      const [last, ...rest] = [...word].reverse();
      const body = `(?:${before})${MARKS}${rest.reverse().join(MARKS)}${MARKS}`;
      return { find: new RegExp(`(?<!${LETTER})(${body})${last}(?=${MARKS}(?!${LETTER}))`, "gu"), as: as.slice(-1) };
    });
    this.keep = setOf(tables.keep);
    this.strip = setOf(tables.strip);
    this.protected = setOf(tables.protected);
    this.stop = setOf(tables.words.stop.join(" "));
    /** @type {Map<string, string>} */
    this.plurals = new Map(tables.plurals.split(", ").map((pair) => /** @type {[string, string]} */ (pair.split(" "))));
  }

  /** The other reading of a spelling that is kept apart (على, علي); undefined for other words. @param {string} word */
  twin(word) {
    for (const [spelled, as] of this.tables.words.kept) {
      const folded = [...spelled].map((char) => this.foldChar(char)).join("");
      if (word === as) return folded;
      if (word === folded) return as;
    }
    return undefined;
  }

  /** What one character folds to. @param {string} char @returns {string} */
  foldChar(char) {
    let found = this.letters.get(char);
    if (found === undefined) {
      if (this.dropped.test(char)) found = "";
      else {
        const parts = this.derived.test(char) ? char.normalize("NFKD").toLowerCase() : char;
        found = parts === char ? char : [...parts].map((part) => (part === char ? part : this.foldChar(part))).join("");
      }
      this.letters.set(char, found);
    }
    return found;
  }

  /** Words of `text` with their offsets in it (UTF-16). @param {string} text @returns {Token[]} */
  tokens(text) {
    let kept = text;
    for (const { find, as } of this.kept) kept = kept.replace(find, `$1${as}`);
    let folded = "";
    /** @type {number[]} */
    const offsets = [];
    let at = 0;
    for (const char of kept) {
      const found = this.foldChar(char);
      for (let i = 0; i < found.length; i++) offsets.push(at);
      folded += found;
      at += char.length;
    }
    offsets.push(text.length);
    for (const [from, to] of this.tables.fold.then) folded = folded.replaceAll(from, to);
    /** @type {Token[]} */
    const tokens = [];
    for (const match of folded.matchAll(WORD)) {
      const word = [...match[0]].slice(0, this.tables.longest).join("");
      tokens.push({ word, start: offsets[match.index], end: offsets[match.index + match[0].length] });
    }
    return tokens;
  }

  /** @param {string} text @returns {string[]} */
  words(text) {
    return this.tokens(text).map((token) => token.word);
  }

  /** @param {string} word @param {Row[]} rows @returns {string} */
  ending(word, rows) {
    for (const [ending, instead, least] of rows) {
      if (word.endsWith(ending)) {
        const rest = word.slice(0, word.length - ending.length) + instead;
        if (rest.length >= least) return rest;
      }
    }
    return word;
  }

  /** @param {string} word @returns {string} */
  tail(word) {
    const { pronouns, endings } = this.tables.stem;
    const singular = this.plurals.get(word);
    if (singular !== undefined) return this.ending(singular, endings);
    const rest = this.ending(word, pronouns);
    return this.ending(this.plurals.get(rest) ?? rest, endings);
  }

  /** Whether the first letter is a joined particle. @param {string} word @returns {boolean} */
  isJoined(word) {
    const tail = this.tail(word);
    if (this.keep.has(tail)) return false;
    if (this.strip.has(tail)) return true;
    const first = tail[0];
    if (first === "س") return "يتن".includes(tail[1] ?? "-") && tail.length >= 6;
    if (first === "و" || first === "ل") return tail.length >= 4;
    return first === "ب" && tail.length >= 5;
  }

  /** @param {string} word @returns {string | undefined} */
  withoutArticle(word) {
    const { articles, article_least: least } = this.tables.stem;
    const prefix = articles.find((article) => word.startsWith(article) && word.length - article.length >= least);
    return prefix && word.slice(prefix.length);
  }

  /** The word without particles and article, endings kept; and whether it is whole as it stands. @param {string} word */
  bare(word) {
    const { joined, joined_least: least } = this.tables.stem;
    for (let turn = 0; turn < 3; turn++) {
      if (this.protected.has(word)) return { word, whole: true };
      if (this.plurals.has(word)) return { word, whole: false };
      const rest = this.withoutArticle(word);
      if (rest !== undefined) {
        if (!rest.startsWith("ال")) return { word: rest, whole: this.protected.has(rest) };
        word = rest;
        continue;
      }
      if (word.length <= least || !joined.includes(word[0])) break;
      if (!this.protected.has(word.slice(1)) && !this.isJoined(word)) break;
      word = word.slice(1);
    }
    return { word, whole: this.protected.has(word) };
  }

  /** The light stem of a folded word. @param {string} word @returns {string} */
  stem(word) {
    const first = word[0];
    if (first >= "\u0620" && first <= "\u06ff") {
      const bare = this.bare(word);
      return bare.whole ? bare.word : this.tail(bare.word);
    }
    if (first < "\u0080" && /^\p{L}+$/u.test(word)) return this.ending(word, this.tables.stem.latin);
    return word;
  }
}
