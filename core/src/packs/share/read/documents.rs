//! The signed documents of a file, fed to the same machine that takes them from a server.

use std::io::Read;

use sigstore_tuf::Error as TufError;

use super::super::error::ShareError;
use super::super::part::{EditionName, Part};
use super::super::tar::TarFault;
use super::super::write::version;
use super::{Start, Unchecked};
use crate::packs::crypto;
use crate::packs::edition::COMMON;
use crate::packs::verify::{Known, Need, TrustError, Verifier};

impl<R: Read> Unchecked<R> {
    /// The chain of roots: gives the machine behind its end, the first root's SHA-256, and how many there are.
    pub(super) fn roots(&mut self, start: &Start) -> Result<(Verifier, String, u64), ShareError> {
        let pack = self.head.pack.clone();
        let begin = |root: &[u8]| {
            Verifier::begin(Some(&pack), root, start.known.clone(), start.expiry, start.now)
        };
        let trusted = start.known.get("root.json");
        let mut verifier = trusted.map(|root| begin(root)).transpose()?;
        let mut trusted_version = trusted.map(|root| version(root)).transpose()?.unwrap_or(1);
        let mut first = None;
        let mut count = 0;
        while let Some((Part::Root(number), _)) = self.next {
            count += 1;
            if number != count {
                return Err(ShareError::Missing(Part::Root(count).name()));
            }
            let part = Part::Root(number);
            let bytes = self.content(&part)?;
            if number == 1 {
                if let Some(fingerprint) = &start.fingerprint {
                    Verifier::check_first_root(&bytes, fingerprint)?;
                }
                first = Some(crypto::sha256_hex(&bytes));
            }
            if !is_ours(&start.known, number, trusted_version, &bytes) {
                return Err(ShareError::OtherPublisher);
            }
            match &mut verifier {
                None => verifier = Some(begin(&bytes)?),
                Some(verifier) if number > trusted_version => {
                    verifier.feed(&part.file_name(), Some(&bytes))?;
                    trusted_version = number;
                }
                Some(_) => {}
            }
        }
        let missing = || ShareError::Missing(Part::Root(1).name());
        let (Some(mut verifier), Some(first)) = (verifier, first) else { return Err(missing()) };
        if let Need::File { name, .. } = verifier.need()?
            && name.ends_with(".root.json")
        {
            verifier.feed(&name, None)?;
        }
        self.shorter = count < trusted_version;
        Ok((verifier, first, count))
    }

    /// Timestamp, snapshot and targets.
    pub(super) fn documents(&mut self, verifier: &mut Verifier) -> Result<(), ShareError> {
        let bytes = self.content(&Part::Timestamp)?;
        verifier.feed("timestamp.json", Some(&bytes)).map_err(|e| self.older(e))?;
        for is_next in [is_snapshot, is_targets] {
            let part = match &self.next {
                Some((part, _)) if is_next(part) => part.clone(),
                Some(_) => return Err(self.tar.fault(TarFault::OutOfOrder)),
                None => return Err(ShareError::CutOff),
            };
            let bytes = self.content(&part)?;
            offer(verifier, &part, &bytes)?;
        }
        Ok(())
    }

    /// The roles of the editions in the file; gives their names.
    pub(super) fn roles(
        &mut self,
        verifier: &mut Verifier,
    ) -> Result<Vec<EditionName>, ShareError> {
        let mut names = Vec::new();
        while let Some((part @ Part::Role(..), _)) = self.next.clone() {
            let Part::Role(name, _) = &part else { break };
            let bytes = self.content(&part)?;
            verifier.want(name.as_str());
            offer(verifier, &part, &bytes)?;
            names.push(name.clone());
        }
        if let Need::File { name, .. } = verifier.need()? {
            return Err(TrustError::Missing(name).into());
        }
        if names.first().is_none_or(|first| first.as_str() != COMMON) {
            return Err(TrustError::NoEdition(COMMON.to_owned()).into());
        }
        Ok(names)
    }

    /// A timestamp of before is an older file. So is one that the present keys no longer vouch for, where the chain of
    /// roots in the file ends before the trusted one.
    fn older(&self, error: TrustError) -> ShareError {
        match error {
            TrustError::Metadata { source: TufError::Rollback { .. }, .. } => ShareError::Older,
            TrustError::Metadata { .. } if self.shorter => ShareError::Older,
            error => error.into(),
        }
    }
}

/// Feeds a document where the machine waits for it. Where it does not, what is trusted already is what it needs, and
/// the file's copy is passed over.
fn offer(verifier: &mut Verifier, part: &Part, bytes: &[u8]) -> Result<(), TrustError> {
    let name = part.file_name();
    match verifier.need()? {
        Need::File { name: needed, .. } if needed == name => verifier.feed(&name, Some(bytes)),
        Need::File { name: needed, .. } if of_one_role(&needed, &name) => {
            Err(TrustError::Missing(needed))
        }
        _ => Ok(()),
    }
}

fn of_one_role(one: &str, other: &str) -> bool {
    let role = |name: &str| name.split_once('.').map(|(_, role)| role.to_owned());
    role(one) == role(other)
}

/// A root that is held must be the same in the file: roots of one publisher never change.
fn is_ours(known: &Known, number: u64, trusted_version: u64, bytes: &[u8]) -> bool {
    let held = known.get(&Part::Root(number).file_name());
    let newest = known.get("root.json").filter(|_| number == trusted_version);
    held.or(newest).is_none_or(|ours| ours == bytes)
}

fn is_snapshot(part: &Part) -> bool {
    matches!(part, Part::Snapshot(_))
}

fn is_targets(part: &Part) -> bool {
    matches!(part, Part::Targets(_))
}
