//! Whether what came is a calendar, and all of it.

use serde::de::IgnoredAny;

use super::fault::Fault;

const BEGIN: &[u8] = b"BEGIN:VCALENDAR";
const END: &[u8] = b"END:VCALENDAR";

/// Looks at the beginning and the end of an answer.
///
/// # Errors
/// Why it cannot be read as a calendar that is whole.
pub fn check(bytes: &[u8]) -> Result<(), Fault> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    // Some servers fill up with zeros.
    let end = text.iter().rposition(|b| *b != 0).map_or(0, |last| last + 1);
    let text = text.get(..end).unwrap_or_default().trim_ascii_end();
    match text.first() {
        None => Err(Fault::Empty),
        Some(b'<') => Err(Fault::WebPage),
        Some(b'{' | b'[') => json(text),
        _ if starts(text, BEGIN) => calendar(text),
        _ => {
            let message = "neither a calendar file nor ActivityPub came; look at `url` in feeds.toml";
            Err(Fault::Unreadable(message.to_owned()))
        }
    }
}

fn starts(text: &[u8], with: &[u8]) -> bool {
    text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
}

fn calendar(text: &[u8]) -> Result<(), Fault> {
    let last = text.rsplit(|b| matches!(b, b'\n' | b'\r')).next().unwrap_or_default();
    if last.trim_ascii().eq_ignore_ascii_case(END) {
        Ok(())
    } else {
        Err(Fault::CutOff("END:VCALENDAR"))
    }
}

fn json(text: &[u8]) -> Result<(), Fault> {
    match serde_json::from_slice::<IgnoredAny>(text) {
        Ok(IgnoredAny) => Ok(()),
        Err(error) if error.is_eof() => Err(Fault::CutOff("the end of its JSON")),
        Err(error) => Err(Fault::Unreadable(format!("no JSON: {error}; tell its makers"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_calendar_is_none() {
        for whole in [
            "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
            "\u{feff}\n\nbegin:vcalendar\nend:vcalendar",
            "BEGIN:VCALENDAR\nEND:VCALENDAR\n\0\0",
            "{}",
            " [1] ",
        ] {
            assert_eq!(check(whole.as_bytes()), Ok(()), "{whole:?}");
        }
        for (broken, code) in [
            ("", "empty"),
            (" \r\n\0", "empty"),
            ("<!doctype html>", "web-page"),
            ("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "cut-off"),
            ("BEGIN:VCALENDAR\nEND:VCAL", "cut-off"),
            ("{\"type\":\"Event\"", "cut-off"),
            ("{\"type\" \"Event\"}", "unreadable"),
            ("Error 1040: too many connections", "unreadable"),
        ] {
            assert_eq!(check(broken.as_bytes()).unwrap_err().code(), code, "{broken:?}");
        }
    }
}
