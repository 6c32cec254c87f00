// Can this card be relied on? Keys, status values and the time are arguments. The step numbers are
// those of app/core/credential/FORMAT.md, here and in verify.py.
import { FormatError } from "./bytes.js";
import { decodeClaims } from "./claims.js";
import { openEnvelope } from "./cose.js";
import { Rejected, verdict } from "./verdict.js";
import { readText } from "./wire.js";

/** @typedef {import("./verdict.js").ResultWord} ResultWord */
/** @typedef {import("./verdict.js").Verdict} Verdict */
/**
 * Looks an entry up; null when no usable list answers.
 * @typedef {(issuer: string, list: number, index: number) => {value: number, asOf: number} | null} StatusLookup
 */

const CLOCK_LEEWAY_SECONDS = 300;
const SUSPENDED = 2;
const PLEASE_VISIT = 3;

/**
 * Check the credential in `text` at `now` (whole seconds UTC). Never throws for bad input.
 * @param {string} text
 * @param {{keys: import("./keys.js").TrustedKeys<import("./keys.js").IssuerKey>, status: StatusLookup, now: number}} known
 * @returns {Promise<Verdict>}
 */
export async function verify(text, { keys, status, now }) {
  try {
    // (1) Read the text: digits at its end, or Base45. The address is ignored.
    const cose = await or("unreadable", () => readText(text));
    // (2) Take the COSE_Sign1 apart; one shape, one encoding.
    const envelope = await or("unreadable", () => openEnvelope(cose));
    // (3) Find the trusted card keys with its key id.
    rejectUnless(keys.withId(envelope.keyId).length > 0, "unknown_key");
    // (4) Check algorithm and signature. Nothing inside was read until here.
    const key = await keys.signerOf(envelope);
    if (!key) throw new Rejected("not_authentic");
    // (5) Read the claims; exactly ours, for this issuer, within what the key may sign.
    const claims = await or("not_authentic", () => decodeClaims(envelope.payload, key.issuer));
    rejectUnless(claims.expiresAt <= key.verifyUntil, "not_authentic");
    // (6) Has it begun? A verifier's clock may be a little slow.
    const begins = Math.max(claims.issuedAt, claims.notBefore ?? 0);
    rejectUnless(now >= begins - CLOCK_LEEWAY_SECONDS, "not_yet_valid");
    // (7) Has it ended? No leeway: the card names its last day.
    rejectUnless(now < claims.expiresAt, "expired");
    // (8) Ask the status list.
    return judgeStatus(status(claims.issuer, claims.statusList, claims.statusIndex), claims);
  } catch (error) {
    if (error instanceof Rejected) return verdict(error.word);
    throw error;
  }
}

/**
 * Do one step; input that does not have our form ends the check with this word.
 * @template T
 * @param {ResultWord} word
 * @param {() => T | Promise<T>} step
 */
async function or(word, step) {
  try {
    return await step();
  } catch (error) {
    throw error instanceof FormatError ? new Rejected(word) : error;
  }
}

/**
 * @param {boolean} condition
 * @param {ResultWord} otherwise
 */
function rejectUnless(condition, otherwise) {
  if (!condition) throw new Rejected(otherwise);
}

/**
 * @param {ReturnType<StatusLookup>} entry
 * @param {import("./claims.js").CardClaims} claims
 */
function judgeStatus(entry, claims) {
  if (entry === null) return verdict("valid", { claims });
  const statusAsOf = entry.asOf;
  if (entry.value === 0 || entry.value === PLEASE_VISIT) {
    return verdict("valid", { claims, pleaseVisit: entry.value === PLEASE_VISIT, statusAsOf });
  }
  // A value that has no meaning here is treated like the worst one.
  return verdict(entry.value === SUSPENDED ? "suspended" : "revoked", { statusAsOf });
}
