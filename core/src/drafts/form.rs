//! What a screen fills in to draft an event.

pub use chrono::Weekday;

/// An event as a person drafts it. Times are those of the wall clock there, `2026-12-01T18:00`, or a day, `2026-12-01`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EventDraft {
    /// Its id; nothing before it is first saved.
    pub id: Option<String>,
    /// Id of the pack that it is for.
    pub pack: String,
    /// What it is, in one language or several; the first is the one it is written in.
    pub texts: Vec<DraftText>,
    /// When it begins: a time of the day, or a day where `all_day`.
    pub start: String,
    /// When it ends, or its last day.
    pub end: Option<String>,
    /// Days count, times do not.
    pub all_day: bool,
    /// IANA zone of its times, if that is not the pack's.
    pub zone: Option<String>,
    /// How it repeats; nothing: it takes place once.
    pub repeat: Option<DraftRepeat>,
    /// Id of a place of the pack.
    pub place: Option<String>,
    /// Where it is, if at no place of the pack.
    pub address: Option<DraftAddress>,
    /// Where to take part from afar: an `https` address.
    pub online: Option<String>,
    /// Who holds it, as it is called on the spot.
    pub organiser: Option<String>,
    /// Languages spoken there.
    pub languages: Vec<String>,
    /// For whom, if not for everybody: `women`, `families`, `children`, `youth`, `older`.
    pub audience: Vec<String>,
    /// `free`, `donation`, `paid`.
    pub cost: Option<String>,
    /// What it costs, such as `5 EUR`.
    pub price: Option<String>,
    /// `none`, `possible`, `required`.
    pub registration: Option<String>,
    /// Where to register or ask.
    pub phone: Option<String>,
    /// Where to register or ask.
    pub email: Option<String>,
    /// So many people find room.
    pub capacity: Option<u32>,
    /// Step-free: `yes`, `limited`, `no`.
    pub step_free: Option<String>,
    /// Children may be brought.
    pub children: Option<bool>,
    /// Topic ids.
    pub topics: Vec<String>,
}

/// What is said of it in one language, as plain text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DraftText {
    /// Language tag.
    pub language: String,
    /// Its title.
    pub title: String,
    /// Who welcomes those who come for the first time, and how to know them.
    pub greeter: Option<String>,
    /// How to get in.
    pub access: Option<String>,
    /// What is expected of those who come, and what not.
    pub expect: Option<String>,
    /// Everything else; an empty line parts paragraphs.
    pub details: Option<String>,
    /// A machine has drafted this text, and nobody has checked it.
    pub machine: bool,
}

/// How it repeats. `until` or `count` may end it; without either it goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRepeat {
    /// On which days.
    pub rhythm: DraftRhythm,
    /// Every so many days, weeks or months: 1 to 99.
    pub interval: u32,
    /// The last day on which it may begin, `2027-06-30`.
    pub until: Option<String>,
    /// So many times, the first included.
    pub count: Option<u32>,
}

/// On which days something repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftRhythm {
    /// By days.
    Daily,
    /// By weeks, which begin on Monday.
    Weekly {
        /// On these; without any, on that of the start.
        weekdays: Vec<Weekday>,
    },
    /// By months, on a day by its number. Months without such a day are left out.
    MonthlyByDay {
        /// 1 to 31, or from the end of the month, -1 to -31.
        day: i8,
    },
    /// By months, on a weekday by its place.
    MonthlyByWeekday {
        /// 1 to 5, or from the end of the month, -1 to -5.
        nth: i8,
        /// Which.
        weekday: Weekday,
    },
}

/// Where it is, as written on the spot.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DraftAddress {
    /// What the place is called.
    pub name: Option<String>,
    /// Street and number.
    pub street: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Town.
    pub town: Option<String>,
    /// Degrees, WGS 84; with `lon`.
    pub lat: Option<f64>,
    /// Degrees, WGS 84.
    pub lon: Option<f64>,
}
