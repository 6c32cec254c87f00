// A button beside a text puts it on the clipboard and says so; without a clipboard there is no button.

/** @param {Document} page */
export function startCopying(page) {
  if (!navigator.clipboard) return;
  for (const element of page.querySelectorAll("[data-copy]")) {
    const button = /** @type {HTMLElement} */ (element);
    const text = page.getElementById(button.dataset.copy ?? "");
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text?.textContent ?? "");
      button.textContent = button.dataset.copied ?? "";
    });
  }
}
