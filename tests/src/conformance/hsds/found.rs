//! Whether a value of an export stands on a screen, however it is written there.

#[cfg(test)]
mod tests;

use super::input::Leaf;
use super::phone::Item;
use super::spoken::LANGUAGES;

const DAYS: [(&str, &str); 7] = [
    ("mo", "monday"),
    ("tu", "tuesday"),
    ("we", "wednesday"),
    ("th", "thursday"),
    ("fr", "friday"),
    ("sa", "saturday"),
    ("su", "sunday"),
];
/// A screen, ready to be searched.
pub(super) struct Shown {
    words: String,
    lower: String,
    digits: Vec<String>,
    hours: String,
    days: Vec<&'static str>,
    languages: Vec<String>,
    point: Option<(f64, f64)>,
}

impl Shown {
    pub(super) fn of(item: &Item) -> Self {
        let hours = item.opening_hours.to_lowercase();
        Self {
            words: words(&item.text),
            lower: item.text.to_lowercase(),
            digits: numbers(&item.text),
            days: days_of(&hours),
            hours,
            languages: item.languages.iter().map(|l| l.to_lowercase()).collect(),
            point: item.point,
        }
    }

    pub(super) fn has_words(&self, wanted: &str) -> bool {
        wanted.is_empty() || format!(" {} ", self.words).contains(&format!(" {wanted} "))
    }

    /// Whether a value stands here.
    pub(super) fn has(&self, leaf: &Leaf) -> bool {
        let (table, field, value) =
            (leaf.record.0.as_str(), leaf.field.as_str(), leaf.value.as_str());
        if self.has_text(value) {
            return true;
        }
        match (table, field) {
            (_, "latitude" | "longitude") => self.has_degree(field, value),
            ("phone", "number" | "vanity_number") => self.has_number(value),
            (_, "opens_at" | "closes_at") => {
                times(value).iter().any(|t| self.lower.contains(t) || self.hours.contains(t))
            }
            (_, "byday" | "weekday") => value.split([',', ' ']).all(|day| self.has_day(day)),
            (_, "freq") => !self.hours.is_empty(),
            ("language", _) | (_, "languages") => {
                value.split([',', ';']).map(str::trim).all(|l| self.has_language(l))
            }
            (_, "closed" | "virtual") => {
                is_no(value)
                    || self.lower.contains(if field == "closed" { "closed" } else { "virtual" })
                    || self.hours.contains("off")
            }
            (_, "accessibility") => {
                let tokens = value.split([',', '_', ' ']).filter(|t| !t.is_empty());
                tokens.map(|t| t.to_lowercase()).all(|t| self.lower.contains(&t))
            }
            _ if field.contains("url")
                || field == "website"
                || field == "uri"
                || value.starts_with("http") =>
            {
                value.split([',', ';', ' ']).all(|url| self.has_address(url))
            }
            _ if field.contains("email") => {
                value.split([',', ';', ' ']).all(|m| self.lower.contains(&m.trim().to_lowercase()))
            }
            (_, "start_date" | "end_date") => self.hours.contains(&value.to_lowercase()),
            _ => false,
        }
    }

    fn has_text(&self, value: &str) -> bool {
        let plain = without_markup(value);
        let whole = words(&plain);
        if whole.is_empty() {
            return self.lower.contains(&value.trim().to_lowercase())
                || !value.contains(char::is_alphanumeric);
        }
        if self.has_words(&whole) {
            return true;
        }
        // Paragraphs and lists may have labels between them.
        let parts: Vec<String> =
            plain.split(['\n', '\r', ',', ';']).map(words).filter(|p| !p.is_empty()).collect();
        let number = value.trim().strip_suffix(".0").map(words);
        number.is_some_and(|n| self.has_words(&n))
            || (parts.len() > 1 && parts.iter().all(|part| self.has_words(part)))
    }

    fn has_number(&self, value: &str) -> bool {
        let wanted: String = value.chars().filter(char::is_ascii_digit).collect();
        let wanted = wanted.trim_start_matches('0').trim_start_matches('1');
        wanted.len() >= 2 && self.digits.iter().any(|d| d.contains(wanted))
    }

    fn has_degree(&self, field: &str, value: &str) -> bool {
        let (Some((lat, lon)), Ok(wanted)) = (self.point, value.trim().parse::<f64>()) else {
            return false;
        };
        let got = if field == "latitude" { lat } else { lon };
        (got - wanted).abs() < 1e-6
    }

    fn has_day(&self, day: &str) -> bool {
        let day = day.trim().to_lowercase();
        let number = day.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let known = match number {
            Some(n) => DAYS.get(n),
            None => DAYS
                .iter()
                .find(|(short, long)| day == *short || (day.len() > 2 && long.starts_with(&day))),
        };
        match known {
            Some((short, long)) => self.lower.contains(long) || self.days.contains(short),
            None => day.is_empty() || self.lower.contains(&day),
        }
    }

    fn has_language(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let tag = LANGUAGES.iter().find(|(n, _)| *n == name).map_or(name.as_str(), |(_, tag)| tag);
        self.languages.iter().any(|l| l == &tag.to_lowercase() || l.split('-').next() == Some(tag))
            || self.has_words(&words(&name))
    }

    fn has_address(&self, url: &str) -> bool {
        let url = url.trim().to_lowercase();
        let bare =
            url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
        self.lower.contains(bare)
    }
}

/// Lower-case words with a space between them.
pub(super) fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Text without the tags and entities of web pages.
pub(super) fn without_markup(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut inside = false;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '<' if rest.peek().is_some_and(|n| n.is_ascii_alphabetic() || *n == '/') => {
                inside = true
            }
            '>' if inside => {
                inside = false;
                out.push('\n');
            }
            c if !inside => out.push(c),
            _ => {}
        }
    }
    for (entity, sign) in [
        ("&nbsp;", " "),
        ("&amp;", "&"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
    ] {
        out = out.replace(entity, sign);
    }
    out
}

/// Runs of digits as people write telephone numbers.
fn numbers(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_ascii_digit() || " +-()./".contains(c)))
        .map(|run| run.chars().filter(char::is_ascii_digit).collect::<String>())
        .filter(|digits| digits.len() >= 2)
        .collect()
}

/// A time in the ways it may be written.
fn times(value: &str) -> Vec<String> {
    let value = value.trim().to_lowercase();
    let mut all = vec![value.clone()];
    let time = value.split('t').next_back().unwrap_or_default();
    let digits: String =
        time.chars().take_while(|c| c.is_ascii_digit() || matches!(c, ':' | '.')).collect();
    let mut parts = digits.split([':', '.']);
    let hours = parts.next().and_then(|h| h.parse::<u32>().ok());
    let minutes = parts.next().and_then(|m| m.parse::<u32>().ok()).unwrap_or(0);
    if let Some(hours) = hours {
        let late = value.contains('p') && hours < 12;
        let early = value.contains("am") && hours == 12;
        let hours = if late {
            hours + 12
        } else if early {
            0
        } else {
            hours
        };
        all.push(format!("{hours:02}:{minutes:02}"));
        if hours == 0 && minutes == 0 {
            all.push("24:00".into());
        }
    }
    all
}

/// The days that opening hours speak of.
fn days_of(hours: &str) -> Vec<&'static str> {
    let mut days = Vec::new();
    for rule in hours.split(';') {
        let Some(first) = rule.trim().split(' ').next() else { continue };
        for part in first.split(',') {
            let (from, to) = part.split_once('-').unwrap_or((part, part));
            let at = |d: &str| DAYS.iter().position(|(short, _)| *short == d);
            if let (Some(from), Some(to)) = (at(from), at(to)) {
                days.extend(
                    DAYS.iter().skip(from).take(to + 1 - from.min(to)).map(|(short, _)| *short),
                );
            }
        }
    }
    days
}

fn is_no(value: &str) -> bool {
    matches!(value.to_lowercase().as_str(), "false" | "0" | "no" | "f" | "n")
}
