//! How fetching a pack fails, by number: bodies without end, bombs, deltas of no use, answers that are none, caches
//! that mix new and old. The real carrier against a server that misbehaves; the numbers are those of
//! docs/pack-format.md, "Failure modes and the tests that hold them".

#![cfg(test)]

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use companion_core::ErrorKind;
use companion_core::adapters::SystemSpace;
use companion_core::packs::bundle::Bundle;
use companion_core::packs::layout::bundle_path;
use companion_core::sync::PackReport;
use companion_tests::publisher::PACK;
use companion_tests::trial::{Reads, Trial, impatient};
use companion_tests::unruly::{Asked, Manner, gzip};

const BUNDLE: &str = "/bundle/";
const DELTA: &str = ".delta.zst";
const WHOLE: &str = ".pack.zst";
/// Addresses of each kind that an update may ask for; the last two only without the ones before.
const KINDS: [&str; 4] = [BUNDLE, "/metadata/timestamp.json", DELTA, WHOLE];

/// Takes away the short ways, as far as needed to be led to files of this kind.
fn lead_to(trial: &Trial, kind: &str) {
    for (short, long) in [(BUNDLE, "/metadata/timestamp.json"), (DELTA, WHOLE)] {
        if kind == long {
            trial.server.when(short, Manner::Status(404));
        }
    }
}

/// One trial for each kind of address and each manner: the person reads the old state or the new one, and the next
/// honest sync brings the new one.
async fn survives(manners: &[Manner], allowed: &[ErrorKind]) {
    let first = Trial::long(0).await.unwrap();
    for kind in KINDS {
        for manner in manners {
            let story = format!("{manner:?} at {kind}");
            let trial = first.again().unwrap();
            lead_to(&trial, kind);
            trial.server.when(kind, manner.clone());
            let hasty = trial.phone.open_over(impatient(), Arc::new(SystemSpace)).unwrap();
            match hasty.sync_pack(PACK, None).await {
                // A patch that does not come is no loss: the file comes whole.
                Ok(_) => assert_eq!(trial.reads().unwrap(), Reads::New, "{story}"),
                Err(e) => {
                    assert!(allowed.contains(&e.kind()), "{story}: {e}");
                    assert_eq!(trial.reads().unwrap(), Reads::Old, "{story}");
                }
            }
            assert!(trial.server.asked().iter().any(|a| a.path.contains(kind)), "{story}");
            trial.heals().await.unwrap_or_else(|e| panic!("{story}: {e}"));
        }
    }
}

#[tokio::test]
async fn mode_08_a_body_without_end_or_of_a_gigabyte_is_left() {
    let manners = [Manner::Endless, Manner::Gigabyte];
    survives(&manners, &[ErrorKind::Untrusted]).await;
}

#[tokio::test]
async fn mode_08_a_server_that_creeps_or_falls_silent_is_left() {
    let manners = [Manner::Creeping, Manner::Silent(0), Manner::Silent(40)];
    survives(&manners, &[ErrorKind::Offline]).await;
}

#[tokio::test]
async fn mode_09_a_bomb_for_an_edition_a_delta_or_a_bundle_is_not_unpacked() {
    let first = Trial::long(0).await.unwrap();
    let bomb = zstd::encode_all(std::io::repeat(b' ').take(64 << 20), 3).unwrap();
    let trial = first.again().unwrap();
    assert!(bomb.len() < trial.raw(1, "en").unwrap().len() / 3, "shorter than the whole file");
    trial.server.when(BUNDLE, Manner::Instead(bomb.clone()));
    trial.app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(trial.reads().unwrap(), Reads::New, "the documents alone are as good as a bundle");

    // Signed, so that it comes to the unpacking.
    let trial = first.again().unwrap();
    trial.forger().delta("en", &bomb, |_| {}).unwrap();
    let report = trial.app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(trial.reads().unwrap(), Reads::New);
    assert_eq!(patched(&report), [("de", true), ("en", false)], "the whole file instead");

    let trial = first.again().unwrap();
    trial.forger().object("en", &trial.raw(1, "en").unwrap(), &bomb, |_| {}).unwrap();
    trial.server.when(DELTA, Manner::Status(404));
    assert_eq!(trial.refused().await.unwrap(), ErrorKind::Untrusted);
    // And one byte more than is signed.
    for more in [b"!".as_slice(), b"\n"] {
        let trial = first.again().unwrap();
        let raw = trial.raw(1, "en").unwrap();
        let longer = zstd::encode_all([&raw, more].concat().as_slice(), 3).unwrap();
        trial.forger().object("en", &raw, &longer, |_| {}).unwrap();
        trial.server.when(DELTA, Manner::Status(404));
        assert_eq!(trial.refused().await.unwrap(), ErrorKind::Untrusted);
        let patch = patch(&trial.raw(0, "en").unwrap(), &[&raw, more].concat());
        let trial = first.again().unwrap();
        trial.forger().delta("en", &patch, |_| {}).unwrap();
        let report = trial.app.sync_pack(PACK, None).await.unwrap();
        assert_eq!(patched(&report), [("de", true), ("en", false)]);
        assert_eq!(trial.reads().unwrap(), Reads::New);
    }
}

/// Which editions came as a patch.
fn patched(report: &PackReport) -> Vec<(&str, bool)> {
    report.editions.iter().map(|e| (e.name.as_str(), e.patched)).collect()
}

fn patch(base: &[u8], new: &[u8]) -> Vec<u8> {
    use zstd::zstd_safe::{CCtx, CParameter, compress_bound};
    let mut context = CCtx::create();
    // As the trap has it: without a checksum of its own, a patch tells nothing of a wrong base.
    context.set_parameter(CParameter::ChecksumFlag(false)).unwrap();
    context.set_parameter(CParameter::WindowLog(20)).unwrap();
    context.ref_prefix(base).unwrap();
    let mut out = Vec::with_capacity(compress_bound(new.len()));
    context.compress2(&mut out, new).unwrap();
    out
}

#[tokio::test]
async fn mode_10_a_delta_from_a_wrong_base_of_equal_length_is_found_out() {
    let trial = Trial::long(0).await.unwrap();
    let (base, new) = (trial.raw(0, "en").unwrap(), trial.raw(1, "en").unwrap());
    // The same bytes in another order, so that what is copied from it is something else.
    let (first, second) = base.split_at(base.len() / 2);
    let wrong = [second, first].concat();
    assert!(wrong.len() == base.len() && wrong != base);
    let patch = patch(&wrong, &new);
    trial.forger().delta("en", &patch, |_| {}).unwrap();
    let report = trial.app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(patched(&report), [("de", true), ("en", false)]);
    assert_eq!(trial.reads().unwrap(), Reads::New);
}

#[tokio::test]
async fn mode_10_a_delta_that_is_missing_cut_short_or_damaged_costs_the_whole_file_once() {
    let first = Trial::long(0).await.unwrap();
    let trial = first.again().unwrap();
    let (name, good) = delta_file(&trial);
    let mut damaged = good.clone();
    damaged[good.len() / 2] ^= 1;
    let manners = [
        Manner::Status(404),
        Manner::Status(410),
        Manner::Status(403),
        Manner::CutShort(good.len() / 2),
        Manner::Instead(damaged),
        Manner::Instead([good.as_slice(), b"!"].concat()),
        Manner::Instead(gzip(&good)),
    ];
    for manner in manners {
        let trial = first.again().unwrap();
        trial.server.when(&name, manner.clone());
        let report = trial.app.sync_pack(PACK, None).await.unwrap();
        assert_eq!(patched(&report), [("de", true), ("en", false)], "{manner:?}");
        assert_eq!(trial.reads().unwrap(), Reads::New);
        let whole = trial.server.asked().iter().filter(|a| a.path.contains(WHOLE)).count();
        assert_eq!(whole, 1, "{manner:?}");
    }
}

/// The delta of the English edition, as it is published: its name and its bytes.
fn delta_file(trial: &Trial) -> (String, Vec<u8>) {
    for entry in std::fs::read_dir(trial.publisher.pack().join("o")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.contains(".en.") && name.ends_with(DELTA) {
            return (name, std::fs::read(path).unwrap());
        }
    }
    panic!("no delta");
}

#[tokio::test]
async fn mode_10_a_spoiled_delta_is_remembered_and_not_fetched_again() {
    let first = Trial::long(0).await.unwrap();
    let trial = first.again().unwrap();
    trial.server.when(DELTA, Manner::Status(404));
    trial.server.when(WHOLE, Manner::Status(503));
    assert_eq!(trial.refused().await.unwrap(), ErrorKind::Offline);
    let deltas = |trial: &Trial| {
        trial.server.take_asked().iter().filter(|a| a.path.ends_with(DELTA)).count()
    };
    // One is enough: the editions that come whole now are fetched before it comes to the next delta.
    assert!(deltas(&trial) > 0);
    assert_eq!(trial.refused().await.unwrap(), ErrorKind::Offline);
    assert_eq!(deltas(&trial), 0, "known to be of no use");
    let report = trial.heals().await.unwrap();
    assert_eq!(patched(&report), [("de", false), ("en", false)]);
    assert_eq!(deltas(&trial), 0);

    // A week later somebody may have put it there.
    let trial = first.again().unwrap();
    trial.server.when(DELTA, Manner::Status(404));
    trial.server.when(WHOLE, Manner::Status(503));
    trial.refused().await.unwrap();
    trial.phone.clock.advance(8 * 24 * 3600);
    trial.server.behave();
    let report = trial.app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(patched(&report), [("de", true), ("en", true)]);
}

#[tokio::test]
async fn mode_10_a_delta_larger_than_the_whole_file_is_never_fetched() {
    let trial = Trial::long(0).await.unwrap();
    let large = vec![7; trial.raw(1, "en").unwrap().len() * 2];
    trial.forger().delta("en", &large, |_| {}).unwrap();
    let report = trial.app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(patched(&report), [("de", true), ("en", false)]);
    assert_eq!(trial.reads().unwrap(), Reads::New);
    let asked = trial.server.asked();
    assert!(asked.iter().all(|a| !(a.path.contains(".en.") && a.path.ends_with(DELTA))));
}

/// Breaks an edition's file off, so that some of it is there; how much.
async fn broken_off(trial: &Trial) -> u64 {
    let bytes = 5000;
    trial.server.when(DELTA, Manner::Status(404));
    trial.server.when(".en.pack.zst", Manner::BreakOff(bytes));
    assert_eq!(trial.refused().await.unwrap(), ErrorKind::Offline);
    trial.server.take_asked();
    bytes as u64
}

/// The first request for the English edition since the last look.
fn resumed(trial: &Trial) -> Asked {
    let asked = trial.server.asked();
    asked.into_iter().find(|a| a.path.contains(".en.pack.zst")).unwrap()
}

#[tokio::test]
async fn mode_13_a_server_that_is_odd_about_ranges_costs_the_beginning_and_nothing_else() {
    let first = Trial::long(0).await.unwrap();
    for (manner, requests) in [
        (Manner::Honest, 1),
        (Manner::IgnoresRange, 1),
        (Manner::WrongTotal, 1),
        (Manner::NewTag, 1),
        (Manner::WrongOffset, 2),
        (Manner::NoContentRange, 2),
    ] {
        let trial = first.again().unwrap();
        let bytes = broken_off(&trial).await;
        trial.server.when(".en.pack.zst", manner.clone());
        trial.app.sync_pack(PACK, None).await.unwrap();
        assert_eq!(trial.reads().unwrap(), Reads::New, "{manner:?}");
        assert_eq!(resumed(&trial).header("range"), Some(format!("bytes={bytes}-").as_str()));
        let asked = trial.server.asked();
        let count = asked.iter().filter(|a| a.path.contains(".en.pack.zst")).count();
        assert_eq!(count, requests, "{manner:?}");
    }
}

#[tokio::test]
async fn mode_13_status_416_for_everything_is_a_refusal_and_heals() {
    let trial = Trial::long(0).await.unwrap();
    broken_off(&trial).await;
    trial.server.when(".en.pack.zst", Manner::Unsatisfiable);
    assert_eq!(trial.refused().await.unwrap(), ErrorKind::Untrusted);
    trial.heals().await.unwrap();
}

#[tokio::test]
async fn mode_13_a_file_that_changes_in_the_middle_is_never_glued_together() {
    let first = Trial::long(0).await.unwrap();
    let other = vec![b'x'; 40_000];
    for same_tag in [false, true] {
        let trial = first.again().unwrap();
        broken_off(&trial).await;
        let manner = Manner::Instead(other.clone());
        trial.server.when(".en.pack.zst", manner);
        if same_tag {
            // A server that says nothing of tags: the rest of another file comes, and only the hash tells.
            forget_tags(&trial);
        }
        assert_eq!(trial.refused().await.unwrap(), ErrorKind::Untrusted);
        trial.heals().await.unwrap();
    }
}

/// Takes away what the phone knows of the entity tags of its parts.
fn forget_tags(trial: &Trial) {
    for entry in std::fs::read_dir(trial.phone.data().join("downloads")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "from") {
            std::fs::remove_file(path).unwrap();
        }
    }
}

#[tokio::test]
async fn mode_13_a_network_that_wants_a_login_is_no_network_and_takes_nothing_away() {
    let first = Trial::long(0).await.unwrap();
    let manners = [Manner::LoginPage, Manner::LoginElsewhere, Manner::LoginNeeded];
    for kind in KINDS {
        for manner in &manners {
            let trial = first.again().unwrap();
            lead_to(&trial, kind);
            trial.server.when(kind, manner.clone());
            assert_eq!(trial.refused().await.unwrap(), ErrorKind::Offline, "{manner:?} at {kind}");
            let short = kind != WHOLE;
            let report = trial.heals().await.unwrap();
            assert!(report.editions.iter().all(|e| e.patched == short), "{manner:?} at {kind}");
        }
    }
    for manner in manners {
        let trial = first.again().unwrap();
        let bytes = broken_off(&trial).await;
        trial.server.when("", manner.clone());
        assert_eq!(trial.refused().await.unwrap(), ErrorKind::Offline);
        trial.server.when("", Manner::Honest);
        trial.server.when(".en.pack.zst", manner.clone());
        assert_eq!(trial.refused().await.unwrap(), ErrorKind::Offline);
        trial.server.take_asked();
        trial.heals().await.unwrap();
        let range = format!("bytes={bytes}-");
        assert_eq!(resumed(&trial).header("range"), Some(range.as_str()), "after {manner:?}");
    }
}

#[tokio::test]
async fn mode_13_bytes_packed_on_the_way_once_or_twice_are_not_taken_for_the_file() {
    let first = Trial::long(0).await.unwrap();
    for kind in KINDS {
        for times in [1, 2] {
            let trial = first.again().unwrap();
            lead_to(&trial, kind);
            trial.server.when(kind, Manner::Packed(times));
            assert_eq!(trial.refused().await.unwrap(), ErrorKind::Offline, "{times} at {kind}");
            let report = trial.heals().await.unwrap();
            // Nothing was wrong with the delta itself.
            assert!(report.editions.iter().all(|e| e.patched == (kind != WHOLE)), "{kind}");
        }
    }
    // Packed without a word of it.
    let trial = first.again().unwrap();
    lead_to(&trial, WHOLE);
    trial.server.when(WHOLE, Manner::Instead(gzip(&gzip(b"whatever"))));
    assert_eq!(trial.refused().await.unwrap(), ErrorKind::Untrusted);
    trial.heals().await.unwrap();
}

#[tokio::test]
async fn mode_14_new_signatures_over_old_files_leave_the_old_state() {
    let first = Trial::long(0).await.unwrap();
    for bundles in [true, false] {
        for (status, kind) in [
            (404, ErrorKind::Untrusted),
            (403, ErrorKind::Untrusted),
            (410, ErrorKind::Untrusted),
            (500, ErrorKind::Offline),
            (503, ErrorKind::Offline),
        ] {
            let trial = first.again().unwrap();
            if !bundles {
                trial.server.when(BUNDLE, Manner::Status(404));
            }
            trial.server.when("/o/", Manner::Status(status));
            assert_eq!(trial.refused().await.unwrap(), kind, "{status}");
            trial.heals().await.unwrap();
        }
        let trial = first.again().unwrap();
        if !bundles {
            trial.server.when(BUNDLE, Manner::Status(404));
        }
        // The old file under the new name.
        let old = zstd::encode_all(trial.raw(0, "en").unwrap().as_slice(), 19).unwrap();
        trial.server.when("/o/", Manner::Instead(old));
        assert_eq!(trial.refused().await.unwrap(), ErrorKind::Untrusted);
        trial.heals().await.unwrap();
    }
}

#[tokio::test]
async fn mode_14_old_signatures_beside_new_files_are_the_old_state() {
    let first = Trial::long(0).await.unwrap();
    // Everything that changes in its place is late; what has names of its own is there already.
    let trial = first.again().unwrap();
    let old = |path: &str| std::fs::read(trial.before.path().join(PACK).join(path)).unwrap();
    let late = ["bundle/en.zst", "metadata/timestamp.json"];
    for path in late {
        trial.server.when(path, Manner::Instead(old(path)));
    }
    let report = trial.app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(report.editions, [], "nothing new is known");
    assert_eq!(trial.reads().unwrap(), Reads::Old);
    trial.heals().await.unwrap();

    // Only one of them is late.
    for (path, seen) in late.into_iter().zip([Reads::Old, Reads::New]) {
        let trial = first.again().unwrap();
        trial.server.when(path, Manner::Instead(old(path)));
        trial.app.sync_pack(PACK, None).await.unwrap();
        assert_eq!(trial.reads().unwrap(), seen, "{path} is late");
        trial.heals().await.unwrap();
    }

    // A new timestamp, and what it leads to is not there yet.
    let trial = first.again().unwrap();
    trial.server.when(BUNDLE, Manner::Status(404));
    for part in ["snapshot.json", ".en.json", ".common.json"] {
        trial.server.when(part, Manner::Status(404));
        let refused = trial.app.sync_pack(PACK, None).await;
        match refused {
            Err(e) => {
                assert_eq!(e.kind(), ErrorKind::Untrusted, "without {part}");
                assert_eq!(trial.reads().unwrap(), Reads::Old, "without {part}");
            }
            // It has not changed, so nobody asks for it.
            Ok(_) => assert_eq!(part, ".common.json"),
        }
        trial.server.behave();
        trial.server.when(BUNDLE, Manner::Status(404));
    }
    trial.heals().await.unwrap();
}

#[tokio::test]
async fn mode_14_a_cache_that_goes_back_in_time_is_refused_and_the_new_state_stays() {
    let trial = Trial::long(0).await.unwrap();
    trial.heals().await.unwrap();
    trial.server.serve(trial.before.path());
    let refused = trial.app.sync_pack(PACK, None).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Untrusted);
    assert_eq!(trial.reads().unwrap(), Reads::New);
    trial.server.serve(trial.publisher.folder());
    trial.heals().await.unwrap();
}

#[tokio::test]
async fn mode_14_a_bundle_of_documents_from_two_releases_costs_requests_and_nothing_else() {
    let first = Trial::long(0).await.unwrap();
    let trial = first.again().unwrap();
    let read = |folder: &Path| {
        Bundle::read(&std::fs::read(folder.join(PACK).join(bundle_path("en"))).unwrap()).unwrap()
    };
    let (old, new) = (read(trial.before.path()), read(trial.publisher.folder()));
    let role = |name: &str| name.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
    for (name, document) in &old.documents {
        let mut mixed = new.clone();
        mixed.documents.retain(|n, _| role(n) != role(name));
        mixed.documents.insert(name.clone(), document.clone());
        // And the same under the name of the new one.
        let mut disguised = new.clone();
        for (n, d) in &mut disguised.documents {
            if role(n) == role(name) {
                d.clone_from(document);
            }
        }
        for bundle in [mixed, disguised] {
            let trial = first.again().unwrap();
            let bytes = bundle.to_file().unwrap();
            trial.server.when(BUNDLE, Manner::Instead(bytes));
            let report = trial.app.sync_pack(PACK, None).await.unwrap();
            match trial.reads().unwrap() {
                Reads::New => assert_eq!(patched(&report), [("de", true), ("en", true)]),
                // An old timestamp vouches for the old state alone.
                Reads::Old => assert_eq!(role(name), "timestamp.json", "{name}"),
            }
            trial.heals().await.unwrap();
        }
    }
}
