//! Opening hours in plain German and English to OpenStreetMap's syntax, only where there is one way to read them.
//!
//! People add ("Mo–Fr 8–12, Di 14–18": on Tuesday both), the syntax replaces; so times are gathered by day and written
//! with every day once. Times of one day that overlap have two meanings, and one word that is not known makes it all
//! unsure.

mod words;

use companion_core::time::opening_hours::OpeningHours;

use self::words::{Token, tokens};

const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const DAY: u32 = 24 * 60;

/// From and to, in minutes from midnight.
type Spans = Vec<(u32, u32)>;

/// What a text about opening hours is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Hours {
    /// In OpenStreetMap's syntax.
    Sure(String),
    /// For people only; phones do not compute with it.
    Text,
    /// Can be read in two ways, of which phones would take one.
    Ambiguous,
}

/// Reads a text.
pub(super) fn read(text: &str) -> Hours {
    let mut plain = Week::default();
    let sure = plain.read(text).and_then(|()| plain.write());
    let syntax = OpeningHours::parse(text).is_ok();
    let timed = text.contains(|c: char| c.is_ascii_digit()) || text.contains("off");
    match sure {
        // `Mo` alone is the whole Monday for the syntax, and a beginning for people.
        _ if syntax && !timed => Hours::Ambiguous,
        // The same letters mean more in a list of a town hall than in the syntax.
        Some(_) if syntax && plain.repeats => Hours::Ambiguous,
        _ if syntax => Hours::Sure(text.to_owned()),
        Some(sure) => Hours::Sure(sure),
        None => Hours::Text,
    }
}

#[derive(Debug, Default)]
struct Week {
    /// Minutes from midnight, by day; the eighth is every public holiday. Nothing where a day is not spoken of.
    days: [Option<Spans>; 8],
    /// Whether a day is spoken of twice.
    repeats: bool,
}

impl Week {
    fn read(&mut self, text: &str) -> Option<()> {
        let tokens = tokens(text)?;
        let mut rest = tokens.as_slice();
        if rest == [Token::Always] {
            self.days = std::array::from_fn(|n| (n < 7).then(|| vec![(0, DAY)]));
            return Some(());
        }
        while !rest.is_empty() {
            let days;
            (days, rest) = day_list(rest)?;
            let spans;
            (spans, rest) = match rest {
                [Token::Closed, after @ ..] => (Vec::new(), after),
                _ => span_list(rest)?,
            };
            for day in days {
                self.add(day, &spans)?;
            }
            while let [Token::Comma | Token::And | Token::End, after @ ..] = rest {
                rest = after;
            }
        }
        Some(())
    }

    fn add(&mut self, day: usize, spans: &[(u32, u32)]) -> Option<()> {
        let here = self.days.get_mut(day)?;
        self.repeats |= here.is_some();
        let closed_and_open = here.as_ref().is_some_and(|h| h.is_empty() || spans.is_empty());
        let known = here.get_or_insert_default();
        for (from, to) in spans {
            if known.iter().any(|(f, t)| from <= t && f <= to) {
                return None;
            }
            known.push((*from, *to));
        }
        known.sort_unstable();
        (!closed_and_open).then_some(())
    }

    /// Days with the same times together, in the order of the week.
    fn write(&self) -> Option<String> {
        let week = self.days.get(..7)?;
        let mut rules: Vec<(Vec<usize>, &Spans)> = Vec::new();
        for (n, spans) in week.iter().enumerate() {
            let Some(spans) = spans else { continue };
            match rules.iter_mut().find(|(_, s)| *s == spans) {
                Some((days, _)) => days.push(n),
                None => rules.push((vec![n], spans)),
            }
        }
        let mut parts: Vec<String> =
            rules.iter().map(|(days, spans)| format!("{} {}", named(days), timed(spans))).collect();
        if let [whole] = rules.as_slice()
            && whole.0.len() == 7
            && *whole.1 == [(0, DAY)]
        {
            parts = vec!["24/7".to_owned()];
        }
        if let Some(Some(spans)) = self.days.get(7) {
            parts.push(format!("PH {}", timed(spans)));
        }
        let text = parts.join("; ");
        let short = text.chars().count() <= crate::source::values::MAX_OPENING_HOURS;
        (short && OpeningHours::parse(&text).is_ok()).then_some(text)
    }
}

/// `Mo-We,Fr`: three days and more in a row are joined.
fn named(days: &[usize]) -> String {
    let name = |n: usize| DAYS.get(n).copied().unwrap_or_default();
    let runs = days.chunk_by(|a, b| a + 1 == *b).map(|run| match run {
        [first, _, .., last] => format!("{}-{}", name(*first), name(*last)),
        few => few.iter().map(|d| name(*d)).collect::<Vec<_>>().join(","),
    });
    runs.collect::<Vec<_>>().join(",")
}

fn timed(spans: &[(u32, u32)]) -> String {
    if spans.is_empty() {
        return "off".to_owned();
    }
    let time = |m: u32| format!("{:02}:{:02}", m / 60, m % 60);
    let spans = spans.iter().map(|(from, to)| format!("{}-{}", time(*from), time(*to)));
    spans.collect::<Vec<_>>().join(",")
}

/// `Mo-Fr`, `Di und Do`, `Sa/So`, `täglich`.
fn day_list(tokens: &[Token]) -> Option<(Vec<usize>, &[Token])> {
    let mut days = Vec::new();
    let mut rest = tokens;
    loop {
        rest = match rest {
            [Token::Day(from), Token::Dash, Token::Day(to), after @ ..] if *from < 7 && *to < 7 => {
                let count = (to + 7 - from) % 7;
                days.extend((0..=count).map(|n| (from + n) % 7));
                after
            }
            [Token::Day(day), after @ ..] => {
                days.push(*day);
                after
            }
            [Token::Daily, after @ ..] => {
                days.extend(0..7);
                after
            }
            _ => return None,
        };
        match rest {
            [Token::Comma | Token::And, after @ ..] => rest = after,
            [Token::Colon, after @ ..] => return Some((days, after)),
            _ => return Some((days, rest)),
        }
    }
}

/// `8-12`, `8:00 bis 12:00 und 14-16 Uhr`.
fn span_list(tokens: &[Token]) -> Option<(Spans, &[Token])> {
    let mut spans = Vec::new();
    let mut rest = tokens;
    loop {
        let [Token::Time(from, half), Token::Dash, Token::Time(to, other), after @ ..] = rest
        else {
            return None;
        };
        // `2-5 pm` begins in the afternoon, `9-5 pm` in the morning.
        if half != other || from >= to || *to > DAY {
            return None;
        }
        spans.push((*from, *to));
        rest = after;
        match rest {
            [Token::Comma | Token::And, after @ ..] if matches!(after, [Token::Time(..), ..]) => {
                rest = after;
            }
            _ => return Some((spans, rest)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_become_the_syntax() {
        for (text, wanted) in [
            ("Mo–Fr 8–12 Uhr, Di 14:00-18:00", "Mo,We-Fr 08:00-12:00; Tu 08:00-12:00,14:00-18:00"),
            ("Montag bis Freitag: 8.00 bis 16.30 Uhr", "Mo-Fr 08:00-16:30"),
            ("Mo, Mi, Fr 9-11; Do 14 - 18 Uhr", "Mo,We,Fr 09:00-11:00; Th 14:00-18:00"),
            ("Di. und Do. 8-12 und 14-16 Uhr", "Tu,Th 08:00-12:00,14:00-16:00"),
            ("Mo 8-12 Uhr\nDi geschlossen\nMi 8-12 Uhr", "Mo,We 08:00-12:00; Tu off"),
            ("täglich 10-18 Uhr", "Mo-Su 10:00-18:00"),
            ("Sa/So 10-14, Feiertage geschlossen", "Sa,Su 10:00-14:00; PH off"),
            ("Monday to Friday 9am - 5pm", "Mo-Fr 09:00-17:00"),
            ("Tue & Thu 9:00-17:00, Sat closed", "Tu,Th 09:00-17:00; Sa off"),
            ("daily from 12 noon", ""),
            ("rund um die Uhr", "24/7"),
            ("24/7", "24/7"),
            ("Mo-Fr 08:00-12:00; PH off", "Mo-Fr 08:00-12:00; PH off"),
        ] {
            let wanted = if wanted.is_empty() { Hours::Text } else { Hours::Sure(wanted.into()) };
            assert_eq!(read(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_stays_words() {
        for text in [
            "nach Vereinbarung",
            "Mo-Fr 8-12 Uhr und nach Vereinbarung",
            "8-12 Uhr",
            "werktags 8-12 Uhr",
            "Mo-Fr 9-5",
            "Mo-Fr 8-16 Uhr, Fr 8-12 Uhr",
            "Mo 8-25 Uhr",
            "Mo 8.70-12",
            "1.4.-31.10. 8-12 Uhr",
            "Mo-Fr ab 8 Uhr",
            "jeden 1. Montag 18-20 Uhr",
            "Mo 8-12, Mo geschlossen",
            "Mo 9-5pm",
            "",
            "Fr 20-2 Uhr",
            "Mo 8-12 (nicht in den Ferien)",
        ] {
            assert_eq!(read(text), Hours::Text, "{text}");
        }
        // On Friday both, says a town hall; only the second, says the syntax.
        assert_eq!(read("Mo"), Hours::Ambiguous);
        assert_eq!(read("Mo-Fr 08:00-12:00; Fr 14:00-16:00"), Hours::Ambiguous);
    }
}
