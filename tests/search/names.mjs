// Everybody of a roll must be found: by the name as written, in pinyin, by initials, by a part, with
// a mark for what is not known, by another name.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { chance } from "./engine.mjs";
import { open } from "./people.mjs";

const folder = process.argv[2], below = chance(5);
const people = JSON.parse(fs.readFileSync(path.join(folder, "people.json"), "utf8"));

let { engine, moved } = open(folder), asked = 0;

/** Whether a query leads to a person, pressing for more as often as there is more. */
async function finds(query, id) {
  asked++;
  const result = await engine.find(query);
  for (let turn = 0; turn < 400; turn++) {
    if (engine.shown(result).some((person) => person.id === id)) return result;
    if (!engine.goesOn(result)) break;
    await engine.more(result);
  }
  assert.fail(`“${query}” does not find ${id}`);
}

for (const person of people) {
  const result = await engine.find(person.name);
  asked++;
  const hit = engine.shown(result).find((it) => it.id === person.id);
  assert(hit && hit.why === 5, `“${person.name}” does not find ${person.id}`);
}
const exact = asked;
for (let turn = 0; turn < 1500; turn++) {
  const person = people[below(people.length)], characters = [...person.name];
  if (person.pinyin && !/[^a-z]/.test(person.pinyin)) {
    await finds(person.pinyin, person.id);
    await finds(person.pinyin.toUpperCase(), person.id);
    if (person.initials.length > 2) await finds(person.initials, person.id);
    await finds(person.pinyin.replace(/[aeiou]/g, "$&\u0304"), person.id);
    if (person.mixed) await finds(person.mixed, person.id);
  }
  const unknown = below(characters.length);
  if (characters.length > 2 && !person.name.includes("□")) {
    await finds(characters.map((c, at) => (at === unknown ? "?" : c)).join(""), person.id);
    await finds(characters.slice(-2).join(""), person.id);
  }
  await finds(characters.join(" "), person.id);
  if (person.foreign) await finds(person.foreign, person.id);
  if (person.alias && !person.alias.includes("□")) await finds(person.alias, person.id);
  if (person.place) {
    const result = await engine.find(`${person.name} ${person.place.slice(-2)}`);
    assert(engine.shown(result).every((it) => it.place.includes(person.place.slice(-2))));
    assert(engine.shown(result).some((it) => it.id === person.id));
    await finds(`${person.place} ${person.name}`, person.id);
  }
  await finds(turn % 2 ? `“${person.name}”` : `${person.name}烈士`, person.id);
}

// A permanent address, an id typed, a name whose surname stands apart, in full-width letters too.
for (let turn = 0; turn < 1000; turn++) {
  const { id, name } = people[below(people.length)], wide = id.replace(/[0-9A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
  assert.equal((await engine.byId(id))?.name, name);
  for (const typed of [id.toLowerCase(), wide]) assert.equal(engine.shown(await engine.find(typed))[0]?.id, id);
  if (!/[□𠮷]|^..$/u.test(name)) await finds(`${[...name][0]}　${[...name].slice(1).join("")}`, id);
}
for (const nobody of ["T99999", "T", "", "%", "ZZZ", "A0"]) assert.equal(await engine.byId(nobody), undefined, nobody);

// The same name in other characters, and with a wrong character of the same sound.
const same = [["邓", "鄧"], ["闫", "閆"], ["叶", "葉"], ["国", "國"], ["兰", "蘭"], ["峰", "峯"], ["王", "汪"], ["荣", "容"], ["志", "治"], ["贵", "桂"]];
let tried = 0;
for (const person of people.slice(0, 4000)) {
  for (const [one, other] of same) {
    if (!person.name.includes(one) || person.name.includes("□")) continue;
    tried++;
    await finds(person.name.replace(one, other), person.id);
  }
}
assert(tried > 1000, `${tried}`);

// A stone where a character in the middle cannot be read may be anybody's.
const worn = people.filter((person) => [...person.name].length === 3 && [...person.name][1] === "□").slice(0, 100);
assert(worn.length > 50);
for (const person of worn) {
  const [first, , last] = [...person.name];
  await finds(`${first}明${last}`, person.id);
}
assert.equal(exact, people.length);

// What a question moves, from a page just opened.
for (const [query, most] of [["王德明", 64], ["T12345", 64], ["wangdeming", 128], ["王?明", 400], ["wdm", 128]]) {
  ({ engine, moved } = open(folder));
  await engine.find(query);
  assert(moved.bytes <= most << 10, `“${query}” moves ${moved.bytes} bytes`);
  console.error(`names: ${query} moves ${(moved.bytes / 1024).toFixed(0)} KB in ${moved.files} files`);
}
