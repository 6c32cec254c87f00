// zlib (RFC 1950) back to bytes, never more than the caller allows.
import { FormatError, join, require } from "./bytes.js";

/**
 * Return what one whole zlib stream holds. The browser refuses a stream that is cut, damaged or
 * followed by something.
 * @param {import("./bytes.js").Bytes} compressed
 * @param {number} most bytes that may come out
 */
export async function inflate(compressed, most) {
  require("DecompressionStream" in globalThis, "a browser from before 2023");
  /** @type {ReadableStreamDefaultReader<import("./bytes.js").Bytes>} */
  const reader = new Blob([compressed]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new FormatError("not one whole zlib stream");
    });
    if (done) return join(...parts);
    parts.push(value);
    size += value.length;
    if (size > most) reader.cancel().catch(() => {});
    require(size <= most, "inflates to too much");
  }
}
