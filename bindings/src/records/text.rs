//! Texts and blocks as a shell gets them.
//!
//! Declarations of core's own types: a difference between the two does not compile.

pub use companion_core::guide::{Freshness, TextInfo};
pub use companion_core::packs::format::{ContactKind, Level, OriginKind};
pub use companion_core::text::block::{
    Block, BlockBody, Line, ListItem, NoticeKind, Span, TableRow,
};
pub use companion_core::text::language::{Direction, ServedBecause};
pub use companion_core::text::messages::Message;

/// One piece of a page, with an id that stays the same over editions and languages.
#[uniffi::remote(Record)]
pub struct Block {
    /// Stable within the page; the translated block carries the id of its source block. 0: not assigned yet.
    pub id: u32,
    /// What the block is.
    pub body: BlockBody,
}

/// The kinds of blocks. No raw markup ever reaches a shell.
#[uniffi::remote(Enum)]
pub enum BlockBody {
    /// A heading below the page title; `level` is 2, 3 or 4.
    Heading {
        /// 2, 3 or 4; the page title is level 1.
        level: u8,
        /// Its text.
        spans: Vec<Span>,
    },
    /// Running text.
    Paragraph {
        /// Its text; a line feed inside a span is a hard line break.
        spans: Vec<Span>,
    },
    /// A bullet or numbered list, nested by depth.
    List {
        /// Items in reading order.
        items: Vec<ListItem>,
    },
    /// A table; the first row is the header when `header` is set.
    Table {
        /// Whether the first row names the columns.
        header: bool,
        /// Rows of equal length; each line is a cell.
        rows: Vec<TableRow>,
    },
    /// A link that stands alone: a button.
    Link {
        /// Where it leads (`https`, `http`, or a reference such as `page:registration`).
        url: String,
        /// Its text.
        label: String,
    },
    /// A telephone number that stands alone: a button to call.
    Phone {
        /// As it is dialled: digits, and `+` in front for international numbers.
        number: String,
        /// Its text.
        label: String,
    },
    /// An e-mail address that stands alone.
    Email {
        /// The address, without `mailto:`.
        address: String,
        /// Its text.
        label: String,
    },
    /// A postal address, line by line.
    Address {
        /// One line each.
        lines: Vec<Line>,
    },
    /// A picture.
    Image {
        /// A media path of the pack (`media/map.png`) or an `https` address.
        src: String,
        /// What it shows, for people who do not see it; empty for decoration.
        alt: String,
    },
    /// A text set apart: note, tip, important, warning, caution.
    Notice {
        /// How urgent it is.
        kind: NoticeKind,
        /// Its paragraphs.
        lines: Vec<Line>,
    },
}

/// A row of a table.
#[uniffi::remote(Record)]
pub struct TableRow {
    /// The cells, in reading order.
    pub cells: Vec<Line>,
}

/// A line of text inside a table, an address or a notice.
#[uniffi::remote(Record)]
pub struct Line {
    /// Its text.
    pub spans: Vec<Span>,
}

/// An entry of a list.
#[uniffi::remote(Record)]
pub struct ListItem {
    /// 0 for the outermost list, at most [`MAX_LIST_DEPTH`] - 1.
    pub depth: u8,
    /// Numbered, not bulleted.
    pub ordered: bool,
    /// Its text.
    pub spans: Vec<Span>,
}

/// A run of text in one style.
#[uniffi::remote(Record)]
pub struct Span {
    /// The text; a line feed is a hard line break.
    pub text: String,
    /// Set strongly.
    pub strong: bool,
    /// Set with emphasis.
    pub emphasis: bool,
    /// Where it leads, if it is a link.
    pub link: Option<String>,
}

/// How urgent a notice block is.
#[uniffi::remote(Enum)]
pub enum NoticeKind {
    /// Worth knowing.
    Note,
    /// Makes things easier.
    Tip,
    /// Needed to succeed.
    Important,
    /// Needs attention at once.
    Warning,
    /// Wrong steps do harm.
    Caution,
}

/// Which way a text runs.
#[uniffi::remote(Enum)]
pub enum Direction {
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

/// Why a text is in the language it is in.
#[uniffi::remote(Enum)]
pub enum ServedBecause {
    /// The reader's first language.
    Exact,
    /// The same language and script in another regional or simpler form.
    Variant,
    /// A later language on the reader's own list.
    Fallback,
    /// None of the reader's languages; the language the text was written in.
    Source,
    /// Neither; the only or first language it exists in.
    Available,
}

/// A text of the interface.
#[uniffi::remote(Record)]
pub struct Message {
    /// To be shown; inserted parts are kept apart by isolates (UAX 9).
    pub text: String,
    /// The same without isolates: for copying, reading aloud, notifications.
    pub plain: String,
    /// The language it is in.
    pub language: String,
    /// Which way it runs.
    pub direction: Direction,
}

/// Who wrote a text.
#[uniffi::remote(Enum)]
pub enum OriginKind {
    /// Nobody said.
    Unknown,
    /// A person.
    Human,
    /// A machine drafted it and a person has checked it.
    Checked,
    /// A machine drafted it and nobody has checked it.
    Machine,
}

/// How big a part of the world a pack speaks for.
#[uniffi::remote(Enum)]
pub enum Level {
    /// Everywhere: facts and catalogues. Never a layer of the guide.
    World,
    /// A whole country.
    Country,
    /// A region, state or district.
    Region,
    /// A city or town.
    City,
}

/// What kind of help a contact is.
#[uniffi::remote(Enum)]
pub enum ContactKind {
    /// Life or safety, now.
    Emergency,
    /// Somebody to talk to.
    Helpline,
    /// An office.
    Office,
}

/// Whether a text says what its source says.
#[uniffi::remote(Enum)]
pub enum Freshness {
    /// It is the source, or made from the present source.
    Current,
    /// The source has changed since.
    Outdated,
    /// Nobody knows.
    Unknown,
}

/// What a reader should know about a text.
#[uniffi::remote(Record)]
pub struct TextInfo {
    /// The reader's first language.
    pub requested: String,
    /// The language it is in.
    pub language: String,
    /// Which way it runs.
    pub direction: Direction,
    /// Why it is in this language.
    pub because: ServedBecause,
    /// The language it was first written in; ask for it to show it at a counter.
    pub source_language: String,
    /// Who wrote it.
    pub origin: OriginKind,
    /// What drafted it.
    pub engine: Option<String>,
    /// The role that checked it.
    pub checked_by: Option<String>,
    /// `YYYY-MM-DD`: when it was written, drafted or checked.
    pub date: Option<String>,
    /// Whether it is up to date with its source.
    pub freshness: Freshness,
}
