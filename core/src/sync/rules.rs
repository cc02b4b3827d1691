//! What may be fetched over which network without being asked for: a table, and one decision.

/// The network that a phone has at the moment, as its shell tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Network {
    /// Costs nothing by the byte, such as Wi-Fi at home.
    #[default]
    Unmetered,
    /// Mobile data.
    Metered,
    /// Mobile data abroad.
    Roaming,
}

/// The rules of one kind of network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Most bytes of editions that one sync of a pack fetches unasked; above it they wait for a better network.
    pub edition_bytes: u64,
    /// Bytes of the largest picture that is fetched before somebody wants to see it.
    pub media_ahead: u64,
}

const KIB: u64 = 1024;

impl Network {
    /// A large city in three languages is about 400 KB, a patch of it some kilobytes.
    pub fn rules(self) -> Rules {
        match self {
            Self::Unmetered => Rules { edition_bytes: u64::MAX, media_ahead: 1024 * KIB },
            Self::Metered => Rules { edition_bytes: 1024 * KIB, media_ahead: 0 },
            Self::Roaming => Rules { edition_bytes: 64 * KIB, media_ahead: 0 },
        }
    }
}

impl Rules {
    /// Bytes that have to wait, all or none: editions of one pack belong together. What a person asks for never waits.
    pub fn postponed(self, asked: bool, bytes: u64) -> u64 {
        if asked || bytes <= self.edition_bytes { 0 } else { bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patches_travel_everywhere_and_cities_wait_for_a_better_network() {
        let (patch, city) = (3_000, 1_500_000);
        for network in [Network::Unmetered, Network::Metered, Network::Roaming] {
            assert_eq!(network.rules().postponed(false, patch), 0);
            assert_eq!(network.rules().postponed(true, city), 0);
        }
        assert_eq!(Network::Unmetered.rules().postponed(false, city), 0);
        assert_eq!(Network::Metered.rules().postponed(false, city), city);
        assert_eq!(Network::Roaming.rules().postponed(false, 100_000), 100_000);
    }
}
