// Public keys as COSE_Key (RFC 9053, section 7) and their ids, the start of a thumbprint (RFC 9679).
import { hex, join, require } from "./bytes.js";
import { BYTES, MAP, decode, head } from "./cbor.js";
import { byteString } from "./cose.js";
import * as labels from "./labels.js";
import { importKey } from "./signature.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{kid: string, publicKey: import("./signature.js").PublicKey}} VerificationKey */

const COORDINATE_BYTES = 32;
const KEY_ID_BYTES = 4;
const [TYPE_OKP, TYPE_EC2, P256, ED25519] = [1, 2, 1, 6];

/**
 * Read a key that stands alone, such as a pinned root.
 * @param {Bytes} coseKey
 */
export async function readCoseKey(coseKey) {
  const parameters = decode(coseKey);
  require(parameters instanceof Map, "not a key");
  const key = await readKey(parameters);
  require(parameters.size === key.size, "a parameter too many");
  return key;
}

/**
 * Read the public key among the parameters; `size` says how many of them it took.
 * @param {import("./cbor.js").CborMap} parameters
 */
export async function readKey(parameters) {
  const type = parameters.get(labels.KEY_TYPE);
  const isP256 = type === TYPE_EC2;
  require(isP256 || type === TYPE_OKP, "not a P-256 or Ed25519 key");
  require(parameters.get(labels.CURVE) === (isP256 ? P256 : ED25519), "not a P-256 or Ed25519 key");
  const points = [labels.X, labels.Y].slice(0, type).map((label) => byteString(parameters.get(label)));
  require(points.every((point) => point.length === COORDINATE_BYTES), "coordinates are 32 bytes");
  const size = 2 + points.length;
  const encoded = join(
    head(MAP, size), [labels.KEY_TYPE, type, 0x20, isP256 ? P256 : ED25519],
    ...points.flatMap((point, at) => [[0x21 + at], head(BYTES, COORDINATE_BYTES), point]),
  );
  const thumbprint = new Uint8Array(await crypto.subtle.digest("SHA-256", encoded));
  const publicKey = await importKey(isP256 ? labels.ES256 : labels.EDDSA, isP256 ? join([4], ...points) : points[0]);
  return { kid: hex(thumbprint.subarray(0, KEY_ID_BYTES)), publicKey, size };
}
