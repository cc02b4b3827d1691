//! What is taken, as contents of source files and as a lock.
//!
//! Owns which file a text belongs into. Everything stays in memory; the result is read again as a source folder, and
//! only what reads back as it was meant may be written.

mod entry;
mod event;
mod page;
mod table;
mod toml;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use companion_core::packs::format::{Origin, OriginKind};
use companion_core::text::LanguageTag;

use self::table::Sheets;
use self::toml::Documents;
use super::origin;
use super::parts::{Inventory, Part, TextId};
use super::plan::{How, Plan, Taken};
use super::run::Content;
use crate::lock::{Lock, LockedPage, block_hash, field_hash};
use crate::problem::Problem;
use crate::source::entries::{EntryTexts, Kind, entries};
use crate::source::files::{Folder, walk};
use crate::source::place::Log;
use crate::source::{Changes, Page, Source};

/// The texts as they are to be written.
#[derive(Debug, Clone, Default)]
pub struct Applied {
    /// Contents by path.
    pub changes: Changes,
    /// The lock that the next build starts from.
    pub lock: Lock,
}

/// Everything that decides what is written.
#[derive(Debug)]
pub struct Input<'i> {
    /// The source folder.
    pub folder: &'i Path,
    /// What is in it.
    pub source: &'i Source,
    /// The lock that [`crate::lock::update`] made of it.
    pub lock: &'i Lock,
    /// From and to.
    pub languages: (&'i LanguageTag, &'i LanguageTag),
    /// All parts.
    pub inventory: &'i Inventory,
    /// Those that are taken.
    pub plan: &'i Plan,
    /// Who wrote what came back.
    pub told: &'i Origin,
}

/// Makes the files.
///
/// # Errors
/// A file that cannot be read or edited, with its name.
pub fn apply(input: &Input<'_>) -> Result<Applied, Vec<Problem>> {
    let mut work = Work {
        input,
        files: walk(input.folder, &mut Log::default()),
        changes: Changes::new(),
        lock: input.lock.clone(),
        sheets: Sheets::default(),
        documents: Documents::default(),
    };
    match work.all() {
        Ok(()) => Ok(Applied { changes: work.changes, lock: work.lock }),
        Err(problem) => Err(vec![problem]),
    }
}

/// A file that is in the way.
pub(super) fn trouble(file: &str, message: impl Into<String>) -> Problem {
    Problem::error(file, 0, "cannot-edit", message)
}

struct Work<'w> {
    input: &'w Input<'w>,
    files: Folder,
    changes: Changes,
    lock: Lock,
    sheets: Sheets,
    documents: Documents,
}

impl Work<'_> {
    fn all(&mut self) -> Result<(), Problem> {
        let entries = entries(self.input.source);
        let by_id: BTreeMap<(Kind, &str), &EntryTexts<'_>> =
            entries.iter().map(|e| ((e.kind, e.id), e)).collect();
        for (text, taken) in &self.input.plan.taken {
            match text {
                TextId::Page(id) => {
                    if let Some(page) = self.input.source.pages.get(id) {
                        self.page("pages", id, page, taken)?;
                    }
                }
                TextId::Notice(id) => {
                    if let Some(notice) = self.input.source.notices.get(id) {
                        self.page("notices", id, &notice.as_page(), taken)?;
                    }
                }
                TextId::Entry(kind, id) => {
                    if let Some(entry) = by_id.get(&(*kind, id.as_str())) {
                        self.entry(entry, taken)?;
                    }
                }
            }
        }
        for kind in [Kind::Phrases, Kind::Topics] {
            self.column_origin(kind, &entries)?;
        }
        let (sheets, documents) =
            (std::mem::take(&mut self.sheets), std::mem::take(&mut self.documents));
        self.changes.extend(sheets.into_texts()?);
        self.changes.extend(documents.into_texts());
        Ok(())
    }

    fn part(&self, taken: &Taken) -> Option<&Part> {
        self.input.inventory.parts.get(taken.part)
    }

    /// The text of a file that is there.
    fn raw(&self, name: &str) -> Result<Option<String>, Problem> {
        let Some(found) = self.files.get(name) else { return Ok(None) };
        let bytes = std::fs::read(&found.path)
            .map_err(|e| trouble(name, format!("cannot be read: {}", e.kind())))?;
        String::from_utf8(bytes).map(Some).map_err(|_| trouble(name, "not UTF-8"))
    }

    fn page(
        &mut self,
        folder: &str,
        id: &str,
        page: &Page,
        taken: &[Taken],
    ) -> Result<(), Problem> {
        let (_, tag) = self.input.languages;
        let pages = if folder == "pages" { &self.lock.pages } else { &self.lock.notices };
        let Some(locked) = pages.get(id).cloned() else { return Ok(()) };
        let file = page.texts.get(tag);
        let name =
            file.map_or_else(|| format!("{folder}/{id}/{tag}.md"), |f| f.at.file.to_string());
        let raw = self.raw(&name)?;
        let mut edit = page::Edit {
            file: file.zip(raw.as_deref()).zip(locked.texts.get(tag)).map(|((f, r), t)| (f, r, t)),
            locked: &locked,
            title: None,
            title_holds: false,
            blocks: BTreeMap::new(),
            holding: BTreeSet::new(),
            origin: None,
        };
        for one in taken {
            let Some(part) = self.part(one) else { continue };
            match (&one.content, part.name.parse::<u32>()) {
                (Content::Plain(title), _) if one.how == How::Confirmed => {
                    edit.title_holds = true;
                    edit.title = Some(title.clone());
                }
                (Content::Plain(title), _) => edit.title = Some(title.clone()),
                (Content::Blocks(_), Ok(block)) if one.how == How::Confirmed => {
                    edit.holding.insert(block);
                }
                (Content::Blocks(blocks), Ok(block)) => {
                    if let Some(body) = blocks.first() {
                        edit.blocks.insert(block, body.clone());
                    }
                }
                _ => {}
            }
        }
        if taken.iter().any(|t| t.how != How::Copied) {
            let whole = edit.is_whole();
            edit.origin = Some(origin::joined(file.map(|f| &f.origin), self.input.told, whole));
        }
        let (text, own) = edit.apply().map_err(|message| trouble(&name, message))?;
        if raw.as_deref() != Some(text.as_str()) {
            self.changes.insert(name, text.into_bytes());
        }
        let pages = if folder == "pages" { &mut self.lock.pages } else { &mut self.lock.notices };
        let add = |page: &mut LockedPage| page.texts.insert(tag.clone(), own);
        pages.get_mut(id).map(add);
        Ok(())
    }

    fn document(&mut self, name: &str) -> Result<&mut toml::Document, Problem> {
        let raw = if self.documents.has(name) { None } else { self.raw(name)? };
        self.documents.open(name, raw).map_err(|message| trouble(name, message))
    }

    fn sheet(&mut self, name: &str) -> Result<&mut table::SheetEdit, Problem> {
        let raw = if self.sheets.has(name) { None } else { self.raw(name)? };
        Ok(self.sheets.open(name, raw))
    }
}

/// The word of an origin; nothing where nobody said.
fn word(origin: OriginKind) -> Option<&'static str> {
    match origin {
        OriginKind::Human => Some("human"),
        OriginKind::Checked => Some("checked"),
        OriginKind::Machine => Some("machine"),
        OriginKind::Unknown => None,
    }
}

fn words(content: &Content) -> String {
    match content {
        Content::Plain(text) => text.clone(),
        Content::Blocks(blocks) => crate::markdown::write(blocks).trim_end().to_owned(),
    }
}

fn hash(content: &Content) -> u64 {
    field_hash(content.value())
}

/// The hash of one block, for pages.
fn own(body: &companion_core::text::BlockBody) -> u64 {
    block_hash(body)
}
