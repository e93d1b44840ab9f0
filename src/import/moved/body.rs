//! The Markdown of another program: pictures and attachments are taken along, pieces of templates are
//! taken out and said. Never changes a sentence.

use std::collections::{BTreeMap, BTreeSet};

use super::link::{End, Texts};
use super::{LARGEST, Old, OldSite, Program};
use crate::import::loss::{Loss, Lost};
use crate::import::name::of_words;
use crate::source::paper::PaperSpot;
use crate::text::percent_decode;

/// What a piece of a template puts before the address it led to; nothing follows when the text is not there.
const LED: char = '\0';

/// The text that is rewritten, and those it may lead to.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'s> {
    pub old: &'s Old<'s>,
    pub texts: &'s Texts,
}

/// The files that a text takes along.
pub(super) struct Taken<'s> {
    site: &'s OldSite,
    places: Vec<String>,
    /// Old path → new name.
    names: BTreeMap<String, String>,
    /// Those that are too large to be taken.
    large: BTreeSet<String>,
}

impl<'s> Taken<'s> {
    pub fn new(site: &'s OldSite, places: &[String]) -> Self {
        Self { site, places: places.to_vec(), names: BTreeMap::new(), large: BTreeSet::new() }
    }

    /// The name of the file that `typed` leads to, which is taken along; none when it leads elsewhere.
    pub fn take(&mut self, typed: &str) -> Option<String> {
        let typed = percent_decode(typed.split(['?', '#']).next().unwrap_or(typed));
        let bare = typed.trim_start_matches("./").trim_start_matches('/');
        let absolute = typed.starts_with('/');
        if bare.is_empty() || bare.split('/').any(|part| part == "..") {
            return None;
        }
        let path = self
            .places
            .iter()
            .skip(usize::from(absolute))
            .map(|place| format!("{place}{bare}"))
            .find(|path| self.is_file(path))?;
        self.keep(path)
    }

    /// Whether nothing is taken along.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The files that are too large to be taken.
    pub fn large(&self) -> impl Iterator<Item = &str> {
        self.large.iter().map(String::as_str)
    }

    fn is_file(&self, path: &str) -> bool {
        self.site.contains_key(path) && !super::is_text(path)
    }

    /// Takes along every other file of a folder that is the text's own.
    pub fn rest_of(&mut self, bundle: Option<&str>) {
        let Some(bundle) = bundle else { return };
        let inside: Vec<String> = self
            .site
            .keys()
            .filter(|path| path.strip_prefix(bundle).is_some_and(|rest| !rest.contains('/')))
            .filter(|path| self.is_file(path))
            .cloned()
            .collect();
        for path in inside {
            self.keep(path);
        }
    }

    fn keep(&mut self, path: String) -> Option<String> {
        if let Some(name) = self.names.get(&path) {
            return Some(name.clone());
        }
        if self.site.get(&path).is_some_and(|file| file.length() > LARGEST) {
            self.large.insert(path);
            return None;
        }
        let file = path.rsplit('/').next().unwrap_or(&path);
        let (stem, kind) = file.rsplit_once('.').unwrap_or((file, "bin"));
        let plain = stem.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        let stem = if plain && !stem.is_empty() { stem.to_owned() } else { of_words(stem) };
        let kind = kind.to_ascii_lowercase();
        let mut name = format!("{stem}.{kind}");
        let mut number = 2;
        while self.names.values().any(|taken| taken.eq_ignore_ascii_case(&name)) {
            name = format!("{stem}-{number}.{kind}");
            number += 1;
        }
        self.names.insert(path, name.clone());
        Some(name)
    }

    /// The files with their new names.
    pub fn into_files(self) -> Vec<(String, Vec<u8>)> {
        let bytes = |path: &str| Some(self.site.get(path)?.bytes().ok()?.into_owned());
        self.names.iter().filter_map(|(path, name)| Some((name.clone(), bytes(path)?))).collect()
    }

    /// The text with its links to files and texts that come along.
    pub fn rewrite(
        &mut self,
        body: &str,
        first: u32,
        around: Surroundings<'_>,
        losses: &mut Vec<Loss>,
    ) -> String {
        let mut out = String::with_capacity(body.len());
        let mut fenced = false;
        for (line, number) in body.split_inclusive('\n').zip(first..) {
            let bare = line.trim();
            fenced ^= bare.starts_with("```") || bare.starts_with("~~~");
            if fenced {
                out.push_str(line);
                continue;
            }
            if bare == "<!-- more -->" || bare == "<!--more-->" {
                continue;
            }
            let mut lose = |what, words: &str| {
                losses.push(Loss::at(what, PaperSpot::Line(number), words));
            };
            let line = pieces(line, around, &mut |typed| self.take(typed), &mut lose);
            out.push_str(&self.links(&line, around, &mut lose));
        }
        out
    }

    /// A line whose links lead to the copies beside the text, and to the texts where they are now.
    fn links(
        &mut self,
        line: &str,
        around: Surroundings<'_>,
        lose: &mut dyn FnMut(Lost, &str),
    ) -> String {
        let mut out = String::with_capacity(line.len());
        let mut rest = line;
        while let Some(at) = rest.find("](").or_else(|| definition(rest)) {
            let (before, after) = rest.split_at(at + 2);
            out.push_str(before);
            let end = after.find([')', ' ', '\n']).unwrap_or(after.len());
            let typed = after[..end].trim_matches(['<', '>']);
            rest = &after[end..];
            match typed.strip_prefix(LED) {
                Some("") => {
                    rest = unlinked(&mut out, "", rest);
                    continue;
                }
                Some(address) => {
                    out.push_str(address);
                    continue;
                }
                None => {}
            }
            match around.texts.destination(around.old, typed) {
                End::Text(found) => out.push_str(&found.address),
                End::Gone => {
                    lose(Lost::LinkedText, typed);
                    rest = unlinked(&mut out, typed, rest);
                }
                End::Elsewhere => {
                    out.push_str(&self.take(typed).unwrap_or_else(|| after[..end].to_owned()));
                }
            }
        }
        out.push_str(rest);
        out.retain(|c| c != LED);
        out
    }
}

/// Where the destination of `[words]: destination` begins, less two.
fn definition(line: &str) -> Option<usize> {
    let is_definition = line.trim_start().starts_with('[') && !line.contains("[^");
    line.find("]: ").filter(|_| is_definition).map(|at| at + 1)
}

/// Leaves the words of a link whose destination comes next, and what follows the link. A definition by
/// itself stays as it was typed.
fn unlinked<'r>(out: &mut String, typed: &str, rest: &'r str) -> &'r str {
    if !out.ends_with("](") {
        out.push_str(typed);
        return rest;
    }
    out.truncate(out.len() - 2);
    let mut depth = 1;
    let open = out.char_indices().rev().find(|(_, c)| {
        depth += match c {
            ']' => 1,
            '[' => -1,
            _ => 0,
        };
        depth == 0
    });
    if let Some((at, _)) = open {
        out.remove(at);
    }
    rest.split_once(')').map_or("", |(_, rest)| rest)
}

/// Takes pieces of templates out of a line; pictures and links among them stay what they are.
fn pieces(
    line: &str,
    around: Surroundings<'_>,
    take: &mut dyn FnMut(&str) -> Option<String>,
    lose: &mut dyn FnMut(Lost, &str),
) -> String {
    let signs: &[(&str, &str)] = match around.old.program {
        Program::Hugo => &[("{{<", ">}}"), ("{{%", "%}}")],
        Program::Hexo => &[("{%", "%}")],
        Program::Zola => &[("{{", "}}"), ("{%", "%}")],
    };
    let mut line = line.to_owned();
    for (open, close) in signs {
        while let Some((start, end)) = between(&line, open, close) {
            let whole = line[start..end].to_owned();
            let piece = whole[open.len()..whole.len() - close.len()].trim();
            let stays = picture(piece).or_else(|| link(piece, take)).or_else(|| {
                let (found, otherwise) = reference(piece, around)?;
                if found.is_none() {
                    lose(Lost::LinkedText, &whole);
                }
                Some(found.unwrap_or(otherwise))
            });
            if stays.is_none() {
                lose(Lost::Shortcode, &whole);
            }
            line.replace_range(start..end, &stays.unwrap_or_default());
        }
    }
    line
}

/// What stands for a piece that leads to a text, if it is one, and what stands there when the text is not
/// to be found.
fn reference(piece: &str, around: Surroundings<'_>) -> Option<(Option<String>, String)> {
    let (name, rest) = piece.split_once(char::is_whitespace)?;
    let mut words = words(rest);
    let typed = match words.iter().find_map(|word| word.strip_prefix("path=")) {
        Some(path) => path.trim_matches(['"', '`']).to_owned(),
        None => words.first()?.clone(),
    };
    let found = around.texts.reference(around.old, &typed);
    match (name, around.old.program) {
        ("ref" | "relref", Program::Hugo) | ("post_path", Program::Hexo) => {
            Some((found.map(|link| format!("{LED}{}", link.address)), LED.to_string()))
        }
        ("post_link", Program::Hexo) => {
            // The last word may say whether the title is to be escaped.
            if words.len() > 1 && words.last().is_some_and(|it| it == "true" || it == "false") {
                words.pop();
            }
            let title = words[1..].join(" ").replace(['[', ']'], "");
            let link = found.map(|link| {
                let shown = if title.is_empty() { &link.title } else { &title };
                format!("[{shown}]({LED}{})", link.address)
            });
            Some((link, if title.is_empty() { typed } else { title }))
        }
        _ => None,
    }
}

/// The words of a piece; quotation marks hold several together.
fn words(rest: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = rest.trim_start();
    while let Some(first) = rest.chars().next() {
        let quoted =
            ['"', '\'', '`'].contains(&first).then(|| rest[1..].split_once(first)).flatten();
        let (word, after) =
            quoted.or_else(|| rest.split_once(char::is_whitespace)).unwrap_or((rest, ""));
        words.push(word.to_owned());
        rest = after.trim_start();
    }
    words
}

fn between(line: &str, open: &str, close: &str) -> Option<(usize, usize)> {
    let start = line.find(open)?;
    let end = line[start..].find(close)? + start + close.len();
    Some((start, end))
}

/// The picture that `figure src="a.jpg" caption="…"` or `asset_img a.jpg …` shows.
fn picture(piece: &str) -> Option<String> {
    let quoted = |key: &str| {
        let rest = piece.split_once(&format!("{key}="))?.1;
        let mark = rest.chars().next().filter(|c| "\"'".contains(*c))?;
        rest[1..].split(mark).next().map(|it| it.replace(['[', ']', '"'], ""))
    };
    if piece.starts_with("figure") || piece.starts_with("img") {
        let source = quoted("src")?.replace(' ', "%20");
        let caption = quoted("caption").or_else(|| quoted("title"));
        let alt = quoted("alt").or_else(|| caption.clone()).unwrap_or_default();
        return Some(match caption {
            Some(caption) => format!("![{alt}]({source} \"{caption}\")"),
            None => format!("![{alt}]({source})"),
        });
    }
    let words = words(piece.strip_prefix("asset_img ")?);
    let at = words.iter().position(|word| word.contains('.'))?;
    let shown = words[at + 1..].iter().filter(|word| word.bytes().any(|b| !b.is_ascii_digit()));
    let alt = shown.map(String::as_str).collect::<Vec<_>>().join(" ").replace(['[', ']'], "");
    Some(format!("![{alt}]({})", words[at].replace(' ', "%20")))
}

/// The link that Hexo's `asset_link a.pdf words` or `link words address` makes, or the name that its
/// `asset_path a.pdf` stands for. A file of the text has been taken along then.
fn link(piece: &str, take: &mut dyn FnMut(&str) -> Option<String>) -> Option<String> {
    let (name, rest) = piece.split_once(char::is_whitespace)?;
    let words = words(rest);
    let shown = |words: &[String]| words.join(" ").replace(['[', ']'], "");
    match (name, words.as_slice()) {
        ("asset_path", [file]) => Some(format!("{LED}{}", take(file)?)),
        ("asset_link", [file]) => Some(format!("[{}]({LED}{})", shown(&words), take(file)?)),
        ("asset_link", [file, title @ ..]) => {
            let title: Vec<String> =
                title.iter().filter(|it| *it != "true" && *it != "false").cloned().collect();
            Some(format!("[{}]({LED}{})", shown(&title), take(file)?))
        }
        ("link", words) => {
            let at = words.iter().position(|word| word.contains("://") || word.starts_with('/'))?;
            let title = if at == 0 { &words[..1] } else { &words[..at] };
            Some(format!("[{}]({})", shown(title), words[at]))
        }
        _ => None,
    }
}
