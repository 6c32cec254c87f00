// Puts the parts of the page together: where texts come from, who checks them, what is shown.
import { Checker } from "./checker.js";
import { find } from "./elements.js";
import { Finder } from "./finder.js";
import { ListAge } from "./list_age.js";
import { isPDF, readPicture } from "./picture.js";
import { Answer } from "./result.js";
import { sound } from "./sound.js";
import { Updater } from "./update.js";
import { listen } from "./wedge.js";
import { speak, wantedLanguage } from "./words.js";

/** @typedef {{takeFragment: () => string, takeFirstFragment: () => string}} FragmentTaker */

const fragments = /** @type {FragmentTaker} */ (/** @type {unknown} */ (window));
const clock = () => Math.floor(Date.now() / 1000);

async function start() {
  const worker = registerWorker();
  const language = find("language", HTMLSelectElement);
  language.value = wantedLanguage();
  const [config] = await Promise.all([readConfig(), speak(language.value)]);
  find("program", HTMLElement).textContent = config.program;
  const updater = await Updater.open(config);
  await updater.recall(clock());

  const lists = new ListAge(updater, { clock, limit: config.freshness_limit });
  const answer = new Answer(find("answer", HTMLElement), {
    config, onUpdate: () => lists.update(), onChange: showKind,
  });
  const checker = new Checker(updater, answer, clock);
  const check = (/** @type {string[]} */ texts) => {
    finder.invite();
    return checker.check(texts);
  };
  const finder = new Finder(check);
  takeTexts(check, finder, answer);
  language.addEventListener("change", async () => {
    answer.clear();
    await speak(language.value);
    lists.show();
  });
  startSound();

  lists.show();
  const updating = lists.update();
  const first = fragments.takeFirstFragment();
  if (isScanned(first)) await check([first]);
  await updating;
  if (await worker) await navigator.serviceWorker.ready;
  document.documentElement.dataset.ready = "yes";
}

/**
 * Listen to everything but the camera that texts come from.
 * @param {(texts: string[]) => void} check
 * @param {Finder} finder
 * @param {Answer} answer
 */
function takeTexts(check, finder, answer) {
  const field = find("text", HTMLTextAreaElement);
  const picture = find("picture", HTMLInputElement);
  const takeField = () => {
    const text = field.value;
    field.value = "";
    return text;
  };
  find("check", HTMLButtonElement).addEventListener("click", () => {
    const text = takeField();
    if (text.trim()) check([text]);
    else field.focus();
  });
  picture.addEventListener("change", async () => {
    const [file] = picture.files ?? [];
    if (!file) return;
    answer.clear();
    const text = await readPicture(file).catch(() => undefined);
    picture.value = "";
    if (text === undefined) finder.tell(isPDF(file) ? "picture_pdf" : "picture_other");
    else if (text === null) finder.tell("picture_nothing");
    else check([text]);
  });
  listen(window, (texts) => {
    takeField();
    check(texts);
  });
  window.addEventListener("hashchange", () => {
    const text = fragments.takeFragment();
    if (isScanned(text)) check([text]);
  });
}

/**
 * The skip link goes through the address too: the name of a place on the page is no scanned text.
 * @param {string} text
 */
const isScanned = (text) => text !== "" && document.getElementById(text) === null;

/** @param {import("./result.js").Kind | null} kind */
function showKind(kind) {
  const stage = find("stage", HTMLElement);
  stage.dataset.answer = kind ?? "";
  if (kind) sound.play(kind);
  // The focus was in the answer that has just left.
  else if (document.activeElement === document.body) stage.focus({ preventScroll: true });
}

function startSound() {
  const button = find("sound", HTMLButtonElement);
  const show = () => button.setAttribute("aria-pressed", String(sound.isOn));
  button.addEventListener("click", () => {
    sound.isOn = !sound.isOn;
    show();
  });
  for (const touch of ["pointerdown", "keydown"]) window.addEventListener(touch, () => sound.wake(), { once: true });
  show();
}

/** Without a service worker (a private window, say) the page works as long as the network does. */
async function registerWorker() {
  const options = /** @type {const} */ ({ scope: "/v", updateViaCache: "none" });
  return navigator.serviceWorker?.register("/v/sw.js", options).catch(() => null);
}

/** @returns {Promise<import("./update.js").Config>} */
async function readConfig() {
  return (await fetch("/v/config.json", { credentials: "omit" })).json();
}

start();
