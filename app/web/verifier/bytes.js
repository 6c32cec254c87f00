// Bytes: joining them, writing them as hexadecimal digits, and the error for bytes that are not ours.

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/** Text or bytes that do not have the form of FORMAT.md. */
export class FormatError extends Error {}

/**
 * Go on only if `condition` holds.
 * @param {unknown} condition
 * @param {string} otherwise what is wrong
 * @returns {asserts condition}
 */
export function require(condition, otherwise) {
  if (!condition) throw new FormatError(otherwise);
}

/** @param {Uint8Array} bytes */
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** @param {string} digits @returns {Bytes} */
export const fromHex = (digits) => Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/** @param {ArrayLike<number>[]} parts @returns {Bytes} */
export function join(...parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
