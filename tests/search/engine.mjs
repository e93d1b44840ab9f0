// Runs themes/base/assets/search.js outside a browser over the files in a folder, counting bytes.

import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { fileURLToPath } from "node:url";

const client = new URL("../../themes/base/assets/search.js", import.meta.url);

/** The engine over the site in `folder`, as if the page had just been opened. */
export function open(folder) {
  const context = vm.createContext({});
  const moved = { files: 0, bytes: 0 };
  vm.runInContext(fs.readFileSync(fileURLToPath(client), "utf8"), context);
  const engine = context.fengbeiSearch;
  engine.load = (file, fail) => {
    try {
      const text = fs.readFileSync(path.join(folder, "search", file.replace(/\?.*/, "")), "utf8");
      moved.files += 1;
      moved.bytes += Buffer.byteLength(text);
      vm.runInContext(text, context);
    } catch (error) {
      fail(error);
    }
  };
  return { engine, moved };
}

/** The articles the search was made of. */
export function articles(folder) {
  return JSON.parse(fs.readFileSync(path.join(folder, "articles.json"), "utf8"))
    .map(([title, keywords, body, date, column, address]) => ({ title, keywords, body, date, column, address }));
}

/** A stream of numbers below `limit` that is the same in every run. */
export function chance(seed) {
  return (limit) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * limit);
  };
}

/** The number of an article by its hit: volumes and their articles are in the order of dates. */
export function addresses(all) {
  return new Map(all.map((article, number) => [article.address, number]));
}
