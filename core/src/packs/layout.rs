//! Where everything of a published pack lies below its base URL, and how large each thing may be.
//!
//! Shared by publisher and phone, so that neither can drift. Plain TUF with consistent snapshots: any TUF client
//! reads it with `<base>/metadata/` and `<base>/o/` as its two roots.

use super::delta::BASE_DIGITS;

const DELTA_SUFFIX: &str = ".delta.zst";

/// Folder of the signed metadata.
pub const METADATA: &str = "metadata";
/// Folder of the bundles, which repeat metadata.
pub const BUNDLES: &str = "bundle";
/// Folder of the objects, each named by its hash.
pub const OBJECTS: &str = "o";

/// Folder of the editions in a file that goes from phone to phone.
pub const SHARED_EDITIONS: &str = "editions";
/// Folder of the media in a file that goes from phone to phone.
pub const SHARED_MEDIA: &str = "media";
/// Largest file that goes from phone to phone, in bytes.
pub const MAX_SHARED: u64 = 512 * 1024 * 1024;
/// Most entries of such a file.
pub const MAX_SHARED_ENTRIES: u32 = 4096;
/// Most bytes of all editions of such a file together, unpacked.
pub const MAX_SHARED_RAW: u64 = 128 * 1024 * 1024;
/// Largest first entry of such a file, in bytes.
pub const MAX_SHARED_HEAD: u64 = 4096;

/// The field of root and timestamp that names the pack.
pub const PACK_FIELD: &str = "x-welcome-pack";

/// Largest root, in bytes.
pub const MAX_ROOT: u64 = 512 * 1024;
/// Largest other metadata file, in bytes.
pub const MAX_METADATA: u64 = 64 * 1024;
/// Largest bundle, in bytes before compression.
pub const MAX_BUNDLE: u64 = 384 * 1024;
/// Most root steps in one refresh.
pub const MAX_ROOT_STEPS: u32 = 256;
/// Bytes of the parts of a media file that have a hash of their own; the last may be shorter.
pub const MEDIA_CHUNK: u64 = 256 * 1024;
/// Media files longer than this have hashes of their parts.
pub const MEDIA_WHOLE: u64 = 1024 * 1024;
/// Largest media file, in bytes.
pub const MAX_MEDIA: u64 = 64 * 1024 * 1024;

/// The TUF target name of an edition; its role has the edition's own name.
pub fn edition_target(edition: &str) -> String {
    format!("{edition}.pack.zst")
}

/// The TUF target name of a patch from the edition with this SHA-256 (hex) to the present one.
pub fn delta_target(edition: &str, base_sha256: &str) -> String {
    let digits = base_sha256.get(..BASE_DIGITS).unwrap_or(base_sha256);
    format!("{edition}.{digits}{DELTA_SUFFIX}")
}

/// The digits of the base in the name of an edition's delta; nothing for other targets.
pub fn delta_base<'a>(edition: &str, target: &'a str) -> Option<&'a str> {
    let digits = target.strip_prefix(edition)?.strip_prefix('.')?.strip_suffix(DELTA_SUFFIX)?;
    let hexadecimal = digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    (digits.len() == BASE_DIGITS && hexadecimal).then_some(digits)
}

/// The pattern of target names that an edition's role may sign.
pub fn edition_pattern(edition: &str) -> String {
    format!("{edition}.*")
}

/// Path of an object below the base: consistent snapshots put the hash before the name.
pub fn object_path(sha256: &str, target: &str) -> String {
    format!("{OBJECTS}/{sha256}.{target}")
}

/// Path of a media file below the base.
pub fn media_path(sha256: &str) -> String {
    format!("{OBJECTS}/{sha256}")
}

/// Path of an edition's bundle below the base; like the timestamp it changes in its place.
pub fn bundle_path(edition: &str) -> String {
    format!("{BUNDLES}/{edition}.zst")
}

/// Path of an edition in a file that goes from phone to phone; its bytes are compressed by whoever made the file.
pub fn shared_edition_path(edition: &str) -> String {
    format!("{SHARED_EDITIONS}/{}", edition_target(edition))
}

/// Path of a media file in a file that goes from phone to phone.
pub fn shared_media_path(sha256: &str) -> String {
    format!("{SHARED_MEDIA}/{sha256}")
}

/// Path of a metadata file below the base.
pub fn metadata_path(name: &str) -> String {
    format!("{METADATA}/{name}")
}

/// ASCII letters, digits, `-` and `_`, since it is a folder on any web server.
pub fn is_pack_id(id: &str) -> bool {
    (1..=96).contains(&id.len())
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_'))
}
