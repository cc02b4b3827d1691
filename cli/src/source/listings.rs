//! listings/<id>.toml: the packs that a catalogue lists.
//!
//! Names may be in any language: they are how people look for a city, whatever the catalogue itself speaks.

use std::collections::BTreeMap;
use std::sync::Arc;

use companion_core::packs::format::{Level, ListingFact};
use companion_core::sync::PackLink;
use companion_core::text::LanguageTag;
use companion_core::text::fold::fold;

use super::document::Document;
use super::fields::Fields;
use super::files::{Folder, Found, MAX_TEXT, read_text};
use super::place::{At, Log, Placed};
use super::{pack, values};
use crate::problem::Problem;

/// Where listings lie.
pub const FOLDER: &str = "listings";

/// Listings by the id of their pack.
pub type Listings = BTreeMap<String, Placed<ListingFact>>;

/// Reads all listings.
pub(crate) fn read(folder: &mut Folder, level: Level, log: &mut Log) -> Listings {
    let mut out = Listings::new();
    for (name, found) in folder.take_below(&format!("{FOLDER}/")) {
        let at = At::file(&name);
        let stem = name.strip_prefix("listings/").and_then(|n| n.strip_suffix(".toml"));
        let Some(stem) = stem.filter(|s| !s.contains('/')) else {
            log.warning(&at, "unknown-file", "not read: listings lie in listings/<id>.toml");
            continue;
        };
        match values::pack_id(stem) {
            Ok(id) => {
                if let Some(listing) = read_file(&name, &id, &found, log) {
                    out.insert(id, Placed::new(at.on(1), listing));
                }
            }
            Err(fault) => log.error(&at, fault.code, format!("the file's name: {}", fault.message)),
        }
    }
    if let Some(first) = out.values().next()
        && level != Level::World
    {
        let message = "only a pack of level world lists packs: make a catalogue of its own with \
                       `welcome catalogue new`, or remove the folder";
        log.error(&first.at, "listing-level", message);
    }
    alike(&out, log);
    out
}

/// What would be wrong with a text as listings/<id>.toml.
pub fn problems_of(id: &str, text: &str) -> Vec<Problem> {
    let mut log = Log::default();
    let name = format!("{FOLDER}/{id}.toml");
    let _ = read_listing(&name.as_str().into(), text, id, &mut log);
    log.into_sorted()
}

fn read_file(name: &str, id: &str, found: &Found, log: &mut Log) -> Option<ListingFact> {
    let file = read_text(name, found, MAX_TEXT, log)?;
    read_listing(&file.file, &file.text, id, log)
}

fn read_listing(file: &Arc<str>, text: &str, id: &str, log: &mut Log) -> Option<ListingFact> {
    let document = Document::new(file, text, 1);
    let table = document.parse(text, log)?;
    let mut fields = Fields::of(&document, &table);
    let listing = read_fields(&mut fields, id, log);
    fields.finish(log);
    listing
}

fn read_fields(fields: &mut Fields<'_>, id: &str, log: &mut Log) -> Option<ListingFact> {
    let at = fields.at.clone();
    let level = fields.required("level", log, listed_level);
    let parent = fields.read("parent", log, values::pack_id);
    let country = fields.required("country", log, values::country);
    let source = fields.required("source_language", log, values::tag);
    let languages = languages(fields, source.as_ref(), log);
    let publisher = fields.required("publisher", log, values::text);
    let url = fields.required("url", log, values::base_url);
    let root = fields.required("root", log, values::sha256);
    let mirrors = fields.list("mirrors", log, values::base_url);
    let hub = fields.read("hub", log, values::base_url);
    let area = fields.table("area", log).and_then(|f| pack::area(f, log));
    let names = fields.by_language("names", log);
    let names_at = at.on(fields.line("names"));
    let aliases = fields.lists_by_language("aliases", log);

    if let Some(parent) = parent.as_ref().filter(|parent| parent.value == id) {
        log.error(&parent.at, "parent", "a pack cannot be its own parent");
    }
    if let Some(url) = &url
        && PackLink::parse(&url.value).map(|link| link.pack).ok().as_deref() != Some(id)
    {
        let message = format!("`url` must end with /{id}, the id of the pack and of this file");
        log.error(&url.at, "invalid-url", message);
    }
    let source = source?;
    if !names.iter().any(|(tag, _)| *tag == source.value) {
        let message = format!("`names.{}` is missing: name the pack in its language", source.value);
        log.error(&names_at, "missing-key", message);
    }
    Some(ListingFact {
        id: id.to_owned(),
        level: level?.value,
        parent: parent.map(|p| p.value),
        country: country?.value,
        languages,
        source_language: source.value,
        area,
        names: names.into_iter().map(|(tag, name)| (tag, name.value)).collect(),
        aliases: aliases.into_iter().collect(),
        url: url?.value.trim_end_matches('/').to_owned(),
        mirrors: mirrors.into_iter().map(|p| p.value).collect(),
        root: root?.value,
        hub: hub.map(|p| p.value),
        publisher: publisher?.value,
    })
}

fn languages(
    fields: &mut Fields<'_>,
    source: Option<&Placed<LanguageTag>>,
    log: &mut Log,
) -> Vec<LanguageTag> {
    let at = fields.at.on(fields.line("languages"));
    let mut all: Vec<LanguageTag> = Vec::new();
    for tag in fields.list("languages", log, values::tag) {
        if all.contains(&tag.value) {
            let message = format!("`languages` names {} twice: remove one", tag.value);
            log.error(&tag.at, "duplicate-language", message);
        } else {
            all.push(tag.value);
        }
    }
    if let Some(source) = source
        && !all.contains(&source.value)
    {
        let message = format!("`languages` must name the source language {}: add it", source.value);
        log.error(&at, "languages", message);
    }
    all
}

fn listed_level(text: &str) -> values::Read<Level> {
    match pack::level(text)? {
        Level::World => values::fault("invalid-choice", "a pack of level world cannot be listed"),
        level => Ok(level),
    }
}

/// Two cities of one name in one country: readers see no difference in a list.
fn alike(listings: &Listings, log: &mut Log) {
    let mut seen: BTreeMap<(&str, LanguageTag, String), &str> = BTreeMap::new();
    for (id, Placed { at, value }) in listings.iter().filter(|(_, l)| l.value.level == Level::City)
    {
        let mut told = None;
        for (tag, name) in &value.names {
            let key = (value.country.as_str(), tag.clone(), fold(name));
            match seen.get(&key) {
                Some(first) if told != Some(*first) => {
                    let message = format!(
                        "`{first}` in {} has the same name in {tag}: add what tells them apart, \
                         as people do there",
                        value.country
                    );
                    log.warning(at, "same-name", message);
                    told = Some(*first);
                }
                Some(_) => {}
                None => {
                    seen.insert(key, id);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{PACK, folder, problems, tag};
    use super::*;

    const CATALOGUE: &str = "id = \"cities\"\nlevel = \"world\"\nas_of = \"2026-11-20\"\n\
        source_language = \"en\"\nlanguages = [\"en\"]\nzone = \"UTC\"\nlicence = \"CC0-1.0\"\n\
        publisher = \"Sample\"\n[names]\nen = \"Cities\"\n";

    fn town(change: impl Fn(String) -> String) -> String {
        let text = "level = \"city\"\nparent = \"district\"\ncountry = \"DE\"\n\
            languages = [\"de\", \"ar\"]\nsource_language = \"de\"\npublisher = \"Town\"\n\
            url = \"https://packs.example/w/town\"\nroot = \"ROOT\"\n\
            [area]\nsouth = 50.1\nwest = 9.9\nnorth = 50.3\neast = 10.2\n\
            [names]\nde = \"Neustadt\"\nti = \"ኖይሽታት\"\n[aliases]\nar = [\"نويشتات\"]\n";
        change(text.replace("ROOT", &"0a".repeat(32)))
    }

    #[test]
    fn a_listing_is_read_with_names_in_languages_the_catalogue_does_not_speak() {
        let dir = folder(&[("pack.toml", CATALOGUE), ("listings/town.toml", &town(|t| t))]);
        let (source, problems) = super::super::read(dir.path());
        assert_eq!(problems, []);
        let listing = source.unwrap().listings["town"].value.clone();
        assert_eq!((listing.level, listing.country.as_str()), (Level::City, "DE"));
        assert_eq!(listing.names[&tag("ti")], "ኖይሽታት");
        assert_eq!(listing.aliases[&tag("ar")], ["نويشتات"]);
        assert_eq!(listing.area.unwrap().from.0, 50_100_000);
        assert_eq!(listing.languages.len(), 2);
    }

    #[test]
    fn what_is_wrong_with_a_listing_is_told_with_its_line() {
        let cases: [(&str, &str, &str); 9] = [
            ("\"city\"", "\"world\"", "1: error: `level`: a pack of level world cannot be listed"),
            ("\"city\"", "\"village\"", "1: error: `level`: `village` is none of"),
            ("\"district\"", "\"town\"", "2: error: a pack cannot be its own parent"),
            ("\"DE\"", "\"Germany\"", "3: error: `country`"),
            ("\"de\", \"ar\"", "\"ar\"", "4: error: `languages` must name the source language de"),
            ("w/town", "w/tovn", "7: error: `url` must end with /town"),
            ("https:", "http:", "7: error: `url`: `http://packs.example/w/town` must begin with"),
            ("0a0a", "0A0A", "8: error: `root`: no SHA-256"),
            ("de = \"Neu", "en = \"Neu", "14: error: `names.de` is missing"),
        ];
        for (from, to, told) in cases {
            let text = town(|t| t.replacen(from, to, 1));
            let dir = folder(&[("pack.toml", CATALOGUE), ("listings/town.toml", &text)]);
            let all = problems(dir.path());
            assert!(all[0].starts_with(&format!("listings/town.toml:{told}")), "{to}: {all:?}");
        }
        let dir = folder(&[("pack.toml", CATALOGUE), ("listings/town.toml", "")]);
        let missing: Vec<String> = problems(dir.path());
        assert_eq!(
            missing.iter().filter(|p| p.contains("[missing-key]")).count(),
            6,
            "{missing:?}"
        );
    }

    #[test]
    fn files_and_levels_that_do_not_fit_are_told() {
        let dir = folder(&[
            ("pack.toml", CATALOGUE),
            ("listings/Town.toml", &town(|t| t)),
            ("listings/town.csv", ""),
        ]);
        let all = problems(dir.path()).join("\n");
        assert!(all.contains("listings/Town.toml: error: the file's name"), "{all}");
        assert!(all.contains("listings/town.csv: warning: not read"), "{all}");
        let dir = folder(&[("pack.toml", PACK), ("listings/town.toml", &town(|t| t))]);
        let all = problems(dir.path()).join("\n");
        assert!(all.contains("listings/town.toml:1: error: only a pack of level world"), "{all}");
    }

    #[test]
    fn cities_of_one_country_with_one_name_are_told_once() {
        let other = |country: &str| {
            town(|t| t.replace("w/town", "w/urban").replace("\"DE\"", &format!("{country:?}")))
        };
        for (country, warned) in [("DE", 1), ("AT", 0)] {
            let dir = folder(&[
                ("pack.toml", CATALOGUE),
                ("listings/town.toml", &town(|t| t)),
                ("listings/urban.toml", &other(country)),
            ]);
            let all = problems(dir.path());
            let same = all.iter().filter(|p| p.contains("[same-name]"));
            assert_eq!(same.count(), warned, "{country}: {all:?}");
            assert_eq!(all.len(), warned);
        }
    }
}
