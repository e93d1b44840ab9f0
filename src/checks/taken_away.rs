//! What readers take away as it is, and what of it must not go out: scripts in drawings, programs, the place where a
//! photograph was taken.

use crate::diag::{Diagnostic, Place, Report, Rule, Severity};
use crate::model::Site;
use crate::picture::{downloaded_without, film_tells_place, tells_place};
use crate::plan;
use crate::say;
use crate::source::{File, SourcePath};

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

/// An attachment that runs on the reader's computer.
pub static PROGRAM_ATTACHMENT: Rule = Rule {
    name: "program-attachment",
    severity: Severity::Warning,
    zh: "供下载的附件会在读者的电脑上运行：程序（.exe、.bat、.js 等）、带宏的文档（.docm、.xlsm、.pptm）、网页（.html、.mht、.svgz）。\
         网页原样发出，里面的脚本没有去掉，等于在本站上运行；程序和宏常带病毒，安全检查会通报。放在 static/ 里的不算，\
         那里是特意放的（例如搜索引擎的验证文件）。",
    en: "An attachment runs on the reader's computer: a program (.exe, .bat, .js and the like), a document with macros (.docm, \
         .xlsm, .pptm), a web page (.html, .mht, .svgz). Pages go out as they are and their scripts run as if they were the \
         site's own; programs and macros carry viruses, and inspections tell of them. What lies in static/ was put there on \
         purpose, such as a search engine's proof of ownership, and does not count.",
};

pub fn check(site: &Site, report: &mut Report) {
    for path in plan::offered(site).into_values() {
        if let Some(file) = site.sources.get(path.as_str()) {
            look(file, report);
        }
        if !path.as_str().starts_with("static/") {
            report.extend(program(&path));
        }
    }
}

/// What an attachment that runs should be instead.
fn program(path: &SourcePath) -> Option<Diagnostic> {
    let (what, help) = match path.extension().as_str() {
        "htm" | "html" | "xhtml" | "xht" | "shtml" | "mht" | "mhtml" | "svgz" => (
            say!(
                "附件是网页，原样发出，里面的脚本没有去掉",
                "the attachment is a web page, which goes out as it is, scripts and all"
            ),
            say!(
                "给人看的，用 fengbei import 把它变成文章；给人下载的，打印成 PDF 再放",
                "make an article of it with fengbei import, or print it as PDF"
            ),
        ),
        "docm" | "dotm" | "xlsm" | "xltm" | "xlam" | "pptm" | "potm" | "ppsm" => (
            say!("附件是带宏的文档", "the attachment is a document with macros"),
            say!(
                "用办公软件另存为不带宏的 .docx、.xlsx 或 .pptx，替换这个文件",
                "save it as .docx, .xlsx or .pptx without macros and replace the file"
            ),
        ),
        "exe" | "msi" | "bat" | "cmd" | "com" | "scr" | "pif" | "lnk" | "dll" | "vbs" | "vbe"
        | "js" | "jse" | "wsf" | "hta" | "ps1" | "reg" | "jar" | "apk" => (
            say!("附件是程序", "the attachment is a program"),
            say!(
                "换成文档、表格或 PDF；确要提供软件的，写明下载它的官方网址",
                "offer a document, a table or a PDF; for software, link to its official site"
            ),
        ),
        _ => return None,
    };
    Some(Diagnostic::new(&PROGRAM_ATTACHMENT, Place::File(path.clone()), what).help(help))
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
