//! Every part of a pack that can be translated: titles, blocks, fields.
//!
//! Owns the list of parts of one language and how each stands; the lock tells what is outdated.

use std::collections::{BTreeMap, BTreeSet};

use companion_core::text::{BlockBody, LanguageTag};

use super::run::{Content, Mark, Token, tokens};
use super::{Unit, UnitState};
use crate::lock::{Lock, LockedPage, block_hash, field_hash, retells, text_hash};
use crate::source::entries::{EntryTexts, Kind, Value, entries};
use crate::source::place::At;
use crate::source::{Page, Source};

/// What a part belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextId {
    /// A page.
    Page(String),
    /// A notice.
    Notice(String),
    /// A thing of a table.
    Entry(Kind, String),
}

/// What is translated as a whole, and becomes outdated as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it belongs to.
    pub text: TextId,
    /// `title`, a block's id, or a field's name.
    pub name: String,
    /// The part that has to be there before this one: the title of a page, the name of a place.
    pub needs: Option<String>,
    /// Where the source text stands.
    pub at: At,
    /// The source text.
    pub source: Content,
    /// Its hash, as in pack.lock.
    pub hash: u64,
    /// The translation there is.
    pub present: Option<Content>,
    /// How it stands.
    pub state: UnitState,
    /// What people call it.
    pub note: String,
}

/// All parts of a language, and how many texts are first written in another language than `from`.
#[derive(Debug, Clone, Default)]
pub struct Inventory {
    /// Pages, notices, then tables, each in the order of its source text.
    pub parts: Vec<Part>,
    /// First languages of the texts that were left out.
    pub left_out: BTreeMap<LanguageTag, usize>,
}

impl TextId {
    /// `pages/registration`, `notices/closed`, `places/town-hall`.
    pub fn key(&self) -> String {
        match self {
            Self::Page(id) => format!("pages/{id}"),
            Self::Notice(id) => format!("notices/{id}"),
            Self::Entry(kind, id) => format!("{}/{id}", kind.as_str()),
        }
    }

    /// What translators get as one file: a page, a notice, a table.
    pub fn group(&self) -> String {
        match self {
            Self::Entry(kind, _) => kind.as_str().to_owned(),
            other => other.key(),
        }
    }
}

impl Part {
    /// Whether there is nothing to translate in it, only numbers and addresses.
    pub fn is_wordless(&self) -> bool {
        self.source.runs().is_empty()
    }

    /// The units of this part: one for each run that has words.
    pub fn units(&self) -> Vec<(usize, Unit)> {
        let runs = self.source.runs();
        let alone = runs.len() == 1;
        let present = self.present.as_ref().filter(|p| p.is_shaped_like(&self.source));
        let mut now: BTreeMap<usize, Vec<_>> = BTreeMap::new();
        now.extend(present.into_iter().flat_map(Content::runs));
        let key = format!("{}/{}", self.text.key(), self.name);
        let stale = self.present.as_ref().filter(|_| present.is_none());
        let note = match stale {
            Some(old) => format!("{}. Present translation: {}", self.note, old.in_words()),
            None => self.note.clone(),
        };
        runs.into_iter()
            .zip(1_usize..)
            .map(|((place, spans), number)| {
                let (source, links) = tokens(&spans);
                let present = now.get(&place).map(|spans| renumbered(tokens(spans), &links));
                let unit = Unit {
                    group: self.text.group(),
                    key: if alone { key.clone() } else { format!("{key}.{number}") },
                    place: format!("{}:{}", self.at.file, self.at.line),
                    note: note.clone(),
                    hash: self.hash,
                    source,
                    links,
                    present,
                    state: self.state,
                };
                (place, unit)
            })
            .collect()
    }
}

/// A translation with the numbers that its links have in the source text; the words of a link that the source text does
/// not have stay without it.
fn renumbered((text, own): (Vec<Token>, Vec<String>), links: &[String]) -> Vec<Token> {
    let mut free: Vec<Option<&String>> = links.iter().map(Some).collect();
    let mut numbers: Vec<Option<usize>> = Vec::new();
    for url in &own {
        let at = free.iter().position(|link| *link == Some(url));
        if let Some(link) = at.and_then(|n| free.get_mut(n)) {
            *link = None;
        }
        numbers.push(at.map(|n| n + 1));
    }
    let number = |mark: Mark| match mark {
        Mark::Link(n) => {
            n.checked_sub(1).and_then(|n| numbers.get(n)).copied().flatten().map(Mark::Link)
        }
        style => Some(style),
    };
    text.into_iter()
        .filter_map(|token| match token {
            Token::Open(mark) => number(mark).map(Token::Open),
            Token::Close(mark) => number(mark).map(Token::Close),
            words => Some(words),
        })
        .collect()
}

/// The parts that are first written in `from`, as they stand in `tag`. `lock` is the one that [`crate::lock::update`] made
/// of this source.
pub fn inventory(source: &Source, lock: &Lock, from: &LanguageTag, tag: &LanguageTag) -> Inventory {
    let mut out = Inventory::default();
    for (id, page) in &source.pages {
        pages(TextId::Page(id.clone()), page, lock.pages.get(id), from, tag, &mut out);
    }
    for (id, notice) in &source.notices {
        let page = notice.as_page();
        pages(TextId::Notice(id.clone()), &page, lock.notices.get(id), from, tag, &mut out);
    }
    let language = &source.pack.value.source_language;
    for entry in entries(source) {
        if entry.texts.is_empty() {
            continue;
        }
        if language == from {
            fields(&entry, lock, from, tag, &mut out);
        } else {
            *out.left_out.entry(language.clone()).or_default() += 1;
        }
    }
    out
}

fn pages(
    text: TextId,
    page: &Page,
    locked: Option<&LockedPage>,
    from: &LanguageTag,
    tag: &LanguageTag,
    out: &mut Inventory,
) {
    if page.source == *tag || retells(tag, &page.source) {
        return;
    }
    if page.source != *from {
        *out.left_out.entry(page.source.clone()).or_default() += 1;
        return;
    }
    let (Some(original), Some(locked)) = (page.source_file(), locked) else { return };
    let Some(ids) = locked.source_text() else { return };
    let file = page.texts.get(tag);
    let own = locked.texts.get(tag);
    let outdated: BTreeSet<u32> =
        own.map(|t| locked.outdated(t)).unwrap_or_default().into_iter().collect();
    let present: BTreeMap<u32, &BlockBody> = match (file, own) {
        (Some(file), Some(own)) => {
            own.blocks.iter().map(|u| u.id).zip(file.blocks.iter().map(|b| &b.body)).collect()
        }
        _ => BTreeMap::new(),
    };
    let state = |there: bool, outdated: bool| match (there, outdated) {
        (false, _) => UnitState::Missing,
        (true, true) => UnitState::Outdated,
        (true, false) => UnitState::Current,
    };
    let title_outdated = own.is_some_and(|t| locked.title_outdated(t));
    out.parts.push(Part {
        text: text.clone(),
        name: "title".to_owned(),
        needs: None,
        at: original.at.clone(),
        source: Content::Plain(original.title.clone()),
        hash: text_hash(&original.title),
        present: file.map(|f| Content::Plain(f.title.clone())),
        state: state(file.is_some(), title_outdated),
        note: "Title".to_owned(),
    });
    for (unit, block) in ids.blocks.iter().zip(&original.blocks) {
        let there = present.get(&unit.id);
        out.parts.push(Part {
            text: text.clone(),
            name: unit.id.to_string(),
            needs: Some("title".to_owned()),
            at: original.at.on(block.line),
            source: Content::Blocks(vec![block.body.clone()]),
            hash: block_hash(&block.body),
            present: there.map(|body| Content::Blocks(vec![(*body).clone()])),
            state: state(there.is_some(), outdated.contains(&unit.id)),
            note: format!("{}: {}", original.title, kind_in_words(&block.body)),
        });
    }
}

fn kind_in_words(body: &BlockBody) -> &'static str {
    match body {
        BlockBody::Heading { .. } => "heading",
        BlockBody::Paragraph { .. } => "paragraph",
        BlockBody::List { .. } => "list",
        BlockBody::Table { .. } => "table",
        BlockBody::Link { .. } => "link",
        BlockBody::Phone { .. } => "telephone number",
        BlockBody::Email { .. } => "e-mail address",
        BlockBody::Address { .. } => "address, stays as on an envelope",
        BlockBody::Image { .. } => "what a picture shows",
        BlockBody::Notice { .. } => "text set apart",
    }
}

fn fields(
    entry: &EntryTexts<'_>,
    lock: &Lock,
    from: &LanguageTag,
    tag: &LanguageTag,
    out: &mut Inventory,
) {
    let Some(original) = entry.texts.get(from) else { return };
    let present = entry.texts.get(tag);
    let locked = lock.entries.get(&(entry.kind, entry.id.to_owned(), tag.clone()));
    let outdated = locked.map(|l| l.outdated(original)).unwrap_or_default();
    let first = original.fields.first().map(|f| f.name.to_string());
    let called = original.fields.first().map(|f| content(f.value).in_words()).unwrap_or_default();
    for field in &original.fields {
        let there = present.and_then(|t| t.field(&field.name));
        let state = match there {
            None => UnitState::Missing,
            Some(_) if outdated.contains(&field.name.as_ref()) => UnitState::Outdated,
            Some(_) => UnitState::Current,
        };
        // A task's note stands below its title.
        let task = field.name.strip_suffix(".note").filter(|name| name.starts_with("task."));
        let above = task.map(|task| format!("{task}.title"));
        let needs = above.or_else(|| first.clone()).filter(|needs| *needs != field.name);
        out.parts.push(Part {
            text: TextId::Entry(entry.kind, entry.id.to_owned()),
            name: field.name.to_string(),
            needs,
            at: original.at.clone(),
            source: content(field.value),
            hash: field_hash(field.value),
            present: there.map(content),
            state,
            note: format!("{called}: {}", field.name),
        });
    }
}

fn content(value: Value<'_>) -> Content {
    match value {
        Value::Plain(text) => Content::Plain(text.to_owned()),
        Value::Blocks(blocks) => Content::Blocks(blocks.to_vec()),
    }
}
