//! A small pack with fixed keys and fixed time.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use companion_core::packs::edition::{Edition, Records};
use companion_core::packs::format::{
    Fact, Holidays, Level, MediaFact, NameText, Origin, PackFact, Text,
};
use companion_core::packs::install;
use companion_core::packs::verify::{EditionTarget, Expiry, Known, Need, TrustError, Verifier};

use crate::keys::{KeyRing, PerRole, Seed};
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
    pub(super) fn read(&self, at: DateTime<Utc>) -> BTreeMap<String, (u64, String)> {
        self.refresh(&mut Known::new(), at).unwrap()
    }

    /// The same for one that remembers what it trusted.
    pub(super) fn refresh(
        &self,
        known: &mut Known,
        at: DateTime<Utc>,
    ) -> Result<BTreeMap<String, (u64, String)>, TrustError> {
        let first = std::fs::read(self.pack().join("metadata/1.root.json")).unwrap();
        let root = known.get("root.json").unwrap_or(&first).clone();
        let mut verifier = Verifier::begin(Some(PACK), &root, known.clone(), Expiry::Refuse, at)?;
        let mut asked = false;
        loop {
            match verifier.need()? {
                Need::File { name, .. } => {
                    let bytes = std::fs::read(self.pack().join("metadata").join(&name)).ok();
                    verifier.feed(&name, bytes.as_deref())?;
                }
                Need::Nothing if asked => break,
                Need::Nothing => {
                    verifier.editions().iter().for_each(|e| verifier.want(e));
                    asked = true;
                }
            }
        }
        *known = verifier.accepted();
        let mut read = BTreeMap::new();
        for name in verifier.editions() {
            let target = verifier.target(&name)?;
            let text = self.object(&name, &target);
            read.insert(name, (target.revision, text));
        }
        Ok(read)
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
