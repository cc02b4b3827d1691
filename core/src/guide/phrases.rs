//! Phrases: a sentence in the reader's language beside the local one, to be shown or read out.

use super::served::{TextInfo, Titles};
use super::{Guide, links, parse};
use crate::error::Result;
use crate::packs::format::{NameText, PhraseFact};
use crate::text::Direction;

/// A sentence in two languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhraseView {
    /// Pack id.
    pub pack: String,
    /// Phrase id.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Where one needs it.
    pub category: String,
    /// In the reader's language.
    pub text: String,
    /// Language, origin, freshness of `text`.
    pub info: TextInfo,
    /// In the language spoken there, to be shown.
    pub local_text: String,
    /// The language spoken there.
    pub local_language: String,
    /// Which way it runs.
    pub local_direction: Direction,
}

impl Guide<'_> {
    /// All phrases of all layers, by category and order.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list_phrases(&self) -> Result<Vec<PhraseView>> {
        self.steady(|| self.all_phrases())
    }

    fn all_phrases(&self) -> Result<Vec<PhraseView>> {
        let mut phrases = Vec::new();
        for layer in self.layers()? {
            let pack = &layer.fact.id;
            let source = &layer.fact.source_language;
            let titles = Titles::new(self.store.list_titles(pack, "phrase")?);
            for row in self.store.list_facts(pack, "phrase")? {
                let fact: PhraseFact = parse(&row.body, "phrase")?;
                let own = titles.of(&fact.id);
                let local = own.iter().find(|t| t.lang == source.as_str());
                let (Some((_, choice)), Some(local)) = (self.choose(own, source), local) else {
                    continue;
                };
                let text: Option<NameText> = self.text(pack, "phrase", &fact.id, &choice.served)?;
                let Some(text) = text else { continue };
                phrases.push((
                    (fact.category.clone(), fact.order),
                    PhraseView {
                        pack: pack.clone(),
                        link: links::link("phrase", pack, &fact.id),
                        id: fact.id,
                        category: fact.category,
                        text: text.name,
                        info: self.info(&layer, &choice, text.origin, false),
                        local_text: local.title.clone(),
                        local_language: source.to_string(),
                        local_direction: source.direction(),
                    },
                ));
            }
        }
        phrases.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(phrases.into_iter().map(|(_, view)| view).collect())
    }
}
