// Word files as the npm package docx writes them: `node word.mjs FOLDER MODULES`.
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, modules] = process.argv.slice(2);
const docx = createRequire(join(modules, "package.json"))("docx");
const { Paragraph, TextRun, Table, TableRow, TableCell } = docx;

const cell = (words, more = {}) => new TableCell({ children: [new Paragraph(words)], ...more });
const level = (depth, format, text) => ({ level: depth, format, text, alignment: "start" });

const file = new docx.Document({
  title: "年度工作",
  footnotes: { 1: { children: [new Paragraph("据年报。")] } },
  comments: { children: [{ id: 0, author: "甲", date: new Date(0), children: [new Paragraph("再想想")] }] },
  numbering: {
    config: [
      { reference: "steps", levels: [level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)")] },
      { reference: "parts", levels: [level(0, "chineseCounting", "%1、")] },
    ],
  },
  sections: [
    {
      footers: { default: new docx.Footer({ children: [new Paragraph("页脚文字")] }) },
      children: [
        new Paragraph({ text: "年度工作", heading: docx.HeadingLevel.TITLE }),
        new Paragraph({ text: "总的情况", numbering: { reference: "parts", level: 0 } }),
        new Paragraph({
          children: [
            new TextRun("全年办结三十件"),
            new docx.FootnoteReferenceRun(1),
            new TextRun("，详见"),
            new docx.ExternalHyperlink({
              link: "https://www.example.gov.cn/a(1).html",
              children: [new TextRun({ text: "年报", style: "Hyperlink" })],
            }),
            new TextRun("。"),
            new docx.CommentReference(0),
          ],
        }),
        new Paragraph({ text: "怎样办理", numbering: { reference: "parts", level: 0 } }),
        new Paragraph({ text: "收件", numbering: { reference: "steps", level: 0 } }),
        new Paragraph({ text: "办理", numbering: { reference: "steps", level: 0 } }),
        new Paragraph("中间一段话。"),
        new Paragraph({ text: "回访", numbering: { reference: "steps", level: 0 } }),
        new Table({
          rows: [
            new TableRow({ children: [cell("单位", { rowSpan: 2 }), cell("件数", { columnSpan: 2 })] }),
            new TableRow({ children: [cell("上半年"), cell("下半年")] }),
            new TableRow({ children: [cell("甲|局"), cell("12"), cell("18")] }),
          ],
        }),
        new Paragraph({ text: "小结", heading: docx.HeadingLevel.HEADING_2 }),
        new Paragraph({ children: [new docx.Math({ children: [new docx.MathRun("a+b")] })] }),
        new Paragraph("# 不是标题，10*10_a_<b>{{ 目录 }}"),
      ],
    },
  ],
});
writeFileSync(join(folder, "year.docx"), await docx.Packer.toBuffer(file));
