//! Rows with labels: beside what they belong to on a wide picture and where all are short, above it
//! otherwise. Never draws what stands in a row.

use super::canvas::{Anchor, Canvas, Ink};
use super::lettering::{GAP, LINE, width, wrap_evenly};
use super::{Chart, Format};

/// The part of a wide picture that labels may take.
const MOST_FOR_LABELS: f64 = 0.36;
/// The part of a narrow picture up to which all labels are short.
const SHORT: f64 = 0.26;
/// What a narrow picture must have left for the drawing when labels stand beside it.
const ROOM: f64 = 100.0;
/// Between a label and what stands below it.
const BELOW: f64 = 2.0;

/// The rows of a picture.
pub(super) struct Rows {
    standing: Standing,
    labels: Vec<Vec<String>>,
    /// The width of the words before and behind what is drawn.
    sides: (f64, f64),
    /// Where labels end and the drawing begins.
    pub(super) left: f64,
    /// Where the drawing ends.
    pub(super) right: f64,
}

/// Where labels stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// To the left of what they belong to.
    Beside,
    /// On lines of their own.
    Above,
}

/// The place of one row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// Where its content begins.
    pub(super) top: f64,
    /// From where to where a line through all rows runs in this one.
    pub(super) through: (f64, f64),
}

impl Rows {
    /// The rows of a chart whose numbers need `sides` before and behind what is drawn.
    pub(super) fn new(chart: &Chart, format: Format, sides: (f64, f64)) -> Self {
        let whole = format.width();
        let widest = |labels: &[Vec<String>]| {
            labels.iter().flatten().map(|line| width(line)).fold(0.0, f64::max)
        };
        let wrapped = |room: f64| -> Vec<Vec<String>> {
            chart.labels.iter().map(|label| wrap_evenly(label, room)).collect()
        };
        let short = (whole * SHORT).min(whole - sides.0 - sides.1 - ROOM);
        let are_short = chart.labels.iter().all(|label| width(label) <= short);
        let (standing, labels) = match format {
            Format::Wide => (Standing::Beside, wrapped(whole * MOST_FOR_LABELS)),
            Format::Narrow if are_short => (Standing::Beside, wrapped(short)),
            Format::Narrow => (Standing::Above, wrapped(whole)),
        };
        let left = match standing {
            Standing::Beside => widest(&labels) + 2.0 * GAP,
            Standing::Above => 1.0,
        };
        Self { standing, labels, sides, left, right: whole - 1.0 }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.labels.len()
    }

    /// The part of the drawing that its words leave; words that need nearly all leave a little.
    pub(super) fn plot(&self) -> (f64, f64) {
        let least = 24.0;
        let (from, to) = (self.left + self.sides.0, self.right - self.sides.1);
        if to - from >= least { (from, to) } else { (from, from + least) }
    }

    /// Writes the labels for contents of `height` from `top` down; gives the rows' places, and the
    /// bottom.
    pub(super) fn place(&self, canvas: &mut Canvas, top: f64, height: f64) -> (Vec<Row>, f64) {
        let mut y = top;
        let rows = (0..self.count()).map(|index| self.one(canvas, index, &mut y, height));
        let rows: Vec<Row> = rows.collect();
        let bottom = (y - self.between()).max(top) + 3.0;
        canvas.reach_down(bottom);
        (rows, bottom)
    }

    /// The space between rows.
    fn between(&self) -> f64 {
        match self.standing {
            Standing::Beside => 9.0,
            Standing::Above => 12.0,
        }
    }

    fn one(&self, canvas: &mut Canvas, index: usize, y: &mut f64, height: f64) -> Row {
        let lines = &self.labels[index];
        let words = LINE * super::number::count(lines.len());
        let (anchor, x, first, top, bottom) = match self.standing {
            Standing::Beside => {
                let whole = words.max(height);
                let first = *y + (whole - words) / 2.0;
                (Anchor::End, self.left - 2.0 * GAP, first, *y + (whole - height) / 2.0, *y + whole)
            }
            Standing::Above => {
                let top = *y + words + BELOW;
                (Anchor::Start, 0.0, *y, top, top + height)
            }
        };
        for (number, line) in lines.iter().enumerate() {
            let middle = first + LINE * (super::number::count(number) + 0.5);
            canvas.words(Ink::Full, anchor, x, middle, line);
        }
        let through = match self.standing {
            Standing::Beside => (*y - self.between() / 2.0, bottom + self.between() / 2.0),
            Standing::Above => (top - 2.0, top + height + 2.0),
        };
        *y = bottom + self.between();
        Row { top, through: (through.0.max(0.0), through.1) }
    }
}
