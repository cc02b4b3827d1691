//! Any expression that the grammar can make: written again it is the same, and all ways of asking agree.

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::time::opening_hours::{Here, Kind, OpeningHours, Place, Position};

fn some_of(
    items: &'static [&'static str],
    most: usize,
    between: &'static str,
) -> impl Strategy<Value = String> {
    subsequence(items.to_vec(), 0..=most).prop_shuffle().prop_map(move |items| items.join(between))
}

fn rule() -> impl Strategy<Value = String> {
    (
        some_of(&["2026", "2027-2029", "2024-2040/2", "2028+", "2026/3"], 2, ","),
        some_of(
            &[
                "Jan",
                "Nov-Feb",
                "Dec 24-26",
                "Dec 25-easter",
                "easter -2 days",
                "Feb 29",
                "Jan 01-31/7",
                "2027 Feb 20-2027 Mar 03",
                "Mar Su[-1]-Oct Su[-1] -1 day",
                "Nov Th[4]",
                "Dec 15+",
                "May 01",
            ],
            2,
            ",",
        ),
        some_of(&["05", "02-52/2", "53", "10-20"], 1, ","),
        some_of(
            &[
                "Mo",
                "Tu-Th",
                "Sa-Mo",
                "Fr[1,-1]",
                "Su[2] +3 days",
                "PH",
                "SH",
                "PH -1 day",
                "SH Mo-Fr",
            ],
            2,
            ",",
        ),
        some_of(
            &[
                "08:00-12:00",
                "13:30-18:00",
                "20:00-02:00",
                "22:00-26:30",
                "17:00+",
                "10:00-14:00+",
                "sunrise-sunset",
                "(sunset-01:00)-23:00",
                "00:00-24:00",
                "dusk-dawn",
                "12:00-12:00",
            ],
            3,
            ",",
        ),
        select(vec!["", "", "", "off", "open", "unknown"]),
        select(vec!["", "", "", "\"ring twice\""]),
    )
        .prop_map(|(years, dates, weeks, days, times, modifier, comment)| {
            let weeks = if weeks.is_empty() { weeks } else { format!("week {weeks}") };
            let parts = [years, dates, weeks, days, times, modifier.into(), comment.into()];
            let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
            if parts.is_empty() { "24/7".to_owned() } else { parts.join(" ") }
        })
}

fn expression() -> impl Strategy<Value = String> {
    let joint = select(vec!["; ", "; ", ", ", " || "]);
    (rule(), prop::collection::vec((joint, rule()), 0..4)).prop_map(|(first, rest)| {
        rest.into_iter().fold(first, |all, (joint, rule)| all + joint + &rule)
    })
}

fn moment() -> impl Strategy<Value = NaiveDateTime> {
    (0_u64..2000, 0_u32..1440).prop_map(|(days, minute)| {
        let day = NaiveDate::from_ymd_opt(2025, 6, 1).unwrap() + Days::new(days);
        day.and_hms_opt(minute / 60, minute % 60, 0).unwrap()
    })
}

/// Some days are holidays, some are not, and of some nobody knows.
struct Somewhere(bool);

impl Place for Somewhere {
    fn public_holiday(&self, day: NaiveDate) -> Option<bool> {
        let n = day.to_epoch_days();
        (self.0 || n % 5 != 0).then_some(n % 9 == 0)
    }

    fn school_holiday(&self, day: NaiveDate) -> Option<bool> {
        let n = day.to_epoch_days();
        (self.0 || n % 7 != 0).then_some(n % 40 < 8)
    }

    fn position(&self) -> Option<Position> {
        Some(Position { lat: 60.0, lon: 25.0 })
    }

    fn offset(&self, _: NaiveDate) -> Option<i32> {
        Some(120)
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_the_same(text in expression()) {
        // Some have no meaning, such as a list that goes on behind its days.
        if let Ok((hours, _)) = OpeningHours::parse_kind(&text, Kind::Hours) {
            let canonical = hours.to_string();
            prop_assert_eq!(OpeningHours::parse(&canonical), Ok(hours), "{} from {}", canonical, text);
        }
    }

    #[test]
    fn stretches_and_moments_agree(text in expression(), from in moment(), minutes in 0_i64..20_000, known: bool) {
        let Ok(hours) = OpeningHours::parse(&text) else { return Ok(()) };
        let place = Somewhere(known);
        let to = from + TimeDelta::minutes(14 * 1440);
        let all: Vec<_> = hours.intervals(from, to, &place).collect();
        prop_assert_eq!(all.first().map(|i| i.from), Some(from));
        prop_assert_eq!(all.last().map(|i| i.to), Some(to));
        for pair in all.windows(2) {
            prop_assert_eq!(pair[0].to, pair[1].from);
            prop_assert!((pair[0].state, pair[0].why, pair[0].comment) != (pair[1].state, pair[1].why, pair[1].comment));
        }
        let when = from + TimeDelta::minutes(minutes);
        let status = hours.state_at(when, &place);
        let inside = all.iter().find(|i| i.from <= when && when < i.to).unwrap();
        prop_assert_eq!((inside.state, inside.comment), (status.state, status.comment));
        // The next change is the first difference.
        let change = all.iter().find(|i| i.from > when && i.state != status.state).map(|i| i.from);
        let next = hours.next_change(when, &place);
        match change {
            Some(_) => prop_assert_eq!(next, change),
            None => prop_assert!(next.is_none_or(|next| next >= to)),
        }
    }

    #[test]
    fn knowing_less_never_opens(text in expression(), when in moment()) {
        let Ok(hours) = OpeningHours::parse(&text) else { return Ok(()) };
        let (known, less) = (Somewhere(true), Somewhere(false));
        let (sure, unsure) = (hours.state_at(when, &known).state, hours.state_at(when, &less).state);
        prop_assert!(unsure == sure || unsure == super::State::Unknown, "{}: {:?} {:?}", text, sure, unsure);
        let nothing = hours.state_at(when, &Here::default()).state;
        prop_assert!(nothing == sure || nothing == super::State::Unknown, "{}: {:?} {:?}", text, sure, nothing);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[A-Za-z0-9 :;,.|+/()\\[\\]\"–-]{0,60}") {
        if let Ok((hours, _)) = OpeningHours::parse_kind(&text, Kind::Either) {
            let canonical = hours.to_string();
            let again = OpeningHours::parse_kind(&canonical, Kind::Either);
            prop_assert_eq!(again, Ok((hours, Vec::new())), "{} from {}", canonical, text);
        }
    }
}
