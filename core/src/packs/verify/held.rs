//! What was trusted before: a floor for what is new, and no second transfer for what is still named.

use sigstore_tuf::Error as TufError;

use super::search::Asked;
use super::{Known, Step, TARGETS, TrustError, Verifier};

impl Verifier {
    /// The chain has ended: what was known before counts as a floor, as far as the newest root still vouches for it.
    pub(super) fn finish_roots(&mut self) -> Result<(), TrustError> {
        self.note_expiry("root", self.set.root().expires)?;
        let known = std::mem::take(&mut self.known);
        let mut kept = Known::new();
        // Rotated keys release the ratchet, timestamp and snapshot together: recovery from a fast-forward attack
        // (section 5.3.11).
        let early = jiff::Timestamp::MIN;
        let mut held = self.set.clone();
        if let Some(timestamp) = known.get("timestamp.json")
            && held.update_timestamp(timestamp, early).is_ok()
        {
            let snapshot = known.get("snapshot.json");
            match snapshot.map(|bytes| held.update_snapshot(bytes, early)) {
                Some(Ok(())) => {
                    kept.extend(snapshot.map(|bytes| ("snapshot.json".to_owned(), bytes.clone())));
                }
                // A refresh ended between the two: the timestamp is the newer one, and stays a floor.
                None | Some(Err(TufError::IntegrityMismatch(_))) => {}
                Some(Err(_)) => held = self.set.clone(),
            }
            self.set = held;
        }
        if self.set.timestamp().is_some() {
            let timestamp = known.get("timestamp.json");
            kept.extend(timestamp.map(|bytes| ("timestamp.json".to_owned(), bytes.clone())));
        }
        // Checked when the snapshot in force is known: it says whether they are still the ones.
        kept.extend(known.get("targets.json").map(|t| ("targets.json".to_owned(), t.clone())));
        kept.extend(known.into_iter().filter(|(name, _)| !is_top_level(name)));
        self.known = kept;
        self.step = Step::Timestamp;
        Ok(())
    }

    /// A snapshot is there: are its targets?
    pub(super) fn after_snapshot(&mut self) -> Result<(), TrustError> {
        if let Some(expires) = self.set.snapshot().map(|s| s.expires) {
            self.note_expiry("snapshot", expires)?;
        }
        // A new snapshot drops the targets it pinned before; the copy we hold may still be the pinned one.
        if self.set.targets_role(TARGETS).is_none()
            && let Some(bytes) = self.known.get("targets.json")
        {
            let _ = self.set.update_targets(bytes, jiff::Timestamp::MIN);
        }
        if self.set.targets_role(TARGETS).is_some() {
            self.after_targets()
        } else {
            self.step = Step::Targets;
            Ok(())
        }
    }

    /// The targets are there: which editions are known already?
    pub(super) fn after_targets(&mut self) -> Result<(), TrustError> {
        self.note_expiry_of_role("targets")?;
        for edition in self.editions() {
            if let Some(bytes) = self.known.get(&format!("{edition}.json")).cloned() {
                let asked = Asked { role: edition, delegator: TARGETS.to_owned() };
                // One that is not the pinned version any more is fetched when it is wanted.
                let _ = self.take_role(&asked, &bytes, jiff::Timestamp::MIN);
            }
        }
        self.step = Step::Editions;
        Ok(())
    }
}

fn is_top_level(name: &str) -> bool {
    matches!(name, "root.json" | "timestamp.json" | "snapshot.json" | "targets.json")
}
