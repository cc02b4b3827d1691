//! Trust: the TUF client workflow as one state machine without I/O (TUF specification 1.0, section 5).
//!
//! It says which metadata file it needs and takes its bytes; how they travel (single files, one bundle, a tar from
//! another phone) is not its business. Signatures, rollback, mix-and-match and size are always enforced. Expiry is
//! policy: a tool is strict, a phone notes it and goes on reading. Everything accepted is collected in `accepted`,
//! to be committed together with the ratchets of the person's store.

mod described;
mod error;
mod held;
mod keys;
mod roles;
mod search;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::{DateTime, Utc};
use sigstore_tuf::{Error as TufError, TrustedMetadataSet};

use super::{crypto, layout};

pub use described::{DeltaTarget, EditionTarget};
pub use error::TrustError;
pub use search::FoundTarget;

use search::{Asked, Search};

/// What to do about metadata past its expiry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expiry {
    /// Refuse it: tools, tests, servers.
    Refuse,
    /// Take it and say so: phones, where what is installed stays readable.
    Note,
}

/// Trusted metadata by file name, as kept between refreshes.
pub type Known = BTreeMap<String, Vec<u8>>;

/// What the machine waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// This file of the metadata folder, or the news that it does not exist.
    File {
        /// Name below `metadata/`.
        name: String,
        /// Longest that is accepted, in bytes.
        max_bytes: u64,
    },
    /// Nothing: everything asked for is verified.
    Nothing,
}

/// The role that delegates to all others.
const TARGETS: &str = "targets";

/// The state machine; see the module.
pub struct Verifier {
    pack: Option<String>,
    set: TrustedMetadataSet,
    step: Step,
    known: Known,
    accepted: Known,
    wanted: VecDeque<String>,
    search: Option<Search>,
    /// Roles whose signatures have been checked for a delegator, so that they are checked once.
    vouched: BTreeSet<Asked>,
    root_steps: u32,
    expiry: Expiry,
    now: DateTime<Utc>,
    expired: Option<(String, DateTime<Utc>)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Root,
    Timestamp,
    Snapshot,
    Targets,
    Editions,
}

impl Verifier {
    /// Starts from a root that is trusted already and what was accepted before (`known`).
    ///
    /// `pack`: roots and timestamps must name this pack, since one publisher may sign several with the same keys.
    ///
    /// # Errors
    /// When the root is not signed by its own keys, or names another pack.
    pub fn begin(
        pack: Option<&str>,
        root: &[u8],
        known: Known,
        expiry: Expiry,
        now: DateTime<Utc>,
    ) -> Result<Self, TrustError> {
        crypto::install();
        let set = TrustedMetadataSet::from_root(root).map_err(|e| wrong("root.json", e))?;
        check_pack(pack, "root.json", &set.root().extra)?;
        keys::check("root.json", set.root())?;
        // Where the chain begins is kept too: another phone is led along from the first root on.
        let mut known = known;
        known.insert(format!("{}.root.json", set.root().version), root.to_vec());
        Ok(Self {
            pack: pack.map(str::to_owned),
            set,
            step: Step::Root,
            known,
            accepted: Known::new(),
            wanted: VecDeque::new(),
            search: None,
            vouched: BTreeSet::new(),
            root_steps: 0,
            expiry,
            now,
            expired: None,
        })
    }

    /// Checks the very first root against the fingerprint from an app's catalogue or a QR code.
    ///
    /// # Errors
    /// [`TrustError::WrongRoot`].
    pub fn check_first_root(root: &[u8], fingerprint: &str) -> Result<(), TrustError> {
        if crypto::sha256_hex(root).eq_ignore_ascii_case(fingerprint) {
            Ok(())
        } else {
            Err(TrustError::WrongRoot)
        }
    }

    /// Asks for an edition's role too. Editions become known with the snapshot; see [`Self::editions`].
    pub fn want(&mut self, edition: &str) {
        if !self.wanted.iter().any(|w| w == edition) {
            self.wanted.push_back(edition.to_owned());
        }
    }

    /// What to fetch next.
    ///
    /// # Errors
    /// When an edition is wanted that the publisher does not offer.
    pub fn need(&mut self) -> Result<Need, TrustError> {
        let (name, max_bytes) = match self.step {
            Step::Root => {
                // A version that cannot rise is the last one: its own number is refused as a step.
                let next = self.set.root().version.saturating_add(1);
                (format!("{next}.root.json"), layout::MAX_ROOT)
            }
            Step::Timestamp => ("timestamp.json".to_owned(), layout::MAX_METADATA),
            Step::Snapshot => {
                (format!("{}.snapshot.json", self.snapshot_version()?), layout::MAX_METADATA)
            }
            Step::Targets => {
                (format!("{}.targets.json", self.pinned("targets")?), layout::MAX_METADATA)
            }
            Step::Editions => {
                let Some(Asked { role, .. }) = self.next_role()? else {
                    return Ok(Need::Nothing);
                };
                (format!("{}.{role}.json", self.pinned(&role)?), layout::MAX_METADATA)
            }
        };
        Ok(Need::File { name, max_bytes })
    }

    /// Takes the bytes of the file that [`Self::need`] named; `None` when it does not exist.
    ///
    /// # Errors
    /// When the file is not to be trusted; the machine is then to be dropped.
    pub fn feed(&mut self, name: &str, bytes: Option<&[u8]>) -> Result<(), TrustError> {
        match self.need()? {
            Need::File { name: needed, max_bytes } if needed == name => {
                if bytes.is_some_and(|b| b.len() as u64 > max_bytes) {
                    return Err(TrustError::WrongBytes(name.to_owned()));
                }
            }
            _ => return Err(TrustError::Unasked(name.to_owned())),
        }
        if self.step != Step::Editions {
            // Whoever vouches may have other keys from here on.
            self.vouched.clear();
        }
        match (self.step, bytes) {
            (Step::Root, None) => self.finish_roots(),
            (_, None) => Err(TrustError::Missing(name.to_owned())),
            (Step::Root, Some(bytes)) => self.take_root(name, bytes),
            (Step::Timestamp, Some(bytes)) => self.take_timestamp(name, bytes),
            (Step::Snapshot, Some(bytes)) => {
                self.set.update_snapshot(bytes, self.moment()).map_err(|e| wrong(name, e))?;
                self.accept("snapshot.json", bytes);
                self.after_snapshot()
            }
            (Step::Targets, Some(bytes)) => {
                self.set.update_targets(bytes, self.moment()).map_err(|e| wrong(name, e))?;
                self.accept("targets.json", bytes);
                self.after_targets()
            }
            (Step::Editions, Some(bytes)) => {
                let Some(asked) = self.next_role()? else {
                    return Err(TrustError::Unasked(name.to_owned()));
                };
                let moment = self.moment();
                self.take_role(&asked, bytes, moment).map_err(|e| wrong(name, e))?;
                self.accept(&format!("{}.json", asked.role), bytes);
                self.note_expiry_of_role(&asked.role)
            }
        }
    }

    /// The editions the publisher offers, once the targets role is verified.
    pub fn editions(&self) -> Vec<String> {
        self.set
            .targets_role("targets")
            .and_then(|t| t.delegations.as_ref())
            .map(|d| d.roles.iter().map(|r| r.name.clone()).collect())
            .unwrap_or_default()
    }

    /// The signed file of a verified edition.
    ///
    /// # Errors
    /// When the edition is not verified yet, is empty (withdrawn), or described wrongly.
    pub fn target(&self, edition: &str) -> Result<EditionTarget, TrustError> {
        if !self.holds(edition, TARGETS)? {
            return Err(TrustError::NoEdition(edition.to_owned()));
        }
        let missing = || TrustError::NoEdition(edition.to_owned());
        described::read(self.set.targets_role(edition).ok_or_else(missing)?, edition)
    }

    /// Everything accepted in this refresh, to be kept as the next `known`. Contains the newest root as `root.json`, and
    /// every root that was passed by its number.
    pub fn accepted(&self) -> Known {
        let mut all = self.known.clone();
        all.extend(self.accepted.iter().map(|(k, v)| (k.clone(), v.clone())));
        let root = self.set.root_bytes().to_vec();
        all.insert(format!("{}.root.json", self.set.root().version), root.clone());
        all.insert("root.json".to_owned(), root);
        all
    }

    /// The earliest expiry that has passed, where policy is to note it.
    pub fn expired(&self) -> Option<&(String, DateTime<Utc>)> {
        self.expired.as_ref()
    }

    /// Until when the publisher promised to renew: the timestamp's expiry.
    pub fn renew_by(&self) -> Option<DateTime<Utc>> {
        self.set.timestamp().and_then(|t| to_chrono(t.expires))
    }

    fn take_root(&mut self, name: &str, bytes: &[u8]) -> Result<(), TrustError> {
        self.set.update_root(bytes).map_err(|e| wrong(name, e))?;
        // Kept, so that another phone can be led along the whole chain.
        self.accept(name, bytes);
        check_pack(self.pack.as_deref(), name, &self.set.root().extra)?;
        keys::check(name, self.set.root())?;
        self.root_steps += 1;
        // A long chain is taken in several refreshes (section 5.3.3).
        if self.root_steps >= layout::MAX_ROOT_STEPS { self.finish_roots() } else { Ok(()) }
    }

    fn take_timestamp(&mut self, name: &str, bytes: &[u8]) -> Result<(), TrustError> {
        match self.set.update_timestamp(bytes, self.moment()) {
            Ok(()) => self.accept("timestamp.json", bytes),
            // Nothing new: the trusted copy stays (section 5.4.3.1).
            Err(TufError::EqualVersion { .. }) => {}
            Err(e) => return Err(wrong(name, e)),
        }
        if let Some(timestamp) = self.set.timestamp() {
            check_pack(self.pack.as_deref(), name, &timestamp.extra)?;
            self.note_expiry("timestamp", timestamp.expires)?;
        }
        let held = self.set.snapshot().map(|s| s.version);
        if held == Some(self.snapshot_version()?) {
            self.after_snapshot()
        } else {
            self.step = Step::Snapshot;
            Ok(())
        }
    }

    /// The moment that new metadata must be valid at. What is only noted is no reason to refuse.
    fn moment(&self) -> jiff::Timestamp {
        match self.expiry {
            Expiry::Note => jiff::Timestamp::MIN,
            // A moment beyond what can be told is past every expiry.
            Expiry::Refuse => {
                jiff::Timestamp::from_second(self.now.timestamp()).unwrap_or(jiff::Timestamp::MAX)
            }
        }
    }

    fn snapshot_version(&self) -> Result<u64, TrustError> {
        self.set
            .timestamp()
            .and_then(|t| t.snapshot_meta())
            .map(|m| m.version)
            .ok_or_else(|| TrustError::Missing("snapshot.json".to_owned()))
    }

    fn pinned(&self, role: &str) -> Result<u64, TrustError> {
        let name = format!("{role}.json");
        let pin = self.set.snapshot().and_then(|s| s.meta.get(&name)).map(|m| m.version);
        pin.ok_or(TrustError::Missing(name))
    }

    fn accept(&mut self, name: &str, bytes: &[u8]) {
        self.accepted.insert(name.to_owned(), bytes.to_vec());
    }

    fn note_expiry_of_role(&mut self, role: &str) -> Result<(), TrustError> {
        match self.set.targets_role(role).map(|t| t.expires) {
            Some(expires) => self.note_expiry(role, expires),
            None => Ok(()),
        }
    }

    fn note_expiry(&mut self, role: &str, expires: jiff::Timestamp) -> Result<(), TrustError> {
        let Some(at) = to_chrono(expires) else { return Ok(()) };
        if at > self.now {
            return Ok(());
        }
        match self.expiry {
            Expiry::Refuse => Err(TrustError::Expired { role: role.to_owned(), at }),
            Expiry::Note => {
                if self.expired.as_ref().is_none_or(|(_, earlier)| at < *earlier) {
                    self.expired = Some((role.to_owned(), at));
                }
                Ok(())
            }
        }
    }
}

/// The publisher writes the pack's id into what it signs.
fn check_pack(
    pack: Option<&str>,
    name: &str,
    extra: &BTreeMap<String, serde_json::Value>,
) -> Result<(), TrustError> {
    match pack {
        Some(pack) if extra.get(layout::PACK_FIELD).and_then(|v| v.as_str()) != Some(pack) => {
            Err(TrustError::WrongPack(name.to_owned()))
        }
        _ => Ok(()),
    }
}

fn wrong(name: &str, source: TufError) -> TrustError {
    match source {
        TufError::Expired { role, expires } if to_chrono(expires).is_some() => {
            TrustError::Expired { role, at: to_chrono(expires).unwrap_or_default() }
        }
        source => TrustError::Metadata { name: name.to_owned(), source },
    }
}

fn to_chrono(at: jiff::Timestamp) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(at.as_second(), 0)
}
