use super::*;
use crate::import::hsds::records::At;

fn record(kind: Kind, fields: &str) -> Record {
    let fields = fields
        .split('|')
        .filter_map(|f| f.split_once('='))
        .map(|(f, v)| (f.to_owned(), vec![v.to_owned()]));
    Record {
        kind,
        key: "1".into(),
        at: At { file: "t".into(), line: 1, pointer: "".into() },
        fields: fields.collect(),
        references: Default::default(),
    }
}

fn osm(schedules: &[(Kind, &str)]) -> Option<String> {
    let records: Vec<Record> = schedules.iter().map(|(k, f)| record(*k, f)).collect();
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    join(&records.iter().collect::<Vec<_>>(), today, true).osm
}

#[test]
fn a_plain_week_becomes_opening_hours() {
    let weekly = |f: &str| osm(&[(Kind::Schedule, f)]);
    assert_eq!(
        weekly("freq=WEEKLY|byday=MO,TU,WE,FR|opens_at=09:00|closes_at=17:00:00").as_deref(),
        Some("Mo-We,Fr 09:00-17:00")
    );
    assert_eq!(
        weekly("freq=DAILY|opens_at=20:00|closes_at=02:00").as_deref(),
        Some("Mo-Su 20:00-02:00")
    );
    assert_eq!(
        weekly("byday=SA|opens_at=08:00|closes_at=00:00|valid_from=2020-01-01").as_deref(),
        Some("Sa 08:00-24:00")
    );
    let rows: Vec<(Kind, String)> = ["1", "Tuesday", "wed", "1"]
        .iter()
        .zip([
            "9am|closes_at=12pm",
            "9:00|closes_at=12:00",
            "9:00 AM|closes_at=12:00 p.m.",
            "2 pm|closes_at=5pm",
        ])
        .map(|(d, t)| (Kind::RegularSchedule, format!("weekday={d}|opens_at={t}")))
        .collect();
    let rows: Vec<(Kind, &str)> = rows.iter().map(|(k, f)| (*k, f.as_str())).collect();
    assert_eq!(osm(&rows).as_deref(), Some("Mo 09:00-12:00,14:00-17:00; Tu,We 09:00-12:00"));
}

#[test]
fn nothing_is_guessed() {
    for doubtful in [
        "freq=WEEKLY|byday=MO|opens_at=09:00",
        "freq=WEEKLY|byday=1MO|opens_at=09:00|closes_at=17:00",
        "freq=MONTHLY|byday=MO|opens_at=09:00|closes_at=17:00",
        "freq=WEEKLY|interval=2|byday=MO|opens_at=09:00|closes_at=17:00",
        "freq=WEEKLY|byday=MO|byweekno=41|opens_at=09:00|closes_at=17:00",
        "freq=WEEKLY|byday=MO|opens_at=09:00|closes_at=17:00|valid_to=2027-01-01",
        "freq=WEEKLY|byday=MO|opens_at=09:00|closes_at=17:00|valid_to=2025-01-01",
        "freq=WEEKLY|byday=MO|opens_at=09:00|closes_at=17:00|valid_from=2027-01-01",
        "freq=WEEKLY|byday=MO|opens_at=09:00|closes_at=17:00|notes=Closed on holidays",
        "freq=WEEKLY|byday=MO|opens_at=09:00|closes_at=09:00",
        "freq=WEEKLY|byday=MO|opens_at=09:00+03:00|closes_at=17:00",
        "freq=WEEKLY|opens_at=09:00|closes_at=17:00",
        "byday=MO|opens_at=09:00|closes_at=later",
    ] {
        assert_eq!(osm(&[(Kind::Schedule, doubtful)]), None, "{doubtful}");
    }
    let good = (Kind::RegularSchedule, "weekday=1|opens_at=9:00|closes_at=17:00");
    assert_eq!(osm(&[good, (Kind::RegularSchedule, "weekday=2|opens_at=9:00")]), None);
}

#[test]
fn holidays_stand_behind_the_week() {
    let good = (Kind::RegularSchedule, "weekday=1|opens_at=9:00|closes_at=17:00");
    let on = |holiday| osm(&[good, (Kind::HolidaySchedule, holiday)]);
    assert_eq!(
        on("start_date=December 24, 2026|end_date=December 26, 2026|closed=true").as_deref(),
        Some("Mo 09:00-17:00; 2026 Dec 24-2026 Dec 26 off")
    );
    assert_eq!(
        on("start_date=12/31/2026|end_date=12/31/2026|closed=0|opens_at=9am|closes_at=12pm")
            .as_deref(),
        Some("Mo 09:00-17:00; 2026 Dec 31 09:00-12:00")
    );
    assert_eq!(
        on("start_date=2014-12-24|end_date=2014-12-24|closed=true").as_deref(),
        Some("Mo 09:00-17:00")
    );
    assert_eq!(on("start_date=December 24|end_date=December 24|closed=true"), None);
    assert_eq!(on("start_date=2026-12-24|end_date=2026-12-24|closed=false"), None);
}

#[test]
fn times_are_read_in_all_the_ways_they_are_written() {
    for (text, minutes) in [
        ("9:00", Some(540)),
        ("09:00:00", Some(540)),
        ("9am", Some(540)),
        ("12 am", Some(0)),
        ("12pm", Some(720)),
        ("5:30 p.m.", Some(1050)),
        ("0930", Some(570)),
        ("24:00", Some(1440)),
        ("2000-01-01T09:00:00.000Z", Some(540)),
        ("9", None),
        ("25:00", None),
        ("09:00:30", None),
        ("13pm", None),
        ("noon", None),
        ("09:00+03:00", None),
        ("é", None),
    ] {
        assert_eq!(time(text), minutes, "{text}");
    }
}
