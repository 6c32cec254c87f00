// A field that shows only the papers whose words begin with what is typed; chosen ones stay.

/** @param {Document} page */
export function startNarrowing(page) {
  for (const field of page.querySelectorAll("input[data-narrow]")) {
    const input = /** @type {HTMLInputElement} */ (field);
    input.addEventListener("input", () => narrow(page, input));
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") chooseOnly(event, page, input);
    });
    // The field only narrows the list: typing in it changes no answer.
    input.addEventListener("change", (event) => event.stopPropagation());
  }
}

/**
 * @param {Document} page
 * @param {HTMLInputElement} input
 */
function narrow(page, input) {
  const wanted = input.value.trim().toLowerCase();
  for (const row of rowsOf(page, input)) {
    const isChosen = row.querySelector("input:checked") !== null;
    row.hidden = !isChosen && !(row.dataset.words ?? "").toLowerCase().includes(wanted);
  }
  for (const table of page.querySelectorAll("table.papers")) {
    /** @type {HTMLElement} */ (table).hidden = table.querySelector("tr:not([hidden])") === null;
  }
}

/**
 * Enter ticks the paper when one is left, and makes room for the next word.
 * @param {Event} event
 * @param {Document} page
 * @param {HTMLInputElement} input
 */
function chooseOnly(event, page, input) {
  event.preventDefault();
  const left = rowsOf(page, input).filter((row) => !row.hidden && !row.querySelector("input:checked"));
  if (!input.value || left.length !== 1) return;
  /** @type {HTMLInputElement | null} */ (left[0].querySelector("input[type=checkbox]"))?.click();
  input.value = "";
  narrow(page, input);
}

/**
 * @param {Document} page
 * @param {HTMLInputElement} input
 */
function rowsOf(page, input) {
  return /** @type {HTMLElement[]} */ ([...page.querySelectorAll(input.dataset.narrow ?? "")]);
}
