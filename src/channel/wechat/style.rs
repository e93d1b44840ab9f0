//! How everything looks, as inline styles. The one place for sizes and colours; what the
//! editor of messages takes away is not used.

/// The styles of one message.
#[derive(Debug)]
pub struct Styles {
    main: String,
}

/// What is styled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Around everything.
    Whole,
    /// 肩题
    Kicker,
    /// 副题
    Deck,
    /// Who, where from, when.
    About,
    /// A paragraph.
    Paragraph,
    /// A heading of the first level.
    First,
    /// A heading below it.
    Second,
    /// A heading further below.
    Third,
    /// A quotation.
    Quote,
    /// A box.
    Box,
    /// The line on top of a box.
    BoxHead,
    /// A quotation pulled out.
    Pull,
    /// Who said it.
    PullSource,
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// Around a table, so that a wide one can be moved sideways.
    TableFrame,
    /// A table.
    Table,
    /// A cell of its head.
    Head,
    /// A cell.
    Cell,
    /// Around a picture.
    Figure,
    /// A picture.
    Picture,
    /// What stands below a picture.
    Caption,
    /// Around figures.
    Strip,
    /// One figure.
    StripFigure,
    /// Its numeral.
    Value,
    /// Its unit.
    Unit,
    /// What it counts.
    Label,
    /// Code.
    Code,
    /// Code among words.
    CodeWords,
    /// A line across.
    Rule,
    /// Stressed words.
    Strong,
    /// The first words of a paragraph, in brackets.
    RunIn,
    /// Marked words.
    Mark,
    /// The number of a link or a footnote.
    Number,
    /// Addresses and footnotes at the end.
    End,
}

impl Styles {
    /// Styles with headings in the colour `main`.
    pub fn new(main: &str) -> Self {
        Self { main: main.to_owned() }
    }

    /// The value of `style` for a look.
    pub fn of(&self, look: Look) -> String {
        let main = &self.main;
        match look {
            Look::Whole => "font-size: 16px; line-height: 1.8; color: #333333; letter-spacing: 0.5px; text-align: justify; padding: 0 8px;".into(),
            Look::Kicker => format!("margin: 0 0 6px; font-size: 15px; color: {main};"),
            Look::Deck => "margin: 0 0 10px; font-size: 15px; color: #666666;".into(),
            Look::About => "margin: 0 0 24px; font-size: 13px; color: #888888;".into(),
            Look::Paragraph => "margin: 0 0 18px;".into(),
            Look::First => format!("margin: 32px 0 16px; padding: 0 0 6px 10px; border-left: 4px solid {main}; border-bottom: 1px solid #e6dccb; font-size: 18px; font-weight: bold; line-height: 1.5; color: {main}; text-align: left;"),
            Look::Second => format!("margin: 26px 0 12px; padding: 0 0 0 10px; border-left: 3px solid {main}; font-size: 17px; font-weight: bold; line-height: 1.5; color: #222222; text-align: left;"),
            Look::Third => "margin: 20px 0 10px; font-size: 16px; font-weight: bold; color: #222222; text-align: left;".into(),
            Look::Quote => "margin: 0 0 18px; padding: 10px 14px; border-left: 3px solid #d8cbb4; background-color: #faf6ee; color: #555555;".into(),
            Look::Box => format!("margin: 8px 0 22px; padding: 14px 16px 2px; border-top: 3px solid {main}; background-color: #fbf5ea;"),
            Look::BoxHead => format!("margin: 0 0 10px; font-weight: bold; color: {main}; text-align: left;"),
            Look::Pull => format!("margin: 26px 12px; padding: 14px 0; border-top: 2px solid {main}; border-bottom: 1px solid {main}; font-size: 18px; line-height: 1.7; color: {main}; text-align: center;"),
            Look::PullSource => "margin: 8px 0 0; font-size: 13px; color: #888888; text-align: right;".into(),
            Look::List => "margin: 0 0 18px; padding: 0 0 0 24px;".into(),
            Look::Item => "margin: 0 0 6px;".into(),
            Look::TableFrame => "margin: 0 0 18px; overflow-x: auto;".into(),
            Look::Table => format!("width: 100%; border-collapse: collapse; border-top: 2px solid {main}; border-bottom: 2px solid {main}; font-size: 14px; line-height: 1.5; text-align: left;"),
            Look::Head => format!("padding: 6px 8px; border-bottom: 1px solid {main}; background-color: #fbf5ea; font-weight: bold; color: {main};"),
            Look::Cell => "padding: 6px 8px; border-bottom: 1px solid #e6dccb;".into(),
            Look::Figure => "margin: 0 0 18px; text-align: center;".into(),
            Look::Picture => "max-width: 100%; height: auto; vertical-align: top;".into(),
            Look::Caption => "margin: 8px 0 0; font-size: 13px; line-height: 1.6; color: #888888; text-align: center;".into(),
            Look::Strip => format!("margin: 8px 0 22px; padding: 16px 8px 8px; border-top: 2px solid {main}; border-bottom: 1px solid {main}; text-align: center;"),
            Look::StripFigure => "display: inline-block; width: 48%; margin: 0 0 12px; vertical-align: top; text-align: center;".into(),
            Look::Value => format!("font-size: 26px; line-height: 1.3; font-weight: bold; color: {main}; letter-spacing: 0;"),
            Look::Unit => "font-size: 13px; color: #666666;".into(),
            Look::Label => "font-size: 13px; line-height: 1.5; color: #666666;".into(),
            Look::Code => "margin: 0 0 18px; padding: 10px 12px; overflow-x: auto; background-color: #f6f3ec; font-size: 13px; line-height: 1.6; text-align: left; letter-spacing: 0;".into(),
            Look::CodeWords => "padding: 0 4px; background-color: #f6f3ec; font-size: 14px;".into(),
            Look::Rule => "width: 30%; margin: 26px auto; border-top: 1px solid #d8cbb4; font-size: 0; line-height: 0;".into(),
            Look::Strong => "font-weight: bold; color: #222222;".into(),
            Look::RunIn => format!("font-weight: bold; color: {main};"),
            Look::Mark => "background-color: #fff1c9;".into(),
            Look::Number => format!("font-size: 11px; color: {main}; vertical-align: super; line-height: 0;"),
            Look::End => "margin: 0 0 6px; font-size: 13px; line-height: 1.6; color: #888888; text-align: left; word-break: break-all;".into(),
        }
    }
}
