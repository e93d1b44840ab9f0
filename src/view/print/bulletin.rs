//! A bulletin as its print template sees it.

use serde::Serialize;

use super::surroundings::{SheetFile, SheetSurroundings};
use super::{Head, SheetView, day_of, head};
use crate::markup::print::{Block, blocks};
use crate::model::{Author, Bulletin, Item, ItemId, Kind};
use crate::print::{Fonts, Purpose};
use crate::text::{Moment, break_headline};
use crate::view::Builder;

/// The print template.
const TEMPLATE: &str = "bulletin.typ";
/// Characters of a title in a line, at most.
const TITLE_LINE: usize = 18;

#[derive(Debug, Serialize)]
struct BulletinSheet {
    #[serde(flatten)]
    head: Head,
    /// 简报名称
    name: String,
    /// `第12期`
    number: String,
    /// `总第36期`
    total: Option<String>,
    /// 编印单位
    unit: String,
    /// The day, as `2026年3月9日`.
    day: String,
    /// What the editors say before the texts.
    note: Vec<Block>,
    /// Its texts: those that it gathers, or its own.
    articles: Vec<BulletinArticle>,
    /// 报
    report_to: Vec<String>,
    /// 送
    send_to: Vec<String>,
    /// 发
    issue_to: Vec<String>,
    /// `共印50份`
    copies: Option<String>,
}

#[derive(Debug, Serialize)]
struct BulletinArticle {
    kicker: Option<String>,
    title_lines: Vec<String>,
    deck: Option<String>,
    byline: String,
    body: Vec<Block>,
}

impl Builder<'_> {
    pub(super) fn bulletin_sheet(&self, id: ItemId, fonts: &Fonts, purpose: Purpose) -> SheetView {
        let site = self.site;
        let item = site.item(id);
        let nothing = Bulletin::default();
        let bulletin = match &item.kind {
            Kind::Bulletin(bulletin) => bulletin,
            Kind::Article | Kind::Document(_) | Kind::Topic(_) | Kind::Page => &nothing,
        };
        let mut files: Vec<(String, SheetFile)> = Vec::new();
        let gathered = site.gathered_articles(bulletin).map(|id| site.item(id));
        let mut notes = 0;
        let mut article = |item| self.bulletin_article(item, &mut files, &mut notes);
        let own = article(item);
        let mut articles: Vec<_> = gathered.map(article).collect();
        let mut note = Vec::new();
        if articles.is_empty() {
            articles.push(own);
        } else {
            note = own.body;
        }
        let unit = site.bulletin_unit(bulletin).to_owned();
        let names = (item.title.clone(), unit.clone());
        let sheet = BulletinSheet {
            head: head("bulletin", names, item.keywords.clone(), item.date, fonts, purpose),
            name: site.bulletin_name(item, bulletin).to_owned(),
            number: format!("第{}期", bulletin.number),
            total: bulletin.total.map(|total| format!("总第{total}期")),
            unit,
            day: item.date.map(Moment::chinese_date).unwrap_or_default(),
            note,
            articles,
            report_to: bulletin.report_to.clone(),
            send_to: bulletin.send_to.clone(),
            issue_to: bulletin.issue_to.clone(),
            copies: bulletin.copies.map(|copies| format!("共印{copies}份")),
        };
        SheetView {
            template: TEMPLATE,
            view: serde_json::to_string(&sheet).expect("views are plain data"),
            files,
            stand_ins: Vec::new(),
            day: day_of(item.date),
            purpose,
            drawn: None,
            source: item.source.clone(),
            texts: site
                .gathered_articles(bulletin)
                .map(|id| site.item(id).source.clone())
                .collect(),
            blocks: Vec::new(),
        }
    }

    fn bulletin_article(
        &self,
        item: &Item,
        files: &mut Vec<(String, SheetFile)>,
        notes: &mut u32,
    ) -> BulletinArticle {
        let around = SheetSurroundings::new(*self, &item.source, files);
        let mut around = around.numbered_on(notes, &item.body);
        let marked: Vec<&str> = item.title_lines().collect();
        BulletinArticle {
            kicker: item.kicker.clone(),
            title_lines: break_headline(&marked, TITLE_LINE),
            deck: item.deck.clone(),
            byline: byline(&item.authors, item.origin.as_deref()),
            body: blocks(&item.body, &mut around),
        }
    }
}

/// Who wrote it, or else where it comes from.
fn byline(authors: &[Author], origin: Option<&str>) -> String {
    let authors: Vec<String> = authors.iter().map(Author::named).collect();
    if authors.is_empty() { origin.unwrap_or_default().to_owned() } else { authors.join("　") }
}
