//! Facts of the world: emergency numbers by country, clocks, holidays. They come with the app and are refreshed like a pack;
//! of the two copies the one that is known up to a later day counts, so that neither is ever older than the app.

pub(crate) mod bundled;
pub(crate) mod observances;

use super::{Guide, parse};
use crate::error::Result;
use crate::packs::format::{ContactFact, NameText, PackFact, ZoneFact};
use crate::store::PackRow;
use crate::text::LanguageTag;
use crate::time::zone::Clock;

/// The copy of the facts that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Facts {
    /// The one that came with the app.
    Bundled,
    /// The installed pack.
    Installed(Box<PackFact>),
}

/// A text of the facts in one language.
pub type Named = (LanguageTag, NameText);

impl Guide<'_> {
    /// The copy that counts, among all installed packs.
    pub(super) fn facts_among(&self, packs: &[PackRow]) -> Result<Facts> {
        let named = self.reader.facts.as_deref();
        let Some(row) = packs.iter().find(|row| Some(row.id.as_str()) == named) else {
            return Ok(Facts::Bundled);
        };
        let fact: PackFact = parse(&row.body, "pack")?;
        let newer = fact.as_of >= bundled::pack().and_then(|own| own.as_of.clone());
        Ok(if newer { Facts::Installed(Box::new(fact)) } else { Facts::Bundled })
    }

    /// Where to call in a country, emergencies first.
    pub(super) fn contacts_in(&self, facts: &Facts, country: &str) -> Result<Vec<ContactFact>> {
        let mut contacts = match facts {
            Facts::Bundled => bundled::contacts(country)?,
            Facts::Installed(pack) => {
                let rows = self.store.list_children(&pack.id, "contact", Some(country))?;
                rows.iter().map(|row| parse(&row.body, "contact")).collect::<Result<_>>()?
            }
        };
        contacts.sort_by(|a, b| {
            (a.contact_kind, a.order, &a.id).cmp(&(b.contact_kind, b.order, &b.id))
        });
        Ok(contacts)
    }

    /// What a contact is called: its own name, in other languages that of its first topic. A line known by a name in
    /// English is still "children" to those who do not read that.
    pub(super) fn names_of(&self, facts: &Facts, contact: &ContactFact) -> Result<Vec<Named>> {
        let mut names = self.fact_texts(facts, "contact", &contact.id)?;
        if let Some(topic) = contact.topics.first() {
            for (tag, name) in self.fact_texts(facts, "topic", topic)? {
                if !names.iter().any(|(own, _)| *own == tag) {
                    names.push((tag, name));
                }
            }
        }
        Ok(names)
    }

    /// The clock of a zone.
    pub(super) fn clock_of(&self, facts: &Facts, zone: &str) -> Result<Option<Clock>> {
        let Some(found) = self.find_zone(facts, zone)? else { return Ok(None) };
        match &found.same_as {
            Some(other) => Ok(self.find_zone(facts, other)?.map(|zone| zone.clock)),
            None => Ok(Some(found.clock)),
        }
    }

    fn find_zone(&self, facts: &Facts, zone: &str) -> Result<Option<ZoneFact>> {
        match facts {
            Facts::Bundled => bundled::zone(zone),
            Facts::Installed(pack) => {
                let row = self.store.find_fact(&pack.id, "zone", zone)?;
                row.map(|row| parse(&row.body, "zone")).transpose()
            }
        }
    }

    pub(super) fn fact_texts(
        &self,
        facts: &Facts,
        kind: &'static str,
        id: &str,
    ) -> Result<Vec<Named>> {
        let Facts::Installed(pack) = facts else { return bundled::names(kind, id) };
        let mut names = Vec::new();
        for title in self.store.list_titles_of(&pack.id, kind, id)? {
            let tag = LanguageTag::stored(&title.lang);
            if let Some(text) = self.text(&pack.id, kind, id, &tag)? {
                names.push((tag, text));
            }
        }
        Ok(names)
    }
}

impl Facts {
    /// The language its names were first written in.
    pub(super) fn source_language(&self) -> LanguageTag {
        let pack = match self {
            Self::Bundled => bundled::pack(),
            Self::Installed(pack) => Some(pack.as_ref()),
        };
        pack.map_or_else(|| LanguageTag::stored("en"), |pack| pack.source_language.clone())
    }

    /// The release of the time zone database that its clocks come from.
    pub(super) fn tzdata(&self) -> Option<&str> {
        match self {
            Self::Bundled => bundled::pack()?.tzdata.as_deref(),
            Self::Installed(pack) => pack.tzdata.as_deref(),
        }
    }
}
