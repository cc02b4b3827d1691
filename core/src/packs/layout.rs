//! Where everything of a published pack lies below its base URL, and how large each thing may be.
//!
//! Shared by publisher and phone, so that neither can drift. Plain TUF with consistent snapshots: any TUF client
//! reads it with `<base>/metadata/` and `<base>/o/` as its two roots.

/// Folder of the signed metadata.
pub const METADATA: &str = "metadata";
/// Folder of the objects, each named by its hash.
pub const OBJECTS: &str = "o";

/// The field of root and timestamp that names the pack.
pub const PACK_FIELD: &str = "x-welcome-pack";

/// Largest root, in bytes.
pub const MAX_ROOT: u64 = 512 * 1024;
/// Largest other metadata file, in bytes.
pub const MAX_METADATA: u64 = 64 * 1024;
/// Most root steps in one refresh.
pub const MAX_ROOT_STEPS: u32 = 256;
/// Largest media file, in bytes.
pub const MAX_MEDIA: u64 = 64 * 1024 * 1024;

/// The TUF target name of an edition; its role has the edition's own name.
pub fn edition_target(edition: &str) -> String {
    format!("{edition}.pack.zst")
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

/// Path of a metadata file below the base.
pub fn metadata_path(name: &str) -> String {
    format!("{METADATA}/{name}")
}
