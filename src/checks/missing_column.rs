//! Folders of articles that are no column.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::{ColumnId, Item, Site};
use crate::say;
use crate::source::SourcePath;

/// A folder whose pages stand at the root of the site, because it has no `_index.md`.
pub static MISSING_COLUMN: Rule = Rule {
    name: "missing-column",
    severity: Severity::Warning,
    zh: "content/ 下的文件夹里有文章，却没有 `_index.md`，所以不是栏目：里面的文章会落到网站根目录，不进任何栏目的列表。\
         在文件夹里建一个 `_index.md`，写上栏目的标题即可。栏目里面再按年份等分的文件夹不必有 `_index.md`。",
    en: "A folder of content/ holds articles and no `_index.md`, so it is no column: its articles stand at the root of \
         the site and in no column's list. Make a file `_index.md` in the folder with the column's title. Folders \
         inside a column, one for each year perhaps, need none.",
};

pub fn check(site: &Site, report: &mut Report) {
    let mut folders: BTreeMap<&str, Vec<&SourcePath>> = BTreeMap::new();
    for item in site.items.iter().chain(&site.withheld) {
        let folder = column_folder(item);
        if item.column == ColumnId::HOME && folder != "content/" {
            folders.entry(folder).or_default().push(&item.source);
        }
    }
    report.extend(folders.into_iter().map(|(folder, items)| finding(site, folder, &items)));
}

/// The folder that should be the column of `item`: not the one that is the item's own.
fn column_folder(item: &Item) -> &str {
    let folder = item.source.folder();
    if !item.is_folder() {
        return folder;
    }
    let above = folder.trim_end_matches('/').rfind('/').map_or(0, |at| at + 1);
    &folder[..above]
}

fn finding(site: &Site, folder: &str, items: &[&SourcePath]) -> Diagnostic {
    let (count, first) = (items.len(), items[0]);
    let finding = Diagnostic::new(
        &MISSING_COLUMN,
        Place::File(first.clone()),
        say!(
            "文件夹 {folder} 没有 _index.md，里面的 {count} 篇会落到网站根目录",
            "the folder {folder} has no _index.md, so what is in it stands at the root of the site ({count})"
        ),
    );
    let index = format!("{folder}index.md");
    finding.help(if site.sources.get(&index).is_some() {
        say!(
            "如果这是栏目，把 {index} 改名为 _index.md",
            "if this is a column, rename {index} to _index.md"
        )
    } else {
        say!(
            "新建文件 {folder}_index.md，写三行：+++、title = \"栏目名称\"、+++",
            "make a file {folder}_index.md of three lines: +++, title = \"the column's name\", +++"
        )
    })
}
