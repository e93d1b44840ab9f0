//! Periods of history, as rolls of honour name them.

use jiff::civil::{Date, date};

/// A period.
#[derive(Debug, PartialEq, Eq)]
pub struct Period {
    /// Words by which it is known.
    words: &'static [&'static str],
    /// When it was, as it is told: its first and last day, month or year.
    pub told: &'static str,
    /// The first day that rolls put into it.
    pub from: Date,
    /// The last day that rolls put into it.
    pub to: Date,
}

/// No end.
const OPEN: Date = Date::MAX;

/// Every period, with room on both sides for how offices use it.
static PERIODS: [Period; 10] = [
    Period {
        words: &["大革命", "第一次国内革命战争", "国民革命", "建党"],
        told: "1924—1927",
        from: date(1921, 1, 1),
        to: date(1927, 12, 31),
    },
    Period {
        words: &["北伐"], told: "1926—1927", from: date(1924, 1, 1), to: date(1928, 12, 31)
    },
    Period {
        words: &["土地革命", "第二次国内革命战争", "红军时期", "十年内战"],
        told: "1927-08-01—1937-07-06",
        from: date(1927, 4, 12),
        to: date(1938, 12, 31),
    },
    Period {
        words: &["长征"],
        told: "1934-10—1936-10",
        from: date(1934, 7, 1),
        to: date(1937, 12, 31),
    },
    Period {
        words: &["抗日", "抗战"],
        told: "1931-09-18—1945-09-02",
        from: date(1931, 9, 18),
        to: date(1946, 12, 31),
    },
    Period {
        words: &["解放战争", "第三次国内革命战争"],
        told: "1945-09—1949-09",
        from: date(1945, 8, 1),
        to: date(1955, 12, 31),
    },
    Period {
        words: &["抗美援朝", "朝鲜战争"],
        told: "1950-10—1953-07",
        from: date(1950, 6, 25),
        to: date(1958, 12, 31),
    },
    Period {
        words: &["社会主义建设", "建国后", "新中国成立后", "和平时期", "和平建设"],
        told: "1949-10-01—",
        from: date(1949, 1, 1),
        to: OPEN,
    },
    Period { words: &["自卫反击"], told: "1962-10—", from: date(1962, 1, 1), to: OPEN },
    Period {
        words: &["改革开放", "新时期"], told: "1978-12—", from: date(1978, 1, 1), to: OPEN
    },
];

impl Period {
    /// The periods that `said` names, in the order of time.
    ///
    /// ```
    /// use fengbei::text::Period;
    /// let told = |said| Period::named(said).map(|period| period.told).collect::<Vec<_>>();
    /// assert_eq!(told("北伐、抗日战争时期"), ["1926—1927", "1931-09-18—1945-09-02"]);
    /// assert!(told("本县苏区时期").is_empty());
    /// ```
    pub fn named(said: &str) -> impl Iterator<Item = &'static Self> {
        PERIODS.iter().filter(move |period| period.words.iter().any(|word| said.contains(word)))
    }

    /// Where the first period that `said` names stands in the order of time, from 0; last when it
    /// names none.
    ///
    /// ```
    /// use fengbei::text::Period;
    /// let mut periods = ["苏区时期", "抗美援朝", "抗日战争时期", "土地革命战争时期"];
    /// periods.sort_by_key(|period| Period::rank(period));
    /// assert_eq!(periods, ["土地革命战争时期", "抗日战争时期", "抗美援朝", "苏区时期"]);
    /// ```
    pub fn rank(said: &str) -> usize {
        let first = Self::named(said).next();
        PERIODS.iter().position(|period| Some(period) == first).unwrap_or(PERIODS.len())
    }
}
