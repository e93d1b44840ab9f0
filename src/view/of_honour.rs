//! Views of the record of honours: the comparison of all, and the page of each holder.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::builder::Builder;
use super::honour::{
    HolderLevelView, HolderView, HonourLevelView, HonourRoundView, HonourRowView, NamingView,
};
use super::page::PageView;
use crate::model::{Holder, HolderId, HonourStanding, Honours, Naming, Round};
use crate::text::percent_encode;

impl Builder<'_> {
    /// The path of a holder's page, encoded; none when the site shows no honours.
    pub(super) fn holder_path(&self, id: HolderId) -> Option<String> {
        Some(percent_encode(self.plan.holders.get(id.0 as usize)?))
    }

    /// What a holder has achieved, in few words.
    pub(super) fn holder_about(&self, id: HolderId) -> String {
        let holder = self.site.honours.holder(id);
        let levels = holder.levels.keys().filter_map(|level| {
            let standing = self.site.honours.standing(id, level, self.site.today)?;
            Some(format!("{level}{}", standing.said()))
        });
        let said: Vec<String> = levels.collect();
        format!("{}：{}", holder.name, said.join("，"))
    }

    /// Every level with its rounds and holders.
    pub(super) fn honours(&self) -> Vec<HonourLevelView> {
        let honours = &self.site.honours;
        let levels: BTreeSet<&str> = honours
            .holders()
            .flat_map(|(_, holder)| holder.levels.keys().map(String::as_str))
            .collect();
        let mut views: Vec<_> = levels.into_iter().map(|level| self.level(level)).collect();
        views.sort_by_key(|level| Reverse(level.holders.len()));
        views
    }

    fn level(&self, level: &str) -> HonourLevelView {
        let honours = &self.site.honours;
        let row = |(id, _): (HolderId, &Holder)| {
            Some(self.row(id, &honours.standing(id, level, self.site.today)?))
        };
        let mut holders: Vec<HonourRowView> = honours.holders().filter_map(row).collect();
        holders.sort_by_key(|row| (row.earlier, Reverse(row.runs)));
        let due = |round: &&Round| round.date.last_day() <= self.site.today;
        let rounds = honours.rounds(level).iter().rev().filter(due);
        let rounds = rounds.map(|round| HonourRoundView {
            date: round.date.chinese(),
            number: number(round.number),
            holders: self.named_in(level, *round),
        });
        HonourLevelView { title: level.to_owned(), rounds: rounds.collect(), holders }
    }

    fn named_in(&self, level: &str, round: Round) -> Vec<String> {
        let is_in = |naming: &Naming| round.is(Round { date: naming.date, number: naming.round });
        let holders = self.site.honours.holders().map(|(_, holder)| holder);
        let named = holders
            .filter(|holder| holder.levels.get(level).is_some_and(|all| all.iter().any(is_in)));
        named.map(|holder| holder.name.clone()).collect()
    }

    fn row(&self, id: HolderId, standing: &HonourStanding<'_>) -> HonourRowView {
        HonourRowView {
            name: self.site.honours.holder(id).name.clone(),
            path: self.holder_path(id).unwrap_or_default(),
            running: if standing.running > 1 { standing.said() } else { String::new() },
            runs: standing.running,
            times: format!("{}次", standing.times),
            last: standing.last.date.chinese(),
            earlier: standing.is_earlier,
        }
    }

    /// The page of a holder.
    pub(super) fn holder_page(&self, path: &str, id: HolderId) -> PageView {
        let holder = self.site.honours.holder(id);
        let column = self.site.column_at(Honours::COLUMN).expect("holders have pages in a column");
        let mut page = self.within(column, "holder", path, &holder.name);
        page.styles.extend(self.assets.ledger_styles.iter().cloned());
        let levels =
            holder.levels.iter().filter_map(|(level, all)| self.holder_level(id, level, all));
        let view = HolderView { name: holder.name.clone(), levels: levels.collect() };
        page.holder = Some(Box::new(view));
        page
    }

    fn holder_level(&self, id: HolderId, level: &str, all: &[Naming]) -> Option<HolderLevelView> {
        let honours = &self.site.honours;
        let standing = honours.standing(id, level, self.site.today)?;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let naming = |naming: &Naming| NamingView {
            date: naming.date.chinese(),
            title: text(&naming.title),
            round: number(naming.round),
            body: text(&naming.body),
            document: text(&naming.document),
            evidence: text(&naming.evidence),
            said: honours
                .standing(id, level, naming.date.last_day())
                .map_or_else(String::new, |standing| standing.said()),
        };
        let due = |naming: &&Naming| naming.date.last_day() <= self.site.today;
        Some(HolderLevelView {
            row: self.row(id, &standing),
            title: level.to_owned(),
            namings: all.iter().rev().filter(due).map(naming).collect(),
        })
    }
}

fn number(number: Option<u32>) -> String {
    number.map_or_else(String::new, |number| format!("第{number}届"))
}
