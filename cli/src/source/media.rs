//! media/: files that pages show, told by their content and never by their name.
//!
//! SVG is refused: it can carry scripts. So is everything else that is not a picture or a PDF.

use std::collections::BTreeMap;
use std::path::PathBuf;

use companion_core::packs::format::MediaFact;
use companion_core::packs::layout::MAX_MEDIA;
use companion_core::packs::media::chunk_hashes;

use super::files::{Folder, read_bytes};
use super::place::{At, Log};
use crate::keys::hex::sha256;

/// A media file and what is published of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaFile {
    /// Its path in the pack, hash, length and type.
    pub fact: MediaFact,
    /// Where it lies on this machine.
    pub path: PathBuf,
}

/// Reads, hashes and recognises all media files.
pub(crate) fn read(folder: &mut Folder, log: &mut Log) -> BTreeMap<String, MediaFile> {
    let mut out = BTreeMap::new();
    for (name, found) in folder.take_below("media/") {
        let at = At::file(&name);
        let Some(bytes) = read_bytes(&at, &found, MAX_MEDIA, log) else { continue };
        let Some(mime) = recognise(&bytes) else {
            let message = if looks_like_svg(&bytes) {
                "SVG can carry scripts: save the picture as PNG or WebP"
            } else {
                "neither PNG, JPEG, WebP nor PDF: save it as one of them"
            };
            log.error(&at, "media-type", message);
            continue;
        };
        if bytes.len() as u64 != found.length {
            log.error(&at, "unreadable", "the file changed while it was read: try again");
        }
        let fact = MediaFact {
            id: name.clone(),
            sha256: sha256(&bytes),
            length: bytes.len() as u64,
            mime: mime.to_owned(),
            chunks: chunk_hashes(&bytes),
        };
        out.insert(name, MediaFile { fact, path: found.path });
    }
    out
}

/// The media type of known beginnings.
fn recognise(bytes: &[u8]) -> Option<&'static str> {
    let riff = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    Some(match bytes {
        b if b.starts_with(b"\x89PNG\r\n\x1a\n") => "image/png",
        b if b.starts_with(b"\xff\xd8\xff") => "image/jpeg",
        _ if riff => "image/webp",
        b if b.starts_with(b"%PDF-") => "application/pdf",
        _ => return None,
    })
}

fn looks_like_svg(bytes: &[u8]) -> bool {
    let head = bytes.get(..1024).unwrap_or(bytes);
    head.windows(4).any(|w| w.eq_ignore_ascii_case(b"<svg"))
}
