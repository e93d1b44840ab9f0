//! Views of items.

use super::builder::{Builder, date, kind_word, root_of};
use super::item::{
    AttachmentView, AuthorView, BulletinView, CardView, DocumentView, HeadingView, IssuedView,
    ItemView, ReviewView,
};
use super::site::LinkView;
use super::surroundings::PageSurroundings;
use crate::markup;
use crate::model::{Attachment, Bulletin, Document, Item, ItemId, ItemKind, Kind, Taxonomy};
use crate::picture::{downloaded, is_picture};
use crate::source::{File, SourcePath};
use crate::text::{Amount, headline_phrases, percent_encode};

/// Fewer headings than this need no table of contents.
const CONTENTS_FROM: usize = 3;

impl Builder<'_> {
    /// Stages of the reviews that a text was not passed in yet.
    fn waiting(&self, item: &Item) -> Vec<String> {
        if !self.site.marks_unapproved {
            return Vec::new();
        }
        let state = self.site.reviews.state(&item.source, &self.site.config.review);
        state.missing.into_iter().map(str::to_owned).collect()
    }

    /// The item on its own page.
    pub fn item_view(&self, id: ItemId) -> ItemView {
        let item = self.site.item(id);
        let path = self.plan.addresses.item(id);
        let (previous, next) = self.neighbours(id);
        let titles = item.issued();
        let mut parts = self.html_parts(&item.source, path, &item.body, &titles).into_iter();
        ItemView {
            kind: kind_word(item.item_kind()).into(),
            kicker: item.kicker.clone(),
            title: item.title.clone(),
            title_lines: phrases(item),
            deck: item.deck.clone(),
            deck_lines: item.deck.as_deref().map(own_phrases).unwrap_or_default(),
            date: item.date.map(date),
            updated: item.updated.map(date),
            authors: item
                .authors
                .iter()
                .map(|a| AuthorView {
                    role: a.role.clone().unwrap_or_default(),
                    name: a.name.clone(),
                })
                .collect(),
            source: item.origin.clone(),
            source_href: item.origin_link.clone(),
            waiting: self.waiting(item),
            reviews: item
                .reviews
                .iter()
                .map(|r| ReviewView {
                    stage: r.stage.clone(),
                    by: r.by.clone(),
                    date: r.date.map(|d| d.to_string()),
                })
                .collect(),
            keywords: item
                .keywords
                .iter()
                .map(|word| self.term_link(Taxonomy::Keyword, word))
                .collect(),
            subject: self.term_of(Taxonomy::Subject, item.subject.as_deref()),
            genre: self.term_of(Taxonomy::Genre, item.genre.as_deref()),
            places: item.places.clone(),
            summary: item.summary.clone(),
            cover: item
                .cover
                .as_deref()
                .and_then(|c| self.picture(c, item.cover_alt.as_deref().unwrap_or(""))),
            banner: match &item.kind {
                Kind::Topic(topic) => topic.banner.as_deref().and_then(|b| self.picture(b, "")),
                Kind::Article | Kind::Document(_) | Kind::Page | Kind::Bulletin(_) => None,
            },
            body: parts.next().unwrap_or_default(),
            contents: contents(&item.body),
            characters: Amount::from(item.characters).to_string(),
            minutes: item.characters.div_ceil(self.site.config.characters_per_minute).max(1),
            attachments: self
                .site
                .attachments(id)
                .iter()
                .filter_map(|a| self.attachment(a))
                .collect(),
            column: self.column_link(item.column),
            topics: self.topics_of(item),
            previous,
            next,
            related: self.related(id),
            printed: self.printed_in(id),
            pdf: self.plan.sheet_of(id).map(percent_encode),
            document: match &item.kind {
                Kind::Document(document) => {
                    Some(document_view(document, issued_views(item, &titles, parts)))
                }
                Kind::Article | Kind::Topic(_) | Kind::Page | Kind::Bulletin(_) => None,
            },
            bulletin: match &item.kind {
                Kind::Bulletin(bulletin) => Some(self.bulletin_view(item, bulletin)),
                Kind::Article | Kind::Document(_) | Kind::Topic(_) | Kind::Page => None,
            },
        }
    }

    fn bulletin_view(&self, item: &Item, bulletin: &Bulletin) -> BulletinView {
        let gathered = self.site.gathered_articles(bulletin);
        BulletinView {
            name: self.site.bulletin_name(item, bulletin).to_owned(),
            number: format!("第{}期", bulletin.number),
            total: bulletin.total.map(|total| format!("总第{total}期")),
            unit: self.site.bulletin_unit(bulletin).to_owned(),
            articles: gathered.map(|id| self.card(id)).collect(),
            report_to: bulletin.report_to.clone(),
            send_to: bulletin.send_to.clone(),
            issue_to: bulletin.issue_to.clone(),
            copies: bulletin.copies.map(|copies| format!("共印{copies}份")),
        }
    }

    fn term_of(&self, taxonomy: Taxonomy, word: Option<&str>) -> Option<LinkView> {
        Some(self.term_link(taxonomy, word?))
    }

    /// The HTML of a text that stands in the file `source` and is shown at `path`.
    pub fn html(&self, source: &SourcePath, path: &str, text: &markup::Document) -> String {
        let mut html = String::new();
        let mut surroundings = PageSurroundings { builder: *self, source, root: root_of(path) };
        markup::html::write_html(text, &mut surroundings, &mut html);
        html
    }

    /// The same, cut before each of its headings `titles`.
    fn html_parts(
        &self,
        source: &SourcePath,
        path: &str,
        text: &markup::Document,
        titles: &[usize],
    ) -> Vec<String> {
        let mut surroundings = PageSurroundings { builder: *self, source, root: root_of(path) };
        markup::html::html_parts(text, titles, &mut surroundings)
    }

    /// The items before and after in the column's order.
    fn neighbours(&self, id: ItemId) -> (Option<LinkView>, Option<LinkView>) {
        let Some((before, after)) = self.site.neighbours(id) else { return (None, None) };
        (before.map(|id| self.item_link(id)), after.map(|id| self.item_link(id)))
    }

    fn topics_of(&self, item: &Item) -> Vec<LinkView> {
        let named = |topic: &ItemId| {
            let topic = self.site.item(*topic);
            item.topics.iter().any(|name| *name == topic.title || name == topic.short_name())
        };
        let mut topics: Vec<ItemId> = self.site.in_topic.keys().copied().filter(named).collect();
        topics.sort_unstable();
        topics.into_iter().map(|id| self.item_link(id)).collect()
    }

    fn related(&self, id: ItemId) -> Vec<CardView> {
        match self.site.item(id).item_kind() {
            ItemKind::Article | ItemKind::Document | ItemKind::Bulletin => {
                self.cards(&self.site.related(id))
            }
            ItemKind::Topic | ItemKind::Page => Vec::new(),
        }
    }

    fn attachment(&self, attachment: &Attachment) -> Option<AttachmentView> {
        let file = self.site.sources.get(attachment.file.as_str())?;
        attachment.file.strip_prefix("content/")?;
        Some(AttachmentView {
            title: attachment.title.clone(),
            path: self.file_path(&attachment.file),
            format: format_of(&file.path.extension()),
            size: size_of(file),
        })
    }
}

fn contents(body: &markup::Document) -> Vec<HeadingView> {
    let mut headings = Vec::new();
    flatten(&markup::toc(body), 1, &mut headings);
    if headings.len() < CONTENTS_FROM { Vec::new() } else { headings }
}

fn flatten(entries: &[markup::outline::Entry<'_>], depth: u32, headings: &mut Vec<HeadingView>) {
    for entry in entries {
        headings.push(HeadingView {
            title: entry.heading.text.to_string(),
            href: format!("#{}", percent_encode(&entry.heading.id)),
            depth,
        });
        flatten(&entry.children, depth + 1, headings);
    }
}

/// The texts that an official document issues: `parts` of its body, under the headings `titles`.
fn issued_views(
    item: &Item,
    titles: &[usize],
    parts: impl Iterator<Item = String>,
) -> Vec<IssuedView> {
    let headings = titles.iter().map(|at| &item.body.headings()[*at]);
    let view = |(heading, body): (&markup::Heading, String)| IssuedView {
        id: heading.id.to_string(),
        title_lines: own_phrases(&heading.text),
        body,
    };
    headings.zip(parts).map(view).collect()
}

fn document_view(document: &Document, issued: Vec<IssuedView>) -> DocumentView {
    let chinese =
        |moment: Option<crate::text::Moment>| moment.map(crate::text::Moment::chinese_date);
    DocumentView {
        number: document.number.as_ref().map(ToString::to_string).unwrap_or_default(),
        issuer: document.issuer.clone(),
        issuers: document.issuers().map(str::to_owned).collect(),
        mark: super::print::mark(document),
        recipients: document.recipients.clone(),
        written: chinese(document.written).unwrap_or_default(),
        index: document.index.clone(),
        validity: document.validity.word().into(),
        valid: document.validity == crate::model::Validity::Valid,
        effective: chinese(document.effective),
        repealed: chinese(document.repealed),
        signers: document.signers.clone(),
        copied: document.copied.clone(),
        note: document.note.clone(),
        office: document.office.clone(),
        printed: chinese(document.printed),
        copies: document.copies.clone(),
        secrecy: document.secrecy.clone(),
        urgency: document.urgency.clone(),
        issued,
    }
}

/// What a file is called by people.
pub fn format_of(extension: &str) -> String {
    match extension {
        "pdf" => "PDF",
        "doc" | "docx" | "wps" => "Word 文档",
        "xls" | "xlsx" | "et" => "Excel 表格",
        "csv" => "CSV 表格",
        "ppt" | "pptx" | "dps" => "演示文稿",
        "ofd" => "OFD 版式文件",
        "txt" => "文本",
        "zip" | "rar" | "7z" => "压缩包",
        "mp4" | "webm" | "mov" => "视频",
        "mp3" | "wav" => "音频",
        "" => "文件",
        other => return other.to_ascii_uppercase(),
    }
    .into()
}

/// Where the title breaks: as its writer marked, else by its own punctuation.
fn phrases(item: &Item) -> Vec<String> {
    if item.title_breaks.is_empty() {
        own_phrases(&item.title)
    } else {
        item.title_lines().map(str::to_owned).collect()
    }
}

/// A headline or a deck, cut by its own punctuation.
fn own_phrases(text: &str) -> Vec<String> {
    headline_phrases(text).into_iter().map(str::to_owned).collect()
}

/// The size of a file as it goes out: photographs are shorter then than they lie in the site folder.
pub fn size_of(file: &File) -> String {
    let extension = file.path.extension();
    let bytes = file.bytes().ok().filter(|_| is_picture(&extension));
    size(bytes.map_or(file.length(), |bytes| downloaded(bytes, &extension).len() as u64))
}

/// A length in bytes as people say it.
pub fn size(bytes: u64) -> String {
    const STEP: u64 = 1024;
    if bytes < STEP {
        return format!("{bytes} B");
    }
    let (unit, divisor) = match bytes {
        b if b < STEP.pow(2) => ("KB", STEP),
        b if b < STEP.pow(3) => ("MB", STEP.pow(2)),
        _ => ("GB", STEP.pow(3)),
    };
    let tenths = (bytes * 10 + divisor / 2) / divisor;
    format!("{}.{} {unit}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_as_people_write_them() {
        assert_eq!([size(999), size(1536), size(5 << 20)], ["999 B", "1.5 KB", "5.0 MB"]);
    }
}
