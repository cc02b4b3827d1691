//! Times of an event as properties: in its zone, in UTC, or as days.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::written::Written;
use super::{Publication, zone};
use crate::events::ical::Property;
use crate::time::rule::{Rule, Until};
use crate::time::series::{Occurrence, Series};
use crate::time::zone::Zone;

/// Times that are left out, of one event.
const MOST_WITHOUT: usize = 10_000;
/// Starts that are counted, to write an UNTIL instead of a COUNT.
const MOST_COUNTED: usize = 100_000;

/// How the times of an event are written.
pub(super) struct Clocked<'e> {
    name: &'e str,
    zone: &'e Zone,
    is_utc: bool,
    /// Days count, times do not.
    pub(super) all_day: bool,
}

impl<'e> Clocked<'e> {
    pub(super) fn new(event: &'e Publication) -> Self {
        let (name, zone) = (event.zone_name.as_str(), &event.zone);
        Self { name, zone, is_utc: zone::is_utc(name), all_day: event.fact.is_all_day() }
    }

    /// Whether its times name a zone.
    pub(super) fn has_zone(&self) -> bool {
        !self.all_day && !self.is_utc
    }

    /// A property with one time.
    pub(super) fn moment(&self, name: &str, at: NaiveDateTime) -> Property {
        self.moments(name, [at])
    }

    /// A property with several.
    fn moments(&self, name: &str, at: impl IntoIterator<Item = NaiveDateTime>) -> Property {
        let written: Vec<String> = at.into_iter().map(|at| self.written(at)).collect();
        let property = Property::new(name, written.join(","));
        match (self.all_day, self.is_utc) {
            (true, _) => property.with("VALUE", "DATE"),
            (false, true) => property,
            (false, false) => property.with("TZID", self.name),
        }
    }

    /// `20261201T180000`, `20261201T180000Z` or `20261201`.
    pub(super) fn written(&self, at: NaiveDateTime) -> String {
        let form = match (self.all_day, self.is_utc) {
            (true, _) => "%Y%m%d",
            (false, true) => "%Y%m%dT%H%M%SZ",
            (false, false) => "%Y%m%dT%H%M%S",
        };
        at.format(form).to_string()
    }

    /// When an occurrence ends; nothing where nobody says, or where it is over at once.
    pub(super) fn end(&self, occurrence: &Occurrence, has_end: bool) -> Option<Property> {
        self.end_of(occurrence.start, occurrence.end, has_end)
    }

    fn end_of(&self, start: NaiveDateTime, end: NaiveDateTime, has_end: bool) -> Option<Property> {
        // RFC 5545, section 3.8.2.2: the end is later than the start, also where a clock is put forward between them.
        let is_later = self.all_day || self.zone.resolve(end) > self.zone.resolve(start);
        ((has_end || self.all_day) && is_later).then(|| self.moment("DTEND", end))
    }

    /// The end of a series' first occurrence, from which all others have their length; and whether it has to be told apart.
    ///
    /// Where a clock changes in the middle of the first, its DTEND would make all others longer or shorter: they have a
    /// DURATION then.
    pub(super) fn end_of_series(&self, series: &Series, has_end: bool) -> (Option<Property>, bool) {
        let end = series.length.end(series.start);
        let passes = self.zone.resolve(end) - self.zone.resolve(series.start);
        let shown = end - series.start;
        let repeats = !series.rules.is_empty() || !series.dates.is_empty();
        if self.all_day || !repeats || passes == shown || !has_end {
            return (self.end_of(series.start, end, has_end), false);
        }
        (Some(Property::new("DURATION", duration(shown))), true)
    }

    /// A limit as RFC 5545, section 3.3.10, wants it: a day for days, else a moment in UTC.
    fn until(&self, until: Until) -> Until {
        let last = match until {
            Until::Date(day) => day.and_hms_opt(23, 59, 59).unwrap_or(NaiveDateTime::MAX),
            Until::Local(at) | Until::Utc(at) => at,
        };
        match (self.all_day, self.is_utc) {
            (true, _) => Until::Date(last.date()),
            (false, true) => Until::Utc(last),
            (false, false) => Until::Utc(self.zone.resolve(last).naive_utc()),
        }
    }
}

/// RRULE, RDATE, EXDATE of a series; nothing where it is left out too often.
pub(super) fn repeats(event: &Written<'_>) -> Option<Vec<Property>> {
    let (series, clocked) = (&event.series, &event.clocked);
    let mut out: Vec<Property> = series
        .rules
        .iter()
        .filter_map(|rule| written_rule(series, clocked, rule))
        .map(|rule| Property::new("RRULE", rule.to_string()))
        .collect();
    let dates: BTreeSet<NaiveDateTime> = series.dates.iter().map(|added| added.start).collect();
    let dates: Vec<_> = dates.into_iter().filter(|at| *at != series.start).collect();
    if !dates.is_empty() {
        out.push(clocked.moments("RDATE", dates));
    }
    let without = without(series)?;
    if !without.is_empty() {
        out.push(clocked.moments("EXDATE", without));
    }
    Some(out)
}

/// A rule as other programs read it; nothing where it gives nothing.
fn written_rule(series: &Series, clocked: &Clocked<'_>, rule: &Rule) -> Option<Rule> {
    let mut rule = if clocked.all_day { rule.clone().of_days() } else { rule.clone() };
    let first = rule.starts(series.start).next()?;
    // Here a start that no rule gives is not counted; elsewhere DTSTART is often the first of COUNT.
    if first != series.start
        && let Some(count) = rule.count
    {
        let count = usize::try_from(count).unwrap_or(usize::MAX).min(MOST_COUNTED);
        let last = rule.starts(series.start).take(count).last()?;
        rule.count = None;
        rule.until = Some(Until::Local(last));
    }
    rule.until = rule.until.map(|until| clocked.until(until));
    Some(rule)
}

/// All times at which the series is left out: a day means the times by rule that lie on it.
fn without(series: &Series) -> Option<BTreeSet<NaiveDateTime>> {
    let mut out = series.without.clone();
    if !series.without_days.is_empty() {
        let mut whole = series.clone();
        whole.without_days.clear();
        for day in &series.without_days {
            let is_on = |at: &NaiveDateTime| at.date() == *day;
            let left = MOST_WITHOUT.saturating_sub(out.len());
            let times: Vec<_> =
                whole.list_of(midnight(*day)).take_while(is_on).take(left + 1).collect();
            out.extend(times);
            if out.len() > MOST_WITHOUT {
                return None;
            }
        }
    }
    Some(out)
}

fn midnight(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN)
}

/// RFC 5545, section 3.3.6: hours, minutes and seconds that really pass.
fn duration(length: TimeDelta) -> String {
    let all = length.num_seconds().max(0);
    let (hours, minutes, seconds) = (all / 3600, all / 60 % 60, all % 60);
    match seconds {
        0 if minutes == 0 => format!("PT{hours}H"),
        0 => format!("PT{hours}H{minutes}M"),
        seconds => format!("PT{hours}H{minutes}M{seconds}S"),
    }
}
