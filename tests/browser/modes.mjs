// What a reader or a day changes: type sizes, elderly mode, grey days, dark pages, stillness.

import { addressOf, fault, open, run, sites } from "./browser.mjs";
import { fileAddress, fullest } from "./site.mjs";

/** Themes that follow a dark system. */
const DARK = ["memorial"];
/** In elderly mode no text is smaller, in CSS pixels (GB/T 37668 has 18 points for what is read). */
const ELDER_LEAST = 16;
const ELDER_READING = 24;

const REMEDY = {
  sizes: "look at data-sizes in base.js and data-reading in base.css",
  elder: "look at data-elder in base.js and data-mode in base.css",
  grey: "look at data-grey-days in base.js and data-grey in base.css",
  dark: "look at prefers-color-scheme in the theme's style",
};

const textSize = () => parseFloat(getComputedStyle(document.querySelector(".prose > p")).fontSize);

/** Runs in the page: the smallest text, and where it is. */
function smallest() {
  let least = { size: Infinity, element: "" };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = walker.nextNode()); ) {
    const node = text.parentElement;
    if (!text.data.trim() || !node.checkVisibility({ visibilityProperty: true }) || node.closest(".unseen, .skip, sup, sub, [aria-hidden=true]")) continue;
    // What a drawing says is as large as the drawing is shown.
    const size = parseFloat(getComputedStyle(node).fontSize) * (node.getScreenCTM?.()?.a ?? 1);
    const word = (it) => it.localName + [...it.classList].map((c) => `.${c}`).join("");
    if (size < least.size) least = { size, element: `${word(node.parentElement)} ${word(node)}` };
  }
  return least;
}

/** 大中小 change the text, say which is on, and are remembered on the next page. */
async function sizes(site, tab, address, other, place) {
  const page = fullest(site, "article");
  const say = (rule) => fault(site, page, place, { element: "[data-sizes]", rule, remedy: REMEDY.sizes });
  await tab.goto(address);
  const press = (value) => tab.locator(`[data-sizes] button[value=${value}]`).click();
  const pressed = () => tab.locator("[data-sizes] button[aria-pressed=true]").evaluateAll((all) => all.map((b) => b.value).join());
  const medium = await tab.evaluate(textSize);
  if ((await pressed()) !== "medium") say("does not begin with 中");
  await press("large");
  const large = await tab.evaluate(textSize);
  if ((await pressed()) !== "large") say("does not say that 大 is on");
  await tab.goto(other);
  if ((await pressed()) !== "large" || (await tab.evaluate(textSize)) !== large) say("is forgotten on the next page");
  await press("small");
  const small = await tab.evaluate(textSize);
  if (!(large >= medium * 1.15 && small <= medium * 0.95)) say(`changes too little: ${small}, ${medium}, ${large} px`);
  if (small < 14) say(`makes text of ${small} px`);
  await press("medium");
  if ((await tab.evaluate(textSize)) !== medium) say("does not come back to 中");
}

/** Elderly mode: larger, remembered, and left again. */
async function elder(site, tab, home, article, place) {
  const page = fullest(site, "home");
  const say = (rule) => fault(site, page, place, { element: "[data-elder]", rule, remedy: REMEDY.elder });
  const button = tab.locator("button[data-elder]");
  const is = () => tab.evaluate(() => document.documentElement.dataset.mode === "elder");
  await tab.goto(article);
  const before = await tab.evaluate(textSize);
  await tab.goto(home);
  await button.click();
  if (!(await is())) say("does nothing");
  const { size, element } = await tab.evaluate(smallest);
  if (size < ELDER_LEAST) fault(site, page, place, { element, rule: `is small in elderly mode: under ${ELDER_LEAST} px`, detail: `${size} px`, remedy: REMEDY.elder });
  await tab.goto(article);
  if (!(await is())) say("is forgotten on the next page");
  const after = await tab.evaluate(textSize);
  if (after < Math.max(before * 1.25, ELDER_READING)) say(`makes text hardly larger: ${before} → ${after} px`);
  const least = await tab.evaluate(smallest);
  if (least.size < ELDER_LEAST) fault(site, fullest(site, "article"), place, { element: least.element, rule: `is small in elderly mode: under ${ELDER_LEAST} px`, detail: `${least.size} px`, remedy: REMEDY.elder });
  if (!(await button.textContent()).includes("退出")) say("does not say how to leave it");
  await button.click();
  await tab.goto(home);
  if (await is()) say("comes back after it was left");
}

/** How colourful and how light the window is: the greatest difference of channels, the mean light. */
async function look(tab, picture) {
  return picture.evaluate(async (data) => {
    const image = new Image();
    image.src = data;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const drawing = canvas.getContext("2d");
    drawing.drawImage(image, 0, 0);
    const { data: bytes } = drawing.getImageData(0, 0, image.width, image.height);
    let colour = 0, light = 0;
    for (let at = 0; at < bytes.length; at += 4) {
      const [r, g, b] = [bytes[at], bytes[at + 1], bytes[at + 2]];
      colour = Math.max(colour, Math.max(r, g, b) - Math.min(r, g, b));
      light += (r + g + b) / 765;
    }
    return { colour, light: light / (bytes.length / 4) };
  }, `data:image/png;base64,${(await tab.screenshot()).toString("base64")}`);
}

/** On the configured days, as China counts them, and on no other. */
async function grey(browser, site, picture) {
  const days = [
    ["2026-12-13T00:30:00+08:00", true],
    ["2026-12-12T23:30:00+08:00", false],
    ["2027-12-13T12:00:00+08:00", true],
    ["2026-12-14T00:30:00+08:00", false],
  ];
  for (const [time, mourning] of days) {
    // A reader far away, where it is still the day before.
    await open(browser, { timezoneId: "America/Los_Angeles" }, async (tab) => {
      await tab.clock.setFixedTime(time);
      for (const page of [fullest(site, "home"), fullest(site, "article")]) {
        await tab.goto(await addressOf(site, page));
        const { colour } = await look(tab, picture);
        if (colour <= 6 !== mourning) {
          const rule = mourning ? "is not grey on a day of mourning" : "is grey on another day";
          fault(site, page, time, { element: "html", rule, detail: `channels differ by ${colour}`, remedy: REMEDY.grey });
        }
      }
    });
  }
}

async function dark(browser, site, picture) {
  const light = (colorScheme) => open(browser, { colorScheme }, async (tab) => {
    const found = [];
    for (const kind of ["home", "column", "article", "document", "topic", "search"]) {
      const page = fullest(site, kind);
      await tab.goto(await addressOf(site, page));
      found.push([page, (await look(tab, picture)).light]);
    }
    return found;
  });
  const darkens = DARK.includes(site.theme);
  for (const [page, day] of await light("light")) {
    if (day < 0.5) fault(site, page, "light", { element: "html", rule: "is dark on a light system", detail: day.toFixed(2), remedy: REMEDY.dark });
  }
  for (const [page, night] of await light("dark")) {
    if (night < 0.35 !== darkens) fault(site, page, "dark", { element: "html", rule: darkens ? "stays light on a dark system" : "half follows a dark system", detail: night.toFixed(2), remedy: REMEDY.dark });
  }
}

/** The reader's own choice wins over the system's, and is remembered. */
async function tone(site, tab, home, article, place) {
  const button = tab.locator("[data-tone-switch]");
  await tab.goto(home);
  const is = () => tab.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  if (!(await button.count())) return;
  const before = await is();
  await button.click();
  const chosen = await is();
  await tab.goto(article);
  const next = await is();
  if (before === chosen || chosen !== next) {
    fault(site, "index.html", place, { element: "[data-tone-switch]", rule: "is not remembered", detail: `${before}, ${chosen}, ${next}`, remedy: REMEDY.dark });
  }
}

/** Nothing moves for those who do not want it, nothing plays by itself, nothing pops up. */
async function still(browser, site) {
  await open(browser, { reducedMotion: "reduce" }, async (tab) => {
    for (const kind of ["home", "article", "topic"]) {
      const page = fullest(site, kind);
      await tab.goto(await addressOf(site, page));
      const moving = await tab.evaluate(() => {
        const transitions = [...document.querySelectorAll("*")].filter((node) => parseFloat(getComputedStyle(node).transitionDuration) > 0);
        const playing = [...document.querySelectorAll("[autoplay], marquee, dialog[open], [aria-modal=true]")];
        return [...transitions, ...playing, ...document.getAnimations().map((a) => a.effect.target)].map((node) => node.outerHTML.slice(0, 60));
      });
      for (const element of moving) fault(site, page, "reduced motion", { element, rule: "moves", remedy: "@media (prefers-reduced-motion: reduce)" });
    }
  });
}

await run(async (browser) => {
  await open(browser, {}, async (picture) => {
    await picture.goto("about:blank");
    for (const site of sites.filter((site) => site.content !== "smallest")) {
      const articles = site.pages.filter((page) => page.kind === "article");
      const [article, other] = [fullest(site, "article"), articles.find((page) => page !== fullest(site, "article"))];
      const home = { path: "index.html" };
      const places = [
        ["on a host", (page) => addressOf(site, page)],
        ["from a disk", (page) => fileAddress(site, page.path)],
      ];
      for (const [place, address] of places) {
        const go = async (use, ...pages) => open(browser, {}, async (tab) => use(site, tab, ...(await Promise.all(pages.map(address))), place));
        await go(sizes, article, other);
        await go(elder, home, article);
        await go(tone, home, article);
      }
      await grey(browser, site, picture);
      await dark(browser, site, picture);
      await still(browser, site);
    }
  });
});
