//! `welcome pack inspect`: what is in such a file, checked as a phone does.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use clap::Args;
use companion_core::packs::share::{Brought, Checked, Head, Start, Unchecked};
use companion_core::packs::verify::{Expiry, Known};
use companion_core::sync::PackLink;
use serde::Serialize;

use super::{EditionLine, now, second};
use crate::commands::Failure;
use crate::output::Output;

/// Arguments of `welcome pack inspect`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome pack inspect brueckfeld.welcomepack\n  \
    welcome --json pack inspect brueckfeld.welcomepack\n  \
    welcome pack inspect brueckfeld.welcomepack --link 'https://example.org/w/brueckfeld/#95d8…'\n\n\
    Every byte is checked as a phone does. Without --link nobody says whose signatures they have to be: compare the\n\
    fingerprint with the publisher's own.\n\
    Exit status: 0 a phone takes it, 1 it does not, 2 the call was wrong.")]
pub struct InspectArgs {
    /// The file.
    file: PathBuf,
    /// The pack's link with its fingerprint, as on a poster.
    #[arg(long, value_name = "LINK")]
    link: Option<String>,
}

/// What is in a file, for machines.
#[derive(Serialize)]
struct Inspected {
    pack: String,
    names: BTreeMap<String, String>,
    publisher: String,
    level: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    fingerprint: String,
    fingerprint_compared: bool,
    roots: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    signed_until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expired_role: Option<String>,
    languages_published: Vec<String>,
    editions: Vec<EditionLine>,
    media: usize,
    bytes: u64,
}

/// Runs `welcome pack inspect`.
///
/// # Errors
/// Why a phone would not take the file.
pub fn inspect(args: &InspectArgs, output: Output) -> Result<(), Failure> {
    let at = |e: &dyn std::fmt::Display| Failure::new(format!("{}: {e}", args.file.display()));
    let link = args.link.as_deref().map(PackLink::parse).transpose();
    let link = link.map_err(|e| Failure::call(format!("--link: {e}")))?;
    let file = File::open(&args.file).map_err(|e| at(&e))?;
    let bytes = file.metadata().map_err(|e| at(&e))?.len();
    let file = Unchecked::open(BufReader::new(file), bytes).map_err(|e| at(&e))?;
    let head = file.head().clone();
    if link.as_ref().is_some_and(|link| link.pack != head.pack) {
        return Err(at(&format!("it is of the pack {}, not the link's", head.pack)));
    }
    let fingerprint = link.and_then(|link| link.fingerprint);
    let fingerprint_compared = fingerprint.is_some();
    let start = Start { known: Known::new(), fingerprint, expiry: Expiry::Note, now: now() };
    let checked = file.check(&start, &[]).map_err(|e| at(&e))?;
    let inspected = Inspected::new(head, checked, fingerprint_compared, bytes);
    inspected.tell(output);
    output.value(&inspected);
    Ok(())
}

impl Inspected {
    fn new(head: Head, checked: Checked, fingerprint_compared: bool, bytes: u64) -> Self {
        let Checked { verifier, first_root, roots, fact, editions, media } = checked;
        let line = |b: &Brought| EditionLine::new(&b.installed.name, &b.target, b.bytes);
        Self {
            pack: head.pack,
            names: fact.names.iter().map(|(tag, name)| (tag.to_string(), name.clone())).collect(),
            publisher: fact.publisher,
            level: fact.level.word(),
            parent: fact.parent,
            url: head.url,
            fingerprint: first_root,
            fingerprint_compared,
            roots,
            signed_until: verifier.renew_by().map(second),
            expired_role: verifier.expired().map(|(role, _)| role.clone()),
            languages_published: fact.languages.iter().map(ToString::to_string).collect(),
            editions: editions.iter().map(line).collect(),
            media: media.len(),
            bytes,
        }
    }

    fn tell(&self, output: Output) {
        let names: Vec<&str> = self.names.values().map(String::as_str).collect();
        output.line(format!("pack {} ({}): {}", self.pack, self.level, names.join(", ")));
        output.line(format!("published by {}", self.publisher));
        if let Some(parent) = &self.parent {
            output.line(format!("below {parent}, which is not in this file"));
        }
        match &self.url {
            Some(url) => output.line(format!("refreshed from {url}")),
            None => output.line("names no address; a phone that does not know it needs a link too"),
        }
        let compared = if self.fingerprint_compared { "the link's" } else { "not compared" };
        output.line(format!("root fingerprint {} ({compared})", self.fingerprint));
        let until = self.signed_until.as_deref().unwrap_or("unknown");
        output.line(format!("signatures hold, {} roots, signed until {until}", self.roots));
        if let Some(role) = &self.expired_role {
            output.line(format!("{role} is past its expiry; phones take it and say so"));
        }
        self.editions.iter().for_each(|edition| output.line(edition.told()));
        let missing: Vec<&str> = self
            .languages_published
            .iter()
            .filter(|tag| !self.editions.iter().any(|e| e.edition == **tag))
            .map(String::as_str)
            .collect();
        if !missing.is_empty() {
            output.line(format!("published, but not in this file: {}", missing.join(", ")));
        }
        output.line(format!("{} bytes, {} media files", self.bytes, self.media));
    }
}
