//! The limits of an inspection, with where each comes from.

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::say;

/// The profile that is built in.
const BUILT_IN: &str = include_str!("profile.toml");

/// Limits of an inspection.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The home page.
    pub home: HomeLimits,
    /// Columns that are not updated.
    pub columns: ColumnLimits,
    /// Blank columns.
    pub blank: CountLimits,
    /// Dead links.
    pub links: LinkLimits,
    /// The weight of pages.
    pub weight: WeightLimits,
}

/// Days without anything new on the home page.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HomeLimits {
    /// From so many on it is a veto.
    pub veto_days: i32,
    /// From so many on it is a warning.
    pub warn_days: i32,
    /// Where the limits come from.
    pub source: String,
}

/// Days after which a column is stale, and how many may be.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnLimits {
    /// Days for columns of news.
    pub news_days: i64,
    /// Their column types.
    pub news_types: Vec<String>,
    /// Days for columns of notices and policies.
    pub notice_days: i64,
    /// Their column types.
    pub notice_types: Vec<String>,
    /// So many stale columns of any kind are a veto.
    pub veto_stale: usize,
    /// So many stale columns of news, notices and policies together are a veto.
    pub veto_dynamic: usize,
    /// More stale columns than this are a warning.
    pub warn_stale: usize,
    /// Where the limits come from.
    pub source: String,
}

/// How many of something there may be.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountLimits {
    /// From so many on it is a veto.
    pub veto: usize,
    /// From so many on it is a warning.
    pub warn: usize,
    /// Where the limits come from.
    pub source: String,
}

/// How many links of a hundred may be dead.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkLimits {
    /// From so many on it is a veto.
    pub veto_percent: f64,
    /// From so many on it is a warning.
    pub warn_percent: f64,
    /// Where the limits come from.
    pub source: String,
}

/// How heavy a page may be, without its pictures.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeightLimits {
    /// From so many thousands of bytes on it is a warning.
    pub warn_kilobytes: usize,
    /// Where the limit comes from.
    pub source: String,
}

impl Profile {
    /// The profile's file in the site folder.
    pub const FILE: &'static str = "inspection.toml";

    /// The built-in profile with what `own` puts in its place, section by section.
    ///
    /// # Errors
    /// When `own` is no TOML, or names a section or limit there is not.
    pub fn read(own: Option<&str>) -> Result<Self> {
        let mut table: toml::Table = BUILT_IN.parse().expect("the built-in profile is TOML");
        let failed = |error: &dyn std::fmt::Display| {
            Error::Other(say!(
                "inspection.toml 读不懂：{error}",
                "inspection.toml is not understood: {error}"
            ))
        };
        if let Some(own) = own {
            let own: toml::Table = own.parse().map_err(|e| failed(&e))?;
            for (section, limits) in own {
                match (table.get_mut(&section), limits) {
                    (Some(toml::Value::Table(known)), toml::Value::Table(limits)) => {
                        known.extend(limits);
                    }
                    (_, limits) => {
                        table.insert(section, limits);
                    }
                }
            }
        }
        table.try_into().map_err(|e| failed(&e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_changes_single_limits() {
        let own = Profile::read(Some("[home]\nveto_days = 7\n")).expect("a profile");
        assert_eq!((own.home.veto_days, own.home.warn_days), (7, 10));
        assert!(Profile::read(Some("[hme]\nveto_days = 7\n")).is_err());
        assert!(Profile::read(Some("[home]\nveto = 7\n")).is_err());
        assert!(Profile::read(Some("[home")).is_err());
    }
}
