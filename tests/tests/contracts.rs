//! Every port keeps its promises, the fake and the real one alike.

#![cfg(test)]

use std::fs;
use std::net::TcpListener;
use std::sync::Arc;

use companion_cli::serve::Server;
use companion_core::adapters::{HttpTransport, NoLog, SystemClock};
use companion_core::ports::{LogLevel, Request, Transport, TransportError};
use companion_core::testing::{ManualClock, MemoryLog, ScriptedTransport, contracts};
use companion_tests::phone::monday;
use companion_tests::wire::Wire;

const BODY: &[u8] = &[7; 100_000];

#[test]
fn clocks_keep_their_promises() {
    contracts::clock(&SystemClock).unwrap();
    contracts::clock(&ManualClock::at(monday())).unwrap();
}

#[test]
fn logs_keep_their_promises() {
    contracts::log(&NoLog).unwrap();
    let memory = MemoryLog::default();
    contracts::log(&memory).unwrap();
    let mut lines = memory.lines();
    lines.sort();
    let expected: Vec<_> = (0..4).map(|n| (LogLevel::Info, format!("line {n}"))).collect();
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn the_real_carrier_keeps_its_promises() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("o")).unwrap();
    fs::write(folder.path().join(contracts::object(BODY)), BODY).unwrap();
    let server = Server::start(folder.path(), 0).unwrap();
    // A port that was free a moment ago and that nobody listens on.
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let nobody = format!("http://{nobody}");
    let http = HttpTransport::default();
    contracts::transport(&http, &server.base_url(), &nobody, BODY).await.unwrap();
}

#[tokio::test]
async fn the_scripted_carrier_keeps_its_promises() {
    let scripted = Arc::new(ScriptedTransport::default());
    let object = contracts::object(BODY);
    scripted.put(format!("https://somebody.example/{object}"), BODY);
    scripted.fail(format!("https://nobody.example/{object}"), TransportError::Offline);
    let (somebody, nobody) = ("https://somebody.example", "https://nobody.example");
    contracts::transport(scripted.as_ref(), somebody, nobody, BODY).await.unwrap();
}

#[tokio::test]
async fn a_body_without_an_end_is_cut_off() {
    let wire = Wire::endless().unwrap();
    let request = Request::whole(format!("{}/file", wire.base_url()), 1_000_000);
    let answer = HttpTransport::default().get(&request).await;
    assert_eq!(answer, Err(TransportError::TooLarge));
}

#[tokio::test]
async fn a_body_that_breaks_off_is_no_body() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file.bin"), BODY).unwrap();
    let (wire, reached) = Wire::halting(folder.path(), 50_000).unwrap();
    let url = format!("{}/file.bin", wire.base_url());
    let http = HttpTransport::default();
    let request = Request::whole(url, 100_000);
    let transfer = http.get(&request);
    let halted = tokio::task::spawn_blocking(move || reached.recv());
    tokio::select! {
        answer = transfer => panic!("a body that never came: {answer:?}"),
        halted = halted => halted.unwrap().unwrap(),
    }
}
