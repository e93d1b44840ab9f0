//! What becomes of the contents of pull quotes, figure strips, galleries, attachments and films;
//! charts are in `chart`.

use std::ops::Range;

use super::super::document::offset;
use super::super::{BoxStyle, Kind, LinkKind, Node, Words};
use super::{Builder, rules};
use crate::diag::Message;
use crate::say;

/// The contents of a container, cut out so that they can be put back in another shape.
pub(super) struct Cut {
    pub(super) nodes: Vec<Node>,
    /// The index that the first of them had.
    base: usize,
}

impl Cut {
    /// The nodes of `range` that are no descendants of others in it, each with its descendants.
    pub(super) fn tops(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut tops = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let next = self.nodes[at].next() - self.base;
            tops.push(at..next);
            at = next;
        }
        tops
    }

    pub(super) fn children(&self, parent: &Range<usize>) -> Vec<Range<usize>> {
        self.tops(parent.start + 1..parent.end)
    }

    pub(super) fn kind(&self, top: &Range<usize>) -> Kind {
        self.nodes[top.start].kind
    }

    pub(super) fn span(&self, top: &Range<usize>) -> Range<usize> {
        self.nodes[top.start].span()
    }

    /// The first node in `range` of a kind that `wanted` accepts, with its descendants.
    fn first(&self, range: Range<usize>, wanted: impl Fn(Kind) -> bool) -> Option<Range<usize>> {
        let at = range.into_iter().find(|at| wanted(self.nodes[*at].kind))?;
        Some(at..self.nodes[at].next() - self.base)
    }
}

impl Builder<'_> {
    /// Gives the finished container `node` the shape that its kind promises.
    pub(super) fn shape_container(&mut self, node: usize) {
        match self.nodes[node].kind {
            Kind::PullQuote(source) => {
                self.shape_pull_quote(node);
                self.name_source(node, source);
            }
            Kind::FigureStrip(_) => self.reshape(node, Self::shape_figure_strip),
            Kind::Gallery(_) => self.reshape(node, Self::shape_gallery),
            Kind::Attachments(_) => self.shape_attachments(node),
            Kind::Video(_) => self.reshape(node, Self::shape_video),
            Kind::Chart(chart) => {
                self.reshape(node, |this, node, cut| this.shape_chart(node, chart, cut));
            }
            _ => {}
        }
    }

    fn reshape(&mut self, node: usize, shape: impl Fn(&mut Self, usize, &Cut)) {
        let cut = Cut { nodes: self.nodes.split_off(node + 1), base: node + 1 };
        shape(self, node, &cut);
        self.nodes[node].next = offset(self.nodes.len());
    }

    /// Puts nodes back as they were.
    pub(super) fn graft(&mut self, cut: &Cut, range: Range<usize>) {
        let (from, to) = (cut.base + range.start, self.nodes.len());
        self.nodes.extend(
            cut.nodes[range]
                .iter()
                .map(|node| Node { next: offset(node.next() - from + to), ..*node }),
        );
    }

    /// Puts a new node around what `fill` adds.
    pub(super) fn wrap(&mut self, kind: Kind, span: Range<usize>, fill: impl FnOnce(&mut Self)) {
        let node = self.push(kind, span);
        fill(self);
        self.nodes[node].next = offset(self.nodes.len());
    }

    pub(super) fn find_content(&mut self, span: &Range<usize>, message: Message, help: Message) {
        self.find(&rules::CONTAINER_CONTENT, span, message, help);
    }

    /// A last line, or last paragraph, that begins with a dash says whose words these are.
    fn shape_pull_quote(&mut self, node: usize) {
        let cut = Cut { nodes: self.nodes[node + 1..].to_vec(), base: node + 1 };
        let Some(last) = cut.tops(0..cut.nodes.len()).pop() else { return };
        if cut.kind(&last) != Kind::Paragraph {
            return;
        }
        let lines = cut.children(&last);
        let is_source = |line: &Range<usize>| {
            matches!(cut.kind(line), Kind::Text(_)) && self.source[cut.span(line)].starts_with("——")
        };
        let is_line_end = |kind| matches!(kind, Kind::SoftBreak | Kind::Join | Kind::HardBreak);
        let paragraph = cut.base + last.start;
        if lines.first().is_some_and(is_source) {
            self.nodes[paragraph].kind = Kind::PullSource;
            return;
        }
        if lines.iter().any(|line| matches!(cut.kind(line), Kind::HtmlOpen(_))) {
            return;
        }
        let mut pairs = lines.windows(2);
        if let Some(pair) = pairs.rfind(|p| is_line_end(cut.kind(&p[0])) && is_source(&p[1])) {
            let at = cut.base + pair[0].start;
            self.nodes[at].kind = Kind::PullSource;
            self.nodes[at].next = offset(self.nodes.len());
            self.nodes[paragraph].next = offset(at);
        }
    }

    /// `::: 引语 张三` says so on the first line.
    fn name_source(&mut self, node: usize, source: u32) {
        if source == 0 {
            return;
        }
        let span = self.nodes[node].span();
        self.wrap(Kind::PullSource, span.clone(), |this| {
            let words = this.beside.get(source).to_owned();
            let words = this.beside.keep_words(&words);
            this.push(Kind::Text(words), span);
        });
        self.nodes[node].next = offset(self.nodes.len());
    }

    fn shape_gallery(&mut self, node: usize, cut: &Cut) {
        for block in cut.tops(0..cut.nodes.len()) {
            if cut.kind(&block) == Kind::Paragraph {
                self.gallery_paragraph(cut, &block);
            } else {
                self.graft(cut, block);
            }
        }
        if !self.nodes[node..].iter().any(|n| n.kind == Kind::Figure) {
            self.find_content(
                &self.nodes[node].span(),
                say!("图集里没有图片", "there is no picture in the gallery"),
                say!(
                    "请每行写一张图片：![说明](文件名.jpg)",
                    "write one picture on each line: ![words](name.jpg)"
                ),
            );
        }
    }

    /// Every picture of the paragraph becomes a figure; what else there is stays a paragraph.
    fn gallery_paragraph(&mut self, cut: &Cut, paragraph: &Range<usize>) {
        let mut others = Vec::new();
        for child in cut.children(paragraph) {
            let is_figure = match cut.kind(&child) {
                Kind::Picture(_) => true,
                Kind::Link(_) => {
                    matches!(cut.children(&child)[..], [ref only] if matches!(cut.kind(only), Kind::Picture(_)))
                }
                _ => false,
            };
            if is_figure {
                self.wrap(Kind::Figure, cut.span(&child), |this| this.graft(cut, child));
            } else if !self.is_blank(cut, &child) {
                others.push(child);
            }
        }
        if !others.is_empty() {
            self.wrap(Kind::Paragraph, cut.span(paragraph), |this| {
                for child in others {
                    this.graft(cut, child);
                }
            });
        }
    }

    fn is_blank(&self, cut: &Cut, child: &Range<usize>) -> bool {
        match cut.kind(child) {
            Kind::SoftBreak | Kind::Join | Kind::HardBreak => true,
            Kind::Text(Words::Verbatim) => self.source[cut.span(child)].trim().is_empty(),
            _ => false,
        }
    }

    fn shape_figure_strip(&mut self, node: usize, cut: &Cut) {
        let mut has_items = false;
        for block in cut.tops(0..cut.nodes.len()) {
            if matches!(cut.kind(&block), Kind::BulletList | Kind::OrderedList(_)) {
                has_items = true;
                for item in cut.children(&block) {
                    self.figure_item(cut, &item);
                }
            } else {
                self.graft(cut, block);
            }
        }
        if !has_items {
            self.find_content(
                &self.nodes[node].span(),
                say!("“数字”方框里没有列表", "there is no list in the strip of figures"),
                figure_help(),
            );
        }
    }

    fn figure_item(&mut self, cut: &Cut, item: &Range<usize>) {
        let mut children = cut.children(item);
        if let Some(first) = children.first().cloned()
            && cut.kind(&first) == Kind::Paragraph
        {
            children.splice(0..1, cut.children(&first));
        }
        let (children, blocks): (Vec<_>, Vec<_>) =
            children.into_iter().partition(|child| is_among_words(cut.kind(child)));
        let parts = self.split_figure(cut, &children);
        if parts.len() < 2 {
            self.find_content(
                &cut.span(item),
                say!("这个数字没有说明", "this figure does not say what it counts"),
                figure_help(),
            );
        }
        self.wrap(Kind::FigureItem, cut.span(item), |this| {
            for (number, part) in parts.iter().enumerate() {
                match number {
                    0 => this.figure_value(cut, part),
                    1 => this.figure_part(Kind::FigureLabel, cut, part),
                    _ => this.figure_part(Kind::FigureNote, cut, part),
                }
            }
            for block in blocks {
                this.graft(cut, block);
            }
        });
    }

    /// The parts of an item between the `|`. Tags of HTML stay out, as one part might get the
    /// beginning and another the end.
    fn split_figure(&self, cut: &Cut, children: &[Range<usize>]) -> Vec<Vec<Part>> {
        let mut parts = vec![Vec::new()];
        for child in children {
            if matches!(cut.kind(child), Kind::HtmlOpen(_) | Kind::HtmlClose(_)) {
                continue;
            }
            if cut.kind(child) != Kind::Text(Words::Verbatim) {
                parts.last_mut().expect("never empty").push(Part::Node(child.clone()));
                continue;
            }
            let span = cut.span(child);
            let mut start = span.start;
            for (number, words) in self.source[span].split(['|', '｜']).enumerate() {
                if number > 0 {
                    start += self.source[start..].chars().next().map_or(0, char::len_utf8);
                    parts.push(Vec::new());
                }
                let inside = start + (words.len() - words.trim_start().len());
                if !words.trim().is_empty() {
                    let part = parts.last_mut().expect("never empty");
                    part.push(Part::Words(inside..inside + words.trim().len()));
                }
                start += words.len();
            }
        }
        parts
    }

    /// The first part: the value is what is strong, the unit what follows; all is the value when
    /// nothing is strong.
    fn figure_value(&mut self, cut: &Cut, part: &[Part]) {
        let is_strong = |part: &Part| match part {
            Part::Node(node) => cut.kind(node) == Kind::Strong,
            Part::Words(_) => false,
        };
        let Some(strong) = part.iter().position(is_strong) else {
            return self.figure_part(Kind::FigureValue, cut, part);
        };
        self.figure_part(Kind::FigureValue, cut, &part[..=strong]);
        self.figure_part(Kind::FigureUnit, cut, &part[strong + 1..]);
    }

    fn figure_part(&mut self, kind: Kind, cut: &Cut, part: &[Part]) {
        let (Some(first), Some(last)) = (part.first(), part.last()) else { return };
        let span = first.span(cut).start..last.span(cut).end;
        self.wrap(kind, span, |this| {
            for part in part {
                match part {
                    Part::Words(span) => {
                        this.push(Kind::Text(Words::Verbatim), span.clone());
                    }
                    Part::Node(node)
                        if kind == Kind::FigureValue && cut.kind(node) == Kind::Strong =>
                    {
                        this.graft(cut, node.start + 1..node.end);
                    }
                    Part::Node(node) => this.graft(cut, node.clone()),
                }
            }
        });
    }

    fn shape_attachments(&mut self, node: usize) {
        let is_link = |node: &Node| matches!(node.kind, Kind::Link(_));
        if !self.nodes[node..].iter().any(is_link) {
            self.find_content(
                &self.nodes[node].span(),
                say!("附件方框里没有文件链接", "there is no link to a file among the attachments"),
                say!(
                    "请每项写一个链接：- [名称](文件名.pdf)",
                    "write one link in each item: - [title](name.pdf)"
                ),
            );
        }
        for index in node..self.nodes.len() {
            if let Kind::Link(link) = self.nodes[index].kind {
                self.links[link as usize].kind = LinkKind::Attachment;
            }
        }
    }

    fn shape_video(&mut self, node: usize, cut: &Cut) {
        let all = 0..cut.nodes.len();
        let film = cut.first(all.clone(), |kind| matches!(kind, Kind::Link(_)));
        let poster = cut.first(all.clone(), |kind| matches!(kind, Kind::Picture(_)));
        if let Some(film) = film {
            if let Kind::Link(link) = cut.kind(&film) {
                self.links[link as usize].kind = LinkKind::Video;
            }
            self.graft(cut, film.clone());
            let inside =
                |top: &Range<usize>, of: &Range<usize>| of.start <= top.start && top.end <= of.end;
            let poster = poster.filter(|poster| !inside(poster, &film));
            let used: Vec<Range<usize>> =
                [Some(film), poster.clone()].into_iter().flatten().collect();
            if let Some(poster) = poster {
                self.graft(cut, poster);
            }
            for block in cut.tops(all) {
                if !used.iter().any(|used| inside(used, &block)) {
                    self.graft(cut, block);
                }
            }
        } else {
            self.no_film(node);
            self.graft(cut, all);
        }
    }

    /// Without a film the container is shown as a plain box.
    fn no_film(&mut self, node: usize) {
        self.find_content(
            &self.nodes[node].span(),
            say!("视频方框里没有视频文件的链接", "there is no link to a film"),
            say!("请写一个链接：[名称](文件名.mp4)", "write one link: [title](name.mp4)"),
        );
        let title = self.beside.keep("视频");
        self.nodes[node].kind = Kind::Boxed { style: BoxStyle::Plain, title };
    }
}

/// A part of the item of a figure strip.
enum Part {
    /// Words of the source.
    Words(Range<usize>),
    /// A node with its descendants.
    Node(Range<usize>),
}

impl Part {
    fn span(&self, cut: &Cut) -> Range<usize> {
        match self {
            Self::Words(span) => span.clone(),
            Self::Node(node) => cut.span(node),
        }
    }
}

/// Whether nodes of this kind stand among words, so that they may be within a figure's value.
fn is_among_words(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Text(_)
            | Kind::Code(_)
            | Kind::Emphasis
            | Kind::Strong
            | Kind::Strikethrough
            | Kind::RunIn
            | Kind::Link(_)
            | Kind::Picture(_)
            | Kind::SoftBreak
            | Kind::Join
            | Kind::HardBreak
            | Kind::FootnoteReference(_)
            | Kind::Task(_)
            | Kind::QrCode
            | Kind::Quoted(_)
            | Kind::Group
            | Kind::HtmlOpen(_)
            | Kind::HtmlClose(_)
    )
}

fn figure_help() -> Message {
    say!(
        "请每项写成：- **9 360** 名 | 说明 | 备注（可不写）",
        "write each item as: - **9 360** people | what it counts | a note, if any"
    )
}
