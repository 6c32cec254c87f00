// The page's elements by their id; index.html has every one of them.

/**
 * @template {HTMLElement} E
 * @param {string} id
 * @param {new () => E} kind
 * @returns {E}
 */
export function find(id, kind) {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new TypeError(`no ${id} on the page`);
  return element;
}

/**
 * Show a sentence in an element and remember which, for when the language changes.
 * @param {HTMLElement} element
 * @param {string} name
 * @param {string} sentence
 */
export function say(element, name, sentence) {
  element.dataset.words = name;
  element.textContent = sentence;
}
