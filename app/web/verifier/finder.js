// The place where codes are found: the camera's picture, its two buttons and what is to be done.
import { Camera } from "./camera.js";
import { find, say } from "./elements.js";
import { word } from "./words.js";

export class Finder {
  /** @param {(texts: string[]) => void} onTexts */
  constructor(onTexts) {
    this.place = find("finder", HTMLElement);
    this.video = find("video", HTMLVideoElement);
    this.message = find("finder-word", HTMLElement);
    this.button = find("camera", HTMLButtonElement);
    this.light = find("light", HTMLButtonElement);
    this.camera = new Camera(this.video, (text) => onTexts([text]));
    this.button.addEventListener("click", () => this.toggle());
    this.light.addEventListener("click", () => this.toggleLight());
    window.addEventListener("pagehide", () => this.stop());
    document.addEventListener("visibilitychange", () => document.hidden && this.stop());
  }

  /** @param {string} name of a sentence */
  tell(name) {
    say(this.message, name, word(name));
  }

  /** Say what to do next. */
  invite() {
    this.tell(this.camera.isOn ? "camera_guide" : "lead");
  }

  async toggle() {
    if (this.camera.isOn) return this.stop();
    this.button.disabled = true;
    const isStarted = await this.camera.start().then(() => true, () => false);
    this.button.disabled = false;
    this.button.focus();
    this.show();
    if (!isStarted) this.tell("camera_refused");
  }

  stop() {
    const { isOn } = this.camera;
    this.camera.stop(); // also while it is being started
    if (isOn) this.show();
  }

  async toggleLight() {
    const isLit = this.light.getAttribute("aria-pressed") !== "true";
    await this.camera.light(isLit);
    this.light.setAttribute("aria-pressed", String(isLit));
  }

  show() {
    const { isOn, hasLight } = this.camera;
    this.place.toggleAttribute("data-live", isOn);
    this.video.hidden = !isOn;
    this.light.hidden = !hasLight;
    this.light.setAttribute("aria-pressed", "false");
    const name = isOn ? "camera_stop" : "camera_start";
    say(find("camera-word", HTMLElement), name, word(name));
    this.invite();
  }
}
