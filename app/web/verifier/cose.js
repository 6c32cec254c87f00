// COSE_Sign1 (RFC 9052, section 4.2) in the one shape of cards and signed lists: tag 18, an empty
// unprotected header, 64 bytes of signature. Says nothing about whether the signature holds.
import { join, require } from "./bytes.js";
import { ARRAY, BYTES, MAP, Reader, TEXT, decode, head } from "./cbor.js";
import { COSE_SIGN1_TAG, HEADER_ALGORITHM, HEADER_KEY_ID, HEADER_TYPE } from "./labels.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/**
 * The parts of a signed message, none of which is to be believed yet.
 * @typedef {{algorithm: number, keyId: Bytes, payload: Bytes, signature: Bytes, signed: Bytes}} Envelope
 */

export const SIGNATURE_BYTES = 64;
const CONTEXT = new TextEncoder().encode("Signature1");

/**
 * Take the bytes of a signed message apart.
 * @param {Bytes} cose
 * @param {string} [type] of a signed list; a card has none
 * @returns {Envelope}
 */
export function openEnvelope(cose, type) {
  const reader = new Reader(cose);
  reader.expect([0xc0 | COSE_SIGN1_TAG, ...head(ARRAY, 4)]);
  const protectedHeader = byteString(reader.item());
  reader.expect(head(MAP, 0));
  const payload = byteString(reader.item());
  const signature = byteString(reader.item());
  reader.finish();
  require(signature.length === SIGNATURE_BYTES, "not 64 bytes of signature");
  return { ...readHeader(protectedHeader, type), payload, signature, signed: toBeSigned(protectedHeader, payload) };
}

/**
 * @param {Bytes} header
 * @param {string} [type]
 */
function readHeader(header, type) {
  const entries = decode(header);
  require(entries instanceof Map && entries.size === (type ? 3 : 2), "not our header");
  require(entries.get(HEADER_TYPE) === type, "not of this type");
  const algorithm = entries.get(HEADER_ALGORITHM);
  require(typeof algorithm === "number", "the algorithm is not a number");
  return { algorithm, keyId: byteString(entries.get(HEADER_KEY_ID)) };
}

/**
 * The Sig_structure over which the signature is made (RFC 9052, section 4.4).
 * @param {Bytes} header
 * @param {Bytes} payload
 */
function toBeSigned(header, payload) {
  return join(
    head(ARRAY, 4), head(TEXT, CONTEXT.length), CONTEXT, head(BYTES, header.length), header,
    head(BYTES, 0), head(BYTES, payload.length), payload,
  );
}

/** @param {import("./cbor.js").CborValue | undefined} value @returns {Bytes} */
export function byteString(value) {
  require(value instanceof Uint8Array, "not a byte string");
  return value;
}
