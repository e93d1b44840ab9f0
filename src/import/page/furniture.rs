//! Buttons and links that came along with a text. Never drops a sentence.

use crate::import::loss::{Loss, Lost};
use crate::import::manuscript::{Block, Manuscript};

/// How such lines begin.
const BEGINNINGS: [&str; 44] = [
    "上一条",
    "上一篇",
    "下一条",
    "下一篇",
    "【打印",
    "打印",
    "【关闭",
    "关闭",
    "分享到",
    "分享：",
    "扫一扫",
    "扫码",
    "字号",
    "【字体",
    "字体",
    "浏览次数",
    "浏览量",
    "阅读次数",
    "点击数",
    "收藏",
    "返回顶部",
    "返回列表",
    "相关链接",
    "相关文章",
    "相关阅读",
    "网站地图",
    "设为首页",
    "加入收藏",
    "版权所有",
    "您当前",
    "当前位置",
    "您的位置",
    "验证码",
    "政府网站标识码",
    "保存",
    "触碰右侧",
    "我要纠错",
    "【纠错",
    "【我要纠错",
    "【大",
    "大 中 小",
    "大中小",
    "主办单位",
    "网站有害信息",
];

/// Whether a line is furniture by itself.
fn is_one(text: &str) -> bool {
    const LONGEST: usize = 60;
    let bare = text.trim_start_matches(['[', '［', '|', ' ']);
    let begins = BEGINNINGS.iter().any(|start| bare.starts_with(start));
    let register = ["ICP备", "公网安备", "政府网站标识码"].iter().any(|word| bare.contains(word));
    register || begins && bare.chars().count() <= LONGEST && !bare.contains('。')
}

/// Takes furniture away before and after the text, saying so.
pub(in crate::import) fn clear(manuscript: &mut Manuscript) {
    let text = |block: &Block| match block {
        Block::Paragraph(paragraph) if paragraph.only_pictures().is_none() => {
            Some(paragraph.text())
        }
        Block::Paragraph(_) | Block::Table(_) => None,
    };
    let is_body = |block: &Block| {
        text(block)
            .is_none_or(|text| !is_one(&text) && (text.contains('。') || text.chars().count() > 60))
    };
    let blocks = &manuscript.blocks;
    let last = blocks.iter().rposition(is_body).map_or(0, |at| at + 1);
    let is_idle = |block: &Block| text(block).is_some_and(|text| is_one(&text));
    let end = blocks[last..].iter().position(is_idle).map_or(blocks.len(), |at| last + at);
    let mut dropped: Vec<usize> = (end..blocks.len()).collect();
    dropped.extend((0..end).filter(|at| is_idle(&blocks[*at])));
    dropped.sort_unstable();
    for at in dropped.into_iter().rev() {
        if let Block::Paragraph(paragraph) = manuscript.blocks.remove(at) {
            let loss = Loss::at(Lost::Furniture, paragraph.spot, paragraph.text());
            manuscript.losses.push(loss);
        }
    }
}
