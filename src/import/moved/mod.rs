//! Sites of other generators → items and columns of this one: front matter put into our words, old
//! addresses kept, pictures and attachments taken along. Never reads a template.

mod address;
mod body;
mod front;
mod link;

use std::collections::BTreeMap;

use self::address::Rules;
use self::body::{Surroundings, Taken};
use self::front::Front;
use self::link::Texts;
use super::loss::{Loss, Lost};
use super::name::of_words;
use super::write::{Head, Value};
use super::{Arrival, Index, guesses, refusal};
use crate::diag::Message;
use crate::say;
use crate::source::File;
use crate::text::Moment;

/// The largest file that is taken along, in bytes.
const LARGEST: u64 = 128 << 20;

/// A program whose sites can move here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// Hugo
    Hugo,
    /// Hexo
    Hexo,
    /// Zola
    Zola,
}

/// A site that moves: its files by their paths within it.
pub type OldSite = BTreeMap<String, File>;

/// An item that moved.
#[derive(Debug, Clone)]
pub struct Moved {
    /// Where it came from.
    pub from: String,
    /// The column it belongs to, below `content/`.
    pub column: String,
    /// What became of it, or why nothing did.
    pub arrival: Result<Arrival, Message>,
}

impl Program {
    /// The program of this name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "hugo" => Some(Self::Hugo),
            "hexo" => Some(Self::Hexo),
            "zola" => Some(Self::Zola),
            _ => None,
        }
    }

    /// The folder of its texts.
    fn texts(self) -> &'static str {
        match self {
            Self::Hugo | Self::Zola => "content/",
            Self::Hexo => "source/",
        }
    }

    /// The folder whose files its sites serve as they are.
    fn statics(self) -> &'static str {
        match self {
            Self::Hugo | Self::Zola => "static/",
            Self::Hexo => "source/",
        }
    }
}

/// Every text of a site that moves, in the order of their paths; columns come before their items.
pub fn move_site(program: Program, site: &OldSite, today: Moment) -> Vec<Moved> {
    let mut moved: Vec<Moved> = Vec::new();
    let rules = Rules::read(program, site);
    let texts = || {
        let texts = site.iter().filter(|(path, _)| is_text(path));
        texts.filter_map(|(path, file)| {
            let inside = path.strip_prefix(program.texts())?;
            Some((Old { program, site, rules: &rules, path, inside }, file))
        })
    };
    // A link can be written only when it is known where everything comes to lie.
    let mut places = Texts::default();
    for (old, file) in texts() {
        if let Ok(draft) = old.draft(file, today, &Texts::default()) {
            places.add(&old, &draft);
        }
    }
    for (old, file) in texts() {
        let arrival = old.draft(file, today, &places).map(|draft| {
            let name = places.name(&old).map_or_else(|| draft.name(), str::to_owned);
            draft.finish(name)
        });
        moved.push(Moved { from: old.path.to_owned(), column: old.column(), arrival });
    }
    moved
}

/// A Markdown text by itself, with the head of any of these programs or with none.
pub(super) fn markdown(text: &str, stem: &str, today: Moment) -> Result<Arrival, Message> {
    let front = Front::read(text, None).map_err(|fault| refusal::of_head(&fault))?;
    let mut losses = Vec::new();
    let head = head(&front, stem, today, &mut losses);
    let body = front.text();
    Ok(Arrival {
        name: super::name::of_item(&head),
        index: Index::Item,
        text: format!("{}{}", head.to_toml(), body.trim_start_matches('\n')),
        files: Vec::new(),
        guesses: guesses(&head),
        losses,
    })
}

fn is_text(path: &str) -> bool {
    matches!(path.rsplit_once('.'), Some((_, "md" | "markdown")))
}

/// What becomes of a text, before it has its name.
struct Draft<'s> {
    index: Index,
    head: Head,
    body: String,
    taken: Taken<'s>,
    losses: Vec<Loss>,
}

impl Draft<'_> {
    /// The name it would have if nothing else had it; a column has its folder's.
    fn name(&self) -> String {
        match self.index {
            Index::Item => super::name::of_item(&self.head),
            Index::Column => String::new(),
        }
    }

    fn finish(self, name: String) -> Arrival {
        Arrival {
            name,
            index: self.index,
            text: format!("{}{}", self.head.to_toml(), self.body.trim_start_matches('\n')),
            files: self.taken.into_files(),
            guesses: guesses(&self.head),
            losses: self.losses,
        }
    }
}

/// A text of the old site.
struct Old<'s> {
    program: Program,
    site: &'s OldSite,
    rules: &'s Rules,
    path: &'s str,
    /// Its path below the folder of texts.
    inside: &'s str,
}

impl Old<'_> {
    /// Whether it describes a section.
    fn is_section(&self) -> bool {
        self.program != Program::Hexo && self.bare_name() == "_index"
    }

    /// The name of its file, without the language and what comes after.
    fn bare_name(&self) -> &str {
        let name = self.inside.rsplit('/').next().unwrap_or(self.inside);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let bare = self.language().and_then(|it| stem.strip_suffix(it)?.strip_suffix('.'));
        bare.unwrap_or(stem)
    }

    /// The column it goes to: the folders above it, without the one that is its own.
    fn column(&self) -> String {
        let inside = self.inside.trim_start_matches("_posts/").trim_start_matches("_drafts/");
        let mut parts: Vec<&str> = inside.split('/').collect();
        parts.pop();
        if self.bare_name() == "index" && self.program != Program::Hexo {
            parts.pop();
        }
        if parts.is_empty() && self.inside.starts_with('_') && self.program == Program::Hexo {
            return "posts".to_owned();
        }
        parts.iter().map(|part| of_words(part)).collect::<Vec<_>>().join("/")
    }

    /// The name it has in addresses.
    fn stem(&self) -> &str {
        let folder = self.inside.rsplit_once('/').map_or("", |(folder, _)| folder);
        match self.bare_name() {
            "index" => folder.rsplit('/').next().unwrap_or(folder),
            name => name,
        }
    }

    /// The language that Hugo or Zola reads in the file's name: `a.zh.md`.
    fn language(&self) -> Option<&str> {
        let (_, name) = self.path.rsplit_once('/')?;
        let (_, language) = name.rsplit_once('.')?.0.rsplit_once('.')?;
        let code = language.split('-').next().unwrap_or_default();
        let is_code = code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase());
        (is_code && self.program != Program::Hexo).then_some(language)
    }

    /// Whether another text describes the same column in the language that goes before: the one that
    /// names none, then Chinese.
    fn is_another_tongue(&self) -> bool {
        let Some(language) = self.language().filter(|_| self.is_section()) else { return false };
        let folder = self.path.trim_end_matches(|c| c != '/');
        let beside = self.site.range(folder.to_owned()..).map(|(path, _)| path);
        let mut beside = beside.map_while(|path| path.strip_prefix(folder));
        beside.any(|name| {
            name == "_index.md" || !language.starts_with("zh") && name.starts_with("_index.zh")
        })
    }

    fn draft(&self, file: &File, today: Moment, texts: &Texts) -> Result<Draft<'_>, Message> {
        if self.is_another_tongue() {
            return Err(refusal::other_tongue());
        }
        let text = super::text(file, super::plain::LARGEST)?;
        let front =
            Front::read(&text, Some(self.program)).map_err(|fault| refusal::of_head(&fault))?;
        let mut losses = Vec::new();
        let is_section = self.is_section();
        let mut head = if is_section {
            self.section(&front, &mut losses)
        } else {
            head(&front, self.stem(), today, &mut losses)
        };
        // A column has no files beside it.
        let places = if is_section { Vec::new() } else { self.places() };
        let mut taken = Taken::new(self.site, &places);
        let surroundings = Surroundings { old: self, texts };
        let body = taken.rewrite(front.text(), front.body_line, surroundings, &mut losses);
        if !is_section {
            self.keep_address(&front, &mut head);
            if self.inside.starts_with("_drafts/") && !head.has("draft") {
                head.say("draft", Value::Plain("true".into()));
            }
            if let Some(cover) =
                front.texts(&["cover", "image", "banner", "thumbnail", "featured_image"]).first()
            {
                match taken.take(cover) {
                    Some(name) => head.say("cover", Value::Text(name)),
                    None => losses.push(Loss::of_file(Lost::PictureMissing, cover.clone())),
                }
            }
            taken.rest_of(self.bundle().as_deref());
        }
        losses.extend(taken.large().map(|path| Loss::of_file(Lost::FileSize, path)));
        if let Some(language) = self.language() {
            losses.push(Loss::of_file(Lost::Language, language));
        }
        let index = if is_section { Index::Column } else { Index::Item };
        Ok(Draft { index, head, body, taken, losses })
    }

    /// The head of the column that a section becomes.
    fn section(&self, front: &Front<'_>, losses: &mut Vec<Loss>) -> Head {
        let mut head = Head::default();
        let folder = self.column();
        let title = front.texts(&["title"]).into_iter().next().filter(|it| !it.is_empty());
        match title {
            Some(title) => head.say("title", Value::Text(title)),
            None => {
                head.guess("title", Value::Text(folder), say!("取自文件夹名", "the folder's name"));
            }
        }
        if let Some(words) = front.texts(&["description"]).into_iter().next() {
            head.say("description", Value::Text(words));
        }
        if let Some(order) = front.number("weight") {
            head.say("order", Value::Plain(order));
        }
        let known = ["title", "description", "weight", "date"];
        front.unknown(&known, losses);
        head
    }

    /// The folders in which a path of the text may lie.
    fn places(&self) -> Vec<String> {
        let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut places = vec![format!("{folder}/")];
        places.extend(self.bundle());
        places.push(self.program.statics().to_owned());
        places.push(self.program.texts().to_owned());
        places
    }

    /// The folder whose files all belong to the text.
    fn bundle(&self) -> Option<String> {
        let (folder, name) = self.path.rsplit_once('/')?;
        match self.program {
            Program::Hexo => Some(format!("{folder}/{}/", name.rsplit_once('.')?.0)),
            Program::Hugo | Program::Zola => {
                (self.bare_name() == "index").then(|| format!("{folder}/"))
            }
        }
    }
}

/// `2024-08-01-title` → `title`
fn undated(stem: &str) -> &str {
    let is_day = stem
        .get(..11)
        .is_some_and(|day| day.ends_with(['-', '_']) && Moment::parse(&day[..10]).is_some());
    if is_day { &stem[11..] } else { stem }
}

/// The fields of the old head in our words.
fn head(front: &Front<'_>, stem: &str, today: Moment, losses: &mut Vec<Loss>) -> Head {
    let mut head = Head::default();
    let first =
        |keys: &[&str]| front.texts(keys).into_iter().next().filter(|it| !it.trim().is_empty());
    if let Some(title) = first(&["title"]).or_else(|| front.heading()) {
        head.say("title", Value::Text(title.replace('|', "｜")));
    } else {
        let why = say!("原来没有标题，先用文件名", "there was no title; this is the file's name");
        head.guess("title", Value::Text(undated(stem).to_owned()), why);
    }
    let day = stem.get(..10).and_then(Moment::parse);
    let date = first(&["date", "publishDate", "published"]).and_then(|it| Moment::parse(&it));
    match (date, day) {
        (Some(date), _) => head.say("date", Value::Text(date.to_string())),
        (None, Some(day)) => {
            head.guess("date", Value::Text(day.to_string()), say!("取自文件名", "the file's name"));
        }
        (None, None) => head.guess(
            "date",
            Value::Text(Moment::day(today.date).to_string()),
            say!("原来没有日期，先写今天", "there was no date; this is today"),
        ),
    }
    if let Some(updated) = first(&["updated", "lastmod"]).and_then(|it| Moment::parse(&it)) {
        head.say("updated", Value::Text(updated.to_string()));
    }
    if let Some(summary) = first(&["summary", "description", "excerpt"]) {
        head.say("summary", Value::Text(summary));
    }
    let mut words = front.texts(&["tags", "keywords", "taxonomies.tags"]);
    words.extend(front.texts(&["categories", "taxonomies.categories"]));
    words.dedup();
    if !words.is_empty() {
        head.say("keywords", Value::Texts(words));
    }
    let people = front.texts(&["author", "authors", "extra.author"]);
    if !people.is_empty() {
        head.say("authors", Value::People(people.into_iter().map(|name| (name, None)).collect()));
    }
    for (key, ours) in [("draft", "draft"), ("weight", "order"), ("pinned", "pinned")] {
        if let Some(value) = front.number(key) {
            head.say(ours, Value::Plain(value));
        }
    }
    if let Some(expires) = first(&["expiryDate"]).and_then(|it| Moment::parse(&it)) {
        head.say("expires", Value::Text(expires.to_string()));
    }
    front.unknown(&KNOWN, losses);
    head
}

/// Fields of the old head that have a counterpart.
const KNOWN: [&str; 35] = [
    "title",
    "date",
    "publishDate",
    "published",
    "updated",
    "lastmod",
    "summary",
    "description",
    "excerpt",
    "tags",
    "keywords",
    "taxonomies.tags",
    "categories",
    "taxonomies.categories",
    "author",
    "authors",
    "extra.author",
    "draft",
    "weight",
    "pinned",
    "expiryDate",
    "aliases",
    "alias",
    "url",
    "permalink",
    "path",
    "slug",
    "cover",
    "image",
    "banner",
    "thumbnail",
    "featured_image",
    "layout",
    "type",
    "template",
];
