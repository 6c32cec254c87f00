// A small strict subset of CBOR in which one value has exactly one encoding (RFC 8949, 4.2.1):
// integers, byte strings, text, arrays, and maps with integer or text keys.
import { FormatError, require } from "./bytes.js";

/** @typedef {number | import("./bytes.js").Bytes | string | CborValue[] | CborMap} CborValue */
/** @typedef {Map<CborValue, CborValue>} CborMap */

export const BYTES = 2;
export const TEXT = 3;
export const ARRAY = 4;
export const MAP = 5;

const NEGATIVE = 1;
const MAX_DEPTH = 6;
const MAX_ITEMS = 256;
/** The smallest argument that needs 1, 2, 4 or 8 bytes. */
const SMALLEST = [24, 2 ** 8, 2 ** 16, 2 ** 32];
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Return the value that `data` encodes, all of it.
 * @param {import("./bytes.js").Bytes} data
 * @param {number} maxItems
 */
export function decode(data, maxItems = MAX_ITEMS) {
  const reader = new Reader(data, maxItems);
  const value = reader.item();
  reader.finish();
  return value;
}

/**
 * Return the shortest initial bytes for a major type and an argument below 2^32.
 * @param {number} major
 * @param {number} argument
 */
export function head(major, argument) {
  const form = SMALLEST.findLastIndex((smallest) => argument >= smallest);
  if (form < 0) return [major << 5 | argument];
  const bytes = [major << 5 | 24 + form];
  for (let shift = 8 * 2 ** form - 8; shift >= 0; shift -= 8) bytes.push(argument >>> shift & 255);
  return bytes;
}

/** One pass over the bytes. Counts items before it makes room for them. */
export class Reader {
  /**
   * @param {import("./bytes.js").Bytes} data
   * @param {number} maxItems
   */
  constructor(data, maxItems = MAX_ITEMS) {
    this.data = data;
    this.position = 0;
    this.itemsLeft = maxItems;
  }

  /**
   * Read one item, which may nest so many containers deep.
   * @returns {CborValue}
   */
  item(depthLeft = MAX_DEPTH) {
    const initial = this.take(1)[0];
    const major = initial >> 5;
    const argument = this.argument(initial & 31);
    require(major <= MAP, "tags, floats and simple values are not used");
    if (major < BYTES) return major === NEGATIVE ? -1 - argument : argument;
    if (major === BYTES) return this.take(argument);
    if (major === TEXT) return this.text(argument);
    this.itemsLeft -= major === MAP ? 2 * argument : argument;
    require(depthLeft > 0 && this.itemsLeft >= 0, "too deep or too many items");
    if (major === MAP) return this.map(argument, depthLeft - 1);
    return Array.from({ length: argument }, () => this.item(depthLeft - 1));
  }

  /**
   * Step over exactly these bytes.
   * @param {number[]} encoded
   */
  expect(encoded) {
    const found = this.take(encoded.length);
    require(encoded.every((byte, at) => byte === found[at]), "not the expected bytes");
  }

  /** Make sure that nothing follows. */
  finish() {
    require(this.position === this.data.length, "trailing bytes");
  }

  /** @param {number} size */
  take(size) {
    const start = this.position;
    require(size <= this.data.length - start, "ends early");
    return this.data.subarray(start, this.position = start + size);
  }

  /**
   * Beyond 2^53 the number is rounded; nothing that large means anything here.
   * @param {number} code
   */
  argument(code) {
    if (code < 24) return code;
    require(code < 28, "indefinite or reserved length");
    const value = this.take(2 ** (code - 24)).reduce((sum, byte) => sum * 256 + byte, 0);
    require(value >= SMALLEST[code - 24], "not the shortest form");
    return value;
  }

  /** @param {number} size */
  text(size) {
    const bytes = this.take(size);
    try {
      return utf8.decode(bytes);
    } catch {
      throw new FormatError("text is not UTF-8");
    }
  }

  /**
   * @param {number} count
   * @param {number} depthLeft
   */
  map(count, depthLeft) {
    /** @type {CborMap} */
    const pairs = new Map();
    let previous = new Uint8Array();
    for (let left = count; left > 0; left--) {
      const start = this.position;
      const key = this.item(0);
      require(typeof key === "number" || typeof key === "string", "a key is an integer or text");
      const encoded = this.data.subarray(start, this.position);
      // Encoded keys rise strictly, which rules out a repeated key as well.
      require(rises(previous, encoded), "keys repeat or are out of order");
      previous = encoded;
      pairs.set(key, this.item(depthLeft));
    }
    return pairs;
  }
}

/**
 * @param {Uint8Array} before
 * @param {Uint8Array} after
 */
function rises(before, after) {
  const at = after.findIndex((byte, index) => byte !== before[index]);
  return at >= 0 && (at >= before.length || before[at] < after[at]);
}
