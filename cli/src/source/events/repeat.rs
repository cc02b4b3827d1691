//! `[repeat]`: by what rule an event repeats, with the parts of RFC 5545, section 3.3.10, that people use.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::source::fields::Fields;
use crate::source::place::Log;
use crate::source::values;

/// Longest distance between two occurrences, in days, weeks, months or years.
const MAX_INTERVAL: u16 = 1000;
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// By days.
    Daily,
    /// By weeks, which begin on Monday.
    Weekly,
    /// By months.
    Monthly,
    /// By years.
    Yearly,
}

/// A recurrence rule, in the event's own zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// How often.
    pub freq: Frequency,
    /// Every so many days, weeks, months or years.
    pub interval: u16,
    /// `TU`; by months and years also the second or last of them: `2TU`, `-1SU`.
    pub byday: Vec<String>,
    /// Days of the month, from the end where negative.
    pub bymonthday: Vec<i8>,
    /// The last day on which it may begin.
    pub until: Option<NaiveDate>,
    /// So many occurrences, the first included.
    pub count: Option<u32>,
}

impl Frequency {
    /// By its word.
    pub fn of(word: &str) -> Option<Self> {
        Some(match word {
            "daily" => Self::Daily,
            "weekly" => Self::Weekly,
            "monthly" => Self::Monthly,
            "yearly" => Self::Yearly,
            _ => return None,
        })
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
            Self::Yearly => "yearly",
        }
    }
}

impl Repeat {
    /// Whether its parts may stand together.
    ///
    /// # Errors
    /// The key that is wrong, and why.
    pub fn check(&self) -> Result<(), (&'static str, String)> {
        if self.interval == 0 || self.interval > MAX_INTERVAL {
            return Err(("interval", format!("`interval` is 1 to {MAX_INTERVAL}")));
        }
        for day in &self.byday {
            self.check_day(day).map_err(|message| ("byday", message))?;
        }
        if self.byday.iter().collect::<BTreeSet<_>>().len() < self.byday.len() {
            return Err(("byday", "a day stands twice in `byday`".into()));
        }
        if !self.bymonthday.is_empty() && self.freq == Frequency::Weekly {
            let message = "weeks have no `bymonthday` (RFC 5545): use freq = \"monthly\"";
            return Err(("bymonthday", message.into()));
        }
        if self.bymonthday.iter().any(|d| *d == 0 || !(-31..=31).contains(d)) {
            return Err(("bymonthday", "`bymonthday` holds 1 to 31, or -1 to -31".into()));
        }
        match (self.count, self.until) {
            (Some(_), Some(_)) => Err(("count", "`until` or `count`, not both (RFC 5545)".into())),
            (Some(0), None) => Err(("count", "`count` is 1 or more".into())),
            _ => Ok(()),
        }
    }

    /// As RFC 5545 writes it.
    pub fn rule(&self, all_day: bool) -> String {
        let mut parts = vec![format!("FREQ={}", self.freq.word().to_uppercase())];
        if let Some(until) = self.until {
            let until = until.format("%Y%m%d");
            // The last day on which it may begin, whatever the hour.
            parts.push(if all_day {
                format!("UNTIL={until}")
            } else {
                format!("UNTIL={until}T235959")
            });
        }
        parts.extend(self.count.map(|count| format!("COUNT={count}")));
        if self.interval > 1 {
            parts.push(format!("INTERVAL={}", self.interval));
        }
        if !self.byday.is_empty() {
            parts.push(format!("BYDAY={}", self.byday.join(",")));
        }
        if !self.bymonthday.is_empty() {
            let days: Vec<String> = self.bymonthday.iter().map(ToString::to_string).collect();
            parts.push(format!("BYMONTHDAY={}", days.join(",")));
        }
        parts.join(";")
    }

    fn check_day(&self, day: &str) -> Result<(), String> {
        let fault = || format!("`byday`: `{}` is no day such as MO or 2TU", values::short(day));
        let at = day.len().saturating_sub(2);
        let (nth, name) = day.split_at_checked(at).ok_or_else(fault)?;
        if !DAYS.contains(&name) {
            return Err(fault());
        }
        if nth.is_empty() {
            return Ok(());
        }
        let nth: i32 = nth.parse().map_err(|_| fault())?;
        let most = match self.freq {
            Frequency::Monthly => 5,
            Frequency::Yearly => 53,
            Frequency::Daily | Frequency::Weekly => {
                return Err(format!(
                    "`byday`: `{day}` needs freq = \"monthly\" or \"yearly\" (RFC 5545)"
                ));
            }
        };
        if nth == 0 || nth.abs() > most { Err(fault()) } else { Ok(()) }
    }
}

/// Reads the table; nothing where something in it is wrong, which is reported.
pub(super) fn read(
    mut fields: Fields<'_>,
    start: Option<NaiveDate>,
    log: &mut Log,
) -> Option<Repeat> {
    let at = fields.at.clone();
    let freq = fields.required("freq", log, |word| match Frequency::of(word) {
        Some(freq) => Ok(freq),
        None => {
            values::one_of(word, &["daily", "weekly", "monthly", "yearly"])?;
            Ok(Frequency::Daily)
        }
    });
    let mut fits = true;
    let interval = number(&mut fields, "interval", &mut fits, log);
    let count = number(&mut fields, "count", &mut fits, log);
    let byday = fields.list("byday", log, |t| Ok(t.to_uppercase()));
    let mut bymonthday = Vec::new();
    for day in fields.wholes("bymonthday", log) {
        match i8::try_from(day.value) {
            Ok(day) => bymonthday.push(day),
            Err(_) => {
                fits = false;
                log.error(&day.at, "invalid-rule", "`bymonthday` holds 1 to 31, or -1 to -31");
            }
        }
    }
    let until = fields.read("until", log, values::date);
    if let (Some(until), Some(start)) = (&until, start)
        && until.value < start
    {
        log.error(&until.at, "invalid-rule", "`until` lies before the event's start");
    }
    let lines = ["interval", "count", "byday", "bymonthday", "until"].map(|k| (k, fields.line(k)));
    fields.finish(log);
    let repeat = Repeat {
        freq: freq?.value,
        interval: interval.unwrap_or(1),
        byday: byday.into_iter().map(|d| d.value).collect(),
        bymonthday,
        until: until.map(|u| u.value),
        count,
    };
    match repeat.check() {
        Ok(()) => fits.then_some(repeat),
        Err((key, message)) => {
            let line = lines.iter().find(|(k, _)| *k == key).map_or(at.line, |(_, line)| *line);
            log.error(&at.on(line), "invalid-rule", message);
            None
        }
    }
}

fn number<T: TryFrom<i64>>(
    fields: &mut Fields<'_>,
    key: &'static str,
    fits: &mut bool,
    log: &mut Log,
) -> Option<T> {
    let number = fields.whole(key, log)?;
    let read = T::try_from(number.value).ok();
    if read.is_none() {
        *fits = false;
        log.error(
            &number.at,
            "invalid-rule",
            format!("`{key}` is no number that makes sense here"),
        );
    }
    read
}
