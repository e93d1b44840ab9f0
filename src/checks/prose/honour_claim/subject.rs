//! Of which place and level a claim is. Never guesses: a place without a record has the claim.

use super::claim::{Claim, MODEL};
use crate::checks::prose::Passage;
use crate::checks::prose::words::{clause, run_before};
use crate::model::{Holder, HolderId, Site};

/// What an office calls its own place.
const OWN: &[&str] = &[
    "我市", "我县", "我区", "我旗", "我州", "我盟", "本市", "本县", "本区", "全市", "全县", "全区",
    "全旗", "全州", "全盟",
];

/// The holder that a claim at byte `at` is of: the place that is named last before it. None when
/// that place has no record.
pub fn holder(site: &Site, passage: &Passage, at: usize) -> Option<HolderId> {
    let told = &passage.words[..at];
    let last = |name: &str| told.rfind(name).map(|start| start + name.len());
    let recorded = site.honours.holders().filter_map(|(id, holder)| {
        let end = last(&holder.name).or_else(|| last(holder.short_name()))?;
        Some((end, id))
    });
    let own = site.config.place.as_deref().and_then(|place| site.honours.find(place));
    let own = own.and_then(|id| Some((OWN.iter().filter_map(|word| last(word)).max()?, id)));
    let (end, id) = recorded.chain(own).max()?;
    (!other_places(told).any(|other| other > end)).then_some(id)
}

/// Where the places that are named in `told` end.
fn other_places(told: &str) -> impl Iterator<Item = usize> {
    let marks = told.char_indices().filter(|(_, c)| "省市县区州盟旗".contains(*c));
    marks.filter_map(move |(at, mark)| {
        let end = at + mark.len_utf8();
        let behind = &told[end..];
        let named = run_before(told, at, 2);
        let is_none = named.is_empty()
            || named.ends_with(['全', '我', '各', '本', '驻', '社', '城', '该', '地', '个'])
            || named.ends_with("模范")
            || named.ends_with("自治")
            || ["级", "双拥", "委", "政府", "军区"].iter().any(|word| behind.starts_with(word));
        (!is_none).then_some(end)
    })
}

/// The levels of `holder` that a claim may be of: those that the title names, or all when none is
/// named. None of them when it is a title without a record.
pub fn levels<'h>(holder: &'h Holder, passage: &Passage, claim: &Claim) -> Vec<&'h str> {
    let title = title(passage, claim);
    let is_of = |level: &str| {
        let namings = holder.levels[level].iter();
        let known = namings.filter_map(|naming| Some(naming.title.as_ref()?.split_once(MODEL)?.0));
        let is_known = |title: &str, known: &str| title.ends_with(known) || known.ends_with(title);
        title.is_empty()
            || title.ends_with(level)
            || known.into_iter().any(|known| is_known(title, known))
            || title == "全国" && level == "国家级"
    };
    holder.levels.keys().map(String::as_str).filter(|level| is_of(level)).collect()
}

/// What stands before 双拥模范 in the clause of `claim`, else in its sentence: 全国, 自治区.
fn title<'p>(passage: &'p Passage, claim: &Claim) -> &'p str {
    let words = &passage.words;
    let at = claim.place.start;
    let nearest = |range: std::ops::Range<usize>| {
        let found = words[range.clone()].match_indices(MODEL).map(|(found, _)| range.start + found);
        found.min_by_key(|found| found.abs_diff(at))
    };
    let found = nearest(clause(words, at)).or_else(|| nearest(passage.sentence(at)));
    found.map_or("", |found| run_before(words, found, 10))
}
