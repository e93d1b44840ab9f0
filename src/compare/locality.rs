//! How two native places are alike. Knows only what is written: no gazetteer, no guesses.

use crate::text::Division;

/// What is said of a place's rank, in names and behind them.
const RANKS: [&str; 11] = [
    "壮族自治区",
    "回族自治区",
    "维吾尔自治区",
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "专区",
    "省",
];
/// Ranks of one character.
const SHORT_RANKS: [char; 8] = ['市', '县', '区', '旗', '乡', '镇', '村', '盟'];

/// A native place as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locality {
    /// Without ranks and what stands in brackets: 山西文水云周西.
    plain: Box<str>,
    /// The province, without its rank.
    province: Box<str>,
    /// What it belongs to now, when it says so: 今属柳林县 → 柳林.
    now: Box<str>,
    /// What finds others of the same county: its name alone.
    pub county: Box<str>,
}

/// How two places are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceRelation {
    /// They are the same, written with ranks or without.
    Same,
    /// One is written shorter than the other.
    Shorter,
    /// One says that it was renamed to the other.
    Renamed,
    /// One says the province alone, and it is that of the other.
    ProvinceAlone,
    /// They are in one province.
    OneProvince,
    /// One or both are not known.
    Unknown,
    /// They are different.
    Different,
}

impl Locality {
    /// The form of a place as written.
    pub fn of(written: &str) -> Self {
        let division = Division::of(written);
        let (outer, now) = split_now(written);
        let plain = without_ranks(outer);
        let province = without_ranks(division.province);
        let county = without_ranks(division.county);
        let county = county.strip_prefix(&province).unwrap_or(&county);
        let county = if county.is_empty() {
            plain.strip_prefix(&province).unwrap_or(&plain)
        } else {
            county
        };
        let county = county.chars().take(2).collect::<String>();
        Self {
            county: county.into(),
            province: province.into(),
            now: without_ranks(now).into(),
            plain: plain.into(),
        }
    }

    /// How it is like `other`.
    pub fn relation(&self, other: &Self) -> PlaceRelation {
        if self.plain.is_empty() || other.plain.is_empty() {
            return PlaceRelation::Unknown;
        }
        if self.plain == other.plain {
            return PlaceRelation::Same;
        }
        if self.is_province() || other.is_province() {
            let same = self.province == other.province;
            return if same { PlaceRelation::ProvinceAlone } else { PlaceRelation::Different };
        }
        if within(&self.plain, &other.plain) || within(&other.plain, &self.plain) {
            return PlaceRelation::Shorter;
        }
        if self.became(other) || other.became(self) {
            return PlaceRelation::Renamed;
        }
        if !self.province.is_empty() && self.province == other.province {
            PlaceRelation::OneProvince
        } else {
            PlaceRelation::Different
        }
    }

    fn is_province(&self) -> bool {
        !self.province.is_empty() && self.plain == self.province
    }

    /// Whether what it belongs to now is `other`, or in it.
    fn became(&self, other: &Self) -> bool {
        within(&self.now, &other.plain) || within(&other.plain, &self.now)
    }
}

/// Whether `long` holds `short`, which is more than a letter.
fn within(short: &str, long: &str) -> bool {
    short.chars().nth(1).is_some() && long.contains(short)
}

/// What stands before the brackets, and what they say of the present.
fn split_now(written: &str) -> (&str, &str) {
    let Some(at) = written.find(['（', '(']) else { return (written.trim(), "") };
    let inner = written[at..].trim_start_matches(['（', '(']);
    let inner = &inner[..inner.find(['）', ')']).unwrap_or(inner.len())];
    let now = ["今属", "现属", "今为", "今", "现"].iter().find_map(|word| inner.strip_prefix(word));
    (written[..at].trim(), now.unwrap_or(""))
}

fn without_ranks(written: &str) -> String {
    let mut plain: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    for rank in RANKS {
        if plain.contains(rank) {
            plain = plain.replace(rank, "");
        }
    }
    // A name of one character keeps its rank: 胶县 is not 胶.
    let short: String = plain.chars().filter(|c| !SHORT_RANKS.contains(c)).collect();
    if short.chars().nth(1).is_some() { short } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_alike_as_registers_write_them() {
        use PlaceRelation as R;
        let table = [
            ("山西省文水县", "山西文水", R::Same),
            ("山西省文水县", "文水县", R::Shorter),
            ("山西省文水县云周西村", "山西文水县", R::Shorter),
            ("山西省离石县柳林镇（今属柳林县）", "柳林县", R::Shorter),
            ("湖北省黄安县（今红安县）", "湖北省红安县", R::Renamed),
            ("湖北省黄安县", "湖北省红安县", R::OneProvince),
            ("湖北省", "湖北省红安县", R::ProvinceAlone),
            ("湖北省黄安县", "湖南省醴陵县", R::Different),
            ("", "湖南省醴陵县", R::Unknown),
        ];
        for (a, b, relation) in table {
            let (one, other) = (Locality::of(a), Locality::of(b));
            assert_eq!(one.relation(&other), relation, "{a} {b}");
            assert_eq!(other.relation(&one), relation, "{b} {a}");
        }
        assert_eq!(&*Locality::of("山西省文水县云周西村").county, "文水");
        assert_eq!(&*Locality::of("文水").county, "文水");
    }
}
