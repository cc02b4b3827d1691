//! Places: where to go, whether it is open, how far it is.

use super::layers::Layer;
use super::served::{TextInfo, Titles};
use super::{Guide, links, parse};
use crate::error::Result;
use crate::packs::format::{PlaceFact, PlaceText, Point};
use crate::text::{Block, BlockBody};
use crate::time::opening_hours::{OpeningHours, Position, State};

/// Screens tell what changes within so many days.
const WEEK: i32 = 7;

/// Which places are asked for. Empty: all.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlaceFilter {
    /// Latitude in degrees; with `lon`: nearest first.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
    /// No farther than this, in metres.
    pub within_m: Option<u32>,
    /// Only those that are surely open now.
    pub open_now: bool,
    /// Only those that are surely step-free.
    pub step_free: bool,
    /// Only those of this topic.
    pub topic: Option<String>,
}

/// Whether something is open, for a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenView {
    /// Open; until when, local `YYYY-MM-DDTHH:MM:SS`, if it closes within a week.
    Open {
        /// Local time of closing.
        until: Option<String>,
    },
    /// Closed; from when, local, if it opens within a week.
    Closed {
        /// Local time of opening.
        opens: Option<String>,
    },
    /// It cannot be told, or no hours are given.
    Unknown,
}

/// A place to go to.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceView {
    /// Pack id.
    pub pack: String,
    /// Place id.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// How to get in.
    pub access: Option<String>,
    /// Everything else worth reading.
    pub details: Vec<Block>,
    /// Language, origin, freshness of these texts.
    pub info: TextInfo,
    /// Degrees, WGS 84.
    pub lat: Option<f64>,
    /// Degrees, WGS 84.
    pub lon: Option<f64>,
    /// Postal address, line by line, as written on the spot.
    pub address: Vec<String>,
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
    /// Step-free: `yes`, `limited`, `no`, or not known.
    pub wheelchair: Option<String>,
    /// Languages spoken there.
    pub languages: Vec<String>,
    /// Topic ids.
    pub topics: Vec<String>,
    /// The page that tells more, as a link.
    pub page_link: Option<String>,
    /// From the point asked for, in metres as the crow flies.
    pub distance_m: Option<u32>,
}

impl Guide<'_> {
    /// Places of all layers: the nearest first where a point is given, otherwise by name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list_places(&self, filter: &PlaceFilter) -> Result<Vec<PlaceView>> {
        self.steady(|| self.all_places(filter))
    }

    fn all_places(&self, filter: &PlaceFilter) -> Result<Vec<PlaceView>> {
        let mut places = Vec::new();
        for layer in self.layers()? {
            let titles = Titles::new(self.store.list_titles(&layer.fact.id, "place")?);
            for row in self.store.list_facts(&layer.fact.id, "place")? {
                let own = titles.of(&row.id);
                let fact: PlaceFact = parse(&row.body, "place")?;
                if let Some(view) = self.place_view(&layer, fact, own, filter)?
                    && filter.lets_through(&view)
                {
                    places.push(view);
                }
            }
        }
        places.sort_by(|a, b| {
            (a.distance_m.unwrap_or(u32::MAX), &a.name)
                .cmp(&(b.distance_m.unwrap_or(u32::MAX), &b.name))
        });
        Ok(places)
    }

    /// One place.
    ///
    /// # Errors
    /// `NotFound` when it is not installed.
    pub fn place(&self, pack: &str, id: &str) -> Result<PlaceView> {
        self.steady(|| {
            let missing = || crate::Error::NotFound("place");
            let layer = self.layer(pack)?;
            let row = self.store.find_fact(pack, "place", id)?.ok_or_else(missing)?;
            let titles = self.store.list_titles_of(pack, "place", id)?;
            let fact: PlaceFact = parse(&row.body, "place")?;
            self.place_view(&layer, fact, &titles, &PlaceFilter::default())?.ok_or_else(missing)
        })
    }

    fn place_view(
        &self,
        layer: &Layer,
        fact: PlaceFact,
        titles: &[crate::store::TitleRow],
        filter: &PlaceFilter,
    ) -> Result<Option<PlaceView>> {
        let Some((_, choice)) = self.choose(titles, &layer.fact.source_language) else {
            return Ok(None);
        };
        let pack = &layer.fact.id;
        let Some(text): Option<PlaceText> = self.text(pack, "place", &fact.id, &choice.served)?
        else {
            return Ok(None);
        };
        let town = [fact.postcode, fact.town].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let address = fact.street.into_iter().chain((!town.is_empty()).then_some(town)).collect();
        Ok(Some(PlaceView {
            pack: pack.clone(),
            link: links::link("place", pack, &fact.id),
            id: fact.id,
            name: text.name,
            description: text.description,
            access: text.access,
            details: numbered(text.details),
            info: self.info(layer, &choice, text.origin, false),
            lat: fact.point.map(Point::lat),
            lon: fact.point.map(Point::lon),
            address,
            phone: fact.reach.phone,
            email: fact.reach.email,
            url: fact.reach.url,
            open: self.open_view(layer, fact.reach.opening_hours.as_deref(), fact.point),
            opening_hours: fact.reach.opening_hours,
            wheelchair: fact.wheelchair,
            languages: fact.reach.languages.iter().map(ToString::to_string).collect(),
            topics: fact.reach.topics,
            page_link: fact.reach.page.map(|p| page_reference(pack, &p)),
            distance_m: fact.point.and_then(|p| filter.distance_to(p)),
        }))
    }

    /// Open now? The sun is asked at the point, where there is one.
    pub(super) fn open_view(
        &self,
        layer: &Layer,
        hours: Option<&str>,
        point: Option<Point>,
    ) -> OpenView {
        let (Some(hours), Some(local)) = (hours, layer.local(&self.reader)) else {
            return OpenView::Unknown;
        };
        let Ok((hours, _)) = OpeningHours::parse_tolerant(hours) else { return OpenView::Unknown };
        let here = self.here(layer, point.map(|p| Position { lat: p.lat(), lon: p.lon() }));
        let change = hours.next_change_within(local, WEEK, &here);
        let text = |t: chrono::NaiveDateTime| t.format("%Y-%m-%dT%H:%M:%S").to_string();
        match hours.state_at(local, &here).state {
            State::Open => OpenView::Open { until: change.map(text) },
            State::Closed => {
                let opens = change.filter(|t| hours.state_at(*t, &here).state == State::Open);
                OpenView::Closed { opens: opens.map(text) }
            }
            State::Unknown => OpenView::Unknown,
        }
    }
}

/// Blocks that are not tracked from edition to edition, with their position as id.
pub(super) fn numbered(blocks: Vec<BlockBody>) -> Vec<Block> {
    (1..).zip(blocks).map(|(id, body)| Block { id, body }).collect()
}

/// A page id of the same pack, or `pack/id`, as a stable link.
pub(super) fn page_reference(pack: &str, page: &str) -> String {
    match page.split_once('/') {
        Some((other, id)) => links::page_link(other, id),
        None => links::page_link(pack, page),
    }
}

impl PlaceFilter {
    fn distance_to(&self, point: Point) -> Option<u32> {
        Some(point.metres_to(self.lat?, self.lon?).round() as u32)
    }

    fn lets_through(&self, place: &PlaceView) -> bool {
        let near = match (self.within_m, place.distance_m) {
            (Some(most), Some(distance)) => distance <= most,
            (Some(_), None) => false,
            (None, _) => true,
        };
        near && (!self.open_now || matches!(place.open, OpenView::Open { .. }))
            && (!self.step_free || place.wheelchair.as_deref() == Some("yes"))
            && self.topic.as_ref().is_none_or(|t| place.topics.contains(t))
    }
}
