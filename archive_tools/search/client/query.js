// @ts-check
/** What a reader typed: words, "phrases", -exclusions. */

/**
 * @typedef {object} Query
 * @property {string[]} words in order; phrases are not among them
 * @property {string[][]} phrases
 * @property {string[]} without words that must not occur
 * @property {string[][]} withoutPhrases
 * @property {boolean} open whether the last word may go on: the text does not end in a space or mark
 */

const PART = /([-\u2013\u2212]?)(?:["\u201c\u201d\u201e](.*?)(?:["\u201c\u201d]|$)|\u00ab(.*?)(?:\u00bb|$)|(\S+))/gu;

/** @param {string} text @param {(text: string) => string[]} words @returns {Query} */
export function parse(text, words) {
  /** @type {Query} */
  const query = { words: [], phrases: [], without: [], withoutPhrases: [], open: /[\p{L}\p{M}\p{N}]$/u.test(text) };
  for (const match of text.matchAll(PART)) {
    const phrase = match[2] ?? match[3];
    const found = words(phrase ?? match[4]);
    const minus = match[1] !== "" && isExclusion(text, match.index);
    if (phrase === undefined || found.length === 1) {
      // One word in quotation marks is still exact: a phrase of one word.
      if (phrase !== undefined && found.length) (minus ? query.withoutPhrases : query.phrases).push(found);
      else (minus ? query.without : query.words).push(...found);
    } else if (found.length) (minus ? query.withoutPhrases : query.phrases).push(found);
  }
  return query;
}

/**
 * Words as the reader spelt them; as they are where the text has no such words side by side.
 * @param {string} text @param {import("./analyser.js").Token[]} tokens of the text
 * @param {string} words folded, with spaces between
 */
export function asTyped(text, tokens, words) {
  const wanted = words.split(" ");
  const at = tokens.findIndex((_, start) => wanted.every((word, i) => tokens[start + i]?.word === word));
  return at < 0 ? words : text.slice(tokens[at].start, tokens[at + wanted.length - 1].end);
}

/** A minus excludes only at the beginning of a word. @param {string} text @param {number} at */
function isExclusion(text, at) {
  return at === 0 || /\s/u.test(text[at - 1]);
}
