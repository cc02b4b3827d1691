//! Markdown to blocks and back.
//!
//! Owns the dialect of docs/pack-source.md: [`read`] turns a text into blocks in their normal form or names every
//! line that cannot become one, [`write()`] turns blocks into Markdown so that `read(write(b)) == normal(b)`.
//! Front matter, block ids and files are `source`'s; what a block may hold is the core's `text::block`.

mod normal;
mod read;
mod write;

#[cfg(test)]
mod tests;

use companion_core::text::BlockBody;

pub use normal::{lone_link, normal};
pub use read::read;
pub use write::write;

/// A block and the line of the file it starts in, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// Line in the file.
    pub line: u32,
    /// The block.
    pub body: BlockBody,
}

/// Something in a Markdown text that cannot become a block.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MarkdownProblem {
    /// Line in the file.
    pub line: u32,
    /// What is wrong and the way out, in plain words.
    pub message: String,
}
