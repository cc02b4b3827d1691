//! Names and blocks by themselves; whole files are in the workspace's stories.

use proptest::prelude::*;

use super::tar::{Reader, Writer};
use super::{Part, ShareError, TarFault};

#[test]
fn names_mean_one_thing_and_come_in_one_order() {
    let sha256 = "ab".repeat(32);
    let names = [
        "welcomepack".to_owned(),
        "metadata/1.root.json".into(),
        "metadata/2.root.json".into(),
        "metadata/10.root.json".into(),
        "metadata/timestamp.json".into(),
        "metadata/7.snapshot.json".into(),
        "metadata/3.targets.json".into(),
        "metadata/9.common.json".into(),
        "metadata/1.notices.json".into(),
        "metadata/2.ar.json".into(),
        "metadata/1.de-simple.json".into(),
        "editions/common.pack.zst".into(),
        "editions/notices.pack.zst".into(),
        "editions/ar.pack.zst".into(),
        "editions/zh-Hant.pack.zst".into(),
        format!("media/{sha256}"),
    ];
    let parts: Vec<Part> = names.iter().map(|name| Part::from_name(name).unwrap()).collect();
    for (at, part) in parts.iter().enumerate() {
        assert_eq!(part.name(), names[at]);
        for (before, other) in parts.iter().enumerate() {
            assert_eq!(part.follows(other), before < at, "{} after {}", names[at], names[before]);
        }
    }
    let part = |name: &str| Part::from_name(name).unwrap();
    assert!(!part("metadata/8.snapshot.json").follows(&part("metadata/7.snapshot.json")));
    assert!(!part("metadata/3.ar.json").follows(&part("metadata/2.ar.json")));
    for none in ["", "metadata", "metadata/", "metadata/0.root.json", "editions/.pack.zst", "o/x"] {
        assert_eq!(Part::from_name(none), None, "{none}");
    }
}

#[test]
fn a_name_or_length_that_fits_no_header_is_not_written() {
    let mut tar = Writer::new(Vec::new());
    assert!(tar.file(&"x".repeat(100), b"").is_ok());
    let long = tar.file(&"x".repeat(101), b"");
    assert!(matches!(long, Err(ShareError::Entry { entry: 2, fault: TarFault::Name })));
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        files in proptest::collection::vec(
            ("[a-z]{1,20}/[a-zA-Z0-9._-]{1,40}", proptest::collection::vec(any::<u8>(), 0..1600)),
            0..6,
        ),
        zeros in 0usize..19,
    ) {
        let mut tar = Writer::new(Vec::new());
        for (name, bytes) in &files {
            tar.file(name, bytes).unwrap();
        }
        let (mut file, length) = tar.finish().unwrap();
        prop_assert_eq!(file.len() as u64, length);
        file.resize(file.len() + zeros * 512, 0);
        let mut tar = Reader::new(file.as_slice(), file.len() as u64).unwrap();
        for (name, bytes) in &files {
            // A name of `..` is well formed and refused; it has stories of its own.
            if name.split('/').any(|step| step == "..") {
                return Ok(());
            }
            let entry = tar.next_entry().unwrap().unwrap();
            prop_assert_eq!((&entry.name, entry.length), (name, bytes.len() as u64));
            prop_assert_eq!(&tar.bytes(2000).unwrap(), bytes);
        }
        prop_assert_eq!(tar.next_entry().unwrap(), None);
    }

    #[test]
    fn any_bytes_end_in_an_error_or_an_end(
        bytes in proptest::collection::vec(any::<u8>(), 0..4000),
        length in 0u64..5000,
    ) {
        if let Ok(mut tar) = Reader::new(bytes.as_slice(), length) {
            while let Ok(Some(_)) = tar.next_entry() {
                if tar.bytes(1000).is_err() {
                    break;
                }
            }
        }
    }
}
