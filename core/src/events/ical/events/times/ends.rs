//! How long an event lasts: DTEND, DURATION, or neither, and what of it does not fit DTSTART.

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

use super::super::super::fault::What;
use super::super::super::value::{self, Duration, Value, When};
use super::{Place, Reader, Written, days};
use crate::time::series::Length;

/// DTEND, or DURATION, and its line.
pub(super) struct WrittenEnd {
    line: usize,
    end: EndOf,
}

pub(super) enum EndOf {
    At(Written),
    After(Duration),
}

impl Reader<'_, '_> {
    /// DTEND or DURATION, as it is written.
    pub(super) fn end(&mut self) -> Option<WrittenEnd> {
        let end = self.component.property("DTEND");
        let end = end.and_then(|p| Some((p.line, self.written(p).into_iter().next()?)));
        let duration = self.component.property("DURATION");
        if let Some((line, end)) = end {
            if duration.is_some() {
                self.tell(line, What::TwoEnds);
            }
            return Some(WrittenEnd { line, end: EndOf::At(end) });
        }
        let duration = duration?;
        match self.values(duration).first()? {
            Value::Duration(length) => {
                Some(WrittenEnd { line: duration.line, end: EndOf::After(*length) })
            }
            _ => None,
        }
    }

    /// A start whose end tells more than it does: a day that ends at some hour begins at midnight, a floating time has the
    /// zone of its end. RFC 5545 3.8.2.2 and 3.8.2.5 allow neither; so all that the file says is kept.
    pub(super) fn as_precise_as(&mut self, first: Written, end: &Option<WrittenEnd>) -> Written {
        let Some(WrittenEnd { line, end }) = end else { return first };
        let is_day = matches!(first.when, When::Date(_));
        let zone = match end {
            EndOf::At(Written { when: When::DateTime(end), zone }) => {
                let is_midnight = end.local.time() == NaiveTime::MIN;
                let is_precise =
                    if is_day { !is_midnight } else { first.zone.is_none() && zone.is_some() };
                is_precise.then(|| zone.clone())
            }
            EndOf::After(length) => {
                let rest = length.exact.num_seconds() % TimeDelta::days(1).num_seconds();
                (is_day && rest != 0).then_some(None)
            }
            EndOf::At(_) => None,
        };
        let is_mixed = matches!(end, EndOf::At(end) if matches!(end.when, When::Date(_)) != is_day);
        if zone.is_some() || is_mixed {
            self.tell(*line, What::MixedEnds);
        }
        match zone {
            Some(zone) => {
                let local = first.when.local();
                Written { when: When::DateTime(value::Stamp { local, utc: false }), zone }
            }
            None => first,
        }
    }

    /// Start and length: DTEND, DURATION, or what RFC 5545 3.6.1 says for neither.
    pub(super) fn length(
        &mut self,
        first: &Written,
        end: Option<WrittenEnd>,
        at: &Place,
    ) -> (NaiveDateTime, Length) {
        let start = at.local(first);
        match end {
            None => (start, at.length(Duration::default())),
            Some(WrittenEnd { line, end: EndOf::At(end) }) => self.until(start, line, &end, at),
            Some(WrittenEnd { line, end: EndOf::After(length) }) => {
                let is_negative = length.days < 0 || length.exact < TimeDelta::zero();
                if is_negative {
                    self.tell(line, What::Negative);
                }
                (start, at.length(if is_negative { Duration::default() } else { length }))
            }
        }
    }

    fn until(
        &mut self,
        start: NaiveDateTime,
        line: usize,
        end: &Written,
        at: &Place,
    ) -> (NaiveDateTime, Length) {
        // A day as the end of a time is over when it begins, and where that is before the start, lasts no time.
        let local = match end.when {
            When::Date(day) if !at.all_day => day.and_time(NaiveTime::MIN).max(start),
            _ => at.local(end),
        };
        let exact = at.instant(local) - at.instant(start);
        let (start, exact) = match exact < TimeDelta::zero() {
            true => {
                self.tell(line, What::EndFirst);
                (local, -exact)
            }
            false => (start, exact),
        };
        match at.all_day {
            true => (start, Length::Days(days(exact).max(1))),
            false => (start, Length::Exact(exact)),
        }
    }
}
