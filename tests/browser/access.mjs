// Every page for everybody: axe-core finds nothing, in plain, elderly and dark mode, wide and narrow.

import { addressOf, axe, fault, note, open, run, sites, tour } from "./browser.mjs";
import { fullest, samples } from "./site.mjs";

// The first view is for all pages, the others for the longest of each kind.
const VIEWS = [
  { name: "1280 px", width: 1280, all: true },
  { name: "390 px", width: 390, height: 844 },
  { name: "elderly mode", width: 1280, elder: true },
  { name: "elderly mode, 390 px", width: 390, height: 844, elder: true },
  { name: "dark", width: 1280, colorScheme: "dark" },
  { name: "dark, elderly mode, 390 px", width: 390, height: 844, elder: true, colorScheme: "dark" },
];

/** In elderly mode text stands out as WCAG 2.1 AAA has it (contrast 7 : 1). */
const rules = (elder) => ({
  "target-size": { enabled: true },
  "color-contrast-enhanced": { enabled: Boolean(elder) },
});

async function check(site, page, view, tab) {
  await tab.evaluate(axe);
  const { violations, incomplete } = await tab.evaluate((rules) => axe.run(document, { rules, resultTypes: ["violations", "incomplete"] }), rules(view.elder));
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
    const own = sites.filter((site) => (dark.has(site) || !view.colorScheme) && (view.all || site.content !== "smallest"));
    const pages = (site) => samples(site).filter((page) => view.all || page === fullest(site, page.kind));
    const stops = own.flatMap((site) => pages(site).map((page) => [site, page]));
    seen += stops.length;
    const { all, name, ...how } = view;
    await tour(browser, how, stops, (tab, site, page) => check(site, page, view, tab));
  }
  note(`${seen} pages looked at`);
});
