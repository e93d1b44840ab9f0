//! Reviews that do not hold: texts changed after they were passed, one person in two stages.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::{Item, ReviewState, Site};
use crate::say;

/// A text that changed after it was passed.
pub static REVIEW_VOID: Rule = Rule {
    name: "review-void",
    severity: Severity::Warning,
    zh: "稿件审核通过以后又改过：正文、图片、附件或引用的数字变了，原来的审核就不算了，要重新审。审核记录在 reviews.csv，\
         每一条都记着当时内容的指纹。",
    en: "A text was changed after it was passed: its words, pictures, attachments or quoted figures are not what the \
         reviewer saw, so it must be reviewed again. reviews.csv keeps a digest of what was passed with every review.",
};

/// One person in two stages.
pub static REVIEW_PERSON: Rule = Rule {
    name: "review-person",
    severity: Severity::Warning,
    zh: "同一个人审了两级。三审三校要求各级由不同的人把关；确是允许的，在 site.toml 的 [review] 里写 different_people = false。",
    en: "One person passed a text in two stages. The stages are meant for different people; where one may do both, write \
         different_people = false in [review] of site.toml.",
};

/// A line of the record that fits nothing.
pub static REVIEW_UNKNOWN: Rule = Rule {
    name: "review-unknown",
    severity: Severity::Warning,
    zh: "reviews.csv 里有一条审核记录对不上：稿件不存在（改了名或删了），或者审级不在 site.toml 的 [review] stages 里。\
         记录不会被删去，但也不起作用。",
    en: "A line of reviews.csv fits nothing: its text does not exist, or its stage is none of `stages` in [review] of \
         site.toml. The line stays, and has no effect.",
};

/// A text that was not passed, in a build for the public.
pub static UNAPPROVED: Rule = Rule {
    name: "unapproved",
    severity: Severity::Error,
    zh: "面向公众生成网站（build --target live）时，还有稿件没有审完，所以网站没有生成。审完再生成；或者在 [review] 里写 \
         unapproved = \"leave-out\"，先不发这几篇。",
    en: "A build for the public (build --target live) found texts that were not passed in every stage, so the site was not \
         built. Review them, or write unapproved = \"leave-out\" in [review] to publish without them.",
};

pub fn check(site: &Site, report: &mut Report) {
    let settings = &site.config.review;
    if settings.stages.is_empty() {
        return;
    }
    for item in site.items.iter().chain(&site.withheld) {
        let state = site.reviews.state(&item.source, settings);
        report.extend(void(item, &state));
        if settings.different_people {
            report.extend(twice(item, &state));
        }
    }
    for approval in site.reviews.approvals() {
        let is_item = site.by_source.contains_key(approval.item.as_str())
            || site.unpublished.contains_key(approval.item.as_str());
        let message = if !is_item {
            let name = &approval.item;
            say!("没有 {name} 这篇稿件", "there is no text {name}")
        } else if !settings.stages.contains(&approval.stage) {
            let stage = &approval.stage;
            say!("没有“{stage}”这一审级", "there is no stage “{stage}”")
        } else {
            continue;
        };
        let stages = settings.stages.join("、");
        report.push(Diagnostic::new(&REVIEW_UNKNOWN, approval.place.clone(), message).help(say!(
            "稿件改了名的，按新名字重新审；审级有：{stages}",
            "review a text that was renamed under its new name; the stages are {stages}"
        )));
    }
}

/// The approvals that were for another text, when none has followed.
fn void(item: &Item, state: &ReviewState<'_>) -> Option<Diagnostic> {
    let is_void = |stage: &&str| state.void.iter().any(|approval| approval.stage == *stage);
    let stages: Vec<&str> = state.missing.iter().copied().filter(is_void).collect();
    let last = state.void.last()?;
    if stages.is_empty() {
        return None;
    }
    let (time, stages) = (last.time, stages.join("、"));
    let place = Place::span_or_file(&item.source, item.place("title"));
    Some(
        Diagnostic::new(
            &REVIEW_VOID,
            place,
            say!(
                "{time} 审核以后改过，{stages}要重新审",
                "changed after it was passed on {time}; to be reviewed again: {stages}"
            ),
        )
        .note(last.place.clone(), say!("审核记录在这里", "it was passed here"))
        .help(say!(
            "重新审核：fengbei review {} --stage 审级 --by 姓名",
            "review it again: fengbei review {} --stage STAGE --by NAME",
            item.source
        )),
    )
}

fn twice(item: &Item, state: &ReviewState<'_>) -> Option<Diagnostic> {
    let mut people: BTreeMap<&str, &str> = BTreeMap::new();
    for approval in &state.passed {
        if let Some(first) = people.insert(&approval.by, &approval.stage) {
            let (by, second) = (&approval.by, &approval.stage);
            let place = Place::span_or_file(&item.source, item.place("title"));
            return Some(
                Diagnostic::new(
                    &REVIEW_PERSON,
                    place,
                    say!(
                        "{first}和{second}都是“{by}”审的",
                        "“{by}” passed it both in {first} and in {second}"
                    ),
                )
                .note(approval.place.clone(), say!("审核记录在这里", "it was passed here"))
                .help(say!("其中一级换一个人审", "have another person review one of the stages")),
            );
        }
    }
    None
}

/// The texts of a build for the public that were not passed in every stage.
pub fn unapproved(site: &Site) -> Report {
    let settings = &site.config.review;
    let mut report = Report::new();
    for item in &site.items {
        let state = site.reviews.state(&item.source, settings);
        if !state.is_approved() {
            let missing = state.missing.join("、");
            let place = Place::span_or_file(&item.source, item.place("title"));
            report.push(
                Diagnostic::new(
                    &UNAPPROVED,
                    place,
                    say!("还没有审完，缺：{missing}", "not passed yet in: {missing}"),
                )
                .help(say!(
                    "审核：fengbei review {} --stage 审级 --by 姓名",
                    "review it: fengbei review {} --stage STAGE --by NAME",
                    item.source
                )),
            );
        }
    }
    report
}
