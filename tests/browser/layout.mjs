// Pages hold at every width: nothing runs out of the window, over other text, or is cut off.

import { fault, run, sites, tour } from "./browser.mjs";
import { samples, samplesOfThemes } from "./site.mjs";

// In each mode a page is opened once and its window made wider; `all` texts at the first width.
const VIEWS = [
  { name: "", widths: [320], all: true },
  { name: "", widths: [375, 600, 768, 1000, 1280, 1920] },
  { name: "elderly mode", elder: true, widths: [320, 375, 768, 1000, 1280, 1920] },
  { name: "elderly mode, large type", elder: true, large: true, widths: [320, 1000] },
];

const RULES = {
  scroll: ["the page scrolls sideways", "let it shrink or wrap (min-width: 0, overflow-wrap: anywhere), or put it in a box that scrolls by itself"],
  outside: ["text lies outside the window", "let it wrap or shrink; nobody can read it there"],
  cut: ["text is cut off", "let the box grow with its text, or clamp lines with an ellipsis"],
  narrow: ["text stands in a column of one or two characters", "give its column a least width"],
  over: ["texts lie on each other", "give the two their own room at this width"],
  picture: ["a picture did not load", "look at its address"],
};

/** Runs in the page; everything that is wrong with its layout. */
function look() {
  const found = [];
  const root = document.documentElement;
  const width = root.clientWidth;
  const name = (node) => {
    const word = (it) => it.localName + [...it.classList].map((c) => `.${c}`).join("");
    const inside = node.closest("main, header, footer, nav") ?? document.body;
    return node === inside ? word(node) : `${word(inside)} ${node.parentElement === inside ? "" : `${word(node.parentElement)} `}${word(node)}`;
  };
  const add = (kind, node, detail) => found.push({ kind, element: name(node), detail });
  const words = (text) => `“${text.data.trim().slice(0, 12)}”`;
  const style = (node) => getComputedStyle(node);
  const memo = (find) => {
    const known = new Map();
    return (node) => {
      if (!known.has(node)) known.set(node, find(node));
      return known.get(node);
    };
  };
  const hidden = memo((node) => !node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || node.closest(".unseen, .skip, [aria-hidden=true], video, noscript"));
  const above = (node) => (node.parentElement === document.body ? null : node.parentElement);
  const scrolls = memo((node) => Boolean(above(node)) && (/auto|scroll/.test(style(above(node)).overflowX) || scrolls(above(node))));
  const keeps = memo((node) => Boolean(above(node)) && (/auto|scroll|hidden|clip/.test(style(above(node)).overflowX) || keeps(above(node))));
  // What a box shows of what is inside it.
  const shows = (node, box) => {
    for (let it = node; it && it !== document.body; it = it.parentElement) {
      if (!/hidden|clip/.test(style(it).overflowY)) continue;
      const outer = it.getBoundingClientRect();
      if (outer.width < 2 || box.top > outer.bottom - 3 || box.bottom < outer.top + 3) return false;
    }
    return true;
  };

  if (root.scrollWidth > width) {
    const wide = [...document.body.querySelectorAll(":not(svg *)")].filter((node) => node.getBoundingClientRect().right > width + 1 && !keeps(node));
    const last = wide.filter((node) => !wide.some((other) => other !== node && node.contains(other)));
    add("scroll", last[0] ?? document.body, `${root.scrollWidth} in ${width} px`);
  }

  // Each line of text, with the element it stands in.
  const all = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = walker.nextNode()); ) {
    const node = text.parentElement;
    if (!text.data.trim() || hidden(node)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()];
    const least = 2.5 * parseFloat(style(node).fontSize);
    if (boxes.length > 7 && boxes.every((box) => box.width < least) && style(node).writingMode === "horizontal-tb") {
      add("narrow", node, `${words(text)} on ${boxes.length} lines`);
    }
    for (const box of boxes) {
      if (box.width > 1 && box.height > 1) all.push({ text, node, box, scrolls: scrolls(node) });
    }
  }
  const lines = all.filter(({ node, box }) => shows(node, box));
  for (const { text, node, box, scrolls } of lines) {
    if (!scrolls && (box.left < -1 || box.right > width + 1)) {
      add("outside", node, `${words(text)} is at ${Math.round(box.left)} to ${Math.round(box.right)} px of ${width}`);
    }
  }

  lines.sort((a, b) => a.box.top - b.box.top);
  const told = new Set();
  lines.forEach((a, at) => {
    for (let next = at + 1; next < lines.length && lines[next].box.top < a.box.bottom; next++) {
      const b = lines[next];
      if (a.text === b.text || a.scrolls || b.scrolls || told.has(a.text)) continue;
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (across > 2 && down > 0.5 * Math.min(a.box.height, b.box.height)) {
        told.add(a.text);
        add("over", a.node, `${words(a.text)} and ${words(b.text)} in ${name(b.node)}`);
      }
    }
  });

  for (const node of document.body.querySelectorAll("*")) {
    const { overflowX, overflowY, webkitLineClamp } = style(node);
    const clips = /hidden|clip/.test(overflowX + overflowY) && webkitLineClamp === "none";
    if (!clips || hidden(node) || !node.textContent.trim()) continue;
    const outer = node.getBoundingClientRect();
    for (const { text, box } of all.filter((line) => outer.width > 1 && node.contains(line.node))) {
      const past = Math.max(outer.left - box.left, box.right - outer.right, outer.top - box.top, box.bottom - outer.bottom);
      if (past > Math.max(3, box.height * 0.25)) {
        add("cut", node, `${words(text)} loses ${Math.round(past)} px`);
        break;
      }
    }
  }

  for (const image of document.images) {
    if (image.complete && !image.naturalWidth && !hidden(image)) add("picture", image, image.getAttribute("src"));
  }
  return found;
}

/** Every picture is there, also those that wait to be scrolled to. */
function ready() {
  for (const image of document.images) image.loading = "eager";
  return Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
}

async function check(site, page, view, tab) {
  if (view.large) await tab.evaluate(() => document.documentElement.setAttribute("data-reading", "large"));
  for (const width of view.widths) {
    await tab.setViewportSize({ width, height: 800 });
    await tab.evaluate(ready);
    for (const { kind, element, detail } of await tab.evaluate(look)) {
      const seen = [`${width} px`, view.name].filter(Boolean).join(", ");
      const [rule, remedy] = RULES[kind];
      fault(site, page, seen, { element, rule, detail, remedy });
    }
  }
}

await run(async (browser) => {
  for (const view of VIEWS) {
    const texts = (site) => {
      const some = samples(site);
      return site.pages.filter((page) => some.includes(page) || !["redirect", "keyword"].includes(page.kind));
    };
    const stops = view.all ? sites.flatMap((site) => texts(site).map((page) => [site, page])) : samplesOfThemes(sites);
    await tour(browser, { elder: view.elder }, stops, (tab, site, page) => check(site, page, view, tab));
  }
});
