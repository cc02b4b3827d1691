//! Components as jCal (RFC 7265).
//!
//! Names are in small letters, VALUE becomes the type, and dates get their hyphens. A number or a truth that cannot be
//! read is 0 or false, since JSON has a type for it; any other value that cannot be read stays as it was written. Both
//! are told by [`super::value::read`]. ENCODING stays, so that the way back is the same.

use serde_json::{Map, Value as Json, json};

use super::component::Component;
use super::property::Property;
use super::value::{self, End, Kind, Value, When};

/// A component as jCal: name, properties, components.
pub fn jcal(component: &Component) -> Json {
    let properties: Vec<Json> = component.properties.iter().map(property).collect();
    let components: Vec<Json> = component.components.iter().map(jcal).collect();
    json!([component.name.to_ascii_lowercase(), properties, components])
}

/// A stream as jCal: one object, or a list of several (RFC 7265 3.2).
pub fn stream(components: &[Component]) -> Json {
    match components {
        [only] => jcal(only),
        several => several.iter().map(jcal).collect(),
    }
}

/// Name, parameters, type, values (RFC 7265 3.4).
fn property(property: &Property) -> Json {
    let texts = value::texts(property);
    let first = texts.first().copied().unwrap_or_default();
    let kind = Kind::of(property, first);
    let mut parameters = Map::new();
    for parameter in property.parameters.iter().filter(|p| p.name != "VALUE") {
        let json = match parameter.values.as_slice() {
            [] => Json::from(""),
            [only] => Json::from(only.as_str()),
            several => Json::from(several),
        };
        parameters.entry(parameter.name.to_ascii_lowercase()).or_insert(json);
    }
    let mut out = vec![
        Json::from(property.name.to_ascii_lowercase()),
        Json::Object(parameters),
        Json::from(kind.name()),
    ];
    if value::structured(&property.name) && property.value.contains(';') {
        let parts = value::split(&property.value, ';');
        out.push(parts.into_iter().map(|part| one(&kind, part)).collect());
    } else if texts.is_empty() {
        out.push(one(&kind, ""));
    } else {
        // A list of one type: a value that looks otherwise is still of the first one's.
        out.extend(texts.into_iter().map(|text| one(&kind, text)));
    }
    Json::Array(out)
}

fn one(kind: &Kind, text: &str) -> Json {
    match value::parse_as(kind, text) {
        Some(value) => json_of(&value, text),
        None => match kind {
            Kind::Integer => json!(0),
            Kind::Float => json!(0.0),
            Kind::Boolean => json!(false),
            _ => Json::from(text),
        },
    }
}

fn json_of(value: &Value, text: &str) -> Json {
    match value {
        Value::Date(date) => Json::from(when(When::Date(*date))),
        Value::DateTime(stamp) => Json::from(when(When::DateTime(*stamp))),
        Value::Time(time, utc) => {
            Json::from(format!("{}{}", time.format("%H:%M:%S"), if *utc { "Z" } else { "" }))
        }
        // Units stay as they are: `P7D` and `P1W` mean the same, and yet are two texts.
        Value::Duration(_) => Json::from(text.trim()),
        Value::Period(start, end) => {
            let end = match end {
                End::At(at) => when(*at),
                End::After(_) => text.split_once('/').map_or("", |(_, end)| end.trim()).to_owned(),
            };
            json!([when(*start), end])
        }
        Value::Recur(text) => recur(text),
        Value::Offset(_) => Json::from(offset(text.trim())),
        Value::Integer(number) => json!(number),
        Value::Float(number) => json!(number),
        Value::Boolean(truth) => json!(truth),
        Value::Uri(text) | Value::Binary(text) | Value::Text(text) | Value::Unknown(text) => {
            Json::from(text.as_str())
        }
    }
}

fn when(when: When) -> String {
    match when {
        When::Date(date) => date.format("%Y-%m-%d").to_string(),
        When::DateTime(stamp) => {
            let utc = if stamp.utc { "Z" } else { "" };
            format!("{}{utc}", stamp.local.format("%Y-%m-%dT%H:%M:%S"))
        }
    }
}

/// `-0530` as `-05:30` (RFC 7265 3.6.12); the sign of nothing stays.
fn offset(text: &str) -> String {
    let digits: Vec<char> = text.chars().filter(|c| *c != ':').collect();
    let sign = digits.first().copied().into_iter();
    let pairs = digits.get(1..).unwrap_or_default().chunks(2).enumerate();
    let pairs = pairs.flat_map(|(n, pair)| {
        let colon = (n > 0).then_some(':');
        colon.into_iter().chain(pair.iter().copied())
    });
    sign.chain(pairs).collect()
}

/// A rule as an object: numbers as numbers, lists where there are several (RFC 7265 3.6.10).
fn recur(text: &str) -> Json {
    let mut parts = Map::new();
    for part in text.split(';').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let name = name.trim().to_ascii_lowercase();
        let number = |text: &str| match name.as_str() {
            // Days and frequencies are words; a leap month has a letter behind it (RFC 7529).
            "byday" | "freq" | "wkst" | "until" | "rscale" | "skip" => Json::from(text),
            _ => text.parse::<i64>().map_or_else(|_| Json::from(text), Json::from),
        };
        let json = match value.split(',').collect::<Vec<_>>().as_slice() {
            [until] if name == "until" => {
                Json::from(value::when(until.trim()).map_or_else(|| (*until).to_owned(), when))
            }
            [only] => number(only),
            several => several.iter().map(|text| number(text)).collect(),
        };
        parts.insert(name, json);
    }
    Json::Object(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Json) {
        let read = Property::read(1, line, &mut Vec::new()).unwrap();
        assert_eq!(property(&read), expected, "{line}");
    }

    #[test]
    fn every_type_has_its_form() {
        check(
            "DTSTART;TZID=US/Eastern:20060102T120000",
            json!(["dtstart", {"tzid": "US/Eastern"}, "date-time", "2006-01-02T12:00:00"]),
        );
        check(
            "EXDATE:20060102T120000Z,20060103T120000Z",
            json!(["exdate", {}, "date-time", "2006-01-02T12:00:00Z", "2006-01-03T12:00:00Z"]),
        );
        check(
            "FREEBUSY;FBTYPE=FREE:19970308T160000Z/PT3H,19970308T200000Z/19970308T210000Z",
            json!([
                "freebusy", {"fbtype": "FREE"}, "period",
                ["1997-03-08T16:00:00Z", "PT3H"], ["1997-03-08T20:00:00Z", "1997-03-08T21:00:00Z"]
            ]),
        );
        check("GEO:37.386013;-122.082932", json!(["geo", {}, "float", [37.386013, -122.082932]]));
        check(
            "REQUEST-STATUS:2.0;Success",
            json!(["request-status", {}, "text", ["2.0", "Success"]]),
        );
        check("CATEGORIES:a,b\\,c", json!(["categories", {}, "text", "a", "b,c"]));
        check("TRIGGER:-PT15M", json!(["trigger", {}, "duration", "-PT15M"]));
        check(
            "TRIGGER;VALUE=DATE-TIME:19970308T160000Z",
            json!(["trigger", {}, "date-time", "1997-03-08T16:00:00Z"]),
        );
        check(
            "RRULE:FREQ=YEARLY;COUNT=5;BYDAY=-1SU,2MO;BYMONTH=10",
            json!([
                "rrule", {}, "recur", {"freq": "YEARLY", "count": 5, "byday": ["-1SU", "2MO"], "bymonth": 10}
            ]),
        );
        check(
            "RRULE:RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;SKIP=FORWARD",
            json!([
                "rrule", {}, "recur", {"rscale": "HEBREW", "freq": "YEARLY", "bymonth": "5L", "skip": "FORWARD"}
            ]),
        );
        check("X-A;VALUE=UTC-OFFSET:-0000", json!(["x-a", {}, "utc-offset", "-00:00"]));
        check("X-A;VALUE=X-B:c\\, d", json!(["x-a", {}, "x-b", "c\\, d"]));
        check("X-A:c\\, d", json!(["x-a", {}, "unknown", "c\\, d"]));
        check("X-A;VALUE=BOOLEAN:maybe", json!(["x-a", {}, "boolean", false]));
        check(
            "ATTENDEE;MEMBER=\"mailto:a\",\"mailto:b\":mailto:c",
            json!([
                "attendee", {"member": ["mailto:a", "mailto:b"]}, "cal-address", "mailto:c"
            ]),
        );
        check("DTSTART:199701T18", json!(["dtstart", {}, "date-time", "199701T18"]));
        check("RDATE:", json!(["rdate", {}, "date", ""]));
    }
}
