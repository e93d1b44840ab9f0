// On paper: title, source, date, the whole text, the address and its QR code; no furniture.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { addressOf, fault, open, run, sites } from "./browser.mjs";
import { fullest } from "./site.mjs";

const MM = 96 / 25.4;
/** A QR code that a phone still reads from paper. */
const LEAST_CODE = 20 * MM;
/** Words that only belong on a screen. */
const FURNITURE = ["长者模式", "跳到正文", "网站地图", "上一篇", "下一篇", "相关阅读", "收起菜单", "您当前的位置", "字号", "打印", "分享", "关闭", "RSS", "退出"];
const REMEDY = {
  missing: "show it in @media print",
  furniture: "display: none in @media print",
  page: "in @media print",
};

/** Runs in the page under print media. */
function look() {
  const seen = (node) => node.checkVisibility({ visibilityProperty: true }) && node.getBoundingClientRect().height > 1;
  const word = (node) => node.localName + [...node.classList].map((c) => `.${c}`).join("");
  const size = (selector) => {
    const node = document.querySelector(selector);
    return node && seen(node) ? node.getBoundingClientRect().width : 0;
  };
  // The text between signs that are raised or lowered and words with dots, which come out of a PDF elsewhere.
  const runs = (node) => {
    const found = [""];
    for (const it of node.childNodes) {
      if (it.matches?.(".anchor, sup, sub")) found.push("");
      else if (it.matches?.("em")) found.push(it.textContent, "");
      else found.push(found.pop() + it.textContent);
    }
    return found;
  };
  const ink = (node) => getComputedStyle(node).color.match(/\d+(\.\d+)?/g).slice(0, 3).map(Number);
  const screens = "nav, button, form, [role=search], .tools, .breadcrumb, .neighbours, .paging, .skip, footer.foot, video, .side-menu, .related";
  return {
    furniture: [...document.querySelectorAll(screens)].filter(seen).map(word),
    code: size(".share svg.qrcode"),
    paper: getComputedStyle(document.body).backgroundColor,
    root: getComputedStyle(document.documentElement).backgroundColor,
    ink: Math.max(...ink(document.querySelector(".prose p, .prose li, .prose"))),
    wide: document.documentElement.scrollWidth,
    title: document.querySelector("h1").innerText,
    byline: [...document.querySelectorAll(".byline-item")].map((node) => node.innerText),
    facts: [...document.querySelectorAll(".facts dd, .paper-number, .paper-to, .paper-sign span")].map((node) => node.innerText),
    text: [...document.querySelectorAll(".prose :is(p, li, td, th, dt, dd, figcaption, h2, h3)")]
      .filter((node) => !node.querySelector("p, li") && !node.closest(".toc, .video, video"))
      .flatMap(runs),
    own: [...document.querySelectorAll("h1, .facts, .paper, .prose")].map((node) => node.innerText).join(" "),
    address: document.querySelector("link[rel=canonical]")?.href,
  };
}

/** Only what survives line breaks and the ways of PDF: letters, digits, signs. */
const flat = (text) => text.normalize("NFKC").replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]+/g, "");

/** The text of a tab as it comes out of a printer. */
async function printed(tab, folder) {
  const file = path.join(folder, "page.pdf");
  await tab.pdf({ path: file, format: "A4", preferCSSPageSize: true });
  try {
    return execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8" });
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    throw new Error("pdftotext is missing: `make tools` installs it (apt install poppler-utils)");
  }
}

async function check(site, page, view, tab, folder) {
  const say = (element, rule, remedy, detail) => fault(site, page, view, { element, rule, remedy, detail });
  await tab.goto(await addressOf(site, page));
  await tab.emulateMedia({ media: "print" });
  await tab.setViewportSize({ width: Math.round(174 * MM), height: 1000 });
  const it = await tab.evaluate(look);
  for (const element of it.furniture) say(element, "is printed", REMEDY.furniture);
  if (it.wide > Math.round(174 * MM) + 1) say("html", "is wider than the paper", "let it wrap in @media print", `${Math.round(it.wide / MM)} mm of 174`);
  const white = ["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"];
  if (!white.includes(it.paper) || !white.includes(it.root)) say("body", "prints a ground", REMEDY.page, `${it.paper} ${it.root}`);
  if (it.ink > 90) say(".prose", "prints pale text", REMEDY.page, `channel ${it.ink}`);
  if (it.address && it.code < LEAST_CODE) say(".qrcode", "is missing or too small on paper", REMEDY.missing, `${(it.code / MM).toFixed(1)} mm, least 20`);

  const text = flat(await printed(tab, folder));
  const wanted = { title: [it.title], byline: it.byline, facts: it.facts, address: it.address ? [it.address] : [], text: it.text };
  for (const [part, values] of Object.entries(wanted)) {
    const lost = values.map(flat).filter((value) => value && !text.includes(value));
    // Soft breaks of a PDF can part words in tables; what matters is that hardly anything is lost.
    if (lost.length) say(part, "is not on paper", REMEDY.missing, `“${lost[0].slice(0, 40)}” and ${lost.length - 1} more`);
  }
  if (page.kind === "article" && !it.byline.some((item) => item.startsWith("发布时间："))) say("byline", "has no date", "look at byline.html");
  const own = flat(it.own);
  for (const word of FURNITURE) if (text.includes(word) && !own.includes(word)) say(word, "is printed", REMEDY.furniture);
}

await run(async (browser) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "fengbei-print-"));
  try {
    for (const site of sites) {
      for (const kind of ["article", "document", "page"]) {
        const page = fullest(site, kind);
        await open(browser, {}, (tab) => check(site, page, "", tab, folder));
        if (site.content === "example") {
          await open(browser, { elder: true, colorScheme: "dark" }, (tab) => check(site, page, "from elderly and dark mode", tab, folder));
        }
      }
    }
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
