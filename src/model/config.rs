//! The site's settings, from `site.toml`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Destination, PrintSettings, ReviewSettings};

/// Everything `site.toml` says.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// `SiteName`
    pub title: String,
    /// Shown under the name.
    pub subtitle: Option<String>,
    /// One or two sentences.
    pub description: String,
    /// Words of the whole site.
    pub keywords: Vec<String>,
    /// 所在地: the place whose office publishes the site, which its texts call 我市 or 我县.
    pub place: Option<String>,
    /// Name of the theme.
    pub theme: String,
    /// Where the site will be published, with a slash at its end.
    pub address: Option<String>,
    /// Language tag of the pages.
    pub language: String,
    /// Codes of the state portal.
    pub portal: Portal,
    /// Colours and pictures.
    pub look: Look,
    /// The bottom zone.
    pub bottom: Bottom,
    /// The menu; by default the columns at the top.
    pub navigation: Vec<NavigationEntry>,
    /// Fixed words.
    pub vocabulary: Vocabulary,
    /// Characters read in a minute (400–500).
    pub characters_per_minute: usize,
    /// Whether the site has a search.
    pub search: bool,
    /// The portal's own search, with `{query}` where the words go.
    pub search_fallback: Option<String>,
    /// Items in a feed; 0 for no feeds.
    pub feed_items: usize,
    /// Related items on a page; 0 for none.
    pub related: usize,
    /// Whether keyword pages are made.
    pub keyword_pages: bool,
    /// Widths of pictures, ascending.
    pub picture_widths: Vec<u32>,
    /// The largest picture that is accepted, in millions of pixels.
    pub max_megapixels: u64,
    /// How the office reviews.
    pub review: ReviewSettings,
    /// What is printed, and how.
    pub print: PrintSettings,
    /// Where the site is published.
    pub destinations: Vec<Destination>,
    /// Items on a list page unless the column says otherwise.
    pub page_size: usize,
    /// Whether the file is missing or could not be read as a whole, so that what seems to be
    /// missing may be there.
    pub torn: bool,
    /// Where each value stands, by its key: `address`, `portal.code`.
    pub places: BTreeMap<String, Range<usize>>,
}

impl Config {
    /// Where the value of `key` (`address`, `portal.code`) stands in the settings file; empty when
    /// it is not there.
    pub fn place(&self, key: &str) -> Range<usize> {
        self.places.get(key).cloned().unwrap_or_default()
    }
}

/// Codes the State Council's portal rules ask for (国办发〔2017〕47号, annex).
#[derive(Debug, Clone, Default)]
pub struct Portal {
    /// `SiteDomain`: a bare host.
    pub domain: String,
    /// `SiteIDCode`
    pub code: String,
}

/// What an office may set about a theme.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// The main colour, as `#rrggbb`.
    pub main: Option<String>,
    /// The second colour.
    pub accent: Option<String>,
    /// The paper's colour.
    pub paper: Option<String>,
    /// The logo, a path below `content/`.
    pub logo: Option<String>,
    /// The picture of the identity zone.
    pub banner: Option<String>,
    /// Whether styles and scripts carry `integrity` attributes; browsers refuse such files when a
    /// page is opened from a disk.
    pub integrity: bool,
    /// Days on which the site turns grey.
    pub grey_days: Vec<GreyDay>,
}

/// A day of mourning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GreyDay {
    /// The year, or every year.
    pub year: Option<i16>,
    /// 1–12
    pub month: i8,
    /// 1–31
    pub day: i8,
}

/// The bottom zone; what is empty is not shown.
#[derive(Debug, Clone, Default)]
pub struct Bottom {
    /// 主办
    pub host: Option<String>,
    /// 承办
    pub maintainer: Option<String>,
    /// 地址
    pub address: Option<String>,
    /// 邮编
    pub postcode: Option<String>,
    /// 电话
    pub phone: Option<String>,
    /// 邮箱
    pub email: Option<String>,
    /// 有害信息举报电话
    pub report: Option<String>,
    /// ICP filing number.
    pub icp: Option<String>,
    /// Police filing number.
    pub police: Option<String>,
    /// The CONAC mark.
    pub conac: Option<Conac>,
    /// 我为政府网站找错
    pub find_error: Option<Hook>,
    /// The portal's visit counter.
    pub counter: Option<Hook>,
}

/// The CONAC mark of an organ or an institution.
#[derive(Debug, Clone)]
pub struct Conac {
    /// `government` (党政机关) or `institution` (事业单位).
    pub institution: bool,
    /// Where the mark leads.
    pub hook: Hook,
}

/// An entry that another site provides: a plain link, a script, or both.
#[derive(Debug, Clone, Default)]
pub struct Hook {
    /// The plain link.
    pub link: Option<String>,
    /// The script; only configured scripts get past the content security policy.
    pub script: Option<String>,
}

/// One entry of the menu.
#[derive(Debug, Clone)]
pub struct NavigationEntry {
    /// The word shown.
    pub title: String,
    /// Where it leads.
    pub target: NavigationTarget,
    /// Where `site.toml` says where it leads.
    pub place: Range<usize>,
}

/// Where a menu entry leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NavigationTarget {
    /// A column, by its path.
    Column(String),
    /// An item, by its source path.
    Item(String),
    /// Another site.
    Link(String),
}

/// Fixed words of the site.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// 主题
    pub subjects: Vec<String>,
    /// 体裁
    pub genres: Vec<String>,
}
