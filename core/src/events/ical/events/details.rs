//! What an event is, beside its times: texts, place, people, status.

use chrono::{DateTime, Utc};

use super::super::component::Component;
use super::super::fault::{Fault, What};
use super::super::property::Property;
use super::super::value::{self, Value, When};

/// What an event, or one of its occurrences, is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Details {
    /// Line of its BEGIN.
    pub line: usize,
    /// UID.
    pub uid: Option<String>,
    /// SEQUENCE; 0 where there is none.
    pub sequence: i64,
    /// DTSTAMP.
    pub stamp: Option<DateTime<Utc>>,
    /// CREATED.
    pub created: Option<DateTime<Utc>>,
    /// LAST-MODIFIED.
    pub last_modified: Option<DateTime<Utc>>,
    /// STATUS, or that the file cancels all it holds (METHOD, RFC 5546 3.2.5).
    pub status: Status,
    /// Whether it takes whole days.
    pub all_day: bool,
    /// SUMMARY; more than one where it is there in several languages.
    pub title: Vec<Text>,
    /// DESCRIPTION.
    pub description: Vec<Text>,
    /// LOCATION.
    pub location: Vec<Text>,
    /// GEO: degrees north and east.
    pub geo: Option<(f64, f64)>,
    /// URL.
    pub url: Option<String>,
    /// CATEGORIES.
    pub categories: Vec<String>,
    /// ORGANIZER.
    pub organizer: Option<Person>,
    /// Every other property, as it was written.
    pub other: Vec<Property>,
    /// Components inside, such as alarms and places (RFC 9073).
    pub inside: Vec<Component>,
}

/// A text, and its language where it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// A tag, such as `de`; as it was written.
    pub language: Option<String>,
    /// Without escapes.
    pub text: String,
}

/// Who organises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// CN.
    pub name: Option<String>,
    /// An address, such as `mailto:…`.
    pub address: String,
}

/// STATUS of an event (RFC 5545 3.8.1.11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// Nothing is told.
    #[default]
    Untold,
    /// It may be on.
    Tentative,
    /// It is on.
    Confirmed,
    /// It is not on.
    Cancelled,
}

pub(super) fn read(component: &Component, faults: &mut Vec<Fault>) -> Details {
    let mut details = Details {
        line: component.line,
        inside: component.components.clone(),
        ..Details::default()
    };
    for property in &component.properties {
        let mut told = Vec::new();
        if !take(property, &mut details, &mut told) {
            details.other.push(property.clone());
        }
        faults.extend(told.into_iter().map(|what| Fault::new(property.line, what)));
    }
    details
}

/// Puts a property where it belongs; false for one that has no place.
fn take(property: &Property, details: &mut Details, told: &mut Vec<What>) -> bool {
    match property.name.as_str() {
        "UID" => {
            let uid = value::text(property).trim().to_owned();
            details.uid = details.uid.take().or((!uid.is_empty()).then_some(uid));
        }
        "SEQUENCE" => {
            if let Some(Value::Integer(number)) = value::first(property, told) {
                details.sequence = number;
            }
        }
        "DTSTAMP" => details.stamp = moment(property, told),
        "CREATED" => details.created = moment(property, told),
        "LAST-MODIFIED" => details.last_modified = moment(property, told),
        "STATUS" => match status(&value::text(property)) {
            Some(status) => details.status = status,
            None => told.push(What::unreadable("STATUS", "status", &property.value)),
        },
        "SUMMARY" => details.title.extend(text(property)),
        "DESCRIPTION" => details.description.extend(text(property)),
        "LOCATION" => details.location.extend(text(property)),
        "GEO" => match geo(&property.value) {
            Some(geo) => details.geo = Some(geo),
            None => told.push(What::unreadable("GEO", "place", &property.value)),
        },
        "URL" => details.url = Some(property.value.trim().to_owned()).filter(|u| !u.is_empty()),
        "CATEGORIES" => details.categories.extend(value::text_list(property)),
        "ORGANIZER" => {
            let name = property.parameter("CN").map(str::to_owned);
            details.organizer = Some(Person { name, address: property.value.trim().to_owned() });
        }
        // Times are read by `times`.
        "DTSTART" | "DTEND" | "DURATION" | "RRULE" | "EXRULE" | "RDATE" | "EXDATE"
        | "RECURRENCE-ID" => {}
        _ => return false,
    }
    true
}

fn text(property: &Property) -> Option<Text> {
    let text = value::text(property);
    let language = property.parameter("LANGUAGE").map(str::to_owned);
    (!text.trim().is_empty()).then_some(Text { language, text })
}

/// These properties are in UTC (RFC 5545 3.8.7); without `Z` they are read as such.
fn moment(property: &Property, told: &mut Vec<What>) -> Option<DateTime<Utc>> {
    let when: Option<When> = value::first(property, told).and_then(|value| value.when());
    when.map(|when| when.local().and_utc())
}

fn status(text: &str) -> Option<Status> {
    Some(match text.trim().to_ascii_uppercase().as_str() {
        "" => Status::Untold,
        "TENTATIVE" => Status::Tentative,
        "CONFIRMED" => Status::Confirmed,
        "CANCELLED" | "CANCELED" => Status::Cancelled,
        _ => return None,
    })
}

/// Degrees north and east (RFC 5545 3.8.1.6); also with the comma that some files have.
fn geo(text: &str) -> Option<(f64, f64)> {
    let (north, east) = text.split_once(';').or_else(|| text.split_once(','))?;
    let degrees = |text: &str, most: f64| {
        let number: f64 = text.trim().trim_end_matches('\\').parse().ok()?;
        (number.is_finite() && number.abs() <= most).then_some(number)
    };
    Some((degrees(north, 90.0)?, degrees(east, 180.0)?))
}
