/* Search without a server. src/render/search writes what this reads: change both or neither. */
(function () {
"use strict";

/* Units: 1–36 a letter or digit inside a word, 37–72 one that begins it, 73… any other character. */
const ACCENT = /[\u00ad\u0300-\u036f]/;
const MARK = /[\0-\u00bf\u00d7\u00f7\u2000-\u2bff\u2e00-\u2e7f\u2ff0-\u3004\u3008-\u3020\u302a-\u3037\u303c-\u303f\u3099-\u309c\u30a0\u30fb\ufe00-\ufe0f\ufeff\ufff0-\uffff\u{1f000}-\u{1faff}\u{e0000}-\u{e0fff}]/u;
const variant = (c) => (c === "○" || c === "◯" ? "〇" : c);

/** Stands between the groups of digits of a long number, which is one word. */
const GROUP = /\u202f/g;

/** The units of a text, and where each begins and ends. */
function fold(text) {
  const units = [], starts = [], ends = [];
  let inWord = false, place = 0;
  for (const seen of text) {
    for (const part of seen.replace(GROUP, "").normalize("NFKD").toLowerCase()) {
      const c = variant(part), word = /[0-9a-z]/.test(c);
      if (ACCENT.test(c)) continue;
      if (word) units.push(parseInt(c, 36) + (inWord ? 1 : 37));
      else if (!MARK.test(c)) units.push(73 + ((c.codePointAt(0) + 0x10b200) % 0x110000));
      inWord = word;
      if (units.length > starts.length) ends[starts.push(place) - 1] = place + seen.length;
    }
    place += seen.length;
  }
  return { units, starts, ends };
}

/** The terms between spaces; single characters in a row (a padded name) are one. */
function parse(query) {
  const terms = [];
  let single = false;
  for (const word of query.replace(GROUP, "").slice(0, 40).split(/\s+/)) {
    const { units } = fold(word), alone = units.length === 1 && units[0] > 72;
    if (alone && single) terms[terms.length - 1].push(units[0]);
    else if (units.length) terms.push(units);
    single = alone;
  }
  return terms;
}

/** The keys that cover a term, of three units or fewer. (Nine will do for a long one.) */
function keysOf(term) {
  const keys = [], last = Math.max(0, term.length - 3);
  for (let at = 0; at < last; at += 2) keys.push(term.slice(at, at + 3));
  return [...keys.slice(0, 8), term.slice(last)];
}

/** What terms fall into when they stand nowhere whole: words, and pairs of characters. */
function piecesOf(terms) {
  const pieces = [];
  for (const term of terms) {
    for (let at = 0, end; at < term.length; at = end) {
      const word = term[at] < 73;
      for (end = at + 1; word && term[end] < 37;) end++;
      if (word || end < term.length || !at) pieces.push(term.slice(at, word ? end : at + 2));
    }
  }
  return pieces.slice(0, 12);
}

/** Reads bits: 13 in two characters of ASCII without the quote and the backslash. */
function bitsOf(text) {
  let at = 0, kept = 0, left = 0;
  const symbol = () => { const c = text.charCodeAt(at++); return c - 32 - (c > 34) - (c > 92); };
  const read = (width) => {
    for (; left < width; left += 13) kept = (kept << 13) | (symbol() * 93 + symbol());
    return (kept >> (left -= width)) & ((1 << width) - 1);
  };
  const ones = (most) => {
    let count = 0;
    while (count < most && read(1)) count++;
    return count;
  };
  const count = () => {
    const width = ones(18);
    return ((1 << width) | read(width)) - 1;
  };
  const gap = (scale) => {
    const far = ones(24);
    return far < 24 ? (far << scale) | read(scale) : (read(11) << 10) | read(10);
  };
  return { read, ones, count, gap };
}

const scale = (range, count) => Math.max(0, Math.clz32(count) - Math.clz32(range) - 1);

const files = {}, waiting = {};

/** What a file holds; after a failure it is asked for again. */
function get(name, digest) {
  const load = () => new Promise((done, fail) => {
    waiting[name] = done;
    engine.load(`${name}.js?${digest}`, () => fail(new Error(name)));
  });
  if (!files[name]) (files[name] = load()).catch(() => delete files[name]);
  return files[name];
}

const readShape = (bits) => (bits.read(1) ? [readShape(bits), readShape(bits)] : bits.read(1));

async function open(volume) {
  const [names, text] = await get(`${volume.name}/v`, volume.digest), bits = bitsOf(text);
  volume.shape = readShape(bits);
  volume.column = Array.from({ length: volume.articles }, () => names[bits.count()]);
  volume.year = [].concat(...volume.years.map(([year, count]) => Array(count).fill(year)));
}

/** How each article of a volume fits a key: 0 not, 2 once, 3 often, 4 keyword, 5 title. */
async function fitKey(volume, key) {
  const part = (at, width) => Math.imul(key[at], 0x9e3779b1) >>> (32 - width);
  const hash = (part(0, 12) << 20) | (part(1, 10) << 10) | part(2, 10), fits = new Uint8Array(volume.articles);
  let shard = volume.shape, name = "s";
  while (shard.length) {
    const bit = (hash >>> (32 - name.length)) & 1;
    shard = shard[bit];
    name += bit;
  }
  if (!shard) return fits;
  const bits = bitsOf(await get(`${volume.name}/${name}`, volume.digest));
  // Longer keys count too; where they fill several shards, the key has a list of them all.
  const longest = name.length <= 3 + 10 * key.length ? 3 : key.length;
  // A node: its list and, but for the third unit, the nodes of what may follow.
  const read = (depth, right) => {
    let count = bits.count(), step = scale(volume.articles, count), at = 0;
    for (; count--; at++) {
      at += bits.gap(step);
      const fit = bits.ones(3) + 2;
      if (right && depth >= key.length && depth <= longest) fits[at] = fits[at] ? Math.max(fits[at], fit, 3) : fit;
    }
    if (depth > 2) return;
    count = bits.count();
    step = scale(0x5200, count);
    for (at = 1; count--; at++) {
      at += bits.gap(step);
      read(depth + 1, right && (depth >= key.length || at === key[depth]));
    }
  };
  read(0, true);
  return fits;
}

/** How it fits a term: as its worst key does; 1 when the term begins inside a word. */
async function fitTerm(volume, term) {
  const keys = keysOf(term), [first, ...rest] = await Promise.all(keys.map((key) => fitKey(volume, key)));
  if (term[0] < 73) {
    const inside = await fitKey(volume, [term[0] - 36, ...keys[0].slice(1)]);
    inside.forEach((fit, at) => { if (fit) first[at] = first[at] || 1; });
  }
  return rest.reduce((worst, fits) => worst.map((fit, at) => Math.min(fit, fits[at])), first);
}

/** The articles with all terms or, scattered, three of five; best first, then newest. */
async function search(volumes, terms, scattered) {
  const hits = [];
  await Promise.all(volumes.map(async (volume) => {
    await open(volume);
    volume.fits = await Promise.all(terms.map((term) => fitTerm(volume, term)));
  }));
  for (const volume of volumes) {
    for (let article = volume.articles; article--;) {
      let found = 0, score = 0;
      for (const fits of volume.fits) {
        if (fits[article]) found++;
        score += scattered ? fits[article] > 0 : (1 << fits[article]) >> 2;
      }
      if (found < terms.length * (scattered ? 0.6 : 1)) continue;
      hits.push({ volume, article, scattered, score: score - hits.length / 1e9, column: volume.column[article], year: volume.year[article] });
    }
  }
  return hits.sort((a, b) => b.score - a.score);
}

/** The articles with the whole terms and, if these are few, those with pieces of them. */
async function find(query) {
  const terms = parse(query), pieces = piecesOf(terms);
  const volumes = terms.length ? await get("index", Date.now()) : [];
  const hits = await search(volumes, terms, false), rest = hits.length < 10 ? await search(volumes, pieces, true) : [];
  const known = (hit) => hits.some((it) => it.volume === hit.volume && it.article === hit.article);
  return { terms, pieces, volumes, hits: hits.concat(rest.filter((hit) => !known(hit))) };
}

/** Where terms stand in a text: start, end, which. */
function matches(text, terms) {
  const flat = (units) => units.map((unit) => (unit > 36 && unit < 73 ? unit - 36 : unit));
  const { units, starts, ends } = fold(text), plain = flat(units), found = [];
  terms.map(flat).forEach((term, which) => {
    starts.forEach((start, at) => {
      if (term.every((unit, i) => unit === plain[at + i])) found.push([start, ends[at + term.length - 1], which]);
    });
  });
  return found.sort((a, b) => a[0] - b[0]);
}

/** Loads what is shown of a hit. False when its keys do not stand in a row. */
async function show(hit, { terms, pieces }) {
  const file = await get(`${hit.volume.name}/t${Math.floor(hit.article / hit.volume.together)}`, hit.volume.digest);
  const wanted = hit.scattered ? pieces : terms;
  [hit.title, hit.keywords, hit.text, hit.date, hit.address] = file[hit.article % hit.volume.together];
  [hit.inTitle, hit.inKeywords, hit.inText] = [hit.title, hit.keywords, hit.text].map((text) => matches(text, wanted));
  const seen = [...hit.inTitle, ...hit.inKeywords, ...hit.inText].map((place) => place[2]);
  return hit.scattered || new Set(seen).size === wanted.length;
}

const engine = (window.fengbeiSearch = { fold, find, show, add: (name, value) => waiting[name](value) });

if (typeof document === "undefined") return;
const form = document.querySelector("[data-search-root]"), box = document.getElementById("search-results");
if (!form || !box) return;
const root = form.dataset.searchRoot, field = form.elements.q;
box.removeAttribute("aria-live"); // only the status speaks
box.innerHTML = "<p class=search-status role=status></p><p class=search-filters hidden><label>栏目 <select name=column></select></label> <label>年份 <select name=year></select></label></p><ol class=search-list></ol><button class=search-more type=button hidden>更多</button>";
const [status, filters, list, more] = box.children, selects = [...box.querySelectorAll("select")], links = list.getElementsByTagName("a");
let asked, found, turn = 0;

engine.load = (file, fail) => {
  const script = make("script");
  script.src = root + file;
  script.onload = script.onerror = fail;
  document.head.append(script);
};

function make(tag, name, ...inside) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...inside);
  return element;
}

/** Adds part of a text, the places marked. */
function mark(element, text, places, from, to) {
  for (const [start, end] of places) {
    if (start < from || end > to) continue;
    element.append(text.slice(from, start), make("mark", "", text.slice(start, end)));
    from = end;
  }
  element.append(text.slice(from, to));
  return element;
}

function item(hit) {
  // The excerpt begins where most of the terms stand close together.
  const near = (from) => new Set(hit.inText.filter(([at]) => at >= from && at < from + 80).map((place) => place[2])).size;
  const best = hit.inText.slice(0, 99).reduce((best, [at]) => (near(at) > near(best) ? at : best), 0);
  // … and with a sentence, when one begins there.
  const lead = best > 30 ? hit.text.slice(best - 20, best) : "";
  const from = lead ? best - 19 + lead.search(/[\s。！？；][^\s。！？；]*$/) : 0, to = from + 120;
  const excerpt = mark(make("p", "search-excerpt", from ? "…" : ""), hit.text, hit.inText, from, to);
  if (hit.text[to]) excerpt.append("…");
  const link = mark(make("a"), hit.title, hit.inTitle, 0), about = make("p", "search-about", `${hit.date} ${hit.column}`);
  link.href = `${root}../${hit.address}`;
  if (hit.inKeywords[0]) mark(about.appendChild(make("span", "", " 关键词：")), hit.keywords, hit.inKeywords, 0);
  return make("li", "", make("h2", "", link), about, excerpt);
}

/** The hits that pass the filters, but for one. */
const passing = (but) => found.hits.filter((hit) => selects.every(({ name, value }) => name === but || !value || hit[name] === value));

function offer(select) {
  const { name, value } = select, hits = passing(name), counts = {};
  for (const hit of hits) counts[hit[name]] = (counts[hit[name]] || 0) + 1;
  select.length = 0;
  select.append(new Option(`全部（${hits.length}）`, ""));
  for (const it of Object.keys(counts).sort().reverse()) if (it) select.append(new Option(`${it}（${counts[it]}）`, it, false, it === value));
}

function run() {
  const query = field.value.trim();
  try { history.replaceState(null, "", "?q=" + encodeURIComponent(query)); } catch (_) { /* file: */ }
  filters.hidden = more.hidden = true;
  list.textContent = "";
  for (const select of selects) select.length = 0;
  status.textContent = query && "正在查找……";
  asked = query && find(query);
  document.dispatchEvent(new CustomEvent("fengbei-search", { detail: query })); // for rolls of names
  draw();
}

/** Shows ten more. */
async function draw() {
  const now = ++turn, from = links.length;
  if (!asked) return;
  try {
    const result = await asked;
    if (now !== turn) return;
    found = result;
    const page = passing().slice(from, from + 10), sound = await Promise.all(page.map((hit) => show(hit, found)));
    if (now !== turn) return;
    page.forEach((hit, i) => { hit.scattered = hit.scattered || !sound[i]; });
    found.hits.sort((a, b) => a.scattered - b.scattered || b.score - a.score);
    for (const hit of page.filter((_, i) => sound[i])) {
      if (hit.scattered && !list.querySelector(".search-scattered")) list.append(make("li", "search-scattered", "以下没有整句，只有其中的字词："));
      list.append(item(hit));
    }
    // None of these had the whole terms after all: what comes next may.
    if (page.length && links.length === from) return draw();
    selects.forEach(offer);
    const hits = passing(), whole = hits.filter((hit) => !hit.scattered).length, rest = hits.length - whole;
    const about = links.length < whole && found.terms.some((term) => term.length > 3) ? "约" : "";
    status.textContent = (whole ? `找到${about} ${whole} 篇` : "没有找到整句") + (rest ? `，另有 ${rest} 篇含有其中的字词。` : whole ? "。" : "，请减少字数，或换一个说法。");
    filters.hidden = !found.hits.length;
    more.hidden = links.length >= hits.length;
    if (from && links[from]) links[from].focus();
  } catch (error) {
    if (now === turn) status.textContent = `搜索数据 search/${error.message}.js 没有读到，请刷新页面再试。`;
  }
}

form.onsubmit = () => (run(), false);
filters.onchange = () => {
  list.textContent = "";
  draw();
};
more.onclick = draw;
document.addEventListener("keydown", (event) => {
  const { key, target } = event, at = [...links].indexOf(target), inside = at >= 0;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: inside ? 0 : NaN, End: inside ? links.length - 1 : NaN }[key];
  if (key === "/" && !("value" in target)) field.focus();
  else if (event.isComposing || !(inside || target === field)) return;
  else if (key === "Escape") field.value = "", run(), field.focus();
  else if (links[to] || to === -1) (links[to] || field).focus();
  else return;
  event.preventDefault();
});
field.value = new URLSearchParams(location.search).get("q") || field.value;
if (field.value) run();
})();
