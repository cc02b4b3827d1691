//! Other systems' exports to a source folder.
//!
//! Owns what all imports share: the files of a folder in memory, what an import tells, what can go wrong. A system's
//! own shapes are in the module with its name, HTML in [`html`]. What a folder holds already is [`folder`]'s, what
//! both say together [`merge`]'s, and [`again`] plans and writes the changes.

pub mod again;
pub mod csv;
pub mod events;
pub mod folder;
mod grid;
pub mod hsds;
pub mod html;
pub mod ids;
pub mod integreat;
pub mod labels;
pub mod merge;
pub mod tables;
pub mod telephone;
pub(crate) mod zone;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use crate::problem::Problem;

/// Files of a source folder: contents by path, with `/`.
pub type SourceFiles = BTreeMap<String, String>;

/// What an import made of what it was given.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ImportReport {
    /// Id of the pack.
    pub pack: String,
    /// Pages, each counted once however many languages it has.
    pub pages: usize,
    /// Places, each counted once however many languages it has.
    pub places: usize,
    /// Services, likewise.
    pub services: usize,
    /// Topics, likewise.
    pub topics: usize,
    /// Events, likewise.
    pub events: usize,
    /// Regions that the export describes, the pack's own and others.
    pub regions: Vec<RegionTold>,
    /// Texts of all of them by language.
    pub languages: BTreeMap<String, usize>,
    /// Blocks of all texts.
    pub blocks: usize,
    /// What was kept of the HTML and what was left out.
    #[serde(flatten)]
    pub html: html::Counts,
    /// Facts of the export that a source folder has no place for, by field, with how often they are there.
    pub fields_left_out: BTreeMap<String, usize>,
    /// What an editor should look at.
    pub problems: Vec<Problem>,
}

/// What an export says of a region. Only the pack's own region gets into a pack.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct RegionTold {
    /// Its word in web paths.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Whether the pack is this region's.
    pub own: bool,
    /// Whether its editors have published it.
    pub live: bool,
    /// Names by which people look for it.
    pub aliases: Vec<String>,
    /// A corner of its area: latitude and longitude in degrees, WGS 84.
    pub south_west: Option<[f64; 2]>,
    /// The other corner.
    pub north_east: Option<[f64; 2]>,
    /// Its middle.
    pub point: Option<[f64; 2]>,
    /// Codes of its languages.
    pub languages: Vec<String>,
}

/// Why an export could not be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is longer than any real export.
    #[error("{}: larger than {limit} bytes; pass one language per file", path.display())]
    TooLarge {
        /// Which.
        path: PathBuf,
        /// In bytes.
        limit: u64,
    },
    /// A file is not text.
    #[error("{}: not UTF-8 from byte {at} on; save it as UTF-8 or download it again", path.display())]
    NotUtf8 {
        /// Which.
        path: PathBuf,
        /// Offset of the first byte that is none.
        at: usize,
    },
    /// A file is no JSON, or was cut off.
    #[error("{}: {message}", path.display())]
    Malformed {
        /// Which.
        path: PathBuf,
        /// What the parser says, with line and column.
        message: String,
    },
    /// JSON of another shape; `pointer` as in RFC 6901.
    #[error("{}: at {pointer:?}: {message}", path.display())]
    Shape {
        /// Which file.
        path: PathBuf,
        /// Where in it.
        pointer: String,
        /// What was expected.
        message: String,
    },
    /// Files that do not belong together, or options that do not fit them.
    #[error("{0}")]
    Unfit(String),
    /// The target holds something that is no pack.
    #[error("{}: not empty and without pack.toml, so it is no pack source; choose another folder", .0.display())]
    NotAPack(PathBuf),
    /// Something in the folder that an import cannot work with.
    #[error("{}: {message}", path.display())]
    Folder {
        /// Which file or folder.
        path: PathBuf,
        /// What is wrong, with the way out.
        message: String,
    },
    /// An import was interrupted while it wrote.
    #[error("{}: an import was interrupted here; `welcome import finish {}` completes it", .0.display(), .0.display())]
    Unfinished(PathBuf),
    /// Another import is writing.
    #[error("{}: another import is writing here; wait for it", .0.display())]
    Busy(PathBuf),
    /// A test stopped the writing, as a kill would.
    #[error("stopped")]
    Stopped,
}
