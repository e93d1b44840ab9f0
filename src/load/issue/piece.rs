//! `[[page.block]]` → [`IssueBlock`]: one job, each kind with what it must have.

use std::ops::Range;

use super::missing;
use crate::diag::{Message, Report};
use crate::load::block::{figures, honours};
use crate::load::figure::Quoting;
use crate::load::record::Record;
use crate::model::{
    ChartReference, Happening, Headline, IssueBlock, ItemReference, Panel, PictureReference, Piece,
    Spot, Story, StoryPicture,
};
use crate::say;
use crate::source::SourcePath;

/// Names of a roll that are set when nothing else is said.
const NAMES: usize = 60;

/// The block in `record`, which stands at `place`; none, and a finding, when it lacks what its kind
/// must have.
pub fn block(
    file: &SourcePath,
    record: &Record<'_>,
    place: &Range<usize>,
    quoting: &Quoting<'_>,
    report: &mut Report,
) -> Option<IssueBlock> {
    let word = record.choice("kind")?;
    let reader = Reader { file, record, place, quoting };
    match reader.piece(word, report) {
        Ok(piece) => Some(IssueBlock {
            weight: small(record, "weight").unwrap_or_else(|| usual_weight(&piece)),
            piece,
            columns: small(record, "columns"),
            spot: record.record(file, "spot").and_then(|spot| self::spot(&spot)),
            place: place.clone(),
        }),
        Err(lack) => {
            report.push(missing(file, place.clone(), lack.message(), lack.help()));
            None
        }
    }
}

/// What a block must have and has not.
enum Lack {
    Item,
    Items,
    Picture,
    Pictures,
    Title,
    Figures,
    Honours,
    Entries,
    Roll,
    Words,
    Lines,
}

impl Lack {
    fn message(&self) -> Message {
        match self {
            Self::Item => say!("这一块没有说是哪篇稿件", "this block names no item"),
            Self::Items => say!("简讯没有稿件", "these briefs name no items"),
            Self::Picture => say!("这一块没有图片", "this block has no picture"),
            Self::Pictures => say!("组图没有图片", "this essay has no pictures"),
            Self::Title => say!("这一块没有标题", "this block has no title"),
            Self::Figures => say!("这一块没有数字", "this block has no figures"),
            Self::Honours => say!("这一块没有荣誉", "this block has no honours"),
            Self::Entries => say!("年表没有内容", "this timeline has no days"),
            Self::Roll => say!("这一块没有说是哪部名录", "this block names no roll"),
            Self::Words => say!("这一块没有文字", "this block has no words"),
            Self::Lines => say!("版权栏没有内容", "this colophon has no lines"),
        }
    }

    fn help(&self) -> Message {
        match self {
            Self::Item => say!("加一行 稿件 = \"/栏目/文件.md\"", "add item = \"/column/file.md\""),
            Self::Items => {
                say!("加一行 稿件列表 = [\"/栏目/文件.md\"]", "add items = [\"/column/file.md\"]")
            }
            Self::Picture => say!("加一行 图片 = \"文件\"", "add picture = \"file\""),
            Self::Pictures => say!("加一行 各图 = [\"文件\"]", "add pictures = [\"file\"]"),
            Self::Title => say!("加一行 标题 = \"……\"", "add title = \"…\""),
            Self::Figures => say!(
                "加一行 数字 = [\"数字台账里的名称\"]",
                "add figures = [\"name in the ledger\"]"
            ),
            Self::Honours => say!(
                "加一行 荣誉 = [\"荣誉记录里的地方\"]",
                "add honours = [\"place in the record of honours\"]"
            ),
            Self::Entries => say!(
                "加 各日 = [{{ 日期 = \"1991年\", 内容 = \"……\" }}]",
                "add entries = [{{ day = \"1991\", words = \"…\" }}]"
            ),
            Self::Roll => {
                say!("加一行 名录 = \"栏目文件夹\"", "add roll = \"folder of its column\"")
            }
            Self::Words => say!("加一行 文字 = \"……\"", "add words = \"…\""),
            Self::Lines => say!("加一行 各行 = [\"……\"]", "add lines = [\"…\"]"),
        }
    }
}

/// Reads the pieces of one block.
struct Reader<'a> {
    file: &'a SourcePath,
    record: &'a Record<'a>,
    place: &'a Range<usize>,
    quoting: &'a Quoting<'a>,
}

impl Reader<'_> {
    fn piece(&self, word: &str, report: &mut Report) -> Result<Piece, Lack> {
        let record = self.record;
        Ok(match word {
            "lead" => Piece::Lead(self.story()?),
            "continued" => Piece::Continued(self.item()?),
            "briefs" => Piece::Briefs(self.words("title"), some(self.items(), Lack::Items)?),
            "picture" => Piece::Picture(self.picture().ok_or(Lack::Picture)?),
            "essay" => Piece::Essay(self.headline(), some(self.pictures(), Lack::Pictures)?),
            "figures" => Piece::Figures(self.panel()?, self.figures(report)?),
            "strip" => Piece::Strip(self.words("title"), self.figures(report)?),
            "honours" => {
                let list = honours(self.file, record, self.quoting, report);
                Piece::Honours(self.panel()?, some(list, Lack::Honours)?)
            }
            "timeline" => Piece::Timeline(self.panel()?, some(self.happenings(), Lack::Entries)?),
            "chart" => Piece::Chart(ChartReference {
                item: self.item()?,
                name: record.text("chart"),
                title: self.words("title"),
            }),
            "roll" => {
                let column = record.text("roll").ok_or(Lack::Roll)?;
                let count = record.count("count").and_then(|n| usize::try_from(n).ok());
                let column = column.trim_matches('/').to_owned();
                Piece::Roll(self.panel()?, column, count.unwrap_or(NAMES))
            }
            "box" => Piece::Box(self.panel()?, self.words("words").ok_or(Lack::Words)?),
            "pull" => Piece::Pull(self.words("words").ok_or(Lack::Words)?, record.text("by")),
            "slogan" => Piece::Slogan(self.words("words").ok_or(Lack::Words)?),
            "colophon" => Piece::Colophon(some(record.texts("lines"), Lack::Lines)?),
            _ => Piece::Story(self.story()?),
        })
    }

    /// Words of the issue with what they quote from the ledgers.
    fn words(&self, key: &str) -> Option<String> {
        Some(self.quoting.filled(&self.record.text(key)?, self.record.place(key)))
    }

    fn panel(&self) -> Result<Panel, Lack> {
        let title = self.words("title").ok_or(Lack::Title)?;
        Ok(Panel { title, note: self.words("note") })
    }

    fn figures(&self, report: &mut Report) -> Result<Vec<crate::model::StripFigure>, Lack> {
        some(figures(self.file, self.record, self.quoting, report), Lack::Figures)
    }

    fn headline(&self) -> Headline {
        Headline {
            kicker: self.words("kicker"),
            title: self.words("title"),
            deck: self.words("deck"),
        }
    }

    fn item(&self) -> Result<ItemReference, Lack> {
        let path = self.record.text("item").and_then(|item| self.file.resolve(&item));
        let place = self.record.place("item").unwrap_or_else(|| self.place.clone());
        path.map(|path| ItemReference { path, place }).ok_or(Lack::Item)
    }

    fn items(&self) -> Vec<ItemReference> {
        let named = self.record.placed_texts("items");
        let found = named.into_iter().filter_map(|(item, place)| {
            Some(ItemReference { path: self.file.resolve(&item)?, place })
        });
        found.collect()
    }

    fn story(&self) -> Result<Story, Lack> {
        let record = self.record;
        let picture = match self.picture() {
            _ if record.flag("without_picture") == Some(true) => StoryPicture::Without,
            Some(picture) => StoryPicture::Other(picture),
            None => StoryPicture::Cover(self.words("caption")),
        };
        Ok(Story {
            item: self.item()?,
            headline: self.headline(),
            picture,
            picture_columns: small(record, "picture_columns"),
            continued_on: small(record, "continue_on"),
        })
    }

    fn picture(&self) -> Option<PictureReference> {
        Some(PictureReference {
            path: self.file.resolve(&self.record.text("picture")?)?,
            caption: self.words("caption"),
            place: self.record.place("picture")?,
        })
    }

    fn pictures(&self) -> Vec<PictureReference> {
        let records = self.record.records(self.file, "pictures");
        let found = records.iter().filter_map(|(record, place)| {
            Some(PictureReference {
                path: self.file.resolve(&record.text("file")?)?,
                caption: record.text("caption"),
                place: place.clone(),
            })
        });
        found.collect()
    }

    fn happenings(&self) -> Vec<Happening> {
        let records = self.record.records(self.file, "entries");
        let found = records.iter().filter_map(|(record, _)| {
            Some(Happening {
                day: record.text("day")?,
                words: self.quoting.filled(&record.text("words")?, record.place("words")),
            })
        });
        found.collect()
    }
}

/// The list, when there is anything in it.
fn some<T>(list: Vec<T>, lack: Lack) -> Result<Vec<T>, Lack> {
    if list.is_empty() { Err(lack) } else { Ok(list) }
}

/// What a block weighs when nothing is said.
fn usual_weight(piece: &Piece) -> u8 {
    match piece {
        Piece::Lead(_) | Piece::Essay(..) => 3,
        Piece::Story(_)
        | Piece::Figures(..)
        | Piece::Honours(..)
        | Piece::Chart(_)
        | Piece::Roll(..) => 2,
        Piece::Continued(_)
        | Piece::Briefs(..)
        | Piece::Picture(_)
        | Piece::Strip(..)
        | Piece::Timeline(..)
        | Piece::Box(..)
        | Piece::Pull(..)
        | Piece::Slogan(_)
        | Piece::Colophon(_) => 1,
    }
}

fn spot(record: &Record<'_>) -> Option<Spot> {
    let part = |key| small(record, key);
    Some(Spot {
        column: part("column")?,
        line: part("line")?,
        columns: part("columns")?,
        lines: part("lines")?,
    })
}

fn small(record: &Record<'_>, key: &str) -> Option<u8> {
    record.count(key).and_then(|n| u8::try_from(n).ok())
}
