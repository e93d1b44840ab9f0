// What a reader who types this gets, in order: the names of the pages; `~` before a page that has
// only pieces of what was typed.

import assert from "node:assert/strict";
import { open } from "./engine.mjs";

const { engine } = open(process.argv[2]);

async function answers(query) {
  const found = await engine.find(query), whole = [], pieces = [];
  for (const hit of found.hits) {
    const sound = await engine.show(hit, found), name = decodeURI(hit.address).replace(/^.*\/|\.html$/g, "");
    if (sound && !hit.scattered) whole.push(name);
    else pieces.push("~" + name);
  }
  return [...whole, ...pieces].join(" ");
}

for (const [query, expected] of [
  // Title before keyword before often before once; equal ones newest first, undated ones last.
  ["双拥", "4 1 2 5 3 14"],
  // A phrase with a mark in it, typed with it, without it, with another, or broken by a space.
  ["军爱民、民拥军", "1"],
  ["军爱民民拥军", "1"],
  ["爱民·民拥", "1"],
  ["军爱民 民拥军", "1"],
  ["“军爱民”", "1"],
  // A name padded in the text, or in the query, or both; a name with an interpunct.
  ["王伟", "1"],
  ["王 伟", "1"],
  ["王　伟", "1"],
  ["买买提艾则孜", "12"],
  // One character; characters outside the basic plane.
  ["歌", "7"],
  ["𠮷", "12"],
  ["𠮷村的𫘦", "12"],
  // Full-width and half-width, capital and small, accented in both ways.
  ["2024年全市A级", "9"],
  ["3ａ级", "9"],
  ["cafe resume", "10"],
  ["Café", "10"],
  // Numbers: a whole one, its beginning, its middle, one with a point, the circles for zero.
  ["2024", "9"],
  ["2024年8月", "9"],
  ["120", "9"],
  ["03.5万", "9"],
  ["12座", "9"],
  ["一九二〇年", "12"],
  ["二○○八", "12"],
  // Words: begun so before those that only contain it.
  ["support", "11 10"],
  ["veter", "10 11"],
  ["double-support", "10"],
  ["SUPPORTED", "10"],
  // All terms must be there.
  ["双拥 老兵", "5"],
  ["老 歌声", "7"],
  ["双拥 火星", ""],
  // The whole phrase before its pieces.
  ["军民团结", "8 ~7"],
  // All keys of the phrase, but not in a row.
  ["退役军人", "~6"],
  // Text that a script or a page could trip over.
  ["尖括号", "一 三"],
  ["行分隔符", "一 三"],
  ["onerror", "一 三"],
  // Nothing.
  ["火星", ""],
  ["、。！", ""],
  ["", ""],
]) {
  assert.equal(await answers(query), expected, `“${query}”`);
}

// A file that cannot be loaded is named, and asked for again the next time.
const fresh = open(process.argv[2]).engine, load = fresh.load;
fresh.load = (file, fail) => (/\/s/.test(file) ? fail() : load(file, fail));
await assert.rejects(fresh.find("双拥"), (error) => /^\w+\/s[01]*$/.test(error.message));
fresh.load = load;
assert.equal((await fresh.find("双拥")).hits.length, 6);
