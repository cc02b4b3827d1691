//! New keys in the place of others: nothing is lost, at no moment.

use std::path::Path;

use ring::rand::SystemRandom;

use super::super::rotate::rotate_until;
use super::super::*;

const ONLINE: [Role; 4] = [Role::Targets, Role::Snapshot, Role::Timestamp, Role::Editions];

fn made(folder: &Path) -> KeyRing {
    init(folder, RootKeys { count: 3, threshold: 2 }, &SystemRandom::new()).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn new_keys_take_the_places_and_the_old_ones_are_kept_aside() {
    let folder = tempfile::tempdir().unwrap();
    let before = made(folder.path());
    let after = rotate(folder.path(), &ONLINE, &SystemRandom::new()).unwrap();
    assert_eq!(after.role(Role::Root), before.role(Role::Root));
    for role in ONLINE {
        assert_ne!(after.role(role), before.role(role));
        assert!(after.can_sign(role));
        assert_eq!(after.former(role).collect::<Vec<_>>(), [before.role(role)]);
        assert_eq!(after.missing_of(before.role(role)), 0, "the old ones can sign still");
    }
    let here = ".lock editions.pem former keys.json root1.pem root2.pem root3.pem snapshot.pem targets.pem timestamp.pem";
    assert_eq!(names(folder.path()), here.split(' ').collect::<Vec<_>>());
    let aside = ["editions.pem", "snapshot.pem", "targets.pem", "timestamp.pem"];
    assert_eq!(names(&folder.path().join("former")), aside);
    // Root keys with their threshold, and a second time the others: two generations lie aside.
    let again = rotate(folder.path(), &Role::ALL, &SystemRandom::new()).unwrap();
    assert_eq!((again.role(Role::Root).keys.len(), again.role(Role::Root).threshold), (3, 2));
    assert_eq!(again.former(Role::Targets).count(), 2);
    assert_eq!(names(&folder.path().join("former")).len(), 4 + 4 + 3);
    assert_eq!(load(folder.path()).unwrap().all_former(), again.all_former());
}

#[cfg(unix)]
#[test]
fn private_keys_stay_the_owners_own() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    made(folder.path());
    rotate(folder.path(), &ONLINE, &SystemRandom::new()).unwrap();
    for path in ["targets.pem", "former/targets.pem", "former"] {
        let mode = std::fs::metadata(folder.path().join(path)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{path}");
    }
}

#[test]
fn after_a_kill_at_any_moment_there_are_the_old_keys_or_the_new_ones() {
    let (mut steps, mut switched) = (0, 0);
    loop {
        let folder = tempfile::tempdir().unwrap();
        let before = made(folder.path());
        let stopped = rotate_until(folder.path(), &Role::ALL, &SystemRandom::new(), Some(steps));
        let ring = load(folder.path()).unwrap();
        let new = ring.role(Role::Root) != before.role(Role::Root);
        for role in Role::ALL {
            assert_eq!(ring.role(role) != before.role(role), new, "all or none, after {steps}");
            assert!(ring.can_sign(role), "{role} after {steps}");
            assert_eq!(ring.missing_of(before.role(role)), 0, "{role} after {steps}");
        }
        if stopped.is_ok() {
            assert!(new && switched > 5 && steps > 15, "{switched} of {steps}");
            break;
        }
        switched += u32::from(new);
        // The next one tidies up, and nothing is lost.
        let after = rotate(folder.path(), &[Role::Timestamp], &SystemRandom::new()).unwrap();
        assert_eq!(after.role(Role::Root), ring.role(Role::Root));
        assert_eq!(after.missing_of(before.role(Role::Root)), 0);
        assert!(!folder.path().join("next").exists());
        steps += 1;
    }
}

#[test]
fn root_keys_that_are_in_a_safe_are_replaced_too() {
    let folder = tempfile::tempdir().unwrap();
    let before = made(folder.path());
    for name in ["root1.pem", "root2.pem", "root3.pem"] {
        std::fs::remove_file(folder.path().join(name)).unwrap();
    }
    let after = rotate(folder.path(), &[Role::Root], &SystemRandom::new()).unwrap();
    assert!(after.can_sign(Role::Root));
    assert_eq!(after.missing_of(before.role(Role::Root)), 2);
}

#[test]
fn a_folder_in_which_somebody_replaces_keys_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    made(folder.path());
    let lock = std::fs::File::create(folder.path().join(".lock")).unwrap();
    lock.try_lock().unwrap();
    let refused = rotate(folder.path(), &ONLINE, &SystemRandom::new());
    assert!(matches!(refused, Err(KeyError::Busy(_))), "{refused:?}");
    assert!(!folder.path().join("next").exists());
}
