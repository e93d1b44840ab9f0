//! The mark of a state secret, as papers bear it. Never judges whether one is.

/// The mark in `text` that says how secret a paper is, with its term: a degree and ★ behind it
/// (GB/T 9704-2012, 7.2.2; 国家秘密定密管理规定). Words for degrees alone are talk of them.
///
/// ```
/// use fengbei::text::secrecy_mark;
/// assert_eq!(secrecy_mark("000001　机密★1年　特急"), Some("机密★1年"));
/// assert_eq!(secrecy_mark("秘密 ★"), Some("秘密 ★"));
/// assert_eq!(secrecy_mark("严守国家秘密，★为必填"), None);
/// ```
pub fn secrecy_mark(text: &str) -> Option<&str> {
    let star = |(at, _): (usize, &str)| {
        let start = ["绝密", "机密", "秘密"]
            .iter()
            .find_map(|degree| Some(text[..at].trim_end().strip_suffix(degree)?.len()))?;
        let behind = &text[at + '★'.len_utf8()..];
        let length: usize = behind
            .chars()
            .take(6)
            .take_while(|c| c.is_ascii_digit() || "年月日天长期至 ".contains(*c))
            .map(char::len_utf8)
            .sum();
        Some(text[start..at + '★'.len_utf8() + length].trim_end())
    };
    text.match_indices('★').find_map(star)
}
