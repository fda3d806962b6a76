// @ts-check
/** What a reader typed: words, "phrases", -exclusions. */

/**
 * @typedef {import("./analyser.js").Token} Token
 * @typedef {object} Query
 * @property {string[]} words in order; phrases are not among them
 * @property {{start: number, end: number}[]} spans where each of the words stands in the text
 * @property {string[][]} phrases
 * @property {string[]} without words that must not occur
 * @property {string[][]} withoutPhrases
 * @property {boolean} open whether the last word may go on: the text does not end in a space or mark
 */

const PART = /([-\u2013\u2212]?)(?:["\u201c\u201d\u201e](.*?)(?:["\u201c\u201d]|$)|\u00ab(.*?)(?:\u00bb|$)|(\S+))/gu;

/** @param {string} text @param {(text: string) => Token[]} tokens @returns {Query} */
export function parse(text, tokens) {
  /** @type {Query} */
  const query = { words: [], spans: [], phrases: [], without: [], withoutPhrases: [], open: /[\p{L}\p{M}\p{N}]$/u.test(text) };
  for (const match of text.matchAll(PART)) {
    const phrase = match[2] ?? match[3];
    const found = tokens(phrase ?? match[4]);
    const words = found.map(({ word }) => word);
    const minus = match[1] !== "" && isExclusion(text, match.index);
    if (phrase !== undefined) {
      if (words.length) (minus ? query.withoutPhrases : query.phrases).push(words); // one word is still exact
    } else if (minus) query.without.push(...words);
    else {
      const start = match.index + match[1].length;
      query.words.push(...words);
      query.spans.push(...found.map((token) => ({ start: start + token.start, end: start + token.end })));
    }
  }
  return query;
}

/**
 * Some of the words as the reader spelt them, with all that stands between them.
 * @param {string} text the query @param {Query["spans"]} spans of its words @param {number} at the first of them
 * @param {number} [count] how many
 */
export const asTyped = (text, spans, at, count = 1) => text.slice(spans[at].start, spans[at + count - 1].end);

/** A minus excludes only at the beginning of a word. @param {string} text @param {number} at */
function isExclusion(text, at) {
  return at === 0 || /\s/u.test(text[at - 1]);
}
