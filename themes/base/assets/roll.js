/* The search of a roll without a server. src/render/names writes what this reads: change both or neither. */
(function () {
"use strict";

const BLANK = "\u02fe", STRANGE = "\u02ff", FIRST = 0x100;
/* What is read at once, in shards; one of people counts as two. A mark for what is not known may read more. */
const PORTION = 8, MARKED = 24, NAMED = 4;
const ENOUGH = Symbol("somebody of the very name may be shown already");
const han = (c) => /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007]/.test(c) || c.codePointAt(0) >= 0x20000;
let files = {};
const waiting = {};

/** What a file holds; after a failure it is asked for again. */
function get(name) {
  const load = () => new Promise((done, fail) => {
    waiting[name] = done;
    engine.load(`${name}.js`, () => fail(new Error(name)));
  });
  if (!files[name]) (files[name] = load()).catch(() => delete files[name]);
  return files[name];
}

let syllables = [], numbers = new Map();
async function begin() {
  const index = await get("index");
  if (!syllables.length) {
    syllables = index.syllables.split(" ");
    syllables.forEach((s, i) => numbers.set(s, String.fromCharCode(FIRST + i)));
  }
  return index;
}
const initial = (unit) => { const s = syllables[unit.charCodeAt(0) - FIRST]; return s ? s[0] : unit; };

/** The standard form and the unit of a typed character. */
async function character(c) {
  const code = c.codePointAt(0);
  if (!han(c)) return { c, unit: /[0-9a-z]/.test(c) ? c : STRANGE };
  const at = code % (code < 0x20000 ? 512 : 4096), block = (await get(`c/${(code - at).toString(16)}`).catch(() => "")).split(",");
  const [, sound, standard] = /^([0-9a-z]{2})?(.*)$/u.exec(block[at] || "");
  return { c: standard || c, unit: sound ? String.fromCharCode(FIRST + parseInt(sound, 36)) : STRANGE };
}

/** Every way to read letters as syllables; the last may be a beginning. */
function splits(letters) {
  const rows = [];
  (function go(at, row) {
    if (rows.length > 20) return;
    if (at === letters.length) return void rows.push(row);
    for (let end = Math.min(letters.length, at + 6); end > at; end--) {
      const unit = numbers.get(letters.slice(at, end));
      if (unit) go(end, [...row, { unit }]);
    }
  })(0, []);
  return rows;
}

/** What is typed as rows of tokens, likeliest first. A token has a unit, a character beside it, or an initial, or nothing. */
async function rows(word) {
  let found = [[]];
  for (const part of word.match(/[a-z]+|./gu) || []) {
    let ways;
    if (/^[a-z]/.test(part)) {
      ways = splits(part);
      const initials = [...part].map((letter) => ({ initial: letter })), isWhole = ways.length > 0;
      // A syllable and then initials, `liuhl`, or the other way round.
      for (let end = part.length - 1; end > 1 && !ways.length; end--) {
        for (const row of splits(part.slice(0, end))) ways.push([...row, ...initials.slice(end)]);
      }
      for (let start = 1; start < 3 && !ways.length; start++) {
        for (const row of splits(part.slice(start))) ways.push([...initials.slice(0, start), ...row]);
      }
      // `taa` may be two syllables or three initials; no name begins with i, u or v.
      if (part.length < 5 && part.length > 1 && !/[iuv]/.test(part) || !ways.length && part.length < 5) ways.push(initials);
      // A name of somebody who was born abroad.
      if (!isWhole && part.length > 2) ways.push([...part].map((letter) => ({ c: letter, unit: letter })));
    } else if (part === "□") ways = [[{ c: part, unit: BLANK }], [{ any: true }]];
    else if (/[?？*＊_]/.test(part)) ways = [[{ any: true }]];
    else if (/\s|[·•‧．・.]/.test(part)) ways = [[]];
    else ways = [[await character(part)]];
    found = ways.flatMap((way) => found.map((row) => [...row, ...way])).slice(0, 8);
  }
  return found.filter((row) => row.length);
}

/** Where to begin to look for `key` among sorted first keys. One with `+` goes on with the group before it. */
function before(keys, key) {
  let low = 0, high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle] < key) low = middle + 1; else high = middle;
  }
  return keys[low] === key ? low : Math.max(0, low - 1);
}

/** Words that leave out what they share with the one before. */
function unfold(text) {
  let last = [];
  return text && text.split("|").map((word) => (last = [...last.slice(0, word.charCodeAt(0) - 48), ...word.slice(1)]).join(""));
}

/** Gives `each` the groups of a section from one key to another, those that begin with `prefix`, until it says false; yields what each shard cost. */
async function* walk(section, prefix, each, from = prefix, end = prefix + "\uffff") {
  const lists = (await begin()).lists[section];
  for (let list = before(lists, from); list < lists.length && lists[list] <= end; list++) {
    const firsts = await get(`d/${section}${list}`);
    for (let at = before(firsts, from); at < firsts.length && firsts[at] <= end; at++) {
      const file = `${section}/${list * 64 + at}`, cost = files[file] ? 0 : section === "m" ? 2 : 1;
      const [folded, text] = await get(file), words = section === "m" && unfold(folded);
      let goesOn = true;
      for (const group of text.split(">")) {
        const cut = group.indexOf(";"), key = group.slice(0, cut);
        if (cut > 0 && key.startsWith(prefix)) goesOn = each(key, items(group.slice(cut + 1)), words) !== false;
        if (!goesOn) break;
      }
      yield cost;
      if (!goesOn) return;
    }
  }
}

function items(text) {
  let name = "", standard = "";
  return text.split(";").map((item) => {
    const parts = item.split(",");
    if (parts[0]) [name, standard = name] = parts[0].split("=");
    return { name, standard, parts };
  });
}

/** How well a name and its key fit a row of tokens that begins at `offset`; 0 not at all. */
function fit(standard, key, row, offset, whole) {
  const characters = [...standard.replace(/·/g, "")];
  if (offset < 0 || characters.length < offset + row.length || key.length !== characters.length) return 0;
  if (whole && characters.length !== row.length) return 0;
  let worst = 5;
  for (let at = 0; at < row.length; at++) {
    const token = row[at], unit = key[offset + at], there = characters[offset + at];
    if (token.any) worst = Math.min(worst, 4);
    else if (token.initial) { if (initial(unit) !== token.initial) return 0; worst = Math.min(worst, 2); }
    else if (token.c === there) continue;
    else if (unit === BLANK) worst = Math.min(worst, 1);
    else if (unit !== token.unit || unit === STRANGE) return 0;
    else worst = Math.min(worst, token.c ? 3 : 4);
  }
  return worst;
}

/** A person as a shard has them. */
function person({ name, standard, parts }, words, why) {
  const [, id, page, place, unit, burial, birth = "", death = "", shown = ""] = parts;
  const word = (number) => (number ? words[number - 1] : "");
  return { id, name, standard, page, place: word(place), unit: word(unit), burial: word(burial), birth, death, shown, why };
}

/** People of a whole key, as far as `good` takes them; only where `name` is written, when one is given. */
async function* people(key, good, result, name) {
  const from = name ? `${key}+${name}` : key, found = result.people;
  yield* walk("m", key, (at, all, words) => {
    if (at !== key) return at < key;
    for (const item of all) {
      let why = good(item.standard, at);
      if (!why) continue;
      if (why === 5 && item.name !== result.name && item.name.toLowerCase() !== result.name) why = 4.5;
      const it = person(item, words, why), known = found.get(it.id);
      const better = !known || known.why < why || (known.why === why && known.shown && !it.shown);
      if (better) found.set(it.id, it);
    }
  }, from, name ? from + "+" : key + "\uffff");
}

const FORBIDDEN = /[<>:"|?*\\/#%]/g; /* no file of such a name can be everywhere */
const idKey = (typed) => typed.normalize("NFKC").replace(FORBIDDEN, "-").toLowerCase();

/** Who has an id; nothing when nobody has. */
async function byId(typed) {
  const key = idKey(typed), lists = (await begin()).lists.a;
  if (!key || !lists.length) return;
  const list = before(lists, key), firsts = await get(`d/a${list}`);
  const [folded, numbers] = await get(`a/${list * 64 + before(firsts, key)}`), at = unfold(folded).indexOf(key);
  if (at < 0) return;
  const shard = numbers.split(",").slice(0, at + 1).filter(Boolean).pop();
  const [words, text] = await get(`m/${parseInt(shard, 36)}`);
  for (const group of text.split(">")) {
    for (const item of items(group.slice(group.indexOf(";") + 1))) {
      if (item.parts[1] && !item.parts[8] && idKey(item.parts[1]) === key) return person(item, unfold(words), 6);
    }
  }
}

/** The longest stretch of tokens whose sounds are known. */
function stretch(row) {
  let best = [0, 0];
  for (let at = 0; at < row.length; at++) {
    let end = at;
    while (end < row.length && row[end].unit) end++;
    if (end - at > best[1] - best[0]) best = [at, end];
  }
  return best;
}

/** Puts names that fit a row into `found`, each with its whole key and how well it fits. */
async function* names(row, found) {
  const units = (from, to) => row.slice(from, to).map((t) => t.unit).join("");
  const add = (name, standard, key, count, why, whole) => {
    const known = found.get(name);
    if (!known || known.why < why) found.set(name, { name, standard, key, count: +count || 1, why, whole });
  };
  const [from, to] = stretch(row), initials = row.every((token) => token.initial);
  const ends = row.length > 2 && [row[0], row[row.length - 1]].every((t) => t.unit) && [row[0], row[row.length - 1]];
  // One sound at an end leads to half of the roll; both ends together to few.
  const narrow = ends && to - from === 1;
  if (initials) {
    const letters = row.map((token) => token.initial).join("");
    yield* walk("i", letters, (key, all) => {
      for (const { name, standard, parts } of all) {
        const whole = key === letters;
        add(name, standard, parts[2] || "", parts[1], whole ? 2 : 0.3, whole);
      }
    });
  } else if (to > from && !narrow) {
    yield* walk("s", units(from, to), (ending, all) => {
      for (const { name, standard, parts } of all) {
        const rest = parts[2] || "", key = rest + ending, offset = rest.length - from;
        const why = fit(standard, key, row, offset, false);
        const whole = key.length === row.length;
        // One sound alone would lead to half of the roll.
        if (why && (whole || row.length > 1 || why === 5 || !row[0].c)) add(name, standard, key, parts[1], whole ? why : why / 10 + (offset ? 0 : 0.1), whole);
      }
    });
  }
  // A character in the middle that nobody can read, on the stone or for the asker.
  if (ends) {
    const middle = row.slice(1, -1).some((t) => t.any || t.initial);
    yield* walk("k", ends[0].unit + ends[1].unit, (key, all) => {
      for (const { name, standard, parts } of all) {
        const whole = key[0] + (parts[2] || "") + key[1], why = fit(standard, whole, row, 0, true);
        if (why && (middle || whole.includes(BLANK))) add(name, standard, whole, parts[1], why, true);
      }
    });
  }
}

/** Whether a person has the words asked for beside the name, in one of their forms. */
const has = (person, words) => words.every((forms) => [person.place, person.unit, person.burial, person.birth, person.death].some((said) => forms.some((form) => said.includes(form))));

/** A word as typed, and in standard characters. */
const forms = async (word) => [word, (await Promise.all([...word].map(character))).map(({ c }) => c).join("")];

/** What is typed without what belongs to no name: marks of tones, quotes and brackets, widths. */
const plain = (query) => query.normalize("NFD").replace(/u\u0308/gi, "v").replace(/[\u0300-\u036f]/g, "").normalize("NFKC").replace(/["“”‘「」『』《》〈〉()【】[\]]/g, " ").toLowerCase().trim().slice(0, 60);

/** Everybody who fits what is typed: people, and names whose people were not read yet. */
async function find(query) {
  await begin();
  const typed = plain(query), result = await ask(typed), words = apart(typed), is = (found) => shown(found).length > 0;
  if (is(result)) return result;
  // A title beside the name, or a place before it.
  const bare = typed.replace(/烈士|同志/g, " ").trim();
  const others = words.slice(1, 4).map((word) => [word, ...words.filter((other) => other !== word)].join(" "));
  for (const other of bare === typed ? others : [bare, ...others]) {
    const found = await ask(other);
    if (is(found)) return found;
  }
  return result;
}

const apart = (typed) => typed.split(/[\s,，、;；]+/u).filter(Boolean);

/** Who fits what is typed as it stands: a name, and words of the person beside it. */
async function ask(typed) {
  let words = apart(typed);
  if (words.length > 1 && words.every((w) => [...w].length === 1 && (han(w) || /[□?？*＊]/.test(w)))) words = [words.join("")];
  if (words.length > 1 && words.every((w) => /^[a-z']+$/.test(w))) words = [words.join("")];
  // A surname set apart from the rest, or a surname and a place: it is the name when somebody is called so.
  if (words.length === 2 && /^[^\0-\u2fff]{1,2} [^\0-\u2fff]{1,3}$/u.test(words.join(" "))) {
    const whole = await look(words.join(""), []);
    if (shown(whole).some((it) => it.why >= 4.5)) return whole;
  }
  return look(words.shift() || "", words);
}

/** Who fits a name and has the words asked for beside it. */
async function look(typed, beside) {
  const name = typed.replace(/['’]/g, ""), words = await Promise.all(beside.map(forms));
  const result = { name, words, people: new Map(), pending: 0, isNear: false, steps: null };
  if (!name) return result;
  // Ids have a digit, or are those that were drawn: R and seven letters.
  const known = (/[0-9]/.test(name) || /^r[a-z]{7}$/.test(name)) && (await byId(name));
  const all = await rows(name), isNamed = () => shown(result).some((person) => person.why >= 4);
  result.steps = steps(result, all);
  if (known) {
    result.people.set(known.id, known);
    result.isNear = true;
    return result;
  }
  const most = all.some((row) => row.some((token) => token.any)) ? MARKED : PORTION;
  let spent = 0;
  while (spent < most && result.steps) {
    const value = await step(result);
    if (value === ENOUGH ? isNamed() : (spent += value) >= NAMED && isNamed()) break;
  }
  return result;
}

/** Goes one step on; gives what it cost. */
async function step(result) {
  const { value, done } = await result.steps.next();
  if (done) result.steps = null;
  return value || 0;
}

/** Reads on for one press: until there are some more people, or enough was read. */
async function more(result) {
  const before = result.people.size;
  result.isNear = false;
  for (let spent = 0; spent < MARKED && result.steps && result.people.size < before + 20; ) {
    const value = await step(result);
    if (value !== ENOUGH) spent += value;
  }
}

/** Whether more people may fit than were read. */
const goesOn = (result) => Boolean(result.steps);

/** All that is read for a question, likeliest first, shard by shard. */
async function* steps(result, all) {
  const whole = all.filter((row) => row.every((token) => token.unit));
  const key = (row) => row.map((token) => token.unit).join(""), fits = (row) => (standard, at) => fit(standard, at, row, 0, true);
  result.isNear = true;
  for (const row of whole.filter((row) => row.every((token) => token.c))) {
    for (const name of new Set([result.name, row.map((token) => token.c).join("")])) yield* people(key(row), fits(row), result, name);
  }
  // Who is found by the whole name is shown at once; others cost as much again.
  yield ENOUGH;
  for (const row of whole) yield* people(key(row), fits(row), result);
  yield ENOUGH;
  result.isNear = false;
  const seen = new Set(), longer = [];
  const fresh = (found) => [...found.values()].filter((it) => !seen.has(it.name) && seen.add(it.name));
  for (const row of all) {
    const found = new Map();
    let read = 0;
    for await (const cost of names(row, found)) {
      yield cost;
      if (++read % PORTION) continue;
      yield* turned(result, keep(fresh(found)));
      found.clear();
    }
    yield* turned(result, keep(fresh(found)));
  }
  yield* turned(result, longer);
  /** Those of the asked length; the others wait. */
  function keep(some) {
    result.pending += some.reduce((sum, it) => sum + it.count, 0);
    longer.push(...some.filter((it) => !it.whole));
    return some.filter((it) => it.whole);
  }
}

/** Turns names into people, likeliest first. */
async function* turned(result, some) {
  some.sort((a, b) => b.why - a.why || (a.standard < b.standard ? -1 : 1));
  for (const it of some) {
    result.pending -= it.count;
    yield* people(it.key, (standard) => (standard === it.standard ? it.why : 0), result, it.name);
  }
}

/** Those who are shown, best first. */
const shown = (result) => [...result.people.values()].filter((person) => has(person, result.words)).sort((a, b) => b.why - a.why || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));

/** What may be a place, a unit, a time: such a word is looked up even where somebody is called so. */
const NO_NAME = /[省市县區区旗州盟乡镇村军师团营连排队旅部校战争期批]$/;
/* Shards of lists that one word may read, and lists that are told of it. */
const WAYS = 2, MOST_WAYS = 8;

/** Lists that bear what is typed, likeliest first: `lists` of `{ title, by, path, count }`; how many were `left` out, whether there may be more of them than were read (`isCut`), and the `pages` that have them. */
async function ways(query, result) {
  const typed = plain(query), word = typed.replace(/\s/g, ""), none = { lists: [], left: 0, isCut: false, pages: [] };
  if (!word || !(await begin()).lists.w || (!NO_NAME.test(word) && shown(result).some((it) => it.why >= 3))) return none;
  const { entries } = await begin(), likely = [], rest = [];
  let isCut = false;
  for (const asked of new Set([word, ...apart(typed)])) {
    const key = (await forms(asked))[1], some = new Map();
    let read = 0;
    // A surname is one character; anything longer may go on.
    for await (const cost of walk("w", key, (at, all) => {
      if ([...key].length === 1 && at !== key) return false;
      for (const { parts: [title, by, other, count] } of all) {
        const whole = title.replace("~", () => encodeURIComponent(at)), path = other || entries[by][1].replace("index", () => whole);
        const name = decodeURIComponent(whole), rank = name === asked || at === key ? 1 : 0;
        const known = some.get(path);
        if (!known || known.rank < rank) some.set(path, { title: name, by: +by, path, count: +count, rank });
      }
    })) if ((read += cost) >= WAYS && (isCut = true)) break;
    const found = [...some.values()].sort((a, b) => b.rank - a.rank || b.count - a.count);
    likely.push(...found.slice(0, MOST_WAYS));
    rest.push(...found.slice(MOST_WAYS));
  }
  const all = [...new Map([...likely, ...rest].map((it) => [it.path, it])).values()], left = all.slice(MOST_WAYS);
  const address = (path) => path.split("/").map((part) => part.split("#").map((it) => encodeURIComponent(decodeURIComponent(it))).join("#")).join("/");
  return {
    lists: all.slice(0, MOST_WAYS).map(({ title, by, path, count }) => ({ title, by: entries[by][0], path: address(path), count })),
    left: left.length, isCut,
    pages: [...new Set((left.length ? left : isCut ? all : []).map((it) => it.by))].map((by) => ({ title: entries[by][0], path: entries[by][1] })),
  };
}

/** An id as it stands in names of files. */
const fileName = (id) => id.replace(FORBIDDEN, "-");

/** Files are another roll's from now on; those of characters are the same for every roll. */
function leave() {
  files = Object.fromEntries(Object.entries(files).filter(([name]) => name.startsWith("c/")));
}

/* `load` is for the page to say: it brings a file. */
const engine = (window.fengbeiRoll = { find, ways, more, goesOn, shown, byId, fileName, leave, add: (name, value) => waiting[name](value) });
})();
