//! Postings: in which articles a key occurs, and how prominently.

use super::bits::{Bits, scale};

/// The best place of a key in an article, in rising order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// Once in the text.
    Once,
    /// More than once in the text.
    Often,
    /// In a keyword.
    Keyword,
    /// In the title.
    Title,
}

impl Class {
    /// The class of two occurrences in one article.
    pub(super) fn and(self, other: Self) -> Self {
        self.max(other).max(Self::Often)
    }

    fn put(self, bits: &mut Bits) {
        match self {
            Self::Once => bits.put(0b0, 1),
            Self::Often => bits.put(0b10, 2),
            Self::Keyword => bits.put(0b110, 3),
            Self::Title => bits.put(0b111, 3),
        }
    }
}

/// One article of a key's list: its number in the volume, and the class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting {
    /// Number of the article in its volume.
    pub(super) article: u32,
    /// How it occurs there.
    pub(super) class: Class,
}

/// One list of all `postings` in a volume of `articles`, those of the same article made one.
pub(super) fn union<'a>(
    postings: impl Iterator<Item = &'a Posting>,
    articles: u32,
) -> Vec<Posting> {
    let mut classes: Vec<Option<Class>> = vec![None; articles as usize];
    for posting in postings {
        let class = &mut classes[posting.article as usize];
        *class = Some(class.map_or(posting.class, |class| class.and(posting.class)));
    }
    (0..articles)
        .zip(classes)
        .filter_map(|(article, class)| Some(Posting { article, class: class? }))
        .collect()
}

/// Writes the list, sorted by article, of a volume of `articles`.
pub(super) fn put(bits: &mut Bits, postings: &[Posting], articles: u32) {
    let count = u32::try_from(postings.len()).expect("no more postings than articles");
    bits.put_count(count);
    let scale = scale(articles, count);
    let mut next = 0;
    for posting in postings {
        bits.put_gap(posting.article - next, scale);
        posting.class.put(bits);
        next = posting.article + 1;
    }
}

/// About how many bits [`put`] takes for a list of `count`.
pub(super) fn cost(count: usize, articles: u32) -> u64 {
    let count = u32::try_from(count).expect("no more postings than articles");
    u64::from(count) * u64::from(scale(articles, count) + 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(article: u32, class: Class) -> Posting {
        Posting { article, class }
    }

    #[test]
    fn a_list_is_gaps_and_classes() {
        let list = [at(1, Class::Once), at(2, Class::Title), at(9, Class::Often)];
        let (mut bits, mut expected) = (Bits::default(), Bits::default());
        put(&mut bits, &list, 10);
        expected.put_count(3);
        for (gap, class, width) in [(1, 0b0, 1), (0, 0b111, 3), (6, 0b10, 2)] {
            expected.put_gap(gap, 1);
            expected.put(class, width);
        }
        assert_eq!(bits.finish(), expected.finish());
    }

    #[test]
    fn a_union_takes_the_better_class_and_knows_two_places_from_one() {
        let parts = [
            at(3, Class::Once),
            at(5, Class::Once),
            at(6, Class::Keyword),
            at(1, Class::Once),
            at(5, Class::Once),
            at(6, Class::Title),
        ];
        let expected =
            [at(1, Class::Once), at(3, Class::Once), at(5, Class::Often), at(6, Class::Title)];
        assert_eq!(union(parts.iter(), 8), expected);
    }
}
