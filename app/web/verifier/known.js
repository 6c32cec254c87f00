// What this device knows about the issuer: one key set and the status lists that it vouches for.
// It never goes back to a lower version of the set or from a list that lasts to an older one.
import { FormatError, hex } from "./bytes.js";
import { STATUS_LIST_ENTRIES, statusListNumber } from "./claims.js";
import { TrustedKeys } from "./keys.js";
import { isInUse } from "./signed_list.js";
import { readStatusList } from "./status_list.js";
import { readKeySet } from "./trust_list.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./status_list.js").StatusList} StatusList */
/** @typedef {import("./keys.js").IssuerKey} IssuerKey */

export class Known {
  /**
   * @param {string} issuer
   * @param {import("./cose_key.js").VerificationKey} root
   */
  constructor(issuer, root) {
    this.issuer = issuer;
    this.root = root;
    this.version = 0;
    /** The key set in hexadecimal digits. */
    this.keySet = "";
    /** @type {TrustedKeys<IssuerKey>} */
    this.cardKeys = new TrustedKeys();
    /** @type {TrustedKeys<IssuerKey>} */
    this.statusKeys = new TrustedKeys();
    /** @type {Map<number, {token: Bytes, list: StatusList}>} */
    this.lists = new Map();
  }

  /**
   * Take a key set, unless it is unusable or of a lower version. Lists that it no longer vouches
   * for are dropped.
   * @param {Bytes} token
   * @param {number} now
   */
  async takeKeySet(token, now) {
    const set = await readOrNull(readKeySet(token, { root: this.root, issuer: this.issuer, now }));
    if (!set || set.version < this.version) return false;
    const keySet = hex(token);
    if (keySet === this.keySet) return true;
    /** @type {Known["lists"]} */
    const lists = new Map();
    for (const [number, { token: listToken }] of this.lists) {
      const list = await this.readList(number, listToken, { keys: set.statusKeys, now });
      if (list) lists.set(number, { token: listToken, list });
    }
    // All of it at once: a check that runs meanwhile finds its list.
    this.version = set.version;
    this.keySet = keySet;
    this.cardKeys = set.cardKeys;
    this.statusKeys = set.statusKeys;
    this.lists = lists;
    return true;
  }

  /**
   * Take a status list, unless it is unusable or older than the one there is. One that has run out
   * bars none: the last list of a program lasts longer than those that were made after it.
   * @param {number} number
   * @param {Bytes} token
   * @param {number} now
   */
  async takeList(number, token, now) {
    const list = await this.readList(number, token, { keys: this.statusKeys, now });
    const there = this.lists.get(number)?.list;
    if (!list || (there && now < there.expiresAt && list.issuedAt < there.issuedAt)) return false;
    this.lists.set(number, { token, list });
    return true;
  }

  /**
   * @param {number} number
   * @param {Bytes} token
   * @param {{keys: TrustedKeys<IssuerKey>, now: number}} beside
   */
  readList(number, token, beside) {
    return readOrNull(readStatusList(token, { uri: `${this.issuer}/s/${number}`, ...beside }));
  }

  /**
   * Look up what `verify` asks for, in the lists that belong to the keys of this moment.
   * @param {number} now
   * @returns {import("./verify.js").StatusLookup}
   */
  statusAt(now) {
    const { lists } = this;
    return (issuer, number, index) => {
      const list = issuer === this.issuer ? lists.get(number)?.list : undefined;
      if (!list || !isInUse(list, now) || index >= STATUS_LIST_ENTRIES) return null;
      return { value: list.value(index), asOf: list.issuedAt };
    };
  }

  /**
   * Return when the oldest of the lists was issued, or null without one that is good at `now`.
   * @param {number} now
   */
  oldest(now) {
    const good = [...this.lists.values()].filter(({ list }) => isInUse(list, now));
    return good.length ? Math.min(...good.map(({ list }) => list.issuedAt)) : null;
  }

  /**
   * Say whether a list answers at `now`.
   * @param {number} number
   * @param {number} now
   */
  hasList(number, now) {
    const kept = this.lists.get(number);
    return kept !== undefined && isInUse(kept.list, now);
  }

  /**
   * Return the numbers of the lists that an aggregation names, or null for anything else; others'
   * lists are left out.
   * @param {unknown} aggregation
   */
  listNumbers(aggregation) {
    const uris = /** @type {{status_lists?: unknown}} */ (aggregation ?? {}).status_lists;
    if (!Array.isArray(uris)) return null;
    return uris.filter((uri) => typeof uri === "string" && uri.startsWith(`${this.issuer}/s/`))
      .map((uri) => statusListNumber(uri, this.issuer));
  }
}

/**
 * @template T
 * @param {Promise<T>} reading
 */
async function readOrNull(reading) {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof FormatError) return null;
    throw error;
  }
}
