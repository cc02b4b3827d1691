//! Which type a value has: what VALUE says, or what its property has by default.

use std::borrow::Cow;

use super::super::property::Property;

/// A type of values (RFC 5545 3.3; RFC 9253 7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Base64.
    Binary,
    /// TRUE or FALSE.
    Boolean,
    /// Somebody's address.
    CalAddress,
    /// A day.
    Date,
    /// A day and a time.
    DateTime,
    /// How long.
    Duration,
    /// A number.
    Float,
    /// A whole number.
    Integer,
    /// From when, until when.
    Period,
    /// A recurrence rule.
    Recur,
    /// Text with escapes.
    Text,
    /// A time of day.
    Time,
    /// An address.
    Uri,
    /// Hours and minutes east of UTC.
    UtcOffset,
    /// Anything else, by the name that VALUE gives it, in small letters.
    Other(String),
    /// A property that is not known, without VALUE.
    Unknown,
}

use Kind::{
    Binary, Boolean, CalAddress, Date, DateTime, Duration, Float, Integer, Other, Period, Recur,
    Text, Time, Unknown, Uri, UtcOffset,
};

impl Kind {
    /// The type of one value of a property.
    ///
    /// A day where a time is expected, and the other way round, is told by its look: files mix them up.
    pub fn of(property: &Property, text: &str) -> Self {
        let told = property.parameter("VALUE").map(Self::named);
        let by_default = || default(&property.name);
        match told.clone().unwrap_or_else(by_default) {
            Date | DateTime | Period if dated(&property.name) => by_look(text),
            // TRIGGER is a duration unless it is a time (RFC 5545 3.8.6.3).
            Duration if property.name == "TRIGGER" && !text.contains('P') => by_look(text),
            kind => kind,
        }
    }

    fn named(name: &str) -> Self {
        match name.trim().to_ascii_uppercase().as_str() {
            "BINARY" => Binary,
            "BOOLEAN" => Boolean,
            "CAL-ADDRESS" => CalAddress,
            "DATE" => Date,
            "DATE-TIME" => DateTime,
            "DURATION" => Duration,
            "FLOAT" => Float,
            "INTEGER" => Integer,
            "PERIOD" => Period,
            "RECUR" => Recur,
            "TEXT" => Text,
            "TIME" => Time,
            "URI" => Uri,
            "UTC-OFFSET" => UtcOffset,
            other => Other(other.to_ascii_lowercase()),
        }
    }

    /// Its name in jCal (RFC 7265 3.6), in small letters.
    pub fn name(&self) -> Cow<'static, str> {
        match self {
            Other(name) => Cow::Owned(name.clone()),
            known => Cow::Borrowed(known.words()),
        }
    }

    /// Its name for people.
    pub fn words(&self) -> &'static str {
        match self {
            Binary => "binary",
            Boolean => "boolean",
            CalAddress => "cal-address",
            Date => "date",
            DateTime => "date-time",
            Duration => "duration",
            Float => "float",
            Integer => "integer",
            Period => "period",
            Recur => "recur",
            Text => "text",
            Time => "time",
            Uri => "uri",
            UtcOffset => "utc-offset",
            Other(_) | Unknown => "unknown",
        }
    }
}

fn by_look(text: &str) -> Kind {
    let text = text.trim();
    if text.contains('/') {
        Period
    } else if text.contains(['T', 't']) || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        DateTime
    } else {
        Date
    }
}

/// Properties that have a day or a time.
fn dated(name: &str) -> bool {
    matches!(default(name), DateTime | Period)
}

/// The type that a property has without VALUE.
fn default(name: &str) -> Kind {
    match name {
        "DTSTART" | "DTEND" | "DUE" | "RECURRENCE-ID" | "EXDATE" | "RDATE" => DateTime,
        "COMPLETED" | "CREATED" | "DTSTAMP" | "LAST-MODIFIED" => DateTime,
        // RFC 7808 7.1, RFC 9074 6.1.
        "TZUNTIL" | "ACKNOWLEDGED" => DateTime,
        "FREEBUSY" => Period,
        "DURATION" | "TRIGGER" | "REFRESH-INTERVAL" => Duration,
        "RRULE" | "EXRULE" => Recur,
        "TZOFFSETFROM" | "TZOFFSETTO" => UtcOffset,
        "PRIORITY" | "SEQUENCE" | "REPEAT" | "PERCENT-COMPLETE" => Integer,
        "GEO" => Float,
        "ATTENDEE" | "ORGANIZER" | "CALENDAR-ADDRESS" => CalAddress,
        // RFC 7986 5, RFC 9253 8, RFC 7808 7.2.
        "ATTACH" | "TZURL" | "URL" | "SOURCE" | "IMAGE" | "CONFERENCE" | "CONCEPT" | "LINK" => Uri,
        "CALSCALE" | "METHOD" | "PRODID" | "VERSION" | "CATEGORIES" | "CLASS" | "COMMENT" => Text,
        "DESCRIPTION" | "LOCATION" | "RESOURCES" | "STATUS" | "SUMMARY" | "TRANSP" => Text,
        "TZID" | "TZNAME" | "CONTACT" | "RELATED-TO" | "UID" | "ACTION" | "REQUEST-STATUS" => Text,
        // RFC 7986 5, RFC 7953 3.2, RFC 9073 6, RFC 9074 8, RFC 9253 8.3, RFC 7808 7.3.
        "NAME" | "COLOR" | "BUSYTYPE" | "LOCATION-TYPE" | "PARTICIPANT-TYPE" | "RESOURCE-TYPE" => {
            Text
        }
        "STYLED-DESCRIPTION" | "STRUCTURED-DATA" | "PROXIMITY" | "REFID" | "TZID-ALIAS-OF" => Text,
        _ => Unknown,
    }
}

/// Properties whose values are parted by commas.
pub(super) fn list(name: &str) -> bool {
    let texts = matches!(name, "CATEGORIES" | "RESOURCES" | "LOCATION-TYPE" | "RESOURCE-TYPE");
    texts || matches!(name, "EXDATE" | "RDATE" | "FREEBUSY")
}

/// Properties whose value has parts between semicolons (RFC 5545 3.8.1.6, 3.8.8.3).
pub(in super::super) fn structured(name: &str) -> bool {
    matches!(name, "GEO" | "REQUEST-STATUS")
}
