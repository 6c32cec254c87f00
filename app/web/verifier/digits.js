// Bytes as decimal digits, as FIDO CTAP 2.2 writes them for hybrid transports ("FIDO:/...").
import { require } from "./bytes.js";

const CHUNK_BYTES = 7;
const CHUNK_DIGITS = 17;
/** Digits of a chunk, by its length in bytes. */
const WIDTHS = [0, 3, 5, 8, 10, 13, 15, CHUNK_DIGITS];

/**
 * Return the bytes that `digits` stand for.
 * @param {string} digits
 */
export function decodeDigits(digits) {
  require(/^[0-9]+$/.test(digits), "not digits");
  const chunks = Math.floor(digits.length / CHUNK_DIGITS);
  const tail = WIDTHS.indexOf(digits.length % CHUNK_DIGITS);
  require(tail >= 0, "impossible length");
  const data = new Uint8Array(chunks * CHUNK_BYTES + tail);
  const word = new DataView(new ArrayBuffer(8));
  for (let at = 0, from = 0; at < data.length; at += CHUNK_BYTES, from += CHUNK_DIGITS) {
    const size = Math.min(CHUNK_BYTES, data.length - at);
    // Seventeen digits are always less than 2^64.
    word.setBigUint64(0, BigInt(digits.slice(from, from + CHUNK_DIGITS)), true);
    const bytes = new Uint8Array(word.buffer);
    require(bytes.subarray(size).every((byte) => byte === 0), "a chunk is out of range");
    data.set(bytes.subarray(0, size), at);
  }
  return data;
}
