//! How an update is interrupted, by number: killed at any write, out of space at any write, two at once, read meanwhile.
//! The numbers are those of docs/pack-format.md, "Failure modes and the tests that hold them".
//!
//! No moment is waited for: a server says when it has sent so many bytes, and what a kill leaves between two writes is
//! put on the disk as it is left.

#![cfg(test)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use companion_core::adapters::HttpTransport;
use companion_core::ports::Space;
use companion_core::{Companion, ErrorKind};
use companion_tests::killed::{self, DELTA, WHOLE, left};
use companion_tests::look;
use companion_tests::phone::Phone;
use companion_tests::publisher::PACK;
use companion_tests::trial::{Reads, Trial, WORDS};
use companion_tests::unruly::Manner;

fn command(trial: &Trial, phone: &Phone) -> Command {
    killed::command(Path::new(env!("CARGO_BIN_EXE_phone")), trial, phone).unwrap()
}

fn run(trial: &Trial, phone: &Phone) -> Child {
    command(trial, phone).stdout(Stdio::null()).spawn().unwrap()
}

async fn goes_on(trial: &Trial, phone: &Phone, story: &str) -> Reads {
    killed::goes_on(trial, phone, story).await.unwrap()
}

fn object(trial: &Trial, end: &str) -> (String, Vec<u8>) {
    killed::object(trial, end).unwrap()
}

/// A phone whose app was killed when so many bytes of this file had come.
fn killed_at(trial: &Trial, part: &str, bytes: usize) -> Phone {
    let phone = trial.phone.copy().unwrap();
    let reached = trial.server.halt(part, bytes);
    let mut child = run(trial, &phone);
    reached.recv().unwrap();
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success(), "it had ended before it was killed");
    trial.server.behave();
    phone
}

#[tokio::test]
async fn mode_11_killed_at_any_byte_of_a_delta_or_a_file_it_goes_on_from_there() {
    for part in [DELTA, WHOLE] {
        let trial = Trial::long(0).await.unwrap();
        let length = object(&trial, part).1.len();
        for bytes in [0, 1, length / 3, length / 2, length - 1] {
            if part == WHOLE {
                trial.server.when(DELTA, Manner::Status(404));
            }
            let phone = killed_at(&trial, part, bytes);
            if part == WHOLE {
                trial.server.when(DELTA, Manner::Status(404));
            }
            trial.server.take_asked();
            let story = format!("after {bytes} of {length} bytes of {part}");
            assert_eq!(goes_on(&trial, &phone, &story).await, Reads::Old, "{story}");
        }
    }
}

#[tokio::test]
async fn mode_11_whatever_a_kill_leaves_between_two_writes_of_a_download_is_gone_on_from() {
    let trial = Trial::long(0).await.unwrap();
    for end in [DELTA, WHOLE] {
        let (sha256, bytes) = object(&trial, end);
        let url = format!("{}/{PACK}/o/{sha256}.x", trial.server.base_url());
        let from = format!("{url}\n\"{sha256}\"");
        let half = &bytes[..bytes.len() / 2];
        let mut wrong = bytes.clone();
        wrong[9] ^= 1;
        // What is there of `.part`, of `.from` and of the whole file.
        type Left<'a> = (&'a str, Option<&'a [u8]>, Option<&'a str>, Option<&'a [u8]>);
        let states: Vec<Left<'_>> = vec![
            ("an empty folder", None, None, None),
            ("a part that was only opened", Some(b""), None, None),
            ("where it comes from, half written", Some(b""), Some(&from[..9]), None),
            ("where it comes from", Some(b""), Some(&from), None),
            ("half of it", Some(half), Some(&from), None),
            ("half of it without a tag", Some(half), None, None),
            ("half of it and a torn tag", Some(half), Some("\u{0}"), None),
            ("all of it, not yet judged", Some(&bytes), Some(&from), None),
            ("all of it, and wrong", Some(&wrong), Some(&from), None),
            ("renamed, and its tag still there", None, Some(&from), Some(&bytes)),
            ("renamed", None, None, Some(&bytes)),
            ("renamed, and begun once more", Some(half), Some(&from), Some(&bytes)),
            ("renamed by a file system that had not written it", None, None, Some(&wrong)),
            ("the same, and empty", None, None, Some(b"")),
        ];
        for (story, part, from, whole) in states {
            trial.server.behave();
            if end == WHOLE {
                trial.server.when(DELTA, Manner::Status(404));
            }
            let phone = trial.phone.copy().unwrap();
            let folder = phone.data().join("downloads");
            fs::create_dir(&folder).unwrap();
            let put = |suffix: &str, bytes: Option<&[u8]>| {
                if let Some(bytes) = bytes {
                    fs::write(folder.join(format!("{sha256}{suffix}")), bytes).unwrap();
                }
            };
            put(".part", part);
            put(".from", from.map(str::as_bytes));
            put("", whole);
            let story = format!("{story} of {end}");
            assert_eq!(goes_on(&trial, &phone, &story).await, Reads::Old, "{story}");
        }
    }
}

#[tokio::test]
async fn mode_11_killed_while_deltas_are_written_to_the_database_it_is_the_one_state_or_the_other()
{
    let trial = Trial::long(0).await.unwrap();
    // The longest way is more turns than an import takes; whether a kill still met it is told by what is seen.
    for turns in [0, 10_000, 100_000, 300_000, 1_000_000, 3_000_000_u64] {
        let phone = trial.phone.copy().unwrap();
        let mut child = command(&trial, &phone).stdout(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
        assert_eq!(said, "installing\n");
        (0..turns).for_each(|_| std::hint::spin_loop());
        child.kill().unwrap();
        let ended_well = child.wait().unwrap().success();
        let seen = goes_on(&trial, &phone, &format!("{turns} turns into the import")).await;
        assert!(!ended_well || seen == Reads::New, "it said that it was done");
    }
}

#[tokio::test]
async fn mode_11_killed_after_the_import_and_before_tidying_up_it_tidies_up_later() {
    let trial = Trial::long(0).await.unwrap();
    let (phone, app) = trial.copy().unwrap();
    app.sync_pack(PACK, None).await.unwrap();
    let folder = phone.data().join("downloads");
    fs::create_dir_all(&folder).unwrap();
    let (sha256, bytes) = object(&trial, DELTA);
    fs::write(folder.join(&sha256), bytes).unwrap();
    fs::write(folder.join(format!("{sha256}.from")), "x").unwrap();
    fs::write(folder.join("nobody knows.part"), "x").unwrap();
    assert_eq!(app.sync_all(None).await.unwrap()[0].failure, None);
    assert_eq!(trial.reads_on(&phone, &app).unwrap(), Reads::New);
    assert_eq!(left(&phone), Vec::<PathBuf>::new());
}

/// A disk with so much room as a story says.
#[derive(Default)]
struct Tight(AtomicU64);

impl Space for Tight {
    fn available(&self, _: &Path) -> Option<u64> {
        Some(self.0.load(Ordering::SeqCst))
    }
}

#[tokio::test]
async fn mode_12_without_room_nothing_is_fetched_and_with_room_all_is() {
    let trial = Trial::long(0).await.unwrap();
    let room = Arc::new(Tight::default());
    let app = trial.phone.open_over(Arc::new(HttpTransport::default()), room.clone()).unwrap();
    let objects = || trial.server.take_asked().iter().filter(|a| a.path.contains("/o/")).count();
    let mut refused = 0;
    loop {
        match app.sync_pack(PACK, None).await {
            Ok(_) => break,
            Err(e) => assert_eq!(e.kind(), ErrorKind::NoSpace, "{e}"),
        }
        assert_eq!(objects(), 0, "nothing is fetched that cannot be kept");
        assert_eq!(trial.reads().unwrap(), Reads::Old);
        refused += 1;
        room.0.fetch_add(32 * 1024, Ordering::SeqCst);
    }
    assert!(refused > 2, "room for rows, index and journal was asked for");
    assert_eq!(objects(), 2);
    assert_eq!(trial.reads().unwrap(), Reads::New);
}

#[tokio::test]
async fn mode_12_a_folder_of_downloads_that_cannot_be_written_leaves_the_old_state() {
    let trial = Trial::long(0).await.unwrap();
    // A whole file: a patch of a few hundred bytes needs no folder.
    trial.server.when(DELTA, Manner::Status(404));
    let folder = trial.phone.data().join("downloads");
    fs::write(&folder, "a file where the folder should be").unwrap();
    assert_eq!(trial.refused().await.unwrap(), ErrorKind::StorageUnavailable);
    fs::remove_file(&folder).unwrap();
    trial.heals().await.unwrap();
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn mode_12_a_disk_that_is_full_at_the_first_write_of_a_download_is_told_as_such() {
    let trial = Trial::long(0).await.unwrap();
    trial.server.when(DELTA, Manner::Status(404));
    let folder = trial.phone.data().join("downloads");
    fs::create_dir(&folder).unwrap();
    let (sha256, _) = object(&trial, WHOLE);
    // A device that takes nothing, as a full disk does.
    let note = folder.join(format!("{sha256}.from"));
    std::os::unix::fs::symlink("/dev/full", &note).unwrap();
    assert_eq!(trial.refused().await.unwrap(), ErrorKind::NoSpace);
    fs::remove_file(&note).unwrap();
    trial.heals().await.unwrap();
}

#[tokio::test]
async fn mode_12_a_database_that_cannot_grow_takes_no_delta_and_reads_on() {
    let trial = Trial::long(0).await.unwrap();
    for pages in 0.. {
        let (phone, app) = trial.copy().unwrap();
        app.limit_content_growth(Some(pages)).unwrap();
        match app.sync_pack(PACK, None).await {
            Ok(_) => {
                assert!(pages > 0, "an update that needs no room tells nothing");
                break;
            }
            Err(e) => assert_eq!(e.kind(), ErrorKind::NoSpace, "{pages} pages: {e}"),
        }
        assert_eq!(trial.reads_on(&phone, &app).unwrap(), Reads::Old, "{pages} pages");
        app.limit_content_growth(None).unwrap();
        // What was fetched is still there.
        trial.server.take_asked();
        app.sync_pack(PACK, None).await.unwrap();
        assert!(trial.server.asked().iter().all(|a| !a.path.contains("/o/")), "{pages} pages");
        assert_eq!(trial.reads_on(&phone, &app).unwrap(), Reads::New, "{pages} pages");
    }
}

#[tokio::test]
async fn mode_15_two_apps_on_one_folder_take_turns_and_the_reader_of_neither_waits() {
    let trial = Trial::long(0).await.unwrap();
    let reached = trial.server.halt(DELTA, 10);
    let mut child = run(&trial, &trial.phone);
    reached.recv().unwrap();
    // Another process is in the middle of an update.
    let refused = trial.app.sync_pack(PACK, None).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Conflict);
    assert_eq!(trial.app.install_transfers().await.unwrap_err().kind(), ErrorKind::Conflict);
    assert_eq!(trial.reads().unwrap(), Reads::Old);
    // Its turn ends with it, however it ends.
    child.kill().unwrap();
    child.wait().unwrap();
    trial.heals().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn mode_15_many_threads_on_one_folder_update_it_once() {
    let trial = Trial::long(0).await.unwrap();
    let apps: Vec<Companion> = (0..3).map(|_| trial.phone.open().unwrap()).collect();
    let mut syncs = Vec::new();
    for app in apps {
        syncs.push(tokio::spawn(async move {
            // Until nobody else is at it.
            loop {
                match app.sync_pack(PACK, None).await {
                    Err(e) if e.kind() == ErrorKind::Conflict => tokio::task::yield_now().await,
                    other => return other.map(|report| report.editions.len()),
                }
            }
        }));
    }
    let mut updated = Vec::new();
    for sync in syncs {
        updated.push(sync.await.unwrap().unwrap());
    }
    updated.sort_unstable();
    assert_eq!(updated, [0, 0, 2], "one found news, the others none");
    assert_eq!(trial.reads().unwrap(), Reads::New);
}

#[tokio::test]
async fn mode_16_whoever_reads_while_a_delta_comes_in_sees_one_state_whole() {
    let trial = Trial::long(0).await.unwrap();
    let fresh = |phone: &Phone, app: &Companion| trial.reads_on(phone, app);
    let (mut old, mut new) = (0, 0);
    while old == 0 || new == 0 {
        let (phone, app) = trial.copy().unwrap();
        let reader = phone.open().unwrap();
        let before = look::content(&reader, &WORDS).unwrap();
        let done = AtomicBool::new(false);
        let seen = std::thread::scope(|threads| {
            let reads = threads.spawn(|| {
                let mut seen = Vec::new();
                while !done.load(Ordering::SeqCst) {
                    let guide = reader.guide().unwrap();
                    seen.push(format!("{:?}", guide.list_top().unwrap()));
                }
                seen
            });
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            // The test's own runtime is on this thread already.
            let synced = threads.spawn(|| runtime.unwrap().block_on(app.sync_pack(PACK, None)));
            let report = synced.join().unwrap().unwrap();
            assert!(report.editions.iter().all(|e| e.patched));
            done.store(true, Ordering::SeqCst);
            reads.join().unwrap()
        });
        assert_eq!(fresh(&phone, &app).unwrap(), Reads::New);
        let after = format!("{:?}", reader.guide().unwrap().list_top().unwrap());
        assert_ne!(before, look::content(&reader, &WORDS).unwrap());
        let (is_new, is_old): (Vec<String>, Vec<String>) =
            seen.into_iter().partition(|screen| *screen == after);
        assert!(is_old.windows(2).all(|pair| pair[0] == pair[1]), "something of both");
        old += is_old.len();
        new += is_new.len() + 1;
    }
}
