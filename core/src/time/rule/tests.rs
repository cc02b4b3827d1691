//! What rules mean: examples, properties against a slow reading of the RFC, hostile rules, reading and writing.

mod examples;
mod hostile;
mod made;
mod other_calendars;
mod property;
mod reading;
mod slow;

use chrono::NaiveDateTime;

use super::Rule;

/// `20270301T1800` or `20270301`.
fn at(text: &str) -> NaiveDateTime {
    let text = if text.contains('T') { text.to_owned() } else { format!("{text}T0000") };
    let text = if text.len() == 13 { format!("{text}00") } else { text };
    NaiveDateTime::parse_from_str(&text, "%Y%m%dT%H%M%S").unwrap()
}

fn rule(text: &str) -> Rule {
    Rule::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"))
}
