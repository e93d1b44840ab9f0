//! Findings as text for a terminal, with the editor's own line and a caret under the place.
//!
//! A caret stands right when every character before it is as wide as the terminal shows it. Chinese
//! characters take two columns everywhere. The marks that Chinese shares with Latin (`“”‘’—…·`) take
//! one column in today's terminals, also in Chinese, and two in the old Windows console;
//! [`Ambiguous`] says which. What is drawn around a line is plain ASCII, because lines and corners
//! are such characters, too.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::renderer::{
    DEFAULT_ERROR_STYLE, DEFAULT_HELP_STYLE, DEFAULT_NOTE_STYLE, DEFAULT_WARNING_STYLE, Effects,
    Style as Paint,
};
use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};
use unicode_width::UnicodeWidthChar;

use super::{Change, Diagnostic, Language, Message, Place, Report, Severity};
use crate::say;
use crate::source::Sources;

/// How the text is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// The language of every word.
    pub language: Language,
    /// Whether to use terminal colours.
    pub colour: bool,
    /// How many columns a line may take; a longer one is cut around the place.
    pub width: usize,
    /// How wide the marks are that Chinese shares with Latin.
    pub ambiguous: Ambiguous,
}

/// How wide a terminal shows the characters whose width Unicode leaves open (UAX #11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ambiguous {
    /// One column: Windows Terminal and the terminals of Linux and macOS.
    #[default]
    Narrow,
    /// Two columns: the old Windows console with a Chinese font.
    Wide,
}

impl Style {
    /// No colours, lines of any length that a file may hold.
    pub fn plain(language: Language) -> Self {
        Self { language, colour: false, width: 140, ambiguous: Ambiguous::Narrow }
    }

    fn renderer(self) -> Renderer {
        /// What stands before a line: its number, a bar, and room for the cuts.
        const MARGIN: usize = 10;
        let renderer = if self.colour { Renderer::styled() } else { Renderer::plain() };
        renderer.term_width(self.width.saturating_sub(MARGIN).max(20))
    }

    fn paint(self, paint: Paint, text: &str) -> String {
        if self.colour { format!("{paint}{text}{paint:#}") } else { text.to_owned() }
    }

    /// `word`, a colon, and `text`.
    fn labelled(self, paint: Paint, word: &str, text: &str) -> String {
        let colon = match self.language {
            Language::Zh => "：",
            Language::En => ": ",
        };
        format!("{}{colon}{}", self.paint(paint, word), normalize_untrusted_str(text))
    }
}

/// Every finding of `report`, a blank line after each.
pub fn to_text(report: &Report, sources: &Sources, style: Style) -> String {
    let renderer = style.renderer();
    let mut out = String::new();
    for finding in report {
        let drawn = renderer.render(&[group(finding, sources, style)]);
        out.push_str(&style.ambiguous.undo(&drawn));
        out.push_str("\n\n");
    }
    out
}

/// Every change, one line each: the file, the line, what stood there and what stands there now.
pub fn changes_to_text(changes: &[Change], style: Style) -> String {
    let one_line = |text: &str| normalize_untrusted_str(&text.replace('\n', "⏎"));
    let shown = |change: &Change| {
        let Change { file, line, before, after } = change;
        let change = format!("{} → {}", one_line(before), one_line(after));
        style.labelled(DEFAULT_HELP_STYLE, &format!("{file}:{line}"), &change) + "\n"
    };
    changes.iter().map(shown).collect()
}

fn group<'a>(finding: &'a Diagnostic, sources: &'a Sources, style: Style) -> Group<'a> {
    let language = style.language;
    let (level, paint) = level(finding.severity);
    let word = format!("{}[{}]", finding.severity.word().get(language), finding.rule.name);
    let title = style.labelled(paint, &word, finding.message.get(language));
    let title =
        level.no_name().secondary_title(style.paint(Paint::new().effects(Effects::BOLD), &title));
    let mut group = point(Group::with_title(title), &finding.place, sources, None, style);
    for (place, note) in &finding.notes {
        let text = note.get(language);
        if matches!(place, Place::Span { .. }) && *place != finding.place {
            group = point(group, place, sources, Some(text), style);
        } else {
            group = line(group, DEFAULT_NOTE_STYLE, &say!("说明", "note"), text, style);
            if *place != finding.place {
                group = point(group, place, sources, None, style);
            }
        }
    }
    for help in &finding.help {
        group = line(group, DEFAULT_HELP_STYLE, &say!("办法", "help"), help.get(language), style);
    }
    if let Some(fix) = &finding.fix {
        let title = &fix.title;
        let (zh, en) = (&title.zh, &title.en);
        let text =
            say!("{zh}（fengbei check --fix 会替您改）", "{en} (fengbei check --fix does it)");
        group = line(group, DEFAULT_HELP_STYLE, &say!("可代改", "fix"), text.get(language), style);
    }
    group
}

/// `group` with a line of words below.
fn line<'a>(group: Group<'a>, paint: Paint, word: &Message, text: &str, style: Style) -> Group<'a> {
    let text = style.labelled(paint, word.get(style.language), text);
    group.element(Level::NOTE.no_name().message(text))
}

/// `group` with the place drawn below it.
fn point<'a>(
    group: Group<'a>,
    place: &'a Place,
    sources: &'a Sources,
    label: Option<&'a str>,
    style: Style,
) -> Group<'a> {
    match place {
        Place::Site => group,
        Place::File(file) => group.element(Origin::path(file.as_str())),
        Place::Cell { file, sheet, row, column } => {
            // A text table has no sheets.
            let sheet = if sheet.is_empty() { String::new() } else { format!("{sheet}!") };
            let cell = format!("{file} [{sheet}{}{row}]", column_letters(*column));
            group.element(Origin::path(cell))
        }
        Place::Span { file, start, end } => match sources.text(file.as_str()) {
            Some(text) => {
                let excerpt = Excerpt::of(text, *start..*end, style.ambiguous);
                let mark = AnnotationKind::Primary.span(excerpt.mark);
                let mark = label.map_or(mark.clone(), |l| mark.label(l));
                let snippet = Snippet::source(excerpt.line).line_start(excerpt.number);
                group.element(snippet.path(file.as_str()).annotation(mark))
            }
            None => group.element(Origin::path(file.as_str())),
        },
    }
}

/// The line that a place begins in. A mark that goes on in the next line would be drawn as a
/// bracket over whole paragraphs, so it ends with its first line.
struct Excerpt<'a> {
    line: Cow<'a, str>,
    number: usize,
    mark: Range<usize>,
}

impl<'a> Excerpt<'a> {
    fn of(text: &'a str, place: Range<usize>, ambiguous: Ambiguous) -> Self {
        let start = text.floor_char_boundary(place.start.min(text.len()));
        let end = text.floor_char_boundary(place.end.min(text.len())).max(start);
        let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let last = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line = text[first..last].trim_end_matches('\r');
        let (start, end) = ((start - first).min(line.len()), (end - first).min(line.len()));
        let before = ambiguous.disguise(&line[..start]).len();
        let inside = ambiguous.disguise(&line[start..end]).len();
        Self {
            line: ambiguous.disguise(line),
            number: text[..first].matches('\n').count() + 1,
            mark: before..before + inside,
        }
    }
}

impl Ambiguous {
    /// First of the characters that stand for others: two columns wide, and never to be assigned.
    const STAND_IN: u32 = 0x3_8000;
    /// Characters of open width below this have a stand-in: all that a text is likely to hold.
    const COVERED: u32 = 0x3000;

    /// `text` with each character of open width replaced by one that is drawn two columns wide,
    /// because the library that places the carets takes them for narrow.
    fn disguise(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Narrow => Cow::Borrowed(text),
            Self::Wide => text.chars().map(Self::stand_in).collect::<String>().into(),
        }
    }

    fn stand_in(c: char) -> char {
        let open = u32::from(c) < Self::COVERED && c.width() == Some(1) && c.width_cjk() == Some(2);
        let other = open.then(|| char::from_u32(Self::STAND_IN + u32::from(c))).flatten();
        other.unwrap_or(c)
    }

    /// Puts back what [`disguise`](Self::disguise) replaced.
    fn undo(self, text: &str) -> Cow<'_, str> {
        let known = |c: char| {
            let code = u32::from(c).checked_sub(Self::STAND_IN)?;
            char::from_u32(code).filter(|_| code < Self::COVERED)
        };
        match self {
            Self::Narrow => Cow::Borrowed(text),
            Self::Wide => text.chars().map(|c| known(c).unwrap_or(c)).collect::<String>().into(),
        }
    }
}

fn level(severity: Severity) -> (Level<'static>, Paint) {
    match severity {
        Severity::Error => (Level::ERROR, DEFAULT_ERROR_STYLE),
        Severity::Warning => (Level::WARNING, DEFAULT_WARNING_STYLE),
        Severity::Note => (Level::NOTE, DEFAULT_NOTE_STYLE),
    }
}

/// A spreadsheet column's letters: 1 → A, 27 → AA.
pub fn column_letters(mut column: u32) -> String {
    let mut out = Vec::new();
    while column > 0 {
        column -= 1;
        out.push(b'A' + u8::try_from(column % 26).expect("below 26"));
        column /= 26;
    }
    out.iter().rev().map(|b| char::from(*b)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::diag::Rule;
    use crate::source::SourcePath;

    static RULE: Rule = Rule { name: "rule", severity: Severity::Error, zh: "", en: "" };

    /// The line of `text` with a caret under `mark`, and the carets' line.
    fn drawn(text: &str, mark: &str, style: Style) -> (String, String) {
        let start = text.find(mark).expect("the mark is in the text");
        let file = SourcePath::new("a.md");
        let place = Place::span(&file, start..start + mark.len());
        let report = Report::from_iter([Diagnostic::new(&RULE, place, say!("错", "wrong"))]);
        let sources = Sources::from_texts([("a.md", text)]);
        let shown = to_text(&report, &sources, style);
        let mut lines = shown.lines().skip_while(|line| !line.contains(mark));
        let line = lines.next().unwrap_or_else(|| panic!("the line is shown: {shown}"));
        (line.to_owned(), lines.next().expect("carets follow").to_owned())
    }

    /// The columns that carets stand in, and those that the mark takes up.
    fn columns(line: &str, carets: &str, mark: &str, wide: bool) -> [std::ops::Range<usize>; 2] {
        let width = |text: &str| if wide { text.width_cjk() } else { text.width() };
        let first = carets.find('^').expect("a caret");
        let count = carets.matches('^').count();
        let start = width(&line[..line.find(mark).expect("the mark")]);
        [first..first + count, start..start + width(mark)]
    }

    #[test]
    fn carets_stand_under_chinese() {
        let style = Style::plain(Language::Zh);
        let (line, carets) = drawn("一\n全市“双拥”——会议…召开·坏字段 = 1\r\n", "坏字段", style);
        assert_eq!(line, "2 | 全市“双拥”——会议…召开·坏字段 = 1");
        assert_eq!(carets, "  |                       ^^^^^^");
        let wide = Style { ambiguous: Ambiguous::Wide, ..style };
        let (line, carets) = drawn("一\n全市“双拥”——会议…召开·坏字段 = 1\r\n", "坏字段", wide);
        assert_eq!(line, "2 | 全市“双拥”——会议…召开·坏字段 = 1");
        assert_eq!(carets, "  |                             ^^^^^^");
    }

    #[test]
    fn what_a_file_says_cannot_command_the_terminal() {
        let style = Style { colour: true, ..Style::plain(Language::Zh) };
        let file = SourcePath::new("a.md");
        let bad = "\u{1b}[2J\u{7}\u{202e}";
        let finding = Diagnostic::new(&RULE, Place::span(&file, 0..3), say!("错“{bad}”", "{bad}"))
            .note(Place::Site, say!("{bad}", "{bad}"))
            .help(say!("{bad}", "{bad}"));
        let sources = Sources::from_texts([("a.md", format!("双{bad}\n").as_str())]);
        let shown = to_text(&Report::from_iter([finding]), &sources, style);
        assert!(!shown.contains("\u{1b}[2J"), "{shown:?}");
        assert!(!shown.contains(['\u{7}', '\u{202e}']), "{shown:?}");
    }

    #[test]
    fn a_place_of_many_lines_is_drawn_in_its_first() {
        let file = SourcePath::new("a.md");
        let finding = Diagnostic::new(&RULE, Place::span(&file, 0..100), say!("错", "wrong"));
        let sources = Sources::from_texts([("a.md", "+++\n一\n+++\n")]);
        let shown = to_text(&Report::from_iter([finding]), &sources, Style::plain(Language::Zh));
        assert_eq!(shown, "错误[rule]：错\n --> a.md:1:1\n  |\n1 | +++\n  | ^^^\n\n");
    }

    proptest! {
        #[test]
        fn carets_stand_right_whatever_stands_before(
            before in "[a全，“”…—·é①α 　\u{301}𠮷🎉]{0,60}",
            after in "[a全“”]{0,60}",
            width in 40usize..160,
            wide in any::<bool>(),
        ) {
            let ambiguous = if wide { Ambiguous::Wide } else { Ambiguous::Narrow };
            let style = Style { width, ambiguous, ..Style::plain(Language::Zh) };
            let (line, carets) = drawn(&format!("{before}标MARK{after}"), "标MARK", style);
            let [carets, mark] = columns(&line, &carets, "标MARK", wide);
            prop_assert_eq!(carets, mark, "{}", line);
            // A name and a bar stand before, three dots where the line was cut.
            prop_assert!(line.width() <= width.max(60), "{} columns of {}", line.width(), width);
        }
    }
}
