//! The events of a pack's folder as one calendar file that people subscribe to.
//!
//! Owns which events and which language; how they are written is the core's (`events::publish`). The same folder gives the
//! same bytes: no clock is asked, an event's words are of the latest day that they tell themselves.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use companion_core::events::publish::{self, Feed, Publication, PublishError, Spot};
use companion_core::text::LanguageTag;
use companion_core::text::language::choose;
use companion_core::text::messages::Messages;
use companion_core::time::zone::Zone;

use crate::build::zones;
use crate::source::{EventEntry, Source};

/// So many hours later programs may look again.
const REFRESH_HOURS: u32 = 12;

/// What is wanted of a pack's events.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Ids of events; all where empty.
    pub events: Vec<String>,
    /// Languages in order of preference; the first that a text is there in counts, else the one it was first written in.
    pub languages: Vec<LanguageTag>,
    /// What the calendar is called; by default as the pack.
    pub name: Option<String>,
    /// Where it will lie.
    pub url: Option<String>,
    /// The day of the words; by default the latest `date` that an event's texts tell.
    pub date: Option<NaiveDate>,
}

/// A calendar file and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarOfPack {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many events it holds, by the language in which they are told.
    pub languages: BTreeMap<LanguageTag, usize>,
}

/// Why a calendar cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// An id that no event has.
    #[error("no event `{0}`")]
    NoEvent(String),
    /// A language the pack does not name.
    #[error("`languages` does not name {0}")]
    NoLanguage(LanguageTag),
    /// A zone whose clock cannot be told.
    #[error("the zone {0} is not known")]
    Zone(String),
    /// What the core could not write.
    #[error(transparent)]
    Publish(#[from] PublishError),
}

/// The calendar of a source without errors.
///
/// # Errors
/// [`CalendarError`].
pub fn of_pack(source: &Source, wanted: &Selection) -> Result<CalendarOfPack, CalendarError> {
    let pack = &source.pack.value;
    if let Some(tag) = wanted.languages.iter().find(|tag| !pack.languages.contains(*tag)) {
        return Err(CalendarError::NoLanguage(tag.clone()));
    }
    if let Some(id) = wanted.events.iter().find(|id| !source.events.contains_key(*id)) {
        return Err(CalendarError::NoEvent(id.clone()));
    }
    let mut events = Vec::new();
    let mut languages: BTreeMap<LanguageTag, usize> = BTreeMap::new();
    for (id, entry) in &source.events {
        if wanted.events.is_empty() || wanted.events.contains(id) {
            let Some(event) = publication(source, id, entry, wanted)? else { continue };
            *languages.entry(event.language.clone()).or_default() += 1;
            events.push(event);
        }
    }
    let known: Vec<LanguageTag> = pack.names.keys().cloned().collect();
    let chosen = choose(&wanted.languages, &known, &pack.source_language);
    let tag = chosen.map_or_else(|| pack.source_language.clone(), |choice| choice.served);
    let name = wanted.name.clone().or_else(|| pack.names.get(&tag).cloned());
    let name = (name.unwrap_or_else(|| pack.id.clone()), tag);
    let feed = Feed { name, url: wanted.url.clone(), refresh_hours: REFRESH_HOURS };
    let bytes = publish::calendar(&events, Some(&feed), &Messages::default())?;
    Ok(CalendarOfPack { bytes, languages })
}

fn publication(
    source: &Source,
    id: &str,
    entry: &EventEntry,
    wanted: &Selection,
) -> Result<Option<Publication>, CalendarError> {
    let pack = &source.pack.value;
    let fact = entry.fact(&pack.zone);
    let there: Vec<LanguageTag> = entry.texts.keys().cloned().collect();
    let chosen = choose(&wanted.languages, &there, &entry.source);
    let language = chosen.map_or_else(|| entry.source.clone(), |choice| choice.served);
    let Some(file) = entry.texts.get(&language) else { return Ok(None) };
    let zone_name = fact.zone.clone().unwrap_or_else(|| pack.zone.clone());
    let clock = zones::clock(&zone_name).as_ref().and_then(Zone::new);
    let zone = clock.ok_or_else(|| CalendarError::Zone(zone_name.clone()))?;
    let changed = fact.changes.iter().filter_map(|change| change.place.as_ref());
    let mut places = BTreeMap::new();
    for id in fact.place.iter().chain(changed) {
        let Some(place) = source.places.get(id) else { continue };
        let name = named(&place.texts, &language, &pack.source_language);
        let name = name.map(|(tag, text)| (text.value.name.clone(), tag));
        places.insert(id.clone(), Spot::of_place(&place.fact.value, name));
    }
    let topic = |id: &String| {
        let texts = &source.topics.get(id)?.texts;
        Some(named(texts, &language, &pack.source_language)?.1.value.name.clone())
    };
    let topics = fact.topics.iter().filter_map(topic).collect();
    let stamp = wanted.date.map_or_else(|| written_on(entry, pack.as_of.as_deref()), midnight);
    Ok(Some(Publication {
        pack: pack.id.clone(),
        text: file.text(id),
        fact,
        language,
        zone_name,
        zone,
        places,
        topics,
        stamp,
    }))
}

/// A text in a language, else in the pack's own.
fn named<'t, T>(
    texts: &'t BTreeMap<LanguageTag, T>,
    language: &LanguageTag,
    source: &LanguageTag,
) -> Option<(LanguageTag, &'t T)> {
    let there: Vec<LanguageTag> = texts.keys().cloned().collect();
    let served = choose(std::slice::from_ref(language), &there, source)?.served;
    let text = texts.get(&served)?;
    Some((served, text))
}

/// The latest day that an event's texts tell, else the pack's, else one that is surely past.
fn written_on(entry: &EventEntry, as_of: Option<&str>) -> DateTime<Utc> {
    let told = entry.texts.values().filter_map(|file| file.origin.date.as_deref()).chain(as_of);
    let days = told.filter_map(|day| day.parse::<NaiveDate>().ok());
    days.max().map_or(DateTime::UNIX_EPOCH, midnight)
}

fn midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::source;
    use crate::source::testing::{folder, tag};

    const EVENT: &str = "start = \"2026-12-01T18:00:00\"\nend = \"2026-12-01T20:00:00\"\n\
        [address]\ntown = \"Musterstadt\"\n[repeat]\nfreq = \"weekly\"\n";

    fn text(title: &str, day: &str) -> String {
        format!("+++\ntitle = \"{title}\"\norigin = \"machine\"\ndate = {day}\n+++\n\nText.\n")
    }

    fn read(dir: &Path) -> Source {
        let (source, problems) = source::read(dir);
        assert!(!source::place::has_errors(&problems), "{problems:?}");
        source.unwrap()
    }

    fn lines(source: &Source, wanted: &Selection) -> String {
        let bytes = of_pack(source, wanted).unwrap().bytes;
        String::from_utf8(bytes).unwrap().replace("\r\n ", "")
    }

    #[test]
    fn a_folder_is_one_feed_in_the_languages_that_are_wanted() {
        let (de, ar) = (text("Treffen", "2026-11-20"), text("لقاء", "2026-11-21"));
        let walk = text("Gang", "2026-01-02");
        let dir = folder(&[
            ("events/meal/event.toml", EVENT),
            ("events/meal/de.md", &de),
            ("events/meal/ar.md", &ar),
            ("events/walk/event.toml", &EVENT.replace("18:00", "10:00")),
            ("events/walk/de.md", &walk),
        ]);
        let source = read(dir.path());
        let plain = lines(&source, &Selection::default());
        assert!(plain.contains("SUMMARY;LANGUAGE=de:Treffen\r\n"));
        assert!(
            plain.contains("NAME;LANGUAGE=de:Musterstadt\r\n") && plain.contains("METHOD:PUBLISH")
        );
        assert_eq!(plain.matches("BEGIN:VTIMEZONE").count(), 1);
        // The latest day of any of its texts.
        assert!(
            plain.contains("UID:meal.sample-city@welcome-companion\r\nDTSTAMP:20261121T000000Z")
        );
        assert!(
            plain.contains("UID:walk.sample-city@welcome-companion\r\nDTSTAMP:20260102T000000Z")
        );
        assert_eq!(plain, lines(&read(dir.path()), &Selection::default()));
        let arabic = Selection { languages: vec![tag("ar"), tag("de")], ..Selection::default() };
        let made = of_pack(&source, &arabic).unwrap();
        assert_eq!(made.languages, BTreeMap::from([(tag("ar"), 1), (tag("de"), 1)]));
        let arabic = lines(&source, &arabic);
        assert!(
            arabic.contains("SUMMARY;LANGUAGE=ar:لقاء\r\n")
                && arabic.contains("LANGUAGE=ar:مدينة المثال")
        );
        let day = NaiveDate::from_ymd_opt(2027, 2, 1);
        let one = Selection {
            events: vec!["walk".into()],
            name: Some("Spaziergänge".into()),
            url: Some("https://example.org/a.ics".into()),
            date: day,
            ..Selection::default()
        };
        let one = lines(&source, &one);
        assert!(!one.contains("meal") && one.contains("DTSTAMP:20270201T000000Z"));
        assert!(
            one.contains("NAME;LANGUAGE=de:Spaziergänge")
                && one.contains("URL:https://example.org/a.ics")
        );
    }

    #[test]
    fn what_the_pack_does_not_have_is_named() {
        let de = text("Treffen", "2026-11-20");
        let dir = folder(&[("events/meal/event.toml", EVENT), ("events/meal/de.md", &de)]);
        let source = read(dir.path());
        let error = |wanted| of_pack(&source, &wanted).unwrap_err().to_string();
        let events = Selection { events: vec!["feast".into()], ..Selection::default() };
        assert_eq!(error(events), "no event `feast`");
        let languages = Selection { languages: vec![tag("fr")], ..Selection::default() };
        assert_eq!(error(languages), "`languages` does not name fr");
    }
}
