// Whether people of a roll are found by every key, each asked for on a page just opened, and what
// that costs: bytes moved, and time in the reader's script without the reading of files.
// Arguments: the roll's folder, the folder of characters, a file with people; prints JSON.

import fs from "node:fs";
import path from "node:path";
import { open } from "../../search/people.mjs";

const [folder, characters, list] = process.argv.slice(2);
const people = JSON.parse(fs.readFileSync(list, "utf8"));
const start = fs.statSync(path.join(folder, "search", "index.js")).size;
const kinds = {};
/** Of so many questions one is asked on a page just opened, to see what it costs; the others to see
 * that nobody is missed. */
const FRESH = 10;
const used = open(folder, characters);

/** Asks one question; presses for more as often as there is more. */
async function ask(kind, query, id) {
  const it = (kinds[kind] ??= { asked: 0, missed: [], bytes: [], ms: [] });
  const isFresh = it.asked++ % FRESH === 0;
  const { engine, moved } = isFresh ? open(folder, characters) : used;
  // What a page loads at once is told apart.
  await engine.find("");
  const before = moved.reading, bytes = moved.bytes, began = performance.now();
  const result = await engine.find(query);
  if (isFresh) {
    it.ms.push(performance.now() - began - (moved.reading - before));
    it.bytes.push(moved.bytes - bytes);
  }
  for (let turn = 0; turn < 4000; turn++) {
    if (engine.shown(result).some((person) => person.id === id)) return;
    if (!engine.goesOn(result)) break;
    await engine.more(result);
  }
  it.missed.push(query);
}

for (const { id, name, pinyin, initials } of people) {
  const characters = [...name];
  await ask("name", name, id);
  await ask("pinyin", pinyin, id);
  if (characters.length > 2) await ask("initials", initials, id);
  if (characters.length > 2) await ask("wildcard", `${characters[0]}?${characters.slice(2).join("")}`, id);
  await ask("wildcard at the end", `${characters[0]}${characters.slice(1, -1).join("")}?`, id);
  await ask("id", id, id);
}

const top = (all) => Math.max(...all);
const middle = (all) => all.toSorted((a, b) => a - b)[all.length >> 1];
const told = Object.entries(kinds).map(([kind, { asked, missed, bytes, ms }]) => ({
  kind, asked, missed: missed.slice(0, 5), found: asked - missed.length,
  bytes: { median: middle(bytes), most: top(bytes) }, ms: { median: middle(ms), most: top(ms) },
}));
console.log(JSON.stringify({ start, kinds: told }));
