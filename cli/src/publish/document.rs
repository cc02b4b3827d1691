//! The signed documents of TUF (specification section 4) as far as this publisher writes them.
//!
//! Shapes only: their bytes and signatures are `seal`'s, what stands in them is decided in `next`.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, SubsecRound, Utc};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::keys::{PublicKey, RoleKeys};

/// The version of the specification these documents follow.
pub(super) const SPEC_VERSION: &str = "1.0.31";

/// A moment in whole seconds of UTC, written `YYYY-MM-DDTHH:MM:SSZ` (section 4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment(pub(super) DateTime<Utc>);

const MOMENT: &str = "%Y-%m-%dT%H:%M:%SZ";

impl Moment {
    /// Fractions of a second are dropped.
    pub(super) fn new(at: DateTime<Utc>) -> Self {
        Self(at.trunc_subsecs(0))
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0.format(MOMENT))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let at = NaiveDateTime::parse_from_str(&text, MOMENT);
        at.map(|at| Self(at.and_utc())).map_err(|_| D::Error::custom("not a moment"))
    }
}

/// What every document begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    #[serde(rename = "_type")]
    pub(super) kind: String,
    pub(super) spec_version: String,
    pub(super) version: u64,
    pub(super) expires: Moment,
}

/// A document that can be signed.
pub(super) trait Document: Serialize + DeserializeOwned {
    /// `_type`.
    const KIND: &'static str;
    fn head(&self) -> &Head;
}

/// Section 4.3.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Root {
    #[serde(flatten)]
    pub(super) head: Head,
    /// See [`Timestamp::pack`]; in the root it makes each pack's fingerprint its own.
    #[serde(rename = "x-welcome-pack")]
    pub(super) pack: String,
    pub(super) consistent_snapshot: bool,
    pub(super) keys: BTreeMap<String, Key>,
    pub(super) roles: BTreeMap<String, KeyIds>,
}

/// A public key as section 4.2 writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Key {
    keytype: String,
    keyval: KeyValue,
    scheme: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct KeyValue {
    public: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KeyIds {
    pub(super) keyids: Vec<String>,
    pub(super) threshold: u32,
}

/// Sections 4.4 and 4.6 have the same shape: the snapshot lists the targets roles, the timestamp the snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Snapshot {
    #[serde(flatten)]
    pub(super) head: Head,
    pub(super) meta: BTreeMap<String, FileInfo>,
}

/// Section 4.6.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Timestamp {
    #[serde(flatten)]
    pub(super) head: Head,
    /// Id of the pack, a field of our own: one publisher's packs may have the same keys, and a mirror that serves one
    /// at the place of another must be found out before its versions count.
    #[serde(rename = "x-welcome-pack")]
    pub(super) pack: String,
    pub(super) meta: BTreeMap<String, FileInfo>,
}

/// One version of a metadata file. Length and hash may be left out (section 4.4): the snapshot's entries of roles have
/// the version alone, because each role is signed itself and bundles are to be short; the timestamp's entry has both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileInfo {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) hashes: Option<Hashes>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) length: Option<u64>,
    pub(super) version: u64,
}

impl FileInfo {
    /// The version alone.
    pub(super) fn version(version: u64) -> Self {
        Self { hashes: None, length: None, version }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Hashes {
    pub(super) sha256: String,
}

/// Section 4.5: the targets role delegates, the editions' roles name the edition's file and deltas to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Targets {
    #[serde(flatten)]
    pub(super) head: Head,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) delegations: Option<Delegations>,
    pub(super) targets: BTreeMap<String, Target>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Delegations {
    pub(super) keys: BTreeMap<String, Key>,
    pub(super) roles: Vec<DelegatedRole>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct DelegatedRole {
    pub(super) name: String,
    #[serde(flatten)]
    pub(super) keys: KeyIds,
    pub(super) paths: Vec<String>,
    pub(super) terminating: bool,
}

/// A signed file: an edition, or without `custom` a delta.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Target {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) custom: Option<Custom>,
    pub(super) hashes: Hashes,
    pub(super) length: u64,
}

/// What a phone wants to know about an edition before it fetches it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Custom {
    /// Format of the edition.
    pub(super) format: u32,
    /// Bytes after decompression: decompressing stops there.
    pub(super) raw_length: u64,
    /// SHA-256 of these bytes.
    pub(super) raw_sha256: String,
    /// When these texts were first published.
    pub(super) published_at: Moment,
    /// Of `common`: the language texts are first written in, a BCP 47 tag, so that a phone knows before it has read
    /// the edition which other one it needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) source_language: Option<String>,
}

impl Document for Root {
    const KIND: &'static str = "root";
    fn head(&self) -> &Head {
        &self.head
    }
}

impl Document for Snapshot {
    const KIND: &'static str = "snapshot";
    fn head(&self) -> &Head {
        &self.head
    }
}

impl Document for Timestamp {
    const KIND: &'static str = "timestamp";
    fn head(&self) -> &Head {
        &self.head
    }
}

impl Document for Targets {
    const KIND: &'static str = "targets";
    fn head(&self) -> &Head {
        &self.head
    }
}

impl Key {
    fn new(public: PublicKey) -> Self {
        Self {
            keytype: "ed25519".into(),
            keyval: KeyValue { public: public.to_hex() },
            scheme: "ed25519".into(),
        }
    }
}

/// The keys of roles by their ids.
pub(super) fn keys_of<'a>(roles: impl IntoIterator<Item = &'a RoleKeys>) -> BTreeMap<String, Key> {
    roles.into_iter().flat_map(|r| &r.keys).map(|k| (k.id(), Key::new(*k))).collect()
}

impl From<&RoleKeys> for KeyIds {
    fn from(role: &RoleKeys) -> Self {
        let mut keyids: Vec<_> = role.keys.iter().map(|k| k.id()).collect();
        keyids.sort();
        Self { keyids, threshold: role.threshold }
    }
}

impl KeyIds {
    /// With the keys behind the ids; nothing where one is unknown or not Ed25519.
    pub(super) fn resolve(&self, keys: &BTreeMap<String, Key>) -> Option<RoleKeys> {
        let mut found = Vec::new();
        for id in &self.keyids {
            let public = PublicKey::from_hex(&keys.get(id)?.keyval.public)?;
            found.push((public.id() == *id).then_some(public)?);
        }
        found.sort();
        Some(RoleKeys { threshold: self.threshold, keys: found })
    }
}
