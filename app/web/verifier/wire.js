// From scanned text to the bytes of a credential. The address in the text is never looked at:
// whoever prints a card chooses it.
import { decodeBase45 } from "./base45.js";
import { require } from "./bytes.js";
import { decodeDigits } from "./digits.js";
import { inflate } from "./inflate.js";

/** Code points: the most letters a QR code can hold. */
export const MAX_TEXT = 4296;
/** The most a Base45 text may inflate to. */
const MAX_BYTES = 4096;
/** Fewer digits cannot hold even a signature: the text is then read as Base45. */
const SHORTEST_RUN = 156;

/**
 * Return the bytes that the text carries.
 * @param {string} text
 */
export async function readText(text) {
  require(text.length <= 2 * MAX_TEXT && [...text].length <= MAX_TEXT, "too long");
  const trimmed = trim(text);
  const run = trimmed.slice(endWithout("0123456789", trimmed));
  return run.length >= SHORTEST_RUN ? decodeDigits(run) : inflate(decodeBase45(trimmed), MAX_BYTES);
}

/** @param {string} text without the blanks and line ends that hand scanners add */
function trim(text) {
  const blanks = " \t\r\n";
  let start = 0;
  while (start < text.length && blanks.includes(text[start])) start++;
  return text.slice(start, Math.max(start, endWithout(blanks, text)));
}

/**
 * Return where the run of these characters at the end of the text begins.
 * @param {string} characters
 * @param {string} text
 */
function endWithout(characters, text) {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1])) end--;
  return end;
}
