//! FTP, FTP over TLS, `WebDAV` and S3 against servers of others.

use std::collections::{BTreeMap, BTreeSet};

use super::desk::{Desk, is_a};
use super::servers::{
    BUCKET, PASSWORD, Safety, Server, ftp, ftp_settings, ftp_with_little_room, s3, s3_settings,
    s3_with_little_room, sftp_settings, sshd, vsftpd, vsftpd_settings, vsftpd_with_little_room,
    webdav, webdav_settings, webdav_with_little_room,
};
use super::{course, cuts};

/// A desk at a server that serves a new folder.
fn desk(
    serve: impl Fn(&std::path::Path) -> Server,
    settings: impl Fn(&Server) -> String,
) -> (tempfile::TempDir, Server, Desk) {
    let folder = tempfile::tempdir().expect("a folder");
    let shelf = folder.path().join("双拥网");
    let server = serve(folder.path());
    let mut desk = Desk::new(&settings(&server), &shelf);
    desk.words.push(("FENGBEI_LIVE_PASSWORD".into(), PASSWORD.into()));
    let certificate = server.place("server.pem").display().to_string();
    desk.words.push(("SSL_CERT_FILE".into(), certificate));
    (folder, server, desk)
}

fn ftp_desk(safety: Safety) -> (tempfile::TempDir, Server, Desk) {
    desk(|folder| ftp(folder, safety), |server| ftp_settings(server, safety))
}

/// A desk at storage that keeps its buckets in a new folder.
fn s3_desk() -> (tempfile::TempDir, Server, Desk) {
    storage_desk(s3)
}

fn storage_desk(serve: impl Fn(&std::path::Path) -> Server) -> (tempfile::TempDir, Server, Desk) {
    let (folder, server, mut desk) = desk(serve, s3_settings);
    desk.shelf = folder.path().join(BUCKET).join("双拥网");
    desk.store = desk.shelf.join(".fengbei");
    desk.words.push(("FENGBEI_LIVE_ACCESS_KEY".into(), "office".into()));
    desk.words.push(("FENGBEI_LIVE_SECRET_KEY".into(), PASSWORD.into()));
    (folder, server, desk)
}

#[test]
fn the_example_goes_to_every_service() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join(name);
    let served = |name: &str| {
        std::fs::create_dir_all(place(name)).expect("a folder is made");
        place(name)
    };
    let first = place("fs");
    let settings = format!("service = \"fs\"\nroot = '{}'", first.display());
    let mut desk = Desk::at_example(&settings, &first);
    let (sshd, dav, store) = (sshd(), webdav(&served("dav")), s3(&served("s3")));
    let (open, tls) = (ftp(&served("ftp"), Safety::Open), ftp(&served("ftps"), Safety::Tls));
    let words = [
        ("PASSWORD", PASSWORD.to_owned()),
        ("ACCESS_KEY", "office".to_owned()),
        ("SECRET_KEY", PASSWORD.to_owned()),
    ];
    desk.words = words.map(|(word, value)| (format!("FENGBEI_LIVE_{word}"), value)).into();
    desk.words.push(("SSL_CERT_FILE".into(), tls.place("server.pem").display().to_string()));
    let all = [
        (settings, first),
        (sftp_settings(&sshd, &place("sftp")), place("sftp")),
        (ftp_settings(&open, Safety::Open), place("ftp").join("双拥网")),
        (ftp_settings(&tls, Safety::Tls), place("ftps").join("双拥网")),
        (webdav_settings(&dav), place("dav").join("双拥网")),
        (s3_settings(&store), place("s3").join(BUCKET).join("双拥网")),
    ];
    for (settings, shelf) in all {
        desk.target(&settings);
        desk.shelf = shelf;
        let done = desk.publish(&[]).good().json();
        assert!(done["new"].as_u64().is_some_and(|new| new > 500), "{settings}: {done}");
        assert!(desk.shown() == desk.built(), "{settings}");
        let again = desk.publish(&[]).good().json();
        assert_eq!(again["steps"].as_array().map(Vec::len), Some(0), "{settings}");
        desk.run(&["verify", "live"]).good();
    }
}

#[test]
fn ftp_takes_the_whole_course() {
    let (_served, _server, desk) = ftp_desk(Safety::Open);
    course::whole(&desk);
    course::verified(&desk);
}

#[test]
fn a_server_that_lists_for_people_takes_the_whole_course() {
    let (_served, server, desk) = desk(vsftpd, |_| String::new());
    desk.settings(&vsftpd_settings(&server, &desk.shelf));
    course::whole(&desk);
    course::verified(&desk);
}

#[test]
fn ftp_over_tls_takes_the_whole_course() {
    let (_served, _server, desk) = ftp_desk(Safety::Tls);
    course::whole(&desk);
}

#[test]
fn webdav_takes_the_whole_course() {
    let (_served, _server, desk) = desk(webdav, webdav_settings);
    course::whole(&desk);
    course::verified(&desk);
}

#[test]
fn storage_takes_the_whole_course() {
    let (_served, _server, desk) = s3_desk();
    course::whole(&desk);
    course::verified(&desk);
}

#[test]
fn cuts_over_ftp_leave_whole_pages() {
    let (_served, _server, desk) = ftp_desk(Safety::Open);
    cuts::survive(&desk, 30);
}

#[test]
fn cuts_over_webdav_leave_whole_pages() {
    let (_served, _server, desk) = desk(webdav, webdav_settings);
    cuts::survive(&desk, 30);
}

#[test]
fn cuts_of_storage_leave_whole_pages() {
    let (_served, _server, desk) = s3_desk();
    cuts::survive(&desk, 30);
}

#[test]
fn an_ftp_server_that_is_killed_leaves_whole_pages() {
    let (folder, _first, desk) = ftp_desk(Safety::Open);
    cuts::survive_servers(&desk, 10, || {
        let server = ftp(folder.path(), Safety::Open);
        let settings = ftp_settings(&server, Safety::Open);
        (server, settings)
    });
}

#[test]
fn a_webdav_server_that_is_killed_leaves_whole_pages() {
    let (folder, _first, desk) = desk(webdav, webdav_settings);
    cuts::survive_servers(&desk, 10, || {
        let server = webdav(folder.path());
        let settings = webdav_settings(&server);
        (server, settings)
    });
}

#[test]
fn a_server_whose_certificate_nobody_vouches_for_gets_no_password() {
    let (_served, server, mut desk) = ftp_desk(Safety::Tls);
    desk.words.retain(|(name, _)| name != "SSL_CERT_FILE");
    desk.publish(&[]).refused(&["127.0.0.1", "certificate", "no password", "clock"]);
    assert!(!desk.shelf.exists(), "nothing was made there");
    assert!(!server.log().contains("logged in"), "{}", server.log());
}

#[test]
fn a_wrong_password_is_told_by_every_service() {
    let wrong = |desk: &mut Desk| {
        desk.words.push(("FENGBEI_LIVE_PASSWORD".into(), "geheim-1943".into()));
        let ran = desk.publish(&[]).refused(&["did not let us in"]);
        assert!(!format!("{}{}", ran.out, ran.err).contains("geheim"), "the password was shown");
        assert!(!desk.shelf.exists(), "nothing was made there");
    };
    let (_served, _server, mut ftp) = ftp_desk(Safety::Open);
    wrong(&mut ftp);
    let (_served, _server, mut dav) = desk(webdav, webdav_settings);
    wrong(&mut dav);
    dav.words.retain(|(name, _)| name != "FENGBEI_LIVE_PASSWORD");
    dav.publish(&[]).refused(&["FENGBEI_LIVE_PASSWORD", "mode 600"]);
}

#[test]
fn a_full_disk_is_told_by_ftp_and_nothing_is_lost() {
    let (folder, server, desk) = desk(vsftpd_with_little_room, |_| String::new());
    desk.settings(&vsftpd_settings(&server, &desk.shelf));
    desk.publish(&[]).good();
    let before = desk.shown();
    desk.item(1, &"很长的正文。".repeat(40_000));
    desk.publish(&[]).refused(&["no room left", "Make room"]);
    is_unchanged(&desk, &before);
    let on_its_way = super::desk::files(&desk.shelf.join(".fengbei/new"));
    let is_small = |bytes: &Vec<u8>| bytes.len() < 100_000;
    assert!(on_its_way.values().all(is_small), "half a file takes the room that is missing");
    let server = vsftpd(folder.path());
    desk.settings(&vsftpd_settings(&server, &desk.shelf));
    desk.publish(&[]).good();
    assert_eq!(desk.shown(), desk.built());
}

#[test]
fn a_full_disk_is_told_by_webdav_and_storage_and_nothing_is_lost() {
    let (dav, server, desk) = desk(webdav_with_little_room, webdav_settings);
    full_disk(&desk, server, || {
        let server = webdav(dav.path());
        let settings = webdav_settings(&server);
        (server, settings)
    });
    let (store, server, desk) = storage_desk(s3_with_little_room);
    full_disk(&desk, server, || {
        let server = s3(store.path());
        let settings = s3_settings(&server);
        (server, settings)
    });
}

#[test]
fn a_server_that_is_silent_about_its_full_disk_is_told_and_nothing_is_lost() {
    let serve = |folder: &std::path::Path| ftp_with_little_room(folder, Safety::Open);
    let (folder, little, desk) = desk(serve, |server| ftp_settings(server, Safety::Open));
    full_disk(&desk, little, || {
        let server = ftp(folder.path(), Safety::Open);
        let settings = ftp_settings(&server, Safety::Open);
        (server, settings)
    });
}

/// What is shown is what was shown before.
fn is_unchanged(desk: &Desk, before: &BTreeMap<String, Vec<u8>>) {
    let now = desk.shown();
    let differs = |path: &&String| now.get(*path) != before.get(*path);
    let paths: BTreeSet<&String> = now.keys().chain(before.keys()).filter(differs).collect();
    assert!(paths.is_empty(), "these were lost, changed or added: {paths:?}");
}

/// A file that has no room is told, the site stays what it was, and a server with room takes all.
pub fn full_disk(desk: &Desk, little: Server, with_room: impl Fn() -> (Server, String)) {
    desk.publish(&[]).good();
    let before = desk.shown();
    desk.item(1, &"很长的正文。".repeat(40_000));
    desk.publish(&[]).refused(&["full or read-only"]);
    is_unchanged(desk, &before);
    let ours = super::desk::files(&desk.shelf.join(".fengbei"));
    assert!(ours.values().all(|bytes| bytes.len() < 100_000), "half a file takes room");
    drop(little);
    let (_server, settings) = with_room();
    desk.settings(&settings);
    desk.publish(&[]).good();
    assert!(desk.shown() == desk.built(), "all is there");
}

#[test]
fn a_large_file_goes_to_webdav_and_storage() {
    let (_served, _server, dav) = desk(webdav, webdav_settings);
    let (_served, _server, store) = s3_desk();
    for desk in [dav, store] {
        let large: Vec<u8> = (0..9_u32 << 20).map(|at| (at % 251) as u8).collect();
        std::fs::write(desk.site.path().join("content/news/大.zip"), large).expect("written");
        desk.item(1, "见[附件](大.zip)。");
        desk.publish(&[]).good();
        assert!(desk.shown() == desk.built());
        assert!(desk.built().keys().any(|path| is_a(path, "zip")));
    }
}

#[test]
fn wrong_keys_and_buckets_are_told_by_storage() {
    let (_served, server, mut desk) = s3_desk();
    desk.settings(&s3_settings(&server).replace(BUCKET, "meiyou"));
    desk.publish(&[]).refused(&["is not there", "NoSuchBucket", "bucket"]);
    desk.settings(&s3_settings(&server));
    desk.words.push(("FENGBEI_LIVE_SECRET_KEY".into(), "geheim-1943".into()));
    let ran = desk.publish(&[]).refused(&["did not let us in", "SignatureDoesNotMatch"]);
    assert!(!format!("{}{}", ran.out, ran.err).contains("geheim"), "the key was shown");
    assert!(!ran.err.contains("headers"), "{}", ran.err);
    assert!(!desk.shelf.exists(), "nothing was made there");
}
