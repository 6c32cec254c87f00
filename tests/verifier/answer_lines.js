// The browser's verifier for tests: reads JSON lines and answers each question with one JSON line.
// A line `{"known": …}` says what is known from then on; a line `{"texts", "now"}` is questions, each
// answered with what stands in a vector's `expected`.
import { createInterface } from "node:readline";

import { fromHex, hex } from "../../app/web/verifier/bytes.js";
import { readCoseKey } from "../../app/web/verifier/cose_key.js";
import { freshness } from "../../app/web/verifier/freshness.js";
import { Known } from "../../app/web/verifier/known.js";
import { verify } from "../../app/web/verifier/verify.js";

let told = null;
let known = null;
let knownAt = NaN;

async function readKnown(now) {
  const takenAt = told.taken_at ?? now;
  known = new Known(told.issuer, await readCoseKey(fromHex(told.root)));
  await known.takeKeySet(fromHex(told.key_set), takenAt);
  for (const [number, token] of told.lists) await known.takeList(number, fromHex(token), takenAt);
  knownAt = now;
}

async function answer(text, now) {
  const { word, claims, pleaseVisit, statusAsOf } = await verify(text, {
    keys: known.cardKeys, status: known.statusAt(now), now,
  });
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
      ...(claims.face && { face: hex(claims.face) }),
    },
    please_visit: pleaseVisit,
    status_as_of: statusAsOf,
    freshness: freshness(statusAsOf, now),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  if (question.known) {
    told = question.known;
    knownAt = NaN;
  } else {
    const { texts, now } = question;
    if (now !== knownAt) await readKnown(now);
    const said = texts.map((text) => answer(text, now).catch((error) => ({ error: String(error.stack) })));
    process.stdout.write(`${JSON.stringify(await Promise.all(said))}\n`);
  }
}
