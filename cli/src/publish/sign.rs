//! One state after the other: everything below the objects, signed and written in the order in which phones may meet it.

use std::collections::BTreeMap;

use super::bundles;
use super::current::{CurrentRoot, State, length};
use super::document::FileInfo;
use super::error::PublishError;
use super::next::Signer;
use super::objects::Placed;
use crate::keys::Role;

/// What was signed, for the report.
pub(super) struct Signed {
    pub(super) root: CurrentRoot,
    pub(super) bundles: BTreeMap<String, u64>,
    pub(super) metadata_bytes: u64,
    pub(super) warnings: Vec<String>,
}

/// Signs and writes everything below the objects.
pub(super) fn sign(
    signer: &mut Signer<'_>,
    root: Option<CurrentRoot>,
    state: Option<&State>,
    editions: &mut [Placed],
    retired: Vec<String>,
) -> Result<Signed, PublishError> {
    let next_root = signer.next_root(root.as_ref())?;
    let root_first = root.is_none() || signer.standing.root_first || !signer.standing.needs_root();
    if let Some((version, bytes)) = next_root.as_ref().filter(|_| root_first && root.is_none()) {
        signer.put_root(*version, bytes)?;
    }
    let mut meta: BTreeMap<String, FileInfo> = BTreeMap::new();
    for edition in editions.iter_mut() {
        let info = signer.edition(edition, state)?;
        meta.insert(format!("{}.json", edition.name), info);
    }
    let mut offered: BTreeMap<String, bool> =
        editions.iter().map(|e| (e.name.clone(), true)).collect();
    for name in retired {
        if let Some(state) = state {
            meta.insert(format!("{name}.json"), signer.retired(&name, state)?);
            offered.insert(name, false);
        }
    }
    meta.insert("targets.json".to_owned(), signer.targets(editions, state)?);
    let snapshot = signer.snapshot(meta, state)?;
    let late = next_root.as_ref().filter(|_| root.is_some());
    // Where both sets of keys sign, a phone that has the old root reads the new state, and the new root comes after it.
    if let Some((version, bytes)) = late.filter(|_| root_first) {
        signer.put_root(*version, bytes)?;
    }
    signer.timestamp(snapshot, state)?;
    if let Some((version, bytes)) = late.filter(|_| !root_first) {
        signer.put_root(*version, bytes)?;
    }
    let root = match next_root {
        Some((_, bytes)) => CurrentRoot::next(root, &bytes)?,
        None => root.ok_or(PublishError::Keys { role: Role::Root, missing: 1 })?,
    };
    let newest = root.root.head.version;
    let bundles = bundles::write(signer.disk, &signer.documents, &offered, newest)?;
    let roles: u64 = signer.documents.values().map(|bytes| length(bytes)).sum();
    Ok(Signed {
        bundles,
        metadata_bytes: root.length + roles,
        warnings: root_warnings(signer, &root),
        root,
    })
}

fn root_warnings(signer: &Signer<'_>, root: &CurrentRoot) -> Vec<String> {
    let expires = root.root.head.expires;
    let lapses = signer.lapses(Role::Root, &root.root.head, 3);
    lapses
        .then(|| {
            format!(
                "the root expires at {expires}; publish once with the root keys in the key folder"
            )
        })
        .into_iter()
        .collect()
}
