//! notices/<id>/<tag>.md: short dated texts.

use std::collections::{BTreeMap, BTreeSet};

use companion_core::packs::format::{Notice, NoticeText, PageFact};
use companion_core::text::LanguageTag;

use super::fields::Fields;
use super::files::Folder;
use super::front::{self, Named};
use super::place::{At, Log, Placed};
use super::{Page, PageFile, Reading, origin, pages, values};
use crate::markdown::Located;

/// A notice in all its languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeEntry {
    /// The notice with all its texts.
    pub notice: Placed<Notice>,
    /// The language its text is first written in.
    pub source: LanguageTag,
    /// The title's place and the blocks' lines, by language.
    pub lines: BTreeMap<LanguageTag, (At, Vec<u32>)>,
    /// Languages whose text could not be read, so that nothing can be said about what is missing.
    pub broken: BTreeSet<LanguageTag>,
}

impl NoticeEntry {
    /// The notice as a page: titles and blocks in several languages are the same work for the lock, for comparisons
    /// and for translators.
    pub fn as_page(&self) -> Page {
        let notice = &self.notice.value;
        let file = |tag: &LanguageTag, text: &NoticeText| {
            let known = self.lines.get(tag).cloned();
            let (at, lines) = known.unwrap_or_else(|| (self.notice.at.clone(), Vec::new()));
            let lines = lines.into_iter().chain(std::iter::repeat(at.line));
            let blocks = text.blocks.iter().zip(lines);
            PageFile {
                at,
                keys: BTreeMap::new(),
                title: text.title.clone(),
                slug: None,
                origin: text.origin.clone(),
                blocks: blocks.map(|(body, line)| Located { line, body: body.clone() }).collect(),
                broken: self.broken.contains(tag),
            }
        };
        let fact = PageFact {
            id: notice.id.clone(),
            parent: None,
            order: 0,
            icon: None,
            topics: Vec::new(),
            review_by: None,
            replaces: None,
            is_final: false,
            revision: 1,
            source_language: None,
        };
        let texts = notice.texts.iter().map(|(tag, text)| (tag.clone(), file(tag, text))).collect();
        Page { fact, source: self.source.clone(), texts }
    }
}

/// A date, or whether there is one that could not be read.
type Given = Result<Placed<String>, bool>;

struct File {
    at: At,
    text: NoticeText,
    lines: Vec<u32>,
    from: Given,
    until: Given,
    urgent: bool,
    broken: bool,
}

/// Reads all notices.
pub(crate) fn read(folder: &mut Folder, reading: &mut Reading) -> BTreeMap<String, NoticeEntry> {
    let mut files: BTreeMap<String, BTreeMap<LanguageTag, File>> = BTreeMap::new();
    for named in front::take("notices", folder, reading) {
        let Some(file) = read_file(&named, &mut reading.log) else { continue };
        files.entry(named.id).or_default().insert(named.tag, file);
    }
    files
        .into_iter()
        .filter_map(|(id, files)| Some((id.clone(), join(id, files, reading)?)))
        .collect()
}

fn read_file(named: &Named, log: &mut Log) -> Option<File> {
    let parts = named.parts(log)?;
    let blocks = parts.blocks(log);
    let broken = blocks.is_none();
    let blocks = blocks.unwrap_or_default();
    let (document, text) = parts.front()?;
    let table = document.parse(text, log)?;
    let mut fields = Fields::of(&document, &table);
    let title = fields.required("title", log, pages::title);
    let origin = origin::of_file(&mut fields, log);
    let mut given = |key| fields.read(key, log, values::moment).ok_or(fields.has(key));
    let (from, until) = (given("from"), given("until"));
    let urgent = fields.flag("urgent", log);
    fields.finish(log);
    let title = title?;
    let lines = blocks.iter().map(|b| b.line).collect();
    let blocks = blocks.into_iter().map(|Located { body, .. }| body).collect();
    let text = NoticeText { title: title.value, origin, blocks };
    Some(File { at: title.at, text, lines, from, until, urgent, broken })
}

fn join(
    id: String,
    files: BTreeMap<LanguageTag, File>,
    reading: &mut Reading,
) -> Option<NoticeEntry> {
    let source = std::iter::once(&reading.languages.source)
        .chain(&reading.languages.all)
        .find(|tag| files.contains_key(tag))?
        .clone();
    let told = files.get(&source)?;
    let at = told.at.clone();
    for (key, value) in [("from", &told.from), ("until", &told.until)] {
        if matches!(value, Err(false)) {
            let message = format!("`{key}` is missing: say when, as 2026-11-20T08:00:00");
            reading.log.error(&at, "missing-key", message);
        }
    }
    let (from, until) = (told.from.clone(), told.until.clone());
    if let (Ok(from), Ok(until)) = (&from, &until)
        && from.value >= until.value
    {
        reading.log.error(&until.at, "invalid-date", "`until` must be later than `from`");
    }
    let mut notice = Notice {
        id,
        from: from.map(|p| p.value).unwrap_or_default(),
        until: until.map(|p| p.value).unwrap_or_default(),
        urgent: told.urgent,
        texts: BTreeMap::new(),
    };
    let mut lines = BTreeMap::new();
    let mut broken = BTreeSet::new();
    for (tag, file) in files {
        for (key, given, told) in
            [("from", &file.from, &notice.from), ("until", &file.until, &notice.until)]
        {
            if let Ok(given) = given
                && given.value != *told
            {
                let message = format!(
                    "`{key}` is read from {source}.md only, where it differs: remove it here"
                );
                reading.log.warning(&given.at, "structure-differs", message);
            }
        }
        lines.insert(tag.clone(), (file.at, file.lines));
        if file.broken {
            broken.insert(tag.clone());
        }
        notice.texts.insert(tag, file.text);
    }
    Some(NoticeEntry { notice: Placed::new(at, notice), source, lines, broken })
}
