//! The forms in which tables are given away. Never what is in them.

/// The forms of public data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataForm {
    /// CSV for spreadsheets.
    Csv,
    /// JSON for programs.
    Json,
}

impl DataForm {
    /// Every form.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Json];

    /// The media type.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Json => "application/json",
        }
    }

    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}
