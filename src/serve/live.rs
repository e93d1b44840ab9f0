//! The script that shows a page anew when the site has changed, put into pages of the preview.

use super::Base;
use crate::render::escape;

/// Name of the script among what is the preview's own.
pub const SCRIPT: &str = "reload.js";

/// Name of the question whether anything changed.
pub const QUESTION: &str = "state";

/// The script.
pub const SOURCE: &str = include_str!("reload.js");

/// Puts the script into `page`, which shows the site's state `state` and, at its foot, `label`.
pub fn with_script(page: &mut Vec<u8>, base: &Base, state: &str, label: Option<&str>) {
    const END: &[u8] = b"</body>";
    let label = label.map(|label| format!(" data-label=\"{}\"", escape(label)));
    let (source, label) = (base.own(SCRIPT), label.unwrap_or_default());
    let script = format!("<script src=\"{source}\" data-state=\"{state}\"{label}></script>\n");
    let end = page.windows(END.len()).rposition(|bytes| bytes.eq_ignore_ascii_case(END));
    let at = end.unwrap_or(page.len());
    page.splice(at..at, script.into_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn injected(page: &str) -> String {
        let mut page = page.as_bytes().to_vec();
        with_script(&mut page, &Base::parse("/a/").expect("a path"), "7-1", None);
        String::from_utf8(page).expect("text stays text")
    }

    #[test]
    fn the_script_stands_at_the_end_of_the_last_body() {
        let script = "<script src=\"/a/__fengbei/reload.js\" data-state=\"7-1\"></script>\n";
        assert_eq!(
            injected("<body>“</body>”</BODY></html>"),
            format!("<body>“</body>”{script}</BODY></html>")
        );
        assert_eq!(injected("双拥"), format!("双拥{script}"));
        assert_eq!(injected(""), script);
    }
}
