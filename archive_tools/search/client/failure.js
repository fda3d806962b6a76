// @ts-check
/** What went wrong, as a word that the page has a sentence for. */
export class SearchError extends Error {
  /** @param {"offline" | "missing" | "damaged" | "version"} kind @param {string} detail */
  constructor(kind, detail) {
    super(`${kind}: ${detail}`);
    this.kind = kind;
  }
}
