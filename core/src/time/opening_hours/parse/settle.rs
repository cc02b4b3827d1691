//! One form for what can be written in two orders, so that what is written again is read the same.

use crate::time::opening_hours::expr::{Base, Dates, End, Point, Rule};

/// Settles a rule that has been read.
pub(super) fn settle(rule: &mut Rule) {
    year_into_dates(rule);
    weekday_into_date(rule);
}

/// `week 05 Feb 2012` is `2012 Feb week 05`: one year belongs to the dates.
fn year_into_dates(rule: &mut Rule) {
    let [years] = rule.years.as_slice() else { return };
    let year = years.from;
    let dated = |dates: &Dates| match dates {
        Dates::Months { year, from, to } => year.is_some() || to < from,
        Dates::Days { from, to, .. } => {
            let backwards = matches!(to, End::At(to) if to.latest() < from.earliest());
            from.year.is_some() || backwards || matches!(to, End::Open)
        }
    };
    if years.to != Some(year) || rule.dates.is_empty() || rule.dates.iter().any(dated) {
        return;
    }
    for dates in &mut rule.dates {
        match dates {
            Dates::Months { year: of, .. } => *of = Some(year),
            Dates::Days { from, to, .. } => {
                from.year = Some(year);
                if let End::At(to) = to {
                    to.year = Some(year);
                }
            }
        }
    }
    rule.years.clear();
}

/// `Th[4] Nov` is `Nov Th[4]`, a day.
fn weekday_into_date(rule: &mut Rule) {
    let ([day], true) = (rule.weekdays.as_slice(), rule.holidays.is_empty()) else { return };
    let ([nth], from) = (day.nth.as_slice(), day.from) else { return };
    let months = |d: &Dates| matches!(d, Dates::Months { .. });
    let Some((Dates::Months { year, from: month, to }, before)) = rule.dates.split_last() else {
        return;
    };
    if month != to || (!before.is_empty() && before.iter().all(months)) {
        return;
    }
    let point = Point { year: *year, base: Base::Nth(*month, from, *nth), shift: day.shift };
    rule.dates.pop();
    rule.dates.push(Dates::Days { from: point, to: End::At(point), step: 1 });
    rule.weekdays.clear();
}
