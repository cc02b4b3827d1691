//! How what is signed about a pack fails, by number: replays, mixtures, expiry, clocks, stolen keys, chains of roots.
//! The numbers are those of docs/pack-format.md, "Failure modes and the tests that hold them".

#![cfg(test)]

use std::fs;
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use companion_cli::keys::Role;
use companion_cli::publish::{Options, renew};
use companion_core::ErrorKind;
use companion_core::guide::PackFreshness;
use companion_core::sync::{SyncListener, SyncProgress, SyncStep};
use companion_core::testing::ManualClock;
use companion_tests::phone::{BASE, monday, network};
use companion_tests::publisher::{PACK, Publisher};
use companion_tests::scene::{NEW, OLD, Scene};
use companion_tests::trial::{Reads, Trial, copy};
use companion_tests::unruly::Manner;
use serde_json::{Value, json};

/// Three languages of a third state: with another language, every role changes.
const NEWEST: [(&str, &str); 3] = [("de", "Amt"), ("en", "Office"), ("uk", "Реєстрація")];

/// A phone that has the third state, and its publisher's folder as it was honestly published.
async fn up_to_date() -> (Scene, tempfile::TempDir) {
    let scene = Scene::installed().await.unwrap();
    scene.publish_new().unwrap();
    scene.app.sync_pack(PACK, None).await.unwrap();
    scene.publisher.publish(&NEWEST, monday() + TimeDelta::days(2)).unwrap();
    scene.serve().unwrap();
    scene.app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(title(&scene), "Office 1");
    let honest = tempfile::tempdir().unwrap();
    copy(scene.publisher.folder(), honest.path()).unwrap();
    (scene, honest)
}

fn title(scene: &Scene) -> String {
    scene.app.guide().unwrap().list_top().unwrap().remove(0).title
}

/// The folder is the honest publisher's again, who goes on from there; the phone follows.
async fn heals(scene: &Scene, honest: &Path) {
    fs::remove_dir_all(scene.publisher.pack()).unwrap();
    copy(honest, scene.publisher.folder()).unwrap();
    scene.publisher.publish(&NEW, monday() + TimeDelta::days(3)).unwrap();
    scene.serve().unwrap();
    scene.app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(title(scene), "Signing up 1");
}

#[tokio::test]
async fn mode_01_older_metadata_of_any_role_is_not_taken_again() {
    // The timestamp itself, as a host may have kept it.
    let (scene, honest) = up_to_date().await;
    let old = Scene::installed().await.unwrap();
    let kept = network(old.publisher.folder()).unwrap();
    for url in kept.urls() {
        scene.web.put(&url, kept.file(&url).unwrap());
    }
    assert_eq!(scene.refused("timestamp").await.unwrap(), ErrorKind::Untrusted);
    heals(&scene, honest.path()).await;

    // Below a newer one: somebody with the keys leads to what was before.
    let (scene, honest) = up_to_date().await;
    let meta = json!({"snapshot.json": {"version": 1}});
    scene.forger().timestamp(|signed| signed["meta"] = meta).unwrap();
    scene.serve().unwrap();
    assert_eq!(scene.refused("snapshot").await.unwrap(), ErrorKind::Untrusted);
    heals(&scene, honest.path()).await;

    for role in ["targets", "en", "common"] {
        let (scene, honest) = up_to_date().await;
        let listed = format!("{role}.json");
        let mut before = 0;
        let forged = scene.forger().snapshot(|signed| {
            before = signed["meta"][listed.as_str()]["version"].as_u64().unwrap();
            signed["meta"][listed.as_str()] = json!({"version": 1});
        });
        forged.unwrap();
        assert!(before > 1, "{role} has changed");
        scene.serve().unwrap();
        assert_eq!(scene.refused(role).await.unwrap(), ErrorKind::Untrusted, "{role}");
        heals(&scene, honest.path()).await;
    }
}

#[tokio::test]
async fn mode_02_other_content_under_a_version_that_is_known_is_never_taken() {
    let forged = editions_with("Forged");
    for story in ["timestamp", "snapshot", "edition"] {
        let (scene, _honest) = up_to_date().await;
        let forger = scene.forger();
        match story {
            "timestamp" => {
                forger.edition("en", &forged).unwrap();
                let same = |signed: &mut Value| lower(signed, 2);
                forger.timestamp(same).unwrap();
            }
            "snapshot" => {
                forger.edition("en", &forged).unwrap();
                forger.snapshot(|signed| lower(signed, 2)).unwrap();
            }
            _ => {
                forger.edition("en", &forged).unwrap();
                let mut version = 0;
                let again = |signed: &mut Value| {
                    lower(signed, 2);
                    version = signed["version"].as_u64().unwrap();
                };
                forger.role("en", Role::Editions, again).unwrap();
                // As the publisher lists roles: by their versions alone.
                let listed = json!({"version": version});
                forger.snapshot(|signed| signed["meta"]["en.json"] = listed).unwrap();
            }
        }
        scene.serve().unwrap();
        let before = title(&scene);
        // Whether it is called nothing new or wrong, nothing of it is read.
        match scene.app.sync_pack(PACK, None).await {
            Ok(report) => assert_eq!(report.editions, [], "{story}"),
            Err(e) => assert_eq!(e.kind(), ErrorKind::Untrusted, "{story}"),
        }
        assert_eq!(title(&scene), before, "{story}");
        // The publisher goes on from what is published, versions and all.
        scene.publisher.publish(&NEW, monday() + TimeDelta::days(3)).unwrap();
        scene.serve().unwrap();
        scene.app.sync_pack(PACK, None).await.unwrap();
        assert_eq!(title(&scene), "Signing up 1", "{story}");
    }
}

/// Takes a version back by so much.
fn lower(signed: &mut Value, by: u64) {
    signed["version"] = json!(signed["version"].as_u64().unwrap() - by);
}

/// The English edition with another word.
fn editions_with(word: &str) -> Vec<u8> {
    let editions = companion_tests::publisher::editions(&[("de", "Amt"), ("en", word)]).unwrap();
    editions.iter().find(|e| e.name() == "en").unwrap().to_bytes().unwrap()
}

#[tokio::test]
async fn mode_03_a_file_of_the_release_before_among_those_of_the_next_is_refused() {
    let trial = Trial::installed().await.unwrap();
    let names = |folder: &Path, below: &str| {
        let mut names: Vec<String> = fs::read_dir(folder.join(PACK).join(below))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    let mut mixed = 0;
    for below in ["metadata", "o"] {
        let old = names(trial.before.path(), below);
        for name in names(trial.publisher.folder(), below) {
            let (_, kind) = name.split_once('.').unwrap();
            let counterpart = old.iter().find(|o| o.ends_with(&format!(".{kind}")));
            let Some(counterpart) = counterpart.filter(|_| !old.contains(&name)) else { continue };
            let trial = trial.again().unwrap();
            let bytes = fs::read(trial.before.path().join(PACK).join(below).join(counterpart));
            trial.server.when("/bundle/", Manner::Status(404));
            trial.server.when(".delta.zst", Manner::Status(404));
            trial.server.when(&name, Manner::Instead(bytes.unwrap()));
            assert_eq!(trial.refused().await.unwrap(), ErrorKind::Untrusted, "{name}");
            trial.heals().await.unwrap();
            mixed += 1;
        }
    }
    // snapshot, two roles, two editions.
    assert_eq!(mixed, 5);
}

/// Long before every signature's end, and long after it.
const PAST: &str = "2026-11-01T00:00:00Z";

#[tokio::test]
async fn mode_04_expired_signatures_of_any_role_are_told_and_hide_nothing() {
    for role in ["timestamp", "snapshot", "targets", "common", "en"] {
        let scene = Scene::installed().await.unwrap();
        scene.publish_new().unwrap();
        let honest = tempfile::tempdir().unwrap();
        copy(scene.publisher.folder(), honest.path()).unwrap();
        let forger = scene.forger();
        let expires = |signed: &mut Value| signed["expires"] = json!(PAST);
        match role {
            "timestamp" => forger.timestamp(expires).unwrap(),
            "snapshot" => forger.snapshot(expires).unwrap(),
            "targets" => forger.role(role, Role::Targets, expires).unwrap(),
            name => forger.role(name, Role::Editions, expires).unwrap(),
        }
        scene.serve().unwrap();
        let report = scene.app.sync_pack(PACK, None).await.unwrap();
        assert_eq!(report.expired_role.as_deref(), Some(role));
        assert!(!report.clock_suspect);
        assert_eq!(title(&scene), "Signing up 1");
        assert_eq!(freshness(&scene), PackFreshness::NotRenewedSince);
        // A publisher who signs again sets it right.
        let at = monday() + TimeDelta::days(2);
        renew(PACK, scene.publisher.keys(), scene.publisher.folder(), at, &Options::default())
            .unwrap();
        scene.publisher.publish(&NEWEST, at).unwrap();
        scene.serve().unwrap();
        let report = scene.app.sync_pack(PACK, None).await.unwrap();
        assert_eq!(report.expired_role, None, "{role}");
        assert_eq!(freshness(&scene), PackFreshness::Fresh);
    }
}

fn freshness(scene: &Scene) -> PackFreshness {
    scene.app.guide().unwrap().list_layers().unwrap()[0].freshness
}

fn year(year: i32) -> DateTime<Utc> {
    format!("{year}-01-01T00:00:00Z").parse().unwrap()
}

#[tokio::test]
async fn mode_05_a_clock_in_1970_stops_no_update_and_is_called_suspect() {
    for told in [None, Some(monday())] {
        let scene = Scene::installed().await.unwrap();
        scene.publish_new().unwrap();
        scene.phone.clock.set(year(1970));
        scene.web.set_date(told);
        let report = scene.app.sync_pack(PACK, None).await.unwrap();
        assert!(report.clock_suspect);
        assert_eq!(report.expired_role, None, "nothing expires in the past");
        assert_eq!(title(&scene), "Signing up 1");
        scene.phone.clock.set(monday() + TimeDelta::days(1));
        let report = scene.app.sync_pack(PACK, None).await.unwrap();
        assert!(!report.clock_suspect);
    }
}

#[tokio::test]
async fn mode_05_a_clock_in_2099_warns_of_expiry_and_a_server_that_knows_better_says_so() {
    for (told, suspect) in [(None, false), (Some(monday()), true)] {
        let scene = Scene::installed().await.unwrap();
        scene.publish_new().unwrap();
        scene.phone.clock.set(year(2099));
        scene.web.set_date(told);
        let report = scene.app.sync_pack(PACK, None).await.unwrap();
        assert_eq!(report.clock_suspect, suspect);
        assert_eq!(report.expired_role.is_some(), !suspect, "a warning, where nobody knows better");
        assert_eq!(title(&scene), "Signing up 1", "and nothing is withheld");
        // A clock of the device is no witness: with the right one everything is well again.
        scene.phone.clock.set(monday() + TimeDelta::days(2));
        scene.publisher.publish(&NEWEST, monday() + TimeDelta::days(2)).unwrap();
        scene.serve().unwrap();
        let report = scene.app.sync_pack(PACK, None).await.unwrap();
        assert_eq!((report.expired_role, report.clock_suspect), (None, false));
        assert_eq!(title(&scene), "Office 1");
    }
}

#[tokio::test]
async fn mode_05_a_server_that_lies_about_the_time_expires_nothing_in_the_past() {
    let scene = Scene::installed().await.unwrap();
    scene.publish_new().unwrap();
    // Before what is known to have happened: it knows the time no better.
    scene.web.set_date(Some(year(1999)));
    let report = scene.app.sync_pack(PACK, None).await.unwrap();
    assert_eq!((report.expired_role, report.clock_suspect), (None, false));
    // Without a name that is proven, as over plain http, nobody is asked for the time at all.
    let trial = Trial::installed().await.unwrap();
    trial.server.set_date("Thu, 01 Jan 2099 00:00:00 GMT");
    let report = trial.app.sync_pack(PACK, None).await.unwrap();
    assert_eq!((report.expired_role, report.clock_suspect), (None, false));
    assert_eq!(trial.reads().unwrap(), Reads::New);
}

/// Sets the clock as soon as a step begins.
struct Jumps<'a> {
    clock: &'a ManualClock,
    step: SyncStep,
    to: DateTime<Utc>,
}

impl SyncListener for Jumps<'_> {
    fn progress(&self, progress: SyncProgress) {
        if progress.step == self.step {
            self.clock.set(self.to);
        }
    }
}

#[tokio::test]
async fn mode_05_a_clock_that_jumps_in_the_middle_of_an_update_changes_nothing_of_it() {
    for step in [SyncStep::Checking, SyncStep::Downloading, SyncStep::Installing] {
        for to in [year(1970), year(2099)] {
            let scene = Scene::installed().await.unwrap();
            scene.publish_new().unwrap();
            let jumps = Jumps { clock: &scene.phone.clock, step, to };
            let report = scene.app.sync_pack(PACK, Some(&jumps)).await.unwrap();
            // What began at one moment is judged by it.
            assert_eq!((report.expired_role, report.clock_suspect), (None, false), "{step:?}");
            assert_eq!(title(&scene), "Signing up 1");
            scene.phone.clock.set(monday() + TimeDelta::days(2));
            scene.publisher.publish(&NEWEST, monday() + TimeDelta::days(2)).unwrap();
            scene.serve().unwrap();
            scene.app.sync_pack(PACK, None).await.unwrap();
            assert_eq!(title(&scene), "Office 1");
        }
    }
}

/// A version that no publisher reaches: two to the power of 31.
const FAR: u64 = 1 << 31;

#[tokio::test]
async fn mode_06_versions_driven_far_ahead_are_overcome_by_new_keys() {
    for (stolen, roles) in [
        ("timestamp", vec![Role::Timestamp]),
        ("snapshot", vec![Role::Snapshot, Role::Timestamp]),
        ("targets", vec![Role::Targets, Role::Snapshot, Role::Timestamp]),
        ("en", vec![Role::Editions, Role::Targets, Role::Snapshot, Role::Timestamp]),
    ] {
        let (mut scene, honest) = up_to_date().await;
        let far = |signed: &mut Value| signed["version"] = json!(FAR);
        match stolen {
            "timestamp" => scene.forger().timestamp(far).unwrap(),
            "snapshot" => scene.forger().snapshot(far).unwrap(),
            "targets" => scene.forger().role(stolen, Role::Targets, far).unwrap(),
            name => scene.forger().role(name, Role::Editions, far).unwrap(),
        }
        scene.serve().unwrap();
        scene.app.sync_pack(PACK, None).await.unwrap();
        assert_eq!(title(&scene), "Office 1", "signed properly, and the same text");

        // The publisher's own next version is below it.
        let attacked = tempfile::tempdir().unwrap();
        copy(scene.publisher.folder(), attacked.path()).unwrap();
        fs::remove_dir_all(scene.publisher.pack()).unwrap();
        copy(honest.path(), scene.publisher.folder()).unwrap();
        for (hours, words) in [(1, &NEW[..]), (2, &NEWEST[..])] {
            let at = monday() + TimeDelta::days(3) + TimeDelta::hours(hours);
            scene.publisher.publish(words, at).unwrap();
        }
        scene.serve().unwrap();
        assert_eq!(scene.refused(stolen).await.unwrap(), ErrorKind::Untrusted, "{stolen}");
        assert_eq!(title(&scene), "Office 1");

        // New keys release what the stolen ones have nailed down.
        scene.publisher.rotate(&roles, 40).unwrap();
        for (day, words) in [(4, &OLD[..]), (5, &NEW[..])] {
            scene.publisher.publish(words, monday() + TimeDelta::days(day)).unwrap();
        }
        scene.serve().unwrap();
        scene.app.sync_pack(PACK, None).await.unwrap();
        assert_eq!(title(&scene), "Signing up 1", "{stolen}");

        // And what was signed with the stolen keys counts no more.
        scene.web.clear();
        scene.web.put_folder(BASE, attacked.path()).unwrap();
        assert_eq!(scene.refused("the attack again").await.unwrap(), ErrorKind::Untrusted);
    }
}

/// A phone with a pack whose root needs two signatures, and its publisher's folder after so many changes of the keys of
/// root and timestamp; the old ones sign nothing any more.
async fn rotated(times: u8) -> Scene {
    let mut scene = Scene::over(Publisher::with_root_keys(2).unwrap()).unwrap();
    scene.app.set_languages(&["en".into()]).unwrap();
    scene.app.sync_pack(PACK, None).await.unwrap();
    for n in 0..times {
        scene.publisher.rotate(&[Role::Root, Role::Timestamp], 40 + 20 * n).unwrap();
        for hours in [1, 2] {
            let at = monday() + TimeDelta::days(i64::from(n)) + TimeDelta::hours(hours);
            let words = if hours == 1 { &NEWEST[..] } else { &NEW[..] };
            scene.publisher.publish(words, at).unwrap();
        }
    }
    scene.serve().unwrap();
    scene
}

/// A root as it is served, its signatures in order: those of the old keys, then those of the new.
fn root(scene: &Scene, version: u64) -> (String, Value, Vec<Value>) {
    let url = format!("{BASE}/{PACK}/metadata/{version}.root.json");
    let root: Value = serde_json::from_slice(&scene.web.file(&url).unwrap()).unwrap();
    let before = format!("{BASE}/{PACK}/metadata/{}.root.json", version - 1);
    let before: Value = serde_json::from_slice(&scene.web.file(&before).unwrap()).unwrap();
    let old = before["signed"]["roles"]["root"]["keyids"].as_array().unwrap().clone();
    let mut signatures = root["signatures"].as_array().unwrap().clone();
    signatures.sort_by_key(|s| !old.contains(&s["keyid"]));
    assert_eq!(signatures.len(), 4, "two old keys, two new ones");
    (url, root, signatures)
}

#[tokio::test]
async fn mode_07_a_chain_of_roots_without_a_step_is_not_followed() {
    let scene = rotated(2).await;
    for version in [2, 3] {
        let (url, ..) = root(&scene, version);
        let good = scene.web.file(&url).unwrap();
        scene.web.answer(&url, 404);
        assert_eq!(scene.refused(&url).await.unwrap(), ErrorKind::Untrusted, "{url}");
        scene.web.mend();
        // Nor does the next one do for it.
        let (next, ..) = root(&scene, 3);
        if version == 2 {
            scene.web.put(&url, scene.web.file(&next).unwrap());
            assert_eq!(scene.refused("another root").await.unwrap(), ErrorKind::Untrusted);
        }
        scene.web.put(&url, good);
    }
    scene.app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(title(&scene), "Signing up 1");
}

#[tokio::test]
async fn mode_07_a_root_without_the_signatures_of_both_sides_is_not_taken() {
    let scene = rotated(1).await;
    let (url, root, s) = root(&scene, 2);
    let good = scene.web.file(&url).unwrap();
    let mut claimed = s[0].clone();
    claimed["keyid"] = s[1]["keyid"].clone();
    let bad: [(&str, Vec<Value>); 7] = [
        ("not signed by the old keys", vec![s[2].clone(), s[3].clone()]),
        ("not signed by the new keys", vec![s[0].clone(), s[1].clone()]),
        ("under the old threshold", vec![s[0].clone(), s[2].clone(), s[3].clone()]),
        ("under the new threshold", vec![s[0].clone(), s[1].clone(), s[2].clone()]),
        ("one key twice", vec![s[0].clone(), s[0].clone(), s[2].clone(), s[3].clone()]),
        ("one key for two", vec![s[0].clone(), claimed, s[2].clone(), s[3].clone()]),
        ("not signed at all", vec![]),
    ];
    for (story, signatures) in bad {
        let mut root = root.clone();
        root["signatures"] = Value::Array(signatures);
        scene.web.put(&url, root.to_string());
        assert_eq!(scene.refused(story).await.unwrap(), ErrorKind::Untrusted, "{story}");
    }
    scene.web.put(&url, good);
    scene.app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(title(&scene), "Signing up 1");
}

#[tokio::test]
async fn mode_07_one_key_under_two_names_is_one_key() {
    let scene = rotated(0).await;
    let keys = scene.publisher.keys();
    let first = keys.role(Role::Root).keys[0].id();
    let alias = "ab".repeat(32);
    let named_twice = |signed: &mut Value| {
        signed["keys"][alias.as_str()] = signed["keys"][first.as_str()].clone();
        signed["roles"]["root"]["keyids"] = json!([first, alias]);
    };
    let sign = |message: &[u8]| {
        let mut signatures: Vec<_> = keys.sign(Role::Root, message).into_iter().collect();
        let (_, own) = signatures.iter().find(|(id, _)| *id == first).unwrap().clone();
        signatures.push((alias.clone(), own));
        signatures
    };
    scene.forger().root_by(2, named_twice, sign).unwrap();
    scene.serve().unwrap();
    assert_eq!(scene.refused("an alias").await.unwrap(), ErrorKind::Untrusted);
    fs::remove_file(scene.publisher.pack().join("metadata/2.root.json")).unwrap();
    scene.publisher.publish(&NEW, monday() + TimeDelta::days(1)).unwrap();
    scene.serve().unwrap();
    scene.app.sync_pack(PACK, None).await.unwrap();
    assert_eq!(title(&scene), "Signing up 1");
}
