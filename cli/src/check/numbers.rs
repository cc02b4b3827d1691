//! Whether two texts say the same numbers.
//!
//! Languages group digits differently, write times with twelve hours, leave out `:00`, spell small numbers and months
//! out. None of that is a difference here; another telephone number, price, year or deadline is.

use std::collections::{BTreeMap, BTreeSet};

use super::script::is_address;

/// A run of digits.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Number {
    /// As written, in ASCII digits, groups joined.
    digits: String,
    /// Money or a share: never spelled out.
    exact: bool,
}

/// What the translation does not say, and what only it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// In the source only.
    pub(super) gone: Vec<String>,
    /// In the translation only.
    pub(super) new: Vec<String>,
}

/// First code points of the decimal digits of other scripts, each followed by the nine others.
const ZEROS: [u32; 36] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
    0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90,
    0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xAA50, 0xABF0, 0xFF10,
    0x1E950,
];

/// A digit of any script as an ASCII digit.
pub(super) fn fold_digit(c: char) -> Option<char> {
    if c.is_ascii_digit() {
        return Some(c);
    }
    let code = u32::from(c);
    let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

/// What differs, in the order of the texts.
pub(super) fn difference(source: &str, translation: &str) -> Option<Difference> {
    let (mut a, mut b) = (numbers(source), numbers(translation));
    let values = |numbers: &[Number]| numbers.iter().map(|n| value(n).to_owned()).collect();
    let (said_before, said_after): (BTreeSet<String>, BTreeSet<String>) = (values(&a), values(&b));
    cancel_equal(&mut a, &mut b);
    cancel_joined(&mut a, &mut b);
    cancel_joined(&mut b, &mut a);
    cancel_hours(&mut a, &mut b);
    cancel_hours(&mut b, &mut a);
    drop_spelled(&mut a, &mut b);
    // To say the same number once more is no difference.
    a.retain(|n| !said_after.contains(value(n)));
    b.retain(|n| !said_before.contains(value(n)));
    told(a, b)
}

/// The numbers that stand in the translation only, where a text is retold and not translated.
pub(super) fn only_new(source: &str, translation: &str) -> Vec<String> {
    difference(source, translation).map(|d| d.new).unwrap_or_default()
}

fn told(a: Vec<Number>, b: Vec<Number>) -> Option<Difference> {
    let texts = |n: Vec<Number>| n.into_iter().map(|n| n.digits).collect::<Vec<_>>();
    (!a.is_empty() || !b.is_empty()).then(|| Difference { gone: texts(a), new: texts(b) })
}

fn numbers(text: &str) -> Vec<Number> {
    let plain: String =
        text.split_inclusive(char::is_whitespace).filter(|w| !is_address(w.trim())).collect();
    let chars: Vec<char> = plain.chars().collect();
    let mut out: Vec<Number> = Vec::new();
    // Where the last number ended, and whether three more digits would belong to it.
    let mut end: Option<usize> = None;
    let mut grouped = false;
    let mut at = 0;
    while at < chars.len() {
        let digits: String = chars.iter().skip(at).map_while(|c| fold_digit(*c)).collect();
        let length = digits.chars().count();
        if length == 0 {
            at += 1;
            continue;
        }
        let separator = match end {
            Some(end) if end + 1 == at => chars.get(end).copied(),
            _ => None,
        };
        let groups = grouped && length == 3 && separator.is_some_and(is_grouping);
        let full_hour =
            digits == "00" && separator.is_some_and(|c| matches!(c, ':' | '.' | ',' | 'h'));
        if groups {
            if let Some(last) = out.last_mut() {
                last.digits.push_str(&digits);
            }
        } else {
            grouped = length <= 3 && !digits.starts_with('0');
            if !full_hour {
                out.push(Number { digits, exact: false });
            }
        }
        at += length;
        end = Some(at);
        if let Some(last) = out.last_mut() {
            last.exact |= beside_money(&chars, at - length, at);
        }
    }
    out
}

fn is_grouping(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '٬' | '٫' | '،')
}

fn beside_money(chars: &[char], start: usize, end: usize) -> bool {
    let money = |c: &char| matches!(c, '€' | '$' | '£' | '%' | '٪');
    let before = chars.iter().take(start).rev().take(2);
    let after = chars.iter().skip(end).take(2);
    before.chain(after).any(money)
}

fn value(number: &Number) -> &str {
    let stripped = number.digits.trim_start_matches('0');
    if stripped.is_empty() { "0" } else { stripped }
}

fn small(number: &Number) -> Option<u32> {
    value(number).parse().ok()
}

fn cancel_equal(a: &mut Vec<Number>, b: &mut Vec<Number>) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for number in b.iter() {
        *counts.entry(value(number).to_owned()).or_default() += 1;
    }
    let mut both: BTreeMap<String, usize> = BTreeMap::new();
    a.retain(|number| match counts.get_mut(value(number)) {
        Some(n) if *n > 0 => {
            *n -= 1;
            *both.entry(value(number).to_owned()).or_default() += 1;
            false
        }
        _ => true,
    });
    b.retain(|number| match both.get_mut(value(number)) {
        Some(n) if *n > 0 => {
            *n -= 1;
            false
        }
        _ => true,
    });
}

/// `123 456` on one side and `123456` on the other.
fn cancel_joined(parts: &mut Vec<Number>, wholes: &mut Vec<Number>) {
    wholes.retain(|whole| {
        let run = (0..parts.len()).find_map(|start| {
            let mut joined = String::new();
            for (n, part) in parts.iter().enumerate().skip(start) {
                joined.push_str(&part.digits);
                if joined == whole.digits && n > start {
                    return Some(start..=n);
                }
                if !whole.digits.starts_with(&joined) {
                    return None;
                }
            }
            None
        });
        match run {
            Some(run) => {
                parts.drain(run);
                false
            }
            None => true,
        }
    });
}

/// 14 on one side and 2 (p.m.) on the other.
fn cancel_hours(late: &mut Vec<Number>, early: &mut Vec<Number>) {
    late.retain(|number| {
        let hour = match small(number) {
            Some(h @ 13..=24) => h - 12,
            Some(0) => 12,
            _ => return true,
        };
        match early.iter().position(|n| small(n) == Some(hour)) {
            Some(n) => {
                early.remove(n);
                false
            }
            None => true,
        }
    });
}

/// A small number on one side only is a word or a month's name on the other.
fn drop_spelled(a: &mut Vec<Number>, b: &mut Vec<Number>) {
    let spelled =
        |n: &Number| !n.exact && small(n).is_some_and(|v| v <= 12 || (v <= 100 && v % 10 == 0));
    let some = |numbers: &[Number]| numbers.iter().any(spelled);
    match (some(a), some(b)) {
        (true, false) => a.retain(|n| !spelled(n)),
        (false, true) => b.retain(|n| !spelled(n)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differ(source: &str, translation: &str) -> Option<(String, String)> {
        difference(source, translation).map(|d| (d.gone.join(" "), d.new.join(" ")))
    }

    #[test]
    fn ways_to_write_the_same_number_do_not_differ() {
        for (a, b) in [
            ("1.200 Euro", "1,200 euros"),
            ("1.200,50 €", "€1,200.50"),
            ("12.345.678", "12 345 678"),
            ("10 000 Menschen", "10,000 people"),
            ("Tel. 030 123-456", "call 030 123456"),
            ("0800 111 0 111", "08001110111"),
            ("+49 30 123456", "+4930123456"),
            ("um 14:00 Uhr", "at 2 p.m."),
            ("8:00 bis 16:30 Uhr", "8 a.m. to 4:30 p.m."),
            ("um 14 Uhr", "الساعة ٢ ظهرًا"),
            ("am 01.02.2027", "on 1 February 2027"),
            ("am 3. Mai", "on May 3rd"),
            ("3 Monate", "three months"),
            ("zwanzig Jahre", "20 years"),
            ("innerhalb von 14 Tagen", "خلال ١٤ يومًا"),
            ("112 und 110", "۱۱۲ و ۱۱۰"),
            ("50,00 €", "€50"),
            ("siehe https://example.org/2024", "see https://example.org/en/2025"),
            ("keine", "none"),
            ("nach § 24", "under section 24; section 24 says"),
            ("siehe www.a.example/18-sprachen.html", "see there"),
        ] {
            assert_eq!(differ(a, b), None, "{a} | {b}");
        }
    }

    #[test]
    fn another_number_is_told() {
        let told = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(differ("14 Tage", "15 days"), told("14", "15"));
        assert_eq!(differ("3 Monate", "4 months"), told("3", "4"));
        assert_eq!(differ("112 anrufen", "call 911"), told("112", "911"));
        assert_eq!(differ("030 123456", "030 123465"), told("123456", "123465"));
        assert_eq!(differ("1.200 Euro", "1,300 euros"), told("1200", "1300"));
        assert_eq!(differ("kostet 10 €", "costs money"), told("10", ""));
        assert_eq!(differ("bis 2027", "until then"), told("2027", ""));
        assert_eq!(differ("50 % davon", "15 % of it"), told("50", "15"));
        assert_eq!(only_new("14 Tage, 30 Euro", "15 Tage"), ["15"]);
    }
}
