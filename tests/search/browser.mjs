// The search page in a browser: opened from the disk, at a host's root and below a path, under a
// policy that allows nothing but the site's own files.

import assert from "node:assert/strict";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch } from "./chromium.mjs";

const site = process.argv[2], client = fileURLToPath(new URL("../../themes/base/assets/search.js", import.meta.url));
const policy = "default-src 'none'; script-src 'self'";
fs.copyFileSync(client, path.join(site, "search.js"));
fs.writeFileSync(path.join(site, "search", "index.html"), `<!doctype html><meta charset="utf-8"><title>搜索</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<form class="search" role="search" action="../search/index.html" data-search-root="../search/">
<input type="search" name="q"><button type="submit">搜索</button></form>
<div id="search-results" aria-live="polite"></div><script src="../search.js" defer></script>`);

const server = http.createServer((request, response) => {
  const name = path.join(site, decodeURI(request.url.replace(/\?.*/, "").replace(/^\/a\/b\//, "/")));
  if (!fs.existsSync(name)) return response.writeHead(404).end();
  response.setHeader("Content-Type", name.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8");
  response.end(fs.readFileSync(name));
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const host = `http://127.0.0.1:${server.address().port}`;
const page = await launch();
const { evaluate, until, press } = page;

const status = (beginning) => until(`document.querySelector(".search-status").textContent.startsWith("${beginning}")`);
const titles = () => evaluate(`[...document.querySelectorAll("h2 a")].map((link) => link.textContent)`);
const focused = () => evaluate(`document.activeElement.name || document.activeElement.textContent`);
const ask = async (query) => {
  await evaluate(`document.querySelector("[name=q]").value = ""; document.querySelector("[name=q]").focus()`);
  await page.type(query);
  await press("Enter", "\r");
};

for (const root of [pathToFileURL(site).href, host, host + "/a/b"]) {
  // The query in the address is searched; links lead to the site, whatever the page's address.
  await page.go(`${root}/search/index.html?q=${encodeURIComponent("军爱民民拥军")}`);
  await status("找到 1 篇");
  assert.equal(await evaluate(`document.querySelector("h2 a").href`), `${root}/news/1.html`);
  assert.equal(await evaluate(`document.querySelector("mark").textContent`), "军爱民、民拥军");

  // Titles and texts are text.
  await ask("尖括号");
  await status("找到 1 篇");
  assert.deepEqual(await titles(), ["<b>标题里的尖括号</b> & \"引号\" \\ 反斜杠"]);
  assert.equal(await evaluate(`document.querySelectorAll("#search-results b, #search-results img").length`), 0);
  assert.equal(await evaluate(`document.querySelector("h2 a").href`), `${root}/news/${encodeURI("一 三")}.html`);
  if (root !== pathToFileURL(site).href) assert.equal(await evaluate("location.search"), `?q=${encodeURIComponent("尖括号")}`);
}

// Keys: from the field into the results and back, to the ends, and out.
await ask("军民团结");
await until(`document.querySelectorAll("h2 a").length > 1`);
await press("ArrowDown");
assert.equal(await focused(), (await titles())[0]);
await press("ArrowDown");
assert.equal(await focused(), (await titles())[1]);
await press("End");
assert.equal(await focused(), (await titles()).pop());
await press("Home");
await press("ArrowUp");
assert.equal(await focused(), "q");
await press("ArrowDown");
await press("Escape");
assert.equal(await focused(), "q");
assert.deepEqual(await titles(), []);
await evaluate("document.activeElement.blur()");
await press("/", "/");
assert.equal(await focused(), "q");
assert.equal(await evaluate(`document.querySelector("[name=q]").value`), "");

// More than a page, ten at a time; filters with their counts.
await ask("的");
await until(`document.querySelectorAll("h2 a").length === 10`);
const all = Number(await evaluate(`document.querySelector(".search-status").textContent.match(/\\d+/)[0]`));
assert(all > 20, `${all} articles`);
await evaluate(`document.querySelector(".search-more").click()`);
await until(`document.querySelectorAll("h2 a").length === 20`);
assert.equal(await focused(), (await titles())[10]);
const counts = `[...document.querySelectorAll("[name=year] option")].slice(1).map((it) => [it.value, it.textContent])`;
const [year, label] = (await evaluate(counts))[0], inYear = Number(label.match(/（(\d+)）/)[1]);
assert.equal(await evaluate(`document.querySelector("[name=year] option").textContent`), `全部（${all}）`);
await evaluate(`{ const it = document.querySelector("[name=year]"); it.value = "${year}"; it.dispatchEvent(new Event("change", { bubbles: true })); }`);
await status(`找到 ${inYear} 篇`);
assert(await evaluate(`[...document.querySelectorAll(".search-about")].every((it) => it.textContent.startsWith("${year}"))`));

// Nothing found, and a file that is missing, are said in words.
await ask("火星");
await status("没有找到整句，请减少字数，或换一个说法。");
await page.go("about:blank");
for (const name of fs.readdirSync(path.join(site, "search"), { recursive: true })) {
  if (/^s[01]*\.js$/.test(path.basename(name))) fs.rmSync(path.join(site, "search", name));
}
await page.go(`${pathToFileURL(site).href}/search/index.html?q=${encodeURIComponent("双拥")}`);
await until(`/^搜索数据 search\\/\\w+\\/s[01]*\\.js 没有读到，请刷新页面再试。$/.test(document.querySelector(".search-status").textContent)`);

await page.close();
server.close();
