//! Organizations to pages: what they are, how to reach them, their programmes, services and places.
//!
//! A page once, linked from each of their services and places, instead of the same words in all of them: an organization
//! may have hundreds. Organizations hang below each other as the export says, and all below one page.

use std::fmt::Write as _;

use companion_core::text::{BlockBody, Span};

use super::entry::Entry;
use super::kinds::Kind;
use super::places::one_line;
use super::writer::Writer;
use crate::import::SourceFiles;
use crate::source::write::{markdown_file, quoted};

/// Pages nest no deeper on phones, the page above all included.
const MAX_DEPTH: usize = 30;

impl Writer<'_> {
    /// Adds the pages of all organizations; gives how many and their blocks.
    pub(super) fn organizations(
        &mut self,
        root: &str,
        files: &mut SourceFiles,
        done: &mut dyn FnMut(),
    ) -> (usize, usize) {
        let all: Vec<usize> = self.names.pages.keys().copied().collect();
        if all.is_empty() {
            return (0, 0);
        }
        let title = self.label("hsds-organizations");
        let mut count = 1;
        files.insert(self.file(root), page(&title, None, &[]));
        let mut blocks = 0;
        for n in all {
            let Some(id) = self.names.pages.get(&n).cloned() else { continue };
            let bodies = self.organization(n);
            let above = match self.tree.line(n).len() {
                depth if depth > MAX_DEPTH => None,
                _ => self.tree.parent(n).and_then(|p| self.names.pages.get(&p)),
            };
            let above = above.map_or(root, String::as_str);
            let text = page(&self.organization_name(n), Some(above), &bodies);
            files.insert(self.file(&id), text);
            blocks += bodies.len();
            count += 1;
            done();
        }
        (count, blocks)
    }

    fn file(&self, id: &str) -> String {
        format!("pages/{id}/{}.md", self.options.language)
    }

    /// What an organization is called.
    pub(super) fn organization_name(&self, n: usize) -> String {
        let own = self.record(n).and_then(|r| r.text("name").or_else(|| r.text("alternate_name")));
        let name = own.map(one_line).filter(|n| !n.is_empty());
        name.unwrap_or_else(|| self.label("hsds-organization"))
    }

    fn organization(&mut self, n: usize) -> Vec<BlockBody> {
        let Some(record) = self.record(n) else { return Vec::new() };
        let mut entry = Entry::default();
        self.tell(n, &mut entry);
        self.further_names(record, &mut entry);
        self.fields(record, &mut entry);
        let (url, email) = self.contacts_of(record, &mut entry);
        if let Some(url) = url {
            entry.link(&self.label("hsds-website"), &url);
        }
        if let Some(email) = email {
            entry.mail(&self.label("hsds-email"), &email);
        }
        let languages = self.languages(n, &mut entry);
        if !languages.is_empty() {
            let tags: Vec<String> = languages.iter().map(ToString::to_string).collect();
            entry.line(&self.label("hsds-languages"), &tags.join(", "));
        }
        self.hours_of(n, &mut entry);
        self.all_parts(n, &mut entry);
        for program in self.parts(n, Kind::Program) {
            self.program(program, &mut entry);
        }
        self.offers(n, &mut entry);
        entry.blocks
    }

    /// Links to its services and places.
    fn offers(&mut self, n: usize, entry: &mut Entry) {
        let mut services = Vec::new();
        let mut places = Vec::new();
        for (part, record) in
            self.tree.children(n).iter().filter_map(|p| Some((*p, self.record(*p)?)))
        {
            match record.kind {
                Kind::Service => services.push(part),
                Kind::Location => places.push(part),
                Kind::Program => services.extend(self.parts(part, Kind::Service)),
                _ => {}
            }
        }
        let of_places: Vec<usize> =
            places.iter().flat_map(|place| self.parts(*place, Kind::Service)).collect();
        services.extend(of_places.into_iter().filter(|s| self.organization_of(*s) == Some(n)));
        services.sort_unstable();
        services.dedup();
        let services = services.into_iter().filter_map(|s| {
            Some((self.service_name(s), format!("service:{}", self.names.services.get(&s)?)))
        });
        let mut services: Vec<(String, String)> = services.collect();
        services.sort();
        self.links("hsds-services", services, entry);
        let places = places.into_iter().filter_map(|p| {
            Some((self.place_name(p), format!("place:{}", self.names.places.get(&p)?)))
        });
        let mut places: Vec<(String, String)> = places.collect();
        places.sort();
        self.links("hsds-places", places, entry);
        let topics = self.topic_names(n);
        if !topics.is_empty() {
            let label = self.label("hsds-category");
            entry.blocks.push(BlockBody::Paragraph {
                spans: vec![Span::plain(format!("{label}: {}", topics.join(", ")))],
            });
        }
    }
}

fn page(title: &str, parent: Option<&str>, bodies: &[BlockBody]) -> String {
    let mut front = format!("title = {}\n", quoted(title));
    if let Some(parent) = parent {
        let _ = writeln!(front, "parent = {}", quoted(parent));
    }
    markdown_file(&front, bodies)
}
