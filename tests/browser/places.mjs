// The same files at a host's root, below a path and from a disk: nothing is missing, nothing is
// fetched from outside, no error is told, and the search finds pages in all three.

import { addressOf, fault, note, open, run, sites } from "./browser.mjs";
import { fileAddress, fullest, samples } from "./site.mjs";

const REMEDY = {
  console: "the browser's own words say what; a page tells no errors",
  request: "the address is wrong, or the file is not among the outputs",
  outside: "nothing comes from other hosts unless the office has configured it",
};

/** Notes everything a tab complains of or asks for, with the page it was on. */
function listen(tab, site, place) {
  const state = { page: null, lost: null };
  const say = (kind, rule, detail) => fault(site, state.page, place.name, { element: "page", rule, detail, remedy: REMEDY[kind] });
  tab.on("console", (message) => {
    const own = state.lost && message.location().url === tab.url();
    if (["error", "warning"].includes(message.type()) && !own) say("console", `the console says: ${message.text().slice(0, 200)}`, message.location().url);
  });
  tab.on("pageerror", (error) => say("console", `a script fails: ${error.message}`));
  tab.on("requestfailed", (request) => {
    const left = request.failure()?.errorText === "net::ERR_ABORTED"; // we went on to the next page
    if (!left) say("request", "a file does not come", `${request.url()} ${request.failure()?.errorText}`);
  });
  tab.on("request", (request) => {
    if (!request.url().startsWith(place.base) && !request.url().startsWith("data:")) say("outside", "something is fetched from outside", request.url());
  });
  tab.on("response", (response) => {
    const wanted = state.lost === response.url() ? 404 : 200;
    if (place.base.startsWith("http") && response.status() !== wanted) say("request", `a file is answered with ${response.status()}`, response.url());
  });
  return state;
}

/** The three places of a site. A host answers with `404.html` what is not there. */
async function places(site) {
  const page = async (name, root) => {
    const base = await addressOf(site, "", root);
    return { name, base, address: (path) => base + encodeURI(path), hosted: true };
  };
  return [
    await page("at /", "/"),
    await page("at /a/b/", "/a/b/"),
    ...(site.root === "/" || site.root === "/a/b/" ? [] : [await page("in its own place", site.root)]),
    { name: "from a disk", base: fileAddress(site, ""), address: (path) => fileAddress(site, path), hosted: false },
  ];
}

/** Every picture comes, also those further down. */
function pictures() {
  for (const image of document.images) image.loading = "eager";
  return Promise.all([...document.images].map((image) => image.decode().then(() => null, () => image.src)));
}

async function visit(site, place, tab, state, pages) {
  for (const page of pages) {
    state.page = page.path;
    await tab.goto(place.address(page.path), { waitUntil: "load" });
    for (const lost of (await tab.evaluate(pictures)).filter(Boolean)) {
      fault(site, page, place.name, { element: "img", rule: "a picture does not show", detail: lost, remedy: REMEDY.request });
    }
    const styled = await tab.evaluate(() => [...document.querySelectorAll("link[rel=stylesheet]")].every((link) => link.sheet));
    if (!styled) fault(site, page, place.name, { element: "link", rule: "a stylesheet does not load", remedy: REMEDY.request });
  }
}

/** Asks the search from the home page and goes to what it finds. */
async function search(site, place, tab, state) {
  const say = (rule, remedy) => fault(site, "search.html", place.name, { element: "search", rule, remedy });
  const word = site.content === "smallest" ? "通知" : "双拥";
  state.page = "search.html";
  await tab.goto(place.address("index.html"));
  const form = tab.locator("form[role=search] input[name=q]:visible").first();
  if (await form.count()) {
    await form.fill(word);
    await Promise.all([tab.waitForURL(/search\.html\?/), form.press("Enter")]);
  } else {
    await tab.goto(`${place.address("search.html")}?q=${encodeURIComponent(word)}`);
  }
  await tab.waitForSelector(".search-list a");
  const hits = await tab.locator(".search-list a").evaluateAll((links) => links.map((link) => [link.href, link.textContent]));
  const status = await tab.locator(".search-status").textContent();
  if (!/找到/.test(status)) say(`says “${status}” and shows ${hits.length} results`, "look at search.js");
  if (!(await tab.locator(".search-list mark").count())) say("marks nothing in what it found", "look at search.js");
  for (const [href, title] of hits.slice(0, 3)) {
    await tab.goto(href, { waitUntil: "load" });
    const heading = await tab.locator("h1").textContent();
    if (heading.trim() !== title.trim()) say(`leads from “${title}” to “${heading}”`, "look at the addresses in the index");
  }
  await tab.goto(`${place.address("search.html")}?q=${encodeURIComponent("这句话哪里也没有写过呀")}`);
  await tab.waitForFunction(() => /没有找到/.test(document.querySelector(".search-status").textContent));
}

/** An old address leads to the new one. */
async function old(site, place, tab, state) {
  for (const page of site.pages.filter((page) => page.kind === "redirect")) {
    state.page = page.path;
    await tab.goto(place.address(page.path), { waitUntil: "commit" });
    await tab.waitForFunction(() => document.documentElement.className.includes("kind-"));
    if (await tab.evaluate((old) => decodeURI(location.href).endsWith(old), page.path)) {
      fault(site, page, place.name, { element: "meta", rule: "the old address does not lead on", remedy: "look at redirect.html" });
    }
  }
}

/** The page for what is missing has its styles and scripts in itself, and leads home by the site's own address. */
async function whole(site, place, tab, path) {
  const { kind, styles, plain, home } = await tab.evaluate(() => ({
    kind: document.documentElement.className,
    styles: document.styleSheets.length,
    plain: document.querySelector("[data-elder]").hidden,
    home: document.querySelector("main a").getAttribute("href"),
  }));
  const right = `${site.address || "/"}index.html`;
  if (!kind.includes("not_found") || !styles || plain || home !== right) {
    fault(site, path, place.name, { element: "html", rule: "the page for what is missing is not whole", detail: `${kind} ${styles} ${plain} ${home}`, remedy: "nothing of it may have to be loaded" });
  }
}

/** What is not there is answered with the page that says so, whole and at any depth. */
async function lost(site, place, tab, state) {
  if (!place.hosted) return;
  state.page = "404.html";
  for (const path of ["no-such-page.html", "no/such/folder/", "news/没有.html"]) {
    state.lost = place.address(path);
    await tab.goto(state.lost, { waitUntil: "load" });
    await whole(site, place, tab, path);
    state.lost = null;
  }
}

await run(async (browser) => {
  for (const site of sites) {
    for (const [number, place] of (await places(site)).entries()) {
      await open(browser, {}, async (tab) => {
        const state = listen(tab, site, place);
        const seen = samples(site).filter((page) => !number || page === fullest(site, page.kind));
        await visit(site, place, tab, state, seen);
        state.page = "404.html";
        await tab.goto(place.address("404.html"), { waitUntil: "load" });
        await whole(site, place, tab, "404.html");
        await search(site, place, tab, state);
        await old(site, place, tab, state);
        await lost(site, place, tab, state);
        note(`${site.name} ${place.name}: ${seen.length} pages`);
      });
    }
  }
});
