//! Marks, reminders, and names of times.

use companion_core::guide::AgendaQuery;
use companion_core::packs::format::{EventChange, EventFact, EventStatus};
use companion_core::{Companion, ErrorKind};

use crate::town::{PACK, event, ids, list, ms, phone_with, town, weekly, window};

#[tokio::test]
async fn a_mark_is_the_person_s_own_and_reminds_in_time() {
    let made = town(vec![
        (weekly("meal", "2026-10-13T18:00:00", "2026-10-13T20:00:00"), &[("de", "Essen")]),
        (
            EventFact {
                status: EventStatus::Cancelled,
                ..event("walk", "2026-11-26T10:00:00", "")
            },
            &[("de", "Spaziergang")],
        ),
        (event("other", "2026-11-24T10:00:00", ""), &[("de", "Anderes")]),
    ]);
    let (phone, app) = phone_with(&made, &["de"]).await;
    let guide = || app.guide().unwrap();
    assert_eq!(guide().list_reminders(5, 60).unwrap(), []);
    guide().record_mark(PACK, "meal", None, true).unwrap();
    guide().record_mark(PACK, "walk", Some("2026-11-26T10:00:00"), true).unwrap();
    let told = |app: &Companion, lead| {
        let reminders = app.guide().unwrap().list_reminders(3, lead).unwrap();
        reminders.into_iter().map(|r| (r.id, r.at_ms, r.cancelled)).collect::<Vec<_>>()
    };
    let first = ms("2026-11-24T16:00:00Z");
    let expected = [
        ("meal".to_owned(), first, false),
        ("walk".to_owned(), ms("2026-11-26T08:00:00Z"), true),
        ("meal".to_owned(), first + 7 * 86_400_000, false),
    ];
    assert_eq!(told(&app, 60), expected);
    // Past the moment of reminding, the next one counts.
    phone.clock.advance(2 * 86_400);
    assert_eq!(told(&app, 60)[0].0, "walk");
    let marked =
        AgendaQuery { marked: true, ..window("2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z") };
    assert_eq!(ids(&app, &marked), ["meal", "walk"]);
    guide().record_mark(PACK, "meal", None, false).unwrap();
    assert_eq!(ids(&app, &marked), ["walk"]);
    let error = guide().record_mark(PACK, "nothing", None, true).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    let error = guide().record_mark(PACK, "walk", Some("2026-11-26"), true).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
}

#[tokio::test]
async fn no_moment_and_no_name_of_a_time_does_harm() {
    let made = town(vec![(weekly("meal", "2026-10-13T18:00:00", ""), &[("de", "Essen")])]);
    let (phone, app) = phone_with(&made, &["de"]).await;
    for wild in [i64::MIN, -62_135_596_800_000, 0, 8_210_266_876_799_000, i64::MAX] {
        for until_ms in [None, Some(wild), Some(0)] {
            let query = AgendaQuery { from_ms: Some(wild), until_ms, ..AgendaQuery::default() };
            let _ = app.guide().unwrap().list_agenda(&query).unwrap();
        }
    }
    for of in ["-262143-01-01T00:00:00", "9999-12-31T18:00:00", "", "soon"] {
        assert!(app.guide().unwrap().event(PACK, "meal", Some(of)).is_err(), "{of}");
    }
    phone.clock.set(chrono::DateTime::<chrono::Utc>::MAX_UTC);
    assert!(app.guide().unwrap().event(PACK, "meal", None).is_ok());
    let _ = app.guide().unwrap().list_agenda(&AgendaQuery::default()).unwrap();
    let _ = app.guide().unwrap().list_reminders(3, u32::MAX).unwrap();
}

#[tokio::test]
async fn what_was_moved_far_is_found_by_its_name_and_in_its_new_week() {
    let mut series = weekly("meal", "2026-10-13T18:00:00", "");
    series.changes = vec![EventChange {
        of: "2027-06-01T18:00:00".into(),
        and_later: true,
        start: Some("2026-12-31T18:00:00".into()),
        ..EventChange::default()
    }];
    let (_phone, app) = phone_with(&town(vec![(series, &[("de", "Essen")])]), &["de"]).await;
    let moved = app.guide().unwrap().event(PACK, "meal", Some("2027-06-08T18:00:00")).unwrap();
    assert_eq!(moved.item.starts_local, "2027-01-07T18:00:00");
    let items = list(&app, &window("2027-01-07T00:00:00Z", "2027-01-08T00:00:00Z"));
    assert_eq!(items.iter().map(|i| i.of.as_str()).collect::<Vec<_>>(), ["2027-06-08T18:00:00"]);
}
