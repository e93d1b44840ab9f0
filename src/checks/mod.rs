//! What is wrong with a site, one file per rule, and the table of all rules.
//!
//! A check reads the site and the plan and never changes anything. Rules that can only be seen
//! while files are read stand where they are seen; the table lists them too.

mod attachment;
mod blank_column;
mod broken_link;
mod classified;
mod dataset;
mod date_order;
pub mod dismissed;
mod empty_text;
pub mod external_link;
mod figure_parts;
mod half_width;
mod joined_lines;
mod missing_alt;
mod missing_column;
mod missing_file;
mod number_series;
mod outside_media;
mod portal_meta;
mod private_data;
mod prose;
mod publishing;
mod review;
mod roll;
mod same_name;
mod site_address;
mod stale_column;
mod stray_markup;
mod taken_away;
mod typed_indent;
mod unknown_reference;
mod unpublished_piece;
mod unused_file;
mod vocabulary;

pub use publishing::rules as ledger_rules;
pub use review::unapproved;

use rayon::prelude::*;

use crate::diag::{Report, Rule};
use crate::model::Site;
use crate::{load, markup, picture, plan, print, theme, write};

pub use prose::page;

/// A check of the whole site.
type Check = fn(&Site, &mut Report);

/// Every check.
const CHECKS: &[Check] = &[
    attachment::check,
    blank_column::check,
    classified::check,
    empty_text::check,
    broken_link::check,
    date_order::check,
    figure_parts::check,
    joined_lines::check,
    missing_alt::check,
    missing_column::check,
    missing_file::check,
    number_series::check,
    outside_media::check,
    portal_meta::check,
    private_data::check,
    publishing::check,
    review::check,
    prose::check,
    same_name::check,
    site_address::check,
    stale_column::check,
    stray_markup::check,
    taken_away::check,
    typed_indent::check,
    unknown_reference::check,
    unpublished_piece::check,
    unused_file::check,
    vocabulary::check,
];

/// Everything that is wrong with a site as a whole.
pub fn check(site: &Site) -> Report {
    let checks: Vec<Check> =
        CHECKS.iter().chain(dataset::CHECKS).chain(roll::CHECKS).copied().collect();
    let reports: Vec<Report> = checks
        .into_par_iter()
        .map(|check| {
            let mut report = Report::new();
            check(site, &mut report);
            report
        })
        .collect();
    let mut all = Report::new();
    for report in reports {
        all.absorb(report);
    }
    all
}

/// What is wrong with what sheets of paper name: texts, charts and pictures that are not there.
pub fn of_sheets(site: &Site) -> Report {
    let mut report = Report::new();
    for check in [broken_link::check, unknown_reference::check, unpublished_piece::check] {
        check(site, &mut report);
    }
    report
}

/// The keys of everything that checks have kept of a site as it is.
pub fn kept(site: &Site) -> impl Iterator<Item = blake3::Hash> {
    let links = external_link::addresses(site);
    let links = links.into_keys().map(|address| external_link::key(&address));
    attachment::keys(site).into_iter().chain(links)
}

/// Every rule of the program, by name.
pub fn rules() -> Vec<&'static Rule> {
    let mut rules = vec![
        &attachment::PRIVATE_ATTACHMENT,
        &attachment::UNREAD_ATTACHMENT,
        &blank_column::BLANK_COLUMN,
        &classified::CLASSIFIED,
        &empty_text::EMPTY_TEXT,
        &broken_link::BROKEN_ANCHOR,
        &broken_link::BROKEN_LINK,
        &broken_link::UNPUBLISHED_LINK,
        &date_order::DATE_ORDER,
        &dismissed::STALE_DISMISSAL,
        &external_link::EXTERNAL_LINK,
        &figure_parts::FIGURE_PARTS,
        &half_width::HALF_WIDTH_PUNCTUATION,
        &joined_lines::JOINED_LINES,
        &load::BAD_FRONT_MATTER,
        &load::FIGURE_TWICE,
        &load::UNKNOWN_FIGURE,
        &load::BAD_VALUE,
        &load::MISSING_REQUIRED,
        &load::UNKNOWN_FIELD,
        &load::UNREADABLE_FILE,
        &missing_alt::MISSING_ALT,
        &missing_column::MISSING_COLUMN,
        &missing_file::MISSING_FILE,
        &number_series::NUMBER_GAP,
        &number_series::NUMBER_TWICE,
        &outside_media::OUTSIDE_MEDIA,
        &picture::BROKEN_PICTURE,
        &picture::OVERSIZED_PICTURE,
        &picture::UNSAFE_SVG,
        &plan::SAME_ADDRESS,
        &plan::WINDOWS_NAME,
        &portal_meta::PORTAL_META,
        &private_data::PRIVATE_DATA,
        &publishing::BACK_DATED,
        &publishing::LEDGER_BROKEN,
        &review::REVIEW_PERSON,
        &review::REVIEW_UNKNOWN,
        &review::REVIEW_VOID,
        &review::UNAPPROVED,
        &site_address::SITE_ADDRESS,
        &stale_column::STALE_COLUMN,
        &stray_markup::STRAY_MARKUP,
        &taken_away::PHOTO_PLACE,
        &taken_away::PROGRAM_ATTACHMENT,
        &print::BROKEN_PRINT,
        &print::COARSE_PICTURE,
        &print::MISSING_GLYPH,
        &print::NO_CHINESE_FONT,
        &print::NOT_ARCHIVAL,
        &print::OVERFULL,
        &print::SHORT_PAGE,
        &print::STRANGE_LETTERS,
        &print::UNPRINTABLE_PICTURE,
        &theme::BROKEN_TEMPLATE,
        &typed_indent::TYPED_INDENT,
        &unknown_reference::UNKNOWN_REFERENCE,
        &unpublished_piece::UNPUBLISHED_PIECE,
        &unused_file::UNUSED_FILE,
        &vocabulary::VOCABULARY,
        &write::cache::CACHE_NOT_WRITTEN,
    ];
    rules.extend(markup::RULES);
    rules.extend(load::DATASET_RULES);
    rules.extend(dataset::RULES);
    rules.extend(load::ROLL_RULES);
    rules.extend(roll::RULES);
    rules.extend(prose::RULES.iter().map(|(rule, _)| *rule));
    rules.sort_by_key(|rule| rule.name);
    rules
}

#[cfg(test)]
use crate::{markup::Document, source::SourcePath};

/// What `check` finds in a text, and the text after its mending.
#[cfg(test)]
fn looked_at(
    markdown: &str,
    check: impl Fn(&SourcePath, &Document, &mut Report),
) -> (Report, String) {
    let file = SourcePath::new("a.md");
    let source: std::sync::Arc<str> = markdown.into();
    let dialect = markup::Dialect::default();
    let (document, _) = markup::parse(&file, &source, 0..markdown.len(), &dialect);
    let mut report = Report::new();
    check(&file, &document, &mut report);
    let mended =
        crate::diag::apply(&file, markdown, report.iter().filter_map(|d| d.fix.as_ref())).0;
    (report, mended)
}
