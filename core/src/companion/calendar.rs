//! Events for other calendars: the guide's values, written by `events::publish`.

use super::Companion;
use crate::error::{Error, Result};
use crate::events::publish::{self, Publication, PublishError, Spot};
use crate::guide::EventValues;
use crate::packs::format::read_moment;

/// A file that other calendars read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarFile {
    /// What to call it, such as `language-cafe.ics`.
    pub name: String,
    /// The file: `text/calendar` in UTF-8.
    pub bytes: Vec<u8>,
}

impl Companion {
    /// An event as a calendar file, to be opened with another calendar or sent on: the whole series, or the one occurrence
    /// that has the time by rule `of`, which is then an event of its own. Nothing of the person is in it.
    ///
    /// # Errors
    /// `NotFound` when it is not installed, or has no such time.
    pub fn calendar_file(&self, pack: &str, id: &str, of: Option<&str>) -> Result<CalendarFile> {
        let missing = || Error::NotFound("event");
        let event = publication(pack, self.guide()?.event_values(pack, id)?);
        let unwritable = |error: PublishError| match error {
            PublishError::NoSuchTime { .. } => missing(),
            other => Error::invalid("event", other.to_string()),
        };
        let Some(of) = of else {
            let bytes = publish::calendar(&[event], None, &self.messages).map_err(unwritable)?;
            return Ok(CalendarFile { name: format!("{id}.ics"), bytes });
        };
        let (at, is_day) = read_moment(of).map_err(|_| missing())?;
        if is_day != event.fact.is_all_day() {
            return Err(missing());
        }
        let bytes = publish::occurrence(&event, at, &self.messages).map_err(unwritable)?;
        Ok(CalendarFile { name: format!("{id}-{}.ics", at.date()), bytes })
    }
}

fn publication(pack: &str, values: EventValues) -> Publication {
    let EventValues { fact, text, language, zone_name, zone, places, topics, published } = values;
    let spot = |(place, name)| Spot::of_place(&place, name);
    let places = places.into_iter().map(|(id, place)| (id, spot(place))).collect();
    let pack = pack.to_owned();
    Publication { pack, fact, text, language, zone_name, zone, places, topics, stamp: published }
}
