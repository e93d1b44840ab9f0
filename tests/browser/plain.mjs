// Pages are complete without scripts, and can be read without styles.

import { addressOf, fault, open, run, sites, tour } from "./browser.mjs";
import { fullest, samples } from "./site.mjs";

/** Larger than any sign beside a word, in CSS pixels. */
const SIGN = 64;

/** Runs in the page: the words of each block of text that can be seen, outside what only scripts do. */
function words() {
  const blocks = [...document.querySelectorAll("main :is(h1, h2, h3, h4, p, li, dt, dd, td, th, figcaption), header a, nav a, footer :is(p, a)")];
  const own = (node) => !node.closest("noscript, button, [data-sizes], [data-elder], #search-results");
  return blocks.filter((node) => own(node) && node.checkVisibility({ visibilityProperty: true }))
    .map((node) => node.innerText.replace(/\s+/g, " ").trim())
    .filter(Boolean);
}

/** Runs in the page: controls that do nothing without a script. */
function idle() {
  return [...document.querySelectorAll("button, [role=button], select, input")]
    .filter((node) => node.checkVisibility({ visibilityProperty: true }))
    .filter((node) => !node.closest("form[action]") && !(node.type === "checkbox" && node.disabled))
    .map((node) => node.outerHTML.slice(0, 80));
}

/** What scripts add is no text of the page's own. */
async function scriptless(browser, site) {
  const stops = samples(site).map((page) => [site, page]);
  const told = new Map();
  await tour(browser, {}, stops, async (tab, site, page) => told.set(page.path, await tab.evaluate(words)));
  await tour(browser, { javaScriptEnabled: false }, stops, async (tab, site, page) => {
    const without = new Set(await tab.evaluate(words));
    for (const text of told.get(page.path).filter((text) => !without.has(text))) {
      fault(site, page, "no scripts", { element: "main", rule: "text is there only with scripts", detail: `“${text.slice(0, 30)}”`, remedy: "write it into the page" });
    }
    for (const control of await tab.evaluate(idle)) {
      fault(site, page, "no scripts", { element: control, rule: "does nothing without a script", remedy: "hidden, until the script is there" });
    }
  });
}

/** Menu, search and close still lead somewhere. */
async function ways(browser, site) {
  await open(browser, { javaScriptEnabled: false, width: 375 }, async (tab) => {
    const page = fullest(site, "article");
    const say = (element, rule, remedy) => fault(site, page, "no scripts, 375 px", { element, rule, remedy });
    await tab.goto(await addressOf(site, page));
    const entry = tab.locator('nav.menu a[href]:not([href^="#"])').first();
    if (await entry.isVisible()) say("nav.menu", "is open from the start", "closed until it is asked for");
    await tab.locator('a[href="#menu"]').click();
    if (!(await entry.isVisible())) say("nav.menu", "does not open without scripts", "a :target rule");
    await tab.locator(".menu-close").click();
    if (await entry.isVisible()) say("nav.menu", "does not close without scripts", "a link to another anchor");
    const search = await addressOf(site, "search.html");
    await tab.goto(search);
    if (!(await tab.locator("noscript p, .search-without p").first().isVisible())) {
      say("search", "says nothing to readers without scripts", "a <noscript> with the portal's search or the site map");
    }
    if (!(await tab.locator('main a[href="sitemap.html"]').isVisible())) say("search", "does not lead to the site map", "a link in the <noscript>");
    const outside = await tab.locator('main form[action^="https://"]').count();
    if (site.content !== "smallest" && !outside) say("search", "does not offer the portal's own search", "[search] fallback");
  });
}

/** Runs in the page, which has no styles: what is too large, out of order or should not be seen. */
function bare(sign) {
  const found = [];
  const word = (node) => node.localName + [...node.classList].map((c) => `.${c}`).join("");
  const add = (node, rule) => found.push({ element: `${word(node.parentElement)} ${word(node)}`, rule });
  for (const svg of document.querySelectorAll("svg:not(.qrcode, .chart-svg)")) {
    const { width, height } = svg.getBoundingClientRect();
    const decoration = svg.closest("[aria-hidden=true]") && !svg.closest("a:not([tabindex='-1']), button");
    if (!decoration && Math.max(width, height) > sign && svg.checkVisibility()) add(svg, "is as large as a picture");
  }
  const heading = document.querySelector("h1");
  const before = (selector) => {
    const node = document.querySelector(selector);
    return !node || Boolean(heading.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
  };
  for (const selector of [".prose", ".entries", "aside", "footer.foot", ".neighbours"]) {
    if (!before(selector)) add(document.querySelector(selector), "stands before the heading");
  }
  for (const list of document.querySelectorAll("header .tools, nav.menu > *, .breadcrumb")) {
    if (list.localName === "div") add(list, "is no list: without styles its links run together");
  }
  for (const node of document.querySelectorAll("[hidden]")) {
    if (node.checkVisibility()) add(node, "is hidden and can be seen");
  }
  return found;
}

async function styleless(browser, site) {
  const pages = samples(site).filter((page) => page === fullest(site, page.kind));
  await open(browser, { javaScriptEnabled: false }, async (tab) => {
    await tab.route(/\.css$/, (route) => route.abort());
    for (const page of pages) {
      await tab.goto(await addressOf(site, page));
      for (const { element, rule } of await tab.evaluate(bare, SIGN)) {
        fault(site, page, "no styles", { element, rule, remedy: "sizes as attributes, lists as lists, the text first" });
      }
    }
  });
}

await run(async (browser) => {
  for (const site of sites) {
    await scriptless(browser, site);
    await ways(browser, site);
    if (site.content !== "smallest") await styleless(browser, site);
  }
});
