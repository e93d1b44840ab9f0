// Runs themes/base/assets/roll.js outside a browser, over the search files of a roll.

import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const client = fs.readFileSync(fileURLToPath(new URL("../../themes/base/assets/roll.js", import.meta.url)), "utf8");

/** The engine over the roll in `folder`, whose characters are told in `characters`, as if the page
 * had just been opened; and what it has moved so far, with the time that went into reading. */
export function open(folder, characters = path.join(folder, "characters")) {
  const window = {}, moved = { files: 0, bytes: 0, reading: 0 };
  new Function("window", client)(window);
  const engine = window.fengbeiRoll;
  engine.load = (file, fail) => {
    const began = performance.now();
    const place = file.startsWith("c/") ? path.join(characters, file.slice(2)) : path.join(folder, "search", file);
    if (!fs.existsSync(place)) return fail();
    const text = fs.readFileSync(place, "utf8");
    moved.bytes += Buffer.byteLength(text);
    moved.files += 1;
    moved.reading += performance.now() - began;
    new Function("fengbeiRoll", text)(engine);
  };
  return { engine, moved };
}
