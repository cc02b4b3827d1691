//! What warnings tell a screen.

use crate::drafts::DraftRepeat;
use crate::time::observance::{Asks, Certainty, Why};

/// What a draft runs into.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DraftWarnings {
    /// By the first time that each concerns; of one time the heaviest first.
    pub warnings: Vec<DraftWarning>,
    /// Times that run into nothing, nearest first, at most three; none where nothing is in the way.
    pub free_times: Vec<DraftFreeTime>,
    /// So many times were looked at: 12 at most, within half a year.
    pub looked_at: u32,
}

/// Something that times of a draft run into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftWarning {
    /// What. Days and hours that it tells are those at the first of `times`.
    pub about: DraftConcern,
    /// The name of the text of the interface that says it; its argument is `name`, `place`, `title` or `shown`.
    pub message: String,
    /// Which times.
    pub times: Vec<DraftTime>,
}

/// A time of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftTime {
    /// Its local time by rule.
    pub of: String,
    /// When it begins on the clock there.
    pub starts_local: String,
}

/// What a time runs into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftConcern {
    /// It has begun or is over.
    Past,
    /// Clocks are put forward then, and never show this time.
    Skipped {
        /// What they show instead.
        shown: String,
    },
    /// Something that a tradition keeps.
    Observance {
        /// Its id, such as `yom-kippur`.
        id: String,
        /// Its name, in the language that suits the reader best.
        name: String,
        /// The language of the name; nothing where it has no name and the id stands for it.
        language: Option<String>,
        /// From when, on the clock there.
        from_local: String,
        /// Up to when.
        to_local: String,
        /// How sure that is.
        certainty: Certainty,
        /// It begins at sunset, and this is the evening before its first day.
        eve: bool,
        /// What it asks of those who keep it.
        asks: Asks,
        /// It takes an hour or two of the day and no more.
        hours_only: bool,
        /// It is a public holiday there too.
        public_holiday: bool,
        /// It is in the way; otherwise it is good to know, as for what is cooked.
        in_the_way: bool,
    },
    /// A public holiday without a name here.
    PublicHoliday {
        /// The day.
        day: String,
        /// How sure that is.
        certainty: Certainty,
    },
    /// The place is closed for some of the time.
    PlaceClosed {
        /// Place id.
        place: String,
        /// What it is called.
        name: Option<String>,
        /// When it is open on that day; none: not at all.
        open: Vec<DraftHours>,
    },
    /// It cannot be told whether the place is open.
    HoursUnsure {
        /// Place id.
        place: String,
        /// What it is called.
        name: Option<String>,
    },
    /// Something like it is on at about the same time.
    Similar {
        /// Its stable link.
        link: String,
        /// Its title, in the language that suits the reader best.
        title: String,
        /// When it begins on the clock there.
        starts_local: String,
        /// How far from the draft's place, as the crow flies; nothing where one of the two has no position.
        metres: Option<u32>,
        /// Topics that both have.
        topics: Vec<String>,
        /// Those for whom both are, if not for everybody.
        audience: Vec<String>,
        /// They are called alike.
        like_title: bool,
    },
}

/// Hours of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftHours {
    /// Local time.
    pub from_local: String,
    /// Local time.
    pub to_local: String,
}

/// A time at which nothing is in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFreeTime {
    /// Which single time of a series would move; nothing where it is all of it.
    pub of: Option<String>,
    /// When it would begin, to be put into the form.
    pub start: String,
    /// When it would end.
    pub end: Option<String>,
    /// How it would repeat, where all of a series would move.
    pub repeat: Option<DraftRepeat>,
    /// How it differs from what is in the form.
    pub why: Why,
    /// Names of what is kept then and asks little.
    pub beside: Vec<String>,
}

impl DraftConcern {
    /// Whether it is a reason to look for another time.
    pub(super) fn is_in_the_way(&self) -> bool {
        match self {
            Self::Observance { in_the_way, .. } => *in_the_way,
            Self::HoursUnsure { .. } => false,
            _ => true,
        }
    }

    /// The name of the text of the interface that says it.
    pub(super) fn message(&self) -> &'static str {
        match self {
            Self::Past => "draft-warn-past",
            Self::Skipped { .. } => "draft-warn-skipped",
            Self::Observance { asks: Asks::Minor, .. } => "draft-warn-minor",
            Self::Observance { eve: true, .. } => "draft-warn-eve",
            Self::Observance { asks: Asks::Rest, .. } => "draft-warn-rest",
            Self::Observance { asks: Asks::Family, .. } => "draft-warn-family",
            Self::Observance { asks: Asks::Fast, .. } => "draft-warn-fast",
            Self::PublicHoliday { .. } => "draft-warn-holiday",
            Self::PlaceClosed { .. } => "draft-warn-closed",
            Self::HoursUnsure { .. } => "draft-warn-unsure",
            Self::Similar { .. } => "draft-warn-similar",
        }
    }

    /// Whether it is the same at another time.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Observance { id: a, .. }, Self::Observance { id: b, .. }) => a == b,
            (Self::Similar { link: a, .. }, Self::Similar { link: b, .. }) => a == b,
            (Self::PlaceClosed { place: a, .. }, Self::PlaceClosed { place: b, .. })
            | (Self::HoursUnsure { place: a, .. }, Self::HoursUnsure { place: b, .. }) => a == b,
            (Self::PublicHoliday { .. }, Self::PublicHoliday { .. })
            | (Self::Skipped { .. }, Self::Skipped { .. })
            | (Self::Past, Self::Past) => true,
            _ => false,
        }
    }
}
