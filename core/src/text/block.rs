//! Blocks: the typed pieces a page is made of, and the unit of translation.
//!
//! Owns the model and what can be asked of it (plain text, links, telephone numbers, safety).
//! Reading Markdown or HTML is the publisher's work; the short form on the wire is `block_wire`.

use std::fmt;

/// One piece of a page, with an id that stays the same over editions and languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Stable within the page; the translated block carries the id of its source block. 0: not assigned yet.
    pub id: u32,
    /// What the block is.
    pub body: BlockBody,
}

/// The kinds of blocks. No raw markup ever reaches a shell.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// The cells, in reading order.
    pub cells: Vec<Line>,
}

/// A line of text inside a table, an address or a notice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its text.
    pub spans: Vec<Span>,
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListItem {
    /// 0 for the outermost list, at most [`MAX_LIST_DEPTH`] - 1.
    pub depth: u8,
    /// Numbered, not bulleted.
    pub ordered: bool,
    /// Its text.
    pub spans: Vec<Span>,
}

/// A run of text in one style.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// Lists nest at most this deep.
pub const MAX_LIST_DEPTH: u8 = 4;

/// Link schemes that may reach a shell, beside the references of the pack itself.
pub const LINK_SCHEMES: [&str; 6] = ["https", "http", "tel", "mailto", "sms", "geo"];

/// References to things of a pack: `page:registration`, `page:other-pack/registration`.
pub const REFERENCE_SCHEMES: [&str; 6] =
    ["page", "place", "service", "contact", "checklist", "event"];

/// Why a block may not be shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnsafeBlock {
    /// A link with a scheme that is not on the list.
    #[error("link scheme not allowed: {0}")]
    Scheme(String),
    /// An invisible character that can disguise text.
    #[error("control character U+{0:04X}")]
    Control(u32),
    /// A list, heading or table outside its limits.
    #[error("{0}")]
    Shape(&'static str),
}

impl Span {
    /// Text without style.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Text that leads somewhere.
    pub fn linked(text: impl Into<String>, url: impl Into<String>) -> Self {
        Self { text: text.into(), link: Some(url.into()), ..Self::default() }
    }
}

impl BlockBody {
    /// All runs of text in reading order; blocks with a bare label have none.
    pub fn spans(&self) -> Vec<&Span> {
        match self {
            Self::Heading { spans, .. } | Self::Paragraph { spans } => spans.iter().collect(),
            Self::List { items } => items.iter().flat_map(|i| &i.spans).collect(),
            Self::Table { rows, .. } => {
                rows.iter().flat_map(|r| &r.cells).flat_map(|c| &c.spans).collect()
            }
            Self::Address { lines } | Self::Notice { lines, .. } => {
                lines.iter().flat_map(|l| &l.spans).collect()
            }
            Self::Link { .. } | Self::Phone { .. } | Self::Email { .. } | Self::Image { .. } => {
                Vec::new()
            }
        }
    }

    /// The text as a person would read it out: one line per item, row or paragraph, without style.
    pub fn plain_text(&self) -> String {
        let joined = |spans: &[Span]| spans.iter().map(|s| s.text.as_str()).collect::<String>();
        let lines = |l: &[Line]| l.iter().map(|l| joined(&l.spans)).collect::<Vec<_>>().join("\n");
        match self {
            Self::Heading { spans, .. } | Self::Paragraph { spans } => joined(spans),
            Self::List { items } => {
                items.iter().map(|i| joined(&i.spans)).collect::<Vec<_>>().join("\n")
            }
            Self::Table { rows, .. } => rows
                .iter()
                .map(|r| r.cells.iter().map(|c| joined(&c.spans)).collect::<Vec<_>>().join("\t"))
                .collect::<Vec<_>>()
                .join("\n"),
            Self::Link { label, .. } | Self::Phone { label, .. } | Self::Email { label, .. } => {
                label.clone()
            }
            Self::Address { lines: l } | Self::Notice { lines: l, .. } => lines(l),
            Self::Image { alt, .. } => alt.clone(),
        }
    }

    /// Every address the block leads to, in reading order, as URLs (`tel:` and `mailto:` included).
    pub fn links(&self) -> Vec<String> {
        match self {
            Self::Link { url, .. } => vec![url.clone()],
            Self::Phone { number, .. } => vec![format!("tel:{number}")],
            Self::Email { address, .. } => vec![format!("mailto:{address}")],
            _ => self.spans().into_iter().filter_map(|s| s.link.clone()).collect(),
        }
    }

    /// Checks that nothing in the block can harm or deceive the reader.
    ///
    /// # Errors
    /// The first thing that is wrong, see [`UnsafeBlock`].
    pub fn check_safe(&self) -> Result<(), UnsafeBlock> {
        check_text(&self.plain_text())?;
        self.check_shape()
    }

    /// [`check_safe`](Self::check_safe) of a block whose characters have been checked.
    ///
    /// # Errors
    /// The first thing that is wrong, see [`UnsafeBlock`].
    pub fn check_shape(&self) -> Result<(), UnsafeBlock> {
        for link in self.links() {
            check_link(&link)?;
        }
        match self {
            Self::Heading { level, .. } if !(2..=4).contains(level) => {
                Err(UnsafeBlock::Shape("heading level outside 2 to 4"))
            }
            Self::List { items } if items.iter().any(|i| i.depth >= MAX_LIST_DEPTH) => {
                Err(UnsafeBlock::Shape("list nested too deep"))
            }
            Self::Table { rows, .. }
                if rows.windows(2).any(|w| match w {
                    [a, b] => a.cells.len() != b.cells.len(),
                    _ => false,
                }) =>
            {
                Err(UnsafeBlock::Shape("table rows of different length"))
            }
            Self::Image { src, .. } => check_media(src),
            _ => Ok(()),
        }
    }
}

/// The part of a link before the first colon, in lower case.
pub fn link_scheme(url: &str) -> Option<String> {
    let (scheme, _) = url.split_once(':')?;
    let mut chars = scheme.chars();
    let first = chars.next().is_some_and(|c| c.is_ascii_alphabetic());
    (first && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')))
        .then(|| scheme.to_ascii_lowercase())
}

/// Checks the scheme of a link and that no invisible character hides in it.
///
/// # Errors
/// [`UnsafeBlock::Scheme`] or [`UnsafeBlock::Control`].
pub fn check_link(url: &str) -> Result<(), UnsafeBlock> {
    check_text(url)?;
    match link_scheme(url) {
        Some(s)
            if LINK_SCHEMES.contains(&s.as_str()) || REFERENCE_SCHEMES.contains(&s.as_str()) =>
        {
            Ok(())
        }
        Some(s) => Err(UnsafeBlock::Scheme(s)),
        None => Err(UnsafeBlock::Scheme(url.chars().take(40).collect())),
    }
}

/// Checks for control characters and for the bidirectional overrides of UAX 9 that can disguise text.
///
/// # Errors
/// [`UnsafeBlock::Control`] with the first such character.
pub fn check_text(text: &str) -> Result<(), UnsafeBlock> {
    // UTF-8 of what is looked for below: long texts are read byte by byte.
    let behind = |n: usize| text.as_bytes().get(n).copied().unwrap_or_default();
    let suspect = |(n, byte): (usize, &u8)| match byte {
        0xC2 => behind(n + 1) < 0xA0,
        0xE2 => behind(n + 1) == 0x80 && matches!(behind(n + 2), 0xAA..=0xAE),
        0xEF => behind(n + 1) == 0xBB && behind(n + 2) == 0xBF,
        byte => (*byte < 0x20 && !matches!(byte, b'\n' | b'\t')) || *byte == 0x7F,
    };
    if !text.as_bytes().iter().enumerate().any(suspect) {
        return Ok(());
    }
    let bad = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{FEFF}')
    };
    text.chars().find(|c| bad(*c)).map_or(Ok(()), |c| Err(UnsafeBlock::Control(c as u32)))
}

fn check_media(src: &str) -> Result<(), UnsafeBlock> {
    check_text(src)?;
    let inside = src.strip_prefix("media/").is_some_and(|rest| {
        !rest.is_empty() && rest.split('/').all(|p| !p.is_empty() && p != "." && p != "..")
    });
    if inside || link_scheme(src).as_deref() == Some("https") {
        Ok(())
    } else {
        Err(UnsafeBlock::Scheme(src.chars().take(40).collect()))
    }
}

impl fmt::Display for NoticeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        })
    }
}

impl std::str::FromStr for NoticeKind {
    type Err = UnsafeBlock;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Ok(match s {
            "note" => Self::Note,
            "tip" => Self::Tip,
            "important" => Self::Important,
            "warning" => Self::Warning,
            "caution" => Self::Caution,
            _ => return Err(UnsafeBlock::Shape("unknown kind of notice")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{UnsafeBlock, check_text};

    #[test]
    fn every_character_is_allowed_or_named() {
        for c in '\0'..=char::MAX {
            let hides = matches!(c, '\u{202A}'..='\u{202E}' | '\u{FEFF}')
                || (c.is_control() && !matches!(c, '\n' | '\t'));
            let expected = if hides { Err(UnsafeBlock::Control(c as u32)) } else { Ok(()) };
            assert_eq!(check_text(&format!("é{c}”")), expected);
        }
    }
}
