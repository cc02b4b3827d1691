//! Events that a person drafts on the phone, and what their time runs into. Nobody else is told.
//!
//! Owns the form that is filled in, what may stand in it, changes to single times, and warnings. What is known of the place
//! comes as values, or from [`Around`]; keeping and joining is `companion`'s. Posting comes with the hub.
//!
//! | module | owns |
//! |---|---|
//! | `form` | what a screen fills in |
//! | `check`, `fault` | what may stand there, everything wrong at once |
//! | `repeat` | daily, weekly and monthly rules |
//! | `record` | the records of a pack that a draft becomes, and back |
//! | `change` | single times that differ, and saving again |
//! | `times` | when it takes place |
//! | `warn` | what its times run into, and others that are free |

mod change;
mod check;
mod fault;
mod form;
mod record;
mod repeat;
#[cfg(test)]
mod tests;
mod times;
mod warn;

pub use change::{DraftChange, again};
pub use check::{Known, check, check_times};
pub use fault::{DraftFault, DraftFaultKind, DraftFaults};
pub use form::{DraftAddress, DraftRepeat, DraftRhythm, DraftText, EventDraft, Weekday};
pub use record::{Draft, Written};
pub use times::DraftOccurrence;
pub use warn::{
    Around, DraftConcern, DraftFreeTime, DraftHours, DraftTime, DraftWarning, DraftWarnings, Hours,
    Neighbour, Spot, warnings,
};

/// A draft among others.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftSaved {
    /// The draft's id.
    pub id: String,
    /// Times that differed and that the series no longer has: what was said of them is gone.
    pub dropped: Vec<String>,
}
