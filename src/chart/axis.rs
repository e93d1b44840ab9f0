//! Scales: where a number stands, and the round numbers to mark. Never draws.

/// A straight scale from numbers to places.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    /// The numbers at its ends.
    pub(super) numbers: (f64, f64),
    /// The places of its ends.
    pub(super) places: (f64, f64),
}

impl Scale {
    /// Where `number` stands.
    pub(super) fn at(&self, number: f64) -> f64 {
        let (low, high) = self.numbers;
        let (from, to) = self.places;
        // Divided first: the difference of two numbers may be too large where the parts are not.
        from + (number / (high - low) - low / (high - low)) * (to - from)
    }
}

/// Round numbers for an axis: at equal steps of 1, 2 or 5 times a power of ten, from not above the
/// least number to not below the greatest.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ticks {
    pub(super) at: Vec<f64>,
    pub(super) step: f64,
}

impl Ticks {
    /// About `wanted` steps from `low` to `high`; never less than 1 apart when `whole`, since halves
    /// of a person mean nothing.
    pub(super) fn new(low: f64, high: f64, wanted: f64, whole: Whole) -> Self {
        let high = if high > low { high } else { low + 1.0 };
        let rough = (high - low) / wanted;
        let mut power = exponent(rough);
        let mut head =
            [1.0, 2.0, 5.0].into_iter().find(|head| head * power_of_ten(power) >= rough * 0.999);
        if head.is_none() {
            power += 1;
            head = Some(1.0);
        }
        let mut head = head.unwrap_or(1.0);
        if whole == Whole::Numbers && power < 0 {
            (head, power) = (1.0, 0);
        }
        let step = head * power_of_ten(power);
        let first = (low / step + 1e-9).floor();
        let last = (high / step - 1e-9).ceil();
        let mut at = Vec::new();
        let mut number = first;
        while number <= last {
            // A quotient of whole numbers is the nearest there is, a product of tenths is not.
            let tick = if power < 0 { number * head / power_of_ten(-power) } else { number * step };
            at.push(tick);
            number += 1.0;
        }
        Self { at, step }
    }

    /// The first and the last.
    pub(super) fn ends(&self) -> (f64, f64) {
        (self.at[0], self.at[self.at.len() - 1])
    }
}

/// What numbers of an axis may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whole {
    /// Whole ones only.
    Numbers,
    /// Parts of one, too.
    AndParts,
}

/// The power of ten that `number`, above zero, begins with.
fn exponent(number: f64) -> i32 {
    let mut power = -12;
    while power < 40 && power_of_ten(power + 1) <= number {
        power += 1;
    }
    power
}

fn power_of_ten(power: i32) -> f64 {
    10_f64.powi(power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_hold_all_numbers() {
        let ticks = |low, high, whole| Ticks::new(low, high, 5.0, whole).at;
        assert_eq!(ticks(0.0, 97.0, Whole::Numbers), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(ticks(0.0, 3.0, Whole::Numbers), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(ticks(-30.0, 45.0, Whole::Numbers), [-40.0, -20.0, 0.0, 20.0, 40.0, 60.0]);
        assert_eq!(ticks(94.2, 98.6, Whole::AndParts), [94.0, 95.0, 96.0, 97.0, 98.0, 99.0]);
        assert_eq!(ticks(0.0, 0.3, Whole::AndParts), [0.0, 0.1, 0.2, 0.3]);
        assert_eq!(ticks(0.0, 0.0, Whole::Numbers), [0.0, 1.0]);
        assert_eq!(ticks(0.0, 4.6e15, Whole::Numbers).last(), Some(&5e15));
    }

    #[test]
    fn every_scale_of_numbers_has_a_handful() {
        for power in -6..28 {
            for head in [1.0, 1.3, 2.0, 4.9, 7.7, 9.99] {
                let high = head * 10_f64.powi(power);
                let Ticks { at, .. } = Ticks::new(0.0, high, 5.0, Whole::AndParts);
                assert!((3..=8).contains(&at.len()), "{high}: {at:?}");
                assert!(at[at.len() - 1] >= high * 0.999, "{high}: {at:?}");
            }
        }
    }

    #[test]
    fn the_largest_numbers_have_places() {
        let scale = Scale { numbers: (-7.9e28, 7.9e28), places: (0.0, 100.0) };
        assert!((scale.at(0.0) - 50.0).abs() < 1e-6);
        assert!((scale.at(7.9e28) - 100.0).abs() < 1e-6);
    }
}
