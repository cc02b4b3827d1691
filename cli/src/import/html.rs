//! HTML of a content management system to blocks: text is never lost, markup that has no block is left out and counted.
//!
//! Owns what each element means; `build` owns the walk, `link` the addresses, `limits` what hostile markup may cost.
//! Blocks leave in their normal form and pass the core's `check_safe`.

mod build;
mod limits;
mod link;
mod table;

#[cfg(test)]
mod tests;

use companion_core::text::{BlockBody, Span};
use scraper::Html;
use serde::Serialize;
use url::Url;

use crate::markdown::normal;

pub use link::Href;

/// What became of a text in HTML.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The blocks, in their normal form.
    pub bodies: Vec<BlockBody>,
    /// What was kept and what was left out.
    pub counts: Counts,
    /// Schemes of links that were left out; their text is kept.
    pub refused_links: Vec<String>,
}

/// What was kept and what was left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Links kept, those to pages of the same pack included.
    pub links: usize,
    /// Of these, links to pages of the same pack.
    pub page_links: usize,
    /// Links left out because of their scheme; their text is kept.
    pub links_refused: usize,
    /// Links without any text or picture, which nobody could see.
    pub links_blank: usize,
    /// Pictures kept.
    pub pictures: usize,
    /// Of these, pictures without a description.
    pub pictures_undescribed: usize,
    /// Small decorative pictures left out.
    pub icons_left_out: usize,
    /// Pictures left out because the address cannot be reached from elsewhere.
    pub pictures_left_out: usize,
    /// Scripts, styles and other active parts left out.
    pub active_left_out: usize,
    /// Films and other embedded parts that became links or, without an address, were left out.
    pub embedded: usize,
    /// Texts of which only the words were kept, because their markup was too large or nested too deep.
    pub reduced_to_words: usize,
}

impl Counts {
    /// Adds what another text counted.
    pub fn add(&mut self, other: &Self) {
        self.links += other.links;
        self.page_links += other.page_links;
        self.links_refused += other.links_refused;
        self.links_blank += other.links_blank;
        self.pictures += other.pictures;
        self.pictures_undescribed += other.pictures_undescribed;
        self.icons_left_out += other.icons_left_out;
        self.pictures_left_out += other.pictures_left_out;
        self.active_left_out += other.active_left_out;
        self.embedded += other.embedded;
        self.reduced_to_words += other.reduced_to_words;
    }
}

/// Reads a piece of HTML; `base` is where relative links start, `page_of` knows links to pages of the same pack and
/// gives the reference (`page:registration`) for them.
pub fn read(html: &str, base: Option<&Url>, page_of: &dyn Fn(&str) -> Option<String>) -> Reading {
    let mut reading = match limits::within(html) {
        limits::Size::Fits(html) => build::build(&Html::parse_fragment(&html), base, page_of),
        limits::Size::TooMuch(words) => {
            let bodies = words.split(limits::BREAK).map(paragraph).collect();
            let counts = Counts { reduced_to_words: 1, ..Counts::default() };
            Reading { bodies, counts, refused_links: Vec::new() }
        }
    };
    reading.bodies = reading.bodies.iter().flat_map(normal).collect();
    reading.bodies.iter_mut().for_each(drop_idle_styles);
    reading.bodies = reading.bodies.iter().flat_map(normal).collect();
    reading
}

/// Plain text with HTML entities in it, such as titles and excerpts.
pub fn decode_entities(text: &str) -> String {
    if !text.contains('&') {
        return link::clean_text(text);
    }
    let html = Html::parse_fragment(&text.replace('<', "&lt;"));
    link::clean_text(&html.root_element().text().collect::<String>())
}

/// Editors' browsers leave styles on full stops and quotation marks, where nobody sees them.
fn drop_idle_styles(body: &mut BlockBody) {
    let drop = |spans: &mut Vec<Span>| {
        for span in spans {
            if !span.text.contains(char::is_alphanumeric) {
                (span.strong, span.emphasis) = (false, false);
            }
        }
    };
    match body {
        BlockBody::Heading { spans, .. } | BlockBody::Paragraph { spans } => drop(spans),
        BlockBody::List { items } => items.iter_mut().for_each(|i| drop(&mut i.spans)),
        BlockBody::Table { rows, .. } => {
            rows.iter_mut().flat_map(|r| &mut r.cells).for_each(|c| drop(&mut c.spans));
        }
        _ => {}
    }
}

fn paragraph(text: &str) -> BlockBody {
    BlockBody::Paragraph { spans: vec![Span::plain(decode_entities(text))] }
}
