//! A file from another phone: whom it is believed, and what is written once all of it has been checked.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use super::ReceivedPack;
use crate::companion::Companion;
use crate::error::{Error, Result};
use crate::packs::crypto;
use crate::packs::format::Level;
use crate::packs::share::{Brought, Checked, Head, ShareError, Start, Unchecked};
use crate::packs::verify::{Expiry, Known};
use crate::ports::LogLevel;
use crate::search::INDEXER;
use crate::store::{Incoming, InstalledEdition, Subscription};
use crate::sync::{EditionReport, PackLink};

/// How a pack in a file stands to this phone.
struct Introduction {
    subscription: Subscription,
    /// What is trusted of it, as far as whoever introduces it now means the same publisher.
    known: Known,
    /// Nobody here wanted the pack before.
    is_new: bool,
    /// Nobody vouched for the pack before.
    is_vouched_now: bool,
    /// What is installed came from somebody else than the publisher that is vouched for now.
    replaces: bool,
}

impl Introduction {
    fn of(subscription: Subscription, known: Known) -> Self {
        Self { subscription, known, is_new: false, is_vouched_now: false, replaces: false }
    }
}

impl Companion {
    /// Takes a pack from a file of another phone, checked exactly as from the network; a file that is refused changes
    /// nothing. `link`: the text of a QR code or link to the pack, if the person has one. A pack that is not known yet
    /// counts as verified when the app's catalogue lists it or the link has a fingerprint.
    ///
    /// # Errors
    /// `Older` when what is here was signed later, `Untrusted` for what its publisher did not sign or what another
    /// publisher signed, `Invalid` when the link is of another pack or publisher or nobody names an address,
    /// `NotFound` when there is no such file, `UpdateRequired`, `Conflict`, `NoSpace` …; what was installed stays.
    pub fn receive_pack(&self, path: &Path, link: Option<&str>) -> Result<ReceivedPack> {
        let _turn = self.turns.take()?;
        let received = self.receive(path, link.map(PackLink::parse).transpose()?);
        match &received {
            Ok(r) => {
                let line = format!("took {} editions from a file", r.editions.len());
                self.ports.log.log(LogLevel::Info, &line);
            }
            // A path can tell who somebody is.
            Err(Error::Share(ShareError::File { source, .. })) => {
                let line = format!("a file was not taken: {}", source.kind());
                self.ports.log.log(LogLevel::Warning, &line);
            }
            Err(e) => self.ports.log.log(LogLevel::Warning, &format!("a file was not taken: {e}")),
        }
        received
    }

    fn receive(&self, path: &Path, link: Option<PackLink>) -> Result<ReceivedPack> {
        let at_path = |source| ShareError::File { path: path.to_owned(), source };
        let file = File::open(path).map_err(at_path)?;
        let length = file.metadata().map_err(at_path)?.len();
        let file = Unchecked::open(BufReader::new(file), length)?;
        let introduction = self.introduce(file.head(), link)?;
        let start = Start {
            known: introduction.known.clone(),
            fingerprint: introduction.subscription.fingerprint.clone(),
            expiry: Expiry::Note,
            now: self.ports.clock.now().max(self.floor()?),
        };
        let held = self.store.list_editions(&introduction.subscription.pack)?;
        let checked = file.check(&start, &held)?;
        if (checked.fact.level == Level::World) != self.standing.has(&checked.fact.id) {
            return Err(Error::NotForReading);
        }
        self.take_in(introduction, checked, &held)
    }

    /// Writes what has been checked: trust first, then all editions at once.
    fn take_in(
        &self,
        introduction: Introduction,
        checked: Checked,
        held: &[InstalledEdition],
    ) -> Result<ReceivedPack> {
        let Introduction { subscription, is_new, is_vouched_now, replaces, .. } = introduction;
        let Checked { verifier, editions: brought, .. } = checked;
        let pack = subscription.pack.clone();
        let offered = verifier.editions();
        let is_brought = |h: &InstalledEdition| brought.iter().any(|b| b.installed.name == h.name);
        let is_gone =
            |h: &&InstalledEdition| !offered.contains(&h.name) || (replaces && !is_brought(h));
        let withdrawn: Vec<InstalledEdition> = held.iter().filter(is_gone).cloned().collect();
        let is_behind = |h: &&InstalledEdition| {
            let now = verifier.target(&h.name).map(|t| t.raw_sha256 == h.raw_sha256);
            !is_gone(h) && !is_brought(h) && !now.unwrap_or(false)
        };
        let behind = held.iter().filter(is_behind).map(|h| h.name.clone()).collect();
        let floor = self.floor()?;
        let published = brought.iter().map(|b| b.target.published_at).max();
        let changed: Vec<Brought> = brought.into_iter().filter(|b| b.rows.is_some()).collect();
        let editions = changed.iter().map(report).collect();

        if is_new || is_vouched_now {
            self.store.record_subscription(&subscription)?;
        }
        self.store.record_trust(&pack, &verifier.accepted(), None)?;
        let mut rows_written = 0;
        if !changed.is_empty() || !withdrawn.is_empty() {
            let incoming = changed.into_iter().filter_map(|b| {
                let rows = b.rows?;
                Some(Ok::<_, Error>(Incoming::whole(b.installed, rows)))
            });
            rows_written = self.store.import(incoming, &withdrawn, &INDEXER)?.written;
        }
        // As in a sync: one that is only trusted at first sight could name any moment.
        let signed = published.filter(|_| subscription.fingerprint.is_some());
        if let Some(seen) = signed.filter(|seen| *seen > floor) {
            self.store.record_clock_floor(seen)?;
        }
        let expired_role = verifier.expired().map(|(role, _)| role.clone());
        let renew_by = verifier.renew_by().map(|at| at.timestamp());
        // A file that travelled long says nothing about whether its publisher renewed the pack in the meantime.
        let now = self.ports.clock.now().max(floor);
        let present = renew_by.is_some_and(|by| by > now.timestamp());
        let told = expired_role.as_deref().filter(|_| present);
        self.store.record_promise(&pack, renew_by, told)?;
        let added_parent = self.run(&[], None)?.add_parent(&subscription)?;
        Ok(ReceivedPack {
            pack,
            editions,
            verified: subscription.fingerprint.is_some(),
            added: is_new,
            expired_role,
            behind,
            rows_written,
            added_parent,
        })
    }

    /// Whom to trust for a pack, and where it is refreshed from: what is known comes before the app's catalogue, that
    /// before a link, and the file's own word is only ever an address.
    fn introduce(&self, head: &Head, link: Option<PackLink>) -> Result<Introduction> {
        let bad = |reason: &str| Error::invalid("link", reason);
        if link.as_ref().is_some_and(|link| link.pack != head.pack) {
            return Err(bad("it leads to another pack than the file's"));
        }
        let now = self.ports.clock.now().timestamp();
        let known = self.store.load_trust(&head.pack)?;
        let Some(subscription) = self.store.find_subscription(&head.pack)? else {
            let hint = head.url.as_deref().and_then(|url| hint(url, &head.pack));
            let link = self.listed(&head.pack)?.or(link).or(hint).ok_or(ShareError::NoAddress)?;
            let subscription = link.subscription(now);
            return Ok(Introduction { is_new: true, ..Introduction::of(subscription, known) });
        };
        let named = link.and_then(|link| link.fingerprint);
        if subscription.fingerprint.is_some() {
            if named.is_some() && named != subscription.fingerprint {
                return Err(bad("the pack is there from another publisher; remove it first"));
            }
            return Ok(Introduction::of(subscription, known));
        }
        // Nobody has vouched for it so far: whoever does now is believed, as when a link is added.
        let named = match named {
            None if known.is_empty() => self.listed(&head.pack)?.and_then(|l| l.fingerprint),
            named => named,
        };
        let first = known.get("1.root.json").map(|root| crypto::sha256_hex(root));
        let same = named.is_none() || first == named || known.is_empty();
        Ok(Introduction {
            is_new: false,
            is_vouched_now: named.is_some(),
            subscription: Subscription { fingerprint: named, ..subscription },
            known: if same { known } else { Known::new() },
            replaces: !same,
        })
    }

    /// The link of a pack in the app's catalogue, if that lists it and says how it is known.
    fn listed(&self, pack: &str) -> Result<Option<PackLink>> {
        let link = match self.listing(pack) {
            Ok(listing) => PackLink::parse(&listing.link).ok(),
            Err(Error::NotFound(_)) => None,
            Err(e) => return Err(e),
        };
        Ok(link.filter(|l| l.pack == pack && l.fingerprint.is_some()))
    }
}

/// Where the giver refreshes a pack from, without its fingerprint: that has to come from somebody else.
fn hint(url: &str, pack: &str) -> Option<PackLink> {
    let link = PackLink::parse(url).ok().filter(|link| link.pack == pack)?;
    Some(PackLink { fingerprint: None, ..link })
}

fn report(brought: &Brought) -> EditionReport {
    EditionReport {
        name: brought.installed.name.clone(),
        revision: brought.installed.revision,
        bytes: brought.bytes,
        patched: false,
    }
}
