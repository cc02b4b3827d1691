//! The meaning of a rule, slowly: every day and every time of the day is asked whether each part allows it.
//!
//! Nothing is shared with the expansion: dates come from the libraries one by one, months and weeks are counted by walking.
//! `SKIP` is not known here.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Weekday};
use icu_calendar::cal::hijri::{TabularAlgorithmEpoch, TabularAlgorithmLeapYears};
use icu_calendar::cal::{
    Buddhist, ChineseTraditional, Coptic, Ethiopian, EthiopianEraStyle, Hebrew, Hijri, Indian, Iso,
    KoreanTraditional, Persian, Roc,
};
use icu_calendar::types::RataDie;
use icu_calendar::{AnyCalendar, Date, Ref};

use crate::time::rule::{ByDay, Frequency, Rule, Scale, Until};

/// A day in the rule's calendar.
#[derive(Clone, Copy, PartialEq)]
struct Day {
    date: NaiveDate,
    year: i32,
    month: (u8, bool),
    /// Months walked through since the first day that was asked.
    months: i64,
    month_day: i64,
    month_length: i64,
    year_day: i64,
    year_length: i64,
}

/// A day by its number, and seconds into it.
pub(super) fn time(day: i32, second: u32) -> NaiveDateTime {
    let date = NaiveDate::from_num_days_from_ce_opt(day).unwrap();
    date.and_hms_opt(0, 0, 0).unwrap() + TimeDelta::seconds(second.into())
}

fn calendar(scale: Scale) -> AnyCalendar {
    let tabular = |epoch| Hijri::new_tabular(TabularAlgorithmLeapYears::TypeII, epoch);
    match scale {
        Scale::Chinese => AnyCalendar::Chinese(ChineseTraditional::new()),
        Scale::Dangi => AnyCalendar::Dangi(KoreanTraditional::new()),
        Scale::Hebrew => AnyCalendar::Hebrew(Hebrew),
        Scale::Coptic => AnyCalendar::Coptic(Coptic),
        Scale::Ethiopic => AnyCalendar::Ethiopian(Ethiopian::new()),
        Scale::EthiopicAmeteAlem => {
            AnyCalendar::Ethiopian(Ethiopian::new_with_era_style(EthiopianEraStyle::AmeteAlem))
        }
        Scale::Indian => AnyCalendar::Indian(Indian),
        Scale::IslamicCivil => AnyCalendar::HijriTabular(tabular(TabularAlgorithmEpoch::Friday)),
        Scale::IslamicTbla => AnyCalendar::HijriTabular(tabular(TabularAlgorithmEpoch::Thursday)),
        Scale::IslamicUmalqura => AnyCalendar::HijriUmmAlQura(Hijri::new_umm_al_qura()),
        Scale::Persian => AnyCalendar::Persian(Persian),
        Scale::Buddhist => AnyCalendar::Buddhist(Buddhist),
        Scale::Roc => AnyCalendar::Roc(Roc),
        Scale::Gregorian | Scale::Iso8601 | Scale::Japanese => AnyCalendar::Iso(Iso),
    }
}

/// The days from some weeks before the first start on, so that the periods it lies in are whole.
fn walk(rule: &Rule, first: NaiveDateTime, days: i32) -> Vec<Day> {
    let calendar = calendar(rule.scale.unwrap_or(Scale::Gregorian));
    let start = first.num_days_from_ce();
    let mut out: Vec<Day> = Vec::new();
    for number in start - 400..start + days + 400 {
        let date = Date::from_rata_die(RataDie::new(number.into()), Ref(&calendar));
        let month = date.month().to_input();
        let month = (month.number(), month.is_leap());
        let before = out.last();
        let months = before.map_or(0, |d| d.months + i64::from(d.month != month));
        out.push(Day {
            date: NaiveDate::from_num_days_from_ce_opt(number).unwrap(),
            year: date.year().extended_year(),
            month,
            months,
            month_day: i64::from(date.day_of_month().0),
            month_length: i64::from(date.days_in_month()),
            year_day: i64::from(date.day_of_year().0),
            year_length: i64::from(date.days_in_year()),
        });
    }
    out
}

/// The year and number of the week of each day, and how many weeks that year has, by `WKST`.
fn weeks(days: &[Day], week_start: Weekday) -> BTreeMap<NaiveDate, (i32, i64, i64)> {
    let mut out = BTreeMap::new();
    for day in days {
        let into = i64::from(day.date.weekday().days_since(week_start));
        // A week belongs to the year of its fourth day.
        let fourth = day.date - TimeDelta::days(into) + TimeDelta::days(3);
        let Ok(at) = days.binary_search_by_key(&fourth, |d| d.date) else { continue };
        let fourth = days[at];
        let number = (fourth.year_day - 1) / 7 + 1;
        let left = (fourth.year_length - fourth.year_day) / 7;
        out.insert(day.date, (fourth.year, number, number + left));
    }
    out
}

fn fits<N: Copy + Into<i64>>(list: &[N], nth: i64, count: i64) -> bool {
    list.is_empty() || list.iter().any(|n| [nth, nth - count - 1].contains(&(*n).into()))
}

/// All starts from `first` up to so many days after its day.
pub(super) fn starts(rule: &Rule, first: NaiveDateTime, days: i32) -> Vec<NaiveDateTime> {
    let all = walk(rule, first, days);
    let weeks = weeks(&all, rule.week_start);
    let own = *all.iter().find(|d| d.date == first.date()).unwrap();
    let rule = completed(rule, &own);
    let (hours, minutes, seconds) = times(&rule, first);
    let period = |day: &Day, time: NaiveDateTime| -> Option<i64> {
        let midnight = i64::from(day.date.num_days_from_ce());
        let into = i64::from(day.date.weekday().days_since(rule.week_start));
        let second = midnight * 86_400 + i64::from(time.num_seconds_from_midnight());
        Some(match rule.frequency {
            Frequency::Yearly if !rule.by_week.is_empty() => weeks.get(&day.date)?.0.into(),
            Frequency::Yearly => day.year.into(),
            Frequency::Monthly => day.months,
            Frequency::Weekly => (midnight - into).div_euclid(7),
            Frequency::Daily => midnight,
            Frequency::Hourly => second / 3600,
            Frequency::Minutely => second / 60,
            Frequency::Secondly => second,
        })
    };
    let base = period(&own, first).unwrap();
    let end = time(own.date.num_days_from_ce() + days, 0);
    let mut found: BTreeMap<i64, Vec<NaiveDateTime>> = BTreeMap::new();
    // Shorter periods lie in one day, and no other day has to be whole.
    let is_asked = |day: &Day| {
        rule.frequency >= Frequency::Daily || (day.date >= own.date && day.date < end.date())
    };
    for day in all.iter().filter(|day| is_asked(day) && allows(&rule, day, &weeks)) {
        for hour in &hours {
            for minute in &minutes {
                for second in &seconds {
                    let at = day.date.and_hms_opt(*hour, *minute, *second).unwrap();
                    let Some(period) = period(day, at) else { continue };
                    if (period - base).rem_euclid(rule.interval.into()) == 0 {
                        found.entry(period).or_default().push(at);
                    }
                }
            }
        }
    }
    let until = rule.until.map(|until| match until {
        Until::Date(day) => day.and_hms_opt(23, 59, 59).unwrap(),
        Until::Local(at) | Until::Utc(at) => at,
    });
    let chosen = found.into_values().flat_map(|set| {
        let count = i64::try_from(set.len()).unwrap();
        let set = set.into_iter().zip(1..);
        let kept = set.filter(|(_, nth)| fits(&rule.by_position, *nth, count));
        kept.map(|(at, _)| at).collect::<Vec<_>>()
    });
    let in_time = chosen.filter(|at| *at >= first && until.is_none_or(|until| *at <= until));
    let counted = in_time.take(usize::try_from(rule.count.unwrap_or(u64::MAX)).unwrap());
    counted.filter(|at| *at < end).collect()
}

/// What the first start adds.
fn completed(rule: &Rule, own: &Day) -> Rule {
    let mut rule = rule.clone();
    let each = |weekday| vec![ByDay { nth: None, weekday }];
    let month = crate::time::rule::ByMonth { number: own.month.0, leap: own.month.1 };
    let day = i8::try_from(own.month_day).unwrap();
    let no_days =
        rule.by_day.is_empty() && rule.by_month_day.is_empty() && rule.by_year_day.is_empty();
    match rule.frequency {
        Frequency::Weekly if no_days => rule.by_day = each(own.date.weekday()),
        Frequency::Monthly if no_days => rule.by_month_day = vec![day],
        Frequency::Yearly if no_days && !rule.by_week.is_empty() => {
            rule.by_day = each(own.date.weekday());
        }
        Frequency::Yearly if no_days => {
            rule.by_month_day = vec![day];
            if rule.by_month.is_empty() {
                rule.by_month = vec![month];
            }
        }
        Frequency::Yearly
            if rule.by_day.is_empty()
                && rule.by_year_day.is_empty()
                && rule.by_week.is_empty()
                && rule.by_month.is_empty()
                && fits(&rule.by_month_day, own.month_day, own.month_length) =>
        {
            rule.by_month = vec![month];
        }
        _ => (),
    }
    rule
}

/// Hours, minutes and seconds that may be starts.
fn times(rule: &Rule, first: NaiveDateTime) -> (Vec<u32>, Vec<u32>, Vec<u32>) {
    let list = |named: &[u8], own: u32, all: u32, coarser: Frequency| -> Vec<u32> {
        let named: Vec<u32> = named.iter().map(|n| u32::from(*n).min(all - 1)).collect();
        let all = (0..all).filter(|n| named.contains(n));
        match (named.is_empty(), rule.frequency >= coarser) {
            (false, _) => all.collect(),
            (true, true) => vec![own],
            (true, false) => (0..if coarser == Frequency::Daily { 24 } else { 60 }).collect(),
        }
    };
    (
        list(&rule.by_hour, first.hour(), 24, Frequency::Daily),
        list(&rule.by_minute, first.minute(), 60, Frequency::Hourly),
        list(&rule.by_second, first.second(), 60, Frequency::Minutely),
    )
}

fn allows(rule: &Rule, day: &Day, weeks: &BTreeMap<NaiveDate, (i32, i64, i64)>) -> bool {
    let month =
        rule.by_month.is_empty() || rule.by_month.iter().any(|m| (m.number, m.leap) == day.month);
    let week = rule.by_week.is_empty()
        || weeks.get(&day.date).is_some_and(|(_, nth, count)| fits(&rule.by_week, *nth, *count));
    let in_month = rule.frequency == Frequency::Monthly || !rule.by_month.is_empty();
    let (nth, length) =
        if in_month { (day.month_day, day.month_length) } else { (day.year_day, day.year_length) };
    let weekday = rule.by_day.is_empty()
        || rule.by_day.iter().any(|by_day| {
            let number = by_day.nth.map_or((nth - 1) / 7 + 1, i64::from);
            by_day.weekday == day.date.weekday()
                && (number == (nth - 1) / 7 + 1 || number == -((length - nth) / 7 + 1))
        });
    month
        && week
        && weekday
        && fits(&rule.by_month_day, day.month_day, day.month_length)
        && fits(&rule.by_year_day, day.year_day, day.year_length)
}
