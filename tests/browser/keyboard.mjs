// Without a mouse: past the head, to the menu and back, to the search and into a result.

import { addressOf, each, fault, open, run, sites } from "./browser.mjs";
import { fullest } from "./site.mjs";

const WIDE = { name: "1280 px", width: 1280, height: 800 };
const NARROW = { name: "375 px", width: 375, height: 667 };
/** More stops than any page should have. */
const MOST = 500;

/** Runs in the page: what has the focus, whether it can be seen and whether one sees that it has it. */
function focused() {
  const node = document.activeElement;
  if (!node || node === document.body || node === document.documentElement) return null;
  const box = [...node.getClientRects()].find((it) => it.width > 1) ?? node.getBoundingClientRect();
  const { outlineStyle, outlineWidth } = getComputedStyle(node);
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const classes = [...node.classList].map((c) => `.${c}`).join("");
  return {
    element: `${node.parentElement.localName}${[...node.parentElement.classList].map((c) => `.${c}`).join("")} ${node.localName}${classes}`,
    words: (node.innerText || node.ariaLabel || node.title || "").trim().slice(0, 16),
    id: node.id,
    href: node.getAttribute("href"),
    number: [...document.querySelectorAll("*")].indexOf(node),
    inside: box.width > 1 && box.height > 1 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
    free: Boolean(top) && (node.contains(top) || top.contains(node) || Boolean(top.closest("label")?.contains(node))),
    marked: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
  };
}

/** Runs in the page: everything that the tabulator should reach. */
function reachable() {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, video[controls], [tabindex]")];
  return all.filter((node) => node.tabIndex >= 0 && !node.disabled && node.checkVisibility({ visibilityProperty: true }))
    .map((node) => [...document.querySelectorAll("*")].indexOf(node));
}

/** Through the whole page with the tabulator. */
async function walk(site, page, view, tab) {
  const wanted = new Set(await tab.evaluate(reachable));
  const seen = new Set();
  const say = (stop, rule, remedy) => fault(site, page, view.name, { element: stop.element, rule, detail: `“${stop.words}”`, remedy });
  let stop, last;
  for (let step = 0; step < MOST; step++) {
    await tab.keyboard.press("Tab");
    stop = await tab.evaluate(focused);
    if (stop?.number === last) continue; // a film has several stops inside it
    last = stop?.number;
    if (!stop || seen.has(stop.number)) break;
    seen.add(stop.number);
    if (!stop.inside) say(stop, "has the focus outside the window", "do not hide what can be reached by keyboard; scroll-padding keeps it from below a fixed head");
    else if (!stop.free) say(stop, "has the focus and lies under something else", "give fixed parts room: scroll-padding-top on html");
    if (!stop.marked) say(stop, "does not show that it has the focus", "a :focus-visible outline of 2 px or more");
  }
  if (seen.size >= MOST) fault(site, page, view.name, { element: "body", rule: "the tabulator does not get out", remedy: "look for a script that holds the focus" });
  // What only shows itself when something else has the focus (a menu's lower level) counts too.
  const missed = [...wanted].filter((number) => !seen.has(number));
  for (const number of missed) {
    const element = await tab.evaluate((number) => document.querySelectorAll("*")[number].outerHTML.slice(0, 80), number);
    fault(site, page, view.name, { element, rule: "is never reached by the tabulator", remedy: "use a link or a button, and no tabindex above 0" });
  }
}

/** The first stop leads past the head. */
async function skip(site, page, view, tab) {
  const say = (rule) => fault(site, page, view.name, { element: "a.skip", rule, remedy: "first link of the page, shown when it has the focus, to #main" });
  await tab.keyboard.press("Tab");
  const first = await tab.evaluate(focused);
  if (first?.href !== "#main") return say(`is not the first stop (${first?.element})`);
  if (!first.inside) say("is not shown when it has the focus");
  await tab.keyboard.press("Enter");
  await tab.keyboard.press("Tab");
  const inside = await tab.evaluate(() => document.querySelector("main").contains(document.activeElement) || !document.querySelector("main a[href], main button, main input"));
  if (!inside) say("does not lead into the text");
}

/** Moves the focus with the tabulator until `wanted` says so. */
async function tabTo(tab, wanted) {
  for (let step = 0; step < MOST; step++) {
    await tab.keyboard.press("Tab");
    const stop = await tab.evaluate(focused);
    if (stop && wanted(stop)) return stop;
    if (!stop && step > 2) return null;
  }
  return null;
}

/** On a narrow window: open the menu, step into it, leave it, and stand where one began. */
async function menu(site, page, view, tab) {
  const say = (rule, remedy) => fault(site, page, view.name, { element: "nav.menu", rule, remedy });
  const opener = await tabTo(tab, (stop) => stop.href === "#menu");
  if (!opener) return say("cannot be opened with the keyboard", "a link or button before the menu");
  await tab.keyboard.press("Enter");
  const first = 'nav.menu a[href]:not([href^="#"])';
  if (!(await tab.locator(first).first().isVisible())) return say("does not open", "a:target rule or a script");
  await tab.keyboard.press("Tab");
  if (!(await tab.evaluate(() => Boolean(document.activeElement.closest("nav.menu"))))) {
    say("does not take the focus when it opens", "id and tabindex=-1 on the menu");
  }
  await tab.keyboard.press("Escape");
  const closed = tab.locator(first).first().waitFor({ state: "hidden", timeout: 10_000 });
  if (!(await closed.then(() => true, () => false))) return say("does not close with Escape", "listen for the key");
  const back = await tab.evaluate(focused);
  if (back?.href !== "#menu") say(`loses the focus when it closes (now on ${back?.element})`, "give the focus back to the link that opened it");

  await tab.keyboard.press("Enter");
  const entry = await tabTo(tab, (stop) => stop.href && !stop.href.startsWith("#"));
  const target = entry && new URL(entry.href, tab.url()).href;
  await Promise.all([tab.waitForURL(target), tab.keyboard.press("Enter")]);
}

/** From the home page to the search, to a result, to its page. */
async function search(site, page, view, tab) {
  const say = (rule, remedy) => fault(site, page, view.name, { element: "search", rule, remedy });
  const way = await tabTo(tab, (stop) => stop.id === "q" || /(^|\/)search\.html$/.test(stop.href ?? ""));
  if (!way) return say("cannot be reached with the keyboard", "a search field, or a link to the search, in the head");
  if (way.id !== "q") {
    await Promise.all([tab.waitForURL(/search\.html/), tab.keyboard.press("Enter")]);
    if (!(await tabTo(tab, (stop) => stop.id === "q"))) return say("has no field that can be reached", "look at search_form.html");
  }
  await tab.keyboard.type("双拥");
  await tab.keyboard.press("Enter");
  await tab.waitForSelector(".search-list a");
  const field = tab.locator("#q");
  if ((await field.inputValue()) !== "双拥") say("forgets what was asked", "fill the field from ?q=");
  await field.focus();
  await tab.keyboard.press("ArrowDown");
  const hit = await tab.evaluate(() => document.activeElement.closest(".search-list") && document.activeElement.href);
  if (!hit) return say("does not let the arrow keys into the results", "ArrowDown from the field");
  await tab.keyboard.press("ArrowUp");
  if (!(await tab.evaluate(() => document.activeElement.id === "q"))) say("does not let the arrow keys back to the field", "ArrowUp from the first result");
  await tab.keyboard.press("ArrowDown");
  await Promise.all([tab.waitForURL(hit), tab.keyboard.press("Enter")]);
  if (!(await tab.locator("h1").isVisible())) say("leads to a page without a heading", "look at the index");
}

/** The slash goes to the search field of every page that has one. */
async function slash(site, page, view, tab) {
  await tab.keyboard.press("/");
  if (!(await tab.evaluate(() => document.activeElement.id === "q" && document.activeElement.value === ""))) {
    fault(site, page, view.name, { element: "search", rule: "the slash does not lead to the field", remedy: "look at the end of search.js" });
  }
}

/** What is done on which page of a site, at which width. */
function tasks(site) {
  const home = fullest(site, "home");
  const article = fullest(site, "article");
  const kinds = ["home", "column", "article", "document", "topic", "search", "roll", "roll_list", "person"].map((kind) => fullest(site, kind)).filter(Boolean);
  return [
    ...kinds.map((page) => [skip, page, WIDE]),
    ...(site.content === "example" ? kinds : [article]).map((page) => [walk, page, WIDE]),
    [walk, home, NARROW],
    [walk, article, NARROW],
    [menu, home, NARROW],
    [menu, article, NARROW],
    [search, home, WIDE],
    [search, home, NARROW],
    [slash, fullest(site, "search"), WIDE],
  ].map((task) => [site, ...task]);
}

await run(async (browser) => {
  const all = sites.filter((site) => site.content !== "smallest").flatMap(tasks);
  await each(all, ([site, use, page, { name, ...how }]) => open(browser, how, async (tab) => {
    await tab.goto(await addressOf(site, page));
    await use(site, page, { name }, tab);
  }));
});
