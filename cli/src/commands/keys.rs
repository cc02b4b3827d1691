//! `welcome keys …`

use std::path::{Path, PathBuf};

use clap::Subcommand;
use ring::rand::SystemRandom;
use serde::Serialize;

use super::Failure;
use crate::keys::{KeyError, KeyRing, Role, RootKeys, init, load, rotate};
use crate::output::Output;
use crate::publish::{fingerprint, packs, waits_for_keys};

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
    /// Make new keys for some roles; the next publish brings them to every phone.
    #[command(after_help = "Examples:\n  \
        welcome keys rotate keys/\n  \
        welcome keys rotate keys/ --role timestamp --role snapshot\n\n\
        Then run `welcome publish` or `welcome publish --renew` for every folder that is published with these keys,\n\
        with the root keys in the key folder: a new root names the new keys. Until then the old ones sign, which are\n\
        kept in former/. As many keys are made as there were, with the same threshold.")]
    Rotate {
        /// The key folder.
        folder: PathBuf,
        /// A role; may be repeated. All but the root where it is left out.
        #[arg(long, value_name = "ROLE", value_parser = role)]
        role: Vec<Role>,
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
    /// New keys wait for the next publish.
    waits: bool,
}

fn role(name: &str) -> Result<Role, String> {
    let names = Role::ALL.map(Role::name).join(", ");
    let role = Role::ALL.into_iter().find(|role| role.name() == name);
    role.ok_or_else(|| format!("is no role; there are {names}"))
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
        KeysCommand::Rotate { folder, role } => {
            let online = Role::ALL.into_iter().filter(|role| *role != Role::Root);
            let roles: Vec<_> = if role.is_empty() { online.collect() } else { role };
            let ring = rotate(&folder, &roles, &SystemRandom::new()).map_err(|e| failed(&e))?;
            show(&ring, output);
            output.line(format!(
                "\nThe keys of before are in {}. Publish or renew every pack once, with the root keys in this\n\
                 folder; `welcome keys show --published` says which still wait. Then the old keys can be destroyed.",
                folder.join("former").display()
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
        let aside = ring.former(role).count();
        if aside > 0 {
            output.line(format!(
                "  replaced {} before; old private keys are in former/",
                times(aside)
            ));
        }
        output.value(&ShownRole { role: role.name(), threshold: keys.threshold, keys: shown });
    }
}

fn times(n: usize) -> String {
    if n == 1 { "once".to_owned() } else { format!("{n} times") }
}

fn show_packs(ring: &KeyRing, folder: &Path, output: Output) -> Result<(), Failure> {
    let packs = packs(folder).map_err(|e| Failure::new(e.to_string()))?;
    if packs.is_empty() {
        return Err(Failure::new(format!("{}: holds no published pack", folder.display())));
    }
    for pack in packs {
        let root_sha256 = fingerprint(&pack, ring, folder)
            .map_err(|e| Failure::new(format!("{}: {e}", folder.join(&pack).display())))?;
        let waits = waits_for_keys(&pack, ring, folder)
            .map_err(|e| Failure::new(format!("{}: {e}", folder.join(&pack).display())))?;
        let waiting = if waits { "; new keys wait for the next publish" } else { "" };
        output.line(format!("{pack}: root fingerprint {root_sha256}{waiting}"));
        output.value(&ShownPack { pack, root_sha256, waits });
    }
    Ok(())
}

fn failed(error: &KeyError) -> Failure {
    Failure::new(error.to_string())
}
