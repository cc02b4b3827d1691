//! Pictures and documents of pages: fetched when somebody wants to see them, small ones ahead where bytes cost nothing.
//!
//! They lie in a folder of their own by their hash, so that two pages or packs share one, and a new edition of a page
//! keeps the pictures that stayed.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::fetch::Fetcher;
use super::parts::failed;
use super::run::Run;
use super::transfers::{Progress, Wanted};
use crate::error::{Error, Result};
use crate::packs::format::MediaFact;
use crate::packs::layout;
use crate::packs::media::are_chunks_of;
use crate::store::{StoreError, Subscription};

const FOLDER: &str = "media";

impl Run<'_> {
    /// The record of a media file of an installed pack.
    pub(crate) fn media_fact(&self, pack: &str, id: &str) -> Result<MediaFact> {
        let row = self.store.find_fact(pack, "media", id)?.ok_or(Error::NotFound("media file"))?;
        read(&row.body)
    }

    /// Where a media file lies, if it is here.
    pub(crate) fn media_path(&self, fact: &MediaFact) -> Option<PathBuf> {
        let path = self.folder.join(FOLDER).join(&fact.sha256);
        let length = std::fs::metadata(&path).ok()?.len();
        (length == fact.length).then_some(path)
    }

    /// Fetches a media file, unless it is here.
    pub(crate) async fn fetch_media(
        &self,
        subscription: &Subscription,
        fact: &MediaFact,
    ) -> Result<PathBuf> {
        if let Some(path) = self.media_path(fact) {
            return Ok(path);
        }
        // Signed, but perhaps by somebody careless: a length above the limit, or parts that do not fit to it.
        if fact.length > layout::MAX_MEDIA || !are_chunks_of(fact.length, &fact.chunks) {
            return Err(Error::NotFound("media file of a length that can be"));
        }
        let needed = fact.length.saturating_mul(2);
        match self.space.available(self.folder) {
            Some(available) if available < needed => {
                return Err(Error::NoRoom { needed, available });
            }
            _ => {}
        }
        let wanted = Wanted {
            sha256: fact.sha256.clone(),
            path: layout::media_path(&fact.sha256),
            length: fact.length,
            chunks: fact.chunks.clone(),
        };
        let parts = &self.parts;
        let mut fetcher = Fetcher::new(self.transport, self.listener, &subscription.pack);
        let progress = Progress { done: 0, total: fact.length };
        let servers = self.servers(subscription)?;
        wanted.carry(&servers, parts, &mut fetcher, progress).await?;
        let folder = self.folder.join(FOLDER);
        std::fs::create_dir_all(&folder).map_err(|e| failed(&folder, e))?;
        let path = folder.join(&fact.sha256);
        parts.move_to(&fact.sha256, &path)?;
        Ok(path)
    }

    /// Fetches what is missing of a pack's media, as far as the rules of the network allow it unasked. The first that
    /// does not come ends it: nobody waits for it.
    pub(crate) async fn fetch_media_ahead(&self, subscription: &Subscription) -> Result<()> {
        for fact in self.media_of(&subscription.pack)? {
            if fact.length <= self.rules.media_ahead && self.media_path(&fact).is_none() {
                self.fetch_media(subscription, &fact).await?;
            }
        }
        Ok(())
    }

    /// Removes media that no installed pack has any more, and parts of files that nobody wants.
    pub(crate) fn sweep(&self) -> Result<()> {
        let mut media = BTreeSet::new();
        let mut wanted = BTreeSet::new();
        for row in self.store.list_packs()? {
            media.extend(self.media_of(&row.id)?.into_iter().map(|fact| fact.sha256));
        }
        for subscription in self.store.list_subscriptions()? {
            wanted.extend(self.transfers(&subscription)?.into_iter().map(|t| t.id));
        }
        let folder = self.folder.join(FOLDER);
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            if !media.contains(entry.file_name().to_string_lossy().as_ref()) {
                std::fs::remove_file(entry.path()).map_err(|e| failed(&entry.path(), e))?;
            }
        }
        // A picture that was begun may be wanted again.
        wanted.extend(media);
        self.parts.sweep(&wanted)
    }

    fn media_of(&self, pack: &str) -> Result<Vec<MediaFact>> {
        self.store.list_facts(pack, "media")?.iter().map(|row| read(&row.body)).collect()
    }
}

fn read(body: &str) -> Result<MediaFact> {
    serde_json::from_str(body).map_err(|_| Error::Store(StoreError::Record("media")))
}
