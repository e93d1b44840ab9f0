//! The page that an editor opens: the message as it will look, a button that copies it, the pictures to
//! put in, what was changed. Never changes the text.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::channel::{Copy, Piece, Upload};
use crate::diag::Message;
use crate::render::escape;

/// The page; it needs no other file.
pub fn page(
    piece: &Piece,
    digest: &str,
    html: &str,
    words: &str,
    copy: &Copy,
    pictures: &[Upload],
) -> String {
    let mut shown = html.to_owned();
    for (number, made) in (1..).zip(pictures) {
        let name = format!("src=\"images/{number:02}.{}\"", made.extension);
        let kind = if made.extension == "jpg" { "jpeg" } else { made.extension };
        let data = format!("src=\"data:image/{kind};base64,{}\"", STANDARD.encode(&made.bytes));
        shown = shown.replace(&name, &data);
    }
    let list = |messages: &[Message]| -> String {
        messages.iter().map(|it| format!("<li>{}</li>\n", escape(&it.zh))).collect()
    };
    let changed = match list(&copy.changed) {
        list if list.is_empty() => list,
        list => format!("<h2>和网页不同的地方</h2>\n<ul>\n{list}</ul>\n"),
    };
    let files = copy
        .files
        .iter()
        .filter(|(name, _)| name.starts_with("images/") || name.starts_with("cover"));
    let files: String = files
        .map(|(name, bytes)| {
            format!("<li><code>{}</code> {} KB</li>\n", escape(name), bytes.len().div_ceil(1000))
        })
        .collect();
    let script = |text: &str| text.replace("</", "<\\/");
    let json = |text: &str| script(&serde_json::to_string(text).expect("a text is plain data"));
    include_str!("page.html")
        .replace("{{ title }}", &escape(&piece.title))
        .replace("{{ digest }}", &escape(digest))
        .replace("{{ original }}", &escape(piece.address.as_deref().unwrap_or("")))
        .replace("{{ over }}", &list(&copy.over))
        .replace("{{ changed }}", &changed)
        .replace("{{ files }}", &files)
        .replace("{{ html }}", &json(html))
        .replace("{{ words }}", &json(words))
        .replace("{{ shown }}", &shown)
}
