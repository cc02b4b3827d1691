//! An event as values, for a calendar file: in the language in which the reader sees it, and with nothing of the reader.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::layers::Layer;
use super::{Guide, parse};
use crate::error::{Error, Result};
use crate::packs::format::{EventFact, EventText, PlaceFact};
use crate::text::LanguageTag;
use crate::text::language::choose;
use crate::time::zone::Zone;

/// The name of the edition of facts, as `InstalledEdition` has it.
const COMMON: &str = "common";

/// Everything of an event that its pack publishes, in one language.
#[derive(Debug, Clone)]
pub struct EventValues {
    /// When, where, for whom.
    pub fact: EventFact,
    /// What it is.
    pub text: EventText,
    /// The language of that text. Names of places and topics are in it too, where the pack has them.
    pub language: LanguageTag,
    /// IANA name of the zone of its times.
    pub zone_name: String,
    /// How the clock goes there.
    pub zone: Zone,
    /// Places that the event or one of its changes names: the record, its name and the language of that.
    pub places: BTreeMap<String, (PlaceFact, Option<(String, LanguageTag)>)>,
    /// Names of its topics.
    pub topics: Vec<String>,
    /// When the publisher made what is installed.
    pub published: DateTime<Utc>,
}

impl Guide<'_> {
    /// An event as values.
    ///
    /// # Errors
    /// `NotFound` when it is not installed, or the clock of its zone is not known.
    pub fn event_values(&self, pack: &str, id: &str) -> Result<EventValues> {
        self.steady(|| self.values_of(pack, id))
    }

    fn values_of(&self, pack: &str, id: &str) -> Result<EventValues> {
        let missing = || Error::NotFound("event");
        let zoned = self.zoned_layers()?;
        let layer = zoned.layers.iter().find(|l| l.fact.id == pack).ok_or_else(missing)?;
        let row = self.store.find_fact(pack, "event", id)?.ok_or_else(missing)?;
        let fact: EventFact = parse(&row.body, "event")?;
        let zone = zoned.zone(self, layer, &fact)?.ok_or_else(missing)?;
        let titles = self.store.list_titles_of(pack, "event", id)?;
        let chosen = self.choose(&titles, &layer.fact.source_language);
        let language = chosen.ok_or_else(missing)?.1.served;
        let text: EventText = self.text(pack, "event", id, &language)?.ok_or_else(missing)?;
        let mut places = BTreeMap::new();
        let changed = fact.changes.iter().filter_map(|change| change.place.as_ref());
        for id in fact.place.iter().chain(changed) {
            if let Some(row) = self.store.find_fact(pack, "place", id)? {
                let place: PlaceFact = parse(&row.body, "place")?;
                places.insert(id.clone(), (place, self.name_in(layer, "place", id, &language)?));
            }
        }
        let mut topics = Vec::new();
        for topic in &fact.topics {
            topics.extend(self.name_in(layer, "topic", topic, &language)?.map(|(name, _)| name));
        }
        let editions = self.store.list_editions(pack)?;
        let both = editions.iter().filter(|e| e.name == COMMON || e.name == language.as_str());
        let published = both.map(|edition| edition.published_at).max().unwrap_or_default();
        Ok(EventValues {
            zone_name: fact.zone.clone().unwrap_or_else(|| layer.fact.zone.clone()),
            zone: Zone::clone(&zone),
            published: DateTime::from_timestamp(published, 0).unwrap_or_default(),
            fact,
            text,
            language,
            places,
            topics,
        })
    }

    /// A name in a language, else in the pack's own: which other languages the reader has is nobody's business.
    fn name_in(
        &self,
        layer: &Layer,
        kind: &str,
        id: &str,
        language: &LanguageTag,
    ) -> Result<Option<(String, LanguageTag)>> {
        let titles = self.store.list_titles_of(&layer.fact.id, kind, id)?;
        let there: Vec<LanguageTag> =
            titles.iter().map(|title| LanguageTag::stored(&title.lang)).collect();
        let wanted = std::slice::from_ref(language);
        let Some(choice) = choose(wanted, &there, &layer.fact.source_language) else {
            return Ok(None);
        };
        let title = titles.iter().find(|title| title.lang == choice.served.as_str());
        Ok(title.map(|title| (title.title.clone(), choice.served)))
    }
}
