//! Where an event that nobody has published yet would take place: its clock, its holidays, the hours of its hall, the names of
//! what is kept there. For whoever drafts one.

use super::layers::Layer;
use super::{Guide, parse};
use crate::error::Result;
use crate::packs::format::{Area, PackFact, PlaceFact, Point};
use crate::text::LanguageTag;
use crate::text::language::choose;
use crate::time::opening_hours::{Place, Position};
use crate::time::zone::Zone;

/// A pack as the ground of something that takes place there.
pub struct Ground<'g> {
    guide: &'g Guide<'g>,
    layer: Layer,
}

/// A place of a pack, as far as it matters when something takes place there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hall {
    /// What it is called, in the language that suits the reader best.
    pub name: Option<String>,
    /// Where it is.
    pub point: Option<Point>,
    /// OpenStreetMap syntax.
    pub opening_hours: Option<String>,
}

impl Guide<'_> {
    /// The ground of a pack.
    ///
    /// # Errors
    /// `NotFound` when it is not installed.
    pub fn ground(&self, pack: &str) -> Result<Ground<'_>> {
        let layer = self.steady(|| self.layer(pack))?;
        Ok(Ground { guide: self, layer })
    }

    /// The clock of a zone, that of a pack where it is the pack's own. Nothing where it is not known.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn clock_at(&self, pack: &str, zone: &str) -> Result<Option<Zone>> {
        self.steady(|| {
            let (layers, facts) = self.layers_and_facts()?;
            let own = layers.iter().find(|l| l.fact.id == pack && l.fact.zone == zone);
            match own.and_then(Layer::clock) {
                Some(clock) => Ok(Some(clock.clone())),
                None => Ok(self.clock_of(&facts, zone)?.as_ref().and_then(Zone::new)),
            }
        })
    }

    /// What an observance is called, in the language that suits the reader best.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn observance_name(&self, id: &str) -> Result<Option<(String, LanguageTag)>> {
        self.steady(|| {
            let facts = self.facts()?;
            let names = self.fact_texts(&facts, "observance", id)?;
            let tags: Vec<LanguageTag> = names.iter().map(|(tag, _)| tag.clone()).collect();
            let choice = choose(&self.reader.languages, &tags, &facts.source_language());
            let Some(served) = choice.map(|choice| choice.served) else { return Ok(None) };
            let found = names.into_iter().find(|(tag, _)| *tag == served);
            Ok(found.map(|(tag, text)| (text.name, tag)))
        })
    }
}

impl Ground<'_> {
    /// The pack's own record.
    pub fn pack(&self) -> &PackFact {
        &self.layer.fact
    }

    /// A place of the pack; nothing where it has none of that id.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn hall(&self, place: &str) -> Result<Option<Hall>> {
        self.guide.steady(|| {
            let pack = &self.layer.fact;
            let store = self.guide.store;
            let Some(row) = store.find_fact(&pack.id, "place", place)? else { return Ok(None) };
            let fact: PlaceFact = parse(&row.body, "place")?;
            let titles = store.list_titles_of(&pack.id, "place", place)?;
            let chosen = self.guide.choose(&titles, &pack.source_language);
            Ok(Some(Hall {
                name: chosen.map(|(title, _)| title.title.clone()),
                point: fact.point,
                opening_hours: fact.reach.opening_hours,
            }))
        })
    }

    /// Holidays and the sun at a point, or in the middle of where the pack applies.
    pub fn days(&self, point: Option<Point>) -> impl Place {
        let middle = |area: Area| Position {
            lat: f64::midpoint(area.from.lat(), area.to.lat()),
            lon: f64::midpoint(area.from.lon(), area.to.lon()),
        };
        let position = point.map(|p| Position { lat: p.lat(), lon: p.lon() });
        self.guide.here(&self.layer, position.or(self.layer.fact.area.map(middle)))
    }
}
