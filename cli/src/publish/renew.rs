//! Renewing: the same content under signatures that live longer, and under new keys where they wait.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::current::{State, timestamp_path};
use super::edition_file::deltas_of;
use super::error::PublishError;
use super::history::Bases;
use super::next::Signer;
use super::objects::Placed;
use super::report::Published;
use super::sign::sign;
use super::standing::Standing;
use super::{Options, check_clock, open, read, retired};
use crate::keys::{KeyRing, Role};

/// Signs snapshot and timestamp of a published pack anew, and whatever else new keys have to sign; content stays as it
/// is. Needs no other private keys than those of what it signs.
///
/// # Errors
/// [`PublishError`]; the state before stays in force.
pub fn renew(
    pack: &str,
    keys: &KeyRing,
    folder: &Path,
    now: DateTime<Utc>,
    options: &Options,
) -> Result<Published, PublishError> {
    let base = folder.join(pack);
    let nothing = || PublishError::NotPublished(base.display().to_string());
    if !base.join(timestamp_path()).exists() {
        return Err(nothing());
    }
    let mut disk = open(&base, options)?;
    let (root, state) = read(&disk, &base, pack)?;
    let state = state.ok_or_else(nothing)?;
    let standing = Standing::judge(keys, root.as_ref(), Some(&state))?;
    let anew = standing.signed_anew([Role::Snapshot, Role::Timestamp]);
    standing.need(keys, &anew)?;
    check_clock(Some(&state), now)?;
    let delegations = state.targets.delegations.iter().flat_map(|d| &d.roles);
    let mut editions: Vec<_> = delegations
        .filter_map(|role| {
            let signed = state.editions.get(&role.name)?;
            Some(Placed {
                name: role.name.clone(),
                file: state.file(&role.name)?,
                changed: false,
                deltas: deltas_of(signed, &role.name),
                bases: Bases::new(),
                revision: signed.head.version,
                raw: Vec::new(),
            })
        })
        .collect();
    editions.sort_by(|a, b| a.name.cmp(&b.name));
    let state = Some(&state);
    let mut signer = Signer::new(&mut disk, pack, keys, &standing, now, options, state);
    signer.only = Some(anew);
    let mut warnings = lapsing(&signer, state, &editions);
    let retired = retired(state, &editions);
    let signed = sign(&mut signer, root, state, &mut editions, retired)?;
    warnings.extend(standing.warnings.clone());
    Ok(signed.report(pack, &editions, disk, warnings))
}

/// What only a publish renews, told while there is time.
fn lapsing(signer: &Signer<'_>, state: Option<&State>, editions: &[Placed]) -> Vec<String> {
    let Some(state) = state else { return Vec::new() };
    let roles = editions.iter().filter_map(|e| state.editions.get(&e.name));
    let lapsing = roles.chain([&state.targets]).filter(|role| {
        let kind = if role.delegations.is_some() { Role::Targets } else { Role::Editions };
        !signer.standing.replaces(kind) && signer.lapses(kind, &role.head, 3)
    });
    let soonest = lapsing.map(|role| role.head.expires).min();
    let told = soonest.map(|soonest| {
        format!(
            "editions expire from {soonest} on; publish the pack again before, `--renew` alone does not renew them"
        )
    });
    told.into_iter().collect()
}
