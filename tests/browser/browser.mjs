// Opening pages in Chromium, and one list of what is wrong with them.
//
// Every script of this folder is called as: node SCRIPT SITES MODULES
// SITES holds the finished sites, MODULES is where `npm ci` was run.

import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { close, served, sitesIn } from "./site.mjs";

const [, script, sitesFolder, modules] = process.argv;
const require = createRequire(path.join(modules, "package.json"));
const { chromium } = require("playwright-core");

/** The source of axe-core, to be run inside a page. */
export const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** How long a page may take before we give up; machines that do much at once are slow. */
const PATIENCE = 120_000;
const AT_ONCE = 2;

/** The sites, or those whose name matches the variable SITES. */
export const sites = sitesIn(sitesFolder).filter((site) => new RegExp(process.env.SITES ?? "").test(site.name));
const faults = new Map();
const notes = new Map();

/**
 * Notes that an element breaks a rule on a page, and what to do about it. `detail` is what differs
 * from page to page: a text, a number.
 */
export function fault(site, page, view, { element, rule, detail, remedy }) {
  const key = `${element} — ${rule}\n   ${remedy}`;
  if (!faults.has(key)) faults.set(key, new Map());
  const place = [`${site.name} ${page.path ?? page}`, view].filter(Boolean).join(", ");
  if (!faults.get(key).has(place)) faults.get(key).set(place, detail ? `: ${detail}` : "");
}

/** Counts something that is no fault and is worth a line. */
export function note(text) {
  notes.set(text, (notes.get(text) ?? 0) + 1);
}

/** Opens the browser, runs `work`, tells what is wrong and ends. */
export async function run(work) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    timeout: PATIENCE,
  });
  try {
    await work(browser);
  } finally {
    await browser.close();
    await close();
  }
  report();
}

function report() {
  const list = [...faults].sort(([, a], [, b]) => b.size - a.size);
  list.forEach(([what, places], number) => {
    const shown = [...places].slice(0, 4).map(([place, detail]) => `\n   on ${place}${detail}`);
    const more = places.size > 4 ? `\n   … and in ${places.size - 4} other places` : "";
    console.log(`${number + 1}. ${what}${shown.join("")}${more}\n`);
  });
  for (const [text, times] of notes) console.log(`note: ${text}${times > 1 ? ` (${times} times)` : ""}`);
  console.log(`${path.basename(script)}: ${list.length} faults`);
  process.exitCode = list.length ? 1 : 0;
}

/**
 * Opens a window of its own, calls `use` with a tab of it, and closes it. `how` is what Playwright
 * knows of windows, and `elder`: the reader chose elderly mode on an earlier visit.
 */
export async function open(browser, how, use) {
  const { width = 1280, height = 800, elder, ...context } = how;
  const window = await browser.newContext({ viewport: { width, height }, reducedMotion: "reduce", ...context });
  window.setDefaultTimeout(PATIENCE);
  try {
    const tab = await window.newPage();
    if (elder) await tab.addInitScript(() => localStorage.setItem("fengbei", "elder medium"));
    return await use(tab, window);
  } finally {
    await window.close();
  }
}

/** Where a page of a site is, below `root` of its host. */
export async function addressOf(site, page, root = site.root) {
  return (await served(site, root)) + encodeURI(page.path ?? page);
}

/** Does `work` for every task, a few at once. */
export async function each(tasks, work) {
  const waiting = [...tasks];
  const worker = async () => {
    for (let task; (task = waiting.shift()); ) await work(task);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Opens every `[site, page]`, a few at once, each window for many, and calls `use`. */
export async function tour(browser, how, stops, use) {
  const waiting = [...stops];
  const guide = () => open(browser, how, async (tab) => {
    for (let stop; (stop = waiting.shift()); ) {
      await tab.goto(await addressOf(...stop), { waitUntil: "load" });
      await use(tab, ...stop);
    }
  });
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, waiting.length) }, guide));
}
