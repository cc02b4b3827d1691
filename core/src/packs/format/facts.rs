//! Records of the common edition: what needs no language.

use serde::{Deserialize, Serialize};

use super::Point;
use crate::text::LanguageTag;

/// A page's place in the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageFact {
    /// Stable id.
    pub id: String,
    /// The page above; none at the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Order among its siblings, then by id.
    #[serde(default, skip_serializing_if = "super::skip::is_zero")]
    pub order: i64,
    /// Name of an icon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// Topic ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// `YYYY-MM-DD`: when somebody should look at it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_by: Option<String>,
    /// `pack/page` of a layer above whose place it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// No layer below may replace it.
    #[serde(default, rename = "final", skip_serializing_if = "super::skip::is_false")]
    pub is_final: bool,
    /// How often its source text has changed; starts at 1.
    #[serde(default = "super::skip::one", skip_serializing_if = "super::skip::is_one")]
    pub revision: u32,
    /// The language it was first written in, where that is not the pack's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_language: Option<LanguageTag>,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceFact {
    /// Stable id.
    pub id: String,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// Street and number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// Postcode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
    /// Town.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub town: Option<String>,
    /// How to reach it and when it is open.
    #[serde(flatten)]
    pub reach: Reach,
    /// Step-free: `yes`, `limited`, `no`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wheelchair: Option<String>,
}

/// What places and services have in common.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reach {
    /// OpenStreetMap syntax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening_hours: Option<String>,
    /// As dialled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Web page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Languages spoken there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageTag>,
    /// Topic ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// The page that tells more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

/// A service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceFact {
    /// Stable id.
    pub id: String,
    /// Where it is offered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// Who offers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// How to reach it and when.
    #[serde(flatten)]
    pub reach: Reach,
    /// `free`, `reduced`, `paid`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<String>,
    /// `none`, `possible`, `required`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<String>,
}

/// What kind of help a contact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// Life or safety, now.
    Emergency,
    /// Somebody to talk to.
    Helpline,
    /// An office.
    Office,
}

/// Where to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactFact {
    /// Stable id.
    pub id: String,
    /// Emergency, helpline or office.
    #[serde(rename = "contact")]
    pub contact_kind: ContactKind,
    /// The country it can be called in, ISO 3166-1; in packs of level `world` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Order among its kind.
    #[serde(default, skip_serializing_if = "super::skip::is_zero")]
    pub order: i64,
    /// Telephone numbers, as dialled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phone: Vec<String>,
    /// Numbers that take text messages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sms: Vec<String>,
    /// Web page or chat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// OpenStreetMap syntax.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening_hours: Option<String>,
    /// The call costs nothing.
    #[serde(default, skip_serializing_if = "super::skip::is_false")]
    pub free: bool,
    /// Languages spoken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageTag>,
    /// Topic ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// Where the numbers were read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// `YYYY-MM-DD`: when somebody last compared them with the source; none: nobody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<String>,
}

/// A checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistFact {
    /// Stable id.
    pub id: String,
    /// Order among checklists.
    #[serde(default, skip_serializing_if = "super::skip::is_zero")]
    pub order: i64,
    /// In the order to do them.
    pub tasks: Vec<TaskFact>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskFact {
    /// Stable id within the checklist.
    pub id: String,
    /// Days after the person's arrival.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_days: Option<u32>,
    /// A reference such as `page:registration`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// A phrase's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhraseFact {
    /// Stable id.
    pub id: String,
    /// Where one needs it.
    pub category: String,
    /// Order in the category.
    #[serde(default, skip_serializing_if = "super::skip::is_zero")]
    pub order: i64,
}

/// A topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicFact {
    /// Stable id.
    pub id: String,
    /// Name of an icon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
}

/// A media file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaFact {
    /// Its path, `media/…`.
    pub id: String,
    /// SHA-256 in hex; its name among the published objects.
    pub sha256: String,
    /// Bytes.
    pub length: u64,
    /// Media type, such as `image/png`.
    pub mime: String,
    /// SHA-256 in hex of each 256 KiB of it ([`crate::packs::layout::MEDIA_CHUNK`]), where it is longer than 1 MiB: a mirror
    /// with one wrong byte costs one part, not the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chunks: Vec<String>,
}
