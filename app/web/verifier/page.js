// Puts the parts of the page together: where texts come from, who checks them, what is shown.
import { Camera } from "./camera.js";
import { readPicture } from "./picture.js";
import { Answer } from "./result.js";
import { sound } from "./sound.js";
import { Updater } from "./update.js";
import { verify } from "./verify.js";
import { listen } from "./wedge.js";
import { age, moment, speak, wantedLanguage, word } from "./words.js";

/** @typedef {{takeFragment: () => string, takeFirstFragment: () => string}} FragmentTaker */

const UPDATE_EVERY_MS = 15 * 60 * 1000;
const FIRST_LIST_MS = 5000;

/** @template {HTMLElement} E @param {string} id */
const find = (id) => /** @type {E} */ (document.getElementById(id));
const clock = () => Math.floor(Date.now() / 1000);
const fragments = /** @type {FragmentTaker} */ (/** @type {unknown} */ (window));

async function start() {
  const registered = navigator.serviceWorker?.register("/v/sw.js", { scope: "/v", updateViaCache: "none" }).catch(() => null);
  const language = /** @type {HTMLSelectElement} */ (find("language"));
  language.value = wantedLanguage();
  const [config] = await Promise.all([readConfig(), speak(language.value)]);
  find("program").textContent = config.program;
  const updater = await Updater.open(config);
  await updater.recall(clock());

  const camera = new Camera(/** @type {HTMLVideoElement} */ (find("video")), (text) => check([text]));
  const answer = new Answer(find("answer"), { config, onUpdate: update, onChange: (kind) => {
    find("stage").dataset.answer = kind ?? "";
    if (kind) sound.play(kind);
    else if (document.activeElement === document.body) find("stage").focus({ preventScroll: true });
  } });

  let latest = 0;
  /**
   * Check a scanned text; of several readings of the same scan the first that is a credential counts.
   * @param {string[]} texts
   */
  async function check(texts) {
    const mine = ++latest;
    answer.clear();
    say(camera.isOn ? "camera_guide" : "lead");
    // Only the very first visit waits here, until its lists are in.
    if (updater.known.version === 0 && updater.running) await Promise.race([updater.running, wait(FIRST_LIST_MS)]);
    const now = clock();
    const known = { keys: updater.known.cardKeys, status: updater.known.statusAt(now), now };
    let verdict = await verify(texts[0], known);
    for (const other of texts.slice(1)) {
      if (verdict.word === "unreadable") verdict = await verify(other, known);
    }
    // A newer scan has overtaken this one, or nobody is looking any more.
    if (mine === latest && !document.hidden) answer.show(verdict, now);
  }

  /** @param {string} name */
  function say(name) {
    const place = find("finder-word");
    place.dataset.words = name;
    place.textContent = word(name);
  }

  function showKnown() {
    const now = clock();
    const oldest = updater.known.oldest(now);
    const isFresh = oldest !== null && now - oldest <= config.freshness_limit;
    find("known").dataset.freshness = oldest === null ? "none" : isFresh ? "fresh" : "stale";
    const when = oldest === null ? "" : moment(oldest);
    find("known-word").textContent = oldest === null
      ? word("list_none")
      : word(isFresh ? "list_fresh" : "list_stale", { when, age: age(now - oldest) });
    find("known-fine").textContent = word(navigator.serviceWorker?.controller ? "works_offline" : "works_online");
  }

  async function update() {
    find("known-word").textContent = word("updating");
    const came = await updater.fetchAll(clock);
    showKnown();
    if (!came) find("known-fine").textContent = word("update_failed");
  }

  async function toggleCamera() {
    const button = find("camera");
    button.setAttribute("aria-disabled", "true");
    if (camera.isOn) camera.stop();
    else await camera.start().catch(() => say("camera_refused"));
    button.removeAttribute("aria-disabled");
    showCamera();
  }

  function showCamera() {
    find("finder").toggleAttribute("data-live", camera.isOn);
    find("video").hidden = !camera.isOn;
    find("light").hidden = !camera.hasLight;
    if (camera.isOn) say("camera_guide");
    find("camera-word").dataset.words = camera.isOn ? "camera_stop" : "camera_start";
    find("camera-word").textContent = word(camera.isOn ? "camera_stop" : "camera_start");
  }

  /** @param {HTMLInputElement} input */
  async function choosePicture(input) {
    const file = input.files?.[0];
    input.value = "";
    if (!file) return;
    answer.clear();
    const text = await readPicture(file).catch(() => null);
    if (text === null) say("picture_nothing");
    else await check([text]);
  }

  function checkTyped() {
    const field = /** @type {HTMLTextAreaElement} */ (find("text"));
    const text = field.value;
    field.value = "";
    if (text.trim()) check([text]);
    else field.focus();
  }

  listen(window, (texts) => {
    /** @type {HTMLTextAreaElement} */ (find("text")).value = "";
    check(texts);
  });
  language.addEventListener("change", async () => {
    answer.clear();
    await speak(language.value);
    showCamera();
    showKnown();
  });
  find("camera").addEventListener("click", toggleCamera);
  find("light").addEventListener("click", async () => {
    const isLit = find("light").getAttribute("aria-pressed") !== "true";
    await camera.light(isLit);
    find("light").setAttribute("aria-pressed", String(isLit));
  });
  find("picture").addEventListener("change", () => choosePicture(/** @type {HTMLInputElement} */ (find("picture"))));
  find("check").addEventListener("click", checkTyped);
  find("update").addEventListener("click", update);
  find("sound").setAttribute("aria-pressed", String(sound.isOn));
  find("sound").addEventListener("click", () => {
    sound.isOn = !sound.isOn;
    find("sound").setAttribute("aria-pressed", String(sound.isOn));
  });
  for (const touch of ["pointerdown", "keydown"]) window.addEventListener(touch, () => sound.wake(), { once: true });
  window.addEventListener("hashchange", () => {
    const text = fragments.takeFragment();
    if (text) check([text]);
  });
  window.addEventListener("pagehide", () => camera.stop());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden || !camera.isOn) return;
    camera.stop();
    showCamera();
  });
  window.addEventListener("online", update);
  navigator.serviceWorker?.addEventListener("controllerchange", showKnown);
  setInterval(update, UPDATE_EVERY_MS);
  setInterval(showKnown, 30000);

  showKnown();
  const first = fragments.takeFirstFragment();
  const updating = update();
  if (first) await check([first]);
  await updating;
  if (await registered) await navigator.serviceWorker.ready;
  document.documentElement.dataset.ready = "yes";
}

/** @returns {Promise<import("./update.js").Config>} */
async function readConfig() {
  return (await fetch("/v/config.json", { credentials: "omit" })).json();
}

/** @param {number} ms */
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

start();
