//! What can be wrong with a picture, and how to say it to an editor.

use crate::diag::{Diagnostic, Place, Rule, Severity};
use crate::say;

/// A picture that cannot be shown.
pub static BROKEN_PICTURE: Rule = Rule {
    name: "broken-picture",
    severity: Severity::Error,
    zh: "图片打不开：文件没有传完整、已经损坏，或者不是网页能用的图片格式。\
         请用看图软件打开原图，另存为 JPEG 或 PNG 后替换。可用的格式：JPEG、PNG、GIF、WebP、BMP、SVG。",
    en: "A picture cannot be opened: the file is incomplete or damaged, or is of a kind web pages cannot show. \
         Open the original, save it as JPEG or PNG and replace the file. \
         Pictures may be JPEG, PNG, GIF, WebP, BMP or SVG.",
};

/// A picture of more pixels than the site allows.
pub static OVERSIZED_PICTURE: Rule = Rule {
    name: "oversized-picture",
    severity: Severity::Error,
    zh: "图片的像素太多，处理它要占用过多内存。请先缩小图片；\
         确有需要时，可以在 site.toml 的 [pictures] 里调大 max_megapixels（单位：百万像素）。",
    en: "A picture has so many pixels that handling it would take too much memory. Make it smaller first; \
         if it must be that large, raise max_megapixels under [pictures] in site.toml.",
};

/// Why a picture cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// No kind of picture anybody knows.
    Unknown,
    /// A known kind that web pages cannot show, by name.
    Unsupported(&'static str),
    /// The file stops before the picture does.
    Truncated,
    /// The contents make no sense; the reader's own words, for whoever looks closer.
    Broken(String),
    /// More pixels than allowed.
    TooLarge {
        /// Pixels across, as the file claims.
        width: u32,
        /// Pixels down, as the file claims.
        height: u32,
        /// The most pixels allowed.
        limit: u64,
    },
    /// A drawing of so many or so deeply nested shapes that browsers would choke on it.
    TooComplex,
}

impl Problem {
    /// The finding to report about the picture at `place`.
    pub fn finding(&self, place: Place) -> Diagnostic {
        match self {
            Self::Unknown => Diagnostic::new(
                &BROKEN_PICTURE,
                place,
                say!("认不出这是什么图片", "this is no kind of picture that is known"),
            )
            .help(save_again()),
            Self::Unsupported(kind) => unsupported(kind, place),
            Self::Truncated => Diagnostic::new(
                &BROKEN_PICTURE,
                place,
                say!(
                    "图片不完整，后面的部分缺失",
                    "the picture is incomplete; its last part is missing"
                ),
            )
            .help(say!(
                "重新复制或下载一次原图，替换这个文件",
                "copy or download the original again and replace this file"
            )),
            Self::Broken(cause) => Diagnostic::new(
                &BROKEN_PICTURE,
                place.clone(),
                say!("图片已损坏，打不开", "the picture is damaged and cannot be opened"),
            )
            .note(place, say!("读取时的提示：{cause}", "the reader said: {cause}"))
            .help(save_again()),
            Self::TooLarge { width, height, limit } => too_large(*width, *height, *limit, place),
            Self::TooComplex => Diagnostic::new(
                &OVERSIZED_PICTURE,
                place,
                say!(
                    "这幅矢量图的图形太多或嵌套太深，浏览器会卡死",
                    "this drawing has too many or too deeply nested shapes for a browser"
                ),
            )
            .help(say!(
                "在绘图软件里简化图形，或导出为 PNG 后替换",
                "simplify it in the drawing program, or export it as PNG instead"
            )),
        }
    }
}

fn unsupported(kind: &str, place: Place) -> Diagnostic {
    let finding = Diagnostic::new(
        &BROKEN_PICTURE,
        place,
        say!("网页不能显示 {kind} 格式的图片", "web pages cannot show {kind} pictures"),
    );
    if kind.starts_with("HEI") {
        finding.help(say!(
            "这是手机拍摄的格式：发送时选“原图转 JPEG”，或在手机设置里把相机格式改为“兼容性最佳”",
            "phones write this: send it as JPEG, or set the camera's format to “most compatible”"
        ))
    } else {
        finding.help(save_again())
    }
}

fn too_large(width: u32, height: u32, limit: u64, place: Place) -> Diagnostic {
    let pixels = u64::from(width) * u64::from(height);
    let (size, most) = (megapixels(pixels.div_ceil(10_000)), megapixels(limit / 10_000));
    Diagnostic::new(
        &OVERSIZED_PICTURE,
        place,
        say!(
            "图片有 {width}×{height} 像素（{size} 百万），超过上限 {most} 百万",
            "the picture has {width} × {height} pixels ({size} million), more than {most} million"
        ),
    )
    .help(say!(
        "先用看图软件缩小图片；确有需要时，调大 site.toml 里 [pictures] 的 max_megapixels",
        "make the picture smaller first, or raise max_megapixels under [pictures] in site.toml"
    ))
}

/// Hundredths of millions as a decimal number without needless zeros.
fn megapixels(hundredths: u64) -> String {
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, rest) => format!("{whole}.{rest:02}").trim_end_matches('0').to_owned(),
    }
}

fn save_again() -> crate::diag::Message {
    say!(
        "用看图软件打开原图，另存为 JPEG 或 PNG，替换这个文件",
        "open the original, save it as JPEG or PNG and replace this file"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    fn told(problem: &Problem) -> String {
        let finding = problem.finding(Place::File(SourcePath::new("content/a.jpg")));
        let help: Vec<_> = finding.help.iter().map(|h| h.zh.as_str()).collect();
        format!("{}: {} [{}]", finding.rule.name, finding.message.zh, help.join("; "))
    }

    #[test]
    fn every_problem_says_what_to_do() {
        let save = "用看图软件打开原图，另存为 JPEG 或 PNG，替换这个文件";
        let cases = [
            (Problem::Unknown, format!("broken-picture: 认不出这是什么图片 [{save}]")),
            (
                Problem::Unsupported("TIFF"),
                format!("broken-picture: 网页不能显示 TIFF 格式的图片 [{save}]"),
            ),
            (
                Problem::Unsupported("HEIC"),
                "broken-picture: 网页不能显示 HEIC 格式的图片 [这是手机拍摄的格式：发送时选“原图转 JPEG”，\
                 或在手机设置里把相机格式改为“兼容性最佳”]"
                    .to_owned(),
            ),
            (
                Problem::TooLarge { width: 60_000, height: 60_001, limit: 80_500_000 },
                "oversized-picture: 图片有 60000×60001 像素（3600.06 百万），超过上限 80.5 百万 \
                 [先用看图软件缩小图片；确有需要时，调大 site.toml 里 [pictures] 的 max_megapixels]"
                    .to_owned(),
            ),
        ];
        for (problem, expected) in cases {
            assert_eq!(told(&problem), expected);
        }
    }
}
