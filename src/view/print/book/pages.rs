//! Pieces of known height → pages. Never knows what a piece is.
//!
//! Heights are counted in units of the page's grid. Because they are known, a page number is known
//! before a page is set, and every page is set by itself.

/// Units on a page: 235 mm of 4.5 points each.
pub const HEIGHT: u32 = 148;
/// Units of a line of small text.
pub const LINE: u32 = 3;
/// Units of a row of names.
pub const ROW: u32 = 4;

/// Something that is not broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<T> {
    /// How high it is.
    pub units: u32,
    /// Whether it must not end a page, as a heading must not.
    pub leads: bool,
    /// What it is.
    pub it: T,
}

/// `pieces` on pages; `again` gives what is said once more on top of a page that begins with a piece,
/// for which every page has room.
pub fn pages<T>(
    pieces: Vec<Piece<T>>,
    again: impl Fn(&T) -> Option<Piece<T>>,
) -> Vec<Vec<Piece<T>>> {
    let mut pages: Vec<Vec<Piece<T>>> = Vec::new();
    let mut room = 0;
    let mut pieces = pieces.into_iter().peekable();
    while let Some(first) = pieces.next() {
        let mut together = vec![first];
        while together.last().is_some_and(|piece| piece.leads)
            && let Some(next) = pieces.next()
        {
            together.push(next);
        }
        let units: u32 = together.iter().map(|piece| piece.units).sum();
        if units > room || pages.is_empty() {
            let top = again(&together[0].it);
            room = HEIGHT - top.as_ref().map_or(0, |piece| piece.units);
            pages.push(top.into_iter().collect());
        }
        room = room.saturating_sub(units);
        pages.last_mut().expect("there is a page").append(&mut together);
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(units: u32, it: &'static str) -> Piece<&'static str> {
        Piece { units, leads: it == "heading", it }
    }

    #[test]
    fn a_heading_goes_with_what_it_leads_and_a_page_says_where_it_goes_on() {
        let pieces = vec![
            piece(8, "heading"),
            piece(100, "row"),
            piece(30, "row"),
            piece(8, "heading"),
            piece(100, "row"),
            piece(45, "row"),
        ];
        let again = |it: &&'static str| (*it == "row").then(|| piece(4, "again"));
        let pages = pages(pieces, again);
        let said: Vec<Vec<&str>> =
            pages.iter().map(|page| page.iter().map(|piece| piece.it).collect()).collect();
        assert_eq!(
            said,
            [vec!["heading", "row", "row"], vec!["heading", "row"], vec!["again", "row"]]
        );
        let is_full =
            |page: &Vec<Piece<_>>| page.iter().map(|piece| piece.units).sum::<u32>() > HEIGHT;
        assert!(!pages.iter().any(is_full));
    }
}
