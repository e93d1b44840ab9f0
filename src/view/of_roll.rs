//! Views of rolls and of people.

use super::builder::Builder;
use super::item::{AttachmentView, CardView};
use super::of_item::{format_of, grouped};
use super::of_roll_words::{correction, rule};
use super::page::{ListView, PageView};
use super::roll::{
    FactView, PersonView, RelatedView, RollEntryView, RollGroupView, RollValueView, RollView,
    RowView, SaidView,
};
use super::site::LinkView;
use crate::model::{Life, PersonId, Roll, RollFeature, RollField, RollId, Statement, TextId};
use crate::plan::{DATA_PEOPLE, DataForm, RollPage, RollPlan, WALL_NAMES, anchor, pages};
use crate::text::{DateForm, UncertainDate, padded_name, percent_encode};

/// Values of an entry on the roll's home.
const FIRST_VALUES: usize = 24;
/// Related people who are named.
const RELATED: usize = 12;

/// Fields of a person's page, in order; the name, the id and the kind stand elsewhere.
const FACTS: &[RollField] = &[
    RollField::OtherNames,
    RollField::Sex,
    RollField::Ethnicity,
    RollField::Birth,
    RollField::Native,
    RollField::NativeNow,
    RollField::Party,
    RollField::Joined,
    RollField::Unit,
    RollField::Post,
    RollField::Death,
    RollField::Age,
    RollField::DeathPlace,
    RollField::Battle,
    RollField::Cause,
    RollField::Merits,
    RollField::Burial,
    RollField::Moves,
    RollField::Wall,
    RollField::Period,
    RollField::Group,
    RollField::Batch,
    RollField::Status,
    RollField::Source,
    RollField::Note,
];

/// What makes people belong together.
const BONDS: &[(RollField, &str)] = &[
    (RollField::Group, "同一群体"),
    (RollField::Battle, "同一战役"),
    (RollField::DeathPlace, "同一地点牺牲"),
    (RollField::Unit, "同一单位"),
    (RollField::Native, "同乡"),
];

/// A roll and its pages, to make views from.
pub(super) struct Desk<'a> {
    builder: &'a Builder<'a>,
    pub(super) roll: &'a Roll,
    plan: &'a RollPlan,
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
        page.roll = Some(Box::new(desk.view(FIRST_VALUES)));
        page.list = None;
    }

    /// A page of a roll beside its home.
    pub(super) fn roll_page(&self, path: &str, id: RollId, which: RollPage) -> PageView {
        let desk = self.desk(id);
        let (kind, title) = desk.title(which);
        let column = desk.roll.column;
        let mut page = self.plain(kind, path, &title);
        page.head_title =
            format!("{title} - {} - {}", self.site.column(column).title, self.site.config.title);
        page.meta = self.column_meta(column);
        page.styles.extend(self.assets.roll_styles.iter().cloned());
        page.section = self.section(column);
        page.breadcrumb = self.way(column);
        page.breadcrumb.push(LinkView { title, path: String::new() });
        page.roll = Some(Box::new(desk.view(0)));
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

    fn desk(&self, id: RollId) -> Desk<'_> {
        Desk { builder: self, roll: self.site.roll(id), plan: &self.plan.rolls[id.0 as usize] }
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
                let url = page.canonical.as_deref();
                page.json_ld = self.builder.person_json_ld(self.roll, person, url);
            }
            RollPage::Wall(number) => {
                let names = self.roll.order.iter().skip((number - 1) * WALL_NAMES).take(WALL_NAMES);
                page.names = names.map(|person| self.link(*person)).collect();
                let count = pages(self.roll.order.len(), WALL_NAMES);
                page.list = Some(Self::turning(self.roll.order.len(), count, number, |n| {
                    self.plan.wall(n)
                }));
            }
            RollPage::Statistics => page.charts = self.charts(),
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
        let shown = people.iter().skip((number - 1) * size).take(size);
        let whole = people.len() == self.roll.order.len();
        page.rows = shown.map(|person| self.row(*person, whole)).collect();
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
            people: grouped(roll.totals.people),
            groups: roll.totals.groups,
            rule: rule(roll),
            entries: (0..self.plan.entries.len()).map(|entry| self.entry(entry, values)).collect(),
            list: link("名单", self.plan.list(1)),
            has_search: offers(RollFeature::Search),
            wall: offers(RollFeature::Wall).then(|| link("英烈墙", self.plan.wall(1))),
            statistics: offers(RollFeature::Statistics)
                .then(|| link("统计", self.plan.statistics())),
            downloads: self.downloads(),
            licence: roll.settings.licence.clone(),
            correction: roll.settings.correction.as_deref().map(|to| correction(to, None)),
        }
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
        let mut shown: Vec<usize> = (0..it.values.len()).collect();
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
            path: Self::path(&self.plan.value_address(self.roll, entry, value)),
            count: it.people.len(),
        }
    }

    fn said(&self, person: PersonId, field: RollField) -> &str {
        self.roll.people.get(person, field)
    }

    fn card(&self, person: PersonId) -> CardView {
        let LinkView { title, path } = self.link(person);
        let row = self.row(person, false);
        CardView {
            kind: "person".into(),
            kicker: None,
            title,
            path,
            date: None,
            summary: joined(&[&row.life, &row.place, &row.unit], "，"),
            cover: None,
            source: None,
            number: None,
            validity: None,
            pinned: false,
            column: self.builder.column_link(self.roll.column),
        }
    }

    fn row(&self, person: PersonId, has_anchor: bool) -> RowView {
        let said = |field| self.said(person, field);
        let path = if self.roll.has_page(person) {
            percent_encode(&self.plan.person(self.roll, person))
        } else {
            String::new()
        };
        RowView {
            id: self.roll.id(person).to_owned(),
            anchor: if has_anchor { anchor(self.roll.id(person)) } else { String::new() },
            name: padded_name(self.roll.name(person)).into_owned(),
            path,
            life: life(said(RollField::Birth), said(RollField::Death)),
            place: said(RollField::Native).to_owned(),
            unit: joined(&[said(RollField::Unit), said(RollField::Post)], " "),
            fate: fate(said(RollField::Death), said(RollField::DeathPlace)),
        }
    }

    /// A link to a person's page, or to their row.
    fn link(&self, person: PersonId) -> LinkView {
        let path = Self::path(&self.plan.address(self.roll, person));
        LinkView { title: padded_name(self.roll.name(person)).into_owned(), path }
    }

    /// An address, which may have an anchor, encoded.
    fn path(address: &str) -> String {
        match address.split_once('#') {
            Some((page, anchor)) => format!("{}#{}", percent_encode(page), percent_encode(anchor)),
            None => percent_encode(address),
        }
    }

    fn person(&self, person: PersonId, path: &str) -> PersonView {
        let roll = self.roll;
        let life_of = roll.lives.get(&person);
        let at = self.plan.position(person);
        let beside =
            |at: Option<usize>| at.and_then(|at| roll.order.get(at)).map(|p| self.link(*p));
        let name = roll.name(person);
        let carved = self.said(person, RollField::Name);
        let is_group = crate::model::is_group(self.said(person, RollField::Kind));
        let group = roll.groups.iter().find(|group| group.entry == Some(person));
        PersonView {
            id: roll.id(person).to_owned(),
            name: name.to_owned(),
            carved: if carved == name { String::new() } else { carved.to_owned() },
            life: life(self.said(person, RollField::Birth), self.said(person, RollField::Death)),
            is_group,
            facts: self.facts(person, life_of),
            members: group.map_or_else(Vec::new, |group| {
                group.members.iter().map(|member| self.link(*member)).collect()
            }),
            portrait: life_of.and_then(|life| {
                let alt = life.portrait_alt.clone().unwrap_or_else(|| format!("{name}像"));
                self.builder.picture(life.portrait.as_deref()?, &alt)
            }),
            portrait_licence: life_of
                .and_then(|life| life.portrait_licence.clone())
                .unwrap_or_default(),
            body: life_of
                .map_or_else(String::new, |life| self.builder.html(&life.source, path, &life.body)),
            related: self.related(person),
            previous: beside(at.checked_sub(1)),
            next: beside(Some(at + 1)),
            row: Self::path(&self.plan.row(roll, person)),
            correction: roll
                .settings
                .correction
                .as_deref()
                .map(|to| correction(to, Some((roll.id(person), name)))),
        }
    }

    fn facts(&self, person: PersonId, life: Option<&Life>) -> Vec<FactView> {
        let statements = life.map_or(&[][..], |life| life.statements.as_slice());
        let fact = |field: &RollField| {
            let own = self.said(person, *field);
            let mut says: Vec<SaidView> = alternatives(*field, own)
                .map(|text| SaidView { text, source: String::new() })
                .collect();
            for statement in statements.iter().filter(|s| s.field == *field) {
                state(&mut says, *field, statement);
            }
            (!says.is_empty()).then(|| FactView { title: field.title().into(), says })
        };
        FACTS.iter().filter_map(fact).collect()
    }

    fn related(&self, person: PersonId) -> Vec<RelatedView> {
        let people = &self.roll.people;
        let bond = |(field, title): &(RollField, &str)| {
            let text = people.text(person, *field);
            if text == TextId::EMPTY {
                return None;
            }
            let same =
                |other: &&PersonId| **other != person && people.text(**other, *field) == text;
            let mut others = self.roll.order.iter().filter(same);
            let named: Vec<LinkView> =
                others.by_ref().take(RELATED).map(|p| self.link(*p)).collect();
            let more = others.count();
            (!named.is_empty()).then(|| RelatedView { title: (*title).into(), people: named, more })
        };
        BONDS.iter().filter_map(bond).collect()
    }
}

/// What a field says, its alternatives apart, dates as people write them.
fn alternatives(field: RollField, said: &str) -> impl Iterator<Item = String> {
    let is_date = matches!(field, RollField::Birth | RollField::Death | RollField::Joined);
    said.split('|').map(str::trim).filter(|part| !part.is_empty()).map(move |part| {
        let date = is_date.then(|| UncertainDate::parse(part).ok()).flatten();
        date.map_or_else(|| part.to_owned(), UncertainDate::chinese)
    })
}

/// Adds what a source says: to the same words, or as words of its own.
fn state(says: &mut Vec<SaidView>, field: RollField, statement: &Statement) {
    let text = alternatives(field, &statement.says).next().unwrap_or_default();
    let source = match &statement.seen {
        Some(seen) => format!("{}（{seen}查阅）", statement.source),
        None => statement.source.clone(),
    };
    match says.iter_mut().find(|said| said.text == text) {
        Some(said) if said.source.is_empty() => said.source = source,
        Some(said) => said.source = format!("{}；{source}", said.source),
        None => says.push(SaidView { text, source }),
    }
}

/// `1932—1947`, as much of it as is known.
fn life(birth: &str, death: &str) -> String {
    let year = |said: &str| {
        let date = UncertainDate::parse(said).ok()?;
        years(date)
    };
    match (year(birth), year(death)) {
        (None, None) => String::new(),
        (Some(birth), None) => format!("{birth}—？"),
        (None, Some(death)) => format!("？—{death}"),
        (Some(birth), Some(death)) => format!("{birth}—{death}"),
    }
}

/// The years of a date, in few characters.
fn years(date: UncertainDate) -> Option<String> {
    let points = date.points().iter().map(|point| {
        let about = if point.about() { "约" } else { "" };
        let doubt = if point.doubtful() { "？" } else { "" };
        format!("{about}{}{doubt}", point.year())
    });
    let mut points: Vec<String> = points.collect();
    points.dedup();
    let together = match date.form() {
        DateForm::Unknown => return None,
        DateForm::Until => format!("{}前", points[0]),
        DateForm::Since => format!("{}后", points[0]),
        DateForm::Single | DateForm::Range | DateForm::EitherOfTwo | DateForm::EitherOfThree => {
            points.join("/")
        }
    };
    Some(together)
}

fn fate(death: &str, place: &str) -> String {
    let date =
        UncertainDate::parse(death).map_or_else(|_| death.to_owned(), UncertainDate::chinese);
    joined(&[&date, place], "，")
}

fn joined(parts: &[&str], between: &str) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}
