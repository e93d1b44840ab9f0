//! FTP, FTP over TLS and `WebDAV` against servers of others.

use super::course;
use super::desk::Desk;
use super::servers::{PASSWORD, Safety, Server, ftp, ftp_settings, webdav, webdav_settings};

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

#[test]
fn ftp_takes_the_whole_course() {
    let (_served, _server, desk) = ftp_desk(Safety::Open);
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
fn a_server_whose_certificate_nobody_vouches_for_gets_no_password() {
    let (_served, server, mut desk) = ftp_desk(Safety::Tls);
    desk.words.retain(|(name, _)| name != "SSL_CERT_FILE");
    desk.publish(&[]).refused(&["127.0.0.1"]);
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
