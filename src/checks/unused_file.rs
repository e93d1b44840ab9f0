//! Files in the content that no page uses, and copies of articles that become pages of their own.

use std::collections::HashSet;

use super::missing_file::named;
use crate::diag::{Diagnostic, Message, Place, Report, Rule, Severity};
use crate::load::{is_honours, is_issue, is_ledger};
use crate::model::{IdLedger, Item, Roll, Site, Unpublished};
use crate::picture::is_picture;
use crate::say;
use crate::source::{Content, File, SourcePath};
use crate::text::percent_decode;

/// A file that was left in the content and does nothing there, or not what it was made for.
pub static UNUSED_FILE: Rule = Rule {
    name: "unused-file",
    severity: Severity::Warning,
    zh: "content/ 里有网站用不上的文件：Word、WPS 文稿和 .txt 不会变成文章，`稿件.md.txt` 多了一个扩展名，没有页面链接的附件\
         读者拿不到；备份文件会被当作附件公开，“副本”会多发布一篇。文章一律存为 Markdown（.md）；附件放在文章自己的文件夹里，\
         或在文章里写链接；用不上的移到 content/ 之外。图片和办公软件的临时文件不算。",
    en: "The content holds a file that the site has no use for: manuscripts of office programs and .txt files do not \
         become articles, `news.md.txt` has an extension too many, and nobody finds a file that no page links to; a \
         backup would be offered for download, and a copy of an article be published twice. Save articles as Markdown \
         (.md), put attachments into the article's own folder or link to them, and keep the rest outside content/. \
         Pictures and the lock files of office programs do not count.",
};

pub fn check(site: &Site, report: &mut Report) {
    let strays: Vec<&File> =
        site.sources.below("content/").map(|file| &**file).filter(|f| is_stray(site, f)).collect();
    let used = if strays.is_empty() { HashSet::new() } else { used(site) };
    for File { path, .. } in strays {
        if !used.contains(path.as_str()) && !used.contains(path.name()) {
            report.push(unused(path));
        }
    }
    report.extend(site.items.iter().filter_map(|item| copy(site, item)));
}

/// What a file was probably meant for, as its name tells.
enum Purpose {
    /// An article whose name has another extension, or one too many; the name it should have.
    Misnamed(String),
    /// A backup.
    Backup,
    /// The manuscript of an office program.
    Manuscript,
    /// Plain text.
    PlainText,
    /// A file to take away, or anything else.
    Other,
}

impl Purpose {
    fn of(path: &SourcePath) -> Self {
        let article = |stem: &str| Self::Misnamed(format!("{stem}.md"));
        let name = path.name();
        match path.extension().as_str() {
            "markdown" | "mdown" => article(path.stem()),
            "bak" | "old" | "orig" | "tmp" | "wbk" => Self::Backup,
            _ if let Some(at) = name.to_ascii_lowercase().find(".md.") => article(&name[..at]),
            "doc" | "docx" | "wps" | "wpt" | "rtf" | "odt" => Self::Manuscript,
            "txt" => Self::PlainText,
            _ => Self::Other,
        }
    }

    /// Whether such a file is none that readers should be offered, wherever it lies.
    fn is_leftover(&self) -> bool {
        match self {
            Self::Misnamed(_) | Self::Backup => true,
            Self::Manuscript | Self::PlainText | Self::Other => false,
        }
    }
}

/// Whether a file is neither text nor picture nor beside a folder item, whose attachment it would be.
fn is_stray(site: &Site, file: &File) -> bool {
    let path = &file.path;
    if path.as_str().as_bytes().ends_with(b".md") || matches!(file.content, Content::Unreadable(_))
    {
        return false;
    }
    let extension = path.extension();
    let is_content = extension == "md" || is_picture(&extension);
    let beside = |name: &str| format!("{}{name}", path.folder());
    // Nobody knows what a text that cannot be read links to.
    let is_beside_broken = || {
        let broken = site.unpublished.iter().filter(|(_, why)| **why == Unpublished::Broken);
        broken.into_iter().any(|(source, _)| source.folder() == path.folder())
    };
    let is_of_table = || {
        let name = path.name() == IdLedger::FILE;
        let named = |roll: &Roll| {
            roll.settings.files.contains(path) || roll.settings.eras.as_ref() == Some(path)
        };
        name || site.rolls.iter().any(|roll| named(roll))
            || site.dataset_from(path.as_str()).is_some()
    };
    !is_content
        && !is_of_table()
        && !is_ledger(path)
        && !is_honours(path)
        && !is_issue(path)
        && (Purpose::of(path).is_leftover()
            || site.sources.get(&beside("index.md")).is_none() && !is_beside_broken())
}

/// Every file that a text, a front matter or the settings name, by its path; one that is not where
/// it is looked for, by its name: that it was moved is told elsewhere.
fn used(site: &Site) -> HashSet<String> {
    let withheld = || site.withheld.iter().map(|item| (&item.source, &*item.body));
    let links = site.texts().chain(withheld()).flat_map(|(source, text)| {
        let paths = text.links().iter().map(|link| {
            let end = link.destination.find(['#', '?']).unwrap_or(link.destination.len());
            &link.destination[..end]
        });
        let files = paths.filter(|path| !path.as_bytes().ends_with(b".md"));
        files.filter_map(|path| source.resolve(&percent_decode(path)))
    });
    let items = site.items.iter().chain(&site.withheld);
    let fields = items.flat_map(|item| named(item)).map(|(path, _)| path.to_owned());
    let look = [&site.config.look.logo, &site.config.look.banner];
    let look = look.into_iter().flatten().map(|path| format!("content/{}", path.trim_matches('/')));
    let found = links.chain(fields).chain(look);
    let missing = |path: &str| site.sources.get(path).is_none();
    found
        .map(|path| if missing(&path) { SourcePath::new(&path).name().to_owned() } else { path })
        .collect()
}

fn unused(path: &SourcePath) -> Diagnostic {
    let name = path.name();
    let purpose = Purpose::of(path);
    let message = match &purpose {
        Purpose::Misnamed(_) => {
            say!(
                "“{name}”的扩展名不对，不会变成文章",
                "“{name}” has the wrong extension and is no article"
            )
        }
        Purpose::Backup => say!("“{name}”是备份文件", "“{name}” is a backup"),
        Purpose::Manuscript => {
            say!("文稿“{name}”不会变成文章", "the manuscript “{name}” does not become an article")
        }
        Purpose::PlainText => {
            say!(
                "文本文件“{name}”不会变成文章",
                "the text file “{name}” does not become an article"
            )
        }
        Purpose::Other => say!("没有页面用到“{name}”", "no page uses “{name}”"),
    };
    Diagnostic::new(&UNUSED_FILE, Place::File(path.clone()), message).help(remedy(&purpose))
}

fn remedy(purpose: &Purpose) -> Message {
    match purpose {
        Purpose::Misnamed(right) => say!("把文件改名为“{right}”", "rename the file to “{right}”"),
        Purpose::Backup => {
            say!("删去它，或移到 content/ 之外", "delete it, or move it out of content/")
        }
        Purpose::Manuscript => say!(
            "Word、WPS 文件须改存为 Markdown（.md）；要供下载，就在文章里写链接，或与文章的 index.md 放在同一个文件夹",
            "save it as Markdown (.md); to offer it for download, link to it or put it beside an article's index.md"
        ),
        Purpose::PlainText => say!(
            "补上文件头，把 .txt 改为 .md；要供下载，就在文章里写链接，或与文章的 index.md 放在同一个文件夹",
            "add a front matter and name it .md; to offer it for download, link to it or put it beside an article's index.md"
        ),
        Purpose::Other => say!(
            "在文章里写链接，或与文章的 index.md 放在同一个文件夹；用不上就移到 content/ 之外",
            "link to it or put it beside an article's index.md; if nobody needs it, move it out of content/"
        ),
    }
}

/// A finding when a file manager made this item out of another that is still there.
fn copy(site: &Site, item: &Item) -> Option<Diagnostic> {
    let original = original(item.short_name())?;
    let folder = item.source.folder();
    let other = if item.is_folder() {
        let above = folder.trim_end_matches('/').strip_suffix(item.short_name())?;
        format!("{above}{original}/index.md")
    } else {
        format!("{folder}{original}.md")
    };
    let other = &site.sources.get(&other)?.path;
    let message = say!(
        "这像是“{other}”的副本，会另外发布一篇",
        "this looks like a copy of “{other}” and is published beside it"
    );
    Some(Diagnostic::new(&UNUSED_FILE, Place::File(item.source.clone()), message).help(say!(
        "删去副本；如果是另一篇文章，给它改个名字",
        "delete the copy; if it is another article, give it another name"
    )))
}

/// The name that was copied, of one that ends as file managers end the names of copies.
fn original(name: &str) -> Option<&str> {
    let number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | '（' | '）');
    let word = name.trim_end_matches(number);
    let words = ["副本", "Copy", "copy"];
    let original = words.iter().find_map(|end| word.strip_suffix(end))?;
    Some(original.trim_end_matches([' ', '-', '_', '—'])).filter(|original| !original.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_copies_tell_the_original() {
        let copies =
            ["稿件 - 副本", "稿件 - 副本 (2)", "稿件副本", "稿件 - Copy (3)", "稿件 copy 2"];
        assert_eq!(copies.map(original), [Some("稿件"); 5]);
        assert_eq!(["稿件", "稿件 (2)", "副本", "2026"].map(original), [None; 4]);
    }
}
