//! Forms of every kind: none is a trouble, what passes comes back as it was, and a change touches one time.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

use super::super::*;
use super::known;

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
