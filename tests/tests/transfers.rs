//! Files carried by a shell, by the built-in carrier, and by both in turn: resumed, from mirrors, as networks allow.

#![cfg(test)]

use std::fs;
use std::path::PathBuf;

use companion_cli::keys::Role;
use companion_core::packs::edition::Edition;
use companion_core::packs::format::Level;
use companion_core::sync::{Network, Transfer};
use companion_core::{Companion, ErrorKind};
use companion_tests::made::{Made, page};
use companion_tests::phone::Phone;
use companion_tests::publisher::PACK;
use companion_tests::trial::{LATER, Reads, Trial};
use companion_tests::unruly::{Asked, Manner};

const DELTA: &str = ".delta.zst";
const WHOLE: &str = ".pack.zst";

/// The bytes of a transfer, as a shell gets them from the first address.
fn bytes_of(trial: &Trial, transfer: &Transfer) -> Vec<u8> {
    let (_, path) = transfer.urls[0].split_once(&format!("/{PACK}/")).unwrap();
    fs::read(trial.publisher.pack().join(path)).unwrap()
}

/// Puts bytes where a shell keeps its downloads.
fn carried(trial: &Trial, bytes: &[u8]) -> PathBuf {
    let path = trial.phone.data().join("carried by the shell");
    fs::write(&path, bytes).unwrap();
    path
}

fn names(transfers: &[Transfer]) -> Vec<&str> {
    transfers.iter().map(|t| t.name.as_str()).collect()
}

async fn checked(app: &Companion) -> Vec<Transfer> {
    let outcomes = app.check_all().await.unwrap();
    assert_eq!(outcomes[0].failure, None);
    app.list_transfers().unwrap()
}

fn objects(asked: &[Asked]) -> usize {
    asked.iter().filter(|a| a.path.contains("/o/")).count()
}

#[tokio::test]
async fn installing_what_was_carried_is_no_check_and_asks_nobody() {
    let trial = Trial::long(0).await.unwrap();
    let checked_at = || trial.app.list_subscriptions().unwrap()[0].checked_at;
    let before = checked_at();
    let transfers = checked(&trial.app).await;
    assert_eq!(checked_at(), before, "files are missing: what is installed is not up to date");
    for transfer in &transfers {
        let path = carried(&trial, &bytes_of(&trial, transfer));
        assert!(trial.app.take_transfer(&transfer.id, &path, 0).unwrap());
    }
    trial.phone.clock.advance(3600);
    trial.server.take_asked();
    trial.app.install_transfers().await.unwrap();
    assert!(trial.server.take_asked().is_empty());
    assert_eq!(trial.reads().unwrap(), Reads::New);
    assert_eq!(checked_at(), before, "nobody was asked now");
    assert_eq!(checked(&trial.app).await, []);
    assert!(checked_at() > before, "nothing is missing: that was a check");
}

#[tokio::test]
async fn a_shell_carries_an_update_in_pieces_over_a_restart() {
    let trial = Trial::long(0).await.unwrap();
    let transfers = checked(&trial.app).await;
    assert_eq!(names(&transfers), ["de", "en"]);
    assert_eq!(objects(&trial.server.take_asked()), 0, "a check fetches signatures alone");
    assert!(transfers.iter().all(|t| t.urls[0].ends_with(DELTA) && t.from_bytes == 0));
    for transfer in &transfers {
        let bytes = bytes_of(&trial, transfer);
        assert_eq!(bytes.len() as u64, transfer.length);
        let (first, rest) = bytes.split_at(bytes.len() / 3);
        let whole = trial.app.take_transfer(&transfer.id, &carried(&trial, first), 0).unwrap();
        assert!(!whole, "a third of it");
        // Another process: everything is derived anew.
        let other = trial.phone.open().unwrap();
        let listed = other.list_transfers().unwrap();
        let again = listed.iter().find(|t| t.id == transfer.id).unwrap();
        assert_eq!(again.from_bytes, first.len() as u64);
        let range = again.headers.iter().find(|h| h.name == "Range").unwrap();
        assert_eq!(range.value, format!("bytes={}-", first.len()));
        assert!(other.install_transfers().await.unwrap().is_empty(), "something is missing");
        assert_eq!(trial.reads().unwrap(), Reads::Old);
        let path = carried(&trial, rest);
        assert!(other.take_transfer(&transfer.id, &path, first.len() as u64).unwrap());
        assert!(path.exists(), "copied, not taken away");
    }
    assert_eq!(trial.app.list_transfers().unwrap(), []);
    let outcomes = trial.app.install_transfers().await.unwrap();
    let report = outcomes[0].report.as_ref().unwrap();
    assert_eq!((report.requests, report.bytes, report.editions.len()), (0, 0, 2));
    assert_eq!(trial.reads().unwrap(), Reads::New);
    assert!(trial.app.install_transfers().await.unwrap().is_empty(), "once");
    assert_eq!(trial.server.take_asked().len(), 0, "no network was used");
}

#[tokio::test]
async fn a_first_install_can_be_carried_too() {
    let trial = Trial::long(0).await.unwrap();
    let phone = Phone::online().unwrap();
    phone.clock.advance(LATER);
    let app = phone.open().unwrap();
    app.set_languages(&["en".into()]).unwrap();
    app.add_pack(&trial.publisher.link(&trial.server.base_url(), PACK).unwrap()).unwrap();
    assert_eq!(app.list_transfers().unwrap(), [], "nothing is known before a check");
    let transfers = checked(&app).await;
    assert_eq!(names(&transfers), ["common", "de", "en"]);
    for transfer in transfers {
        let path = carried(&trial, &bytes_of(&trial, &transfer));
        assert!(app.take_transfer(&transfer.id, &path, 0).unwrap());
    }
    app.install_transfers().await.unwrap();
    assert_eq!(trial.reads_on(&phone, &app).unwrap(), Reads::New);
}

#[tokio::test]
async fn what_a_shell_brings_is_believed_by_its_hash_alone() {
    let trial = Trial::long(0).await.unwrap();
    let transfer = checked(&trial.app).await.remove(0);
    let good = bytes_of(&trial, &transfer);
    let mut wrong = good.clone();
    wrong[good.len() / 2] ^= 1;
    let longer = [good.as_slice(), b"!"].concat();
    let page = vec![b'<'; good.len()];
    for (story, bytes) in [("wrong", wrong), ("too many", longer), ("a page", page)] {
        let path = carried(&trial, &bytes);
        assert!(!trial.app.take_transfer(&transfer.id, &path, 0).unwrap(), "{story}");
        let again = trial.app.list_transfers().unwrap().remove(0);
        assert_eq!((again.id.as_str(), again.from_bytes), (transfer.id.as_str(), 0), "{story}");
    }
    // A gigabyte takes no more room than the transfer.
    let path = trial.phone.data().join("carried by the shell");
    fs::File::create(&path).unwrap().set_len(1_000_000_000).unwrap();
    assert!(!trial.app.take_transfer(&transfer.id, &path, 0).unwrap());

    let half = carried(&trial, &good[..good.len() / 2]);
    assert!(!trial.app.take_transfer(&transfer.id, &half, 0).unwrap());
    let rest = carried(&trial, &good[good.len() / 2..]);
    for from in [1, good.len() as u64 / 2 + 1, u64::MAX] {
        let refused = trial.app.take_transfer(&transfer.id, &rest, from).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Invalid, "behind {from} bytes");
    }
    let nowhere = trial.phone.data().join("nowhere");
    let refused = trial.app.take_transfer(&transfer.id, &nowhere, 0).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::StorageUnavailable);
    let kept = trial.app.list_transfers().unwrap().remove(0).from_bytes;
    assert_eq!(kept, good.len() as u64 / 2, "what was there is still there");
    assert!(trial.app.take_transfer(&transfer.id, &rest, kept).unwrap());
    assert_eq!(trial.reads().unwrap(), Reads::Old);
    trial.heals().await.unwrap();
}

#[tokio::test]
async fn a_transfer_that_nobody_wants_any_more_is_not_taken() {
    let trial = Trial::long(0).await.unwrap();
    let transfers = checked(&trial.app).await;
    let path = carried(&trial, &bytes_of(&trial, &transfers[0]));
    trial.heals().await.unwrap();
    for id in [transfers[0].id.as_str(), "", "../../person.db", &"0".repeat(64)] {
        let refused = trial.app.take_transfer(id, &path, 0).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::NotFound, "{id}");
    }
    assert!(trial.phone.person().exists());
}

#[tokio::test]
async fn the_built_in_carrier_goes_on_where_a_shell_stopped_and_the_other_way_round() {
    let trial = Trial::long(0).await.unwrap();
    trial.server.when(DELTA, Manner::Status(404));
    trial.server.when(WHOLE, Manner::Status(503));
    trial.refused().await.unwrap();
    let transfers = trial.app.list_transfers().unwrap();
    assert!(transfers[0].urls[0].ends_with(WHOLE), "the patch is known to be of no use");
    let transfer = transfers[0].clone();
    let bytes = bytes_of(&trial, &transfer);
    let third = bytes.len() / 3;
    trial.app.take_transfer(&transfer.id, &carried(&trial, &bytes[..third]), 0).unwrap();

    // The built-in carrier breaks off as well.
    trial.server.behave();
    trial.server.when(WHOLE, Manner::BreakOff(third));
    trial.server.take_asked();
    assert_eq!(trial.refused().await.unwrap(), ErrorKind::Offline);
    let asked = trial.server.take_asked();
    let own = |asked: &[Asked]| {
        let own = |a: &&Asked| a.path.contains(&transfer.id);
        asked.iter().find(own).map(|a| a.header("range").unwrap_or_default().to_owned())
    };
    assert_eq!(own(&asked), Some(format!("bytes={third}-")), "on from where the shell stopped");

    // The shell brings the rest, and is told how to ask for it.
    let again = trial.app.list_transfers().unwrap();
    let again = again.iter().find(|t| t.id == transfer.id).unwrap();
    assert_eq!(again.from_bytes, 2 * third as u64);
    let if_range = again.headers.iter().find(|h| h.name == "If-Range").unwrap();
    assert_eq!(if_range.value, format!("\"{}\"", transfer.id), "the tag this server has for it");
    let rest = carried(&trial, &bytes[2 * third..]);
    assert!(trial.app.take_transfer(&transfer.id, &rest, again.from_bytes).unwrap());
    trial.server.take_asked();
    trial.heals().await.unwrap();
    assert_eq!(own(&trial.server.take_asked()), None, "it is there already");
}

/// Breaks the English file off at the first server; how much of it is there.
async fn broken_off(trial: &Trial) -> usize {
    let bytes = 3000;
    trial.server.when(DELTA, Manner::Status(404));
    trial.mirrors.iter().for_each(|m| m.when("/o/", Manner::Status(404)));
    trial.server.when(".en.pack.zst", Manner::BreakOff(bytes));
    trial.refused().await.unwrap();
    trial.server.take_asked();
    trial.mirrors.iter().for_each(|m| drop(m.take_asked()));
    bytes
}

fn english(asked: &[Asked]) -> Vec<&Asked> {
    asked.iter().filter(|a| a.path.contains(".en.pack.zst")).collect()
}

#[tokio::test]
async fn a_download_that_broke_off_asks_for_the_rest_of_the_same_file() {
    let trial = Trial::long(0).await.unwrap();
    let bytes = broken_off(&trial).await;
    trial.heals().await.unwrap();
    let asked = trial.server.take_asked();
    let asked = english(&asked);
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].header("range"), Some(format!("bytes={bytes}-").as_str()));
    let tag = asked[0].header("if-range").unwrap();
    assert!(asked[0].path.contains(tag.trim_matches('"')), "the tag that was told: {tag}");
    assert_eq!(asked[0].status, 206);
}

#[tokio::test]
async fn a_server_that_has_another_file_by_now_sends_all_of_it() {
    let trial = Trial::long(0).await.unwrap();
    let bytes = broken_off(&trial).await;
    trial.server.when(".en.pack.zst", Manner::NewTag);
    trial.app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(trial.reads().unwrap(), Reads::New);
    let asked = trial.server.take_asked();
    let asked = english(&asked);
    assert_eq!((asked.len(), asked[0].status), (1, 200), "from the beginning, in one answer");
    assert!(asked[0].bytes > bytes as u64);
}

#[tokio::test]
async fn a_download_goes_on_from_a_mirror() {
    let trial = Trial::long(1).await.unwrap();
    let bytes = broken_off(&trial).await;
    trial.mirrors[0].behave();
    trial.server.when(".en.pack.zst", Manner::Status(503));
    trial.app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(trial.reads().unwrap(), Reads::New);
    let asked = trial.mirrors[0].take_asked();
    let asked = english(&asked);
    assert_eq!(asked[0].header("range"), Some(format!("bytes={bytes}-").as_str()));
    assert_eq!(asked[0].header("if-range"), None, "tags are each server's own");
    assert_eq!(asked[0].status, 206);
}

#[tokio::test]
async fn mirrors_step_in_where_the_first_host_is_gone_behind_or_wrong() {
    let page = Manner::LoginPage;
    let odd = [
        ("gone", "", Manner::Status(500)),
        ("without the pack", "", Manner::Status(404)),
        ("a login page", "", page),
        ("endless", "", Manner::Endless),
        ("without files", "/o/", Manner::Status(404)),
        ("with other files", "/o/", Manner::Instead(b"something else".to_vec())),
        ("packed", "", Manner::Packed(1)),
    ];
    for (story, part, manner) in odd {
        let trial = Trial::long(1).await.unwrap();
        trial.server.when(part, manner);
        trial.app.sync_pack(PACK, None).await.unwrap_or_else(|e| panic!("{story}: {e}"));
        assert_eq!(trial.reads().unwrap(), Reads::New, "{story}");
        assert!(trial.bytes_of("/o/") > 0, "{story}");
    }
    // Behind what the phone has seen already.
    let trial = Trial::long(1).await.unwrap();
    trial.app.sync_pack(PACK, None).await.unwrap();
    trial.server.serve(trial.before.path());
    let report = trial.app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(report.editions, []);
    assert_eq!(trial.reads().unwrap(), Reads::New);
    assert!(!trial.mirrors[0].take_asked().is_empty());
}

#[tokio::test]
async fn a_mirror_that_is_wrong_too_is_no_worse_than_none() {
    let trial = Trial::long(2).await.unwrap();
    trial.server.when("/o/", Manner::Status(503));
    trial.mirrors[0].when("/o/", Manner::Instead(b"something else".to_vec()));
    trial.app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(trial.reads().unwrap(), Reads::New, "the third has it");

    let trial = Trial::long(1).await.unwrap();
    trial.server.when("/o/", Manner::BreakOff(20));
    trial.mirrors[0].when("/o/", Manner::Instead(b"something else".to_vec()));
    // That it broke off is told: it may go on.
    assert_eq!(trial.refused().await.unwrap(), ErrorKind::Offline);
    trial.heals().await.unwrap();
}

/// A city with a notice that is in force.
fn city(word: &str, notice: &str) -> Vec<Edition> {
    let mut made = Made::new(PACK, Level::City, "en").unwrap();
    made.page(page("page"), &[("en", word, word)]).unwrap();
    let span = ("2026-11-01T00:00", "2026-12-31T00:00");
    made.notice("warning", span, true, &[("en", notice)]).unwrap();
    made.editions()
}

/// Signs the English edition as a file of 1.5 MB without patches: it stands behind a frame that decoders skip (RFC 8878,
/// section 3.1.2).
fn make_large(trial: &Trial) {
    let raw = trial.raw(1, "en").unwrap();
    let skipped = vec![7; 1_500_000];
    let length = u32::try_from(skipped.len()).unwrap();
    let frame = zstd::encode_all(raw.as_slice(), 3).unwrap();
    let file = [0x184d_2a50_u32.to_le_bytes().as_slice(), &length.to_le_bytes(), &skipped, &frame]
        .concat();
    trial.forger().object("en", &raw, &file, |_| {}).unwrap();
    let whole_alone = |signed: &mut serde_json::Value| {
        let targets = signed["targets"].as_object_mut().unwrap();
        targets.retain(|name, _| !name.ends_with(DELTA));
    };
    trial.forger().role("en", Role::Editions, whole_alone).unwrap();
}

fn shown(app: &Companion) -> (String, String) {
    let guide = app.guide().unwrap();
    let notice = guide.list_notices().unwrap().remove(0).title;
    (guide.list_top().unwrap().remove(0).title, notice)
}

#[tokio::test]
async fn a_city_waits_for_a_better_network_and_its_warnings_do_not() {
    let first = Trial::of(city("old", "All is well"), city("new", "Flood"), 0).await.unwrap();
    for network in [Network::Metered, Network::Roaming] {
        let trial = first.again().unwrap();
        make_large(&trial);
        trial.app.set_network(network);
        assert_eq!(shown(&trial.app), ("old".into(), "All is well".into()));
        let outcomes = trial.app.sync_all(None).await.unwrap();
        let report = outcomes[0].report.as_ref().unwrap();
        assert!(report.postponed_bytes > 1_500_000, "{}", report.postponed_bytes);
        assert_eq!(shown(&trial.app), ("old".into(), "Flood".into()), "{network:?}");
        let asked = trial.server.take_asked();
        assert!(asked.iter().all(|a| !a.path.contains(".en.pack")), "{network:?}");
        if network == Network::Roaming {
            // The same network, and a person who asks for it.
            trial.app.sync_pack(PACK, None).await.unwrap();
        } else {
            trial.app.set_network(Network::Unmetered);
            let report = trial.app.sync_all(None).await.unwrap().remove(0).report.unwrap();
            assert_eq!(report.postponed_bytes, 0);
        }
        assert_eq!(shown(&trial.app), ("new".into(), "Flood".into()), "{network:?}");
    }
}

#[tokio::test]
async fn a_patch_travels_over_any_network() {
    let trial = Trial::long(0).await.unwrap();
    trial.app.set_network(Network::Roaming);
    let report = trial.app.sync_all(None).await.unwrap().remove(0).report.unwrap();
    assert_eq!(report.postponed_bytes, 0);
    assert_eq!(trial.reads().unwrap(), Reads::New);
}
