//! Requests by hand over a plain socket, so that nothing between test and server adds headers of its own.

use std::io::{Read, Write};
use std::net::TcpStream;

use super::*;
use crate::keys::hex;

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

fn get(server: &Server, path: &str, headers: &[(&str, &str)]) -> Answer {
    ask(server, "GET", path, headers)
}

fn ask(server: &Server, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut stream = TcpStream::connect(server.address).unwrap();
    let headers: String = headers.iter().map(|(k, v)| format!("{k}: {v}\r\n")).collect();
    write!(stream, "{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{headers}\r\n")
        .unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head, body: bytes[end + 4..].to_vec() }
}

struct Site {
    folder: tempfile::TempDir,
    object: String,
    server: Server,
}

fn site() -> Site {
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("sample");
    std::fs::create_dir_all(pack.join("metadata")).unwrap();
    std::fs::create_dir_all(pack.join("o")).unwrap();
    std::fs::write(pack.join("metadata/timestamp.json"), "{\"version\":1}").unwrap();
    std::fs::write(pack.join("metadata/1.root.json"), "{}").unwrap();
    std::fs::create_dir_all(pack.join("bundle")).unwrap();
    std::fs::write(pack.join("bundle/de.zst"), "bundle one").unwrap();
    let object = format!("/sample/o/{}.de.pack.zst", hex::sha256(b"0123456789"));
    std::fs::write(folder.path().join(&object[1..]), b"0123456789").unwrap();
    let server = Server::start(folder.path(), 0).unwrap();
    Site { folder, object, server }
}

#[test]
fn files_say_how_long_they_hold() {
    let site = site();
    let object = get(&site.server, &site.object, &[]);
    assert_eq!((object.status, object.body.as_slice()), (200, b"0123456789".as_slice()));
    assert!(object.header("cache-control").unwrap().contains("immutable"));
    assert_eq!(object.header("content-encoding"), None);
    let root = get(&site.server, "/sample/metadata/1.root.json", &[]);
    assert!(root.header("cache-control").unwrap().contains("immutable"));
    let timestamp = get(&site.server, "/sample/metadata/timestamp.json", &[]);
    assert_eq!(timestamp.header("cache-control"), Some("no-cache"));
    let absent = get(&site.server, "/sample/metadata/2.root.json", &[]);
    assert_eq!((absent.status, absent.header("cache-control")), (404, Some("no-cache")));
}

#[test]
fn an_unchanged_timestamp_costs_no_body_and_a_changed_one_is_seen_at_once() {
    let site = site();
    let path = "/sample/metadata/timestamp.json";
    let first = get(&site.server, path, &[]);
    let tag = first.header("etag").unwrap().to_owned();
    let before = site.server.sent_bytes();
    // The date alone would say "not modified" within the same second.
    let date = first.header("last-modified").unwrap();
    let asked = [("if-none-match", tag.as_str()), ("if-modified-since", date)];
    let again = get(&site.server, path, &asked);
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(again.header("etag"), Some(tag.as_str()));
    assert_eq!(site.server.sent_bytes(), before);
    std::fs::write(site.folder.path().join(&path[1..]), "{\"version\":2}").unwrap();
    let changed = get(&site.server, path, &asked);
    assert_eq!((changed.status, changed.body.as_slice()), (200, b"{\"version\":2}".as_slice()));
}

#[test]
fn a_bundle_is_asked_for_like_the_timestamp_and_never_sent_in_parts() {
    let site = site();
    let path = "/sample/bundle/de.zst";
    let first = get(&site.server, path, &[]);
    assert_eq!(first.header("cache-control"), Some("no-cache"));
    assert_eq!(first.header("content-encoding"), None, "what is signed is not wrapped again");
    let tag = format!("\"{}\"", hex::sha256(b"bundle one"));
    assert_eq!(first.header("etag"), Some(tag.as_str()));
    let again =
        get(&site.server, path, &[("if-none-match", &tag), ("accept-encoding", "zstd, gzip")]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(again.header("cache-control"), Some("no-cache"));
    let part = get(&site.server, path, &[("range", "bytes=4-"), ("if-range", &tag)]);
    assert_eq!((part.status, part.body.as_slice()), (200, b"bundle one".as_slice()));
    std::fs::write(site.folder.path().join(&path[1..]), "bundle two").unwrap();
    let changed = get(&site.server, path, &[("if-none-match", &tag)]);
    assert_eq!((changed.status, changed.body.as_slice()), (200, b"bundle two".as_slice()));
}

#[test]
fn asking_for_the_head_alone_tells_the_same_without_a_body() {
    let site = site();
    for path in ["/sample/bundle/de.zst", "/sample/metadata/timestamp.json", site.object.as_str()] {
        let (whole, head) = (get(&site.server, path, &[]), ask(&site.server, "HEAD", path, &[]));
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
        for name in ["etag", "cache-control", "content-length"] {
            assert!(whole.header(name).is_some(), "{path} {name}");
            assert_eq!(head.header(name), whole.header(name), "{path} {name}");
        }
    }
}

#[test]
fn parts_that_make_no_sense_are_refused_or_answered_whole() {
    let site = site();
    let range = |range: &str| {
        let answer = get(&site.server, &site.object, &[("range", range)]);
        (answer.status, String::from_utf8(answer.body).unwrap())
    };
    assert_eq!(range("bytes=-3"), (206, "789".to_owned()));
    assert_eq!(range("bytes=2-4"), (206, "234".to_owned()));
    assert_eq!(range("bytes=8-99"), (206, "89".to_owned()));
    for bad in ["bytes=5-2", "bytes=10-", "bytes=99-100"] {
        assert_eq!(range(bad).0, 416, "{bad}");
    }
    // A date cannot vouch for a part: files are replaced within a second.
    let dated = [("range", "bytes=4-"), ("if-range", "Sun, 22 Nov 2026 07:00:00 GMT")];
    assert_eq!(get(&site.server, &site.object, &dated).status, 200);
    let weak = format!("W/\"{}\"", hex::sha256(b"0123456789"));
    let weak = get(&site.server, &site.object, &[("range", "bytes=4-"), ("if-range", &weak)]);
    assert_eq!(weak.status, 200, "RFC 9110, section 13.1.5: a weak tag never matches");
}

#[test]
fn objects_are_resumed_when_they_are_still_the_same() {
    let site = site();
    let tag = format!("\"{}\"", hex::sha256(b"0123456789"));
    let rest = get(&site.server, &site.object, &[("range", "bytes=4-"), ("if-range", &tag)]);
    assert_eq!((rest.status, rest.body.as_slice()), (206, b"456789".as_slice()));
    assert_eq!(rest.header("content-range"), Some("bytes 4-9/10"));
    assert_eq!(rest.header("etag"), Some(tag.as_str()));
    let other = get(&site.server, &site.object, &[("range", "bytes=4-"), ("if-range", "\"x\"")]);
    assert_eq!((other.status, other.body.len()), (200, 10));
    let beyond = get(&site.server, &site.object, &[("range", "bytes=10-")]);
    assert_eq!(beyond.status, 416);
    let held = get(&site.server, &site.object, &[("if-none-match", &format!("\"a\", W/{tag}"))]);
    assert_eq!(held.status, 304);
}

#[test]
fn nothing_outside_the_folder_is_served() {
    let site = site();
    let secret = site.folder.path().parent().unwrap().join("secret-of-the-test");
    std::fs::write(&secret, "secret").unwrap();
    for path in ["/../secret-of-the-test", "/%2e%2e/secret-of-the-test", "//secret-of-the-test"] {
        assert_ne!(get(&site.server, path, &[]).status, 200, "{path}");
    }
    std::fs::remove_file(secret).unwrap();
}

#[test]
fn requests_and_bytes_are_counted() {
    let site = site();
    assert_eq!((site.server.requests(), site.server.sent_bytes()), (0, 0));
    get(&site.server, &site.object, &[]);
    get(&site.server, &site.object, &[("range", "bytes=8-")]);
    assert_eq!((site.server.requests(), site.server.sent_bytes()), (2, 12));
}

#[test]
fn stopping_closes_the_port_and_open_connections() {
    let Site { server, object, folder } = site();
    let mut open = TcpStream::connect(server.address).unwrap();
    write!(open, "GET {object} HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    let mut some = [0; 16];
    open.read_exact(&mut some).unwrap();
    let address = server.address;
    server.stop();
    // The open connection ends, and no new one is taken.
    let mut rest = Vec::new();
    let _ = open.read_to_end(&mut rest);
    assert!(TcpStream::connect(address).is_err());
    // The port can be taken again at once.
    Server::start(folder.path(), address.port()).unwrap();
}

#[test]
fn a_folder_that_is_none_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Server::start(&folder.path().join("absent"), 0).is_err());
}

#[tokio::test]
async fn a_server_can_be_started_and_dropped_inside_another_runtime() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path(), 0).unwrap();
    drop(server);
}
