//! What an import of events is told besides the file: the pack it is for, and what the file leaves unsaid.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use companion_core::text::LanguageTag;

use super::Places;
use crate::source::Source;

/// What holds for all events of a file or feed that do not say so themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Defaults {
    /// Language of texts that tell none; the pack's source language where left out.
    pub language: Option<LanguageTag>,
    /// IANA zone of times that tell none; the pack's where left out.
    pub zone: Option<String>,
    /// Who holds them.
    pub organiser: Option<String>,
    /// Id of the place of the pack where they are.
    pub place: Option<String>,
    /// Topic ids that all of them get.
    pub topics: Vec<String>,
    /// Languages spoken there.
    pub languages: Vec<LanguageTag>,
    /// For whom, if not for everybody.
    pub audience: Vec<String>,
    /// `free`, `donation`, `paid`.
    pub cost: Option<String>,
    /// Topic ids by what others file events under.
    pub categories: BTreeMap<String, String>,
}

/// The pack, and what holds where a file says nothing.
#[derive(Debug, Clone)]
pub struct Context {
    /// Language of texts that tell none.
    pub language: LanguageTag,
    /// Languages of the pack.
    pub languages: Vec<LanguageTag>,
    /// The pack's own zone.
    pub pack_zone: String,
    /// IANA zone of times that tell none.
    pub zone: String,
    /// What is over before this day is left out.
    pub from: NaiveDate,
    /// Name of the feed, if it is one.
    pub feed: Option<String>,
    /// What holds where a file says nothing.
    pub defaults: Defaults,
    /// The places of the pack.
    pub places: Places,
    /// Topic ids by their names in all languages, in small letters.
    pub topics: BTreeMap<String, String>,
}

impl Context {
    /// For a pack.
    pub fn new(source: &Source, defaults: Defaults, feed: Option<&str>, from: NaiveDate) -> Self {
        let pack = &source.pack.value;
        let mut topics = BTreeMap::new();
        for (id, entry) in &source.topics {
            topics.insert(id.to_lowercase(), id.clone());
            for name in entry.texts.values() {
                topics.insert(name.value.name.trim().to_lowercase(), id.clone());
            }
        }
        let named = defaults.categories.iter();
        topics.extend(named.map(|(name, id)| (name.trim().to_lowercase(), id.clone())));
        Self {
            language: defaults.language.clone().unwrap_or_else(|| pack.source_language.clone()),
            languages: pack.languages.clone(),
            pack_zone: pack.zone.clone(),
            zone: defaults.zone.clone().unwrap_or_else(|| pack.zone.clone()),
            from,
            feed: feed.map(str::to_owned),
            places: Places::of(source),
            topics,
            defaults,
        }
    }

    /// The language of the pack in which a text is listed: the one it tells, or the one that holds for all. Nothing where
    /// the pack does not have it.
    pub fn language_of(&self, told: Option<&str>) -> Option<LanguageTag> {
        let Some(told) = told else { return Some(self.language.clone()) };
        let tag: LanguageTag = told.trim().replace('_', "-").parse().ok()?;
        let near = || self.languages.iter().find(|own| own.language() == tag.language()).cloned();
        self.languages.iter().find(|own| **own == tag).cloned().or_else(near)
    }
}
