//! Signed metadata at each step of the machine: as anybody can send it, and as a publisher with the right keys and no
//! scruples would sign it. Whatever of it is accepted is used to its end.

use std::sync::OnceLock;

use chrono::{DateTime, Utc};
use companion_cli::keys::{Role, hex};
use companion_core::packs::layout::METADATA;
use companion_core::packs::verify::{Expiry, Known, Need, Verifier};
use companion_tests::publisher::Publisher;
use serde_json::{Value, json};

/// Words of metadata.
pub const WORDS: &[&str] = &[
    "\"_type\":\"root\"",
    "\"_type\":\"targets\"",
    "\"version\":",
    "\"expires\":\"2029-01-01T00:00:00Z\"",
    "\"expires\":\"-009999-01-01T00:00:00Z\"",
    "\"keyids\":[]",
    "\"threshold\":0",
    "\"meta\":",
    "\"delegations\":",
    "\"roles\":",
    "\"paths\":[\"*\"]",
    "\"paths\":[\"[!\"]",
    "\"path_hash_prefixes\":[\"\"]",
    "\"terminating\":true",
    "\"custom\":",
    "\"hashes\":",
    "\"length\":",
    "\"sig\":\"\"",
    "\"spec_version\":\"1.0.31\"",
    "common.pack.zst",
    "de.0123456789abcdef.delta.zst",
    "snapshot.json",
    "targets.json",
    "de.json",
];

/// Everything a fresh client asks for, as it is published.
struct Genuine {
    publisher: Publisher,
    files: Known,
}

/// The step that foreign bytes come in at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Root,
    Timestamp,
    Snapshot,
    Targets,
    Role,
}

/// A step, the bytes that come in there, and what stands above it in its place.
type Foreign<'a> = (Step, &'a [u8], Option<&'a [u8]>);

/// A first root, and one that follows it.
pub fn tuf_root(bytes: &[u8]) {
    let _ =
        Verifier::begin(None, bytes, Known::new(), Expiry::Note, moment()).map(|v| use_up(v, None));
    if let Some(signed) = genuine().and_then(|g| sign(g, Role::Root, bytes)) {
        let begun = Verifier::begin(None, &signed, Known::new(), Expiry::Note, moment());
        let _ = begun.map(|v| use_up(v, None));
    }
    at(Step::Root, bytes);
}

/// A timestamp.
pub fn tuf_timestamp(bytes: &[u8]) {
    at(Step::Timestamp, bytes);
}

/// A snapshot.
pub fn tuf_snapshot(bytes: &[u8]) {
    at(Step::Snapshot, bytes);
}

/// The role that delegates.
pub fn tuf_targets(bytes: &[u8]) {
    at(Step::Targets, bytes);
}

/// The role of an edition.
pub fn tuf_role(bytes: &[u8]) {
    at(Step::Role, bytes);
}

fn at(step: Step, bytes: &[u8]) {
    let Some(genuine) = genuine() else { return };
    let role = match step {
        Step::Root => Role::Root,
        Step::Timestamp => Role::Timestamp,
        Step::Snapshot => Role::Snapshot,
        Step::Targets => Role::Targets,
        Step::Role => Role::Editions,
    };
    for file in [sign(genuine, role, bytes), Some(bytes.to_vec())].into_iter().flatten() {
        let version = serde_json::from_slice::<Value>(&file)
            .ok()
            .and_then(|v| v.pointer("/signed/version").and_then(Value::as_u64))
            .unwrap_or(1);
        let pinned = |name: &str| json!({name: {"version": version}});
        let listing = |names: Value| {
            json!({
                "_type": if step == Step::Snapshot { "timestamp" } else { "snapshot" },
                "spec_version": "1.0.31", "version": 1, "expires": "2029-01-01T00:00:00Z", "meta": names,
            })
        };
        // What stands above it lists it without a hash, so that it is read before it is refused.
        let above = match step {
            Step::Root | Step::Timestamp => None,
            Step::Snapshot => Some(listing(pinned("snapshot.json"))),
            Step::Targets => Some(listing(pinned("targets.json"))),
            Step::Role => Some(listing(json!({
                "targets.json": {"version": 1}, "de.json": {"version": version}
            }))),
        };
        let above = above.and_then(|v| {
            let role = if step == Step::Snapshot { Role::Timestamp } else { Role::Snapshot };
            sign(genuine, role, v.to_string().as_bytes())
        });
        let root = genuine.files.get("1.root.json").map(Vec::as_slice).unwrap_or_default();
        for expiry in [Expiry::Note, Expiry::Refuse] {
            let begun = Verifier::begin(None, root, Known::new(), expiry, moment());
            let _ = begun.map(|v| use_up(v, Some((step, &file, above.as_deref()))));
        }
    }
}

/// Feeds genuine files, and the foreign one at its step, until nothing is needed or something is refused.
fn use_up(mut verifier: Verifier, foreign: Option<Foreign<'_>>) {
    let Some(genuine) = genuine() else { return };
    verifier.want("de");
    let mut sought = false;
    for _ in 0..40 {
        let name = match verifier.need() {
            Ok(Need::File { name, .. }) => name,
            Ok(Need::Nothing) if !sought => {
                sought = true;
                verifier.seek("de.pack.zst");
                continue;
            }
            Ok(Need::Nothing) | Err(_) => break,
        };
        let bytes = foreign.and_then(|(step, file, above)| match name.rsplit('.').nth(1) {
            Some("root") if step == Step::Root => Some(file),
            Some("timestamp") if step == Step::Timestamp => Some(file),
            Some("timestamp") if step == Step::Snapshot => above,
            Some("snapshot") if step == Step::Snapshot => Some(file),
            Some("snapshot") if step == Step::Targets || step == Step::Role => above,
            Some("targets") if step == Step::Targets => Some(file),
            Some("de") if step == Step::Role => Some(file),
            _ => None,
        });
        // Its timestamp names no hash either.
        let loose = (name == "timestamp.json"
            && matches!(foreign, Some((Step::Targets | Step::Role, ..))))
        .then(|| genuine.files.get("loose"))
        .flatten();
        let bytes =
            bytes.or(loose.map(Vec::as_slice)).or(genuine.files.get(&name).map(Vec::as_slice));
        if verifier.feed(&name, bytes).is_err() {
            break;
        }
    }
    let accepted = verifier.accepted();
    let _ = (verifier.expired(), verifier.renew_by(), verifier.sought());
    for edition in verifier.editions() {
        if let Ok(target) = verifier.target(&edition) {
            let _ = target.delta_from(&target.raw_sha256);
        }
    }
    // What was kept is where the next refresh begins.
    if let Some(root) = accepted.get("root.json") {
        let next = Verifier::begin(None, root, accepted.clone(), Expiry::Note, moment());
        assert!(next.is_ok(), "a root that was accepted is refused");
        let _ = next.map(|mut v| v.need().and_then(|_| v.feed("timestamp.json", None)));
    }
}

fn moment() -> DateTime<Utc> {
    DateTime::from_timestamp(1_803_902_400, 0).unwrap_or_default()
}

/// Signs a JSON object as a role; nothing for what is none, or is signed already.
fn sign(genuine: &Genuine, role: Role, bytes: &[u8]) -> Option<Vec<u8>> {
    let signed: Value = serde_json::from_slice(bytes).ok()?;
    if !signed.is_object() || signed.get("signatures").is_some() {
        return None;
    }
    let signatures: Vec<Value> = genuine
        .publisher
        .keys()
        .sign(role, canonical(&signed).as_bytes())
        .into_iter()
        .map(|(keyid, signature)| json!({"keyid": keyid, "sig": hex::encode(signature)}))
        .collect();
    Some(json!({"signatures": signatures, "signed": signed}).to_string().into_bytes())
}

/// OLPC's canonical JSON: keys sorted, no spaces, only quotes and backslashes escaped.
fn canonical(value: &Value) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    match value {
        Value::Object(map) => {
            let mut pairs: Vec<_> = map.iter().collect();
            pairs.sort_by_key(|(key, _)| key.as_str());
            let pairs: Vec<String> =
                pairs.iter().map(|(k, v)| format!("{}:{}", quoted(k), canonical(v))).collect();
            format!("{{{}}}", pairs.join(","))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        Value::String(text) => quoted(text),
        other => other.to_string(),
    }
}

fn genuine() -> Option<&'static Genuine> {
    static GENUINE: OnceLock<Option<Genuine>> = OnceLock::new();
    GENUINE.get_or_init(make).as_ref()
}

/// The files of the sample pack's metadata, by name; the corpus begins with them.
pub fn published() -> Option<&'static Known> {
    genuine().map(|g| &g.files)
}

fn make() -> Option<Genuine> {
    let publisher = Publisher::new().ok()?;
    publisher.publish(&[("de", "eins"), ("ar", "zwei")], moment()).ok()?;
    let mut files = Known::new();
    for entry in std::fs::read_dir(publisher.pack().join(METADATA)).ok()? {
        let path = entry.ok()?.path();
        let name = path.file_name()?.to_str()?.to_owned();
        files.insert(name, std::fs::read(&path).ok()?);
    }
    let mut genuine = Genuine { publisher, files };
    let loose = json!({
        "_type": "timestamp", "spec_version": "1.0.31", "version": 1, "expires": "2029-01-01T00:00:00Z",
        "meta": {"snapshot.json": {"version": 1}},
    });
    let loose = sign(&genuine, Role::Timestamp, loose.to_string().as_bytes())?;
    genuine.files.insert("loose".to_owned(), loose);
    Some(genuine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_publisher_signs_without_scruples_is_accepted_and_read() {
        let genuine = genuine().unwrap();
        let inner = |name: &str| {
            let mut file: Value = serde_json::from_slice(&genuine.files[name]).unwrap();
            file["signed"].take().to_string().into_bytes()
        };
        for (role, name) in [(Role::Snapshot, "1.snapshot.json"), (Role::Editions, "1.de.json")] {
            let again = sign(genuine, role, &inner(name)).unwrap();
            let parse = |b: &[u8]| serde_json::from_slice::<Value>(b).unwrap();
            assert_eq!(parse(&again), parse(&genuine.files[name]), "signed as the publisher signs");
        }
        let root = &genuine.files["1.root.json"];
        let verifier =
            || Verifier::begin(None, root, Known::new(), Expiry::Refuse, moment()).unwrap();
        let mut machine = verifier();
        machine.want("de");
        while let Need::File { name, .. } = machine.need().unwrap() {
            let bytes = match name.as_str() {
                "timestamp.json" => genuine.files.get("loose"),
                _ => genuine.files.get(&name),
            };
            machine.feed(&name, bytes.map(Vec::as_slice)).unwrap();
        }
        machine.seek("de.pack.zst");
        assert_eq!(machine.need().unwrap(), Need::Nothing);
        assert_eq!(machine.sought().unwrap().role, "de");
        machine.seek("nothing.pack.zst");
        assert_eq!(machine.need().unwrap(), Need::Nothing);
        assert!(machine.sought().is_none());
    }
}
