//! The app is killed at any moment of an install or an update: the phone holds the old state or the new one.
//!
//! No moment is waited for: the server holds still after so many bytes, or the app says that it begins to write, and
//! from there on the moment of the kill is counted in turns of a loop.

#![cfg(test)]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use chrono::TimeDelta;
use companion_cli::serve::Server;
use companion_core::packs::edition::{Edition, Records};
use companion_core::packs::format::Text;
use companion_tests::look;
use companion_tests::made::paragraph;
use companion_tests::phone::{Phone, monday};
use companion_tests::publisher::{PACK, Publisher, editions};
use companion_tests::wire::Wire;

const OLD: [(&str, &str); 2] = [("de", "Anmeldung"), ("en", "Registration")];
const NEW: [(&str, &str); 2] = [("de", "Meldestelle"), ("en", "Arrival")];
/// Words of the one state and of the other.
const WORDS: [&str; 4] = ["anmeldung", "registration", "meldestelle", "arrival"];
/// In how many places of the transfer the app is killed.
const PLACES: u64 = 24;
/// How often it is killed while it writes, at the least.
const KILLS: u32 = 6;
/// How often it may be quicker than the kill before that.
const ROUNDS: u32 = 50;
/// Seconds by which the clock is past all that is published: what is read must not depend on whether a kill came before
/// the moment of a publish was noted as known to have been.
const LATER: i64 = 2 * 24 * 60 * 60;

/// Editions with so much text that writing them takes a while.
fn long(words: &[(&str, &str)]) -> Vec<Edition> {
    let mut editions = editions(words).unwrap();
    for edition in &mut editions {
        let Records::Language(_, texts) = &mut edition.records else { continue };
        for text in texts {
            let Text::Page(page) = text else { continue };
            let word = page.title.clone();
            page.blocks.extend((0..400).map(|n| paragraph(&format!("{word}: sentence {n}."))));
        }
    }
    editions
}

/// A phone on which the app can be killed, what its two states look like, and who publishes them.
struct Story {
    publisher: Publisher,
    phone: Phone,
    old: String,
    new: String,
    /// Bytes of the way from the one to the other.
    bytes: u64,
}

impl Story {
    async fn new(installed: bool) -> Self {
        let publisher = Publisher::new().unwrap();
        publisher.publish_editions(PACK, &long(&OLD), monday()).unwrap();
        let phone = Phone::online().unwrap();
        phone.clock.advance(LATER);
        let app = phone.open().unwrap();
        app.set_languages(&["en".into()]).unwrap();
        if installed {
            let server = Server::start(publisher.folder(), 0).unwrap();
            app.add_pack(&publisher.link(&server.base_url(), PACK).unwrap()).unwrap();
            app.sync_pack(PACK, None).await.unwrap();
            let later = monday() + TimeDelta::days(1);
            publisher.publish_editions(PACK, &long(&NEW), later).unwrap();
        }
        let old = look::content(&app, &WORDS).unwrap();
        drop(app);
        let done = phone.copy().unwrap();
        let app = done.open().unwrap();
        let server = Server::start(publisher.folder(), 0).unwrap();
        app.add_pack(&publisher.link(&server.base_url(), PACK).unwrap()).unwrap();
        app.sync_pack(PACK, None).await.unwrap();
        let new = look::content(&app, &WORDS).unwrap();
        assert_ne!(old, new);
        Self { publisher, phone, old, new, bytes: server.sent_bytes() }
    }

    /// Starts the app on a copy of the phone.
    fn start(&self, base_url: &str) -> (Phone, Child) {
        let phone = self.phone.copy().unwrap();
        let child = run(&phone.data(), &self.publisher.link(base_url, PACK).unwrap());
        (phone, child)
    }

    /// Whether the phone has the new state; it must have one or the other, and get to the new one from here.
    async fn is_new(&self, phone: &Phone, moment: &str) -> bool {
        let app = phone.open().unwrap_or_else(|e| panic!("{moment}: {e}"));
        let seen = look::content(&app, &WORDS).unwrap();
        assert!(seen == self.old || seen == self.new, "{moment}: a state that was never published");
        assert_eq!(phone.logged(), Vec::<String>::new(), "{moment}: nothing had to be mended");
        let server = Server::start(self.publisher.folder(), 0).unwrap();
        app.add_pack(&self.publisher.link(&server.base_url(), PACK).unwrap()).unwrap();
        app.sync_pack(PACK, None).await.unwrap();
        assert_eq!(
            look::content(&app, &WORDS).unwrap(),
            self.new,
            "{moment}: and then the new one"
        );
        seen == self.new
    }
}

fn run(folder: &Path, link: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_phone"));
    command.arg("sync").arg(folder).arg(link).stdout(Stdio::piped());
    command.spawn().unwrap()
}

fn kill(mut child: Child) {
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success(), "it had ended before it was killed");
}

async fn killed_while_fetching(installed: bool) {
    let story = Story::new(installed).await;
    for place in 0..PLACES {
        let bytes = story.bytes * place / PLACES;
        let (wire, reached) = Wire::halting(story.publisher.folder(), bytes).unwrap();
        let (phone, child) = story.start(&wire.base_url());
        reached.recv().unwrap();
        kill(child);
        let moment = format!("after {bytes} of {} bytes", story.bytes);
        assert!(!story.is_new(&phone, &moment).await, "{moment}: new without the last bytes");
    }
}

async fn killed_while_writing(installed: bool) {
    let story = Story::new(installed).await;
    let server = Server::start(story.publisher.folder(), 0).unwrap();
    let (mut turns, mut kills, mut rounds) = (0_u64, 0, 0);
    loop {
        let (phone, mut child) = story.start(&server.base_url());
        let mut said = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
        assert_eq!(said, "installing\n");
        (0..turns).for_each(|_| std::hint::spin_loop());
        // The kill comes too late when the app has ended well: from there on nothing is left to interrupt.
        child.kill().unwrap();
        let ended_well = child.wait().unwrap().success();
        let new = story.is_new(&phone, &format!("{turns} turns into the writing")).await;
        if !ended_well {
            kills += 1;
            turns = turns * 4 / 3 + 10_000;
            continue;
        }
        assert!(new, "it said that it was done");
        if kills >= KILLS {
            break;
        }
        // On a busy machine the app may be done before its turn to be killed has come: begin with the first moment.
        turns = 0;
        rounds += 1;
        assert!(rounds < ROUNDS, "only {kills} kills while it was writing");
    }
}

#[tokio::test]
async fn a_first_install_killed_while_fetching_leaves_an_empty_phone() {
    killed_while_fetching(false).await;
}

#[tokio::test]
async fn an_update_killed_while_fetching_leaves_the_old_state() {
    killed_while_fetching(true).await;
}

#[tokio::test]
async fn a_first_install_killed_while_writing_is_there_or_not() {
    killed_while_writing(false).await;
}

#[tokio::test]
async fn an_update_killed_while_writing_is_there_or_not() {
    killed_while_writing(true).await;
}

#[test]
fn what_an_app_left_that_was_killed_while_it_made_its_files_is_cleared_away() {
    for name in ["content.db", "person.db"] {
        // A file in the middle of its first transaction, some of it written and its journal beside it.
        let aside = tempfile::tempdir().unwrap();
        let mut half = rusqlite::Connection::open(aside.path().join(name)).unwrap();
        half.execute_batch("PRAGMA cache_size = 1; CREATE TABLE t (x)").unwrap();
        let tx = half.transaction().unwrap();
        (0..200).for_each(|_| {
            tx.execute("INSERT INTO t VALUES (zeroblob(2000))", []).unwrap();
        });
        let phone = Phone::online().unwrap();
        std::fs::create_dir(phone.data()).unwrap();
        for entry in std::fs::read_dir(aside.path()).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), phone.data().join(entry.file_name())).unwrap();
        }
        assert!(phone.data().join(format!("{name}-journal")).exists());
        let read_only = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
        let reader = rusqlite::Connection::open_with_flags(phone.data().join(name), read_only);
        reader.unwrap().query_row("PRAGMA user_version", [], |_| Ok(())).unwrap_err();

        let app = phone.open().unwrap();
        app.set_languages(&["en".into()]).unwrap();
        assert_eq!(app.guide().unwrap().list_layers().unwrap(), []);
    }
}

#[tokio::test]
async fn an_app_killed_at_any_moment_of_its_very_first_start_starts_again() {
    let story = Story::new(false).await;
    let server = Server::start(story.publisher.folder(), 0).unwrap();
    let link = story.publisher.link(&server.base_url(), PACK).unwrap();
    let (mut turns, mut kills, mut rounds) = (0_u64, 0, 0);
    loop {
        let phone = Phone::online().unwrap();
        phone.clock.advance(LATER);
        let mut child = run(&phone.data(), &link);
        (0..turns).for_each(|_| std::hint::spin_loop());
        child.kill().unwrap();
        let ended_well = child.wait().unwrap().success();
        let app = phone.open().unwrap_or_else(|e| panic!("after {turns} turns: {e}"));
        app.set_languages(&["en".into()]).unwrap();
        assert_eq!(phone.logged(), Vec::<String>::new(), "after {turns} turns: mended");
        let installed = !app.guide().unwrap().list_layers().unwrap().is_empty();
        app.add_pack(&link).unwrap();
        app.sync_pack(PACK, None).await.unwrap();
        assert_eq!(look::content(&app, &WORDS).unwrap(), story.new, "after {turns} turns");
        if !ended_well {
            kills += 1;
            turns = turns * 3 / 2 + 50_000;
            continue;
        }
        assert!(installed);
        if kills >= KILLS {
            break;
        }
        turns = 0;
        rounds += 1;
        assert!(rounds < ROUNDS, "only {kills} kills before it was done");
    }
}
