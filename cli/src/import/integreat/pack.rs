//! pack.toml: what the answers and the options say of the pack.

use std::fmt::Write as _;

use super::Options;
use super::answer::Region;
use super::export::Export;
use super::words::line;
use crate::source::write::{list, quoted};

pub(super) fn write(id: &str, export: &Export, options: &Options) -> String {
    let source = export.languages.first().map(ToString::to_string).unwrap_or_default();
    let languages: Vec<String> = export.languages.iter().map(ToString::to_string).collect();
    // It comes from outside as everything else does.
    let slug = line(&export.slug);
    let publisher = options.publisher.clone();
    let publisher = publisher.unwrap_or_else(|| format!("Integreat, region {slug}"));
    let region = export.region.as_ref();
    let name = options.name.clone().or_else(|| region.map(|r| line(&r.name)));
    let missing = match region.and_then(|r| r.area) {
        Some(_) => "[holidays]",
        None => "[area], [holidays]",
    };
    let mut out = format!(
        "# Made from the answers of Integreat's region {slug}. What they do not say is left out and wants to be\n\
         # added: editors, {missing}, names in the other languages.\n\
         id = {id}\n\
         level = {level}\n\
         source_language = {source}\n\
         languages = {languages}\n\
         zone = {zone}\n\
         country = {country}\n\
         licence = {licence}\n\
         publisher = {publisher}\n\
         \n\
         [names]\n\
         {source_key} = {name}\n",
        slug = quoted(&slug),
        id = quoted(id),
        level = quoted(options.level.word()),
        source = quoted(&source),
        source_key = source,
        languages = list(&languages),
        zone = quoted(&export.zone),
        country = quoted(&options.country),
        licence = quoted(&options.licence),
        publisher = quoted(&publisher),
        name = quoted(name.as_deref().unwrap_or(&slug)),
    );
    if let Some(region) = region {
        describe(region, &source, &mut out);
    }
    out
}

/// Where the region is and what else it is called.
fn describe(region: &Region, source: &str, out: &mut String) {
    if let Some((from, to)) = region.area {
        let sides =
            [("south", from.lat()), ("west", from.lon()), ("north", to.lat()), ("east", to.lon())];
        out.push_str("\n[area]\n");
        for (side, degrees) in sides {
            let _ = writeln!(out, "{side} = {degrees:?}");
        }
    }
    let aliases: Vec<String> = region.aliases.iter().map(|a| line(a)).collect();
    if !aliases.is_empty() {
        let _ = write!(out, "\n[aliases]\n{source} = {}\n", list(&aliases));
    }
}
