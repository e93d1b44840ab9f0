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
  const { lists: found } = await engine.ways(word, result);
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
const many = await asked("示例省");
assert.equal(many.lists.length, 8);
assert(many.left > 100 && many.isCut, "what is not shown is told");
assert.deepEqual(many.pages, [{ title: "按籍贯", path: "place/index.html" }]);
assert.deepEqual((await asked("1941")).lists, []);
assert.deepEqual((await asked("甲乙")).lists, [], "who is called so is enough");
assert.equal((await asked("甲")).lists[0].by, "按姓氏笔画");
assert((await asked(wanted[0][0] + " " + wanted[1][0])).lists.length > 1, "each word leads to its list");
for (const province of ["湖南", "湖南省"]) {
  const { lists: [all] } = await asked(province);
  assert.deepEqual([all.title, decodeURIComponent(all.path), all.count], ["湖南（3 处）", "place/index.html#g-湖南", 4], province);
}
for (const [typed, place] of [["湖南长沙", "湖南省长沙县"], ["湖南省湘潭", "湖南湘潭"], ["湖南浏阳", "浏阳"], ["湖北省", "湖北黄安"]]) {
  assert((await asked(typed)).lists.some((it) => it.title === place), `“${typed}” leads to ${place}`);
}
const group = open(folder).engine;
assert.equal(group.shown(await group.find("醴陵 七烈士"))[0]?.id, "G1", "a group is found by where it happened");
console.error(`names: a word that is no name moves ${(most / 1024).toFixed(0)} KB`);
assert(most <= 30 << 10, `${most} bytes`);
