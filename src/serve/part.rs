//! A part of a file, as players of films ask for it.

use std::ops::Range;

/// What of a file is sent.
#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// These bytes, at least one.
    Some(Range<usize>),
    /// Nothing: what is asked for lies beyond its end.
    Beyond,
}

impl Part {
    /// What a `Range` header asks for of a file of `length` bytes. Several parts at once, which no
    /// player needs, and what makes no sense are answered with the whole, as HTTP allows.
    pub fn asked(header: &str, length: usize) -> Self {
        let Some((from, to)) = header.strip_prefix("bytes=").and_then(|s| s.split_once('-')) else {
            return Self::Whole;
        };
        let (from, to) = (from.trim(), to.trim());
        let range = match (from.parse::<usize>(), to.parse::<usize>()) {
            (Ok(from), Ok(to)) if from <= to => from..length.min(to.saturating_add(1)),
            (Ok(from), Err(_)) if to.is_empty() => from..length,
            (Err(_), Ok(last)) if from.is_empty() => length.saturating_sub(last)..length,
            _ => return Self::Whole,
        };
        if range.is_empty() { Self::Beyond } else { Self::Some(range) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_part_is_sent_as_asked_for() {
        assert_eq!(Part::asked("bytes=0-", 10), Part::Some(0..10));
        assert_eq!(Part::asked("bytes=2-4", 10), Part::Some(2..5));
        assert_eq!(Part::asked("bytes=2-99", 10), Part::Some(2..10));
        assert_eq!(Part::asked("bytes=-3", 10), Part::Some(7..10));
        assert_eq!(Part::asked("bytes=-30", 10), Part::Some(0..10));
        assert_eq!(Part::asked(&format!("bytes=1-{}", usize::MAX), 10), Part::Some(1..10));
        for beyond in ["bytes=10-", "bytes=10-12", "bytes=-0"] {
            assert_eq!(Part::asked(beyond, 10), Part::Beyond, "{beyond}");
        }
        for odd in [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=4-2",
            "bytes=0-1,3-4",
            "lines=1-2",
            "bytes=a-b",
        ] {
            assert_eq!(Part::asked(odd, 10), Part::Whole, "{odd}");
        }
        assert_eq!(Part::asked("bytes=0-", 0), Part::Beyond);
    }
}
