//! All answers of one call, by kind: of which region, in which languages, in which time zone.

use std::collections::BTreeMap;

use companion_core::text::LanguageTag;

use super::Options;
use super::answer::{
    Answer, Category, Event, Hours, Items, Language, Offer, Page, PagePath, Place, Region,
    language_tag,
};
use crate::import::zone::is_zone;
use crate::import::{ImportError, ImportReport, RegionTold};

/// What is assumed where neither options nor answers name a zone.
const ZONE: &str = "Europe/Berlin";

/// The answers, put together.
pub(super) struct Export {
    /// The region's word in web paths.
    pub(super) slug: String,
    /// The source language first, then by tag.
    pub(super) languages: Vec<LanguageTag>,
    pub(super) zone: String,
    pub(super) pages: Vec<Page>,
    pub(super) places: Vec<Place>,
    pub(super) events: Vec<Event>,
    /// The pack's own region, where an answer describes it.
    pub(super) region: Option<Region>,
    /// One list for each file; its language is not said.
    pub(super) categories: Vec<Vec<Category>>,
    pub(super) offers: Vec<Offer>,
}

impl Export {
    /// Sorts the answers by kind, and tells what they say of other regions.
    pub(super) fn new(
        answers: Vec<Answer>,
        options: &Options,
        report: &mut ImportReport,
    ) -> Result<Self, ImportError> {
        let slug = slug(&answers, options)?;
        let (mut pages, mut places, mut events) = (Vec::new(), Vec::new(), Vec::new());
        let (mut regions, mut categories, mut offers) = (Vec::new(), Vec::new(), Vec::new());
        let mut codes = Codes::default();
        let mut named = Vec::new();
        for answer in answers {
            for path in paths(&answer.items) {
                codes.add(&path.language)?;
            }
            report.problems.extend(answer.notes.problems);
            for (field, count) in answer.notes.left_out {
                *report.fields_left_out.entry(field).or_default() += count;
            }
            match answer.items {
                Items::Nothing => {}
                Items::Pages(mut items) => pages.append(&mut items),
                Items::Places(mut items) => places.append(&mut items),
                Items::Events(mut items) => events.append(&mut items),
                Items::Regions(mut items) => regions.append(&mut items),
                Items::Categories(items) => categories.push(items),
                Items::Offers(mut items) => offers.append(&mut items),
                Items::Languages(mut items) => named.append(&mut items),
            }
        }
        let region = own_region(regions, &slug, report);
        named.extend(region.iter().flat_map(|r| r.languages.iter().cloned()));
        let languages = codes.sorted(options, &named)?;
        tell_languages(&named, &languages, report);
        let zone = zone(options, region.as_ref(), &places, &events);
        Ok(Self { slug, languages, zone, pages, places, events, region, categories, offers })
    }

    /// Takes the pages, locations and events out.
    pub(super) fn take_texts(&mut self) -> (Vec<Page>, Vec<Place>, Vec<Event>) {
        use std::mem::take;
        (take(&mut self.pages), take(&mut self.places), take(&mut self.events))
    }

    /// The position of a language of the answers.
    pub(super) fn language(&self, code: &str) -> usize {
        let tag = language_tag(code);
        self.languages.iter().position(|l| Some(l) == tag.as_ref()).unwrap_or_default()
    }
}

fn paths(items: &Items) -> Vec<&PagePath> {
    match items {
        Items::Pages(items) => items.iter().map(|i| &i.text.path).collect(),
        Items::Places(items) => items.iter().map(|i| &i.text.path).collect(),
        Items::Events(items) => items.iter().map(|i| &i.text.path).collect(),
        _ => Vec::new(),
    }
}

/// The one region that pages, locations and events are of; without any, the one region that is described.
fn slug(answers: &[Answer], options: &Options) -> Result<String, ImportError> {
    let wanted = options.region.as_deref().map(|r| r.trim().trim_matches('/'));
    let mut found = wanted.map(str::to_owned);
    for answer in answers {
        for path in paths(&answer.items) {
            let slug = found.get_or_insert_with(|| path.region.clone());
            if *slug != path.region {
                return Err(ImportError::Unfit(format!(
                    "{}: texts of the region {:?} beside those of {slug:?}; import one region at a time",
                    answer.file.display(),
                    path.region,
                )));
            }
        }
    }
    let mut regions: Vec<&str> = Vec::new();
    for answer in answers {
        if let Items::Regions(items) = &answer.items {
            regions.extend(items.iter().map(|r| r.slug.as_str()));
        }
    }
    regions.sort_unstable();
    regions.dedup();
    match (found, regions.as_slice()) {
        (Some(slug), _) => Ok(slug),
        (None, [only]) => Ok((*only).to_owned()),
        (None, []) => {
            let message = "there is no page, location, event or region in the answers";
            Err(ImportError::Unfit(message.into()))
        }
        (None, all) => Err(ImportError::Unfit(format!(
            "the answers describe {} regions ({}{}); say with --region SLUG which one the pack is for",
            all.len(),
            all.iter().take(10).copied().collect::<Vec<_>>().join(", "),
            if all.len() > 10 { ", …" } else { "" },
        ))),
    }
}

/// Language codes of the answers, each tag spelled in one way.
#[derive(Default)]
struct Codes {
    by_tag: BTreeMap<LanguageTag, String>,
    first: Option<LanguageTag>,
}

impl Codes {
    fn add(&mut self, code: &str) -> Result<(), ImportError> {
        let Some(tag) = language_tag(code) else { return Ok(()) };
        self.first.get_or_insert_with(|| tag.clone());
        match self.by_tag.get(&tag) {
            None => drop(self.by_tag.insert(tag, code.to_owned())),
            Some(known) if known == code => {}
            Some(known) => {
                return Err(ImportError::Unfit(format!(
                    "the languages {known:?} and {code:?} are one and the same; import one of them"
                )));
            }
        }
        Ok(())
    }

    /// The source language first.
    fn sorted(
        self,
        options: &Options,
        named: &[Language],
    ) -> Result<Vec<LanguageTag>, ImportError> {
        let has = |tag: &LanguageTag| self.by_tag.contains_key(tag);
        let german = || language_tag("de");
        let source = match &options.source_language {
            // Without any text, a pack still has a language.
            None if self.by_tag.is_empty() => {
                let tags = || named.iter().filter_map(|l| language_tag(&l.code));
                let german = german().filter(|de| named.is_empty() || tags().any(|t| t == *de));
                german.or_else(|| tags().next()).or_else(|| language_tag("de"))
            }
            None => german().filter(has).or(self.first.clone()),
            Some(wanted) => {
                let tag = language_tag(wanted).filter(|t| self.by_tag.is_empty() || has(t));
                Some(tag.ok_or_else(|| {
                    ImportError::Unfit(format!("no answer is in the source language {wanted:?}"))
                })?)
            }
        };
        let others = self.by_tag.into_keys().filter(|tag| Some(tag) != source.as_ref());
        Ok(source.iter().cloned().chain(others.collect::<Vec<_>>()).collect())
    }
}

/// The pack's own region; all are told.
fn own_region(mut regions: Vec<Region>, slug: &str, report: &mut ImportReport) -> Option<Region> {
    regions.sort_by(|a, b| (&a.slug, &a.spot).cmp(&(&b.slug, &b.spot)));
    let mut own: Option<Region> = None;
    let mut told: Option<Region> = None;
    for region in regions {
        if let Some(before) = told.as_ref().filter(|t| t.slug == region.slug) {
            if *before != (Region { spot: before.spot.clone(), ..region.clone() }) {
                let message =
                    "the same region is described otherwise in another place; that was taken";
                report.problems.push(region.spot.warning("same-id-twice", message));
            }
            continue;
        }
        let degrees = |p: companion_core::packs::format::Point| [p.lat(), p.lon()];
        report.regions.push(RegionTold {
            slug: region.slug.clone(),
            name: region.name.clone(),
            own: region.slug == slug,
            live: region.live,
            aliases: region.aliases.clone(),
            south_west: region.area.map(|(from, _)| degrees(from)),
            north_east: region.area.map(|(_, to)| degrees(to)),
            point: region.point.map(degrees),
            languages: region.languages.iter().map(|l| l.code.clone()).collect(),
        });
        if region.slug == slug {
            if !region.live {
                let message = "editors have not published this region (`live` is false)";
                report.problems.push(region.spot.warning("region-not-live", message));
            }
            if region.point.is_some() {
                // A pack says where it applies by its area.
                *report
                    .fields_left_out
                    .entry("region.latitude and longitude".into())
                    .or_default() += 1;
            }
            own = Some(region.clone());
        }
        told = Some(region);
    }
    own
}

/// Languages that the region speaks and no text is in.
fn tell_languages(named: &[Language], languages: &[LanguageTag], report: &mut ImportReport) {
    let mut missing: Vec<&str> = named
        .iter()
        .filter(|l| language_tag(&l.code).is_none_or(|tag| !languages.contains(&tag)))
        .map(|l| l.code.as_str())
        .collect();
    missing.sort_unstable();
    missing.dedup();
    if !missing.is_empty() {
        let message = format!(
            "the region has languages of which no answer was given: {}",
            missing.join(", ")
        );
        let problem =
            crate::problem::Problem::warning("pack.toml", 0, "language-without-answer", message);
        report.problems.push(problem);
    }
    let own_names = named.iter().filter(|l| l.native_name.is_some()).count();
    if own_names > 0 {
        // Phones know how languages call themselves.
        *report.fields_left_out.entry("language.native_name".into()).or_default() += own_names;
    }
}

/// The zone that was told, that of the region, or the one that most of its times are in.
fn zone(options: &Options, region: Option<&Region>, places: &[Place], events: &[Event]) -> String {
    let told = options.zone.clone().or_else(|| region.and_then(|r| r.zone.clone()));
    if let Some(zone) = told.filter(|z| options.zone.is_some() || is_zone(z)) {
        return zone;
    }
    let of_places = places.iter().filter_map(|p| match &p.facts.hours {
        Hours::Week(week) => week.zone.as_deref(),
        _ => None,
    });
    let of_events = events.iter().filter_map(|e| e.when.zone.as_deref());
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for zone in of_places.chain(of_events).filter(|z| is_zone(z)) {
        *count.entry(zone).or_default() += 1;
    }
    let most = count.into_iter().max_by_key(|(zone, n)| (*n, std::cmp::Reverse(*zone)));
    most.map_or(ZONE, |(zone, _)| zone).to_owned()
}
