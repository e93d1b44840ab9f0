//! What readers take away as it is, and what of it must not go out: scripts in drawings, the place where a photograph
//! was taken.

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::Site;
use crate::picture::{downloaded_without, film_tells_place, tells_place};
use crate::plan;
use crate::say;
use crate::source::File;

/// A photograph or a film that says where it was taken, of a kind that is handed out untouched.
pub static PHOTO_PLACE: Rule = Rule {
    name: "photo-place",
    severity: Severity::Warning,
    zh: "供下载的照片里记着拍摄地点，谁下载了都能看到。JPEG、PNG、WebP 里的会自动去掉；TIFF、HEIC、AVIF 这几种，文件原样发出，\
         去不掉，请用看图软件打开，另存为 JPEG 后替换。手机拍的视频（MP4、MOV）也会记，请用剪辑软件不带位置重新导出。",
    en: "A photograph that readers take away says where it was taken. Of JPEG, PNG and WebP this is left out; TIFF, HEIC and \
         AVIF go out as they are: open it, save it as JPEG and replace the file. Films of phones (MP4, MOV) say it, too: export \
         them anew without their place.",
};

pub fn check(site: &Site, report: &mut Report) {
    for path in plan::offered(site).into_values() {
        if let Some(file) = site.sources.get(path.as_str()) {
            look(file, report);
        }
    }
}

fn look(file: &File, report: &mut Report) {
    let extension = file.path.extension();
    match &*extension {
        "svg" => of_drawing(file, report),
        "tif" | "tiff" | "heic" | "heif" | "avif"
            if file.bytes().is_ok_and(|bytes| tells_place(&bytes)) =>
        {
            report.push(told(file));
        }
        "mp4" | "m4v" | "mov" | "3gp"
            if file.reader().is_ok_and(|mut film| film_tells_place(&mut film).unwrap_or(false)) =>
        {
            report.push(film(file));
        }
        _ => {}
    }
}

fn of_drawing(file: &File, report: &mut Report) {
    let Ok(bytes) = file.bytes() else { return };
    match downloaded_without(&bytes, &file.path.extension()) {
        Ok(removed) => report.extend(removed.iter().map(|part| part.finding(&file.path))),
        Err(problem) => report.push(problem.finding(Place::File(file.path.clone()))),
    }
}

fn film(file: &File) -> Diagnostic {
    Diagnostic::new(
        &PHOTO_PLACE,
        Place::File(file.path.clone()),
        say!(
            "视频里记着拍摄地点，谁下载了都能看到",
            "the film says where it was taken, and whoever takes it away sees it"
        ),
    )
    .help(say!(
        "用剪辑软件重新导出一遍，不带位置信息，替换这个文件",
        "export it anew without its place, and replace the file"
    ))
}

fn told(file: &File) -> Diagnostic {
    Diagnostic::new(
        &PHOTO_PLACE,
        Place::File(file.path.clone()),
        say!(
            "供下载的照片里记着拍摄地点",
            "the photograph that readers take away says where it was taken"
        ),
    )
    .help(say!(
        "用看图软件打开，另存为 JPEG，替换这个文件",
        "open it, save it as JPEG and replace the file"
    ))
}
