//! How series are told apart: a colour, a hatching, a dash and a mark each. Never relies on colour
//! alone.

use super::MOST_SERIES;

/// One of the looks of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style(usize);

/// What a surface is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hatching {
    /// The colour alone.
    Plain,
    /// The colour with lines in the colour of the paper: the data of an SVG path in a square of
    /// [`Hatching::SIDE`].
    Lines(&'static str),
}

impl Hatching {
    /// The side of the square that is repeated.
    pub(super) const SIDE: u8 = 8;
}

/// The mark of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// A full circle.
    Disc,
    /// A square.
    Square,
    /// A triangle.
    Triangle,
    /// A square on its corner.
    Diamond,
    /// An empty circle.
    Ring,
    /// An empty square.
    Frame,
}

/// Colours for print and for readers that know no style sheet. Themes give the first three their own;
/// the others stand out from light and from dark paper alike.
const COLOURS: [&str; MOST_SERIES] =
    ["#9b1c1f", "#a98036", "#4a4742", "#c76f67", "#5d7f8f", "#8a847c"];

impl Style {
    /// The look of the series at `index`.
    pub(super) fn of(index: usize) -> Self {
        Self(index % MOST_SERIES)
    }

    /// Its number, from 1, as in the names of its classes.
    pub(super) fn number(self) -> usize {
        self.0 + 1
    }

    /// Its colour where no style sheet says otherwise.
    pub(super) fn colour(self) -> &'static str {
        COLOURS[self.0]
    }

    pub(super) fn hatching(self) -> Hatching {
        match self.0 {
            0 => Hatching::Plain,
            1 => Hatching::Lines("M-2 2 2-2M0 8 8 0M6 10 10 6"),
            2 => Hatching::Lines("M0 2H8M0 6H8"),
            3 => Hatching::Lines("M2 0V8M6 0V8"),
            4 => Hatching::Lines("M-2 6 2 10M0 0 8 8M6-2 10 2"),
            _ => Hatching::Lines("M0 4H8M4 0V8"),
        }
    }

    /// Lengths of lines and gaps; nothing for a line without gaps.
    pub(super) fn dash(self) -> &'static str {
        match self.0 {
            0 => "",
            1 => "7 4",
            2 => "2 3",
            3 => "10 3 2 3",
            4 => "4 2",
            _ => "12 4",
        }
    }

    pub(super) fn mark(self) -> Mark {
        match self.0 {
            0 => Mark::Disc,
            1 => Mark::Square,
            2 => Mark::Triangle,
            3 => Mark::Diamond,
            4 => Mark::Ring,
            _ => Mark::Frame,
        }
    }
}
