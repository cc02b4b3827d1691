//! Which block keeps its id, and when a translation is outdated.

use companion_core::text::BlockBody;
use proptest::prelude::*;

use super::*;
use crate::source::Source;
use crate::source::testing::{heading, paragraph, source, tag};

fn ids(lock: &Lock, language: &str) -> Vec<u32> {
    lock.pages["p"].texts[&tag(language)].blocks.iter().map(|u| u.id).collect()
}

fn outdated(lock: &Lock, language: &str) -> Vec<u32> {
    let page = &lock.pages["p"];
    page.outdated(&page.texts[&tag(language)])
}

fn missing(lock: &Lock, language: &str) -> Vec<u32> {
    let page = &lock.pages["p"];
    page.missing(&page.texts[&tag(language)])
}

fn made_from(lock: &Lock, language: &str) -> u32 {
    lock.pages["p"].texts[&tag(language)].made_from
}

fn texts(words: &str) -> Vec<BlockBody> {
    words
        .split(' ')
        .filter(|w| !w.is_empty())
        .map(|w| match w.strip_prefix('#') {
            Some(title) => heading(title),
            None => paragraph(w),
        })
        .collect()
}

fn de(words: &str) -> Source {
    source(&[("de", "T", texts(words))])
}

fn de_en(german: &str, english: &str) -> Source {
    source(&[("de", "T", texts(german)), ("en", "T", texts(english))])
}

#[test]
fn a_new_page_counts_from_one() {
    let lock = update(&de("#a b c"), &Lock::default());
    assert_eq!(ids(&lock, "de"), [1, 2, 3]);
    assert_eq!((lock.pages["p"].revision, lock.pages["p"].next), (1, 4));
}

#[test]
fn ids_stay_with_texts_that_move_and_with_texts_that_change_in_place() {
    let lock = update(&de("#a b c d"), &Lock::default());
    let moved = update(&de("d #a b c"), &lock);
    assert_eq!(ids(&moved, "de"), [4, 1, 2, 3]);
    let changed = update(&de("#a B c d"), &lock);
    assert_eq!(ids(&changed, "de"), [1, 2, 3, 4]);
    let inserted = update(&de("#a new b c d"), &lock);
    assert_eq!(ids(&inserted, "de"), [1, 5, 2, 3, 4]);
    assert_eq!(inserted.pages["p"].revision, 2);
    let removed = update(&de("#a c d"), &inserted);
    let back = update(&de("#a c d last"), &removed);
    assert_eq!(ids(&back, "de"), [1, 3, 4, 6]);
    // A heading that takes the place of a paragraph is another thing.
    let other = update(&de("#a #x c d"), &lock);
    assert_eq!(ids(&other, "de"), [1, 5, 3, 4]);
}

#[test]
fn a_page_that_comes_back_goes_on_counting() {
    let lock = update(&de("a b"), &Lock::default());
    let mut empty = de("");
    empty.pages.clear();
    let gone = update(&empty, &lock);
    assert_eq!(gone.pages["p"].source, None);
    assert_eq!(parse(&to_text(&gone)).unwrap(), gone);
    let back = update(&de("a b"), &gone);
    assert_eq!(ids(&back, "de"), [3, 4]);
    assert_eq!(back.pages["p"].revision, 2);
}

#[test]
fn a_translation_seen_first_counts_as_made_from_the_present_source() {
    let lock = update(&de_en("#a b c", "#A B C"), &Lock::default());
    assert_eq!(ids(&lock, "en"), [1, 2, 3]);
    assert!(outdated(&lock, "en").is_empty());
    assert_eq!(made_from(&lock, "en"), 1);
}

#[test]
fn a_block_is_outdated_until_its_translation_changes_or_the_source_goes_back() {
    let first = update(&de_en("#a b c", "#A B C"), &Lock::default());
    let changed = update(&de_en("#a b2 c", "#A B C"), &first);
    assert_eq!(outdated(&changed, "en"), [2]);
    assert_eq!(made_from(&changed, "en"), 1);
    let followed_source = de_en("#a b2 c", "#A B2 C");
    let followed = update(&followed_source, &changed);
    assert!(outdated(&followed, "en").is_empty());
    assert_eq!(made_from(&followed, "en"), 2);
    let back = update(&de_en("#a b c", "#A B C"), &changed);
    assert!(outdated(&back, "en").is_empty());
    let confirmed = confirm(&changed, &followed_source, "p", &tag("en")).unwrap();
    assert!(outdated(&confirmed, "en").is_empty());
    assert_eq!(made_from(&confirmed, "en"), 2);
    assert!(confirm(&changed, &followed_source, "p", &tag("de")).is_none());
    assert!(confirm(&changed, &followed_source, "p", &tag("ar")).is_none());
}

#[test]
fn a_title_is_followed_like_a_block() {
    let first = update(&de_en("a", "A"), &Lock::default());
    let german = [("de", "New", texts("a")), ("en", "T", texts("A"))];
    let changed = update(&source(&german), &first);
    let page = &changed.pages["p"];
    assert!(page.title_outdated(&page.texts[&tag("en")]));
    assert_eq!((page.revision, made_from(&changed, "en")), (2, 1));
}

#[test]
fn a_translation_with_other_blocks_is_paired_by_kind_and_by_what_all_languages_share() {
    let lock = update(&de_en("#a ruf-112-an b #c d", "#A call-112 #C D extra"), &Lock::default());
    assert_eq!(ids(&lock, "en"), [1, 2, 4, 5, 6]);
    assert_eq!(missing(&lock, "en"), [3]);
    // The missing block arrives, the one too many goes.
    let whole = update(&de_en("#a ruf-112-an b #c d", "#A call-112 B #C D"), &lock);
    assert_eq!(ids(&whole, "en"), [1, 2, 3, 4, 5]);
    assert!(missing(&whole, "en").is_empty());
}

#[test]
fn a_text_that_stood_for_a_removed_block_does_not_count_as_current() {
    let first = update(&de_en("a b c", "A B C"), &Lock::default());
    let removed = update(&de_en("a c", "A B C"), &first);
    assert_eq!(ids(&removed, "en"), [1, 2, 3]);
    assert!(outdated(&removed, "en").is_empty(), "it stands for nothing that is there");
    let other = update(&de_en("a x c", "A B C"), &removed);
    assert_eq!(ids(&other, "en"), [1, 4, 3]);
    assert_eq!(outdated(&other, "en"), [4]);
}

#[test]
fn plain_language_is_behind_whenever_the_page_changed() {
    let both = |german: &str, simple: &str| {
        source(&[("de", "T", texts(german)), ("de-simple", "T", texts(simple))])
    };
    let first = update(&both("#a b c d", "x"), &Lock::default());
    let changed = update(&both("#a b c d2", "x"), &first);
    assert_eq!(made_from(&changed, "de-simple"), 1);
    let followed = update(&both("#a b c d2", "x2"), &changed);
    assert_eq!(made_from(&followed, "de-simple"), 2);
}

#[test]
fn another_source_language_keeps_the_ids_it_had_as_a_translation() {
    let first = update(&de_en("#a b c", "#A B C"), &Lock::default());
    let mut turned = de_en("#a b c", "#A B C");
    turned.pages.get_mut("p").unwrap().source = tag("en");
    let lock = update(&turned, &first);
    assert_eq!(ids(&lock, "en"), [1, 2, 3]);
    assert_eq!(ids(&lock, "de"), [1, 2, 3]);
    assert!(outdated(&lock, "de").is_empty());
    assert_eq!(lock.pages["p"].revision, 2);
}

#[test]
fn the_file_says_one_thing_in_a_line() {
    let first = update(&de_en("#a b", "#A B"), &Lock::default());
    let lock = update(&de_en("#a b2 c", "#A B C"), &first);
    insta::assert_snapshot!(to_text(&lock));
}

#[test]
fn damage_and_merges_are_told_with_their_line() {
    let told =
        |text: &str| parse(text).unwrap_err().iter().map(ToString::to_string).collect::<Vec<_>>();
    let good = to_text(&update(&de("a"), &Lock::default()));
    assert!(told("lock 2\n")[0].starts_with("pack.lock:1: error: written by a newer version"));
    let line = good.lines().last().unwrap();
    assert!(told(&format!("{good}<<<<<<< mine\n"))[0].contains("unresolved merge"));
    assert!(told(&format!("{good}{line}\n"))[0].contains("stands twice"));
    assert!(told(&good.replace("next=2", "next=x"))[0].contains("damaged"));
    assert!(told(&good.replace(" 1:p:", " 0:p:"))[0].contains("damaged"));
    assert_eq!(parse(&good.replace('\n', "\r\n")).unwrap(), parse(&good).unwrap());
    assert_eq!(parse("# nothing\n\nlock 1\n").unwrap(), Lock::default());
}

/// Distinct blocks of mixed kinds, told apart by number and version.
fn block(number: u32, version: u32) -> BlockBody {
    let text = format!("block {number} in version {version}");
    if number.is_multiple_of(3) { heading(&text) } else { paragraph(&text) }
}

fn blocks(numbers: &[u32]) -> Vec<BlockBody> {
    numbers.iter().map(|n| block(*n, 0)).collect()
}

proptest! {
    #[test]
    fn ids_survive_insertion_removal_and_moves(
        before in Just((0..12_u32).collect::<Vec<_>>()).prop_shuffle(),
        after in Just((0..18_u32).collect::<Vec<_>>()).prop_shuffle(),
        take_before in 0..12_usize,
        take_after in 0..18_usize,
    ) {
        let before = &before[..take_before];
        let after = &after[..take_after];
        let first = update(&source(&[("de", "T", blocks(before))]), &Lock::default());
        let second = update(&source(&[("de", "T", blocks(after))]), &first);
        let known: BTreeMap<u32, u32> =
            before.iter().copied().zip(ids(&first, "de")).collect();
        let got = ids(&second, "de");
        for (number, id) in after.iter().zip(&got) {
            if let Some(old) = known.get(number) {
                prop_assert_eq!(id, old);
            }
        }
        let mut distinct = got.clone();
        distinct.sort_unstable();
        distinct.dedup();
        prop_assert_eq!(distinct.len(), got.len());
        prop_assert!(got.iter().all(|id| *id < second.pages["p"].next));
        // What is gone and comes back is new: its id is never given again.
        let third = update(&source(&[("de", "T", blocks(before))]), &second);
        for (number, id) in before.iter().zip(ids(&third, "de")) {
            if !after.contains(number) {
                prop_assert!(!known.values().any(|old| *old == id) || second_kept(&second, id));
            }
        }
    }

    #[test]
    fn outdated_is_what_changed_in_the_source_only(
        changes in proptest::collection::vec((any::<bool>(), any::<bool>()), 0..20),
    ) {
        let version = |of: fn(&(bool, bool)) -> bool| {
            changes.iter().zip(1..).map(|(c, n)| block(n, u32::from(of(c)))).collect::<Vec<_>>()
        };
        let first = source(&[("de", "T", version(|_| false)), ("en", "T", version(|_| false))]);
        let first = update(&first, &Lock::default());
        let second = source(&[("de", "T", version(|c| c.0)), ("en", "T", version(|c| c.1))]);
        let second = update(&second, &first);
        let expected: Vec<u32> =
            changes.iter().zip(1..).filter(|(c, _)| c.0 && !c.1).map(|(_, n)| n).collect();
        prop_assert_eq!(outdated(&second, "en"), expected);
    }

    #[test]
    fn an_update_of_the_same_source_changes_nothing(
        rounds in proptest::collection::vec(
            (
                proptest::collection::vec((0..9_u32, 0..2_u32), 0..9),
                proptest::collection::vec((0..9_u32, 0..2_u32), 0..9),
                proptest::collection::vec((0..9_u32, 0..2_u32), 0..9),
            ),
            1..4,
        ),
    ) {
        let mut lock = Lock::default();
        let of = |numbers: &[(u32, u32)]| numbers.iter().map(|(n, v)| block(*n, *v)).collect();
        for (german, english, arabic) in &rounds {
            let source = source(&[
                ("de", "T", of(german)),
                ("en", "T", of(english)),
                ("ar", "T", of(arabic)),
            ]);
            lock = update(&source, &lock);
            prop_assert_eq!(&update(&source, &lock), &lock);
            let text = to_text(&lock);
            prop_assert_eq!(&parse(&text).unwrap(), &lock);
            // Every id of a language stands once, and source ids are the source's alone.
            for language in ["de", "en", "ar"] {
                let mut distinct = ids(&lock, language);
                distinct.sort_unstable();
                distinct.dedup();
                prop_assert_eq!(distinct.len(), ids(&lock, language).len());
            }
        }
    }

    #[test]
    fn no_text_stops_the_reader(text in "(lock 1\n)?([a-z0-9:=/ \n-]{0,40}(page de revision=1 next=2 title=0{16})?\n){0,5}") {
        let _ = parse(&text);
    }
}

/// Whether an id is one of the blocks that stayed.
fn second_kept(lock: &Lock, id: u32) -> bool {
    ids(lock, "de").contains(&id)
}
