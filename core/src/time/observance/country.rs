//! A country's public holidays and school holidays.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::days::{Anchors, Certainty, Days, Stretch, WHOLE};
use super::read::NotDays;

/// A country as records carry it. `days` and `school` are in the written form of `read`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountryRecord {
    /// ISO 3166-1 code in small letters.
    pub id: String,
    /// First year that the table knows.
    pub from: i32,
    /// Last year that the table knows.
    pub to: i32,
    /// All regions it tells apart, by the second part of their ISO 3166-2 codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<String>,
    /// Public holidays.
    pub days: String,
    /// `YYYY-MM-DD`: the day from which a law takes the days off away, until it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspended: Option<String>,
    /// School holidays.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub school: String,
    /// `YYYY-MM-DD`: the last day for which school holidays are published for all regions that have some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school_to: Option<String>,
}

/// A country, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 code.
    pub code: String,
    /// First year that the table knows.
    pub from: i32,
    /// Last year that the table knows.
    pub to: i32,
    /// All regions it tells apart.
    pub regions: BTreeSet<String>,
    /// The day from which a law takes the days off away, until it ends.
    pub suspended: Option<NaiveDate>,
    days: Days,
    school: Days,
    school_to: Option<NaiveDate>,
}

/// A public holiday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// The day.
    pub date: NaiveDate,
    /// How sure it is.
    pub certainty: Certainty,
    /// Kept in parts of the region only, such as communities with a Catholic majority.
    pub in_parts: bool,
    /// A law has taken the day off away, for as long as it is in force.
    pub suspended: bool,
}

/// An answer that may not be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// The table cannot tell.
    Unknown,
}

/// The public holidays of one place, for whoever asks about many days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicHolidays {
    years: RangeInclusive<i32>,
    answers: BTreeMap<NaiveDate, Known>,
}

impl PublicHolidays {
    /// Whether a day is one, as [`Observances::is_public_holiday`](super::Observances::is_public_holiday) answers.
    pub fn is(&self, date: NaiveDate) -> Known {
        match self.years.contains(&date.year()) {
            true => self.answers.get(&date).copied().unwrap_or(Known::No),
            false => Known::Unknown,
        }
    }
}

/// Schools give no public holidays; dates of their breaks refer to nothing.
const NO_ANCHORS: Anchors<'static> = &|_, _| Vec::new();

impl Country {
    /// Reads a record.
    ///
    /// # Errors
    /// [`NotDays`] with the first rule that is not understood, or a region of it that `regions` does not have.
    pub fn read(record: &CountryRecord) -> Result<Self, NotDays> {
        let days: Days = record.days.parse()?;
        let school: Days = record.school.parse()?;
        let regions: BTreeSet<String> = record.regions.iter().cloned().collect();
        let stranger = |days: &Days| {
            days.regions().into_iter().find(|r| !regions.contains(*r)).map(|region| NotDays {
                column: 1,
                near: region.to_owned(),
                reason: "this region is not among the country's regions",
            })
        };
        if let Some(stranger) = stranger(&days).or_else(|| stranger(&school)) {
            return Err(stranger);
        }
        let date = |text: &Option<String>| match text {
            None => Ok(None),
            Some(text) => text.parse::<NaiveDate>().map(Some).map_err(|_| NotDays {
                column: 1,
                near: text.chars().take(40).collect(),
                reason: "a date is YYYY-MM-DD",
            }),
        };
        Ok(Self {
            code: record.id.to_ascii_uppercase(),
            from: record.from,
            to: record.to,
            regions,
            suspended: date(&record.suspended)?,
            days,
            school,
            school_to: date(&record.school_to)?,
        })
    }

    /// Ids of observances that its holidays count from.
    pub fn refers_to(&self) -> BTreeSet<&str> {
        self.days.refers_to()
    }

    pub(super) fn public_holidays(
        &self,
        region: &str,
        years: RangeInclusive<i32>,
        anchors: Anchors<'_>,
    ) -> PublicHolidays {
        let years = *years.start().max(&self.from)..=*years.end().min(&self.to);
        PublicHolidays { answers: self.answers(region, years.clone(), anchors), years }
    }

    /// The key of a region: `BY`, `by` and `DE-BY` are one; the whole, where it is not one of the country's.
    pub(super) fn region(&self, region: Option<&str>) -> &str {
        let Some(region) = region else { return WHOLE };
        let region = region.to_ascii_uppercase();
        let own = region
            .split_once('-')
            .filter(|(country, _)| *country == self.code)
            .map_or(region.as_str(), |(_, own)| own);
        self.regions.get(own).map_or(WHOLE, String::as_str)
    }

    pub(super) fn holidays(
        &self,
        region: &str,
        year: i32,
        anchors: Anchors<'_>,
    ) -> Option<Vec<Holiday>> {
        if !(self.from..=self.to).contains(&year) {
            return None;
        }
        // Two rules may give one day; the surer one counts.
        let mut found: BTreeMap<NaiveDate, Holiday> = BTreeMap::new();
        let stretches = self.days.rules_in(region).flat_map(|rule| {
            // What lasts may have begun in the year before.
            let before = if rule.length > 1 { year.saturating_sub(1) } else { year };
            (before..=year).flat_map(move |y| rule.in_year(y, anchors))
        });
        for stretch in stretches {
            for date in stretch.first.iter_days().take_while(|d| *d <= stretch.last) {
                if date.year() == year {
                    let new = self.holiday(date, &stretch);
                    let old = found.entry(date).or_insert_with(|| new.clone());
                    if (new.in_parts, new.certainty) < (old.in_parts, old.certainty) {
                        *old = new;
                    }
                }
            }
        }
        Some(found.into_values().collect())
    }

    fn holiday(&self, date: NaiveDate, stretch: &Stretch<'_>) -> Holiday {
        Holiday {
            date,
            certainty: stretch.rule.certainty,
            in_parts: stretch.rule.in_parts,
            suspended: self.suspended.is_some_and(|from| from <= date),
        }
    }

    /// Answers for the days of some years that are not a plain no.
    pub(super) fn answers(
        &self,
        region: &str,
        years: RangeInclusive<i32>,
        anchors: Anchors<'_>,
    ) -> BTreeMap<NaiveDate, Known> {
        if region != WHOLE || self.regions.is_empty() {
            return self.answers_in(region, years, anchors);
        }
        // Nobody said which region it is: the answer is known where it is the same in all.
        let mut all = std::iter::once(WHOLE)
            .chain(self.regions.iter().map(String::as_str))
            .map(|region| self.answers_in(region, years.clone(), anchors));
        let mut same = all.next().unwrap_or_default();
        for other in all {
            for date in other.keys().filter(|date| !same.contains_key(date)).collect::<Vec<_>>() {
                same.insert(*date, Known::Unknown);
            }
            for (date, answer) in &mut same {
                if other.get(date) != Some(answer) {
                    *answer = Known::Unknown;
                }
            }
        }
        same
    }

    fn answers_in(
        &self,
        region: &str,
        years: RangeInclusive<i32>,
        anchors: Anchors<'_>,
    ) -> BTreeMap<NaiveDate, Known> {
        let mut answers = BTreeMap::new();
        for day in years.filter_map(|year| self.holidays(region, year, anchors)).flatten() {
            let about = day.certainty == Certainty::WithinADay;
            if !about && !day.in_parts && !day.suspended {
                answers.insert(day.date, Known::Yes);
                continue;
            }
            let near = [day.date.pred_opt(), Some(day.date), day.date.succ_opt()];
            for date in near.into_iter().flatten().filter(|date| about || *date == day.date) {
                answers.entry(date).or_insert(Known::Unknown);
            }
        }
        answers
    }

    pub(super) fn is_school_holiday(&self, region: &str, date: NaiveDate) -> Known {
        let in_years = (self.from..=self.to).contains(&date.year());
        if !in_years || self.school_to.is_none_or(|to| to < date) {
            return Known::Unknown;
        }
        let year = date.year();
        let years = year.saturating_sub(1)..=year;
        let holds = |region: &str| {
            years.clone().any(|y| {
                let mut rules = self.school.rules_in(region);
                rules.any(|r| {
                    r.in_year(y, NO_ANCHORS).iter().any(|s| (s.first..=s.last).contains(&date))
                })
            })
        };
        // Breaks are published region by region.
        let with = self.school.regions();
        if region != WHOLE {
            return match (with.contains(region) || with.is_empty(), holds(region)) {
                (false, _) => Known::Unknown,
                (true, true) => Known::Yes,
                (true, false) => Known::No,
            };
        }
        let answers: BTreeSet<bool> = with.into_iter().map(holds).collect();
        match (answers.contains(&true), answers.contains(&false)) {
            (true, false) => Known::Yes,
            (false, true) => Known::No,
            _ => Known::Unknown,
        }
    }
}
