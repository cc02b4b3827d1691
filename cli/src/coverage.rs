//! Which text there is in which language, how old it is, and who wrote it.
//!
//! Owns counting; [`text`] and [`html`] show it. What is outdated is the lock's knowledge. Nothing here is a problem to
//! mend: that is `check`'s.

pub mod html;
mod pages;
mod tables;
#[cfg(test)]
mod tests;
pub mod text;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use companion_core::packs::format::OriginKind;
use companion_core::text::LanguageTag;
use serde::Serialize;

use crate::lock::{Lock, retells};
use crate::source::Source;
use crate::source::entries::Kind;

/// How a text in a language stands to the text it was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is the text that others are made from.
    Source,
    /// All of it is there and made from the present source text.
    Current,
    /// The source text of a part of it has changed since.
    Outdated,
    /// A part of the source text has no counterpart.
    Incomplete,
    /// Not there.
    Missing,
    /// A plain version in the source's own language.
    Retold,
    /// A plain version that has not followed the last change.
    RetoldBehind,
    /// No plain version; readers get the source text, and nothing counts as missing.
    NotRetold,
}

/// A page or notice in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// How it stands.
    pub state: State,
    /// Its title in this language.
    pub title: Option<String>,
    /// Blocks whose source block has changed since.
    pub outdated: usize,
    /// Whether the source's title has changed since.
    pub title_outdated: bool,
    /// Source blocks without a counterpart.
    pub missing: usize,
    /// Blocks of the source text.
    pub blocks: usize,
    /// Who wrote it.
    pub origin: OriginKind,
    /// The role that checked it.
    pub checked_by: Option<String>,
    /// What drafted it.
    pub engine: Option<String>,
    /// `YYYY-MM-DD`: written, drafted or checked; nothing where nobody said.
    pub date: Option<String>,
    /// Days since then; 0 for a day to come.
    pub age_days: Option<i64>,
}

/// A page or notice in all languages of the pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageRow {
    /// `page` or `notice`.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// The language it is first written in.
    pub source: LanguageTag,
    /// Its title in that language.
    pub title: String,
    /// By language.
    pub languages: BTreeMap<LanguageTag, Cell>,
}

/// The texts of a table in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TableCell {
    /// Things that have a text in this language.
    pub texts: usize,
    /// Things that have a text in any.
    pub of: usize,
    /// Texts of which at least one field is outdated.
    pub outdated: usize,
    /// Texts that lack a field which the source text has.
    pub incomplete: usize,
}

/// A table in all languages of the pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableRow {
    /// Always `table`.
    pub kind: &'static str,
    /// Which.
    pub id: Kind,
    /// By language.
    pub languages: BTreeMap<LanguageTag, TableCell>,
}

/// A language in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Always `language`.
    pub kind: &'static str,
    /// Which.
    pub id: LanguageTag,
    /// Current parts of a hundred, rounded down, so that 100 means all.
    pub percent: usize,
    /// Titles, blocks and fields of the source texts; for a plain version of the source language, its pages.
    pub parts: usize,
    /// Parts that are there and current.
    pub current: usize,
    /// Parts whose source has changed since.
    pub outdated: usize,
    /// Parts that are not there.
    pub missing: usize,
    /// Pages and notices by state.
    pub pages: BTreeMap<State, usize>,
    /// Pages and notices that are there, by who wrote them.
    pub origins: BTreeMap<OriginKind, usize>,
    /// Days since the oldest page or notice that has a date.
    pub oldest_days: Option<i64>,
}

/// Everything about a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Its id.
    pub pack: String,
    /// Its name in the source language.
    pub name: String,
    /// The language texts are first written in.
    pub source: LanguageTag,
    /// The day ages are counted to.
    pub today: NaiveDate,
    /// In the publisher's order.
    pub languages: Vec<LanguageTag>,
    /// Pages, then notices, each by id.
    pub pages: Vec<PageRow>,
    /// Tables that have anything in them.
    pub tables: Vec<TableRow>,
    /// One for each language, in the publisher's order.
    pub summaries: Vec<Summary>,
}

/// Parts of texts, counted.
#[derive(Debug, Clone, Copy, Default)]
struct Parts {
    all: usize,
    outdated: usize,
    missing: usize,
}

/// Counts a source without errors. `lock` is the one that [`crate::lock::update`] made of it; `only` leaves out all
/// languages but one.
pub fn measure(
    source: &Source,
    lock: &Lock,
    today: NaiveDate,
    only: Option<&LanguageTag>,
) -> Coverage {
    let pack = &source.pack.value;
    let languages: Vec<LanguageTag> =
        pack.languages.iter().filter(|tag| only.is_none_or(|o| o == *tag)).cloned().collect();
    let pages = pages::rows(source, lock, today, &languages);
    let (tables, fields) = tables::rows(source, lock, &languages);
    let summaries = languages
        .iter()
        .map(|tag| {
            let retells = retells(tag, &pack.source_language);
            // A plain version is written for some texts only: its pages are counted whole, its tables not at all.
            let fields = fields.get(tag).copied().filter(|_| !retells).unwrap_or_default();
            summary(tag, &pages, fields)
        })
        .collect();
    Coverage {
        pack: pack.id.clone(),
        name: pack.names.get(&pack.source_language).cloned().unwrap_or_default(),
        source: pack.source_language.clone(),
        today,
        languages,
        pages,
        tables,
        summaries,
    }
}

fn summary(tag: &LanguageTag, rows: &[PageRow], fields: Parts) -> Summary {
    let mut sum = fields;
    let mut pages = BTreeMap::new();
    let mut origins = BTreeMap::new();
    let mut oldest_days = None;
    for cell in rows.iter().filter_map(|row| row.languages.get(tag)) {
        *pages.entry(cell.state).or_default() += 1;
        if !matches!(cell.state, State::Missing | State::NotRetold) {
            *origins.entry(cell.origin).or_default() += 1;
        }
        oldest_days = oldest_days.max(cell.age_days);
        let parts = cell.parts();
        sum.all += parts.all;
        sum.outdated += parts.outdated;
        sum.missing += parts.missing;
    }
    let current = sum.all.saturating_sub(sum.outdated + sum.missing);
    let percent = (current * 100).checked_div(sum.all).unwrap_or(100);
    Summary {
        kind: "language",
        id: tag.clone(),
        percent,
        parts: sum.all,
        current,
        outdated: sum.outdated,
        missing: sum.missing,
        pages,
        origins,
        oldest_days,
    }
}

impl Cell {
    /// The title and the blocks, or the whole page where it is retold.
    fn parts(&self) -> Parts {
        let whole = |outdated, missing| Parts { all: 1, outdated, missing };
        match self.state {
            State::Retold => whole(0, 0),
            State::RetoldBehind => whole(1, 0),
            State::NotRetold => whole(0, 1),
            State::Missing => Parts { all: self.blocks + 1, outdated: 0, missing: self.blocks + 1 },
            _ => Parts {
                all: self.blocks + 1,
                outdated: self.outdated + usize::from(self.title_outdated),
                missing: self.missing,
            },
        }
    }

    /// How it stands, in words.
    pub fn in_words(&self) -> String {
        let mut words = match self.state {
            State::Source => "source".to_owned(),
            State::Current => "current".to_owned(),
            State::Outdated => {
                let title = if self.title_outdated { " and the title" } else { "" };
                format!("outdated: {} of {} blocks{title}", self.outdated, self.blocks)
            }
            State::Incomplete => {
                format!("incomplete: {} of {} blocks missing", self.missing, self.blocks)
            }
            State::Missing => "missing".to_owned(),
            State::Retold => "plain version".to_owned(),
            State::RetoldBehind => "plain version, page has changed since".to_owned(),
            State::NotRetold => "no plain version".to_owned(),
        };
        if self.state == State::Outdated && self.missing > 0 {
            words.push_str(&format!(", {} missing", self.missing));
        }
        words
    }

    /// Who wrote it, in words; empty where there is no text.
    pub fn author_in_words(&self) -> String {
        let by =
            |who: &Option<String>| who.as_ref().map_or_else(String::new, |w| format!(" ({w})"));
        match self.origin {
            _ if matches!(self.state, State::Missing | State::NotRetold) => String::new(),
            OriginKind::Human => "human".to_owned(),
            OriginKind::Checked => format!("checked{}", by(&self.checked_by)),
            OriginKind::Machine => format!("machine{}", by(&self.engine)),
            OriginKind::Unknown => "nobody said".to_owned(),
        }
    }
}
