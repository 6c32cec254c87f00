// Base45 (RFC 9285), strict: one byte string has exactly one text.
import { require } from "./bytes.js";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/**
 * Return the bytes of Base45 `text`.
 * @param {string} text
 */
export function decodeBase45(text) {
  const bytes = [];
  for (let at = 0; at < text.length; at += 3) {
    const group = [...text.slice(at, at + 3)].map((symbol) => ALPHABET.indexOf(symbol));
    require(group.length > 1 && !group.includes(-1), "impossible length or symbol");
    const value = group.reduceRight((sum, symbol) => sum * 45 + symbol, 0);
    require(value < 256 ** (group.length - 1), "a group is out of range");
    if (group.length > 2) bytes.push(value >> 8);
    bytes.push(value & 255);
  }
  return Uint8Array.from(bytes);
}
