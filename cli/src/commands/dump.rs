//! `welcome pack dump`

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use clap::Args;
use ring::rand::SystemRandom;

use super::Failure;
use crate::build::build_folder;
use crate::dump::records;
use crate::keys::{self, RootKeys};
use crate::output::Output;
use crate::phone::Phone;
use crate::problem::errors_in_words;
use crate::publish::{Options, PublishInput, publish};

/// Arguments of `welcome pack dump`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome pack dump fixtures/brueckfeld --lang ar\n  \
    welcome --json pack dump public/brueckfeld --lang de | jq .title\n  \
    welcome pack dump https://example.org/w/brueckfeld/ --lang uk --json")]
pub struct DumpArgs {
    /// A source folder, a published folder, or the link of a pack.
    pack: String,
    /// The reader's language, as a BCP 47 tag.
    #[arg(long, value_name = "TAG")]
    lang: String,
}

/// Installs the pack on a phone in a temporary folder and prints what the phone holds.
///
/// # Errors
/// What could not be built, published or installed.
pub fn run(args: &DumpArgs, output: Output) -> Result<(), Failure> {
    let scratch = tempfile::tempdir().map_err(told)?;
    let phone = Phone::open(&scratch.path().join("phone"), std::slice::from_ref(&args.lang));
    let phone = phone.map_err(told)?;
    let pack = if args.pack.contains("://") {
        let pack = phone.companion().add_pack(&args.pack).map_err(told)?;
        phone.sync(&pack, None).map_err(told)?;
        pack
    } else {
        install_folder(&phone, Path::new(&args.pack), scratch.path())?
    };
    let guide = phone.companion().guide().map_err(told)?;
    for record in records(&guide, &pack).map_err(told)? {
        output.value(&record);
        output.line(format!(
            "{} {} [{}, {}, {}] {}",
            record.kind, record.id, record.language, record.origin, record.freshness, record.title
        ));
        output.line(format!("    {}", record.path));
        record.text.lines().for_each(|l| output.line(format!("    | {l}")));
        record.links.iter().for_each(|l| output.line(format!("    -> {l}")));
        record.phones.iter().for_each(|p| output.line(format!("    tel {p}")));
    }
    Ok(())
}

/// A published folder is installed as it is; a source folder is built and signed with keys for this one use.
fn install_folder(phone: &Phone, folder: &Path, scratch: &Path) -> Result<String, Failure> {
    let at = |e: std::io::Error| Failure::new(format!("{}: {e}", folder.display()));
    let folder: PathBuf = folder.canonicalize().map_err(at)?;
    if folder.join("metadata").join("timestamp.json").exists() {
        let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
            return Err(Failure::new(format!("{}: is no pack", folder.display())));
        };
        let pack = name.to_string_lossy().into_owned();
        phone.install(parent, &pack, None).map_err(told)?;
        return Ok(pack);
    }
    let built = build_folder(&folder, today())
        .map_err(|problems| Failure::new(errors_in_words(&problems)))?;
    let pack = built.editions.first().map(|e| e.pack.clone());
    let pack = pack.ok_or_else(|| Failure::new("the pack has no edition"))?;
    let root = RootKeys { count: 1, threshold: 1 };
    let ring = keys::init(&scratch.join("keys"), root, &SystemRandom::new()).map_err(told)?;
    let media: Vec<_> = built.media.into_iter().map(|m| (m.fact, m.path)).collect();
    let input = PublishInput { pack: &pack, editions: &built.editions, media: &media };
    let public = scratch.join("public");
    let published = publish(&input, &ring, &public, now(), &Options::default()).map_err(told)?;
    phone.install(&public, &pack, Some(&published.root_sha256)).map_err(told)?;
    Ok(pack)
}

fn told(error: impl std::fmt::Display) -> Failure {
    Failure::new(error.to_string())
}

fn today() -> NaiveDate {
    now().date_naive()
}

#[expect(clippy::disallowed_methods, reason = "the command line is where the clock is asked")]
fn now() -> DateTime<Utc> {
    DateTime::from(std::time::SystemTime::now())
}
