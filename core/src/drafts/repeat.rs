//! Daily, weekly and monthly rules, as the form has them and as RFC 5545, section 3.3.10, writes them.

use chrono::{NaiveDate, NaiveTime};

use super::fault::{DraftFaultKind as Kind, Log};
use super::form::{DraftRepeat, DraftRhythm};
use crate::time::rule::{ByDay, Frequency, Rule, Until};

/// Most days, weeks or months from one time to the next.
const MOST_INTERVAL: u32 = 99;
/// Most times.
const MOST_COUNT: u32 = 1000;

/// The rule that a form asks for; nothing where something is wrong, which is told.
pub(super) fn rule(
    form: &DraftRepeat,
    start: NaiveDate,
    all_day: bool,
    log: &mut Log,
) -> Option<Rule> {
    let before = log.faults.len();
    if !(1..=MOST_INTERVAL).contains(&form.interval) {
        log.over("repeat.interval", Kind::TooMany, MOST_INTERVAL as usize);
    }
    if form.count.is_some_and(|count| !(1..=MOST_COUNT).contains(&count)) {
        log.over("repeat.count", Kind::TooMany, MOST_COUNT as usize);
    }
    if form.count.is_some() && form.until.is_some() {
        log.fault("repeat.count", Kind::OnlyOne);
    }
    let until = form.until.as_deref().map(str::trim).filter(|day| !day.is_empty());
    let until = until.and_then(|day| log.read("repeat.until", Kind::NotATime, read_day(day)));
    if until.is_some_and(|until| until < start) {
        log.fault("repeat.until", Kind::NeverOn);
    }
    let mut rule = match &form.rhythm {
        DraftRhythm::Daily => Rule::new(Frequency::Daily),
        DraftRhythm::Weekly { weekdays } => {
            let mut rule = Rule::new(Frequency::Weekly);
            let mut days = weekdays.clone();
            days.sort_by_key(chrono::Weekday::num_days_from_monday);
            days.dedup();
            rule.by_day = days.into_iter().map(|weekday| ByDay { nth: None, weekday }).collect();
            rule
        }
        DraftRhythm::MonthlyByDay { day } => {
            check_place("repeat.day", *day, 31, log);
            Rule { by_month_day: vec![*day], ..Rule::new(Frequency::Monthly) }
        }
        DraftRhythm::MonthlyByWeekday { nth, weekday } => {
            check_place("repeat.nth", *nth, 5, log);
            let by_day = vec![ByDay { nth: Some(*nth), weekday: *weekday }];
            Rule { by_day, ..Rule::new(Frequency::Monthly) }
        }
    };
    rule.interval = form.interval;
    rule.count = form.count.map(u64::from);
    rule.until = until.map(|day| limit(day, all_day));
    (log.faults.len() == before).then_some(rule)
}

/// A rule as a form has it; nothing where a form cannot say it.
pub(super) fn form(rule: &Rule) -> Option<DraftRepeat> {
    let rhythm = match (rule.frequency, rule.by_day.as_slice(), rule.by_month_day.as_slice()) {
        (Frequency::Daily, [], []) => DraftRhythm::Daily,
        (Frequency::Weekly, days, []) => {
            DraftRhythm::Weekly { weekdays: days.iter().map(|day| day.weekday).collect() }
        }
        (Frequency::Monthly, [], [day]) => DraftRhythm::MonthlyByDay { day: *day },
        (Frequency::Monthly, [ByDay { nth: Some(nth), weekday }], []) => {
            DraftRhythm::MonthlyByWeekday { nth: *nth, weekday: *weekday }
        }
        _ => return None,
    };
    let until = rule.until.map(|until| match until {
        Until::Date(day) => day,
        Until::Local(at) | Until::Utc(at) => at.date(),
    });
    Some(DraftRepeat {
        rhythm,
        interval: rule.interval,
        until: until.map(|day| day.to_string()),
        count: rule.count.and_then(|count| u32::try_from(count).ok()),
    })
}

/// The last day on which it may begin, whatever the hour.
pub(super) fn limit(day: NaiveDate, all_day: bool) -> Until {
    let late = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
    if all_day { Until::Date(day) } else { Until::Local(day.and_time(late)) }
}

fn read_day(text: &str) -> Option<NaiveDate> {
    let (at, is_day) = crate::packs::format::read_moment(text).ok()?;
    is_day.then(|| at.date())
}

/// The first to the last of a month, or from its end.
fn check_place(field: &str, place: i8, most: u8, log: &mut Log) {
    if !(1..=most).contains(&place.unsigned_abs()) {
        log.over(field, Kind::TooMany, most.into());
    }
}
