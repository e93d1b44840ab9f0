// Rolls as families use them: a name in any form, an address that stays, a keyboard, a screen reader.

import { addressOf, axe, each, fault, open, run, sites } from "./browser.mjs";

const VIEW = { name: "375 px", width: 375, height: 740 };
const HOME = "martyrs/index.html";

/** Notes a fault unless `right`. */
function expect(site, page, right, element, rule, remedy, detail) {
  if (!right) fault(site, page, VIEW.name, { element, rule, detail, remedy });
}

/** What axe says of the page as it is now. */
async function accessible(site, page, tab, state) {
  await tab.evaluate(axe);
  const { violations } = await tab.evaluate(() => axe.run(document, { preload: false, rules: { "target-size": { enabled: true } } }));
  for (const { id, help, nodes } of violations) {
    fault(site, page, `${VIEW.name}, ${state}`, { element: nodes[0].target.flat().join(" "), rule: `${id}: ${help}`, remedy: "look at roll-page.js and roll.css" });
  }
}

/** Asks for a name and waits for the answer to be announced. */
async function ask(tab, query) {
  await tab.fill("#roll-q", query);
  await tab.keyboard.press("Enter");
  await tab.waitForFunction(() => /^(找到|没有|有|只打)/.test(document.getElementById("roll-status").textContent));
  return { said: await tab.textContent("#roll-status"), first: (await tab.locator(".roll-hit h2").allTextContents())[0] ?? "" };
}

/** Every form of a name leads to the person, and the reason is told. */
async function search(site, tab) {
  await tab.goto(await addressOf(site, HOME));
  const forms = [
    ["刘胡兰", "姓名相同"], ["劉胡蘭", "字的写法不同"], ["刘　胡　兰", "姓名相同"], ["刘 胡兰", "姓名相同"], ["LiuHulan", "读音"],
    ["lhl", "首字母"], ["刘湖兰", "读音相同，字不同"], ["刘?兰", "读音或已知的字"], ["s001", "编号相符"], ["Ｓ００１", "编号相符"], ["刘富兰", "又名"],
  ];
  for (const [typed, why] of forms) {
    const { said, first } = await ask(tab, typed);
    const hit = tab.locator(".roll-hit", { hasText: "刘胡兰" }).first();
    const reason = (await hit.count()) ? await hit.locator(".roll-why").textContent() : "";
    const found = /刘胡兰|刘富兰/.test(first) || (await hit.count());
    expect(site, HOME, found && (reason.startsWith(why) || first === "刘富兰"), "form[data-roll-search]", "does not find a name in this form, or says another reason", "look at find in roll.js and reason in roll-page.js", `“${typed}”: ${said} ${reason}`);
  }
  await accessible(site, HOME, tab, "results");
  expect(site, HOME, (await tab.evaluate(() => document.activeElement.id)) === "roll-q", "#roll-q", "loses the focus when results come", "leave the focus where it is; the status is announced");
  expect(site, HOME, (await ask(tab, "查无此人某")).said.startsWith("没有找到"), "#roll-status", "does not say that nobody was found", "role=status outside what is emptied");
}

/** A place alone leads to its list, which is announced; a year alone is told how to be asked. */
async function ways(site, tab) {
  await tab.goto(await addressOf(site, HOME));
  const values = tab.locator(".roll-entry", { hasText: "按籍贯" }).locator(".roll-values a");
  const place = (await values.first().textContent()).trim();
  const { said } = await ask(tab, place);
  const link = tab.locator(".roll-ways a").first();
  expect(site, HOME, /^有 \d+ 份名单/.test(said) && (await link.textContent()).includes(place), "#roll-status", "does not lead to the list of a place", "look at ways in roll.js", `“${place}”: ${said}`);
  await accessible(site, HOME, tab, "lists");
  await link.click();
  await tab.waitForURL(/place\/|people\/|list\//);
  await tab.goto(await addressOf(site, HOME));
  expect(site, HOME, (await ask(tab, "1941年")).said.startsWith("只打年份"), "#roll-status", "does not say how to ask for a year", "look at run in roll-page.js");
}

/** Half a word of an input method asks for nothing, and its Enter neither. */
async function compose(site, tab) {
  await tab.goto(await addressOf(site, HOME));
  await tab.focus("#roll-q");
  const keys = await tab.context().newCDPSession(tab);
  await keys.send("Input.imeSetComposition", { text: "liuhu", selectionStart: 5, selectionEnd: 5 });
  await tab.evaluate(() => document.querySelector("[data-roll-search]").requestSubmit());
  await tab.waitForTimeout(100);
  expect(site, HOME, (await tab.textContent("#roll-status")) === "", "#roll-q", "searches for half a word of an input method", "wait for compositionend");
  await keys.send("Input.insertText", { text: "刘胡兰" });
  // The word is ended in a timer of the page; one that is set later runs later.
  await tab.evaluate(() => new Promise((done) => setTimeout(done)));
  await tab.keyboard.press("Enter");
  await tab.waitForSelector(".roll-hit");
}

/** The address that stays leads to the person, and a row offers it. */
async function address(site, tab) {
  const home = await addressOf(site, HOME);
  await tab.goto(`${home}#p-S034`);
  await tab.waitForURL(/people\/S034\.html$|list\/\d+\.html#p-S034$/);
  await tab.goto(`${home}#p-nobody`);
  await tab.waitForFunction(() => document.getElementById("roll-status").textContent.includes("没有编号为"));
  const list = "martyrs/list/1.html";
  await tab.goto(await addressOf(site, list));
  const more = tab.getByRole("button", { name: "刘胡兰：固定链接与更正" });
  await more.focus();
  await tab.keyboard.press("Enter");
  const field = tab.getByRole("textbox", { name: "刘胡兰的固定链接" });
  expect(site, list, (await field.inputValue()) === `${home}#p-S001`, ".row-panel input", "does not hold the address that stays", "look at openRows in roll-page.js", await field.inputValue());
  expect(site, list, await field.evaluate((node) => node === document.activeElement), ".row-panel input", "does not get the focus", "focus it when the panel opens");
  const report = await tab.locator(".row-panel a").getAttribute("href");
  expect(site, list, /S001/.test(decodeURIComponent(report)) && decodeURIComponent(report).includes("#p-S001"), ".row-panel a", "does not name the record and its address", "look at openRows in roll-page.js", report);
  await accessible(site, list, tab, "a row opened");
  await more.press("Enter");
  expect(site, list, (await more.getAttribute("aria-expanded")) === "false" && !(await field.count()), ".row-more", "does not close", "toggle the panel");
}

/** The search of the whole site knows people too. */
async function beside(site, tab) {
  const page = "search.html";
  await tab.goto(`${await addressOf(site, page)}?q=${encodeURIComponent("劉胡蘭")}`);
  await tab.waitForSelector(".search-rolls .roll-hit a");
  const link = tab.locator(".search-rolls .roll-more a").first();
  expect(site, page, (await link.innerText()) === "在“英名录”里查找“劉胡蘭”", ".search-rolls", "does not offer the roll", "look at besideSearch in roll-page.js", await link.innerText());
  await accessible(site, page, tab, "people beside articles");
  await Promise.all([tab.waitForURL(/martyrs\/.*q=/), link.click()]);
  await tab.waitForSelector(".roll-hit");
}

await run(async (browser) => {
  const rolls = sites.filter((site) => site.content === "example");
  const tasks = rolls.flatMap((site) => [search, ways, compose, address, beside].map((use) => [site, use]));
  await each(tasks, ([site, use]) => open(browser, VIEW, (tab) => use(site, tab)));
});
