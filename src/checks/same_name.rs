//! Files whose names are one name on Windows and macOS.

use std::collections::HashMap;

use crate::diag::{Diagnostic, Place, Report};
use crate::model::Site;
use crate::plan::{SAME_ADDRESS, fold};
use crate::say;
use crate::source::SourcePath;

pub fn check(site: &Site, report: &mut Report) {
    let mut seen: HashMap<String, &SourcePath> = HashMap::new();
    for file in site.sources.below("content/").chain(site.sources.below("static/")) {
        let path = &file.path;
        if let Some(first) = seen.insert(fold(path.as_str()), path) {
            report.push(same_name(path, first));
        }
    }
}

fn same_name(path: &SourcePath, first: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        &SAME_ADDRESS,
        Place::File(path.clone()),
        say!(
            "这个文件与 {first} 的名字只差大小写或字的编码，在 Windows 和 macOS 上后一个会盖掉前一个",
            "the names of this file and {first} differ in case or spelling only: on Windows and macOS one replaces the other"
        ),
    )
    .help(say!("给其中一个文件改名", "rename one of the files"))
}
