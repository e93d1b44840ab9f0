//! Signed records: a machine that never published can tell ours from others'.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::desk::{Desk, put};

/// A desk that has a key outside the site.
fn desk() -> (tempfile::TempDir, Desk) {
    let folder = tempfile::tempdir().expect("a folder");
    let shelf = folder.path().join("live");
    let mut desk = Desk::new(&format!("service = \"fs\"\nroot = '{}'", shelf.display()), &shelf);
    let key = folder.path().join("signing-key").display().to_string();
    desk.words.push(("FENGBEI_SIGNING_KEY".into(), key));
    (folder, desk)
}

/// Forgets what was published from this machine, as if it were another one.
fn forget(desk: &Desk) {
    fs::remove_dir_all(desk.site.path().join(".fengbei/published")).expect("it was there");
}

/// Exchanges a page, and the record for one that names the new page and is newer.
fn exchange(desk: &Desk) {
    let page = desk.shelf.join("index.html");
    let old = fs::read(&page).expect("it is there");
    let new = b"<!doctype html><title>x</title>".to_vec();
    let record = desk.shelf.join(".fengbei/edition");
    let text = fs::read_to_string(&record).expect("it is there");
    let text = text.split("-----BEGIN").next().expect("split gives one at least");
    let lines: Vec<&str> = text.lines().collect();
    let hex = |bytes: &[u8]| blake3::hash(bytes).to_hex().to_string();
    let body: String =
        lines[..lines.len() - 1].iter().map(|line| format!("{line}\n")).collect::<String>();
    let old = format!("{}\t{}\tindex.html", hex(&old), old.len());
    assert!(body.contains(&old), "{body}");
    let body = body.replace(&old, &format!("{}\t{}\tindex.html", hex(&new), new.len()));
    fs::write(&record, format!("{body}{}\n", hex(body.as_bytes()))).expect("written");
    fs::write(page, new).expect("written");
}

#[test]
fn a_machine_that_never_published_knows_an_exchanged_record() {
    let (_folder, desk) = desk();
    desk.publish(&[]).good();
    let made = desk.run(&["key", "--json"]).good().json();
    assert_eq!(made["made"], true);
    // What was published before is signed now, and the public part goes out with it.
    let done = desk.publish(&[]).good().json();
    assert_eq!(done["new"], 1, "{done}");
    assert!(desk.shown()["signing-key.txt"].starts_with(b"# ssh-keygen"));
    forget(&desk);
    desk.run(&["verify", "live"]).good();
    exchange(&desk);
    desk.run(&["verify", "live"]).refused(&["not signed by this office"]);
    desk.item(1, "新的。");
    desk.publish(&[]).refused(&["--allow record"]);
    desk.publish(&["--allow", "record"]).good();
    assert_eq!(desk.shown(), desk.built());
}

#[test]
fn without_a_key_an_exchanged_record_deceives_another_machine() {
    let (_folder, desk) = desk();
    desk.publish(&[]).good();
    forget(&desk);
    exchange(&desk);
    // That is what signatures are for.
    desk.run(&["verify", "live"]).good();
}

#[test]
fn a_release_that_nobody_signed_is_not_gone_back_to() {
    let (_folder, desk) = desk();
    desk.publish(&[]).good();
    desk.run(&["key"]).good();
    desk.item(1, "新的。");
    desk.publish(&[]).good();
    desk.run(&["rollback", "live", "--yes"]).refused(&["no such release"]);
    desk.item(1, "更新的。");
    desk.publish(&[]).good();
    let after = desk.shown();
    desk.run(&["rollback", "live", "--yes"]).good();
    assert_ne!(desk.shown(), after);
    desk.run(&["verify", "live"]).good();
}

#[test]
fn a_site_that_is_signed_is_not_published_without_its_key() {
    let (folder, mut desk) = desk();
    desk.run(&["key"]).good();
    let again = desk.run(&["key", "--json"]).good().json();
    assert_eq!(again["made"], false);
    let public = desk.site.path().join("static/signing-key.txt");
    let text = fs::read_to_string(&public).expect("it was written");
    assert_eq!(text.lines().filter(|line| line.contains("ssh-ed25519")).count(), 1);
    let key = folder.path().join("signing-key");
    let bytes = fs::read(&key).expect("it was made");
    fs::remove_file(&key).expect("it is there");
    desk.publish(&[]).refused(&["signing-key.txt", "fengbei key"]);
    assert_eq!(desk.shown().len(), 0);
    // A key that others can read, or that lies in the site, is refused.
    fs::write(&key, &bytes).expect("written");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).expect("it is ours");
        desk.publish(&[]).refused(&["chmod 600"]);
    }
    let inside = desk.site.path().join("signing-key");
    fs::write(&inside, bytes).expect("written");
    desk.words.push(("FENGBEI_SIGNING_KEY".into(), inside.display().to_string()));
    desk.publish(&[]).refused(&["lies in the site folder"]);
    put(&public, "ssh-ed25519 坏的\n");
    desk.publish(&[]).refused(&["line 1", "signing-key.txt"]);
    assert_eq!(desk.shown().len(), 0);
}

#[test]
fn openssh_checks_who_packed_a_package() {
    let (_folder, desk) = desk();
    desk.run(&["key"]).good();
    desk.run(&["package", "-o", "a.zip", "--today", "2026-08-01"]).good();
    let place = desk.site.path().join("a.zip");
    let file = fs::File::open(place).expect("it was packed");
    let out = desk.site.path().join("unpacked");
    zip::ZipArchive::new(file).and_then(|mut zip| zip.extract(&out)).expect("a ZIP");
    let signers = desk.site.path().join("static/signing-key.txt");
    assert!(vouched(&out, &signers), "a good signature is good");
    let sums = out.join("SHA256SUMS");
    let text = fs::read_to_string(&sums).expect("it is there");
    fs::write(&sums, text.replacen('a', "b", 1)).expect("written");
    assert!(!vouched(&out, &signers), "a signature of something else is bad");
}

/// Whether OpenSSH finds the sums in `folder` signed by one of `signers`.
fn vouched(folder: &Path, signers: &Path) -> bool {
    let mut command = Command::new("ssh-keygen");
    command.args(["-Y", "verify", "-I", "fengbei", "-n", "file", "-f"]).arg(signers);
    command.arg("-s").arg(folder.join("SHA256SUMS.sig"));
    command.stdin(fs::File::open(folder.join("SHA256SUMS")).expect("it is there"));
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.expect("`make tools` installs ssh-keygen").success()
}
