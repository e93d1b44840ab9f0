//! Where a text may be cut so that it still reads as a text.

/// `text` in at most `limit` characters: whole when it fits, else cut after the last full stop,
/// else after the last comma or clause, with `…` in its place.
///
/// ```
/// use fengbei::text::shorten;
/// assert_eq!(shorten("他说：“好。”会议结束，代表离场。", 10), "他说：“好。”");
/// assert_eq!(shorten("会议指出，要落实责任，也要加强领导", 12), "会议指出，要落实责任…");
/// assert_eq!(shorten("会议结束。", 10), "会议结束。");
/// ```
pub fn shorten(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else {
        return text.to_owned();
    };
    let head = &text[..end];
    if let Some(cut) = sentence_end(head) {
        return head[..cut].to_owned();
    }
    let room = head.char_indices().next_back().map_or(0, |(at, _)| at);
    let cut = head[..room].rfind(['，', '；', '、', '：', ',', ';', ' ']).filter(|at| *at > 0);
    format!("{}…", head[..cut.unwrap_or(room)].trim_end())
}

/// One past the last full stop of `text`, with the closing quotation marks and brackets after it.
fn sentence_end(text: &str) -> Option<usize> {
    let stop = text.rfind(['。', '！', '？'])?;
    let after = &text[stop..];
    let closing = after
        .char_indices()
        .skip(1)
        .find(|(_, c)| !matches!(c, '”' | '’' | '』' | '」' | '）' | '》'));
    Some(stop + closing.map_or(after.len(), |(at, _)| at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts() {
        let long = "第一句。第二句很长很长";
        let cuts = [
            shorten(long, 20),
            shorten(long, 8),
            shorten("没有标点的一段话", 4),
            shorten("，一二三四", 3),
            shorten("", 3),
            shorten("一二三", 0),
        ];
        assert_eq!(cuts, [long, "第一句。", "没有标…", "，一…", "", "…"]);
    }
}
