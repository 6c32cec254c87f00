// Shows one answer: colour, shape, sentence and sound together. It leaves after 20 seconds, at the
// next scan and when the page is hidden, and stands nowhere but on the screen.
import { freshness } from "./freshness.js";
import { day, moment, word } from "./words.js";

/** @typedef {import("./verdict.js").Verdict} Verdict */
/** @typedef {"good" | "amber" | "stop" | "again"} Kind */

const SHOWN_MS = 20000;
/** What helps when the card itself is not the trouble. */
const AGAIN = new Set(["unknown_key", "unreadable"]);

export class Answer {
  /**
   * @param {HTMLElement} place
   * @param {{
   *   config: import("./update.js").Config, onUpdate: () => void,
   *   onChange: (kind: Kind | null) => void,
   * }} around
   */
  constructor(place, { config, onUpdate, onChange }) {
    this.place = place;
    this.config = config;
    this.onUpdate = onUpdate;
    this.onChange = onChange;
    this.timer = 0;
    window.addEventListener("pagehide", () => this.clear());
    document.addEventListener("visibilitychange", () => document.hidden && this.clear());
  }

  /** Take the answer off the screen. */
  clear() {
    clearTimeout(this.timer);
    this.place.replaceChildren();
    this.place.className = "answer";
    this.onChange(null);
  }

  /**
   * @param {Verdict} verdict
   * @param {number} now
   */
  show(verdict, now) {
    const age = freshness(verdict.statusAsOf, now, this.config.freshness_limit);
    const kind = kindOf(verdict, age);
    const title = make("h2", sentenceOf(verdict, age));
    title.tabIndex = -1;
    const head = make("div", "", "answer__head");
    head.append(icon(kind), title);
    const body = make("div", "", "answer__body");
    if (verdict.claims) body.append(...this.holder(verdict, verdict.claims));
    else body.append(make("p", word("give_back"), "answer__next"));
    const keys = make("div", "", "answer__keys");
    if (kind === "amber" || verdict.word === "unknown_key") keys.append(button("update", this.onUpdate));
    keys.append(button("next", () => this.clear()));
    if (kind === "good") keys.append(this.note(now));
    this.place.replaceChildren(head, body, keys, make("div", "", "answer__clock"));
    this.place.className = `answer answer--${kind}`;
    this.place.dataset.word = verdict.word;
    this.onChange(kind);
    title.focus();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.clear(), SHOWN_MS);
  }

  /**
   * @param {Verdict} verdict
   * @param {import("./claims.js").CardClaims} claims
   */
  holder({ pleaseVisit, statusAsOf }, claims) {
    const facts = document.createElement("dl");
    if (claims.name) facts.append(make("dt", word("name")), isolated(claims.name, "answer__name"));
    facts.append(make("dt", word("card_number")), isolated(claims.cardNumber, "answer__number"));
    const end = claims.noEnd ? word("no_end") : day(claims.expiresAt - 1, this.config.time_zone);
    facts.append(make("dt", word("good_until")), make("dd", end));
    const face = claims.face ? [this.face(claims.face)] : [];
    const lines = [...face, facts, make("p", word("compare"), "answer__next")];
    if (pleaseVisit) lines.push(make("p", word("please_visit"), "answer__visit"));
    if (statusAsOf !== null) lines.push(make("p", word("list_of", { when: moment(statusAsOf) }), "answer__fine"));
    return lines;
  }

  /**
   * The picture in the code; its address dies as soon as it is drawn.
   * @param {import("./bytes.js").Bytes} webp
   */
  face(webp) {
    const picture = document.createElement("img");
    const address = URL.createObjectURL(new Blob([webp], { type: "image/webp" }));
    picture.onload = picture.onerror = () => URL.revokeObjectURL(address);
    picture.src = address;
    picture.alt = word("face");
    picture.className = "answer__face";
    return picture;
  }

  /**
   * In place of a photocopy: a note without name or number.
   * @param {number} now
   */
  note(now) {
    const text = word("note", { day: day(now, this.config.time_zone) });
    const opener = button("note_copy", async () => {
      await navigator.clipboard?.writeText(text).catch(() => {});
      opener.replaceWith(make("p", text, "answer__note"));
    });
    opener.classList.add("button--quiet");
    return opener;
  }
}

/**
 * Green is for `valid` with a fresh list only.
 * @param {Verdict} verdict
 * @param {import("./freshness.js").Freshness} age
 * @returns {Kind}
 */
export function kindOf(verdict, age) {
  if (verdict.word === "valid") return age === "fresh" ? "good" : "amber";
  return AGAIN.has(verdict.word) ? "again" : "stop";
}

/**
 * @param {Verdict} verdict
 * @param {import("./freshness.js").Freshness} age
 */
function sentenceOf(verdict, age) {
  if (verdict.word !== "valid" || age === "fresh") return word(verdict.word);
  return verdict.statusAsOf === null ? word("valid_unknown") : word("valid_stale", { when: moment(verdict.statusAsOf) });
}

/** @param {Kind} kind */
function icon(kind) {
  const icons = /** @type {HTMLTemplateElement} */ (document.getElementById("icons"));
  const drawing = /** @type {SVGElement} */ (icons.content.querySelector(`[data-icon=${kind}]`)?.cloneNode(true));
  drawing.setAttribute("class", "answer__icon");
  drawing.setAttribute("aria-hidden", "true");
  return drawing;
}

/**
 * @param {string} tag
 * @param {string} text
 */
function make(tag, text, style = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (style) element.className = style;
  return element;
}

/**
 * A name or number runs in its own direction, whatever the page's is.
 * @param {string} text
 * @param {string} style
 */
function isolated(text, style) {
  const place = make("dd", "", style);
  place.append(make("bdi", text));
  return place;
}

/**
 * @param {string} name
 * @param {() => void} act
 */
function button(name, act) {
  const made = /** @type {HTMLButtonElement} */ (make("button", word(name), "button"));
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}
