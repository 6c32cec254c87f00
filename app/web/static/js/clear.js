// A result leaves the screen after its seconds, and at once when the page is hidden.

/** @param {Document} page */
export function startClearing(page) {
  for (const element of page.querySelectorAll("[data-clear]")) {
    const result = /** @type {HTMLElement} */ (element);
    const clear = () => result.remove();
    window.setTimeout(clear, Number(result.dataset.clear) * 1000);
    window.addEventListener("pagehide", clear);
    page.addEventListener("visibilitychange", () => {
      if (page.visibilityState === "hidden") clear();
    });
    page.querySelector("[data-scan]")?.addEventListener("input", clear);
  }
}
