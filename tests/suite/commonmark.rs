//! `CommonMark`: wherever the parser gives the HTML of the specification, so do we.

use std::sync::Arc;

use fengbei::markup::{Dialect, html, parse};
use fengbei::source::SourcePath;

/// An example of the specification.
#[derive(serde::Deserialize)]
struct Example {
    #[serde(rename = "example")]
    number: u32,
    section: String,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    let json = include_str!("../commonmark/spec.json");
    serde_json::from_str(json).expect("the examples are well-formed")
}

fn ours(markdown: &str) -> String {
    let text: Arc<str> = markdown.into();
    let file = SourcePath::new("spec.md");
    let (document, report) = parse(&file, &text, 0..text.len(), &Dialect::commonmark());
    assert!(report.is_empty(), "CommonMark has no findings");
    let mut out = String::new();
    html::write_html(&document, &mut html::Nowhere, &mut out);
    alike(&out)
}

fn plain(markdown: &str) -> String {
    let mut out = String::new();
    pulldown_cmark::html::push_html(&mut out, pulldown_cmark::Parser::new(markdown));
    alike(&out)
}

/// The specification does not mind how void elements and quotation marks are written.
fn alike(html: &str) -> String {
    html.replace(" />", ">").replace("&quot;", "\"")
}

#[test]
fn every_example_that_the_parser_gets_right() {
    let examples = examples();
    assert_eq!(examples.len(), 652);
    let mut right = 0;
    let mut wrong = Vec::new();
    for example in &examples {
        let expected = alike(&example.html);
        if plain(&example.markdown) != expected {
            continue;
        }
        right += 1;
        let written = ours(&example.markdown);
        if written != expected {
            wrong.push((example.number, &example.section, &example.markdown, written, expected));
        }
    }
    assert!(right >= 640, "the parser gets {right} examples right");
    assert!(wrong.is_empty(), "{} examples differ: {wrong:#?}", wrong.len());
}
