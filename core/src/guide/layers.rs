//! The installed packs as layers: cities first, then regions, then countries.

use std::cell::OnceCell;

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::facts::Facts;
use super::{Guide, parse};
use crate::error::{Error, Result};
use crate::packs::format::{Holidays, Level, PackFact};
use crate::store::Subscription;
use crate::text::LanguageTag;
use crate::text::language::choose;
use crate::time::observance::{Known, Observances, PublicHolidays};
use crate::time::opening_hours::{Place, Position};
use crate::time::zone::Zone;

/// An installed pack with what is known of its publisher.
#[derive(Debug, Clone)]
pub struct Layer {
    /// Its record; where it tells no region, that of the nearest layer above that does.
    pub fact: PackFact,
    /// How it was introduced and last checked.
    pub subscription: Option<Subscription>,
    /// Its own holidays, or those of the nearest layer above that has some.
    pub(super) holidays: Holidays,
    /// Those of the facts for its country and region, as soon as somebody asks.
    known: OnceCell<KnownDays>,
    /// How the clock goes there.
    zone: Option<Zone>,
}

/// How old what one reads of a pack is. Age never hides a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackFreshness {
    /// The publisher has signed it for the present.
    Fresh,
    /// The phone has not been able to check for longer than the publisher's promise.
    NotCheckedSince,
    /// At the last check the publisher had not signed again in time.
    NotRenewedSince,
}

/// A layer as a shell shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerView {
    /// Pack id.
    pub pack: String,
    /// Its name in the reader's language.
    pub name: String,
    /// Country, region or city.
    pub level: Level,
    /// The layer above.
    pub parent: Option<String>,
    /// All languages it is published in.
    pub languages: Vec<String>,
    /// Who answers for it.
    pub publisher: String,
    /// Where corrections go.
    pub editors: Vec<String>,
    /// Whether its first root was named by the app or a QR code and has been seen; otherwise show "unverified".
    pub verified: bool,
    /// How old it is.
    pub freshness: PackFreshness,
    /// Last time the publisher's signature was seen, milliseconds since 1970.
    pub checked_at_ms: Option<i64>,
}

impl Guide<'_> {
    /// All layers, cities first. Packs of level `world` are none.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn layers(&self) -> Result<Vec<Layer>> {
        Ok(self.layers_and_facts()?.0)
    }

    /// All layers, and the copy of the facts that counts.
    pub(super) fn layers_and_facts(&self) -> Result<(Vec<Layer>, Facts)> {
        let subscriptions = self.store.list_subscriptions()?;
        let packs = self.store.list_packs()?;
        let facts = self.facts_among(&packs)?;
        let mut layers = Vec::new();
        for row in packs {
            let fact: PackFact = parse(&row.body, "pack")?;
            if fact.level == Level::World {
                continue;
            }
            let subscription = subscriptions.iter().find(|s| s.pack == row.id).cloned();
            let holidays = fact.holidays.clone();
            let zone = self.zone(&fact, &facts)?;
            layers.push(Layer { fact, subscription, holidays, known: OnceCell::new(), zone });
        }
        // The order a person added them in decides among packs of one level.
        let rank = |l: &Layer| subscriptions.iter().position(|s| s.pack == l.fact.id);
        layers.sort_by(|a, b| {
            b.fact
                .level
                .cmp(&a.fact.level)
                .then(rank(a).cmp(&rank(b)))
                .then(a.fact.id.cmp(&b.fact.id))
        });
        inherit(&mut layers);
        Ok((layers, facts))
    }

    /// The pack's own clock, or that of the facts where they know of a later law.
    fn zone(&self, fact: &PackFact, facts: &Facts) -> Result<Option<Zone>> {
        let own = fact.clock.as_ref().and_then(Zone::new);
        if own.is_some() && fact.tzdata.as_deref() >= facts.tzdata() {
            return Ok(own);
        }
        let known = self.clock_of(facts, &fact.zone)?;
        Ok(known.as_ref().and_then(Zone::new).or(own))
    }

    /// All layers as a shell shows them.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list_layers(&self) -> Result<Vec<LayerView>> {
        let now = self.reader.now.timestamp();
        Ok(self.layers()?.iter().map(|l| l.view(&self.reader.languages, now)).collect())
    }

    /// What opening hours have to know of a place of a layer.
    pub(super) fn here<'h>(
        &'h self,
        layer: &'h Layer,
        position: Option<Position>,
    ) -> LayerPlace<'h> {
        LayerPlace { guide: self, layer, position }
    }

    /// The holidays of the facts for a layer's country and region. Facts that cannot be read leave hours unknown; whoever
    /// reads contacts from them is told.
    fn known<'l>(&self, layer: &'l Layer) -> &'l KnownDays {
        layer.known.get_or_init(|| {
            let country = layer.fact.country.as_str();
            let facts = self.facts();
            let table = facts.and_then(|facts| self.observances_of(&facts, Some(country)));
            let table = table.unwrap_or_default();
            let year = self.reader.now.year();
            let years = year.saturating_sub(1)..=year.saturating_add(2);
            let public = table.public_holidays(country, layer.fact.region.as_deref(), years);
            KnownDays { table, public }
        })
    }

    pub(super) fn layer(&self, pack: &str) -> Result<Layer> {
        self.layers()?.into_iter().find(|l| l.fact.id == pack).ok_or(Error::NotFound("pack"))
    }
}

/// Holidays of the facts where a pack applies.
#[derive(Debug, Clone)]
struct KnownDays {
    table: Observances,
    /// Of the years around now.
    public: Option<PublicHolidays>,
}

/// A place of a layer: its holidays and its clock.
pub(super) struct LayerPlace<'a> {
    guide: &'a Guide<'a>,
    layer: &'a Layer,
    position: Option<Position>,
}

impl Place for LayerPlace<'_> {
    /// As the pack or one above it lists the year, else as the facts tell for its country and region.
    fn public_holiday(&self, day: NaiveDate) -> Option<bool> {
        let listed = self.layer.is_listed_holiday(day);
        listed.or_else(|| answer(self.guide.known(self.layer).public.as_ref()?.is(day)))
    }

    fn school_holiday(&self, day: NaiveDate) -> Option<bool> {
        let pack = &self.layer.fact;
        let table = &self.guide.known(self.layer).table;
        answer(table.is_school_holiday(&pack.country, pack.region.as_deref(), day))
    }

    fn position(&self) -> Option<Position> {
        self.position
    }

    fn offset(&self, day: NaiveDate) -> Option<i32> {
        let noon = day.and_hms_opt(12, 0, 0)?.and_utc().timestamp();
        i32::try_from(self.layer.zone.as_ref()?.offset_at(noon) / 60).ok()
    }
}

impl Layer {
    /// How the clock goes there, if that is known.
    pub(super) fn clock(&self) -> Option<&Zone> {
        self.zone.as_ref()
    }

    /// The wall clock there.
    pub(super) fn local(&self, reader: &super::Reader) -> Option<NaiveDateTime> {
        self.zone.as_ref()?.local(reader.now)
    }

    /// Whether the pack lists a day as a public holiday; nothing where it does not list the year.
    fn is_listed_holiday(&self, day: NaiveDate) -> Option<bool> {
        self.holidays
            .years
            .contains(&day.year())
            .then(|| self.holidays.dates.iter().any(|d| *d == day.to_string()))
    }

    fn view(&self, languages: &[LanguageTag], now: i64) -> LayerView {
        let available: Vec<LanguageTag> = self.fact.names.keys().cloned().collect();
        let name = choose(languages, &available, &self.fact.source_language)
            .and_then(|c| self.fact.names.get(&c.served))
            .unwrap_or(&self.fact.id);
        let s = self.subscription.as_ref();
        LayerView {
            pack: self.fact.id.clone(),
            name: name.clone(),
            level: self.fact.level,
            parent: self.fact.parent.clone(),
            languages: self.fact.languages.iter().map(ToString::to_string).collect(),
            publisher: self.fact.publisher.clone(),
            editors: self.fact.editors.clone(),
            verified: s.is_some_and(|s| s.fingerprint.is_some() && s.renew_by.is_some()),
            freshness: s.map_or(PackFreshness::NotCheckedSince, |s| freshness(s, now)),
            checked_at_ms: s.and_then(|s| s.checked_at).map(|at| at.saturating_mul(1000)),
        }
    }
}

fn answer(known: Known) -> Option<bool> {
    match known {
        Known::Yes => Some(true),
        Known::No => Some(false),
        Known::Unknown => None,
    }
}

fn freshness(s: &Subscription, now: i64) -> PackFreshness {
    if s.expired_role.is_some() {
        PackFreshness::NotRenewedSince
    } else if s.renew_by.is_some_and(|by| now < by) {
        PackFreshness::Fresh
    } else {
        PackFreshness::NotCheckedSince
    }
}

/// What a layer does not tell holds as the nearest one above tells it.
fn inherit(layers: &mut [Layer]) {
    // Cities come first, so a region has not inherited yet when a city looks at it: follow the chain itself.
    let known: Vec<PackFact> = layers.iter().map(|l| l.fact.clone()).collect();
    for layer in layers.iter_mut() {
        let mut above = layer.fact.parent.clone();
        for _ in 0..known.len() {
            let Some(next) = known.iter().find(|fact| Some(&fact.id) == above.as_ref()) else {
                break;
            };
            if layer.holidays.is_empty() {
                layer.holidays = next.holidays.clone();
            }
            // Regions of another country mean nothing here.
            if layer.fact.region.is_none() && next.country == layer.fact.country {
                layer.fact.region.clone_from(&next.region);
            }
            above = next.parent.clone();
        }
    }
}
