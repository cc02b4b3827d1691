//! Contacts: where to call. There before any download, and never replaced by anybody.

use super::facts::Facts;
use super::layers::Layer;
use super::places::OpenView;
use super::served::{TextInfo, Titles};
use super::{Guide, links, parse};
use crate::error::Result;
use crate::packs::format::{ContactFact, ContactKind, NameText};
use crate::text::LanguageTag;
use crate::text::language::choose;

/// Where to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactView {
    /// Pack id; none for the numbers that come with the app.
    pub pack: Option<String>,
    /// Contact id.
    pub id: String,
    /// Its stable link, where it belongs to a pack.
    pub link: Option<String>,
    /// Emergency, helpline or office.
    pub kind: ContactKind,
    /// Its name.
    pub name: String,
    /// When to call.
    pub note: Option<String>,
    /// Language, origin, freshness of these texts.
    pub info: TextInfo,
    /// Numbers, as dialled.
    pub phone: Vec<String>,
    /// Numbers that take text messages, as dialled.
    pub sms: Vec<String>,
    /// Web page or chat.
    pub url: Option<String>,
    /// OpenStreetMap syntax.
    pub opening_hours: Option<String>,
    /// Open now?
    pub open: OpenView,
    /// The call costs nothing.
    pub free: bool,
    /// Languages spoken.
    pub languages: Vec<String>,
    /// Topic ids.
    pub topics: Vec<String>,
    /// Where the numbers were read, if that is told.
    pub source: Option<String>,
    /// `YYYY-MM-DD`: when they were last compared with it; none: nobody has, or it is not told.
    pub checked: Option<String>,
}

impl Guide<'_> {
    /// Contacts of all layers: emergencies first. The facts add the numbers of the country that no installed pack names
    /// with the same digits.
    ///
    /// `country` (ISO 3166-1) asks the facts about another one, or when nothing is installed yet.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list_contacts(&self, country: Option<&str>) -> Result<Vec<ContactView>> {
        self.steady(|| self.all_contacts(country))
    }

    fn all_contacts(&self, country: Option<&str>) -> Result<Vec<ContactView>> {
        let (layers, facts) = self.layers_and_facts()?;
        let mut contacts = Vec::new();
        for layer in &layers {
            contacts.extend(self.pack_contacts(layer)?);
        }
        let mut countries: Vec<&str> = match country {
            Some(country) => vec![country],
            None => layers.iter().map(|l| l.fact.country.as_str()).collect(),
        };
        countries.sort_unstable();
        countries.dedup();
        for country in countries {
            let layer = layers.iter().find(|l| l.fact.country == country);
            for fact in self.contacts_in(&facts, country)? {
                let known = contacts.iter().any(|c| {
                    c.kind == fact.contact_kind && fact.phone.iter().any(|p| c.phone.contains(p))
                });
                if !known {
                    contacts.extend(self.fact_contact(&facts, fact, layer)?);
                }
            }
        }
        // Stable: within a kind the nearest layer comes first, in its own order.
        contacts.sort_by_key(|c| c.kind);
        Ok(contacts)
    }

    fn pack_contacts(&self, layer: &Layer) -> Result<Vec<ContactView>> {
        let pack = &layer.fact.id;
        let titles = Titles::new(self.store.list_titles(pack, "contact")?);
        let mut contacts = Vec::new();
        for row in self.store.list_facts(pack, "contact")? {
            let fact: ContactFact = parse(&row.body, "contact")?;
            let own = titles.of(&fact.id);
            let Some((_, choice)) = self.choose(own, &layer.fact.source_language) else {
                continue;
            };
            let text: Option<NameText> = self.text(pack, "contact", &fact.id, &choice.served)?;
            if let Some(text) = text {
                let info = self.info(layer, &choice, text.origin.clone(), false);
                let open = self.open_view(layer, fact.opening_hours.as_deref(), None);
                let link = Some(links::link("contact", pack, &fact.id));
                contacts.push(view(fact, text.name, text.note, info, open, link, Some(pack)));
            }
        }
        Ok(contacts)
    }

    fn fact_contact(
        &self,
        facts: &Facts,
        fact: ContactFact,
        layer: Option<&Layer>,
    ) -> Result<Option<ContactView>> {
        let names = self.names_of(facts, &fact)?;
        let available: Vec<LanguageTag> = names.iter().map(|(tag, _)| tag.clone()).collect();
        let source = facts.source_language();
        let Some(choice) = choose(&self.reader.languages, &available, &source) else {
            return Ok(None);
        };
        let text = names.into_iter().find(|(tag, _)| *tag == choice.served);
        let Some((_, text)) = text else { return Ok(None) };
        let info = self.info_from(&source, &choice, text.origin, false);
        let hours = fact.opening_hours.as_deref();
        let open = match (hours, layer) {
            // Round the clock is the same in every zone.
            (Some("24/7"), _) => OpenView::Open { until: None },
            (hours, Some(layer)) => self.open_view(layer, hours, None),
            (_, None) => OpenView::Unknown,
        };
        Ok(Some(view(fact, text.name, text.note, info, open, None, None)))
    }
}

fn view(
    fact: ContactFact,
    name: String,
    note: Option<String>,
    info: TextInfo,
    open: OpenView,
    link: Option<String>,
    pack: Option<&String>,
) -> ContactView {
    ContactView {
        pack: pack.cloned(),
        id: fact.id,
        link,
        kind: fact.contact_kind,
        name,
        note,
        info,
        phone: fact.phone,
        sms: fact.sms,
        url: fact.url,
        opening_hours: fact.opening_hours,
        open,
        free: fact.free,
        languages: fact.languages.iter().map(ToString::to_string).collect(),
        topics: fact.topics,
        source: fact.source,
        checked: fact.checked,
    }
}
