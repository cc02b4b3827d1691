//! What an event's time runs into.
//!
//! The question is about the event and never about a person: the organiser learns who may not be able to come.

use chrono::{Datelike, Days as Span, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::days::Certainty;
use super::kept::{Asks, Kept, Observance};
use super::{Holiday, Observances};

/// Where an event takes place, as far as days depend on it.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// ISO 3166-1 code; nothing: no public holidays are looked for.
    pub country: Option<&'a str>,
    /// ISO 3166-2 code.
    pub region: Option<&'a str>,
    /// Local time of sunset; nothing where it is not known, or where the sun does not set.
    pub sunset: &'a dyn Fn(NaiveDate) -> Option<NaiveTime>,
}

/// Something that an event runs into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// Id of the observance, or [`PUBLIC_HOLIDAY`]; names go by it.
    pub observance: String,
    /// Who keeps it.
    pub tradition: String,
    /// Local time from which it holds, on the days that the event touches.
    pub from: NaiveDateTime,
    /// Local time up to which it holds.
    pub to: NaiveDateTime,
    /// Whether it is sure that it holds at the time of the event.
    pub certainty: Certainty,
    /// What it asks.
    pub asks: Asks,
    /// It takes an hour or two of the day and no more.
    pub hours_only: bool,
}

/// The id of the observance under which public holidays are told.
pub const PUBLIC_HOLIDAY: &str = "public-holiday";

/// An event is looked at for so many days; what is longer has clashes enough.
const LONGEST: i64 = 31;
/// The earliest that the sun sets where people meet: stands in where sunset is not known.
const EARLY_SUNSET: (u32, u32) = (15, 0);
/// From sunset to nightfall and a meal.
const NIGHTFALL: TimeDelta = TimeDelta::minutes(60);
/// The last meal before a day of fasting is over by then at the latest.
const FAST_BEGINS: (u32, u32) = (3, 0);

type Stretch = (NaiveDateTime, NaiveDateTime);

impl Observances {
    /// What an event runs into, from `start` to before `end`, in local time; heaviest first, then surest, then by time.
    /// An end that is not after the start counts as a minute after it; of events longer than 31 days, the first 31 count.
    pub fn clashes(
        &self,
        start: NaiveDateTime,
        end: NaiveDateTime,
        place: &Place<'_>,
    ) -> Vec<Clash> {
        let Some(event) = event(start, end) else { return Vec::new() };
        let mut found: Vec<Clash> = self
            .observances
            .values()
            .flat_map(|o| near(o, event).into_iter().filter_map(|k| clash(&k, event, place)))
            .collect();
        found.extend(self.holiday_clashes(event, place));
        found.sort_by(|a, b| {
            let key = |c: &Clash| (std::cmp::Reverse(c.asks), c.certainty, c.from);
            key(a).cmp(&key(b)).then_with(|| a.observance.cmp(&b.observance))
        });
        // A weekly day is met twice by an event of two days; once is enough to know.
        found.dedup_by(|later, first| later.observance == first.observance);
        found
    }

    fn holiday_clashes(&self, event: Stretch, place: &Place<'_>) -> Vec<Clash> {
        let Some(country) = place.country else { return Vec::new() };
        let years = event.0.year().saturating_sub(1)..=event.1.year().saturating_add(1);
        let days = years.filter_map(|year| self.holidays(country, place.region, year)).flatten();
        let holds = |day: &Holiday| !day.suspended && !day.in_parts;
        let clash = |day: Holiday| {
            let certainty = whole_days(day.date, day.date, day.certainty, event)?;
            let (from, to) = (day.date.and_time(NaiveTime::MIN), midnight_after(day.date)?);
            Some(Clash {
                observance: PUBLIC_HOLIDAY.to_owned(),
                tradition: "civil".to_owned(),
                from,
                to,
                certainty,
                // People are free; but families are away together, and little else is open.
                asks: Asks::Family,
                hours_only: false,
            })
        };
        days.filter(holds).filter_map(clash).collect()
    }
}

fn event(start: NaiveDateTime, end: NaiveDateTime) -> Option<Stretch> {
    let end = end.max(start.checked_add_signed(TimeDelta::minutes(1))?);
    let longest = start.checked_add_signed(TimeDelta::days(LONGEST))?;
    Some((start, end.min(longest)))
}

/// What of an observance lies in reach of an event: a day for the moon, one for the evening before.
fn near(observance: &Observance, event: Stretch) -> Vec<Kept<'_>> {
    let reach = Span::new(3);
    let (Some(from), Some(to)) =
        (event.0.date().checked_sub_days(reach), event.1.date().checked_add_days(reach))
    else {
        return Vec::new();
    };
    // What is longer than a month may have begun in the year before.
    let years = from.year().saturating_sub(1)..=to.year();
    let kept = years.flat_map(|year| observance.in_year(year));
    kept.filter(|k| k.first <= to && from <= k.last).collect()
}

fn clash(kept: &Kept<'_>, event: Stretch, place: &Place<'_>) -> Option<Clash> {
    let certainty = match kept.certainty {
        Certainty::Exact => {
            holds(kept.first, kept.last, kept, event, place).then_some(Certainty::Exact)?
        }
        Certainty::WithinADay => {
            let one = Span::new(1);
            let (early, late) =
                (kept.first.checked_sub_days(one)?, kept.last.checked_add_days(one)?);
            if !holds(early, late, kept, event, place) {
                return None;
            }
            // In the middle of a month of fasting nobody doubts that there is one.
            let sure = (kept.first.checked_add_days(one)?, kept.last.checked_sub_days(one)?);
            match sure.0 <= sure.1 && holds(sure.0, sure.1, kept, event, place) {
                true => Certainty::Exact,
                false => Certainty::WithinADay,
            }
        }
    };
    let (from, to) = touched(kept, event, place)?;
    Some(Clash {
        observance: kept.observance.id.clone(),
        tradition: kept.observance.tradition.clone(),
        from,
        to,
        certainty,
        asks: kept.observance.asks,
        hours_only: kept.observance.hours.is_some(),
    })
}

/// Whether it holds at some time of the event, if it is kept from `first` to `last`.
fn holds(
    first: NaiveDate,
    last: NaiveDate,
    kept: &Kept<'_>,
    event: Stretch,
    place: &Place<'_>,
) -> bool {
    stretches(first, last, kept.observance, event, place)
        .into_iter()
        .any(|stretch| overlap(stretch, event))
}

/// When it holds on the days that the event touches: of what is kept by hours, the first that is touched, or the nearest.
fn touched(kept: &Kept<'_>, event: Stretch, place: &Place<'_>) -> Option<Stretch> {
    let all = stretches(kept.first, kept.last, kept.observance, event, place);
    let apart = |(from, to): &Stretch| {
        let before = (*from - event.1).num_minutes().max(0);
        before.max((event.0 - *to).num_minutes())
    };
    all.into_iter().min_by_key(|s| (!overlap(*s, event), apart(s), s.0))
}

/// The times at which it holds, near the event.
fn stretches(
    first: NaiveDate,
    last: NaiveDate,
    observance: &Observance,
    event: Stretch,
    place: &Place<'_>,
) -> Vec<Stretch> {
    let by_day = |of_day: &dyn Fn(NaiveDate) -> Option<Stretch>| -> Vec<Stretch> {
        let reach = Span::new(3);
        let from = event.0.date().checked_sub_days(reach).map_or(first, |d| d.max(first));
        let to = event.1.date().checked_add_days(reach).map_or(last, |d| d.min(last));
        from.iter_days().take_while(|d| *d <= to).filter_map(of_day).collect()
    };
    if let Some((from, to)) = observance.hours {
        return by_day(&|day| Some((day.and_time(from), day.and_time(to))));
    }
    if observance.asks == Asks::Fast {
        return by_day(&|day| Some((at(day, FAST_BEGINS)?, nightfall(day, place)?)));
    }
    let whole = if observance.starts_at_sunset {
        first.pred_opt().and_then(|eve| {
            let sunset = (place.sunset)(eve).map(|time| eve.and_time(time));
            Some((sunset.or_else(|| at(eve, EARLY_SUNSET))?, nightfall(last, place)?))
        })
    } else {
        midnight_after(last).map(|end| (first.and_time(NaiveTime::MIN), end))
    };
    whole.into_iter().collect()
}

/// Whether days from midnight to midnight are in the way, and how surely.
fn whole_days(
    first: NaiveDate,
    last: NaiveDate,
    certainty: Certainty,
    event: Stretch,
) -> Option<Certainty> {
    let (first, last) = match certainty {
        Certainty::Exact => (first, last),
        Certainty::WithinADay => (first.pred_opt()?, last.succ_opt()?),
    };
    let days = (first.and_time(NaiveTime::MIN), midnight_after(last)?);
    overlap(days, event).then_some(certainty)
}

fn overlap(one: Stretch, other: Stretch) -> bool {
    one.0 < other.1 && other.0 < one.1
}

/// The end of a day that ends at sunset; midnight where sunset is not known.
fn nightfall(day: NaiveDate, place: &Place<'_>) -> Option<NaiveDateTime> {
    match (place.sunset)(day) {
        Some(time) => day.and_time(time).checked_add_signed(NIGHTFALL),
        None => midnight_after(day),
    }
}

fn at(day: NaiveDate, (hour, minute): (u32, u32)) -> Option<NaiveDateTime> {
    day.and_hms_opt(hour, minute, 0)
}

fn midnight_after(day: NaiveDate) -> Option<NaiveDateTime> {
    Some(day.succ_opt()?.and_time(NaiveTime::MIN))
}
