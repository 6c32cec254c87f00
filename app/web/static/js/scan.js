// The field a hand scanner types into: Enter or Tab after a long burst sends it.

const SHORTEST_SCAN = 20;

/** @param {Document} page */
export function startScan(page) {
  for (const field of page.querySelectorAll("textarea[data-scan]")) {
    const area = /** @type {HTMLTextAreaElement} */ (field);
    area.addEventListener("keydown", (event) => {
      const isEnd = event.key === "Enter" || (event.key === "Tab" && area.value.length >= SHORTEST_SCAN);
      if (!isEnd || event.shiftKey) return;
      event.preventDefault();
      if (area.value.trim()) area.form?.requestSubmit();
    });
  }
}
