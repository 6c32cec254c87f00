// Forms: focus on what is to be mended, one submission per press, a question before work is lost.

/**
 * Move the focus to the error summary, or to a result that has just come.
 * @param {Document} page
 */
export function focusFirst(page) {
  const target = page.querySelector("#error-summary");
  if (target instanceof HTMLElement) {
    target.focus();
  }
}

/** @param {Document} page */
export function startForms(page) {
  for (const link of page.querySelectorAll("#error-summary a")) {
    link.addEventListener("click", (event) => focusField(event, link));
  }
  for (const form of page.querySelectorAll("form[data-once], form[data-unsaved]")) {
    form.addEventListener("submit", (event) => submitOnce(event, /** @type {HTMLFormElement} */ (form)));
  }
  for (const form of page.querySelectorAll("form[data-unsaved]")) {
    askBeforeLeaving(/** @type {HTMLFormElement} */ (form));
  }
}

/**
 * A summary line names a field or a group; the focus goes to the first thing one can type in.
 * @param {Event} event
 * @param {Element} link
 */
function focusField(event, link) {
  const target = document.getElementById((link.getAttribute("href") ?? "").slice(1));
  if (!target) return;
  event.preventDefault();
  for (let box = target.closest("details"); box; box = box.parentElement?.closest("details") ?? null) {
    box.open = true;
  }
  const group = target.matches("input, select, textarea") ? target : target.closest("fieldset") ?? target;
  const field = group.matches("input, select, textarea") ? group : group.querySelector("input, select, textarea");
  const chosen = /** @type {HTMLElement} */ (field ?? target);
  chosen.scrollIntoView({ block: "center" });
  chosen.focus();
}

/**
 * @param {Event} event
 * @param {HTMLFormElement} form
 */
function submitOnce(event, form) {
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  // A page taken back from the browser's memory may be sent again.
  window.addEventListener("pageshow", () => delete form.dataset.sent, { once: true });
}

/** @param {HTMLFormElement} form */
function askBeforeLeaving(form) {
  let isChanged = false;
  form.addEventListener("input", () => (isChanged = true));
  form.addEventListener("submit", () => (isChanged = false));
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
}
