//! Roles below the targets role: which file is needed next, and who vouches for it (TUF 1.0, section 5.6).

use sigstore_tuf::{Error as TufError, Targets};

use super::search::Asked;
use super::{TARGETS, TrustError, Verifier, wrong};
use crate::packs::layout;

impl Verifier {
    /// The role whose file is needed next, and who vouches for it.
    pub(super) fn next_role(&mut self) -> Result<Option<Asked>, TrustError> {
        while let Some(edition) = self.wanted.front().cloned() {
            if !self.holds(&edition, TARGETS)? {
                if !self.offers(&edition) {
                    return Err(TrustError::NoEdition(edition));
                }
                return Ok(Some(Asked { role: edition, delegator: TARGETS.to_owned() }));
            }
            // Taken over from before: signed then, and perhaps past its expiry by now.
            self.note_expiry_of_role(&edition)?;
            self.wanted.pop_front();
        }
        self.next_of_search()
    }

    /// Whether the role is there, and vouched for by this delegator: another one may have other keys for that name.
    pub(super) fn holds(&self, role: &str, delegator: &str) -> Result<bool, TrustError> {
        if self.set.targets_role(role).is_none() {
            return Ok(false);
        }
        if self.vouched.contains(&Asked { role: role.to_owned(), delegator: delegator.to_owned() })
        {
            return Ok(true);
        }
        let vouched = self.set.verify_delegated_targets(role, delegator, jiff::Timestamp::MIN);
        vouched.map(|_| true).map_err(|e| wrong(&format!("{role}.json"), e))
    }

    /// Takes a role's file, if its delegator vouches for it.
    pub(super) fn take_role(
        &mut self,
        asked: &Asked,
        bytes: &[u8],
        moment: jiff::Timestamp,
    ) -> Result<(), TufError> {
        let Asked { role, delegator } = asked;
        self.set.update_delegated_targets(bytes, role, delegator, moment)?;
        // Those that this role vouched for were vouched for by another form of it.
        self.vouched.retain(|v| v.role != *role && v.delegator != *role);
        self.vouched.insert(asked.clone());
        Ok(())
    }

    /// Delegated by the targets role, for the name of its file.
    pub(super) fn offers(&self, edition: &str) -> bool {
        let delegations =
            self.set.targets_role(TARGETS).and_then(|t: &Targets| t.delegations.as_ref());
        delegations.is_some_and(|d| {
            d.roles.iter().any(|r| {
                r.name == edition
                    && r.matches_path(&layout::edition_target(edition)).unwrap_or(false)
            })
        })
    }
}
