//! pack.toml: what the pack is, where it applies, which languages it speaks.

use std::collections::BTreeMap;

use chrono::Datelike as _;
use companion_core::packs::format::{Area, Holidays, Level, OriginKind, PackFact, Point};
use companion_core::text::LanguageTag;

use super::document::Document;
use super::fields::Fields;
use super::files::{Folder, MAX_TEXT, read_text};
use super::languages::Languages;
use super::origin;
use super::place::{At, Log, Placed};
use super::values;

const FILE: &str = "pack.toml";

/// What pack.toml says.
#[derive(Debug)]
pub(crate) struct PackFile {
    pub(crate) fact: Placed<PackFact>,
    pub(crate) languages: Languages,
    /// Whether the clocks of all time zones belong to it.
    pub(crate) all_zones: bool,
    /// Who wrote the phrases, by language.
    pub(crate) phrase_origins: BTreeMap<LanguageTag, OriginKind>,
    /// Who wrote the topics' words, by language.
    pub(crate) topic_origins: BTreeMap<LanguageTag, OriginKind>,
    /// Who wrote the observances' names, by language.
    pub(crate) observance_origins: BTreeMap<LanguageTag, OriginKind>,
}

/// Reads pack.toml; nothing where it is missing or so broken that the languages are unknown.
pub(crate) fn read(folder: &mut Folder, log: &mut Log) -> Option<PackFile> {
    let at = At::file(FILE);
    let Some(found) = folder.take(FILE) else {
        log.error(&at, "no-pack", "there is no pack.toml: a pack's folder begins with one");
        return None;
    };
    let file = read_text(FILE, &found, MAX_TEXT, log)?;
    let document = Document::new(&file.file, &file.text, 1);
    let table = document.parse(&file.text, log)?;
    let mut fields = Fields::of(&document, &table);
    let pack = read_fields(&mut fields, log);
    fields.finish(log);
    pack
}

/// What can be assumed of a pack whose pack.toml cannot be read: it speaks the languages its files are named by.
pub(crate) fn guessed(folder: &Folder) -> Option<PackFile> {
    let mut all: Vec<LanguageTag> = folder
        .names()
        .filter_map(|name| {
            let stem = name.strip_suffix(".md").or_else(|| name.strip_suffix(".csv"))?;
            stem.rsplit(['/', '.']).next()?.parse().ok()
        })
        .collect();
    all.sort();
    all.dedup();
    let source: LanguageTag = all.first().cloned().or_else(|| "en".parse().ok())?;
    let at = At::file(FILE);
    let fact = PackFact {
        id: String::new(),
        level: Level::City,
        parent: None,
        parent_root: None,
        country: String::new(),
        region: None,
        zone: String::new(),
        clock: None,
        tzdata: None,
        source_language: source.clone(),
        languages: all.clone(),
        area: None,
        names: BTreeMap::new(),
        aliases: BTreeMap::new(),
        as_of: None,
        publisher: String::new(),
        editors: Vec::new(),
        licence: String::new(),
        hub: None,
        mirrors: Vec::new(),
        holidays: Holidays::default(),
    };
    Some(PackFile {
        languages: Languages::new(source, all, at.clone()),
        fact: Placed::new(at, fact),
        all_zones: false,
        phrase_origins: BTreeMap::new(),
        topic_origins: BTreeMap::new(),
        observance_origins: BTreeMap::new(),
    })
}

fn read_fields(fields: &mut Fields<'_>, log: &mut Log) -> Option<PackFile> {
    let at = fields.at.clone();
    let id = fields.required("id", log, values::pack_id);
    let level = fields.required("level", log, level);
    let parent = fields.read("parent", log, values::pack_id);
    let parent_root = fields.read("parent_root", log, values::sha256);
    let source = fields.required("source_language", log, values::tag);
    let listed = fields.list("languages", log, values::tag);
    let languages_at = at.on(fields.line("languages"));
    let zone = fields.required("zone", log, values::zone);
    let world = level.as_ref().is_some_and(|l| l.value == Level::World);
    // What holds everywhere has no country.
    let country = match world {
        true => fields.read("country", log, nowhere),
        false => fields.required("country", log, values::country),
    };
    let region = fields.read("region", log, values::region);
    if let (Some(region), Some(country)) = (&region, &country)
        && region.value.get(..2) != Some(country.value.as_str())
    {
        let message = format!("`{}` is not in {}", region.value, country.value);
        log.error(&region.at, "invalid-region", message);
    }
    let as_of = match world {
        true => fields.required("as_of", log, values::date),
        false => fields.read("as_of", log, values::date),
    };
    let zones = if world { fields.read("zones", log, all_zones) } else { None };
    let licence = fields.required("licence", log, licence);
    let publisher = fields.required("publisher", log, values::text);
    let editors = fields.list("editors", log, values::email);
    let mirrors = fields.list("mirrors", log, values::base_url);
    let hub = fields.read("hub", log, values::base_url);
    let area = fields.table("area", log).and_then(|f| area(f, log));
    let names = fields.by_language("names", log);
    let names_at = at.on(fields.line("names"));
    let aliases = fields.lists_by_language("aliases", log).into_iter().collect();
    let holidays = fields.table("holidays", log).map(|f| holidays(f, log)).unwrap_or_default();
    let phrases = fields.table("phrases", log);
    let phrase_origins = phrases.map(|f| origins(f, log)).unwrap_or_default();
    let topics = fields.table("topics", log);
    let topic_origins = topics.map(|f| origins(f, log)).unwrap_or_default();
    let observances = fields.table("observances", log);
    let observance_origins = observances.map(|f| origins(f, log)).unwrap_or_default();

    let source = source?;
    let mut all: Vec<LanguageTag> = Vec::new();
    for tag in listed {
        if all.contains(&tag.value) {
            let message = format!("`languages` names {} twice: remove one", tag.value);
            log.error(&tag.at, "duplicate-language", message);
        } else {
            all.push(tag.value);
        }
    }
    if !all.contains(&source.value) {
        log.error(
            &languages_at,
            "languages",
            format!("`languages` must name the source language {}: add it", source.value),
        );
        all.insert(0, source.value.clone());
    }
    match (level.as_ref().map(|l| l.value), &parent) {
        (Some(Level::Country | Level::World), Some(parent)) => {
            log.error(&parent.at, "parent", "a country has no layer above it: remove `parent`");
        }
        (Some(_), Some(parent)) if id.as_ref().is_some_and(|id| id.value == parent.value) => {
            log.error(&parent.at, "parent", "a pack cannot be its own parent");
        }
        _ => {}
    }
    let mut languages = Languages::new(source.value.clone(), all.clone(), languages_at);
    let names = languages.keep(names);
    if !names.contains_key(&source.value) {
        log.error(
            &names_at,
            "missing-key",
            format!("`names.{}` is missing: name the pack in its source language", source.value),
        );
    }
    let fact = PackFact {
        id: id.map(|p| p.value).unwrap_or_default(),
        level: level.map_or(Level::City, |p| p.value),
        parent: parent.map(|p| p.value),
        parent_root: parent_root.map(|p| p.value),
        country: country.map(|p| p.value).unwrap_or_default(),
        region: region.map(|p| p.value),
        zone: zone.map(|p| p.value).unwrap_or_default(),
        clock: None,
        tzdata: None,
        source_language: source.value,
        languages: all,
        area,
        names: names.into_iter().map(|(tag, name)| (tag, name.value)).collect(),
        aliases,
        as_of: as_of.map(|p| p.value.to_string()),
        publisher: publisher.map(|p| p.value).unwrap_or_default(),
        editors: editors.into_iter().map(|p| p.value).collect(),
        licence: licence.map(|p| p.value).unwrap_or_default(),
        hub: hub.map(|p| p.value),
        mirrors: mirrors.into_iter().map(|p| p.value).collect(),
        holidays,
    };
    let fact = Placed::new(at.on(1), fact);
    let all_zones = zones.is_some();
    Some(PackFile { fact, languages, all_zones, phrase_origins, topic_origins, observance_origins })
}

pub(super) fn level(text: &str) -> values::Read<Level> {
    Ok(match text {
        "world" => Level::World,
        "country" => Level::Country,
        "region" => Level::Region,
        "city" => Level::City,
        _ => {
            values::one_of(text, &["world", "country", "region", "city"])?;
            Level::City
        }
    })
}

fn all_zones(text: &str) -> values::Read<()> {
    values::one_of(text, &["all"]).map(|_| ())
}

fn nowhere(_: &str) -> values::Read<String> {
    values::fault("invalid-country", "a pack of level world has no country: remove it")
}

fn licence(text: &str) -> values::Read<String> {
    let spdx =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '+' | ' ' | '(' | ')');
    if text.len() <= 200 && text.chars().all(spdx) {
        Ok(text.to_owned())
    } else {
        values::fault("invalid-licence", "no SPDX licence: write CC-BY-4.0")
    }
}

pub(super) fn area(mut fields: Fields<'_>, log: &mut Log) -> Option<Area> {
    let at = fields.at.clone();
    let mut side = |key| fields.degrees(key, log).map(|d| d.value);
    let sides = (side("south"), side("west"), side("north"), side("east"));
    fields.finish(log);
    let (Some(south), Some(west), Some(north), Some(east)) = sides else {
        log.error(&at, "area", "`area` needs south, west, north and east, in degrees");
        return None;
    };
    let from = Point::from_degrees(south, west);
    let to = Point::from_degrees(north, east);
    match (from, to) {
        (Some(from), Some(to)) if from.0 < to.0 && from.1 < to.1 => Some(Area { from, to }),
        (Some(_), Some(_)) => {
            log.error(&at, "area", "south must be less than north, and west less than east");
            None
        }
        _ => {
            log.error(&at, "area", "outside the globe: latitudes to ±90, longitudes to ±180");
            None
        }
    }
}

fn holidays(mut fields: Fields<'_>, log: &mut Log) -> Holidays {
    let mut years = Vec::new();
    for year in fields.wholes("years", log) {
        match i32::try_from(year.value) {
            Ok(y) if (1900..=2200).contains(&y) => years.push(y),
            _ => log.error(&year.at, "invalid-date", "a year such as 2027 is needed"),
        }
    }
    let mut dates = Vec::new();
    for date in fields.list("dates", log, values::date) {
        if years.contains(&date.value.year()) {
            dates.push(date.value.to_string());
        } else {
            log.warning(
                &date.at,
                "holiday-year",
                format!(
                    "{} is left out: its year is not in `years`, the years listed completely",
                    date.value
                ),
            );
        }
    }
    fields.finish(log);
    years.sort_unstable();
    years.dedup();
    dates.sort();
    dates.dedup();
    Holidays { years, dates }
}

fn origins(mut fields: Fields<'_>, log: &mut Log) -> BTreeMap<LanguageTag, OriginKind> {
    let kinds = origin::by_language(&mut fields, log);
    fields.finish(log);
    kinds
}
