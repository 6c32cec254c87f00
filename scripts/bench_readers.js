// How many of some pictures zxing-wasm and jsQR read, and how long they take: `node bench_readers.js
// FOLDER WIDTH HEIGHT`. FOLDER holds raw RGBA pictures; a picture counts when the text is the one in
// the file of the same name with `.txt`. Prints one JSON object.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, width, height] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const require = createRequire(new URL("../app/web/package.json", import.meta.url));
const zxing = await import(require.resolve("zxing-wasm/reader").replace("/cjs/", "/es/"));
const jsQR = require("jsqr");
const program = readFileSync(require.resolve("zxing-wasm/reader/zxing_reader.wasm"));
await zxing.prepareZXingModule({ overrides: { wasmBinary: program }, fireImmediately: true });

const options = { formats: ["QRCode"], maxNumberOfSymbols: 1, tryHarder: true, tryDownscale: true };
const readers = {
  zxing_wasm: async (picture) => (await zxing.readBarcodes(picture, options))[0]?.text,
  jsqr: async ({ data }) => jsQR(data, width, height, { inversionAttempts: "dontInvert" })?.data,
};

const found = {};
for (const [name, read] of Object.entries(readers)) {
  found[name] = { read: {}, ms: [] };
  for (const file of readdirSync(folder).filter((entry) => entry.endsWith(".rgba"))) {
    const data = new Uint8ClampedArray(readFileSync(join(folder, file)));
    const text = readFileSync(join(folder, file.replace(".rgba", ".txt")), "utf8");
    const started = performance.now();
    const said = await read({ data, width, height, colorSpace: "srgb" });
    found[name].ms.push(performance.now() - started);
    const group = file.split("-")[0];
    found[name].read[group] = (found[name].read[group] ?? 0) + (said === text ? 1 : 0);
  }
}
process.stdout.write(JSON.stringify(found));
