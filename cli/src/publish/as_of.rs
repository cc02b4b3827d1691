//! A pack of level world goes on only with a later day: of two copies phones use the one with the later `as_of`, so that
//! what changed under an old day would not be seen by apps that bring a copy of that day.

use companion_core::packs::edition::{COMMON, Edition, MAX_EDITION, Records};
use companion_core::packs::format::{Fact, Level, PackFact};
use companion_core::packs::install::rows;
use companion_core::store::EditionRows;

use super::current::{State, length};
use super::disk::Disk;
use super::error::PublishError;
use crate::keys::hex;

/// Refuses a pack of level world that says something else than what is published, and does not say it of a later day.
pub(super) fn check(
    editions: &[Edition],
    state: Option<&State>,
    disk: &Disk,
) -> Result<(), PublishError> {
    let Some(edition) = editions.iter().find(|e| e.name() == COMMON) else { return Ok(()) };
    let Some(target) = state.and_then(|s| s.file(COMMON)) else { return Ok(()) };
    let Records::Common(facts) = &edition.records else { return Ok(()) };
    let own = facts.iter().find_map(|fact| match fact {
        Fact::Pack(pack) if pack.level == Level::World => Some(pack),
        _ => None,
    });
    let Some(own) = own else { return Ok(()) };
    let raw = edition.to_bytes()?;
    if hex::sha256(&raw) == target.custom.raw_sha256 {
        return Ok(());
    }
    let name = target.path(COMMON);
    let bad = |reason: &str| PublishError::published(&disk.path(&name), reason);
    // What is gone is written again, and nobody has it to compare with.
    let Some(object) = disk.read(&name, target.length)? else { return Ok(()) };
    if length(&object) != target.length || hex::sha256(&object) != target.hashes.sha256 {
        return Err(bad("was changed since it was published"));
    }
    let limit = target.custom.raw_length.min(MAX_EDITION);
    let limit = usize::try_from(limit).unwrap_or_default();
    let before = zstd::bulk::decompress(&object, limit).map_err(|_| bad("cannot be read"))?;
    let before = match rows(&own.id, COMMON, &before).map_err(|e| bad(&e.to_string()))? {
        EditionRows::Common(row, _) => serde_json::from_str::<PackFact>(&row.body).ok(),
        _ => None,
    };
    let before = before.ok_or_else(|| bad("describes no pack"))?;
    // Both are written YYYY-MM-DD, so that the later day is the greater text; none is before any.
    if own.as_of > before.as_of {
        return Ok(());
    }
    let day = |day: Option<String>| day.unwrap_or_else(|| "not told".to_owned());
    Err(PublishError::AsOf { before: day(before.as_of), now: day(own.as_of.clone()) })
}
