//! `fengbei plan`

use std::sync::Arc;

use clap::ArgMatches;
use serde_json::json;

use super::printer::Printer;
use super::{Global, Outcome};
use crate::diag::{Language, Message};
use crate::error::Result;
use crate::load::Memory;
use crate::model::Site;
use crate::plan::{Make, Output, Page, Sheet, ledger_column};
use crate::{prepare, say, source};

/// Lists every output and what makes it.
pub fn run(global: &Global, args: &ArgMatches, printer: &Printer) -> Result<Outcome> {
    let options = global.options(args)?;
    let sources = source::read_folder(&global.root, options.config.as_str())?;
    let work = prepare(&Arc::new(sources), &options, &mut Memory::default())?;
    if printer.json {
        let list: Vec<_> =
            work.plan.outputs.iter().map(|output| machine(output, &work.site)).collect();
        printer.result(&json!({ "outputs": list }).to_string());
    } else {
        let lines: Vec<_> = work
            .plan
            .outputs
            .iter()
            .map(|output| line(output, &work.site, printer.language))
            .collect();
        printer.result(&lines.join("\n"));
    }
    Ok(if work.report.has_errors() { Outcome::Errors } else { Outcome::Done })
}

fn line(output: &Output, site: &Site, language: Language) -> String {
    let (what, from) = maker(&output.make, site);
    format!("{}\t{}\t{from}", output.path, what.get(language)).trim_end().to_owned()
}

fn machine(output: &Output, site: &Site) -> serde_json::Value {
    let (what, from) = maker(&output.make, site);
    json!({ "path": output.path, "make": { "zh": what.zh, "en": what.en }, "source": from })
}

/// What makes an output, and the file it comes from.
fn maker(make: &Make, site: &Site) -> (Message, String) {
    let column = |id| site.column(id).source.as_ref().map(ToString::to_string).unwrap_or_default();
    match make {
        Make::Page(page) => page_maker(page, site),
        Make::Feed(id, format) => (say!("{} 订阅", "{} feed", format.name()), column(*id)),
        Make::Sitemap(_) | Make::SitemapIndex(_) => {
            (say!("搜索引擎用的网站地图", "sitemap for search engines"), String::new())
        }
        Make::Robots => (say!("搜索引擎须知", "rules for search engines"), String::new()),
        Make::SearchIndex => (say!("搜索的总目录", "list of the search"), String::new()),
        Make::SearchVolume(_) => (
            say!("搜索的一卷（整个文件夹）", "volume of the search (the whole folder)"),
            String::new(),
        ),
        Make::Print(Sheet::Document(id)) => {
            (say!("公文的 PDF", "official document as PDF"), site.item(*id).source.to_string())
        }
        Make::Print(Sheet::Issue(id)) => {
            (say!("特刊的 PDF", "special issue as PDF"), site.issue(*id).source.to_string())
        }
        Make::PagePicture(id, ..) => (
            say!("特刊的版面图", "page of a special issue as a picture"),
            site.issue(*id).source.to_string(),
        ),
        Make::Epub(id) => {
            (say!("特刊的电子书", "special issue as an e-book"), site.issue(*id).source.to_string())
        }
        Make::Print(Sheet::Bulletin(id)) => {
            (say!("简报的 PDF", "bulletin as PDF"), site.item(*id).source.to_string())
        }
        Make::Print(Sheet::Book(id, _)) => {
            (say!("英名录的 PDF", "book of a roll as PDF"), column(site.roll(*id).column))
        }
        Make::RollSearch(id) => (
            say!("名录的搜索（整个文件夹）", "search of a roll (the whole folder)"),
            column(site.roll(*id).column),
        ),
        Make::RollData(id, ..) => {
            (say!("名录的公开数据", "public data of a roll"), column(site.roll(*id).column))
        }
        Make::DatasetData(id, _) => {
            (say!("数据表的公开数据", "public data of a dataset"), column(site.dataset(*id).column))
        }
        Make::LedgerData(ledger, _) => {
            let from = site.column_at(ledger_column(*ledger)).map_or_else(String::new, column);
            (say!("台账的公开数据", "public data of a ledger"), from)
        }
        Make::Characters => (
            say!("汉字的读音（整个文件夹）", "readings of characters (the whole folder)"),
            String::new(),
        ),
        Make::Asset(name) => (say!("主题文件 {name}", "file of the theme {name}"), String::new()),
        Make::Colours => (say!("网站颜色", "colours of the site"), site.config_file.to_string()),
        Make::CodeStyle => (say!("代码着色样式", "stylesheet of code"), String::new()),
        Make::Picture(path, _) => (say!("图片", "picture"), path.to_string()),
        Make::Copy(path) => (say!("原样复制", "copy"), path.to_string()),
    }
}

fn page_maker(page: &Page, site: &Site) -> (Message, String) {
    let template = crate::render::template(site, page);
    let (zh, en, from) = match page {
        Page::Home => ("首页", "home", site.column(crate::model::ColumnId::HOME).source.as_ref()),
        Page::Column(id, _) => ("栏目", "column", site.column(*id).source.as_ref()),
        Page::Item(id) => ("内容", "item", Some(&site.item(*id).source)),
        Page::Redirect(id) => ("旧址转向", "redirect", Some(&site.item(*id).source)),
        Page::Roll(id, _) => ("名录", "roll", site.column(site.roll(*id).column).source.as_ref()),
        Page::Dataset(id, _) => {
            ("数据表", "dataset", site.column(site.dataset(*id).column).source.as_ref())
        }
        Page::Holder(id) => {
            let mut namings = site.honours.holder(*id).levels.values().flatten();
            ("荣誉", "honours", namings.find_map(|naming| naming.place.file()))
        }
        Page::Figure(id) => ("数字", "figure", site.figures.get(*id).place.file()),
        Page::Issue(id) => ("特刊", "special issue", Some(&site.issue(*id).source)),
        Page::Withdrawn(index) => {
            ("撤下说明", "notice of withdrawal", Some(&site.withheld[*index].source))
        }
        Page::Term(..) => ("关键词等", "keyword and the like", None),
        Page::Terms(_) => ("关键词等的列表", "list of keywords and the like", None),
        Page::Search => ("搜索", "search", None),
        Page::Sitemap => ("网站地图", "site map", None),
        Page::NotFound => ("找不到页面时", "not found", None),
    };
    let from = from.map(ToString::to_string).unwrap_or_default();
    (say!("{zh}（{template}）", "{en} ({template})"), from)
}
