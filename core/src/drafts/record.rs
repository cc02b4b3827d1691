//! A draft as records of a pack, which it becomes when it is posted; and back as a form.

use serde::{Deserialize, Serialize};

use super::form::{DraftAddress, DraftText, EventDraft};
use super::repeat;
use crate::packs::format::{EventFact, EventText, OriginKind, Point};
use crate::text::{BlockBody, LanguageTag};
use crate::time::rule::Rule;

/// A draft as it is kept. The id in its records is empty: it is the row's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// When and where.
    pub fact: EventFact,
    /// What; the first is the one it is written in.
    pub texts: Vec<Written>,
    /// IANA zone of its times, also where it is the pack's: a pack may be taken away.
    pub zone: String,
}

/// A text in a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Its language.
    pub language: LanguageTag,
    /// The text.
    pub text: EventText,
}

impl Draft {
    /// As a screen fills it in.
    pub fn form(&self, id: &str, pack: &str) -> EventDraft {
        let fact = self.fact.clone();
        let rule = fact.rules.first().and_then(|rule| Rule::parse(rule).ok());
        EventDraft {
            id: Some(id.to_owned()),
            pack: pack.to_owned(),
            texts: self.texts.iter().map(text).collect(),
            all_day: fact.is_all_day(),
            start: fact.start,
            end: fact.end,
            zone: fact.zone,
            repeat: rule.as_ref().and_then(repeat::form),
            place: fact.place,
            address: fact.address.map(|address| DraftAddress {
                name: address.name,
                street: address.street,
                postcode: address.postcode,
                town: address.town,
                lat: address.point.map(Point::lat),
                lon: address.point.map(Point::lon),
            }),
            online: fact.online,
            organiser: fact.organiser,
            languages: fact.languages.iter().map(ToString::to_string).collect(),
            audience: fact.audience,
            cost: fact.cost,
            price: fact.price,
            registration: fact.registration,
            phone: fact.phone,
            email: fact.email,
            capacity: fact.capacity,
            step_free: fact.step_free,
            children: fact.children,
            topics: fact.topics,
        }
    }

    /// What is said of one time in words, in the language it is written in.
    pub(super) fn note(&self, of: &str) -> Option<String> {
        self.texts.first()?.text.changes.get(of)?.note.clone()
    }
}

fn text(written: &Written) -> DraftText {
    let EventText { title, greeter, access, expect, details, origin, .. } = written.text.clone();
    let paragraphs: Vec<String> = details.iter().map(BlockBody::plain_text).collect();
    DraftText {
        language: written.language.to_string(),
        title,
        greeter,
        access,
        expect,
        details: (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n")),
        machine: origin.origin == OriginKind::Machine,
    }
}
