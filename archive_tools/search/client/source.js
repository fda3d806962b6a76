// @ts-check
/** Files of the index: fetched once each, unpacked, counted. */

/** What went wrong, as a word that the page has a sentence for. */
export class SearchError extends Error {
  /** @param {"offline" | "missing" | "damaged" | "version"} kind @param {string} detail */
  constructor(kind, detail) {
    super(`${kind}: ${detail}`);
    this.kind = kind;
  }
}

export const FORMAT = 1;
const MANIFEST = "index.json";

/**
 * @typedef {{format: number, documents: number, analyser: string, start: string, roots: Record<string, string>}} Manifest
 * @typedef {(name: string) => Promise<Uint8Array>} Load reads one file of the index's folder as it is
 */

/** @param {Uint8Array} data @returns {Promise<Uint8Array>} */
async function gunzip(data) {
  if (data[0] !== 0x1f || data[1] !== 0x8b) return data; // the server unpacked it already
  const stream = new Blob([/** @type {BlobPart} */ (data)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export class Source {
  /** @param {Load} load */
  constructor(load) {
    this.load = load;
    this.bytes = 0;
    this.requests = 0;
    /** @type {Map<string, Promise<Uint8Array>>} */
    this.files = new Map();
  }

  /** @param {string} name @returns {Promise<Uint8Array>} */
  async fetched(name) {
    const data = await this.load(name);
    this.bytes += data.length;
    this.requests += 1;
    return data;
  }

  /** A node by its name (12 hex digits). @param {string} name @returns {Promise<Uint8Array>} */
  node(name) {
    let file = this.files.get(name);
    if (!file) {
      file = this.fetched(`${name}.bin`).then(async (data) => {
        try {
          return await gunzip(data);
        } catch (error) {
          throw new SearchError("damaged", `${name}: ${error}`);
        }
      });
      this.files.set(name, file);
      file.catch(() => this.files.delete(name)); // so that trying again does try
    }
    return file;
  }

  /** Take a node's bytes as read. @param {string} name @param {Uint8Array} data */
  hold(name, data) {
    this.files.set(name, Promise.resolve(data));
  }

  /** @returns {Promise<Manifest>} */
  async manifest() {
    const data = await this.fetched(MANIFEST);
    /** @type {Manifest} */
    let content;
    try {
      content = JSON.parse(new TextDecoder().decode(data));
    } catch (error) {
      throw new SearchError("damaged", `${MANIFEST}: ${error}`);
    }
    if (content.format !== FORMAT) throw new SearchError("version", `format ${content.format}, not ${FORMAT}`);
    return content;
  }
}
