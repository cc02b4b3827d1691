//! What is wrong with a draft, by field: words for a screen, and none of what the person wrote.

use std::fmt;

/// Something wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

impl DraftFaultKind {
    /// The name of the text of the interface that says it.
    pub fn message(self) -> &'static str {
        match self {
            Self::Missing => "draft-missing",
            Self::TooLong => "draft-too-long",
            Self::TooMany => "draft-too-many",
            Self::NotATime => "draft-not-a-time",
            Self::EndsBefore => "draft-ends-before",
            Self::NeverOn => "draft-never-on",
            Self::NotInSeries => "draft-not-in-series",
            Self::OnlyOne => "draft-only-one",
            Self::NotKnown => "draft-not-known",
            Self::NotHttps => "draft-not-https",
            Self::NotAPhone => "draft-not-a-phone",
            Self::NotAnEmail => "draft-not-an-email",
            Self::NotALanguage => "draft-not-a-language",
            Self::Twice => "draft-twice",
            Self::Hidden => "draft-hidden",
        }
    }
}

/// Everything that is wrong with a draft; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFaults(pub Vec<DraftFault>);

impl std::error::Error for DraftFaults {}

impl fmt::Display for DraftFaults {
    /// Fields and kinds alone: what was written stays out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("draft")?;
        for (n, fault) in self.0.iter().enumerate() {
            write!(f, "{} {}: {:?}", if n == 0 { ":" } else { "," }, fault.field, fault.kind)?;
        }
        Ok(())
    }
}

/// Collects what is wrong.
#[derive(Debug, Default)]
pub(super) struct Log {
    pub(super) faults: Vec<DraftFault>,
    /// The text that is looked at.
    pub(super) language: Option<String>,
}

impl Log {
    pub(super) fn fault(&mut self, field: &str, kind: DraftFaultKind) {
        self.add(field, kind, None);
    }

    pub(super) fn over(&mut self, field: &str, kind: DraftFaultKind, most: usize) {
        self.add(field, kind, u32::try_from(most).ok());
    }

    fn add(&mut self, field: &str, kind: DraftFaultKind, most: Option<u32>) {
        let message = kind.message().to_owned();
        let language = self.language.clone();
        self.faults.push(DraftFault { field: field.to_owned(), language, kind, most, message });
    }

    /// The value, or a fault.
    pub(super) fn read<T>(
        &mut self,
        field: &str,
        kind: DraftFaultKind,
        read: Option<T>,
    ) -> Option<T> {
        if read.is_none() {
            self.fault(field, kind);
        }
        read
    }
}
