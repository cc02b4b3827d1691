//! Finding a target by its path through any delegations, as tools for TUF repositories do (TUF 1.0, section 5.6.7).
//!
//! Phones have no use for it: an edition's role is known by name. Both go through the same checks of the machine above.

use std::collections::{BTreeMap, BTreeSet};

use super::{TARGETS, TrustError, Verifier, wrong};

/// Most roles that one search looks into: a graph of delegations may be made to have no end.
const MAX_ROLES: usize = 64;

/// A role that is needed, and the role that vouches for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Asked {
    pub(super) role: String,
    pub(super) delegator: String,
}

/// A target that a trusted role signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundTarget {
    /// Path of the target, as it was sought.
    pub path: String,
    /// The role that signs it.
    pub role: String,
    /// Bytes of the file.
    pub length: u64,
    /// Hex digests of the file by name of their algorithm.
    pub hashes: BTreeMap<String, String>,
}

/// A search on its way: depth first, in the order of the delegations.
#[derive(Debug)]
pub(super) struct Search {
    path: String,
    /// Roles to look into; the last is the next.
    ahead: Vec<Asked>,
    visited: BTreeSet<String>,
    found: Option<FoundTarget>,
}

impl Verifier {
    /// Looks for a target by its path, in place of any search before. [`Self::need`] then names the files on the way.
    pub fn seek(&mut self, path: &str) {
        self.search = Some(Search {
            path: path.to_owned(),
            ahead: vec![Asked { role: TARGETS.to_owned(), delegator: TARGETS.to_owned() }],
            visited: BTreeSet::new(),
            found: None,
        });
    }

    /// What the search found, once [`Self::need`] says that nothing is needed any more.
    pub fn sought(&self) -> Option<&FoundTarget> {
        self.search.as_ref().and_then(|s| s.found.as_ref())
    }

    /// The role whose file the search needs next; nothing when it has come to its end.
    pub(super) fn next_of_search(&mut self) -> Result<Option<Asked>, TrustError> {
        let Some(mut search) = self.search.take() else { return Ok(None) };
        let next = self.walk(&mut search);
        self.search = Some(search);
        next
    }

    /// Goes on as far as roles are there.
    fn walk(&mut self, search: &mut Search) -> Result<Option<Asked>, TrustError> {
        while let Some(next) = search.ahead.last().cloned() {
            if search.visited.contains(&next.role) {
                search.ahead.pop();
                continue;
            }
            if search.visited.len() >= MAX_ROLES {
                return Err(TrustError::TooManyRoles);
            }
            if next.role != TARGETS && !self.has_or_recalls(&next)? {
                return Ok(Some(next));
            }
            self.note_expiry_of_role(&next.role)?;
            search.ahead.pop();
            self.look_into(&next.role, search)?;
            search.visited.insert(next.role);
        }
        Ok(None)
    }

    /// Whether the role is loaded, or what is known of it from before is still what the snapshot names.
    fn has_or_recalls(&mut self, asked: &Asked) -> Result<bool, TrustError> {
        let Asked { role, delegator } = asked;
        if self.holds(role, delegator)? {
            return Ok(true);
        }
        let Some(bytes) = self.known.get(&format!("{role}.json")).cloned() else {
            return Ok(false);
        };
        Ok(self.take_role(asked, &bytes, jiff::Timestamp::MIN).is_ok())
    }

    /// Takes the target from a role that is there, or what the role delegates its path to.
    fn look_into(&self, role: &str, search: &mut Search) -> Result<(), TrustError> {
        let Some(targets) = self.set.targets_role(role) else { return Ok(()) };
        if let Some(file) = targets.target(&search.path) {
            search.found = Some(FoundTarget {
                path: search.path.clone(),
                role: role.to_owned(),
                length: file.length,
                hashes: file.hashes.clone(),
            });
            search.ahead.clear();
            return Ok(());
        }
        let mut below = Vec::new();
        for delegated in targets.delegations.iter().flat_map(|d| &d.roles) {
            let matches = delegated.matches_path(&search.path);
            if !matches.map_err(|e| wrong(&format!("{role}.json"), e))? {
                continue;
            }
            below.push(Asked { role: delegated.name.clone(), delegator: role.to_owned() });
            if delegated.terminating {
                // Nobody else is asked: neither its siblings nor those of the roles above.
                search.ahead.clear();
                break;
            }
        }
        search.ahead.extend(below.into_iter().rev());
        Ok(())
    }
}
