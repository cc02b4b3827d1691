//! `welcome pack export`: what is published, as one file.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;
use companion_core::packs::edition::{COMMON, NOTICES};
use companion_core::packs::share::{Head, Held, Parcel, Part, ShareError};
use companion_core::packs::verify::{EditionTarget, Expiry, Known, Need, TrustError, Verifier};
use companion_core::packs::{crypto, layout};
use companion_core::sync::PackLink;
use serde::Serialize;
use url::Url;

use super::{EditionLine, now};
use crate::commands::Failure;
use crate::lock;
use crate::output::Output;

/// Arguments of `welcome pack export`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome pack export public/brueckfeld --to brueckfeld.welcomepack --base-url https://example.org/w/\n  \
    welcome pack export public/brueckfeld --to small.welcomepack --languages ar,de\n\n\
    The file holds what is published, signatures included. A phone takes it without a network and checks it like what\n\
    comes from the web. Expired signatures are refused here: run `welcome publish --renew` first.")]
pub struct ExportArgs {
    /// The published folder of the pack.
    folder: PathBuf,
    /// The file to write; one of that name is replaced.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Tags of the languages to put in; all that are published if left out.
    #[arg(long, value_name = "TAGS", value_delimiter = ',')]
    languages: Vec<String>,
    /// Where the folder above is on the web: the phone refreshes the pack from there later.
    #[arg(long, value_name = "URL")]
    base_url: Option<Url>,
}

/// What was written, for machines.
#[derive(Serialize)]
struct Exported {
    pack: String,
    bytes: u64,
    editions: Vec<EditionLine>,
}

/// Runs `welcome pack export`.
///
/// # Errors
/// What is not published as it should be, with its file.
pub fn export(args: &ExportArgs, output: Output) -> Result<(), Failure> {
    let pack = pack_of(&args.folder)?;
    let url = args.base_url.as_ref().map(|base| address(base, &pack)).transpose()?;
    if url.is_none() {
        output.complain(
            "warning: without --base-url a phone that does not know the pack needs its link too",
        );
    }
    let published = Published { folder: &args.folder, pack: &pack };
    let (known, targets) = published.read(&args.languages)?;
    let editions = targets.iter().map(|(n, t)| (n.clone(), t.raw_sha256.clone())).collect();
    let held = Held { known, editions };
    let head = Head { pack: pack.clone(), url };
    let at = |e: ShareError| Failure::new(format!("{}: {e}", args.folder.display()));
    let parcel = Parcel::new(head, &held, &args.languages, now()).map_err(at)?;
    // As they were published: they unpack to the signed bytes, and nothing has to be compressed again.
    let content = |part: &Part| match part {
        Part::Edition(name) => targets
            .get(name.as_str())
            .ok_or_else(|| ShareError::NotHeld(part.name()))
            .and_then(|target| published.object(target)),
        _ => Err(ShareError::NotHeld(part.name())),
    };
    let (file, bytes, lengths) = parcel.write(Vec::new(), content).map_err(at)?;
    lock::replace(&args.to, &file)
        .map_err(|e| Failure::new(format!("{}: cannot be written: {e}", args.to.display())))?;
    let editions: Vec<EditionLine> = parcel
        .editions()
        .zip(lengths)
        .map(|((n, t), bytes)| EditionLine::new(n, t, bytes))
        .collect();
    editions.iter().for_each(|line| output.line(line.told()));
    output.line(format!("{}: {bytes} bytes, {} editions", args.to.display(), editions.len()));
    output.value(&Exported { pack, bytes, editions });
    Ok(())
}

/// A published folder, read as strictly as a phone would, expiry included.
struct Published<'a> {
    folder: &'a Path,
    pack: &'a str,
}

impl Published<'_> {
    /// What it says, and the editions to hand on: the languages asked for, or all that it offers.
    fn read(
        &self,
        languages: &[String],
    ) -> Result<(Known, BTreeMap<String, EditionTarget>), Failure> {
        let told = |e: TrustError| Failure::new(format!("{}: {e}", self.folder.display()));
        let first = self.metadata("1.root.json", layout::MAX_ROOT)?;
        let first = first.ok_or_else(|| {
            Failure::new(format!("{}: nothing is published there", self.folder.display()))
        })?;
        let pack = Some(self.pack);
        let mut verifier = Verifier::begin(pack, &first, Known::new(), Expiry::Refuse, now());
        let verifier = verifier.as_mut().map_err(|e| {
            Failure::new(format!("{}: {e}", self.folder.join(layout::METADATA).display()))
        })?;
        self.feed(verifier)?;
        let offered = verifier.editions();
        if let Some(unknown) = languages.iter().find(|l| !offered.contains(l)) {
            let published = offered.join(", ");
            return Err(Failure::call(format!(
                "--languages {unknown}: is not published; there are {published}"
            )));
        }
        let wanted = |name: &String| {
            languages.is_empty()
                || languages.contains(name)
                || [COMMON, NOTICES].contains(&name.as_str())
        };
        let mut targets = BTreeMap::new();
        for name in offered.into_iter().filter(wanted) {
            verifier.want(&name);
            self.feed(verifier)?;
            match verifier.target(&name) {
                Ok(target) => targets.insert(name, target),
                // It was withdrawn, and is listed without a file.
                Err(TrustError::NoEdition(_)) if !languages.contains(&name) => continue,
                Err(e) => return Err(told(e)),
            };
        }
        Ok((verifier.accepted(), targets))
    }

    fn feed(&self, verifier: &mut Verifier) -> Result<(), Failure> {
        let told = |e: TrustError| Failure::new(format!("{}: {e}", self.folder.display()));
        while let Need::File { name, max_bytes } = verifier.need().map_err(told)? {
            let bytes = self.metadata(&name, max_bytes)?;
            verifier.feed(&name, bytes.as_deref()).map_err(told)?;
        }
        Ok(())
    }

    fn metadata(&self, name: &str, max_bytes: u64) -> Result<Option<Vec<u8>>, Failure> {
        let path = self.folder.join(layout::metadata_path(name));
        match read(&path, max_bytes) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(Failure::new(format!("{}: {e}", path.display()))),
        }
    }

    fn object(&self, target: &EditionTarget) -> Result<Vec<u8>, ShareError> {
        let path = self.folder.join(&target.path);
        match read(&path, target.length) {
            Ok(bytes) if crypto::sha256_hex(&bytes) == target.sha256 => Ok(bytes),
            Ok(_) => Err(TrustError::WrongBytes(target.path.clone()).into()),
            Err(source) => Err(ShareError::File { path, source }),
        }
    }
}

/// A file of at most so many bytes; of a longer one the beginning, which no hash fits.
fn read(path: &Path, max_bytes: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(max_bytes + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A published folder is called like its pack.
fn pack_of(folder: &Path) -> Result<String, Failure> {
    let whole =
        folder.canonicalize().map_err(|e| Failure::new(format!("{}: {e}", folder.display())))?;
    let name = whole.file_name().and_then(|name| name.to_str()).filter(|n| layout::is_pack_id(n));
    name.map(str::to_owned).ok_or_else(|| {
        let what = "is no published folder of a pack, which is called like the pack";
        Failure::new(format!("{}: {what}", folder.display()))
    })
}

fn address(base: &Url, pack: &str) -> Result<String, Failure> {
    let bad = || Failure::call(format!("--base-url {base}: is no web address"));
    let mut url = base.clone();
    url.path_segments_mut().map_err(|()| bad())?.pop_if_empty().push(pack);
    PackLink::parse(url.as_str()).map(|link| link.base_url).map_err(|_| bad())
}
