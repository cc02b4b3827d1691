//! One pack brought up to date: check signatures, take in notices, fetch what else differs, import that at once.
//!
//! Dropping the future stops it between any two fetches; the import runs inside one poll and one transaction, so what
//! stays is the old edition or the new one.

use chrono::{DateTime, Utc};

use super::plan::{self, PackLink};
use crate::error::{Error, Result};
use crate::packs::edition::{COMMON, EditionError, NOTICES};
use crate::packs::format::{Level, PackFact};
use crate::packs::install;
use crate::packs::layout;
use crate::packs::verify::{EditionTarget, Expiry, Known, Need, TrustError, Verifier};
use crate::ports::{Request, Transport};
use crate::standing::Standing;
use crate::store::{EditionRows, InstalledEdition, Store, Subscription};
use crate::text::LanguageTag;

/// What a sync is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncStep {
    /// Fetching signed metadata.
    Checking,
    /// Fetching editions.
    Downloading,
    /// Writing them to the store.
    Installing,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncProgress {
    /// Pack id.
    pub pack: String,
    /// What it is doing.
    pub step: SyncStep,
    /// Bytes fetched in this step.
    pub done_bytes: u64,
    /// Bytes of the whole step; 0 while it is not known.
    pub total_bytes: u64,
}

/// Hears how far a sync is; called between fetches, never for a row.
pub trait SyncListener: Send + Sync {
    /// A step has been taken.
    fn progress(&self, progress: SyncProgress);
}

/// An edition that was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionReport {
    /// `common`, `notices` or a language tag.
    pub name: String,
    /// Its revision.
    pub revision: u64,
    /// Bytes fetched.
    pub bytes: u64,
}

/// What a sync of one pack did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackReport {
    /// Pack id.
    pub pack: String,
    /// Editions that were new or changed; empty when nothing was.
    pub editions: Vec<EditionReport>,
    /// Requests made.
    pub requests: u32,
    /// Bytes of all bodies received.
    pub bytes: u64,
    /// Rows written to the store.
    pub rows_written: u64,
    /// A role of the publisher that is past its expiry.
    pub expired_role: Option<String>,
    /// The layer above, if it was not known and has been added; sync it too.
    pub added_parent: Option<String>,
}

/// Everything one run needs.
pub(crate) struct Run<'a> {
    pub(crate) store: &'a Store,
    pub(crate) transport: &'a dyn Transport,
    pub(crate) listener: Option<&'a dyn SyncListener>,
    pub(crate) languages: &'a [LanguageTag],
    /// Packs that the app itself names.
    pub(crate) standing: &'a Standing,
    pub(crate) now: DateTime<Utc>,
}

/// An edition that was fetched and read, to be taken in.
struct Found {
    installed: InstalledEdition,
    rows: EditionRows,
    bytes: u64,
}

struct Fetcher<'a> {
    run: &'a Run<'a>,
    base_url: String,
    pack: String,
    requests: u32,
    bytes: u64,
}

/// A pack whose publisher's signatures have been checked, and whose notices are in.
pub(crate) struct Checked<'a> {
    fetcher: Fetcher<'a>,
    verifier: Verifier,
    held: Vec<InstalledEdition>,
    offered: Vec<String>,
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
        let mut fetcher = Fetcher {
            run: self,
            base_url: subscription.base_url.clone(),
            pack: pack.clone(),
            requests: 0,
            bytes: 0,
        };
        fetcher.tell(SyncStep::Checking, 0, 0);
        let known = self.store.load_trust(pack)?;
        let root = self.first_root(subscription, &known, &mut fetcher).await?;
        let mut verifier = Verifier::begin(Some(pack), &root, known, Expiry::Note, self.now)?;
        fetcher.refresh(&mut verifier).await?;
        let offered = verifier.editions();
        if !offered.iter().any(|n| n == COMMON) {
            return Err(TrustError::NoEdition(COMMON.to_owned()).into());
        }
        let held = self.store.list_editions(pack)?;
        let mut checked =
            Checked { fetcher, verifier, held, offered, reports: Vec::new(), rows_written: 0 };
        if checked.has(NOTICES) && checked.held.iter().any(|h| h.name == COMMON) {
            let found = self.fetch(&[NOTICES.to_owned()], &mut checked).await?;
            self.import(found, &[], &mut checked)?;
        }
        Ok(checked)
    }

    /// Fetches what else differs and takes it in, all at once.
    pub(crate) async fn finish(
        &'a self,
        subscription: &Subscription,
        mut checked: Checked<'a>,
    ) -> Result<PackReport> {
        let pack = &subscription.pack;
        let mut first = plan::first_editions(&checked.offered);
        first.retain(|name| !checked.reports.iter().any(|r| r.name == *name));
        let mut found = self.fetch(&first, &mut checked).await?;
        let fact = self.pack_fact(pack, &found)?;
        if (fact.level == Level::World) != self.standing.has(pack) {
            return Err(Error::NotForReading);
        }
        let names: Vec<String> = checked.held.iter().map(|h| h.name.clone()).collect();
        let languages = plan::language_editions(&fact, self.languages, &names, &checked.offered);
        found.extend(self.fetch(&languages, &mut checked).await?);
        checked.fetcher.tell(SyncStep::Installing, 0, 0);
        let gone = |h: &&InstalledEdition| !checked.offered.contains(&h.name);
        let withdrawn: Vec<InstalledEdition> = checked.held.iter().filter(gone).cloned().collect();
        self.import(found, &withdrawn, &mut checked)?;
        let added_parent = self.add_parent(&fact, subscription)?;
        let expired_role = checked.verifier.expired().map(|(role, _)| role.clone());
        let renew_by = checked.verifier.renew_by().map(|at| at.timestamp());
        self.store.record_check(pack, self.now.timestamp(), renew_by, expired_role.as_deref())?;
        Ok(PackReport {
            pack: pack.clone(),
            editions: checked.reports,
            requests: checked.fetcher.requests,
            bytes: checked.fetcher.bytes,
            rows_written: checked.rows_written,
            expired_role,
            added_parent,
        })
    }

    async fn first_root(
        &self,
        subscription: &Subscription,
        known: &Known,
        fetcher: &mut Fetcher<'a>,
    ) -> Result<Vec<u8>> {
        if let Some(root) = known.get("root.json") {
            return Ok(root.clone());
        }
        let path = layout::metadata_path("1.root.json");
        let root =
            fetcher.get(&path, layout::MAX_ROOT).await?.ok_or(Error::NotFound("pack there"))?;
        if let Some(fingerprint) = &subscription.fingerprint {
            Verifier::check_first_root(&root, fingerprint)?;
        }
        Ok(root)
    }

    /// Verifies the roles of some editions and fetches those whose file differs from the installed one.
    async fn fetch(&self, names: &[String], checked: &mut Checked<'a>) -> Result<Vec<Found>> {
        let Checked { fetcher, verifier, held, .. } = checked;
        names.iter().for_each(|n| verifier.want(n));
        fetcher.refresh(verifier).await?;
        let mut targets: Vec<(&String, EditionTarget)> = Vec::new();
        for name in names {
            match verifier.target(name) {
                Ok(target) => targets.push((name, target)),
                // A withdrawn language keeps its role, without a file.
                Err(TrustError::NoEdition(_)) if name != COMMON => {}
                Err(e) => return Err(e.into()),
            }
        }
        targets.retain(|(name, t)| !held.iter().any(|h| h.name == **name && h.sha256 == t.sha256));
        let total: u64 = targets.iter().map(|(_, t)| t.length).sum();
        let mut done = 0;
        let mut found = Vec::new();
        for (name, target) in targets {
            fetcher.tell(SyncStep::Downloading, done, total);
            let file = fetcher.get(&target.path, target.length).await?;
            let file = file.ok_or(Error::Edition(EditionError::WrongBytes))?;
            done += target.length;
            let (installed, rows) = install::prepare(&fetcher.pack, name, &target, &file)?;
            found.push(Found { installed, rows, bytes: target.length });
        }
        if done > 0 {
            fetcher.tell(SyncStep::Downloading, done, total);
        }
        Ok(found)
    }

    fn pack_fact(&self, pack: &str, found: &[Found]) -> Result<PackFact> {
        let fresh = found.iter().find_map(|f| match &f.rows {
            EditionRows::Common(row, _) => Some(row.body.clone()),
            _ => None,
        });
        let body = match fresh {
            Some(body) => body,
            None => self.store.find_pack(pack)?.ok_or(Error::NotFound("pack"))?,
        };
        let bad = |_| Error::Store(crate::store::StoreError::Record("pack"));
        serde_json::from_str(&body).map_err(bad)
    }

    /// What was found comes, and what its publisher no longer offers goes.
    fn import(
        &self,
        found: Vec<Found>,
        withdrawn: &[InstalledEdition],
        checked: &mut Checked<'a>,
    ) -> Result<()> {
        // Ratchets first: after a kill in between, the phone never accepts less than it has seen.
        self.store.record_trust(&checked.fetcher.pack, &checked.verifier.accepted())?;
        let report = |f: &Found| EditionReport {
            name: f.installed.name.clone(),
            revision: f.installed.revision,
            bytes: f.bytes,
        };
        checked.reports.extend(found.iter().map(report));
        if found.is_empty() && withdrawn.is_empty() {
            return Ok(());
        }
        let editions: Vec<_> = found.into_iter().map(|f| (f.installed, f.rows)).collect();
        checked.rows_written += self.store.import_editions(&editions, withdrawn)?.written;
        Ok(())
    }

    fn add_parent(&self, fact: &PackFact, child: &Subscription) -> Result<Option<String>> {
        // Nothing stands above the world, whatever its record says.
        let above =
            PackLink::parent_of(fact, &child.base_url).filter(|_| fact.level != Level::World);
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

impl Checked<'_> {
    fn has(&self, edition: &str) -> bool {
        self.offered.iter().any(|o| o == edition)
    }
}

impl Fetcher<'_> {
    /// Feeds the verifier until it needs nothing.
    async fn refresh(&mut self, verifier: &mut Verifier) -> Result<()> {
        while let Need::File { name, max_bytes } = verifier.need()? {
            let bytes = self.get(&layout::metadata_path(&name), max_bytes).await?;
            verifier.feed(&name, bytes.as_deref())?;
        }
        Ok(())
    }

    /// The bytes of a file, or nothing when the server says that it is not there.
    async fn get(&mut self, path: &str, max_bytes: u64) -> Result<Option<Vec<u8>>> {
        let request = Request { url: format!("{}/{path}", self.base_url), max_bytes };
        self.requests += 1;
        let response = self.run.transport.get(&request).await?;
        self.bytes += response.body.len() as u64;
        match response.status {
            200 => Ok(Some(response.body)),
            // Object stores answer 403 for what is not there.
            403 | 404 | 410 => Ok(None),
            status => Err(Error::Status(status)),
        }
    }

    fn tell(&self, step: SyncStep, done_bytes: u64, total_bytes: u64) {
        if let Some(listener) = self.run.listener {
            let pack = self.pack.clone();
            listener.progress(SyncProgress { pack, step, done_bytes, total_bytes });
        }
    }
}
