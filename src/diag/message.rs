//! A sentence in both of the program's languages.

/// The languages the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// A sentence in Chinese and English. There is no way to make one without the other.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub struct Message {
    /// The Chinese sentence.
    pub zh: String,
    /// The English sentence.
    pub en: String,
}

impl Message {
    /// A message from both sentences.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The sentence in `language`.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

/// So many of a thing in English, whose plural takes an `s`.
///
/// ```
/// use fengbei::diag::counted;
/// assert_eq!([counted(1, "error"), counted(0, "note")], ["1 error", "0 notes"]);
/// ```
pub fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

/// A [`Message`] from two format strings, Chinese first: `say!("找不到 {path}", "cannot find {path}")`.
#[macro_export]
macro_rules! say {
    ($zh:literal, $en:literal $(, $($arg:tt)*)?) => {
        $crate::diag::Message::new(
            format!($zh $(, $($arg)*)?),
            format!($en $(, $($arg)*)?),
        )
    };
}
