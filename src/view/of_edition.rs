//! Views of special issues: in lists, and on their own pages.

use std::cmp::Reverse;

use super::builder::{Builder, date, root_of};
use super::edition::{AreaPartView, AreaView, EditionPageView, EditionView, IssueView, PieceView};
use super::of_item::size;
use super::page::PageView;
use super::site::{LinkView, PictureView};
use crate::model::{ColumnId, IssueId, IssuePage, ItemId};
use crate::plan::PageForm;
use crate::print::{Area, Report};
use crate::text::{Moment, percent_encode};

/// Headlines that the words about the picture of a page name.
const NAMED: usize = 4;

impl Builder<'_> {
    /// The special issues in the folder of a column, newest first.
    pub(super) fn issues_in(&self, id: ColumnId) -> Vec<IssueView> {
        self.issues_of(id).into_iter().map(|id| self.issue_view(id)).collect()
    }

    fn issues_of(&self, column: ColumnId) -> Vec<IssueId> {
        let inside = self.site.issues().filter(|(_, issue)| issue.column(self.site) == column);
        let mut issues: Vec<_> = inside.filter(|_| column != ColumnId::HOME).collect();
        issues.sort_by_key(|(_, issue)| Reverse(issue.date));
        issues.into_iter().map(|(id, _)| id).collect()
    }

    fn issue_view(&self, id: IssueId) -> IssueView {
        let issue = self.site.issue(id);
        let (plan, is_printed) = self.plan.issue(id);
        IssueView {
            title: issue.title(),
            date: date(Moment { date: issue.date, time: None }),
            number: issue.number.map_or_else(String::new, |number| format!("第{number}期")),
            total: issue.total.map(|total| format!("总第{total}期")),
            pages: issue.pages.len(),
            path: percent_encode(&plan.page()),
            pdf: is_printed.then(|| percent_encode(&plan.pdf())),
            epub: percent_encode(&plan.epub()),
            thumbnail: self.page_picture(id, 1, PageForm::Thumbnail, "第1版版面图".into()),
        }
    }

    fn page_picture(
        &self,
        id: IssueId,
        page: usize,
        form: PageForm,
        alt: String,
    ) -> Option<PictureView> {
        let (plan, is_printed) = self.plan.issue(id);
        let (width, height) = form.size(self.site.issue(id).paper);
        let path = percent_encode(&plan.picture(page, form));
        is_printed.then(|| PictureView { path, width, height, alt, variants: Vec::new() })
    }

    /// The page of a special issue; `report` says where its pieces stand, when it was printed.
    pub fn edition_page(&self, path: &str, id: IssueId, report: Option<&Report>) -> PageView {
        let issue = self.site.issue(id);
        let column = issue.column(self.site);
        let mut page = self.within(column, "issue", path, &issue.title());
        page.styles.extend(self.assets.issue_styles.iter().cloned());
        let areas = report.map(|report| report.areas.as_slice());
        let pages = (1..).zip(&issue.pages);
        let (newer, older) = self.issues_beside(column, id);
        page.edition = Some(Box::new(EditionView {
            issue: self.issue_view(id),
            lunar: issue.lunar.clone(),
            unit: issue.unit.clone().or_else(|| self.site.config.bottom.host.clone()),
            slogan: issue.slogan.clone(),
            editors: issue.editors.clone(),
            pdf_size: report.map(|report| size(report.bytes as u64)),
            pages: pages
                .map(|(number, it)| self.edition_part(path, id, (number, it), areas))
                .collect(),
            previous: older,
            next: newer,
        }));
        page
    }

    /// The issues after and before one in its column.
    fn issues_beside(&self, column: ColumnId, id: IssueId) -> (Option<LinkView>, Option<LinkView>) {
        let issues = self.issues_of(column);
        let Some(at) = issues.iter().position(|other| *other == id) else { return (None, None) };
        let newer = at.checked_sub(1).map(|at| self.issue_link(issues[at]));
        (newer, issues.get(at + 1).map(|id| self.issue_link(*id)))
    }

    /// Links to the special issues of a column, newest first.
    pub(super) fn issue_links(&self, column: ColumnId) -> impl Iterator<Item = LinkView> {
        self.issues_of(column).into_iter().map(|id| self.issue_link(id))
    }

    fn issue_link(&self, id: IssueId) -> LinkView {
        LinkView {
            title: self.site.issue(id).title(),
            path: percent_encode(&self.plan.issue(id).0.page()),
        }
    }

    fn edition_part(
        &self,
        path: &str,
        id: IssueId,
        (number, page): (usize, &IssuePage),
        areas: Option<&[Area]>,
    ) -> EditionPageView {
        let issue = self.site.issue(id);
        let is_set = |name: &str| areas.is_none_or(|areas| areas.iter().any(|it| it.piece == name));
        let blocks = (1..).zip(&page.blocks);
        let pieces: Vec<PieceView> = blocks
            .map(|(at, block)| self.piece_view(issue, (number, at), &block.piece))
            // The rest of a story that fitted whole is nowhere.
            .filter(|piece| piece.kind != "continued" || is_set(&piece.anchor))
            .collect();
        let alt = |what: &str| format!("第{number}版“{}”的{what}", page.name);
        let told = format!("{}：{}", alt("版面图"), headlines(&pieces));
        EditionPageView {
            number,
            name: page.name.clone(),
            anchor: page_anchor(number),
            editors: page.editors.clone(),
            picture: self.page_picture(id, number, PageForm::Reading, told),
            thumbnail: self.page_picture(id, number, PageForm::Thumbnail, alt("缩略图")),
            areas: areas_of(&pieces, areas.unwrap_or_default(), &root_of(path)),
            pieces,
        }
    }

    /// Where an item was printed, ready to be linked: 《双拥丰碑 八一特刊》第1期第1版.
    pub(super) fn printed_in(&self, id: ItemId) -> Vec<LinkView> {
        let places = self.plan.printed.get(&id).into_iter().flatten();
        let link = |(id, page): &(IssueId, usize)| {
            let issue = self.site.issue(*id);
            let number = issue.number.map_or_else(String::new, |number| format!("第{number}期"));
            let path = percent_encode(&self.plan.issue(*id).0.page());
            LinkView {
                title: format!("《{}》{number}第{page}版", issue.title()),
                path: format!("{path}#{}", page_anchor(*page)),
            }
        };
        places.map(link).collect()
    }
}

/// The anchor of a page, without `#`.
fn page_anchor(number: usize) -> String {
    format!("page-{number}")
}

/// The first headlines of a page, as the words about its picture name them.
fn headlines(pieces: &[PieceView]) -> String {
    let titles = pieces.iter().map(|piece| piece.title.as_str()).filter(|title| !title.is_empty());
    let named: Vec<&str> = titles.take(NAMED).collect();
    named.join("；")
}

/// One area for each piece that the report knows a place of.
fn areas_of(pieces: &[PieceView], areas: &[Area], root: &str) -> Vec<AreaView> {
    let percent = |number: f64| format!("{number:.2}");
    let part = |area: &Area| AreaPartView {
        left: percent(area.left),
        top: percent(area.top),
        width: percent(area.width),
        height: percent(area.height),
    };
    let area = |piece: &PieceView| {
        let parts = areas.iter().filter(|area| area.piece == piece.anchor).map(part);
        AreaView {
            title: piece.title.clone(),
            href: match &piece.path {
                Some(path) => format!("{root}{path}"),
                None => format!("#{}", piece.anchor),
            },
            parts: parts.collect(),
        }
    };
    pieces.iter().map(area).filter(|area| !area.parts.is_empty()).collect()
}
