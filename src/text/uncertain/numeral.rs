//! Numbers in dates: arabic and Chinese, both ways of the latter. Never reads a unit.

/// A number at the start of `text`, how many digits it was written with, and the rest. Chinese
/// numbers are read by place (一九三二) when they have no tens, else by value (二十一, 廿三).
///
/// The digits decide between a year and a number within one: `一九三二` has four, `十二` two.
pub(in crate::text) fn number(text: &str) -> Option<(u32, usize, &str)> {
    let arabic = text.bytes().take_while(u8::is_ascii_digit).count();
    if arabic > 0 {
        let value = text[..arabic].parse().ok()?;
        return Some((value, arabic, &text[arabic..]));
    }
    let end = text.find(|c| numeral(c).is_none()).unwrap_or(text.len());
    let (run, rest) = text.split_at(end);
    let count = run.chars().count();
    let tens = run.contains(['十', '廿', '卅', '百']);
    let value = if tens { by_value(run)? } else { by_place(run)? };
    Some((value, count, rest))
}

fn by_place(run: &str) -> Option<u32> {
    if run.is_empty() || run.chars().count() > 8 {
        return None;
    }
    Some(run.chars().filter_map(numeral).fold(0, |sum, digit| sum * 10 + digit))
}

fn by_value(run: &str) -> Option<u32> {
    let (mut total, mut digit) = (0, None);
    for c in run.chars() {
        match (c, numeral(c)?) {
            ('十', _) => total += digit.take().unwrap_or(1) * 10,
            ('百', _) => total += digit.take()? * 100,
            ('廿', _) => total += 20,
            ('卅', _) => total += 30,
            (_, value) if digit.is_none() => digit = Some(value).filter(|value| *value > 0),
            _ => return None,
        }
    }
    Some(total + digit.unwrap_or(0))
}

/// The digit that `c` is as dates have them: 元 is the first year, and the names of tens and
/// hundreds count as digits of unknown worth.
fn numeral(c: char) -> Option<u32> {
    match c {
        '元' => Some(1),
        '十' | '廿' | '卅' | '百' => Some(10),
        _ => digit(c),
    }
}

/// The digit that `c` is.
pub(in crate::text) const fn digit(c: char) -> Option<u32> {
    match c {
        '〇' | '零' | '○' => Some(0),
        '一' | '壹' => Some(1),
        '二' | '贰' => Some(2),
        '三' | '叁' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    }
}

/// `number` below a hundred as Chinese writes it: `21` 二十一.
pub(super) fn chinese(number: u8) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |number: u8| DIGITS[usize::from(number % 10)];
    match number {
        0..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", digit(number)),
        _ => format!("{}十{}", digit(number / 10), digit(number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing() {
        let read =
            ["1932年", "一九三二年", "二十一年", "元年", "廿三", "三十", "百", "十", "二〇", "年"];
        let values = read.map(|text| number(text).map(|(value, digits, _)| (value, digits)));
        assert_eq!(
            values,
            [
                Some((1932, 4)),
                Some((1932, 4)),
                Some((21, 3)),
                Some((1, 1)),
                Some((23, 2)),
                Some((30, 2)),
                None,
                Some((10, 1)),
                Some((20, 2)),
                None,
            ]
        );
        assert_eq!(
            [1, 10, 11, 20, 29, 30].map(chinese),
            ["一", "十", "十一", "二十", "二十九", "三十"]
        );
    }
}
