//! The first entry of a file from phone to phone: what kind of file it is, of which pack, and where that may be found.

use serde::{Deserialize, Serialize};

use super::error::ShareError;
use crate::packs::layout;

/// The format that is written, and the latest that is read.
const FORMAT: u64 = 1;

/// The first entry. It is not signed: the pack's name counts once its root says the same, the address is a hint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Pack id.
    pub pack: String,
    /// Where the giver refreshes it from.
    pub url: Option<String>,
}

#[derive(Deserialize)]
struct Magic {
    welcomepack: u64,
}

/// In the order of canonical JSON.
#[derive(Serialize, Deserialize)]
struct Line {
    pack: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    welcomepack: u64,
}

impl Head {
    /// Reads the entry. The format is looked at before anything else.
    ///
    /// # Errors
    /// [`ShareError::NoPack`], [`ShareError::NewerFormat`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ShareError> {
        let no_pack = |_| ShareError::NoPack;
        let Magic { welcomepack } = serde_json::from_slice(bytes).map_err(no_pack)?;
        match welcomepack {
            FORMAT => {}
            newer if newer > FORMAT => return Err(ShareError::NewerFormat(newer)),
            _ => return Err(ShareError::NoPack),
        }
        let line: Line = serde_json::from_slice(bytes).map_err(no_pack)?;
        if !layout::is_pack_id(&line.pack) {
            return Err(ShareError::NoPack);
        }
        Ok(Self { pack: line.pack, url: line.url })
    }

    /// The entry: one line of canonical JSON.
    ///
    /// # Errors
    /// Never for the texts it holds.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ShareError> {
        let line = Line { pack: self.pack.clone(), url: self.url.clone(), welcomepack: FORMAT };
        let mut bytes = serde_json::to_vec(&line).map_err(|_| ShareError::NoPack)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}
