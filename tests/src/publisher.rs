//! A published folder from editions made by hand, for stories about phones and other readers.
//!
//! Fixed keys, a pack of a common edition and languages with a few pages; texts are told apart by a word. What is
//! published is the real publisher's work.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use companion_cli::keys::{KeyRing, PerRole, Role, RoleKeys, Seed};
use companion_cli::publish::{Options, PublishInput, Published, fingerprint, publish};
use companion_core::packs::edition::{Edition, Records};
use companion_core::packs::format::{
    Fact, Holidays, Level, NameText, Origin, PackFact, PageFact, PageText, Text,
};
use companion_core::packs::layout::{METADATA, OBJECTS, edition_target};
use companion_core::text::{BlockBody, LanguageTag, Span};

/// The id of the pack.
pub const PACK: &str = "sample-town";
/// How many pages it has.
pub const PAGES: u32 = 5;

/// What cannot go wrong in a story that is told right.
pub type Fault = Box<dyn std::error::Error + Send + Sync>;

/// A folder that is published to, with its keys.
pub struct Publisher {
    folder: tempfile::TempDir,
    seeds: PerRole<Vec<Seed>>,
    keys: KeyRing,
}

impl Publisher {
    /// An empty folder; keys are the same in every run.
    ///
    /// # Errors
    /// When no temporary folder can be made.
    pub fn new() -> Result<Self, Fault> {
        Self::with_keys(0)
    }

    /// The folder a server serves; the pack is in its folder [`PACK`].
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The folder of the pack itself.
    pub fn pack(&self) -> PathBuf {
        self.folder.path().join(PACK)
    }

    /// Its keys.
    pub fn keys(&self) -> &KeyRing {
        &self.keys
    }

    /// With keys of its own, told apart by a number: another publisher.
    ///
    /// # Errors
    /// When no temporary folder can be made.
    pub fn with_keys(from: u8) -> Result<Self, Fault> {
        Self::with_seeds(seeds(from, 1))
    }

    /// With so many root keys, all of which must sign a root.
    ///
    /// # Errors
    /// When no temporary folder can be made.
    pub fn with_root_keys(count: u8) -> Result<Self, Fault> {
        Self::with_seeds(seeds(0, count))
    }

    fn with_seeds(seeds: PerRole<Vec<Seed>>) -> Result<Self, Fault> {
        let threshold = u32::try_from(seeds.root.len())?;
        let keys = KeyRing::from_seeds(&seeds, threshold)?;
        Ok(Self { folder: tempfile::tempdir()?, seeds, keys })
    }

    /// Replaces the keys of these roles by others, told apart by a number; the next publish brings them to phones. The
    /// old ones are still there to sign the change.
    ///
    /// # Errors
    /// When the keys do not fit together.
    pub fn rotate(&mut self, roles: &[Role], from: u8) -> Result<(), Fault> {
        let mut present = self.seeds.clone();
        let count = u8::try_from(present.root.len())?;
        let mut fresh = seeds(from, count);
        let mut sets = PerRole {
            root: self.keys.role(Role::Root).clone(),
            targets: self.keys.role(Role::Targets).clone(),
            snapshot: self.keys.role(Role::Snapshot).clone(),
            timestamp: self.keys.role(Role::Timestamp).clone(),
            editions: self.keys.role(Role::Editions).clone(),
        };
        let mut former = Vec::new();
        let mut private: Vec<Seed> =
            Role::ALL.iter().flat_map(|role| present.get(*role).iter().cloned()).collect();
        for role in roles {
            let seeds = std::mem::take(fresh.get_mut(*role));
            let keys = seeds.iter().map(Seed::public).collect::<Result<_, _>>()?;
            let set = RoleKeys { threshold: sets.get(*role).threshold, keys };
            former.push((*role, std::mem::replace(sets.get_mut(*role), set)));
            private.extend(seeds.iter().cloned());
            *present.get_mut(*role) = seeds;
        }
        self.keys = KeyRing::rotated(sets, former, &private)?;
        self.seeds = present;
        Ok(())
    }

    /// Publishes all editions of a pack.
    ///
    /// # Errors
    /// Where the publisher refuses.
    pub fn publish_editions(
        &self,
        pack: &str,
        editions: &[Edition],
        now: DateTime<Utc>,
    ) -> Result<Published, Fault> {
        let input = PublishInput { pack, editions, media: &[] };
        Ok(publish(&input, &self.keys, self.folder(), now, &Options::default())?)
    }

    /// The link of a published pack, with its fingerprint.
    ///
    /// # Errors
    /// When it is not published.
    pub fn link(&self, base_url: &str, pack: &str) -> Result<String, Fault> {
        let fingerprint = fingerprint(pack, &self.keys, self.folder())?;
        Ok(format!("{base_url}/{pack}#{fingerprint}"))
    }

    /// Publishes a common edition and these languages; each text holds its language's word.
    ///
    /// # Errors
    /// Where the publisher refuses.
    pub fn publish(
        &self,
        languages: &[(&str, &str)],
        now: DateTime<Utc>,
    ) -> Result<Published, Fault> {
        self.publish_editions(PACK, &editions(languages)?, now)
    }

    /// What a TUF client is called with, where the folder is served at `base_url`: the addresses of metadata and
    /// targets, the trusted root file, the targets' names.
    pub fn tuf_arguments(&self, base_url: &str, editions: &[&str]) -> Vec<String> {
        let pack = format!("{}/{PACK}", base_url.trim_end_matches('/'));
        let root = self.pack().join(METADATA).join("1.root.json");
        let mut arguments = vec![
            format!("{pack}/{METADATA}"),
            format!("{pack}/{OBJECTS}"),
            root.display().to_string(),
        ];
        arguments.extend(editions.iter().map(|edition| edition_target(edition)));
        arguments
    }
}

fn seeds(from: u8, root: u8) -> PerRole<Vec<Seed>> {
    let one = |n: u8| vec![Seed::new([from.wrapping_add(n); 32])];
    let more = (1..root).map(|n| Seed::new([from.wrapping_add(5 + n); 32]));
    PerRole {
        root: one(1).into_iter().chain(more).collect(),
        targets: one(2),
        snapshot: one(3),
        timestamp: one(4),
        editions: one(5),
    }
}

/// A common edition and one for each language with its word.
///
/// # Errors
/// When a language is no language tag.
pub fn editions(languages: &[(&str, &str)]) -> Result<Vec<Edition>, Fault> {
    let mut editions = vec![];
    let mut tags = vec![];
    for (tag, word) in languages {
        let tag: LanguageTag = tag.parse()?;
        let mut texts = vec![Text::Pack(name(PACK, word))];
        texts.extend((1..=PAGES).map(|n| Text::Page(page(n, word))));
        tags.push(tag.clone());
        editions.push(Edition { pack: PACK.into(), records: Records::Language(tag, texts) });
    }
    let mut facts = vec![Fact::Pack(pack_fact(tags)?)];
    facts.extend((1..=PAGES).map(|n| Fact::Page(page_fact(n))));
    editions.push(Edition { pack: PACK.into(), records: Records::Common(facts) });
    Ok(editions)
}

fn pack_fact(languages: Vec<LanguageTag>) -> Result<PackFact, Fault> {
    Ok(PackFact {
        id: PACK.into(),
        level: Level::City,
        parent: None,
        parent_root: None,
        country: "DE".into(),
        region: None,
        zone: "Europe/Berlin".into(),
        clock: None,
        tzdata: None,
        source_language: "de".parse()?,
        languages,
        area: None,
        names: BTreeMap::new(),
        aliases: Default::default(),
        as_of: None,
        publisher: "Sample Town".into(),
        editors: vec![],
        licence: "CC-BY-4.0".into(),
        hub: None,
        mirrors: vec![],
        holidays: Holidays::default(),
    })
}

fn name(id: &str, word: &str) -> NameText {
    NameText { id: id.into(), name: word.into(), note: None, origin: Origin::default() }
}

fn page_fact(n: u32) -> PageFact {
    PageFact {
        id: format!("page-{n}"),
        parent: None,
        order: i64::from(n),
        icon: None,
        topics: vec![],
        review_by: None,
        replaces: None,
        is_final: false,
        revision: 1,
        source_language: None,
    }
}

fn page(n: u32, word: &str) -> PageText {
    let spans = vec![Span::plain(format!("{word}: paragraph of page {n}."))];
    PageText {
        id: format!("page-{n}"),
        title: format!("{word} {n}"),
        slug: None,
        origin: Origin::default(),
        made_from: None,
        outdated: vec![],
        missing: 0,
        ids: vec![],
        blocks: vec![BlockBody::Paragraph { spans }],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_can_begin_with_a_published_pack() {
        let publisher = Publisher::new().unwrap();
        let now = DateTime::from_timestamp(1_803_902_400, 0).unwrap();
        publisher.publish(&[("de", "eins"), ("ar", "one")], now).unwrap();
        let again = publisher.publish(&[("de", "zwei"), ("ar", "one")], now).unwrap();
        let changed: Vec<_> = again.editions.iter().filter(|e| e.changed).collect();
        assert_eq!(changed.len(), 1);
        let arguments = publisher.tuf_arguments("http://127.0.0.1:1/", &["de"]);
        assert_eq!(arguments[0], "http://127.0.0.1:1/sample-town/metadata");
        assert!(Path::new(&arguments[2]).exists());
        assert_eq!(arguments[3], "de.pack.zst");
    }
}
