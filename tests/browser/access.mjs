// Every page for everybody: axe-core finds nothing, in plain, elderly and dark mode, wide and narrow.

import { addressOf, axe, fault, note, open, run, sites, tour } from "./browser.mjs";
import { samples, samplesOfThemes } from "./site.mjs";

// The first view is for the samples of every site, the others for those of the themes. Modes change
// colours and sizes, nothing else: `looks` are all that is asked of them.
const VIEWS = [
  { name: "1280 px", width: 1280, all: true },
  { name: "390 px", width: 390, height: 844 },
  { name: "elderly mode", width: 1280, elder: true, looks: true },
  { name: "dark", width: 1280, colorScheme: "dark", looks: true },
  { name: "dark, elderly mode, 390 px", width: 390, height: 844, elder: true, colorScheme: "dark", looks: true },
];

/** In elderly mode text stands out as WCAG 2.1 AAA has it (contrast 7 : 1). */
const LOOKS = ["color-contrast", "target-size"];
const asked = ({ looks, elder }) => looks
  ? { runOnly: elder ? [...LOOKS, "color-contrast-enhanced"] : LOOKS }
  : { rules: { "target-size": { enabled: true } } };

async function check(site, page, view, tab) {
  await tab.evaluate(axe);
  const { violations, incomplete } = await tab.evaluate((asked) => axe.run(document, { ...asked, preload: false, resultTypes: ["violations", "incomplete"] }), asked(view));
  for (const violation of violations) {
    for (const node of violation.nodes) {
      const element = node.target.flat().join(" ").replace(/:nth-child\(\d+\)|\[[^\]]*\]/g, "");
      const detail = node.failureSummary.split("\n").slice(1).map((line) => line.trim()).join("; ");
      const remedy = `see ${violation.helpUrl.replace(/\?.*/, "")}`;
      fault(site, page, view.name, { element, rule: `${violation.id}: ${violation.help}`, detail, remedy });
    }
  }
  for (const { id } of incomplete) note(`axe could not decide ${id}`);
}

/** Whether a site looks different in the dark. */
async function darkens(browser, site) {
  const colour = (colorScheme) => open(browser, { colorScheme }, async (tab) => {
    await tab.goto(await addressOf(site, "index.html"));
    return tab.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  });
  return (await colour("dark")) !== (await colour("light"));
}

await run(async (browser) => {
  const dark = new Set();
  for (const site of sites) if (await darkens(browser, site)) dark.add(site);
  let seen = 0;
  for (const view of VIEWS) {
    const { all, name, looks, ...how } = view;
    const own = sites.filter((site) => dark.has(site) || !view.colorScheme || view.elder);
    const stops = all ? own.flatMap((site) => samples(site).map((page) => [site, page])) : samplesOfThemes(own);
    seen += stops.length;
    await tour(browser, how, stops, (tab, site, page) => check(site, page, view, tab));
  }
  note(`${seen} pages looked at`);
});
