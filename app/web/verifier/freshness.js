// How old is the status information behind an answer?

/** @typedef {"fresh" | "stale" | "unknown"} Freshness */

export const DEFAULT_LIMIT_SECONDS = 86400;

/**
 * Judge the age of a status list issued at `statusAsOf`; `null` where no usable list answered.
 * @param {number | null} statusAsOf
 * @param {number} now
 * @param {number} limitSeconds
 * @returns {Freshness}
 */
export function freshness(statusAsOf, now, limitSeconds = DEFAULT_LIMIT_SECONDS) {
  if (statusAsOf === null) return "unknown";
  return now - statusAsOf <= limitSeconds ? "fresh" : "stale";
}
