//! Small numbers in Chinese numerals. Reading them is for `numbering` and `uncertain`.

/// `number` as Chinese writes it by value: 4 is 四, 10 十, 21 二十一. From a hundred on, in digits.
///
/// ```
/// use fengbei::text::chinese_number;
/// assert_eq!([4, 10, 19, 40, 99, 100].map(chinese_number), ["四", "十", "十九", "四十", "九十九", "100"]);
/// ```
pub fn chinese_number(number: u32) -> String {
    const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| DIGITS[n as usize];
    let (tens, ones) = (number / 10, number % 10);
    match (tens, ones) {
        (10.., _) => number.to_string(),
        (0, ones) => digit(ones).to_owned(),
        (1, 0) => "十".to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens, 0) => format!("{}十", digit(tens)),
        (tens, ones) => format!("{}十{}", digit(tens), digit(ones)),
    }
}
