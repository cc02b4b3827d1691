//! Topics: the words by which pages, places and services are grouped.

use super::served::{TextInfo, Titles};
use super::{Guide, parse};
use crate::error::Result;
use crate::packs::format::{NameText, TopicFact};

/// A topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicView {
    /// Pack id.
    pub pack: String,
    /// Topic id, as pages, places and services name it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Name of an icon.
    pub icon: Option<String>,
    /// Language, origin, freshness of the name.
    pub info: TextInfo,
}

impl Guide<'_> {
    /// Topics of all layers, by name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list_topics(&self) -> Result<Vec<TopicView>> {
        self.steady(|| self.all_topics())
    }

    fn all_topics(&self) -> Result<Vec<TopicView>> {
        let mut topics = Vec::new();
        for layer in self.layers()? {
            let pack = &layer.fact.id;
            let titles = Titles::new(self.store.list_titles(pack, "topic")?);
            for row in self.store.list_facts(pack, "topic")? {
                let fact: TopicFact = parse(&row.body, "topic")?;
                let Some((_, choice)) =
                    self.choose(titles.of(&fact.id), &layer.fact.source_language)
                else {
                    continue;
                };
                let text: Option<NameText> = self.text(pack, "topic", &fact.id, &choice.served)?;
                let Some(text) = text else { continue };
                topics.push(TopicView {
                    pack: pack.clone(),
                    id: fact.id,
                    name: text.name,
                    icon: fact.icon,
                    info: self.info(&layer, &choice, text.origin, false),
                });
            }
        }
        topics.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        Ok(topics)
    }
}
