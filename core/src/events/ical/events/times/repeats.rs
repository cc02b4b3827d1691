//! When an event is on again: its rules, and the times that are added and taken away.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::super::super::fault::What;
use super::super::super::value::{End, Value, When};
use super::{Place, Reader, days};
use crate::time::rule::{Mended, Rule, RuleError};
use crate::time::series::{Added, Length};

/// Rules of one event; RFC 5545 3.8.5.3 wants one.
const MOST_RULES: usize = 32;
/// RDATE values of one event.
const MOST_DATES: usize = 10_000;

impl Reader<'_, '_> {
    /// RRULE or EXRULE, each rule once.
    pub(super) fn rules(&mut self, name: &str, at: &Place) -> Vec<Rule> {
        let mut rules: Vec<Rule> = Vec::new();
        let component = self.component;
        for property in component.all(name) {
            let (rule, mended) = match Rule::read_leniently(&property.value) {
                Ok(read) => read,
                Err(error) => {
                    self.tell(property.line, What::Rule { rule: error.to_string() });
                    continue;
                }
            };
            // A part that nobody knows may have been the end: then only the start is certain.
            if let Some(unknown) = mended.iter().find(|mend| is_unknown(mend)) {
                self.tell(property.line, What::Rule { rule: unknown.to_string() });
                continue;
            }
            for mend in mended {
                self.tell(property.line, What::RuleMended { rule: mend.to_string() });
            }
            // The limit of whole days is one of days; programs write the instant of midnight where they are.
            let own = self.zones.own();
            let zone = at.zone.as_ref().or(own.as_ref().filter(|_| at.all_day));
            let rule = rule.until_in(|utc| {
                zone.and_then(|zone| zone.zone.local(utc.and_utc())).unwrap_or(utc)
            });
            let rule = if at.all_day { rule.of_days() } else { rule };
            // Some programs write the same rule twice.
            if rules.contains(&rule) {
                continue;
            }
            if rules.len() >= MOST_RULES {
                self.tell(property.line, What::TooMany("rules"));
                break;
            }
            rules.push(rule);
        }
        rules
    }

    /// RDATE: times, or periods with lengths of their own.
    pub(super) fn added(&mut self, at: &Place) -> Vec<Added> {
        let mut added = Vec::new();
        let component = self.component;
        for property in component.all("RDATE") {
            for value in self.values(property) {
                if added.len() >= MOST_DATES {
                    self.tell(property.line, What::TooMany("dates"));
                    return added;
                }
                let (when, end) = match value {
                    Value::Period(start, end) => (start, Some(end)),
                    other => match other.when() {
                        Some(when) => (when, None),
                        None => continue,
                    },
                };
                let written = self.with_zone(property, when);
                let start = at.local(&written);
                let length = end.map(|end| match end {
                    End::After(length) => at.length(length),
                    End::At(end) => {
                        let end = self.with_zone(property, end);
                        let exact = at.instant(at.local(&end)) - at.instant(start);
                        let exact = exact.max(TimeDelta::zero());
                        match at.all_day {
                            true => Length::Days(days(exact).max(1)),
                            false => Length::Exact(exact),
                        }
                    }
                });
                added.push(Added { start, length });
            }
        }
        added
    }

    /// EXDATE: times, and days on which nothing is on.
    pub(super) fn without(&mut self, at: &Place) -> (BTreeSet<NaiveDateTime>, BTreeSet<NaiveDate>) {
        let component = self.component;
        let (mut times, mut days) = (BTreeSet::new(), BTreeSet::new());
        for property in component.all("EXDATE") {
            for written in self.written(property) {
                match written.when {
                    When::Date(day) if !at.all_day => {
                        days.insert(day);
                    }
                    _ => {
                        times.insert(at.local(&written));
                    }
                }
            }
        }
        (times, days)
    }
}

fn is_unknown(mend: &Mended) -> bool {
    matches!(mend, Mended::LeftOut(RuleError::Unknown(name)) if !name.starts_with("X-"))
}
