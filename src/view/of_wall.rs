//! Views of the wall of names (英烈墙).

use super::of_roll::Desk;
use super::roll::{WallNameView, WallView};
use crate::model::WallNames;
use crate::plan::{CarvedName, WALL_NAMES};
use crate::text::{Amount, encode_address, padded_name, percent_encode};

impl Desk<'_> {
    /// A page, from 1, of the wall.
    pub(super) fn wall(&self, number: usize) -> WallView {
        let carved = &self.plan.carved;
        let names = carved.iter().skip((number - 1) * WALL_NAMES).take(WALL_NAMES);
        let groups = self.plan.groups;
        let same = self.roll.order.len() - carved.len();
        WallView {
            names: names.map(|name| self.carved(*name)).collect(),
            people: Amount::from(self.roll.order.len() - groups).to_string(),
            groups,
            same: match self.roll.settings.wall {
                WallNames::All => String::new(),
                WallNames::Once => Amount::from(same).to_string(),
            },
            carved: Amount::from(carved.len()).to_string(),
        }
    }

    fn carved(&self, CarvedName { person, people }: CarvedName) -> WallNameView {
        let name = self.roll.name(person);
        let path = if people == 1 {
            self.link(person).path
        } else if self.roll.settings.is_by_name() {
            // The others stand right below.
            encode_address(&self.plan.row(self.roll, person))
        } else {
            let home = self.builder.column_path(self.roll.column, 1);
            format!("{home}?q={}", percent_encode(name))
        };
        WallNameView {
            title: padded_name(name).into_owned(),
            path,
            people: usize::try_from(people).expect("people are counted in four bytes"),
        }
    }
}
