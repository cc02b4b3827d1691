//! Facets `packs` and `sync`: which packs a person wants, and bringing them up to date.

use std::path::Path;
use std::sync::Arc;

use companion_core::Companion;
use companion_core::sync::{Stop, SyncListener};

use crate::error::Result;
use crate::ports::{ForeignListener, ProgressListener};
use crate::records::packs::{
    InstalledEdition, MediaView, Network, PackReport, Subscription, SyncOutcome, Transfer,
};

/// The packs a person wants.
#[derive(uniffi::Object)]
pub struct Packs {
    pub(crate) core: Arc<Companion>,
}

#[uniffi::export]
impl Packs {
    /// Adds a pack by its link, `https://host/path/<pack>/#<sha256 of its first root>`; nothing is fetched yet.
    /// Returns the pack's id. Without the part after `#` the pack is shown as not verified.
    pub fn add(&self, link: String) -> Result<String> {
        Ok(self.core.add_pack(&link)?)
    }

    /// Removes a pack and what was installed of it. Ticks and saved things stay.
    pub fn remove(&self, pack: String) -> Result<()> {
        Ok(self.core.remove_pack(&pack)?)
    }

    /// The packs the person wants, installed or not.
    pub fn list(&self) -> Result<Vec<Subscription>> {
        Ok(self.core.list_subscriptions()?)
    }

    /// A picture or document of an installed pack, fetched or not; no network is used.
    pub fn media(&self, pack: String, id: String) -> Result<MediaView> {
        Ok(self.core.find_media(&pack, &id)?)
    }

    /// The installed editions of a pack.
    pub fn editions(&self, pack: String) -> Result<Vec<InstalledEdition>> {
        Ok(self.core.list_editions(&pack)?)
    }
}

/// Brings packs up to date. Cancelling a call leaves the old state or the new one, never anything between.
#[derive(uniffi::Object)]
pub struct Synchroniser {
    pub(crate) core: Arc<Companion>,
    pub(crate) stop: Stop,
}

#[uniffi::export(async_runtime = "tokio")]
impl Synchroniser {
    /// Brings one pack up to date; its failure is thrown.
    pub async fn pack(
        &self,
        pack: String,
        listener: Option<Arc<dyn ProgressListener>>,
    ) -> Result<PackReport> {
        let listener = listener.map(ForeignListener);
        let listener = listener.as_ref().map(|l| l as &dyn SyncListener);
        Ok(self.stop.watch(self.core.sync_pack(&pack, listener)).await?)
    }

    /// Brings all packs up to date. No network is an ordinary answer and stands in the outcome of each pack.
    pub async fn all(
        &self,
        listener: Option<Arc<dyn ProgressListener>>,
    ) -> Result<Vec<SyncOutcome>> {
        let listener = listener.map(ForeignListener);
        let listener = listener.as_ref().map(|l| l as &dyn SyncListener);
        Ok(self.stop.watch(self.core.sync_all(listener)).await?)
    }

    /// Fetches a picture or document of a page because a person wants to see it; what came before a break is kept.
    pub async fn media(
        &self,
        pack: String,
        id: String,
        listener: Option<Arc<dyn ProgressListener>>,
    ) -> Result<MediaView> {
        let listener = listener.map(ForeignListener);
        let listener = listener.as_ref().map(|l| l as &dyn SyncListener);
        Ok(self.stop.watch(self.core.fetch_media(&pack, &id, listener)).await?)
    }

    /// Says what kind of network there is; `all` keeps its rules. Unmetered until it is said.
    pub fn set_network(&self, network: Network) {
        self.core.set_network(network);
    }

    /// For apps that carry files themselves, in a background session or worker: checks all packs for news, takes in
    /// their notices, and leaves the files to `transfers`.
    pub async fn check(&self) -> Result<Vec<SyncOutcome>> {
        Ok(self.stop.watch(self.core.check_all()).await?)
    }

    /// The files that are missing, as far as the last check knows. No network is used; the same after a restart.
    pub fn transfers(&self) -> Result<Vec<Transfer>> {
        Ok(self.core.list_transfers()?)
    }

    /// Takes a file that was carried for a transfer, or the rest of one behind `from_bytes` bytes; it is copied. Whether
    /// the file is whole now; where its hash is not right in the end, it begins anew. `NotFound` when it is not wanted
    /// any more.
    pub fn take(&self, id: String, file: String, from_bytes: u64) -> Result<bool> {
        Ok(self.core.take_transfer(&id, Path::new(&file), from_bytes)?)
    }

    /// Installs the packs whose files have all been taken. No network is used.
    pub async fn install(&self) -> Result<Vec<SyncOutcome>> {
        Ok(self.stop.watch(self.core.install_transfers()).await?)
    }

    /// Ends the calls on this object, those under way and later ones; each answers `Interrupted`. For languages that do
    /// not end a call with its task; what `WelcomeCompanion.sync` gives next is not stopped.
    pub fn stop(&self) {
        self.stop.stop();
    }
}
