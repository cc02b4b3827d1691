//! Opening hours as a whole: what is said at a moment, what is never said, and that all ways of asking agree.

mod props;
mod reading;

use std::cell::Cell;

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::{Here, HolidayKind, Kind, OpeningHours, Place, Position, State, Why};

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

/// 2026-12-25 is the only public holiday and the first week of August 2026 the only school holidays; other years are
/// not known.
fn public(day: NaiveDate) -> Option<bool> {
    (day.year() == 2026).then(|| (day.month(), day.day()) == (12, 25))
}

fn school(day: NaiveDate) -> Option<bool> {
    (day.year() == 2026).then(|| day.month() == 8 && day.day() <= 7)
}

fn town() -> Here<'static> {
    let position = Some(Position { lat: 49.5, lon: 9.8 });
    Here { public: Some(&public), school: Some(&school), position, offset: Some(&|_| Some(60)) }
}

fn hours(text: &str) -> OpeningHours {
    OpeningHours::parse_tolerant(text).unwrap_or_else(|e| panic!("{text}: {e}")).0
}

fn state(text: &str, when: &str) -> State {
    hours(text).state_at(at(when), &town()).state
}

/// The state now, and the next change.
fn now(text: &str, when: &str) -> (State, Option<NaiveDateTime>) {
    let hours = hours(text);
    (hours.state_at(at(when), &town()).state, hours.next_change(at(when), &town()))
}

use State::{Closed, Open, Unknown};

#[test]
fn weekdays_and_breaks() {
    let text = "Mo-Fr 08:00-12:00,14:00-18:00; We off";
    // 2026-11-23 is a Monday.
    assert_eq!(now(text, "2026-11-23T09:00"), (Open, Some(at("2026-11-23T12:00"))));
    assert_eq!(now(text, "2026-11-23T12:00"), (Closed, Some(at("2026-11-23T14:00"))));
    assert_eq!(now(text, "2026-11-24T19:00"), (Closed, Some(at("2026-11-26T08:00"))));
    assert_eq!(now(text, "2026-11-25T09:00"), (Closed, Some(at("2026-11-26T08:00"))));
}

#[test]
fn past_midnight_belongs_to_the_evening_before() {
    let text = "Fr,Sa 20:00-02:00";
    assert_eq!(now(text, "2026-11-28T01:00"), (Open, Some(at("2026-11-28T02:00"))));
    assert_eq!(now(text, "2026-11-28T03:00"), (Closed, Some(at("2026-11-28T20:00"))));
    assert_eq!(state("Fr,Sa 20:00-26:00", "2026-11-28T01:00"), Open);
    // Sunday's own hours leave the night before as it is, a closed Sunday does not.
    assert_eq!(state("Sa 20:00-02:00; Su 10:00-12:00", "2026-11-29T01:00"), Open);
    assert_eq!(state("Sa 20:00-02:00; Su off", "2026-11-29T01:00"), Closed);
    // A closed Saturday, or one with other hours, has no late evening.
    assert_eq!(state("20:00-02:00; Sa off", "2026-11-29T01:00"), Closed);
    assert_eq!(state("20:00-02:00; Sa 10:00-12:00", "2026-11-29T01:00"), Closed);
}

#[test]
fn a_holiday_that_is_not_known_is_never_open() {
    let text = "Mo-Fr 08:00-12:00; PH off";
    assert_eq!(now(text, "2026-12-25T09:00"), (Closed, Some(at("2026-12-28T08:00"))));
    let hours = hours(text);
    let status = hours.state_at(at("2027-01-04T09:00"), &town());
    assert_eq!((status.state, status.why), (Unknown, Some(Why::Holiday(HolidayKind::Public))));
    // Holiday or not, it is closed then.
    assert_eq!(state(text, "2027-01-04T13:00"), Closed);
    assert_eq!(state("Mo-Fr 08:00-12:00", "2027-01-04T09:00"), Open);
    assert_eq!(state("Mo-Fr 08:00-12:00; PH 09:00-10:00", "2027-01-04T09:30"), Open);
    assert_eq!(state("SH Mo-Fr 10:00-12:00", "2026-08-03T11:00"), Open);
    assert_eq!(state("SH Mo-Fr 10:00-12:00", "2026-08-10T11:00"), Closed);
    assert_eq!(state("SH Mo-Fr 10:00-12:00", "2027-08-03T11:00"), Unknown);
    assert_eq!(state("PH +1 day 10:00-12:00", "2026-12-26T11:00"), Open);
    // One of two neighbours decides, and they are different days.
    assert_eq!(state("10:00-12:00; PH off; PH +1 day 10:00-12:00", "2027-03-02T11:00"), Unknown);
    let many =
        "PH off, PH +1 day off, PH +2 days off, PH +3 days off, PH +4 days off; Mo 10:00-12:00";
    assert_eq!(state(many, "2027-03-02T11:00"), Unknown);
    let more: Vec<String> = (1..50).map(|n| format!("PH +{n} days off")).collect();
    assert_eq!(state(&more.join(","), "2027-05-02T11:00"), Unknown);
}

#[test]
fn an_open_end_is_open_until_nobody_knows() {
    let text = hours("14:00-17:00+");
    assert_eq!(text.state_at(at("2026-11-23T16:00"), &town()).state, Open);
    let late = text.state_at(at("2026-11-23T18:00"), &town());
    assert_eq!((late.state, late.why), (Unknown, Some(Why::OpenEnd)));
    assert_eq!(text.state_at(at("2026-11-24T02:59"), &town()).state, Unknown);
    assert_eq!(text.state_at(at("2026-11-24T03:00"), &town()).state, Closed);
    assert_eq!(state("22:00-04:00+", "2026-11-24T11:00"), Unknown);
    assert_eq!(state("22:00-04:00+", "2026-11-24T12:00"), Closed);
    assert_eq!(state("17:00+ off", "2026-11-23T18:00"), Closed);
    assert_eq!(state("07:00+,12:00-16:00", "2026-11-23T13:00"), Open);
    assert_eq!(state("07:00+,12:00-16:00", "2026-11-23T16:00"), Closed);
}

#[test]
fn a_comment_alone_is_not_open() {
    let text = hours("Mo \"by appointment\"; Tu 10:00-12:00 open \"ring\"; We unknown");
    let status = text.state_at(at("2026-11-23T10:00"), &town());
    assert_eq!((status.state, status.comment), (Unknown, Some("by appointment")));
    let status = text.state_at(at("2026-11-24T10:00"), &town());
    assert_eq!((status.state, status.comment), (Open, Some("ring")));
    assert_eq!(text.state_at(at("2026-11-25T10:00"), &town()).why, Some(Why::Said));
    assert_eq!(text.state_at(at("2026-11-26T10:00"), &town()).state, Closed);
}

#[test]
fn rules_follow_each_other_as_the_syntax_says() {
    for (text, when, wanted) in [
        ("10:00-16:00; 12:00-14:00 off", "2026-11-23T13:00", Closed),
        ("08:00-09:00; 10:00-12:00", "2026-11-23T08:30", Closed),
        ("Mo 08:00-12:00, Mo 14:00-16:00", "2026-11-23T11:00", Open),
        ("Mo 08:00-12:00; Mo 14:00-16:00", "2026-11-23T11:00", Closed),
        ("Mo 08:00-12:00 || \"ask\"", "2026-11-23T13:00", Unknown),
        ("Mo 08:00-12:00 || \"ask\"", "2026-11-23T11:00", Open),
        ("Mo 08:00-12:00 || \"ask\"; Tu off", "2026-11-24T11:00", Closed),
        ("24/7; PH off", "2026-12-25T11:00", Closed),
        ("24/7 off", "2026-11-23T11:00", Closed),
    ] {
        assert_eq!(state(text, when), wanted, "{text}");
    }
}

#[test]
fn days_of_the_year() {
    for (text, when, wanted) in [
        ("Nov-Feb", "2026-01-15T00:00", Open),
        ("Nov-Feb", "2026-03-01T00:00", Closed),
        ("Dec 24-26 off; 10:00-12:00", "2026-12-25T11:00", Open),
        ("10:00-12:00; Dec 24-26 off", "2026-12-25T11:00", Closed),
        ("Dec 20-Jan 06", "2027-01-06T12:00", Open),
        ("Dec 20-Jan 06", "2027-01-07T12:00", Closed),
        ("easter +1 day", "2026-04-06T12:00", Open),
        ("Dec 25-easter", "2026-04-05T12:00", Open),
        ("Dec 25-easter", "2026-04-06T12:00", Closed),
        ("Apr 10-easter", "2026-04-11T12:00", Closed),
        ("Mar Su[-1]-Oct Su[-1]", "2026-10-25T12:00", Open),
        ("Mar Su[-1]-Oct Su[-1]", "2026-10-26T12:00", Closed),
        ("Nov Th[4]", "2026-11-26T12:00", Open),
        ("Nov,Dec Mo[1]", "2026-12-07T12:00", Open),
        ("Aug Mo[-1] +1 day", "2026-09-01T12:00", Open),
        ("2026 Dec 31-2027 Jan 02", "2027-01-01T12:00", Open),
        ("2026 Dec 31-2027 Jan 02", "2028-01-01T12:00", Closed),
        ("2024-2030/2", "2026-06-01T12:00", Open),
        ("2024-2030/2", "2027-06-01T12:00", Closed),
        ("2027+", "2026-06-01T12:00", Closed),
        ("Jan 01-31/7", "2026-01-15T12:00", Open),
        ("Jan 01-31/7", "2026-01-16T12:00", Closed),
        ("Feb 29", "2026-03-01T12:00", Closed),
        ("Feb 29-Mar 02", "2026-03-01T12:00", Open),
        ("week 53", "2027-01-03T12:00", Open),
        ("week 01-53/2", "2026-01-05T12:00", Closed),
        ("Dec 15+", "2026-12-31T12:00", Open),
        ("Dec 15+", "2027-01-01T12:00", Closed),
        ("Mo[2,-1]", "2026-11-09T12:00", Open),
        ("Mo[2,-1]", "2026-11-30T12:00", Open),
        ("Mo[2,-1]", "2026-11-23T12:00", Closed),
    ] {
        assert_eq!(state(text, when), wanted, "{text} {when}");
    }
}

#[test]
fn the_sun_needs_a_place_and_a_clock() {
    let text = hours("sunrise-sunset");
    assert_eq!(text.state_at(at("2026-12-21T12:00"), &town()).state, Open);
    assert_eq!(text.state_at(at("2026-12-21T17:00"), &town()).state, Closed);
    let nowhere = text.state_at(at("2026-12-21T12:00"), &Here::default());
    assert_eq!((nowhere.state, nowhere.why), (Unknown, Some(Why::NoPosition)));
    let north = Here { position: Some(Position { lat: 70.0, lon: 20.0 }), ..town() };
    let dark = text.state_at(at("2026-12-21T12:00"), &north);
    assert_eq!((dark.state, dark.why), (Unknown, Some(Why::NoSun)));
    // What stands firm beside it stays firm.
    let mixed = hours("10:00-14:00, sunset-22:00");
    assert_eq!(mixed.state_at(at("2026-12-21T12:00"), &Here::default()).state, Open);
    assert_eq!(mixed.state_at(at("2026-12-21T23:00"), &Here::default()).state, Closed);
    assert_eq!(mixed.state_at(at("2026-12-21T20:00"), &Here::default()).state, Unknown);
    assert_eq!(state("(sunrise+01:00)-(sunset-01:00)", "2026-12-21T08:30"), Closed);
}

#[test]
fn a_change_is_looked_for_within_ten_years() {
    assert_eq!(now("24/7", "2026-11-23T03:00"), (Open, None));
    assert_eq!(now("Mo-Su 00:00-24:00", "2026-11-23T03:00"), (Open, None));
    assert_eq!(now("2030 May 01", "2026-11-23T03:00"), (Closed, Some(at("2030-05-01T00:00"))));
    assert_eq!(now("2060", "2026-11-23T03:00"), (Closed, None));
    assert_eq!(hours("24/7").next_change(NaiveDateTime::MAX, &town()), None);
    assert_eq!(hours("PH off").state_at(NaiveDateTime::MIN, &town()).state, Closed);
}

#[test]
fn moments_are_for_letter_boxes() {
    let moments = |text| OpeningHours::parse_kind(text, Kind::Moments);
    let (hours, _) = moments("Mo 12:00,15:00").unwrap();
    assert_eq!(hours.state_at(at("2026-11-23T12:00"), &town()).state, Open);
    assert_eq!(hours.state_at(at("2026-11-23T12:01"), &town()).state, Closed);
    assert!(moments("Mo 12:00-15:00").is_err());
    let (every, _) = OpeningHours::parse_kind("10:00-12:00/90", Kind::Either).unwrap();
    assert_eq!(every.to_string(), "10:00-12:00/01:30");
    let open = |when| every.state_at(at(when), &town()).state == Open;
    assert!(open("2026-11-23T11:30") && !open("2026-11-23T12:00"));
}

#[test]
fn the_most_hostile_text_is_left_in_time() {
    /// Knows nothing, and counts how often it is asked.
    #[derive(Default)]
    struct Nowhere(Cell<usize>);
    impl Place for Nowhere {
        fn public_holiday(&self, _: NaiveDate) -> Option<bool> {
            self.0.set(self.0.get() + 1);
            None
        }
    }
    let mut text = "24/7".to_owned();
    while text.len() < 900 {
        text.push_str("; easter +1 day-Dec Su[-1] PH,SH 00:00-26:00");
    }
    let (hours, _) = OpeningHours::parse_tolerant(&text).unwrap();
    let nowhere = Nowhere::default();
    assert_eq!(hours.next_change(at("2026-11-23T12:00"), &nowhere), None);
    // Ten years would ask some million times.
    assert!((1..100_000).contains(&nowhere.0.get()), "{}", nowhere.0.get());
}
