//! The page that stands in for one that cannot be made: what is wrong, where, and what to type.
//!
//! It needs neither the theme nor the site, since either may be what is broken.

use std::fmt::Write as _;

use crate::diag::{Diagnostic, Excerpt, Language, Message, Place, Severity, column_letters};
use crate::error::Error;
use crate::render::escape;
use crate::say;
use crate::source::{SourcePath, Sources};

const STYLE: &str = include_str!("trouble.css");

/// Why there is no page.
#[derive(Debug)]
pub enum Trouble<'a> {
    /// Mistakes in the content or the theme.
    Findings(Vec<&'a Diagnostic>),
    /// The world failed.
    World(&'a Error),
}

impl<'a> From<&'a Error> for Trouble<'a> {
    fn from(error: &'a Error) -> Self {
        match error {
            Error::Theme(finding) => Self::Findings(vec![finding]),
            Error::Io { .. } | Error::Other(_) => Self::World(error),
        }
    }
}

/// Words for one reader.
pub struct Reader<'a> {
    /// The language of the page.
    pub language: Language,
    /// Where the texts that findings point into are looked for, in this order.
    pub sources: Vec<&'a Sources>,
}

impl Reader<'_> {
    /// The page about `trouble`.
    pub fn page(&self, trouble: &Trouble<'_>) -> String {
        let title = self.say(&say!("这一页现在做不出来", "this page cannot be made just now"));
        let promise = self.say(&say!(
            "改好下面的问题并保存，这一页会自己恢复。",
            "Mend what is named below and save: the page comes back by itself."
        ));
        let mut body = String::new();
        match trouble {
            Trouble::Findings(findings) => {
                for finding in findings {
                    self.finding(finding, &mut body);
                }
            }
            Trouble::World(error) => self.title(Severity::Error, &error.message(), &mut body),
        }
        format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
             <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{promise}</p>\n\
             {body}</main>\n</body>\n</html>\n",
            match self.language {
                Language::Zh => "zh-CN",
                Language::En => "en",
            }
        )
    }

    fn say(&self, message: &Message) -> String {
        escape(message.get(self.language))
    }

    fn finding(&self, finding: &Diagnostic, out: &mut String) {
        out.push_str("<section>\n");
        self.title(finding.severity, &finding.message, out);
        self.place(&finding.place, out);
        for (place, note) in &finding.notes {
            self.line("note", &say!("说明", "note"), note, out);
            self.place(place, out);
        }
        for help in &finding.help {
            self.line("help", &say!("办法", "help"), help, out);
        }
        out.push_str("</section>\n");
    }

    fn title(&self, severity: Severity, message: &Message, out: &mut String) {
        let (word, message) = (self.say(&severity.word()), self.say(message));
        put(out, &format!("<h2><b class=\"{}\">{word}</b> {message}</h2>", severity.key()));
    }

    fn line(&self, class: &str, word: &Message, message: &Message, out: &mut String) {
        let (word, message) = (self.say(word), self.say(message));
        put(out, &format!("<p class=\"{class}\"><b>{word}</b> {message}</p>"));
    }

    /// The file with line and column, and the line itself with what is pointed at.
    fn place(&self, place: &Place, out: &mut String) {
        match place {
            Place::Site => {}
            Place::File(file) => {
                put(out, &format!("<p><code>{}</code></p>", escape(file.as_str())));
            }
            Place::Cell { file, sheet, row, column } => {
                let cell = format!("{file} [{sheet}!{}{row}]", column_letters(*column));
                put(out, &format!("<p><code>{}</code></p>", escape(&cell)));
            }
            Place::Span { file, start, end } => {
                let excerpt = Excerpt::of(self.text(file), *start, *end);
                let at = format!("{file}:{}:{}", excerpt.line, excerpt.column);
                put(out, &format!("<p><code>{}</code></p>", escape(&at)));
                put(out, &drawn(&excerpt));
            }
        }
    }

    fn text(&self, file: &SourcePath) -> &str {
        self.sources.iter().find_map(|sources| sources.text(file.as_str())).map_or("", |text| text)
    }
}

fn put(out: &mut String, line: &str) {
    writeln!(out, "{line}").expect("writing to a string cannot fail");
}

/// The line, and carets below it. What stands before them there is the line's own text, unseen:
/// only so are they in the right place whatever the width of the characters.
fn drawn(excerpt: &Excerpt) -> String {
    let [before, marked, after] =
        [&excerpt.before, &excerpt.marked, &excerpt.after].map(|text| escape(text));
    let wide = |c: char| if c.is_ascii() { "^" } else { "^^" };
    let carets: String = match excerpt.marked.as_str() {
        "" => "^".into(),
        marked => marked.chars().map(wide).collect(),
    };
    format!(
        "<pre>{before}<mark>{marked}</mark>{after}\n\
         <span aria-hidden=\"true\"><i>{before}</i><b>{carets}</b></span></pre>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Rule;

    static RULE: Rule = Rule { name: "x", severity: Severity::Error, zh: "", en: "" };

    fn shown(trouble: &Trouble<'_>, language: Language) -> String {
        let sources = Sources::from_texts([("content/a.md", "+++\ntitel = \"<甲>\"\n+++\n")]);
        let page = Reader { language, sources: vec![&sources] }.page(trouble);
        let start = page.find("<h1>").expect("a title");
        page[start..].replace("</main>\n</body>\n</html>\n", "")
    }

    #[test]
    fn a_finding_is_shown_with_its_line_and_what_to_type() {
        let file = SourcePath::new("content/a.md");
        let finding =
            Diagnostic::new(&RULE, Place::span(&file, 4..9), say!("没有“titel”", "no “titel”"))
                .note(Place::File(file), say!("在这里", "here"))
                .help(say!("是不是 title", "did you mean title"));
        assert_eq!(
            shown(&Trouble::Findings(vec![&finding]), Language::Zh),
            "<h1>这一页现在做不出来</h1>\n<p>改好下面的问题并保存，这一页会自己恢复。</p>\n<section>\n\
             <h2><b class=\"error\">错误</b> 没有“titel”</h2>\n\
             <p><code>content/a.md:2:1</code></p>\n\
             <pre><mark>titel</mark> = &quot;&lt;甲&gt;&quot;\n\
             <span aria-hidden=\"true\"><i></i><b>^^^^^</b></span></pre>\n\
             <p class=\"note\"><b>说明</b> 在这里</p>\n\
             <p><code>content/a.md</code></p>\n\
             <p class=\"help\"><b>办法</b> 是不是 title</p>\n</section>\n"
        );
    }

    #[test]
    fn a_failure_of_the_world_is_one_sentence() {
        let error = Error::Other(say!("磁盘满了 <", "the disk is full <"));
        assert_eq!(
            shown(&Trouble::from(&error), Language::En),
            "<h1>this page cannot be made just now</h1>\n\
             <p>Mend what is named below and save: the page comes back by itself.</p>\n\
             <h2><b class=\"error\">error</b> the disk is full &lt;</h2>\n"
        );
    }
}
