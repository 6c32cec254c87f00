// What this device knows about the issuer: one key set and the status lists that it vouches for.
// It never goes back to a lower version of the set or to an older list.
import { FormatError } from "./bytes.js";
import { STATUS_LIST_ENTRIES, statusListNumber } from "./claims.js";
import { TrustedKeys } from "./keys.js";
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
    this.version = set.version;
    this.cardKeys = set.cardKeys;
    this.statusKeys = set.statusKeys;
    const kept = [...this.lists];
    this.lists.clear();
    for (const [number, { token: listToken }] of kept) await this.takeList(number, listToken, now);
    return true;
  }

  /**
   * Take a status list, unless it is unusable or older than the one there is.
   * @param {number} number
   * @param {Bytes} token
   * @param {number} now
   */
  async takeList(number, token, now) {
    const uri = `${this.issuer}/s/${number}`;
    const list = await readOrNull(readStatusList(token, { keys: this.statusKeys, uri, now }));
    if (!list || list.issuedAt < (this.lists.get(number)?.list.issuedAt ?? 0)) return false;
    this.lists.set(number, { token, list });
    return true;
  }

  /**
   * Look up what `verify` asks for.
   * @param {number} now
   * @returns {import("./verify.js").StatusLookup}
   */
  statusAt(now) {
    return (issuer, number, index) => {
      const list = issuer === this.issuer ? this.lists.get(number)?.list : undefined;
      if (!list || now >= list.expiresAt || index >= STATUS_LIST_ENTRIES) return null;
      return { value: list.value(index), asOf: list.issuedAt };
    };
  }

  /**
   * Return when the oldest of the lists was issued, or null without one that is good at `now`.
   * @param {number} now
   */
  oldest(now) {
    const good = [...this.lists.values()].filter(({ list }) => now < list.expiresAt);
    return good.length ? Math.min(...good.map(({ list }) => list.issuedAt)) : null;
  }

  /**
   * Return the numbers of the lists that an aggregation names; others' lists are left out.
   * @param {unknown} aggregation
   */
  listNumbers(aggregation) {
    const uris = /** @type {{status_lists?: unknown}} */ (aggregation ?? {}).status_lists;
    if (!Array.isArray(uris)) return [];
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
