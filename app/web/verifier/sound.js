// Each kind of answer has a sound and a vibration of its own, made here.
import { keep, recall } from "./kept.js";

/** @type {Record<import("./result.js").Kind, {tones: [number, number][], buzz: number[]}>} */
const PATTERNS = {
  good: { tones: [[660, 0.09], [990, 0.16]], buzz: [60] },
  amber: { tones: [[520, 0.12], [520, 0.12]], buzz: [60, 80, 60] },
  stop: { tones: [[220, 0.18], [165, 0.34]], buzz: [250] },
  again: { tones: [[330, 0.12]], buzz: [30, 60, 30] },
};
const KEPT_AS = "sound";

export const sound = {
  /** @type {AudioContext | null} */
  device: null,

  get isOn() {
    return recall(KEPT_AS) !== "off";
  },

  set isOn(on) {
    keep(KEPT_AS, on ? "on" : "off");
  },

  /** Browsers let a page sound only after somebody has touched it. */
  wake() {
    this.device ??= new AudioContext();
    this.device.resume().catch(() => {});
  },

  /** @param {import("./result.js").Kind} kind */
  play(kind) {
    if (!this.isOn) return;
    const { tones, buzz } = PATTERNS[kind];
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(buzz);
    if (this.device?.state !== "running") return;
    let at = this.device.currentTime;
    for (const [pitch, length] of tones) at = this.tone(this.device, pitch, at, length) + 0.04;
  },

  /**
   * @param {AudioContext} device
   * @param {number} pitch
   * @param {number} at
   * @param {number} length
   */
  tone(device, pitch, at, length) {
    const [voice, volume] = [device.createOscillator(), device.createGain()];
    voice.frequency.value = pitch;
    volume.gain.setValueAtTime(0.2, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + length);
    voice.connect(volume).connect(device.destination);
    voice.start(at);
    voice.stop(at + length);
    return at + length;
  },
};
