// Answers one JSON line on standard output for each on standard input, with the browser's verifier:
// in goes a text, a moment and what is known; out comes what stands in a vector's `expected`.
import { createInterface } from "node:readline";

import { fromHex } from "../../app/web/verifier/bytes.js";
import { readCoseKey } from "../../app/web/verifier/cose_key.js";
import { freshness } from "../../app/web/verifier/freshness.js";
import { Known } from "../../app/web/verifier/known.js";
import { verify } from "../../app/web/verifier/verify.js";

let key = "";
let known = null;

async function knownTo({ issuer, root, key_set, lists, now }) {
  const wanted = JSON.stringify([issuer, root, key_set, lists, now]);
  if (wanted !== key) {
    known = new Known(issuer, await readCoseKey(fromHex(root)));
    await known.takeKeySet(fromHex(key_set), now);
    for (const [number, token] of lists) await known.takeList(number, fromHex(token), now);
    key = wanted;
  }
  return known;
}

async function answer(question) {
  const { text, now } = question;
  const mine = await knownTo(question);
  const [keys, status] = [mine.cardKeys, mine.statusAt(now)];
  const { word, claims, pleaseVisit, statusAsOf } = await verify(text, { keys, status, now });
  return {
    word,
    claims: claims && {
      issuer: claims.issuer,
      card_number: claims.cardNumber,
      name: claims.name,
      issued_at: claims.issuedAt,
      expires_at: claims.expiresAt,
      not_before: claims.notBefore,
      cti: claims.cti,
      status_list: claims.statusList,
      status_index: claims.statusIndex,
      no_end: claims.noEnd,
    },
    please_visit: pleaseVisit,
    status_as_of: statusAsOf,
    freshness: freshness(statusAsOf, now),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const said = await answer(JSON.parse(line)).catch((error) => ({ error: String(error) }));
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
