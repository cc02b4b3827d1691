//! One pack brought up to date: check signatures, take in notices, fetch what else differs, import that at once.
//!
//! Dropping the future stops it between any two pieces of a file; the import runs inside one poll and one transaction, so
//! what stays is the old edition or the new one. Each step begins with what is trusted and installed, so that the next
//! run, or a shell that carries files itself, goes on from there.

use std::cell::RefCell;
use std::path::Path;

use chrono::{DateTime, Utc};

use super::check::Signed;
use super::fetch::Fetcher;
use super::moment::Moment;
use super::parts::Parts;
use super::plan::{self, PackLink};
use super::progress::{EditionReport, PackReport, SyncListener, SyncStep};
use super::rules::Rules;
use super::transfers::{Progress, Transfer, Wanted};
use crate::error::{Error, ErrorKind, Result};
use crate::packs::edition::{COMMON, EditionError, NOTICES};
use crate::packs::format::{Level, PackFact};
use crate::packs::install::{self, Download};
use crate::packs::verify::{DeltaTarget, EditionTarget, TrustError};
use crate::ports::{Space, Transport};
use crate::standing::Standing;
use crate::store::{
    EditionRows, Incoming, Installed, InstalledEdition, Store, StoreError, Subscription,
};
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

/// An edition that differs from the installed one.
struct Due {
    pack: String,
    name: String,
    target: EditionTarget,
    before: Option<InstalledEdition>,
    /// The way to it that is shorter than its file.
    delta: Option<DeltaTarget>,
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

    /// The chosen editions whose content differs from what is installed.
    fn due(&self, pack: &str, signed: &Signed, named: impl Fn(&str) -> bool) -> Result<Vec<Due>> {
        let held = self.store.list_editions(pack)?;
        let mut due = Vec::new();
        for name in signed.chosen.iter().filter(|name| named(name)) {
            let target = match signed.verifier.target(name) {
                Ok(target) => target,
                // A withdrawn language keeps its role, without a file.
                Err(TrustError::NoEdition(_)) if name != COMMON => continue,
                Err(e) => return Err(e.into()),
            };
            let before = held.iter().find(|h| h.name == *name).cloned();
            // An edition that is doubted has no hash, and comes whole.
            if let Some(before) = before.as_ref().filter(|b| !b.sha256.is_empty()) {
                if before.sha256 == target.sha256 {
                    continue;
                }
                if before.raw_sha256 == target.raw_sha256 {
                    self.store.record_same_edition(&target.installed(pack, name))?;
                    continue;
                }
            }
            let base = before.as_ref().filter(|b| !b.sha256.is_empty());
            let delta = base.and_then(|b| target.delta_from(&b.raw_sha256)).cloned();
            let delta = match delta {
                Some(delta) if self.store.is_spoiled(&delta.sha256, self.now.timestamp())? => None,
                other => other,
            };
            due.push(Due { pack: pack.to_owned(), name: name.clone(), target, before, delta });
        }
        Ok(due)
    }

    fn check_room(&self, due: &[Due]) -> Result<()> {
        let parts = &self.parts;
        let missing = |d: &Due| {
            let wanted = d.wanted();
            // The rows, the index and the log of the transaction are each about as large as the edition.
            let rows = d.target.raw_length.saturating_mul(3);
            wanted.length.saturating_sub(parts.length(&wanted.sha256)).saturating_add(rows)
        };
        let needed = due.iter().map(missing).sum();
        match self.space.available(self.folder) {
            Some(available) if available < needed => Err(Error::NoRoom { needed, available }),
            _ => Ok(()),
        }
    }

    async fn carry(&self, due: &[Due], checked: &mut Checked<'_>) -> Result<()> {
        let parts = &self.parts;
        let Checked { fetcher, signed, .. } = checked;
        let mut progress = Progress { done: 0, total: due.iter().map(|d| d.wanted().length).sum() };
        for d in due {
            let wanted = d.wanted();
            let carried = wanted.carry(&signed.servers, parts, fetcher, progress).await;
            match (carried, &d.delta) {
                // Tried again as a whole file when it is taken in.
                (Err(e), Some(delta)) if e.is_about_the_file() => self.spoil(&delta.sha256)?,
                (carried, _) => carried.map_err(missing_is_untrusted)?,
            }
            progress.done += wanted.length;
        }
        if progress.total > 0 {
            fetcher.tell(SyncStep::Downloading, progress.total, progress.total);
        }
        Ok(())
    }

    /// What was fetched comes, and what its publisher no longer offers goes. A delta that is of no use is replaced by
    /// the whole file, once.
    async fn import(&self, pack: &str, mut due: Vec<Due>, checked: &mut Checked<'_>) -> Result<()> {
        let parts = &self.parts;
        loop {
            let spoiled = RefCell::new(None);
            match self.try_import(pack, &due, checked, parts, &spoiled) {
                Ok(()) => break,
                Err(e) => {
                    let Some(sha256) = spoiled.into_inner() else { return Err(e) };
                    self.spoil(&sha256)?;
                    for d in &mut due {
                        d.delta.take_if(|delta| delta.sha256 == sha256);
                    }
                    let whole: Vec<Due> =
                        due.iter().filter(|d| d.delta.is_none()).map(Due::again).collect();
                    self.carry(&whole, checked).await?;
                }
            }
        }
        due.iter().try_for_each(|d| parts.forget(&d.wanted().sha256))
    }

    fn try_import(
        &self,
        pack: &str,
        due: &[Due],
        checked: &mut Checked<'_>,
        parts: &Parts,
        spoiled: &RefCell<Option<String>>,
    ) -> Result<()> {
        let gone = |h: &InstalledEdition| !checked.signed.offered.contains(&h.name);
        let withdrawn: Vec<InstalledEdition> =
            self.store.list_editions(pack)?.into_iter().filter(gone).collect();
        if due.is_empty() && withdrawn.is_empty() {
            return Ok(());
        }
        let make = |installed: Installed<'_>, d: &Due| {
            let incoming = self
                .incoming(d, parts, || installed.edition_bytes(pack, &d.name, d.target.raw_length));
            if let (Err(Error::Edition(_)), Some(delta)) = (&incoming, &d.delta) {
                *spoiled.borrow_mut() = Some(delta.sha256.clone());
            }
            incoming
        };
        let imported =
            self.store.import_over::<_, Error>(due, make, &withdrawn).map_err(|e| match e {
                Error::Store(StoreError::Twice) => {
                    let delta = due.iter().find_map(|d| d.delta.as_ref());
                    *spoiled.borrow_mut() = delta.map(|d| d.sha256.clone());
                    Error::Edition(EditionError::Twice)
                }
                other => other,
            })?;
        checked.rows_written += imported.written;
        checked.reports.extend(due.iter().map(Due::report));
        Ok(())
    }

    fn incoming(
        &self,
        d: &Due,
        parts: &Parts,
        base: impl FnOnce() -> std::result::Result<Option<Vec<u8>>, StoreError>,
    ) -> Result<Incoming> {
        let file = parts.read(&d.wanted().sha256)?;
        let file = file.ok_or(Error::Edition(EditionError::WrongBytes))?;
        let incoming = match d.before.as_ref().filter(|before| !before.sha256.is_empty()) {
            Some(before) => {
                let base = base()?.unwrap_or_default();
                let download = match &d.delta {
                    Some(_) => Download::Patch(&file),
                    None => Download::File(&file),
                };
                install::prepare_over(before, &base, &d.target, download)?
            }
            None => {
                let (edition, rows) = install::prepare(&d.pack, &d.name, &d.target, &file)?;
                Incoming::whole(edition, rows)
            }
        };
        if let EditionRows::Common(row, _) = &incoming.rows {
            let fact = read_fact(&row.body)?;
            if (fact.level == Level::World) != self.standing.has(&d.pack) {
                return Err(Error::NotForReading);
            }
        }
        Ok(incoming)
    }

    fn spoil(&self, sha256: &str) -> Result<()> {
        self.parts.forget(sha256)?;
        Ok(self.store.record_spoiled(sha256, self.now.timestamp())?)
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

impl Due {
    /// The file to fetch.
    fn wanted(&self) -> Wanted {
        let (sha256, path, length) = match &self.delta {
            Some(d) => (&d.sha256, &d.path, d.length),
            None => (&self.target.sha256, &self.target.path, self.target.length),
        };
        Wanted { sha256: sha256.clone(), path: path.clone(), length, chunks: vec![] }
    }

    fn again(&self) -> Self {
        Self {
            pack: self.pack.clone(),
            name: self.name.clone(),
            target: self.target.clone(),
            before: self.before.clone(),
            delta: self.delta.clone(),
        }
    }

    fn report(&self) -> EditionReport {
        EditionReport {
            name: self.name.clone(),
            revision: self.target.revision,
            bytes: self.wanted().length,
            patched: self.delta.is_some(),
        }
    }
}

fn read_fact(body: &str) -> Result<PackFact> {
    serde_json::from_str(body).map_err(|_| Error::Store(StoreError::Record("pack")))
}

/// A file that is signed and not there: the publisher's folder is not whole.
fn missing_is_untrusted(error: Error) -> Error {
    match error.kind() {
        ErrorKind::NotFound => Error::Edition(EditionError::WrongBytes),
        _ => error,
    }
}
