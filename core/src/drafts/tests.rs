//! What may stand in a form, what becomes of it, and what a change touches.

mod forms;

use std::collections::BTreeSet;

use super::*;

fn known() -> Known {
    let set = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<BTreeSet<_>>();
    Known {
        zone: Some("Europe/Berlin".into()),
        clocks: set(&["Europe/Berlin", "Europe/Kyiv"]),
        places: set(&["hall"]),
        topics: set(&["meeting", "language"]),
    }
}

fn meal() -> EventDraft {
    EventDraft {
        pack: "town".into(),
        texts: vec![DraftText {
            language: "de".into(),
            title: "Gemeinsam essen".into(),
            ..DraftText::default()
        }],
        start: "2026-12-01T18:00".into(),
        end: Some("2026-12-01T20:00".into()),
        ..EventDraft::default()
    }
}

fn weekly(weekdays: Vec<Weekday>) -> DraftRepeat {
    let rhythm = DraftRhythm::Weekly { weekdays };
    DraftRepeat { rhythm, interval: 1, until: Some("2027-01-31".into()), count: None }
}

fn faults(form: &EventDraft) -> Vec<(String, DraftFaultKind)> {
    let found = check(form, &known()).err().map(|f| f.0).unwrap_or_default();
    found.into_iter().map(|f| (f.field, f.kind)).collect()
}

#[test]
fn everything_wrong_is_told_at_once_by_field() {
    use DraftFaultKind as Kind;
    let text = |language: &str, title: &str| DraftText {
        language: language.into(),
        title: title.into(),
        ..DraftText::default()
    };
    let form = EventDraft {
        texts: vec![
            DraftText { greeter: Some("a\u{202e}b".into()), ..text("de", " ") },
            text("de", &"x".repeat(121)),
            text("no tag", "Tea"),
        ],
        end: Some("2026-11-30T18:00".into()),
        zone: Some("Mars/Olympus".into()),
        repeat: Some(DraftRepeat { count: Some(0), interval: 0, ..weekly(vec![Weekday::Wed]) }),
        place: Some("nowhere".into()),
        online: Some("http://example.org".into()),
        phone: Some("call me".into()),
        email: Some("me@home".into()),
        audience: vec!["everybody".into()],
        topics: vec!["unheard-of".into()],
        cost: Some("cheap".into()),
        capacity: Some(0),
        address: Some(DraftAddress { lat: Some(50.0), ..DraftAddress::default() }),
        languages: vec!["?".into()],
        ..meal()
    };
    let mut found = faults(&form);
    found.sort();
    let mut expected = [
        ("title", Kind::Missing),
        ("greeter", Kind::Hidden),
        ("title", Kind::TooLong),
        ("language", Kind::Twice),
        ("language", Kind::NotALanguage),
        ("end", Kind::EndsBefore),
        ("zone", Kind::NotKnown),
        ("repeat.interval", Kind::TooMany),
        ("repeat.count", Kind::TooMany),
        ("repeat.count", Kind::OnlyOne),
        ("place", Kind::NotKnown),
        ("online", Kind::NotHttps),
        ("phone", Kind::NotAPhone),
        ("email", Kind::NotAnEmail),
        ("audience", Kind::NotKnown),
        ("topics", Kind::NotKnown),
        ("cost", Kind::NotKnown),
        ("capacity", Kind::TooMany),
        ("address.lon", Kind::Missing),
        ("languages", Kind::NotALanguage),
    ]
    .map(|(field, kind)| (field.to_owned(), kind));
    expected.sort();
    assert_eq!(found, expected);
    let faults = check(&form, &known()).unwrap_err();
    // Words for a log say nothing of what was written.
    let told = faults.to_string();
    assert!(told.contains("title: Missing"), "{told}");
    assert!(["nowhere", "Mars", "me@home", "call me"].iter().all(|w| !told.contains(w)), "{told}");
}

#[test]
fn a_series_begins_on_one_of_its_days_and_gives_some_time() {
    use DraftFaultKind as Kind;
    let one = |field: &str, kind| vec![(field.to_owned(), kind)];
    let of = |repeat| EventDraft { repeat: Some(repeat), ..meal() };
    assert_eq!(faults(&of(weekly(vec![Weekday::Tue, Weekday::Thu]))), []);
    assert_eq!(faults(&of(weekly(vec![]))), []);
    assert_eq!(faults(&of(weekly(vec![Weekday::Wed]))), one("start", Kind::NotInSeries));
    let over = DraftRepeat { until: Some("2026-11-30".into()), ..weekly(vec![]) };
    assert_eq!(faults(&of(over)), one("repeat.until", Kind::NeverOn));
    let second = DraftRhythm::MonthlyByWeekday { nth: 2, weekday: Weekday::Tue };
    let second = DraftRepeat { rhythm: second, ..weekly(vec![]) };
    assert_eq!(faults(&of(second)), one("start", Kind::NotInSeries));
    let first = DraftRhythm::MonthlyByWeekday { nth: 1, weekday: Weekday::Tue };
    let draft = check(&of(DraftRepeat { rhythm: first, ..weekly(vec![]) }), &known()).unwrap();
    assert_eq!(draft.fact.rules, ["FREQ=MONTHLY;UNTIL=20270131T235959;BYDAY=1TU"]);
    let days = EventDraft { start: "2026-12-01".into(), end: Some("2026-12-02".into()), ..meal() };
    let not_times = ["start", "end"].map(|field| (field.to_owned(), Kind::NotATime));
    assert_eq!(faults(&days), not_times);
    assert_eq!(faults(&EventDraft { all_day: true, ..days }), []);
}

#[test]
fn a_draft_is_written_as_the_records_of_a_pack() {
    let mut form =
        EventDraft { repeat: Some(weekly(vec![])), place: Some("hall".into()), ..meal() };
    form.texts[0].details = Some("Wir kochen.\nAlle helfen.\n\n\nKommt vorbei!".into());
    let mut draft = check(&form, &known()).unwrap();
    let change = DraftChange { start: Some("2026-12-09 18:30".into()), ..DraftChange::default() };
    draft.change("2026-12-08T18:00", &change, &BTreeSet::new()).unwrap();
    draft.cancel("2026-12-15T18:00:00", Some("Die Küche wird gestrichen.")).unwrap();
    insta::assert_snapshot!("record", serde_json::to_string_pretty(&draft).unwrap());
}

#[test]
fn a_sequence_rises_with_when_where_and_whether_and_with_nothing_else() {
    let form = EventDraft { repeat: Some(weekly(vec![])), ..meal() };
    let mut draft = check(&form, &known()).unwrap();
    let of = "2026-12-08T18:00:00";
    let mut rises = |change: &dyn Fn(&mut Draft)| {
        let before = draft.fact.sequence;
        change(&mut draft);
        draft.fact.sequence - before
    };
    let note = DraftChange { note: Some("Bring a cup".into()), ..DraftChange::default() };
    let hall = DraftChange { place: Some("hall".into()), ..DraftChange::default() };
    let places = known().places;
    assert_eq!(rises(&|d| d.change(of, &note, &places).unwrap()), 0, "other words");
    assert_eq!(rises(&|d| d.change(of, &hall, &places).unwrap()), 1, "another place");
    assert_eq!(rises(&|d| d.change(of, &hall, &places).unwrap()), 0, "the same again");
    assert_eq!(rises(&|d| d.cancel(of, None).unwrap()), 1, "cancelled");
    assert_eq!(rises(&|d| d.restore(of).unwrap()), 1, "on again");
    assert_eq!(rises(&|d| d.restore(of).unwrap()), 0, "it is already");
    let words = EventDraft { cost: Some("free".into()), ..form.clone() };
    let later = EventDraft { start: "2026-12-01T18:30".into(), ..form.clone() };
    let afar = EventDraft { online: Some("https://meet.example.org/1".into()), ..form };
    for (form, rise) in [(words, 0), (later, 1), (afar, 1)] {
        let new = again(&draft, check(&form, &known()).unwrap()).0;
        assert_eq!(new.fact.sequence - draft.fact.sequence, rise);
    }
}

#[test]
fn saving_again_keeps_what_was_said_of_times_that_are_still_there() {
    let form = EventDraft { repeat: Some(weekly(vec![])), ..meal() };
    let mut old = check(&form, &known()).unwrap();
    old.cancel("2026-12-08T18:00", Some("Fällt aus")).unwrap();
    old.cancel("2026-12-15T18:00", None).unwrap();
    let fortnightly = DraftRepeat { interval: 2, ..weekly(vec![]) };
    let form = EventDraft { repeat: Some(fortnightly), ..form };
    let mut form = EventDraft { start: "2026-12-08T18:00".into(), end: None, ..form };
    form.texts[0].language = "en".into();
    let (new, dropped) = again(&old, check(&form, &known()).unwrap());
    assert_eq!(dropped, ["2026-12-15T18:00:00"]);
    let times = new.occurrences(None, 3);
    let told: Vec<_> = times.iter().map(|t| (t.starts_local.as_str(), t.cancelled)).collect();
    let expected = [
        ("2026-12-08T18:00:00", true),
        ("2026-12-22T18:00:00", false),
        ("2027-01-05T18:00:00", false),
    ];
    assert_eq!(told, expected);
    assert_eq!(times[0].note.as_deref(), Some("Fällt aus"));
}

#[test]
fn a_time_that_there_is_not_cannot_be_changed() {
    let mut draft =
        check(&EventDraft { repeat: Some(weekly(vec![])), ..meal() }, &known()).unwrap();
    for of in ["2026-12-02T18:00", "2026-12-01", "2027-02-02T18:00", "soon", ""] {
        let missing = draft.cancel(of, None).unwrap_err();
        assert_eq!(missing.kind(), crate::ErrorKind::NotFound, "{of}");
    }
    let wrong = DraftChange {
        start: Some("2026-12-08".into()),
        end: Some("2026-12-01T17:00".into()),
        place: Some("nowhere".into()),
        note: Some("x".repeat(501)),
    };
    let refused = draft.change("2026-12-01T18:00", &wrong, &BTreeSet::new()).unwrap_err();
    let crate::Error::Draft(DraftFaults(faults)) = refused else { panic!("{refused}") };
    let fields: Vec<&str> = faults.iter().map(|f| f.field.as_str()).collect();
    assert_eq!(fields, ["start", "end", "place", "note"]);
    assert!(draft.fact.changes.is_empty());
}
