//! Variants of characters, for search: what a family types and what a stone shows may be the same
//! name. Never for display or storage: a name stays as carved.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::han::lines;

/// The standard simplified character that `c` is folded into for search; `c` itself when it is one
/// or when the data name no single one. Folding twice changes nothing.
///
/// ```
/// use fengbei::text::canonical;
/// let fold = |text: &str| text.chars().map(canonical).collect::<String>();
/// assert_eq!(fold("劉鬍蘭"), "刘胡兰");
/// assert_eq!(fold("葉峯"), "叶峰");
/// assert_eq!(fold("於喆"), "于哲");
/// assert_eq!(fold("王伟 Li"), "王伟 Li");
/// ```
pub fn canonical(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    VARIANTS.binary_search_by_key(&c, |pair| pair.0).map_or(c, |at| VARIANTS[at].1)
}

/// Surnames that are taken for each other in lists and on stones, the one of `surname` first. For
/// search only, and only as surnames: they are different names, often of different origin.
///
/// ```
/// use fengbei::text::surname_synonyms;
/// assert_eq!(surname_synonyms('萧'), ['萧', '肖']);
/// assert_eq!(surname_synonyms('閆'), ['闫', '阎']);
/// assert_eq!(surname_synonyms('王'), ['王']);
/// ```
pub fn surname_synonyms(surname: char) -> Vec<char> {
    let surname = canonical(surname);
    let others = SYNONYMS.get(&surname).into_iter().flatten();
    std::iter::once(surname).chain(others.copied().filter(|other| *other != surname)).collect()
}

/// Pairs of a variant and its standard character, by variant.
static VARIANTS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let mut pairs = Vec::new();
    for group in lines(include_str!("tables/variants.txt")).flat_map(|line| line.split(' ')) {
        let mut characters = group.chars();
        let standard = characters.next().expect("no group is empty");
        pairs.extend(characters.map(|variant| (variant, standard)));
    }
    pairs.sort_unstable();
    pairs
});

/// Every surname of the table with its group.
static SYNONYMS: LazyLock<HashMap<char, Vec<char>>> = LazyLock::new(|| {
    let mut groups = HashMap::new();
    for line in lines(include_str!("tables/synonyms.txt")) {
        let group: Vec<char> = line.split(' ').next().unwrap_or_default().chars().collect();
        groups.extend(group.iter().map(|member| (*member, group.clone())));
    }
    groups
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_twice_changes_nothing_and_no_variant_has_two_goals() {
        for c in '\0'..=char::MAX {
            assert_eq!(canonical(canonical(c)), canonical(c), "{c}");
        }
        assert!(VARIANTS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(VARIANTS.len() > 5000);
    }

    #[test]
    fn traditional_variant_and_compatibility_forms() {
        let table = "劉刘 張张 鄧邓 蕭萧 葉叶 閆闫 閻阎 後后 準准 羣群 峯峰 甯宁 昇升 堃坤 邨村 藝艺 鍾钟 鐘钟 \
            範范 穀谷 \u{F9E1}李 \u{2F00}一 餘余 齊齐 啓启 爲为 衞卫 傑杰 寶宝 國国 國国 乾乾 佘佘 肖肖 付付";
        for pair in table.split_whitespace() {
            let (from, to) = (pair.chars().next().expect("two"), pair.chars().nth(1).expect("two"));
            assert_eq!(canonical(from), to, "{pair}");
        }
    }

    #[test]
    fn synonyms_are_of_standard_surnames_and_mutual() {
        for (surname, group) in SYNONYMS.iter().map(|entry| (*entry.0, entry.1)) {
            assert_eq!(canonical(surname), surname, "{surname}");
            assert!(group.len() > 1, "{surname} stands alone");
            for other in group {
                assert!(surname_synonyms(*other).contains(&surname), "{surname} {other}");
            }
        }
        assert_eq!(surname_synonyms('於'), ['于']);
        assert_eq!(surname_synonyms('丘'), ['丘', '邱']);
    }
}
