//! The starts of a rule one after another: period by period, without looking at what lies between.

use chrono::NaiveDateTime;

use super::calendar::Year;
use super::plan::{DAY, Plan, seconds_of};
use super::set::{Fixed, Set, time_of};
use super::{Frequency, LAST_YEAR, Rule};

/// Periods that [`Starts::seek`] counts one by one, at most.
const COUNTED: u32 = 10_000_000;
/// Mean length of a month of lunisolar calendars, in millionths of a day. Months begin within three days of the mean.
const LUNATION: i64 = 29_530_589;
const MILLION: i64 = 1_000_000;
/// A new moon from which they are counted: 6 January 2000.
const NEW_MOON: i64 = 730_125;
/// A day inside every month that begins within three days of the mean.
const MID_MONTH: i64 = 14;

/// The starts of a rule, in order, each once.
///
/// Ends after the year 9999 and where the rule matches nothing more: the Gregorian calendar repeats after 400 years, so a
/// rule that has matched in no period of so many has no other (146,097 periods of days or shorter ones). Other calendars are
/// searched ten times as long. A step takes time and memory that do not depend on how many starts a period has.
#[derive(Debug, Clone)]
pub struct Starts {
    /// None: nothing to be found.
    plan: Option<Box<Plan>>,
    /// Where periods are counted from: a year, a month, a day, or a second, by frequency.
    base: i64,
    /// The next period.
    next: i64,
    /// The present period and its starts.
    period: i64,
    set: Set,
    place: i64,
    left: u64,
    /// No start is before this second.
    floor: i64,
}

impl Starts {
    pub(super) fn new(rule: &Rule, first: NaiveDateTime) -> Self {
        let mut starts = Self {
            plan: Plan::new(rule, first).map(Box::new),
            base: 0,
            next: 0,
            period: -1,
            set: Set::default(),
            place: 0,
            left: rule.count.unwrap_or(u64::MAX),
            floor: seconds_of(first),
        };
        let base = starts.plan.as_mut().and_then(|plan| base(plan, starts.floor));
        match base {
            Some(base) => starts.base = base,
            None => starts.plan = None,
        }
        starts
    }

    /// The same starts as far as they come before a time. What matches nothing more is searched no further than that.
    #[must_use]
    pub fn before(mut self, to: NaiveDateTime) -> Self {
        if let Some(plan) = &mut self.plan {
            let second = seconds_of(to);
            let is_whole = to.and_utc().timestamp_subsec_nanos() == 0;
            plan.end_at(if is_whole { second.saturating_sub(1) } else { second });
        }
        self
    }

    /// Goes on with the first start at or after a time; never back.
    ///
    /// Without `COUNT` this is one calculation. With it, what is passed over has to be counted: at once where all periods
    /// have as many starts (no part limits them), otherwise period by period. After ten million periods it gives up and ends.
    pub fn seek(&mut self, from: NaiveDateTime) {
        let second = seconds_of(from) + i64::from(from.and_utc().timestamp_subsec_nanos() > 0);
        if second <= self.floor {
            return;
        }
        if self.left == u64::MAX {
            self.jump(second);
        } else {
            self.count_to(second);
        }
        self.floor = self.floor.max(second);
        if let Some(plan) = &self.plan {
            self.place = self.place.max(self.set.place_of(&plan.times, second));
        }
    }

    fn jump(&mut self, second: i64) {
        let Some(plan) = self.plan.as_mut() else { return };
        match period_of(plan, self.base, second) {
            Some(period) if period > self.period => {
                self.next = period.max(self.next);
                self.set = Set::default();
                self.place = 0;
            }
            Some(_) => (),
            None => self.plan = None,
        }
    }

    fn count_to(&mut self, second: i64) {
        if self.place >= self.rest_end() && !self.load() {
            return;
        }
        self.leap(second);
        for _ in 0..COUNTED {
            let Some(plan) = &self.plan else { return };
            let to = self.set.place_of(&plan.times, second);
            let passed = u64::try_from(to - self.place).unwrap_or_default();
            let is_over = passed >= self.left;
            let last_reached = to < self.set.len(&plan.times);
            self.left = self.left.saturating_sub(passed);
            self.place = self.place.max(to);
            if is_over {
                self.plan = None;
            }
            if is_over || last_reached || !self.load() {
                return;
            }
        }
        self.plan = None;
    }

    /// Counts even periods at once.
    fn leap(&mut self, second: i64) {
        let Some(plan) = self.plan.as_mut().filter(|plan| plan.is_even()) else { return };
        let Some(period) = period_of(plan, self.base, second) else { return };
        let between = period - self.period - 1;
        let each = self.set.len(&plan.times);
        if between <= 0 || each == 0 {
            return;
        }
        let passed = (each - self.place).saturating_add(each.saturating_mul(between));
        let passed = u64::try_from(passed).unwrap_or_default();
        if passed >= self.left {
            self.plan = None;
            return;
        }
        self.left -= passed;
        self.next = period;
        self.load();
    }

    fn rest_end(&self) -> i64 {
        self.plan.as_ref().map_or(0, |plan| self.set.len(&plan.times))
    }

    /// Brings the next period that has a start; false at the end.
    fn load(&mut self) -> bool {
        let found = self.plan.as_mut().and_then(|plan| {
            let mut first_empty = self.next;
            loop {
                let (period, set) = match plan.frequency {
                    Frequency::Yearly | Frequency::Monthly | Frequency::Weekly => {
                        let days = days_of(plan, self.base, self.next)?;
                        let set = Set::new(days, Fixed::default(), &plan.times, &plan.positions);
                        (self.next, set)
                    }
                    Frequency::Daily => next_day(plan, self.base, self.next)?,
                    _ => next_moment(plan, self.base, self.next)?,
                };
                self.next = period.checked_add(1)?;
                let place = set.place_of(&plan.times, self.floor);
                if place < set.len(&plan.times) {
                    return Some((period, set, place));
                }
                if set.len(&plan.times) > 0 {
                    first_empty = self.next;
                }
                if self.next - first_empty > plan.patience {
                    return None;
                }
            }
        });
        match found {
            Some((period, set, place)) => {
                (self.period, self.set, self.place) = (period, set, place);
                true
            }
            None => {
                self.plan = None;
                false
            }
        }
    }
}

impl Iterator for Starts {
    type Item = NaiveDateTime;

    fn next(&mut self) -> Option<NaiveDateTime> {
        if self.left == 0 {
            return None;
        }
        if self.place >= self.rest_end() && !self.load() {
            return None;
        }
        let plan = self.plan.as_ref()?;
        let second = self.set.get(&plan.times, self.place)?;
        if second > plan.until || second >= end() {
            self.plan = None;
            return None;
        }
        self.place += 1;
        self.floor = second + 1;
        if self.left != u64::MAX {
            self.left -= 1;
        }
        time_of(second)
    }
}

/// The first second after the last year.
fn end() -> i64 {
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
            let middle = i64::from(year.first + month.start) + MID_MONTH;
            Some(((middle - NEW_MOON) * MILLION).div_euclid(LUNATION))
        }
    }
}

/// What periods are counted from.
fn base(plan: &mut Plan, second: i64) -> Option<i64> {
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
fn period_of(plan: &mut Plan, base: i64, second: i64) -> Option<i64> {
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
fn days_of(plan: &mut Plan, base: i64, period: i64) -> Option<Vec<i32>> {
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
        return Some(year.first + year.months().get(place)?.start);
    }
    // The middle of a lunation lies in the month that has its number.
    let middle = (number.checked_mul(LUNATION)? + LUNATION / 2).div_euclid(MILLION);
    let day = i32::try_from(NEW_MOON + middle).ok()?;
    let year = calendar.year_at(day)?;
    Some(year.first + year.month_of(day).start)
}

/// The next day that a daily rule names, and its period.
fn next_day(plan: &mut Plan, base: i64, period: i64) -> Option<(i64, Set)> {
    let mut period = period;
    let limit = period.saturating_add(plan.patience);
    while period <= limit {
        let day = base.checked_add(period.checked_mul(plan.interval)?)?;
        if day * DAY >= end() {
            return None;
        }
        let found = i64::from(plan.days.next_day(i32::try_from(day).ok()?)?);
        if found == day {
            let days = vec![i32::try_from(day).ok()?];
            let set = Set::new(days, Fixed::default(), &plan.times, &plan.positions);
            return Some((period, set));
        }
        period = round_up(found - base, plan.interval);
    }
    None
}

/// The next hour, minute or second that a rule names, and its period.
fn next_moment(plan: &mut Plan, base: i64, period: i64) -> Option<(i64, Set)> {
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
            let days = vec![i32::try_from(day).ok()?];
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
