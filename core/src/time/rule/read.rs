//! Reads rules: strictly as RFC 5545 and RFC 7529 write them, or leniently as servers do.

use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};

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

fn frequency(text: &str) -> Option<Frequency> {
    use Frequency::{Daily, Hourly, Minutely, Monthly, Secondly, Weekly, Yearly};
    [Secondly, Minutely, Hourly, Daily, Weekly, Monthly, Yearly]
        .into_iter()
        .find(|frequency| frequency.name().eq_ignore_ascii_case(text))
}

fn skip(text: &str) -> Option<Skip> {
    [Skip::Omit, Skip::Backward, Skip::Forward]
        .into_iter()
        .find(|skip| skip.name().eq_ignore_ascii_case(text))
}

fn weekday(text: &str) -> Option<Weekday> {
    Some(match text.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    })
}

/// Digits alone.
fn number<N: FromStr>(text: &str) -> Option<N> {
    let are_digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if are_digits { text.parse().ok() } else { None }
}

/// A number that the part may have, with its sign where the part counts from the end too.
fn in_range<N: FromStr + Copy + Into<i64>>(part: Part, text: &str) -> Option<N> {
    let digits = text.strip_prefix(['+', '-']).filter(|_| check::is_signed(part)).unwrap_or(text);
    let most = check::most(part);
    let width = if most > 99 { 3 } else { 2 };
    let size: u16 = number(digits).filter(|_| digits.len() <= width)?;
    let is_zero_wrong = size == 0 && check::is_signed(part);
    if size > most || is_zero_wrong { None } else { text.parse().ok() }
}

fn by_day(text: &str) -> Option<ByDay> {
    let (nth, letters) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let nth = if nth.is_empty() { None } else { Some(in_range(Part::ByDay, nth)?) };
    Some(ByDay { nth, weekday: weekday(letters)? })
}

fn month(text: &str) -> Option<ByMonth> {
    let digits = text.strip_suffix(['L', 'l']);
    let number = in_range(Part::ByMonth, digits.unwrap_or(text)).filter(|n| *n > 0)?;
    Some(ByMonth { number, leap: digits.is_some() })
}

fn until(text: &str) -> Option<Until> {
    let Some((day, time)) = text.split_once(['T', 't']) else {
        return date(text).map(Until::Date);
    };
    let utc = time.strip_suffix(['Z', 'z']);
    let digits = utc.unwrap_or(time);
    let [hour, minute, second] = triple(digits)?;
    // A leap second is the second before it (RFC 5545, section 3.3.12).
    let second = if second == 60 { 59 } else { second };
    let at = NaiveDateTime::new(date(day)?, NaiveTime::from_hms_opt(hour, minute, second)?);
    Some(if utc.is_some() { Until::Utc(at) } else { Until::Local(at) })
}

fn triple(digits: &str) -> Option<[u32; 3]> {
    let two = |from: usize| number(digits.get(from..from + 2)?);
    if digits.len() == 6 { Some([two(0)?, two(2)?, two(4)?]) } else { None }
}

fn date(text: &str) -> Option<NaiveDate> {
    if text.len() != 8 {
        return None;
    }
    let part = |range| number::<u32>(text.get(range)?);
    let year = i32::try_from(part(0..4)?).ok()?;
    NaiveDate::from_ymd_opt(year, part(4..6)?, part(6..8)?)
}
