//! The merged tree: pages of all layers, each in the best language for the reader.
//!
//! The language is chosen page by page, so a child stays reachable whatever its parent lacks. A page that replaces
//! one of a layer above takes its place, unless only the one above speaks the reader's language.

use super::layers::Layer;
use super::served::{Titles, is_wanted};
use super::{Guide, parse};
use crate::error::Result;
use crate::packs::format::PageFact;
use crate::store::{FactRow, TitleRow};
use crate::text::language::{Choice, ServedBecause};
use crate::text::{Direction, LanguageTag};

/// A page in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeView {
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
    /// Which way it runs.
    pub direction: Direction,
    /// Why it is in this language.
    pub because: ServedBecause,
    /// Name of an icon.
    pub icon: Option<String>,
    /// Topic ids.
    pub topics: Vec<String>,
    /// Whether there are pages below it.
    pub has_children: bool,
}

/// Which pages stand in for which.
pub(super) struct Replacements {
    /// `(replacing pack, id)` and `(replaced pack, id)`.
    pairs: Vec<((String, String), (String, String))>,
}

impl Replacements {
    /// The page that takes the place of this one.
    pub(super) fn of(&self, pack: &str, id: &str) -> Option<&(String, String)> {
        self.pairs.iter().find(|(_, b)| b.0 == pack && b.1 == id).map(|(a, _)| a)
    }

    /// The page whose place this one takes.
    pub(super) fn by(&self, pack: &str, id: &str) -> Option<&(String, String)> {
        self.pairs.iter().find(|(a, _)| a.0 == pack && a.1 == id).map(|(_, b)| b)
    }

    /// All pages on the same subject, the nearest layer's first: whichever of them the reader is shown, what stands
    /// below any of them belongs to it.
    fn family(&self, pack: &str, id: &str) -> Vec<(String, String)> {
        let mut nearest = (pack.to_owned(), id.to_owned());
        // A chain has no cycle, since each page replaces one of a layer above; the bound is for packs that lie.
        for _ in 0..self.pairs.len() {
            match self.of(&nearest.0, &nearest.1) {
                Some(nearer) => nearest = nearer.clone(),
                None => break,
            }
        }
        let mut family = vec![nearest];
        for _ in 0..self.pairs.len() {
            match family.last().and_then(|(pack, id)| self.by(pack, id)) {
                Some(above) => family.push(above.clone()),
                None => break,
            }
        }
        family
    }
}

impl Guide<'_> {
    /// The pages at the top: of cities, then regions, then countries.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list_top(&self) -> Result<Vec<NodeView>> {
        self.steady(|| {
            let layers = self.layers()?;
            let replacements = self.replacements(&layers)?;
            let mut nodes = Vec::new();
            for layer in &layers {
                nodes.extend(self.nodes_below(&layers, layer, None, &replacements)?);
            }
            Ok(nodes)
        })
    }

    /// The pages below a page, those below the pages it replaces or is replaced by included.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list_below(&self, pack: &str, id: &str) -> Result<Vec<NodeView>> {
        self.steady(|| self.below(&self.layers()?, pack, id))
    }

    pub(super) fn below(&self, layers: &[Layer], pack: &str, id: &str) -> Result<Vec<NodeView>> {
        let replacements = self.replacements(layers)?;
        let mut nodes = Vec::new();
        for (pack, id) in replacements.family(pack, id) {
            if let Some(layer) = layers.iter().find(|l| l.fact.id == pack) {
                nodes.extend(self.nodes_below(layers, layer, Some(&id), &replacements)?);
            }
        }
        Ok(nodes)
    }

    /// The replacements that hold: of an installed layer above, and not of a final page.
    pub(super) fn replacements(&self, layers: &[Layer]) -> Result<Replacements> {
        let mut pairs = Vec::new();
        for row in self.store.list_replacing()? {
            let Some((pack, id)) = row.replaces.as_deref().and_then(|r| r.split_once('/')) else {
                continue;
            };
            if !is_above(layers, &row.pack, pack) {
                continue;
            }
            if let Some(target) = self.store.find_fact(pack, "page", id)?
                && !parse::<PageFact>(&target.body, "page")?.is_final
            {
                pairs.push(((row.pack, row.id), (pack.to_owned(), id.to_owned())));
            }
        }
        Ok(Replacements { pairs })
    }

    fn nodes_below(
        &self,
        layers: &[Layer],
        layer: &Layer,
        parent: Option<&str>,
        replacements: &Replacements,
    ) -> Result<Vec<NodeView>> {
        let pack = &layer.fact.id;
        let rows = self.store.list_children(pack, "page", parent)?;
        let titles = Titles::new(self.store.list_titles_below(pack, "page", parent)?);
        let mut nodes = Vec::new();
        for row in rows {
            if replacements.of(pack, &row.id).is_some() {
                continue;
            }
            let own = titles.of(&row.id);
            nodes.extend(self.node(layers, layer, row, own, replacements)?);
        }
        Ok(nodes)
    }

    /// A page without any text in an installed language is not shown.
    fn node(
        &self,
        layers: &[Layer],
        layer: &Layer,
        row: FactRow,
        titles: &[TitleRow],
        replacements: &Replacements,
    ) -> Result<Option<NodeView>> {
        let fact: PageFact = parse(&row.body, "page")?;
        let source = source_of(&fact, layer);
        let chosen = self.choose(titles, source);
        if !chosen.as_ref().is_some_and(|(_, c)| is_wanted(c))
            && let Some((pack, id)) = replacements.by(&row.pack, &row.id)
            && let Some(above) = layers.iter().find(|l| l.fact.id == *pack)
            && let Some(row) = self.store.find_fact(pack, "page", id)?
        {
            let titles = self.store.list_titles_of(pack, "page", id)?;
            if let Some((title, choice)) = self.choose(&titles, &above.fact.source_language)
                && is_wanted(&choice)
            {
                return Ok(Some(self.view(row, title, &choice, replacements)?));
            }
        }
        chosen.map(|(title, choice)| self.view(row, title, &choice, replacements)).transpose()
    }

    fn view(
        &self,
        row: FactRow,
        title: &TitleRow,
        choice: &Choice,
        replacements: &Replacements,
    ) -> Result<NodeView> {
        let fact: PageFact = parse(&row.body, "page")?;
        let mut has_children = false;
        for (pack, id) in replacements.family(&row.pack, &row.id) {
            has_children = has_children || self.store.has_children(&pack, "page", &id)?;
        }
        Ok(NodeView {
            link: super::links::page_link(&row.pack, &row.id),
            pack: row.pack,
            id: row.id,
            title: title.title.clone(),
            language: choice.served.to_string(),
            direction: choice.served.direction(),
            because: choice.because,
            icon: fact.icon,
            topics: fact.topics,
            has_children,
        })
    }
}

/// The language a page was first written in.
pub(super) fn source_of<'a>(fact: &'a PageFact, layer: &'a Layer) -> &'a LanguageTag {
    fact.source_language.as_ref().unwrap_or(&layer.fact.source_language)
}

/// Whether `above` is an ancestor of `pack`.
fn is_above(layers: &[Layer], pack: &str, above: &str) -> bool {
    let mut at = pack;
    for _ in 0..layers.len() {
        match layers.iter().find(|l| l.fact.id == at).and_then(|l| l.fact.parent.as_deref()) {
            Some(parent) if parent == above => return true,
            Some(parent) => at = parent,
            None => return false,
        }
    }
    false
}
