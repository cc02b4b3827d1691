//! The shortest input that still panics at the same place.

use crate::Target;
use crate::engine::{fails, moment};

/// Most tries for one input.
const TRIES: usize = 4000;
/// Longest time for one input, in seconds; less than what counts as hanging.
const SECONDS: i64 = 8;

/// Takes pieces away, large ones first, as long as the same place panics.
pub fn minimise(target: &Target, bytes: &[u8], place: &str) -> Vec<u8> {
    let mut best = bytes.to_vec();
    let mut tries = 0;
    let begun = moment();
    let late = || (moment() - begun).num_seconds() >= SECONDS;
    let mut piece = best.len().div_ceil(2).max(1);
    loop {
        let mut shorter = false;
        let mut at = 0;
        while at < best.len() && tries < TRIES && !late() {
            let mut candidate = best.clone();
            candidate.drain(at..(at + piece).min(best.len()));
            tries += 1;
            if fails(target, &candidate).is_some_and(|(p, _)| p == place) {
                best = candidate;
                shorter = true;
            } else {
                at += piece;
            }
        }
        if tries >= TRIES || late() || (piece == 1 && !shorter) {
            return best;
        }
        if !shorter || piece > best.len() {
            piece = piece.div_ceil(2).min(best.len().max(1));
        }
    }
}
