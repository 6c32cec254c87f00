// Finds QR codes in pictures, with our own copy of zxing-cpp compiled to WebAssembly. Loaded when a
// camera or a picture is used first.

/** @typedef {typeof import("zxing-wasm/reader")} Library */

const LIBRARY = "/v/zxing/reader/index.js";
const PROGRAM = "/v/zxing/zxing_reader.wasm";

/** @type {Promise<Library> | null} */
let loading = null;

/** Load the library, once. */
export function loadScanner() {
  loading ??= load();
  return loading;
}

async function load() {
  /** @type {Library} */
  const library = await import(LIBRARY);
  // Without this it would ask a server of somebody else.
  const overrides = { locateFile: () => PROGRAM };
  await library.prepareZXingModule({ overrides, fireImmediately: true });
  return library;
}

/**
 * Return the text of a QR code in the picture, or null.
 * @param {ImageData} picture
 * @param {boolean} thorough
 */
export async function findCode(picture, thorough) {
  const { readBarcodes } = await loadScanner();
  const options = { formats: /** @type {["QRCode"]} */ (["QRCode"]), maxNumberOfSymbols: 1 };
  const found = await readBarcodes(picture, { ...options, tryHarder: thorough, tryDownscale: thorough });
  return found[0]?.text ?? null;
}
