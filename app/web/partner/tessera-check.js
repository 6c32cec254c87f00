// <tessera-check issuer="https://id.city.example"></tessera-check>: is this card in use right now?
//
// The text of a card's code goes to the issuer and nowhere else; neither text nor answer is kept. The
// answer is a word for the page around it (event "tessera-result") and a sentence for people; both
// leave after 20 seconds, at the next check and when the page is hidden. Carries no key: whoever
// needs more than sixty checks a minute asks from a server.
import { SENTENCES } from "./sentences.js";

const CLEAR_AFTER = 20_000;
const STYLE = `
  :host { display: block; font: 1rem/1.5 system-ui, sans-serif; color: #1b1b1b; max-width: 32rem; }
  label { display: block; font-weight: 700; }
  .hint { color: #565c65; display: block; }
  input { box-sizing: border-box; font: inherit; padding: .6rem; width: 100%; border: 1px solid #1b1b1b; }
  button { background: #005ea2; border: 0; border-radius: 4px; color: #fff; font: inherit; font-weight: 700;
    margin-top: .75rem; min-height: 44px; padding: .6rem 1.25rem; }
  input:focus, button:focus { outline: 4px solid #2491ff; outline-offset: 2px; }
  .answer { border: 3px solid #936f38; margin-top: 1rem; padding: 1rem; }
  .answer[data-kind="good"] { background: #ecf3ec; border-color: #216e1f; }
  .answer[data-kind="bad"] { background: #fceeee; border: 6px double #b50909; }
  .answer b { display: block; font-size: 1.25rem; }
  [hidden] { display: none; }`;
const FORM = `
  <form>
    <label for="text" data-words="text"></label>
    <span class="hint" id="hint" data-words="hint"></span>
    <input id="text" dir="ltr" autocomplete="off" spellcheck="false" required aria-describedby="hint">
    <button data-words="check"></button>
  </form>
  <div class="answer" role="status" hidden></div>`;

/** @typedef {{result: string, freshness: string, please_visit?: boolean}} Answer */

class TesseraCheck extends HTMLElement {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #asked = 0;
  #root = this.attachShadow({ mode: "open" });

  connectedCallback() {
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    this.#root.adoptedStyleSheets = [style];
    this.#root.innerHTML = FORM;
    const language = this.#language();
    this.#root.host.setAttribute("dir", language === "ar" ? "rtl" : "ltr");
    for (const element of this.#root.querySelectorAll("[data-words]")) {
      element.textContent = this.#word(element.getAttribute("data-words") ?? "");
    }
    this.#root.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#check();
    });
    document.addEventListener("visibilitychange", this.#clear);
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.#clear);
    this.#clear();
  }

  async #check() {
    const field = /** @type {HTMLInputElement} */ (this.#root.querySelector("input"));
    const credential = field.value.trim();
    field.value = "";
    this.#clear();
    const asked = this.#asked;
    const answer = await this.#ask(credential);
    // A slow answer to an earlier card must not stand beside the next one.
    if (asked !== this.#asked || document.hidden) return;
    if (typeof answer === "string") this.#show("open", [answer]);
    else this.#tell(answer);
  }

  /**
   * Ask the issuer; a name of a sentence when there is no answer.
   * @param {string} credential
   * @returns {Promise<Answer | string>}
   */
  async #ask(credential) {
    try {
      const reply = await fetch(new URL("/api/verifications", this.getAttribute("issuer") ?? ""), {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ credential }),
        credentials: "omit",
        cache: "no-store",
        referrerPolicy: "no-referrer",
      });
      if (reply.status === 429) return "too_many";
      return reply.ok ? await reply.json() : "unreachable";
    } catch {
      return "unreachable";
    }
  }

  /** @param {Answer} answer */
  #tell(answer) {
    const isValid = answer.result === "valid";
    const isFresh = answer.freshness === "fresh";
    const isBad = ["suspended", "revoked", "not_authentic"].includes(answer.result);
    const sentences = [isValid && !isFresh ? "stale" : answer.result, isValid ? "compare" : "give_back"];
    if (isValid && answer.please_visit) sentences.push("please_visit");
    this.#show(isValid && isFresh ? "good" : isBad ? "bad" : "open", sentences);
    const { result, freshness } = answer;
    this.dispatchEvent(new CustomEvent("tessera-result", { bubbles: true, detail: { result, freshness } }));
  }

  /**
   * @param {string} kind
   * @param {string[]} names
   */
  #show(kind, names) {
    const place = /** @type {HTMLElement} */ (this.#root.querySelector(".answer"));
    place.dataset.kind = kind;
    place.hidden = false;
    place.replaceChildren(...names.map((name, index) => {
      const line = document.createElement(index === 0 ? "b" : "div");
      line.textContent = this.#word(name);
      return line;
    }));
    this.#timer = setTimeout(this.#clear, CLEAR_AFTER);
  }

  #clear = () => {
    clearTimeout(this.#timer);
    this.#asked += 1;
    const place = /** @type {HTMLElement} */ (this.#root.querySelector(".answer"));
    place.replaceChildren();
    place.hidden = true;
  };

  /** @param {string} name */
  #word(name) {
    return SENTENCES[this.#language()]?.[name] ?? "";
  }

  #language() {
    const wish = this.closest("[lang]")?.getAttribute("lang") ?? navigator.language;
    const wanted = wish.split("-")[0];
    return Object.keys(SENTENCES).find((code) => code.split("-")[0] === wanted) ?? "en";
  }
}

customElements.define("tessera-check", TesseraCheck);
