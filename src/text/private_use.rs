//! Characters of an old system's own: code points to which Unicode gives no meaning, so that every
//! computer shows another sign. Never replaces one.

/// Whether `c` is a private-use character, in whichever plane.
pub fn is_private_use(c: char) -> bool {
    matches!(u32::from(c), 0xE000..=0xF8FF | 0xF_0000..=0xF_FFFD | 0x10_0000..=0x10_FFFD)
}

/// Where GBK, as Windows has it, puts eighty characters for which Unicode had no place in 1995.
const GBK: u32 = 0xE815;

/// These characters, as GB 18030-2022 names them.
const GBK_MEANT: &str = "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱\
     䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻";

/// The standard character that GBK (code page 936) means by a private-use code point, if it is one
/// of those eighty. Other systems may mean another: it is a hint, not a reading.
///
/// ```
/// use fengbei::text::gbk_meant;
/// assert_eq!(gbk_meant('\u{E81A}'), Some('㑳'));
/// assert_eq!(gbk_meant('\u{E000}'), None);
/// ```
pub fn gbk_meant(c: char) -> Option<char> {
    let at = u32::from(c).checked_sub(GBK)?;
    GBK_MEANT.chars().nth(at as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bytes that GBK has for a code point of the eighty.
    fn bytes(at: u8) -> [u8; 2] {
        let trail = 0x50 + at;
        [0xFE, if trail < 0x7F { trail } else { trail + 1 }]
    }

    #[test]
    fn the_table_is_that_of_gb_18030() {
        assert_eq!(GBK_MEANT.chars().count(), 80);
        let mut same = 0;
        for (at, meant) in (0..).zip(GBK_MEANT.chars()) {
            let bytes = bytes(at);
            let (decoded, _) = encoding_rs::GB18030.decode_without_bom_handling(&bytes);
            let decoded = decoded.chars().next().expect("a character");
            assert!(decoded == meant || is_private_use(decoded), "{at}: {decoded} {meant}");
            same += usize::from(decoded == meant);
        }
        assert!(same >= 66, "{same}");
    }

    #[test]
    fn planes_of_private_use_are_known() {
        let private = ['\u{E000}', '\u{F8FF}', '\u{F0000}', '\u{10FFFD}'];
        assert!(private.into_iter().all(is_private_use));
        assert!(!['双', '\u{D7FF}', '\u{F900}', '\u{20000}'].into_iter().any(is_private_use));
    }
}
