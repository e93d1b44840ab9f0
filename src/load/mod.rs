//! Sources → [`Site`]: everything typed, every problem a finding.
//!
//! Loading cannot fail, and it never looks at the disk.

mod advice;
mod assemble;
mod block;
mod bulletin;
mod column;
mod config;
mod data;
mod dataset;
mod destination;
mod dismissals;
mod document;
mod fields;
mod figure;
mod front;
mod honour;
mod issue;
mod item;
mod pictures;
mod record;
mod registry;
mod review;
mod roll;
mod schema;
mod sheet;

use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::{Column, ColumnId, ItemKind, PublishingLedger, Site};
use crate::print::{FontSettings, Fonts};
use crate::say;
use crate::source::{Cause, Content, File, SourcePath, Sources};
use crate::text::Moment;

use item::{Parsed, load_item};

pub use column::kind_of_items;
pub use config::load_config;
pub use data::{Data, Fault, Notation, Table, Value, read_toml, read_yaml};
pub use dataset::{
    DATASET_RULES, DatasetHint, finding_place as dataset_place, hint, sorted, words as sort_words,
};
pub use dismissals::{Entry as DismissalEntry, Key as DismissalKey, entry as dismissal_entry};
pub use fields::{KINDS, Kind};
pub use figure::{FIGURE_TWICE, Quotable, Quoting, UNKNOWN_FIGURE, is_ledger};
pub use front::BAD_FRONT_MATTER;
pub use honour::is_honours;
pub use issue::is_issue;
pub use pictures::limits as picture_limits;
pub use record::{BAD_VALUE, Choice, Field, Form, MISSING_REQUIRED, UNKNOWN_FIELD};
pub use roll::{
    ROLL_NUMBER, ROLL_RULES, ROLL_TABLE, ROLL_TOTAL, RollPart, RollReader, RollSheet, RollTables,
    Sign, cell_place, clean, is_rank, is_roll_sum, nameless, own_header, type_anew,
};
pub use schema::schema;

/// A file that cannot be read.
pub static UNREADABLE_FILE: Rule = Rule {
    name: "unreadable-file",
    severity: Severity::Error,
    zh: "文件读不出来：编码不是 UTF-8、UTF-16 或 GB 18030，或者没有读取权限，或者是指向网站文件夹之外的链接。\
         这样的文件不会被悄悄略过。",
    en: "A file could not be read: its encoding is none of UTF-8, UTF-16 or GB 18030, permission is missing, \
         or it is a link that leads out of the site folder. Such a file is never skipped in silence.",
};

/// What to load, beside the files.
#[derive(Debug, Clone)]
pub struct Options {
    /// Path of the settings file in the site folder.
    pub config: SourcePath,
    /// The moment the site is built for; without a time it stands for the whole day.
    pub now: Moment,
    /// What is shown although it is not published.
    pub showing: Showing,
    /// Who the site is made for.
    pub audience: Audience,
}

impl Options {
    /// A digest of the options, of the files, whose digest is `files`, and of the address ledger:
    /// the same digest, the same site until [`Site::changes`](crate::model::Site::changes).
    pub fn digest(&self, files: &blake3::Hash, ledger: &str) -> blake3::Hash {
        let Self { config, now: Moment { date, time }, showing, audience } = self;
        let Showing { drafts, future, classified } = showing;
        let mut hasher = blake3::Hasher::new();
        hasher.update(files.as_bytes());
        hasher.update(
            format!(
                "{config:?} {date} {} {drafts} {future} {classified} {audience:?} ",
                time.is_some()
            )
            .as_bytes(),
        );
        hasher.update(ledger.as_bytes());
        hasher.finalize()
    }
}

/// Who a site is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Audience {
    /// The office itself: everything is shown, whether it was reviewed or not.
    #[default]
    Office,
    /// The public: only what was passed in every stage.
    Public,
}

/// Unpublished items that are shown all the same, in a preview.
#[derive(Debug, Clone, Copy, Default)]
pub struct Showing {
    /// 草稿
    pub drafts: bool,
    /// Items whose date has not come.
    pub future: bool,
    /// Documents whose 密级 does not say that they are public: on paper only.
    pub classified: bool,
}

/// Items already read, so that a site whose other files did not change is loaded at once.
#[derive(Debug, Default)]
pub struct Memory {
    /// In path order.
    items: Vec<Remembered>,
    album: pictures::Album,
    rolls: Vec<roll::Remembered>,
    datasets: Vec<dataset::Remembered>,
    ledger: figure::LedgerFiles,
    fonts: Option<(FontSettings, Arc<Fonts>)>,
}

impl Memory {
    /// The fonts that `settings` give, looked for once as long as these stay what they are.
    pub fn fonts(&mut self, settings: &FontSettings) -> Arc<Fonts> {
        if let Some((known, fonts)) = &self.fonts
            && known == settings
        {
            return Arc::clone(fonts);
        }
        let fonts = Arc::new(Fonts::new(settings.clone()));
        self.fonts = Some((settings.clone(), Arc::clone(&fonts)));
        fonts
    }
}

#[derive(Debug)]
struct Remembered {
    file: Arc<File>,
    column: ColumnId,
    kind: ItemKind,
    parsed: Arc<Parsed>,
}

/// Loads the site. `memory` holds what was read the last time and is brought up to date.
pub fn load(sources: &Arc<Sources>, options: &Options, memory: &mut Memory) -> (Site, Report) {
    let mut report: Report = sources.iter().filter_map(|file| unreadable(file)).collect();
    let config = config::load_config(sources, &options.config, &mut report);
    let figures = figure::load_figures(sources, &mut report);
    let honours = honour::load_honours(sources, &mut report);
    let ledger = figure::Quotable { figures: &figures, honours: &honours, today: options.now.date };
    let issues = issue::load_issues(sources, ledger, &mut report);
    let columns = column::load_columns(sources, &config, ledger, &mut report);
    let quoted = (ledger, memory.ledger.compare(sources, options.now.date));
    let rolls = roll::load_rolls(sources, &columns, quoted, &mut memory.rolls, &mut report);
    let known = &mut memory.datasets;
    let datasets = dataset::load_datasets(sources, &columns, quoted, known, &mut report);
    memory.items = load_items(sources, &columns, quoted, &memory.items);
    let remembered = memory.items.iter();
    let parsed: Vec<_> =
        remembered.map(|known| (known.file.path.clone(), Arc::clone(&known.parsed))).collect();
    let reviews = review::load_reviews(sources, &parsed, &mut report);
    let publishing = sources.text(PublishingLedger::FILE).map(|text| PublishingLedger::parse(text));
    let publishing = publishing.unwrap_or_default();
    let album = &mut memory.album;
    let registry = registry::load_registry(sources, &mut report);
    let dismissals = dismissals::load_dismissals(sources, &mut report);
    let parts = assemble::Parts {
        columns,
        parsed: &parsed,
        rolls,
        datasets,
        figures,
        honours,
        issues,
        reviews,
        publishing,
        registry,
        dismissals,
    };
    let site = assemble::assemble(sources, config, parts, options, album, &mut report);
    (site, report)
}

/// Loads the site with nothing remembered.
pub fn load_fresh(sources: &Arc<Sources>, options: &Options) -> (Site, Report) {
    load(sources, options, &mut Memory::default())
}

fn load_items(
    sources: &Sources,
    columns: &[Column],
    (ledger, ledger_is): (figure::Quotable<'_>, figure::LedgerIs),
    known: &[Remembered],
) -> Vec<Remembered> {
    let lives: Vec<String> = columns
        .iter()
        .filter(|column| column.roll.is_some())
        .filter_map(|column| Some(roll::lives_folder(column.source.as_ref()?)))
        .collect();
    let is_life = |path: &SourcePath| lives.iter().any(|f| path.as_str().starts_with(f.as_str()));
    let files: Vec<_> = sources
        .below("content/")
        .filter(|file| is_item(&file.path) && !is_life(&file.path))
        .collect();
    files
        .into_par_iter()
        .map(|file| {
            let (column, kind) = column_of(columns, &file.path);
            let place = known.binary_search_by(|old| old.file.path.cmp(&file.path));
            let parsed = match place.map(|at| &known[at]) {
                Ok(old)
                    if Arc::ptr_eq(&old.file, file)
                        && old.column == column
                        && old.kind == kind
                        && (ledger_is == figure::LedgerIs::TheSame || !old.parsed.quotes) =>
                {
                    Arc::clone(&old.parsed)
                }
                _ => Arc::new(load_item(file, column, kind, ledger)),
            };
            Remembered { file: Arc::clone(file), column, kind, parsed }
        })
        .collect()
}

fn is_item(path: &SourcePath) -> bool {
    path.extension() == "md" && path.name() != "_index.md"
}

/// The column a file stands in. The folder of an `index.md` is the item's own.
fn column_of(columns: &[Column], file: &SourcePath) -> (ColumnId, ItemKind) {
    let folder = file.folder().trim_start_matches("content/");
    // `nearest_above` looks above a path, so a file's own folder needs something below it.
    let below = if file.name() == "index.md" {
        folder.trim_end_matches('/').to_owned()
    } else {
        format!("{folder}x")
    };
    let index = column::nearest_above(columns, &below).unwrap_or(0);
    (ColumnId(u32::try_from(index).expect("fewer than 2^32 columns")), columns[index].kind)
}

fn unreadable(file: &File) -> Option<Diagnostic> {
    let Content::Unreadable(cause) = &file.content else { return None };
    let message = match cause {
        Cause::Encoding { at } => {
            say!(
                "文字编码无法识别（从第 {at} 个字节起）",
                "the encoding of the text is unknown (from byte {at} on)"
            )
        }
        Cause::LeadsOut => {
            say!(
                "这是一个指向网站文件夹之外的链接",
                "this is a link that leads out of the site folder"
            )
        }
        Cause::System(said) => say!("读不出来：{said}", "cannot be read: {said}"),
    };
    let help = match cause {
        Cause::Encoding { .. } => say!(
            "用写它的软件打开，确认内容完好，“另存为”并选 UTF-8 编码；打不开就换一份完好的",
            "open it with the program it was written with and save it as UTF-8, or replace it with an intact copy"
        ),
        Cause::LeadsOut => {
            say!("把文件本身复制进来，删去链接", "copy the file itself and remove the link")
        }
        Cause::System(_) => {
            say!("检查文件是否还在、是否有读取权限", "check that the file is there and may be read")
        }
    };
    Some(Diagnostic::new(&UNREADABLE_FILE, Place::File(file.path.clone()), message).help(help))
}
