//! A city's pages as a pack: imported, built, published, and installed on phones.
//!
//! The city's system numbers each translation of a page by itself; a pack has one id for all of them. The importer keeps
//! web paths, so a number leads over its path to the page, and from there to the numbers of its other languages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use companion_cli::build::build_folder;
use companion_cli::import::folder;
use companion_cli::import::ids::Ids;
use companion_cli::import::integreat::{self, Options};
use companion_cli::keys::{KeyRing, PerRole, Seed};
use companion_cli::phone::Phone;
use companion_cli::problem::{Problem, Severity};
use companion_cli::publish::{PublishInput, publish};
use companion_cli::source::{self, Source};
use companion_core::packs::edition::{Edition, Records};
use companion_core::packs::format::{Fact, Text};
use companion_core::text::BlockBody;
use serde_json::Value;
use tempfile::TempDir;

use super::answers::{canonical, pages_of, paths};
use super::asked::read;
use super::texts::{self, PlainPage};
use crate::phone::monday;

/// A pack that was built.
pub struct Town {
    /// Its id.
    pub pack: String,
    editions: Vec<Edition>,
    /// Page ids by the number of any translation.
    pages: BTreeMap<u64, BTreeSet<String>>,
    /// Ids of the pages that have a text, by language.
    texts: BTreeMap<String, BTreeSet<String>>,
    /// Pages of the answers that are not in the pack.
    pub lost: usize,
}

/// A phone with a pack, and the folders both need.
pub struct Desk {
    /// The phone.
    pub phone: Phone,
    /// Its data folder.
    pub data: PathBuf,
    /// How long it took to install the pack, over HTTP on this machine, in milliseconds.
    pub install_ms: f64,
    _work: TempDir,
}

impl Town {
    /// From answers of one city, first written in `source` where that is told, with plain texts for further languages.
    ///
    /// # Errors
    /// What the importer, the build or a file say.
    pub fn of_pages(
        files: &[PathBuf],
        plain: &[PlainPage],
        source: Option<&str>,
    ) -> Result<Self, String> {
        let work = tempfile::tempdir().map_err(told)?;
        let at = work.path().join("source");
        let options = Options { source_language: source.map(str::to_owned), ..Options::default() };
        let (written, report) =
            integreat::import(files, &options, &mut Ids::default(), &mut |_| ()).map_err(told)?;
        folder::write(&written, &at).map_err(told)?;
        let (read, problems) = source::read(&at);
        let read = read.ok_or_else(|| first(&problems))?;
        let mut town = Self::empty(report.pack);
        for file in files {
            town.number(&read, file)?;
        }
        town.add(&at, plain)?;
        town.built(&at)
    }

    /// From plain texts alone, first written in the language of the first.
    ///
    /// # Errors
    /// What the build says, and when there is no text.
    pub fn of_texts(pages: &[PlainPage]) -> Result<Self, String> {
        let first = pages.first().ok_or("no texts")?;
        let work = tempfile::tempdir().map_err(told)?;
        texts::write_pack(work.path(), &first.city, &first.language, pages)?;
        let mut town = Self::empty(first.city.clone());
        for page in pages {
            town.pages.entry(page.number).or_default().insert(page.number.to_string());
        }
        town.built(work.path())
    }

    fn empty(pack: String) -> Self {
        let (editions, pages, texts) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        Self { pack, editions, pages, texts, lost: 0 }
    }

    /// Learns the numbers of one file's pages, and of their other languages.
    fn number(&mut self, source: &Source, file: &Path) -> Result<(), String> {
        let by_path = paths(source, &self.pack);
        for page in pages_of(file)? {
            let path = page.get("path").and_then(Value::as_str).map(canonical).unwrap_or_default();
            let Some(id) = by_path.get(&path) else {
                self.lost += 1;
                continue;
            };
            let number = |of: &Value| of.get("id").and_then(Value::as_u64);
            let others = page.get("available_languages").and_then(Value::as_object);
            let others = others.into_iter().flatten().filter_map(|(_, other)| number(other));
            for number in number(&page).into_iter().chain(others) {
                self.pages.entry(number).or_default().insert(id.clone());
            }
        }
        Ok(())
    }

    /// Writes plain texts beside the imported ones and names their languages in `pack.toml`.
    fn add(&self, folder: &Path, plain: &[PlainPage]) -> Result<(), String> {
        let mut added = BTreeSet::new();
        for page in plain {
            let Some(id) = self.pages.get(&page.number).and_then(|ids| ids.first()) else {
                continue;
            };
            let path = folder.join("pages").join(id).join(format!("{}.md", page.language));
            if !path.exists() {
                texts::write_page(folder, id, page, "")?;
                added.insert(page.language.as_str());
            }
        }
        let path = folder.join("pack.toml");
        let line = |line: &str| match line.strip_prefix("languages = [") {
            Some(rest) => {
                let known = rest.trim_end_matches(']');
                let quoted = added.iter().map(|tag| texts::quoted(tag));
                let new = quoted.filter(|tag| !known.split(", ").any(|k| k == tag));
                let all: Vec<String> = std::iter::once(known.to_owned()).chain(new).collect();
                format!("languages = [{}]", all.join(", "))
            }
            None => line.to_owned(),
        };
        let pack: Vec<String> = read(&path)?.lines().map(line).collect();
        fs::write(&path, pack.join("\n") + "\n").map_err(|e| format!("{}: {e}", path.display()))
    }

    fn built(mut self, folder: &Path) -> Result<Self, String> {
        let built = build_folder(folder, monday().date_naive()).map_err(|p| first(&p))?;
        self.editions = built.editions;
        for edition in &self.editions {
            let Records::Language(tag, records) = &edition.records else { continue };
            let pages = records.iter().filter_map(|record| match record {
                Text::Page(page) => Some(page.id.clone()),
                _ => None,
            });
            self.texts.insert(tag.to_string(), pages.collect());
        }
        Ok(self)
    }

    /// Whether a language's edition has a text of this page.
    pub fn has(&self, language: &str, page: &str) -> bool {
        self.texts.get(language).is_some_and(|pages| pages.contains(page))
    }

    /// The page of a language's edition that has this number there or in another language.
    pub fn page(&self, language: &str, number: u64) -> Option<&str> {
        let ids = self.pages.get(&number)?;
        ids.iter().map(String::as_str).find(|id| self.has(language, id))
    }

    /// Languages with pages.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().filter(|(_, pages)| !pages.is_empty()).map(|(tag, _)| tag.as_str())
    }

    /// What a phone of a reader of this language holds: its edition, and that of the language written first.
    pub fn held(&self, language: &str) -> BTreeSet<String> {
        let mut held = BTreeSet::from([language.to_owned()]);
        for edition in &self.editions {
            let Records::Common(facts) = &edition.records else { continue };
            held.extend(facts.iter().filter_map(|fact| match fact {
                Fact::Pack(pack) => Some(pack.source_language.to_string()),
                _ => None,
            }));
        }
        held
    }

    /// The pages of a language's edition: id, title, text with a line for each block.
    pub fn documents(&self, language: &str) -> Vec<(String, String, String)> {
        let of = |edition: &Edition| match &edition.records {
            Records::Language(tag, texts) if tag.as_str() == language => texts.clone(),
            _ => Vec::new(),
        };
        let page = |text: Text| match text {
            Text::Page(page) => {
                let lines: Vec<String> = page.blocks.iter().map(BlockBody::plain_text).collect();
                Some((page.id, page.title, lines.join("\n")))
            }
            _ => None,
        };
        self.editions.iter().flat_map(of).filter_map(page).collect()
    }

    /// A phone of a reader of this language, with the pack as it is published; where `without` says so, everything that
    /// is written in that language has been taken out of its edition before, and only the pack's name is left, and
    /// whatever an edition holds that nobody reads.
    ///
    /// # Errors
    /// When the pack cannot be published or installed.
    pub fn phone(&self, language: &str, without: Option<&str>) -> Result<Desk, String> {
        let work = tempfile::tempdir().map_err(told)?;
        let editions = stripped(&self.editions, without);
        let public = work.path().join("public");
        let input = PublishInput { pack: &self.pack, editions: &editions, media: &[] };
        let options = companion_cli::publish::Options::default();
        let published = publish(&input, &keys()?, &public, now(), &options).map_err(told)?;
        let data = work.path().join("phone");
        let phone = Phone::open(&data, &[language.to_owned()]).map_err(told)?;
        let begun = stopwatch();
        phone.install(&public, &self.pack, Some(&published.root_sha256)).map_err(told)?;
        let install_ms = begun.elapsed().as_secs_f64() * 1000.0;
        Ok(Desk { phone, data, install_ms, _work: work })
    }
}

/// The editions without what is written in one language.
pub(super) fn stripped(editions: &[Edition], without: Option<&str>) -> Vec<Edition> {
    let mut editions = editions.to_vec();
    for edition in &mut editions {
        if let Records::Language(tag, texts) = &mut edition.records
            && without == Some(tag.as_str())
        {
            texts.retain(|text| {
                !matches!(
                    text,
                    Text::Page(_)
                        | Text::Place(_)
                        | Text::Service(_)
                        | Text::Contact(_)
                        | Text::Checklist(_)
                        | Text::Phrase(_)
                        | Text::Event(_)
                )
            });
        }
    }
    editions
}

fn first(problems: &[Problem]) -> String {
    let error = problems.iter().find(|p| p.severity == Severity::Error);
    error.map_or_else(|| "no pack".into(), ToString::to_string)
}

fn keys() -> Result<KeyRing, String> {
    let one = |n: u8| vec![Seed::new([n; 32])];
    let (root, targets, snapshot, timestamp) = (one(1), one(2), one(3), one(4));
    let seeds = PerRole { root, targets, snapshot, timestamp, editions: one(5) };
    KeyRing::from_seeds(&seeds, 1).map_err(told)
}

#[expect(clippy::disallowed_methods, reason = "what is served is signed at the present moment")]
fn now() -> chrono::DateTime<chrono::Utc> {
    std::time::SystemTime::now().into()
}

#[expect(clippy::disallowed_methods, reason = "how long installing takes is the clock's to say")]
fn stopwatch() -> Instant {
    Instant::now()
}

fn told(e: impl std::fmt::Display) -> String {
    e.to_string()
}
