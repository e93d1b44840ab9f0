// A word that is nobody's name leads to the lists that bear it, and moves little.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { open } from "./people.mjs";

const folder = process.argv[2];
const wanted = JSON.parse(fs.readFileSync(path.join(folder, "ways.json"), "utf8"));
assert(wanted.length > 3000);
let most = 0;

for (const [word, count] of wanted) {
  const { engine, moved } = open(folder), result = await engine.find(word), before = moved.bytes;
  const found = await engine.ways(word, result);
  most = Math.max(most, moved.bytes - before);
  const list = found.find((it) => it.title.endsWith(word));
  assert(list && list.count === count && decodeURIComponent(list.path).startsWith(`${word.endsWith("县") ? "place" : "unit"}/`), `“${word}” leads to ${JSON.stringify(found)}`);
}
const asked = async (word) => {
  const { engine, moved } = open(folder), result = await engine.find(word), before = moved.bytes;
  const found = await engine.ways(word, result);
  most = Math.max(most, moved.bytes - before);
  return found;
};
assert.equal((await asked("示例省")).length, 8);
assert.deepEqual(await asked("1941"), []);
assert.deepEqual(await asked("甲乙"), [], "who is called so is enough");
assert.equal((await asked("甲"))[0].by, "按姓氏笔画");
assert((await asked(wanted[0][0] + " " + wanted[1][0])).length > 1, "each word leads to its list");
console.error(`names: a word that is no name moves ${(most / 1024).toFixed(0)} KB`);
assert(most <= 30 << 10, `${most} bytes`);
