//! The commands by which the site leaves the office. Words only.

use super::{FOLDER, Form, Input, TODAY, Verb, input};

const NAME: Input = input(
    "name",
    Form::Must(("目标", "TARGET")),
    ("网站设置里 [publish.目标] 的名字", "the name of a [publish.TARGET] of the settings"),
);
const DRY_RUN: Input = input(
    "dry-run",
    Form::Flag,
    ("只说会改什么，什么都不动", "tell what would change, change nothing"),
);
const YES: Input = input("yes", Form::Flag, ("不问，直接做", "do it without asking"));
const ALLOW: Input = input(
    "allow",
    Form::Values(("情形", "WORD")),
    (
        "明知有这种情形也要做，可写多次；出现时会说是哪个词",
        "go on in spite of it, several times; the word is told when it is needed",
    ),
);
const BUILT: Input = input(
    "output",
    Form::ShortValue('o', FOLDER),
    (
        "网站生成到哪个文件夹，默认为网站文件夹下的 public",
        "the folder of the built site; public in the site folder by default",
    ),
);

pub(super) const PUBLISH: Verb = Verb {
    name: "publish",
    about: ("发布网站", "publish the site"),
    takes: &[NAME, DRY_RUN, YES, ALLOW, BUILT, TODAY],
    below: &[],
};

pub(super) const VERIFY: Verb = Verb {
    name: "verify",
    about: ("核对已发布的网站有没有被改动", "verify that what is published is what was published"),
    takes: &[
        NAME,
        input(
            "restore",
            Form::Flag,
            ("把被改、被删的文件恢复", "put back files that were changed or removed"),
        ),
        input(
            "url",
            Form::Value(("网址", "ADDRESS")),
            (
                "像读者那样按网址核对，也查文件类型对不对",
                "verify by this web address as a reader gets it, with the types of files",
            ),
        ),
        BUILT,
    ],
    below: &[],
};

pub(super) const ROLLBACK: Verb = Verb {
    name: "rollback",
    about: ("退回以前发布的版本", "go back to a release published before"),
    takes: &[
        NAME,
        input(
            "release",
            Form::Place(("版本", "RELEASE")),
            ("哪个版本，默认最近的", "which one; the latest that differs by default"),
        ),
        DRY_RUN,
        YES,
        ALLOW,
    ],
    below: &[],
};

pub(super) const KEY: Verb = Verb {
    name: "key",
    about: ("生成签名密钥，给发布记录签名", "make the key that signs what is published"),
    takes: &[],
    below: &[],
};

pub(super) const PACKAGE: Verb = Verb {
    name: "package",
    about: ("打成一个移交用的压缩包", "pack the site into one file to hand over"),
    takes: &[
        input(
            "output",
            Form::ShortValue('o', ("文件", "FILE")),
            ("压缩包放到哪里，默认在当前文件夹", "where to put the ZIP; here by default"),
        ),
        input(
            "fragment",
            Form::Value(("栏目", "COLUMN")),
            (
                "只要这个栏目各页的正文，供门户的系统使用",
                "only the inside of a column's pages, for the portal's own system",
            ),
        ),
        input(
            "usb",
            Form::Flag,
            ("放优盘用，多一个双击就能看的页面", "for a stick, with a page to open it by"),
        ),
        TODAY,
    ],
    below: &[],
};

pub(super) const PRINT: Verb = Verb {
    name: "print",
    about: (
        "把一件公文、一期简报或特刊、一部名录排成 PDF",
        "set a document, bulletin, special issue or roll as PDF",
    ),
    takes: &[
        input(
            "item",
            Form::Must(("稿件", "ITEM")),
            (
                "稿件的文件；特刊、名录写它的文件夹",
                "the item's file; the folder of an issue or a roll",
            ),
        ),
        input(
            "output",
            Form::ShortValue('o', ("文件", "FILE")),
            ("PDF 放到哪里，默认在当前文件夹", "where to put the PDF; here by default"),
        ),
        input(
            "press",
            Form::Flag,
            ("给印厂：四色、出血、裁切线", "for the print shop: CMYK, bleed and marks"),
        ),
        input(
            "pages",
            Form::OneOf(("排法", "ARRANGEMENT"), &["single", "spreads", "imposed"]),
            (
                "特刊的版：single 单版，spreads 对开看，imposed 按装订拼",
                "pages of an issue: single, spreads as read, imposed as folded",
            ),
        ),
        TODAY,
    ],
    below: &[],
};

pub(super) const EXPORT: Verb = Verb {
    name: "export",
    about: (
        "把一篇稿件做成公众号稿、微博、纯文字，或把公开数据交给城市客户端",
        "make a copy of an item for WeChat, Weibo or as plain words, or data for an app",
    ),
    takes: &[
        input(
            "channel",
            Form::MustBe(("渠道", "CHANNEL"), &["wechat", "weibo", "plain", "json"]),
            ("wechat、weibo、plain 或 json", "wechat, weibo, plain or json"),
        ),
        input(
            "item",
            Form::Place(("稿件", "ITEM")),
            ("稿件的文件；json 不用写", "the item's file; not for json"),
        ),
        input(
            "output",
            Form::ShortValue('o', FOLDER),
            (
                "放到哪个文件夹，默认在当前文件夹",
                "the folder to put it in; one of its own by default",
            ),
        ),
        TODAY,
    ],
    below: &[],
};

pub(super) const FONTS: Verb = Verb {
    name: "fonts",
    about: ("看各种字体用哪一个，缺什么", "show which font serves which role"),
    takes: &[TODAY],
    below: &[],
};
