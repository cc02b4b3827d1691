//! One pack brought up to date: check signatures, take in notices, fetch what else differs, import that at once.
//!
//! Dropping the future stops it between any two pieces of a file; the import runs inside one poll and one transaction, so
//! what stays is the old edition or the new one. Each step begins with what is trusted and installed, so that the next
//! run, or a shell that carries files itself, goes on from there.

mod due;
mod import;

use std::path::Path;

use chrono::{DateTime, Utc};

use super::check::Signed;
use super::fetch::Fetcher;
use super::moment::Moment;
use super::parts::Parts;
use super::plan::{self, PackLink};
use super::progress::{EditionReport, PackReport, SyncListener, SyncStep};
use super::rules::Rules;
use super::transfers::Transfer;
use crate::error::{Error, Result};
use crate::packs::edition::{COMMON, NOTICES};
use crate::packs::format::{Level, PackFact};
use crate::ports::{Space, Transport};
use crate::standing::Standing;
use crate::store::{EditionRows, Store, StoreError, Subscription};
use crate::text::LanguageTag;

/// Everything one run needs.
pub(crate) struct Run<'a> {
    pub(crate) store: &'a Store,
    pub(crate) transport: &'a dyn Transport,
    pub(crate) space: &'a dyn Space,
    pub(crate) listener: Option<&'a dyn SyncListener>,
    pub(crate) languages: &'a [LanguageTag],
    /// Packs that the app itself names.
    pub(crate) standing: &'a Standing,
    /// The data folder.
    pub(crate) folder: &'a Path,
    /// Files on their way, below it.
    pub(crate) parts: Parts,
    /// Of the network there is.
    pub(crate) rules: Rules,
    /// A person waits for it.
    pub(crate) asked: bool,
    /// The device's clock, and the time before which it cannot be.
    pub(crate) device: DateTime<Utc>,
    pub(crate) floor: DateTime<Utc>,
    /// The time to judge by: not before the floor.
    pub(crate) now: DateTime<Utc>,
}

/// A pack whose publisher's signatures have been checked, and whose notices are in.
pub(crate) struct Checked<'a> {
    fetcher: Fetcher<'a>,
    signed: Signed,
    /// The publisher's host was asked just now.
    asked_now: bool,
    reports: Vec<EditionReport>,
    rows_written: u64,
}

impl<'a> Run<'a> {
    /// Brings one pack up to date.
    pub(crate) async fn pack(&'a self, subscription: &Subscription) -> Result<PackReport> {
        let checked = self.check(subscription).await?;
        self.finish(subscription, checked).await
    }

    /// Checks the publisher's signatures and takes in the notices of a pack that is installed, before anything else:
    /// a warning must not wait for a large edition, nor be lost when the network goes in between.
    pub(crate) async fn check(&'a self, subscription: &Subscription) -> Result<Checked<'a>> {
        let pack = &subscription.pack;
        let mut fetcher = Fetcher::new(self.transport, self.listener, pack);
        fetcher.tell(SyncStep::Checking, 0, 0);
        let held = self.store.list_editions(pack)?;
        let signed = self.signed(subscription, &held, &mut fetcher).await?;
        // What is described wrongly is refused before anything of it counts.
        self.due(pack, &signed, |_| true)?;
        // Ratchets first: after a kill the phone never accepts less than it has seen.
        self.record_trust(pack, &signed)?;
        let mut checked = Checked::new(fetcher, signed, true);
        if held.iter().any(|h| h.name == COMMON) {
            let notices = self.due(pack, &checked.signed, |name| name == NOTICES)?;
            self.carry(&notices, &mut checked).await?;
            self.import(pack, notices, &mut checked).await?;
        }
        Ok(checked)
    }

    /// Only checks, for those who carry files themselves. Where no file is missing, the pack is up to date by that.
    pub(crate) async fn look(&'a self, subscription: &Subscription) -> Result<()> {
        let checked = self.check(subscription).await?;
        self.raise_floor(subscription, &checked)?;
        match self.due(&subscription.pack, &checked.signed, |_| true)?.is_empty() {
            true => self.note_check(&subscription.pack, &checked),
            false => Ok(()),
        }
    }

    /// Fetches what else differs and takes it in, all at once.
    pub(crate) async fn finish(
        &'a self,
        subscription: &Subscription,
        mut checked: Checked<'a>,
    ) -> Result<PackReport> {
        let pack = &subscription.pack;
        self.choose_by_fact(pack, &mut checked).await?;
        let due = self.due(pack, &checked.signed, |_| true)?;
        let bytes = due.iter().map(|d| d.wanted().length).sum();
        let postponed_bytes = self.rules.postponed(self.asked, bytes);
        if postponed_bytes == 0 {
            self.check_room(&due)?;
            self.carry(&due, &mut checked).await?;
            checked.fetcher.tell(SyncStep::Installing, 0, 0);
            self.import(pack, due, &mut checked).await?;
        }
        let added_parent = self.add_parent(subscription)?;
        let (expired_role, suspect) = self.judge(&checked);
        self.raise_floor(subscription, &checked)?;
        if postponed_bytes == 0 {
            self.note_check(pack, &checked)?;
        }
        Ok(PackReport {
            pack: pack.clone(),
            editions: checked.reports,
            requests: checked.fetcher.requests,
            bytes: checked.fetcher.bytes,
            rows_written: checked.rows_written,
            expired_role,
            added_parent,
            postponed_bytes,
            clock_suspect: suspect,
        })
    }

    /// What is still to be fetched for a pack, from what is trusted, without any network.
    pub(crate) fn transfers(&self, subscription: &Subscription) -> Result<Vec<Transfer>> {
        let pack = &subscription.pack;
        let held = self.store.list_editions(pack)?;
        let Some(signed) = self.signed_before(subscription, &held)? else { return Ok(vec![]) };
        let parts = &self.parts;
        let due = self.due(pack, &signed, |_| true)?;
        let missing = due.iter().filter(|d| !parts.is_whole(&d.wanted().sha256));
        Ok(missing.map(|d| d.wanted().transfer(pack, &d.name, &signed.servers, parts)).collect())
    }

    /// Takes in what somebody else has carried, without any network; nothing where something is missing.
    pub(crate) async fn install_carried(
        &'a self,
        subscription: &Subscription,
    ) -> Result<Option<PackReport>> {
        let pack = &subscription.pack;
        let held = self.store.list_editions(pack)?;
        let Some(signed) = self.signed_before(subscription, &held)? else { return Ok(None) };
        let parts = &self.parts;
        let due = self.due(pack, &signed, |_| true)?;
        if due.is_empty() || due.iter().any(|d| !parts.is_whole(&d.wanted().sha256)) {
            return Ok(None);
        }
        let fetcher = Fetcher::new(self.transport, self.listener, pack);
        let checked = Checked::new(fetcher, signed, false);
        self.finish(subscription, checked).await.map(Some)
    }

    /// Remembers what is trusted from now on; writes nothing where that is what was trusted before.
    fn record_trust(&self, pack: &str, signed: &Signed) -> Result<()> {
        let accepted = signed.verifier.accepted();
        let validator = signed.validator.as_ref();
        let same_validator = match validator {
            Some(v) => self.store.find_validator(pack, &v.url)?.as_ref() == Some(&v.etag),
            None => false,
        };
        if !same_validator || self.store.load_trust(pack)? != accepted {
            self.store.record_trust(pack, &accepted, validator)?;
        }
        Ok(())
    }

    /// Publishers that do not say the source language in what they sign say it in the facts: those come first then.
    async fn choose_by_fact(&self, pack: &str, checked: &mut Checked<'_>) -> Result<()> {
        let common = checked.signed.verifier.target(COMMON)?;
        if common.source_language.is_some() {
            return Ok(());
        }
        let due = self.due(pack, &checked.signed, |name| name == COMMON)?;
        self.carry(&due, checked).await?;
        let base = || self.store.edition_bytes(pack, COMMON);
        let fact = match due.first() {
            Some(common) => match self.incoming(common, &self.parts, base)?.rows {
                EditionRows::Common(row, _) => Some(read_fact(&row.body)?),
                _ => None,
            },
            None => self.installed_fact(pack)?,
        };
        let Some(fact) = fact else { return Ok(()) };
        let held: Vec<String> =
            self.store.list_editions(pack)?.into_iter().map(|h| h.name).collect();
        let Signed { offered, chosen, .. } = &checked.signed;
        let mut more =
            plan::language_editions(&fact.source_language, self.languages, &held, offered);
        more.retain(|language| !chosen.contains(language));
        if more.is_empty() {
            return Ok(());
        }
        self.fetch_roles(&more, &mut checked.signed, &mut checked.fetcher).await?;
        checked.signed.chosen.extend(more);
        self.due(pack, &checked.signed, |_| true)?;
        self.record_trust(pack, &checked.signed)
    }

    /// The record of a pack as it is installed.
    pub(super) fn installed_fact(&self, pack: &str) -> Result<Option<PackFact>> {
        self.store.find_pack(pack)?.map(|body| read_fact(&body)).transpose()
    }

    /// What has expired, as far as the clock can be believed.
    fn judge(&self, checked: &Checked<'_>) -> (Option<String>, bool) {
        let moment = Moment::judge(self.device, self.floor, checked.fetcher.told_time);
        let expired = checked.signed.verifier.expired();
        let expired = expired.filter(|(_, at)| *at <= moment.now).map(|(role, _)| role.clone());
        (expired, moment.suspect)
    }

    /// What is installed is what the publisher has signed; when that was found out, where nobody was asked now, stays.
    fn note_check(&self, pack: &str, checked: &Checked<'_>) -> Result<()> {
        let renew_by = checked.signed.verifier.renew_by().map(|at| at.timestamp());
        let (expired, _) = self.judge(checked);
        let expired = expired.as_deref();
        match checked.asked_now {
            true => self.store.record_check(pack, self.now.timestamp(), renew_by, expired)?,
            false => self.store.record_promise(pack, renew_by, expired)?,
        }
        Ok(())
    }

    /// What is known to have happened: a server's time, and the moments at which a known publisher signed. One that is only
    /// trusted at first sight could name any.
    fn raise_floor(&self, subscription: &Subscription, checked: &Checked<'_>) -> Result<()> {
        let signed = checked.signed.chosen.iter().filter_map(|n| {
            let target = checked.signed.verifier.target(n).ok()?;
            subscription.fingerprint.as_ref().map(|_| target.published_at)
        });
        match signed.chain(checked.fetcher.told_time).max() {
            Some(seen) if seen > self.floor => Ok(self.store.record_clock_floor(seen)?),
            _ => Ok(()),
        }
    }

    /// Adds the layer above an installed pack where it is not known, or vouches for one that nobody vouched for yet.
    pub(crate) fn add_parent(&self, child: &Subscription) -> Result<Option<String>> {
        let Some(fact) = self.installed_fact(&child.pack)? else { return Ok(None) };
        // Nothing stands above the world, whatever its record says.
        let above =
            PackLink::parent_of(&fact, &child.base_url).filter(|_| fact.level != Level::World);
        let Some(mut link) = above else { return Ok(None) };
        // A pack that nobody vouched for vouches for nobody.
        link.fingerprint = link.fingerprint.filter(|_| child.fingerprint.is_some());
        let known = self.store.find_subscription(&link.pack)?;
        let vouched_for_now =
            |known: &Subscription| known.fingerprint.is_none() && link.fingerprint.is_some();
        let added = match &known {
            Some(known) if vouched_for_now(known) => {
                link.base_url.clone_from(&known.base_url);
                None
            }
            Some(_) => return Ok(None),
            None => Some(link.pack.clone()),
        };
        self.store.record_subscription(&link.subscription(self.now.timestamp()))?;
        Ok(added)
    }
}

impl<'a> Checked<'a> {
    fn new(fetcher: Fetcher<'a>, signed: Signed, asked_now: bool) -> Self {
        Self { fetcher, signed, asked_now, reports: Vec::new(), rows_written: 0 }
    }
}

fn read_fact(body: &str) -> Result<PackFact> {
    serde_json::from_str(body).map_err(|_| Error::Store(StoreError::Record("pack")))
}
