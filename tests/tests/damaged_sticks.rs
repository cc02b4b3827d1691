//! Files from phone to phone that are damaged or lie: refused, and the phone stays as it was; or what they hold is what
//! was signed.

#![cfg(test)]

use std::io::Read;
use std::sync::OnceLock;

use companion_core::ErrorKind;
use companion_core::packs::share::tar::Reader;
use companion_core::packs::share::{ShareError, TarFault};
use companion_tests::hostile_tar::{BLOCK, Entry, archive, crowd, entries, hostile};
use companion_tests::phone::{Phone, monday};
use companion_tests::publisher::{PACK, Publisher};
use companion_tests::scene::{NEW, OLD, Scene};
use companion_tests::stick::{Stick, check, content, offline, packed, refused, rows};
use proptest::prelude::*;

/// A file, and what it holds when nothing is wrong with it.
struct Good {
    bytes: Vec<u8>,
    content: String,
}

/// The published folder of the small pack, as one file.
fn good() -> &'static Good {
    static GOOD: OnceLock<Good> = OnceLock::new();
    GOOD.get_or_init(|| {
        let publisher = Publisher::new().unwrap();
        publisher.publish(&OLD, monday()).unwrap();
        let bytes = packed(&publisher, PACK, &[]).unwrap();
        let content = content(&check(&bytes).unwrap());
        Good { bytes, content }
    })
}

#[tokio::test]
async fn a_file_that_is_cut_off_anywhere_is_refused() {
    let scene = Scene::installed().await.unwrap();
    scene.publish_new().unwrap();
    let stick = Stick::of_published(&scene.publisher, &["en"]).await.unwrap();
    let whole = std::fs::read(&stick.file).unwrap();
    for length in (0..whole.len()).step_by(BLOCK) {
        let cut = Stick::with(&whole[..length]).unwrap();
        let kind = refused(&scene.phone, &scene.app, &cut, None).unwrap();
        assert_eq!(kind, ErrorKind::Untrusted, "cut off at {length} of {}", whole.len());
    }
    for length in [1, BLOCK - 1, BLOCK + 1, whole.len() - 1] {
        let cut = Stick::with(&whole[..length]).unwrap();
        assert_eq!(refused(&scene.phone, &scene.app, &cut, None).unwrap(), ErrorKind::Untrusted);
    }
    assert!(!scene.app.receive_pack(&stick.file, None).unwrap().editions.is_empty());
}

#[tokio::test]
async fn every_archive_that_lies_is_refused() {
    let scene = Scene::installed().await.unwrap();
    scene.publish_new().unwrap();
    let stick = Stick::of_published(&scene.publisher, &["en"]).await.unwrap();
    let good = std::fs::read(&stick.file).unwrap();
    let link = scene.publisher.link("https://packs.example", PACK).unwrap();
    let lies = hostile(&good).unwrap();
    assert!(lies.len() > 150, "{}", lies.len());
    for (what, bytes) in lies {
        let lie = Stick::with(&bytes).unwrap();
        let before = rows(&scene.phone).unwrap();
        let result = scene.app.receive_pack(&lie.file, None);
        assert!(result.is_err(), "{what}: {result:?}");
        assert_eq!(rows(&scene.phone).unwrap(), before, "{what}: something changed");
        // A phone that knows nothing yet takes it as little.
        assert!(check(&bytes).is_err(), "{what}");
    }
    let (_phone, app) = offline().unwrap();
    assert!(app.receive_pack(&stick.file, Some(&link)).unwrap().verified);
}

#[test]
fn what_is_wrong_with_an_archive_is_named() {
    let good = entries(&good().bytes).unwrap();
    let second = |entry: Entry| {
        let mut changed = good.clone();
        changed.insert(1, entry);
        match check(&archive(&changed)) {
            Err(ShareError::Entry { entry: 2, fault }) => fault,
            Err(other) => panic!("{other}"),
            Ok(_) => panic!("was taken"),
        }
    };
    let kind = |kind: u8| Entry { kind, ..Entry::new("metadata/1.root.json", []) };
    assert_eq!(second(kind(b'1')), TarFault::Link);
    assert_eq!(second(kind(b'2')), TarFault::Link);
    assert_eq!(second(kind(b'3')), TarFault::Device);
    assert_eq!(second(kind(b'6')), TarFault::Device);
    assert_eq!(second(kind(b'5')), TarFault::Folder);
    assert_eq!(second(kind(b'x')), TarFault::Pax);
    assert_eq!(second(kind(b'g')), TarFault::Pax);
    assert_eq!(second(kind(b'L')), TarFault::Gnu);
    assert_eq!(second(kind(b'S')), TarFault::Gnu);
    assert_eq!(second(kind(0)), TarFault::Kind);
    assert_eq!(second(Entry::new("../x", [])), TarFault::Traversal);
    assert_eq!(second(Entry::new("/x", [])), TarFault::Traversal);
    assert_eq!(second(Entry::new("x", [])), TarFault::Name);
    assert_eq!(
        second(Entry::new("metadata/timestamp.json", vec![b' '; 70_000])),
        TarFault::TooLong
    );
    assert_eq!(second(Entry::new("welcomepack", [])), TarFault::Duplicate);
    let gnu = Entry { magic: *b"ustar  \0", ..Entry::new("x", []) };
    assert_eq!(second(gnu), TarFault::NotUstar);
    let size = Some(b"77777777777\0".to_vec());
    assert_eq!(second(Entry { size, ..Entry::new("x", []) }), TarFault::BeyondFile);
    let mut bytes = archive(&good);
    bytes[BLOCK - 1] = b'x';
    let damaged = check(&bytes).err().map(|e| e.to_string());
    assert_eq!(damaged.as_deref(), Some("entry 1 of the file has a damaged header"));
    let mut bytes = archive(&good);
    bytes[2 * BLOCK - 1] = b'x';
    let damaged = check(&bytes).err().map(|e| e.to_string());
    assert_eq!(damaged.as_deref(), Some("entry 1 of the file is not filled up with zeros"));
    let mut newer = good.clone();
    newer[0].body = br#"{"welcomepack":2,"something":"else"}"#.to_vec();
    assert!(matches!(check(&archive(&newer)), Err(ShareError::NewerFormat(2))));
}

#[test]
fn a_million_entries_are_not_counted_to_their_end() {
    let count = 1_000_000;
    let mut read = 0;
    let counted = Counted { input: crowd(count), read: &mut read };
    let mut tar = Reader::new(counted, count * BLOCK as u64).unwrap();
    let end = loop {
        match tar.next_entry() {
            Ok(Some(_)) => {}
            Ok(None) => panic!("all of them were taken"),
            Err(e) => break e,
        }
    };
    assert!(matches!(end, ShareError::TooManyEntries), "{end}");
    drop(tar);
    assert!(read < 5000 * BLOCK, "{read}");
    let empty: &[u8] = &[];
    assert!(matches!(Reader::new(empty, 1 << 40), Err(ShareError::TooLarge)));
}

struct Counted<'a, R> {
    input: R,
    read: &'a mut usize,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.input.read(into)?;
        *self.read += read;
        Ok(read)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_byte_is_refused_or_changes_nothing(at in any::<prop::sample::Index>(), bits in 1u8..) {
        let mut bytes = good().bytes.clone();
        let at = at.index(bytes.len());
        bytes[at] ^= bits;
        if let Ok(taken) = check(&bytes) {
            prop_assert_eq!(content(&taken), good().content.clone(), "byte {}", at);
        }
    }

    #[test]
    fn a_piece_that_is_lost_moved_or_doubled_is_refused_or_changes_nothing(
        from in any::<prop::sample::Index>(),
        length in 1usize..3000,
        to in any::<prop::sample::Index>(),
        keep in any::<bool>(),
    ) {
        let mut bytes = good().bytes.clone();
        let from = from.index(bytes.len());
        let until = (from + length).min(bytes.len());
        let piece: Vec<u8> = if keep { bytes[from..until].to_vec() } else { bytes.drain(from..until).collect() };
        let to = to.index(bytes.len() + 1);
        bytes.splice(to..to, piece);
        if let Ok(taken) = check(&bytes) {
            prop_assert_eq!(content(&taken), good().content.clone());
        }
    }
}

#[test]
fn every_byte_of_a_header_counts() {
    // The sum covers all of a header, so that no bit of it can change alone.
    let good = &good().bytes;
    for at in (0..BLOCK).chain(2 * BLOCK..3 * BLOCK) {
        for bits in [1, 0x80] {
            let mut bytes = good.clone();
            bytes[at] ^= bits;
            // The blanks around the sum itself may be zeros or spaces.
            let is_sum = (148..156).contains(&(at % BLOCK));
            assert!(check(&bytes).is_err() || is_sum, "byte {at}");
        }
    }
}

#[tokio::test]
async fn a_phone_that_is_full_keeps_what_it_had() {
    let scene = Scene::installed().await.unwrap();
    let (phone, app) = offline().unwrap();
    app.receive_pack(&Stick::of(&scene.app, PACK).unwrap().file, None).unwrap();
    app.set_languages(&["en".into()]).unwrap();
    let long = "Signing up ".repeat(2000);
    let words = [NEW[0], ("en", long.as_str())];
    scene.publisher.publish(&words, monday()).unwrap();
    scene.serve().unwrap();
    scene.app.sync_pack(PACK, None).await.unwrap();
    let stick = Stick::of(&scene.app, PACK).unwrap();
    app.limit_content_growth(Some(0)).unwrap();
    let full = app.receive_pack(&stick.file, None).unwrap_err();
    assert_eq!(full.kind(), ErrorKind::NoSpace, "{full}");
    assert_eq!(app.guide().unwrap().list_top().unwrap()[0].title, "Registration 1");
    app.limit_content_growth(None).unwrap();
    // The same file completes it: what is trusted is ahead of what is installed, never behind.
    assert_eq!(app.receive_pack(&stick.file, None).unwrap().editions.len(), 2);
    drop(phone);
}

#[tokio::test]
async fn a_sync_and_a_file_do_not_cross() {
    let scene = Scene::installed().await.unwrap();
    let stick = Stick::of(&scene.app, PACK).unwrap();
    scene.publish_new().unwrap();
    scene.web.hang(PACK);
    let phone: &Phone = &scene.phone;
    let mut sync = Box::pin(scene.app.sync_pack(PACK, None));
    let waiting = std::future::poll_fn(|context| {
        std::task::Poll::Ready(sync.as_mut().poll(context).is_pending())
    });
    assert!(waiting.await);
    assert_eq!(refused(phone, &scene.app, &stick, None).unwrap(), ErrorKind::Conflict);
    let busy = scene.app.share_pack(PACK, &stick.file, &[]).unwrap_err();
    assert_eq!(busy.kind(), ErrorKind::Conflict);
    drop(sync);
    scene.app.receive_pack(&stick.file, None).unwrap();
}
