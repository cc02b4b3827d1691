//! What the expansion gives is what a slow reading of the RFC gives.

use chrono::NaiveDateTime;
use proptest::prelude::*;

use super::{made, slow};
use crate::time::rule::{Frequency, Rule};

/// Days in which a frequency shows what it does.
fn stretch(rule: &Rule) -> i32 {
    let interval = i32::try_from(rule.interval.min(6)).unwrap();
    match rule.frequency {
        Frequency::Yearly => 400 * interval,
        Frequency::Monthly => 100 * interval,
        Frequency::Weekly => 60 * interval,
        Frequency::Daily => 90 * interval,
        _ => 2,
    }
}

fn agrees(rule: &Rule, first: NaiveDateTime, share: i32) -> Result<(), TestCaseError> {
    prop_assert_eq!(rule.check(), Ok(()), "{}", rule);
    let days = stretch(rule);
    let expected = slow::starts(rule, first, days);
    let end = slow::time(chrono::Datelike::num_days_from_ce(&first) + days, 0);
    let got: Vec<_> = rule.starts(first).take_while(|t| *t < end).collect();
    prop_assert_eq!(&got, &expected, "{} from {}", rule, first);
    // From somewhere in the middle, in one jump and in two.
    let middle = first + (end - first) * share / 100;
    let expected: Vec<_> = expected.into_iter().filter(|t| *t >= middle).collect();
    let got: Vec<_> = rule.starts_from(first, middle).take_while(|t| *t < end).collect();
    prop_assert_eq!(&got, &expected, "{} of {} from {}", rule, first, middle);
    let mut starts = rule.starts(first);
    starts.seek(first + (middle - first) / 2);
    starts.seek(middle);
    let got: Vec<_> = starts.take_while(|t| *t < end).collect();
    prop_assert_eq!(&got, &expected, "{} of {} from {} in two jumps", rule, first, middle);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn days_and_longer(rule in made::rule(&made::COARSE), first in made::first(), share in 0..100) {
        agrees(&rule, first, share)?;
    }

    #[test]
    fn what_is_written_is_read_again(rule in made::any_rule()) {
        prop_assert_eq!(Rule::parse(&rule.to_string()), Ok(rule.clone()), "{}", rule);
        let lenient = Rule::read_leniently(&rule.to_string());
        prop_assert_eq!(lenient, Ok((rule, vec![])));
    }

    #[test]
    fn a_start_is_where_it_is_looked_for(rule in made::any_rule(), first in made::first()) {
        for (n, start) in rule.starts(first).take(20).enumerate() {
            prop_assert_eq!(rule.starts_from(first, start).next(), Some(start), "{} {}", rule, n);
        }
    }

    #[test]
    fn text_of_any_kind_is_read_or_refused(text in "[A-Z0-9=;,+-]{0,60}") {
        let text = format!("FREQ=YEARLY;{text}");
        if let Ok(rule) = Rule::parse(&text) {
            prop_assert_eq!(Rule::parse(&rule.to_string()), Ok(rule));
        }
        let _ = Rule::read_leniently(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn hours_and_shorter(rule in made::rule(&made::FINE), first in made::first(), share in 0..100) {
        agrees(&rule, first, share)?;
    }
}
