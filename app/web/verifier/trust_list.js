// The key set: everything a verifier needs to know about an issuer, signed by the root that it pins.
import { hex, require } from "./bytes.js";
import { decode } from "./cbor.js";
import { mapOf, timeOf } from "./claims.js";
import { readKey } from "./cose_key.js";
import { TrustedKeys } from "./keys.js";
import * as labels from "./labels.js";
import { currentTimes, unseal } from "./signed_list.js";

/** @typedef {import("./keys.js").IssuerKey} IssuerKey */
/**
 * @typedef {{
 *   version: number, issuedAt: number, cardKeys: TrustedKeys<IssuerKey>, statusKeys: TrustedKeys<IssuerKey>,
 * }} KeySet
 */

const MAX_ITEMS = 4096;
const [SIGNS_CARDS, SIGNS_LISTS] = [1, 2];
const COMPROMISED = 3;
const OF_THE_SET = [
  labels.ISSUER, labels.EXPIRES_AT, labels.ISSUED_AT, labels.VERSION, labels.KEYS, labels.AGGREGATION,
];
const OF_A_KEY = [
  labels.KEY_TYPE, labels.KEY_ID, labels.KEY_ALGORITHM, labels.CURVE, labels.X, labels.ROLE,
  labels.SIGN_FROM, labels.SIGN_UNTIL, labels.VERIFY_UNTIL, labels.STATE,
];

/**
 * Read a key set; every flaw makes all of it unusable.
 * @param {import("./bytes.js").Bytes} cose
 * @param {{root: import("./cose_key.js").VerificationKey, issuer: string, now: number}} expected
 * @returns {Promise<KeySet>}
 */
export async function readKeySet(cose, { root, issuer, now }) {
  const { payload } = await unseal(cose, labels.TYPE_KEY_SET, new TrustedKeys([root]));
  const claims = mapOf(decode(payload, MAX_ITEMS), OF_THE_SET);
  require(claims.get(labels.ISSUER) === issuer, "another issuer");
  require(claims.get(labels.AGGREGATION) === `${issuer}/s`, "another aggregation");
  const version = claims.get(labels.VERSION);
  require(typeof version === "number" && version >= 1, "not a version");
  const { issuedAt, expiresAt } = currentTimes(claims, now);
  const listed = claims.get(labels.KEYS);
  require(Array.isArray(listed), "not keys");
  const keys = await Promise.all(listed.map((entry) => readIssuerKey(entry, issuer)));
  require(keys.every((key, at) => at === 0 || keys[at - 1].rank < key.rank), "keys out of order");
  require(Math.max(...keys.map((key) => key.verifyUntil)) === expiresAt, "does not end with its last key");
  const trusted = keys.filter((key) => key.state !== COMPROMISED);
  return {
    version, issuedAt,
    cardKeys: new TrustedKeys(trusted.filter((key) => key.role === SIGNS_CARDS)),
    statusKeys: new TrustedKeys(trusted.filter((key) => key.role === SIGNS_LISTS)),
  };
}

/**
 * @param {import("./cbor.js").CborValue} value
 * @param {string} issuer
 */
async function readIssuerKey(value, issuer) {
  const entry = mapOf(value, OF_A_KEY, [labels.Y]);
  const { kid, publicKey, size } = await readKey(entry);
  const stated = entry.get(labels.KEY_ID);
  require(stated instanceof Uint8Array && hex(stated) === kid, "not the key's id");
  require(entry.size === OF_A_KEY.length - 3 + size, "a parameter too many");
  require(entry.get(labels.KEY_ALGORITHM) === publicKey.algorithm, "not the key's algorithm");
  const [role, state] = [oneOf(entry.get(labels.ROLE), SIGNS_LISTS), oneOf(entry.get(labels.STATE), COMPROMISED)];
  const signFrom = timeOf(entry.get(labels.SIGN_FROM));
  const signUntil = timeOf(entry.get(labels.SIGN_UNTIL));
  const verifyUntil = timeOf(entry.get(labels.VERIFY_UNTIL));
  require(signFrom < signUntil && signUntil <= verifyUntil, "times out of order");
  // Encodings of keys rise like this: the smaller map first, then the ids, then the keys.
  return { kid, publicKey, issuer, verifyUntil, role, state, rank: size + kid + hex(publicKey.raw) };
}

/**
 * @param {import("./cbor.js").CborValue | undefined} value
 * @param {number} largest
 */
function oneOf(value, largest) {
  require(typeof value === "number" && value >= 1 && value <= largest, "not a known number");
  return value;
}
