//! Earlier releases that lie beside the site, where its readers cannot reach them.

use std::fs;
use std::path::Path;

use super::course;
use super::desk::{Desk, files, put};
#[cfg(feature = "publish")]
use super::servers::{
    BUCKET, PASSWORD, Safety, Server, ftp, ftp_settings, s3, s3_settings, sftp_settings, sshd,
    vsftpd, vsftpd_settings, web, webdav, webdav_settings,
};

const STORE: &str = "store = \"../cang\"";

/// A folder with a desk whose site is the folder `双拥网` in it.
fn desk() -> (tempfile::TempDir, Desk) {
    let folder = tempfile::tempdir().expect("a folder");
    let shelf = folder.path().join("双拥网");
    let mut desk = Desk::new(&settings(&shelf), &shelf);
    desk.store = folder.path().join("cang/双拥网");
    (folder, desk)
}

fn settings(shelf: &Path) -> String {
    format!("service = \"fs\"\nroot = '{}'\n{STORE}", shelf.display())
}

/// The whole course, after which nothing of ours is in the site's folder.
fn walk(desk: &Desk) {
    course::whole(desk);
    course::verified(desk);
    assert!(!desk.shelf.join(".fengbei").exists(), "the store is beside the site");
    assert!(desk.store.join("releases").is_dir());
}

#[test]
fn a_folder_takes_the_whole_course() {
    let (folder, desk) = desk();
    desk.publish(&["--dry-run"]).good();
    desk.run(&["publish", "live"]).refused(&["--yes"]);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0, "nothing was made");
    walk(&desk);
}

#[test]
#[cfg(feature = "publish")]
fn sftp_takes_the_whole_course() {
    let server = sshd();
    let (_folder, desk) = desk();
    desk.settings(&format!("{}\n{STORE}", sftp_settings(&server, &desk.shelf)));
    walk(&desk);
}

/// The same desk at a server that serves the folder.
#[cfg(feature = "publish")]
fn served(
    serve: impl Fn(&Path) -> Server,
    settings: impl Fn(&Server) -> String,
) -> (tempfile::TempDir, Server, Desk) {
    let (folder, mut desk) = desk();
    let server = serve(folder.path());
    desk.settings(&format!("{}\n{STORE}", settings(&server)));
    for word in ["PASSWORD", "SECRET_KEY"] {
        desk.words.push((format!("FENGBEI_LIVE_{word}"), PASSWORD.into()));
    }
    desk.words.push(("FENGBEI_LIVE_ACCESS_KEY".into(), "office".into()));
    (folder, server, desk)
}

#[test]
#[cfg(feature = "publish")]
fn ftp_and_webdav_and_storage_take_the_whole_course() {
    let open = |folder: &Path| ftp(folder, Safety::Open);
    let (_folder, _server, desk) = served(open, |server| ftp_settings(server, Safety::Open));
    walk(&desk);
    let (folder, mut desk) = self::desk();
    let server = vsftpd(folder.path());
    desk.words.push(("FENGBEI_LIVE_PASSWORD".into(), PASSWORD.into()));
    desk.settings(&format!("{}\n{STORE}", vsftpd_settings(&server, &desk.shelf)));
    walk(&desk);
    let (_folder, _server, desk) = served(webdav, webdav_settings);
    walk(&desk);
    let (folder, _server, mut desk) = served(s3, s3_settings);
    desk.shelf = folder.path().join(BUCKET).join("双拥网");
    desk.store = folder.path().join(BUCKET).join("cang/双拥网");
    walk(&desk);
}

#[test]
fn what_lies_at_the_old_place_is_moved_by_hand_and_goes_on() {
    let (folder, desk) = desk();
    let old = desk.shelf.join(".fengbei");
    desk.settings(&settings(&desk.shelf).replace(STORE, ""));
    desk.publish(&[]).good();
    desk.item(2, "改过的正文。");
    desk.publish(&[]).good();
    desk.settings(&settings(&desk.shelf));
    let before = files(folder.path());
    let places = [&old, &desk.store].map(|place| place.display().to_string());
    desk.publish(&[]).refused(&["earlier releases are still in", &places[0], &places[1]]);
    desk.run(&["verify", "live"]).refused(&["earlier releases are still in"]);
    assert!(files(folder.path()) == before, "nothing was changed");
    fs::create_dir_all(desk.store.parent().expect("a folder")).expect("a folder is made");
    fs::rename(old, &desk.store).expect("it is moved");
    assert!(desk.publish(&[]).good().err.contains("up to date"));
    desk.run(&["rollback", "live", "--yes"]).good();
    desk.run(&["verify", "live"]).good();
}

#[test]
fn a_store_of_others_is_not_taken() {
    let (_folder, desk) = desk();
    put(&desk.store.join("new/甲.txt"), "别人的");
    desk.publish(&[]).refused(&["files of others", "new/甲.txt", "empty folder"]);
    assert!(!desk.shelf.join("index.html").exists(), "nothing was published");
    assert_eq!(files(&desk.store).len(), 1, "the other's file is alone and whole");
}

#[test]
fn a_store_that_readers_could_reach_is_refused() {
    let (_folder, desk) = desk();
    for store in ["cang", "..", "/srv/cang"] {
        let settings = settings(&desk.shelf).replace("../cang", store);
        desk.settings(&settings);
        desk.publish(&[]).refused(&["is not outside of the site's folder", "../fengbei-store"]);
    }
    desk.settings(&settings(Path::new("/")));
    desk.publish(&[]).refused(&["no folder above root", "administrator"]);
    assert!(!desk.shelf.exists(), "nothing was made");
}

#[test]
#[cfg(feature = "publish")]
fn a_store_beside_the_site_that_readers_can_open_is_told() {
    let (folder, desk) = desk();
    desk.publish(&[]).good();
    let server = web(folder.path(), &[]);
    let address = format!("http://127.0.0.1:{}/双拥网/", server.port);
    let open = "../cang/双拥网/edition";
    desk.run(&["verify", "live", "--url", &address]).refused(&[open, "store in site.toml"]);
    let server = web(&desk.shelf, &[]);
    let address = format!("http://127.0.0.1:{}/", server.port);
    desk.run(&["verify", "live", "--url", &address]).good();
}
