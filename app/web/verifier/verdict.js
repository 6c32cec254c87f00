// The answer of a check: one word from a closed list, and what may be shown beside it.

/**
 * @typedef {"valid" | "suspended" | "revoked" | "expired" | "not_yet_valid" | "unknown_key"
 *   | "not_authentic" | "unreadable"} ResultWord
 */
/**
 * What a check found. Claims are there for `valid` and for nothing else.
 * @typedef {{
 *   word: ResultWord, claims: import("./claims.js").CardClaims | null, pleaseVisit: boolean,
 *   statusAsOf: number | null,
 * }} Verdict
 */

/** @param {ResultWord} word @param {Partial<Verdict>} beside @returns {Verdict} */
export const verdict = (word, beside = {}) => ({ word, claims: null, pleaseVisit: false, statusAsOf: null, ...beside });

/** Ends the check with a word. */
export class Rejected extends Error {
  /** @param {ResultWord} word */
  constructor(word) {
    super(word);
    this.word = word;
  }
}
