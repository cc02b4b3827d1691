//! Somebody reads while an update comes in: each screen is the old state or the new one, never something of both.

#![cfg(test)]

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use chrono::TimeDelta;
use companion_core::Companion;
use companion_core::packs::format::{Level, PageFact};
use companion_tests::made::{Made, page, page_below};
use companion_tests::phone::{BASE, Phone, monday, network};
use companion_tests::publisher::Publisher;

const PACK: &str = "sample-town";
const WORDS: [&str; 2] = ["before", "after"];
const UPDATES: i64 = 20;
/// How many screens [`look`] sees.
const SCREENS: u32 = 5;

/// A tree of pages that all say the same word; in the second state the tree has other branches too.
fn made(word: &str) -> Made {
    let mut made = Made::new(PACK, Level::City, "en").unwrap();
    made.page(page("top"), &[("en", &format!("{word} top"), word)]).unwrap();
    for n in 0..8 {
        let id = format!("{word}-{n}");
        let title = format!("{word} {n}");
        made.page(page_below("top", &id), &[("en", &title, word)]).unwrap();
        let leaf = PageFact { order: n, ..page_below(&id, &format!("{id}-leaf")) };
        made.page(leaf, &[("en", &format!("{word} leaf"), word)]).unwrap();
    }
    made
}

/// The one word that everything on a screen says.
fn word(texts: impl IntoIterator<Item = String>) -> String {
    let mut words: Vec<String> = texts
        .into_iter()
        .map(|text| text.split([' ', '-']).next().unwrap_or_default().to_owned())
        .collect();
    words.sort();
    words.dedup();
    assert_eq!(words.len(), 1, "one screen of two states: {words:?}");
    words.remove(0)
}

/// Looks at every kind of screen once; how often it saw the new state.
fn look(app: &Companion) -> u32 {
    let guide = app.guide().unwrap();
    let mut after = 0;
    let mut saw = |word: String| after += u32::from(word == WORDS[1]);
    saw(word(guide.list_top().unwrap().into_iter().map(|n| n.title)));
    let below = guide.list_below(PACK, "top").unwrap();
    assert_eq!(below.len(), 8);
    saw(word(below.iter().map(|n| n.title.clone())));
    let top = guide.page(PACK, "top").unwrap();
    assert_eq!(top.below.len(), 8);
    let below = top.below.into_iter().flat_map(|n| [n.title, n.id]);
    saw(word(below.chain([top.title, top.blocks[0].body.plain_text()])));
    for state in WORDS {
        // A leaf of the other state is not there; one that is there has its whole branch.
        if let Ok(leaf) = guide.page(PACK, &format!("{state}-3-leaf")) {
            assert_eq!(leaf.above.len(), 2);
            let above = leaf.above.into_iter().map(|r| r.title);
            saw(word(above.chain([leaf.title, leaf.blocks[0].body.plain_text(), state.into()])));
        }
    }
    let found = app.find("top leaf", 50).unwrap();
    assert_eq!(found.len(), 9);
    saw(word(found.into_iter().map(|h| h.title)));
    after
}

/// Ends the reading when the updates end, well or not.
struct Ends<'a>(&'a AtomicBool);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

#[test]
fn a_screen_is_the_old_state_or_the_new_one() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let publisher = Publisher::new().unwrap();
    publisher.publish_editions(PACK, &made(WORDS[0]).editions(), monday()).unwrap();
    let web = network(publisher.folder()).unwrap();
    let phone = Phone::new(web.clone()).unwrap();
    let app = phone.open().unwrap();
    app.add_pack(&publisher.link(BASE, PACK).unwrap()).unwrap();
    runtime.block_on(app.sync_pack(PACK, None)).unwrap();
    assert_eq!(look(&app), 0);

    // How many looks of each reader saw the old state, and how many the new one.
    let seen: [[AtomicU32; 2]; 2] = Default::default();
    let over = AtomicBool::new(false);
    std::thread::scope(|threads| {
        let _ends = Ends(&over);
        let read = |[old, new]: &[AtomicU32; 2]| {
            while !over.load(Ordering::SeqCst) {
                let after = look(&app);
                old.fetch_add(u32::from(after < SCREENS), Ordering::SeqCst);
                new.fetch_add(u32::from(after > 0), Ordering::SeqCst);
            }
        };
        let readers: Vec<_> = seen.iter().map(|seen| threads.spawn(move || read(seen))).collect();
        for day in 1.. {
            let state = made(WORDS[usize::try_from(day % 2).unwrap()]);
            let now = monday() + TimeDelta::days(day);
            publisher.publish_editions(PACK, &state.editions(), now).unwrap();
            web.put_folder(BASE, publisher.folder()).unwrap();
            runtime.block_on(app.sync_pack(PACK, None)).unwrap();
            let all_seen = seen.iter().flatten().all(|n| n.load(Ordering::SeqCst) > 0);
            // A reader that found something wrong reads no more.
            let failed = readers.iter().any(|reader| reader.is_finished());
            if failed || (day >= UPDATES && day % 2 == 0 && all_seen) {
                break;
            }
        }
    });
    assert_eq!(look(&app), 0, "the last update brought the old words back");
}
