//! Typed pinyin as rows of syllables. Never ranks them.

use super::Syllable;
use crate::text::half_width;

/// More rows than these are never meant; `xianxianxian…` would have thousands.
const MOST_ROWS: usize = 64;

/// Every way to read typed pinyin as whole syllables, longest first syllables first; none when it
/// is no pinyin. Spaces, hyphens and apostrophes part syllables for certain. Capitals, full-width
/// letters, tone marks and tone numbers are understood; `lü` may be `lv`, `lyu` or `lu:`.
///
/// ```
/// use fengbei::text::split_pinyin;
/// let split = |typed| -> Vec<String> {
///     let joined = |row: Vec<_>| row.iter().map(|s: &fengbei::text::Syllable| s.as_str()).collect::<Vec<_>>().join(" ");
///     split_pinyin(typed).into_iter().map(joined).collect()
/// };
/// assert_eq!(split("liuhulan"), ["liu hu lan"]);
/// assert_eq!(split("Liú Húlán"), ["liu hu lan"]);
/// assert_eq!(split("xian"), ["xian", "xi an"]);
/// assert_eq!(split("xi'an"), ["xi an"]);
/// assert_eq!(split("lü"), ["lv"]);
/// assert!(split("lhl").is_empty());
/// ```
pub fn split_pinyin(typed: &str) -> Vec<Vec<Syllable>> {
    let letters = letters(typed);
    let mut rows = vec![Vec::new()];
    for piece in letters.split(' ').filter(|piece| !piece.is_empty()) {
        let mut longer = Vec::new();
        for ending in piece_rows(piece) {
            for row in &rows {
                if longer.len() < MOST_ROWS {
                    longer.push([row.as_slice(), &ending].concat());
                }
            }
        }
        rows = longer;
    }
    rows.retain(|row| !row.is_empty());
    rows
}

/// Lower-case letters with `v` for ü, and single spaces where syllables part for certain.
fn letters(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    for c in typed.chars().map(half_width).flat_map(char::to_lowercase) {
        match c {
            'a'..='z' => out.push(c),
            'ā' | 'á' | 'ǎ' | 'à' => out.push('a'),
            'ē' | 'é' | 'ě' | 'è' | 'ê' => out.push('e'),
            'ī' | 'í' | 'ǐ' | 'ì' => out.push('i'),
            'ō' | 'ó' | 'ǒ' | 'ò' => out.push('o'),
            'ū' | 'ú' | 'ǔ' | 'ù' => out.push('u'),
            'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => out.push('v'),
            // Marks that stand by themselves: of tone, nothing; of ü, the vowel changes.
            '\u{300}' | '\u{301}' | '\u{304}' | '\u{30C}' => {}
            '\u{308}' | ':' if out.ends_with('u') => {
                out.pop();
                out.push('v');
            }
            _ => out.push(' '),
        }
    }
    out
}

/// The rows of one piece without certain breaks, built from its end.
fn piece_rows(piece: &str) -> Vec<Vec<Syllable>> {
    const LONGEST: usize = 6;
    let length = piece.len();
    let mut rows: Vec<Vec<Vec<Syllable>>> = vec![Vec::new(); length + 1];
    rows[length] = vec![Vec::new()];
    for start in (0..length).rev() {
        let mut here = Vec::new();
        for end in (start + 1..=length.min(start + LONGEST)).rev() {
            let Some(syllable) = spelt(&piece[start..end]) else { continue };
            for ending in &rows[end] {
                if here.len() < MOST_ROWS {
                    here.push([&[syllable], ending.as_slice()].concat());
                }
            }
        }
        rows[start] = here;
    }
    rows.swap_remove(0)
}

/// The syllable `letters` spell, as schools, input methods or passports do.
fn spelt(letters: &str) -> Option<Syllable> {
    Syllable::parse(letters).or_else(|| {
        Syllable::parse(match letters {
            "lue" | "lyue" => "lve",
            "nue" | "nyue" => "nve",
            "lyu" => "lv",
            "nyu" => "nv",
            _ => return None,
        })
    })
}
