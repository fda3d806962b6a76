// @ts-check
/** Files of the index: fetched once each, unpacked, counted. */

import { SearchError } from "./failure.js";

export const FORMAT = 3;
const MANIFEST = "index.json";

/**
 * @typedef {{format: number, documents: number, analyser: string, start: string, roots: Record<string, string>}} Manifest
 * @typedef {(name: string) => Promise<Uint8Array>} Load reads one file of the index's folder as it is
 */

/** @param {Uint8Array} data @returns {Promise<Uint8Array>} */
async function gunzip(data) {
  if (data[0] !== 0x1f || data[1] !== 0x8b) return data; // the server unpacked it already
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  const written = writer.write(/** @type {BufferSource} */ (data)).then(() => writer.close());
  written.catch(() => {}); // whoever reads is told
  // By hand: to pipe a Blob through it into a Response takes six times as long, a millisecond for each file.
  /** @type {Uint8Array[]} */
  const pieces = [];
  const reader = readable.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) pieces.push(next.value);
  return pieces.length === 1 ? pieces[0] : joined(pieces);
}

/** @param {Uint8Array[]} pieces */
function joined(pieces) {
  const whole = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
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
