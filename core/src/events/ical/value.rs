//! What values mean: types by property and VALUE, lists, dates, texts.
//!
//! Types are those of RFC 5545 3.3 and of what extends it. Recurrence rules stay text here: `crate::time::rule` reads
//! them. Zones are not looked at.

mod kind;
mod parse;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::fault::What;
use super::property::Property;

pub use self::kind::Kind;
pub(super) use self::kind::structured;
pub use self::parse::{escape, split, unescape};
pub(super) use self::parse::{value as parse_as, when};

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A day.
    Date(NaiveDate),
    /// A day and a time.
    DateTime(Stamp),
    /// A time of day, and whether it is UTC.
    Time(NaiveTime, bool),
    /// How long.
    Duration(Duration),
    /// From when, until when.
    Period(When, End),
    /// A recurrence rule, as it was written.
    Recur(String),
    /// Seconds east of UTC.
    Offset(i32),
    /// A whole number.
    Integer(i64),
    /// A number.
    Float(f64),
    /// Yes or no.
    Boolean(bool),
    /// An address of any kind: a link, a person's mail.
    Uri(String),
    /// Base64, as it was written.
    Binary(String),
    /// Text without escapes.
    Text(String),
    /// What no rule is known for, as it was written.
    Unknown(String),
}

/// A day, or a day and a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// A day (RFC 5545 3.3.4).
    Date(NaiveDate),
    /// A day and a time (RFC 5545 3.3.5).
    DateTime(Stamp),
}

/// A day and a time: in UTC, or in the zone that the property's TZID tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// As it was written.
    pub local: NaiveDateTime,
    /// Whether a `Z` says that it is UTC.
    pub utc: bool,
}

/// A duration (RFC 5545 3.3.6): days as the calendar counts them, and time that a clock measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Duration {
    /// Weeks and days, in days.
    pub days: i64,
    /// Hours, minutes and seconds, with the same sign.
    pub exact: TimeDelta,
}

/// How a period ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// At a time.
    At(When),
    /// After so long.
    After(Duration),
}

impl When {
    /// Its day.
    pub fn date(self) -> NaiveDate {
        match self {
            Self::Date(date) => date,
            Self::DateTime(stamp) => stamp.local.date(),
        }
    }

    /// Its wall clock; midnight for a day.
    pub fn local(self) -> NaiveDateTime {
        match self {
            Self::Date(date) => date.and_time(NaiveTime::MIN),
            Self::DateTime(stamp) => stamp.local,
        }
    }
}

impl Value {
    /// The day or time of a value that has one.
    pub fn when(&self) -> Option<When> {
        match self {
            Self::Date(date) => Some(When::Date(*date)),
            Self::DateTime(stamp) => Some(When::DateTime(*stamp)),
            _ => None,
        }
    }
}

/// The values of a property; a property that is no list has one. What cannot be read is told and left out.
pub fn read(property: &Property, told: &mut Vec<What>) -> Vec<Value> {
    let mut values = Vec::new();
    for text in texts(property) {
        let kind = Kind::of(property, text);
        match parse::value(&kind, text) {
            Some(value) => values.push(value),
            None => told.push(What::unreadable(&property.name, kind.words(), text)),
        }
    }
    values
}

/// The first value of a property.
pub fn first(property: &Property, told: &mut Vec<What>) -> Option<Value> {
    read(property, told).into_iter().next()
}

/// The text of a property that is no list, without escapes.
pub fn text(property: &Property) -> String {
    unescape(&property.value)
}

/// The texts of a property that is a list, such as CATEGORIES; empty ones are left out.
pub fn text_list(property: &Property) -> Vec<String> {
    let all = split(&property.value, ',').into_iter().map(unescape);
    all.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

/// The values of a property as they were written; empty ones between commas stand for nothing.
pub(super) fn texts(property: &Property) -> Vec<&str> {
    match kind::list(&property.name) {
        true => split(&property.value, ','),
        false => vec![property.value.as_str()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(line: &str) -> (Vec<Value>, Vec<String>) {
        let property = Property::read(1, line, &mut Vec::new()).unwrap();
        let mut told = Vec::new();
        let values = read(&property, &mut told);
        (values, told.iter().map(ToString::to_string).collect())
    }

    fn one(line: &str) -> Value {
        let (values, told) = values(line);
        assert_eq!((values.len(), told.len()), (1, 0), "{line}: {told:?}");
        values.into_iter().next().unwrap()
    }

    fn stamp(text: &str, utc: bool) -> Stamp {
        Stamp { local: text.parse().unwrap(), utc }
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_and_times_are_told_by_their_look() {
        let at = stamp("2012-09-01T13:00:00", true);
        assert_eq!(one("DTSTART:20120901T130000Z"), Value::DateTime(at));
        assert_eq!(one("DTSTART:20120901"), Value::Date(date("2012-09-01")));
        assert_eq!(one("DTSTART;VALUE=DATE:20120901"), Value::Date(date("2012-09-01")));
        // A leap second is the second before (RFC 5545 3.3.12), midnight may be written as 24.
        let last = stamp("1997-06-30T23:59:59", false);
        assert_eq!(one("DTSTART:19970630T235960"), Value::DateTime(last));
        // VALUE says a date, the value is a time: the value is believed.
        assert_eq!(one("DTSTART;VALUE=DATE:20120901T130000Z"), Value::DateTime(at));
        assert_eq!(one("DTSTART;VALUE=DATE-TIME:20120901"), Value::Date(date("2012-09-01")));
        assert_eq!(one("DTSTART:2012-09-01T13:00:00Z"), Value::DateTime(at));
    }

    #[test]
    fn lists_keep_what_can_be_read() {
        let (all, told) = values("EXDATE:20120901,x,20120902T100000");
        assert_eq!(all.len(), 2);
        assert_eq!(told, ["EXDATE: \"x\" is no date-time"]);
        assert_eq!(values("RDATE:").0.len(), 0);
        let (all, _) =
            values("RDATE;VALUE=PERIOD:19970101T180000Z/19970102T070000Z,19970109T180000Z/PT5H30M");
        let start = When::DateTime(stamp("1997-01-01T18:00:00", true));
        let end = End::At(When::DateTime(stamp("1997-01-02T07:00:00", true)));
        assert_eq!(all[0], Value::Period(start, end));
        let length = Duration { days: 0, exact: TimeDelta::minutes(330) };
        assert!(matches!(all[1], Value::Period(_, End::After(d)) if d == length));
        assert_eq!(values("FREEBUSY:19970101/19970102,19970101T100000Z/PT1H").0.len(), 2);
    }

    #[test]
    fn durations_count_days_and_clocks() {
        let of =
            |days, seconds| Value::Duration(Duration { days, exact: TimeDelta::seconds(seconds) });
        assert_eq!(one("DURATION:P15DT5H0M20S"), of(15, 18_020));
        assert_eq!(one("DURATION:-P7W"), of(-49, 0));
        assert_eq!(one("TRIGGER:-PT15M"), of(0, -900));
        assert_eq!(one("DURATION:+P1D"), of(1, 0));
        for wrong in
            ["P", "PT", "1D", "P1H", "PT1D", "P1", "PT1", "P99999999999999999999D", "P-1D", "-"]
        {
            assert_eq!(values(&format!("DURATION:{wrong}")).0, [], "{wrong}");
        }
    }

    #[test]
    fn numbers_offsets_and_truths() {
        assert_eq!(one("TZOFFSETTO:-0530"), Value::Offset(-19_800));
        assert_eq!(one("TZOFFSETTO:+055001"), Value::Offset(21_001));
        assert_eq!(one("SEQUENCE:+5"), Value::Integer(5));
        assert_eq!(one("X-A;VALUE=FLOAT:-3.5"), Value::Float(-3.5));
        assert_eq!(one("X-A;VALUE=BOOLEAN:true"), Value::Boolean(true));
        for wrong in [
            "TZOFFSETTO:+5744",
            "TZOFFSETTO:0100",
            "SEQUENCE:five",
            "X-A;VALUE=FLOAT:inf",
            "X-A;VALUE=BOOLEAN:maybe",
            "DTSTART:20120230",
            "DTSTART:20120901T250000",
            "DTSTART:20120901T1300ü",
            "FREEBUSY:x/y",
            "X-A;VALUE=TIME:2500",
        ] {
            let (all, told) = values(wrong);
            assert_eq!((all.len(), told.len()), (0, 1), "{wrong}");
        }
    }

    #[test]
    fn texts_lose_their_escapes() {
        assert_eq!(one(r"SUMMARY:a\, b\; c\n\\n \x"), Value::Text("a, b; c\n\\n \\x".into()));
        let p = Property::read(1, r"CATEGORIES:a\,b,c,,d", &mut Vec::new()).unwrap();
        assert_eq!(text_list(&p), ["a,b", "c", "d"]);
    }
}
