//! What RFC 5545, section 3.3.10, and RFC 7529, section 4, do not allow to stand together.

use super::calendar::Scale;
use super::error::{Part, RuleError};
use super::{Frequency, Rule, Skip};

/// The first thing that may not stand.
pub(super) fn check(rule: &Rule) -> Result<(), RuleError> {
    ranges(rule)?;
    if rule.count.is_some() && rule.until.is_some() {
        return Err(RuleError::CountAndUntil);
    }
    if let Some(fault) = not_with(rule).into_iter().next() {
        return Err(fault);
    }
    if let Some(fault) = numbered_days(rule) {
        return Err(fault);
    }
    if position_alone(rule) {
        return Err(RuleError::PositionAlone);
    }
    if rule.skip != Skip::Omit && rule.scale.is_none() {
        return Err(RuleError::SkipWithoutScale);
    }
    rule.by_month.iter().try_for_each(|month| {
        let scale = rule.scale.unwrap_or(Scale::Gregorian);
        match scale.why_never(*month) {
            Some(why) => Err(RuleError::Month { month: month.to_string(), why }),
            None => Ok(()),
        }
    })
}

/// Parts that the frequency does not allow.
pub(super) fn not_with(rule: &Rule) -> Vec<RuleError> {
    use Frequency::{Daily, Monthly, Weekly, Yearly};
    let frequency = rule.frequency;
    let forbidden = [
        (
            Part::ByWeekNo,
            !rule.by_week.is_empty() && frequency != Yearly,
            "numbers of weeks belong to a year, so it needs FREQ=YEARLY",
        ),
        (
            Part::ByYearDay,
            !rule.by_year_day.is_empty() && matches!(frequency, Daily | Weekly | Monthly),
            "days of a year are not counted within a day, a week or a month",
        ),
        (
            Part::ByMonthDay,
            !rule.by_month_day.is_empty() && frequency == Weekly,
            "days of a month are not counted within a week",
        ),
    ];
    let faults = forbidden.into_iter().filter(|(_, is_wrong, _)| *is_wrong);
    faults
        .map(|(part, _, why)| RuleError::NotWith { part, frequency: frequency.name(), why })
        .collect()
}

/// Numbers before weekdays where there is no month or year to count in.
pub(super) fn numbered_days(rule: &Rule) -> Option<RuleError> {
    if rule.by_day.iter().all(|day| day.nth.is_none()) {
        return None;
    }
    match rule.frequency {
        Frequency::Yearly if !rule.by_week.is_empty() => Some(RuleError::NumberedDayInWeek),
        Frequency::Monthly | Frequency::Yearly => None,
        other => Some(RuleError::NotWith {
            part: Part::ByDay,
            frequency: other.name(),
            why: "a number before a weekday counts within a month or a year",
        }),
    }
}

/// `BYSETPOS` without a part that makes a set.
pub(super) fn position_alone(rule: &Rule) -> bool {
    let others = [
        rule.by_second.is_empty(),
        rule.by_minute.is_empty(),
        rule.by_hour.is_empty(),
        rule.by_day.is_empty(),
        rule.by_month_day.is_empty(),
        rule.by_year_day.is_empty(),
        rule.by_week.is_empty(),
        rule.by_month.is_empty(),
    ];
    !rule.by_position.is_empty() && others.into_iter().all(|is_empty| is_empty)
}

/// Values set by hand that no text could have given.
fn ranges(rule: &Rule) -> Result<(), RuleError> {
    let value = |part, value: String| RuleError::Value { part, value, expected: expected(part) };
    if rule.interval == 0 {
        return Err(value(Part::Interval, "0".into()));
    }
    if rule.count == Some(0) {
        return Err(value(Part::Count, "0".into()));
    }
    let year_days = i64::from(longest_year(rule));
    let lists: [(Part, Vec<i64>); 7] = [
        (Part::BySecond, wide(&rule.by_second)),
        (Part::ByMinute, wide(&rule.by_minute)),
        (Part::ByHour, wide(&rule.by_hour)),
        (Part::ByMonthDay, wide(&rule.by_month_day)),
        (Part::ByYearDay, wide(&rule.by_year_day)),
        (Part::ByWeekNo, wide(&rule.by_week)),
        (Part::BySetPos, wide(&rule.by_position)),
    ];
    for (part, values) in lists {
        let most = if part == Part::ByYearDay { year_days } else { i64::from(most(part)) };
        for n in values {
            if !is_within(part, n, most) {
                return Err(value(part, n.to_string()));
            }
        }
    }
    for day in &rule.by_day {
        if day.nth.is_some_and(|n| !is_within(Part::ByDay, n.into(), most(Part::ByDay).into())) {
            return Err(value(Part::ByDay, day.to_string()));
        }
    }
    Ok(())
}

fn wide<N: Copy + Into<i64>>(values: &[N]) -> Vec<i64> {
    values.iter().map(|n| (*n).into()).collect()
}

/// Days of the longest year of the rule's calendar.
fn longest_year(rule: &Rule) -> u16 {
    rule.scale.map_or(366, Scale::longest_year)
}

/// The greatest number of a part's values.
pub(super) fn most(part: Part) -> u16 {
    match part {
        Part::BySecond => 60,
        Part::ByMinute => 59,
        Part::ByHour => 23,
        Part::ByDay | Part::ByWeekNo => 53,
        Part::ByMonthDay => 31,
        Part::ByMonth => 13,
        // The longest year of a calendar with leap months.
        Part::ByYearDay => 385,
        _ => 366,
    }
}

/// Whether a part counts from the end too, and has no zero.
pub(super) fn is_signed(part: Part) -> bool {
    !matches!(part, Part::BySecond | Part::ByMinute | Part::ByHour | Part::ByMonth)
}

fn is_within(part: Part, n: i64, most: i64) -> bool {
    if is_signed(part) { n != 0 && n.abs() <= most } else { (0..=most).contains(&n) }
}

/// What may stand behind a part's name.
pub(super) fn expected(part: Part) -> &'static str {
    match part {
        Part::Rscale => {
            "a calendar is one of GREGORIAN, BUDDHIST, CHINESE, COPTIC, DANGI, ETHIOPIC, \
             ETHIOPIC-AMETE-ALEM, HEBREW, INDIAN, ISLAMIC-CIVIL, ISLAMIC-TBLA, \
             ISLAMIC-UMALQURA, ISO8601, JAPANESE, PERSIAN, ROC"
        }
        Part::Freq => "one of SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY",
        Part::Interval => "a whole number from 1 to 4294967295",
        Part::Count => "a whole number from 1 on",
        Part::Until => "a day like 20270301, or a time like 20270301T180000 or 20270301T180000Z",
        Part::ByMonth => "months by number, such as 3 or, where there are leap months, 5L",
        Part::ByWeekNo => "weeks from 1 to 53, or from -1 to -53",
        Part::ByYearDay => "days from 1 to 366, or from -1 to -366",
        Part::ByMonthDay => "days from 1 to 31, or from -1 to -31",
        Part::ByDay => "weekdays MO to SU, each with a number from 1 to 53 or -1 to -53 if any",
        Part::ByHour => "hours from 0 to 23",
        Part::ByMinute => "minutes from 0 to 59",
        Part::BySecond => "seconds from 0 to 60",
        Part::BySetPos => "positions from 1 to 366, or from -1 to -366",
        Part::Wkst => "one of MO, TU, WE, TH, FR, SA, SU",
        Part::Skip => "one of OMIT, BACKWARD, FORWARD",
    }
}
