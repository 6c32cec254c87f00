// What status lists and key sets have in common: a type, a signature, a time.
import { require } from "./bytes.js";
import { timeOf } from "./claims.js";
import { openEnvelope } from "./cose.js";
import { EXPIRES_AT, ISSUED_AT } from "./labels.js";

const MAX_LIST_BYTES = 65536;
const CLOCK_LEEWAY_SECONDS = 300;

/**
 * Return the payload of a signed list, and which of the trusted keys signed it.
 * @template {import("./cose_key.js").VerificationKey} K
 * @param {import("./bytes.js").Bytes} cose
 * @param {string} type
 * @param {import("./keys.js").TrustedKeys<K>} keys
 */
export async function unseal(cose, type, keys) {
  require(cose.length <= MAX_LIST_BYTES, "too long");
  const envelope = openEnvelope(cose, type);
  const key = await keys.signerOf(envelope);
  require(key, "no trusted key signed this");
  return { key, payload: envelope.payload };
}

/**
 * Return the times of a signed list that is in use at `now`, a slow clock allowed for.
 * @param {import("./cbor.js").CborMap} claims
 * @param {number} now
 */
export function currentTimes(claims, now) {
  const [issuedAt, expiresAt] = [timeOf(claims.get(ISSUED_AT)), timeOf(claims.get(EXPIRES_AT))];
  require(isInUse({ issuedAt, expiresAt }, now), "not in use now");
  return { issuedAt, expiresAt };
}

/**
 * Say whether a list has begun, a slow clock allowed for, and has not ended.
 * @param {{issuedAt: number, expiresAt: number}} times
 * @param {number} now
 */
export const isInUse = ({ issuedAt, expiresAt }, now) => issuedAt - CLOCK_LEEWAY_SECONDS <= now && now < expiresAt;
