//! Pictures and documents of pages, as a shell asks for them.

use super::Companion;
use crate::error::{Error, Result};
use crate::sync::SyncListener;
use crate::sync::run::Run;

/// A media file of an installed pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaView {
    /// Its id, as blocks of pages name it: `media/…`.
    pub id: String,
    /// Media type, such as `image/png`.
    pub mime: String,
    /// Bytes.
    pub length: u64,
    /// Where it lies on this device; nothing where it has not been fetched.
    pub path: Option<String>,
}

impl Companion {
    /// A media file, fetched or not; no network is used.
    ///
    /// # Errors
    /// `NotFound` when the installed pack has none of this id.
    pub fn find_media(&self, pack: &str, id: &str) -> Result<MediaView> {
        let languages = [];
        media(&self.run(&languages, None)?, pack, id)
    }

    /// Fetches a media file because a person wants to see it. What came before a break is kept, and goes on next time.
    ///
    /// # Errors
    /// `NotFound`, `Offline`, `Untrusted` when no server has what was signed, `NoSpace`, `Conflict` while a sync runs.
    pub async fn fetch_media(
        &self,
        pack: &str,
        id: &str,
        listener: Option<&dyn SyncListener>,
    ) -> Result<MediaView> {
        let _turn = self.turns.take()?;
        let subscription = self.store.find_subscription(pack)?.ok_or(Error::NotFound("pack"))?;
        let languages = [];
        let run = self.run(&languages, listener)?;
        let fact = run.media_fact(pack, id)?;
        run.fetch_media(&subscription, &fact).await?;
        media(&run, pack, id)
    }
}

fn media(run: &Run<'_>, pack: &str, id: &str) -> Result<MediaView> {
    let fact = run.media_fact(pack, id)?;
    let path = run.media_path(&fact).map(|path| path.to_string_lossy().into_owned());
    Ok(MediaView { id: fact.id, mime: fact.mime, length: fact.length, path })
}
