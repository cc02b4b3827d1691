//! A day, or some days, that a tradition keeps.

use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::days::{Certainty, Days, Stretch, WHOLE};
use super::read::NotDays;

/// An observance as records carry it. `days` is in the written form of `read`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservanceRecord {
    /// Its id, such as `eid-al-fitr`.
    pub id: String,
    /// Who keeps it, such as `islamic`; a word of the table, nothing is asked of anybody.
    pub tradition: String,
    /// When it falls.
    pub days: String,
    /// First year that the table knows.
    pub from: i32,
    /// Last year that the table knows.
    pub to: i32,
    /// Begins at sunset of the day before its first.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sunset: bool,
    /// `HH:MM-HH:MM`, local time: the part of the day that it takes; empty: all of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hours: String,
    /// What it asks of people.
    pub asks: Asks,
}

/// What an observance asks of people who keep it; later ones weigh more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asks {
    /// A greeting, or a time of prayer; people come all the same.
    Minor,
    /// Nothing is eaten or drunk by day: no meal before sunset, and no hard work.
    Fast,
    /// Families are together; many will not come.
    Family,
    /// No work, no travel, or service for the whole day: who keeps it cannot come.
    Rest,
}

/// An observance, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observance {
    /// Its id.
    pub id: String,
    /// Who keeps it.
    pub tradition: String,
    /// First year that the table knows.
    pub from: i32,
    /// Last year that the table knows.
    pub to: i32,
    /// Begins at sunset of the day before its first.
    pub starts_at_sunset: bool,
    /// The part of the day that it takes, local time; nothing: all of it.
    pub hours: Option<(NaiveTime, NaiveTime)>,
    /// What it asks.
    pub asks: Asks,
    days: Days,
}

/// An observance on some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept<'a> {
    /// Which.
    pub observance: &'a Observance,
    /// Its first whole day; where it begins at sunset, that is the evening before.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    /// How sure the days are.
    pub certainty: Certainty,
}

fn is_false(value: &bool) -> bool {
    !*value
}

impl Observance {
    /// Reads a record.
    ///
    /// # Errors
    /// [`NotDays`] with the first rule that is not understood; an observance counts from no other, and has no regions.
    pub fn read(record: &ObservanceRecord) -> Result<Self, NotDays> {
        let days: Days = record.days.parse()?;
        let refused = |near: &str, reason| NotDays { column: 1, near: near.to_owned(), reason };
        if let Some(id) = days.refers_to().first() {
            return Err(refused(id, "an observance counts from no other"));
        }
        if let Some(region) = days.regions().first() {
            return Err(refused(region, "an observance has no regions"));
        }
        Ok(Self {
            id: record.id.clone(),
            tradition: record.tradition.clone(),
            from: record.from,
            to: record.to,
            starts_at_sunset: record.sunset,
            hours: hours(&record.hours).map_err(|reason| refused(&record.hours, reason))?,
            asks: record.asks,
            days,
        })
    }

    /// On which days a date of it lies, if it does.
    pub fn on(&self, date: NaiveDate) -> Option<Kept<'_>> {
        // What lasts over the turn of a year began in the one before.
        let years = date.year().saturating_sub(1)..=date.year();
        let mut stretches = years.flat_map(|year| self.stretches(year));
        let found = stretches.find(|s| (s.first..=s.last).contains(&date))?;
        Some(self.kept(&found))
    }

    /// All its days that begin in a year, sorted; none outside the years that the table knows.
    pub fn in_year(&self, year: i32) -> Vec<Kept<'_>> {
        let mut kept: Vec<Kept<'_>> = self.stretches(year).map(|s| self.kept(&s)).collect();
        kept.sort_by_key(|k| (k.first, k.last));
        kept
    }

    pub(super) fn stretches(&self, year: i32) -> impl Iterator<Item = Stretch<'_>> {
        let known = (self.from..=self.to).contains(&year);
        let rules = self.days.rules_in(WHOLE).filter(move |_| known);
        rules.flat_map(move |rule| rule.in_year(year, &|_, _| Vec::new()))
    }

    fn kept(&self, stretch: &Stretch<'_>) -> Kept<'_> {
        Kept {
            observance: self,
            first: stretch.first,
            last: stretch.last,
            certainty: stretch.rule.certainty,
        }
    }
}

fn hours(text: &str) -> Result<Option<(NaiveTime, NaiveTime)>, &'static str> {
    if text.is_empty() {
        return Ok(None);
    }
    let time = |t: &str| NaiveTime::parse_from_str(t, "%H:%M").ok();
    let span = text.split_once('-').and_then(|(from, to)| Some((time(from)?, time(to)?)));
    match span.filter(|(from, to)| from < to) {
        Some(span) => Ok(Some(span)),
        None => Err("hours are HH:MM-HH:MM, the earlier first"),
    }
}
