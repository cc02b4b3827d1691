//! The merged guide: layers, tree, pages, links.
//!
//! Declarations of core's own types: a difference between the two does not compile.

use super::text::{Block, Direction, Level, ServedBecause, TextInfo};
pub use companion_core::guide::{
    LayerView, LinkTarget, NodeView, PackFreshness, PageRef, PageView,
};

/// How old what one reads of a pack is. Age never hides a page.
#[uniffi::remote(Enum)]
pub enum PackFreshness {
    /// The publisher has signed it for the present.
    Fresh,
    /// The phone has not been able to check for longer than the publisher's promise.
    NotCheckedSince,
    /// At the last check the publisher had not signed again in time.
    NotRenewedSince,
}

/// A layer as a shell shows it.
#[uniffi::remote(Record)]
pub struct LayerView {
    /// Pack id.
    pub pack: String,
    /// Its name in the reader's language.
    pub name: String,
    /// Country, region or city.
    pub level: Level,
    /// The layer above.
    pub parent: Option<String>,
    /// All languages it is published in.
    pub languages: Vec<String>,
    /// Who answers for it.
    pub publisher: String,
    /// Where corrections go.
    pub editors: Vec<String>,
    /// Whether its first root was named by the app or a QR code and has been seen; otherwise show "unverified".
    pub verified: bool,
    /// How old it is.
    pub freshness: PackFreshness,
    /// Last time the publisher's signature was seen, milliseconds since 1970.
    pub checked_at_ms: Option<i64>,
}

/// A page in a list.
#[uniffi::remote(Record)]
pub struct NodeView {
    /// Pack id.
    pub pack: String,
    /// Page id.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub language: String,
    /// Which way it runs.
    pub direction: Direction,
    /// Why it is in this language.
    pub because: ServedBecause,
    /// Name of an icon.
    pub icon: Option<String>,
    /// Topic ids.
    pub topics: Vec<String>,
    /// Whether there are pages below it.
    pub has_children: bool,
}

/// A page to read.
#[uniffi::remote(Record)]
pub struct PageView {
    /// Pack id.
    pub pack: String,
    /// Page id.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Its web path in the language served: `/pack/language/word/word/`.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Language, origin, freshness.
    pub info: TextInfo,
    /// How often the source text has changed.
    pub revision: u32,
    /// The text.
    pub blocks: Vec<Block>,
    /// Ids of blocks whose source has changed since they were translated.
    pub outdated_blocks: Vec<u32>,
    /// Topic ids.
    pub topics: Vec<String>,
    /// `YYYY-MM-DD`: when its editors want to look at it again.
    pub review_by: Option<String>,
    /// That day has passed.
    pub review_due: bool,
    /// All installed languages it can be read in.
    pub languages: Vec<String>,
    /// From the top to its parent.
    pub above: Vec<PageRef>,
    /// Pages below it.
    pub below: Vec<NodeView>,
    /// The page of a nearer layer on the same subject, in another language.
    pub see_also: Option<PageRef>,
}

/// A page to go to.
#[uniffi::remote(Record)]
pub struct PageRef {
    /// Pack id.
    pub pack: String,
    /// Page id.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub language: String,
}

/// What a link leads to.
#[uniffi::remote(Enum)]
pub enum LinkTarget {
    /// Something installed.
    Here {
        /// Pack id.
        pack: String,
        /// `page`, `place`, `service`, `contact`, `checklist`.
        kind: String,
        /// Id in the pack.
        id: String,
    },
    /// Something of a pack that is not installed: add it, then ask again.
    Elsewhere {
        /// Pack id.
        pack: String,
    },
    /// Something outside: hand it to the system (browser, telephone, mail).
    Outside {
        /// The URL.
        url: String,
    },
}
