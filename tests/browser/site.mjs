// The finished sites as readers get them: on a host, below a path of a host, or from a disk.

import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";

const TYPES = {
  ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
  ".xml": "application/xml", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg",
  ".webp": "image/webp", ".gif": "image/gif", ".csv": "text/csv", ".txt": "text/plain", ".mp4": "video/mp4",
};

/**
 * Every site in `folder`: its name says the theme and what it is, as in `portal-example`; `address` is
 * where it will be published, which `404.html` leads to, and `root` that place on its host.
 */
export function sitesIn(folder) {
  return fs.readdirSync(folder).sort().map((name) => {
    const home = path.join(folder, name);
    const html = fs.readFileSync(path.join(home, "index.html"), "utf8");
    const address = /<link rel="canonical" href="([^"]*)"/.exec(html)?.[1];
    const root = address ? new URL(address).pathname : "/";
    return { name, theme: name.split("-")[0], content: name.split("-")[1], folder: home, address, root, pages: pagesIn(home) };
  });
}

/**
 * Every page of a site: path, kind as its `<html>` says (`redirect` when it does not), length, and
 * its parts, such as `p.kicker`.
 */
function pagesIn(folder) {
  return fs.readdirSync(folder, { recursive: true })
    .map((name) => name.split(path.sep).join("/"))
    .filter((name) => name.endsWith(".html"))
    .sort()
    .map((name) => {
      const html = fs.readFileSync(path.join(folder, name), "utf8");
      const kind = /<html[^>]* class="kind-(\w+)/.exec(html)?.[1] ?? "redirect";
      return { path: name, kind, length: html.length, parts: partsOf(html) };
    });
}

function partsOf(html) {
  const parts = new Set();
  for (const [, tag, classes] of html.matchAll(/<(\w+)[^>]*? class="([^"]*)"/g)) {
    for (const word of classes.split(" ")) if (!word.startsWith("hl-")) parts.add(`${tag}.${word}`);
  }
  return parts;
}

/** Pages that stand for all of a site: each has a part that no longer page of its kind has. */
export function samples(site) {
  const stops = site.pages.map((page) => [site, page]);
  return telling(stops, ({ kind, parts }) => [kind, ...[...parts].map((part) => `${kind} ${part}`)]).map(([, page]) => page);
}

/** `[site, page]` that stand for a theme: each page has a part that no longer page has. */
export function samplesOfThemes(sites) {
  const themes = [...new Set(sites.map((site) => site.theme))];
  return themes.flatMap((theme) => {
    const own = sites.filter((site) => site.theme === theme);
    return telling(own.flatMap((site) => site.pages.map((page) => [site, page])), ({ parts }) => [...parts]);
  });
}

function telling(stops, features) {
  const seen = new Set();
  const fresh = ([, page]) => {
    const before = seen.size;
    features(page).forEach((feature) => seen.add(feature));
    return seen.size > before;
  };
  return stops.filter(([, page]) => page.kind !== "redirect").sort(([, a], [, b]) => b.length - a.length).filter(fresh);
}

/** The longest page of a kind. */
export const fullest = (site, kind) => ofKind(site, kind).at(-1);

/** The pages of a kind, the shortest first. */
function ofKind(site, kind) {
  return site.pages.filter((page) => page.kind === kind).sort((a, b) => a.length - b.length);
}

/** A page's address on the disk. */
export function fileAddress(site, page) {
  return pathToFileURL(path.join(site.folder, page)).href;
}

const servers = new Map();

/** The address of a site below `root` (`/`, `/a/b/`) of a host of its own. */
export async function served(site, root) {
  const key = `${site.name} ${root}`;
  if (!servers.has(key)) servers.set(key, start(site, root));
  const { port } = (await servers.get(key)).address();
  return `http://127.0.0.1:${port}${root}`;
}

/** Ends all servers. */
export async function close() {
  for (const server of servers.values()) (await server).close();
}

/** A server as simple as they come: files, `index.html` for folders, `404.html` for the rest. */
function start(site, root) {
  const server = http.createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url, "http://host").pathname);
    const place = asked.startsWith(root) ? asked.slice(root.length) : "\0";
    const wanted = path.join(site.folder, place.replace(/(^|\/)$/, "$1index.html"));
    const there = !place.includes("\0") && wanted.startsWith(site.folder) && fs.existsSync(wanted) && fs.statSync(wanted).isFile();
    const file = there ? wanted : path.join(site.folder, "404.html");
    // No charset: pages and scripts must say or inherit it themselves, as many hosts send none.
    response.writeHead(there ? 200 : 404, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream", "cache-control": "max-age=3600" });
    response.end(fs.readFileSync(file));
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}
