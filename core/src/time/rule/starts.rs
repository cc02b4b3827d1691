//! The starts of a rule one after another: period by period, without looking at what lies between.

mod step;

use chrono::NaiveDateTime;

use self::step::{base, days_of, end, next_day, next_moment, period_of};
use super::plan::{Plan, seconds_of};
use super::set::{Days, Fixed, Set, time_of};
use super::{Frequency, Rule};

/// Periods that [`Starts::seek`] counts one by one, at most.
const COUNTED: u32 = 10_000_000;
/// The starts of a rule, in order, each once.
///
/// Ends after the year 9999 and where the rule matches nothing more: the Gregorian calendar repeats after 400 years, so a
/// rule that has matched in no period of so many has no other (146,097 periods of days or shorter ones). Other calendars are
/// searched three times as long. A step takes time and memory that do not depend on how many starts a period has.
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
            // `SKIP` may put a day of two periods on one date, which counts once.
            let behind = self.set.get(&plan.times, to - 1).map_or(self.floor, |last| last + 1);
            self.floor = self.floor.max(behind);
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
                        let days = Days::Many(days_of(plan, self.base, self.next)?);
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
