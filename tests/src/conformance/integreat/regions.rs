//! Regions, offers, categories and languages: what belongs to no single text.

use std::path::PathBuf;

use companion_cli::import::integreat::{Options, language_tag};
use companion_core::packs::format::Point;
use serde_json::Value;

use super::answers::{Answers, text};
use super::html::{plain, same_link};
use super::phone::{Out, imported};
use super::{Fault, Measured, holds};
use crate::conformance::Tally;

/// Each region as a pack of its own: names, aliases and area.
pub(super) fn run(answers: &Answers, tally: &mut Tally, measured: &mut Measured) {
    let mut seen = std::collections::BTreeSet::new();
    for region in answers.described.iter().filter(|r| seen.insert(r.to_string())) {
        match compare(region, &answers.common) {
            Ok(()) => {
                measured.regions += 1;
                tally.pass();
            }
            Err((expected, got)) => tally.fail(text(region, "path"), expected, got),
        }
    }
}

fn compare(region: &Value, files: &[PathBuf]) -> Result<(), Fault> {
    let slug = text(region, "path");
    let options = Options { region: Some(slug.clone()), ..Options::default() };
    let imported = imported(files, &options).map_err(|e| ("a pack of the region".to_owned(), e));
    let (_folder, source, report) = imported?;
    let pack = &source.pack.value;
    let name = pack.names.get(&pack.source_language).cloned().unwrap_or_default();
    holds(name == plain(&text(region, "name")), text(region, "name"), name)?;
    let mut got: Vec<String> = pack.aliases.values().flatten().cloned().collect();
    let mut wanted = aliases(region.get("aliases"));
    got.sort();
    wanted.sort();
    holds(got == wanted, format!("the aliases {wanted:?}"), format!("{got:?}"))?;
    let corner = |n: usize, m: usize| region.get("bounding_box")?.get(n)?.get(m)?.as_f64();
    let corners = [corner(0, 1), corner(0, 0), corner(1, 1), corner(1, 0)];
    let [Some(a), Some(b), Some(c), Some(d)] = corners else {
        return holds(pack.area.is_none(), "no area", "one");
    };
    let area = pack.area.map(|area| (area.from, area.to));
    let wanted =
        Point::from_degrees(a.min(c), b.min(d)).zip(Point::from_degrees(a.max(c), b.max(d)));
    holds(area == wanted, format!("the area {wanted:?}"), format!("{area:?}"))?;
    let told = report.regions.iter().find(|r| r.slug == slug);
    let live = region.get("live").and_then(Value::as_bool).unwrap_or(true);
    holds(told.is_some_and(|t| t.own && t.live == live), "told as the pack's own", "otherwise")
}

fn aliases(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => match serde_json::from_str::<Value>(text) {
            Ok(inner) => aliases(Some(&inner)),
            Err(_) => {
                text.split(',').map(|a| a.trim().to_owned()).filter(|a| !a.is_empty()).collect()
            }
        },
        Some(Value::Array(list)) => {
            let names = list.iter().filter_map(|a| a.as_str().or_else(|| a.get("name")?.as_str()));
            names.map(plain).collect()
        }
        Some(Value::Object(by_name)) => by_name.keys().map(|name| plain(name)).collect(),
        _ => Vec::new(),
    }
}

/// Offers are services; categories and languages are used or told.
pub(super) fn common(answers: &Answers, out: &Out, tally: &mut Tally) {
    for offer in &answers.offers {
        let (name, url) = (plain(&text(offer, "name")), same_link(&text(offer, "url")));
        let found = out.services.iter().any(|s| {
            s.name == name && s.url.as_ref().map(|u| same_link(u)).unwrap_or_default() == url
        });
        tell(found, &name, "a service of this name and address", tally);
    }
    let left_out = |word: &str| out.report.fields_left_out.keys().any(|field| field.contains(word));
    for category in &answers.categories {
        let name = plain(&text(category, "name"));
        let mut names =
            out.source.topics.values().flat_map(|t| t.texts.values().map(|t| &t.value.name));
        tell(names.any(|n| *n == name) || left_out("categor"), &name, "a topic, or told", tally);
    }
    for language in &answers.languages {
        let code = text(language, "code");
        let spoken =
            language_tag(&code).is_some_and(|t| out.source.pack.value.languages.contains(&t));
        let told = out.report.problems.iter().any(|p| p.code == "language-without-answer");
        tell(
            (spoken || told) && left_out("native_name"),
            &code,
            "a language of the pack, or told",
            tally,
        );
    }
}

fn tell(holds: bool, input: &str, expected: &str, tally: &mut Tally) {
    if holds { tally.pass() } else { tally.fail(input, expected, "neither") }
}
