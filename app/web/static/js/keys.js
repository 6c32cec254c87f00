// The keyboard map. A letter acts only outside fields, and only when no other key follows at once:
// a hand scanner types in bursts, and a scan must never decide anything.

const BURST_MS = 90;
const TYPED_IN = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), select, textarea, [contenteditable]";

/** @param {Document} page */
export function startKeys(page) {
  /** @type {number | undefined} */
  let waiting;
  let last = { key: "", at: 0 };
  let prefix = "";

  page.addEventListener("keydown", (event) => {
    const isBurst = event.timeStamp - last.at < BURST_MS;
    last = { key: event.key, at: event.timeStamp };
    window.clearTimeout(waiting);
    if (event.altKey && !event.ctrlKey && event.code === "KeyS") {
      event.preventDefault();
      press(page, "[data-key-save]");
      return;
    }
    if (isBurst || event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) {
      prefix = "";
      return;
    }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!find(page, prefix, key)) {
      prefix = key === "g" ? "g" : "";
      return;
    }
    event.preventDefault();
    const before = prefix;
    prefix = "";
    waiting = window.setTimeout(() => find(page, before, key)?.(), BURST_MS);
  });

  for (const opener of page.querySelectorAll("[data-open]")) {
    opener.addEventListener("click", () => openDialog(page, opener.getAttribute("data-open") ?? ""));
  }
}

/**
 * Return what a key does on this page, or nothing.
 * @param {Document} page
 * @param {string} prefix
 * @param {string} key
 * @returns {(() => void) | undefined}
 */
function find(page, prefix, key) {
  if (page.querySelector("dialog[open]")) return undefined;
  if (prefix === "g") {
    return target(page, `[data-go="${CSS.escape(key)}"]`, (link) => link.click());
  }
  if (key === "?") return () => openDialog(page, "keyboard");
  if (key === "/") return target(page, "[data-key-search]", (field) => field.focus());
  const own = target(page, `[data-key="${CSS.escape(key)}"]`, act);
  if (own) return own;
  if (key === "j" || key === "k") return () => move(page, key === "j" ? 1 : -1);
  return undefined;
}

/**
 * Links and the camera act at once; what changes a record only receives the focus, Enter confirms.
 * @param {HTMLElement} element
 */
function act(element) {
  if (element instanceof HTMLButtonElement && element.type === "submit") {
    element.focus();
    return;
  }
  element.click();
  if (element instanceof HTMLElement && element.matches("summary")) {
    /** @type {HTMLElement | null} */ (element.parentElement?.querySelector("select"))?.focus();
  }
}

/**
 * @param {Document} page
 * @param {number} step
 */
function move(page, step) {
  const rows = /** @type {HTMLElement[]} */ ([...page.querySelectorAll("[data-row]")]);
  const at = rows.indexOf(/** @type {HTMLElement} */ (page.activeElement));
  rows.at(Math.min(Math.max(at + step, 0), rows.length - 1))?.focus();
}

/**
 * @param {Document} page
 * @param {string} selector
 * @param {(element: HTMLElement) => void} action
 * @returns {(() => void) | undefined}
 */
function target(page, selector, action) {
  const found = /** @type {HTMLElement[]} */ ([...page.querySelectorAll(selector)]);
  const visible = found.find((element) => element.checkVisibility());
  return visible && (() => action(visible));
}

/**
 * @param {Document} page
 * @param {string} selector
 */
function press(page, selector) {
  target(page, selector, (element) => element.click())?.();
}

/** @param {KeyboardEvent} event */
function isTyping(event) {
  const place = event.target;
  if (!(place instanceof Element)) return false;
  // Space belongs to the button or box that has the focus.
  return place.matches(TYPED_IN) || (event.key === " " && place.matches("button, summary, a, input"));
}

/**
 * The browser gives the focus back to the opener when the dialog closes.
 * @param {Document} page
 * @param {string} name
 */
function openDialog(page, name) {
  const dialog = page.getElementById(name);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}
