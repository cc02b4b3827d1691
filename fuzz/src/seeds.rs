//! First inputs of every target, made from the sample packs and by hand; always the same bytes.

mod made;

use std::fs;
use std::io;
use std::path::Path;

use companion_cli::build::build_folder;
use companion_core::packs::bundle::Bundle;
use zstd::zstd_safe::CCtx;

use crate::corpus;
use crate::targets::{packs, source, today, trust};

/// Longest first input: damage to a small one is seen sooner.
const MAX: usize = 24 * 1024;

/// An input: its target, its name there, its bytes.
type Seed = (&'static str, String, Vec<u8>);

/// Writes them into the corpus; gives how many.
///
/// # Errors
/// When the sample packs cannot be read or the corpus cannot be written.
pub fn write() -> io::Result<usize> {
    let mut seeds: Vec<Seed> = made::seeds();
    editions(&mut seeds)?;
    metadata(&mut seeds);
    folder(&mut seeds)?;
    if let Some((xliff, sheet)) = source::exported() {
        seeds.push(("xliff", "town".to_owned(), xliff.clone().into_bytes()));
        seeds.push(("translation", "town-xliff".to_owned(), xliff.into_bytes()));
        seeds.push(("translation", "town-sheet".to_owned(), sheet.into_bytes()));
    }
    for (target, name, bytes) in &seeds {
        let folder = corpus::root().join(target);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("seed-{name}")), bytes)?;
    }
    Ok(seeds.len())
}

/// Editions of the sample country: raw, compressed, as a catalogue's neighbours.
fn editions(seeds: &mut Vec<Seed>) -> io::Result<()> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/brueckfeld");
    let built = build_folder(&sample, today())
        .map_err(|problems| io::Error::other(format!("{}: {problems:?}", sample.display())))?;
    for edition in &built.editions {
        let name = edition.name();
        if !matches!(name.as_str(), "common" | "notices" | "de" | "ar") {
            continue;
        }
        let whole = edition.to_bytes()?;
        // As many whole lines as are short enough.
        let end = whole.get(..MAX).and_then(|head| head.iter().rposition(|b| *b == b'\n'));
        let bytes = end.and_then(|end| whole.get(..=end)).unwrap_or(&whole).to_vec();
        seeds.push(("edition_file", name.clone(), zstd::bulk::compress(&bytes, 19)?));
        seeds.push(("edition_lines", name, bytes));
    }
    let (base, result) = (packs::delta_base(), packs::delta_result());
    let mut patch = CCtx::create();
    let told = |code| io::Error::other(zstd::zstd_safe::get_error_name(code));
    patch.ref_prefix(&base).map_err(told)?;
    let mut out = Vec::with_capacity(zstd::zstd_safe::compress_bound(result.len()));
    patch.compress2(&mut out, &result).map_err(told)?;
    seeds.push(("delta", "patch".to_owned(), out));
    Ok(())
}

/// The small files of the sample country, as one input.
fn folder(seeds: &mut Vec<Seed>) -> io::Result<()> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/brueckfeld");
    let mut all = Vec::new();
    for name in [
        "pack.toml",
        "contacts.toml",
        "checklists/first-week.toml",
        "notices/winter-clothes/de.md",
        "phrases.csv",
        "topics.csv",
        "pages/phone-and-internet/de.md",
    ] {
        let Ok(bytes) = fs::read(sample.join(name)) else { continue };
        all.extend_from_slice(format!("==> {name}\n").as_bytes());
        all.extend_from_slice(&bytes);
    }
    seeds.push(("pack_source", "sample".to_owned(), all));
    Ok(())
}

/// The metadata of a published pack: each file, what is signed in it, and a bundle of all.
fn metadata(seeds: &mut Vec<Seed>) {
    let Some(published) = trust::published() else { return };
    let mut bundle = Bundle { newest_root: 1, ..Bundle::default() };
    for (name, bytes) in published {
        let target = match name.as_str() {
            "1.root.json" => "tuf_root",
            "timestamp.json" => "tuf_timestamp",
            "1.snapshot.json" => "tuf_snapshot",
            "1.targets.json" => "tuf_targets",
            "1.de.json" => "tuf_role",
            _ => continue,
        };
        let file: serde_json::Value = serde_json::from_slice(bytes).unwrap_or_default();
        let signed = file.get("signed").map(ToString::to_string).unwrap_or_default();
        seeds.push((target, "file".to_owned(), bytes.clone()));
        seeds.push((target, "signed".to_owned(), signed.into_bytes()));
        bundle.documents.insert(name.clone(), bytes.clone());
    }
    seeds.push(("bundle", "documents".to_owned(), bundle.to_bytes()));
    if let Ok(packed) = bundle.to_file() {
        seeds.push(("bundle", "compressed".to_owned(), packed));
    }
}

#[cfg(test)]
mod tests {
    use companion_core::packs::edition::Edition;
    use companion_core::text::BlockBody;

    use super::*;

    #[test]
    fn first_inputs_are_understood() {
        let of = |target: &str| -> Vec<Vec<u8>> {
            let seeds = made::seeds().into_iter().filter(|(t, ..)| *t == target);
            seeds.map(|(.., bytes)| bytes).collect()
        };
        for bytes in of("catalogue") {
            Edition::from_bytes(&bytes).unwrap();
        }
        for bytes in of("blocks") {
            let many = serde_json::from_slice::<Vec<BlockBody>>(&bytes);
            assert!(many.is_ok() || serde_json::from_slice::<BlockBody>(&bytes).is_ok());
        }
        for bytes in of("pack_lock") {
            let lock = companion_cli::lock::parse(std::str::from_utf8(&bytes).unwrap());
            assert_ne!(lock.unwrap(), companion_cli::lock::Lock::default());
        }
        for bytes in of("pack_link") {
            let link = std::str::from_utf8(&bytes).unwrap();
            companion_core::sync::PackLink::parse(link.trim_end_matches('#')).unwrap();
        }
    }
}
