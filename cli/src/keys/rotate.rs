//! Rotation: new keys for roles, in a folder that at any moment is the one of before or the one of afterwards.
//!
//! New private keys are written to `next/`, where nobody counts them. Then `keys.json` is replaced, and names them: that is
//! the moment of the change. Tidying follows, and whoever comes next does what a kill has left of it: replaced private
//! keys go to `former/`, new ones to where they belong. Replaced keys stay, because what is published names them until
//! the next publish.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::Path;

use ring::rand::SecureRandom;

use super::folder::{
    FORMER, KEYS_FILE, NEXT, bad, file_name, listing, load, make_private_folder, private_files,
    shown, write_new,
};
use super::{KeyError, KeyRing, PerRole, PublicKey, Role, RoleKeys, Seed, pem};

/// Held while keys are replaced.
const LOCK: &str = ".lock";
/// The list of keys before it is renamed.
const UNFINISHED: &str = ".keys.json.unfinished";

/// Makes new keys for these roles, as many as there are and with the same thresholds. The old ones are kept aside, and
/// the next publish replaces them in what is published.
///
/// # Errors
/// When the folder is not a key folder or cannot be written; it is as before then.
pub fn rotate(
    folder: &Path,
    roles: &[Role],
    random: &dyn SecureRandom,
) -> Result<KeyRing, KeyError> {
    rotate_until(folder, roles, random, None)
}

/// The same, stopped after so many changes of the folder: for tests of interruptions.
pub(super) fn rotate_until(
    folder: &Path,
    roles: &[Role],
    random: &dyn SecureRandom,
    steps: Option<u32>,
) -> Result<KeyRing, KeyError> {
    let before = load(folder)?;
    let _lock = lock(folder)?;
    let mut steps = Steps(steps);
    tidy(folder, &before, &mut steps)?;

    let of = |role: Role| before.role(role).clone();
    let mut sets = PerRole {
        root: of(Role::Root),
        targets: of(Role::Targets),
        snapshot: of(Role::Snapshot),
        timestamp: of(Role::Timestamp),
        editions: of(Role::Editions),
    };
    let next = folder.join(NEXT);
    make_private_folder(&next)?;
    let mut former = before.all_former().to_vec();
    for role in Role::ALL.into_iter().filter(|role| roles.contains(role)) {
        let count = before.role(role).keys.len();
        let mut keys = Vec::new();
        for n in 0..count {
            let seed = Seed::make(random)?;
            keys.push(seed.public()?);
            steps.take()?;
            write_new(&next.join(file_name(role, n, count)), pem::write(&seed).as_bytes(), true)?;
        }
        let set = RoleKeys { threshold: before.role(role).threshold, keys };
        former.push((role, std::mem::replace(sets.get_mut(role), set)));
    }
    let made = KeyRing::rotated(sets, former, &[])?;
    replace_listing(folder, &listing(&made), &mut steps)?;
    tidy(folder, &load(folder)?, &mut steps)?;
    load(folder)
}

/// Puts every private key where it belongs. Keys in `next/` that the list does not name were never used.
fn tidy(folder: &Path, ring: &KeyRing, steps: &mut Steps) -> Result<(), KeyError> {
    let present =
        |key: &PublicKey| Role::ALL.iter().any(|role| ring.role(*role).keys.contains(key));
    for (name, seed) in private_files(folder)? {
        let public = seed.public()?;
        if !present(&public) {
            make_private_folder(&folder.join(FORMER))?;
            move_key(&folder.join(&name), &folder.join(FORMER), &name, public, steps)?;
        }
    }
    let next = folder.join(NEXT);
    for (name, seed) in private_files(&next)? {
        let (path, public) = (next.join(&name), seed.public()?);
        if present(&public) {
            move_key(&path, folder, &name, public, steps)?;
        } else {
            steps.take()?;
            fs::remove_file(&path).map_err(|e| bad(&path, e))?;
        }
    }
    if next.exists() {
        // Something else may lie there; it harms nobody.
        let _ = fs::remove_dir(&next);
    }
    sync(folder)
}

/// Moves a private key; one that has its name there already is not overwritten.
fn move_key(
    from: &Path,
    folder: &Path,
    name: &str,
    key: PublicKey,
    steps: &mut Steps,
) -> Result<(), KeyError> {
    let mut to = folder.join(name);
    if to.exists() {
        let id = key.id();
        let stem = name.strip_suffix(".pem").unwrap_or(name);
        to = folder.join(format!("{stem}-{}.pem", id.get(..16).unwrap_or(&id)));
    }
    if to.exists() {
        return Err(KeyError::Exists(shown(&to)));
    }
    steps.take()?;
    fs::rename(from, &to).map_err(|e| bad(from, e))?;
    sync(folder)
}

fn replace_listing(folder: &Path, text: &str, steps: &mut Steps) -> Result<(), KeyError> {
    let (unfinished, path) = (folder.join(UNFINISHED), folder.join(KEYS_FILE));
    steps.take()?;
    let written = File::create(&unfinished).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|e| bad(&unfinished, e))?;
    sync(&folder.join(NEXT))?;
    steps.take()?;
    fs::rename(&unfinished, &path).map_err(|e| bad(&path, e))?;
    sync(folder)
}

fn lock(folder: &Path) -> Result<File, KeyError> {
    let path = folder.join(LOCK);
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|e| bad(&path, e))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(KeyError::Busy(shown(folder))),
        Err(TryLockError::Error(e)) => Err(bad(&path, e)),
    }
}

/// Brings renames to the disk, so that a loss of power does not undo one after a later one.
fn sync(folder: &Path) -> Result<(), KeyError> {
    #[cfg(unix)]
    File::open(folder).and_then(|f| f.sync_all()).map_err(|e| bad(folder, e))?;
    Ok(())
}

/// Changes of the folder that are still allowed.
struct Steps(Option<u32>);

impl Steps {
    fn take(&mut self) -> Result<(), KeyError> {
        if let Some(left) = &mut self.0 {
            *left = left.checked_sub(1).ok_or(KeyError::Stopped)?;
        }
        Ok(())
    }
}
