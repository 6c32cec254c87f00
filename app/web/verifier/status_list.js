// Status values of many cards, packed into bits (IETF Token Status List, draft 21), and the signed
// list that carries them. Entries are packed from the least significant bit of each byte on.
import { require } from "./bytes.js";
import { decode } from "./cbor.js";
import { STATUS_LIST_ENTRIES, mapOf } from "./claims.js";
import { byteString } from "./cose.js";
import { inflate } from "./inflate.js";
import * as labels from "./labels.js";
import { currentTimes, unseal } from "./signed_list.js";

const BITS = 2;
const PER_BYTE = 8 / BITS;
const PACKED_BYTES = STATUS_LIST_ENTRIES / PER_BYTE;
const OF_A_LIST = [labels.SUBJECT, labels.EXPIRES_AT, labels.ISSUED_AT, labels.STATUS_LIST, labels.TTL];

/** The values of one list, and since when they are known. */
export class StatusList {
  /**
   * @param {import("./bytes.js").Bytes} packed
   * @param {{issuedAt: number, expiresAt: number}} times
   */
  constructor(packed, { issuedAt, expiresAt }) {
    this.packed = packed;
    this.issuedAt = issuedAt;
    this.expiresAt = expiresAt;
  }

  /** @param {number} index */
  value(index) {
    return this.packed[Math.floor(index / PER_BYTE)] >> BITS * (index % PER_BYTE) & 2 ** BITS - 1;
  }
}

/**
 * Read a signed status list; every flaw makes all of it unusable.
 * @param {import("./bytes.js").Bytes} cose
 * @param {{keys: import("./keys.js").TrustedKeys<import("./keys.js").IssuerKey>, uri: string, now: number}} expected
 */
export async function readStatusList(cose, { keys, uri, now }) {
  const { key, payload } = await unseal(cose, labels.TYPE_STATUS_LIST, keys);
  const claims = mapOf(decode(payload), OF_A_LIST);
  require(claims.get(labels.SUBJECT) === uri && uri.startsWith(`${key.issuer}/s/`), "another list");
  const times = currentTimes(claims, now);
  require(times.expiresAt <= key.verifyUntil, "outlives its key");
  const ttl = claims.get(labels.TTL);
  require(typeof ttl === "number" && ttl > 0, "no time to live");
  const list = mapOf(claims.get(labels.STATUS_LIST), ["lst", "bits", "aggregation_uri"]);
  require(list.get("bits") === BITS && list.get("aggregation_uri") === `${key.issuer}/s`, "not our list");
  const packed = await inflate(byteString(list.get("lst")), PACKED_BYTES);
  require(packed.length === PACKED_BYTES, "not a list's size");
  return new StatusList(packed, times);
}
