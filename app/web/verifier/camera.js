// The camera: 720p, a look every 120 ms, the light where the device has one. Pictures are looked at
// in memory and go nowhere.
import { findCode, loadScanner } from "./scanner.js";

const LOOK_EVERY_MS = 120;
/** The same code counts again only after it was out of sight for this long. */
const OUT_OF_SIGHT_MS = 1500;

export class Camera {
  /**
   * @param {HTMLVideoElement} video
   * @param {(text: string) => void} onText
   */
  constructor(video, onText) {
    this.video = video;
    this.onText = onText;
    this.canvas = document.createElement("canvas");
    this.brush = this.canvas.getContext("2d", { willReadFrequently: true });
    this.isOn = false;
    /** Counts what was asked for: a start that was overtaken by a stop switches nothing on. */
    this.wish = 0;
    this.seen = { text: "", at: -Infinity };
  }

  /**
   * Switch the camera on, unless it is stopped meanwhile: people take their time to allow it.
   * Rejects when there is none, it is not allowed, or codes cannot be looked for.
   */
  async start() {
    const wish = ++this.wish;
    const scanner = loadScanner();
    scanner.catch(() => {}); // it is awaited below, once there is a picture
    const picture = { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } };
    const stream = await navigator.mediaDevices.getUserMedia({ video: picture, audio: false });
    if (wish !== this.wish) return stream.getTracks().forEach((track) => track.stop());
    this.video.srcObject = stream;
    try {
      await Promise.all([scanner, this.video.play()]);
    } catch (error) {
      if (wish !== this.wish) return; // the stop ended the picture, and nothing is wrong
      this.stop();
      throw error;
    }
    if (wish !== this.wish) return;
    this.isOn = true;
    this.look();
  }

  /** Switch it off, or keep it from coming on, and forget what it saw. */
  stop() {
    this.wish += 1;
    this.isOn = false;
    this.seen = { text: "", at: -Infinity };
    this.tracks().forEach((track) => track.stop());
    this.video.srcObject = null;
  }

  get hasLight() {
    const [track] = this.tracks();
    const abilities = /** @type {{torch?: boolean} | undefined} */ (track?.getCapabilities?.());
    return abilities?.torch === true;
  }

  /** @param {boolean} isLit */
  async light(isLit) {
    const wish = /** @type {MediaTrackConstraintSet} */ ({ torch: isLit });
    await this.tracks()[0]?.applyConstraints({ advanced: [wish] });
  }

  tracks() {
    const stream = this.video.srcObject;
    return stream instanceof MediaStream ? stream.getVideoTracks() : [];
  }

  async look() {
    if (!this.isOn) return;
    const { canvas, brush, video } = this;
    const [width, height] = [video.videoWidth, video.videoHeight];
    if (width > 0 && brush) {
      [canvas.width, canvas.height] = [width, height];
      brush.drawImage(video, 0, 0);
      const text = await findCode(brush.getImageData(0, 0, width, height), true).catch(() => null);
      if (text !== null && this.isOn) this.see(text);
    }
    setTimeout(() => this.look(), LOOK_EVERY_MS);
  }

  /** @param {string} text */
  see(text) {
    const now = performance.now();
    const isNew = text !== this.seen.text || now - this.seen.at > OUT_OF_SIGHT_MS;
    this.seen = { text, at: now };
    if (isNew) this.onText(text);
  }
}
