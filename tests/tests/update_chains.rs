//! However a pack came to be what it is, and whichever way a phone went: what it has is what a fresh install has.
//!
//! Chains of edits are drawn at random; phones join at any revision, sync when they like, by deltas or by whole files, in
//! one language or several. In the end every row is compared, and every edition byte for byte.

#![cfg(test)]

use std::sync::Arc;

use chrono::TimeDelta;
use companion_core::Companion;
use companion_core::packs::edition::Edition;
use companion_core::packs::format::{Fact, Level, PageFact};
use companion_core::store::Store;
use companion_core::testing::ScriptedTransport;
use companion_tests::look;
use companion_tests::made::{Made, page, page_below, place};
use companion_tests::phone::{BASE, Phone, monday, network};
use companion_tests::publisher::{PACK, Publisher};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

const LANGUAGES: [&str; 4] = ["de", "en", "ar", "ti"];
/// How many chains are drawn.
const CHAINS: u32 = 8;

/// What an editor does.
#[derive(Debug, Clone)]
enum Edit {
    /// Writes a page anew, or writes a first one of this number.
    Write(u8, u8),
    /// Takes a page out.
    Remove(u8),
    /// Moves a page in its list.
    Move(u8, i8),
    /// Hangs a page below another.
    Hang(u8, u8),
    /// Takes a language in or out.
    Language(usize),
    /// Puts a notice up, or takes it down.
    Notice(u8),
    /// Puts a place on the map, or takes it off.
    Place(u8),
}

/// What a phone does after a publish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sync {
    /// Nothing.
    Not,
    /// Any way it can.
    Any,
    /// By whole files.
    Whole,
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (0..12_u8, any::<u8>()).prop_map(|(n, word)| Edit::Write(n, word)),
        1 => (0..12_u8).prop_map(Edit::Remove),
        1 => (0..12_u8, any::<i8>()).prop_map(|(n, to)| Edit::Move(n, to)),
        1 => (0..12_u8, 0..12_u8).prop_map(|(n, below)| Edit::Hang(n, below)),
        // The source language stays.
        1 => (1..LANGUAGES.len()).prop_map(Edit::Language),
        1 => (0..3_u8).prop_map(Edit::Notice),
        1 => (0..4_u8).prop_map(Edit::Place),
    ]
}

fn sync() -> impl Strategy<Value = Sync> {
    prop_oneof![2 => Just(Sync::Not), 4 => Just(Sync::Any), 1 => Just(Sync::Whole)]
}

/// What is published after each step, and what two phones do then.
type Chain = Vec<(Vec<Edit>, [Sync; 2])>;

fn chain() -> impl Strategy<Value = Chain> {
    let step = (prop::collection::vec(edit(), 1..5), [sync(), sync()]);
    prop::collection::vec(step, 3..8)
}

/// A pack as its editors have it.
#[derive(Debug, Clone, Default)]
struct Source {
    /// Number, word, order and the page above, in order of number.
    pages: std::collections::BTreeMap<u8, (u8, i64, Option<u8>)>,
    languages: std::collections::BTreeSet<usize>,
    notices: std::collections::BTreeSet<u8>,
    places: std::collections::BTreeSet<u8>,
}

impl Source {
    fn apply(&mut self, edit: &Edit) {
        fn toggle<T: Ord + Copy>(set: &mut std::collections::BTreeSet<T>, value: T) {
            if !set.remove(&value) {
                set.insert(value);
            }
        }
        match edit {
            Edit::Write(n, word) => self.pages.entry(*n).or_default().0 = *word,
            Edit::Remove(n) => {
                self.pages.remove(n);
                self.pages.values_mut().for_each(|page| page.2 = page.2.filter(|above| above != n));
            }
            Edit::Move(n, to) => {
                self.pages.entry(*n).and_modify(|page| page.1 = i64::from(*to));
            }
            Edit::Hang(n, below) => {
                // Below an earlier page that hangs nowhere: no page is above itself.
                let free = self.pages.get(below).is_some_and(|page| page.2.is_none());
                let leaf = self.pages.values().all(|page| page.2 != Some(*n));
                if n != below && free && leaf {
                    self.pages.entry(*n).and_modify(|page| page.2 = Some(*below));
                }
            }
            Edit::Language(n) => toggle(&mut self.languages, *n),
            Edit::Notice(n) => toggle(&mut self.notices, *n),
            Edit::Place(n) => toggle(&mut self.places, *n),
        }
    }

    fn editions(&self) -> Vec<Edition> {
        let mut made = Made::new(PACK, Level::City, LANGUAGES[0]).unwrap();
        let spoken: Vec<&str> = std::iter::once(0)
            .chain(self.languages.iter().copied())
            .map(|n| LANGUAGES[n])
            .collect();
        for tag in &spoken {
            made.texts.insert(tag.parse().unwrap(), Vec::new());
        }
        for (n, (word, order, above)) in &self.pages {
            let id = format!("page-{n}");
            let fact = match above {
                Some(above) => page_below(&format!("page-{above}"), &id),
                None => page(&id),
            };
            made.fact(Fact::Page(PageFact { order: *order, ..fact }));
            for tag in &spoken {
                let (title, body) = (format!("{tag} {word}"), format!("{tag} {word} ").repeat(60));
                let text = companion_tests::made::page_text(&id, &title, &body);
                made.text(tag, companion_core::packs::format::Text::Page(text)).unwrap();
            }
        }
        for n in &self.places {
            let names: Vec<(&str, &str)> = spoken.iter().map(|tag| (*tag, "Place")).collect();
            made.place(place(&format!("place-{n}")), &names).unwrap();
        }
        for n in &self.notices {
            let span = ("2026-11-01T00:00", "2026-12-31T00:00");
            made.notice(&format!("notice-{n}"), span, *n == 0, &[("de", "Hinweis")]).unwrap();
        }
        made.editions()
    }
}

/// A phone of a reader of these languages.
fn phone(
    web: &Arc<ScriptedTransport>,
    publisher: &Publisher,
    languages: &[&str],
) -> (Phone, Companion) {
    let phone = Phone::new(web.clone()).unwrap();
    let app = phone.open().unwrap();
    let languages: Vec<String> = languages.iter().map(|tag| (*tag).to_owned()).collect();
    app.set_languages(&languages).unwrap();
    app.add_pack(&publisher.link(BASE, PACK).unwrap()).unwrap();
    (phone, app)
}

/// Everything in the file of packs, sorted: numbers that rows have by themselves are left out.
fn rows(phone: &Phone) -> Vec<String> {
    let all = look::rows_but(&phone.content(), &look::TRUST).unwrap();
    // What is derived from rows, and how the index arranges it, may differ by the way it came.
    let derived = |line: &&str| line.starts_with("search") || line.starts_with("indexed");
    let mut rows: Vec<String> =
        all.lines().filter(|line| !derived(line)).map(without_number).collect();
    rows.sort();
    rows
}

/// Texts are numbered for the index as they come.
fn without_number(line: &str) -> String {
    match line.strip_prefix("text [Integer(") {
        Some(rest) => format!("text [{}", rest.split_once(')').map_or(rest, |(_, rest)| rest)),
        None => line.to_owned(),
    }
}

fn has_what_is_published(phone: &Phone, editions: &[Edition], story: &str) {
    // The store as the app has it, beside the app.
    let store = Store::open(&phone.data()).unwrap();
    let held = store.list_editions(PACK).unwrap();
    assert!(held.len() >= 2, "{story}");
    for edition in held {
        let published = editions.iter().find(|e| e.name() == edition.name);
        let published =
            published.unwrap_or_else(|| panic!("{story}: {} is withdrawn", edition.name));
        let bytes = store.edition_bytes(PACK, &edition.name).unwrap().unwrap();
        assert!(bytes == published.to_bytes().unwrap(), "{story}: bytes of {}", edition.name);
    }
}

async fn run(chain: &Chain) {
    let publisher = Publisher::new().unwrap();
    let web = network(publisher.folder()).unwrap();
    let readers: [&[&str]; 2] = [&["en", "ar"], &["ti"]];
    let mut phones: Vec<Option<(Phone, Companion)>> = vec![None, None];
    let mut source = Source::default();
    for (n, (edits, syncs)) in (0_i64..).zip(chain) {
        edits.iter().for_each(|edit| source.apply(edit));
        let editions = source.editions();
        publisher.publish_editions(PACK, &editions, monday() + TimeDelta::hours(n)).unwrap();
        web.clear();
        web.put_folder(BASE, publisher.folder()).unwrap();
        let last = n + 1 == i64::try_from(chain.len()).unwrap();
        for ((slot, sync), languages) in phones.iter_mut().zip(syncs).zip(readers) {
            if *sync == Sync::Not && !last {
                continue;
            }
            let (phone, app) = slot.get_or_insert_with(|| phone(&web, &publisher, languages));
            if *sync == Sync::Whole {
                hide_deltas(&web);
            }
            let report = app.sync_pack(PACK, None).await.unwrap();
            assert!(*sync != Sync::Whole || report.editions.iter().all(|e| !e.patched));
            web.mend();
            let (fresh, fresh_app) = self::phone(&web, &publisher, languages);
            fresh_app.sync_pack(PACK, None).await.unwrap();
            let words = ["de", "en", "ti", "Place", "Hinweis"];
            let story = format!("after step {n} of {chain:?}");
            let held = |app: &Companion| -> Vec<String> {
                app.list_editions(PACK).unwrap().into_iter().map(|e| e.name).collect()
            };
            assert_eq!(held(app), held(&fresh_app), "{story}");
            assert!(
                look::content(app, &words).unwrap() == look::content(&fresh_app, &words).unwrap(),
                "{story}: what is read"
            );
            assert_eq!(rows(phone), rows(&fresh), "{story}: rows");
            has_what_is_published(phone, &editions, &story);
        }
    }
}

/// Takes the patches off the server.
fn hide_deltas(web: &ScriptedTransport) {
    for url in web.urls().into_iter().filter(|url| url.ends_with(".delta.zst")) {
        web.answer(url, 404);
    }
}

#[test]
fn any_way_through_any_edits_ends_in_a_fresh_install() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let config = Config {
        cases: CHAINS,
        max_shrink_iters: 64,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, rng);
    let ran = runner.run(&chain(), |chain| {
        runtime.block_on(run(&chain));
        Ok(())
    });
    ran.unwrap();
}
