//! A small pack with fixed keys and fixed time.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use companion_core::packs::bundle::Bundle;
use companion_core::packs::delta::apply;
use companion_core::packs::edition::{Edition, Records};
use companion_core::packs::format::{
    Fact, Holidays, Level, MediaFact, NameText, Origin, PackFact, Text,
};
use companion_core::packs::install;
use companion_core::packs::verify::{EditionTarget, Expiry, Known, Need, TrustError, Verifier};

use crate::keys::{KeyRing, PerRole, Seed, hex};
use crate::publish::{Options, PublishError, PublishInput, Published, publish};

pub(super) const PACK: &str = "sample";

pub(super) fn keys() -> KeyRing {
    KeyRing::from_seeds(&seeds(1), 1).unwrap()
}

pub(super) fn seeds(root: u8) -> PerRole<Vec<Seed>> {
    PerRole {
        root: (0..root).map(|n| Seed::new([100 + n; 32])).collect(),
        targets: vec![Seed::new([2; 32])],
        snapshot: vec![Seed::new([3; 32])],
        timestamp: vec![Seed::new([4; 32])],
        editions: vec![Seed::new([5; 32])],
    }
}

/// Days after the first of March 2027, noon.
pub(super) fn day(days: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_803_902_400, 250_000_000).unwrap() + TimeDelta::days(days)
}

pub(super) fn common() -> Edition {
    let pack = PackFact {
        id: PACK.into(),
        level: Level::City,
        parent: None,
        parent_root: None,
        country: "DE".into(),
        region: None,
        zone: "Europe/Berlin".into(),
        clock: None,
        tzdata: None,
        source_language: "de".parse().unwrap(),
        languages: vec!["de".parse().unwrap()],
        area: None,
        names: BTreeMap::new(),
        aliases: Default::default(),
        as_of: None,
        publisher: "City of Sample".into(),
        editors: vec![],
        licence: "CC-BY-4.0".into(),
        hub: None,
        mirrors: vec![],
        holidays: Holidays::default(),
    };
    Edition { pack: PACK.into(), records: Records::Common(vec![Fact::Pack(pack)]) }
}

pub(super) fn language(tag: &str, name: &str) -> Edition {
    let text =
        NameText { id: PACK.into(), name: name.into(), note: None, origin: Origin::default() };
    let records = Records::Language(tag.parse().unwrap(), vec![Text::Pack(text)]);
    Edition { pack: PACK.into(), records }
}

/// Common and languages whose name of the pack is their tag.
pub(super) fn editions(tags: &[&str]) -> Vec<Edition> {
    let mut editions: Vec<_> = tags.iter().map(|tag| language(tag, tag)).collect();
    editions.push(common());
    editions
}

/// Each edition's revision and text.
pub(super) type Texts = BTreeMap<String, (u64, String)>;

/// A language with a long text, of which `word` is a small part.
pub(super) fn long(tag: &str, word: &str) -> Edition {
    let text: String = (0..400u32).map(|n| format!("{} ", n.wrapping_mul(2_654_435_761))).collect();
    // The hash stands for a sentence that was never said before.
    language(tag, &format!("{text}{word} {}", hex::sha256(word.as_bytes())))
}

/// A folder to publish to.
pub(super) struct Place {
    pub(super) folder: tempfile::TempDir,
    pub(super) keys: KeyRing,
    pub(super) media: Vec<(MediaFact, PathBuf)>,
}

impl Place {
    pub(super) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), keys: keys(), media: vec![] }
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn pack(&self) -> PathBuf {
        self.path().join(PACK)
    }

    pub(super) fn publish(&self, editions: &[Edition], at: DateTime<Utc>) -> Published {
        self.try_publish(editions, at, None).unwrap()
    }

    pub(super) fn try_publish(
        &self,
        editions: &[Edition],
        at: DateTime<Utc>,
        stop_after: Option<u32>,
    ) -> Result<Published, PublishError> {
        let input = PublishInput { pack: PACK, editions, media: &self.media };
        let options = Options { stop_after, ..Options::default() };
        publish(&input, &self.keys, self.path(), at, &options)
    }

    /// What a strict phone that knows nothing yet reads: every edition's revision and texts, as it would install it.
    pub(super) fn read(&self, at: DateTime<Utc>) -> Texts {
        self.refresh(&mut Known::new(), at).unwrap()
    }

    /// The same for one that remembers what it trusted.
    pub(super) fn refresh(
        &self,
        known: &mut Known,
        at: DateTime<Utc>,
    ) -> Result<Texts, TrustError> {
        self.walk(known, at, None, &|name| self.file("metadata", name))
    }

    /// One edition as a phone reads it that looks into its bundle first, and asks for no root beyond the one it names.
    pub(super) fn refresh_by_bundle(
        &self,
        edition: &str,
        known: &mut Known,
        at: DateTime<Utc>,
    ) -> Result<Texts, TrustError> {
        let bundle =
            Bundle::read(&self.file("bundle", &format!("{edition}.zst")).unwrap()).unwrap();
        self.walk(known, at, Some(edition), &|name| {
            let root = name.strip_suffix(".root.json").map(|v| v.parse::<u64>().unwrap());
            match root {
                Some(version) if version > bundle.newest_root => None,
                Some(_) => Some(self.file("metadata", name).expect("a root that a bundle names")),
                None => bundle.documents.get(name).cloned().or_else(|| self.file("metadata", name)),
            }
        })
    }

    fn walk(
        &self,
        known: &mut Known,
        at: DateTime<Utc>,
        only: Option<&str>,
        fetch: &dyn Fn(&str) -> Option<Vec<u8>>,
    ) -> Result<Texts, TrustError> {
        let first = self.file("metadata", "1.root.json").unwrap();
        let root = known.get("root.json").unwrap_or(&first).clone();
        let mut verifier = Verifier::begin(Some(PACK), &root, known.clone(), Expiry::Refuse, at)?;
        let mut asked = false;
        loop {
            match verifier.need()? {
                Need::File { name, .. } => verifier.feed(&name, fetch(&name).as_deref())?,
                Need::Nothing if asked => break,
                Need::Nothing => {
                    let all = verifier.editions();
                    let wanted = all.iter().filter(|e| only.is_none_or(|only| only == *e));
                    wanted.for_each(|e| verifier.want(e));
                    asked = true;
                }
            }
        }
        *known = verifier.accepted();
        let mut read = BTreeMap::new();
        for name in verifier.editions().into_iter().filter(|e| only.is_none_or(|only| only == e)) {
            let target = verifier.target(&name)?;
            let text = self.object(&name, &target);
            self.try_deltas(&target, &text);
            read.insert(name, (target.revision, text));
        }
        Ok(read)
    }

    /// Every delta that is signed is there, and makes the edition from a base that is there.
    fn try_deltas(&self, target: &EditionTarget, text: &str) {
        for delta in &target.deltas {
            let patch = std::fs::read(self.pack().join(&delta.path)).unwrap();
            assert_eq!(hex::sha256(&patch), delta.sha256);
            assert_eq!(patch.len() as u64, delta.length);
            let base =
                self.contents().into_iter().find(|(sha256, _)| sha256.starts_with(&delta.base));
            let Some((sha256, base)) = base else { continue };
            let (length, raw) = (target.raw_length, &target.raw_sha256);
            let made = apply(&base, &sha256, &patch, length, raw).unwrap();
            assert_eq!(made, text.as_bytes());
        }
    }

    /// Everything that was ever published as an edition and is whole, by its SHA-256.
    fn contents(&self) -> Vec<(String, Vec<u8>)> {
        let names = self.names("o").into_iter().filter(|n| n.ends_with(".pack.zst"));
        names
            .filter_map(|name| {
                let raw = zstd::decode_all(self.file("o", &name)?.as_slice()).ok()?;
                Some((hex::sha256(&raw), raw))
            })
            .collect()
    }

    /// The verified description of an edition.
    pub(super) fn target(&self, edition: &str, at: DateTime<Utc>) -> EditionTarget {
        let mut known = Known::new();
        self.refresh(&mut known, at).unwrap();
        let root = known["root.json"].clone();
        let mut verifier =
            Verifier::begin(Some(PACK), &root, Known::new(), Expiry::Refuse, at).unwrap();
        verifier.want(edition);
        while let Need::File { name, .. } = verifier.need().unwrap() {
            verifier.feed(&name, self.file("metadata", &name).as_deref()).unwrap();
        }
        verifier.target(edition).unwrap()
    }

    fn file(&self, folder: &str, name: &str) -> Option<Vec<u8>> {
        std::fs::read(self.pack().join(folder).join(name)).ok()
    }

    fn object(&self, name: &str, target: &EditionTarget) -> String {
        let file = std::fs::read(self.pack().join(&target.path)).unwrap();
        install::prepare(PACK, name, target, &file).unwrap();
        String::from_utf8(zstd::decode_all(file.as_slice()).unwrap()).unwrap()
    }

    /// File names below a folder of the pack, sorted.
    pub(super) fn names(&self, folder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.pack().join(folder)).unwrap();
        let mut names: Vec<_> =
            entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// A metadata file as text.
    pub(super) fn metadata(&self, name: &str) -> String {
        std::fs::read_to_string(self.pack().join("metadata").join(name)).unwrap()
    }
}

/// The names of the editions that are said to have changed.
pub(super) fn changed(published: &Published) -> Vec<&str> {
    published.editions.iter().filter(|e| e.changed).map(|e| e.name.as_str()).collect()
}

/// The metadata among the files written.
pub(super) fn signed(published: &Published) -> Vec<&str> {
    published.written.iter().filter_map(|w| w.strip_prefix("metadata/")).collect()
}
