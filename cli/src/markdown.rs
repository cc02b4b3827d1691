//! Markdown to blocks and back.

use companion_core::text::BlockBody;

/// A block and the line of the file it starts in, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// Line in the file.
    pub line: u32,
    /// The block.
    pub body: BlockBody,
}

/// Something in a Markdown text that cannot become a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkdownProblem {
    /// Line in the file.
    pub line: u32,
    /// What is wrong and the way out, in plain words.
    pub message: String,
}

/// Reads Markdown; `first_line` is the line of the file at which `text` starts.
///
/// # Errors
/// All problems at once, in the order of lines.
pub fn read(_text: &str, _first_line: u32) -> Result<Vec<Located>, Vec<MarkdownProblem>> {
    Ok(Vec::new())
}
