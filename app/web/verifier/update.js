// Brings key set and status lists from the issuer and keeps them on this device. All lists are
// fetched, always: which card was looked at shows in no request.
import { fromHex } from "./bytes.js";
import { readCoseKey } from "./cose_key.js";
import { Known } from "./known.js";

/**
 * What the server says about itself; it is part of the page's release.
 * @typedef {{
 *   issuer: string, root: string, program: string, time_zone: string, freshness_limit: number,
 * }} Config
 */

const KEYS = "/.well-known/cose-keys";
const AGGREGATION = "/s";
const VERSION = "x-version";
const AT_ONCE = 4;

/**
 * Where this device keeps what it knows; a private window may forbid that, and then it forgets.
 * @typedef {Pick<Cache, "match" | "put" | "keys">} Keeper
 */
/** @type {Keeper} */
const FORGETFUL = { match: async () => undefined, put: async () => {}, keys: async () => [] };

export class Updater {
  /**
   * @param {Known} known
   * @param {Keeper} cache
   */
  constructor(known, cache) {
    this.known = known;
    this.cache = cache;
    /** @type {Promise<boolean> | null} */
    this.running = null;
  }

  /** @param {Config} config */
  static async open(config) {
    const root = await readCoseKey(fromHex(config.root));
    const known = new Known(config.issuer, root);
    // Under another root begins another history.
    return new Updater(known, await caches.open(`tessera-known-${root.kid}`).catch(() => FORGETFUL));
  }

  /**
   * Read what this device kept.
   * @param {number} now
   */
  async recall(now) {
    const kept = await this.cache.match(KEYS);
    if (!kept) return;
    await this.known.takeKeySet(await bytesOf(kept), now);
    // The version counts even when the set itself has run out.
    this.known.version = Math.max(this.known.version, Number(kept.headers.get(VERSION)));
    for (const { url } of await this.cache.keys()) {
      const number = /\/s\/([0-9]+)$/.exec(url)?.[1];
      const response = number && await this.cache.match(url);
      if (response) await this.known.takeList(Number(number), await bytesOf(response), now);
    }
  }

  /**
   * Fetch everything anew; true when the key set came, the aggregation named its lists, and all of
   * them are at hand.
   * @param {() => number} clock
   */
  fetchAll(clock) {
    this.running ??= this.fetchOnce(clock).catch(() => false).finally(() => (this.running = null));
    return this.running;
  }

  /** @param {() => number} clock */
  async fetchOnce(clock) {
    const set = await bytesOf(await get(KEYS));
    const isTaken = await this.known.takeKeySet(set, clock());
    if (isTaken) {
      await this.cache.put(KEYS, new Response(set, { headers: { [VERSION]: String(this.known.version) } }));
    }
    const numbers = this.known.listNumbers(await (await get(AGGREGATION)).json());
    const queue = [...numbers ?? []];
    const fetchNext = async () => {
      for (let number = queue.shift(); number !== undefined; number = queue.shift()) {
        const path = `${AGGREGATION}/${number}`;
        const token = await bytesOf(await get(path));
        if (await this.known.takeList(number, token, clock())) await this.cache.put(path, new Response(token));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, fetchNext));
    const now = clock();
    return isTaken && numbers !== null && numbers.every((number) => this.known.hasList(number, now));
  }
}

/** @param {string} path */
async function get(path) {
  const response = await fetch(path, { cache: "no-cache", credentials: "omit", referrerPolicy: "no-referrer" });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response;
}

/** @param {Response} response */
const bytesOf = async (response) => new Uint8Array(await response.arrayBuffer());
