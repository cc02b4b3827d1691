//! Telephone numbers of lists: taken only where they can be dialled from anywhere.
//!
//! What a number of a country looks like is [`telephone`]'s. Lists of a town have traps of their own: numbers without
//! an area code, two numbers in one, noughts that are dialled at home only.

use crate::import::telephone::{self, Telephone};

/// Countries whose numbers begin with a nought from abroad too: Italy with San Marino and the Vatican, Ivory Coast,
/// Congo, Gabon (ITU-T E.164, national plans).
const WITH_NOUGHT: [&str; 5] = ["39", "378", "225", "242", "241"];

/// One number; `country` (ISO 3166-1) is where the list is from. Nothing where it is not sure.
pub(super) fn read(text: &str, country: &str) -> Option<Telephone> {
    let text = text.trim();
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    // `1234-15/16` is two numbers.
    if text.rsplit_once('/').is_some_and(|(_, end)| digits(end) < 4) {
        return None;
    }
    let abroad = text.strip_prefix('+').or_else(|| text.strip_prefix("00"));
    if let Some(number) = abroad {
        let groups = |c: char| !c.is_ascii_digit();
        let mut parts = number.replace("(0)", " ").trim().to_owned();
        let code: String = parts.split(groups).next().unwrap_or_default().to_owned();
        parts = parts.strip_prefix(&code).unwrap_or_default().to_owned();
        let next = parts.trim_start_matches(groups);
        if next.starts_with('0') && !WITH_NOUGHT.contains(&code.as_str()) {
            return None;
        }
    } else if digits(text) <= 6 && !is_short(text) {
        return None;
    }
    telephone::read(text, Some(country))
}

/// Emergency and service numbers of three digits, and Europe's numbers of social value (116 and three digits).
fn is_short(text: &str) -> bool {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let three = digits.len() == 3 && digits.starts_with(['1', '9']);
    (three || (digits.len() == 6 && digits.starts_with("116")))
        && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str, country: &str) -> Option<String> {
        read(text, country).map(|t| t.number)
    }

    #[test]
    fn numbers_as_people_write_them() {
        for text in ["0821 1234-56", "(0821) 12 34 56", "0821/123456", "+49 (0) 821 123456"] {
            assert_eq!(number(text, "DE").as_deref(), Some("+49821123456"), "{text}");
        }
        for text in ["0049 821 123456", "+49(0)821 123456", "+49.821.123456", "0821 – 123456"] {
            assert_eq!(number(text, "DE").as_deref(), Some("+49821123456"), "{text}");
        }
        assert_eq!(number("112", "DE").as_deref(), Some("112"));
        assert_eq!(number("116 117", "DE").as_deref(), Some("116117"));
        assert_eq!(number("+39 06 1234567", "DE").as_deref(), Some("+39061234567"));
        assert_eq!(number("01 23 45 67 89", "FR").as_deref(), Some("+33123456789"));
        assert_eq!(number("0212 123 45 67", "TR").as_deref(), Some("+902121234567"));
        assert_eq!(number("044 123 45 67", "UA").as_deref(), Some("+380441234567"));
        assert_eq!(number("12 345 67 89", "PL").as_deref(), Some("+48123456789"));
    }

    #[test]
    fn what_is_not_sure_is_none() {
        for text in [
            "",
            "123456",
            "12345678",
            "0821 1234 oder 5678",
            "4,98211E+11",
            "0821-12a",
            "+49",
            "+49 0821 123456",
            "0049 0821 123456",
            "++49 821 123456",
            "0821 12345678901234",
            "0821 1234-15/16",
        ] {
            assert_eq!(number(text, "DE"), None, "{text}");
        }
        assert_eq!(number("0821 123456", "ZZ"), None);
    }
}
