"""Word files as python-docx writes them: `word.py FOLDER`."""

import struct
import sys
import zlib
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Pt

FOLDER = Path(sys.argv[1])


def png(path):
    """A red rectangle."""
    width, height = 60, 40
    rows = (b"\0" + b"\xb0\x20\x20" * width) * height

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts))


def line(document, words, size=None, bold=None, face=None, centre=False):
    paragraph = document.add_paragraph()
    run = paragraph.add_run(words)
    run.bold = bold
    if size:
        run.font.size = Pt(size)
    if face:
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def dispatch():
    document = Document()
    line(document, "军民同心谱新篇", 22, True, centre=True)
    line(document, "——示例市双拥工作综述", 16, centre=True)
    line(document, "■ 记者 甲某 通讯员 乙某")
    line(document, "　　8月1日，示例市举行军地座谈会。会议指出，*双拥*工作要抓实。")
    line(document, "一、工作情况")
    paragraph = line(document, "办实事")
    paragraph.add_run("“双清单”").bold = True
    paragraph.add_run("10~20件，")
    paragraph.add_run("全部").italic = True
    paragraph.add_run("办结。")
    document.add_picture(str(FOLDER / "red.png"), width=Inches(2))
    line(document, "图1 座谈会现场", centre=True)
    for words in ["走访慰问", "送喜报"]:
        document.add_paragraph(words, style="List Bullet")
    for words in ["先报名", "再核对"]:
        document.add_paragraph(words, style="List Number")
    table = document.add_table(rows=3, cols=3)
    rows = [["项目", "2024年", "2025年"], ["慰问", "1", "2"], ["", "3", "4"]]
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cell(at, column).text = words
    table.cell(1, 0).merge(table.cell(2, 0))
    line(document, "特此报道。")
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.save(FOLDER / "dispatch.docx")


def document():
    document = Document()
    line(document, "示例市双拥工作领导小组办公室文件", 40, True, centre=True)
    line(document, "示拥办发[2021]第04号", centre=True)
    line(document, "示例市双拥工作领导小组办公室", 22, centre=True)
    line(document, "关于印发《2021年双拥工作要点》的通知", 22, centre=True)
    line(document, "各县（市、区）双拥工作领导小组：")
    line(document, "现将《2021年双拥工作要点》印发你们，请认真贯彻落实。")
    line(document, "示例市双拥工作领导小组办公室").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    line(document, "二〇二一年七月二十八日").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    line(document, "2021年双拥工作要点", 22, centre=True)
    line(document, "一、抓好宣传教育", face="黑体")
    line(document, "（一）办好专栏", face="楷体_GB2312")
    line(document, "1. 每月更新一次，做到有人管、有人看。")
    line(document, "抄送：市委宣传部，市教育局。")
    line(document, "示例市双拥办 2021年7月29日印发")
    document.save(FOLDER / "document.docx")


def revisions():
    document = Document()
    line(document, "修订稿", 20, True, centre=True)
    paragraph = document.add_paragraph("全市办结")
    paragraph._p.append(
        parse_xml(
            f'<w:del {nsdecls("w")} w:id="1" w:author="甲"><w:r><w:delText>十</w:delText></w:r></w:del>'
        )
    )
    paragraph._p.append(
        parse_xml(
            f'<w:ins {nsdecls("w")} w:id="2" w:author="甲"><w:r><w:t>十二</w:t></w:r></w:ins>'
        )
    )
    paragraph.add_run("件。")
    document.add_comment(paragraph.runs[0], text="数字请核实", author="乙", initials="乙")
    box = (
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox>'
        "<w:txbxContent><w:p><w:r><w:t>文本框里的话。</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )
    document.add_paragraph("图旁的话。")._p.append(parse_xml(box))
    field = document.add_paragraph("第")
    for kind in ["begin", "instr", "separate", "3", "end"]:
        run = field.add_run()
        if kind == "instr":
            run._r.append(parse_xml(f'<w:instrText {nsdecls("w")}> PAGE </w:instrText>'))
        elif kind == "3":
            run.text = "3"
        else:
            run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))
    field.add_run("页的说明，换行")
    field.runs[-1].add_break()
    field.add_run("再写一行。")
    hidden = document.add_paragraph("看得见")
    hidden.add_run("看不见").font.hidden = True
    hidden.add_run("的字，H")
    hidden.add_run("2").font.subscript = True
    hidden.add_run("O。")
    document.save(FOLDER / "revisions.docx")


SPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)


def graphic(name, inside):
    return (
        f'<w:drawing><wp:inline><wp:extent cx="900000" cy="600000"/><wp:docPr id="9" name="{name}"/>'
        f'<a:graphic><a:graphicData uri="x">{inside}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def objects():
    """What no page shows as it is: charts, embedded files, metafiles, pictures of old kinds."""
    document = Document()
    line(document, "图表与附件", 22, True, centre=True)

    def part(name, kind, blob, relation):
        made = Part(PackURI(f"/word/{name}"), kind, blob, document.part.package)
        return document.part.relate_to(made, relation)

    png = part("media/old.png", "image/png", (FOLDER / "red.png").read_bytes(), RT.IMAGE)
    emf = part("media/a.emf", "image/x-emf", b"\1\0\0\0" + bytes(36) + b" EMF" + bytes(60), RT.IMAGE)
    wmf = part("media/a.wmf", "image/x-wmf", b"\xd7\xcd\xc6\x9a" + bytes(60), RT.IMAGE)
    tiff = part("media/a.tif", "image/tiff", b"II*\0" + bytes(60), RT.IMAGE)
    chart = part("charts/chart1.xml", "application/xml", b"<c:chartSpace xmlns:c='c'/>", RT.CHART)
    sheet = part("embeddings/a.xlsx", "application/octet-stream", b"PK", RT.PACKAGE)
    blip = '<pic:pic><pic:blipFill><a:blip r:embed="{}"/></pic:blipFill></pic:pic>'
    shape = '<v:shape alt="旧式的图" style="width:60pt;height:40pt"><v:imagedata r:id="{}"/></v:shape>'
    drawn = (
        '<mc:AlternateContent><mc:Choice Requires="wps">'
        + graphic("Oval 1", '<wps:wsp><wps:spPr><a:prstGeom prst="ellipse"/></wps:spPr></wps:wsp>')
        + "</mc:Choice><mc:Fallback><w:pict><v:oval/></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    code = ["begin", " EQ \\o\\ac(○,1) ", "separate", "end"]
    circled = "".join(
        f"<w:instrText>{it}</w:instrText>" if " " in it else f'<w:fldChar w:fldCharType="{it}"/>'
        for it in code
    )
    things = {
        "旧式的图在这里，": f"<w:pict>{shape.format(png)}</w:pict>",
        "增强图元：": graphic("Picture 1", blip.format(emf)),
        "图元：": f"<w:pict>{shape.format(wmf)}</w:pict>",
        "扫描件：": graphic("Picture 2", blip.format(tiff)),
        "图表：": graphic("Chart 1", f'<c:chart r:id="{chart}"/>'),
        "组织结构：": graphic("Diagram 1", '<dgm:relIds r:dm="r1"/>'),
        "嵌入的表：": f'<w:object>{shape.format(emf)}<o:OLEObject Type="Embed" '
        f'ProgID="Excel.Sheet.12" r:id="{sheet}"/></w:object>',
        "圈：": drawn,
        "带圈的号：": circled,
    }
    for words, thing in things.items():
        document.add_paragraph(words)._p.append(parse_xml(f"<w:r {SPACES}>{thing}</w:r>"))
    table = document.add_table(rows=2, cols=2)
    for at, words in enumerate(["项目", "图", "甲", "见图"]):
        table.cell(at // 2, at % 2).text = words
    inside = parse_xml(f'<w:r {SPACES}>{graphic("Chart 2", "<c:chart/>")}</w:r>')
    table.cell(1, 1).paragraphs[0]._p.append(inside)
    document.save(FOLDER / "objects.docx")


def lists():
    """Lists that begin anew, by a number of their own."""
    document = Document()
    line(document, "三张单子", 22, True, centre=True)
    numbering = document.part.numbering_part.element
    usual = document.styles["List Number"].element.pPr.numPr.numId.val
    kind = numbering.num_having_numId(usual).abstractNumId.val
    again = numbering.add_num(kind)
    again.add_lvlOverride(ilvl=0).add_startOverride(1)
    fifth = numbering.add_num(kind)
    fifth.add_lvlOverride(ilvl=0).add_startOverride(5)
    for number, entries in [(None, "甲乙"), (again.numId, "丙丁"), (None, "戊"), (fifth.numId, "己庚")]:
        line(document, "又一张单子，有话在前。")
        for words in entries:
            entry = document.add_paragraph(words, style="List Number")
            if number:
                properties = entry._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number
    document.save(FOLDER / "lists.docx")


def pasted():
    """A portal's page of which the words were copied into an empty file."""
    document = Document()
    for words in [
        "触碰右侧展开",
        "军民同心谱新篇",
        "我市双拥工作综述",
        "发布时间:2024-08-01 09:19:37 作者:甲某 来源:示例日报 浏览次数:",
        "大街小巷，随处可见双拥宣传阵地，今年又启动了“百佳机构”学",
        "习宣传活动，营造浓厚氛围。",
        "军地携手",
        "双方表示，要把实事办好，清单按月公开，办不成的说明原因，由承办的单位写明下一步的打算和时限。",
        "关闭",
        "打印",
        "上一条：",
        "版权所有：示例市人民政府办公室　蒙ICP备00000000号",
    ]:
        document.add_paragraph(words)
    document.save(FOLDER / "pasted.docx")


png(FOLDER / "red.png")
dispatch()
document()
revisions()
objects()
lists()
pasted()
