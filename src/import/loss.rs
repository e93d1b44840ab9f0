//! What does not come over from a file, thing by thing with its place. Never decides that.

use crate::diag::Message;
use crate::say;
use crate::source::paper::PaperSpot;

/// A thing that did not come over, or not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// What it is.
    pub what: Lost,
    /// Where it stood; none for the whole file.
    pub spot: Option<PaperSpot>,
    /// The words of it, when that helps to find it.
    pub words: String,
}

/// A kind of thing that does not come over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// A remark in the margin.
    Comment,
    /// Words that a revision took out.
    Deleted,
    /// Words that a revision put in; they stay.
    Inserted,
    /// The head or foot of every page.
    Margin,
    /// A number of a page, or another thing that the office program works out.
    Field,
    /// A table of contents.
    Contents,
    /// An equation; its characters stay.
    Equation,
    /// A chart.
    Chart,
    /// A drawing made of shapes.
    Drawing,
    /// A file within the file.
    Object,
    /// A picture of a kind that no browser shows.
    PictureKind,
    /// A picture that is not in the file.
    PictureMissing,
    /// A picture that is too large.
    PictureSize,
    /// A file beside a text of a site that moves, which is too large.
    FileSize,
    /// A text that has the name of a language in its file's name.
    Language,
    /// Cells that are one; words stand in each of them, numbers in the first.
    Merged,
    /// The columns of a table beyond any that people read.
    Wide,
    /// A table within a table; its words stay.
    NestedTable,
    /// The letters of a list, which are numbers now.
    Letter,
    /// A note whose sign does not stand in the text any more.
    Note,
    /// A box of text; it stands after its paragraph now.
    TextBox,
    /// Hidden words.
    Hidden,
    /// A character of a font of signs.
    Sign,
    /// Macros, which were not looked at.
    Macro,
    /// A link that leads nowhere.
    Link,
    /// A link to a text of a site that moves, when that text does not.
    LinkedText,
    /// A form, a film, a script or the like of a page.
    Embedded,
    /// Buttons and links around a text.
    Furniture,
    /// The number of a page.
    PageNumber,
    /// Two pieces of one paragraph, which are one again.
    Joined,
    /// A paragraph that stops in the middle of a sentence.
    Torn,
    /// Words that are in the head of the file now.
    Taken,
    /// A field that other sites know and this one does not.
    UnknownField,
    /// A piece of a template.
    Shortcode,
}

impl Lost {
    /// Its name for machines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Deleted => "deleted",
            Self::Inserted => "inserted",
            Self::Margin => "margin",
            Self::Field => "field",
            Self::Contents => "contents",
            Self::Equation => "equation",
            Self::Chart => "chart",
            Self::Drawing => "drawing",
            Self::Object => "object",
            Self::PictureKind => "picture-kind",
            Self::PictureMissing => "picture-missing",
            Self::PictureSize => "picture-size",
            Self::FileSize => "file-size",
            Self::Language => "language",
            Self::Merged => "merged-cells",
            Self::Wide => "wide-table",
            Self::NestedTable => "nested-table",
            Self::Letter => "letters",
            Self::Note => "note",
            Self::TextBox => "text-box",
            Self::Hidden => "hidden",
            Self::Sign => "sign",
            Self::Macro => "macro",
            Self::Link => "link",
            Self::LinkedText => "linked-text",
            Self::Embedded => "embedded",
            Self::Furniture => "furniture",
            Self::PageNumber => "page-number",
            Self::Joined => "joined",
            Self::Torn => "torn",
            Self::Taken => "taken",
            Self::UnknownField => "unknown-field",
            Self::Shortcode => "shortcode",
        }
    }

    #[expect(clippy::too_many_lines, reason = "a sentence for every kind")]
    fn told(self) -> Message {
        match self {
            Self::Comment => say!("批注没有带过来", "a comment was left out"),
            Self::Deleted => {
                say!("修订中删去的字没有带过来", "words that a revision deletes were left out")
            }
            Self::Inserted => {
                say!("修订中添上的字已接受", "words that a revision inserts were accepted")
            }
            Self::Margin => say!("页眉、页脚没有带过来", "heads and feet of pages were left out"),
            Self::Field => {
                say!("域（如页码）没有带过来", "a field, such as a page number, was left out")
            }
            Self::Contents => say!(
                "目录没有带过来，需要时在正文里写 {{{{ 目录 }}}}",
                "the table of contents was left out; write {{{{ 目录 }}}} where you want one"
            ),
            Self::Equation => say!(
                "公式只带来了字符，请核对或改用图片",
                "of an equation only its characters came over; check them or use a picture"
            ),
            Self::Chart => say!(
                "图表没有带过来，请把数据写成表格，用“图表”方框画出",
                "a chart was left out; write its numbers as a table in a chart box"
            ),
            Self::Drawing => say!(
                "自选图形没有带过来，请截图另存",
                "a drawing was left out; save it as a picture"
            ),
            Self::Object => say!(
                "嵌入的文件没有带过来，请另存为附件",
                "an embedded file was left out; save it as an attachment"
            ),
            Self::PictureKind => say!(
                "图片格式网页不能显示，没有带过来，请另存为 PNG 或 JPEG",
                "a picture that no browser shows was left out; save it as PNG or JPEG"
            ),
            Self::PictureMissing => {
                say!("图片不在文件里，没有带过来", "a picture that is not in the file was left out")
            }
            Self::PictureSize => {
                say!("图片太大，没有带过来", "a picture that is too large was left out")
            }
            Self::FileSize => say!(
                "文件超过 128 MB，没有带过来，请另外拷贝或换一个小的",
                "a file of more than 128 MB was left out; copy it by yourself, or make it smaller"
            ),
            Self::Language => say!(
                "文件名里有语言代号，可能是同一篇的另一种语言；旧址按中文是默认语言算，请核对去留和旧址",
                "the file's name has a language in it: it may be a text that is here in another tongue; its old address is \
                 that of a site whose own language is Chinese; look at both"
            ),
            Self::Merged => say!(
                "合并的单元格拆开了：文字各格重复，数字只留一格，请核对",
                "merged cells were split: words are repeated, numbers stand once; check them"
            ),
            Self::Wide => say!(
                "表格超过 256 列，后面的没有带过来",
                "a table has more than 256 columns; the rest was left out"
            ),
            Self::NestedTable => {
                say!("单元格里的表格变成了一行行文字", "a table within a cell became lines of text")
            }
            Self::Letter => say!("字母编号改成了数字，请核对", "letters of a list became numbers"),
            Self::Note => say!("注没有带过来", "a note was left out"),
            Self::TextBox => say!(
                "文本框的内容移到了它所在段落之后",
                "the words of a text box were put after its paragraph"
            ),
            Self::Hidden => say!("隐藏的文字没有带过来", "hidden words were left out"),
            Self::Sign => {
                say!("符号字体里的字符没有带过来", "a sign of a symbol font was left out")
            }
            Self::Macro => say!(
                "文件带有宏，宏没有运行，也没有带过来",
                "the file has macros; they were neither run nor kept"
            ),
            Self::Link => {
                say!("链接通向的地方不明，只留文字", "a link leads nowhere; its words were kept")
            }
            Self::LinkedText => say!(
                "链接指向的稿件没有一起搬来，请核对这个链接",
                "a link leads to a text that did not come along; look at it"
            ),
            Self::Embedded => say!(
                "网页里的表单、视频等没有带过来",
                "a form, film or the like of the page was left out"
            ),
            Self::Furniture => {
                say!("正文以外的栏目、按钮没有带过来", "what stands around the text was left out")
            }
            Self::PageNumber => say!("页码没有带过来", "the number of a page was left out"),
            Self::Joined => say!(
                "断开的一段接上了，请核对",
                "two pieces of a paragraph were joined; check them"
            ),
            Self::Torn => say!(
                "这一段没有说完，请对照原件补齐",
                "this paragraph stops in the middle; complete it from the original"
            ),
            Self::Taken => say!("已移到文件头，正文里不再写", "moved to the head of the file"),
            Self::UnknownField => say!(
                "原来的字段没有对应的写法，没有带过来",
                "a field that has no counterpart was left out"
            ),
            Self::Shortcode => say!(
                "原来的短代码没有带过来，请改写",
                "a shortcode of the old site was left out; write it anew"
            ),
        }
    }
}

impl Loss {
    /// A loss at `spot`.
    pub(super) fn at(what: Lost, spot: PaperSpot, words: impl Into<String>) -> Self {
        Self { what, spot: Some(spot), words: words.into() }
    }

    /// A loss of the whole file.
    pub(super) fn of_file(what: Lost, words: impl Into<String>) -> Self {
        Self { what, spot: None, words: words.into() }
    }

    /// The whole of it as a sentence.
    pub fn message(&self) -> Message {
        let Message { zh, en } = self.what.told();
        let (zh, en) = match self.spot.and_then(place) {
            Some(Message { zh: place, en: spot }) => {
                (format!("{place}：{zh}"), format!("{spot}: {en}"))
            }
            None => (zh, en),
        };
        match crate::text::shorten(&self.words, 24) {
            words if words.is_empty() => Message::new(zh, en),
            words => Message::new(format!("{zh}（“{words}”）"), format!("{en} (“{words}”)")),
        }
    }
}

/// Where something stands, as a person finds it; none for what is on every page.
pub(super) fn place(spot: PaperSpot) -> Option<Message> {
    Some(match spot {
        PaperSpot::Paragraph(number) => say!("第{number}段", "paragraph {number}"),
        PaperSpot::Cell { table, row, column } => {
            say!("第{table}个表第{row}行第{column}格", "table {table}, row {row}, cell {column}")
        }
        PaperSpot::Line(number) => say!("第{number}行", "line {number}"),
        PaperSpot::Page(number) => say!("第{number}页", "page {number}"),
        PaperSpot::Slide(number) => say!("第{number}张", "slide {number}"),
        PaperSpot::NumberedNote(number) => say!("第{number}个注", "note {number}"),
        PaperSpot::Note => say!("脚注", "a footnote"),
        PaperSpot::Margin | PaperSpot::Comment => return None,
    })
}
