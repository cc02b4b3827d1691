//! One key, one signature: a role that names a key by two ids could meet its threshold with half of the people.

use std::collections::BTreeSet;

use sigstore_tuf::Root;

use super::TrustError;

/// That no role of a root names one key twice.
///
/// # Errors
/// [`TrustError::KeyTwice`].
pub(super) fn check(name: &str, root: &Root) -> Result<(), TrustError> {
    for role in root.roles.values() {
        let mut seen = BTreeSet::new();
        let keys = role.keyids.iter().filter_map(|id| root.keys.get(id));
        // Hex digits mean the same in both cases.
        if !keys.map(|key| key.keyval.public.to_ascii_lowercase()).all(|key| seen.insert(key)) {
            return Err(TrustError::KeyTwice(name.to_owned()));
        }
    }
    Ok(())
}
