//! `welcome catalogue list` and `find`: what is in a catalogue, seen through the phone's own eyes.

use std::path::Path;
use std::sync::Arc;

use clap::Args;
use companion_core::adapters::HttpTransport;
use companion_core::catalogue::{Catalogue, ListingView, Reader};
use companion_core::sync::PackLink;
use companion_core::text::LanguageTag;
use serde::Serialize;

use super::{Failure, block_on, now, today, told};
use crate::catalogue::{fetch, listed};
use crate::output::Output;

/// Arguments of `welcome catalogue list`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome catalogue list cities/\n  \
    welcome --json catalogue list 'https://example.org/w/cities/#<fingerprint>' | jq -r .link\n\n\
    Exit status: 0 shown, 1 it cannot be read, 2 the call was wrong.")]
pub struct ListArgs {
    /// The catalogue's folder, or the link of a published one.
    catalogue: String,
    /// The language of the names, as a BCP 47 tag; may be given several times.
    #[arg(long, value_name = "TAG")]
    lang: Vec<LanguageTag>,
}

/// Arguments of `welcome catalogue find`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome catalogue find cities/ Brueckfeld\n  \
    welcome catalogue find cities/ Брюкфельд --lang uk\n  \
    welcome catalogue find cities/ --near 50.2,10.1\n\n\
    Exit status: 0 something was found, 1 nothing was or the catalogue cannot be read, 2 the call was wrong.")]
pub struct FindArgs {
    /// The catalogue's folder, or the link of a published one.
    catalogue: String,
    /// A name, in any script.
    #[arg(required_unless_present = "near", conflicts_with = "near")]
    words: Vec<String>,
    /// A position instead: latitude and longitude in degrees.
    #[arg(long, value_name = "LAT,LON", value_parser = position, allow_hyphen_values = true)]
    near: Option<(f64, f64)>,
    /// The language of the names, as a BCP 47 tag; may be given several times.
    #[arg(long, value_name = "TAG")]
    lang: Vec<LanguageTag>,
    /// Show at most so many.
    #[arg(long, default_value_t = 10)]
    limit: usize,
}

/// A line for machines.
#[derive(Serialize)]
struct Line<'a> {
    pack: &'a str,
    level: &'static str,
    country: &'a str,
    name: &'a str,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    matched: Option<&'a str>,
    other_names: &'a [String],
    languages: &'a [String],
    publisher: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    distance_m: Option<u32>,
    link: &'a str,
}

pub(super) fn list(args: &ListArgs, output: Output) -> Result<(), Failure> {
    let catalogue = open(&args.catalogue, output)?;
    let all = catalogue.list_listings(&reader(&args.lang));
    all.iter().for_each(|view| tell(view, output));
    let as_of = catalogue.pack().as_of.as_deref().unwrap_or("an unknown day");
    output.line(format!("{} packs, as of {as_of}", all.len()));
    Ok(())
}

pub(super) fn find(args: &FindArgs, output: Output) -> Result<(), Failure> {
    let catalogue = open(&args.catalogue, output)?;
    let reader = reader(&args.lang);
    let found = match args.near {
        Some((lat, lon)) => catalogue.list_near(lat, lon, args.limit, &reader).map_err(told)?,
        None => catalogue.find_cities(&args.words.join(" "), args.limit, &reader),
    };
    found.iter().for_each(|view| tell(view, output));
    if found.is_empty() { Err(Failure::new("nothing was found")) } else { Ok(()) }
}

fn open(catalogue: &str, output: Output) -> Result<Catalogue, Failure> {
    if !catalogue.contains("://") {
        return listed(Path::new(catalogue), today()).map_err(told);
    }
    let link = PackLink::parse(catalogue).map_err(told)?;
    if link.fingerprint.is_none() {
        output.complain("the link has no fingerprint: nobody vouches for what it leads to");
    }
    let bar = output.progress("fetching the catalogue", 1);
    let fetched = block_on(fetch(link, Arc::new(HttpTransport::default()), now()));
    bar.finish_and_clear();
    let fetched = fetched?.map_err(|e| Failure::new(format!("{catalogue}: {e}")))?;
    Ok(Catalogue::new(fetched.fact, fetched.listings))
}

fn reader(languages: &[LanguageTag]) -> Reader {
    Reader { languages: languages.to_vec(), ..Reader::default() }
}

fn tell(view: &ListingView, output: Output) {
    let matched = view.matched.as_ref().map(|m| format!(" ({m})")).unwrap_or_default();
    let metres = view.distance_m.map(|m| format!(", {m} m")).unwrap_or_default();
    output.line(format!(
        "{} {}{matched} [{}, {}, {}{metres}]",
        view.pack,
        view.name,
        view.level.word(),
        view.country,
        view.languages.join(" ")
    ));
    output.line(format!("    {}", view.link));
    output.value(&Line {
        pack: &view.pack,
        level: view.level.word(),
        country: &view.country,
        name: &view.name,
        language: &view.language,
        matched: view.matched.as_deref(),
        other_names: &view.other_names,
        languages: &view.languages,
        publisher: &view.publisher,
        parent: view.parent.as_deref(),
        distance_m: view.distance_m,
        link: &view.link,
    });
}

fn position(text: &str) -> Result<(f64, f64), String> {
    let parts = text
        .split_once(',')
        .and_then(|(lat, lon)| Some((lat.trim().parse().ok()?, lon.trim().parse().ok()?)));
    match parts {
        Some((lat, lon)) if f64::abs(lat) <= 90.0 && f64::abs(lon) <= 180.0 => Ok((lat, lon)),
        _ => Err("latitude and longitude in degrees are needed, such as 50.2,10.1".to_owned()),
    }
}
