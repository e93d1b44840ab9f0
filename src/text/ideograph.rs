//! Descriptions of characters by their parts (拆字): `⿰王景` is 王 beside 景. Never draws them.

/// How many parts follow a structure sign; none when `c` is no such sign.
const fn parts_of(c: char) -> usize {
    match c {
        '⿲' | '⿳' => 3,
        '⿰' | '⿱' | '⿴' | '⿵' | '⿶' | '⿷' | '⿸' | '⿹' | '⿺' | '⿻' => 2,
        _ => 0,
    }
}

/// Whether `typed` describes one character wholly: a structure sign and as many parts as it wants, each
/// a character or a description (ideographic description sequences of the Unicode standard, 18.2).
pub fn is_ideographic_description(typed: &str) -> bool {
    let mut wanted = 1_usize;
    for c in typed.chars() {
        if wanted == 0 || c.is_ascii() || c.is_whitespace() {
            return false;
        }
        wanted = wanted - 1 + parts_of(c);
    }
    wanted == 0 && typed.chars().next().is_some_and(|c| parts_of(c) > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_is_whole_or_none() {
        for whole in ["⿰王景", "⿱⿰日日心", "⿳亠口小", "⿺辶⿱艹古"] {
            assert!(is_ideographic_description(whole), "{whole}");
        }
        for broken in ["", "景", "王景", "⿰王", "⿰王景明", "⿰王 景", "⿰ab", "左王右景"]
        {
            assert!(!is_ideographic_description(broken), "{broken}");
        }
    }
}
