//! Every file a site will have, as plain data.
//!
//! Planning decides what there is and where; it renders nothing and touches no disk.

mod address;
mod book;
mod data_form;
mod dataset;
mod files;
mod found;
mod issue;
mod name;
mod pages;
mod place;
mod print;
mod roll;
mod together;
mod volume;
mod wall;

use std::collections::{BTreeMap, HashMap};

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::markup::QuoteLedger;
use crate::model::{
    AddressLedger, ColumnId, DatasetId, FigureId, HolderId, IssueId, ItemId, RollId, Site, Taxonomy,
};
use crate::print::Fonts;
use crate::say;
use crate::source::SourcePath;

pub use crate::load::sort_words as value_key;
pub use address::{Addresses, is_list};
pub use book::{Volumes, book_volumes};
pub use data_form::DataForm;
pub use dataset::{
    DatasetFilter, DatasetPage, DatasetPlan, FilterValue, SortedRows, cell_values, cell_words,
    sortable,
};
pub use files::{CHARACTERS, offered};
pub use found::Found;
pub use issue::{IssuePlan, PageForm, PrintedItems};
pub use name::{WINDOWS_NAME, fold, safe};
pub use pages::{SITEMAP_PART, has_feed, is_listed, ledger_column, ledger_data, pages};
pub use place::place;
pub use print::Sheet;
pub use roll::{DATA_PEOPLE, EntryValue, RollPage, RollPlan, WALL_NAMES, anchor};
pub use volume::{Volume, volumes};
pub use wall::CarvedName;

/// Two files of the site on one address.
pub static SAME_ADDRESS: Rule = Rule {
    name: "same-address",
    severity: Severity::Error,
    zh: "两个页面或文件要占同一个网址（Windows 不分大小写，同形异码的字也算同一个）。后一个不会生成，\
         给其中一个改名，或在文件头另写“网址”。两个源文件的名字只差大小写的，复制到 Windows 或 macOS 上会丢掉一个，也算。",
    en: "Two pages or files want the same address (upper and lower case and different spellings of one character \
         count as the same, as they do on Windows). The second is not made: rename one, or give it an `address`. Two \
         files of the content whose names differ in case only count, too: copied to Windows or macOS, one is lost.",
};

/// A file the site will have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Its path in the output folder, with `/` between parts.
    pub path: String,
    /// What makes it.
    pub make: Make,
}

/// What makes a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Make {
    /// A page, from a template.
    Page(Page),
    /// A feed of a column and those below it.
    Feed(ColumnId, FeedFormat),
    /// `sitemap.xml`, or one part of it, from 0.
    Sitemap(usize),
    /// The list of the sitemap's parts.
    SitemapIndex(usize),
    /// `robots.txt`
    Robots,
    /// The list of the search's volumes.
    SearchIndex,
    /// A volume of the search, by its number: every file of a folder, whose path it has.
    SearchVolume(usize),
    /// The search of a roll: every file of a folder, whose path it has.
    RollSearch(RollId),
    /// A part, from 0, of a roll's public data.
    RollData(RollId, DataForm, usize),
    /// The public data of a dataset.
    DatasetData(DatasetId, DataForm),
    /// The data of a ledger: of figures, of honours.
    LedgerData(QuoteLedger, DataForm),
    /// Readings of characters, for the search of rolls: every file of a folder, whose path it has.
    Characters,
    /// A file of the theme, by its plain name.
    Asset(String),
    /// The office's colours as a stylesheet.
    Colours,
    /// The stylesheet of highlighted code.
    CodeStyle,
    /// One form of a picture, by its number.
    Picture(SourcePath, usize),
    /// A copy of a file of the site folder.
    Copy(SourcePath),
    /// A PDF.
    Print(Sheet),
    /// A page, from 1, of a special issue as a picture.
    PagePicture(IssueId, usize, PageForm),
    /// A special issue as an e-book (EPUB 3).
    Epub(IssueId),
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// 首页
    Home,
    /// A page of a column's list, from 1.
    Column(ColumnId, usize),
    /// An item.
    Item(ItemId),
    /// A page of a roll, beside its home.
    Roll(RollId, RollPage),
    /// A page of a dataset, beside its list.
    Dataset(DatasetId, DatasetPage),
    /// A figure of the ledger.
    Figure(FigureId),
    /// A holder of honours.
    Holder(HolderId),
    /// A special issue.
    Issue(IssueId),
    /// A page of the list of a word, from 1.
    Term(Taxonomy, String, usize),
    /// The list of a taxonomy's words.
    Terms(Taxonomy),
    /// The search.
    Search,
    /// 网站地图
    Sitemap,
    /// `404.html`
    NotFound,
    /// An old address, leading to an item.
    Redirect(ItemId),
    /// 撤下说明, at every address of an item that was withdrawn: its place in
    /// [`Site::withheld`](crate::model::Site::withheld).
    Withdrawn(usize),
}

/// The formats of feeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedFormat {
    /// RSS 2.0
    Rss,
    /// Atom (RFC 4287)
    Atom,
    /// JSON Feed 1.1
    Json,
}

impl FeedFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Rss, Self::Atom, Self::Json];

    /// The file's name.
    pub fn file(self) -> &'static str {
        match self {
            Self::Rss => "rss.xml",
            Self::Atom => "atom.xml",
            Self::Json => "feed.json",
        }
    }

    /// The name people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rss => "RSS",
            Self::Atom => "Atom",
            Self::Json => "JSON",
        }
    }

    /// The media type.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Rss => "application/rss+xml",
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }
}

/// Every file a site will have, sorted by path, and where everything is.
#[derive(Debug)]
pub struct Plan {
    /// The files.
    pub outputs: Vec<Output>,
    /// Where items, columns and keywords are.
    pub addresses: Addresses,
    /// The pages of each roll.
    pub rolls: Vec<RollPlan>,
    /// The pages of each dataset.
    pub datasets: Vec<DatasetPlan>,
    /// The page of each figure of the ledger; none when the site does not show it.
    pub figures: Vec<String>,
    /// The page of each holder of honours; none when the site does not show them.
    pub holders: Vec<String>,
    /// Where everything of each special issue is.
    pub issues: Vec<IssuePlan>,
    /// Where each item was printed.
    pub printed: PrintedItems,
    /// Where each PDF is; none when nothing can be printed.
    pub sheets: BTreeMap<Sheet, String>,
    /// What is searched together.
    pub volumes: Vec<Volume<Found>>,
    /// The address ledger as it should be from now on.
    pub ledger: AddressLedger,
}

/// What the plan must know of a theme: what makes each asset, and where it stands.
pub type AssetPaths = Vec<(Make, String)>;

/// Plans the site, with the PDFs that `fonts` can print.
pub fn plan(site: &Site, assets: &AssetPaths, fonts: &Fonts) -> (Plan, Report) {
    let mut report = Report::new();
    let (addresses, ledger) = address::assign(site, &mut report);
    let rolls = roll::plans(site, &addresses);
    let datasets = dataset::plans(site, &addresses);
    let (figures, holders) = (pages::figures(site), pages::holders(site));
    let tables =
        pages::Tables { rolls: &rolls, datasets: &datasets, figures: &figures, holders: &holders };
    let mut outputs = pages::outputs(site, &addresses, &ledger, &tables);
    let issues = issue::plans(site);
    outputs.extend(issue::outputs(&issues));
    let ledgers = found::in_tables(&figures, &holders, &issues);
    let volumes = found::search_volumes(site, &addresses, ledgers);
    let beside = print::Beside { addresses: &addresses, rolls: &rolls, issues: &issues };
    let sheets = print::sheets(site, &beside, fonts, &mut report);
    outputs.extend(print::outputs(site, &sheets, &issues));
    outputs.extend(files::outputs(site, assets, &volumes));
    let outputs = unique(site, outputs, &mut report);
    (
        Plan {
            outputs,
            addresses,
            rolls,
            datasets,
            figures,
            holders,
            issues,
            printed: issue::printed(site),
            sheets,
            volumes,
            ledger,
        },
        report,
    )
}

impl Make {
    /// Whether it makes every file of a folder.
    pub fn is_folder(&self) -> bool {
        matches!(self, Self::SearchVolume(_) | Self::RollSearch(_) | Self::Characters)
    }

    /// Whether it is made from what comes of printing, and so after it.
    pub fn is_of_print(&self) -> bool {
        matches!(self, Self::Page(Page::Issue(_)) | Self::PagePicture(..) | Self::Epub(_))
    }
}

impl Plan {
    /// Where the PDF of an item is.
    pub fn sheet_of(&self, id: ItemId) -> Option<&str> {
        let sheets = [Sheet::Document(id), Sheet::Bulletin(id)];
        sheets.iter().find_map(|sheet| self.sheets.get(sheet)).map(String::as_str)
    }

    /// Where a special issue is, and whether it is printed.
    pub fn issue(&self, id: IssueId) -> (&IssuePlan, bool) {
        (&self.issues[id.0 as usize], self.sheets.contains_key(&Sheet::Issue(id)))
    }

    /// The output at `path`.
    pub fn output(&self, path: &str) -> Option<&Output> {
        let index = self.outputs.binary_search_by(|o| o.path.as_str().cmp(path)).ok()?;
        Some(&self.outputs[index])
    }

    /// The output that makes `path`, files of the search index included.
    pub fn maker(&self, path: &str) -> Option<&Output> {
        let folder = || {
            let mut folders = path.rmatch_indices('/').map(|(at, _)| &path[..at]);
            folders.find_map(|folder| self.output(folder).filter(|o| o.make.is_folder()))
        };
        self.output(path).or_else(folder)
    }
}

/// Whether two outputs are one: forms of pictures are named after what is in them, so that one photo
/// in two folders is one file.
fn same_file(one: &Output, other: &Output) -> bool {
    let is_picture = |output: &Output| matches!(output.make, Make::Picture(..));
    one == other || one.path == other.path && is_picture(one) && is_picture(other)
}

/// Whether two outputs are made from files whose names are one to Windows, which is told of the files.
fn has_same_name(site: &Site, one: &Output, other: &Output) -> bool {
    let (one, other) = (place(site, one), place(site, other));
    let (Some(one), Some(other)) = (one.file(), other.file()) else { return false };
    one != other && name::fold(one.as_str()) == name::fold(other.as_str())
}

/// Sorts the outputs; of two on one path, the one planned first stays.
fn unique(site: &Site, outputs: Vec<Output>, report: &mut Report) -> Vec<Output> {
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(outputs.len());
    let mut kept: Vec<Output> = Vec::with_capacity(outputs.len());
    for output in outputs {
        report.extend(name::check(site, &output));
        let key = name::fold(&output.path);
        if let Some(first) = seen.get(&key) {
            let first = &kept[*first];
            if !same_file(first, &output) && !has_same_name(site, first, &output) {
                report.push(same_address(site, first, &output));
            }
        } else {
            seen.insert(key, kept.len());
            kept.push(output);
        }
    }
    kept.sort_by(|a, b| a.path.cmp(&b.path));
    kept
}

fn same_address(site: &Site, first: &Output, second: &Output) -> Diagnostic {
    let (path, other) = (&second.path, &first.path);
    let finding = Diagnostic::new(
        &SAME_ADDRESS,
        place(site, second),
        say!("网址 {path} 已被占用", "the address {path} is taken"),
    );
    let taken = match place(site, first) {
        Place::Site => finding.note(
            Place::Site,
            say!(
                "它留给程序自己的页面和文件",
                "it is kept for a page or file of the program's own"
            ),
        ),
        place => finding.note(place, say!("先占用它的是这里", "it was taken here")),
    };
    let taken = if path == other {
        taken
    } else {
        taken.note(
            Place::Site,
            say!(
                "那里写的是 {other}，只差大小写或字的编码，在 Windows 上是同一个",
                "there it is written {other}: only case or spelling differ, so Windows takes them for one"
            ),
        )
    };
    taken.help(say!(
        "给其中一个文件改名，或在文件头另写“网址”",
        "rename one of the files, or give it another `address`"
    ))
}
