//! Public holidays, and what traditions keep at a time.

use std::cell::Cell;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime};

use super::{DraftConcern, Scene, Venue};
use crate::error::Result;
use crate::packs::format::write_moment;
use crate::time::observance::{Asks, Certainty, Clash, Observances, PUBLIC_HOLIDAY, Place};
use crate::time::opening_hours;

impl Scene<'_> {
    /// What a time runs into; the heaviest first.
    pub(super) fn kept(
        &self,
        venue: &Venue<'_>,
        start: NaiveDateTime,
        end: NaiveDateTime,
    ) -> Result<Vec<DraftConcern>> {
        let clashes = self.clashes(venue, start, end);
        let mut named: Vec<String> = Vec::new();
        let mut holidays: Vec<DraftConcern> = Vec::new();
        for clash in clashes.iter().filter(|clash| clash.observance == PUBLIC_HOLIDAY) {
            let day = clash.from.date();
            let name = self.holiday_of(day);
            let named_here = clashes.iter().find(|c| Some(c.observance.as_str()) == name);
            match named_here {
                Some(clash) => named.push(clash.observance.clone()),
                None => holidays.push(DraftConcern::PublicHoliday {
                    day: day.to_string(),
                    certainty: clash.certainty,
                }),
            }
        }
        let mut concerns = Vec::new();
        for clash in clashes.iter().filter(|clash| clash.observance != PUBLIC_HOLIDAY) {
            let public_holiday = named.contains(&clash.observance);
            concerns.push(self.concern(clash, start, public_holiday)?);
        }
        let lightest = concerns.iter().position(|c| !c.is_in_the_way()).unwrap_or(concerns.len());
        concerns.splice(lightest..lightest, holidays);
        Ok(concerns)
    }

    /// Everything that is kept at a time, and public holidays as the pack lists them or else the facts tell.
    pub(super) fn clashes(
        &self,
        venue: &Venue<'_>,
        start: NaiveDateTime,
        end: NaiveDateTime,
    ) -> Vec<Clash> {
        let days = venue.spot.days.as_ref();
        let sunset = |day: NaiveDate| opening_hours::sunset(day, days);
        let (country, region) = self.around.region();
        let place = Place { country: Some(country), region, sunset: &sunset };
        let mut clashes = self.around.table().clashes(start, end, &place);
        clashes.retain(|clash| {
            clash.observance != PUBLIC_HOLIDAY
                || days.public_holiday(clash.from.date()) != Some(false)
        });
        let last = end.max(start).date();
        let touched = start.date().iter_days().take_while(|day| *day <= last).take(32);
        let touched =
            touched.filter(|day| *day == start.date() || day.and_time(NaiveTime::MIN) < end);
        for day in touched.filter(|day| days.public_holiday(*day) == Some(true)) {
            let from = day.and_time(NaiveTime::MIN);
            let told = |c: &Clash| c.observance == PUBLIC_HOLIDAY;
            if !clashes.iter().any(told) {
                clashes.push(Clash {
                    observance: PUBLIC_HOLIDAY.to_owned(),
                    tradition: "civil".to_owned(),
                    from,
                    to: day.succ_opt().map_or(from, |next| next.and_time(NaiveTime::MIN)),
                    certainty: Certainty::Exact,
                    asks: Asks::Family,
                    hours_only: false,
                });
            }
        }
        clashes
    }

    fn concern(
        &self,
        clash: &Clash,
        start: NaiveDateTime,
        public_holiday: bool,
    ) -> Result<DraftConcern> {
        let at_sunset = self
            .around
            .table()
            .observance(&clash.observance)
            .is_some_and(|o| o.starts_at_sunset && o.asks != Asks::Fast && o.hours.is_none());
        let (name, language) = self.name(&clash.observance)?;
        Ok(DraftConcern::Observance {
            id: clash.observance.clone(),
            name,
            language,
            from_local: write_moment(clash.from, false),
            to_local: write_moment(clash.to, false),
            certainty: clash.certainty,
            eve: at_sunset && start.date() == clash.from.date(),
            asks: clash.asks,
            hours_only: clash.hours_only,
            public_holiday,
            in_the_way: public_holiday || is_in_the_way(clash),
        })
    }

    /// A name with its language; the id where there is none.
    pub(super) fn name(&self, id: &str) -> Result<(String, Option<String>)> {
        let known = self.names.borrow().get(id).cloned();
        let name = match known {
            Some(name) => name,
            None => {
                let name = self.around.name(id)?;
                self.names.borrow_mut().insert(id.to_owned(), name.clone());
                name
            }
        };
        Ok(name.map_or_else(|| (id.to_owned(), None), |(name, tag)| (name, Some(tag))))
    }

    /// The observance that a public holiday is kept for.
    fn holiday_of(&self, day: NaiveDate) -> Option<&str> {
        let (country, region) = self.around.region();
        holiday_of(self.around.table(), country, region, day)
    }
}

/// Whether something is a reason to look for another time; a Lent in which people come and eat no meat is none.
pub(super) fn is_in_the_way(clash: &Clash) -> bool {
    clash.asks != Asks::Minor || clash.hours_only
}

/// What falls on a public holiday in each year that the table knows is what the day is called after. A table of plain dates
/// does not say it, and what falls there in one year alone may be chance.
fn holiday_of<'t>(
    table: &'t Observances,
    country: &str,
    region: Option<&str>,
    day: NaiveDate,
) -> Option<&'t str> {
    let whole_day = |o: &&crate::time::observance::Kept<'_>| {
        o.first == day && o.observance.hours.is_none() && o.observance.id != PUBLIC_HOLIDAY
    };
    let kept: Vec<String> =
        table.on(day).iter().filter(whole_day).map(|k| k.observance.id.clone()).collect();
    let year = day.year();
    // Only years that both know, and enough of them.
    let is_always = |id: &str| {
        let Some(observance) = table.observance(id) else { return false };
        let compared = Cell::new(0);
        let always = (year - 6..=year + 6).all(|year| {
            let Some(holidays) = table.holidays(country, region, year) else { return true };
            observance.in_year(year).iter().all(|kept| {
                compared.set(compared.get() + 1);
                holidays.iter().any(|holiday| holiday.date == kept.first)
            })
        });
        always && compared.get() >= 3
    };
    let id = kept.into_iter().find(|id| is_always(id))?;
    table.observance(&id).map(|o| o.id.as_str())
}
