//! Telephone numbers as they are dialled (RFC 3966).

/// The number behind `tel:`, or in plain text, as it is dialled: digits, `*`, `#`, and `+` in front.
///
/// Nothing when there is anything beside one number, such as words, an extension or a second number.
pub fn phone_number(text: &str) -> Option<String> {
    let mut text = text.replace("%20", " ").replace("%2B", "+").replace("%2b", "+");
    if text.trim_start().starts_with('+') {
        // "+49 (0) 821": the zero is dialled inside the country only.
        text = text.replacen("(0)", "", 1);
    }
    let mut number = String::new();
    for c in text.chars() {
        match c {
            '+' if !number.is_empty() => return None,
            '0'..='9' | '+' | '*' | '#' => number.push(c),
            '-' | '.' | '/' | '(' | ')' | '\u{2010}'..='\u{2014}' => {}
            c if c.is_whitespace() => {}
            _ => return None,
        }
    }
    number.chars().any(|c| c.is_ascii_digit()).then_some(number)
}

/// The number that a `tel:` link dials; what a telephone makes of a link that holds more than one number.
pub fn dialled(link: &str) -> Option<String> {
    let rest = link.strip_prefix("tel:")?;
    phone_number(rest).or_else(|| {
        let keys = |c: &char| c.is_ascii_digit() || matches!(c, '+' | '*' | '#');
        let number: String = rest.replace("%20", " ").chars().filter(keys).collect();
        number.chars().any(|c| c.is_ascii_digit()).then_some(number)
    })
}

#[cfg(test)]
mod tests {
    use super::{dialled, phone_number};

    #[test]
    fn numbers_are_dialled_without_what_people_write_between() {
        assert_eq!(phone_number("+49 (0) 30 / 23125-000").as_deref(), Some("+493023125000"));
        assert_eq!(dialled("tel:+49%2030%2023125").as_deref(), Some("+493023125"));
        assert_eq!(dialled("tel:112").as_deref(), Some("112"));
        assert_eq!(phone_number("30 23125 or 112"), None);
        assert_eq!(dialled("tel:"), None);
        assert_eq!(dialled("https://example.org/112"), None);
    }
}
