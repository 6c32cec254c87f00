// What a page goes through, for tests: reads {issuer, root, steps} as JSON, takes one step after the
// other and writes what came of each. A step is one of
// ["keys", SET, NOW], ["list", NUMBER, LIST, NOW]      whether it was taken
// ["ask", TEXT, NOW]                                   the word and the time of the list behind it
// ["ask meanwhile", TEXT, [SET, …], NOW]               every word given while the sets are taken
import { text } from "node:stream/consumers";

import { fromHex } from "../../app/web/verifier/bytes.js";
import { readCoseKey } from "../../app/web/verifier/cose_key.js";
import { Known } from "../../app/web/verifier/known.js";
import { verify } from "../../app/web/verifier/verify.js";

const PAUSES = 12;
const { issuer, root, steps } = JSON.parse(await text(process.stdin));
const known = new Known(issuer, await readCoseKey(fromHex(root)));

const ask = (code, now) => verify(code, { keys: known.cardKeys, status: known.statusAt(now), now });

async function askMeanwhile(code, sets, now) {
  const words = new Set();
  for (const [round, set] of sets.entries()) {
    const taking = known.takeKeySet(fromHex(set), now);
    for (let pause = 0; pause < round % PAUSES; pause++) await new Promise((resolve) => setImmediate(resolve));
    words.add((await ask(code, now)).word);
    await taking;
  }
  return [...words];
}

async function take([kind, ...beside]) {
  if (kind === "keys") return known.takeKeySet(fromHex(beside[0]), beside[1]);
  if (kind === "list") return known.takeList(beside[0], fromHex(beside[1]), beside[2]);
  if (kind === "ask meanwhile") return askMeanwhile(...beside);
  const { word, statusAsOf } = await ask(...beside);
  return [word, statusAsOf];
}

const results = [];
for (const step of steps) results.push(await take(step));
process.stdout.write(JSON.stringify(results));
