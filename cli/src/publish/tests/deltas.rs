//! Deltas: from which contents, how large, kept as long as they hold, and told where they cannot be made.

use std::io::Write;
use std::process::Command;

use companion_core::packs::delta::apply;
use companion_core::packs::layout::delta_target;

use super::fixture::{Place, common, day, language, long};
use crate::keys::hex;
use crate::publish::Published;
use crate::publish::deltas::patch;

fn publish(place: &Place, word: &str, at: i64) -> Published {
    place.publish(&[common(), long("de", word)], day(at))
}

/// The words of the contents that the present one has deltas from.
fn bases(place: &Place, words: &[&str], at: i64) -> Vec<String> {
    let deltas = place.target("de", day(at)).deltas;
    let known: Vec<_> = words
        .iter()
        .filter(|word| {
            let sha256 = hex::sha256(&long("de", word).to_bytes().unwrap());
            deltas.iter().any(|d| sha256.starts_with(&d.base))
        })
        .map(|word| (*word).to_owned())
        .collect();
    assert_eq!(known.len(), deltas.len(), "a delta from something else");
    known
}

#[test]
fn the_last_five_contents_and_one_of_ninety_days_ago_have_deltas() {
    let place = Place::new();
    let words = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    for (n, word) in (0i64..).zip(words) {
        publish(&place, word, n * 20);
    }
    // 180 now. Ninety days ago it was "e" of day 80, which is one of the five.
    assert_eq!(bases(&place, &words, 180), ["e", "f", "g", "h", "i"]);
    publish(&place, "k", 181);
    publish(&place, "l", 182);
    let all = [&words[..], &["k"]].concat();
    assert_eq!(bases(&place, &all, 182), ["e", "g", "h", "i", "j", "k"]);
    publish(&place, "m", 183);
    // "f" of day 100 is no ninety days old: the anchor is "e".
    let all = [&words[..], &["k", "l"]].concat();
    assert_eq!(bases(&place, &all, 183), ["e", "h", "i", "j", "k", "l"]);
    // And back to an earlier content: it is no base of itself, and counts once.
    publish(&place, "k", 184);
    let all = [&words[..], &["k", "l", "m"]].concat();
    assert_eq!(bases(&place, &all, 184), ["e", "h", "i", "j", "l", "m"]);
}

#[test]
fn a_renewed_role_keeps_its_deltas_without_their_bases() {
    let place = Place::new();
    publish(&place, "a", 0);
    publish(&place, "b", 1);
    let before = place.target("de", day(1)).deltas;
    assert_eq!(before.len(), 1);
    let base = place.names("o").into_iter().find(|n| {
        let file = std::fs::read(place.pack().join("o").join(n)).unwrap();
        let raw = zstd::decode_all(file.as_slice()).unwrap_or_default();
        raw == long("de", "a").to_bytes().unwrap()
    });
    let base = place.pack().join("o").join(base.unwrap());
    std::fs::write(&base, b"damaged").unwrap();
    let renewed = publish(&place, "b", 62);
    assert_eq!(renewed.warnings, Vec::<String>::new());
    assert!(renewed.written.iter().all(|w| !w.starts_with("o/")), "{renewed:?}");
    let target = place.target("de", day(62));
    assert_eq!((target.deltas, target.revision), (before, 3));

    // A new text cannot have a delta from it; that is said, and the others are made.
    let changed = publish(&place, "c", 63);
    assert_eq!(bases(&place, &["a", "b"], 63), ["b"]);
    assert_eq!(changed.warnings.len(), 1, "{changed:?}");
    assert!(changed.warnings[0].contains("is damaged; phones that have revision 1 fetch"));
    std::fs::remove_file(&base).unwrap();
    let changed = publish(&place, "d", 64);
    assert!(changed.warnings[0].contains("is gone; phones that have revision 1"), "{changed:?}");
    assert_eq!(bases(&place, &["b", "c"], 64), ["b", "c"]);
}

#[test]
fn a_delta_that_was_lost_is_made_again() {
    let place = Place::new();
    publish(&place, "a", 0);
    publish(&place, "b", 1);
    let path = place.pack().join(&place.target("de", day(1)).deltas[0].path);
    let right = std::fs::read(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    publish(&place, "b", 62);
    assert_eq!(std::fs::read(&path).unwrap(), right);
}

#[test]
fn a_delta_hardly_shorter_than_the_whole_is_left_out() {
    let place = Place::new();
    let text = |from: u64| {
        let numbers =
            (from..from + 300).map(|n| format!("{} ", n.wrapping_mul(0x9E37_79B9_7F4A_7C15)));
        language("de", &numbers.collect::<String>())
    };
    place.publish(&[common(), text(0)], day(0));
    let published = place.publish(&[common(), text(5000)], day(1));
    assert_eq!(published.editions[1].deltas, []);
    assert!(!place.names("o").iter().any(|n| n.ends_with(".delta.zst")));
}

#[test]
fn earlier_roles_that_nobody_we_know_signed_count_by_their_objects_alone() {
    let place = Place::new();
    publish(&place, "a", 0);
    publish(&place, "b", 1);
    publish(&place, "c", 2);
    // Somebody else's signature on one; another says something about an object that is not so.
    let path = |n: u32| place.pack().join(format!("metadata/{n}.de.json"));
    let file = std::fs::read_to_string(path(1)).unwrap();
    std::fs::write(path(1), file.replace("\"sig\":\"", "\"sig\":\"00")).unwrap();
    let file = std::fs::read_to_string(path(2)).unwrap();
    let wrong = file.replace("\"raw_sha256\":\"", "\"raw_sha256\":\"00");
    assert_ne!(file, wrong);
    std::fs::write(path(2), wrong).unwrap();
    let published = publish(&place, "d", 3);
    assert_eq!(bases(&place, &["a", "b", "c"], 3), ["a", "c"]);
    assert!(published.warnings[0].contains("phones that have revision 2"), "{published:?}");
}

#[test]
fn a_language_that_comes_back_has_deltas_from_what_it_was() {
    let place = Place::new();
    publish(&place, "a", 0);
    place.publish(&[common()], day(1));
    publish(&place, "b", 2);
    assert_eq!(bases(&place, &["a"], 2), ["a"]);
}

#[test]
fn patches_are_as_short_as_those_of_the_zstd_command_and_each_reads_the_other() {
    if Command::new("zstd").arg("--version").output().is_err() {
        let _ = writeln!(std::io::stderr(), "not held: no zstd command here (apt install zstd)");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let old: Vec<u8> = long("de", "old").to_bytes().unwrap().repeat(8);
    let mut new = old.clone();
    for (n, at) in [3_000, 11_000, 19_000].into_iter().enumerate() {
        new.splice(
            at..at + 40,
            format!("a sentence number {n} that was never said before").into_bytes(),
        );
    }
    std::fs::write(path("old"), &old).unwrap();
    std::fs::write(path("new"), &new).unwrap();
    let zstd = |arguments: &[&str], from: &str, to: &str| {
        let mut command = Command::new("zstd");
        command.args(["-q", "-f", "--patch-from"]).arg(path("old")).args(arguments);
        let done = command.arg(path(from)).arg("-o").arg(path(to)).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        std::fs::read(path(to)).unwrap()
    };
    let theirs = zstd(&["-19", "--ultra", "--single-thread"], "new", "theirs");
    let ours = patch(&old, &new, 16).unwrap();
    assert!(ours.len() * 10 <= theirs.len() * 11, "{} beside {}", ours.len(), theirs.len());
    std::fs::write(path("ours"), &ours).unwrap();
    assert_eq!(zstd(&["-d"], "ours", "read"), new);
    let (length, sha256) = (new.len() as u64, hex::sha256(&new));
    assert_eq!(apply(&old, &hex::sha256(&old), &theirs, length, &sha256).unwrap(), new);
    assert_eq!(apply(&old, &hex::sha256(&old), &ours, length, &sha256).unwrap(), new);
    // Farther away than the window that the level has by itself, 8 MiB.
    let unlike = |n: u64| (n.wrapping_mul(n).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as u8;
    let unlike: Vec<u8> = (0..100_000u64).map(unlike).collect();
    let mut far = unlike.clone();
    far.resize(9_000_000, b' ');
    let patched = patch(&far, &unlike, 12).unwrap();
    assert!(patched.len() < 100, "{}", patched.len());
    assert!(!patch(&[], &[], 12).unwrap().is_empty());
}

#[test]
fn names_and_paths_are_those_phones_look_for() {
    let place = Place::new();
    publish(&place, "a", 0);
    let published = publish(&place, "b", 1);
    let sha256 = hex::sha256(&long("de", "a").to_bytes().unwrap());
    let name = delta_target("de", &sha256);
    let delta = &published.editions[1].deltas[0];
    assert!(sha256.starts_with(&delta.base));
    let path = published.written.iter().find(|w| w.ends_with(&name)).unwrap();
    let file = std::fs::read(place.pack().join(path)).unwrap();
    assert_eq!(*path, format!("o/{}.{name}", hex::sha256(&file)));
    let role = place.metadata("2.de.json");
    assert!(role.contains(&format!("\"{name}\":{{\"hashes\":{{")), "no custom: {role}");
}
