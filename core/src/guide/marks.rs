//! Events that a person wants to go to, and when to be reminded of them. Nobody else is told.

use super::agenda::AgendaQuery;
use super::{Guide, links};
use crate::error::{Error, Result};
use crate::packs::format::{EventFact, read_moment, write_moment};
use crate::store::Interest;

/// Reminders are computed so far ahead, in milliseconds: 400 days.
const AHEAD_MS: i64 = 400 * 24 * 60 * 60 * 1000;

/// When a shell should remind the person, by an alarm of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// When, milliseconds since 1970; never past.
    pub at_ms: i64,
    /// The event's stable link.
    pub link: String,
    /// Pack id.
    pub pack: String,
    /// Event id.
    pub id: String,
    /// Its local time by rule.
    pub of: String,
    /// Its title.
    pub title: String,
    /// When it begins, milliseconds since 1970.
    pub starts_ms: i64,
    /// When it begins on the clock there.
    pub starts_local: String,
    /// It does not take place after all.
    pub cancelled: bool,
}

impl Guide<'_> {
    /// Marks an event at one of its times (`of`), or at all of them where that is left out; or takes that mark away.
    ///
    /// # Errors
    /// `NotFound` when it is not installed, `Invalid` for what is no local time of its kind.
    pub fn record_mark(&self, pack: &str, id: &str, of: Option<&str>, marked: bool) -> Result<()> {
        let of =
            if marked { self.time_of(pack, id, of)? } else { of.unwrap_or_default().to_owned() };
        let interest = Interest { pack: pack.to_owned(), event: id.to_owned(), of };
        let at = marked.then(|| self.reader.now.timestamp());
        Ok(self.store.record_interest(&interest, at)?)
    }

    fn time_of(&self, pack: &str, id: &str, of: Option<&str>) -> Result<String> {
        let row = self.store.find_fact(pack, "event", id)?.ok_or(Error::NotFound("event"))?;
        let fact: EventFact = super::parse(&row.body, "event")?;
        let Some(of) = of else { return Ok(String::new()) };
        let (at, is_day) = read_moment(of).map_err(|e| Error::invalid("of", e.to_string()))?;
        if is_day != fact.is_all_day() {
            return Err(Error::invalid("of", "no time of this event"));
        }
        Ok(write_moment(at, is_day))
    }

    /// The next reminders of what the person has marked, in order, at most `limit`: each `lead_minutes` before the start.
    /// What is cancelled reminds too, and says so.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list_reminders(&self, limit: u32, lead_minutes: u32) -> Result<Vec<Reminder>> {
        if self.store.list_interests()?.is_empty() {
            return Ok(Vec::new());
        }
        let now = self.reader.now.timestamp_millis();
        let lead = i64::from(lead_minutes) * 60_000;
        let query = AgendaQuery {
            from_ms: Some(now),
            until_ms: Some(now.saturating_add(lead).saturating_add(AHEAD_MS)),
            marked: true,
            // Those that have begun already, or whose moment has passed, are left out below.
            limit: Some(limit.saturating_add(100)),
            ..AgendaQuery::default()
        };
        let items = self.list_agenda(&query)?.items.into_iter();
        let reminders = items.map(|item| Reminder {
            at_ms: item.starts_ms.saturating_sub(lead),
            link: links::link("event", &item.pack, &item.id),
            pack: item.pack,
            id: item.id,
            of: item.of,
            title: item.title,
            starts_ms: item.starts_ms,
            starts_local: item.starts_local,
            cancelled: item.cancelled,
        });
        Ok(reminders.filter(|r| r.at_ms >= now).take(limit as usize).collect())
    }
}
