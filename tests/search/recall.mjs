// Phrases of two, three and four characters from random places must find their article.

import assert from "node:assert/strict";
import { articles, chance, open } from "./engine.mjs";

const folder = process.argv[2], all = articles(folder), { engine } = open(folder), below = chance(2000);
let phrases = 0;

for (let place = 0; place < 2000; place++) {
  const article = all[below(all.length)], field = below(10) ? article.body : article.title, text = [...field];
  const at = below(text.length);
  for (const length of [2, 3, 4]) {
    const phrase = text.slice(at, at + length).join("");
    if (!engine.fold(phrase).units.length) continue; // nothing but marks
    const found = await engine.find(phrase);
    const hits = found.hits.filter((hit) => hit.year === article.date.slice(0, 4) && hit.column === article.column);
    let seen = false;
    for (const hit of hits) {
      const sound = await engine.show(hit, found);
      seen = seen || (sound && !hit.scattered && hit.address === article.address);
    }
    assert(seen, `“${phrase}” does not find ${article.address}`);
    phrases++;
  }
}
console.log(`${phrases} phrases found their articles`);
