//! Attacks, and drawings that must come through whole.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;

use super::attacks::ATTACKS;
use super::*;
use crate::picture::specimens::{exif, jpeg, quarters, stored};
use crate::source::SourcePath;

const HEAD: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">";

/// What is left of `body` inside an `svg`, with what was removed as `What name`.
fn cleaned(body: &str) -> (String, Vec<String>) {
    let text = format!("{HEAD}{body}</svg>");
    let clean = sanitize_svg(&text).unwrap_or_else(|problem| panic!("{problem:?}: {body}"));
    let again = sanitize_svg(&clean.text).expect("what was written is well-formed");
    assert_eq!((&again.text, again.removed), (&clean.text, vec![]), "cleaning twice: {body}");
    let inside = clean.text.strip_prefix(HEAD).and_then(|text| text.strip_suffix("</svg>"));
    let inside = inside.unwrap_or_else(|| panic!("{}", clean.text)).to_owned();
    let removed = clean.removed.iter().map(|r| format!("{:?} {}", r.what, r.name)).collect();
    (inside, removed)
}

#[test]
fn attacks_leave_nothing_behind() {
    let wrong: Vec<_> = ATTACKS
        .iter()
        .map(|(body, left, removed)| (body, cleaned(body), left, removed))
        .filter(|(_, (inside, reported), left, removed)| inside != *left || reported != *removed)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn drawings_stay_as_they_are() {
    let body = "<title>双拥</title><defs><linearGradient id=\"金\" gradientUnits=\"userSpaceOnUse\">\
                <stop offset=\"0\" stop-color=\"#c99a3d\"/></linearGradient>\
                <clipPath id=\"c\"><circle cx=\"1\" cy=\"2\" r=\"3\"/></clipPath></defs>\
                <style>.a,#b &gt; path{fill:url(#金);stroke:#b01d23}</style>\
                <g clip-path=\"url(#c)\" transform=\"translate(1,2) scale(.5)\" class=\"a\">\
                <path d=\"M0 0L10 10Z\" style=\"fill:none;stroke-width:2px\"/></g>\
                <text x=\"1\" font-family=\"'FangSong', serif\" xml:space=\"preserve\">  军民<tspan dy=\"1em\">同心</tspan> </text>\
                <use xlink:href=\"#c\"/><animateTransform attributeName=\"transform\" type=\"rotate\" dur=\"2s\" values=\"0;360\"/>";
    assert_eq!(cleaned(body), (body.to_owned(), vec![]));
}

#[test]
fn notes_of_drawing_programs_go_unnoticed() {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n\
                <!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n\
                <!-- Created with a program -->\n\
                <svg:svg xmlns:svg=\"http://www.w3.org/2000/svg\" xmlns:i=\"http://www.inkscape.org/x\" width=\"4\" height=\"3\" i:version=\"1\">\n\
                <i:namedview i:zoom=\"1\"><i:grid/></i:namedview>\n\
                <svg:metadata><rdf:RDF xmlns:rdf=\"r\">作者：张三</rdf:RDF></svg:metadata>\n\
                <svg:path data-name=\"层\" i:label=\"x\" d=\"M0 0\"/>\n\
                </svg:svg>\n";
    let clean = sanitize_svg(text).expect("a drawing");
    let expected =
        format!("{} width=\"4\" height=\"3\"><path d=\"M0 0\"/></svg>", HEAD.trim_end_matches('>'));
    let sanitized = Sanitized { text: expected, width: 4, height: 3, removed: vec![] };
    assert_eq!(clean, sanitized);
}

#[test]
fn old_drawings_with_entities_for_namespaces_are_read() {
    let text = "<!DOCTYPE svg [<!ENTITY ns_svg \"http://www.w3.org/2000/svg\">]>\
                <svg xmlns=\"&ns_svg;\" viewBox=\"0 0 2 1\"><path d=\"M0 0\"/></svg>";
    let clean = sanitize_svg(text).expect("a drawing");
    assert_eq!((clean.width, clean.height), (2, 1));
    assert!(clean.text.ends_with("<path d=\"M0 0\"/></svg>"), "{}", clean.text);
    let place = Removed { what: What::Declaration, name: "DOCTYPE".to_owned(), span: 0..62 };
    assert_eq!(clean.removed, [place]);
}

#[test]
fn removals_point_at_their_element() {
    let text = "<svg>\n<g onload='x()'>\n<script>y()</script></g></svg>";
    let clean = sanitize_svg(text).expect("a drawing");
    let told: Vec<_> = clean.removed.iter().map(|r| &text[r.span.clone()]).collect();
    assert_eq!(told, ["<g onload='x()'>", "<script>"]);
    let finding = clean.removed[0].finding(&SourcePath::new("content/a.svg"));
    assert_eq!(finding.message.zh, "矢量图里有脚本 onload，已去掉");
}

#[test]
fn pictures_inside_lose_what_they_tell() {
    let block = [b"Exif\0\0".as_slice(), &exif(6)].concat();
    let photograph = STANDARD.encode(jpeg(&quarters(8, 8), &[(1, &block)]));
    let lines = photograph.as_bytes().chunks(60).map(|c| std::str::from_utf8(c).expect("ASCII"));
    let folded = lines.collect::<Vec<_>>().join("\n");
    let (inside, removed) = cleaned(&format!("<image href='data:image/JPG;base64,{folded}'/>"));
    assert_eq!(removed, Vec::<String>::new());
    let digits = inside
        .strip_prefix("<image href=\"data:image/jpeg;base64,")
        .and_then(|rest| rest.strip_suffix("\"/>"))
        .expect("the picture stays");
    let bytes = STANDARD.decode(digits).expect("base64");
    assert!(!bytes.windows(3).any(|word| word == b"GPS"));
    let bmp = STANDARD.encode(stored(&quarters(2, 2).into(), image::ImageFormat::Bmp));
    let (inside, _) = cleaned(&format!("<image href='data:image/bmp;base64,{bmp}'/>"));
    assert_eq!(inside, "<image/>");
}

#[test]
fn bombs_are_refused() {
    let chain = |link: fn(usize) -> String| (0..30).map(link).collect::<Vec<_>>().concat();
    let lol = chain(|n| {
        let next = format!("<use href='#l{}'/>", n + 1);
        format!("<g id='l{n}'>{}</g>", next.repeat(10))
    });
    let patterns = chain(|n| {
        let next = format!("<path fill='url(#p{})'/>", n + 1);
        format!("<pattern id='p{n}'>{}</pattern>", next.repeat(9))
    });
    let bombs = [
        format!("<svg>{lol}</svg>"),
        format!("<svg>{patterns}</svg>"),
        format!("<svg>{}</svg>", "<path/>".repeat(200_000)),
        format!("<svg>{}", "<g>".repeat(1_000_000)),
        format!("<svg>{}</svg>", " ".repeat(LONGEST)),
    ];
    for bomb in bombs {
        assert_eq!(sanitize_svg(&bomb), Err(Problem::TooComplex), "{bomb:.60}");
    }
    let laughs =
        "<!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><svg><text>&b;</text></svg>";
    let clean = sanitize_svg(laughs).expect("nothing is expanded");
    assert!(clean.text.ends_with("><text></text></svg>"), "{}", clean.text);
    let many: String = (0..1000).fold(String::new(), |text, n| format!("{text} a{n}='x'"));
    assert!(matches!(sanitize_svg(&format!("<svg{many}/>")), Err(Problem::Broken(_))));
}

#[test]
fn what_is_no_drawing_is_refused() {
    let cases = [
        ("", Problem::Unknown),
        ("just words", Problem::Unknown),
        ("<html><svg/></html>", Problem::Unknown),
        ("<svg xmlns='http://www.w3.org/1999/xhtml'/>", Problem::Unknown),
        ("<svg><g>", Problem::Truncated),
        ("<svg", Problem::Truncated),
        ("<svg><!-- ", Problem::Truncated),
    ];
    for (text, problem) in cases {
        assert_eq!(sanitize_svg(text), Err(problem), "{text}");
    }
    for text in [
        "<svg><g></svg>",
        "<svg/><svg/>",
        "<svg><g a=b/></svg>",
        "<svg>&</svg>",
        "<svg><g a='1' b/></svg>",
    ] {
        assert!(
            matches!(sanitize_svg(text), Err(Problem::Broken(_) | Problem::Truncated)),
            "{text}"
        );
    }
}

#[test]
fn the_size_is_known_from_the_first_tag() {
    assert_eq!(size("<svg width='3' height='2'><broken"), Ok((3, 2)));
    assert_eq!(size("<g/>"), Err(Problem::Unknown));
}

/// Everything in a drawing that could do harm, found by another way than the one it was cleaned by.
fn harm(text: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut found = Vec::new();
    let mut inside_style = false;
    loop {
        match reader.read_event().expect("what was written is well-formed") {
            Event::Eof => return found,
            Event::Start(tag) | Event::Empty(tag) => {
                inside_style = tag.name().as_ref() == b"style";
                if matches!(tag.name().as_ref(), b"script" | b"foreignObject" | b"a") {
                    found.push(format!("{tag:?}"));
                }
                for attribute in tag.attributes() {
                    let attribute = attribute.expect("no attribute twice");
                    let value = attribute.unescape_value().expect("no entities").to_lowercase();
                    let name = String::from_utf8_lossy(attribute.key.as_ref()).to_lowercase();
                    let leads_out = name.ends_with("href") && !value.starts_with('#');
                    let fetches = name == "style" && value.contains("url(") && !value.contains('#');
                    if name.starts_with("on") || leads_out || fetches {
                        found.push(format!("{name}={value}"));
                    }
                }
            }
            Event::Text(text) if inside_style && text.contains(&b'@') => {
                found.push(format!("{text:?}"));
            }
            Event::End(_) => inside_style = false,
            Event::Text(_) | Event::GeneralRef(_) => {}
            other => found.push(format!("{other:?}")),
        }
    }
}

/// Pieces of markup that attacks are put together from.
fn fragment() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "<g",
        ">",
        "/>",
        "</g>",
        "<style>",
        "</style>",
        "<text>",
        "</text>",
        "<script>",
        "</script>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        " onload='",
        "'",
        "\"",
        " href='",
        "#a",
        "javascript:",
        "url(",
        ")",
        "&#60;",
        "&lt;",
        "&x;",
        "{",
        "}",
        "fill:",
        ";",
        "@import ",
        "\\",
        "/*",
        "*/",
        " xmlns='http://www.w3.org/1999/xhtml'",
        " xmlns:x='",
        "<x:g",
        "</x:g>",
        "<a>",
        "</a>",
        "<?php ",
        "?>",
        "<!DOCTYPE ",
        "[",
        "]",
        "红",
        "\u{7}",
        "\u{feff}",
        " style='",
        " id='",
        "<use",
        "<set attributeName='",
        "<foreignObject>",
        "</foreignObject>",
    ];
    prop::collection::vec(prop::sample::select(WORDS), 0..14).prop_map(|w| w.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn cleaning_never_crashes_and_once_is_enough(body in fragment()) {
        for text in [format!("<svg>{body}</svg>"), body] {
            let Ok(clean) = sanitize_svg(&text) else { continue };
            let again = sanitize_svg(&clean.text).expect("what was written is well-formed");
            prop_assert_eq!((&again.text, again.removed), (&clean.text, vec![]));
            prop_assert_eq!(harm(&clean.text), Vec::<String>::new());
        }
    }
}
