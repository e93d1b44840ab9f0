//! The Markdown of another program: pictures and attachments are taken along, pieces of templates are
//! taken out and said. Never changes a sentence.

use std::collections::BTreeMap;

use super::{OldSite, Program};
use crate::import::loss::{Loss, Lost};
use crate::import::name::of_words;
use crate::source::paper::PaperSpot;
use crate::text::percent_decode;

/// The files that a text takes along.
pub(super) struct Taken<'s> {
    site: &'s OldSite,
    places: Vec<String>,
    /// Old path → new name.
    names: BTreeMap<String, String>,
}

impl<'s> Taken<'s> {
    pub fn new(site: &'s OldSite, places: &[String]) -> Self {
        Self { site, places: places.to_vec(), names: BTreeMap::new() }
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
            .find(|path| self.site.contains_key(path) && !super::is_text(path))?;
        Some(self.keep(path))
    }

    /// Takes along every other file of a folder that is the text's own.
    pub fn rest_of(&mut self, bundle: Option<&str>) {
        let Some(bundle) = bundle else { return };
        let inside: Vec<String> = self
            .site
            .keys()
            .filter(|path| path.strip_prefix(bundle).is_some_and(|rest| !rest.contains('/')))
            .filter(|path| !super::is_text(path))
            .cloned()
            .collect();
        for path in inside {
            self.keep(path);
        }
    }

    fn keep(&mut self, path: String) -> String {
        if let Some(name) = self.names.get(&path) {
            return name.clone();
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
        name
    }

    /// The files with their new names.
    pub fn into_files(self, largest: u64) -> Vec<(String, Vec<u8>)> {
        let bytes = |path: &str| {
            let file = self.site.get(path).filter(|file| file.length() <= largest)?;
            Some(file.bytes().ok()?.into_owned())
        };
        self.names.iter().filter_map(|(path, name)| Some((name.clone(), bytes(path)?))).collect()
    }

    /// The text with its links to files that come along.
    pub fn rewrite(
        &mut self,
        body: &str,
        first: u32,
        program: Program,
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
            let line = pieces(line, number, program, losses);
            out.push_str(&self.links(&line));
        }
        out
    }

    /// A line whose links to files lead to the copies beside the text.
    fn links(&mut self, line: &str) -> String {
        let mut out = String::with_capacity(line.len());
        let mut rest = line;
        while let Some(at) = rest.find("](") {
            let (before, after) = rest.split_at(at + 2);
            out.push_str(before);
            let end = after.find([')', ' ', '\n']).unwrap_or(after.len());
            let typed = after[..end].trim_matches(['<', '>']);
            match self.take(typed) {
                Some(name) => out.push_str(&name),
                None => out.push_str(&after[..end]),
            }
            rest = &after[end..];
        }
        out.push_str(rest);
        out
    }
}

/// Takes pieces of templates out of a line; pictures among them stay pictures.
fn pieces(line: &str, number: u32, program: Program, losses: &mut Vec<Loss>) -> String {
    let signs: &[(&str, &str)] = match program {
        Program::Hugo => &[("{{<", ">}}"), ("{{%", "%}}")],
        Program::Hexo => &[("{%", "%}")],
        Program::Zola => &[("{{", "}}"), ("{%", "%}")],
    };
    let mut line = line.to_owned();
    for (open, close) in signs {
        while let Some((start, end)) = between(&line, open, close) {
            let piece = line[start + open.len()..end - close.len()].trim().to_owned();
            let picture = picture(&piece);
            if picture.is_none() {
                let words = line[start..end].to_owned();
                losses.push(Loss::at(Lost::Shortcode, PaperSpot::Line(number), words));
            }
            line.replace_range(start..end, &picture.unwrap_or_default());
        }
    }
    line
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
    let rest = piece.strip_prefix("asset_img")?;
    let mut words = rest.split_whitespace();
    let source = words.find(|word| word.contains('.'))?;
    let alt = words.collect::<Vec<_>>().join(" ").replace(['"', '\'', '[', ']'], "");
    Some(format!("![{alt}]({source})"))
}
