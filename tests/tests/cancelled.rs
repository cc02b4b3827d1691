//! A sync is dropped in the middle of any transfer: what was installed stays whole, and the next one works.

#![cfg(test)]

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;

use chrono::TimeDelta;
use companion_core::ErrorKind;
use companion_core::sync::Stop;
use companion_core::testing::ScriptedTransport;
use companion_tests::look;
use companion_tests::phone::{BASE, Phone, monday, network};
use companion_tests::publisher::{PACK, Publisher};

const OLD: [(&str, &str); 2] = [("de", "Anmeldung"), ("en", "Registration")];
const NEW: [(&str, &str); 2] = [("de", "Meldestelle"), ("en", "Signing up")];

/// Does everything that can be done without waiting; whether it has to wait then.
async fn waits<T>(mut work: Pin<&mut impl Future<Output = T>>) -> bool {
    std::future::poll_fn(|cx| Poll::Ready(work.as_mut().poll(cx).is_pending())).await
}

/// A phone that knows the pack, with the files it asks for on its way to the newest state.
async fn ways(installed: bool, short: bool) -> (Phone, Arc<ScriptedTransport>, Vec<String>) {
    let publisher = Publisher::new().unwrap();
    publisher.publish(&OLD, monday()).unwrap();
    let web = network(publisher.folder()).unwrap();
    let phone = Phone::new(web.clone()).unwrap();
    let app = phone.open().unwrap();
    app.set_languages(&["en".into()]).unwrap();
    app.add_pack(&publisher.link(BASE, PACK).unwrap()).unwrap();
    if installed {
        app.sync_pack(PACK, None).await.unwrap();
        publisher.publish(&NEW, monday() + TimeDelta::days(1)).unwrap();
        web.put_folder(BASE, publisher.folder()).unwrap();
    }
    app.pause();
    if !short {
        web.hide("/bundle/");
        web.hide(".delta.zst");
    }
    let before = web.asked().len();
    phone.copy().unwrap().open().unwrap().sync_pack(PACK, None).await.unwrap();
    let asked = web.asked().split_off(before);
    (phone, web, asked)
}

#[tokio::test]
async fn a_sync_that_is_dropped_leaves_the_phone_as_it_was() {
    for (installed, short) in [(false, false), (true, false), (false, true), (true, true)] {
        let (phone, web, asked) = ways(installed, short).await;
        assert!(short || asked.len() >= 7, "root, snapshot, roles and objects: {asked:?}");
        let app = phone.open().unwrap();
        let rows = |file: &std::path::Path| look::rows_but(file, &look::TRUST).unwrap();
        let seen = || (rows(&phone.content()), rows(&phone.person()));
        let before = seen();
        for url in &asked {
            web.hang(url);
            {
                let mut sync = pin!(app.sync_pack(PACK, None));
                assert!(waits(sync.as_mut()).await, "nothing hangs at {url}");
            }
            assert_eq!(web.asked().last(), Some(url));
            assert_eq!(seen(), before, "something stayed of a sync that hung at {url}");
            web.mend();
        }
        let report = app.sync_pack(PACK, None).await.unwrap();
        assert_eq!(report.editions.len(), if installed { 2 } else { 3 });
        let title = app.guide().unwrap().list_top().unwrap().remove(0).title;
        assert_eq!(title, if installed { "Signing up 1" } else { "Registration 1" });
    }
}

#[tokio::test]
async fn a_sync_that_is_stopped_leaves_the_phone_as_it_was_and_gives_its_turn_back() {
    let (phone, web, asked) = ways(true, true).await;
    let app = phone.open().unwrap();
    let rows = |file: &std::path::Path| look::rows_but(file, &look::TRUST).unwrap();
    let seen = || (rows(&phone.content()), rows(&phone.person()));
    let before = seen();
    for url in &asked {
        let stop = Stop::default();
        web.hang(url);
        let mut sync = pin!(stop.watch(app.sync_pack(PACK, None)));
        assert!(waits(sync.as_mut()).await, "nothing hangs at {url}");
        stop.stop();
        assert_eq!(sync.await.unwrap_err().kind(), ErrorKind::Interrupted);
        assert_eq!(seen(), before, "something stayed of a sync that was stopped at {url}");
        web.mend();
    }
    assert_eq!(Stop::default().watch(app.sync_pack(PACK, None)).await.unwrap().editions.len(), 2);
}

#[tokio::test]
async fn two_syncs_at_once_are_a_conflict_and_a_dropped_one_gives_its_turn_back() {
    let (phone, web, _) = ways(true, true).await;
    let app = phone.open().unwrap();
    web.hang("/bundle/");
    {
        let mut first = pin!(app.sync_pack(PACK, None));
        assert!(waits(first.as_mut()).await);
        assert_eq!(app.sync_pack(PACK, None).await.unwrap_err().kind(), ErrorKind::Conflict);
        assert_eq!(app.sync_all(None).await.unwrap_err().kind(), ErrorKind::Conflict);
        // The reader is not held up.
        assert!(!app.guide().unwrap().list_top().unwrap().is_empty());
    }
    web.mend();
    assert_eq!(app.sync_all(None).await.unwrap()[0].failure, None);
}

#[tokio::test]
async fn a_sync_of_all_goes_on_after_one_pack_fails() {
    let (phone, web, _) = ways(true, true).await;
    let app = phone.open().unwrap();
    phone.clock.advance(1);
    app.add_pack(&format!("{BASE}/nobody-knows")).unwrap();
    web.answer(format!("{BASE}/{PACK}/bundle/en.zst"), 503);
    let outcomes = app.sync_all(None).await.unwrap();
    let kinds: Vec<_> = outcomes.iter().map(|o| (o.pack.as_str(), o.failure)).collect();
    let expected = [(PACK, Some(ErrorKind::Offline)), ("nobody-knows", Some(ErrorKind::NotFound))];
    assert_eq!(kinds, expected);
    assert_eq!(app.list_subscriptions().unwrap().len(), 2, "what a person added stays");
}
