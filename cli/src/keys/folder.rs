//! Keys as files: `keys.json` says which public keys each role has; every `*.pem` beside it is one private key.
//!
//! File names of private keys mean nothing: a file counts for the roles that name its public half. So a key can be
//! carried to another computer, or into a safe, by moving its file alone. `former/` holds keys that were replaced, `next/`
//! keys that are being made (`rotate`).

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use ring::rand::SecureRandom;
use serde::{Deserialize, Serialize};

use super::{KeyError, KeyRing, PerRole, PublicKey, Role, RoleKeys, RootKeys, Seed, pem};

/// The file of public keys and thresholds.
pub const KEYS_FILE: &str = "keys.json";

/// Below the key folder: private keys that were replaced.
pub(super) const FORMER: &str = "former";
/// Below the key folder: private keys that are being made.
pub(super) const NEXT: &str = "next";

/// No file of keys is longer than this, in bytes.
const MAX_FILE: u64 = 64 * 1024;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listing {
    format: u32,
    roles: PerRole<ListedRole>,
    /// What signed before, the latest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    former: Vec<FormerRole>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormerRole {
    role: String,
    /// Public keys in hex.
    keys: Vec<String>,
    threshold: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ListedRole {
    /// Public keys in hex.
    keys: Vec<String>,
    threshold: u32,
}

/// Makes the keys of all roles and writes them to `folder`, private ones for the owner's eyes only (mode 0600).
///
/// # Errors
/// When the folder already holds keys, the threshold cannot be met, or a file cannot be written.
pub fn init(folder: &Path, root: RootKeys, random: &dyn SecureRandom) -> Result<KeyRing, KeyError> {
    if root.threshold == 0 || root.threshold > root.count {
        let keys = usize::try_from(root.count).unwrap_or(usize::MAX);
        return Err(KeyError::Threshold { role: Role::Root, threshold: root.threshold, keys });
    }
    make_private_folder(folder)?;
    if let Some(name) = names(folder)?.into_iter().find(|n| n == KEYS_FILE || is_pem(n)) {
        return Err(KeyError::Exists(shown(&folder.join(name))));
    }
    let make = |count: u32| (0..count).map(|_| Seed::make(random)).collect::<Result<Vec<_>, _>>();
    let seeds = PerRole {
        root: make(root.count)?,
        targets: make(1)?,
        snapshot: make(1)?,
        timestamp: make(1)?,
        editions: make(1)?,
    };
    let ring = KeyRing::from_seeds(&seeds, root.threshold)?;
    for role in Role::ALL {
        let seeds = seeds.get(role);
        for (n, seed) in seeds.iter().enumerate() {
            let name = file_name(role, n, seeds.len());
            write_new(&folder.join(name), pem::write(seed).as_bytes(), true)?;
        }
    }
    write_new(&folder.join(KEYS_FILE), listing(&ring).as_bytes(), false)?;
    Ok(ring)
}

/// The file of the key number `n` of so many.
pub(super) fn file_name(role: Role, n: usize, of: usize) -> String {
    match of {
        1 => format!("{role}.pem"),
        _ => format!("{role}{}.pem", n + 1),
    }
}

/// Reads a key folder; private keys may be absent.
///
/// # Errors
/// When a file is missing, damaged, or belongs to other keys.
pub fn load(folder: &Path) -> Result<KeyRing, KeyError> {
    let path = folder.join(KEYS_FILE);
    if !path.exists() {
        return Err(KeyError::NoKeys(shown(&path)));
    }
    let listing: Listing = serde_json::from_str(&read_text(&path)?).map_err(|e| {
        bad(&path, format!("{:?} error at line {} column {}", e.classify(), e.line(), e.column()))
    })?;
    if listing.format != 1 {
        return Err(bad(&path, "was written by a newer version; update `welcome`"));
    }
    let roles = PerRole {
        root: role_keys(&path, &listing.roles.root)?,
        targets: role_keys(&path, &listing.roles.targets)?,
        snapshot: role_keys(&path, &listing.roles.snapshot)?,
        timestamp: role_keys(&path, &listing.roles.timestamp)?,
        editions: role_keys(&path, &listing.roles.editions)?,
    };
    let mut former = Vec::new();
    for before in &listing.former {
        let role = Role::ALL.into_iter().find(|role| role.name() == before.role);
        let role = role.ok_or_else(|| bad(&path, "names a former role that there is not"))?;
        former.push((role, public_keys(&path, &before.keys, before.threshold)?));
    }
    let mut seeds = private_keys(folder)?;
    seeds.extend(private_keys(&folder.join(FORMER))?);
    // What is being made is nobody's yet, unless the list of keys names it already.
    for seed in private_keys(&folder.join(NEXT))? {
        let public = seed.public()?;
        if Role::ALL.iter().any(|role| roles.get(*role).keys.contains(&public)) {
            seeds.push(seed);
        }
    }
    KeyRing::rotated(roles, former, &seeds)
}

/// The private keys of a folder, in the order of their files' names; none where there is no such folder.
fn private_keys(folder: &Path) -> Result<Vec<Seed>, KeyError> {
    let named = private_files(folder)?;
    Ok(named.into_iter().map(|(_, seed)| seed).collect())
}

/// The same with the names of their files.
pub(super) fn private_files(folder: &Path) -> Result<Vec<(String, Seed)>, KeyError> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for name in names(folder)?.into_iter().filter(|n| is_pem(n)) {
        let path = folder.join(&name);
        let seed = pem::read(&read_text(&path)?).map_err(|reason| bad(&path, reason))?;
        found.push((name, seed));
    }
    Ok(found)
}

fn role_keys(path: &Path, listed: &ListedRole) -> Result<RoleKeys, KeyError> {
    public_keys(path, &listed.keys, listed.threshold)
}

fn public_keys(path: &Path, keys: &[String], threshold: u32) -> Result<RoleKeys, KeyError> {
    let keys = keys.iter().map(|k| PublicKey::from_hex(k)).collect::<Option<_>>();
    let keys = keys.ok_or_else(|| bad(path, "a public key is not 64 hex digits"))?;
    Ok(RoleKeys { threshold, keys })
}

fn former_role(role: Role, set: &RoleKeys) -> FormerRole {
    let keys = set.keys.iter().map(|k| k.to_hex()).collect();
    FormerRole { role: role.name().to_owned(), keys, threshold: set.threshold }
}

/// The file of public keys and thresholds.
pub(super) fn listing(ring: &KeyRing) -> String {
    let listed = |role| {
        let RoleKeys { threshold, keys } = ring.role(role);
        ListedRole { keys: keys.iter().map(|k| k.to_hex()).collect(), threshold: *threshold }
    };
    let listing = Listing {
        format: 1,
        roles: PerRole {
            root: listed(Role::Root),
            targets: listed(Role::Targets),
            snapshot: listed(Role::Snapshot),
            timestamp: listed(Role::Timestamp),
            editions: listed(Role::Editions),
        },
        former: ring.all_former().iter().map(|(role, keys)| former_role(*role, keys)).collect(),
    };
    // Strings and numbers only: writing them cannot fail, and an empty file would be refused when read.
    serde_json::to_string_pretty(&listing).unwrap_or_default() + "\n"
}

pub(super) fn make_private_folder(folder: &Path) -> Result<(), KeyError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|e| bad(folder, e))
}

pub(super) fn write_new(path: &Path, bytes: &[u8], private: bool) -> Result<(), KeyError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, if private { 0o600 } else { 0o644 });
    let written = options.open(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(|e| match e.kind() {
        ErrorKind::AlreadyExists => KeyError::Exists(shown(path)),
        _ => bad(path, e),
    })
}

fn read_text(path: &Path) -> Result<String, KeyError> {
    let mut text = String::new();
    let file = File::open(path).map_err(|e| bad(path, e))?;
    file.take(MAX_FILE + 1).read_to_string(&mut text).map_err(|e| bad(path, e))?;
    match u64::try_from(text.len()) {
        Ok(length) if length <= MAX_FILE => Ok(text),
        _ => Err(bad(path, "is too long to be a key")),
    }
}

/// Sorted; names that are no text are skipped.
pub(super) fn names(folder: &Path) -> Result<Vec<String>, KeyError> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(|e| bad(folder, e))? {
        let entry = entry.map_err(|e| bad(folder, e))?;
        names.extend(entry.file_name().into_string());
    }
    names.sort();
    Ok(names)
}

pub(super) fn is_pem(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|e| e == "pem")
}

pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}

pub(super) fn bad(path: &Path, reason: impl ToString) -> KeyError {
    KeyError::File { file: shown(path), reason: reason.to_string() }
}
