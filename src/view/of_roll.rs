//! Views of a roll and its lists. What a person's page says is made in `of_person`.

use std::sync::Arc;

use super::builder::Builder;
use super::item::{AttachmentView, CardView};
use super::of_date::SaidDate;
use super::of_item::format_of;
use super::of_person::PersonPart;
use super::of_roll_words::{correction, rule};
use super::page::{ListView, PageView};
use super::roll::{
    RelatedView, RollDoorView, RollEntryView, RollGroupView, RollValueView, RollView, RowView,
};
use super::shared::{Numbered, Shared, Shelf};
use super::site::LinkView;
use crate::model::{PersonId, Roll, RollFeature, RollField, RollId, TextId};
use crate::plan::{
    DATA_PEOPLE, DataForm, RollPage, RollPlan, Sheet, WALL_NAMES, anchor, book_volumes, pages,
};
use crate::text::{Amount, encode_address, padded_name, percent_encode};

/// Values of an entry on the roll's home.
const FIRST_VALUES: usize = 24;
/// A roll and its pages, to make views from.
pub(super) struct Desk<'a> {
    pub(super) builder: &'a Builder<'a>,
    pub(super) id: RollId,
    pub(super) roll: &'a Roll,
    pub(super) plan: &'a RollPlan,
}

/// What pages of a roll share.
#[derive(Debug)]
pub struct RollShelf {
    /// What all pages but the home know of the roll.
    view: Shared<RollView>,
    /// What dates of birth and death say, by the numbers of their texts.
    pub(super) dates: Numbered<SaidDate>,
    /// Links to people whom pages of others name.
    links: Shelf<PersonId, Shared<LinkView>>,
    /// Those who have the same words in a field, as everybody sees them who is not named himself.
    pub(super) related: Shelf<(RollField, TextId), Shared<RelatedView>>,
}

impl Builder<'_> {
    /// The home of a roll: what `page`, its column, has beside.
    pub(super) fn roll_home(&self, id: RollId, page: &mut PageView) {
        let desk = self.desk(id);
        page.kind = "roll".into();
        page.styles.extend(self.assets.roll_styles.iter().cloned());
        if desk.roll.settings.offers(RollFeature::Search) {
            page.scripts.extend(self.assets.roll_scripts.iter().cloned());
        }
        page.roll = Some(Shared::new(desk.view(FIRST_VALUES)));
        page.list = None;
    }

    /// A page of a roll beside its home.
    pub(super) fn roll_page(&self, path: &str, id: RollId, which: RollPage) -> PageView {
        let desk = self.desk(id);
        let (kind, title) = desk.title(which);
        let column = desk.roll.column;
        let mut page = self.within(column, kind, path, &title);
        page.head_title =
            format!("{title} - {} - {}", self.site.column(column).title, self.site.config.title);
        page.styles.extend(self.assets.roll_styles.iter().cloned());
        let made = desk.kept().map(|kept| kept.view.clone());
        page.roll = Some(made.unwrap_or_else(|| desk.shared()));
        desk.fill(&mut page, which);
        page
    }

    /// The first `count` people of a roll as cards; who has a life goes before.
    pub(super) fn people_cards(&self, id: RollId, count: usize) -> Vec<CardView> {
        let desk = self.desk(id);
        let has_life = |person: &&PersonId| desk.roll.lives.contains_key(person);
        let with = desk.roll.order.iter().filter(has_life);
        let without = desk.roll.order.iter().filter(|person| !has_life(person));
        with.chain(without).take(count).map(|person| desk.card(*person)).collect()
    }

    /// What the pages of each roll share.
    pub fn roll_shelves(&self) -> Vec<RollShelf> {
        let kept = |(id, roll): (u32, &Arc<Roll>)| RollShelf {
            view: self.desk(RollId(id)).shared(),
            dates: Numbered::below(roll.people.texts()),
            links: Shelf::default(),
            related: Shelf::default(),
        };
        (0..).zip(&self.site.rolls).map(kept).collect()
    }

    /// Every roll, to look for a name in.
    pub(super) fn roll_doors(&self) -> Vec<RollDoorView> {
        let door = |(roll, plan): (&Arc<Roll>, &RollPlan)| RollDoorView {
            title: self.site.column(roll.column).title.clone(),
            path: self.column_path(roll.column, 1),
            folder: percent_encode(&plan.folder),
        };
        self.site.rolls.iter().zip(&self.plan.rolls).map(door).collect()
    }

    pub(super) fn desk(&self, id: RollId) -> Desk<'_> {
        Desk { builder: self, id, roll: self.site.roll(id), plan: &self.plan.rolls[id.0 as usize] }
    }
}

impl Desk<'_> {
    /// The word for a page's kind, and its title.
    fn title(&self, page: RollPage) -> (&'static str, String) {
        let part = |number: usize| {
            if number > 1 { format!("（第{number}页）") } else { String::new() }
        };
        match page {
            RollPage::List(number) => ("roll_list", format!("名单{}", part(number))),
            RollPage::Entry(entry) => ("roll_entry", self.plan.entries[entry].title.into()),
            RollPage::Value { entry, value, page } => (
                "roll_list",
                format!("{}{}", self.plan.entries[entry].values[value].title, part(page)),
            ),
            RollPage::Person(person) => ("person", self.roll.name(person).into()),
            RollPage::Wall(number) => ("wall", format!("英烈墙{}", part(number))),
            RollPage::Statistics => ("statistics", "统计".into()),
        }
    }

    fn fill(&self, page: &mut PageView, which: RollPage) {
        match which {
            RollPage::List(number) => {
                self.list(page, &self.roll.order, number, |n| self.plan.list(n));
            }
            RollPage::Entry(entry) => page.entry = Some(self.entry(entry, usize::MAX)),
            RollPage::Value { entry, value, page: number } => {
                let it = &self.plan.entries[entry];
                let up = LinkView {
                    title: it.title.into(),
                    path: percent_encode(&self.plan.entry(entry)),
                };
                page.breadcrumb.insert(page.breadcrumb.len() - 1, up);
                let people = &it.values[value].people;
                self.list(page, people, number, |n| self.plan.value(entry, value, n));
            }
            RollPage::Person(person) => {
                page.person = Some(Box::new(self.person(person, &page.path)));
                if let Some(life) = self.roll.lives.get(&person) {
                    page.styles.extend(self.builder.text_styles(&life.body));
                }
                let url = page.canonical.as_deref();
                let json_ld = || self.builder.person_json_ld(self.roll, person, url);
                page.json_ld = self.made(PersonPart::JsonLd, json_ld);
            }
            RollPage::Wall(number) => {
                let total = self.plan.carved.len();
                let count = pages(total, WALL_NAMES);
                page.wall = Some(self.wall(number));
                page.list = Some(Self::turning(total, count, number, |n| self.plan.wall(n)));
            }
            RollPage::Statistics => {
                page.charts = self.charts();
                page.styles.extend(self.builder.assets.chart_styles.iter().cloned());
            }
        }
    }

    fn list(
        &self,
        page: &mut PageView,
        people: &[PersonId],
        number: usize,
        path: impl Fn(usize) -> String,
    ) {
        let size = self.plan.page_size;
        let start = (number - 1) * size;
        let shown = &people[start..people.len().min(start + size)];
        self.roll.people.fetch(shown);
        page.scripts.extend(self.builder.assets.roll_scripts.iter().cloned());
        page.rows = shown.iter().map(|person| self.row(*person)).collect();
        page.list = Some(Self::turning(people.len(), pages(people.len(), size), number, path));
    }

    fn turning(
        total: usize,
        count: usize,
        number: usize,
        path: impl Fn(usize) -> String,
    ) -> ListView {
        let path = |n| Some(percent_encode(&path(n)));
        ListView {
            items: Vec::new(),
            total,
            page: number,
            pages: count,
            previous: if number > 1 { path(number - 1) } else { None },
            next: if number < count { path(number + 1) } else { None },
            jumps: super::of_page::jumps(number, count, path),
        }
    }

    /// What the roll's pages share, when it is kept.
    pub(super) fn kept(&self) -> Option<&RollShelf> {
        self.builder.rolls.get(self.id.0 as usize)
    }

    fn shared(&self) -> Shared<RollView> {
        Shared::new(self.view(0))
    }

    fn view(&self, values: usize) -> RollView {
        let roll = self.roll;
        let offers = |feature| roll.settings.offers(feature);
        let link = |title: &str, path: String| LinkView {
            title: title.into(),
            path: percent_encode(&path),
        };
        RollView {
            title: self.builder.site.column(roll.column).title.clone(),
            path: self.builder.column_path(roll.column, 1),
            folder: percent_encode(&self.plan.folder),
            people: Amount::from(roll.totals.people).to_string(),
            groups: roll.totals.groups,
            rule: rule(roll),
            entries: (0..self.plan.entries.len()).map(|entry| self.entry(entry, values)).collect(),
            list: link("名单", self.plan.list(1)),
            has_search: offers(RollFeature::Search),
            wall: offers(RollFeature::Wall).then(|| link("英烈墙", self.plan.wall(1))),
            statistics: offers(RollFeature::Statistics)
                .then(|| link("统计", self.plan.statistics())),
            books: self.books(),
            downloads: self.downloads(),
            licence: roll.settings.licence.clone(),
            correction: roll.settings.correction.as_deref().map(|to| correction(to, None)),
        }
    }

    /// The address of a person that stays, whatever page the row is on: the reader's script leads
    /// from the roll's home to it. None when nobody has said where the site will be.
    pub(super) fn permanent(&self, person: PersonId) -> Option<String> {
        let home = self.builder.plan.addresses.column(self.roll.column, 1);
        let anchor = percent_encode(&anchor(self.roll.id(person)));
        Some(format!("{}#{anchor}", self.builder.absolute(&home)?))
    }

    fn books(&self) -> Vec<AttachmentView> {
        let volumes = book_volumes(self.roll).map_or(0, |volumes| volumes.count);
        let file = |volume: usize| {
            let path = self.builder.plan.sheets.get(&Sheet::Book(self.id, volume))?;
            let title = if volumes == 1 {
                "印成书的英名录".into()
            } else {
                format!("印成书的英名录（第{volume}册）")
            };
            let path = percent_encode(path);
            Some(AttachmentView { title, path, format: format_of("pdf"), size: String::new() })
        };
        (1..=volumes).filter_map(file).collect()
    }

    fn downloads(&self) -> Vec<AttachmentView> {
        let is_whole = self.roll.order.len() <= DATA_PEOPLE;
        let file = |(form, part): (DataForm, usize)| AttachmentView {
            title: if is_whole {
                "公开数据".into()
            } else {
                format!("公开数据（{}）", part + 1)
            },
            path: percent_encode(&self.plan.data(form, part)),
            format: format_of(form.extension()),
            size: String::new(),
        };
        self.plan.data_parts(self.roll).map(file).collect()
    }

    /// An entry with its most frequent `most` values, in their own order.
    fn entry(&self, entry: usize, most: usize) -> RollEntryView {
        let it = &self.plan.entries[entry];
        // Every page of a roll names its ways in, but only two kinds of page show values.
        let count = if most == 0 { 0 } else { it.values.len() };
        let mut shown: Vec<usize> = (0..count).collect();
        let is_short = most < usize::MAX;
        if most < shown.len() {
            shown.sort_by_key(|at| std::cmp::Reverse(it.values[*at].people.len()));
            shown.truncate(most);
            shown.sort_unstable();
        }
        let above = |at: usize| if is_short { "" } else { it.values[at].group.as_str() };
        let groups = shown.chunk_by(|a, b| above(*a) == above(*b)).map(|together| RollGroupView {
            title: above(together[0]).to_owned(),
            values: together.iter().map(|value| self.value(entry, *value)).collect(),
        });
        RollEntryView {
            title: it.title.into(),
            path: percent_encode(&self.plan.entry(entry)),
            count: it.values.len(),
            groups: groups.collect(),
            unknown: it.unknown,
        }
    }

    fn value(&self, entry: usize, value: usize) -> RollValueView {
        let it = &self.plan.entries[entry].values[value];
        RollValueView {
            title: it.title.clone(),
            path: encode_address(&self.plan.value_address(self.roll, entry, value)),
            count: it.people.len(),
        }
    }

    pub(super) fn said(&self, person: PersonId, field: RollField) -> &str {
        self.roll.people.get(person, field)
    }

    fn card(&self, person: PersonId) -> CardView {
        let LinkView { title, path } = self.link(person);
        let row = self.row(person);
        CardView {
            kind: "person".into(),
            kicker: None,
            title,
            path,
            date: None,
            summary: joined(&[&row.life, &row.place, &row.unit], "，"),
            cover: self.portrait(person),
            source: None,
            number: None,
            validity: None,
            pinned: false,
            column: self.builder.column_link(self.roll.column),
        }
    }

    fn row(&self, person: PersonId) -> RowView {
        let death = self.date(person, RollField::Death);
        let life = self.life_until(person, &death);
        let said = |field| self.said(person, field);
        let path = if self.roll.has_page(person) {
            percent_encode(&self.plan.person(self.roll, person))
        } else {
            String::new()
        };
        RowView {
            id: self.roll.id(person).to_owned(),
            anchor: anchor(self.roll.id(person)),
            name: padded_name(self.roll.name(person)).into_owned(),
            path,
            place: said(RollField::Native).to_owned(),
            unit: joined(&[said(RollField::Unit), said(RollField::Post)], " "),
            fate: fate(&life, death.words(), said(RollField::DeathPlace)),
            life,
        }
    }

    /// A link to a person's page, or to their row.
    pub(super) fn link(&self, person: PersonId) -> LinkView {
        let path = encode_address(&self.plan.address(self.roll, person));
        LinkView { title: padded_name(self.roll.name(person)).into_owned(), path }
    }

    /// The link to a person whom many pages may name.
    pub(super) fn shared_link(&self, person: PersonId) -> Shared<LinkView> {
        let link = || Shared::new(self.link(person));
        self.kept().map_or_else(link, |kept| kept.links.get(person, link))
    }
}

/// Where and when somebody died; not a year alone that `life` says already.
fn fate(life: &str, date: &str, place: &str) -> String {
    let is_said =
        place.is_empty() && date.strip_suffix('年').is_some_and(|year| life.ends_with(year));
    joined(&[if is_said { "" } else { date }, place], "，")
}

fn joined(parts: &[&str], between: &str) -> String {
    let length = parts.iter().map(|part| part.len() + between.len()).sum();
    let mut out = String::with_capacity(length);
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if !out.is_empty() {
            out.push_str(between);
        }
        out.push_str(part);
    }
    out
}
