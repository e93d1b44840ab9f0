// Ten thousand articles: how much a query moves, whether it finds all there is, and, as a
// measurement only, how long the script works.

import assert from "node:assert/strict";
import fs from "node:fs";
import { articles, open } from "./engine.mjs";

const folder = process.argv[2];
for (const name of fs.readdirSync(`${folder}/search`, { recursive: true })) {
  const { size } = fs.statSync(`${folder}/search/${name}`);
  assert(!/\/s[01]*\.js$/.test(name) || size < 16 * 1024, `${name} has ${size} bytes`);
}
const texts = articles(folder).map(({ title, keywords, body }) =>
  [title, ...keywords, body].map((text) => text.replace(/[\s，。、；“”·]/g, "")));
const containing = (phrase) => texts.filter((fields) => fields.some((text) => text.includes(phrase))).length;

// In nearly every article; in some; in few; in none.
const queries = "军 双拥 军人 军民 退役军人 拥军优属 双拥工作 优待证 烈士陵园 鱼水 抗洪 双拥村 无人机".split(" ");

for (const query of queries) {
  const { engine, moved } = open(folder), before = process.cpuUsage();
  const found = await engine.find(query), whole = found.hits.filter((hit) => !hit.scattered);
  const index = moved.bytes, page = found.hits.slice(0, 10);
  const sound = await Promise.all(page.map((hit) => engine.show(hit, found)));
  const spent = process.cpuUsage(before), kilobytes = (bytes) => Math.round(bytes / 1024);
  assert(sound.every(Boolean), query);
  assert.equal(whole.length, containing(query), query);
  assert(moved.bytes < 150 * 1024, `${query} moves ${moved.bytes} bytes`);
  console.error(`${query}: ${whole.length} articles, ${kilobytes(index)} + ${kilobytes(moved.bytes - index)} KB, ` +
    `${moved.files} files, ${Math.round((spent.user + spent.system) / 1000)} ms`);
}
