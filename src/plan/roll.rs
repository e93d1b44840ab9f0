//! Pages of rolls, and who stands on which.

use hashbrown::HashMap;
use std::cell::LazyCell;
use std::sync::Arc;

use super::address::{Addresses, index, numbered};
use super::name::{page_names, safe};
use super::together::Together;
use super::wall::{CarvedName, carved};
use super::{DataForm, Make, Output, Page, pages};
use crate::model::{PersonId, Roll, RollFeature, RollField, RollId, RollOrder, Site};
use crate::text::{Division, Heading, Order, Period, sequence_key, surname_length};

/// A page of a roll, beside its home, which is that of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RollPage {
    /// A page of the list, from 1.
    List(usize),
    /// The values of an entry.
    Entry(usize),
    /// A page, from 1, of those who have a value of an entry.
    Value {
        /// Which entry.
        entry: usize,
        /// Which of its values.
        value: usize,
        /// The page.
        page: usize,
    },
    /// A person.
    Person(PersonId),
    /// A page of the wall (英烈墙), from 1.
    Wall(usize),
    /// 统计
    Statistics,
}

/// A way into a roll: its people by what a field says of them.
#[derive(Debug)]
pub struct RollEntry {
    /// What it is called.
    pub title: &'static str,
    /// Folder below the column's.
    pub folder: &'static str,
    /// Its values.
    pub values: Vec<EntryValue>,
    /// How many people it says nothing of.
    pub unknown: usize,
    /// Whether each value is a stretch of the list, so that it needs no pages.
    pub in_list: bool,
}

/// A value of an entry.
#[derive(Debug)]
pub struct EntryValue {
    /// What it says.
    pub title: String,
    /// What it stands under; empty when nothing is above it.
    pub group: String,
    /// What its pages are called in the entry's folder.
    pub name: String,
    /// Who has it, in the roll's order.
    pub people: Vec<PersonId>,
}

/// The pages of a roll.
#[derive(Debug)]
pub struct RollPlan {
    /// Folder of its column, with a slash at its end.
    pub folder: String,
    /// Rows on a page.
    pub page_size: usize,
    /// Ways in.
    pub entries: Vec<RollEntry>,
    /// Names on the wall, in order.
    pub carved: Vec<CarvedName>,
    /// How many entries of the roll are groups (群体).
    pub groups: usize,
    /// Who has the same words in a field.
    pub together: Together,
    /// For each person, the place in the roll's order.
    positions: Vec<u32>,
}

/// People in a file of the public data.
pub const DATA_PEOPLE: usize = 50_000;

/// Names on a page of the wall.
pub const WALL_NAMES: usize = 2000;

/// Every order of surnames that is a way in, with the folder of its pages.
const SURNAMES: [(RollFeature, Order, &str, &str); 2] = [
    (RollFeature::Strokes, Order::Office, "按姓氏笔画", "strokes"),
    (RollFeature::Pinyin, Order::Pinyin, "按姓氏拼音", "pinyin"),
];

/// Every field that is a way in, with the folder of its pages.
const ENTRIES: [(RollFeature, RollField, &str, &str); 4] = [
    (RollFeature::Place, RollField::Native, "按籍贯", "place"),
    (RollFeature::Period, RollField::Period, "按时期", "period"),
    (RollFeature::Unit, RollField::Unit, "按单位", "unit"),
    (RollFeature::Batch, RollField::Batch, "按批次", "batch"),
];

/// Folder of the pages of the list.
const LIST: &str = "list";

/// Whether the pages in a folder below a roll's are lists of people.
pub fn is_of_lists(folder: &str) -> bool {
    let mut ways = SURNAMES.map(|way| way.3).into_iter().chain(ENTRIES.map(|way| way.3));
    folder == LIST || ways.any(|way| way == folder)
}

impl RollPlan {
    /// The pages of `roll`, whose column has `folder`.
    pub fn of(roll: &Roll, folder: &str) -> Self {
        let mut positions = vec![0; roll.people.len()];
        for (at, person) in (0..).zip(&roll.order) {
            positions[person.0 as usize] = at;
        }
        let offered = |feature| roll.settings.offers(feature);
        let by_surname = LazyCell::new(|| BySurname::of(roll));
        let surnames = SURNAMES
            .iter()
            .filter(|(feature, ..)| offered(*feature))
            .map(|(_, order, title, folder)| by_surname.entry(roll, title, folder, *order));
        let fields = ENTRIES
            .iter()
            .filter(|(feature, field, ..)| offered(*feature) && roll.people.has(*field))
            .map(|(_, field, title, folder)| entry(roll, *field, title, folder));
        Self {
            folder: folder.to_owned(),
            page_size: roll.settings.page_size.unwrap_or_else(|| page_size(roll.order.len())),
            entries: surnames.chain(fields).collect(),
            carved: carved(roll),
            groups: roll.order.iter().filter(|entry| roll.is_group(**entry)).count(),
            together: Together::default(),
            positions,
        }
    }

    /// Where a person stands in the roll's order, from 0.
    pub fn position(&self, person: PersonId) -> usize {
        self.positions[person.0 as usize] as usize
    }

    /// Path of a page of the list, from 1.
    pub fn list(&self, page: usize) -> String {
        [&self.folder, LIST, "/", &page.to_string(), ".html"].concat()
    }

    /// Path of the page of an entry.
    pub fn entry(&self, entry: usize) -> String {
        format!("{}{}/index.html", self.folder, self.entries[entry].folder)
    }

    /// Path of a page, from 1, of a value.
    pub fn value(&self, entry: usize, value: usize, page: usize) -> String {
        let entry = &self.entries[entry];
        let name = &entry.values[value].name;
        numbered(&format!("{}{}/{name}", self.folder, entry.folder), page)
    }

    /// Path of a page of the wall, from 1.
    pub fn wall(&self, page: usize) -> String {
        index(&format!("{}wall/", self.folder), page)
    }

    /// Path of the statistics.
    pub fn statistics(&self) -> String {
        format!("{}statistics.html", self.folder)
    }

    /// Path of a part, from 0, of the public data.
    pub fn data(&self, form: DataForm, part: usize) -> String {
        format!("{}data/{}.{}", self.folder, part + 1, form.extension())
    }

    /// Every file of the public data: its form and its part, from 0.
    pub fn data_parts(&self, roll: &Roll) -> impl Iterator<Item = (DataForm, usize)> {
        let people = if roll.settings.offers(RollFeature::Data) { roll.order.len() } else { 0 };
        let parts = people.div_ceil(DATA_PEOPLE);
        DataForm::ALL.into_iter().flat_map(move |form| (0..parts).map(move |part| (form, part)))
    }

    /// Who is in a part, from 0, of the public data.
    pub fn part<'a>(&self, roll: &'a Roll, part: usize) -> &'a [PersonId] {
        roll.order.chunks(DATA_PEOPLE).nth(part).unwrap_or_default()
    }

    /// Folder of the search, without a slash at its end.
    pub fn search(&self) -> String {
        format!("{}search", self.folder)
    }

    /// Path of a person's page.
    pub fn person(&self, roll: &Roll, person: PersonId) -> String {
        [&self.folder, "people/", &safe(roll.id(person)), ".html"].concat()
    }

    /// Where a person is: a page of their own, or their row in the list.
    pub fn address(&self, roll: &Roll, person: PersonId) -> String {
        if roll.has_page(person) { self.person(roll, person) } else { self.row(roll, person) }
    }

    /// A person's row in the list.
    pub fn row(&self, roll: &Roll, person: PersonId) -> String {
        let page = self.position(person) / self.page_size + 1;
        [&self.list(page), "#", &anchor(roll.id(person))].concat()
    }

    /// Where those are who have a value: a list of their own, or the one person.
    pub fn value_address(&self, roll: &Roll, entry: usize, value: usize) -> String {
        let entry_plan = &self.entries[entry];
        match entry_plan.values[value].people.as_slice() {
            [first, ..] if entry_plan.in_list => self.row(roll, *first),
            [person] => self.address(roll, *person),
            _ => self.value(entry, value, 1),
        }
    }
}

/// Rows on a page: what a phone opens at once; of a very large roll more, or there would be more
/// files than a portal takes.
fn page_size(people: usize) -> usize {
    if people <= 200_000 { 200 } else { 500 }
}

/// The anchor of a person's row.
pub fn anchor(id: &str) -> String {
    let mut anchor = String::with_capacity("p-".len() + id.len());
    anchor.push_str("p-");
    anchor.push_str(&safe(id));
    anchor
}

/// Every page of a roll beside its home.
pub fn outputs(id: RollId, roll: &Roll, plan: &RollPlan) -> Vec<Output> {
    let mut outputs = Vec::new();
    let mut page = |path: String, page: RollPage| {
        outputs.push(Output { path, make: Make::Page(Page::Roll(id, page)) });
    };
    for number in 1..=pages(roll.order.len(), plan.page_size) {
        page(plan.list(number), RollPage::List(number));
    }
    for (entry, it) in plan.entries.iter().enumerate() {
        page(plan.entry(entry), RollPage::Entry(entry));
        let has_pages = |(_, value): &(usize, &EntryValue)| !it.in_list && value.people.len() > 1;
        for (value, it) in it.values.iter().enumerate().filter(has_pages) {
            for number in 1..=pages(it.people.len(), plan.page_size) {
                page(
                    plan.value(entry, value, number),
                    RollPage::Value { entry, value, page: number },
                );
            }
        }
    }
    for person in roll.order.iter().filter(|person| roll.has_page(**person)) {
        page(plan.person(roll, *person), RollPage::Person(*person));
    }
    if roll.settings.offers(RollFeature::Wall) {
        for number in 1..=pages(plan.carved.len(), WALL_NAMES) {
            page(plan.wall(number), RollPage::Wall(number));
        }
    }
    if roll.settings.offers(RollFeature::Statistics) {
        page(plan.statistics(), RollPage::Statistics);
    }
    for (form, part) in plan.data_parts(roll) {
        outputs.push(Output { path: plan.data(form, part), make: Make::RollData(id, form, part) });
    }
    if roll.settings.offers(RollFeature::Search) {
        outputs.push(Output { path: plan.search(), make: Make::RollSearch(id) });
    }
    outputs
}

/// The plans of every roll.
pub fn plans(site: &Site, addresses: &Addresses) -> Vec<RollPlan> {
    let plan = |roll: &Arc<Roll>| RollPlan::of(roll, addresses.column_folder(roll.column));
    site.rolls.iter().map(plan).collect()
}

fn entry(roll: &Roll, field: RollField, title: &'static str, folder: &'static str) -> RollEntry {
    let people = &roll.people;
    // What a text says is worked out once, not once a person.
    let mut value_of: Vec<Option<u32>> = vec![None; people.texts()];
    let mut by_title: HashMap<&str, u32> = HashMap::new();
    let mut values: Vec<EntryValue> = Vec::new();
    let mut unknown = 0;
    for person in &roll.order {
        let text = people.text(*person, field);
        let value = *value_of[crate::model::People::number(text)].get_or_insert_with(|| {
            let (group, title) = value(field, people.say(text));
            *by_title.entry(title).or_insert_with(|| {
                values.push(EntryValue {
                    title: title.to_owned(),
                    group: group.to_owned(),
                    name: String::new(),
                    people: Vec::new(),
                });
                u32::try_from(values.len() - 1).expect("fewer than 2^32 values")
            })
        });
        let value = &mut values[value as usize];
        if value.title.is_empty() {
            unknown += 1;
        } else {
            value.people.push(*person);
        }
    }
    values.retain(|value| !value.title.is_empty());
    if field == RollField::Native {
        put_under_provinces(roll, &mut values);
    }
    let pinyin = Division::collator();
    values.sort_by_cached_key(|value| match field {
        RollField::Native => {
            (Division::province_rank(&value.group), Division::key(&value.title, &pinyin).1)
        }
        RollField::Period => (Period::rank(&value.title), sequence_key(&value.title)),
        _ => (0, sequence_key(&value.title)),
    });
    name_pages(&mut values);
    let in_list = field == RollField::Native && roll.settings.order == RollOrder::Place;
    RollEntry { title, folder, values, unknown, in_list }
}

/// One group a province, however its places write it. A place that names none stands under the
/// province of its people's division codes, when they agree.
fn put_under_provinces(roll: &Roll, values: &mut [EntryValue]) {
    for value in values {
        let province = match value.group.as_str() {
            "" => province_of_codes(roll, &value.people),
            written => Division::province_name(written),
        };
        province.clone_into(&mut value.group);
    }
}

fn province_of_codes(roll: &Roll, people: &[PersonId]) -> &'static str {
    let codes = people.iter().map(|person| roll.people.get(*person, RollField::Division));
    let mut provinces = codes.map(Division::province_of_code).filter(|name| !name.is_empty());
    let first = provinces.next().unwrap_or_default();
    if provinces.all(|other| other == first) { first } else { "" }
}

/// The people of a roll by surname, whatever order surnames stand in.
struct BySurname<'a> {
    all: Vec<(&'a str, Vec<PersonId>)>,
    /// How many have none.
    unknown: usize,
}

impl<'a> BySurname<'a> {
    fn of(roll: &'a Roll) -> Self {
        let mut all: HashMap<&str, Vec<PersonId>> = HashMap::new();
        for person in roll.order.iter().filter(|person| !roll.is_group(**person)) {
            all.entry(surname(roll.name(*person))).or_default().push(*person);
        }
        let unknown = all.remove("").map_or(0, |people| people.len());
        Self { all: all.into_iter().collect(), unknown }
    }

    fn entry(
        &self,
        roll: &Roll,
        title: &'static str,
        folder: &'static str,
        order: Order,
    ) -> RollEntry {
        let collator = roll.settings.collator_by(order);
        let mut surnames: Vec<_> = self
            .all
            .iter()
            .map(|(surname, people)| (collator.key(surname), *surname, people))
            .collect();
        surnames.sort_unstable();
        let mut values: Vec<EntryValue> = surnames
            .into_iter()
            .map(|(_, surname, people)| EntryValue {
                title: surname.to_owned(),
                group: heading(collator.heading(surname)),
                name: String::new(),
                people: people.clone(),
            })
            .collect();
        name_pages(&mut values);
        let in_list = roll.settings.is_by_name();
        RollEntry { title, folder, values, unknown: self.unknown, in_list }
    }
}

/// The surname of a name; empty for names that have none.
fn surname(name: &str) -> &str {
    let end = name.char_indices().nth(surname_length(name)).map_or(name.len(), |(at, _)| at);
    &name[..end]
}

fn heading(heading: Heading) -> String {
    match heading {
        Heading::Strokes(count) => format!("{count} 画"),
        Heading::Letter(letter) => letter.to_string(),
        Heading::Other => "其他".into(),
    }
}

/// What stands above a value, and the value: of a place the province and the county.
fn value(field: RollField, said: &str) -> (&str, &str) {
    match field {
        RollField::Native => Division::filed(said),
        _ => ("", said),
    }
}

fn name_pages(values: &mut [EntryValue]) {
    let names = page_names(values.iter().map(|value| value.title.as_str()));
    for (value, name) in values.iter_mut().zip(names) {
        value.name = name;
    }
}
