//! Periods by number: where they lie, which of them has a moment, and which is the next that a rule names.

use super::super::calendar::Year;
use super::super::plan::{DAY, Plan};
use super::super::set::{Days, Fixed, Set};
use super::super::{Frequency, LAST_YEAR};

/// Mean length of a month of lunisolar calendars, in millionths of a day. Months begin within three days of the mean.
const LUNATION: i64 = 29_530_589;
const MILLION: i64 = 1_000_000;
/// A new moon from which they are counted: 6 January 2000.
const NEW_MOON: i64 = 730_125;
/// A day inside every month that begins within three days of the mean.
const MID_MONTH: i64 = 14;

/// The first second after the last year.
pub(super) fn end() -> i64 {
    // 9999-12-31 is day 3,652,059.
    3_652_060 * DAY
}

fn week_of(plan: &Plan, day: i64) -> i64 {
    day - (day - 1 - i64::from(plan.days.week_start)).rem_euclid(7)
}

/// A calendar year's or month's place in the count of them; lunisolar months are counted by their mean length.
fn month_number(year: &Year, day: i32, months: Option<i64>) -> Option<i64> {
    let place = year.place_of(day);
    match months {
        Some(count) => Some(i64::from(year.number) * count + i64::try_from(place).ok()?),
        None => {
            let month = year.month_of(day);
            let middle = i64::from(month.stretch(year).0) + MID_MONTH;
            Some(((middle - NEW_MOON) * MILLION).div_euclid(LUNATION))
        }
    }
}

/// What periods are counted from.
pub(super) fn base(plan: &mut Plan, second: i64) -> Option<i64> {
    let day = second.div_euclid(DAY);
    let as_day = i32::try_from(day).ok()?;
    let year = plan.days.calendar.year_at(as_day)?;
    Some(match plan.frequency {
        Frequency::Yearly if plan.by_weeks => plan.days.week_year(as_day)?.into(),
        Frequency::Yearly => year.number.into(),
        Frequency::Monthly => month_number(&year, as_day, plan.days.calendar.scale.months())?,
        Frequency::Weekly => week_of(plan, day),
        Frequency::Daily => day,
        other => {
            let base = second - second.rem_euclid(unit(other));
            is_reachable(plan, base).then_some(base)?
        }
    })
}

/// The period in which a second lies, or an earlier one.
pub(super) fn period_of(plan: &mut Plan, base: i64, second: i64) -> Option<i64> {
    if second >= end() {
        return None;
    }
    // `SKIP` may move a day out of its period by one.
    let day = second.div_euclid(DAY) - 2;
    let as_day = i32::try_from(day).ok()?;
    let passed = match plan.frequency {
        Frequency::Yearly if plan.by_weeks => i64::from(plan.days.week_year(as_day)?) - base,
        Frequency::Yearly => i64::from(plan.days.calendar.year_at(as_day)?.number) - base,
        Frequency::Monthly => {
            let year = plan.days.calendar.year_at(as_day)?;
            month_number(&year, as_day, plan.days.calendar.scale.months())? - base
        }
        Frequency::Weekly => (week_of(plan, day) - base).div_euclid(7),
        Frequency::Daily => second.div_euclid(DAY) - base,
        other => (second - base).div_euclid(unit(other)),
    };
    Some(passed.div_euclid(plan.interval).max(0))
}

/// The days of a year, month or week; nothing after the last year.
pub(super) fn days_of(plan: &mut Plan, base: i64, period: i64) -> Option<Vec<i32>> {
    let passed = period.checked_mul(plan.interval)?;
    // `SKIP` may move a day out of its period by one.
    let last = (end() / DAY).min(plan.last_day().saturating_add(1));
    match plan.frequency {
        Frequency::Yearly => {
            let year = i32::try_from(base.checked_add(passed)?).ok()?;
            let first = plan.days.calendar.year(year)?.first;
            // The weeks of a year may begin in the year before.
            if i64::from(first) - 7 > last || year > LAST_YEAR + 10_000 {
                return None;
            }
            if plan.by_weeks { plan.days.of_weeks(year) } else { plan.days.of_year(year) }
        }
        Frequency::Monthly => {
            let number = base.checked_add(passed)?;
            let first = first_of_month(plan, number)?;
            if i64::from(first) > last { None } else { plan.days.of_month(first) }
        }
        _ => {
            let first = base.checked_add(passed.checked_mul(7)?)?;
            if first > last { None } else { Some(plan.days.of_week(i32::try_from(first).ok()?)) }
        }
    }
}

fn first_of_month(plan: &mut Plan, number: i64) -> Option<i32> {
    let calendar = &mut plan.days.calendar;
    if let Some(months) = calendar.scale.months() {
        let year = calendar.year(i32::try_from(number.div_euclid(months)).ok()?)?;
        let place = usize::try_from(number.rem_euclid(months)).ok()?;
        return Some(year.months().get(place)?.stretch(&year).0);
    }
    // The middle of a lunation lies in the month that has its number.
    let middle = (number.checked_mul(LUNATION)? + LUNATION / 2).div_euclid(MILLION);
    let day = i32::try_from(NEW_MOON + middle).ok()?;
    let year = calendar.year_at(day)?;
    Some(year.month_of(day).stretch(&year).0)
}

/// The next day that a daily rule names, and its period.
pub(super) fn next_day(plan: &mut Plan, base: i64, period: i64) -> Option<(i64, Set)> {
    let mut period = period;
    let limit = period.saturating_add(plan.patience);
    while period <= limit {
        let day = base.checked_add(period.checked_mul(plan.interval)?)?;
        if day * DAY >= end() {
            return None;
        }
        let found = i64::from(plan.days.next_day(i32::try_from(day).ok()?)?);
        if found == day {
            let days = Days::One([i32::try_from(day).ok()?]);
            let set = Set::new(days, Fixed::default(), &plan.times, &plan.positions);
            return Some((period, set));
        }
        period = round_up(found - base, plan.interval);
    }
    None
}

/// The next hour, minute or second that a rule names, and its period.
pub(super) fn next_moment(plan: &mut Plan, base: i64, period: i64) -> Option<(i64, Set)> {
    let unit = unit(plan.frequency);
    let step = plan.interval.checked_mul(unit)?;
    let mut period = period;
    loop {
        let moment = base.checked_add(period.checked_mul(step)?)?;
        if moment >= end() {
            return None;
        }
        let day = moment.div_euclid(DAY);
        let found = i64::from(plan.days.next_day(i32::try_from(day).ok()?)?);
        let wanted = if found == day { next_time(plan, moment) } else { found * DAY };
        if wanted == moment {
            let days = Days::One([i32::try_from(day).ok()?]);
            let rest = moment.rem_euclid(DAY);
            let part = |each: i64, unit_of: i64, under: i64| {
                (unit <= unit_of).then(|| u8::try_from(rest / each % under).unwrap_or_default())
            };
            let fixed = Fixed {
                hour: part(3600, 3600, 24),
                minute: part(60, 60, 60),
                second: part(1, 1, 60),
            };
            let set = Set::new(days, fixed, &plan.times, &plan.positions);
            return Some((period, set));
        }
        period = round_up(wanted - base, step);
    }
}

/// The first moment from one on whose hour, minute and second are allowed, as far as the frequency fixes them.
fn next_time(plan: &Plan, moment: i64) -> i64 {
    let unit = unit(plan.frequency);
    let times = &plan.times;
    let (day, rest) = (moment - moment.rem_euclid(DAY), moment.rem_euclid(DAY));
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    let next = |list: &[u8], from: i64| -> Option<i64> {
        if list.is_empty() {
            return Some(from);
        }
        let place = list.partition_point(|value| i64::from(*value) < from);
        list.get(place).map(|value| i64::from(*value))
    };
    match next(&times.hours, hour) {
        None => return day + DAY,
        Some(found) if found != hour => return day + found * 3600,
        Some(_) => (),
    }
    if unit < 3600 {
        match next(&times.minutes, minute) {
            None => return day + (hour + 1) * 3600,
            Some(found) if found != minute => return day + hour * 3600 + found * 60,
            Some(_) => (),
        }
    }
    if unit < 60 {
        match next(&times.seconds, second) {
            None => return day + hour * 3600 + (minute + 1) * 60,
            Some(found) if found != second => return moment - second + found,
            Some(_) => (),
        }
    }
    moment
}

/// Whether any allowed time of the day can be met by steps of the interval.
///
/// Steps from a moment meet, in some day, each time that differs by a multiple of what step and day have in common.
fn is_reachable(plan: &Plan, base: i64) -> bool {
    let unit = unit(plan.frequency);
    let times = &plan.times;
    let common = common_divisor(plan.interval.saturating_mul(unit), DAY);
    let is_met = |moment: i64| (moment - base).rem_euclid(common) == 0;
    let all = |list: &[u8], count: u8| match list {
        [] => (0..count).collect(),
        list => list.to_vec(),
    };
    let minutes = if unit < 3600 { all(&times.minutes, 60) } else { vec![0] };
    let seconds = if unit < 60 { all(&times.seconds, 60) } else { vec![0] };
    all(&times.hours, 24).into_iter().any(|hour| {
        minutes.iter().any(|minute| {
            let at = i64::from(hour) * 3600 + i64::from(*minute) * 60;
            seconds.iter().any(|second| is_met(at + i64::from(*second)))
        })
    })
}

fn common_divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

fn round_up(distance: i64, step: i64) -> i64 {
    -(-distance).div_euclid(step)
}

/// Seconds of the shortest period of frequencies below a day.
fn unit(frequency: Frequency) -> i64 {
    match frequency {
        Frequency::Secondly => 1,
        Frequency::Minutely => 60,
        _ => 3600,
    }
}
