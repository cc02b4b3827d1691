//! Every block of a source with its place: pages, notices, events, and the details of places and services.

use companion_core::text::{BlockBody, LanguageTag};

use super::place::{At, Placed};
use super::{Source, Table};

/// A block of some text of the pack.
#[derive(Debug)]
pub struct Body<'s> {
    /// Its line; in tables, the line of the row.
    pub at: At,
    /// The block.
    pub block: &'s BlockBody,
    /// Whether it stands in the language its text was first written in.
    pub in_source: bool,
}

impl Source {
    /// All blocks, in the order of files and lines as far as one kind of thing goes.
    pub fn bodies(&self) -> impl Iterator<Item = Body<'_>> {
        let pages = self.pages.values().flat_map(|page| {
            page.texts.iter().flat_map(|(tag, file)| {
                let in_source = *tag == page.source;
                file.blocks.iter().map(move |b| Body {
                    at: file.at.on(b.line),
                    block: &b.body,
                    in_source,
                })
            })
        });
        let notices = self.notices.values().flat_map(|entry| {
            entry.notice.value.texts.iter().flat_map(|(tag, text)| {
                let lines = entry.lines.get(tag).map(|(at, lines)| (at, lines.as_slice()));
                let (at, lines) = lines.unwrap_or((&entry.notice.at, &[]));
                let in_source = *tag == entry.source;
                text.blocks.iter().zip(lines).map(move |(block, line)| Body {
                    at: at.on(*line),
                    block,
                    in_source,
                })
            })
        });
        let language = &self.pack.value.source_language;
        let places = details(&self.places, language, |t| &t.details);
        let services = details(&self.services, language, |t| &t.details);
        let events = self.events.values().flat_map(|entry| {
            entry.texts.iter().flat_map(|(tag, file)| {
                let in_source = *tag == entry.source;
                file.details.iter().zip(&file.lines).map(move |(block, line)| Body {
                    at: file.at.on(*line),
                    block,
                    in_source,
                })
            })
        });
        pages.chain(notices).chain(places).chain(services).chain(events)
    }
}

fn details<'s, F, T>(
    table: &'s Table<F, T>,
    language: &'s LanguageTag,
    blocks: impl Fn(&'s T) -> &'s Vec<BlockBody> + Copy + 's,
) -> impl Iterator<Item = Body<'s>> {
    table.values().flat_map(move |entry| {
        entry.texts.iter().flat_map(move |(tag, Placed { at, value })| {
            let in_source = tag == language;
            blocks(value).iter().map(move |block| Body { at: at.clone(), block, in_source })
        })
    })
}
