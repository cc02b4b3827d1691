//! One page, as typed blocks.

use super::layers::Layer;
use super::served::{TextInfo, is_wanted};
use super::tree::source_of;
use super::{Guide, NodeView, links, parse};
use crate::error::{Error, Result};
use crate::packs::format::{PageFact, PageText};
use crate::text::language::Choice;
use crate::text::{Block, LanguageTag};

/// A page to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageView {
    /// Pack id.
    pub pack: String,
    /// Page id.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Its web path in the language served: `/pack/language/word/word/`.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Language, origin, freshness.
    pub info: TextInfo,
    /// How often the source text has changed.
    pub revision: u32,
    /// The text.
    pub blocks: Vec<Block>,
    /// Ids of blocks whose source has changed since they were translated.
    pub outdated_blocks: Vec<u32>,
    /// Topic ids.
    pub topics: Vec<String>,
    /// `YYYY-MM-DD`: when its editors want to look at it again.
    pub review_by: Option<String>,
    /// That day has passed.
    pub review_due: bool,
    /// All installed languages it can be read in.
    pub languages: Vec<String>,
    /// From the top to its parent.
    pub above: Vec<PageRef>,
    /// Pages below it.
    pub below: Vec<NodeView>,
    /// The page of a nearer layer on the same subject, in another language.
    pub see_also: Option<PageRef>,
}

/// A page to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRef {
    /// Pack id.
    pub pack: String,
    /// Page id.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub language: String,
}

impl Guide<'_> {
    /// A page in the best language for the reader. Where only the page that it replaces speaks the reader's
    /// language, that one is served with a pointer (`see_also`) to the one asked for.
    ///
    /// # Errors
    /// `NotFound` when the pack or page is not installed.
    pub fn page(&self, pack: &str, id: &str) -> Result<PageView> {
        self.steady(|| self.best_page(pack, id))
    }

    fn best_page(&self, pack: &str, id: &str) -> Result<PageView> {
        let layers = self.layers()?;
        let replacements = self.replacements(&layers)?;
        if let Some((above, above_id)) = replacements.by(pack, id)
            && !self.speaks(&layers, pack, id)?
            && self.speaks(&layers, above, above_id)?
        {
            let mut view = self.page_of(&layers, above, above_id, None)?;
            view.see_also = self.page_ref(&layers, pack, id)?;
            return Ok(view);
        }
        let mut view = self.page_of(&layers, pack, id, None)?;
        if let Some((nearer, nearer_id)) = replacements.of(pack, id) {
            view.see_also = self.page_ref(&layers, nearer, nearer_id)?;
        }
        Ok(view)
    }

    /// A page in one language, for showing it at a counter or comparing.
    ///
    /// # Errors
    /// `NotFound` when it is not installed in that language.
    pub fn page_in(&self, pack: &str, id: &str, language: &LanguageTag) -> Result<PageView> {
        self.steady(|| self.page_of(&self.layers()?, pack, id, Some(language)))
    }

    fn page_of(
        &self,
        layers: &[Layer],
        pack: &str,
        id: &str,
        language: Option<&LanguageTag>,
    ) -> Result<PageView> {
        let layer = find(layers, pack)?;
        let row = self.store.find_fact(pack, "page", id)?.ok_or(Error::NotFound("page"))?;
        let fact: PageFact = parse(&row.body, "page")?;
        let source = source_of(&fact, layer);
        let titles = self.store.list_titles_of(pack, "page", id)?;
        let choice = match language {
            Some(language) => super::Guide::new(
                self.store,
                super::Reader { languages: vec![language.clone()], ..self.reader.clone() },
            )
            .choose(&titles, source)
            .map(|(_, c)| c)
            .filter(|c| c.served == *language),
            None => self.choose(&titles, source).map(|(_, c)| c),
        };
        let choice: Choice = choice.ok_or(Error::NotFound("page text"))?;
        let text: PageText =
            self.text(pack, "page", id, &choice.served)?.ok_or(Error::NotFound("page text"))?;
        let outdated = !text.outdated.is_empty() || text.missing > 0 || text.made_from.is_some();
        let today = layer.local(&self.reader).map(|l| l.date().to_string());
        let above = self.above(layers, pack, &fact)?;
        Ok(PageView {
            pack: pack.to_owned(),
            id: id.to_owned(),
            link: links::page_link(pack, id),
            path: self.path_of(pack, &fact, choice.served.as_str())?,
            title: text.title.clone(),
            info: self.info_from(source, &choice, text.origin.clone(), outdated),
            revision: fact.revision,
            review_due: fact.review_by.as_ref().is_some_and(|by| today.is_some_and(|t| *by < t)),
            review_by: fact.review_by,
            topics: fact.topics,
            languages: titles.into_iter().map(|t| t.lang).collect(),
            outdated_blocks: text.outdated.clone(),
            above,
            below: self.below(layers, pack, id)?,
            see_also: None,
            blocks: blocks_of(text),
        })
    }

    /// Whether a page can be read in a language the reader asked for.
    fn speaks(&self, layers: &[Layer], pack: &str, id: &str) -> Result<bool> {
        let Ok(layer) = find(layers, pack) else { return Ok(false) };
        let titles = self.store.list_titles_of(pack, "page", id)?;
        Ok(self.choose(&titles, &layer.fact.source_language).is_some_and(|(_, c)| is_wanted(&c)))
    }

    pub(super) fn page_ref(
        &self,
        layers: &[Layer],
        pack: &str,
        id: &str,
    ) -> Result<Option<PageRef>> {
        let Ok(layer) = find(layers, pack) else { return Ok(None) };
        let Some(row) = self.store.find_fact(pack, "page", id)? else { return Ok(None) };
        let fact: PageFact = parse(&row.body, "page")?;
        let titles = self.store.list_titles_of(pack, "page", id)?;
        Ok(self.choose(&titles, source_of(&fact, layer)).map(|(t, c)| PageRef {
            pack: pack.to_owned(),
            id: id.to_owned(),
            link: links::page_link(pack, id),
            title: t.title.clone(),
            language: c.served.to_string(),
        }))
    }

    fn above(&self, layers: &[Layer], pack: &str, fact: &PageFact) -> Result<Vec<PageRef>> {
        let mut chain = Vec::new();
        let mut parent = fact.parent.clone();
        while let Some(id) = parent {
            // The publisher refuses cycles; a bound keeps a bad pack from holding the reader up.
            if chain.len() >= links::MAX_DEPTH {
                break;
            }
            chain.extend(self.page_ref(layers, pack, &id)?);
            parent = match self.store.find_fact(pack, "page", &id)? {
                Some(row) => parse::<PageFact>(&row.body, "page")?.parent,
                None => None,
            };
        }
        chain.reverse();
        Ok(chain)
    }
}

fn find<'l>(layers: &'l [Layer], pack: &str) -> Result<&'l Layer> {
    layers.iter().find(|l| l.fact.id == pack).ok_or(Error::NotFound("pack"))
}

fn blocks_of(text: PageText) -> Vec<Block> {
    let ids: Vec<u32> = (0..text.blocks.len()).map(|n| text.block_id(n)).collect();
    text.blocks.into_iter().zip(ids).map(|(body, id)| Block { id, body }).collect()
}
