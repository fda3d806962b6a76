// @ts-check
/** A search from the address to the page: asked, shown in steps; of searches at the same time only the last is shown. */

import { isEmpty, read, write } from "./address.js";
import { labelled, Labels } from "./labels.js";
import { show, showCounting, showFilters, showProblem, showUncounted } from "./showing.js";
import { speech } from "./speech.js";

/**
 * @typedef {import("./address.js").Asked} Asked
 * @typedef {import("./engine.js").Answer} Answer
 * @typedef {import("./engine.js").Request} Request
 * @typedef {import("./remote.js").Ask} Ask
 */

const PAGE = 10;
/** Results of the very first answer: what a screen shows. Each is two files to fetch, and nothing is at hand yet. */
const FIRST = 5;
/** Milliseconds after which the reader is told that the search goes on. */
const SLOW = 200;

/** Asks before anything else is at hand. @param {Ask} ask @param {Asked} asked @returns {Promise<Answer> | undefined} */
export function askedEarly(ask, asked) {
  if (isEmpty(asked)) return undefined;
  const early = ask("search", { ...asked, limit: FIRST, typing: false, facets: false });
  early.catch(() => {}); // said where it is taken
  return early;
}

export class Search {
  /**
   * @param {Ask} ask @param {Asked} asked @param {Promise<Answer> | undefined} early its first answer; taken once
   * @param {import("./view.js").View} view @param {import("./speech.js").Words} words
   */
  constructor(ask, asked, early, view, words) {
    this.ask = ask;
    this.asked = asked;
    this.early = early;
    this.view = view;
    this.words = words;
    this.labels = new Labels(ask);
    /** Facets shown in full. @type {Set<string>} */
    this.opened = new Set();
    this.limit = PAGE;
    /** What was answered, and its filters not counted yet. @type {Request | undefined} */
    this.uncounted = undefined;
    this.typing = false;
    this.turn = 0;
    this.spoken = 0;
  }

  /** What the parts of the page speak and act with. @returns {import("./sidebar.js").Interface} */
  get ui() {
    const { opened, words: { say, lang } } = this;
    return { say, lang, opened, label: (value) => this.labels.of(value, lang), change: (part) => this.change(part) };
  }

  /** In the page's language as it is now. */
  async speak() {
    const mine = (this.spoken += 1);
    const words = await speech();
    if (mine !== this.spoken) return; // the language has changed again
    this.words = words;
    this.view.speak(words);
  }

  /**
   * Asks something else, which goes into the address.
   * @param {Partial<Asked>} part @param {boolean} [typing] the last word may go on, and the history gets no new entry
   */
  change(part, typing = false) {
    this.asked = { ...this.asked, ...part };
    this.early = undefined; // which is of what was asked before
    this.limit = PAGE;
    const target = write(new URL(location.href), this.asked);
    if (target.href !== location.href) history[typing ? "replaceState" : "pushState"](null, "", target.href);
    this.run(typing);
  }

  /** The address has changed by itself. */
  revisit() {
    this.asked = read(new URL(location.href));
    this.early = undefined;
    this.limit = PAGE;
    this.view.fill(this.asked);
    this.run();
  }

  more() {
    this.limit += PAGE;
    this.run(this.typing);
  }

  /** @param {boolean} [typing] the last word may go on */
  async run(typing = false) {
    const { view } = this;
    const mine = (this.turn += 1);
    const request = { ...this.asked, limit: this.limit, typing };
    const answers = this.answers(request, this.early);
    this.early = undefined;
    this.uncounted = undefined;
    this.typing = typing;
    view.problem.replaceChildren();
    view.filters.removeAttribute("aria-busy");
    if (isEmpty(this.asked)) return view.clear();
    view.place.setAttribute("aria-busy", "true");
    const slow = setTimeout(() => { if (mine === this.turn) view.status.textContent = this.words.say("searching"); }, SLOW);
    try {
      for await (const { answer, whole } of answers) {
        if (mine !== this.turn) return;
        clearTimeout(slow);
        show(this, answer, whole);
      }
      this.uncounted = request;
    } catch (error) {
      if (mine === this.turn) showProblem(this, kindOf(error));
    } finally {
      clearTimeout(slow);
      if (mine === this.turn) view.place.removeAttribute("aria-busy");
    }
    await this.count();
  }

  /** A first answer, soon; then the whole one. @param {Request} request @param {Promise<Answer>} [early] */
  async *answers(request, early) {
    const { ask, asked, labels, opened } = this;
    yield { answer: await (early ?? ask("search", { ...request, facets: false })), whole: false };
    /** @type {Answer} */
    const answer = await ask("search", { ...request, facets: false });
    await labels.learn(labelled(answer, asked.filters, opened));
    yield { answer, whole: true };
  }

  /** Filters with their counts, as soon as they are seen: they are the larger part of what a search fetches. */
  async count() {
    const { ask, asked, labels, opened, turn, uncounted, view } = this;
    if (!uncounted) return;
    if (!view.showsFilters) return view.filters.replaceChildren(); // those of another search
    this.uncounted = undefined;
    showCounting(this);
    try {
      const answer = await ask("search", { ...uncounted, limit: 0 });
      await labels.learn(labelled(answer, asked.filters, opened));
      if (turn === this.turn) showFilters(this, answer);
    } catch (error) {
      if (turn !== this.turn) return;
      this.uncounted = uncounted;
      showUncounted(this, kindOf(error));
    } finally {
      if (turn === this.turn) view.filters.removeAttribute("aria-busy");
    }
  }
}

/** @param {unknown} error */
const kindOf = (error) => /** @type {{kind?: string}} */ (error).kind ?? "unknown";
