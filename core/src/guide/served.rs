//! In which language a text is served, why, and how far it can be relied on.

use std::ops::Range;

use super::{Guide, Layer};
use crate::packs::format::{Origin, OriginKind};
use crate::store::TitleRow;
use crate::text::language::{Choice, ServedBecause, choose};
use crate::text::{Direction, LanguageTag};

/// Whether a text says what its source says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// It is the source, or made from the present source.
    Current,
    /// The source has changed since.
    Outdated,
    /// Nobody knows.
    Unknown,
}

/// What a reader should know about a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextInfo {
    /// The reader's first language.
    pub requested: String,
    /// The language it is in.
    pub language: String,
    /// Which way it runs.
    pub direction: Direction,
    /// Why it is in this language.
    pub because: ServedBecause,
    /// The language it was first written in; ask for it to show it at a counter.
    pub source_language: String,
    /// Who wrote it.
    pub origin: OriginKind,
    /// What drafted it.
    pub engine: Option<String>,
    /// The role that checked it.
    pub checked_by: Option<String>,
    /// `YYYY-MM-DD`: when it was written, drafted or checked.
    pub date: Option<String>,
    /// Whether it is up to date with its source.
    pub freshness: Freshness,
}

/// Titles by the record they belong to: a pack may have thousands, and each is looked for.
pub(super) struct Titles {
    /// Those of a record stand together.
    rows: Vec<TitleRow>,
    by_id: ById,
}

#[expect(clippy::disallowed_types, reason = "looked into and never listed: its order is not seen")]
type ById = std::collections::HashMap<String, Range<usize>>;

impl Titles {
    pub(super) fn new(mut rows: Vec<TitleRow>) -> Self {
        // As the store gives them; sorting what is sorted costs a look at each.
        rows.sort_by(|a, b| a.id.cmp(&b.id));
        let mut by_id = ById::with_capacity(rows.len());
        let mut first = 0;
        for group in rows.chunk_by(|a, b| a.id == b.id) {
            let range = first..first + group.len();
            first = range.end;
            by_id.extend(group.first().map(|row| (row.id.clone(), range)));
        }
        Self { rows, by_id }
    }

    /// The titles of a record in all languages.
    pub(super) fn of(&self, id: &str) -> &[TitleRow] {
        let range = self.by_id.get(id).cloned().unwrap_or_default();
        self.rows.get(range).unwrap_or_default()
    }
}

impl Guide<'_> {
    /// The language of a text among the ones it is installed in.
    pub(super) fn choose<'r>(
        &self,
        titles: &'r [TitleRow],
        source: &LanguageTag,
    ) -> Option<(&'r TitleRow, Choice)> {
        let available: Vec<LanguageTag> =
            titles.iter().map(|t| LanguageTag::stored(&t.lang)).collect();
        let choice = choose(&self.reader.languages, &available, source)?;
        titles.iter().find(|t| t.lang == choice.served.as_str()).map(|t| (t, choice))
    }

    pub(super) fn info(
        &self,
        layer: &Layer,
        choice: &Choice,
        origin: Origin,
        outdated: bool,
    ) -> TextInfo {
        self.info_from(&layer.fact.source_language, choice, origin, outdated)
    }

    pub(super) fn info_from(
        &self,
        source: &LanguageTag,
        choice: &Choice,
        origin: Origin,
        outdated: bool,
    ) -> TextInfo {
        let freshness = match (outdated, choice.served == *source, origin.origin) {
            (true, _, _) => Freshness::Outdated,
            (false, true, _) => Freshness::Current,
            // Where nobody says who made a translation, nobody knows what it was made from.
            (false, false, OriginKind::Unknown) => Freshness::Unknown,
            (false, false, _) => Freshness::Current,
        };
        TextInfo {
            requested: self
                .reader
                .languages
                .first()
                .map_or_else(|| source.to_string(), ToString::to_string),
            language: choice.served.to_string(),
            direction: choice.served.direction(),
            because: choice.because,
            source_language: source.to_string(),
            origin: origin.origin,
            engine: origin.engine,
            checked_by: origin.checked_by,
            date: origin.date,
            freshness,
        }
    }
}

/// Whether the reader asked for the language it is in.
pub(super) fn is_wanted(choice: &Choice) -> bool {
    matches!(
        choice.because,
        ServedBecause::Exact | ServedBecause::Variant | ServedBecause::Fallback
    )
}
