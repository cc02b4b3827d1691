//! Finding among a handful of listed packs, and among thousands.

use std::collections::BTreeMap;

use super::*;
use crate::packs::format::{Area, Holidays, Point};
use crate::text::language::ServedBecause;

fn tag(text: &str) -> LanguageTag {
    text.parse().unwrap()
}

fn listing(id: &str, level: Level, names: &[(&str, &str)], aliases: &[&str]) -> ListingFact {
    ListingFact {
        id: id.into(),
        level,
        parent: None,
        country: "DE".into(),
        languages: ["de", "ar", "fa-AF"].map(tag).to_vec(),
        source_language: tag("de"),
        area: None,
        names: names.iter().map(|(t, n)| (tag(t), (*n).to_owned())).collect(),
        aliases: match aliases {
            [] => BTreeMap::new(),
            some => [(tag("de"), some.iter().map(|a| (*a).to_owned()).collect())].into(),
        },
        url: format!("https://packs.example/{id}"),
        mirrors: vec![],
        root: "ab".repeat(32),
        hub: None,
        publisher: "Town of Sample".into(),
    }
}

fn at(mut listing: ListingFact, south: f64, west: f64, north: f64, east: f64) -> ListingFact {
    let corner = |lat, lon| Point::from_degrees(lat, lon).unwrap();
    listing.area = Some(Area { from: corner(south, west), to: corner(north, east) });
    listing
}

fn pack() -> PackFact {
    PackFact {
        id: "catalogue".into(),
        level: Level::World,
        parent: None,
        parent_root: None,
        country: String::new(),
        region: None,
        zone: "UTC".into(),
        clock: None,
        tzdata: None,
        source_language: tag("en"),
        languages: vec![tag("en")],
        area: None,
        names: [(tag("en"), "Cities".to_owned())].into(),
        aliases: BTreeMap::new(),
        as_of: Some("2026-11-20".into()),
        publisher: "Sample".into(),
        editors: vec![],
        licence: "CC0-1.0".into(),
        hub: None,
        mirrors: vec![],
        holidays: Holidays::default(),
    }
}

fn sample() -> Catalogue {
    let town = listing(
        "brueckfeld",
        Level::City,
        &[("de", "Brückfeld"), ("ar", "بروكفلد"), ("uk", "Брюкфельд"), ("ti", "ብሩክፈልድ")],
        &["Altdorf", "Mühlen-Au"],
    );
    let mut region =
        listing("auental", Level::Region, &[("de", "Landkreis Auental"), ("en", "Auental")], &[]);
    region.parent = Some("germany".into());
    let mut town = at(town, 50.15, 10.02, 50.25, 10.18);
    town.parent = Some("auental".into());
    Catalogue::new(
        pack(),
        [
            town,
            at(region, 50.05, 9.80, 50.40, 10.40),
            at(
                listing(
                    "germany",
                    Level::Country,
                    &[("de", "Deutschland"), ("en", "Germany")],
                    &[],
                ),
                47.27,
                5.86,
                55.06,
                15.05,
            ),
            at(
                listing("auenstadt", Level::City, &[("de", "Auenstadt am Au")], &["Auental"]),
                50.15,
                10.10,
                50.25,
                10.60,
            ),
            listing("placeless", Level::City, &[("de", "Neu-Auenheim")], &[]),
            listing("zones", Level::World, &[("en", "Auental")], &[]),
        ],
    )
}

fn reader(languages: &[&str]) -> Reader {
    Reader { languages: languages.iter().map(|t| tag(t)).collect(), added: BTreeSet::new() }
}

fn found(question: &str) -> Vec<String> {
    let views = sample().find_cities(question, 10, &reader(&["de"]));
    views.into_iter().map(|v| v.pack).collect()
}

#[test]
fn a_city_is_found_by_its_name_in_any_script_however_it_is_written() {
    for question in [
        "Brückfeld",
        "bruckfeld",
        "BRUECKFELD",
        "Brueckfeld",
        "بروكفلد",
        "بروکفلد",
        "Брюкфельд",
        "ብሩክፈልድ",
        "altdorf",
        "Mühlen Au",
        "muehlenau",
        "Bruckfled",
        "Brükfeld",
        "брюкфелд",
        "kfeld",
        "alt brück",
    ] {
        assert_eq!(found(question), ["brueckfeld"], "{question}");
    }
    for question in ["", "؟ …", "ald", "Brickfiled-upon-Sea", "б"] {
        assert!(
            !found(question).contains(&"brueckfeld".to_owned()) || question == "б",
            "{question}"
        );
    }
    assert!(found("").is_empty() && found(" - ").is_empty());
    assert!(found("xyz").is_empty());
}

#[test]
fn the_surest_come_first_and_cities_before_what_is_larger() {
    // A name, whatever the level; the city's other name counts as much as the region's name.
    assert_eq!(found("Auental"), ["auenstadt", "auental"]);
    // Two names begin with it, a word of a third does.
    assert_eq!(found("auen"), ["auenstadt", "auental", "placeless"]);
    assert_eq!(found("landkreis"), ["auental"]);
    // Each word begins some word.
    assert_eq!(found("au auenst"), ["auenstadt"]);
    let two = sample().find_cities("auen", 2, &reader(&["de"]));
    assert_eq!(two.len(), 2);
}

#[test]
fn short_words_forgive_nothing_and_long_ones_two_slips() {
    assert!(found("deut").contains(&"germany".to_owned()));
    assert_eq!(found("germnay"), ["germany"]);
    assert!(found("gremnay").is_empty());
    assert_eq!(found("duetschlnad"), ["germany"]);
    assert!(found("auem").is_empty());
}

#[test]
fn a_listing_is_shown_in_the_readers_language_with_what_it_was_found_by() {
    let mut reader = reader(&["ti", "fa", "en"]);
    reader.added = BTreeSet::from(["brueckfeld".to_owned()]);
    let view = sample().find_cities("Altdorf", 10, &reader).remove(0);
    assert_eq!((view.name.as_str(), view.language.as_str()), ("ብሩክፈልድ", "ti"));
    assert_eq!(view.because, ServedBecause::Exact);
    assert_eq!(view.matched.as_deref(), Some("Altdorf"));
    assert_eq!(view.other_names, ["بروكفلد", "Brückfeld", "Брюкфельд", "Altdorf", "Mühlen-Au"]);
    assert_eq!(view.readable, ["fa-AF"]);
    assert_eq!(view.parent_name.as_deref(), Some("Auental"));
    assert_eq!(view.link, format!("https://packs.example/brueckfeld/#{}", "ab".repeat(32)));
    assert!(view.added && view.distance_m.is_none());
    let by_name = sample().find_cities("ብሩክፈልድ", 10, &reader).remove(0);
    assert_eq!(by_name.matched, None);
}

#[test]
fn all_are_listed_cities_first_by_name() {
    let all = sample().list_listings(&reader(&["en"]));
    let ids: Vec<&str> = all.iter().map(|v| v.pack.as_str()).collect();
    assert_eq!(ids, ["auenstadt", "brueckfeld", "placeless", "auental", "germany"]);
    assert!(sample().find_listing("brueckfeld", &reader(&[])).is_some());
    assert!(sample().find_listing("zones", &reader(&[])).is_none(), "of level world");
}

#[test]
fn a_reader_within_several_areas_gets_the_nearest_city_first() {
    let near = |lat, lon| {
        let views = sample().list_near(lat, lon, 10, &reader(&["de"])).unwrap();
        views.into_iter().map(|v| (v.pack, v.distance_m.unwrap())).collect::<Vec<_>>()
    };
    let zero = |id: &str| (id.to_owned(), 0);
    // Within both cities: the one whose middle is nearer, then the region, then the country.
    assert_eq!(
        near(50.2, 10.12),
        [zero("brueckfeld"), zero("auenstadt"), zero("auental"), zero("germany")]
    );
    assert_eq!(near(50.2, 10.17)[0], zero("brueckfeld"));
    let beside = near(50.2, 9.9);
    assert_eq!(beside[0], zero("auental"));
    assert_eq!(beside[1], zero("germany"));
    assert_eq!(beside[2].0, "brueckfeld");
    assert!((8_400..8_700).contains(&beside[2].1), "{beside:?}");
    assert_eq!(sample().list_near(50.2, 10.1, 1, &reader(&[])).unwrap().len(), 1);
}

#[test]
fn no_position_is_an_error_that_does_not_repeat_it() {
    for (lat, lon) in [(91.5, 0.0), (0.0, 180.5), (f64::NAN, 1.0), (1.0, f64::INFINITY)] {
        let error = sample().list_near(lat, lon, 5, &reader(&[])).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::Invalid);
        assert!(!error.to_string().contains("91.5") && !error.to_string().contains("180.5"));
    }
}
