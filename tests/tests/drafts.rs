//! A volunteer drafts an event and changes one evening of it. Nobody else learns of it.

#![cfg(test)]

use companion_core::ErrorKind;
use companion_core::drafts::{DraftChange, DraftText, EventDraft};
use companion_tests::damage::{PAGE, spoil_page};
use companion_tests::stick::Stick;
use companion_tests::volunteer::{self, CITY, draft, weekly};

#[tokio::test]
async fn a_series_is_drafted_in_a_minute_and_one_evening_changes_alone() {
    let (_web, phone, app) = volunteer::phone().await.unwrap();
    let form = EventDraft {
        repeat: weekly("2027-02-28"),
        ..draft("2027-01-12T19:00", "2027-01-12T21:00")
    };
    let drafts = app.drafts().unwrap();
    assert_eq!(drafts.check(&form).unwrap(), []);
    let id = drafts.save(&form).unwrap().id;
    assert!(id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()), "{id}");
    assert_ne!(drafts.save(&form).unwrap().id, id, "no two drafts have one id");

    let later = DraftChange {
        start: Some("2027-01-20T18:00".into()),
        place: Some("library".into()),
        note: Some("Diesmal in der Bücherei".into()),
        ..DraftChange::default()
    };
    drafts.change_occurrence(&id, "2027-01-19T19:00:00", &later).unwrap();
    drafts.cancel_occurrence(&id, "2027-02-02T19:00:00", Some("Alle sind krank.")).unwrap();
    let listed = drafts.list_occurrences(&id, 5).unwrap();
    let told: Vec<_> =
        listed.iter().map(|o| (o.starts_local.as_str(), o.cancelled, o.place.as_deref())).collect();
    let expected = [
        ("2027-01-12T19:00:00", false, None),
        ("2027-01-20T18:00:00", false, Some("library")),
        ("2027-01-26T19:00:00", false, None),
        ("2027-02-02T19:00:00", true, None),
        ("2027-02-09T19:00:00", false, None),
    ];
    assert_eq!(told, expected);
    assert_eq!(listed[1].ends_local.as_deref(), Some("2027-01-20T20:00:00"), "as long as always");
    assert_eq!(listed[1].note.as_deref(), Some("Diesmal in der Bücherei"));
    assert_eq!(drafts.records(&id).unwrap().fact.sequence, 2);

    // Half an hour later from now on, and every other week: one change has lost its evening.
    let mut again = drafts.find(&id).unwrap();
    again.start = "2027-01-12T19:00:00".into();
    again.repeat.as_mut().unwrap().interval = 3;
    let saved = drafts.save(&again).unwrap();
    assert_eq!(
        (saved.id.as_str(), saved.dropped),
        (id.as_str(), vec!["2027-01-19T19:00:00".into()])
    );
    assert!(drafts.list_occurrences(&id, 2).unwrap()[1].cancelled);
    drafts.restore_occurrence(&id, "2027-02-02T19:00:00").unwrap();
    assert!(!drafts.list_occurrences(&id, 2).unwrap()[1].cancelled);
    assert_eq!(drafts.records(&id).unwrap().fact.sequence, 4);

    // The app is killed, with its files as they stand; drafts survive, and their next times go by the clock there.
    let listed = drafts.list().unwrap();
    assert_eq!(phone.copy().unwrap().open().unwrap().drafts().unwrap().list().unwrap(), listed);
    drop(app);
    phone.clock.set("2027-01-12T18:00:01Z".parse().unwrap());
    let app = phone.open().unwrap();
    let drafts = app.drafts().unwrap();
    let list = drafts.list().unwrap();
    let told: Vec<_> = list.iter().map(|d| (d.title.as_str(), d.next_local.as_deref())).collect();
    assert_eq!(list.len(), 2);
    assert_eq!(told[0].0, "Spieleabend");
    assert!(
        told.iter().any(|(_, next)| *next == Some("2027-01-12T19:00:00")),
        "it is on: {told:?}"
    );
    drafts.remove(&id).unwrap();
    for gone in [
        drafts.find(&id).map(drop),
        drafts.remove(&id),
        drafts.cancel_occurrence(&id, "2027-01-12T19:00", None),
    ] {
        assert_eq!(gone.unwrap_err().kind(), ErrorKind::NotFound);
    }
    // The pack may go; the draft stays and still knows its times.
    app.remove_pack(CITY).unwrap();
    let list = drafts.list().unwrap();
    assert_eq!(list[0].next_local.as_deref(), Some("2027-01-12T19:00:00"));
    let homeless = drafts.save(&form).unwrap_err();
    assert_eq!(
        (homeless.kind(), homeless.to_string()),
        (ErrorKind::Invalid, "draft: pack: NotKnown".into())
    );
}

#[tokio::test]
async fn drafts_are_rescued_from_a_damaged_file() {
    let (_web, phone, app) = volunteer::phone().await.unwrap();
    let drafts = app.drafts().unwrap();
    let mut ids: Vec<String> = (0..60)
        .map(|n| {
            let mut form = draft("2027-01-12T18:00", "2027-01-12T19:00");
            form.texts[0].details = Some(format!("{n} {}", "viele Worte ".repeat(40)));
            drafts.save(&form).unwrap().id
        })
        .collect();
    drop(app);
    let database = rusqlite::Connection::open(phone.person()).unwrap();
    let leaves: Vec<usize> = {
        let sql = "SELECT pageno FROM dbstat WHERE name = 'event_draft' AND pagetype = 'leaf'";
        let mut statement = database.prepare(sql).unwrap();
        let rows = statement.query_map([], |r| r.get::<_, i64>(0)).unwrap();
        rows.map(|r| usize::try_from(r.unwrap()).unwrap()).collect()
    };
    database.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    drop(database);
    assert!(leaves.len() > 4, "{leaves:?}");
    spoil_page(&phone.person(), leaves[leaves.len() / 2] - 1).unwrap();
    assert_eq!(std::fs::metadata(phone.person()).unwrap().len() % PAGE as u64, 0);

    let app = phone.open().unwrap();
    let torn = app.drafts().unwrap().list().unwrap_err();
    assert_eq!(torn.kind(), ErrorKind::StorageUnavailable);
    drop(app);
    let app = phone.open().unwrap();
    let rescued: Vec<String> =
        app.drafts().unwrap().list().unwrap().into_iter().map(|d| d.id).collect();
    assert!(rescued.len() > 30 && rescued.len() < 60, "{} drafts rescued", rescued.len());
    ids.retain(|id| rescued.contains(id));
    assert_eq!(ids.len(), rescued.len());
}

#[tokio::test]
async fn a_draft_stays_on_the_phone() {
    const MARKS: [&str; 3] = ["what-only-i-plan", "only-my-note", "+49 30 7654321"];
    let (web, phone, app) = volunteer::phone().await.unwrap();
    let form = EventDraft {
        texts: vec![DraftText {
            language: "de".into(),
            title: MARKS[0].into(),
            details: Some(MARKS[0].into()),
            ..DraftText::default()
        }],
        phone: Some(MARKS[2].into()),
        ..draft("2027-01-12T18:00", "2027-01-12T19:00")
    };
    let drafts = app.drafts().unwrap();
    let id = drafts.save(&form).unwrap().id;
    drafts.cancel_occurrence(&id, "2027-01-12T18:00", Some(MARKS[1])).unwrap();
    drafts.warnings(&drafts.find(&id).unwrap()).unwrap();
    let wrong = EventDraft { email: Some(MARKS[0].into()), start: MARKS[1].into(), ..form.clone() };
    let refused = drafts.save(&wrong).unwrap_err().to_string();
    let hits = app.find(MARKS[0], 100).unwrap();
    assert!(!hits.iter().any(|hit| hit.title.contains(MARKS[0])), "the search is one of packs");
    let outcomes = app.sync_all(None).await.unwrap();
    assert!(outcomes.iter().any(|o| o.pack == CITY && o.failure.is_none()));
    let stick = Stick::of(&app, CITY).unwrap();
    app.pause();

    let holds = |bytes: &[u8], mark: &str| bytes.windows(mark.len()).any(|w| w == mark.as_bytes());
    let person = std::fs::read(phone.person()).unwrap();
    let content = std::fs::read(phone.content()).unwrap();
    let shared = std::fs::read(&stick.file).unwrap();
    assert!(!phone.logged().is_empty() && !web.asked().is_empty());
    for mark in MARKS.into_iter().chain([id.as_str()]) {
        assert!(holds(&person, mark), "{mark}");
        assert!(!holds(&content, mark) && !holds(&shared, mark), "{mark}");
        assert!(!refused.contains(mark), "{refused}");
        assert!(!phone.logged().iter().any(|line| line.contains(mark)), "{mark}");
        assert!(!web.asked().iter().any(|url| url.contains(mark)), "{mark}");
    }
    // What is removed is overwritten.
    app.resume().unwrap();
    app.drafts().unwrap().remove(&id).unwrap();
    app.pause();
    let person = std::fs::read(phone.person()).unwrap();
    assert!(!MARKS.iter().any(|mark| holds(&person, mark)));
}
