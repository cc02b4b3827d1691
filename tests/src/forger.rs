//! A publisher with the right keys and no scruples: what it signs is signed properly, and may be anything.
//!
//! It changes a published folder below what the real publisher would ever write. Every change is sealed up to the
//! timestamp, so that only the thing itself can be found wrong.

#![expect(clippy::indexing_slicing, reason = "the documents of the publisher have these fields")]

use std::fs;
use std::path::{Path, PathBuf};

use companion_cli::keys::{KeyRing, Role, hex};
use companion_core::packs::bundle::Bundle;
use companion_core::packs::crypto::sha256_hex;
use companion_core::packs::layout::{BUNDLES, edition_target, metadata_path, object_path};
use serde_json::{Value, json};

use crate::publisher::Fault;

/// Signs anything for one published pack.
pub struct Forger<'a> {
    base: PathBuf,
    keys: &'a KeyRing,
}

impl<'a> Forger<'a> {
    /// For the pack whose folder is `base`.
    pub fn new(base: &Path, keys: &'a KeyRing) -> Self {
        Self { base: base.to_owned(), keys }
    }

    /// Puts these bytes in place of an edition, honestly described.
    ///
    /// # Errors
    /// When the pack is not published as it should be.
    pub fn edition(&self, name: &str, raw: &[u8]) -> Result<(), Fault> {
        self.described(name, raw, |_| {})
    }

    /// Puts these bytes in place of an edition, with its description changed by `lie`.
    ///
    /// # Errors
    /// When the pack is not published as it should be.
    pub fn described(
        &self,
        name: &str,
        raw: &[u8],
        lie: impl FnOnce(&mut Value),
    ) -> Result<(), Fault> {
        self.object(name, raw, &zstd::encode_all(raw, 3)?, lie)
    }

    /// Puts an object in place of an edition's, described as what `raw` would be and then changed by `lie`.
    ///
    /// # Errors
    /// When the pack is not published as it should be.
    pub fn object(
        &self,
        name: &str,
        raw: &[u8],
        object: &[u8],
        lie: impl FnOnce(&mut Value),
    ) -> Result<(), Fault> {
        let sha256 = sha256_hex(object);
        let target = edition_target(name);
        fs::write(self.base.join(object_path(&sha256, &target)), object)?;
        self.role(name, Role::Editions, |signed| {
            let described = &mut signed["targets"][target.as_str()];
            described["length"] = json!(object.len());
            described["hashes"]["sha256"] = json!(sha256);
            described["custom"]["raw_length"] = json!(raw.len());
            described["custom"]["raw_sha256"] = json!(sha256_hex(raw));
            lie(described);
        })
    }

    /// Puts a patch in place of an edition's only one, honestly described and then changed by `lie`; the edition keeps its
    /// revision.
    ///
    /// # Errors
    /// When the pack is not published as it should be.
    pub fn delta(
        &self,
        edition: &str,
        patch: &[u8],
        lie: impl FnOnce(&mut Value),
    ) -> Result<(), Fault> {
        let sha256 = sha256_hex(patch);
        let mut found = None;
        self.role(edition, Role::Editions, |signed| {
            signed["version"] = json!(signed["version"].as_u64().unwrap_or_default() - 1);
            let Some(targets) = signed["targets"].as_object_mut() else { return };
            let delta = targets.iter_mut().find(|(name, _)| name.ends_with(".delta.zst"));
            let Some((name, described)) = delta else { return };
            described["length"] = json!(patch.len());
            described["hashes"]["sha256"] = json!(sha256);
            lie(described);
            found = Some(name.clone());
        })?;
        let name = found.ok_or("no delta")?;
        Ok(fs::write(self.base.join(object_path(&sha256, &name)), patch)?)
    }

    /// Changes a targets role and signs it, in its next version where `change` names no other.
    ///
    /// # Errors
    /// When the pack is not published as it should be.
    pub fn role(
        &self,
        name: &str,
        role: Role,
        change: impl FnOnce(&mut Value),
    ) -> Result<(), Fault> {
        let listed = format!("{name}.json");
        let version = self.newest("snapshot.json", "timestamp")?;
        let snapshot = self.read(&format!("{version}.snapshot.json"))?;
        let before = number(&snapshot["meta"][listed.as_str()]["version"])?;
        let mut signed = self.read(&format!("{before}.{listed}"))?;
        signed["version"] = json!(before + 1);
        change(&mut signed);
        let version = number(&signed["version"])?;
        let info = self.write(&format!("{version}.{listed}"), role, &signed, version)?;
        self.snapshot(|signed| signed["meta"][listed.as_str()] = info)
    }

    /// Changes the snapshot and signs it, in its next version where `change` names no other.
    ///
    /// # Errors
    /// When the pack is not published as it should be.
    pub fn snapshot(&self, change: impl FnOnce(&mut Value)) -> Result<(), Fault> {
        let before = self.newest("snapshot.json", "timestamp")?;
        let mut signed = self.read(&format!("{before}.snapshot.json"))?;
        signed["version"] = json!(before + 1);
        change(&mut signed);
        let version = number(&signed["version"])?;
        let name = format!("{version}.snapshot.json");
        let info = self.write(&name, Role::Snapshot, &signed, version)?;
        self.timestamp(|signed| signed["meta"]["snapshot.json"] = info)
    }

    /// Changes the timestamp and signs it, in its next version where `change` names no other.
    ///
    /// # Errors
    /// When the pack is not published as it should be.
    pub fn timestamp(&self, change: impl FnOnce(&mut Value)) -> Result<(), Fault> {
        let mut signed = self.read("timestamp.json")?;
        let version = number(&signed["version"])? + 1;
        signed["version"] = json!(version);
        change(&mut signed);
        let version = number(&signed["version"])?;
        self.write("timestamp.json", Role::Timestamp, &signed, version)?;
        self.bundles()
    }

    /// Puts a root of this version beside the others: the one before it, changed, and signed by whomever `sign` says.
    ///
    /// # Errors
    /// When there is no root before it.
    pub fn root_by(
        &self,
        version: u64,
        change: impl FnOnce(&mut Value),
        sign: impl FnOnce(&[u8]) -> Vec<(String, Vec<u8>)>,
    ) -> Result<(), Fault> {
        let mut signed = self.read(&format!("{}.root.json", version - 1))?;
        signed["version"] = json!(version);
        change(&mut signed);
        let file = sealed(&signed, sign(canonical(&signed).as_bytes()));
        fs::write(self.base.join(metadata_path(&format!("{version}.root.json"))), file)?;
        for file in fs::read_dir(self.base.join(BUNDLES))? {
            let path = file?.path();
            let bundle = Bundle { newest_root: version, ..Bundle::read(&fs::read(&path)?)? };
            fs::write(path, bundle.to_file()?)?;
        }
        Ok(())
    }

    /// Puts what is signed now into every bundle there is.
    fn bundles(&self) -> Result<(), Fault> {
        let timestamp = self.read("timestamp.json")?;
        let snapshot = number(&timestamp["meta"]["snapshot.json"]["version"])?;
        let listed = self.read(&format!("{snapshot}.snapshot.json"))?;
        for file in fs::read_dir(self.base.join(BUNDLES))? {
            let path = file?.path();
            let before = Bundle::read(&fs::read(&path)?)?;
            let edition = path.file_stem().and_then(|name| name.to_str()).ok_or("no name")?;
            let mut names = vec!["timestamp.json".to_owned(), format!("{snapshot}.snapshot.json")];
            for role in ["targets", edition] {
                // A snapshot may have lost one.
                if let Some(version) = listed["meta"][format!("{role}.json")]["version"].as_u64() {
                    names.push(format!("{version}.{role}.json"));
                }
            }
            let mut bundle = Bundle { documents: Default::default(), ..before };
            for name in names {
                if let Ok(document) = fs::read(self.base.join(metadata_path(&name))) {
                    bundle.documents.insert(name, document);
                }
            }
            fs::write(path, bundle.to_file()?)?;
        }
        Ok(())
    }

    /// Signs the next root, changed by `change`.
    ///
    /// # Errors
    /// When the pack is not published as it should be.
    pub fn root(&self, change: impl FnOnce(&mut Value)) -> Result<(), Fault> {
        let is_there =
            |version: &u64| self.base.join(metadata_path(&format!("{version}.root.json"))).exists();
        let before = (1..).take_while(is_there).last().ok_or("no root")?;
        let mut signed = self.read(&format!("{before}.root.json"))?;
        signed["version"] = json!(before + 1);
        change(&mut signed);
        let name = format!("{}.root.json", before + 1);
        self.write(&name, Role::Root, &signed, before + 1).map(|_| ())
    }

    /// Signs a root that trusts these keys with the timestamp, and no others.
    ///
    /// # Errors
    /// When the pack is not published as it should be.
    pub fn rotate_timestamp(&self, to: &KeyRing) -> Result<(), Fault> {
        let keys = &to.role(Role::Timestamp).keys;
        self.root(|signed| {
            let ids: Vec<String> = keys.iter().map(|key| key.id()).collect();
            for key in keys {
                let public = json!({"public": key.to_hex()});
                signed["keys"][key.id().as_str()] =
                    json!({"keytype": "ed25519", "keyval": public, "scheme": "ed25519"});
            }
            signed["roles"]["timestamp"]["keyids"] = json!(ids);
        })
    }

    /// The version that a role lists of a file.
    fn newest(&self, file: &str, role: &str) -> Result<u64, Fault> {
        number(&self.read(&format!("{role}.json"))?["meta"][file]["version"])
    }

    fn read(&self, name: &str) -> Result<Value, Fault> {
        let bytes = fs::read(self.base.join(metadata_path(name)))?;
        let mut file: Value = serde_json::from_slice(&bytes)?;
        Ok(file["signed"].take())
    }

    /// Signs a document; gives how other roles list it.
    fn write(&self, name: &str, role: Role, signed: &Value, version: u64) -> Result<Value, Fault> {
        let message = canonical(signed);
        let signatures = self.keys.sign(role, message.as_bytes()).into_iter().collect();
        let file = sealed(signed, signatures);
        fs::write(self.base.join(metadata_path(name)), &file)?;
        let hashes = json!({"sha256": sha256_hex(file.as_bytes())});
        Ok(json!({"hashes": hashes, "length": file.len(), "version": version}))
    }
}

/// A signed document as it is published.
fn sealed(signed: &Value, signatures: Vec<(String, Vec<u8>)>) -> String {
    let signatures: Vec<Value> = signatures
        .into_iter()
        .map(|(keyid, signature)| json!({"keyid": keyid, "sig": hex::encode(signature)}))
        .collect();
    canonical(&json!({"signatures": signatures, "signed": signed}))
}

fn number(value: &Value) -> Result<u64, Fault> {
    value.as_u64().ok_or_else(|| "not a number".into())
}

/// Sorted keys and no spaces: for the plain texts and whole numbers of metadata, this is TUF's canonical form.
fn canonical(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let mut pairs: Vec<_> = map.iter().collect();
            pairs.sort_by_key(|(key, _)| key.as_str());
            let pairs: Vec<String> =
                pairs.iter().map(|(k, v)| format!("{}:{}", json!(k), canonical(v))).collect();
            format!("{{{}}}", pairs.join(","))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        other => other.to_string(),
    }
}
