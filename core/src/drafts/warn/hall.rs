//! Whether the place is open at a time.

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

use super::{DraftConcern, DraftHours, Hours, Scene, Venue};
use crate::packs::format::write_moment;
use crate::time::opening_hours::{OpeningHours, State};

/// What lasts longer is looked at day by day: no hall is open at night.
const A_DAY: TimeDelta = TimeDelta::hours(24);
/// Days that are looked at.
const DAYS: usize = 31;

impl Scene<'_> {
    pub(super) fn hall(
        &self,
        venue: &Venue<'_>,
        start: NaiveDateTime,
        end: NaiveDateTime,
    ) -> Option<DraftConcern> {
        let place = venue.place.clone()?;
        let name = venue.spot.name.clone();
        match self.state(venue, start, end) {
            None | Some(State::Open) => None,
            Some(State::Unknown) => Some(DraftConcern::HoursUnsure { place, name }),
            Some(State::Closed) => {
                let Hours::Said(hours) = &venue.spot.hours else { return None };
                let from = start.date().and_time(NaiveTime::MIN);
                let open = stretches(hours, venue, from, from + A_DAY);
                let open = open.filter(|(_, _, state)| *state == State::Open);
                let hours = open.map(|(from, to, _)| DraftHours {
                    from_local: write_moment(from, false),
                    to_local: write_moment(to, false),
                });
                Some(DraftConcern::PlaceClosed { place, name, open: hours.collect() })
            }
        }
    }

    /// Open for all of the time, closed for some of it, or not certain; nothing where nobody says.
    pub(super) fn state(
        &self,
        venue: &Venue<'_>,
        start: NaiveDateTime,
        end: NaiveDateTime,
    ) -> Option<State> {
        let hours = match &venue.spot.hours {
            Hours::Unsaid => return None,
            Hours::Unreadable => return Some(State::Unknown),
            Hours::Said(hours) => hours,
        };
        let end = end.max(start + TimeDelta::minutes(1));
        if !self.all_day() && end - start <= A_DAY {
            let states = stretches(hours, venue, start, end).map(|(_, _, state)| state);
            return Some(states.fold(State::Open, worse));
        }
        // Some hours on each day are enough.
        let days = start.date().iter_days().map(|day| day.and_time(NaiveTime::MIN));
        let days = days.take_while(|day| *day < end).take(DAYS);
        let best = |day: NaiveDateTime| {
            let states = stretches(hours, venue, day, day + A_DAY).map(|(_, _, state)| state);
            states.fold(State::Closed, better)
        };
        Some(days.map(best).fold(State::Open, worse))
    }
}

fn stretches<'h>(
    hours: &'h OpeningHours,
    venue: &'h Venue<'_>,
    from: NaiveDateTime,
    to: NaiveDateTime,
) -> impl Iterator<Item = (NaiveDateTime, NaiveDateTime, State)> + 'h {
    hours.intervals(from, to, venue.spot.days.as_ref()).map(|i| (i.from, i.to, i.state))
}

fn worse(a: State, b: State) -> State {
    match (a, b) {
        (State::Closed, _) | (_, State::Closed) => State::Closed,
        (State::Unknown, _) | (_, State::Unknown) => State::Unknown,
        _ => State::Open,
    }
}

fn better(a: State, b: State) -> State {
    match (a, b) {
        (State::Open, _) | (_, State::Open) => State::Open,
        (State::Unknown, _) | (_, State::Unknown) => State::Unknown,
        _ => State::Closed,
    }
}
