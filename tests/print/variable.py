"""Makes a variable font of a few shapes: python variable.py FILE.

Every Chinese character is a bar whose width follows the axis of weight, from 400 to 900, so that what is
set in bold has more ink; letters, digits and punctuation are a dot.
"""

import sys

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.TupleVariation import TupleVariation

FAMILY = "Synthetic Variable"
THINNEST, HEAVIEST = 400, 900


def box(left, right):
    pen = TTGlyphPen(None)
    pen.moveTo((left, 0))
    pen.lineTo((left, 700))
    pen.lineTo((right, 700))
    pen.lineTo((right, 0))
    pen.closePath()
    return pen.glyph()


def main(path):
    build = FontBuilder(1000, isTTF=True)
    glyphs = [".notdef", "bar", "dot"]
    build.setupGlyphOrder(glyphs)
    others = [*range(0x20, 0x7F), *range(0x2010, 0x2030), *range(0x3000, 0x3020), *range(0xFF00, 0xFF60)]
    build.setupCharacterMap({**{code: "dot" for code in others}, **{code: "bar" for code in range(0x4E00, 0x9FA6)}})
    build.setupGlyf({".notdef": box(100, 900), "bar": box(400, 500), "dot": box(100, 200)})
    build.setupHorizontalMetrics({name: (1000, 100) for name in glyphs})
    build.setupHorizontalHeader(ascent=880, descent=-120)
    build.setupNameTable({"familyName": FAMILY, "styleName": "Regular", "psName": FAMILY.replace(" ", "")})
    build.setupFvar([("wght", THINNEST, THINNEST, HEAVIEST, "Weight")], [])
    # Points from the left lower corner on; the right side of the bar moves. Then the four phantom points.
    moved = [(0, 0), (0, 0), (400, 0), (400, 0), (0, 0), (0, 0), (0, 0), (0, 0)]
    build.setupGvar({"bar": [TupleVariation({"wght": (0, 1, 1)}, moved)]})
    build.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWeightClass=THINNEST)
    build.setupPost()
    build.save(path)


main(sys.argv[1])
