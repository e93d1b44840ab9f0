//! The addresses that texts had on a site of another program, by its settings or its habits. Never
//! invents one when a rule says what we do not know.

use super::front::Front;
use super::{Old, OldSite, Program, undated};
use crate::diag::Message;
use crate::import::write::{Head, Value};
use crate::say;
use crate::text::Moment;

/// The files that hold settings of a site, by the program.
fn settings_files(program: Program) -> &'static [&'static str] {
    match program {
        Program::Hugo => &[
            "hugo.toml",
            "hugo.yaml",
            "hugo.json",
            "config.toml",
            "config.yaml",
            "config.yml",
            "config.json",
            "config/_default/hugo.toml",
            "config/_default/config.toml",
            "config/_default/permalinks.toml",
        ],
        Program::Hexo => &["_config.yml"],
        Program::Zola => &[],
    }
}

/// What the settings of a site say of its addresses.
#[derive(Debug, Default)]
pub(super) struct Rules {
    /// The patterns, by their section; one without a section is for all.
    patterns: Vec<(String, String)>,
    form: Form,
}

/// How addresses end.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `a/`
    #[default]
    Folder,
    /// `a.html`
    File,
}

impl Rules {
    /// The rules of a site.
    pub fn read(program: Program, site: &OldSite) -> Self {
        let mut rules = Self::default();
        for name in settings_files(program) {
            let Some(file) = site.get(*name) else { continue };
            let Ok(text) = crate::import::text(file, crate::import::plain::LARGEST) else {
                continue;
            };
            let settings = Front::settings(&text, file.path.extension().as_str());
            let above = if name.ends_with("permalinks.toml") { "" } else { "permalinks." };
            let for_all = settings.texts(&["permalink"]).into_iter().next();
            rules.patterns.extend(for_all.map(|pattern| (String::new(), pattern)));
            for (section, pattern) in settings.below(above) {
                let section = section.strip_prefix("page.").unwrap_or(&section).to_owned();
                rules.patterns.push((section, pattern));
            }
            if settings.number("uglyURLs").as_deref() == Some("true") {
                rules.form = Form::File;
            }
        }
        rules
    }

    fn pattern(&self, section: &str) -> Option<&str> {
        let of = |name: &str| self.patterns.iter().find(|(section, _)| section == name);
        of(section).or_else(|| of("")).map(|(_, pattern)| pattern.as_str())
    }
}

impl Old<'_> {
    /// Puts the addresses that the text had among the old ones.
    pub(super) fn keep_address(&self, front: &Front<'_>, head: &mut Head) {
        let own = front.texts(&["url", "permalink", "path"]).into_iter().next();
        let slug = front.texts(&["slug"]).into_iter().next();
        let ruled = self.by_rule(slug.as_deref(), front, head);
        let why = if own.is_some() || ruled.is_some() { by_the_site() } else { by_habit() };
        let first = own.or(ruled).unwrap_or_else(|| self.by_habit(slug, head));
        let mut kept = vec![first.trim_start_matches('/').to_owned()];
        for alias in front.texts(&["aliases", "alias"]) {
            kept.extend(self.alias(&alias));
        }
        kept.retain(|it| !it.is_empty() && !it.contains("://"));
        let mut seen = std::collections::BTreeSet::new();
        kept.retain(|it| seen.insert(it.clone()));
        if !kept.is_empty() {
            head.guess("aliases", Value::Texts(kept), why);
        }
    }

    /// An old address that the text itself tells; Hugo reads one without a stroke from its section.
    fn alias(&self, typed: &str) -> Option<String> {
        let bare = typed.trim_start_matches('/');
        if self.program != Program::Hugo || typed.starts_with('/') || typed.contains("://") {
            return Some(bare.to_owned());
        }
        let mut parts: Vec<&str> = Vec::new();
        let folder = self.folder_of_address();
        for part in folder.split('/').filter(|part| !part.is_empty()).chain(bare.split('/')) {
            match part {
                ".." => {
                    parts.pop()?;
                }
                "." => {}
                part => parts.push(part),
            }
        }
        Some(parts.join("/"))
    }

    /// The address by a rule of the settings.
    fn by_rule(&self, slug: Option<&str>, front: &Front<'_>, head: &Head) -> Option<String> {
        let section = self.inside.split_once('/').map_or("", |(section, _)| section);
        let pattern = self.rules.pattern(section)?;
        if self.program == Program::Hexo && !self.inside.starts_with("_posts/") {
            return None;
        }
        let date = head.text("date").and_then(Moment::parse)?.date;
        let title = front.texts(&["title"]).into_iter().next().unwrap_or_default();
        let title = title.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase();
        let name = undated(self.stem());
        let category = front.texts(&["categories"]).into_iter().next().unwrap_or_default();
        let mut out = String::new();
        for part in pattern.split_inclusive(['/', '-', '.']) {
            let (word, end) = match part.char_indices().next_back() {
                Some((at, '/' | '-' | '.')) => part.split_at(at),
                Some(_) | None => (part, ""),
            };
            let value = match (word, self.program) {
                (":year", _) => format!("{:04}", date.year()),
                (":month", _) => format!("{:02}", date.month()),
                (":day", _) => format!("{:02}", date.day()),
                (":i_month", _) => date.month().to_string(),
                (":i_day", _) => date.day().to_string(),
                (":title", Program::Hexo) => self.below_posts(name),
                (":name" | ":filename" | ":contentbasename", _) => name.to_owned(),
                (":slugorfilename" | ":slugorcontentbasename", _) => {
                    slug.unwrap_or(name).to_owned()
                }
                (":slug", _) => slug.unwrap_or(&title).to_owned(),
                (":title", _) => title.clone(),
                (":category", _) => category.clone(),
                (":section", _) => section.to_owned(),
                (":sections", _) => self.folder_of_address().trim_end_matches('/').to_owned(),
                (word, _) if word.contains(':') => return None,
                (word, _) => word.to_owned(),
            };
            out.push_str(&value);
            out.push_str(end);
        }
        let whole = out.ends_with('/') || out.rsplit('/').next().is_some_and(|it| it.contains('.'));
        Some(if whole { out } else { format!("{out}/") })
    }

    /// The address that the program gives when nobody says anything.
    fn by_habit(&self, slug: Option<String>, head: &Head) -> String {
        let name = undated(self.stem());
        match (self.program, head.text("date")) {
            (Program::Hexo, Some(date)) if self.inside.starts_with("_posts/") => {
                let day = date.split(' ').next().unwrap_or(date).replace('-', "/");
                format!("{day}/{}/", self.below_posts(name))
            }
            (Program::Hugo | Program::Hexo | Program::Zola, _) => {
                // Chinese is the language of the site, most likely, and others have a folder.
                let tongue = self.language().filter(|it| !it.starts_with("zh"));
                let tongue = tongue.map(|it| format!("{it}/")).unwrap_or_default();
                let folder = format!("{tongue}{}", self.folder_of_address());
                let last = slug.unwrap_or_else(|| name.to_owned());
                match self.rules.form {
                    Form::Folder => format!("{folder}{last}/"),
                    Form::File => format!("{folder}{last}.html"),
                }
            }
        }
    }

    /// The name of a post of Hexo with the folders above it.
    fn below_posts(&self, name: &str) -> String {
        let inside = self.inside.trim_start_matches("_posts/");
        inside
            .rsplit_once('/')
            .map_or_else(|| name.to_owned(), |(above, _)| format!("{above}/{name}"))
    }

    fn folder_of_address(&self) -> String {
        let mut parts: Vec<&str> = self.inside.split('/').collect();
        parts.pop();
        if self.bare_name() == "index" {
            parts.pop();
        }
        parts.iter().map(|part| format!("{part}/")).collect()
    }
}

fn by_habit() -> Message {
    say!("按原网站默认的网址，改过网址规则的请核对", "by the default addresses of the old site")
}

fn by_the_site() -> Message {
    say!("按原网站自己写的网址规则", "by what the old site says of its addresses")
}
