//! The volumes of the search: which articles are indexed together.
//!
//! A volume holds whole years; the newest month is a volume of its own, so that a new article
//! leaves the large volumes as they are.

/// A volume ends with the year in which it reaches this many articles.
const FULL: usize = 4096;
/// A last volume of fewer articles is not parted from its newest month.
const WORTH_PARTING: usize = 512;

/// Articles that are indexed together, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volume<T> {
    /// Its first year, `0` when that is not known, or `new`.
    pub name: String,
    /// The articles.
    pub articles: Vec<T>,
}

/// Parts `articles`, which are oldest first, into volumes; `date` gives the date of each,
/// `2024-08-01` or empty.
pub fn volumes<'a, T>(articles: Vec<T>, date: impl Fn(&T) -> &'a str) -> Vec<Volume<T>> {
    let year = |article: &T| date(article).get(..4).unwrap_or_default();
    let mut volumes: Vec<Volume<T>> = Vec::new();
    let mut last = "";
    for article in articles {
        let this = year(&article);
        match volumes.last_mut() {
            Some(volume) if this == last || volume.articles.len() < FULL => {
                volume.articles.push(article);
            }
            _ => {
                let name = if this.is_empty() { "0" } else { this };
                volumes.push(Volume { name: name.to_owned(), articles: vec![article] });
            }
        }
        last = this;
    }
    let month = |article: &T| date(article).get(..7).unwrap_or_default();
    let newest = part_newest_month(volumes.last_mut(), month);
    volumes.extend(newest);
    volumes
}

fn part_newest_month<'a, T>(
    last: Option<&mut Volume<T>>,
    month: impl Fn(&T) -> &'a str,
) -> Option<Volume<T>> {
    let last = last.filter(|volume| volume.articles.len() >= WORTH_PARTING)?;
    let newest = month(last.articles.last()?);
    let start = last.articles.partition_point(|article| month(article) < newest);
    if start == 0 {
        return None;
    }
    Some(Volume { name: "new".into(), articles: last.articles.split_off(start) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(months: &[(&str, usize)]) -> Vec<(String, usize)> {
        let dates: Vec<String> = months
            .iter()
            .flat_map(|(month, count)| vec![format!("{month}-01"); *count])
            .chain([String::new()])
            .collect();
        let mut dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        dates.sort_unstable();
        volumes(dates, |date| date).into_iter().map(|it| (it.name, it.articles.len())).collect()
    }

    fn named(parts: &[(&str, usize)]) -> Vec<(String, usize)> {
        parts.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
    }

    #[test]
    fn a_small_site_is_one_volume() {
        assert_eq!(parts(&[("2023-11", 200), ("2024-08", 30)]), named(&[("0", 231)]));
    }

    #[test]
    fn volumes_end_with_years_and_the_newest_month_is_apart() {
        let months = [("2010-05", 4000), ("2011-06", 3000), ("2012-07", 600), ("2012-08", 7)];
        assert_eq!(parts(&months), named(&[("0", 7001), ("2012", 600), ("new", 7)]));
    }

    #[test]
    fn a_month_with_everything_is_not_parted() {
        assert_eq!(
            parts(&[("2010-05", 5000), ("2011-06", 600)]),
            named(&[("0", 5001), ("2011", 600)])
        );
    }
}
