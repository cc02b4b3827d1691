//! Other times that run into nothing: for one time, or for all of a series where most of it is in the way.

use chrono::{Datelike as _, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _, Weekday};

use super::{DraftFreeTime, Scene, Time, Venue, kept};
use crate::drafts::form::{DraftRepeat, DraftRhythm};
use crate::drafts::repeat;
use crate::error::Result;
use crate::packs::format::{EventFact, write_moment};
use crate::time::observance::{Clash, Place, Why};
use crate::time::opening_hours::{self, State};
use crate::time::rule::{Rule, Until};

/// So many are told.
const TOLD: usize = 3;
/// No series is proposed to begin before, nor to end later unless it does so now; as for single times.
const EARLIEST: u32 = 9;
const LATEST: u32 = 22;
/// Weekdays are tried so far before and after: all of them.
const DAYS: i64 = 3;

impl Scene<'_> {
    /// Free times instead of those that something is in the way of.
    pub(super) fn free_times(&self, affected: &[&Time]) -> Result<Vec<DraftFreeTime>> {
        let Some(first) = affected.first() else { return Ok(Vec::new()) };
        let repeats = self.draft.repeats();
        if repeats && affected.len() * 2 > self.times.len() {
            let whole = self.other_series()?;
            if !whole.is_empty() {
                return Ok(whole);
            }
        }
        self.other_times(first, repeats)
    }

    /// Other times for one.
    fn other_times(&self, time: &Time, repeats: bool) -> Result<Vec<DraftFreeTime>> {
        let Some(venue) = self.venues.get(&time.place) else { return Ok(Vec::new()) };
        let days = venue.spot.days.as_ref();
        let sunset = |day| opening_hours::sunset(day, days);
        let (country, region) = self.around.region();
        let place = Place { country: Some(country), region, sunset: &sunset };
        let table = self.around.table();
        let tried = table.free_times(time.start, time.end, &place, self.now, usize::MAX);
        let mut found = Vec::new();
        let mut hours = Vec::new();
        for free in tried {
            if found.len() == TOLD {
                break;
            }
            if repeats && self.is_taken(time, free.start) {
                continue;
            }
            let Some(beside) = self.beside(venue, free.start, free.end) else { continue };
            let free = DraftFreeTime {
                of: repeats.then(|| write_moment(time.of, self.all_day())),
                start: write_moment(free.start, self.all_day()),
                end: self.end(free.end),
                repeat: None,
                why: free.why,
                beside: self.names(&beside)?,
            };
            // One other hour of the day is enough where other days at the same hour are free too.
            match free.why {
                Why::OtherHour if found.iter().any(is_other_hour) => hours.push(free),
                _ => found.push(free),
            }
        }
        found.extend(hours);
        found.truncate(TOLD);
        Ok(found)
    }

    /// Another time of the series is on that day.
    fn is_taken(&self, time: &Time, at: NaiveDateTime) -> bool {
        let from = at.date().and_time(NaiveTime::MIN);
        let others = self.series.between(from, from + TimeDelta::days(1));
        others.into_iter().any(|other| other.of != time.of && !other.is_cancelled)
    }

    /// What is kept at a time that nothing is in the way of; nothing where something is.
    fn beside(
        &self,
        venue: &Venue<'_>,
        start: NaiveDateTime,
        end: NaiveDateTime,
    ) -> Option<Vec<Clash>> {
        if self.shown_instead(start).is_some() {
            return None;
        }
        if !matches!(self.state(venue, start, end), None | Some(State::Open)) {
            return None;
        }
        if !self.similar(venue, start, end).is_empty() {
            return None;
        }
        let clashes = self.clashes(venue, start, end);
        (!clashes.iter().any(kept::is_in_the_way)).then_some(clashes)
    }

    fn names(&self, beside: &[Clash]) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for clash in beside {
            let (name, _) = self.name(&clash.observance)?;
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Ok(names)
    }

    /// An end as the form has it.
    fn end(&self, end: NaiveDateTime) -> Option<String> {
        self.draft.fact.end.as_ref()?;
        let last = if self.all_day() { end - TimeDelta::days(1) } else { end };
        Some(write_moment(last, self.all_day()))
    }

    /// Other hours or weekdays for all times of a series: each of the next ones has to be free.
    fn other_series(&self) -> Result<Vec<DraftFreeTime>> {
        let rule = self.draft.fact.rules.first().and_then(|rule| Rule::parse(rule).ok());
        let Some(rule) = rule else { return Ok(Vec::new()) };
        let Some(form) = repeat::form(&rule) else { return Ok(Vec::new()) };
        let mut found: Vec<(i64, DraftFreeTime)> = Vec::new();
        let mut tried: Vec<(i64, Why, Rule, NaiveDateTime)> = self.other_hours(&rule);
        tried.extend(self.other_days(&form, &rule));
        tried.sort_by_key(|(cost, why, _, _)| (*cost, *why));
        for (cost, why, rule, start) in tried {
            if found.len() == TOLD {
                break;
            }
            if let Some(free) = self.free_series(&rule, start, why)? {
                found.push((cost, free));
            }
        }
        Ok(found.into_iter().map(|(_, free)| free).collect())
    }

    fn length(&self) -> TimeDelta {
        self.series.length.end(self.series.start) - self.series.start
    }

    /// The same days, other hours; an hour off counts 1.
    fn other_hours(&self, rule: &Rule) -> Vec<(i64, Why, Rule, NaiveDateTime)> {
        let (start, minutes) = (self.series.start, self.length().num_minutes());
        let asked = i64::from(start.hour() * 60 + start.minute()) + minutes;
        let latest = i64::from(LATEST * 60).max(asked.min(24 * 60));
        let hours = (EARLIEST..=LATEST).filter(|hour| !self.all_day() && *hour != start.hour());
        let fitting =
            hours.filter(|hour| i64::from(hour * 60 + start.minute()) + minutes <= latest);
        let at = fitting.filter_map(|hour| Some((hour, start.with_hour(hour)?)));
        let off = |hour: u32| (i64::from(hour) - i64::from(start.hour())).abs();
        at.map(|(hour, at)| (off(hour), Why::OtherHour, rule.clone(), at)).collect()
    }

    /// The same hour, other weekdays; counted as for single times.
    fn other_days(&self, form: &DraftRepeat, rule: &Rule) -> Vec<(i64, Why, Rule, NaiveDateTime)> {
        let start = self.series.start;
        let days = (-DAYS..=DAYS).filter(|days| *days != 0);
        let moved = days.filter_map(|days| {
            let (rule, from) = match &form.rhythm {
                DraftRhythm::Weekly { .. } => {
                    let mut rule = rule.clone();
                    for day in &mut rule.by_day {
                        day.weekday = later(day.weekday, days);
                    }
                    rule.until = rule.until.map(|until| self.later_limit(until, days));
                    (rule, start.checked_add_signed(TimeDelta::days(days))?)
                }
                DraftRhythm::MonthlyByWeekday { .. } => {
                    let mut rule = rule.clone();
                    for day in &mut rule.by_day {
                        day.weekday = later(day.weekday, days);
                    }
                    // The second Friday may come before the second Thursday: the same day of its month decides.
                    rule.until = rule.until.map(|until| self.later_limit(until, 6));
                    (rule, start.with_day(1)?)
                }
                DraftRhythm::Daily | DraftRhythm::MonthlyByDay { .. } => return None,
            };
            let first = rule.starts(from).take(100).find(|at| *at >= self.now)?;
            let other_kind = is_weekend(first.weekday()) != is_weekend(start.weekday());
            Some((4 + days.abs() + if other_kind { 2 } else { 0 }, Why::OtherDay, rule, first))
        });
        moved.collect()
    }

    fn later_limit(&self, until: Until, days: i64) -> Until {
        let day = match until {
            Until::Date(day) => day,
            Until::Local(at) | Until::Utc(at) => at.date(),
        };
        let day = day.checked_add_signed(TimeDelta::days(days)).unwrap_or(day);
        repeat::limit(day, self.all_day())
    }

    fn free_series(
        &self,
        rule: &Rule,
        start: NaiveDateTime,
        why: Why,
    ) -> Result<Option<DraftFreeTime>> {
        let end = start + self.length();
        let fact = EventFact {
            start: write_moment(start, self.all_day()),
            end: self.end(end),
            rules: vec![rule.to_string()],
            changes: Vec::new(),
            ..self.draft.fact.clone()
        };
        let Some(series) = fact.series().ok() else { return Ok(None) };
        let times = self.looked_at(&series);
        let mut beside = Vec::new();
        for time in &times {
            let Some(venue) = self.venues.get(&time.place) else { return Ok(None) };
            match self.beside(venue, time.start, time.end) {
                Some(clashes) => beside.extend(clashes),
                None => return Ok(None),
            }
        }
        if times.is_empty() {
            return Ok(None);
        }
        Ok(Some(DraftFreeTime {
            of: None,
            start: fact.start,
            end: fact.end,
            repeat: repeat::form(rule),
            why,
            beside: self.names(&beside)?,
        }))
    }
}

fn is_other_hour(free: &DraftFreeTime) -> bool {
    free.why == Why::OtherHour
}

fn later(weekday: Weekday, days: i64) -> Weekday {
    let number = i64::from(weekday.num_days_from_monday()) + days;
    let all = [
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
        Weekday::Sat,
        Weekday::Sun,
    ];
    let place = usize::try_from(number.rem_euclid(7)).unwrap_or_default();
    all.get(place).copied().unwrap_or(weekday)
}

fn is_weekend(day: Weekday) -> bool {
    matches!(day, Weekday::Sat | Weekday::Sun)
}
