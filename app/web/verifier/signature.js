// Raw 64-byte signatures: ECDSA on P-256 with SHA-256, and Ed25519, both by the browser itself.
//
// An ECDSA signature (r, s) has a twin (r, n - s) that anybody can compute; only the one with the
// smaller s is accepted, so that a signed text cannot be changed into another good one.
import { hex, require } from "./bytes.js";
import { EDDSA, ES256, READ_AS } from "./labels.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/**
 * A public key; `crypto` is null where the browser knows no Ed25519.
 * @typedef {{algorithm: number, raw: Bytes, crypto: CryptoKey | null}} PublicKey
 */

const HALF = 32;
const HALF_ORDER = "7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8";
const HOW = {
  [ES256]: { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" },
  [EDDSA]: { name: "Ed25519", namedCurve: "Ed25519" },
};

/**
 * Make a public key of a point: 65 bytes uncompressed on P-256, 32 bytes of Ed25519.
 * @param {typeof ES256 | typeof EDDSA} algorithm
 * @param {Bytes} raw
 * @returns {Promise<PublicKey>}
 */
export async function importKey(algorithm, raw) {
  const made = crypto.subtle.importKey("raw", raw, HOW[algorithm], false, ["verify"]);
  const key = await made.catch(() => null);
  require(key || algorithm === EDDSA, "not a point of the curve");
  return { algorithm, raw, crypto: key };
}

/**
 * Say whether this key made the envelope's signature, by the algorithm that its header names.
 * @param {PublicKey} key
 * @param {import("./cose.js").Envelope} envelope
 */
export async function signatureHolds(key, { algorithm, signature, signed }) {
  if (READ_AS.get(algorithm) !== key.algorithm) return false;
  if (key.algorithm === ES256 && hex(signature.subarray(HALF)) > HALF_ORDER) return false;
  if (!key.crypto) return verifyInScript(signature, signed, key.raw);
  return crypto.subtle.verify(HOW[/** @type {keyof typeof HOW} */ (key.algorithm)], key.crypto, signature, signed);
}

/**
 * For browsers from before 2023: a library of our own copy, loaded only when it is needed.
 * @param {Bytes} signature
 * @param {Bytes} signed
 * @param {Bytes} raw
 * @returns {Promise<boolean>}
 */
async function verifyInScript(signature, signed, raw) {
  const address = "/v/ed25519.js";
  const library = await import(address);
  return library.verifyAsync(signature, signed, raw, { zip215: false });
}
