//! Killed at every single call that changes something on the disk, and a disk that is full from any of them on: the real
//! app in a process of its own, the calls met by strace (Linux). The part `crashes` of the suite runs these.

#![cfg(test)]
#![cfg(target_os = "linux")]

use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use companion_tests::killed::{DELTA, command, goes_on, left};
use companion_tests::phone::Phone;
use companion_tests::publisher::PACK;
use companion_tests::trial::{Reads, Trial};
use companion_tests::unruly::Manner;

/// Calls by which files change or are made sure of; `write` is for `.part` files only, since sockets use it too.
const CALLS: [&str; 12] = [
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "mkdir",
    "rmdir",
    "fallocate",
];

/// More calls of one kind than an update makes.
const MANY: usize = 2000;

/// Runs the app under strace with one fault injected; how it ended.
fn run(trial: &Trial, phone: &Phone, call: &str, fault: &str, only: Option<&Path>) -> ExitStatus {
    let app = command(Path::new(env!("CARGO_BIN_EXE_phone")), trial, phone).unwrap();
    let mut strace = Command::new("strace");
    // Quiet, threads too; addresses of child processes are of no interest.
    strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}")]);
    strace.args(["-e", &format!("inject={call}:{fault}")]);
    if let Some(path) = only {
        strace.arg("-P").arg(path);
    }
    strace.arg(app.get_program()).args(app.get_args());
    strace.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("strace")
}

/// Kills at the first, second, third … call of each kind, until there are no more; how often it was killed. `trouble` is
/// what the server does meanwhile.
async fn kill_at_every(trial: &Trial, trouble: Option<&str>) -> usize {
    let (mut killed, mut seen_old, mut seen_new) = (0, 0, 0);
    for call in CALLS {
        for n in 1..MANY {
            if let Some(part) = trouble {
                trial.server.when(part, Manner::Status(404));
            }
            let phone = trial.phone.copy().unwrap();
            let ended = run(trial, &phone, call, &format!("signal=KILL:when={n}"), None);
            let story = format!("killed at {call} {n}");
            if ended.success() {
                break;
            }
            assert_eq!(ended.signal(), Some(9), "{story}: {ended}");
            killed += 1;
            match goes_on(trial, &phone, &story).await.unwrap() {
                Reads::Old => seen_old += 1,
                Reads::New => seen_new += 1,
            }
        }
    }
    assert!(seen_old > 10, "the update was met before its end: {seen_old}");
    assert!(seen_new > 0, "and after it: {seen_new}");
    killed
}

#[tokio::test]
#[ignore = "needs strace; run by the part `crashes` of the suite"]
async fn mode_11_killed_at_every_call_of_an_update_by_patch() {
    let trial = Trial::long(0).await.unwrap();
    assert!(kill_at_every(&trial, None).await > 40);
}

#[tokio::test]
#[ignore = "needs strace; run by the part `crashes` of the suite"]
async fn mode_11_killed_at_every_call_of_an_update_by_whole_files() {
    let trial = Trial::long(0).await.unwrap();
    assert!(kill_at_every(&trial, Some(DELTA)).await > 60);
}

#[tokio::test]
#[ignore = "needs strace; run by the part `crashes` of the suite"]
async fn mode_12_full_from_every_write_on_it_fails_plainly_and_heals() {
    let trial = Trial::long(0).await.unwrap();
    let mut refused = 0;
    for call in ["pwrite64", "ftruncate", "mkdir", "fallocate"] {
        for n in 1..MANY {
            trial.server.when(DELTA, Manner::Status(404));
            let phone = trial.phone.copy().unwrap();
            let ended = run(&trial, &phone, call, &format!("error=ENOSPC:when={n}+"), None);
            let story = format!("no room from {call} {n} on");
            assert_eq!(ended.signal(), None, "{story}: {ended}");
            if ended.success() {
                break;
            }
            refused += 1;
            goes_on(&trial, &phone, &story).await.unwrap();
        }
    }
    assert!(refused > 20, "{refused}");
}

#[tokio::test]
#[ignore = "needs strace; run by the part `crashes` of the suite"]
async fn mode_12_full_from_any_write_of_a_download_on_it_keeps_what_came_before() {
    let trial = Trial::long(0).await.unwrap();
    let (sha256, bytes) = companion_tests::killed::object(&trial, ".pack.zst").unwrap();
    let mut kept = 0;
    for n in 1..MANY {
        trial.server.when(DELTA, Manner::Status(404));
        let phone = trial.phone.copy().unwrap();
        let part = phone.data().join("downloads").join(format!("{sha256}.part"));
        let fault = format!("error=ENOSPC:when={n}+");
        let ended = run(&trial, &phone, "write", &fault, Some(&part));
        if ended.success() {
            break;
        }
        let story = format!("no room from write {n} of the download on");
        kept += usize::from(!left(&phone).is_empty());
        trial.server.take_asked();
        goes_on(&trial, &phone, &story).await.unwrap();
        let asked = trial.server.take_asked();
        let sent: u64 = asked.iter().filter(|a| a.path.contains(&sha256)).map(|a| a.bytes).sum();
        assert!(sent <= bytes.len() as u64, "{story}: {PACK} {sent}");
    }
    assert!(kept > 0, "nothing of a broken download was there to go on from");
}
