//! `[publish.NAME]` → [`Destination`].

use std::ops::Range;
use std::path::Path;

use super::config::size;
use super::record::{BAD_VALUE, MISSING_REQUIRED, Record};
use crate::diag::{Diagnostic, Place, Report};
use crate::model::{Apart, Astray, Destination, Service};
use crate::say;
use crate::source::SourcePath;

/// Every destination of the settings, in the order of the file.
pub fn destinations(
    file: &SourcePath,
    site: &Record<'_>,
    root: &Path,
    report: &mut Report,
) -> Vec<Destination> {
    let named = site.named(file, "publish");
    let one = |(name, record, place): &(String, Record<'_>, Range<usize>)| {
        let mut made = destination(name, record, root)?;
        report.extend(lacking(file, &made, place.clone()));
        report.extend(astray(file, record, &mut made, place.clone()));
        report.extend(silenced(file, &mut made, place.clone()));
        Some(made)
    };
    named.iter().filter_map(one).collect()
}

fn destination(name: &str, record: &Record<'_>, root: &Path) -> Option<Destination> {
    let number = |key, default| record.count(key).map_or(default, size);
    let service = match record.choice("service")? {
        "fs" => Service::Folder,
        "sftp" => Service::Sftp,
        "ftp" => Service::Ftp,
        "ftps" => Service::Ftps,
        "webdav" => Service::Webdav,
        "s3" => Service::S3,
        other => unreachable!("{other} is not among the words of the field"),
    };
    let place = record.text("root")?;
    let place = match service {
        // A folder is meant from the site folder.
        Service::Folder => root.join(place).to_string_lossy().into_owned(),
        Service::Sftp | Service::Ftp | Service::Ftps | Service::Webdav | Service::S3 => place,
    };
    let trimmed = |path: &String| path.trim_matches('/').to_owned();
    Some(Destination {
        name: name.to_owned(),
        service,
        root: place,
        apart: None,
        host: record.text("host"),
        port: record.count("port").and_then(|port| u16::try_from(port).ok()),
        user: record.text("user"),
        key: record.text("key"),
        known_hosts: record.text("known_hosts"),
        endpoint: record.text("endpoint"),
        bucket: record.text("bucket"),
        region: record.text("region"),
        connections: number("connections", 4),
        speed: record.count("speed").map(i64::unsigned_abs),
        keep: number("keep", 3),
        protect: record.texts("protect").iter().map(trimmed).collect(),
        max_delete: number("max_delete", 100),
        max_delete_percent: number("max_delete_percent", 30),
        hosts: record.texts("hosts"),
    })
}

/// Finds the place beside the site's folder that `store` means, or tells why there is none.
fn astray(
    file: &SourcePath,
    record: &Record<'_>,
    made: &mut Destination,
    place: Range<usize>,
) -> Option<Diagnostic> {
    let typed = record.text("store")?;
    let root = match made.service {
        Service::Folder => made.root.replace(std::path::MAIN_SEPARATOR, "/"),
        // To these services every path is one from the top.
        Service::Webdav | Service::S3 => format!("/{}", made.root.trim_start_matches('/')),
        Service::Sftp | Service::Ftp | Service::Ftps => made.root.clone(),
    };
    let why = match Apart::of(&root, &typed) {
        Ok(apart) => {
            made.apart = Some(apart);
            return None;
        }
        Err(why) => why,
    };
    let (name, root) = (&made.name, &made.root);
    let help = match why {
        Astray::Absolute | Astray::Inside => say!(
            "从“位置”算起，写在它旁边，如 ../fengbei-store",
            "say it from root, and beside it: ../fengbei-store"
        ),
        Astray::Above => say!(
            "“位置”（{root}）上面没有文件夹可用。请管理员把这个账号放到上一层，“位置”写成下面的网站文件夹；办不到就去掉\
             “存放”，请管理员禁止读者访问 .fengbei",
            "there is no folder above root ({root}). Ask the administrator to let the account in one folder higher, and \
             give the site's folder as root; or take store away and have .fengbei closed to readers"
        ),
    };
    Some(
        Diagnostic::new(
            &BAD_VALUE,
            Place::span(file, place),
            say!(
                "发布目标 {name} 的“存放”（{typed}）不在网站文件夹外面",
                "the store of the target {name} ({typed}) is not outside of the site's folder"
            ),
        )
        .help(help),
    )
}

/// Takes account and password out of an address, where every error would show them, and tells of it.
fn silenced(file: &SourcePath, made: &mut Destination, place: Range<usize>) -> Option<Diagnostic> {
    let endpoint = made.endpoint.as_mut()?;
    let (service, rest) = endpoint.split_once("://")?;
    let (host, _) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let account = host.rfind('@')?;
    *endpoint = format!("{service}://{}", &rest[account + 1..]);
    let name = &made.name;
    Some(
        Diagnostic::new(
            &BAD_VALUE,
            Place::span(file, place),
            say!(
                "发布目标 {name} 的服务地址里写了账号或密码",
                "the endpoint of the target {name} has an account or a password in it"
            ),
        )
        .help(say!(
            "从地址里去掉 @ 和它前面的；账号写在“用户”里，密码设成环境变量，见手册第十六章",
            "take @ and what is before it out of the address; the account goes into user, the password into the \
             environment"
        )),
    )
}

/// A finding for what the service cannot do without.
fn lacking(file: &SourcePath, made: &Destination, place: Range<usize>) -> Option<Diagnostic> {
    let missing = match made.service {
        Service::Folder => None,
        Service::Sftp | Service::Ftp | Service::Ftps => {
            let host = made.host.is_none().then_some(("主机", "host"));
            host.or(made.user.is_none().then_some(("用户", "user")))
        }
        Service::Webdav => made.endpoint.is_none().then_some(("服务地址", "endpoint")),
        Service::S3 => {
            let endpoint = made.endpoint.is_none().then_some(("服务地址", "endpoint"));
            endpoint.or(made.bucket.is_none().then_some(("存储桶", "bucket")))
        }
    };
    let ((zh, en), service) = (missing?, made.service.key());
    let name = &made.name;
    Some(
        Diagnostic::new(
            &MISSING_REQUIRED,
            Place::span(file, place),
            say!(
                "发布目标 {name} 用 {service}，还缺“{zh}”",
                "the target {name} is reached by {service} and lacks “{en}”"
            ),
        )
        .help(say!(
            "在 [publish.{name}] 下面加一行 {en} = \"…\"",
            "add {en} = \"…\" below [publish.{name}]"
        )),
    )
}
