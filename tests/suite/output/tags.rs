//! HTML as a row of tags and texts. It knows as much as our own pages need, and nothing of the
//! code that writes them.

/// A tag or a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// `<name …>`
    Open(Tag),
    /// `</name>`
    Close(String),
    /// What stands between tags, decoded.
    Text(String),
}

/// An opening tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// `img`
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The decoded value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The pieces of a page.
pub fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        push_text(&mut pieces, &rest[..start]);
        rest = &rest[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let end = tag_end(rest);
        let inside = &rest[1..end];
        rest = &rest[end + 1..];
        if let Some(name) = inside.strip_prefix('/') {
            pieces.push(Piece::Close(name.trim().to_ascii_lowercase()));
        } else if !inside.starts_with('!') {
            let tag = tag(inside);
            rest = raw_text(&mut pieces, tag, rest);
        }
    }
    push_text(&mut pieces, rest);
    pieces
}

/// The opening tags of a page.
pub fn tags(html: &str) -> Vec<Tag> {
    let open = |piece| if let Piece::Open(tag) = piece { Some(tag) } else { None };
    pieces(html).into_iter().filter_map(open).collect()
}

/// The texts inside every element `name`.
pub fn texts(html: &str, name: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = false;
    for piece in pieces(html) {
        match piece {
            Piece::Open(tag) if tag.name == name => {
                inside = true;
                found.push(String::new());
            }
            Piece::Close(closed) if closed == name => inside = false,
            Piece::Text(text) if inside => found.last_mut().expect("opened").push_str(&text),
            _ => {}
        }
    }
    found
}

/// Pushes the tag; of scripts and styles, also their text, which is not decoded.
fn raw_text<'h>(pieces: &mut Vec<Piece>, tag: Tag, rest: &'h str) -> &'h str {
    let raw = ["script", "style"].contains(&tag.name.as_str());
    let end = raw.then(|| rest.find(&format!("</{}", tag.name))).flatten().unwrap_or(0);
    pieces.push(Piece::Open(tag));
    if end > 0 {
        pieces.push(Piece::Text(rest[..end].into()));
    }
    &rest[end..]
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    if !text.is_empty() {
        pieces.push(Piece::Text(decode(text)));
    }
}

/// Where the tag at the start of `text` ends: the first `>` outside quotation marks.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    panic!("a tag does not end: {}", text.chars().take(80).collect::<String>())
}

fn tag(inside: &str) -> Tag {
    let inside = inside.trim_end_matches('/').trim();
    let end = inside.find(char::is_whitespace).unwrap_or(inside.len());
    let (name, mut rest) = inside.split_at(end);
    let mut attributes = Vec::new();
    while !rest.trim_start().is_empty() {
        rest = rest.trim_start();
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let (value, after) = value(after);
        attributes.push((key.to_ascii_lowercase(), decode(value)));
        rest = after;
    }
    Tag { name: name.to_ascii_lowercase(), attributes }
}

/// What follows an attribute's name: its value, if it has one, and the rest.
fn value(text: &str) -> (&str, &str) {
    let Some(text) = text.strip_prefix('=') else { return ("", text) };
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            text[1..].split_once(quote).expect("quotation marks come in pairs")
        }
        _ => text.split_at(text.find(char::is_whitespace).unwrap_or(text.len())),
    }
}

/// Character references to characters: the named ones of XML, and numbers.
fn decode(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let known = rest.find(';').and_then(|end| Some((end, reference(&rest[1..end])?)));
        let (end, character) = known.unwrap_or((0, '&'));
        out.push(character);
        rest = &rest[end + 1..];
    }
    out + rest
}

fn reference(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number)?
        }
    })
}

#[test]
fn a_page_falls_into_pieces() {
    let html = "<!DOCTYPE html><a href='x?a=1&amp;b=2' title=\"1 > 0\" hidden>甲&#39;&#x4e59;</a><script>a < b</script><br/>";
    let open = |name: &str, attributes: &[(&str, &str)]| {
        let own = |(key, value): &(&str, &str)| ((*key).into(), (*value).into());
        Piece::Open(Tag { name: name.into(), attributes: attributes.iter().map(own).collect() })
    };
    assert_eq!(
        pieces(html),
        [
            open("a", &[("href", "x?a=1&b=2"), ("title", "1 > 0"), ("hidden", "")]),
            Piece::Text("甲'乙".into()),
            Piece::Close("a".into()),
            open("script", &[]),
            Piece::Text("a < b".into()),
            Piece::Close("script".into()),
            open("br", &[]),
        ]
    );
}
