// What a card's credential says: exactly the claims of FORMAT.md and nothing beside them.
import { hex, require } from "./bytes.js";
import { decode } from "./cbor.js";
import * as labels from "./labels.js";

/** @typedef {import("./cbor.js").CborValue} CborValue */
/**
 * What the credential of one card says. Times are whole seconds UTC; `expiresAt` is the first
 * second after the card's last day; a minor's card has no name. The face is a WebP file.
 * @typedef {{
 *   issuer: string, cardNumber: string, name: string | null, face: import("./bytes.js").Bytes | null, issuedAt: number, expiresAt: number,
 *   notBefore: number | null, cti: string, statusList: number, statusIndex: number, noEnd: boolean,
 * }} CardClaims
 */

export const STATUS_LIST_ENTRIES = 131072;
const CTI_BYTES = 16;
const MAX_NAME_BYTES = 240;
const MIN_FACE_BYTES = 16;
const MAX_FACE_BYTES = 700;
const END_OF_TIME = 2 ** 33;
const CARD_NUMBER_FORM = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}$/;
const STATUS_LIST_FORM = /^(0|[1-9][0-9]{0,8})$/;
const REQUIRED = [
  labels.ISSUER, labels.EXPIRES_AT, labels.ISSUED_AT, labels.CTI, labels.IDENTITY, labels.STATUS,
];

/**
 * Read a payload whose signature holds under a key of `issuer`.
 * @param {import("./bytes.js").Bytes} payload
 * @param {string} issuer
 * @returns {CardClaims}
 */
export function decodeClaims(payload, issuer) {
  const claims = mapOf(decode(payload), REQUIRED, [labels.NOT_BEFORE, labels.NO_END]);
  require(claims.get(labels.ISSUER) === issuer, "another issuer");
  const issuedAt = timeOf(claims.get(labels.ISSUED_AT));
  const cti = claims.get(labels.CTI);
  require(cti instanceof Uint8Array && cti.length === CTI_BYTES, "not a cti");
  const noEnd = claims.get(labels.NO_END);
  require(noEnd === undefined || noEnd === 1, "the no-end flag is 1 or absent");
  const notBefore = claims.has(labels.NOT_BEFORE) ? timeOf(claims.get(labels.NOT_BEFORE)) : null;
  require(notBefore !== issuedAt, "not-before repeats issued-at");
  return {
    issuer, ...identity(claims.get(labels.IDENTITY)), issuedAt, expiresAt: timeOf(claims.get(labels.EXPIRES_AT)),
    notBefore, cti: hex(cti), ...statusEntry(claims.get(labels.STATUS), issuer), noEnd: noEnd === 1,
  };
}

/**
 * Return a map that has all the required keys and, beside them, optional ones only.
 * @param {CborValue | undefined} value
 * @param {(number | string)[]} required
 * @param {(number | string)[]} optional
 */
export function mapOf(value, required, optional = []) {
  require(value instanceof Map && required.every((key) => value.has(key)), "something is missing");
  const extra = optional.filter((key) => value.has(key)).length;
  require(value.size === required.length + extra, "something is extra");
  return value;
}

/** @param {CborValue | undefined} value */
export function timeOf(value) {
  require(typeof value === "number" && value >= 0 && value < END_OF_TIME, "not a time");
  return value;
}

/**
 * Return the number in the address of one of the issuer's status lists.
 * @param {CborValue | undefined} uri
 * @param {string} issuer
 */
export function statusListNumber(uri, issuer) {
  const prefix = `${issuer}/s/`;
  require(typeof uri === "string" && uri.startsWith(prefix), "not a status list of this issuer");
  const number = uri.slice(prefix.length);
  require(STATUS_LIST_FORM.test(number), "not the number of a status list");
  return Number(number);
}

/**
 * @param {CborValue | undefined} status
 * @param {string} issuer
 */
function statusEntry(status, issuer) {
  const entry = mapOf(mapOf(status, ["status_list"]).get("status_list"), ["idx", "uri"]);
  const statusIndex = entry.get("idx");
  require(
    typeof statusIndex === "number" && statusIndex >= 0 && statusIndex < STATUS_LIST_ENTRIES,
    "index outside its list",
  );
  return { statusList: statusListNumber(entry.get("uri"), issuer), statusIndex };
}

/** @param {CborValue | undefined} value */
function identity(value) {
  const card = mapOf(value, [labels.CARD_NUMBER], [labels.NAME, labels.FACE]);
  const cardNumber = card.get(labels.CARD_NUMBER);
  require(typeof cardNumber === "string" && CARD_NUMBER_FORM.test(cardNumber), "not a card number");
  require(card.has(labels.NAME) || !card.has(labels.FACE), "a face without a name");
  if (!card.has(labels.NAME)) return { cardNumber, name: null, face: null };
  const name = card.get(labels.NAME);
  require(typeof name === "string" && name !== "", "not a name");
  require(new TextEncoder().encode(name).length <= MAX_NAME_BYTES, "name too long");
  return { cardNumber, name, face: card.has(labels.FACE) ? faceOf(card.get(labels.FACE)) : null };
}

/**
 * Return the one picture in an array of biometrics; only its beginning is looked at.
 * @param {CborValue | undefined} value
 */
function faceOf(value) {
  require(Array.isArray(value) && value.length === 1, "not one face");
  const entry = mapOf(value[0], [labels.FACE_DATA, labels.FACE_FORMAT, labels.FACE_SUB_FORMAT]);
  require(entry.get(labels.FACE_FORMAT) === labels.FORMAT_IMAGE, "not an image");
  require(entry.get(labels.FACE_SUB_FORMAT) === labels.IMAGE_WEBP, "not a WebP");
  const face = entry.get(labels.FACE_DATA);
  require(face instanceof Uint8Array, "not bytes");
  require(face.length >= MIN_FACE_BYTES && face.length <= MAX_FACE_BYTES, "a face of another size");
  require(hex(face.slice(0, 4)) === "52494646" && hex(face.slice(8, 12)) === "57454250", "not a WebP");
  return face;
}
