//! What RFC 5545, section 3.3.10, forbids, read from the text alone.

/// Names of section 3.3.10 and of RFC 7529, section 4.
const KNOWN: [&str; 16] = [
    "FREQ",
    "UNTIL",
    "COUNT",
    "INTERVAL",
    "BYSECOND",
    "BYMINUTE",
    "BYHOUR",
    "BYDAY",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYMONTH",
    "BYSETPOS",
    "WKST",
    "RSCALE",
    "SKIP",
];

/// The part that may not stand in a rule, or is none.
pub(super) fn part(rule: &str) -> Option<String> {
    let names = rule.split(';').filter_map(|part| part.split_once('=')).map(|(name, _)| name);
    let mut unknown = names.filter(|n| !KNOWN.iter().any(|known| known.eq_ignore_ascii_case(n)));
    unknown.next().or_else(|| forbidden(rule)).map(str::to_owned)
}

fn forbidden(rule: &str) -> Option<&'static str> {
    let has = |name: &str| value(rule, name).is_some();
    let frequency = value(rule, "FREQ").unwrap_or_default();
    let is = |names: &[&str]| names.iter().any(|name| frequency.eq_ignore_ascii_case(name));
    let has_numbers =
        value(rule, "BYDAY").unwrap_or_default().contains(|c: char| c.is_ascii_digit());
    let makes_set = [
        "BYSECOND",
        "BYMINUTE",
        "BYHOUR",
        "BYDAY",
        "BYMONTHDAY",
        "BYYEARDAY",
        "BYWEEKNO",
        "BYMONTH",
    ];
    let rules = [
        ("BYWEEKNO", has("BYWEEKNO") && !is(&["YEARLY"])),
        ("BYYEARDAY", has("BYYEARDAY") && is(&["DAILY", "WEEKLY", "MONTHLY"])),
        ("BYMONTHDAY", has("BYMONTHDAY") && is(&["WEEKLY"])),
        ("BYDAY", has_numbers && (!is(&["MONTHLY", "YEARLY"]) || has("BYWEEKNO"))),
        ("BYSETPOS", has("BYSETPOS") && !makes_set.iter().any(|name| has(name))),
        ("UNTIL", has("UNTIL") && has("COUNT")),
        ("FREQ", frequency.is_empty()),
    ];
    rules.into_iter().find(|(_, is_forbidden)| *is_forbidden).map(|(part, _)| part)
}

/// Whether weeks of the year are named and no day.
pub(super) fn has_bare_weeks(rule: &str) -> bool {
    let has = |name: &str| value(rule, name).is_some();
    let days = ["BYDAY", "BYMONTHDAY", "BYYEARDAY"];
    part(rule).is_none() && has("BYWEEKNO") && !days.into_iter().any(has)
}

fn value<'r>(rule: &'r str, name: &str) -> Option<&'r str> {
    let mut pairs = rule.split(';').filter_map(|part| part.split_once('='));
    pairs.find(|(part, _)| part.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::{has_bare_weeks, part};

    #[test]
    fn parts_are_forbidden_by_frequency() {
        let cases = [
            ("FREQ=MONTHLY;BYWEEKNO=3", Some("BYWEEKNO")),
            ("FREQ=DAILY;BYYEARDAY=3", Some("BYYEARDAY")),
            ("FREQ=HOURLY;BYYEARDAY=3", None),
            ("FREQ=WEEKLY;BYMONTHDAY=3", Some("BYMONTHDAY")),
            ("FREQ=WEEKLY;BYDAY=2MO", Some("BYDAY")),
            ("FREQ=YEARLY;BYWEEKNO=2;BYDAY=1MO", Some("BYDAY")),
            ("FREQ=MONTHLY;BYSETPOS=1", Some("BYSETPOS")),
            ("FREQ=MONTHLY;COUNT=1;UNTIL=20270101", Some("UNTIL")),
            ("BYDAY=MO", Some("FREQ")),
            ("FREQ=WEEKLY;BYWEEKDAY=MO", Some("BYWEEKDAY")),
        ];
        for (rule, expected) in cases {
            assert_eq!(part(rule).as_deref(), expected, "{rule}");
        }
        assert!(has_bare_weeks("FREQ=YEARLY;BYWEEKNO=3"));
        assert!(!has_bare_weeks("FREQ=YEARLY;BYWEEKNO=3;BYDAY=MO"));
    }
}
