//! The catalogue: how it is configured, and what it lists.
//!
//! Declarations of core's own types: a difference between the two does not compile.

use super::text::{Direction, Level, ServedBecause};
pub use companion_core::CatalogueConfig;
pub use companion_core::catalogue::{CatalogueView, ListingView};

/// Where packs to add are found. Either may be left out; without both the catalogue is empty.
#[uniffi::remote(Record)]
pub struct CatalogueConfig {
    /// From where it is refreshed: `https://host/path/<pack>/#<fingerprint>`.
    #[uniffi(default = None)]
    pub link: Option<String>,
    /// The copy that comes with the app: the bytes of its `common` edition, as `welcome catalogue bundle` writes them.
    /// They are trusted like the app's own code.
    #[uniffi(default = None)]
    pub bundled: Option<Vec<u8>>,
}

/// What is known of the catalogue itself.
#[uniffi::remote(Record)]
pub struct CatalogueView {
    /// Its pack's id; it can be synced by itself where the app names a link.
    pub pack: String,
    /// Who answers for it.
    pub publisher: String,
    /// `YYYY-MM-DD`: the day up to which it is known.
    pub as_of: Option<String>,
    /// How many packs it lists.
    pub listings: u32,
    /// Whether it came after the app and is newer than the copy in it.
    pub refreshed: bool,
    /// Last time its publisher's signature was seen, milliseconds since 1970.
    pub checked_at_ms: Option<i64>,
}

/// A pack that can be added.
#[uniffi::remote(Record)]
pub struct ListingView {
    /// Pack id.
    pub pack: String,
    /// City, region or country.
    pub level: Level,
    /// ISO 3166-1 code.
    pub country: String,
    /// Its name in the language that is nearest to the reader's.
    pub name: String,
    /// The language of the name.
    pub language: String,
    /// Which way the name runs.
    pub direction: Direction,
    /// Why the name is in this language.
    pub because: ServedBecause,
    /// Its names in other languages, then what else it is called; none twice.
    pub other_names: Vec<String>,
    /// The name that the words of a question were found in, where it is another than `name`.
    pub matched: Option<String>,
    /// Languages it is published in, in its own order.
    pub languages: Vec<String>,
    /// Those of them that the reader reads, in the reader's order.
    pub readable: Vec<String>,
    /// Who answers for it.
    pub publisher: String,
    /// The layer above.
    pub parent: Option<String>,
    /// That layer's name, where the catalogue lists it too.
    pub parent_name: Option<String>,
    /// From the point asked for to the nearest point of its area, in metres as the crow flies; 0 within it.
    pub distance_m: Option<u32>,
    /// The link that adds it, with its fingerprint.
    pub link: String,
    /// Whether it is there already.
    pub added: bool,
}
