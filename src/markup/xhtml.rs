//! The tree for print → XHTML, for e-books and for what has no text of its own on the web. Never looks
//! at a file, and never writes what is not well-formed XML.

use super::print::{Block, Captioned, Definition, Inline, Picture, StripFigure, Table};

/// `blocks` as XHTML, footnotes last. The highest heading becomes `<h{top}>`.
pub fn xhtml(blocks: &[Block], top: u8) -> String {
    let mut writer = Writer { out: String::new(), top, notes: Vec::new() };
    writer.blocks(blocks);
    writer.footnotes();
    writer.out
}

/// Writes `text` as words of an element or of an attribute. What XML cannot hold is left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(character),
            '\u{FFFE}' | '\u{FFFF}' => {}
            _ if character.is_control() => {}
            _ => out.push(character),
        }
    }
    out
}

struct Writer<'a> {
    out: String,
    top: u8,
    /// Footnotes that were mentioned, in order.
    notes: Vec<(u32, &'a [Block])>,
}

impl<'a> Writer<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::P { c } => self.around("p", c),
            Block::H { depth, c, .. } => {
                let level = (self.top + depth.saturating_sub(1)).min(6);
                self.around(&format!("h{level}"), c);
            }
            Block::Quote { b } => self.within("blockquote", b),
            Block::Alert { label, b, .. } => {
                self.titled("box", label, |writer| writer.blocks(b));
            }
            Block::Ul { items } => self.list("<ul>", "</ul>", items),
            Block::Ol { start, items } => {
                self.list(&format!("<ol start=\"{start}\">"), "</ol>", items);
            }
            Block::Code { text, .. } => {
                self.push(&format!("<pre><code>{}</code></pre>\n", escaped(text)));
            }
            Block::Table(table) => self.table(table),
            Block::Dl { items } => self.definitions(items),
            Block::Hr => self.push("<hr/>\n"),
            Block::Figure { picture, caption } => self.figure(picture, caption),
            Block::Gallery { title, pictures } => {
                self.titled("gallery", title, |writer| writer.figures(pictures));
            }
            Block::Box { label, title, b, .. } => {
                let words = if title.is_empty() { label } else { title.as_str() };
                self.titled("box", words, |writer| writer.blocks(b));
            }
            Block::Pull { b, source } => self.pull(b, source),
            Block::Strip { title, figures } => {
                self.titled("strip", title, |writer| writer.strip(figures));
            }
            Block::Attachments { title, b } => {
                self.titled("box", title, |writer| writer.blocks(b));
            }
            Block::Video { title, address, poster } => {
                if let Some(poster) = poster {
                    self.figure(poster, &[]);
                }
                let (title, address) = (escaped(title), escaped(address));
                self.push(&format!("<p>{title} <a href=\"{address}\">{address}</a></p>\n"));
            }
            Block::Chart { title, about, file, table } => {
                let picture =
                    Picture { file: Some(file.clone()), alt: about.clone(), width: 0, height: 0 };
                self.push(&format!("<p class=\"box-title\">{}</p>\n", escaped(title)));
                self.figure(&picture, &[]);
                self.table(table);
            }
            // A reader of e-books has a table of contents of its own.
            Block::Toc { .. } => {}
        }
    }

    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn around(&mut self, name: &str, c: &'a [Inline]) {
        self.push(&format!("<{name}>"));
        self.inlines(c);
        self.push(&format!("</{name}>\n"));
    }

    fn within(&mut self, name: &str, b: &'a [Block]) {
        self.push(&format!("<{name}>\n"));
        self.blocks(b);
        self.push(&format!("</{name}>\n"));
    }

    fn titled(&mut self, class: &str, title: &str, inside: impl FnOnce(&mut Self)) {
        self.push(&format!("<div class=\"{class}\">\n"));
        if !title.is_empty() {
            self.push(&format!("<p class=\"box-title\">{}</p>\n", escaped(title)));
        }
        inside(self);
        self.push("</div>\n");
    }

    fn list(&mut self, open: &str, close: &str, items: &'a [Vec<Block>]) {
        self.push(open);
        for item in items {
            self.push("<li>");
            match item.as_slice() {
                [Block::P { c }] => self.inlines(c),
                others => self.blocks(others),
            }
            self.push("</li>\n");
        }
        self.push(close);
        self.push("\n");
    }

    fn table(&mut self, Table { head, rows, .. }: &'a Table) {
        self.push("<table>\n");
        if head.iter().any(|cell| !cell.is_empty()) {
            self.push("<thead><tr>");
            for cell in head {
                self.push("<th scope=\"col\">");
                self.inlines(cell);
                self.push("</th>");
            }
            self.push("</tr></thead>\n");
        }
        self.push("<tbody>\n");
        for row in rows {
            self.push("<tr>");
            for cell in row {
                self.push("<td>");
                self.inlines(cell);
                self.push("</td>");
            }
            self.push("</tr>\n");
        }
        self.push("</tbody>\n</table>\n");
    }

    fn definitions(&mut self, items: &'a [Definition]) {
        self.push("<dl>\n");
        for item in items {
            self.around("dt", &item.term);
            for detail in &item.details {
                match detail.as_slice() {
                    [Block::P { c }] => self.around("dd", c),
                    others => self.within("dd", others),
                }
            }
        }
        self.push("</dl>\n");
    }

    fn figures(&mut self, pictures: &'a [Captioned]) {
        for Captioned { picture, caption } in pictures {
            self.figure(picture, caption);
        }
    }

    fn figure(&mut self, picture: &Picture, caption: &'a [Inline]) {
        self.push("<figure>");
        self.picture(picture);
        if !caption.is_empty() {
            self.around("figcaption", caption);
        }
        self.push("</figure>\n");
    }

    /// A picture; what describes it where it is missing.
    fn picture(&mut self, picture: &Picture) {
        let alt = escaped(&picture.alt);
        match &picture.file {
            Some(file) => {
                self.push(&format!("<img src=\"{}\" alt=\"{alt}\"/>", escaped(file)));
            }
            None => self.push(&format!("<span>{alt}</span>")),
        }
    }

    fn pull(&mut self, b: &'a [Block], source: &'a [Inline]) {
        self.push("<blockquote class=\"pull\">\n");
        self.blocks(b);
        if !source.is_empty() {
            self.push("<p class=\"pull-source\">");
            self.inlines(source);
            self.push("</p>\n");
        }
        self.push("</blockquote>\n");
    }

    fn strip(&mut self, figures: &'a [StripFigure]) {
        self.push("<ul class=\"figures\">\n");
        let parts = |figure: &'a StripFigure| {
            [
                ("figure-value", &figure.value),
                ("figure-unit", &figure.unit),
                ("figure-label", &figure.label),
                ("figure-note", &figure.note),
            ]
        };
        for figure in figures {
            self.push("<li>");
            let mut between = "";
            for (class, words) in parts(figure).into_iter().filter(|(_, words)| !is_blank(words)) {
                self.push(&format!("{between}<span class=\"{class}\">"));
                self.inlines(words);
                self.push("</span>");
                between = " ";
            }
            self.push("</li>\n");
        }
        self.push("</ul>\n");
    }

    fn inlines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        match inline {
            Inline::S { s } => self.push(&escaped(s)),
            Inline::B { c } | Inline::Runin { c } => self.marked("strong", c),
            Inline::I { c } => self.marked("em", c),
            Inline::Del { c } => self.marked("del", c),
            Inline::Sub { c } => self.marked("sub", c),
            Inline::Sup { c } => self.marked("sup", c),
            Inline::U { c } => self.marked("u", c),
            Inline::Code { s } => self.push(&format!("<code>{}</code>", escaped(s))),
            Inline::A { href, c } => {
                self.push(&format!("<a href=\"{}\">", escaped(href)));
                self.inlines(c);
                self.push("</a>");
            }
            Inline::Br => self.push("<br/>"),
            Inline::Fn { n, b } => {
                self.notes.push((*n, b));
                self.mention(*n);
            }
            Inline::Fnref { n } => self.mention(*n),
            Inline::Img { picture } => self.picture(picture),
            Inline::Qr { file, text } => {
                let (file, text) = (escaped(file), escaped(text));
                self.push(&format!("<img class=\"qr\" src=\"{file}\" alt=\"{text}\"/>"));
            }
            Inline::Task { done } => self.push(if *done { "☑ " } else { "☐ " }),
        }
    }

    fn marked(&mut self, name: &str, c: &'a [Inline]) {
        self.push(&format!("<{name}>"));
        self.inlines(c);
        self.push(&format!("</{name}>"));
    }

    fn mention(&mut self, n: u32) {
        self.push(&format!("<sup><a href=\"#note-{n}\">〔{n}〕</a></sup>"));
    }

    fn footnotes(&mut self) {
        let mut done = 0;
        // A footnote may mention another.
        while let Some((n, b)) = self.notes.get(done).copied() {
            self.push(&format!("<div class=\"note\" id=\"note-{n}\">〔{n}〕\n"));
            self.blocks(b);
            self.push("</div>\n");
            done += 1;
        }
    }
}

fn is_blank(words: &[Inline]) -> bool {
    words.iter().all(|word| matches!(word, Inline::S { s } if s.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Inline> {
        vec![Inline::words(text)]
    }

    #[test]
    fn what_markup_means_is_never_markup() {
        let text = Block::P { c: words("<b>&\"\u{1}甲") };
        assert_eq!(xhtml(&[text], 2), "<p>&lt;b&gt;&amp;&quot;甲</p>\n");
    }

    #[test]
    fn notes_come_last_and_headings_begin_where_they_are_told() {
        let note = vec![Block::P { c: words("注") }];
        let blocks = [
            Block::H { depth: 1, level: 1, id: String::new(), c: words("一、甲") },
            Block::P { c: vec![Inline::words("乙"), Inline::Fn { n: 1, b: note }, Inline::Br] },
            Block::Hr,
        ];
        assert_eq!(
            xhtml(&blocks, 2),
            "<h2>一、甲</h2>\n<p>乙<sup><a href=\"#note-1\">〔1〕</a></sup><br/></p>\n<hr/>\n\
             <div class=\"note\" id=\"note-1\">〔1〕\n<p>注</p>\n</div>\n"
        );
    }
}
