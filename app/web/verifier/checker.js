// Checks a scanned text with what this device knows and shows the answer.
import { verify } from "./verify.js";

const FIRST_LIST_MS = 5000;

export class Checker {
  /**
   * @param {import("./update.js").Updater} updater
   * @param {import("./result.js").Answer} answer
   * @param {() => number} clock
   */
  constructor(updater, answer, clock) {
    this.updater = updater;
    this.answer = answer;
    this.clock = clock;
    this.latest = 0;
  }

  /**
   * Of several readings of the same scan the first that is a credential counts.
   * @param {string[]} texts
   */
  async check(texts) {
    const mine = ++this.latest;
    this.answer.clear();
    await this.firstLists();
    const now = this.clock();
    const { cardKeys: keys } = this.updater.known;
    const status = this.updater.known.statusAt(now);
    let verdict = await verify(texts[0], { keys, status, now });
    for (const other of texts.slice(1)) {
      if (verdict.word === "unreadable") verdict = await verify(other, { keys, status, now });
    }
    // A newer scan has overtaken this one, or nobody is looking any more.
    if (mine === this.latest && !document.hidden) this.answer.show(verdict, now);
  }

  /** Only the very first visit waits here, until its lists are in. */
  async firstLists() {
    const { known, running } = this.updater;
    if (known.version > 0 || !running) return;
    await Promise.race([running, new Promise((resolve) => setTimeout(resolve, FIRST_LIST_MS))]);
  }
}
