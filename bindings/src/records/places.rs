//! Where to go, what is offered, whom to call.
//!
//! Declarations of core's own types: a difference between the two does not compile.

use super::text::{Block, ContactKind, TextInfo};
pub use companion_core::guide::{ContactView, OpenView, PlaceFilter, PlaceView, ServiceView};

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
    /// Everything else worth reading.
    pub details: Vec<Block>,
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
    /// Everything else worth reading.
    pub details: Vec<Block>,
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
    /// Where the numbers were read, if that is told.
    pub source: Option<String>,
    /// `YYYY-MM-DD`: when they were last compared with it; none: nobody has, or it is not told.
    pub checked: Option<String>,
}
