//! Single values as cities write them: ids, dates, addresses, numbers. Each reader says what is wrong and the way out.
//!
//! Owns the rules of docs/pack-source.md for one value; where values stand is the readers' knowledge.

use chrono::{NaiveDate, NaiveDateTime};
use companion_core::sync::plan::is_pack_id;
use companion_core::text::LanguageTag;
use companion_core::time::zone::is_zone;
use unicode_normalization::char::is_combining_mark;
use url::Url;

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

/// A pack's id.
pub(crate) fn pack_id(text: &str) -> Read<String> {
    if is_pack_id(text) {
        return Ok(text.to_owned());
    }
    fault(
        "invalid-id",
        format!(
            "`{}` is no pack id: use 1 to {MAX_ID} of a to z, 0 to 9, `-` and `_`, since it is a folder on any web host",
            short(text)
        ),
    )
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

/// An id of this pack, or `pack/id` for one of another pack.
pub(crate) fn reference(text: &str) -> Read<String> {
    match text.split_once('/') {
        Some((pack, inner)) => {
            id(pack)?;
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

/// An `https:` or `http:` address.
pub(crate) fn url(text: &str) -> Read<String> {
    let wrong = |why: &str| {
        fault("invalid-url", format!("`{}` {why}: write https://example.org/page", short(text)))
    };
    match Url::parse(text) {
        Ok(url) if !matches!(url.scheme(), "https" | "http") => wrong("is no web address"),
        Ok(url) if url.host_str().is_none_or(str::is_empty) => wrong("names no host"),
        Ok(url) if !url.username().is_empty() || url.password().is_some() => {
            wrong("carries a user name or password")
        }
        Ok(_) if text.chars().any(char::is_whitespace) => wrong("has a space in it"),
        Ok(_) => Ok(text.to_owned()),
        Err(_) => wrong("is no web address"),
    }
}

/// The base of files or of a service: `https:`, or `http:` on this machine.
pub(crate) fn base_url(text: &str) -> Read<String> {
    let text = url(text)?;
    let safe = Url::parse(&text).is_ok_and(|u| {
        u.scheme() == "https" || matches!(u.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"))
    });
    if safe {
        Ok(text)
    } else {
        fault("invalid-url", format!("`{}` must begin with https:", short(&text)))
    }
}

/// An e-mail address.
pub(crate) fn email(text: &str) -> Read<String> {
    let good = text.split_once('@').is_some_and(|(who, host)| {
        !who.is_empty()
            && host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
            && !host.contains('@')
    });
    if good && !text.chars().any(|c| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>')) {
        Ok(text.to_owned())
    } else {
        fault("invalid-email", format!("`{}` is no single e-mail address", short(text)))
    }
}

/// A telephone number as it is dialled; separators are dropped.
pub(crate) fn phone(text: &str) -> Read<String> {
    let separator =
        |c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '–' | '/' | '.' | '(' | ')');
    let number: String = text.chars().filter(|c| !separator(*c)).collect();
    let digits = number.strip_prefix('+').unwrap_or(&number);
    let dialled = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '#'));
    let count = digits.chars().filter(char::is_ascii_digit).count();
    if dialled && (2..=20).contains(&count) {
        Ok(number)
    } else {
        fault(
            "invalid-phone",
            format!("`{}` cannot be dialled: write one number, such as +49 30 123456", short(text)),
        )
    }
}

/// An IANA time zone.
pub(crate) fn zone(text: &str) -> Read<String> {
    if is_zone(text) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_lower_case_letters_of_any_script() {
        for good in ["a", "town-hall", "größe_2", "आवास", "መኖሪያ", "سكن"] {
            assert!(id(good).is_ok(), "{good}");
        }
        for bad in ["", "A", "a b", "a/b", "..", "a.b", "é\u{202e}", "\u{301}a", "ǅ"] {
            assert!(id(bad).is_err(), "{bad}");
        }
        assert!(id(&"a".repeat(96)).is_ok());
        assert!(id(&"a".repeat(97)).is_err());
        assert!(reference("pack/page").is_ok());
        assert!(reference("a/b/c").is_err());
        assert!(foreign_reference("page").is_err());
    }

    #[test]
    fn dates_must_exist() {
        assert!(date("2028-02-29").is_ok());
        for bad in ["2027-02-29", "27-02-01", "2027-2-1", "+2027-02-1", "30.06.2027"] {
            assert!(date(bad).is_err(), "{bad}");
        }
        assert_eq!(moment("2026-11-20 08:00").unwrap(), "2026-11-20T08:00:00");
        assert!(moment("2026-11-20T08:00:00Z").is_err());
    }

    #[test]
    fn addresses_and_numbers() {
        assert!(url("https://example.org/ä?q=1").is_ok());
        for bad in
            ["example.org", "javascript:x", "https://", "https://u:p@x.org", "https://x.org/a b"]
        {
            assert!(url(bad).is_err(), "{bad}");
        }
        assert!(base_url("http://example.org").is_err());
        assert!(base_url("http://127.0.0.1:8080").is_ok());
        assert_eq!(phone("+49 (30) 123-45/6").unwrap(), "+4930123456");
        assert_eq!(phone("112").unwrap(), "112");
        for bad in ["", "1", "call us", "030 1 or 030 2", "+", "++49 30"] {
            assert!(phone(bad).is_err(), "{bad}");
        }
        assert!(zone("Europe/Berlin").is_ok());
        assert!(zone("Europe/Bonn").is_err());
        assert!(email("a@b.example").is_ok());
        assert!(email("a@b.example, c@d.example").is_err());
    }
}
