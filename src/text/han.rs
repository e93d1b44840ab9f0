//! A dense place for every Han character, so that tables of characters are plain arrays. Never
//! knows what a table holds.

/// Blocks of Han characters: radicals and BMP, compatibility forms, the planes of the extensions.
const BLOCKS: [(u32, u32); 4] =
    [(0x2E80, 0xA000), (0xF900, 0xFB00), (0x2_0000, 0x2_FA20), (0x3_0000, 0x3_3480)];

/// How many places there are.
pub(super) const PLACES: usize = {
    let (mut places, mut block) = (0, 0);
    while block < BLOCKS.len() {
        places += (BLOCKS[block].1 - BLOCKS[block].0) as usize;
        block += 1;
    }
    places
};

/// The place of `c`, below [`PLACES`].
pub(super) fn place(c: char) -> Option<usize> {
    let code = u32::from(c);
    let mut before = 0;
    for (start, end) in BLOCKS {
        if code < end {
            return code.checked_sub(start).map(|within| (before + within) as usize);
        }
        before += end - start;
    }
    None
}

/// The character at a place.
pub(super) fn char_at(place: usize) -> Option<char> {
    let mut within = u32::try_from(place).ok()?;
    for (start, end) in BLOCKS {
        if within < end - start {
            return char::from_u32(start + within);
        }
        within -= end - start;
    }
    None
}

/// The lines of a table without its header.
pub(super) fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with("# "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_dense_and_each_is_one_character() {
        let places: Vec<usize> = ('\0'..=char::MAX).filter_map(place).collect();
        assert!(places.iter().copied().eq(0..PLACES));
        assert!((0..PLACES).all(|at| char_at(at).and_then(place) == Some(at)));
        assert_eq!([place('a'), place('\u{E000}'), place('\u{33480}')], [None; 3]);
    }
}
