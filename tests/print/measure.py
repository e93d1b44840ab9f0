"""Measures a finished PDF: python measure.py FILE -> JSON on standard output, lengths in millimetres.

For every page: its size; its lines of text, each with its baseline's distance from the top, the left
and right ends of its letters, their size and number, its words, and its runs, which are what white parts,
as columns do; the straight rules; and, with `ink` behind FILE, the edges of red ink on the first page, taken
from its picture.
"""

import json
import subprocess
import sys
import tempfile

import pdfplumber
from PIL import Image

MM = 25.4 / 72
DPI = 300


def lines(page):
    """Letters that stand on one baseline, from the top of the page down."""
    rows = {}
    for letter in page.chars:
        if letter["text"].strip():
            # The matrix has the baseline itself; boxes of letters differ from font to font.
            base = page.height - letter["matrix"][5]
            rows.setdefault(round(base, 1), []).append(letter)
    for base in sorted(rows):
        row = sorted(rows[base], key=lambda letter: letter["x0"])
        yield {
            "baseline": base * MM,
            "left": row[0]["matrix"][4] * MM,
            "right": row[-1]["x1"] * MM,
            "size": max(letter["size"] for letter in row),
            "count": len(row),
            "words": "".join(letter["text"] for letter in row),
            "runs": list(runs(row)),
        }


def runs(row):
    """The letters of a line between white of more than a letter's width."""
    run = row[:1]
    for letter in row[1:] + [None]:
        if letter is not None and letter["x0"] - run[-1]["x1"] <= 1.2 * letter["size"]:
            run.append(letter)
            continue
        yield {
            "left": run[0]["x0"] * MM,
            "right": run[-1]["x1"] * MM,
            "size": run[0]["size"],
            "words": "".join(letter["text"] for letter in run),
        }
        run = [letter]


def rules(page):
    """Straight horizontal lines, whether drawn as lines or as thin boxes."""
    for shape in page.lines + page.rects + page.curves:
        width, height = shape["x1"] - shape["x0"], shape["bottom"] - shape["top"]
        if width > 20 and height < 4:
            thick = max(height, shape.get("linewidth") or 0)
            yield {
                "top": (shape["top"] + shape["bottom"]) / 2 * MM,
                "left": shape["x0"] * MM,
                "right": shape["x1"] * MM,
                "thick": thick * MM,
                "colour": str(shape.get("stroking_color") or shape.get("non_stroking_color")),
            }


def red_ink(picture):
    """Bands of rows that have red pixels, each with its top and bottom."""
    pixels = picture.convert("RGB")
    width, height = pixels.size
    data = pixels.tobytes()
    bands = []
    for y in range(height):
        row = data[y * width * 3 : (y + 1) * width * 3]
        has = any(r > 150 and g < 90 and b < 90 for r, g, b in zip(row[::3], row[1::3], row[2::3]))
        at = (y * 25.4 / DPI, (y + 1) * 25.4 / DPI)
        if has and bands and abs(bands[-1][1] - at[0]) < 1e-6:
            bands[-1] = (bands[-1][0], at[1])
        elif has:
            bands.append(at)
    return [{"top": top, "bottom": bottom} for top, bottom in bands]


def ink_of(path):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["pdftoppm", "-r", str(DPI), "-f", "1", "-l", "1", "-singlefile", "-png", path, f"{folder}/p"], check=True)
        return red_ink(Image.open(f"{folder}/p.png"))


def main(path, *wanted):
    told = []
    ink = ink_of(path) if "ink" in wanted else []
    with pdfplumber.open(path) as document:
        for number, page in enumerate(document.pages, 1):
            told.append({
                "width": float(page.width) * MM,
                "height": float(page.height) * MM,
                "lines": list(lines(page)),
                "rules": sorted(rules(page), key=lambda rule: rule["top"]),
                "red": ink if number == 1 else [],
            })
    json.dump(told, sys.stdout, ensure_ascii=False)


main(*sys.argv[1:])
