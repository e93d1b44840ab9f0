//! Native places: the province and the county in the words of an old register.
//!
//! Registers write places in every form, with and without 省 and 县. This module cuts what is
//! written and never replaces it: the county of 1936 stays the county of 1936.

use super::{Collator, Order, OrderOverrides, SingleName, half_width};

/// Provinces, regions and cities of the first rank without their 省 or 市, in the order of GB/T 2260,
/// with what division codes of theirs begin with; behind them those that are no more and have none.
const PROVINCES: &[(&str, &str)] = &[
    ("北京", "11"),
    ("天津", "12"),
    ("河北", "13"),
    ("山西", "14"),
    ("内蒙古", "15"),
    ("辽宁", "21"),
    ("吉林", "22"),
    ("黑龙江", "23"),
    ("上海", "31"),
    ("江苏", "32"),
    ("浙江", "33"),
    ("安徽", "34"),
    ("福建", "35"),
    ("江西", "36"),
    ("山东", "37"),
    ("河南", "41"),
    ("湖北", "42"),
    ("湖南", "43"),
    ("广东", "44"),
    ("广西", "45"),
    ("海南", "46"),
    ("重庆", "50"),
    ("四川", "51"),
    ("贵州", "52"),
    ("云南", "53"),
    ("西藏", "54"),
    ("陕西", "61"),
    ("甘肃", "62"),
    ("青海", "63"),
    ("宁夏", "64"),
    ("新疆", "65"),
    ("台湾", "71"),
    ("香港", "81"),
    ("澳门", "82"),
    ("直隶", ""),
    ("奉天", ""),
    ("热河", ""),
    ("察哈尔", ""),
    ("绥远", ""),
    ("西康", ""),
    ("平原", ""),
    ("北平", ""),
];
/// What may follow a province's name.
const RANKS: &[&str] =
    &["壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "特别行政区", "省", "市"];
/// What a county's name ends with.
const COUNTY_ENDS: &[char] = &['县', '市', '区', '旗'];
/// What ends with the rank of a county and is somebody's neighbourhood.
const NEIGHBOURHOODS: [&str; 2] = ["小区", "社区"];
/// What a place below a county ends with.
const BELOW_COUNTY: &[char] = &['镇', '乡', '村', '庄', '屯', '寨', '街', '路', '巷', '里', '号'];

/// A place as it is written, cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Division<'a> {
    /// The province, as written; empty when none is named.
    pub province: &'a str,
    /// The province and the county, as written; empty when no county is named.
    pub county: &'a str,
}

impl<'a> Division<'a> {
    /// Cuts `place`.
    ///
    /// ```
    /// use fengbei::text::Division;
    /// let place = Division::of("山西省文水县云周西村");
    /// assert_eq!((place.province, place.county), ("山西省", "山西省文水县"));
    /// let place = Division::of("湖北江夏（今属武汉）");
    /// assert_eq!((place.province, place.county), ("湖北", "湖北江夏"));
    /// assert_eq!(Division::of("内蒙古自治区乌海市海勃湾区").county, "内蒙古自治区乌海市海勃湾区");
    /// assert_eq!(Division::of("贵州").county, "");
    /// assert_eq!(Division::of("加拿大安大略省").province, "");
    /// ```
    pub fn of(place: &'a str) -> Self {
        let place = place.trim();
        let plain = &place[..place.find(['（', '(', '；', ';', '，', '|']).unwrap_or(place.len())];
        let province = province(plain);
        let rest = &plain[province.len()..];
        let county = county(rest, !province.is_empty());
        let county = if county == 0 { "" } else { &plain[..province.len() + county] };
        Self { province, county }
    }

    /// Everything that a province may be called: `name`, and `name` with every rank.
    pub fn province_forms(name: &str) -> impl Iterator<Item = String> {
        std::iter::once("").chain(RANKS.iter().copied()).map(move |rank| format!("{name}{rank}"))
    }

    /// What usually stands behind a province's name.
    ///
    /// ```
    /// use fengbei::text::Division;
    /// assert_eq!(["湖南", "北京", "西藏"].map(Division::usual_rank), ["省", "市", "自治区"]);
    /// ```
    pub fn usual_rank(name: &str) -> &'static str {
        match name {
            "北京" | "天津" | "上海" | "重庆" | "北平" => "市",
            "内蒙古" | "广西" | "西藏" | "宁夏" | "新疆" => "自治区",
            _ => "省",
        }
    }

    /// What `place` is filed under: its province, and below it the county, or as much as is said.
    ///
    /// ```
    /// use fengbei::text::Division;
    /// assert_eq!(Division::filed("山西省文水县云周西村"), ("山西省", "山西省文水县"));
    /// assert_eq!(Division::filed("贵州"), ("贵州", "贵州"));
    /// assert_eq!(Division::filed("铜山"), ("", "铜山"));
    /// ```
    pub fn filed(place: &'a str) -> (&'a str, &'a str) {
        let Self { province, county } = Self::of(place);
        let named = [county, province].into_iter().find(|part| !part.is_empty());
        (province, named.unwrap_or(place))
    }

    /// The sort key of a place: its province as official lists have them (the order of GB/T 2260;
    /// those that are no more come after, and whatever is none comes last), then what it is filed
    /// under by pinyin.
    ///
    /// ```
    /// use fengbei::text::Division;
    /// let mut places = ["某国", "直隶高阳", "山西省文水县", "山西省大同县", "北京市"];
    /// let collator = Division::collator();
    /// places.sort_by_cached_key(|place| Division::key(place, &collator));
    /// assert_eq!(places, ["北京市", "山西省大同县", "山西省文水县", "直隶高阳", "某国"]);
    /// ```
    pub fn key(place: &str, collator: &Collator) -> (usize, Vec<u8>) {
        let (province, filed) = Division::filed(place);
        (Division::province_rank(province), collator.key(filed))
    }

    /// Where official lists have the province that `place` begins with; behind all others what begins
    /// with none.
    pub fn province_rank(place: &str) -> usize {
        let at = PROVINCES.iter().position(|(name, _)| place.starts_with(name));
        at.unwrap_or(PROVINCES.len())
    }

    /// The name, without its 省 or 市, of the province that `place` begins with; empty when it begins
    /// with none.
    ///
    /// ```
    /// use fengbei::text::Division;
    /// assert_eq!(Division::province_name("广西省桂平县"), "广西");
    /// assert_eq!(Division::province_name("长沙"), "");
    /// ```
    pub fn province_name(place: &str) -> &'static str {
        PROVINCES.get(Division::province_rank(place)).map_or("", |(name, _)| name)
    }

    /// The name, without its 省 or 市, of the province that a division code (区划代码) is of; empty when
    /// it is of none.
    ///
    /// ```
    /// use fengbei::text::Division;
    /// assert_eq!(Division::province_of_code("430121"), "湖南");
    /// assert_eq!(Division::province_of_code("长沙"), "");
    /// ```
    pub fn province_of_code(code: &str) -> &'static str {
        let code: String = code.trim().chars().map(half_width).collect();
        let is_of = |(_, digits): &&(&str, &str)| !digits.is_empty() && code.starts_with(digits);
        let is_code = code.len() >= 6 && code.bytes().all(|b| b.is_ascii_digit());
        PROVINCES.iter().find(is_of).filter(|_| is_code).map_or("", |(name, _)| name)
    }

    /// What puts the places of a province in order.
    pub fn collator() -> Collator {
        Collator::new(Order::Pinyin, SingleName::Compare, &OrderOverrides::default())
    }

    /// What may be shown of a place that is masked (打码): it is cut behind the county, or behind the
    /// province when no county is certain. Of a place without either nothing is left.
    ///
    /// ```
    /// use fengbei::text::Division;
    /// assert_eq!(Division::masked("山西省文水县云周西村12号"), "山西省文水县");
    /// assert_eq!(Division::masked("湖北江夏"), "湖北江夏");
    /// assert_eq!(Division::masked("山西省柳林镇"), "山西省");
    /// assert_eq!(Division::masked("云周西村"), "");
    /// ```
    pub fn masked(place: &'a str) -> &'a str {
        let Self { province, county } = Self::of(place);
        let is_ranked = county.ends_with(COUNTY_ENDS);
        // A bare name behind a province is the county's only when nothing follows it.
        let is_bare = county == place.trim() && !county.ends_with(BELOW_COUNTY);
        let is_neighbourhood = NEIGHBOURHOODS.iter().any(|end| county.ends_with(end));
        if (is_ranked || is_bare) && !is_neighbourhood { county } else { province }
    }
}

fn province(place: &str) -> &str {
    let name = Division::province_name(place);
    if name.is_empty() {
        return "";
    }
    let rest = &place[name.len()..];
    let rank = RANKS.iter().find(|rank| rest.starts_with(**rank)).map_or(0, |rank| rank.len());
    &place[..name.len() + rank]
}

/// Bytes of the county's name at the start of `rest`: up to its 县 and the like; two characters of a
/// bare name behind a province.
fn county(rest: &str, has_province: bool) -> usize {
    let mut end = 0;
    let mut length = 0;
    for (at, c) in rest.char_indices().take(12) {
        length += 1;
        // A name has one character at least before its rank: 县 itself begins no county.
        if length >= 2 && COUNTY_ENDS.contains(&c) {
            end = at + c.len_utf8();
            length = 0;
            if c != '市' {
                break;
            }
        }
    }
    let bare = || rest.char_indices().nth(2).map_or(rest.len(), |(at, _)| at);
    match end {
        0 if has_province && rest.chars().count() >= 2 => bare(),
        end => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_below_a_county_is_left_of_a_masked_place() {
        let table = [
            ("山西省离石县柳林镇（今属柳林县）", "山西省离石县"),
            ("湖北省武汉市洪山区珞喻路3号", "湖北省武汉市洪山区"),
            ("文水县云周西村", "文水县"),
            ("山西省文水县", "山西省文水县"),
            ("湖南湘潭", "湖南湘潭"),
            ("湖南湘潭韶山冲", "湖南"),
            ("山西张村", "山西"),
            ("山西省幸福小区", "山西省"),
            ("幸福社区3栋", ""),
            ("贵州", "贵州"),
            ("加拿大安大略省", ""),
            ("", ""),
        ];
        for (place, masked) in table {
            assert_eq!(Division::masked(place), masked, "{place}");
        }
    }

    #[test]
    fn places_are_cut_as_registers_write_them() {
        let table = [
            ("山西省离石县柳林镇（今属柳林县）", "山西省", "山西省离石县"),
            ("河南省确山县李湾村", "河南省", "河南省确山县"),
            ("北京市朝阳区", "北京市", "北京市朝阳区"),
            ("直隶高阳（今属河北）", "直隶", "直隶高阳"),
            ("江西抚州金溪（生于云南宣威倘塘镇）", "江西", "江西抚州"),
            ("贵州省都江县", "贵州省", "贵州省都江县"),
            ("山东胶县", "山东", "山东胶县"),
            ("湖南", "湖南", ""),
            ("文水县", "", "文水县"),
            ("铜山", "", ""),
            ("上海", "上海", ""),
            ("", "", ""),
        ];
        for (place, province, county) in table {
            assert_eq!(Division::of(place), Division { province, county }, "{place}");
        }
    }
}
