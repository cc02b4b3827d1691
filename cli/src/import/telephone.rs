//! Telephone numbers as directories write them, to numbers that any telephone can dial.
//!
//! A number is taken only where nothing has to be guessed: one number, of a length that its country has. Whatever else
//! stands there stays text.

mod countries;

use companion_core::text::phone::phone_number;

/// Most digits of a code that is dialled as it is: 112, 211, 116117.
const MAX_SHORT_CODE: usize = 6;

/// A number and what is dialled after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telephone {
    /// `+` and digits, or a short code.
    pub number: String,
    /// The extension, where one stands behind the number.
    pub extension: Option<String>,
}

/// Reads one number; `country` (ISO 3166-1) is where numbers without a country code are.
pub fn read(text: &str, country: Option<&str>) -> Option<Telephone> {
    let (text, extension) = split_extension(text.trim().trim_matches(['"', '\'', '“', '”']).trim());
    let text = text.strip_prefix("tel:").unwrap_or(text).trim();
    let number = international(&phone_number(text)?, country)?;
    Some(Telephone { number, extension })
}

/// `digits` as [`phone_number`] leaves them.
fn international(digits: &str, country: Option<&str>) -> Option<String> {
    if digits.contains(['*', '#']) {
        return None;
    }
    if let Some(abroad) = digits.strip_prefix('+') {
        // E.164: at most fifteen digits; fewer than seven is nobody's number.
        return (7..=15).contains(&abroad.len()).then(|| digits.to_owned());
    }
    if digits.len() <= MAX_SHORT_CODE {
        return (digits.len() >= 2).then(|| digits.to_owned());
    }
    let plan = countries::plan(country?)?;
    let north_america = plan.code == "1";
    let abroad = if north_america { "011" } else { "00" };
    if let Some(rest) = digits.strip_prefix(abroad) {
        return (8..=15).contains(&rest.len()).then(|| format!("+{rest}"));
    }
    let fits = |n: &str| (plan.shortest..=plan.longest).contains(&n.len());
    let national = match digits.strip_prefix(plan.trunk) {
        // In North America the area code may be written without the 1.
        None if north_america => digits,
        None => return None,
        Some(rest) => rest,
    };
    (!national.is_empty() && fits(national)).then(|| format!("+{}{national}", plan.code))
}

/// `030 123 ext. 45`, `(555) 010-0000 x12`.
fn split_extension(text: &str) -> (&str, Option<String>) {
    const MARKS: [&str; 6] = ["extension", "ext.", "ext", "durchwahl", "poste", "x"];
    let lower = text.to_ascii_lowercase();
    for mark in MARKS {
        let Some((before, after)) = lower.split_once(mark) else { continue };
        let digits = after.trim_matches([' ', '.', ':', '#', ')']);
        let good = !digits.is_empty()
            && digits.len() <= 8
            && digits.bytes().all(|b| b.is_ascii_digit())
            && before.bytes().any(|b| b.is_ascii_digit());
        if good {
            let number = text.get(..before.len()).unwrap_or(text);
            return (number.trim_end_matches([' ', ',', ';', '(']), Some(digits.to_owned()));
        }
    }
    (text, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str, country: &str) -> Option<String> {
        read(text, Some(country)).map(|t| t.number)
    }

    #[test]
    fn national_numbers_become_international_where_nothing_is_guessed() {
        assert_eq!(number("030 123456", "DE").as_deref(), Some("+4930123456"));
        assert_eq!(number("(555) 010-0123", "US").as_deref(), Some("+15550100123"));
        assert_eq!(number("1-555-010-0123", "US").as_deref(), Some("+15550100123"));
        assert_eq!(number("011 44 1234 234567", "US").as_deref(), Some("+441234234567"));
        assert_eq!(number("06 1234 5678", "IT").as_deref(), Some("+390612345678"));
        assert_eq!(number("\"+44 1234 234567\"", "US").as_deref(), Some("+441234234567"));
        assert_eq!(number("211", "US").as_deref(), Some("211"));
        for bad in ["555-0123", "1-800-HELP-NOW", "030 1 or 030 2", "", "+1", "555 010 0123 4567"] {
            assert_eq!(number(bad, "US"), None, "{bad}");
        }
        assert_eq!(number("12345678", "DE"), None);
        assert_eq!(read("555 010 0123", None), None);
        assert_eq!(number("555 010 0123", "XX"), None);
    }

    #[test]
    fn extensions_stand_apart() {
        let told = read("555-010-0123 x 45", Some("US")).unwrap();
        assert_eq!((told.number.as_str(), told.extension.as_deref()), ("+15550100123", Some("45")));
        let told = read("030 123456, Ext. 7", Some("DE")).unwrap();
        assert_eq!((told.number.as_str(), told.extension.as_deref()), ("+4930123456", Some("7")));
        assert_eq!(read("30 boxes x2 text", Some("DE")), None);
    }
}
