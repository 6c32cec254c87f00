// The page's words in the reader's language, and dates as that language writes them.
import { keep, recall } from "./kept.js";

/** @typedef {Record<string, string> & {months?: string[]}} Catalogue */

export const LANGUAGES = ["en", "es", "ht", "zh-Hans", "ar"];
const KEPT_AS = "language";

/** @type {{language: string, catalogue: Catalogue}} */
const current = { language: "en", catalogue: {} };

/** Return the language that was chosen here before, or else the first the browser wants. */
export function wantedLanguage() {
  const wishes = [recall(KEPT_AS) ?? "", ...navigator.languages];
  const known = wishes.map((wish) => LANGUAGES.find((language) => wish === language || wish.split("-")[0] === language.split("-")[0]));
  return known.find((language) => language !== undefined) ?? "en";
}

/**
 * Put the page into a language.
 * @param {string} language
 */
export async function speak(language) {
  const answer = await fetch(`/v/words/${language}.json`, { credentials: "omit" });
  Object.assign(current, { language, catalogue: await answer.json() });
  keep(KEPT_AS, language);
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
  document.title = word("title");
  for (const element of document.querySelectorAll("[data-words]")) {
    element.textContent = word(element.getAttribute("data-words") ?? "");
  }
}

/**
 * Return a sentence, with values in the places of their names.
 * @param {string} name
 * @param {Record<string, string | number>} values
 */
export function word(name, values = {}) {
  const sentence = current.catalogue[name] ?? name;
  return sentence.replace(/\{(\w+)\}/g, (_, place) => String(values[place] ?? ""));
}

/**
 * Write a day out.
 * @param {number} seconds
 * @param {string} [timeZone]
 */
export function day(seconds, timeZone) {
  const date = new Date(seconds * 1000);
  const { language, catalogue } = current;
  // Browsers know no dates in Haitian Creole.
  if (catalogue.months) {
    const parts = new Intl.DateTimeFormat("en", { day: "numeric", month: "numeric", year: "numeric", timeZone }).formatToParts(date);
    const value = (/** @type {string} */ type) => parts.find((part) => part.type === type)?.value ?? "";
    return `${value("day")} ${catalogue.months[Number(value("month")) - 1]} ${value("year")}`;
  }
  return new Intl.DateTimeFormat(`${language}-u-nu-latn-ca-gregory`, { dateStyle: "long", timeZone }).format(date);
}

/**
 * Write a moment out, in this device's time.
 * @param {number} seconds
 */
export function moment(seconds) {
  const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(seconds * 1000);
  return word("moment", { day: day(seconds), time });
}

/**
 * Write a length of time out in its largest unit.
 * @param {number} seconds
 */
export function age(seconds) {
  const minutes = Math.max(0, Math.floor(seconds / 60));
  if (minutes < 60) return word("age_minutes", { n: minutes });
  if (minutes < 48 * 60) return word("age_hours", { n: Math.floor(minutes / 60) });
  return word("age_days", { n: Math.floor(minutes / 1440) });
}
