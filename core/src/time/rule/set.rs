//! The starts of one period: days, and the same times on each of them. A set is a product and is never written out, so that
//! a year of seconds costs no more than a year of days.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::plan::DAY;

/// Lists of hours, minutes and seconds, each in order and without repetition.
#[derive(Debug, Clone, Default)]
pub(super) struct Times {
    pub(super) hours: Vec<u8>,
    pub(super) minutes: Vec<u8>,
    pub(super) seconds: Vec<u8>,
}

/// Times of the day of one period; what the period itself fixes is one value.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fixed {
    pub(super) hour: Option<u8>,
    pub(super) minute: Option<u8>,
    pub(super) second: Option<u8>,
}

/// The days of a period; of short ones there are very many, each with one day.
#[derive(Debug, Clone)]
pub(super) enum Days {
    One([i32; 1]),
    Many(Vec<i32>),
}

impl Default for Days {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl Days {
    fn list(&self) -> &[i32] {
        match self {
            Self::One(day) => day,
            Self::Many(days) => days,
        }
    }
}

/// The starts of one period, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Set {
    days: Days,
    fixed: Fixed,
    /// Places that `BYSETPOS` chooses, in order.
    chosen: Option<Vec<i64>>,
}

fn length(list: &[u8], fixed: Option<u8>) -> i64 {
    fixed.map_or(i64::try_from(list.len()).unwrap_or_default(), |_| 1)
}

fn value(list: &[u8], fixed: Option<u8>, place: i64) -> Option<i64> {
    match fixed {
        Some(value) => Some(value.into()),
        None => list.get(usize::try_from(place).ok()?).map(|value| i64::from(*value)),
    }
}

/// How many values lie below a number, and whether the next one is the number.
fn below(list: &[u8], fixed: Option<u8>, number: i64) -> (i64, bool) {
    match fixed {
        Some(value) => (i64::from(i64::from(value) < number), i64::from(value) == number),
        None => {
            let place = list.partition_point(|value| i64::from(*value) < number);
            let is_there = list.get(place).is_some_and(|value| i64::from(*value) == number);
            (i64::try_from(place).unwrap_or_default(), is_there)
        }
    }
}

impl Set {
    /// A set of days and times, of which `positions` choose where there are any.
    pub(super) fn new(days: Days, fixed: Fixed, times: &Times, positions: &[i16]) -> Self {
        let mut set = Self { days, fixed, chosen: None };
        if !positions.is_empty() {
            let count = set.len(times);
            let place = |n: &i16| match i64::from(*n) {
                0 => -1,
                n if n > 0 => n - 1,
                n => count + n,
            };
            let mut chosen: Vec<i64> =
                positions.iter().map(place).filter(|n| (0..count).contains(n)).collect();
            chosen.sort_unstable();
            chosen.dedup();
            set.chosen = Some(chosen);
        }
        set
    }

    fn per_day(&self, times: &Times) -> i64 {
        length(&times.hours, self.fixed.hour)
            * length(&times.minutes, self.fixed.minute)
            * length(&times.seconds, self.fixed.second)
    }

    /// How many starts there are.
    pub(super) fn len(&self, times: &Times) -> i64 {
        match &self.chosen {
            Some(chosen) => i64::try_from(chosen.len()).unwrap_or_default(),
            None => i64::try_from(self.days.list().len()).unwrap_or_default() * self.per_day(times),
        }
    }

    /// The start at a place, in seconds as [`super::plan::seconds_of`] counts them.
    pub(super) fn get(&self, times: &Times, place: i64) -> Option<i64> {
        match &self.chosen {
            None => self.at(times, place),
            Some(chosen) => self.at(times, *chosen.get(usize::try_from(place).ok()?)?),
        }
    }

    fn at(&self, times: &Times, place: i64) -> Option<i64> {
        let per_day = self.per_day(times);
        let (nth, rest) = match per_day {
            // By far the most.
            1 => (place, 0),
            _ => (place.checked_div(per_day)?, place % per_day),
        };
        let day = self.days.list().get(usize::try_from(nth).ok()?)?;
        let seconds = length(&times.seconds, self.fixed.second);
        let minutes = length(&times.minutes, self.fixed.minute);
        let (in_minutes, second) = match rest {
            0 => (0, 0),
            _ => (rest.checked_div(seconds)?, rest.checked_rem(seconds)?),
        };
        let (hour, minute) = match in_minutes {
            0 => (0, 0),
            _ => (in_minutes.checked_div(minutes)?, in_minutes.checked_rem(minutes)?),
        };
        let hour = value(&times.hours, self.fixed.hour, hour)?;
        let minute = value(&times.minutes, self.fixed.minute, minute)?;
        let second = value(&times.seconds, self.fixed.second, second)?;
        Some(i64::from(*day) * DAY + hour * 3600 + minute * 60 + second)
    }

    /// The place of the first start that is not before a second.
    pub(super) fn place_of(&self, times: &Times, second: i64) -> i64 {
        let place = self.place_in_all(times, second);
        match &self.chosen {
            None => place,
            Some(chosen) => {
                i64::try_from(chosen.partition_point(|n| *n < place)).unwrap_or_default()
            }
        }
    }

    fn place_in_all(&self, times: &Times, second: i64) -> i64 {
        let (day, rest) = (second.div_euclid(DAY), second.rem_euclid(DAY));
        let days = self.days.list().partition_point(|d| i64::from(*d) < day);
        let is_there = self.days.list().get(days).is_some_and(|d| i64::from(*d) == day);
        let before = i64::try_from(days).unwrap_or_default() * self.per_day(times);
        if !is_there {
            return before;
        }
        let seconds = length(&times.seconds, self.fixed.second);
        let minutes = length(&times.minutes, self.fixed.minute);
        let (hours_below, hour_there) = below(&times.hours, self.fixed.hour, rest / 3600);
        let mut place = before + hours_below * minutes * seconds;
        if hour_there {
            let (minutes_below, minute_there) =
                below(&times.minutes, self.fixed.minute, rest / 60 % 60);
            place += minutes_below * seconds;
            if minute_there {
                place += below(&times.seconds, self.fixed.second, rest % 60).0;
            }
        }
        place
    }
}

/// The wall clock time of a number of seconds.
pub(super) fn time_of(second: i64) -> Option<NaiveDateTime> {
    let day = i32::try_from(second.div_euclid(DAY)).ok()?;
    let time = u32::try_from(second.rem_euclid(DAY)).ok()?;
    let time = NaiveTime::from_num_seconds_from_midnight_opt(time, 0)?;
    Some(NaiveDate::from_num_days_from_ce_opt(day)?.and_time(time))
}
