//! The records of the common edition.

use companion_core::packs::format::{Fact, Level, PackFact, PageFact};
use companion_core::text::LanguageTag;

use super::zones;
use crate::lock::Lock;
use crate::source::Source;

/// All facts. A pack says that it speaks a language when there is an edition in it, beside its source language.
pub(super) fn of(source: &Source, lock: &Lock, spoken: Vec<LanguageTag>) -> Vec<Fact> {
    let pack = &source.pack.value;
    let languages = pack
        .languages
        .iter()
        .filter(|tag| spoken.contains(tag) || **tag == pack.source_language)
        .cloned()
        .collect();
    let world = pack.level == Level::World;
    let clock = if world { None } else { zones::clock(&pack.zone) };
    let tzdata = zones::release();
    let mut facts = vec![Fact::Pack(PackFact { languages, clock, tzdata, ..pack.clone() })];
    if source.all_zones {
        facts.extend(zones::all().into_iter().map(Fact::Zone));
    }
    facts.extend(source.pages.iter().map(|(id, page)| {
        let revision = lock.pages.get(id).map_or(1, |locked| locked.revision);
        Fact::Page(PageFact { revision, ..page.fact.clone() })
    }));
    facts.extend(source.places.values().map(|e| Fact::Place(e.fact.value.clone())));
    facts.extend(source.services.values().map(|e| Fact::Service(e.fact.value.clone())));
    facts.extend(source.contacts.values().map(|e| Fact::Contact(e.fact.value.clone())));
    facts.extend(source.checklists.values().map(|e| Fact::Checklist(e.fact.value.clone())));
    facts.extend(source.phrases.values().map(|e| Fact::Phrase(e.fact.value.clone())));
    facts.extend(source.topics.values().map(|e| Fact::Topic(e.fact.value.clone())));
    let events = source.events.values().map(|e| e.fact(&pack.zone));
    facts.extend(events.map(|fact| Fact::Event(Box::new(fact))));
    facts.extend(source.listings.values().map(|l| Fact::Listing(l.value.clone())));
    facts.extend(source.observances.values().map(|e| Fact::Observance(e.fact.value.clone())));
    facts.extend(source.holidays.values().map(|h| Fact::Holidays(h.value.clone())));
    facts.extend(source.media.values().map(|m| Fact::Media(m.fact.clone())));
    facts
}
