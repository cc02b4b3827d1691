//! Words and addresses of the answers as they may stand in a pack.

use companion_core::text::phone::phone_number;
use companion_core::text::{BlockBody, Span};

use crate::import::html::{self, Href};
use crate::markdown;
use crate::source::values;

/// Plain text on one line, without what may disguise it.
pub(super) fn line(text: &str) -> String {
    html::decode_entities(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A web address, completed where its beginning is left out.
pub(super) fn web(address: &str) -> Option<String> {
    let address = address.trim();
    let bare = !address.contains(':') && !address.contains(char::is_whitespace);
    let address = if bare && address.contains('.') && !address.contains('@') {
        format!("https://{}", address.trim_start_matches('/'))
    } else {
        address.to_owned()
    };
    match Href::read(&address, None) {
        Href::Leads(url) => values::url(&url).ok(),
        _ => None,
    }
}

/// An address as one would read it out.
pub(super) fn shown(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.trim_end_matches('/').to_owned()
}

pub(super) fn paragraph(text: &str) -> BlockBody {
    BlockBody::Paragraph { spans: vec![Span::plain(line(text))] }
}

/// A button to an address; plain words where it leads nowhere.
pub(super) fn link(address: &str, label: &str) -> BlockBody {
    match web(address) {
        Some(url) => {
            let label = line(label);
            let label = if label.is_empty() { shown(&url) } else { label };
            BlockBody::Link { url, label }
        }
        None if line(label).is_empty() || line(label) == line(address) => paragraph(address),
        None => paragraph(&format!("{label}: {address}")),
    }
}

/// A button to call; plain words where it is not one number. `label` is what is read.
pub(super) fn phone(number: &str, label: &str) -> BlockBody {
    match phone_number(number).filter(|n| values::phone(n).is_ok()) {
        Some(number) => BlockBody::Phone { number, label: line(label) },
        None => paragraph(label),
    }
}

/// A button to write; plain words where it is not one address.
pub(super) fn email(address: &str) -> BlockBody {
    let address = line(address);
    match values::email(&address) {
        Ok(address) => BlockBody::Email { label: address.clone(), address },
        Err(_) => paragraph(&address),
    }
}

/// Blocks in their normal form.
pub(super) fn normal(bodies: Vec<BlockBody>) -> Vec<BlockBody> {
    bodies.iter().flat_map(markdown::normal).collect()
}
