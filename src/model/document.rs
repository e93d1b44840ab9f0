//! Official documents (公文) and their metadata (DOMAIN: order used by the State Council library).

use std::fmt;

use crate::text::{Moment, half_width};

/// What a document has beside what every item has.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// 发文字号, when it could be read.
    pub number: Option<DocumentNumber>,
    /// 发文机关
    pub issuer: String,
    /// 主送
    pub recipients: Vec<String>,
    /// 成文日期
    pub written: Option<Moment>,
    /// 索引号
    pub index: Option<String>,
    /// 效力
    pub validity: Validity,
    /// 施行日期
    pub effective: Option<Moment>,
    /// 废止日期
    pub repealed: Option<Moment>,
    /// 签发人
    pub signers: Vec<String>,
    /// 抄送
    pub copied: Vec<String>,
    /// 附注
    pub note: Option<String>,
    /// 份号或印数
    pub copies: Option<String>,
    /// 密级
    pub secrecy: Option<String>,
    /// 紧急程度
    pub urgency: Option<String>,
    /// 格式
    pub form: DocumentForm,
    /// 发文机关标志, when it is not what the form and the issuer give.
    pub mark: Option<String>,
    /// 联合发文机关, after the issuer.
    pub joint: Vec<String>,
    /// 印章
    pub seal: Seal,
    /// 印发机关
    pub office: Option<String>,
    /// 印发日期
    pub printed: Option<Moment>,
}

impl Document {
    /// Whether its 密级 says anything else than that it is public: such a document never goes on a site.
    ///
    /// ```
    /// use fengbei::model::Document;
    /// let said = |word: &str| Document { secrecy: Some(word.into()), ..Document::default() };
    /// assert!(["秘密", "机密★1年", "内部", "工作秘密"].iter().all(|word| said(word).is_classified()));
    /// assert!(["公开", "主动公开", "无", "非密"].iter().all(|word| !said(word).is_classified()));
    /// assert!(!Document::default().is_classified());
    /// ```
    pub fn is_classified(&self) -> bool {
        const PUBLIC: [&str; 8] =
            ["公开", "主动公开", "可公开", "无", "无密级", "非密", "不涉密", "普通"];
        self.secrecy.as_deref().is_some_and(|word| !PUBLIC.contains(&word.trim()))
    }

    /// The organs that issue it.
    pub fn issuers(&self) -> impl Iterator<Item = &str> {
        let all = std::iter::once(&self.issuer).chain(&self.joint);
        all.map(String::as_str).filter(|name| !name.is_empty())
    }
}

/// The forms of documents that GB/T 9704-2012 knows (clauses 7 and 10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DocumentForm {
    /// 下行文, and whatever has no form of its own.
    #[default]
    Downward,
    /// 上行文: with signers.
    Upward,
    /// 信函格式 (10.1)
    Letter,
    /// 命令（令）格式 (10.2)
    Order,
    /// 纪要格式 (10.3)
    Minutes,
}

impl DocumentForm {
    /// Its name in views.
    pub fn name(self) -> &'static str {
        match self {
            Self::Downward => "downward",
            Self::Upward => "upward",
            Self::Letter => "letter",
            Self::Order => "order",
            Self::Minutes => "minutes",
        }
    }
}

/// How a document is sealed (GB/T 9704-2012, 7.3.5).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Seal {
    /// 加盖印章, by hand: room is left for it.
    #[default]
    ByHand,
    /// 不加盖印章
    Without,
    /// 加盖印章 with a picture of it: a path of the site folder.
    Picture(String),
}

/// Whether a document is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Validity {
    /// 有效
    #[default]
    Valid,
    /// 失效
    Expired,
    /// 废止
    Repealed,
    /// 修改
    Amended,
}

impl Validity {
    /// The word used in documents.
    pub fn word(self) -> &'static str {
        match self {
            Self::Valid => "有效",
            Self::Expired => "失效",
            Self::Repealed => "废止",
            Self::Amended => "修改",
        }
    }
}

/// A document number (发文字号): agency code, year in `〔 〕`, serial without leading zeros and
/// without 第 (GB/T 9704-2012, 7.2.5).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentNumber {
    /// 机关代字
    pub agency: String,
    /// 年份
    pub year: u16,
    /// 发文顺序号
    pub serial: u32,
}

impl DocumentNumber {
    /// Reads `吕拥办发〔2021〕4号`; brackets of any kind, full-width digits, spaces, 第 and leading
    /// zeros are accepted, so that what is meant can be told from how it should be written.
    ///
    /// ```
    /// use fengbei::model::DocumentNumber;
    /// let number = DocumentNumber::parse("吕拥办发[2021] 第04号").unwrap();
    /// assert_eq!(number.to_string(), "吕拥办发〔2021〕4号");
    /// assert_eq!(DocumentNumber::parse("吕拥办发2021-4"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
        let (agency, rest) = text.split_once(['〔', '[', '(', '【', '﹝'])?;
        let (year, rest) = rest.split_once(['〕', ']', ')', '】', '﹞'])?;
        let serial = rest.trim_start_matches('第').strip_suffix('号')?;
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if agency.is_empty() || year.len() != 4 || !digits(year) || !digits(serial) {
            return None;
        }
        Some(Self { agency: agency.into(), year: year.parse().ok()?, serial: serial.parse().ok()? })
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕{}号", self.agency, self.year, self.serial)
    }
}
