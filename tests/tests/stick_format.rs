//! The format of files from phone to phone: what other tools make of it, and what phones have no place for yet.

#![cfg(test)]

use std::io::Read;

use companion_cli::publish::{Options, PublishInput, publish};
use companion_core::packs::crypto::sha256_hex;
use companion_core::packs::format::{Fact, Level, MediaFact};
use companion_tests::hostile_tar::{BLOCK, Entry, archive, entries};
use companion_tests::made::{Made, page};
use companion_tests::phone::monday;
use companion_tests::publisher::{PACK, Publisher};
use companion_tests::scene::OLD;
use companion_tests::stick::{Stick, check, content, offline, packed};

#[test]
fn media_are_those_of_the_common_edition_or_the_file_is_refused() {
    let publisher = Publisher::new().unwrap();
    let picture = b"a picture, as far as this goes".to_vec();
    let path = publisher.folder().join("picture");
    std::fs::write(&path, &picture).unwrap();
    let sha256 = sha256_hex(&picture);
    let fact = MediaFact {
        id: "media/hall.png".into(),
        sha256: sha256.clone(),
        length: picture.len() as u64,
        mime: "image/png".into(),
        chunks: vec![],
    };
    let mut made = Made::new(PACK, Level::City, "de").unwrap();
    made.page(page("hall"), &[("de", "Rathaus", "Im Rathaus.")]).unwrap();
    made.fact(Fact::Media(fact.clone()));
    let editions = made.editions();
    let input = PublishInput { pack: PACK, editions: &editions, media: &[(fact, path)] };
    publish(&input, publisher.keys(), publisher.folder(), monday(), &Options::default()).unwrap();

    let with = packed(&publisher, PACK, &[&sha256]).unwrap();
    assert_eq!(check(&with).unwrap().media, [sha256.as_str()]);
    let plain = entries(&with).unwrap();
    let refused = |change: &dyn Fn(&mut Entry)| {
        let mut changed = plain.clone();
        change(changed.last_mut().unwrap());
        check(&archive(&changed)).err().map(|e| e.to_string())
    };
    let wrong = format!("{sha256} is not a media file of this pack");
    assert_eq!(refused(&|e| e.body[0] ^= 1), Some(wrong.clone()));
    assert_eq!(refused(&|e| e.body.truncate(3)), Some(wrong.clone()));
    assert_eq!(refused(&|e| e.body.push(b'!')), Some(wrong));
    let other = sha256_hex(b"other");
    let unknown = format!("{other} is not a media file of this pack");
    let renamed = |e: &mut Entry| *e = Entry::new(&format!("media/{other}"), *b"other");
    assert_eq!(refused(&renamed), Some(unknown));
    // Phones have no place for them yet, and take the rest.
    let (_phone, app) = offline().unwrap();
    let took = app.receive_pack(&Stick::with(&with).unwrap().file, None).unwrap();
    assert_eq!(took.editions.len(), editions.len());
}

#[test]
fn other_tools_read_our_files_and_we_read_theirs() {
    let publisher = Publisher::new().unwrap();
    publisher.publish(&OLD, monday()).unwrap();
    let file = packed(&publisher, PACK, &[]).unwrap();
    let held = content(&check(&file).unwrap());
    let ours = entries(&file).unwrap();
    let mut peer = tar::Archive::new(file.as_slice());
    let read: Vec<Entry> = peer
        .entries()
        .unwrap()
        .map(|entry| {
            let mut entry = entry.unwrap();
            assert_eq!(entry.header().entry_type(), tar::EntryType::Regular);
            let name = entry.path().unwrap().to_str().unwrap().to_owned();
            let mut body = Vec::new();
            entry.read_to_end(&mut body).unwrap();
            Entry::new(&name, body)
        })
        .collect();
    assert_eq!(read, ours);

    let mut builder = tar::Builder::new(Vec::new());
    for entry in &ours {
        let mut header = tar::Header::new_ustar();
        header.set_entry_type(tar::EntryType::Regular);
        header.set_size(entry.body.len() as u64);
        header.set_mode(0o600);
        header.set_mtime(1_800_000_000);
        header.set_username("somebody").unwrap();
        builder.append_data(&mut header, &entry.name, entry.body.as_slice()).unwrap();
    }
    let mut theirs = builder.into_inner().unwrap();
    assert_eq!(content(&check(&theirs).unwrap()), held);
    // Padded to whole records, as command line tools do.
    theirs.resize(theirs.len().next_multiple_of(20 * BLOCK), 0);
    assert_eq!(content(&check(&theirs).unwrap()), held);
}
