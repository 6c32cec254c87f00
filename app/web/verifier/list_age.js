// How old this device's lists are, whether the page works without a network, and the update.
import { find } from "./elements.js";
import { age, moment, word } from "./words.js";

const UPDATE_EVERY_MS = 15 * 60 * 1000;
const SHOW_EVERY_MS = 30 * 1000;

export class ListAge {
  /**
   * @param {import("./update.js").Updater} updater
   * @param {{clock: () => number, limit: number}} about
   */
  constructor(updater, { clock, limit }) {
    this.updater = updater;
    this.clock = clock;
    this.limit = limit;
    this.place = find("known", HTMLElement);
    this.line = find("known-word", HTMLElement);
    this.fine = find("known-fine", HTMLElement);
    find("update", HTMLButtonElement).addEventListener("click", () => this.update());
    window.addEventListener("online", () => this.update());
    navigator.serviceWorker?.addEventListener("controllerchange", () => this.show());
    setInterval(() => this.update(), UPDATE_EVERY_MS);
    setInterval(() => this.show(), SHOW_EVERY_MS);
  }

  show() {
    const now = this.clock();
    const oldest = this.updater.known.oldest(now);
    this.fine.textContent = word(navigator.serviceWorker?.controller ? "works_offline" : "works_online");
    if (oldest === null) {
      this.place.dataset.freshness = "none";
      this.line.textContent = word("list_none");
      return;
    }
    const isFresh = now - oldest <= this.limit;
    this.place.dataset.freshness = isFresh ? "fresh" : "stale";
    const values = { when: moment(oldest), age: age(now - oldest) };
    this.line.textContent = word(isFresh ? "list_fresh" : "list_stale", values);
  }

  /** Fetch everything anew. */
  async update() {
    this.line.textContent = word("updating");
    const came = await this.updater.fetchAll(this.clock);
    this.show();
    if (!came) this.fine.textContent = word("update_failed");
  }
}
