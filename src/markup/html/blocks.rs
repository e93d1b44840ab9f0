//! Blocks: headings, lists, tables, boxes, code.

use super::super::highlight;
use super::super::{BoxStyle, Kind, Node};
use super::{Inside, Writer, escape};

/// Where in a table the writer is.
#[derive(Debug, Default)]
pub(super) struct TableState {
    /// One letter for each column.
    columns: String,
    column: usize,
    in_head: bool,
    /// Whether the cell names its row.
    names_row: bool,
    end: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn open_block(&mut self, index: usize, kind: Kind) {
        match kind {
            Kind::Heading(heading) => self.open_heading(heading),
            Kind::Quote => self.open_line("<blockquote>\n"),
            Kind::Alert(alert) => {
                let (name, title) = alert.names();
                self.open_box(name, title, "");
            }
            Kind::BulletList => self.open_line("<ul>\n"),
            Kind::OrderedList(1) => self.open_line("<ol>\n"),
            Kind::OrderedList(first) => self.open_line(&format!("<ol start=\"{first}\">\n")),
            Kind::Item => self.open_item(index),
            Kind::Table(columns) => self.open_table(index, columns),
            Kind::TableHead | Kind::TableRow => self.open_row(kind),
            Kind::TableCell => self.open_cell(),
            Kind::DefinitionList => self.open_line("<dl>\n"),
            Kind::DefinitionTerm => self.open_line("<dt>"),
            Kind::DefinitionDetails => self.open_line("<dd>"),
            Kind::Figure => {
                self.in_figure = true;
                self.open_line("<figure class=\"picture\">");
            }
            Kind::Boxed { style, title } => self.open_boxed(style, title),
            Kind::PullQuote(_) => self.open_line("<blockquote class=\"pull\">\n"),
            Kind::PullSource => self.open_line("<footer>"),
            Kind::FigureStrip(title) => self.open_group("figures-box", "数字", title),
            Kind::FigureItem => self.open_figure(),
            Kind::Gallery(title) => self.open_group("gallery", "图集", title),
            Kind::Attachments(title) => self.open_attachments(title),
            Kind::Chart(chart) => self.open_chart(chart),
            Kind::ChartData => self.open_chart_data(),
            _ => self.open_inline(kind),
        }
    }

    pub(super) fn close_block(&mut self, index: usize, node: &'a Node, kind: Kind) {
        match kind {
            Kind::Heading(heading) => {
                let level = self.level(heading);
                self.push(&format!("</h{level}>\n"));
            }
            Kind::Quote | Kind::PullQuote(_) => self.open_line("</blockquote>\n"),
            Kind::Alert(_) | Kind::Boxed { .. } => self.open_line("</aside>\n"),
            Kind::BulletList => self.push("</ul>\n"),
            Kind::OrderedList(_) => self.push("</ol>\n"),
            Kind::Item => self.push("</li>\n"),
            Kind::Table(_) => self.close_table(index, node),
            Kind::TableHead | Kind::TableRow => self.close_row(node, kind),
            Kind::TableCell => {
                let is_head = self.table.in_head || self.table.names_row;
                self.push(if is_head { "</th>" } else { "</td>" });
            }
            Kind::DefinitionList => self.push("</dl>\n"),
            Kind::DefinitionTerm => self.push("</dt>\n"),
            Kind::DefinitionDetails => self.push("</dd>\n"),
            Kind::Figure => self.close_figure(index, node),
            Kind::PullSource => self.push("</footer>\n"),
            Kind::FigureItem => self.close_figure_item(node),
            Kind::FigureStrip(_) | Kind::Gallery(_) | Kind::Attachments(_) => {
                self.open_line("</div>\n");
            }
            Kind::Video(_) => self.close_video(index, node),
            Kind::Chart(_) => self.close_chart(),
            Kind::ChartData => self.push("</details>\n"),
            _ => self.close_inline(kind),
        }
    }

    fn level(&self, heading: u32) -> u8 {
        self.document.headings()[heading as usize].level.saturating_add_signed(self.deeper).min(6)
    }

    fn open_heading(&mut self, heading: u32) {
        let level = self.level(heading);
        let heading = &self.document.headings()[heading as usize];
        self.open_line(&format!("<h{level}"));
        if !heading.id.is_empty() {
            self.attribute("id", &heading.id);
        }
        if !heading.classes.is_empty() {
            self.attribute("class", &heading.classes);
        }
        self.push(">");
    }

    /// The item of a task list says so, so that it may be shown without a bullet.
    fn open_item(&mut self, index: usize) {
        let mut inside = self.document.nodes()[index + 1..].iter();
        let first = inside.next().map(|node| node.kind);
        let first =
            if first == Some(Kind::Paragraph) { inside.next().map(|n| n.kind) } else { first };
        let is_task = matches!(first, Some(Kind::Task(_)));
        self.open_line(if is_task { "<li class=\"task\">" } else { "<li>" });
    }

    /// A box that stands out: `name` is for the style sheet, `kind` says what it is.
    fn open_box(&mut self, name: &str, kind: &str, title: &str) {
        self.open_line("<aside class=\"box");
        if !name.is_empty() {
            self.push(" box-");
            self.push(name);
        }
        self.push("\"");
        let label = match (kind, title) {
            ("", title) => title.to_owned(),
            (kind, "") => kind.to_owned(),
            (kind, title) => format!("{kind}：{title}"),
        };
        self.attribute("aria-label", &label);
        self.push(">\n<p class=\"box-title\">");
        if !kind.is_empty() && !title.is_empty() {
            self.push("<span class=\"box-kind\">");
            escape::text(kind, self.out);
            self.push("</span> ");
        }
        escape::text(if title.is_empty() { kind } else { title }, self.out);
        self.push("</p>\n");
    }

    fn open_boxed(&mut self, style: BoxStyle, title: u32) {
        let title = self.document.beside(title);
        match style {
            BoxStyle::Kandian => self.open_box("kandian", "看点", title),
            BoxStyle::Pandian => self.open_box("pandian", "盘点", title),
            BoxStyle::Plain => self.open_box("", "", title),
        }
    }

    /// A group of things of one kind, with its title if it has one.
    fn open_group(&mut self, class: &str, kind: &str, title: u32) {
        let title = self.document.beside(title);
        self.open_line("<div");
        self.attribute("class", class);
        self.attribute("role", "group");
        self.attribute("aria-label", if title.is_empty() { kind } else { title });
        self.push(">\n");
        if !title.is_empty() {
            self.box_title(title);
        }
    }

    fn open_attachments(&mut self, title: u32) {
        self.open_group("attachments", "附件", title);
        if title == 0 {
            self.box_title("附件");
        }
    }

    pub(super) fn box_title(&mut self, title: &str) {
        self.push("<p class=\"box-title\">");
        escape::text(title, self.out);
        self.push("</p>\n");
    }

    fn open_figure(&mut self) {
        if !self.in_figures {
            self.open_line("<ul class=\"figures\">\n");
            self.in_figures = true;
        }
        self.open_line("<li>");
    }

    fn close_figure_item(&mut self, node: &Node) {
        self.push("</li>\n");
        let next = self.document.nodes().get(node.next());
        if next.is_none_or(|next| next.kind != Kind::FigureItem) {
            self.push("</ul>\n");
            self.in_figures = false;
        }
    }

    /// A table scrolls sideways within its frame, with the keyboard, too.
    fn open_table(&mut self, index: usize, columns: u32) {
        self.table = TableState {
            columns: self.document.beside(columns).to_owned(),
            end: self.document.nodes()[index].next(),
            ..TableState::default()
        };
        let head = self.document.nodes()[index + 1..self.table.end].iter().zip(index + 1..);
        let cells = head.take_while(|(node, _)| node.kind != Kind::TableRow);
        let cells = cells.filter(|(node, _)| node.kind == Kind::TableCell);
        let names =
            cells.map(|(_, cell)| self.document.words_in(cell)).filter(|name| !name.is_empty());
        let names = names.take(4).collect::<Vec<_>>().join("、");
        // Two regions of one page must not have one name.
        self.tables += 1;
        let number = if self.tables > 1 { self.tables.to_string() } else { String::new() };
        let colon = if names.is_empty() { "" } else { "：" };
        let label = format!("表格{number}{colon}{names}");
        self.open_line("<div class=\"table\" tabindex=\"0\" role=\"region\"");
        self.attribute("aria-label", &label);
        self.push(">\n<table>\n");
        self.chart_caption();
    }

    fn close_table(&mut self, index: usize, node: &Node) {
        let inside = &self.document.nodes()[index..node.next()];
        let has_rows = inside.iter().any(|node| node.kind == Kind::TableRow);
        self.push(if has_rows { "</tbody>\n</table>\n</div>\n" } else { "</table>\n</div>\n" });
    }

    fn open_row(&mut self, kind: Kind) {
        self.table.column = 0;
        self.table.in_head = kind == Kind::TableHead;
        self.push(if self.table.in_head { "<thead>\n<tr>" } else { "<tr>" });
    }

    fn close_row(&mut self, node: &Node, kind: Kind) {
        self.push("</tr>\n");
        if kind == Kind::TableHead {
            let has_rows = node.next() < self.table.end;
            self.push(if has_rows { "</thead>\n<tbody>\n" } else { "</thead>\n" });
        }
    }

    fn open_cell(&mut self) {
        self.table.names_row =
            self.chart.is_some() && !self.table.in_head && self.table.column == 0;
        self.push(match (self.table.in_head, self.table.names_row) {
            (true, _) => "<th scope=\"col\"",
            (false, true) => "<th scope=\"row\"",
            (false, false) => "<td",
        });
        let column = self.table.columns.as_bytes().get(self.table.column);
        self.push(match column {
            Some(b'l') => " class=\"left\">",
            Some(b'c') => " class=\"center\">",
            Some(b'r') => " class=\"right\">",
            _ => ">",
        });
        self.table.column += 1;
    }

    pub(super) fn code_block(&mut self, index: usize, language: u32) -> Inside {
        let language = self.document.beside(language);
        self.open_line(if self.is_house() { "<pre tabindex=\"0\"><code" } else { "<pre><code" });
        if !language.is_empty() {
            self.attribute("class", &format!("language-{language}"));
        }
        self.push(">");
        let inside = index + 1..self.document.nodes()[index].next();
        let code = self.document.nodes()[inside].iter().map(|node| self.document.words(node));
        let code: String = code.collect();
        if self.is_house() {
            highlight::write(&code, language, self.out);
        } else {
            escape::text(&code, self.out);
        }
        Inside::Done
    }
}
