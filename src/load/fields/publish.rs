//! The fields of `[publish.NAME]` in `site.toml`.

use super::{TEXT, TEXTS, field, required};
use crate::load::record::{Choice, Field, Form};

/// The words of `service`.
const SERVICES: &[Choice] = &[
    Choice { key: "fs", zh: "文件夹" },
    Choice { key: "sftp", zh: "sftp" },
    Choice { key: "ftp", zh: "ftp" },
    Choice { key: "ftps", zh: "ftps" },
    Choice { key: "webdav", zh: "webdav" },
    Choice { key: "s3", zh: "对象存储" },
];

/// `[publish.NAME]`
pub const PUBLISH: &[Field] = &[
    required(
        "service",
        "方式",
        Form::Choice(SERVICES),
        "怎样传送：fs（文件夹）、sftp、ftp、ftps、webdav、s3（对象存储）",
        "how it is reached: fs (a folder), sftp, ftp, ftps, webdav or s3",
    ),
    required(
        "root",
        "位置",
        TEXT,
        "网站在那边的文件夹，如 /var/www/shuangyong",
        "the site's folder there, such as /var/www/site",
    ),
    field(
        "store",
        "存放",
        TEXT,
        "旧版本放在哪里，从“位置”算起，要在它外面，如 ../fengbei-store；默认放在“位置”里的 .fengbei",
        "where earlier releases are kept, from root and outside of it, such as ../fengbei-store; .fengbei in root by \
         default",
    ),
    field("host", "主机", TEXT, "服务器的主机名或 IP", "the server's host name or IP address"),
    field("port", "端口", Form::Count(1, 65535), "端口，一般不用写", "port, seldom needed"),
    field("user", "用户", TEXT, "账号；密码不写在这里", "account; never write a password here"),
    field(
        "key",
        "密钥",
        TEXT,
        "SSH 私钥文件，放在网站文件夹外面",
        "file of an SSH private key, outside the site folder",
    ),
    field(
        "known_hosts",
        "已知主机",
        TEXT,
        "登记服务器指纹的文件，默认 ~/.ssh/known_hosts",
        "file of known hosts; ~/.ssh/known_hosts by default",
    ),
    field(
        "endpoint",
        "服务地址",
        TEXT,
        "WebDAV 或对象存储的地址，以 http:// 或 https:// 开头",
        "address of the WebDAV or S3 service",
    ),
    field("bucket", "存储桶", TEXT, "对象存储的桶", "bucket of the S3 service"),
    field("region", "区域", TEXT, "对象存储的区域", "region of the S3 service"),
    field(
        "connections",
        "并发",
        Form::Count(1, 16),
        "同时传几个文件，默认 4",
        "files sent at the same time, 4 by default",
    ),
    field(
        "speed",
        "限速",
        Form::Count(1, 10_000_000),
        "每秒最多传多少 KB，默认不限",
        "most kilobytes a second; no limit by default",
    ),
    field(
        "keep",
        "保留",
        Form::Count(0, 100),
        "保留几个旧版本供退回，默认 3；0 不保留",
        "earlier releases kept to go back to, 3 by default; 0 for none",
    ),
    field(
        "protect",
        "保护",
        TEXTS,
        "那边属于别人的文件或文件夹，不碰也不核对",
        "files and folders there that belong to others",
    ),
    field(
        "max_delete",
        "最多删除",
        Form::Count(0, 1_000_000),
        "一次最多删多少个文件，默认 100",
        "most files removed in one go, 100 by default",
    ),
    field(
        "max_delete_percent",
        "最多删除百分比",
        Form::Count(0, 100),
        "一次最多删百分之几的文件，默认 30",
        "most files removed in one go, in percent, 30 by default",
    ),
    field(
        "hosts",
        "允许的外站",
        TEXTS,
        "页面可以通向的其他主机；写了才核对",
        "hosts that pages may lead to; checked only when given",
    ),
];
