//! Where it is, who holds it, for whom, at what cost, how to ask.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;
use url::Url;

use super::Known;
use crate::drafts::fault::{DraftFaultKind as Kind, Log};
use crate::drafts::form::{DraftAddress, EventDraft};
use crate::packs::format::{EventAddress, EventFact, Point};
use crate::text::LanguageTag;
use crate::text::block::check_text;
use crate::text::phone::phone_number;

/// Names, as of a place.
const NAME: usize = 120;
/// Web addresses.
const URL: usize = 500;
/// E-mail addresses (RFC 5321, section 4.5.3.1.3).
const EMAIL: usize = 254;
/// Entries of a list.
const LIST: usize = 20;
/// The largest room.
const CAPACITY: u32 = 100_000;

const AUDIENCES: &[&str] = &["women", "families", "children", "youth", "older"];
const COSTS: &[&str] = &["free", "donation", "paid"];
const REGISTRATIONS: &[&str] = &["none", "possible", "required"];
const STEP_FREE: &[&str] = &["yes", "limited", "no"];

/// A text of one line, in composed characters; nothing where nothing stands there.
pub(in crate::drafts) fn one_line(
    field: &str,
    text: Option<&str>,
    most: usize,
    log: &mut Log,
) -> Option<String> {
    let line: String = text?.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect();
    if line.is_empty() {
        return None;
    }
    if line.chars().count() > most {
        log.over(field, Kind::TooLong, most);
        return None;
    }
    log.read(field, Kind::Hidden, check_text(&line).is_ok().then_some(line))
}

/// A place of the pack, or an address.
pub(super) fn place(
    form: &EventDraft,
    known: &Known,
    log: &mut Log,
) -> (Option<String>, Option<EventAddress>) {
    let id = form.place.as_deref().map(str::trim).filter(|id| !id.is_empty());
    let place = id.and_then(|id| {
        log.read("place", Kind::NotKnown, known.places.contains(id).then(|| id.to_owned()))
    });
    let address = form.address.as_ref().and_then(|address| read_address(address, log));
    if id.is_some() && address.is_some() {
        log.fault("address", Kind::OnlyOne);
        return (place, None);
    }
    (place, address)
}

fn read_address(form: &DraftAddress, log: &mut Log) -> Option<EventAddress> {
    let mut line = |field, text: &Option<String>| one_line(field, text.as_deref(), NAME, log);
    let address = EventAddress {
        name: line("address.name", &form.name),
        street: line("address.street", &form.street),
        postcode: line("address.postcode", &form.postcode),
        town: line("address.town", &form.town),
        ..EventAddress::default()
    };
    let point = match (form.lat, form.lon) {
        (Some(lat), Some(lon)) => {
            if !lat.is_finite() || lat.abs() > 90.0 {
                log.over("address.lat", Kind::TooMany, 90);
            }
            if !lon.is_finite() || lon.abs() > 180.0 {
                log.over("address.lon", Kind::TooMany, 180);
            }
            Point::from_degrees(lat, lon)
        }
        (Some(_), None) => log.read("address.lon", Kind::Missing, None),
        (None, Some(_)) => log.read("address.lat", Kind::Missing, None),
        (None, None) => None,
    };
    let address = EventAddress { point, ..address };
    (address != EventAddress::default()).then_some(address)
}

/// What needs neither time nor place.
pub(super) fn facts(form: &EventDraft, known: &Known, log: &mut Log) -> EventFact {
    EventFact {
        online: online(form.online.as_deref(), log),
        organiser: one_line("organiser", form.organiser.as_deref(), NAME, log),
        languages: languages(&form.languages, log),
        audience: list("audience", &form.audience, log, |word| AUDIENCES.contains(&word)),
        cost: word("cost", form.cost.as_deref(), COSTS, log),
        price: one_line("price", form.price.as_deref(), 40, log),
        registration: word("registration", form.registration.as_deref(), REGISTRATIONS, log),
        phone: phone(form.phone.as_deref(), log),
        email: email(form.email.as_deref(), log),
        capacity: capacity(form.capacity, log),
        step_free: word("step_free", form.step_free.as_deref(), STEP_FREE, log),
        children: form.children,
        topics: list("topics", &form.topics, log, |topic| known.topics.contains(topic)),
        ..EventFact::default()
    }
}

fn online(text: Option<&str>, log: &mut Log) -> Option<String> {
    let text = one_line("online", text, URL, log)?;
    let url = Url::parse(&text).ok();
    // Names and passwords in an address are there to deceive.
    let good = url.filter(|u| u.scheme() == "https" && u.has_host());
    let good = good.filter(|u| u.username().is_empty() && u.password().is_none());
    log.read("online", Kind::NotHttps, good).map(|_| text)
}

fn phone(text: Option<&str>, log: &mut Log) -> Option<String> {
    let text = one_line("phone", text, 40, log)?;
    log.read("phone", Kind::NotAPhone, phone_number(&text)).map(|_| text)
}

fn email(text: Option<&str>, log: &mut Log) -> Option<String> {
    let text = one_line("email", text, EMAIL, log)?;
    let good = text.split_once('@').is_some_and(|(name, host)| {
        let dotted = host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty());
        let plain =
            |c: char| !c.is_whitespace() && !matches!(c, '@' | '<' | '>' | ',' | ';' | '?' | '&');
        !name.is_empty() && dotted && name.chars().chain(host.chars()).all(plain)
    });
    log.read("email", Kind::NotAnEmail, good.then_some(text))
}

fn capacity(people: Option<u32>, log: &mut Log) -> Option<u32> {
    let people = people?;
    if !(1..=CAPACITY).contains(&people) {
        log.over("capacity", Kind::TooMany, CAPACITY as usize);
        return None;
    }
    Some(people)
}

fn word(field: &str, text: Option<&str>, words: &[&str], log: &mut Log) -> Option<String> {
    let word = text.map(str::trim).filter(|word| !word.is_empty())?;
    log.read(field, Kind::NotKnown, words.contains(&word).then(|| word.to_owned()))
}

fn languages(tags: &[String], log: &mut Log) -> Vec<LanguageTag> {
    let read = |tag: &String| tag.trim().parse::<LanguageTag>().ok();
    if tags.iter().any(|tag| read(tag).is_none()) {
        log.fault("languages", Kind::NotALanguage);
    }
    let mut languages: Vec<LanguageTag> = Vec::new();
    for tag in within("languages", tags, log).iter().filter_map(read) {
        if !languages.contains(&tag) {
            languages.push(tag);
        }
    }
    languages
}

/// Words, each once, in the order in which they stand there.
fn list(
    field: &str,
    words: &[String],
    log: &mut Log,
    is_known: impl Fn(&str) -> bool,
) -> Vec<String> {
    let words = within(field, words, log);
    if words.iter().any(|word| !is_known(word)) {
        log.fault(field, Kind::NotKnown);
    }
    let mut seen = BTreeSet::new();
    let known = words.iter().filter(|word| is_known(word));
    known.filter(|word| seen.insert(word.as_str())).cloned().collect()
}

fn within<'w>(field: &str, words: &'w [String], log: &mut Log) -> &'w [String] {
    if words.len() > LIST {
        log.over(field, Kind::TooMany, LIST);
    }
    words.get(..LIST).unwrap_or(words)
}
