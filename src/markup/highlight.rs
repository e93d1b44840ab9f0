//! Colours for code, as a few classes that a style sheet can give any look.
//!
//! The grammars are loaded when the first block of code is written, and never for a site without
//! code. Code that is too long to be worth the time stays plain.

use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::html::escape_text;

/// The kinds of code that get a colour: class, colour on light, colour on dark, and the scopes.
/// The colours have a contrast of at least 4.5 to 1 on white and on `#1b1f24`.
const KINDS: [(&str, &str, &str, &[&str]); 7] = [
    ("hl-comment", "#4b545d", "#9198a1", &["comment"]),
    ("hl-string", "#0a3069", "#a5d6ff", &["string", "constant.character.escape"]),
    ("hl-number", "#0550ae", "#79c0ff", &["constant"]),
    ("hl-keyword", "#a40e26", "#ff7b72", &["keyword", "storage"]),
    ("hl-name", "#6639ba", "#d2a8ff", &["entity.name", "support.function", "variable.function"]),
    ("hl-tag", "#116329", "#7ee787", &["entity.name.tag", "support.type.property-name"]),
    ("hl-attribute", "#7a4100", "#ffa657", &["entity.other.attribute-name", "variable.parameter"]),
];

/// Code longer than this stays plain.
const LONGEST_CODE: usize = 200_000;

/// A line longer than this is no code that anybody wrote.
const LONGEST_LINE: usize = 4_000;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

static SCOPES: LazyLock<Vec<(Scope, &str)>> = LazyLock::new(|| {
    let scopes =
        KINDS.iter().flat_map(|(class, _, _, scopes)| scopes.iter().map(move |s| (s, class)));
    scopes
        .map(|(scope, class)| (Scope::new(scope).expect("the table's scopes are valid"), *class))
        .collect()
});

/// Writes `code` as HTML, with colours if `language` is known.
pub(super) fn write(code: &str, language: &str, out: &mut String) {
    match syntax(code, language) {
        Some(syntax) => highlight(code, syntax, out),
        None => escape_text(code, out),
    }
}

fn syntax(code: &str, language: &str) -> Option<&'static SyntaxReference> {
    let is_long = code.len() > LONGEST_CODE || code.lines().any(|line| line.len() > LONGEST_LINE);
    if language.is_empty() || is_long {
        return None;
    }
    SYNTAXES.find_syntax_by_token(language)
}

fn highlight(code: &str, syntax: &SyntaxReference, out: &mut String) {
    let mut state = ParseState::new(syntax);
    let mut spans = Spans { stack: ScopeStack::new(), class: None, out };
    for line in code.split_inclusive('\n') {
        // A grammar that fails on a line says nothing about it.
        let ops = state.parse_line(line, &SYNTAXES).unwrap_or_default();
        let mut done = 0;
        for (at, op) in ops {
            spans.write(&line[done..at]);
            done = at;
            if spans.stack.apply(&op).is_err() {
                spans.stack = ScopeStack::new();
            }
        }
        spans.write(&line[done..]);
    }
    spans.change(None);
}

/// Writes text in spans, beginning a new one only where the class changes.
struct Spans<'o> {
    stack: ScopeStack,
    class: Option<&'static str>,
    out: &'o mut String,
}

impl Spans<'_> {
    fn write(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let class = class(&self.stack);
        self.change(class);
        escape_text(text, self.out);
    }

    fn change(&mut self, class: Option<&'static str>) {
        if class == self.class {
            return;
        }
        if self.class.is_some() {
            self.out.push_str("</span>");
        }
        if let Some(class) = class {
            self.out.push_str("<span class=\"");
            self.out.push_str(class);
            self.out.push_str("\">");
        }
        self.class = class;
    }
}

/// The class of the innermost scope that has one; of two for the same scope, the longer wins.
fn class(stack: &ScopeStack) -> Option<&'static str> {
    stack.as_slice().iter().rev().find_map(|scope| {
        let fitting = SCOPES.iter().filter(|(prefix, _)| prefix.is_prefix_of(*scope));
        fitting.max_by_key(|(prefix, _)| prefix.len()).map(|(_, class)| *class)
    })
}

/// The style sheet for the classes, for light pages and for dark ones.
pub fn stylesheet() -> String {
    let rule = |class: &str, colour: &str| format!(".{class}{{color:{colour}}}\n");
    let light: String = KINDS.iter().map(|(class, light, _, _)| rule(class, light)).collect();
    let dark: String = KINDS.iter().map(|(class, _, dark, _)| rule(class, dark)).collect();
    format!("{light}@media (prefers-color-scheme:dark){{\n{dark}}}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn highlighted(code: &str, language: &str) -> String {
        let mut out = String::new();
        write(code, language, &mut out);
        out
    }

    #[test]
    fn colours_what_it_knows() {
        assert_eq!(
            highlighted("let a = \"<甲>\"; // 注\nlet b = 1;\n", "js"),
            "<span class=\"hl-keyword\">let</span> a <span class=\"hl-keyword\">=</span> \
             <span class=\"hl-string\">\"&lt;甲&gt;\"</span>; <span class=\"hl-comment\">// 注\n\
             </span><span class=\"hl-keyword\">let</span> b <span class=\"hl-keyword\">=</span> \
             <span class=\"hl-number\">1</span>;\n"
        );
    }

    #[test]
    fn leaves_the_rest_plain() {
        assert_eq!(highlighted("a < b\n", ""), "a &lt; b\n");
        assert_eq!(highlighted("a < b\n", "没有的语言"), "a &lt; b\n");
        let long = "x".repeat(LONGEST_LINE + 1);
        assert_eq!(highlighted(&long, "js"), long);
    }
}
