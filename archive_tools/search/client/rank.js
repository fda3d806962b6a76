// @ts-check
/** Order by relevance: BM25 over headline and body, with credit for headlines that hold the query as it stands. */

import { FIRST_DATED } from "./postings.js";

/**
 * @typedef {import("./groups.js").Match} Match
 * @typedef {{at: number, idf: number, matches: Map<number, Match>}} Scored
 * @typedef {{number: number, score: number, matched: number}} Ranked
 */

const K1 = 1.2;
/** A word in the headline counts as much as this many times a saturated body. */
const HEADLINE = 1.3;
/** What is left of that for a headline that has next to nothing of the query. */
const PARTLY = 0.1;
/** All of the query in the headline, and the words side by side as typed. */
const WHOLE = 0.35;
const ADJACENT = 0.3;
/** All words of the query as they were typed, and not in other forms; more where they are so many that they quote. */
const TYPED = 0.25;
const QUOTED = 0.6;
/** Words and names; stop words do not count. */
const MANY = 6;
/** For each word of the query that a document lacks. */
const LACKING = 0.75;

/** @param {number} documents @param {number} having */
export const idf = (documents, having) => Math.log(1 + (documents - having + 0.5) / (having + 0.5));

/**
 * @param {Scored[]} groups @param {Iterable<number>} numbers @returns {Ranked[]}
 */
export function rank(groups, numbers) {
  const all = groups.reduce((sum, group) => sum + group.idf, 0) || 1;
  const asTyped = groups.length < MANY ? TYPED : QUOTED;
  /** @type {Ranked[]} */
  const ranked = [];
  for (const number of numbers) {
    let score = 0;
    let heading = 0;
    let matched = 0;
    let typed = 0;
    let inHeadline = 0;
    let adjacent = 0;
    let length = 0;
    /** @type {{at: number, place: number} | undefined} */
    let before;
    for (const { at, idf: rarity, matches } of groups) {
      const match = matches.get(number);
      if (!match) {
        before = undefined;
        continue;
      }
      matched += 1;
      if (match.typed) typed += rarity;
      score += rarity * ((match.body * (K1 + 1)) / (match.body + K1));
      if (match.head) {
        length = Math.max(1, match.length * 3);
        heading += (rarity * match.head * HEADLINE) / (0.5 + length / 18);
        inHeadline += rarity * match.head;
        if (before && match.place - before.place === at - before.at) adjacent += rarity * match.head;
        before = { at, place: match.place };
      } else before = undefined;
    }
    const share = inHeadline / all;
    score += heading * (PARTLY + (1 - PARTLY) * share);
    score *= 1 + asTyped * (typed / all) ** 2;
    if (groups.length > 1) score += adjacent * ADJACENT * 2 + share ** 3 * all * WHOLE * (1 + 4 / (length + 3));
    score *= LACKING ** (groups.length - matched);
    ranked.push({ number, score, matched });
  }
  return ranked;
}

/** Newest first, undated last. @param {Ranked} a @param {Ranked} b */
export const newest = (a, b) => b.number - a.number;
/** Oldest first, undated last. @param {Ranked} a @param {Ranked} b */
export const oldest = (a, b) =>
  Number(a.number < FIRST_DATED) - Number(b.number < FIRST_DATED) || a.number - b.number;
/** Best first; of equals the newer. @param {Ranked} a @param {Ranked} b */
export const relevance = (a, b) => b.score - a.score || b.number - a.number;
