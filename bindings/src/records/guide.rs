//! What the guide answers.
//!
//! Declarations of core's own types: a difference between the two does not compile.

use super::text::{Block, ContactKind, Direction, Level, ServedBecause, TextInfo};
pub use companion_core::guide::{
    ChecklistView, ContactView, LayerView, LinkTarget, NodeView, NoticeView, OpenView,
    PackFreshness, PageRef, PageView, PhraseView, PlaceFilter, PlaceView, SavedView, ServiceView,
    TaskView,
};
pub use companion_core::search::HitView;

/// How old what one reads of a pack is. Age never hides a page.
#[uniffi::remote(Enum)]
pub enum PackFreshness {
    /// The publisher has signed it for the present.
    Fresh,
    /// The phone has not been able to check for longer than the publisher's promise.
    NotCheckedSince,
    /// At the last check the publisher had not signed again in time.
    NotRenewedSince,
}

/// A layer as a shell shows it.
#[uniffi::remote(Record)]
pub struct LayerView {
    /// Pack id.
    pub pack: String,
    /// Its name in the reader's language.
    pub name: String,
    /// Country, region or city.
    pub level: Level,
    /// The layer above.
    pub parent: Option<String>,
    /// All languages it is published in.
    pub languages: Vec<String>,
    /// Who answers for it.
    pub publisher: String,
    /// Where corrections go.
    pub editors: Vec<String>,
    /// Whether its first root was named by the app or a QR code and has been seen; otherwise show "unverified".
    pub verified: bool,
    /// How old it is.
    pub freshness: PackFreshness,
    /// Last time the publisher's signature was seen, milliseconds since 1970.
    pub checked_at_ms: Option<i64>,
}

/// A page in a list.
#[uniffi::remote(Record)]
pub struct NodeView {
    /// Pack id.
    pub pack: String,
    /// Page id.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub language: String,
    /// Which way it runs.
    pub direction: Direction,
    /// Why it is in this language.
    pub because: ServedBecause,
    /// Name of an icon.
    pub icon: Option<String>,
    /// Topic ids.
    pub topics: Vec<String>,
    /// Whether there are pages below it.
    pub has_children: bool,
}

/// A page to read.
#[uniffi::remote(Record)]
pub struct PageView {
    /// Pack id.
    pub pack: String,
    /// Page id.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Its web path in the language served: `/pack/language/word/word/`.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Language, origin, freshness.
    pub info: TextInfo,
    /// How often the source text has changed.
    pub revision: u32,
    /// The text.
    pub blocks: Vec<Block>,
    /// Ids of blocks whose source has changed since they were translated.
    pub outdated_blocks: Vec<u32>,
    /// Topic ids.
    pub topics: Vec<String>,
    /// `YYYY-MM-DD`: when its editors want to look at it again.
    pub review_by: Option<String>,
    /// That day has passed.
    pub review_due: bool,
    /// All installed languages it can be read in.
    pub languages: Vec<String>,
    /// From the top to its parent.
    pub above: Vec<PageRef>,
    /// Pages below it.
    pub below: Vec<NodeView>,
    /// The page of a nearer layer on the same subject, in another language.
    pub see_also: Option<PageRef>,
}

/// A page to go to.
#[uniffi::remote(Record)]
pub struct PageRef {
    /// Pack id.
    pub pack: String,
    /// Page id.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub language: String,
}

/// Which places are asked for. Empty: all.
#[uniffi::remote(Record)]
pub struct PlaceFilter {
    /// Latitude in degrees; with `lon`: nearest first.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
    /// No farther than this, in metres.
    pub within_m: Option<u32>,
    /// Only those that are surely open now.
    pub open_now: bool,
    /// Only those that are surely step-free.
    pub step_free: bool,
    /// Only those of this topic.
    pub topic: Option<String>,
}

/// Whether something is open, for a screen.
#[uniffi::remote(Enum)]
pub enum OpenView {
    /// Open; until when, local `YYYY-MM-DDTHH:MM:SS`, if it closes within a week.
    Open {
        /// Local time of closing.
        until: Option<String>,
    },
    /// Closed; from when, local, if it opens within a week.
    Closed {
        /// Local time of opening.
        opens: Option<String>,
    },
    /// It cannot be told, or no hours are given.
    Unknown,
}

/// A place to go to.
#[uniffi::remote(Record)]
pub struct PlaceView {
    /// Pack id.
    pub pack: String,
    /// Place id.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// How to get in.
    pub access: Option<String>,
    /// Language, origin, freshness of these texts.
    pub info: TextInfo,
    /// Degrees, WGS 84.
    pub lat: Option<f64>,
    /// Degrees, WGS 84.
    pub lon: Option<f64>,
    /// Postal address, line by line, as written on the spot.
    pub address: Vec<String>,
    /// As dialled.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Web page.
    pub url: Option<String>,
    /// OpenStreetMap syntax.
    pub opening_hours: Option<String>,
    /// Open now?
    pub open: OpenView,
    /// Step-free: `yes`, `limited`, `no`, or not known.
    pub wheelchair: Option<String>,
    /// Languages spoken there.
    pub languages: Vec<String>,
    /// Topic ids.
    pub topics: Vec<String>,
    /// The page that tells more, as a link.
    pub page_link: Option<String>,
    /// From the point asked for, in metres as the crow flies.
    pub distance_m: Option<u32>,
}

/// Something offered to people.
#[uniffi::remote(Record)]
pub struct ServiceView {
    /// Pack id.
    pub pack: String,
    /// Service id.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// For whom.
    pub eligibility: Option<String>,
    /// Language, origin, freshness of these texts.
    pub info: TextInfo,
    /// Who offers it.
    pub provider: Option<String>,
    /// Links of the places where it is offered.
    pub places: Vec<String>,
    /// As dialled.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Web page.
    pub url: Option<String>,
    /// OpenStreetMap syntax.
    pub opening_hours: Option<String>,
    /// Open now?
    pub open: OpenView,
    /// `free`, `reduced`, `paid`, or not known.
    pub cost: Option<String>,
    /// `none`, `possible`, `required`, or not known.
    pub appointment: Option<String>,
    /// Languages spoken.
    pub languages: Vec<String>,
    /// Topic ids.
    pub topics: Vec<String>,
    /// The page that tells more, as a link.
    pub page_link: Option<String>,
}

/// Where to call.
#[uniffi::remote(Record)]
pub struct ContactView {
    /// Pack id; none for the numbers that come with the app.
    pub pack: Option<String>,
    /// Contact id.
    pub id: String,
    /// Its stable link, where it belongs to a pack.
    pub link: Option<String>,
    /// Emergency, helpline or office.
    pub kind: ContactKind,
    /// Its name.
    pub name: String,
    /// When to call.
    pub note: Option<String>,
    /// Language, origin, freshness of these texts.
    pub info: TextInfo,
    /// Numbers, as dialled.
    pub phone: Vec<String>,
    /// Numbers that take text messages, as dialled.
    pub sms: Vec<String>,
    /// Web page or chat.
    pub url: Option<String>,
    /// OpenStreetMap syntax.
    pub opening_hours: Option<String>,
    /// Open now?
    pub open: OpenView,
    /// The call costs nothing.
    pub free: bool,
    /// Languages spoken.
    pub languages: Vec<String>,
    /// Topic ids.
    pub topics: Vec<String>,
}

/// Things to do.
#[uniffi::remote(Record)]
pub struct ChecklistView {
    /// Pack id.
    pub pack: String,
    /// Checklist id.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Its title.
    pub title: String,
    /// Language, origin, freshness of these texts.
    pub info: TextInfo,
    /// In the order to do them.
    pub tasks: Vec<TaskView>,
}

/// One thing to do.
#[uniffi::remote(Record)]
pub struct TaskView {
    /// Task id.
    pub id: String,
    /// What to do.
    pub title: String,
    /// How.
    pub note: Option<String>,
    /// A stable link to what tells more.
    pub link: Option<String>,
    /// `YYYY-MM-DD`, once the day of arrival is known.
    pub due: Option<String>,
    /// The day has passed and it is not done.
    pub overdue: bool,
    /// When it was ticked, milliseconds since 1970.
    pub done_at_ms: Option<i64>,
}

/// A sentence in two languages.
#[uniffi::remote(Record)]
pub struct PhraseView {
    /// Pack id.
    pub pack: String,
    /// Phrase id.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Where one needs it.
    pub category: String,
    /// In the reader's language.
    pub text: String,
    /// Language, origin, freshness of `text`.
    pub info: TextInfo,
    /// In the language spoken there, to be shown.
    pub local_text: String,
    /// The language spoken there.
    pub local_language: String,
    /// Which way it runs.
    pub local_direction: Direction,
}

/// A short dated text.
#[uniffi::remote(Record)]
pub struct NoticeView {
    /// Pack id.
    pub pack: String,
    /// Notice id.
    pub id: String,
    /// Shown before anything else.
    pub urgent: bool,
    /// Its title.
    pub title: String,
    /// Language, origin, freshness.
    pub info: TextInfo,
    /// The text.
    pub blocks: Vec<Block>,
    /// Local `YYYY-MM-DDTHH:MM:SS` from which it is gone.
    pub until: String,
}

/// A saved thing.
#[uniffi::remote(Record)]
pub struct SavedView {
    /// Its stable link.
    pub link: String,
    /// Pack id.
    pub pack: String,
    /// `page`, `place`, `service`, `contact`, `checklist`, `phrase`.
    pub kind: String,
    /// Id in the pack.
    pub id: String,
    /// Its title; none while its pack is not installed or no longer has it.
    pub title: Option<String>,
    /// When it was saved, milliseconds since 1970.
    pub saved_at_ms: i64,
}

/// What a link leads to.
#[uniffi::remote(Enum)]
pub enum LinkTarget {
    /// Something installed.
    Here {
        /// Pack id.
        pack: String,
        /// `page`, `place`, `service`, `contact`, `checklist`.
        kind: String,
        /// Id in the pack.
        id: String,
    },
    /// Something of a pack that is not installed: add it, then ask again.
    Elsewhere {
        /// Pack id.
        pack: String,
    },
    /// Something outside: hand it to the system (browser, telephone, mail).
    Outside {
        /// The URL.
        url: String,
    },
}

/// Something found.
#[uniffi::remote(Record)]
pub struct HitView {
    /// Pack id.
    pub pack: String,
    /// `page`, `place`, `service`, `contact`, `checklist`, `phrase`.
    pub kind: String,
    /// Id in the pack.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Its title in the language it was found in.
    pub title: String,
    /// The language it was found in.
    pub language: String,
}
