//! The records of an edition: what is written in each line of a published pack.
//!
//! One `common` edition carries what needs no language (tree, places, numbers), one edition per language carries
//! texts only, and `notices` carries short dated texts in all languages. Encoding is `edition`'s.
//! The same types are used by the publisher that writes and the phone that reads. See docs/pack-format.md.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::{BlockBody, LanguageTag};

/// The version of this format; a phone refuses a higher one with "update the app".
pub const FORMAT: u32 = 1;

/// The first line of every edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// [`FORMAT`].
    pub format: u32,
    /// Id of the pack.
    pub pack: String,
    /// `common`, `notices` or a language tag.
    pub edition: String,
}

/// A line of the common edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fact {
    /// The pack itself; exactly one.
    Pack(PackFact),
    /// A page in the tree.
    Page(PageFact),
    /// A place to go to.
    Place(PlaceFact),
    /// Something offered to people.
    Service(ServiceFact),
    /// Where to call.
    Contact(ContactFact),
    /// Things to do, with dates.
    Checklist(ChecklistFact),
    /// A sentence to show or say.
    Phrase(PhraseFact),
    /// A word by which things are grouped.
    Topic(TopicFact),
    /// A file that pages show.
    Media(MediaFact),
}

/// A line of a language's edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Text {
    /// The pack's own name.
    Pack(NameText),
    /// A page.
    Page(PageText),
    /// A place.
    Place(PlaceText),
    /// A service.
    Service(ServiceText),
    /// A contact.
    Contact(NameText),
    /// A checklist.
    Checklist(ChecklistText),
    /// A phrase; `name` is the sentence.
    Phrase(NameText),
    /// A topic.
    Topic(NameText),
}

/// How big a part of the world a pack speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A whole country.
    Country,
    /// A region, state or district.
    Region,
    /// A city or town.
    City,
}

/// A point on the ground: latitude and longitude in millionths of a degree, WGS 84.
///
/// Whole numbers, so that every device and every build agrees on the bytes; a millionth is about 11 cm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point(pub i32, pub i32);

/// Where a pack applies, by its south-western and north-eastern corners.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// South-western corner.
    pub from: Point,
    /// North-eastern corner.
    pub to: Point,
}

/// The pack itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackFact {
    /// Its id, unique in the world of packs.
    pub id: String,
    /// Country, region or city.
    pub level: Level,
    /// Id of the layer above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// SHA-256 of that layer's first root, hex, so that it can be trusted without being introduced again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_root: Option<String>,
    /// ISO 3166-1 code.
    pub country: String,
    /// IANA time zone.
    pub zone: String,
    /// The language texts are first written in.
    pub source_language: LanguageTag,
    /// All languages, in the publisher's order.
    pub languages: Vec<LanguageTag>,
    /// Where it applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Area>,
    /// Names by language, so that a tree of layers can be shown before any texts are there.
    pub names: BTreeMap<LanguageTag, String>,
    /// Who answers for it.
    pub publisher: String,
    /// Where corrections go.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub editors: Vec<String>,
    /// SPDX licence of the texts.
    pub licence: String,
    /// Base URL of the sync server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hub: Option<String>,
    /// Base URLs that carry the same files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mirrors: Vec<String>,
    /// Public holidays where the pack applies.
    #[serde(default, skip_serializing_if = "Holidays::is_empty")]
    pub holidays: Holidays,
}

/// Public holidays, for years that are listed completely.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Holidays {
    /// Years for which `dates` is complete.
    pub years: Vec<i32>,
    /// `YYYY-MM-DD`.
    pub dates: Vec<String>,
}

impl Holidays {
    /// Nothing known.
    pub fn is_empty(&self) -> bool {
        self.years.is_empty()
    }
}

/// A page's place in the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageFact {
    /// Stable id.
    pub id: String,
    /// The page above; none at the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Order among its siblings, then by id.
    #[serde(default, skip_serializing_if = "is_zero")]
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
    #[serde(default, rename = "final", skip_serializing_if = "is_false")]
    pub is_final: bool,
    /// How often its source text has changed; starts at 1.
    #[serde(default = "one", skip_serializing_if = "is_one")]
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
    /// Order among its kind.
    #[serde(default, skip_serializing_if = "is_zero")]
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
    #[serde(default, skip_serializing_if = "is_false")]
    pub free: bool,
    /// Languages spoken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageTag>,
    /// Topic ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
}

/// A checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistFact {
    /// Stable id.
    pub id: String,
    /// Order among checklists.
    #[serde(default, skip_serializing_if = "is_zero")]
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
    #[serde(default, skip_serializing_if = "is_zero")]
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
}

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
    #[serde(default, rename = "origin", skip_serializing_if = "is_unknown")]
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
    #[serde(default, skip_serializing_if = "is_zero_u32")]
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
    #[serde(default, skip_serializing_if = "is_false")]
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

impl Point {
    /// From degrees; nothing outside the globe.
    pub fn from_degrees(lat: f64, lon: f64) -> Option<Self> {
        let micro = |d: f64, limit: f64| {
            (d.is_finite() && d.abs() <= limit).then(|| (d * 1e6).round() as i32)
        };
        Some(Self(micro(lat, 90.0)?, micro(lon, 180.0)?))
    }

    /// Latitude in degrees.
    pub fn lat(self) -> f64 {
        f64::from(self.0) / 1e6
    }

    /// Longitude in degrees.
    pub fn lon(self) -> f64 {
        f64::from(self.1) / 1e6
    }
}

impl Fact {
    /// The kind as written in the record.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Pack(_) => "pack",
            Self::Page(_) => "page",
            Self::Place(_) => "place",
            Self::Service(_) => "service",
            Self::Contact(_) => "contact",
            Self::Checklist(_) => "checklist",
            Self::Phrase(_) => "phrase",
            Self::Topic(_) => "topic",
            Self::Media(_) => "media",
        }
    }

    /// The id within its kind.
    pub fn id(&self) -> &str {
        match self {
            Self::Pack(r) => &r.id,
            Self::Page(r) => &r.id,
            Self::Place(r) => &r.id,
            Self::Service(r) => &r.id,
            Self::Contact(r) => &r.id,
            Self::Checklist(r) => &r.id,
            Self::Phrase(r) => &r.id,
            Self::Topic(r) => &r.id,
            Self::Media(r) => &r.id,
        }
    }
}

impl Text {
    /// The kind as written in the record.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Pack(_) => "pack",
            Self::Page(_) => "page",
            Self::Place(_) => "place",
            Self::Service(_) => "service",
            Self::Contact(_) => "contact",
            Self::Checklist(_) => "checklist",
            Self::Phrase(_) => "phrase",
            Self::Topic(_) => "topic",
        }
    }

    /// The id within its kind.
    pub fn id(&self) -> &str {
        match self {
            Self::Pack(r) | Self::Contact(r) | Self::Phrase(r) | Self::Topic(r) => &r.id,
            Self::Page(r) => &r.id,
            Self::Place(r) => &r.id,
            Self::Service(r) => &r.id,
            Self::Checklist(r) => &r.id,
        }
    }
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

fn is_zero(n: &i64) -> bool {
    *n == 0
}

fn is_zero_u32(n: &u32) -> bool {
    *n == 0
}

fn one() -> u32 {
    1
}

fn is_one(n: &u32) -> bool {
    *n == 1
}

fn is_false(b: &bool) -> bool {
    !*b
}

fn is_unknown(origin: &OriginKind) -> bool {
    *origin == OriginKind::Unknown
}
