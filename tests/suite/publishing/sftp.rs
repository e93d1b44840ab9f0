//! SFTP against OpenSSH's own server.

use std::fs;

use super::desk::Desk;
use super::servers::{Server, sftp_settings, sshd, sshd_with_little_room};
use super::{course, cuts, services};

fn desk(server: &Server) -> (tempfile::TempDir, Desk) {
    let shelf = tempfile::tempdir().expect("a folder");
    let place = shelf.path().join("双拥网");
    let desk = Desk::new(&sftp_settings(server, &place), &place);
    (shelf, desk)
}

#[test]
fn sftp_takes_the_whole_course() {
    let server = sshd();
    let (_shelf, desk) = desk(&server);
    course::whole(&desk);
}

#[test]
fn what_somebody_did_is_found_by_sftp_and_put_back() {
    let server = sshd();
    let (_shelf, desk) = desk(&server);
    course::verified(&desk);
}

#[test]
fn a_hundred_cuts_over_sftp_leave_whole_pages() {
    let server = sshd();
    let (_shelf, desk) = desk(&server);
    cuts::survive(&desk, 100);
}

#[test]
fn a_server_that_is_not_the_known_one_is_not_trusted() {
    let server = sshd();
    let (_shelf, desk) = desk(&server);
    let known = server.place("known_hosts");
    let ours = fs::read_to_string(server.place("id.pub")).expect("a key");
    fs::write(&known, format!("[127.0.0.1]:{} {ours}", server.port)).expect("written");
    desk.publish(&[]).refused(&["host key", "is not the known one"]);
    fs::write(&known, "").expect("written");
    desk.publish(&[]).refused(&["is not known", "SHA256:", "ssh-keyscan"]);
    assert!(!desk.shelf.exists(), "nothing was made there");
}

#[test]
fn a_wrong_password_is_told_and_never_shown() {
    let server = sshd();
    let (_shelf, mut desk) = desk(&server);
    let settings = sftp_settings(&server, &desk.shelf);
    let without: Vec<&str> = settings.lines().filter(|line| !line.starts_with("key")).collect();
    desk.settings(&without.join("\n"));
    desk.words.push(("FENGBEI_LIVE_PASSWORD".into(), "geheim-1943".into()));
    let ran = desk.publish(&[]).refused(&["did not let us in"]);
    assert!(!format!("{}{}", ran.out, ran.err).contains("geheim"), "the password was shown");
    assert!(!desk.shelf.exists(), "nothing was made there");
}

#[test]
fn a_quota_that_is_used_up_is_told_and_nothing_is_lost() {
    let little = sshd_with_little_room();
    let (_shelf, desk) = desk(&little);
    services::full_disk(&desk, little, || {
        let server = sshd();
        let settings = sftp_settings(&server, &desk.shelf);
        (server, settings)
    });
}

#[test]
fn a_server_that_is_killed_leaves_whole_pages() {
    let (_shelf, desk) = desk(&sshd());
    cuts::survive_servers(&desk, 30, || {
        let server = sshd();
        let settings = sftp_settings(&server, &desk.shelf);
        (server, settings)
    });
}
