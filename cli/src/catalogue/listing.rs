//! A listing: made of a pack's own record, compared with the one before, written as listings/<id>.toml.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use companion_core::packs::format::{ListingFact, PackFact, Point};
use companion_core::sync::PackLink;
use companion_core::text::LanguageTag;
use serde::Serialize;
use serde_json::Value;

use crate::source::write::{list, quoted};

/// One difference between a listing and the one before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The key, such as `names.de`.
    pub field: String,
    /// What it was; left out where it was not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What it is; left out where it is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// What a catalogue says of a pack at a link. Other names that `before` has and the pack does not are kept: an editor
/// added them, or the pack once had them.
pub fn listing_of(
    fact: PackFact,
    link: &PackLink,
    root: &str,
    before: Option<&ListingFact>,
) -> ListingFact {
    let mut aliases = fact.aliases;
    for (tag, others) in before.iter().flat_map(|b| &b.aliases) {
        let own: &mut Vec<String> = aliases.entry(tag.clone()).or_default();
        own.extend(others.iter().filter(|o| !own.contains(o)).cloned().collect::<Vec<_>>());
    }
    ListingFact {
        id: fact.id,
        level: fact.level,
        parent: fact.parent,
        country: fact.country,
        languages: fact.languages,
        source_language: fact.source_language,
        area: fact.area,
        names: fact.names,
        aliases,
        url: link.base_url.clone(),
        mirrors: fact.mirrors,
        root: root.to_owned(),
        hub: fact.hub,
        publisher: fact.publisher,
    }
}

/// What differs, by key.
pub(super) fn changes(before: Option<&ListingFact>, after: &ListingFact) -> Vec<Change> {
    let (before, after) = (before.map(fields).unwrap_or_default(), fields(after));
    let mut keys: Vec<&String> = before.keys().chain(after.keys()).collect();
    keys.sort();
    keys.dedup();
    keys.into_iter()
        .filter(|key| before.get(*key) != after.get(*key))
        .map(|key| Change {
            field: key.clone(),
            before: before.get(key).cloned(),
            after: after.get(key).cloned(),
        })
        .collect()
}

/// Every value of a listing by its key; values below a table as `names.de`.
fn fields(listing: &ListingFact) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let Ok(Value::Object(map)) = serde_json::to_value(listing) else { return out };
    for (key, value) in map {
        match value {
            Value::Object(inner) => {
                out.extend(inner.iter().map(|(tag, v)| (format!("{key}.{tag}"), in_words(v))));
            }
            value => {
                out.insert(key, in_words(&value));
            }
        }
    }
    out
}

fn in_words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(in_words).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// The text of listings/<id>.toml.
pub(super) fn to_toml(listing: &ListingFact) -> String {
    let mut out = String::new();
    // Writing to a text cannot fail.
    let mut key = |name: &str, value: String| {
        let _ = writeln!(out, "{name} = {value}");
    };
    key("level", quoted(listing.level.word()));
    listing.parent.iter().for_each(|parent| key("parent", quoted(parent)));
    key("country", quoted(&listing.country));
    key("languages", list(listing.languages.iter().map(LanguageTag::as_str)));
    key("source_language", quoted(listing.source_language.as_str()));
    key("publisher", quoted(&listing.publisher));
    key("url", quoted(&listing.url));
    key("root", quoted(&listing.root));
    if !listing.mirrors.is_empty() {
        key("mirrors", list(&listing.mirrors));
    }
    listing.hub.iter().for_each(|hub| key("hub", quoted(hub)));
    if let Some(area) = listing.area {
        let Point(south, west) = area.from;
        let Point(north, east) = area.to;
        key("\n[area]\nsouth", degrees(south));
        key("west", degrees(west));
        key("north", degrees(north));
        key("east", degrees(east));
    }
    out.push_str("\n[names]\n");
    for (tag, name) in &listing.names {
        let _ = writeln!(out, "{tag} = {}", quoted(name));
    }
    if !listing.aliases.is_empty() {
        out.push_str("\n[aliases]\n");
        for (tag, names) in &listing.aliases {
            let _ = writeln!(out, "{tag} = {}", list(names));
        }
    }
    out
}

/// Millionths of a degree as degrees, exactly.
fn degrees(micro: i32) -> String {
    let sign = if micro < 0 { "-" } else { "" };
    let (whole, rest) = (micro.unsigned_abs() / 1_000_000, micro.unsigned_abs() % 1_000_000);
    let rest = format!("{rest:06}");
    let rest = rest.trim_end_matches('0');
    format!("{sign}{whole}.{}", if rest.is_empty() { "0" } else { rest })
}

#[cfg(test)]
mod tests {
    use super::degrees;
    use crate::source::write::quoted;

    #[test]
    fn values_are_written_as_toml_reads_them() {
        assert_eq!(
            [50_150_000, -1, 180_000_000, -90_500_000, 0].map(degrees),
            ["50.15", "-0.000001", "180.0", "-90.5", "0.0"]
        );
        for text in ["a \"b\" \\c", "tab\tand\nline", "ኣ'\u{7f}", ""] {
            let read: toml::Table = format!("a = {}", quoted(text)).parse().unwrap();
            assert_eq!(read["a"].as_str(), Some(text));
        }
    }
}
