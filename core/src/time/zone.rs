//! Local time from an instant and an IANA zone. The only place that names the time zone library.

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;

/// The wall clock in a zone; nothing for a zone that is not in the IANA database.
pub fn local_time(at: DateTime<Utc>, zone: &str) -> Option<NaiveDateTime> {
    let zone: Tz = zone.parse().ok()?;
    Some(at.with_timezone(&zone).naive_local())
}

/// Whether a zone is known.
pub fn is_zone(zone: &str) -> bool {
    zone.parse::<Tz>().is_ok()
}
