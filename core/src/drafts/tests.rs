//! Forms of every kind: none is a trouble, what passes comes back as it was, and a change touches one time.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

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

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Zäß ]{0,12}",
        any::<String>(),
        Just("hall".to_owned()),
        Just("free".to_owned()),
        Just("https://example.org/a".to_owned()),
        Just("+49 30 1234".to_owned()),
        Just("a@example.org".to_owned()),
        Just("meeting".to_owned()),
        Just("de".to_owned()),
    ]
}

fn moment() -> impl Strategy<Value = String> {
    prop_oneof![
        (2020..2032_i32, 1..13_u32, 1..32_u32, 0..25_u32, 0..61_u32)
            .prop_map(|(y, m, d, h, min)| format!("{y}-{m:02}-{d:02}T{h:02}:{min:02}")),
        (2020..2032_i32, 1..13_u32, 1..32_u32).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
        word(),
    ]
}

fn repeat() -> impl Strategy<Value = DraftRepeat> {
    let weekday = (0..7_u8).prop_map(|n| Weekday::try_from(n).unwrap());
    let rhythm = prop_oneof![
        Just(DraftRhythm::Daily),
        vec(weekday.clone(), 0..9).prop_map(|weekdays| DraftRhythm::Weekly { weekdays }),
        any::<i8>().prop_map(|day| DraftRhythm::MonthlyByDay { day }),
        (-6..7_i8, weekday)
            .prop_map(|(nth, weekday)| DraftRhythm::MonthlyByWeekday { nth, weekday }),
    ];
    let count = of(prop_oneof![0..40_u32, any::<u32>()]);
    (rhythm, prop_oneof![1..4_u32, any::<u32>()], of(moment()), count)
        .prop_map(|(rhythm, interval, until, count)| DraftRepeat { rhythm, interval, until, count })
}

// Boxed: what makes so large a value does not fit the stack of a test.
fn form() -> BoxedStrategy<EventDraft> {
    let text = (word(), word(), of(word()), of(word()), any::<bool>()).prop_map(
        |(language, title, greeter, details, machine)| DraftText {
            language,
            title,
            greeter,
            details,
            machine,
            ..DraftText::default()
        },
    );
    let address = (of(word()), of(any::<f64>()), of(any::<f64>()))
        .prop_map(|(name, lat, lon)| DraftAddress { name, lat, lon, ..DraftAddress::default() });
    let when = (moment(), of(moment()), any::<bool>(), of(word()), of(repeat()));
    let place = (of(word()), of(address), of(word()), of(word()), of(word()));
    let lists = (vec(word(), 0..4), vec(word(), 0..4), vec(word(), 0..4), of(any::<u32>()));
    (vec(text, 0..3), when, place, lists)
        .prop_map(|(texts, when, place, lists)| {
            let (start, end, all_day, zone, repeat) = when;
            let (place, address, online, phone, cost) = place;
            let (languages, audience, topics, capacity) = lists;
            EventDraft {
                pack: "town".into(),
                texts,
                start,
                end,
                all_day,
                zone,
                repeat,
                place,
                address,
                online,
                phone,
                cost,
                languages,
                audience,
                topics,
                capacity,
                ..EventDraft::default()
            }
        })
        .boxed()
}

/// A form that nothing is wrong with.
fn good() -> BoxedStrategy<EventDraft> {
    let times = (0..400_i64, 0..96_i64, of(0..600_i64), any::<bool>());
    (form(), times, of(repeat()))
        .prop_map(|(mut form, (day, quarter, minutes, all_day), repeat)| {
            let first = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
            let start = first.and_time(chrono::NaiveTime::MIN) + chrono::TimeDelta::days(day);
            let start =
                if all_day { start } else { start + chrono::TimeDelta::minutes(15 * quarter) };
            let end = |m| start + chrono::TimeDelta::minutes(m);
            let write = |at| crate::packs::format::write_moment(at, all_day);
            form.all_day = all_day;
            form.start = write(start);
            form.end = minutes.map(|m| write(end(m)));
            form.zone = None;
            form.repeat = repeat;
            form
        })
        .boxed()
}

proptest! {
    #[test]
    fn no_form_is_a_trouble(form in form()) {
        let _ = check(&form, &known());
        let _ = check_times(&form, &Known::default());
    }

    #[test]
    fn what_passes_comes_back_as_it_was(form in good()) {
        if let Ok(draft) = check_times(&form, &known()) {
            // What had faults was left out, so that the rest passes, if it has a text.
            let mut again = draft.form("id", "town");
            again.texts.retain(|t| !t.title.is_empty());
            match check(&again, &known()) {
                Ok(second) => {
                    prop_assert_eq!(&second.fact, &draft.fact);
                    prop_assert_eq!(check(&second.form("id", "town"), &known()).unwrap(), second);
                }
                Err(faults) => prop_assert!(again.texts.is_empty(), "{}", faults),
            }
            let json = serde_json::to_string(&draft).unwrap();
            prop_assert_eq!(serde_json::from_str::<Draft>(&json).unwrap(), draft);
        }
    }

    #[test]
    fn a_change_touches_one_time(form in good(), nth in 0..6_usize, cancels in any::<bool>(), by in -3000..3000_i64) {
        let Ok(mut draft) = check_times(&form, &known()) else { return Ok(()) };
        if draft.texts.is_empty() {
            return Ok(());
        }
        let before = draft.occurrences(None, 8);
        let Some(meant) = before.get(nth) else { return Ok(()) };
        let (at, day) = crate::packs::format::read_moment(&meant.of).unwrap();
        let start = at + chrono::TimeDelta::minutes(by);
        if cancels {
            draft.cancel(&meant.of, Some("Why")).unwrap();
        } else {
            let start = Some(crate::packs::format::write_moment(start, day));
            draft.change(&meant.of, &DraftChange { start, ..DraftChange::default() }, &BTreeSet::new()).unwrap();
        }
        let others = |times: Vec<DraftOccurrence>| {
            let mut times: Vec<_> = times.into_iter().filter(|t| t.of != meant.of).collect();
            times.sort_by(|a, b| a.of.cmp(&b.of));
            times.truncate(6);
            times
        };
        let after = draft.occurrences(None, 9);
        prop_assert_eq!(others(after), others(before.clone()));
        draft.restore(&meant.of).unwrap();
        prop_assert_eq!(draft.occurrences(None, 8), before);
    }
}
