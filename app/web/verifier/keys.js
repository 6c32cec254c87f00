// Issuer keys that this verifier trusts, found by key id: those that sign cards, those that sign
// status lists, and roots.
import { hex } from "./bytes.js";
import { signatureHolds } from "./signature.js";

/** @typedef {import("./cose_key.js").VerificationKey} VerificationKey */
/**
 * A key, the only issuer it may speak for, and the second after which nothing of it may end.
 * @typedef {VerificationKey & {issuer: string, verifyUntil: number}} IssuerKey
 */

/**
 * The keys that are trusted for one purpose. Several keys may share an id.
 * @template {VerificationKey} K
 */
export class TrustedKeys {
  /** @param {K[]} keys */
  constructor(keys = []) {
    this.keys = keys;
  }

  /** @param {import("./bytes.js").Bytes} keyId */
  withId(keyId) {
    const wanted = hex(keyId);
    return this.keys.filter((key) => key.kid === wanted);
  }

  /**
   * Return the key that made this envelope, or null.
   * @param {import("./cose.js").Envelope} envelope
   */
  async signerOf(envelope) {
    for (const key of this.withId(envelope.keyId)) {
      if (await signatureHolds(key.publicKey, envelope)) return key;
    }
    return null;
  }
}
