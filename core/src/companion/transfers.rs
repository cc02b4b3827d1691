//! For shells that carry files themselves: check, hand the transfers out, take the files back, install.
//!
//! An iOS background session or an Android worker brings large files while the app sleeps. Nothing has to be remembered
//! between the calls: transfers are derived from what is trusted and installed, also after a restart.

use std::path::Path;

use async_trait::async_trait;

use super::{Companion, SyncOutcome, outcome};
use crate::error::{Error, Result};
use crate::ports::{Head, Request, Sink, Transport, TransportError};
use crate::store::Subscription;
use crate::sync::Transfer;
use crate::sync::run::Run;

/// Carries nothing: what was promised to need no network uses none.
struct NoNetwork;

#[async_trait]
impl Transport for NoNetwork {
    async fn fetch(
        &self,
        _: &Request,
        _: &mut dyn Sink,
    ) -> std::result::Result<Head, TransportError> {
        Err(TransportError::Offline)
    }
}

impl Companion {
    /// Checks all packs for news and takes in their notices; files are left to whoever carries them. Then
    /// [`Self::list_transfers`] tells which. A failure stands in the outcome of its pack, without a report otherwise.
    ///
    /// # Errors
    /// `Conflict` while a sync runs, or when the store cannot be read.
    pub async fn check_all(&self) -> Result<Vec<SyncOutcome>> {
        let _turn = self.turns.take()?;
        let languages = self.languages()?;
        let run = self.run(&languages, None)?;
        let mut outcomes = Vec::new();
        for subscription in self.store.list_subscriptions()? {
            let (failure, reason) = match run.look(&subscription).await {
                Ok(()) => (None, None),
                Err(e) => (Some(e.kind()), Some(e.to_string())),
            };
            outcomes.push(SyncOutcome { pack: subscription.pack, report: None, failure, reason });
        }
        Ok(outcomes)
    }

    /// The files that are missing, as far as the last check knows; no network is used.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list_transfers(&self) -> Result<Vec<Transfer>> {
        let languages = self.languages()?;
        let run = self.run(&languages, None)?;
        let mut transfers = Vec::new();
        for subscription in self.store.list_subscriptions()? {
            transfers.extend(run.transfers(&subscription)?);
        }
        Ok(transfers)
    }

    /// Takes a file, or the rest of one behind `from_bytes` bytes, that was carried for a transfer; it is copied. Whether
    /// the file is whole now; where its hash is not right in the end, it begins anew.
    ///
    /// # Errors
    /// `NotFound` for a transfer that is not (or not any more) wanted, `Invalid` for bytes that do not fit behind what
    /// is there, `Conflict` while a sync runs, `NoSpace`.
    pub fn take_transfer(&self, id: &str, file: &Path, from_bytes: u64) -> Result<bool> {
        let _turn = self.turns.take()?;
        let wanted = self.list_transfers()?.into_iter().find(|t| t.id == id);
        let transfer = wanted.ok_or(Error::NotFound("transfer that is wanted"))?;
        let languages = self.languages()?;
        let parts = self.run(&languages, None)?.parts;
        parts.append(id, from_bytes, file, transfer.length)?;
        if parts.length(id) < transfer.length {
            return Ok(false);
        }
        parts.finish(id)
    }

    /// Installs the packs whose files are all there; no network is used. Packs that wait for a file have no outcome; one
    /// whose patch turns out to be of no use is `Offline`, and the whole file is among the transfers then.
    ///
    /// # Errors
    /// `Conflict` while a sync runs, or when the store cannot be read.
    pub async fn install_transfers(&self) -> Result<Vec<SyncOutcome>> {
        let _turn = self.turns.take()?;
        let languages = self.languages()?;
        let run = Run { transport: &NoNetwork, ..self.run(&languages, None)? };
        let mut outcomes = Vec::new();
        for subscription in self.store.list_subscriptions()? {
            let Subscription { pack, .. } = &subscription;
            match run.install_carried(&subscription).await {
                Ok(Some(report)) => outcomes.push(outcome(pack.clone(), self.told(Ok(report)))),
                Ok(None) => {}
                Err(e) => outcomes.push(outcome(pack.clone(), self.told(Err(e)))),
            }
        }
        Ok(outcomes)
    }
}
