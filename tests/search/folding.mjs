// The client folds as the index does: folding.json holds both to the same numbers.

import assert from "node:assert/strict";
import fs from "node:fs";
import { open } from "./engine.mjs";

const { engine } = open(".");
const cases = JSON.parse(fs.readFileSync(new URL("folding.json", import.meta.url), "utf8"));
for (const [text, units] of cases) assert.deepEqual([...engine.fold(text).units], units, JSON.stringify(text));
