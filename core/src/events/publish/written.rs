//! The VEVENTs of an event: one for the series, one for each occurrence apart from it.

use super::changes::{self, Apart};
use super::times::{self, Clocked};
use super::{HOST, Publication, PublishError, words};
use crate::events::ical::{Component, Property};
use crate::packs::format::{EventChange, EventStatus};
use crate::text::messages::Messages;
use crate::time::series::{Occurrence, Series};

/// An event on its way into a file.
pub(super) struct Written<'e> {
    pub(super) event: &'e Publication,
    pub(super) series: Series,
    pub(super) clocked: Clocked<'e>,
    pub(super) messages: &'e Messages,
}

impl<'e> Written<'e> {
    pub(super) fn new(
        event: &'e Publication,
        messages: &'e Messages,
    ) -> Result<Self, PublishError> {
        let series = event
            .fact
            .series()
            .map_err(|source| PublishError::Times { event: event.fact.id.clone(), source })?;
        let clocked = Clocked::new(event);
        Ok(Self { event, series, clocked, messages })
    }

    /// What it is called in all calendars: as where it came from, else by its id.
    pub(super) fn uid(&self) -> String {
        self.event.fact.uid.clone().unwrap_or_else(|| self.own_uid())
    }

    pub(super) fn own_uid(&self) -> String {
        format!("{}.{}@{HOST}", self.event.fact.id, self.event.pack)
    }

    /// The series, and each occurrence that needs a VEVENT of its own.
    pub(super) fn all(&self, uid: &str) -> Result<Vec<Component>, PublishError> {
        let apart = changes::apart(self);
        let fact = &self.event.fact;
        let mut series = self.head(uid.to_owned(), fact.status);
        let (end, _) = self.clocked.end_of_series(&self.series, fact.end.is_some());
        series.properties.push(self.clocked.moment("DTSTART", self.series.start));
        series.properties.extend(end);
        let repeats = times::repeats(self);
        series
            .properties
            .extend(repeats.ok_or_else(|| PublishError::TooMany { event: fact.id.clone() })?);
        series.properties.extend(words::properties(self, None, false));
        let mut out = vec![series];
        out.extend(apart.iter().map(|one| self.changed(uid, one)));
        Ok(out)
    }

    fn changed(&self, uid: &str, apart: &Apart) -> Component {
        let occurrence = &apart.occurrence;
        let mut out = self.head(uid.to_owned(), self.status(occurrence));
        let mut id = self.clocked.moment("RECURRENCE-ID", occurrence.of);
        if apart.and_later {
            id = id.with("RANGE", "THISANDFUTURE");
        }
        out.properties.push(id);
        self.put_occurrence(occurrence, &mut out);
        out
    }

    pub(super) fn alone(&self, occurrence: &Occurrence) -> Component {
        let of = self.clocked.written(occurrence.of);
        let uid = format!("{}.{}.{}@{HOST}", self.event.fact.id, self.event.pack, of);
        let mut out = self.head(uid, self.status(occurrence));
        self.put_occurrence(occurrence, &mut out);
        out
    }

    fn put_occurrence(&self, occurrence: &Occurrence, out: &mut Component) {
        let change = self.change(occurrence);
        let has_end = self.event.fact.end.is_some() || change.is_some_and(|c| c.end.is_some());
        out.properties.push(self.clocked.moment("DTSTART", occurrence.start));
        out.properties.extend(self.clocked.end(occurrence, has_end));
        out.properties.extend(words::properties(self, change, occurrence.is_cancelled));
    }

    fn head(&self, uid: String, status: EventStatus) -> Component {
        let mut out = Component::new("VEVENT");
        let stamp = self.event.stamp.format("%Y%m%dT%H%M%SZ").to_string();
        let status = match status {
            EventStatus::Confirmed => "CONFIRMED",
            EventStatus::Tentative => "TENTATIVE",
            EventStatus::Cancelled => "CANCELLED",
        };
        out.properties = vec![
            Property::text("UID", &uid),
            Property::new("DTSTAMP", stamp),
            Property::new("SEQUENCE", self.event.fact.sequence.to_string()),
            Property::new("STATUS", status),
        ];
        out
    }

    fn status(&self, occurrence: &Occurrence) -> EventStatus {
        match occurrence.is_cancelled {
            true => EventStatus::Cancelled,
            false => self.event.fact.status,
        }
    }

    /// The change that holds for an occurrence.
    fn change(&self, occurrence: &Occurrence) -> Option<&'e EventChange> {
        occurrence.change.and_then(|n| self.event.fact.changes.get(n))
    }
}
