//! Notices: short dated texts that come and go by themselves.

use super::places::numbered;
use super::served::TextInfo;
use super::{Guide, links, parse};
use crate::error::Result;
use crate::packs::format::Notice;
use crate::text::language::choose;
use crate::text::{Block, LanguageTag};

/// A short dated text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeView {
    /// Pack id.
    pub pack: String,
    /// Notice id.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Shown before anything else.
    pub urgent: bool,
    /// Its title.
    pub title: String,
    /// Language, origin, freshness.
    pub info: TextInfo,
    /// The text.
    pub blocks: Vec<Block>,
    /// Local `YYYY-MM-DDTHH:MM:SS` from which it has held.
    pub from: String,
    /// Local `YYYY-MM-DDTHH:MM:SS` from which it is gone.
    pub until: String,
}

impl Guide<'_> {
    /// The notices of all layers that hold now: urgent ones first, then the newest.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list_notices(&self) -> Result<Vec<NoticeView>> {
        self.steady(|| self.all_notices())
    }

    pub(super) fn all_notices(&self) -> Result<Vec<NoticeView>> {
        let mut views = Vec::new();
        for layer in self.layers()? {
            let Some(local) = layer.local(&self.reader) else { continue };
            let local = local.format("%Y-%m-%dT%H:%M:%S").to_string();
            for body in self.store.list_notices(&layer.fact.id, &local)? {
                let notice: Notice = parse(&body, "notice")?;
                let available: Vec<LanguageTag> = notice.texts.keys().cloned().collect();
                let source = &layer.fact.source_language;
                let Some(choice) = choose(&self.reader.languages, &available, source) else {
                    continue;
                };
                let Some(text) = notice.texts.get(&choice.served).cloned() else { continue };
                views.push(NoticeView {
                    pack: layer.fact.id.clone(),
                    link: links::link("notice", &layer.fact.id, &notice.id),
                    id: notice.id,
                    from: notice.from,
                    urgent: notice.urgent,
                    title: text.title,
                    info: self.info(&layer, &choice, text.origin, false),
                    blocks: numbered(text.blocks),
                    until: notice.until,
                });
            }
        }
        views.sort_by(|a, b| {
            let newest = b.from.cmp(&a.from);
            b.urgent.cmp(&a.urgent).then(newest).then_with(|| a.id.cmp(&b.id))
        });
        Ok(views)
    }
}
