//! The system suspends the app: all files are closed, reads say so, and with the app everything is back.

#![cfg(test)]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::TimeDelta;
use companion_core::packs::format::Level;
use companion_core::sync::{SyncListener, SyncProgress, SyncStep};
use companion_core::testing::ScriptedTransport;
use companion_core::{Companion, ErrorKind};
use companion_tests::look;
use companion_tests::made::{Made, page};
use companion_tests::phone::{BASE, Phone, monday, network};
use companion_tests::publisher::{PACK, Publisher};

const OLD: [(&str, &str); 2] = [("de", "Anmeldung"), ("en", "Registration")];
const NEW: [(&str, &str); 2] = [("de", "Meldestelle"), ("en", "Arrival")];
/// How many reads are interrupted, each at another moment.
const INTERRUPTIONS: usize = 500;
const WORDS: [&str; 2] = ["anmeldung", "meldestelle"];

async fn installed() -> (Publisher, Arc<ScriptedTransport>, Phone, Companion) {
    let publisher = Publisher::new().unwrap();
    publisher.publish(&OLD, monday()).unwrap();
    let web = network(publisher.folder()).unwrap();
    let phone = Phone::new(web.clone()).unwrap();
    let app = phone.open().unwrap();
    app.add_pack(&publisher.link(BASE, PACK).unwrap()).unwrap();
    app.sync_pack(PACK, None).await.unwrap();
    (publisher, web, phone, app)
}

/// Suspends the app as soon as it is about to write.
struct SuspendsBeforeWriting<'a>(&'a Companion);

impl SyncListener for SuspendsBeforeWriting<'_> {
    fn progress(&self, progress: SyncProgress) {
        if progress.step == SyncStep::Installing {
            self.0.pause();
        }
    }
}

#[tokio::test]
async fn a_suspended_app_says_that_it_was_interrupted_and_comes_back_whole() {
    let (_publisher, _web, phone, app) = installed().await;
    let guide = app.guide().unwrap();
    let before = (look::content(&app, &WORDS).unwrap(), look::person(&app).unwrap());

    app.pause();
    app.pause();
    let interrupted = [
        guide.list_top().map(|_| ()).unwrap_err(),
        guide.page(PACK, "page-1").map(|_| ()).unwrap_err(),
        guide.record_saved(PACK, "page", "page-1").unwrap_err(),
        app.guide().map(|_| ()).unwrap_err(),
        app.find("anmeldung", 5).map(|_| ()).unwrap_err(),
        app.languages().map(|_| ()).unwrap_err(),
        app.set_languages(&["de".into()]).unwrap_err(),
        app.add_pack(&format!("{BASE}/other")).map(|_| ()).unwrap_err(),
        app.sync_pack(PACK, None).await.map(|_| ()).unwrap_err(),
    ];
    assert!(interrupted.iter().all(|e| e.kind() == ErrorKind::Interrupted), "{interrupted:?}");
    for file in [phone.content(), phone.person()] {
        let journal = file.with_extension("db-wal");
        assert!(file.exists() && !journal.exists(), "{} is not folded in", journal.display());
    }

    app.resume().unwrap();
    app.resume().unwrap();
    assert_eq!((look::content(&app, &WORDS).unwrap(), look::person(&app).unwrap()), before);
    guide.record_saved(PACK, "page", "page-1").unwrap();
    app.sync_pack(PACK, None).await.unwrap();
}

#[tokio::test]
async fn an_app_suspended_when_it_is_about_to_write_keeps_the_old_edition() {
    let (publisher, web, _phone, app) = installed().await;
    let old = look::content(&app, &WORDS).unwrap();
    publisher.publish(&NEW, monday() + TimeDelta::days(1)).unwrap();
    web.put_folder(BASE, publisher.folder()).unwrap();

    let ended = app.sync_pack(PACK, Some(&SuspendsBeforeWriting(&app))).await.unwrap_err();
    assert_eq!(ended.kind(), ErrorKind::Interrupted);
    app.resume().unwrap();
    assert_eq!(look::content(&app, &WORDS).unwrap(), old);
    app.sync_pack(PACK, None).await.unwrap();
    assert_ne!(look::content(&app, &WORDS).unwrap(), old);
}

#[tokio::test]
async fn a_long_read_ends_when_it_is_interrupted_and_the_next_one_works() {
    let question = "eins zwei drei vier fünf sechs sieben";
    let body = [question; 10].join(" ");
    let mut made = Made::new(PACK, Level::City, "de").unwrap();
    for n in 0..3000 {
        made.page(page(&format!("page-{n}")), &[("de", "Seite", &body)]).unwrap();
    }
    let publisher = Publisher::new().unwrap();
    publisher.publish_editions(PACK, &made.editions(), monday()).unwrap();
    let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    let app = phone.open().unwrap();
    app.add_pack(&publisher.link(BASE, PACK).unwrap()).unwrap();
    app.sync_pack(PACK, None).await.unwrap();

    let over = AtomicBool::new(false);
    std::thread::scope(|threads| {
        let reads = threads.spawn(|| {
            let mut ended = Vec::new();
            while ended.len() < INTERRUPTIONS {
                match app.find(question, 10) {
                    Ok(hits) if hits.len() == 10 => {}
                    other => ended.push(other.map_err(|e| e.kind())),
                }
            }
            over.store(true, Ordering::SeqCst);
            ended
        });
        while !over.load(Ordering::SeqCst) {
            app.interrupt();
        }
        let mut ended = reads.join().unwrap();
        ended.retain(|end| *end != Err(ErrorKind::Interrupted));
        assert_eq!(ended, [], "what else became of interrupted reads");
    });
    assert_eq!(app.find(question, 10).unwrap().len(), 10);
}
