//! A listed pack as a shell shows it.

use super::{Catalogue, Reader};
use crate::packs::format::{Level, ListingFact};
use crate::text::language::{Choice, ServedBecause, choose};
use crate::text::{Direction, LanguageTag};

/// A pack that can be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingView {
    /// Pack id.
    pub pack: String,
    /// City, region or country.
    pub level: Level,
    /// ISO 3166-1 code.
    pub country: String,
    /// Its name in the language that is nearest to the reader's.
    pub name: String,
    /// The language of the name.
    pub language: String,
    /// Which way the name runs.
    pub direction: Direction,
    /// Why the name is in this language.
    pub because: ServedBecause,
    /// Its names in other languages, then what else it is called; none twice.
    pub other_names: Vec<String>,
    /// The name that the words of a question were found in, where it is another than `name`.
    pub matched: Option<String>,
    /// Languages it is published in, in its own order.
    pub languages: Vec<String>,
    /// Those of them that the reader reads, in the reader's order.
    pub readable: Vec<String>,
    /// Who answers for it.
    pub publisher: String,
    /// The layer above.
    pub parent: Option<String>,
    /// That layer's name, where the catalogue lists it too.
    pub parent_name: Option<String>,
    /// From the point asked for to the nearest point of its area, in metres as the crow flies; 0 within it.
    pub distance_m: Option<u32>,
    /// The link that adds it, with its fingerprint.
    pub link: String,
    /// Whether it is there already.
    pub added: bool,
}

impl Catalogue {
    pub(super) fn view(&self, fact: &ListingFact, reader: &Reader) -> ListingView {
        let (name, choice) = name(fact, &reader.languages);
        let parent = fact.parent.as_deref().and_then(|id| self.find(id));
        ListingView {
            pack: fact.id.clone(),
            level: fact.level,
            country: fact.country.clone(),
            other_names: other_names(fact, &name),
            name,
            direction: choice.served.direction(),
            language: choice.served.to_string(),
            because: choice.because,
            matched: None,
            languages: fact.languages.iter().map(ToString::to_string).collect(),
            readable: readable(fact, &reader.languages),
            publisher: fact.publisher.clone(),
            parent: fact.parent.clone(),
            parent_name: parent.map(|parent| self::name(parent, &reader.languages).0),
            distance_m: None,
            link: link(fact),
            added: reader.added.contains(&fact.id),
        }
    }
}

/// `https://…/<pack>/#<fingerprint>`.
pub(super) fn link(fact: &ListingFact) -> String {
    format!("{}/#{}", fact.url.trim_end_matches('/'), fact.root)
}

/// The name in the language that is nearest to the reader's; the id where there is none at all.
pub(super) fn name(fact: &ListingFact, languages: &[LanguageTag]) -> (String, Choice) {
    let available: Vec<LanguageTag> = fact.names.keys().cloned().collect();
    let chosen = choose(languages, &available, &fact.source_language);
    let name = chosen.as_ref().and_then(|c| fact.names.get(&c.served));
    let name = name.unwrap_or(&fact.id).clone();
    let source = || Choice { served: fact.source_language.clone(), because: ServedBecause::Source };
    (name, chosen.unwrap_or_else(source))
}

fn other_names(fact: &ListingFact, served: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for name in fact.names.values().chain(fact.aliases.values().flatten()) {
        if name != served && !out.contains(name) {
            out.push(name.clone());
        }
    }
    out
}

fn readable(fact: &ListingFact, languages: &[LanguageTag]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for wanted in languages {
        let choice = choose(std::slice::from_ref(wanted), &fact.languages, &fact.source_language);
        let read = choice
            .filter(|c| matches!(c.because, ServedBecause::Exact | ServedBecause::Variant))
            .map(|c| c.served.to_string());
        out.extend(read.filter(|tag| !out.contains(tag)));
    }
    out
}
