//! pack.lock: block ids that stay, and what each translated block was made from.
//!
//! Owns ids, revisions and hashes of texts. The lock says nothing of what readers see; that is `build`'s. It is derived
//! from the source and the lock before, so the same two always give the same bytes. Pages and notices are texts of
//! blocks; what stands in tables is `entries`'s.

mod align;
mod entries;
mod format;
#[cfg(test)]
mod tests;
mod translate;
mod update;

use std::collections::BTreeMap;

use companion_core::text::{BlockBody, LanguageTag};
use ring::digest;
use unicode_normalization::UnicodeNormalization;

use crate::source::Source;
use crate::source::entries::{Kind, entries};

pub use self::entries::{LockedFields, field_hash};
pub(crate) use self::format::replace;
pub use self::format::{FILE, parse, read, to_text, write};
pub use self::update::update;

/// What is known of all texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lock {
    /// By page id.
    pub pages: BTreeMap<String, LockedPage>,
    /// By notice id; a notice that is gone is forgotten, since ids of its blocks leave the publisher nowhere.
    pub notices: BTreeMap<String, LockedPage>,
    /// Translations of texts in tables.
    pub entries: BTreeMap<EntryKey, LockedFields>,
}

/// A table, an id in it, and a language.
pub type EntryKey = (Kind, String, LanguageTag);

/// What is known of a page; it outlives the page, so that no id ever comes back with another meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedPage {
    /// How often the source text has changed; starts at 1.
    pub revision: u32,
    /// The next block id that was never used.
    pub next: u32,
    /// The language of the source text; nothing where the page is gone.
    pub source: Option<LanguageTag>,
    /// The texts by language, the source text among them.
    pub texts: BTreeMap<LanguageTag, LockedText>,
}

/// What is known of a page in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedText {
    /// The last revision of the source text that this text stood for as a whole.
    pub made_from: u32,
    /// The title.
    pub title: Mark,
    /// The blocks, in their order.
    pub blocks: Vec<Unit>,
}

/// A block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its id in the page: the source block's, or one of its own where it has none.
    pub id: u32,
    /// Its kind, see [`kind`].
    pub kind: String,
    /// Its hash.
    pub mark: Mark,
}

/// What a text was when the lock was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Hash of the text itself.
    pub own: u64,
    /// For a translation: hash of the source text that it was made from.
    pub from: Option<u64>,
}

impl LockedPage {
    /// The source text.
    pub fn source_text(&self) -> Option<&LockedText> {
        self.texts.get(self.source.as_ref()?)
    }

    /// Ids of the blocks whose source block has changed since they were made.
    pub fn outdated(&self, text: &LockedText) -> Vec<u32> {
        let now = self.source_hashes();
        let changed = |u: &&Unit| u.mark.from.is_some() && now.get(&u.id).copied() != u.mark.from;
        let live = |u: &&Unit| now.contains_key(&u.id);
        text.blocks.iter().filter(live).filter(changed).map(|u| u.id).collect()
    }

    /// Whether the title of the source text has changed since the translated title was made.
    pub fn title_outdated(&self, text: &LockedText) -> bool {
        let now = self.source_text().map(|s| s.title.own);
        text.title.from.is_some() && text.title.from != now
    }

    /// Ids of the source blocks that have no counterpart, in the order of the source text.
    pub fn missing(&self, text: &LockedText) -> Vec<u32> {
        let blocks = self.source_text().map(|s| s.blocks.as_slice()).unwrap_or_default();
        let has = |id: u32| text.blocks.iter().any(|u| u.id == id);
        blocks.iter().map(|u| u.id).filter(|id| !has(*id)).collect()
    }

    fn source_hashes(&self) -> BTreeMap<u32, u64> {
        let blocks = self.source_text().map(|s| s.blocks.as_slice()).unwrap_or_default();
        blocks.iter().map(|u| (u.id, u.mark.own)).collect()
    }
}

/// The lock after somebody has found that a translation still says what its source text says; nothing where there is
/// no such translation. `text` is a page's id, `notices/<id>`, or a table and an id in it such as `places/town-hall`.
pub fn confirm(lock: &Lock, source: &Source, text: &str, tag: &LanguageTag) -> Option<Lock> {
    let mut lock = lock.clone();
    match text.split_once('/') {
        None => confirm_page(lock.pages.get_mut(text)?, tag)?,
        Some(("notices", id)) => confirm_page(lock.notices.get_mut(id)?, tag)?,
        Some((kind, id)) => {
            let kind = Kind::find(kind)?;
            let texts = entries(source).into_iter().find(|e| e.kind == kind && e.id == id)?;
            let locked = lock.entries.get_mut(&(kind, id.to_owned(), tag.clone()))?;
            locked.confirm(texts.texts.get(&locked.source)?);
        }
    }
    Some(lock)
}

fn confirm_page(page: &mut LockedPage, tag: &LanguageTag) -> Option<()> {
    let now = page.source_hashes();
    let title = page.source_text()?.title.own;
    let revision = page.revision;
    let text = page.texts.get_mut(tag).filter(|_| page.source.as_ref() != Some(tag))?;
    text.made_from = revision;
    text.title.from = Some(title);
    for unit in &mut text.blocks {
        unit.mark.from = now.get(&unit.id).copied().or(unit.mark.from);
    }
    Some(())
}

/// Whether a text in `tag` retells the source text instead of translating it block by block: plain German beside German.
pub fn retells(tag: &LanguageTag, source: &LanguageTag) -> bool {
    tag != source && tag.language() == source.language()
}

/// The kind of a block, as fine as alignment needs it.
pub fn kind(body: &BlockBody) -> String {
    match body {
        BlockBody::Heading { level, .. } => format!("h{level}"),
        BlockBody::Paragraph { .. } => "p".to_owned(),
        BlockBody::List { .. } => "l".to_owned(),
        BlockBody::Table { .. } => "t".to_owned(),
        BlockBody::Link { .. } => "a".to_owned(),
        BlockBody::Phone { .. } => "tel".to_owned(),
        BlockBody::Email { .. } => "mail".to_owned(),
        BlockBody::Address { .. } => "adr".to_owned(),
        BlockBody::Image { .. } => "img".to_owned(),
        BlockBody::Notice { .. } => "note".to_owned(),
    }
}

/// The hash of a block: the first 64 bits of SHA-256 over its form on the wire, in NFC.
pub fn block_hash(body: &BlockBody) -> u64 {
    // Blocks are arrays of texts and numbers: writing them cannot fail, and has no keys that could change places.
    text_hash(&serde_json::to_string(body).unwrap_or_default())
}

/// The hash of a text.
pub fn text_hash(text: &str) -> u64 {
    let text: String = text.nfc().collect();
    let digest = digest::digest(&digest::SHA256, text.as_bytes());
    digest.as_ref().iter().take(8).fold(0, |sum, byte| (sum << 8) | u64::from(*byte))
}
