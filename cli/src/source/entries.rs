//! Every text that stands in a table, as a list of named fields.
//!
//! Owns which fields a text has; a new field is one line here, and the lock, the checks, coverage and the exchange of
//! translations know it. Pages and notices are texts of blocks and not here.

use std::borrow::Cow;
use std::collections::BTreeMap;

use companion_core::packs::format::{
    ChecklistText, NameText, Origin, OriginKind, PlaceText, ServiceText,
};
use companion_core::text::{BlockBody, LanguageTag};
use serde::Serialize;

use super::events::EventFile;
use super::place::{At, Placed};
use super::{EventEntry, Source, Table};

/// The tables of a pack, in the order in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The pack's own name.
    Pack,
    /// Places.
    Places,
    /// Services.
    Services,
    /// Contacts.
    Contacts,
    /// Checklists with their tasks.
    Checklists,
    /// Phrases.
    Phrases,
    /// Topics.
    Topics,
    /// Events.
    Events,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Pack,
        Self::Places,
        Self::Services,
        Self::Contacts,
        Self::Checklists,
        Self::Phrases,
        Self::Topics,
        Self::Events,
    ];

    /// Its word in pack.lock and in the ids of exchanged texts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pack => "pack",
            Self::Places => "places",
            Self::Services => "services",
            Self::Contacts => "contacts",
            Self::Checklists => "checklists",
            Self::Phrases => "phrases",
            Self::Topics => "topics",
            Self::Events => "events",
        }
    }

    /// The table with this word.
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// One thing of a table in all its languages.
#[derive(Debug, Clone)]
pub struct EntryTexts<'s> {
    /// Its table.
    pub kind: Kind,
    /// Its id.
    pub id: &'s str,
    /// Where its fact stands.
    pub at: &'s At,
    /// Its texts.
    pub texts: BTreeMap<&'s LanguageTag, EntryText<'s>>,
}

/// A thing of a table in one language.
#[derive(Debug, Clone)]
pub struct EntryText<'s> {
    /// Where it stands.
    pub at: &'s At,
    /// Who wrote it.
    pub origin: Cow<'s, Origin>,
    /// What it says, the first field being what it is called.
    pub fields: Vec<Field<'s>>,
}

/// A field that has a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field<'s> {
    /// Its name: a column, a key, `task.<id>.title`, or `change.<time>.note`.
    pub name: Cow<'s, str>,
    /// Its text.
    pub value: Value<'s>,
}

/// The text of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'s> {
    /// Words without any marks.
    Plain(&'s str),
    /// Markdown, read into blocks.
    Blocks(&'s [BlockBody]),
}

impl EntryText<'_> {
    /// The text of a field.
    pub fn field(&self, name: &str) -> Option<Value<'_>> {
        self.fields.iter().find(|f| f.name == name).map(|f| f.value)
    }
}

/// All texts of all tables, by table and id.
pub fn entries(source: &Source) -> Vec<EntryTexts<'_>> {
    let mut out = vec![pack_names(source)];
    out.extend(table(Kind::Places, &source.places));
    out.extend(table(Kind::Services, &source.services));
    out.extend(table(Kind::Contacts, &source.contacts));
    out.extend(table(Kind::Checklists, &source.checklists));
    out.extend(table(Kind::Phrases, &source.phrases));
    out.extend(table(Kind::Topics, &source.topics));
    out.extend(source.events.iter().filter(|(_, e)| is_translated(e)).map(event));
    out
}

/// Words of a feed are the feed's, and gone before anybody has translated them: they count where somebody has begun.
pub fn is_translated(event: &EventEntry) -> bool {
    event.event.value.more.feed.is_none() || event.texts.len() > 1
}

fn event<'s>((id, entry): (&'s String, &'s EventEntry)) -> EntryTexts<'s> {
    let text = |file: &'s EventFile| EntryText {
        at: &file.at,
        origin: Cow::Borrowed(&file.origin),
        fields: file.fields().0,
    };
    let texts = entry.texts.iter().map(|(tag, file)| (tag, text(file))).collect();
    EntryTexts { kind: Kind::Events, id, at: &entry.event.at, texts }
}

impl EventFile {
    /// Occurrences that differ are named by their time: `change.2027-01-05T17:30:00.note`.
    fn fields(&self) -> FieldList<'_> {
        let first = FieldList::default()
            .plain("title", Some(&self.title))
            .plain("greeter", self.greeter.as_ref())
            .plain("access", self.access.as_ref())
            .plain("expect", self.expect.as_ref())
            .blocks("details", &self.details);
        self.changes.iter().fold(first, |list, (of, change)| {
            list.plain(format!("change.{of}.title"), change.title.as_ref())
                .plain(format!("change.{of}.note"), change.note.as_ref())
        })
    }
}

/// The name of a place is a proper name: nobody drafted it.
fn pack_names(source: &Source) -> EntryTexts<'_> {
    let at = &source.pack.at;
    let origin = Origin { origin: OriginKind::Human, ..Origin::default() };
    let text = |name| EntryText {
        at,
        origin: Cow::Owned(origin.clone()),
        fields: FieldList::default().plain("name", Some(name)).0,
    };
    let names = &source.pack.value.names;
    let texts = names.iter().map(|(tag, name)| (tag, text(name))).collect();
    EntryTexts { kind: Kind::Pack, id: &source.pack.value.id, at, texts }
}

fn table<F, T: Fields>(kind: Kind, table: &Table<F, T>) -> impl Iterator<Item = EntryTexts<'_>> {
    table.iter().map(move |(id, entry)| {
        let texts = entry.texts.iter().map(|(tag, text)| (tag, text_of(text))).collect();
        EntryTexts { kind, id, at: &entry.fact.at, texts }
    })
}

fn text_of<T: Fields>(text: &Placed<T>) -> EntryText<'_> {
    EntryText {
        at: &text.at,
        origin: Cow::Borrowed(text.value.origin()),
        fields: text.value.fields().0,
    }
}

/// A text as its fields, in an order that all languages share.
trait Fields {
    fn fields(&self) -> FieldList<'_>;
    fn origin(&self) -> &Origin;
}

impl Fields for PlaceText {
    fn fields(&self) -> FieldList<'_> {
        FieldList::default()
            .plain("name", Some(&self.name))
            .plain("description", self.description.as_ref())
            .plain("access", self.access.as_ref())
            .blocks("details", &self.details)
    }

    fn origin(&self) -> &Origin {
        &self.origin
    }
}

impl Fields for ServiceText {
    fn fields(&self) -> FieldList<'_> {
        FieldList::default()
            .plain("name", Some(&self.name))
            .plain("description", self.description.as_ref())
            .plain("eligibility", self.eligibility.as_ref())
            .blocks("details", &self.details)
    }

    fn origin(&self) -> &Origin {
        &self.origin
    }
}

impl Fields for NameText {
    fn fields(&self) -> FieldList<'_> {
        FieldList::default().plain("name", Some(&self.name)).plain("note", self.note.as_ref())
    }

    fn origin(&self) -> &Origin {
        &self.origin
    }
}

impl Fields for ChecklistText {
    fn fields(&self) -> FieldList<'_> {
        let title = FieldList::default().plain("title", Some(&self.title));
        self.tasks.iter().fold(title, |list, (id, task)| {
            list.plain(format!("task.{id}.title"), Some(&task.title))
                .plain(format!("task.{id}.note"), task.note.as_ref())
        })
    }

    fn origin(&self) -> &Origin {
        &self.origin
    }
}

/// The fields that are there, one after the other.
#[derive(Debug, Default)]
struct FieldList<'s>(Vec<Field<'s>>);

impl<'s> FieldList<'s> {
    fn plain(self, name: impl Into<Cow<'s, str>>, text: Option<&'s String>) -> Self {
        self.with(name, text.map(|t| Value::Plain(t)))
    }

    fn blocks(self, name: &'static str, blocks: &'s [BlockBody]) -> Self {
        self.with(name, (!blocks.is_empty()).then_some(Value::Blocks(blocks)))
    }

    fn with(mut self, name: impl Into<Cow<'s, str>>, value: Option<Value<'s>>) -> Self {
        self.0.extend(value.map(|value| Field { name: name.into(), value }));
        self
    }
}
