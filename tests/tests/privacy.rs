//! What a person does stays with the person: not in a log, not on the wire, not in the file of packs.

#![cfg(test)]

use companion_cli::serve::Server;
use companion_core::Companion;
use companion_tests::land::{self, CITY, COUNTRY};
use companion_tests::phone::{BASE, Phone, monday, network};
use companion_tests::wire::Wire;

/// A language that no pack has, a day, a question, a plan: nothing else contains any of them.
const MARKS: [&str; 7] = [
    "kab-Tfng",
    "2019-02-28",
    "what-only-i-ask",
    "1551344400",
    "what-only-i-plan",
    "what-only-i-type",
    "what-only-i-keep",
];

/// Uses everything that takes something from a person.
async fn uses_everything(phone: &Phone, app: &Companion) {
    app.set_languages(&["kab-Tfng".into(), "en".into()]).unwrap();
    app.set_arrival(Some("2019-02-28")).unwrap();
    app.sync_all(None).await.unwrap();
    app.find("what-only-i-ask registration", 10).unwrap();
    app.suggest("what-only-i-type", 10).unwrap();
    app.remember_search("what-only-i-keep").unwrap();
    assert_eq!(app.recent_searches(1).unwrap()[0].text, "what-only-i-keep");
    // The moment of these is a mark too.
    phone.clock.set(chrono::DateTime::from_timestamp(1_551_344_400, 0).unwrap());
    let guide = app.guide().unwrap();
    guide.record_tick(CITY, "first-weeks", "bank", true).unwrap();
    guide.record_saved(COUNTRY, "page", "work").unwrap();
    phone.clock.set(monday());
    let mut plan = app.drafts().unwrap().blank(CITY).unwrap();
    plan.start = "2027-01-12T18:00".into();
    plan.texts[0].language = "en".into();
    plan.texts[0].title = "what-only-i-plan".into();
    app.drafts().unwrap().save(&plan).unwrap();
    app.drafts().unwrap().warnings(&plan).unwrap();
    let guide = app.guide().unwrap();
    assert!(guide.list_saved().unwrap()[0].title.is_some());
    assert!(guide.list_checklists().unwrap()[0].tasks[0].overdue);
    assert!(guide.resolve("welcome://what-only-i-ask/page/x", None).is_ok());
    let missing = guide.page(CITY, "what-only-i-ask").unwrap_err();
    assert!(!missing.to_string().contains("what-only-i-ask"), "{missing}");
    app.sync_all(None).await.unwrap();
}

fn holds(bytes: &[u8], mark: &str) -> bool {
    bytes.windows(mark.len()).any(|w| w == mark.as_bytes())
}

#[tokio::test]
async fn nothing_of_a_person_is_logged_asked_for_or_stored_beside_the_packs() {
    let publisher = land::published().unwrap();
    let web = network(publisher.folder()).unwrap();
    let phone = Phone::new(web.clone()).unwrap();
    let app = phone.open().unwrap();
    app.add_pack(&publisher.link(BASE, CITY).unwrap()).unwrap();
    uses_everything(&phone, &app).await;
    web.answer(format!("{BASE}/{CITY}/metadata/timestamp.json"), 500);
    app.sync_all(None).await.unwrap();
    web.mend();
    web.put(format!("{BASE}/{CITY}/metadata/timestamp.json"), "what-only-i-ask");
    app.sync_all(None).await.unwrap();
    app.pause();

    assert!(phone.logged().len() >= 9, "{:?}", phone.logged());
    let folder = phone.data().display().to_string();
    let marks = [&MARKS[..], &[CITY, "bank", "town-hall", &folder]].concat();
    for line in phone.logged() {
        marks.iter().for_each(|mark| assert!(!line.contains(mark), "logged: {line}"));
    }
    assert!(web.asked().len() > 20);
    for url in web.asked() {
        assert!(url.starts_with(BASE) && !url.contains(['?', '#', '@']), "{url}");
        MARKS.iter().for_each(|mark| assert!(!url.contains(mark), "asked for: {url}"));
    }
    let content = std::fs::read(phone.content()).unwrap();
    let person = std::fs::read(phone.person()).unwrap();
    assert!(holds(&content, "Musterstadt"), "the search looks at the right file");
    for mark in MARKS {
        assert!(!holds(&content, mark), "the file of packs holds {mark}");
    }
    assert!(holds(&person, "kab-Tfng") && holds(&person, "2019-02-28"));
    for unkept in ["what-only-i-ask", "what-only-i-type"] {
        assert!(!holds(&person, unkept), "{unkept}: kept although nobody said so");
    }
    assert!(holds(&person, "what-only-i-keep"));
}

#[tokio::test]
async fn what_a_person_takes_back_is_overwritten() {
    let publisher = land::published().unwrap();
    let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    let app = phone.open().unwrap();
    app.add_pack(&publisher.link(BASE, CITY).unwrap()).unwrap();
    uses_everything(&phone, &app).await;
    app.set_arrival(None).unwrap();
    app.set_languages(&[]).unwrap();
    app.forget_searches().unwrap();
    app.pause();
    let person = std::fs::read(phone.person()).unwrap();
    for mark in ["kab-Tfng", "2019-02-28", "what-only-i-keep"] {
        assert!(!holds(&person, mark), "{mark} can still be read in the file");
    }
}

#[tokio::test]
async fn a_server_sees_nothing_but_what_every_phone_says() {
    let publisher = land::published().unwrap();
    let mut seen = Vec::new();
    for personal in [false, true] {
        let wire = Wire::recording(publisher.folder()).unwrap();
        let phone = Phone::online().unwrap();
        let app = phone.open().unwrap();
        app.add_pack(&publisher.link(&wire.base_url(), CITY).unwrap()).unwrap();
        if personal {
            uses_everything(&phone, &app).await;
        } else {
            app.set_languages(&["en".into()]).unwrap();
            app.sync_all(None).await.unwrap();
            app.sync_all(None).await.unwrap();
        }
        let host = wire.base_url().replace("http://", "");
        seen.push(wire.heads().into_iter().map(|h| h.replace(&host, "HOST")).collect::<Vec<_>>());
    }
    assert!(seen[0].len() > 20);
    assert_eq!(seen[0], seen[1], "two phones that want the same cannot be told apart");
    for head in &seen[1] {
        let mut lines: Vec<String> = head.lines().map(str::to_lowercase).collect();
        assert!(lines.remove(0).starts_with("get /"));
        lines.retain(|line| !line.is_empty());
        lines.sort();
        assert_eq!(lines, ["accept: */*", "host: host", "user-agent: welcome-companion"]);
    }
    // And the honest server needs no more than that.
    let server = Server::start(publisher.folder(), 0).unwrap();
    let phone = Phone::online().unwrap();
    let app = phone.open().unwrap();
    app.add_pack(&publisher.link(&server.base_url(), CITY).unwrap()).unwrap();
    assert!(app.sync_all(None).await.unwrap().iter().all(|o| o.failure.is_none()));
}
