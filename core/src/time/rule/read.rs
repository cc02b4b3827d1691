//! Reads rules: strictly as RFC 5545 and RFC 7529 write them, or leniently as servers do.

mod values;

use std::str::FromStr;

use self::values::{by_day, frequency, in_range, month, number, skip, until, weekday};
use super::calendar::Scale;
use super::error::{Mended, Part, RuleError};
use super::{ByDay, ByMonth, Frequency, Rule, Skip, Until, check};

/// Characters of a value that an error quotes.
const QUOTED: usize = 40;
/// Values of one list that are read. Lists without repetition are shorter.
const LONGEST_LIST: usize = 2_000;

/// Reads a rule whose parts are each well formed; how they stand together is [`check`]'s.
pub(super) fn strict(text: &str) -> Result<Rule, RuleError> {
    let mut reader = Reader { rule: Rule::new(Frequency::Daily), mended: None };
    let seen = reader.parts(text)?;
    if seen.contains(&Part::Skip) && !seen.contains(&Part::Rscale) {
        return Err(RuleError::SkipWithoutScale);
    }
    Ok(reader.rule)
}

/// Reads what can be read and tells what had to be mended.
pub(super) fn lenient(text: &str) -> Result<(Rule, Vec<Mended>), RuleError> {
    let mut reader = Reader { rule: Rule::new(Frequency::Daily), mended: Some(Vec::new()) };
    reader.parts(text)?;
    let Reader { mut rule, mended } = reader;
    let mut mended = mended.unwrap_or_default();
    if let Some(fault) = check::numbered_days(&rule) {
        rule.by_day.iter_mut().for_each(|day| day.nth = None);
        sort_days(&mut rule.by_day);
        mended.push(Mended::NumbersLeftOut(fault));
    }
    mended.extend(check::not_with(&rule).into_iter().map(Mended::AsLimit));
    if rule.count.is_some() && rule.until.is_some() {
        mended.push(Mended::BothLimits);
    }
    if check::position_alone(&rule) {
        rule.by_position.clear();
        mended.push(Mended::LeftOut(RuleError::PositionAlone));
    }
    if rule.skip != Skip::Omit && rule.scale.is_none() {
        rule.skip = Skip::Omit;
        mended.push(Mended::LeftOut(RuleError::SkipWithoutScale));
    }
    let scale = rule.scale.unwrap_or(Scale::Gregorian);
    let never = |month: &ByMonth| scale.why_never(*month);
    let faults: Vec<RuleError> = rule
        .by_month
        .iter()
        .filter_map(|month| {
            never(month).map(|why| RuleError::Month { month: month.to_string(), why })
        })
        .collect();
    rule.by_month.retain(|month| never(month).is_none());
    match faults.first() {
        Some(fault) if rule.by_month.is_empty() => return Err(fault.clone()),
        _ => mended.extend(faults.into_iter().map(Mended::LeftOut)),
    }
    Ok((rule, mended))
}

struct Reader {
    rule: Rule,
    /// None: strict.
    mended: Option<Vec<Mended>>,
}

impl Reader {
    /// Strict: the fault ends the reading. Lenient: it is noted.
    fn leave_out(&mut self, fault: RuleError) -> Result<(), RuleError> {
        match &mut self.mended {
            None => Err(fault),
            Some(mended) => {
                mended.push(Mended::LeftOut(fault));
                Ok(())
            }
        }
    }

    fn parts(&mut self, text: &str) -> Result<Vec<Part>, RuleError> {
        let mut inner = text;
        if let Some(mended) = &mut self.mended {
            inner = bare(text);
            let has_gaps = inner.split(';').any(|piece| piece.trim() != piece || piece.is_empty());
            if inner != text || has_gaps {
                mended.push(Mended::Surroundings);
            }
        }
        let mut seen: Vec<Part> = Vec::new();
        for piece in inner.split(';') {
            let piece = if self.mended.is_some() { piece.trim() } else { piece };
            if piece.is_empty() && self.mended.is_some() {
                continue;
            }
            let Some((name, value)) = piece.split_once('=') else {
                self.leave_out(RuleError::Malformed(quoted(piece)))?;
                continue;
            };
            let known = Part::ALL.into_iter().find(|part| part.name().eq_ignore_ascii_case(name));
            let Some(part) = known else {
                let fault = RuleError::Unknown(quoted(name));
                // A part that chooses days cannot be left out: the rest would give others.
                let chooses = name.get(..2).is_some_and(|by| by.eq_ignore_ascii_case("BY"));
                if chooses {
                    return Err(fault);
                }
                self.leave_out(fault)?;
                continue;
            };
            if seen.contains(&part) {
                match &mut self.mended {
                    None => return Err(RuleError::Twice(part)),
                    Some(mended) => mended.push(Mended::LastOf(part)),
                }
            }
            if self.part(part, value)? {
                seen.push(part);
            }
        }
        if seen.contains(&Part::Freq) { Ok(seen) } else { Err(RuleError::NoFrequency) }
    }

    /// Reads one part; false where it was left out.
    fn part(&mut self, part: Part, value: &str) -> Result<bool, RuleError> {
        let fault = || wrong(part, value);
        match part {
            Part::Rscale => self.rule.scale = Some(Scale::named(value).ok_or_else(fault)?),
            Part::Freq => self.rule.frequency = frequency(value).ok_or_else(fault)?,
            Part::Interval => match number(value).filter(|n| *n > 0) {
                Some(n) => self.rule.interval = n,
                None => return self.leave_out(fault()).map(|()| false),
            },
            Part::Count => match number(value).filter(|n| *n > 0) {
                Some(n) => self.rule.count = Some(n),
                None => return self.leave_out(fault()).map(|()| false),
            },
            // A series that was meant to end must not go on for ever.
            Part::Until => self.rule.until = Some(self.until(value).ok_or_else(fault)?),
            Part::Wkst => match weekday(value) {
                Some(day) => self.rule.week_start = day,
                None => return self.leave_out(fault()).map(|()| false),
            },
            Part::Skip => match skip(value) {
                Some(skip) => self.rule.skip = skip,
                None => return self.leave_out(fault()).map(|()| false),
            },
            Part::ByMonth => self.rule.by_month = sorted(self.list(part, value, month)?),
            Part::ByDay => {
                self.rule.by_day = self.list(part, value, by_day)?;
                sort_days(&mut self.rule.by_day);
            }
            Part::ByWeekNo => self.rule.by_week = self.numbers(part, value)?,
            Part::ByYearDay => self.rule.by_year_day = self.numbers(part, value)?,
            Part::ByMonthDay => self.rule.by_month_day = self.numbers(part, value)?,
            Part::ByHour => self.rule.by_hour = self.numbers(part, value)?,
            Part::ByMinute => self.rule.by_minute = self.numbers(part, value)?,
            Part::BySecond => self.rule.by_second = self.numbers(part, value)?,
            Part::BySetPos => self.rule.by_position = self.numbers(part, value)?,
        }
        Ok(true)
    }

    fn until(&self, value: &str) -> Option<Until> {
        if self.mended.is_none() {
            return until(value);
        }
        // `2027-03-01T18:00:00Z` is plain enough.
        let bare: String = value.chars().filter(|c| !matches!(c, '-' | ':' | ' ')).collect();
        until(&bare)
    }

    fn numbers<N: FromStr + Copy + Ord + Into<i64>>(
        &mut self,
        part: Part,
        value: &str,
    ) -> Result<Vec<N>, RuleError> {
        self.list(part, value, |text| in_range(part, text)).map(sorted)
    }

    /// The values of a list; an error where there are none.
    fn list<V>(
        &mut self,
        part: Part,
        value: &str,
        read: impl Fn(&str) -> Option<V>,
    ) -> Result<Vec<V>, RuleError> {
        let mut values = Vec::new();
        for text in value.split(',') {
            let text = if self.mended.is_some() { text.trim() } else { text };
            match read(text).filter(|_| values.len() < LONGEST_LIST) {
                Some(value) => values.push(value),
                None if self.mended.is_some() && text.is_empty() => (),
                None => self.leave_out(wrong(part, text))?,
            }
        }
        if values.is_empty() { Err(wrong(part, value)) } else { Ok(values) }
    }
}

/// A rule without what people copy along with it.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let (name, rest) = text.split_once(':').unwrap_or(("", text));
    let is_name = name.eq_ignore_ascii_case("RRULE") || name.eq_ignore_ascii_case("EXRULE");
    let inner = if is_name { rest } else { text };
    inner.trim().trim_end_matches(';')
}

fn wrong(part: Part, value: &str) -> RuleError {
    RuleError::Value { part, value: quoted(value), expected: check::expected(part) }
}

fn quoted(text: &str) -> String {
    text.chars().take(QUOTED).collect()
}

fn sorted<V: Ord>(mut values: Vec<V>) -> Vec<V> {
    values.sort();
    values.dedup();
    values
}

fn sort_days(days: &mut Vec<ByDay>) {
    days.sort_by_key(|day| (day.nth, day.weekday.num_days_from_monday()));
    days.dedup();
}
