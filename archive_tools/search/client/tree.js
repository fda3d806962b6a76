// @ts-check
/** A sorted map in files (see docs/develop/search-format.md): reads the leaves that a question needs, no others. */

import { SearchError } from "./failure.js";

/**
 * Keys are strings of one character a byte, so that comparing them compares bytes.
 * @typedef {{key: string, value: Uint8Array}} Entry
 * @typedef {import("./source.js").Source} Source
 */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** @param {string} text @returns {string} */
export function bytesOf(text) {
  let out = "";
  for (const byte of encoder.encode(text)) out += String.fromCharCode(byte);
  return out;
}

/** @param {string} key @returns {string} */
export function textOf(key) {
  return decoder.decode(Uint8Array.from(key, (char) => char.charCodeAt(0)));
}

/** @param {Uint8Array} data @returns {string} */
export function decoded(data) {
  return decoder.decode(data);
}

/** Six bytes that sort as the number does. @param {number} number @returns {string} */
export function numberKey(number) {
  const high = Math.floor(number / 0x1000000);
  const low = number % 0x1000000;
  return String.fromCharCode(
    (high >> 16) & 255, (high >> 8) & 255, high & 255, (low >> 16) & 255, (low >> 8) & 255, low & 255,
  );
}

/** Entries of a node. @param {Uint8Array} data @param {string} head @returns {Entry[]} */
export function unpack(data, head) {
  if (String.fromCharCode(data[0], data[1]) !== head) throw new SearchError("damaged", `a node is not ${head}`);
  /** @type {Entry[]} */
  const entries = [];
  let at = 2;
  let key = "";
  const number = () => {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = data[at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      if (byte === undefined) throw new SearchError("damaged", "a node ends early");
      scale *= 128;
    }
  };
  while (at < data.length) {
    const shared = number();
    const rest = number();
    let tail = "";
    for (const end = at + rest; at < end; at++) tail += String.fromCharCode(data[at]);
    key = key.slice(0, shared) + tail;
    const size = number();
    entries.push({ key, value: data.subarray(at, at + size) });
    at += size;
  }
  if (at !== data.length) throw new SearchError("damaged", "a node ends early");
  return entries;
}

/** First place in sorted `list` whose key is `key` or greater. @param {{key: string}[]} list @param {string} key */
export function lowerBound(list, key) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].key < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** First place from `low` in sorted `keys` that is behind `key`. @param {string[]} keys @param {string} key @param {number} low */
function upperBound(keys, key, low) {
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Name of the node that a child of a fence is. @param {Uint8Array} value */
function childOf(value) {
  let name = "";
  for (let i = 1; i < 7; i++) name += value[i].toString(16).padStart(2, "0");
  return name;
}

export class Tree {
  /** @param {Source} source @param {string} letter @param {string | undefined} root */
  constructor(source, letter, root) {
    this.source = source;
    this.letter = letter;
    this.root = root;
    /** @type {Map<string, Promise<Entry[]>>} */
    this.nodes = new Map();
  }

  /** @param {string} name @param {string} kind @returns {Promise<Entry[]>} */
  node(name, kind) {
    let found = this.nodes.get(name);
    if (!found) {
      found = this.source.node(name).then((data) => unpack(data, kind + this.letter));
      this.nodes.set(name, found);
      found.catch(() => this.nodes.delete(name));
    }
    return found;
  }

  /**
   * Names of the leaves that hold keys from `first` up to, not including, `end`.
   * @param {string} first @param {string} end @param {string} [fence] @returns {Promise<string[]>}
   */
  async leaves(first, end, fence = this.root) {
    if (!fence) return [];
    const children = await this.node(fence, "F");
    /** @type {(string | Promise<string[]>)[]} */
    const found = [];
    for (let at = lowerBound(children, first); at < children.length; at++) {
      const { value } = children[at];
      const name = childOf(value);
      found.push(value[0] & 2 ? this.leaves(first, end, name) : name);
      if (children[at].key >= end) break;
    }
    return (await Promise.all(found)).flat();
  }

  /** Entries with first <= key < end. @param {string} first @param {string} end @returns {Promise<Entry[]>} */
  async range(first, end) {
    const names = await this.leaves(first, end);
    const leaves = await Promise.all(names.map((name) => this.node(name, "L")));
    return leaves.flatMap((leaf) => leaf.slice(lowerBound(leaf, first), lowerBound(leaf, end)));
  }

  /** Entries whose key begins with `prefix`. @param {string} prefix @returns {Promise<Entry[]>} */
  prefixed(prefix) {
    return this.range(prefix, `${prefix}\u0100`);
  }

  /** @param {string} key @returns {Promise<Uint8Array | undefined>} */
  async get(key) {
    const [entry] = await this.seek([key]);
    return entry?.key === key ? entry.value : undefined;
  }

  /** The first entry at or behind each key; each leaf is read once. @param {string[]} keys */
  async seek(keys) {
    return Promise.all(keys.map(async (key) => {
      const [name] = await this.leaves(key, key);
      if (!name) return undefined;
      const leaf = await this.node(name, "L");
      return leaf[lowerBound(leaf, key)];
    }));
  }

  /**
   * As `seek`, for sorted keys of which many may lead to one entry: each entry once.
   * @param {string[]} keys @param {string} [name] of a node @param {boolean} [isLeaf] @returns {Promise<Entry[]>}
   */
  async holding(keys, name = this.root, isLeaf = false) {
    if (!name) return [];
    const entries = await this.node(name, isLeaf ? "L" : "F");
    /** @type {(Entry[] | Promise<Entry[]>)[]} */
    const found = [];
    for (let at = 0, from = 0; at < entries.length && from < keys.length; at++) {
      const to = upperBound(keys, entries[at].key, from);
      const { value } = entries[at];
      if (to > from) found.push(isLeaf ? [entries[at]] : this.holding(keys.slice(from, to), childOf(value), !(value[0] & 2)));
      from = to;
    }
    return (await Promise.all(found)).flat();
  }
}
