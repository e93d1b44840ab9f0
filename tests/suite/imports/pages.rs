//! Saved pages and texts that were scanned or pasted.

use std::fs;

use fengbei::import::{Desk, import};
use fengbei::model::ItemKind;

use super::{WORD, arrival, desk, file, shown};

const PAGE: &str = r#"<!DOCTYPE html><html><head><meta charset="gb2312">
<meta name="ArticleTitle" content="八一走访慰问活动"><meta name="PubDate" content="2024-08-01 09:19">
<meta name="ContentSource" content="示例日报"><title>八一走访慰问活动_示例市政府</title></head><body>
<div class="nav"><a href="/">首页</a> <a href="/news/">要闻</a></div>
<div class="main"><h1>八一走访慰问活动</h1>
<p>发布时间：2024-08-01 09:19　作者：甲某　来源：示例日报　浏览次数：</p>
<div class="TRS_Editor"><p>　　8月1日，示例市走访慰问驻地部队，送去节日问候，听取意见。</p>
<p style="text-align:center"><img src="a_files/red.png" alt="慰问现场"></p>
<p><strong>军地携手</strong></p><p>双方表示，要把实事办好，<a href="list.html">清单</a>按月公开。</p>
<table><tr><th>项目</th><th>件数</th></tr><tr><td rowspan="2">办实事</td><td>12</td></tr><tr><td>8</td></tr></table>
<script>alert(1)</script><iframe src="x"></iframe></div>
<p>【打印】【关闭】</p><p>上一条：无</p><p>下一条：无</p></div>
<div>版权所有：示例市人民政府办公室　蒙ICP备00000000号</div></body></html>"#;

#[test]
fn a_saved_page_in_an_old_encoding() {
    let (bytes, _, _) = encoding_rs::GBK.encode(PAGE);
    let png = fs::read(WORD.join("red.png")).expect("a script wrote it");
    let beside = |path: &str| (path == "a_files/red.png").then(|| png.clone());
    let desk = Desk { beside: &beside, ..desk(ItemKind::Article) };
    let page = import(&file("a.html", &bytes), &desk).expect("a page");
    insta::assert_snapshot!(shown(&page));
}

const SCANNED: &str = "军民同心谱新篇\n我市双拥工作综述\n发布时间:2024-08-01 09:19:37 作者:甲某 来源:示例日报 浏览次数:\n\n\
    \u{3000}\u{3000}大街小巷，随处可见双拥宣传阵地，启动“百佳机构”学\n\n— 3 —\n\n习宣传活动，营造浓厚氛围。\n\n\
    一、高位推动\n\n\u{3000}\u{3000}运用“互联网十双拥”阵地,推出作品。\n\n关闭\n打印\n上一条：\n\n网站地图|设为首页\n";

#[test]
fn a_scanned_text_is_put_together_and_left_as_it_is() {
    insta::assert_snapshot!(shown(&arrival("b.txt", SCANNED.as_bytes(), ItemKind::Article)));
}
