"""Makes the Word files of this folder from the sources beside it: python3 make.py.

It needs LibreOffice (apt install libreoffice-writer-nogui). `article.fodt`, `minutes.rtf` and
`page.html` were written for the tests; the pictures are made here. `old.docx` is `article.docx` after
having been an old `.doc`.
"""

import base64
import pathlib
import shutil
import struct
import subprocess
import tempfile
import zlib

HERE = pathlib.Path(__file__).parent


def png(width=60, height=40):
    """A red rectangle."""
    rows = (b"\0" + b"\xb0\x20\x20" * width) * height

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def emf():
    """A rectangle as an enhanced metafile: header, rectangle, end."""
    shape = struct.pack("<II4i", 43, 24, 0, 0, 500, 300)
    end = struct.pack("<IIIII", 14, 20, 0, 16, 20)
    size = 88 + len(shape) + len(end)
    header = struct.pack("<II4i4i", 1, 88, 0, 0, 500, 300, 0, 0, 5000, 3000)
    header += b" EMF" + struct.pack("<IIIHHIIIiiii", 0x10000, size, 3, 1, 0, 0, 0, 0, 1024, 768, 320, 240)
    return header + shape + end


def wmf():
    """A rectangle as a metafile that can be placed."""
    shape = struct.pack("<IHhhhh", 7, 0x041B, 300, 500, 0, 0)
    end = struct.pack("<IH", 3, 0)
    words = 9 + (len(shape) + len(end)) // 2
    header = struct.pack("<HHHIHIH", 1, 9, 0x300, words, 0, 7, 0)
    place = struct.pack("<IHhhhhHI", 0x9AC6CDD7, 0, 0, 0, 500, 300, 96, 0)
    check = 0
    for (word,) in struct.iter_unpack("<H", place):
        check ^= word
    return place + struct.pack("<H", check) + header + shape + end


def convert(source, folder, kind, reader=None):
    """What LibreOffice makes of `source`."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    words = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    if reader:
        words.append(f"--infilter={reader}")
    subprocess.run([*words, str(source)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return folder / (source.stem + "." + kind.split(":")[0])


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        inside = folder / "in"
        inside.mkdir()
        pictures = {"PNG": png(), "EMF": emf(), "WMF": wmf()}
        for source in ["article.fodt", "minutes.rtf", "page.html"]:
            text = (HERE / source).read_text(encoding="utf-8")
            for mark, picture in pictures.items():
                text = text.replace(f"@{mark}@", base64.b64encode(picture).decode())
                text = text.replace(f"@HEX-{mark}@", picture.hex())
            (inside / source).write_text(text, encoding="utf-8")
        word = "docx:MS Word 2007 XML"
        article = convert(inside / "article.fodt", folder, word)
        shutil.copy(article, HERE / "article.docx")
        shutil.copy(convert(inside / "minutes.rtf", folder, word), HERE / "minutes.docx")
        page = convert(inside / "page.html", folder, word, "HTML (StarWriter)")
        shutil.copy(page, HERE / "page.docx")
        old = convert(inside / "article.fodt", folder, "doc:MS Word 97")
        shutil.copy(old, inside / "old.doc")
        shutil.copy(convert(inside / "old.doc", folder, word), HERE / "old.docx")


main()
