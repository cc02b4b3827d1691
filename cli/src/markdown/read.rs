//! Markdown to blocks.
//!
//! Owns what each event of the parser means in this dialect and what is refused, with its line.

mod blocks;
mod inline;
mod lists;

use std::ops::Range;

use companion_core::text::BlockBody;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use self::blocks::Context;
use self::inline::Inline;
use super::normal::normal;
use super::{Located, MarkdownProblem};

/// Reads Markdown; `first_line` is the line of the file at which `text` starts.
///
/// Blocks come in their normal form (see [`super::normal()`]), in the order of the text.
///
/// # Errors
/// All problems at once, in the order of lines.
pub fn read(text: &str, first_line: u32) -> Result<Vec<Located>, Vec<MarkdownProblem>> {
    // Check boxes and footnotes are understood only in order to be refused.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_GFM
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES;
    let mut reader = Reader::new(text, first_line);
    let mut events = Parser::new_ext(text, options).into_offset_iter();
    for (event, range) in events.by_ref() {
        reader.event(event, range);
    }
    for (_, definition) in events.reference_definitions().iter() {
        reader.problem(&definition.span, "this defines a link for elsewhere and shows nothing; write the link in the text, [text](https://…), or a backslash before the bracket");
    }
    reader.finish()
}

struct Reader<'t> {
    text: &'t str,
    first_line: u32,
    line_ends: Vec<usize>,
    out: Vec<Located>,
    problems: Vec<MarkdownProblem>,
    /// How many elements deep inside something that was refused.
    refused: usize,
    context: Context,
    inline: Inline,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, first_line: u32) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at);
        Self {
            text,
            first_line,
            line_ends: ends.collect(),
            out: Vec::new(),
            problems: Vec::new(),
            refused: 0,
            context: Context::Text,
            inline: Inline::default(),
        }
    }

    fn finish(mut self) -> Result<Vec<Located>, Vec<MarkdownProblem>> {
        if self.problems.is_empty() {
            return Ok(self.out);
        }
        self.problems.sort();
        self.problems.dedup();
        Err(self.problems)
    }

    fn line(&self, at: usize) -> u32 {
        let before = self.line_ends.partition_point(|end| *end < at);
        self.first_line.saturating_add(u32::try_from(before).unwrap_or(u32::MAX))
    }

    fn source(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    fn problem(&mut self, range: &Range<usize>, message: impl Into<String>) {
        let line = self.line(range.start);
        self.problems.push(MarkdownProblem { line, message: message.into() });
    }

    /// Refuses an element and everything in it.
    fn refuse(&mut self, range: &Range<usize>, message: impl Into<String>) {
        self.problem(range, message);
        self.refused = 1;
    }

    fn emit(&mut self, line: u32, body: &BlockBody) {
        for body in normal(body) {
            match body.check_safe() {
                Ok(()) => self.out.push(Located { line, body }),
                Err(e) => self.problems.push(MarkdownProblem { line, message: e.to_string() }),
            }
        }
    }

    fn event(&mut self, event: Event<'t>, range: Range<usize>) {
        if self.refused > 0 {
            match event {
                Event::Start(_) => self.refused += 1,
                Event::End(_) => self.refused -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) => self.push_text(&text, &range),
            Event::SoftBreak => {
                let text = if self.context.keeps_lines() { "\n" } else { " " };
                self.push_text(text, &range);
            }
            Event::HardBreak => self.push_text("\n", &range),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.problem(
                &range,
                "code is not shown to readers; leave the ` out or write a backslash before it",
            ),
            Event::Html(_) | Event::InlineHtml(_) => self.problem(&range, HTML),
            Event::FootnoteReference(_) => self.problem(&range, FOOTNOTE),
            Event::Rule => {
                self.problem(&range, "lines across the page are not understood; use a heading");
            }
            Event::TaskListMarker(_) => self.problem(
                &range,
                "check boxes belong into a checklist (checklists/…); leave the brackets out",
            ),
        }
    }

    fn start(&mut self, tag: Tag<'t>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.start_paragraph(range),
            Tag::Heading { level, .. } => self.start_heading(level, range),
            Tag::BlockQuote(kind) => self.start_quote(kind, range),
            Tag::List(first_number) => self.start_list(first_number.is_some(), range),
            Tag::Item => self.start_item(),
            Tag::Table(columns) => self.start_table(columns.len(), range),
            Tag::TableHead | Tag::TableRow => self.start_row(range),
            Tag::TableCell => self.inline.clear(),
            Tag::Strong => self.inline.strong += 1,
            Tag::Emphasis => self.inline.emphasis += 1,
            Tag::Link { link_type, dest_url, title, .. } => {
                self.start_link(link_type, &dest_url, &title, range);
            }
            Tag::Image { dest_url, title, .. } => self.start_image(&dest_url, &title, range),
            Tag::CodeBlock(_) => self.refuse(
                range,
                "code is not shown to readers; leave out the ``` or the four spaces in front",
            ),
            Tag::HtmlBlock => self.refuse(range, HTML),
            Tag::FootnoteDefinition(_) => self.refuse(range, FOOTNOTE),
            _ => self.refuse(range, "this kind of markup is not understood; write plain text"),
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(range),
            TagEnd::Heading(_) => self.end_heading(range),
            TagEnd::BlockQuote(_) => self.end_quote(),
            TagEnd::List(_) => self.end_list(),
            TagEnd::Item => self.end_item(),
            TagEnd::Table => self.end_table(),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Strong => self.inline.strong = self.inline.strong.saturating_sub(1),
            TagEnd::Emphasis => self.inline.emphasis = self.inline.emphasis.saturating_sub(1),
            TagEnd::Link => self.end_link(range),
            TagEnd::Image => self.end_image(),
            _ => {}
        }
    }
}

const HTML: &str =
    "HTML is not understood; use Markdown, or write a backslash before the < that is meant as text";
const FOOTNOTE: &str = "footnotes are not understood; put the note into the text";
