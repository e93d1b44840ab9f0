//! A special issue as its print template sees it; `issue.typ` says what each field means there.

use std::ops::Range;

use serde::Serialize;

use super::piece::{Brief, Content, Figure, Happened, Ladder, PrintedStory, Pulled};
use super::surroundings::{SheetFile, SheetSurroundings};
use super::{Head, SheetView, day_of, head};
use crate::markup::print::{Block, Captioned, Inline, Picture, blocks, chart as drawing};
use crate::model::{
    Author, Badge, ChartReference, Headline, Issue, IssueBlock, IssueId, IssuePage, Item,
    ItemReference, Masthead, PageLayout, Panel, PictureReference, Piece, Story, StoryPicture,
    StripFigure,
};
use crate::print::{Fonts, PrintOrder, Purpose};
use crate::source::SourcePath;
use crate::text::{Moment, break_headline, padded_name};
use crate::view::Builder;

/// The print template.
const TEMPLATE: &str = "issue.typ";
/// Characters of a headline in a line, at most; it is set as large as it fits.
const TITLE_LINE: usize = 22;
/// Millimetres beyond the trim.
const BLEED: u8 = 3;

#[derive(Debug, Serialize)]
struct IssueSheet {
    #[serde(flatten)]
    head: Head,
    sheet: Paper,
    issue: Titles,
    pages: Vec<PrintedPage>,
}

#[derive(Debug, Serialize)]
struct Paper {
    width: u16,
    height: u16,
    bleed: u8,
    marks: bool,
    arrange: &'static str,
}

/// What the masthead says.
#[derive(Debug, Serialize)]
struct Titles {
    name: String,
    edition: String,
    date: String,
    weekday: &'static str,
    lunar: Option<String>,
    number: String,
    total: Option<String>,
    pages: usize,
    unit: String,
    address: String,
    slogan: Option<String>,
    masthead: &'static str,
}

#[derive(Debug, Serialize)]
struct PrintedPage {
    no: usize,
    name: String,
    layout: &'static str,
    editors: Vec<String>,
    blocks: Vec<Placed>,
}

#[derive(Debug, Serialize)]
struct Placed {
    id: String,
    weight: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    columns: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Spot>,
    #[serde(flatten)]
    content: Content,
}

#[derive(Debug, Serialize)]
struct Spot {
    column: u8,
    line: u8,
    columns: u8,
    lines: u8,
}

impl Builder<'_> {
    pub(super) fn issue_sheet(&self, id: IssueId, fonts: &Fonts, order: PrintOrder) -> SheetView {
        let PrintOrder { purpose, arrangement } = order;
        let issue = self.site.issue(id);
        let date = Moment { date: issue.date, time: None };
        let mut press = Composer { builder: *self, issue, files: Vec::new(), texts: Vec::new() };
        let pages = (1..).zip(&issue.pages).map(|(no, page)| press.page(no, page)).collect();
        let edition = issue.edition.clone().unwrap_or_default();
        let names = (format!("{} {edition}", issue.name), issue.unit.clone().unwrap_or_default());
        let sheet = IssueSheet {
            head: head("issue", names, vec![edition], Some(date), fonts, purpose),
            sheet: Paper {
                width: issue.paper.width,
                height: issue.paper.height,
                bleed: BLEED,
                marks: purpose == Purpose::Press,
                arrange: arrangement.name(),
            },
            issue: self.masthead(issue, date),
            pages,
        };
        SheetView {
            template: TEMPLATE,
            view: serde_json::to_string(&sheet).expect("views are plain data"),
            files: press.files,
            stand_ins: Vec::new(),
            day: day_of(Some(date)),
            purpose,
            drawn: None,
            source: issue.source.clone(),
            texts: press.texts,
            blocks: places(issue),
        }
    }

    /// Whether a piece has something to show: a story whose item is not published has not.
    fn is_printed(&self, piece: &Piece) -> bool {
        let known = |item: &ItemReference| self.named(item).map(|(_, item)| item);
        match piece {
            Piece::Chart(chart) => {
                known(&chart.item).is_some_and(|item| chart.found(item).is_some())
            }
            piece => piece.item().is_none_or(|item| known(item).is_some()),
        }
    }

    fn masthead(&self, issue: &Issue, date: Moment) -> Titles {
        const DAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
        let day = date.date.weekday().to_monday_zero_offset().unsigned_abs();
        let bare =
            |address: &str| address.trim_start_matches("https://").trim_end_matches('/').to_owned();
        let address =
            issue.address.clone().or_else(|| self.site.config.address.as_deref().map(bare));
        Titles {
            name: issue.name.clone(),
            edition: issue.edition.clone().unwrap_or_default(),
            date: date.chinese_date(),
            weekday: ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"]
                [usize::from(day) % DAYS.len()],
            lunar: issue.lunar.clone(),
            number: issue.number.map_or_else(String::new, |number| format!("第{number}期")),
            total: issue.total.map(|total| format!("总第{total}期")),
            pages: issue.pages.len(),
            unit: issue
                .unit
                .clone()
                .or_else(|| self.site.config.bottom.host.clone())
                .unwrap_or_default(),
            address: address.unwrap_or_default(),
            slogan: issue.slogan.clone(),
            masthead: match issue.masthead {
                Masthead::Band => "band",
                Masthead::Classic => "classic",
                Masthead::Plain => "plain",
            },
        }
    }
}

/// Puts the pages of one issue together.
struct Composer<'a> {
    builder: Builder<'a>,
    issue: &'a Issue,
    files: Vec<(String, SheetFile)>,
    texts: Vec<SourcePath>,
}

impl<'a> Composer<'a> {
    fn page(&mut self, no: usize, page: &'a IssuePage) -> PrintedPage {
        let builder = self.builder;
        let block = |(at, block): (usize, &'a IssueBlock)| Placed {
            id: Issue::piece_name(no, at + 1),
            weight: block.weight,
            columns: block.columns,
            place: block.spot.map(|spot| Spot {
                column: spot.column.saturating_sub(1),
                line: spot.line.saturating_sub(1),
                columns: spot.columns,
                lines: spot.lines,
            }),
            content: self.content(&block.piece),
        };
        let wanted: Vec<_> = page
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, it)| builder.is_printed(&it.piece))
            .collect();
        let wanted = wanted.into_iter();
        PrintedPage {
            no,
            name: page.name.clone(),
            layout: match page.layout {
                PageLayout::Front => "front",
                PageLayout::Feature => "feature",
                PageLayout::Pictures => "pictures",
                PageLayout::Achievements => "achievements",
            },
            editors: page.editors.clone(),
            blocks: wanted.map(block).collect(),
        }
    }

    fn content(&mut self, piece: &'a Piece) -> Content {
        match piece {
            Piece::Lead(story) => Content::Lead(self.story(story)),
            Piece::Story(story) => Content::Story(self.story(story)),
            Piece::Continued(item) => self.continued(item),
            Piece::Briefs(title, items) => Content::Briefs {
                title: title.clone().unwrap_or_default(),
                entries: items.iter().filter_map(|item| self.brief(item)).collect(),
            },
            Piece::Picture(picture) => Content::Picture { picture: self.picture(picture) },
            Piece::Essay(headline, pictures) => Content::Essay {
                head: ladder(headline, None),
                pictures: pictures.iter().map(|picture| self.picture(picture)).collect(),
            },
            Piece::Figures(Panel { title, note }, figures) => Content::Figures {
                title: title.clone(),
                note: note.clone(),
                figures: figures.iter().map(figure).collect(),
            },
            Piece::Strip(title, figures) => Content::Strip {
                title: title.clone(),
                figures: figures.iter().map(figure).collect(),
            },
            Piece::Honours(Panel { title, note }, badges) => Content::Honours {
                title: title.clone(),
                note: note.clone(),
                head: vec!["荣誉", "说明"],
                rows: badges.iter().map(badge).collect(),
            },
            Piece::Timeline(Panel { title, note }, days) => Content::Timeline {
                title: title.clone(),
                note: note.clone(),
                entries: days
                    .iter()
                    .map(|it| Happened { date: it.day.clone(), c: words(&it.words) })
                    .collect(),
            },
            Piece::Chart(chart) => self.chart(chart),
            Piece::Roll(panel, column, count) => self.roll(panel, column, *count),
            Piece::Box(Panel { title, note }, text) => {
                Content::Box { title: title.clone(), note: note.clone(), b: paragraphs(text) }
            }
            Piece::Pull(text, source) => Content::Pull {
                pull: Pulled {
                    b: paragraphs(text),
                    source: source.as_deref().map(words).unwrap_or_default(),
                },
            },
            Piece::Slogan(text) => Content::Slogan { words: text.clone() },
            Piece::Colophon(lines) => Content::Colophon { lines: lines.clone() },
        }
    }

    fn item(&self, reference: &ItemReference) -> Option<&'a Item> {
        let site = self.builder.site;
        Some(site.item(*site.by_source.get(reference.path.as_str())?))
    }

    /// A chart of an item.
    fn chart(&mut self, chart: &ChartReference) -> Content {
        let item = self.item(&chart.item);
        self.texts.extend(item.map(|item| item.source.clone()));
        let drawn = item.and_then(|item| {
            let files = &mut self.files;
            let mut around = SheetSurroundings::new(self.builder, &item.source, files);
            Some(drawing(chart.found(item)?, &mut around))
        });
        Content::Chart { title: chart.heading(item), chart: drawn }
    }

    /// A story with its text and its picture.
    fn story(&mut self, story: &'a Story) -> PrintedStory {
        let item = self.item(&story.item);
        self.texts.extend(item.map(|item| item.source.clone()));
        let body = item.map(|item| {
            let files = &mut self.files;
            let mut around = SheetSurroundings::new(self.builder, &item.source, files).in_columns();
            blocks(&item.body, &mut around)
        });
        let picture = match &story.picture {
            StoryPicture::Cover(caption) => {
                let cover = item.and_then(|item| Some((item.cover.as_deref()?, item)));
                cover.map(|(path, item)| {
                    let alt = item.cover_alt.as_deref().unwrap_or_default();
                    self.captioned(path, alt, caption.as_deref())
                })
            }
            StoryPicture::Other(picture) => Some(self.picture(picture)),
            StoryPicture::Without => None,
        };
        PrintedStory {
            head: ladder(&story.headline, item),
            b: body.unwrap_or_default(),
            picture,
            picture_columns: story.picture_columns,
            continued_on: story.continued_on,
        }
    }

    /// The rest of a story that begins on another page.
    fn continued(&self, reference: &ItemReference) -> Content {
        let begun = self.issue.beginning(reference);
        let (no, at) = begun.map_or((0, 0), |(no, at, _)| (no, at));
        let own = Headline::default();
        let said = begun.map_or(&own, |(.., story)| &story.headline);
        let Ladder { title, .. } = ladder(said, self.item(reference));
        Content::Continued {
            of: Issue::piece_name(no, at),
            head: Ladder {
                kicker: Some(format!("上接第{no}版")),
                title: vec![title.concat()],
                deck: None,
                byline: None,
            },
        }
    }

    fn brief(&self, reference: &ItemReference) -> Option<Brief> {
        let item = self.item(reference)?;
        Some(Brief {
            title: item.title.clone(),
            c: words(&item.summary),
            page: self.issue.beginning(reference).map(|(no, ..)| no),
        })
    }

    fn picture(&mut self, picture: &PictureReference) -> Captioned {
        let caption = picture.caption.as_deref();
        self.captioned(&picture.path, caption.unwrap_or_default(), caption)
    }

    fn captioned(&mut self, path: &str, alt: &str, caption: Option<&str>) -> Captioned {
        let source = &self.issue.source;
        let files = &mut self.files;
        let mut around = SheetSurroundings::new(self.builder, source, files);
        let picture: Picture = around.keep(path, alt);
        Captioned { picture, caption: caption.map(words).unwrap_or_default() }
    }

    fn roll(&self, Panel { title, note }: &Panel, column: &str, count: usize) -> Content {
        let site = self.builder.site;
        let id = site.column_at(column).and_then(|column| site.roll_of(column));
        let names = id.map(|id| {
            let roll = site.roll(id);
            let people = roll.order.iter().take(count);
            people.map(|person| padded_name(roll.name(*person)).into_owned()).collect()
        });
        Content::Roll { title: title.clone(), names: names.unwrap_or_default(), rule: note.clone() }
    }
}

/// Where each block is written.
fn places(issue: &Issue) -> Vec<(String, Range<usize>)> {
    let on = |(no, page): (usize, &IssuePage)| {
        let named = |(at, block): (usize, &IssueBlock)| {
            (Issue::piece_name(no, at + 1), block.place.clone())
        };
        page.blocks.iter().enumerate().map(named).collect::<Vec<_>>()
    };
    (1..).zip(&issue.pages).flat_map(on).collect()
}

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::words(text)]
}

fn paragraphs(text: &str) -> Vec<Block> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Block::P { c: words(line) }).collect()
}

/// What the issue says of a headline, and else the item.
fn ladder(said: &Headline, item: Option<&Item>) -> Ladder {
    let marked: Vec<&str> = match (&said.title, item) {
        (Some(title), _) => title.split('|').collect(),
        (None, Some(item)) => item.title_lines().collect(),
        (None, None) => Vec::new(),
    };
    let authors = item.map(|item| item.authors.as_slice()).unwrap_or_default();
    Ladder {
        kicker: said.kicker.clone().or_else(|| item?.kicker.clone()),
        title: break_headline(&marked, TITLE_LINE),
        deck: said.deck.clone().or_else(|| item?.deck.clone()),
        byline: byline(authors),
    }
}

/// 本报记者 某某 通讯员 某某
fn byline(authors: &[Author]) -> Option<String> {
    let said = |author: &Author| match &author.role {
        Some(role) => format!("{role}　{}", author.name),
        None => author.name.clone(),
    };
    let said: Vec<String> = authors.iter().map(said).collect();
    (!said.is_empty()).then(|| said.join("　"))
}

fn figure(figure: &StripFigure) -> Figure {
    let unit = figure.unit.as_deref().unwrap_or_default();
    let share = (unit == "%").then(|| figure.value.parse::<f64>().ok()).flatten();
    Figure {
        value: words(&figure.value),
        unit: words(unit),
        label: words(&figure.label),
        note: figure.note.as_deref().map(words).unwrap_or_default(),
        share: share.map(|share| (share / 100.0).clamp(0.0, 1.0)),
    }
}

fn badge(badge: &Badge) -> Vec<Vec<Inline>> {
    vec![words(&badge.title), words(badge.note.as_deref().unwrap_or_default())]
}
