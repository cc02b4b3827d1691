//! Keys made, written, read back, replaced and refused.

mod rotated;

use ring::rand::SystemRandom;

use super::*;

fn seeds(root: u8) -> PerRole<Vec<Seed>> {
    PerRole {
        root: (0..root).map(|n| Seed::new([10 + n; 32])).collect(),
        targets: vec![Seed::new([2; 32])],
        snapshot: vec![Seed::new([3; 32])],
        timestamp: vec![Seed::new([4; 32])],
        editions: vec![Seed::new([5; 32])],
    }
}

#[test]
fn a_folder_is_read_as_it_was_made() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("keys");
    let made = init(&folder, RootKeys { count: 3, threshold: 2 }, &SystemRandom::new()).unwrap();
    let read = load(&folder).unwrap();
    for role in Role::ALL {
        assert_eq!(made.role(role), read.role(role));
        assert!(read.can_sign(role));
    }
    assert_eq!(read.role(Role::Root).threshold, 2);
    let mut names: Vec<_> =
        std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name()).collect();
    names.sort();
    let expected = "editions.pem keys.json root1.pem root2.pem root3.pem snapshot.pem targets.pem timestamp.pem";
    assert_eq!(names, expected.split(' ').collect::<Vec<_>>());
}

#[cfg(unix)]
#[test]
fn private_keys_are_for_the_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    init(folder.path(), RootKeys::default(), &SystemRandom::new()).unwrap();
    for role in Role::ALL {
        let file = std::fs::metadata(folder.path().join(format!("{role}.pem"))).unwrap();
        assert_eq!(file.permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn keys_are_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path(), RootKeys::default(), &SystemRandom::new()).unwrap();
    let before = std::fs::read(folder.path().join("root.pem")).unwrap();
    let again = init(folder.path(), RootKeys::default(), &SystemRandom::new());
    assert!(matches!(again, Err(KeyError::Exists(_))), "{again:?}");
    assert_eq!(std::fs::read(folder.path().join("root.pem")).unwrap(), before);
}

#[test]
fn without_the_root_keys_the_other_roles_still_sign() {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path(), RootKeys { count: 3, threshold: 2 }, &SystemRandom::new()).unwrap();
    for name in ["root1.pem", "root3.pem"] {
        std::fs::remove_file(folder.path().join(name)).unwrap();
    }
    let ring = load(folder.path()).unwrap();
    assert_eq!(ring.missing(Role::Root), 1);
    assert!(ring.can_sign(Role::Timestamp));
}

#[test]
fn a_strange_key_or_a_damaged_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path(), RootKeys::default(), &SystemRandom::new()).unwrap();
    let stray = folder.path().join("stray.pem");
    std::fs::write(&stray, pem::write(&Seed::new([9; 32]))).unwrap();
    assert!(matches!(load(folder.path()), Err(KeyError::Stranger(_))));
    std::fs::write(&stray, "no key").unwrap();
    let said = load(folder.path()).unwrap_err().to_string();
    assert!(said.contains("stray.pem") && said.contains("BEGIN PRIVATE KEY"), "{said}");
    std::fs::remove_file(&stray).unwrap();
    std::fs::write(folder.path().join(KEYS_FILE), "{}").unwrap();
    let said = load(folder.path()).unwrap_err().to_string();
    assert!(said.contains("keys.json"), "{said}");
}

#[test]
fn thresholds_must_be_possible() {
    for threshold in [0, 3] {
        assert!(matches!(
            KeyRing::from_seeds(&seeds(2), threshold),
            Err(KeyError::Threshold { role: Role::Root, .. })
        ));
    }
    let mut twice = seeds(1);
    twice.root = vec![Seed::new([1; 32]), Seed::new([1; 32])];
    assert!(matches!(KeyRing::from_seeds(&twice, 2), Err(KeyError::Twice(Role::Root))));
}

#[test]
fn signatures_verify_and_only_over_what_was_signed() {
    let ring = KeyRing::from_seeds(&seeds(2), 2).unwrap();
    let signatures = ring.sign(Role::Root, b"message");
    assert_eq!(signatures.len(), 2);
    for key in &ring.role(Role::Root).keys {
        let signature = &signatures[&key.id()];
        assert!(key.verifies(b"message", signature));
        assert!(!key.verifies(b"massage", signature));
    }
}

#[test]
fn hex_both_ways() {
    assert_eq!(hex::encode([0, 255, 16]), "00ff10");
    assert_eq!(hex::decode("00FF10"), Some(vec![0, 255, 16]));
    for bad in ["0", "0g", "é0"] {
        assert_eq!(hex::decode(bad), None);
    }
}

proptest::proptest! {
    #[test]
    fn no_file_stops_the_reader(text in ".*", bytes in proptest::collection::vec(0u8..128, 0..120)) {
        let armoured = format!(
            "-----BEGIN PRIVATE KEY-----{}-----END PRIVATE KEY-----",
            String::from_utf8_lossy(&bytes)
        );
        proptest::prop_assert!(pem::read(&text).is_err());
        let _ = pem::read(&armoured);
        let _ = hex::decode(&text);
    }
}
