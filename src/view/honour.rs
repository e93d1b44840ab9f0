//! What a template knows of the record of honours.

use super::contract::contract;

contract! {
    /// The honours of one level, on their column.
    pub struct HonourLevelView {
        /// The level, such as 国家级.
        pub title: String,
        /// Its rounds, newest first.
        pub rounds: Vec<HonourRoundView>,
        /// Who was named at this level, most often first.
        pub holders: Vec<HonourRowView>,
    }

    /// A round.
    pub struct HonourRoundView {
        /// When, such as `2020年10月20日`.
        pub date: String,
        /// Its number, such as `第11届`; empty when it is not known.
        pub number: String,
        /// Who of the record was named in it.
        pub holders: Vec<String>,
    }

    /// What a holder has achieved at a level.
    pub struct HonourRowView {
        /// 地方
        pub name: String,
        /// Path of its page.
        pub path: String,
        /// Rounds running, such as 四连冠; empty below two.
        pub running: String,
        /// Number of rounds running, for comparing.
        pub runs: u32,
        /// How often it was named in all, such as `4次`.
        pub times: String,
        /// The last naming, such as `2020年10月20日`.
        pub last: String,
        /// Whether a later round is known in which nothing is recorded of it, which does not say that it
        /// was not named.
        pub earlier: bool,
    }

    /// A holder of honours (获得命名的地方).
    pub struct HolderView {
        /// 地方
        pub name: String,
        /// Its honours by level.
        pub levels: Vec<HolderLevelView>,
    }

    /// The honours of a holder at a level.
    pub struct HolderLevelView {
        /// What it has achieved.
        pub row: HonourRowView,
        /// The level.
        pub title: String,
        /// Every naming, newest first.
        pub namings: Vec<NamingView>,
    }

    /// A naming (命名).
    pub struct NamingView {
        /// When.
        pub date: String,
        /// The title given; empty when not said.
        pub title: String,
        /// The number of the round, such as `第11届`; empty when not known.
        pub round: String,
        /// Who named; empty when not said.
        pub body: String,
        /// The document; empty when not said.
        pub document: String,
        /// Where this is known from; empty when not said.
        pub evidence: String,
        /// What it amounted to on that day, such as 四连冠.
        pub said: String,
    }
}
