//! Which days something falls on: rules and lists, and what they give in a year.
//!
//! Owns the meaning; the written form is `read`'s. Plain dates of the Gregorian calendar: moons and other calendars
//! were followed when the facts were made, and stand here as lists.

use std::collections::BTreeSet;

use chrono::{Datelike, Days as Span, NaiveDate, TimeDelta, Weekday};

use super::easter;

/// Rules for the days of a country and its regions, or of one observance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Days {
    /// Rules for all, and rules for some.
    pub(super) groups: Vec<Group>,
}

/// Rules that hold in the same regions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) regions: Regions,
    pub(super) rules: Vec<Rule>,
}

/// In which regions rules hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Regions {
    /// Everywhere.
    All,
    /// In these; [`WHOLE`] is the country itself.
    Only(BTreeSet<String>),
    /// In all but these.
    But(BTreeSet<String>),
}

/// What stands for a country as a whole, where the region is not known.
pub(super) const WHOLE: &str = "-";

/// How sure a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// The day itself.
    Exact,
    /// Reckoned where people look for the moon: it may be the day before or after.
    WithinADay,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) certainty: Certainty,
    /// Kept in some places of the region only.
    pub(super) in_parts: bool,
    pub(super) base: Base,
    /// Days from the base.
    pub(super) offset: i64,
    /// Where not empty: only if the base falls on one of these weekdays, and then so many days from it.
    pub(super) shifts: Vec<(Weekday, i64)>,
    /// On other weekdays than those, the base itself.
    pub(super) or_else: bool,
    /// How many days it lasts.
    pub(super) length: u64,
    /// First and last year in which it holds.
    pub(super) years: (i32, i32),
}

/// What a rule counts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Base {
    /// A month and day.
    Fixed(u32, u32),
    /// Western Easter Sunday.
    Easter,
    /// Orthodox Easter Sunday.
    Orthodox,
    /// The first such weekday on or after a month and day.
    OnOrAfter(Weekday, u32, u32),
    /// The first day of an observance.
    Of(String),
    /// Every week.
    Every(Weekday),
    /// Months and days of one year.
    Listed(i32, Vec<(u32, u32)>),
}

/// A stretch of days that a rule gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch<'a> {
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    pub(super) rule: &'a Rule,
}

/// First days of the observance of an id in a year; rules of those refer to no other observance.
pub(super) type Anchors<'a> = &'a dyn Fn(&str, i32) -> Vec<NaiveDate>;

impl Days {
    /// All rules that hold in a region, or, with [`WHOLE`], in a country as a whole.
    pub(super) fn rules_in<'a>(&'a self, region: &'a str) -> impl Iterator<Item = &'a Rule> {
        self.groups.iter().filter(move |g| g.regions.holds_in(region)).flat_map(|g| &g.rules)
    }

    /// Ids of observances that rules count from.
    pub fn refers_to(&self) -> BTreeSet<&str> {
        let rules = self.groups.iter().flat_map(|g| &g.rules);
        rules
            .filter_map(|rule| match &rule.base {
                Base::Of(id) => Some(id.as_str()),
                _ => None,
            })
            .collect()
    }

    /// Regions that are named.
    pub fn regions(&self) -> BTreeSet<&str> {
        let sets = self.groups.iter().filter_map(|g| match &g.regions {
            Regions::All => None,
            Regions::Only(set) | Regions::But(set) => Some(set),
        });
        sets.flatten().map(String::as_str).filter(|r| *r != WHOLE).collect()
    }
}

impl Regions {
    fn holds_in(&self, region: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(set) => set.contains(region),
            Self::But(set) => !set.contains(region),
        }
    }
}

impl Rule {
    /// The stretches that begin in a year, in no order.
    pub(super) fn in_year(&self, year: i32, anchors: Anchors<'_>) -> Vec<Stretch<'_>> {
        // Only what moves may be carried over the turn of the year, so that its base lies in another.
        let moves = self.offset != 0
            || !self.shifts.is_empty()
            || matches!(self.base, Base::OnOrAfter(..) | Base::Every(_));
        let far = i32::from(moves);
        let near = year.saturating_sub(far)..=year.saturating_add(far);
        let bases: Vec<NaiveDate> = match &self.base {
            Base::Listed(listed, days) if near.contains(listed) => {
                days.iter().filter_map(|(m, d)| NaiveDate::from_ymd_opt(*listed, *m, *d)).collect()
            }
            Base::Listed(..) => Vec::new(),
            Base::Every(weekday) => every(*weekday, year),
            Base::Of(id) => near.flat_map(|y| anchors(id, y)).collect(),
            base => near.filter_map(|y| base.only_in(y)).collect(),
        };
        let (first, last) = self.years;
        let holds = |day: &NaiveDate| day.year() == year && (first..=last).contains(&year);
        bases
            .into_iter()
            .filter_map(|b| self.moved(b))
            .filter(holds)
            .filter_map(|d| self.from(d))
            .collect()
    }

    fn moved(&self, base: NaiveDate) -> Option<NaiveDate> {
        let day = base.checked_add_signed(TimeDelta::try_days(self.offset)?)?;
        if self.shifts.is_empty() {
            return Some(day);
        }
        match self.shifts.iter().find(|(on, _)| *on == day.weekday()) {
            Some((_, shift)) => day.checked_add_signed(TimeDelta::try_days(*shift)?),
            None => self.or_else.then_some(day),
        }
    }

    fn from(&self, first: NaiveDate) -> Option<Stretch<'_>> {
        let last = first.checked_add_days(Span::new(self.length.saturating_sub(1)))?;
        Some(Stretch { first, last, rule: self })
    }
}

impl Base {
    /// The day in a year, for a base that has one at most.
    fn only_in(&self, year: i32) -> Option<NaiveDate> {
        match self {
            Self::Fixed(month, day) => NaiveDate::from_ymd_opt(year, *month, *day),
            Self::Easter => easter::western(year),
            Self::Orthodox => easter::orthodox(year),
            Self::OnOrAfter(weekday, month, day) => {
                let from = NaiveDate::from_ymd_opt(year, *month, *day)?;
                let ahead = weekday.days_since(from.weekday());
                from.checked_add_days(Span::new(u64::from(ahead)))
            }
            Self::Of(_) | Self::Every(_) | Self::Listed(..) => None,
        }
    }
}

/// Such weekdays from the last of the year before on, so that an offset of some days finds its base.
fn every(weekday: Weekday, year: i32) -> Vec<NaiveDate> {
    let Some(new_year) = NaiveDate::from_ymd_opt(year, 1, 1) else { return Vec::new() };
    let back = Span::new(u64::from(new_year.weekday().days_since(weekday)));
    let Some(first) = new_year.checked_sub_days(back) else { return Vec::new() };
    first.iter_weeks().take_while(|d| d.year() <= year).collect()
}
