//! The last look at editions before they may leave: nothing unsafe, nothing too large, nothing a phone cannot read.
//!
//! Reading a source reports the same things with their lines; this gate holds whatever came another way.

use companion_core::packs::edition::{Edition, MAX_EDITION, MAX_LINE, Records};
use companion_core::packs::format::{Fact, Text, WordTable};
use companion_core::text::BlockBody;
use companion_core::text::block::{UnsafeBlock, check_link, check_text};
use serde::Serialize;
use serde_json::Value;

use crate::problem::Problem;

/// All problems of the editions; their place is the edition's name.
pub(super) fn check(editions: &[Edition]) -> Vec<Problem> {
    editions.iter().flat_map(check_edition).collect()
}

fn check_edition(edition: &Edition) -> Vec<Problem> {
    let name = format!("edition {}", edition.name());
    let mut problems = Vec::new();
    let mut wrong = |record: &str, reason: String| {
        problems.push(Problem::error(&name, 0, "unsafe-text", format!("{record}: {reason}")));
    };
    match &edition.records {
        Records::Common(facts) => {
            for fact in facts {
                let record = format!("{} {}", fact.kind(), fact.id());
                let checked = strings(fact).and_then(|()| links(fact));
                checked.unwrap_or_else(|e| wrong(&record, e.to_string()));
            }
        }
        Records::Language(_, texts) => {
            for text in texts {
                let record = format!("{} {}", text.kind(), text.id());
                let blocks = match text {
                    Text::Page(page) => page.blocks.as_slice(),
                    Text::Place(place) => place.details.as_slice(),
                    Text::Service(service) => service.details.as_slice(),
                    Text::Event(event) => event.details.as_slice(),
                    _ => &[],
                };
                let checked = strings(text).and_then(|()| safe(blocks));
                checked.unwrap_or_else(|e| wrong(&record, e.to_string()));
                if let Text::Words(words) = text
                    && let Err(e) = WordTable::read(&words.table)
                {
                    wrong(&record, e.to_string());
                }
            }
        }
        Records::Notices(notices) => {
            for notice in notices {
                let mut blocks = notice.texts.values().map(|t| safe(&t.blocks));
                let checked =
                    strings(notice).and_then(|()| blocks.find(Result::is_err).unwrap_or(Ok(())));
                checked.unwrap_or_else(|e| wrong(&format!("notice {}", notice.id), e.to_string()));
            }
        }
    }
    problems.extend(check_bytes(edition, &name));
    problems
}

fn safe(blocks: &[BlockBody]) -> Result<(), UnsafeBlock> {
    blocks.iter().try_for_each(BlockBody::check_safe)
}

/// Every text of a record, whatever its field.
fn strings(record: &impl Serialize) -> Result<(), UnsafeBlock> {
    fn walk(value: &Value) -> Result<(), UnsafeBlock> {
        match value {
            Value::String(text) => check_text(text),
            Value::Array(items) => items.iter().try_for_each(walk),
            Value::Object(map) => {
                map.iter().try_for_each(|(key, value)| check_text(key).and_then(|()| walk(value)))
            }
            _ => Ok(()),
        }
    }
    serde_json::to_value(record)
        .map_err(|_| UnsafeBlock::Shape("cannot be written"))
        .and_then(|value| walk(&value))
}

/// Every address of a fact.
fn links(fact: &Fact) -> Result<(), UnsafeBlock> {
    let urls: Vec<&String> = match fact {
        Fact::Pack(pack) => pack.hub.iter().chain(&pack.mirrors).collect(),
        Fact::Place(place) => place.reach.url.iter().collect(),
        Fact::Service(service) => service.reach.url.iter().collect(),
        Fact::Contact(contact) => contact.url.iter().chain(&contact.source).collect(),
        Fact::Listing(listing) => {
            std::iter::once(&listing.url).chain(&listing.mirrors).chain(&listing.hub).collect()
        }
        Fact::Event(event) => event.online.iter().chain(&event.url).collect(),
        Fact::Checklist(list) => list.tasks.iter().filter_map(|t| t.link.as_ref()).collect(),
        _ => Vec::new(),
    };
    urls.into_iter().try_for_each(|url| check_link(url))
}

fn check_bytes(edition: &Edition, name: &str) -> Option<Problem> {
    let problem = |code, message: String| Some(Problem::error(name, 0, code, message));
    let Ok(bytes) = edition.to_bytes() else {
        return problem("unreadable-edition", "cannot be written".to_owned());
    };
    if bytes.len() as u64 > MAX_EDITION {
        let mib = MAX_EDITION / (1024 * 1024);
        let way = "split the pack into several, such as one for each district";
        return problem("too-large", format!("larger than {mib} MiB: {way}"));
    }
    if let Some(line) = bytes.split(|b| *b == b'\n').find(|line| line.len() > MAX_LINE) {
        let id = serde_json::from_slice::<Value>(line).ok();
        let id = id.as_ref().and_then(|v| v.get("id")).and_then(Value::as_str).unwrap_or_default();
        return problem("too-large", format!("`{id}` is larger than 1 MiB: split the page"));
    }
    match Edition::from_bytes(&bytes) {
        Ok(_) => None,
        Err(error) => problem("unreadable-edition", error.to_string()),
    }
}
