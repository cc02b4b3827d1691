//! Services: what is offered, to whom, at what cost, where.

use super::layers::Layer;
use super::places::{OpenView, numbered, page_reference};
use super::served::{TextInfo, Titles};
use super::{Guide, links, parse};
use crate::error::Result;
use crate::packs::format::{ServiceFact, ServiceText};
use crate::store::TitleRow;
use crate::text::Block;

/// Something offered to people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceView {
    /// Pack id.
    pub pack: String,
    /// Service id.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// For whom.
    pub eligibility: Option<String>,
    /// Everything else worth reading.
    pub details: Vec<Block>,
    /// Language, origin, freshness of these texts.
    pub info: TextInfo,
    /// Who offers it.
    pub provider: Option<String>,
    /// Links of the places where it is offered.
    pub places: Vec<String>,
    /// As dialled.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Web page.
    pub url: Option<String>,
    /// OpenStreetMap syntax.
    pub opening_hours: Option<String>,
    /// Open now?
    pub open: OpenView,
    /// `free`, `reduced`, `paid`, or not known.
    pub cost: Option<String>,
    /// `none`, `possible`, `required`, or not known.
    pub appointment: Option<String>,
    /// Languages spoken.
    pub languages: Vec<String>,
    /// Topic ids.
    pub topics: Vec<String>,
    /// The page that tells more, as a link.
    pub page_link: Option<String>,
}

impl Guide<'_> {
    /// Services of all layers by name; only those of a topic or at a place, if asked for.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list_services(
        &self,
        topic: Option<&str>,
        place_link: Option<&str>,
    ) -> Result<Vec<ServiceView>> {
        self.steady(|| self.all_services(topic, place_link))
    }

    fn all_services(
        &self,
        topic: Option<&str>,
        place_link: Option<&str>,
    ) -> Result<Vec<ServiceView>> {
        let mut services = Vec::new();
        for layer in self.layers()? {
            let titles = Titles::new(self.store.list_titles(&layer.fact.id, "service")?);
            for row in self.store.list_facts(&layer.fact.id, "service")? {
                let own = titles.of(&row.id);
                let fact: ServiceFact = parse(&row.body, "service")?;
                services.extend(self.service_view(&layer, fact, own)?.filter(|s| {
                    topic.is_none_or(|t| s.topics.iter().any(|own| own == t))
                        && place_link.is_none_or(|p| s.places.iter().any(|own| own == p))
                }));
            }
        }
        services.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        Ok(services)
    }

    /// One service.
    ///
    /// # Errors
    /// `NotFound` when it is not installed.
    pub fn service(&self, pack: &str, id: &str) -> Result<ServiceView> {
        self.steady(|| {
            let missing = || crate::Error::NotFound("service");
            let layer = self.layer(pack)?;
            let row = self.store.find_fact(pack, "service", id)?.ok_or_else(missing)?;
            let titles = self.store.list_titles_of(pack, "service", id)?;
            self.service_view(&layer, parse(&row.body, "service")?, &titles)?.ok_or_else(missing)
        })
    }

    fn service_view(
        &self,
        layer: &Layer,
        fact: ServiceFact,
        titles: &[TitleRow],
    ) -> Result<Option<ServiceView>> {
        let pack = &layer.fact.id;
        let Some((_, choice)) = self.choose(titles, &layer.fact.source_language) else {
            return Ok(None);
        };
        let Some(text): Option<ServiceText> =
            self.text(pack, "service", &fact.id, &choice.served)?
        else {
            return Ok(None);
        };
        Ok(Some(ServiceView {
            pack: pack.clone(),
            link: links::link("service", pack, &fact.id),
            id: fact.id,
            name: text.name,
            description: text.description,
            eligibility: text.eligibility,
            details: numbered(text.details),
            info: self.info(layer, &choice, text.origin, false),
            provider: fact.provider,
            places: fact.places.iter().map(|p| links::link("place", pack, p)).collect(),
            phone: fact.reach.phone,
            email: fact.reach.email,
            url: fact.reach.url,
            open: self.open_view(layer, fact.reach.opening_hours.as_deref(), None),
            opening_hours: fact.reach.opening_hours,
            cost: fact.cost,
            appointment: fact.appointment,
            languages: fact.reach.languages.iter().map(ToString::to_string).collect(),
            topics: fact.reach.topics,
            page_link: fact.reach.page.map(|p| page_reference(pack, &p)),
        }))
    }
}
