//! When the times of a rule are on one day, in minutes from its midnight, up to the end of the next day.

use chrono::NaiveDate;

use super::Why;
use super::dates::moved;
use super::expr::{Clock, DAY, Rule, Time, Until};
use super::place::Place;
use super::sun;

/// Two days: nothing lasts longer.
pub(super) const END: u32 = 2 * DAY;

/// A stretch of a rule's times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) from: u32,
    /// Not part of it.
    pub(super) to: u32,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Sure,
    /// After a beginning without an end.
    OpenEnd,
    /// The rule may hold somewhere in it.
    Perhaps(Why),
}

/// Whether times of a rule can reach the next day.
pub(super) fn reaches_next_day(rule: &Rule) -> bool {
    rule.times.iter().any(|time| match time.until {
        Until::Moment => matches!(time.from, Clock::Sun(..)),
        Until::OpenEnd => true,
        Until::Span { open_end: true, .. } => true,
        Until::Span { to, .. } | Until::Every { to, .. } => {
            time.wraps() || !matches!(to, Clock::At(minute) if minute <= DAY)
        }
    })
}

/// The stretches of a rule with times, in the order in which they count: later ones go before earlier ones.
pub(super) fn stretches(rule: &Rule, day: NaiveDate, place: &dyn Place) -> Vec<Stretch> {
    let mut all = Vec::with_capacity(rule.times.len());
    for time in &rule.times {
        stretch(time, day, place, &mut all);
    }
    // An open end lasts until the next time begins, wherever that stands in the list.
    let begins: Vec<u32> = all.iter().filter(|s| s.kind == Kind::Sure).map(|s| s.from).collect();
    for open in all.iter_mut().filter(|s| s.kind == Kind::OpenEnd) {
        let next = begins.iter().filter(|from| **from > open.from).min();
        open.to = next.map_or(open.to, |next| open.to.min(*next));
    }
    all.sort_by_key(|s| s.kind != Kind::Sure);
    all
}

fn stretch(time: &Time, day: NaiveDate, place: &dyn Place, all: &mut Vec<Stretch>) {
    let wraps = time.wraps();
    let from = minute(time.from, day, place);
    let end = |to| {
        let (of, later) = if wraps { (moved(day, 1), DAY) } else { (Some(day), 0) };
        let at = of.map_or(Err(Why::NoSun), |of| minute(to, of, place))?;
        Ok((at + later).min(END))
    };
    let mut add = |from: u32, to: u32, kind| {
        if from < to {
            all.push(Stretch { from, to: to.min(END), kind });
        }
    };
    match time.until {
        Until::Moment => match from {
            Ok(at) => add(at, at + 1, Kind::Sure),
            Err(why) => add(0, DAY, Kind::Perhaps(why)),
        },
        Until::OpenEnd => match from {
            Ok(at) => add(at, guess(at), Kind::OpenEnd),
            Err(why) => add(0, END, Kind::Perhaps(why)),
        },
        Until::Span { to, open_end } => match (from, end(to)) {
            (Ok(from), Ok(to)) => {
                add(from, to, Kind::Sure);
                if open_end && from < to {
                    add(to, guess(to), Kind::OpenEnd);
                }
            }
            (from, to) => {
                let why = from.err().or(to.err()).unwrap_or(Why::NoSun);
                let last = if wraps || open_end { END } else { DAY };
                add(
                    from.unwrap_or(0),
                    to.unwrap_or(last).max(if open_end { END } else { 0 }),
                    Kind::Perhaps(why),
                );
            }
        },
        Until::Every { to, minutes } => match (from, end(to)) {
            (Ok(from), Ok(to)) => {
                let step = usize::try_from(minutes.max(1)).unwrap_or(1);
                (from..=to).step_by(step).for_each(|at| add(at, at + 1, Kind::Sure));
            }
            (from, to) => {
                let why = from.err().or(to.err()).unwrap_or(Why::NoSun);
                add(0, if wraps { END } else { DAY }, Kind::Perhaps(why));
            }
        },
    }
}

/// Until when it may be open where no end is said: late places close late. After it they are taken to be closed.
fn guess(from: u32) -> u32 {
    let until = match from / 60 {
        22.. => from + 8 * 60,
        17.. => from + 10 * 60,
        _ => DAY,
    };
    until.min(END)
}

fn minute(clock: Clock, day: NaiveDate, place: &dyn Place) -> Result<u32, Why> {
    match clock {
        Clock::At(minute) => Ok(minute),
        Clock::Sun(event, later) => {
            let (Some(position), Some(offset)) = (place.position(), place.offset(day)) else {
                return Err(Why::NoPosition);
            };
            let minute = sun::minute(event, day, position, offset).ok_or(Why::NoSun)?;
            Ok(u32::try_from(minute.saturating_add(later)).unwrap_or(0).min(END))
        }
    }
}
