// Light and sharpness of a picture, measured in the page so that a bad one is taken again at once.

const DARK = 60;
const BRIGHT = 205;
const BLURRED = 15;

/**
 * @param {CanvasRenderingContext2D} brush
 * @param {number} width
 * @param {number} height
 * @returns {"dark" | "bright" | "blurred" | "good"}
 */
export function judge(brush, width, height) {
  const gray = grayOf(brush.getImageData(0, 0, width, height).data);
  const light = gray.reduce((sum, value) => sum + value, 0) / gray.length;
  if (light < DARK) return "dark";
  if (light > BRIGHT) return "bright";
  return sharpness(gray, width, height) < BLURRED ? "blurred" : "good";
}

/** @param {Uint8ClampedArray} pixels */
function grayOf(pixels) {
  const gray = new Float32Array(pixels.length / 4);
  for (let at = 0; at < gray.length; at++) {
    gray[at] = 0.299 * pixels[4 * at] + 0.587 * pixels[4 * at + 1] + 0.114 * pixels[4 * at + 2];
  }
  return gray;
}

/**
 * The variance of the Laplacian: a blurred picture has few steep edges.
 * @param {Float32Array} gray
 * @param {number} width
 * @param {number} height
 */
function sharpness(gray, width, height) {
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let y = 1; y < height - 1; y += 2) {
    for (let x = 1; x < width - 1; x += 2) {
      const at = y * width + x;
      const edge = 4 * gray[at] - gray[at - 1] - gray[at + 1] - gray[at - width] - gray[at + width];
      sum += edge;
      squares += edge * edge;
      count++;
    }
  }
  return squares / count - (sum / count) ** 2;
}
