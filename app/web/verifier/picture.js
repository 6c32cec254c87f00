// A picture of a code, chosen from a file; it stays on this device.
import { findCode } from "./scanner.js";

const LARGEST_SIDE = 2400;

/**
 * Say whether a file is a PDF, by what it is called or says of itself.
 * @param {File} file
 */
export function isPDF(file) {
  return file.type === "application/pdf" || file.name.toLowerCase().endsWith(".pdf");
}

/**
 * Return the text of the code in a picture, or null; a file that is no picture is refused.
 * @param {Blob} file
 */
export async function readPicture(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LARGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const brush = canvas.getContext("2d");
  if (!brush) return null;
  // Transparent pictures are black on nothing.
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return findCode(brush.getImageData(0, 0, canvas.width, canvas.height), true).catch(() => null);
}
