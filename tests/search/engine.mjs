// Runs themes/base/assets/search.js outside a browser, over the files of a site.

import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const client = fs.readFileSync(fileURLToPath(new URL("../../themes/base/assets/search.js", import.meta.url)), "utf8");

/** The engine over the site in `folder`, as if the page had just been opened, and what it has
 * moved so far. */
export function open(folder) {
  const window = {}, moved = { files: 0, bytes: 0 };
  new Function("window", client)(window);
  const engine = window.fengbeiSearch;
  engine.load = (file, fail) => {
    const name = path.join(folder, "search", file.replace(/\?.*/, ""));
    if (!fs.existsSync(name)) return fail();
    const text = fs.readFileSync(name, "utf8");
    moved.files += 1;
    moved.bytes += Buffer.byteLength(text);
    new Function("fengbeiSearch", text)(engine);
  };
  return { engine, moved };
}

/** The articles of the site, in the order of the index. */
export function articles(folder) {
  const all = JSON.parse(fs.readFileSync(path.join(folder, "articles.json"), "utf8"));
  return all.sort((a, b) => (a.date < b.date || (a.date === b.date && a.address < b.address) ? -1 : 1));
}

/** Which of the articles a hit is, by their order in the index. */
export function numberOf(hit, { volumes }) {
  const older = volumes.slice(volumes.indexOf(hit.volume) + 1);
  return older.reduce((sum, volume) => sum + volume.articles, hit.article);
}

/** A stream of numbers below a limit that is the same in every run. */
export function chance(seed) {
  return (limit) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * limit);
  };
}
