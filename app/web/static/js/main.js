// Starts the small parts a page needs. Everything but scanning and the camera works without this.
import { startClearing } from "./clear.js";
import { startCopying } from "./copy.js";
import { focusFirst, startForms } from "./forms.js";
import { startKeys } from "./keys.js";
import { startNarrowing } from "./narrow.js";
import { startPhoto } from "./photo.js";
import { startScan } from "./scan.js";

for (const element of document.querySelectorAll("[data-without-script]")) {
  element.setAttribute("hidden", "");
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}

startKeys(document);
startForms(document);
startNarrowing(document);
startScan(document);
startClearing(document);
startCopying(document);
for (const form of document.querySelectorAll("form[data-photo]")) {
  startPhoto(/** @type {HTMLFormElement} */ (form));
}
focusFirst(document);
