//! `welcome keys …`

use std::path::{Path, PathBuf};

use clap::Subcommand;
use ring::rand::SystemRandom;
use serde::Serialize;

use super::Failure;
use crate::keys::{KeyError, KeyRing, Role, RootKeys, init, load};
use crate::output::Output;
use crate::publish::{fingerprint, packs};

/// Keys.
#[derive(Subcommand)]
pub enum KeysCommand {
    /// Make new keys for all roles. Keep the root keys in a safe place: whoever has them owns the pack.
    Init {
        /// A folder without keys; made where it is missing.
        folder: PathBuf,
        /// How many root keys to make, for as many people.
        #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=16))]
        root_keys: u32,
        /// How many of them must sign a root.
        #[arg(long, value_name = "N", default_value_t = 1)]
        root_threshold: u32,
    },
    /// Show the keys of each role, and which private keys are here.
    Show {
        /// The key folder.
        folder: PathBuf,
        /// A folder of published packs, whose fingerprints are shown too.
        #[arg(long, value_name = "FOLDER")]
        published: Option<PathBuf>,
    },
}

/// One role, for machines.
#[derive(Serialize)]
struct ShownRole {
    role: &'static str,
    threshold: u32,
    keys: Vec<ShownKey>,
}

#[derive(Serialize)]
struct ShownKey {
    id: String,
    private: bool,
}

/// One published pack, for machines.
#[derive(Serialize)]
struct ShownPack {
    pack: String,
    root_sha256: String,
}

/// Runs `welcome keys …`.
///
/// # Errors
/// What could not be done, in plain words.
pub fn run(command: KeysCommand, output: Output) -> Result<(), Failure> {
    match command {
        KeysCommand::Init { folder, root_keys, root_threshold } => {
            let root = RootKeys { count: root_keys, threshold: root_threshold };
            let ring = init(&folder, root, &SystemRandom::new()).map_err(|e| failed(&e))?;
            show(&ring, output);
            output.line(format!(
                "\nPrivate keys are in {}. Copy the root keys to a safe place and take them out of this folder\n\
                 after the first publish; the others are needed for every publish.",
                folder.display()
            ));
            Ok(())
        }
        KeysCommand::Show { folder, published } => {
            let ring = load(&folder).map_err(|e| failed(&e))?;
            show(&ring, output);
            published.map_or(Ok(()), |published| show_packs(&ring, &published, output))
        }
    }
}

fn show(ring: &KeyRing, output: Output) {
    for role in Role::ALL {
        let keys = ring.role(role);
        let shown: Vec<_> = keys
            .keys
            .iter()
            .map(|key| ShownKey { id: key.id(), private: ring.holds(*key) })
            .collect();
        output.line(format!("{role}: {} of {} keys must sign", keys.threshold, shown.len()));
        for ShownKey { id, private } in &shown {
            let here = if *private { "private key here" } else { "private key elsewhere" };
            output.line(format!("  {id}  {here}"));
        }
        output.value(&ShownRole { role: role.name(), threshold: keys.threshold, keys: shown });
    }
}

fn show_packs(ring: &KeyRing, folder: &Path, output: Output) -> Result<(), Failure> {
    let packs = packs(folder).map_err(|e| Failure::new(e.to_string()))?;
    if packs.is_empty() {
        return Err(Failure::new(format!("{}: holds no published pack", folder.display())));
    }
    for pack in packs {
        let root_sha256 = fingerprint(&pack, ring, folder)
            .map_err(|e| Failure::new(format!("{}: {e}", folder.join(&pack).display())))?;
        output.line(format!("{pack}: root fingerprint {root_sha256}"));
        output.value(&ShownPack { pack, root_sha256 });
    }
    Ok(())
}

fn failed(error: &KeyError) -> Failure {
    Failure::new(error.to_string())
}
