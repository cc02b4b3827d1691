//! Going through days: the stretches between two moments, and the next change.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::dates::moved;
use super::expr::{DAY, Rule};
use super::place::Place;
use super::timeline::{Piece, What, day, day_and_work};
use super::{Interval, OpeningHours, State, Status};

/// How far a change is looked for, in days: ten years.
const HORIZON: i32 = 3653;
/// The same where every week is like the other.
const WEEK: i32 = 9;
/// How much is looked at in the search: some ten milliseconds, whatever the expression.
const WORK: usize = 200_000;

impl OpeningHours {
    /// What holds at a local moment of a place.
    pub fn state_at(&self, at: NaiveDateTime, place: &dyn Place) -> Status<'_> {
        let pieces = day(&self.rules, at.date(), place);
        let minute = at.hour() * 60 + at.minute();
        let behind = pieces.partition_point(|p| p.from <= minute);
        let what = behind.checked_sub(1).and_then(|n| pieces.get(n)).map(|p| p.what);
        self.status(what)
    }

    /// The first local moment behind `at` that is in another state; nothing where there is none within ten years. In an
    /// expression of very many parts the search may end before that.
    pub fn next_change(&self, at: NaiveDateTime, place: &dyn Place) -> Option<NaiveDateTime> {
        self.next_change_within(at, HORIZON, place)
    }

    /// The same, looked for on the day of `at` and so many days behind it, ten years at most.
    pub fn next_change_within(
        &self,
        at: NaiveDateTime,
        days: i32,
        place: &dyn Place,
    ) -> Option<NaiveDateTime> {
        let now = self.state_at(at, place).state;
        let weekly = self.rules.iter().all(is_weekly);
        let horizon = days.min(if weekly { WEEK } else { HORIZON });
        let mut work = 0;
        for date in (0..=horizon).map_while(|ahead| moved(at.date(), ahead)) {
            let (pieces, looked_at) = day_and_work(&self.rules, date, place);
            let other =
                |p: &&Piece| p.what.state != now && moment(date, p.from).is_some_and(|m| m > at);
            if let Some(change) = pieces.iter().find(other) {
                return moment(date, change.from);
            }
            work += looked_at;
            if work > WORK {
                break;
            }
        }
        None
    }

    /// Stretches from `from` until before `to`, without gaps; neighbours differ.
    pub fn intervals<'a>(
        &'a self,
        from: NaiveDateTime,
        to: NaiveDateTime,
        place: &'a dyn Place,
    ) -> impl Iterator<Item = Interval<'a>> + 'a {
        Intervals {
            hours: self,
            place,
            at: from,
            to,
            date: Some(from.date()),
            pieces: Vec::new().into_iter(),
            next: None,
        }
    }

    fn status(&self, what: Option<What>) -> Status<'_> {
        let Some(what) = what else {
            return Status { state: State::Unknown, why: None, comment: None };
        };
        let comment = what.rule.and_then(|n| self.rules.get(n)).and_then(|r| r.comment.as_deref());
        Status { state: what.state, why: what.why, comment }
    }
}

/// Whether a rule says the same every week.
fn is_weekly(rule: &Rule) -> bool {
    let moves = |time: &super::expr::Time| {
        let sun = |clock| matches!(clock, super::expr::Clock::Sun(..));
        sun(time.from)
            || match time.until {
                super::expr::Until::Span { to, .. } | super::expr::Until::Every { to, .. } => {
                    sun(to)
                }
                super::expr::Until::Moment | super::expr::Until::OpenEnd => false,
            }
    };
    rule.years.is_empty()
        && rule.dates.is_empty()
        && rule.weeks.is_empty()
        && rule.holidays.is_empty()
        && rule.weekdays.iter().all(|w| w.nth.is_empty())
        && !rule.times.iter().any(moves)
}

struct Intervals<'a> {
    hours: &'a OpeningHours,
    place: &'a dyn Place,
    /// Where the next stretch begins.
    at: NaiveDateTime,
    to: NaiveDateTime,
    /// The day whose pieces are fetched next.
    date: Option<NaiveDate>,
    pieces: std::vec::IntoIter<Piece>,
    next: Option<Status<'a>>,
}

impl<'a> Intervals<'a> {
    /// The next moment at which something may change, and what holds from there.
    fn step(&mut self) -> Option<(NaiveDateTime, Status<'a>)> {
        loop {
            let date = self.date?;
            let before = moved(date, -1);
            if let (Some(piece), Some(day)) = (self.pieces.next(), before) {
                let at = moment(day, piece.from)?;
                return (at < self.to).then(|| (at, self.hours.status(Some(piece.what))));
            }
            if date.and_time(NaiveTime::MIN) >= self.to {
                return None;
            }
            self.pieces = day(&self.hours.rules, date, self.place).into_iter();
            self.date = moved(date, 1);
        }
    }
}

impl<'a> Iterator for Intervals<'a> {
    type Item = Interval<'a>;

    fn next(&mut self) -> Option<Interval<'a>> {
        if self.at >= self.to {
            return None;
        }
        let mut now = self.next.take();
        loop {
            let (end, after) = match self.step() {
                Some((at, status)) if at <= self.at || now.is_none() || now == Some(status) => {
                    // The piece that covers the beginning, or more of the same.
                    now = Some(status);
                    continue;
                }
                Some((at, status)) => (at, Some(status)),
                None => (self.to, None),
            };
            let Status { state, why, comment } = now?;
            let interval = Interval { from: self.at, to: end, state, why, comment };
            self.at = end;
            self.next = after;
            return Some(interval);
        }
    }
}

fn moment(date: NaiveDate, minute: u32) -> Option<NaiveDateTime> {
    let days = i32::try_from(minute / DAY).ok()?;
    let time = NaiveTime::from_hms_opt(minute % DAY / 60, minute % 60, 0)?;
    Some(moved(date, days)?.and_time(time))
}
