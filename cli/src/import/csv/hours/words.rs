//! The words and signs of opening hours.

/// What stands in a text about opening hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// 0 is Monday; 7 is every public holiday.
    Day(usize),
    /// All seven days.
    Daily,
    /// Never closed.
    Always,
    Closed,
    /// Minutes from midnight, and whether it was told which half of the day is meant.
    Time(u32, bool),
    Dash,
    Comma,
    And,
    Colon,
    /// Between rules.
    End,
}

const DAYS: [&[&str]; 8] = [
    &["mo", "mon", "montag", "montags", "monday", "mondays"],
    &["di", "die", "dienstag", "dienstags", "tu", "tue", "tues", "tuesday", "tuesdays"],
    &["mi", "mit", "mittwoch", "mittwochs", "we", "wed", "wednesday", "wednesdays"],
    &[
        "do",
        "don",
        "donnerstag",
        "donnerstags",
        "th",
        "thu",
        "thur",
        "thurs",
        "thursday",
        "thursdays",
    ],
    &["fr", "fre", "freitag", "freitags", "fri", "friday", "fridays"],
    &[
        "sa",
        "sam",
        "samstag",
        "samstags",
        "sonnabend",
        "sonnabends",
        "sat",
        "saturday",
        "saturdays",
    ],
    &["so", "son", "sonntag", "sonntags", "su", "sun", "sunday", "sundays"],
    &["ph", "feiertag", "feiertage", "feiertags", "holidays"],
];

/// Splits a text; nothing where a word is not known.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let text = text.trim().to_lowercase();
    if matches!(text.as_str(), "24/7" | "24 h" | "24h" | "rund um die uhr" | "around the clock") {
        return Some(vec![Token::Always]);
    }
    let mut out = Vec::new();
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..)?;
        rest = match c {
            '\n' | ';' | '|' => push(&mut out, Token::End, after),
            ',' => push(&mut out, Token::Comma, after),
            '&' | '+' | '/' => push(&mut out, Token::And, after),
            ':' => push(&mut out, Token::Colon, after),
            '-' | '–' | '—' | '‐' | '−' => push(&mut out, Token::Dash, after),
            c if c.is_whitespace() => after,
            c if c.is_ascii_digit() => {
                let (time, half, after) = time(rest)?;
                push(&mut out, Token::Time(time, half), after)
            }
            c if c.is_alphabetic() => {
                let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
                let (word, after) = rest.split_at(end);
                match self::word(word)? {
                    Word::Means(token) => out.push(token),
                    Word::Nothing => {}
                }
                // `Mo.`
                after.strip_prefix('.').unwrap_or(after)
            }
            _ => return None,
        };
    }
    Some(out)
}

fn push<'t>(out: &mut Vec<Token>, token: Token, rest: &'t str) -> &'t str {
    out.push(token);
    rest
}

enum Word {
    Means(Token),
    Nothing,
}

fn word(word: &str) -> Option<Word> {
    if let Some(day) = DAYS.iter().position(|names| names.contains(&word)) {
        return Some(Word::Means(Token::Day(day)));
    }
    Some(match word {
        "bis" | "to" | "until" => Word::Means(Token::Dash),
        "und" | "and" => Word::Means(Token::And),
        "geschlossen" | "zu" | "closed" | "off" => Word::Means(Token::Closed),
        "täglich" | "daily" => Word::Means(Token::Daily),
        "uhr" | "von" | "from" | "h" => Word::Nothing,
        _ => return None,
    })
}

/// `8`, `8:30`, `8.30`, `08:30`, `8 am`, in minutes from midnight.
fn time(text: &str) -> Option<(u32, bool, &str)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (hour, mut rest) = text.split_at(digits(text));
    if hour.len() > 2 {
        return None;
    }
    let mut minutes = "0";
    if let Some(after) = rest.strip_prefix([':', '.'])
        && digits(after) > 0
    {
        (minutes, rest) = after.split_at(digits(after));
        if minutes.len() != 2 {
            return None;
        }
    }
    let (hour, minutes): (u32, u32) = (hour.parse().ok()?, minutes.parse().ok()?);
    let trimmed = rest.trim_start_matches(' ');
    let half =
        ["am", "a.m.", "pm", "p.m."].iter().find_map(|h| Some((h, trimmed.strip_prefix(h)?)));
    let (hour, half) = match half {
        Some((half, after)) if !after.starts_with(char::is_alphabetic) => {
            rest = after;
            if !(1..=12).contains(&hour) {
                return None;
            }
            (hour % 12 + if half.starts_with('p') { 12 } else { 0 }, true)
        }
        _ => (hour, false),
    };
    let time = hour * 60 + minutes;
    // `1.4.` is a date.
    (minutes < 60 && time <= 24 * 60 && !rest.starts_with(['.', ':'])).then_some((time, half, rest))
}
