//! Why a feed could not be taken, and what to do about it.

use companion_core::ports::TransportError;

use crate::import::events::Unread;

/// Why a feed could not be taken. Its text says what is wrong and the way out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Nobody answers.
    #[error("no connection to {0}; it is asked again the next time")]
    Offline(String),
    /// The connection ended or crept in the middle.
    #[error("the transfer broke off; it is asked again the next time")]
    BrokenOff,
    /// The answer did not come in time.
    #[error("not there after {0} seconds; it is asked again the next time")]
    Slow(u64),
    /// The answer is longer than any calendar.
    #[error("larger than {} MiB; ask for an address that gives the coming events only", .0 / (1024 * 1024))]
    TooLarge(u64),
    /// The address cannot be asked.
    #[error("its address cannot be asked; look at `url` in feeds.toml")]
    Address,
    /// It leads on for ever, or to where it may not lead.
    #[error(
        "status {0}: it leads on too often, or from https to http; find out its address and write that"
    )]
    LeadsOn(u16),
    /// Nobody may read it without a password.
    #[error("status {0}: it may not be read by everybody; ask its makers for a public address")]
    Refused(u16),
    /// It is not there any more.
    #[error(
        "status {0}: it is not there; ask its makers for the new address, or remove it from feeds.toml"
    )]
    Gone(u16),
    /// The server has another answer.
    #[error(
        "status {0}; it is asked again the next time, and if that does not help, tell its makers"
    )]
    Status(u16),
    /// The answer is packed in a way nobody asked for.
    #[error("the answer is compressed though nobody asked for that; tell its makers")]
    Packed,
    /// A page for people.
    #[error(
        "a web page came instead of a calendar: a login, a notice, or an address that is for people; \
             look for its address as iCal, ICS or ActivityPub"
    )]
    WebPage,
    /// Nothing at all.
    #[error("the answer is empty; tell its makers")]
    Empty,
    /// The end is missing.
    #[error("{0}; it is asked again the next time")]
    CutOff(String),
    /// Something else.
    #[error("{0}")]
    Unreadable(String),
    /// There is no event in it, and there were some.
    #[error(
        "no event is in it any more, and {0} were to come; if that is right, say --accept-loss"
    )]
    NoEvents(usize),
    /// Too much would go.
    #[error(
        "{gone} of {known} events that are to come are not in it any more; if that is right, say --accept-loss"
    )]
    Loss {
        /// How many would go.
        gone: usize,
        /// How many of those that are to come were known.
        known: usize,
    },
}

impl Fault {
    /// A short stable word for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Offline(_) => "offline",
            Self::BrokenOff => "broken-off",
            Self::Slow(_) => "slow",
            Self::TooLarge(_) => "too-large",
            Self::Address => "address",
            Self::LeadsOn(_) => "leads-on",
            Self::Refused(_) => "refused",
            Self::Gone(_) => "gone",
            Self::Status(_) => "status",
            Self::Packed => "packed",
            Self::WebPage => "web-page",
            Self::Empty => "empty",
            Self::CutOff(_) => "cut-off",
            Self::Unreadable(_) => "unreadable",
            Self::NoEvents(_) => "no-events",
            Self::Loss { .. } => "loss",
        }
    }

    /// Why a body gives no events.
    pub(super) fn of_unread(unread: Unread) -> Self {
        match unread {
            Unread::CutOff(_) => Self::CutOff(unread.to_string()),
            Unread::NoEvents => Self::Unreadable(format!("{unread}; look at `url` in feeds.toml")),
            Unread::Malformed(_) => Self::Unreadable(format!("{unread}; tell its makers")),
        }
    }

    /// What a status says that brings no calendar.
    pub(super) fn of_status(status: u16) -> Self {
        match status {
            300..=399 => Self::LeadsOn(status),
            401 | 403 | 407 => Self::Refused(status),
            404 | 410 => Self::Gone(status),
            _ => Self::Status(status),
        }
    }

    pub(super) fn of_transport(error: &TransportError, host: &str, most: u64) -> Self {
        match error {
            TransportError::Offline => Self::Offline(host.to_owned()),
            TransportError::Broken | TransportError::NotTaken => Self::BrokenOff,
            TransportError::TooLarge => Self::TooLarge(most),
            TransportError::BadUrl => Self::Address,
        }
    }
}
