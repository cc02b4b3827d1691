//! Records of a language's edition and of the notices: texts, and who wrote them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::{BlockBody, LanguageTag};

/// Who wrote a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OriginKind {
    /// Nobody said.
    #[default]
    Unknown,
    /// A person.
    Human,
    /// A machine drafted it and a person has checked it.
    Checked,
    /// A machine drafted it and nobody has checked it.
    Machine,
}

/// Where a text comes from: `origin` is left out where nobody said.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Origin {
    /// Human, checked or machine.
    #[serde(default, rename = "origin", skip_serializing_if = "super::skip::is_unknown")]
    pub origin: OriginKind,
    /// What drafted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engine: Option<String>,
    /// The role that checked it, never a person's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_by: Option<String>,
    /// `YYYY-MM-DD`: written, drafted or checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// A text that is only a name, a sentence, or a name with a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameText {
    /// Id of what it belongs to.
    pub id: String,
    /// The text.
    pub name: String,
    /// More about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who wrote it.
    #[serde(flatten)]
    pub origin: Origin,
}

/// A page in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageText {
    /// Id of the page.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its word in the web path of this language; the id where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// Who wrote it.
    #[serde(flatten)]
    pub origin: Origin,
    /// The revision of the source text it was made from; left out where it is the present one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_from: Option<u32>,
    /// Ids of blocks whose source text has changed since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outdated: Vec<u32>,
    /// How many blocks of the source text have no counterpart here.
    #[serde(default, skip_serializing_if = "super::skip::is_zero_u32")]
    pub missing: u32,
    /// Block ids; left out where they are 1, 2, 3 …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<u32>,
    /// The blocks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<BlockBody>,
}

/// A place in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceText {
    /// Id of the place.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// How to get in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<String>,
    /// Everything else worth reading, as on a page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<BlockBody>,
    /// Who wrote it.
    #[serde(flatten)]
    pub origin: Origin,
}

/// A service in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceText {
    /// Id of the service.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// For whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eligibility: Option<String>,
    /// Everything else worth reading, as on a page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<BlockBody>,
    /// Who wrote it.
    #[serde(flatten)]
    pub origin: Origin,
}

/// A checklist in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistText {
    /// Id of the checklist.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Title and note of each task that has a text, by task id.
    pub tasks: BTreeMap<String, TaskText>,
    /// Who wrote it.
    #[serde(flatten)]
    pub origin: Origin,
}

/// A task in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskText {
    /// What to do.
    pub title: String,
    /// How.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A line of the notices edition: a short dated text in all its languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Stable id.
    pub id: String,
    /// First moment it is shown, local date and time `YYYY-MM-DDTHH:MM:SS`.
    pub from: String,
    /// From then on it is gone.
    pub until: String,
    /// Fetched and shown before anything else.
    #[serde(default, skip_serializing_if = "super::skip::is_false")]
    pub urgent: bool,
    /// Texts by language.
    pub texts: BTreeMap<LanguageTag, NoticeText>,
}

/// A notice in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeText {
    /// Its title.
    pub title: String,
    /// Who wrote it.
    #[serde(flatten)]
    pub origin: Origin,
    /// Its blocks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<BlockBody>,
}

impl PageText {
    /// The id of the block at position `n`, counted from 0.
    pub fn block_id(&self, n: usize) -> u32 {
        self.ids
            .get(n)
            .copied()
            .unwrap_or_else(|| u32::try_from(n).unwrap_or(u32::MAX).saturating_add(1))
    }
}
