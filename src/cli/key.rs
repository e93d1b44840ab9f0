//! `fengbei key`

use serde_json::json;

use super::printer::Printer;
use super::{Global, Outcome};
use crate::diag::Report;
use crate::error::Result;
use crate::load::load_config;
use crate::publish::signature::{Keys, provide};
use crate::{say, source};

/// Makes the key that signs what is published, unless there is one, and its public part for the site.
pub fn run(global: &Global, printer: &Printer) -> Result<Outcome> {
    let sources = source::read_folder(&global.root, global.config.as_str())?;
    let config = load_config(&sources, &global.config, &mut Report::new());
    let Keys { private, public, fingerprint, is_new } = provide(&global.root, &config.title)?;
    let (private, public) = (private.display().to_string(), public.display().to_string());
    if is_new {
        printer.note(&say!(
            "已生成签名密钥：{private}。只有您能读它。请另存一份在放心的地方（如锁起来的优盘），别人拿到它就能冒签。",
            "made the signing key {private}. Only you can read it. Keep a copy in a safe place, such as a locked-up \
             stick; whoever has it can sign in your name."
        ));
    } else {
        printer.note(&say!(
            "用这台电脑已有的签名密钥：{private}。",
            "this machine has a signing key already: {private}."
        ));
    }
    printer.note(&say!(
        "公钥在 {public}，随网站发布为 signing-key.txt。指纹：{fingerprint}。从下次发布起，发布记录都有签名。",
        "its public part is in {public} and goes out with the site as signing-key.txt. Fingerprint: {fingerprint}. \
         Records are signed from the next publish on."
    ));
    if printer.json {
        let result = json!({
            "private": private, "public": public, "fingerprint": fingerprint, "made": is_new,
        });
        printer.result(&result.to_string());
    }
    Ok(Outcome::Done)
}
