// Word files as the npm package docx writes them: `node word.mjs FOLDER MODULES`.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
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

const steps = (words, instance, level = 0) =>
  new Paragraph({ text: words, numbering: { reference: "steps", level, instance } });
const red = readFileSync(join(folder, "red.png"));
const size = { transformation: { width: 60, height: 40 } };
const drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><path d="M0 0h9v9z"/></svg>';

const parts = new docx.Document({
  numbering: {
    config: [
      {
        reference: "steps",
        levels: [level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"), level(2, "bullet", "•")],
      },
    ],
  },
  sections: [
    {
      headers: {
        default: new docx.Header({
          children: [new Paragraph({ children: [new docx.ImageRun({ type: "png", data: red, ...size })] })],
        }),
      },
      children: [
        new Paragraph({ text: "分项办理", heading: docx.HeadingLevel.TITLE }),
        steps("收件", 1),
        steps("窗口", 1, 1),
        steps("取号", 1, 2),
        steps("叫号", 1, 2),
        steps("网上", 1, 1),
        steps("办理", 1),
        steps("初审", 1, 1),
        new Paragraph("另一张单子，从头数起。"),
        steps("回访", 2),
        steps("归档", 2),
        new Paragraph({
          children: [
            new TextRun("原来十件"),
            new docx.DeletedTextRun({ text: "左右", id: 1, author: "甲", date: "2026-07-01T00:00:00Z" }),
            new docx.InsertedTextRun({ text: "整", id: 2, author: "甲", date: "2026-07-01T00:00:00Z" }),
            new TextRun("，"),
            new docx.CheckBox({ checked: true, alias: "办结" }),
            new TextRun("办结。"),
          ],
        }),
        new Paragraph({
          children: [
            new docx.ImageRun({
              type: "svg",
              data: Buffer.from(drawn),
              fallback: { type: "png", data: red },
              altText: { name: "figure", description: "流程示意", title: "流程" },
              ...size,
            }),
          ],
        }),
        new Paragraph("图1 流程"),
        new Table({
          rows: [
            new TableRow({ children: [cell("科室"), cell("办件")] }),
            new TableRow({
              children: [
                cell("甲科"),
                new TableCell({
                  children: [
                    new Paragraph("分两类："),
                    new Table({ rows: [new TableRow({ children: [cell("大件"), cell("3")] })] }),
                  ],
                }),
              ],
            }),
          ],
        }),
        new docx.Textbox({ children: [new Paragraph("框里的提示。")], style: { width: "200pt" } }),
        new Paragraph({ children: [new docx.TextRun({ children: ["第", docx.PageNumber.CURRENT, "页"] })] }),
      ],
    },
  ],
});
writeFileSync(join(folder, "parts.docx"), await docx.Packer.toBuffer(parts));
