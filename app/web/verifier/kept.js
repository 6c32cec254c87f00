// What this device remembers from one visit to the next: the language, and whether to sound. A
// browser that keeps nothing for pages throws at any touch of localStorage, or when it is written
// to; then it is remembered until the page is left.

/** @type {Map<string, string>} */
const here = new Map();

/**
 * Return what was kept under a name, or null.
 * @param {string} name
 */
export function recall(name) {
  try {
    return here.get(name) ?? localStorage.getItem(name);
  } catch {
    return null;
  }
}

/**
 * Keep a value under a name.
 * @param {string} name
 * @param {string} value
 */
export function keep(name, value) {
  here.set(name, value);
  try {
    localStorage.setItem(name, value);
  } catch {
    // It is in `here`.
  }
}
