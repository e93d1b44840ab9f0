// Phrases from random places must find their article, and show it as one that has them in a row.

import assert from "node:assert/strict";
import { articles, chance, numberOf, open } from "./engine.mjs";

const all = articles(process.argv[2]), { engine } = open(process.argv[2]), below = chance(2000);
let phrases = 0;

for (let place = 0; place < 2000; place++) {
  const number = below(all.length), article = all[number];
  const text = [...(below(10) ? article.body : article.title)], at = below(text.length);
  for (const length of place % 10 ? [2, 3, 4] : [1, 5, 9, 25]) {
    const phrase = text.slice(at, at + length).join("");
    if (!engine.fold(phrase).units.length) continue; // nothing but marks
    const found = await engine.find(phrase);
    const hit = found.hits.find((hit) => numberOf(hit, found) === number);
    assert(hit && (await engine.show(hit, found)) && !hit.scattered, `“${phrase}” does not find ${article.address}`);
    assert.equal(hit.address, article.address);
    phrases++;
  }
}
assert(phrases > 5000);
