//! Links inside the site that lead nowhere.

use std::collections::HashMap;

use crate::diag::{Diagnostic, Fix, Message, Place, Report, Rule, Severity};
use crate::markup::{Document, Link, LinkKind};
use crate::model::{ItemId, Site, Target, Unpublished};
use crate::say;
use crate::source::SourcePath;
use crate::text::percent_decode;

/// A link to a page or file that is not there.
pub static BROKEN_LINK: Rule = Rule {
    name: "broken-link",
    severity: Severity::Error,
    zh: "链接指向的页面或文件不存在。死链在季度检查中逐条扣分，读者也到不了要去的地方。\
         链接写成对方文件的路径：相对于本文件，或以 / 开头从 content/ 算起。C:\\ 和 file:/// 开头的路径只在这台电脑上有。",
    en: "A link leads to a page or file that is not there. Dead links cost points in the quarterly inspection, \
         one by one, and readers do not get where they want to go. Write the path of the other file: relative to \
         this one, or from content/ with / in front. A path that begins with C:\\ or file:/// is on one computer only.",
};

/// A link to a place on a page that is not there.
pub static BROKEN_ANCHOR: Rule = Rule {
    name: "broken-anchor",
    severity: Severity::Warning,
    zh: "链接里 # 后面的锚点在那一页上找不到，点开后会停在页首。锚点就是小标题去掉空格和标点。",
    en: "The anchor after # is not on the page, so the link ends at the page's top. An anchor is the heading \
         without spaces and punctuation.",
};

/// A link to an item that is not published.
pub static UNPUBLISHED_LINK: Rule = Rule {
    name: "unpublished-link",
    severity: Severity::Error,
    zh: "链接指向没有发布的内容（草稿、未到时间、已失效、已撤下或有错误），读者点开是死链。",
    en: "A link leads to something that is not published (a draft, not yet due, expired, withdrawn or broken), \
         so readers find nothing there.",
};

pub fn check(site: &Site, report: &mut Report) {
    let checker = Checker { site, by_name: by_name(site) };
    for (source, text) in site.texts() {
        checker.text(source, text, report);
    }
}

/// Every file of the content by its name, to find one that was moved.
fn by_name(site: &Site) -> HashMap<&str, Vec<&SourcePath>> {
    let mut names: HashMap<&str, Vec<&SourcePath>> = HashMap::new();
    for file in site.sources.below("content/") {
        names.entry(file.path.name()).or_default().push(&file.path);
    }
    names
}

struct Checker<'a> {
    site: &'a Site,
    by_name: HashMap<&'a str, Vec<&'a SourcePath>>,
}

impl Checker<'_> {
    fn text(&self, source: &SourcePath, text: &Document, report: &mut Report) {
        for link in text.links() {
            report.extend(self.link(source, text, link));
        }
    }

    fn link(&self, source: &SourcePath, text: &Document, link: &Link) -> Option<Diagnostic> {
        if is_on_this_computer(&link.destination) {
            return Some(on_this_computer(source, link));
        }
        if link.destination.is_empty() {
            return Some(leads_nowhere(source, link));
        }
        match self.site.target(source, &link.destination) {
            Target::Elsewhere | Target::File(_) | Target::Static(_) => None,
            Target::Here { anchor } => anchor_finding(source, link, &anchor, text),
            Target::Item { id, anchor } => anchor_finding(source, link, &anchor, self.body(id)),
            Target::Column { id, anchor } => {
                anchor_finding(source, link, &anchor, &self.site.column(id).body)
            }
            Target::Unpublished { source: other, why } => {
                Some(unpublished(source, link, &other, why))
            }
            Target::Missing(path) => Some(self.missing(source, link, path.as_deref())),
        }
    }

    fn body(&self, id: ItemId) -> &Document {
        &self.site.item(id).body
    }

    fn missing(&self, source: &SourcePath, link: &Link, path: Option<&str>) -> Diagnostic {
        let destination = &link.destination;
        let message = match link.kind {
            LinkKind::Picture => {
                say!("图片“{destination}”不存在", "the picture “{destination}” is not there")
            }
            LinkKind::Page | LinkKind::Attachment | LinkKind::Video => say!(
                "链接指向的“{destination}”不存在",
                "the link leads to “{destination}”, which is not there"
            ),
        };
        let place = Place::span(source, link.span.clone());
        let finding = Diagnostic::new(&BROKEN_LINK, place, message);
        let Some(path) = path else {
            return finding.help(say!(
                "链接不能指到网站文件夹之外",
                "links cannot lead out of the site folder"
            ));
        };
        if let Some(right) = self.with_signs(source, destination) {
            let fix = fix(source, link, &right);
            let finding = finding.help(say!(
                "文件名里的 # 写成 %23，? 写成 %3F，否则后面的字不算文件名",
                "write the # of a file name as %23 and its ? as %3F, or what follows is no part of it"
            ));
            return fix.into_iter().fold(finding, Diagnostic::fix);
        }
        if let Some(right) = self.moved(path) {
            let fix = fix(source, link, &right);
            let finding =
                finding.help(say!("同名文件在“{right}”", "a file of that name is at “{right}”"));
            return fix.into_iter().fold(finding, Diagnostic::fix);
        }
        finding.help(match self.nearest(path) {
            Some(near) => say!("是不是“{near}”？", "did you mean “{near}”?"),
            None => say!(
                "检查路径：相对于本文件，或以 / 开头从 content/ 算起",
                "check the path: relative to this file, or from content/ with / in front"
            ),
        })
    }

    /// How to write a destination that is a file's path as it stands, with signs that mean something
    /// in an address.
    fn with_signs(&self, source: &SourcePath, destination: &str) -> Option<String> {
        let has_signs = destination.contains(['#', '?']);
        let whole = has_signs.then(|| source.resolve(&percent_decode(destination))).flatten()?;
        self.site.sources.get(whole.as_str())?;
        Some(destination.replace('#', "%23").replace('?', "%3F"))
    }

    /// The only file of the content that has the name of `path`.
    fn moved(&self, path: &str) -> Option<String> {
        let name = SourcePath::new(path).name().to_owned();
        match self.by_name.get(name.as_str()).map(Vec::as_slice) {
            Some([only]) if name != "index.md" && name != "_index.md" => Some(from_root(only)),
            _ => None,
        }
    }

    /// The file most like `path`: a name with at most a few slips, of the same type; among equals
    /// the one whose folder is more like it.
    fn nearest(&self, path: &str) -> Option<String> {
        let wanted = SourcePath::new(path);
        let like = strsim::normalized_damerau_levenshtein;
        let named = |path: &SourcePath| match path.name() {
            // A folder item is known by its folder.
            "index.md" => path.folder().trim_end_matches('/').rsplit('/').next().map(str::to_owned),
            _ => Some(path.stem().to_owned()),
        };
        let stem = named(&wanted)?;
        let likeness = |other: &SourcePath| {
            let same_type = wanted.extension() == other.extension();
            let name = like(&stem, &named(other)?);
            (same_type && name > 0.6).then(|| (name, like(path, other.as_str())))
        };
        self.site
            .sources
            .below("content/")
            .filter_map(|file| Some((likeness(&file.path)?, &file.path)))
            .max_by(|((a, c), _), ((b, d), _)| a.total_cmp(b).then(c.total_cmp(d)))
            .map(|(_, path)| from_root(path))
    }
}

/// Whether a destination names a file by its place on one computer or in one office's network:
/// `C:\…`, `file:///…`, `\\server\…`.
fn is_on_this_computer(destination: &str) -> bool {
    let is_drive = match destination.as_bytes() {
        [drive, b':', b'\\' | b'/', ..] => drive.is_ascii_alphabetic(),
        _ => false,
    };
    let scheme = destination.get(..5).unwrap_or_default();
    is_drive || scheme.eq_ignore_ascii_case("file:") || destination.starts_with('\\')
}

fn on_this_computer(source: &SourcePath, link: &Link) -> Diagnostic {
    let destination = &link.destination;
    Diagnostic::new(
        &BROKEN_LINK,
        Place::span(source, link.span.clone()),
        say!(
            "“{destination}”只在这台电脑上有，读者打不开",
            "“{destination}” is on this computer only; readers cannot open it"
        ),
    )
    .help(say!(
        "把文件复制到本文件旁边，只写文件名",
        "copy the file beside this one, and write its name alone"
    ))
}

/// `[words]()`
fn leads_nowhere(source: &SourcePath, link: &Link) -> Diagnostic {
    Diagnostic::new(
        &BROKEN_LINK,
        Place::span(source, link.span.clone()),
        say!("括号里没有写地址", "there is no address between the brackets"),
    )
    .help(say!(
        "写上网址或文件的路径；不要链接的，去掉方括号和圆括号",
        "write a web address or the path of a file; without a link, take the brackets away"
    ))
}

/// The path as a link writes it from the root of the content.
fn from_root(path: &SourcePath) -> String {
    format!("/{}", path.as_str().trim_start_matches("content/"))
}

/// Swaps the destination for `right`, when its place in the text is known exactly.
fn fix(source: &SourcePath, link: &Link, right: &str) -> Option<Fix> {
    let length = link.span.end - link.span.start;
    (length == link.destination.len()).then(|| {
        Fix::replace(
            say!("改为“{right}”", "change it to “{right}”"),
            source,
            link.span.clone(),
            right,
        )
    })
}

fn anchor_finding(
    source: &SourcePath,
    link: &Link,
    anchor: &str,
    there: &Document,
) -> Option<Diagnostic> {
    if anchor.is_empty() || there.has_anchor(anchor) {
        return None;
    }
    let message = if link.destination.starts_with('#') {
        say!("这一页上没有锚点“#{anchor}”", "there is no anchor “#{anchor}” on this page")
    } else {
        say!("那一页上没有锚点“#{anchor}”", "there is no anchor “#{anchor}” on that page")
    };
    let finding = Diagnostic::new(&BROKEN_ANCHOR, Place::span(source, link.span.clone()), message);
    let near = there
        .headings()
        .iter()
        .map(|h| (strsim::normalized_damerau_levenshtein(anchor, &h.id), &h.id))
        .filter(|(likeness, _)| *likeness > 0.4)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let all: Vec<_> = there.headings().iter().take(8).map(|h| format!("#{}", h.id)).collect();
    Some(finding.help(match near {
        Some((_, near)) => say!("是不是“#{near}”？", "did you mean “#{near}”?"),
        None if all.is_empty() => say!(
            "页面上没有小标题，删去 # 及其后的文字",
            "the page has no headings; remove # and what follows"
        ),
        None => Message::new(
            format!("页面上的锚点有：{}", all.join("、")),
            format!("anchors of the page: {}", all.join(", ")),
        ),
    }))
}

fn unpublished(
    source: &SourcePath,
    link: &Link,
    other: &SourcePath,
    why: Unpublished,
) -> Diagnostic {
    let (zh, en) = match why {
        Unpublished::Draft => ("是草稿", "is a draft"),
        Unpublished::Future => ("还没到发布时间", "is not due yet"),
        Unpublished::Expired => ("已经失效", "has expired"),
        Unpublished::Withdrawn => ("已经撤下", "was withdrawn"),
        Unpublished::Classified => ("有密级", "is classified"),
        Unpublished::Unapproved => ("还没有审完", "was not passed by the reviews yet"),
        Unpublished::Broken => ("有错误，没有生成", "has errors and was not made"),
    };
    let help = match why {
        Unpublished::Draft | Unpublished::Unapproved => {
            say!("先发布它，或删去链接", "publish it first, or remove the link")
        }
        Unpublished::Future => {
            say!("删去链接，等它发布后再加上", "remove the link until the other is published")
        }
        Unpublished::Expired | Unpublished::Withdrawn => say!(
            "删去链接，或改为仍然有效的内容",
            "remove the link, or lead to something that is still there"
        ),
        Unpublished::Broken | Unpublished::Classified => {
            say!("先改正那个文件里的错误", "mend the errors in that file first")
        }
    };
    Diagnostic::new(
        &UNPUBLISHED_LINK,
        Place::span(source, link.span.clone()),
        Message::new(
            format!("链接指向的“{other}”{zh}"),
            format!("the link leads to “{other}”, which {en}"),
        ),
    )
    .help(help)
}
