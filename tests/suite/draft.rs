//! Sites in the making, for tests of how content behaves.

use std::collections::BTreeMap;
use std::sync::Arc;

use fengbei::load::{Audience, Memory, Options, Showing};
use fengbei::model::{Item, ItemId};
use fengbei::plan::{Make, Page};
use fengbei::source::{SourcePath, Sources};
use fengbei::text::Moment;
use fengbei::view::{Builder, PageView};
use fengbei::{Work, prepare};

pub const SETTINGS: &str = "title = \"示例\"\naddress = \"https://www.example.gov.cn/a/\"\n\
                        [portal]\ndomain = \"www.example.gov.cn\"\ncode = \"1400000001\"\n\
                        [bottom]\nhost = \"示例办\"\n";
pub const TODAY: &str = "2026-08-01";
pub const NEWS: &str = "+++\ntitle = \"要闻\"\ncolumn_type = \"工作动态\"\n+++\n";

/// A site in the making: files by path.
#[derive(Clone)]
pub struct Draft(pub BTreeMap<String, String>);

impl Draft {
    /// A site with one column, `news`.
    pub fn new() -> Self {
        Self(BTreeMap::new()).with("site.toml", SETTINGS).with("content/news/_index.md", NEWS)
    }

    pub fn with(mut self, path: &str, text: &str) -> Self {
        self.0.insert(path.into(), text.into());
        self
    }

    /// An item of a title and a day, and what else its head says.
    pub fn item(self, path: &str, title: &str, day: &str, more: &str) -> Self {
        self.with(path, &format!("+++\ntitle = \"{title}\"\ndate = {day}\n{more}\n+++\n正文。\n"))
    }

    pub fn column(self, path: &str, more: &str) -> Self {
        let head = format!("+++\ntitle = \"{path}\"\ncolumn_type = \"工作动态\"\n{more}\n+++\n");
        self.with(&format!("content/{path}/_index.md"), &head)
    }

    pub fn without(mut self, path: &str) -> Self {
        assert!(self.0.remove(path).is_some(), "{path} was there");
        self
    }

    /// The file at `from` as it is, at `to`.
    pub fn moved(mut self, from: &str, to: &str) -> Self {
        let text = self.0.remove(from).expect("the file was there");
        self.0.insert(to.into(), text);
        self
    }

    pub fn sources(&self) -> Sources {
        Sources::from_texts(self.0.iter().map(|(path, text)| (path.as_str(), text.as_str())))
    }

    pub fn work(&self) -> Work {
        self.work_showing(Showing::default())
    }

    pub fn work_showing(&self, showing: Showing) -> Work {
        work(self.sources(), TODAY, showing)
    }

    pub fn work_at(&self, now: &str) -> Work {
        work(self.sources(), now, Showing::default())
    }

    /// The site with the address ledger that a build would leave.
    pub fn built(&self) -> Self {
        self.clone().with("addresses.lock", &self.work().plan.ledger.to_text())
    }
}

pub fn work(sources: Sources, now: &str, showing: Showing) -> Work {
    let now = Moment::parse(now).expect("a date");
    let audience = Audience::Office;
    let options = Options { config: SourcePath::new("site.toml"), now, showing, audience };
    prepare(&Arc::new(sources), &options, &mut Memory::default()).expect("the theme is sound")
}

pub fn id(work: &Work, source: &str) -> ItemId {
    *work.site.by_source.get(source).unwrap_or_else(|| panic!("{source} is published"))
}

pub fn item<'a>(work: &'a Work, source: &str) -> &'a Item {
    work.site.item(id(work, source))
}

pub fn address(work: &Work, source: &str) -> String {
    work.plan.addresses.item(id(work, source)).to_owned()
}

/// Titles of a column's items, in its order.
pub fn titles<'a>(work: &'a Work, column: &str) -> Vec<&'a str> {
    let column = work.site.column_at(column).expect("a column");
    work.site.column(column).items.iter().map(|id| work.site.item(*id).title.as_str()).collect()
}

/// Old addresses and the files they lead to.
pub fn redirects(work: &Work) -> BTreeMap<String, String> {
    let redirect = |output: &fengbei::plan::Output| match output.make {
        Make::Page(Page::Redirect(id)) => {
            Some((output.path.clone(), work.site.item(id).source.to_string()))
        }
        _ => None,
    };
    work.plan.outputs.iter().filter_map(redirect).collect()
}

/// Rules that were broken, with the file.
pub fn broken(work: &Work) -> Vec<String> {
    let file = |d: &fengbei::diag::Diagnostic| d.place.file().map(ToString::to_string);
    let mut found: Vec<_> = work
        .report
        .iter()
        .map(|d| format!("{} {}", d.rule.name, file(d).unwrap_or_default()))
        .collect();
    found.sort();
    found
}

pub fn builder(work: &Work) -> Builder<'_> {
    Builder { site: &work.site, plan: &work.plan, assets: &work.assets, rolls: &[] }
}

pub fn page(work: &Work, path: &str) -> PageView {
    let output = work.plan.output(path).unwrap_or_else(|| panic!("{path} is planned"));
    let Make::Page(page) = &output.make else { panic!("{path} is a page") };
    builder(work).page_view(path, page)
}
