/* What readers see of a roll's search: the form, the hits, the rows of the list. roll.js finds. */
(function () {
"use strict";

const engine = window.fengbeiRoll, { find, ways, more, goesOn, shown, byId } = engine;

function make(tag, name, ...inside) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...inside);
  return element;
}

const reason = (person) => {
  if (person.shown) return `又名“${person.name}”`;
  if (person.why >= 6) return "编号相符";
  if (person.why >= 5) return "姓名相同";
  if (person.why >= 4.5) return "字的写法不同，是同一个字";
  if (person.why >= 4) return "读音或已知的字相符";
  if (person.why >= 3) return "读音相同，字不同";
  if (person.why >= 2) return "首字母相符";
  if (person.why >= 1) return "有字看不清，可能是这位";
  return person.why > 0.45 ? "姓名里有这几个字" : "姓名里有这个音";
};

/** Where a person is today: a page of their own, or a row of the list. */
function place({ id, page }, root) {
  const part = encodeURIComponent(engine.fileName(id));
  return page[0] === "-" ? `${root}list/${page.slice(1)}.html#p-${part}` : `${root}people/${part}.html`;
}

/** Birth and death; a group, which nobody bore, has a mark for its birth. */
function lived({ birth, death }) {
  if (birth === "-") return death;
  return birth || death ? `${birth || "？"}—${death || "？"}` : "";
}

function item(person, root) {
  const link = make("a", "", person.shown || person.name);
  link.href = place(person, root);
  const years = lived(person).replace(/~/g, "？");
  const about = [years, person.place, person.unit].filter(Boolean).join("　");
  return make("li", "roll-hit", make("h2", "", link), make("p", "", about), make("p", "roll-why", reason(person)));
}

/** A list that bears what is asked for. */
function way({ title, by, path, count }) {
  const link = make("a", "", title);
  link.href = root + path;
  return make("li", "", link, make("span", "roll-count", `${by}　${count} 条`));
}

/** Lists that are not shown: how many, and the pages that have them. */
function others({ left, isCut, pages }) {
  const links = pages.map(({ title, path }) => Object.assign(make("a", "", title), { href: root + path }));
  const where = links.flatMap((link, at) => (at ? ["、", link] : [link]));
  return pages.length ? make("p", "roll-hint", `${rest(left, isCut) || "可能还有别的名单"}，全部名单见：`, ...where) : "";
}

const rest = (left, isCut) => (left ? `另有 ${left} 份${isCut ? "以上" : ""}` : "");

/** The list: each row has an address that stays, and errors in it can be told. */
function openRows(list) {
  const { rollRows: home, correction } = list.dataset;
  const panel = (row) => {
    const id = row.id.slice(2), name = row.querySelector("b").textContent.replace(/\s/g, "");
    const address = new URL(`${home}#${row.id}`, location.href).href;
    const field = make("input"), copy = make("button", "", "复制"), said = make("span", "row-said");
    field.readOnly = true;
    field.value = address;
    field.setAttribute("aria-label", `${name}的固定链接`);
    field.onfocus = () => field.select();
    copy.type = "button";
    said.setAttribute("role", "status");
    copy.onclick = async () => {
      // From a disk or an unsafe host there is no clipboard but by the selection.
      try { await navigator.clipboard.writeText(address); } catch (_) { field.select(); document.execCommand("copy"); }
      said.textContent = "已复制";
    };
    const box = make("div", "row-panel", field, copy);
    if (correction) {
      const about = encodeURIComponent(`名录更正 ${id} ${name}`), mail = correction.startsWith("mailto:");
      const report = make("a", "", "报告错误或补充");
      report.href = mail ? `${correction}?subject=${about}&body=${encodeURIComponent(address + "\n\n")}` : `${correction}${correction.includes("?") ? "&" : "?"}record=${about}%20${encodeURIComponent(address)}`;
      box.append(report);
    }
    box.append(said);
    return box;
  };
  for (const row of list.querySelectorAll("li[id]")) {
    const button = make("button", "row-more");
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-label", `${row.querySelector("b").textContent.replace(/\s/g, "")}：固定链接与更正`);
    row.append(button);
  }
  list.addEventListener("click", ({ target }) => {
    if (!target.classList.contains("row-more")) return;
    const row = target.closest("li"), open = row.querySelector(".row-panel");
    if (open) open.remove(); else row.append(panel(row));
    target.setAttribute("aria-expanded", String(!open));
    if (!open) row.querySelector("input").focus();
  });
}

/** Where files are from now on: those of a roll, and those of characters, the same for every roll. */
function read(root, characters) {
  engine.leave();
  engine.load = (file, fail) => {
    const script = make("script");
    script.src = file.startsWith("c/") ? characters + file.slice(2) : `${root}search/${file}`;
    script.onload = script.onerror = fail;
    document.head.append(script);
  };
}

/** People beside what the whole site has of a word that may be a name: they are few, or a link to the roll. */
function besideSearch(box) {
  const rolls = [...box.querySelectorAll("[data-roll]")], status = box.querySelector("[role=status]");
  let turn = 0, queue = Promise.resolve();
  const show = async (query, now) => {
    let count = 0;
    for (const roll of rolls) {
      if (now !== turn) return;
      read(roll.dataset.roll, box.dataset.characters);
      const result = await find(query), near = shown(result).filter((it) => it.why >= 3);
      if (now !== turn) return;
      count += near.length;
      for (const it of near.slice(0, 5)) roll.firstElementChild.append(item(it, roll.dataset.roll));
    }
    status.textContent = count ? `名录里有 ${count} 位。` : "";
  };
  document.addEventListener("fengbei-search", ({ detail: query }) => {
    const now = ++turn;
    box.hidden = !query;
    status.textContent = "";
    for (const roll of rolls) {
      roll.firstElementChild.textContent = "";
      const link = roll.querySelector("a");
      link.search = "?q=" + encodeURIComponent(query);
      link.querySelector("span").textContent = `“${query}”`;
    }
    const bare = query.replace(/\s/g, "");
    // A roll that was not read is a link still.
    if (/^(?:[^\0-\u2fff]{2,4}|[a-z]{4,20})$/iu.test(bare)) queue = queue.then(() => show(query, now)).catch(() => {});
  });
}

const list = document.querySelector("[data-roll-rows]"), beside = document.querySelector("[data-rolls]");
if (list) openRows(list);
if (beside) besideSearch(beside);
const form = document.querySelector("[data-roll-search]");
if (!form) return;
const root = form.dataset.rollSearch, field = form.elements.q, box = document.getElementById("roll-results"), status = document.getElementById("roll-status");
let turn = 0, result, drawn = 0, composing = false;
read(root, form.dataset.characters);

async function run() {
  const now = ++turn, query = field.value.trim();
  try { history.replaceState(null, "", query ? "?q=" + encodeURIComponent(query) : location.pathname); } catch (_) { /* file: */ }
  box.textContent = "";
  box.hidden = !query;
  status.textContent = query && "正在查找……";
  if (!query) return;
  const list = make("ol", "roll-hits"), button = make("button", "roll-next", "再看一些");
  list.setAttribute("aria-label", "查找结果");
  button.type = "button";
  button.hidden = true;
  const doors = make("ul", "roll-values roll-ways");
  doors.setAttribute("aria-label", "名单");
  doors.hidden = true;
  const beyond = make("div");
  box.append(doors, beyond, list, button);
  let known = { lists: [] };
  drawn = 0;
  const draw = () => {
    const all = shown(result);
    for (const person of all.slice(drawn, drawn + 20)) list.append(item(person, root));
    drawn = Math.min(all.length, drawn + 20);
    list.hidden = !drawn;
    const left = result.pending;
    button.hidden = drawn >= all.length && !goesOn(result);
    const isNear = result.isNear && goesOn(result) && drawn >= all.length;
    button.textContent = isNear ? "再看相近的姓名" : "再看一些";
    const few = left || (goesOn(result) && !result.isNear);
    const lists = known.lists.length, led = lists ? `${[`有 ${lists} 份名单`, rest(known.left, known.isCut)].filter(Boolean).join("，")}。` : "";
    // Who has a list to go to needs no advice.
    const none = led || (/^\d{3,4}年?$/.test(query) ? "只打年份查不到人：把年份写在姓名后面，空一格；或者打籍贯、单位，先找到名单。" : "没有找到。先打姓名，籍贯、单位、年份写在后面，空一格；可以少打几个字，不确定的字用 ? 代替，或者只打拼音首字母。");
    status.textContent = all.length || left ? led + `找到 ${all.length + (result.words.length ? 0 : left)}${few ? " 位以上" : " 位"}${all.length ? (isNear ? "，名单后面可以再看相近的姓名" : "") : "，请再看一些"}。` : none;
  };
  try {
    result = await find(query);
    if (now !== turn) return;
    known = await ways(query, result);
    if (now !== turn) return;
    doors.append(...known.lists.map(way));
    doors.hidden = !known.lists.length;
    beyond.append(others(known));
    draw();
    button.onclick = async () => {
      const from = list.children.length;
      if (drawn >= shown(result).length) await more(result);
      // What was read later may belong before what is shown: the list is made anew.
      const keep = drawn;
      list.textContent = "";
      drawn = 0;
      const all = shown(result);
      for (const person of all.slice(0, keep)) list.append(item(person, root));
      drawn = Math.min(all.length, keep);
      draw();
      const next = list.children[from];
      if (next) next.querySelector("a").focus();
    };
  } catch (error) {
    if (now === turn) status.textContent = `名录数据 search/${error.message}.js 没有读到，请刷新页面再试。`;
  }
}

/** An address that stays, `#p-S001` at the home, leads to where the person is today. */
async function lead() {
  const id = /^#p-(.+)/.exec(location.hash);
  if (!id) return;
  let typed = id[1];
  try { typed = decodeURIComponent(typed); } catch (_) { /* a percent sign that is none */ }
  status.textContent = "正在打开……";
  try {
    const found = await byId(typed);
    if (found) location.replace(place(found, root));
    else status.textContent = `名录里没有编号为“${typed}”的人。可以按姓名查找，或者报告错误。`;
  } catch (error) {
    status.textContent = `名录数据 search/${error.message}.js 没有读到，请刷新页面再试。`;
  }
}

// An input method's Enter takes what is typed so far; it asks for nothing.
field.addEventListener("compositionstart", () => { composing = true; });
field.addEventListener("compositionend", () => setTimeout(() => { composing = false; }));
form.addEventListener("submit", (event) => { event.preventDefault(); if (!composing) run(); });
addEventListener("hashchange", lead);
field.value = new URLSearchParams(location.search).get("q") || field.value;
if (field.value) run();
lead();
})();
