//! The names of a file from phone to phone, and the one order they come in.

use std::cmp::Ordering;

use crate::packs::edition::{COMMON, NOTICES};
use crate::packs::layout;

/// An edition's name, ordered as editions come in a file: `common`, `notices`, then the languages by their tags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionName(String);

/// What an entry is, by its name; the order is that of the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What kind of file it is.
    Head,
    /// A root, by its version.
    Root(u64),
    /// The timestamp.
    Timestamp,
    /// The snapshot, with its version.
    Snapshot(u64),
    /// The targets role, with its version.
    Targets(u64),
    /// An edition's role, with its version.
    Role(EditionName, u64),
    /// An edition's bytes.
    Edition(EditionName),
    /// A media file, by its SHA-256 in hex.
    Media(String),
}

impl Part {
    /// What the name of an entry means; nothing for any other name.
    pub fn from_name(name: &str) -> Option<Self> {
        if name == HEAD {
            return Some(Self::Head);
        }
        let (folder, file) = name.split_once('/')?;
        match folder {
            layout::METADATA => metadata(file.strip_suffix(".json")?),
            layout::SHARED_EDITIONS => {
                file.strip_suffix(".pack.zst").and_then(EditionName::new).map(Self::Edition)
            }
            layout::SHARED_MEDIA => is_sha256(file).then(|| Self::Media(file.to_owned())),
            _ => None,
        }
    }

    /// The name of the entry.
    pub fn name(&self) -> String {
        match self {
            Self::Head => HEAD.to_owned(),
            Self::Edition(edition) => layout::shared_edition_path(edition.as_str()),
            Self::Media(sha256) => layout::shared_media_path(sha256),
            role => layout::metadata_path(&role.file_name()),
        }
    }

    /// The last part of its name: of metadata, the name below the folder of metadata.
    pub fn file_name(&self) -> String {
        match self {
            Self::Head => HEAD.to_owned(),
            Self::Root(version) => format!("{version}.root.json"),
            Self::Timestamp => "timestamp.json".to_owned(),
            Self::Snapshot(version) => format!("{version}.snapshot.json"),
            Self::Targets(version) => format!("{version}.targets.json"),
            Self::Role(edition, version) => format!("{version}.{}.json", edition.as_str()),
            Self::Edition(edition) => layout::edition_target(edition.as_str()),
            Self::Media(sha256) => sha256.clone(),
        }
    }

    /// The longest that such an entry may be, in bytes.
    pub fn max_bytes(&self) -> u64 {
        match self {
            Self::Head => layout::MAX_SHARED_HEAD,
            Self::Root(_) => layout::MAX_ROOT,
            Self::Timestamp | Self::Snapshot(_) | Self::Targets(_) | Self::Role(..) => {
                layout::MAX_METADATA
            }
            Self::Edition(_) => crate::packs::edition::MAX_EDITION,
            Self::Media(_) => layout::MAX_MEDIA,
        }
    }

    /// Whether this may come directly or later behind `before`: a role, unlike a root, comes in one version only.
    pub fn follows(&self, before: &Self) -> bool {
        match (before, self) {
            (Self::Snapshot(_), Self::Snapshot(_)) | (Self::Targets(_), Self::Targets(_)) => false,
            (Self::Role(before, _), Self::Role(after, _)) => before < after,
            _ => before < self,
        }
    }
}

const HEAD: &str = "welcomepack";

impl EditionName {
    /// A name that an edition can have: `common`, `notices` or what looks like a language tag.
    pub fn new(name: &str) -> Option<Self> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        let is_role = matches!(name, "root" | "timestamp" | "snapshot" | "targets");
        let fits = (2..=40).contains(&name.len()) && name.bytes().all(plain) && !is_role;
        fits.then(|| Self(name.to_owned()))
    }

    /// `common`, `notices` or a language tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn rank(&self) -> u8 {
        match self.0.as_str() {
            COMMON => 0,
            NOTICES => 1,
            _ => 2,
        }
    }
}

impl Ord for EditionName {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank()).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for EditionName {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A metadata file by its name without `.json`.
fn metadata(name: &str) -> Option<Part> {
    if name == "timestamp" {
        return Some(Part::Timestamp);
    }
    let (version, role) = name.split_once('.')?;
    let version = version_number(version)?;
    match role {
        "root" => Some(Part::Root(version)),
        "snapshot" => Some(Part::Snapshot(version)),
        "targets" => Some(Part::Targets(version)),
        edition => EditionName::new(edition).map(|edition| Part::Role(edition, version)),
    }
}

/// As it stands in file names: from 1, without zeros in front.
fn version_number(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    plain.then(|| text.parse().ok()).flatten()
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}
