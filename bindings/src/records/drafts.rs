//! Drafts of events: the form, its faults, single times.
//!
//! Declarations of core's own types: a difference between the two does not compile.

pub use companion_core::drafts::{
    DraftAddress, DraftChange, DraftFault, DraftFaultKind, DraftOccurrence, DraftRepeat,
    DraftRhythm, DraftSaved, DraftSummary, DraftText, EventDraft, Weekday,
};

/// An event as a person drafts it. Times are those of the wall clock there, `2026-12-01T18:00`, or a day, `2026-12-01`.
#[uniffi::remote(Record)]
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
#[uniffi::remote(Record)]
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
#[uniffi::remote(Record)]
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
#[uniffi::remote(Enum)]
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
#[uniffi::remote(Record)]
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

/// Something wrong with a field.
#[uniffi::remote(Record)]
pub struct DraftFault {
    /// The field of the form, such as `start`, `repeat.until`, `address.lat` or, of a text, `title`.
    pub field: String,
    /// The language of the text that it stands in.
    pub language: Option<String>,
    /// What is wrong.
    pub kind: DraftFaultKind,
    /// The most that may stand there, where that is passed.
    pub most: Option<u32>,
    /// The name of the text of the interface that says it; its argument is `most`.
    pub message: String,
}

/// What is wrong with a field.
#[uniffi::remote(Enum)]
pub enum DraftFaultKind {
    /// Nothing stands there.
    Missing,
    /// More characters than `most`.
    TooLong,
    /// More entries, a higher number, or more days than `most`; or less than one.
    TooMany,
    /// No local time of the calendar, or a day where a time is needed, or the other way round.
    NotATime,
    /// The end lies before the start.
    EndsBefore,
    /// The rule gives no time at all.
    NeverOn,
    /// The start is not among the times of the rule.
    NotInSeries,
    /// Only one of two fields may be filled in.
    OnlyOne,
    /// It is not known here: a pack, place, topic, zone or word.
    NotKnown,
    /// No `https` address.
    NotHttps,
    /// No telephone number.
    NotAPhone,
    /// No e-mail address.
    NotAnEmail,
    /// No language tag.
    NotALanguage,
    /// It stands there twice.
    Twice,
    /// An invisible character that can disguise text.
    Hidden,
}

/// A draft among others.
#[uniffi::remote(Record)]
pub struct DraftSummary {
    /// Its id.
    pub id: String,
    /// Pack id.
    pub pack: String,
    /// Its title in the language that suits the reader best.
    pub title: String,
    /// The language of the title.
    pub language: String,
    /// When it takes place next, on the clock there; nothing where it is over.
    pub next_local: Option<String>,
    /// The same, milliseconds since 1970.
    pub next_ms: Option<i64>,
    /// It takes place more than once.
    pub repeats: bool,
    /// When it was last changed, milliseconds since 1970.
    pub changed_at_ms: i64,
}

/// What saving did.
#[uniffi::remote(Record)]
pub struct DraftSaved {
    /// The draft's id.
    pub id: String,
    /// Times that differed and that the series no longer has: what was said of them is gone.
    pub dropped: Vec<String>,
}

/// One time at which a draft takes place, or would have.
#[uniffi::remote(Record)]
pub struct DraftOccurrence {
    /// Its local time by rule, which stays its name when it is moved.
    pub of: String,
    /// When it begins on the clock there.
    pub starts_local: String,
    /// When it ends, or its last day; nothing where nobody said.
    pub ends_local: Option<String>,
    /// When it begins, milliseconds since 1970; nothing where the clock there is not known.
    pub starts_ms: Option<i64>,
    /// It does not take place.
    pub cancelled: bool,
    /// It differs from all others.
    pub changed: bool,
    /// Where it is instead: id of a place of the pack.
    pub place: Option<String>,
    /// What is different, in words.
    pub note: Option<String>,
}

/// What is different about one time; what is left out is as it always is.
#[uniffi::remote(Record)]
pub struct DraftChange {
    /// When it begins instead.
    pub start: Option<String>,
    /// When it ends instead; without it, it lasts as long as always.
    pub end: Option<String>,
    /// Where it is instead: id of a place of the pack.
    pub place: Option<String>,
    /// A sentence, such as why.
    pub note: Option<String>,
}

/// A day of the week.
#[uniffi::remote(Enum)]
pub enum Weekday {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}
