// Takes the photo with the camera, cuts it to 600 x 750 and puts it in the form's file field, so
// that it travels like a chosen file. The preview is mirrored, the picture is not.
import { judge } from "./photo_quality.js";

/** @param {HTMLFormElement} form */
export function startPhoto(form) {
  if (!navigator.mediaDevices?.getUserMedia) return;
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (form.querySelector(selector));
  const video = /** @type {HTMLVideoElement} */ (find("video"));
  const canvas = /** @type {HTMLCanvasElement} */ (find("canvas"));
  const file = /** @type {HTMLInputElement} */ (find("input[type=file]"));
  const cameras = /** @type {HTMLSelectElement} */ (find("[data-photo-cameras]"));
  const start = find("[data-photo-start]");
  const take = find("[data-photo-take]");
  const word = find("[data-photo-word]");
  const keepButton = find("[data-photo-keep]");
  const takeText = take.firstChild?.textContent ?? "";
  start.hidden = false;
  keepButton.hidden = true;
  file.addEventListener("change", () => (keepButton.hidden = file.files?.length === 0));
  start.setAttribute("data-key", " ");

  start.addEventListener("click", () => open());
  cameras.addEventListener("change", () => open(cameras.value));
  take.addEventListener("click", () => (canvas.hidden ? shoot() : show(false)));
  window.addEventListener("pagehide", stop);

  async function open(deviceId = "") {
    stop();
    try {
      const wish = { width: { ideal: 1280 }, height: { ideal: 720 }, ...(deviceId && { deviceId: { exact: deviceId } }) };
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: wish, audio: false });
    } catch {
      start.hidden = true; // No camera, or not allowed: choosing a picture stays.
      file.focus();
      return;
    }
    await video.play();
    find("[data-photo-live]").hidden = false;
    start.hidden = true;
    show(false);
    await listCameras();
    take.focus();
  }

  async function listCameras() {
    const found = (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === "videoinput");
    cameras.hidden = found.length < 2;
    const chosen = cameras.value;
    cameras.replaceChildren(...found.map((device) => new Option(device.label, device.deviceId)));
    if (chosen) cameras.value = chosen;
  }

  function shoot() {
    const brush = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
    const height = video.videoHeight * 0.95;
    const width = height * 0.8;
    const left = (video.videoWidth - width) / 2;
    const top = (video.videoHeight - height) / 2;
    brush.drawImage(video, left, top, width, height, 0, 0, canvas.width, canvas.height);
    show(true);
    word.textContent = form.dataset[judge(brush, canvas.width, canvas.height)] ?? "";
    canvas.toBlob(keep, "image/jpeg", 0.9);
  }

  /** @param {Blob | null} picture */
  function keep(picture) {
    if (!picture) return;
    const box = new DataTransfer();
    box.items.add(new File([picture], "photo.jpg", { type: "image/jpeg" }));
    file.files = box.files;
    keepButton.hidden = false;
    keepButton.focus();
  }

  /** @param {boolean} isTaken */
  function show(isTaken) {
    canvas.hidden = !isTaken;
    video.hidden = isTaken;
    /** @type {HTMLElement} */ (form.querySelector(".camera svg")).toggleAttribute("hidden", isTaken);
    if (take.firstChild) take.firstChild.textContent = isTaken ? form.dataset.again ?? "" : takeText;
    if (!isTaken) word.textContent = "";
  }

  function stop() {
    const stream = video.srcObject;
    if (stream instanceof MediaStream) stream.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  }
}
