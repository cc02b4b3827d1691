//! What to fetch: decided from values alone.

use std::collections::BTreeSet;

use crate::error::{Error, Result};
use crate::packs::edition::{COMMON, NOTICES};
use crate::packs::format::PackFact;
pub use crate::packs::layout::is_pack_id;
use crate::store::{InstalledEdition, Subscription};
use crate::text::LanguageTag;
use crate::text::language::choose;

/// Where a pack is and how its publisher is recognised: `https://host/any/path/<pack>/#<sha256 of the first root>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackLink {
    /// Pack id: the last word of the path.
    pub pack: String,
    /// Without the fragment and a slash at the end.
    pub base_url: String,
    /// SHA-256 of the first root, hex, lower case.
    pub fingerprint: Option<String>,
}

impl PackLink {
    /// Reads a link from a catalogue, a QR code or a person.
    ///
    /// # Errors
    /// `Invalid` with what is wrong.
    pub fn parse(text: &str) -> Result<Self> {
        let bad = |reason: &str| Error::invalid("link", reason);
        let mut url = url::Url::parse(text.trim()).map_err(|_| bad("not an address"))?;
        if !matches!(url.scheme(), "https" | "http") || url.host().is_none() {
            return Err(bad("only https and http addresses lead to packs"));
        }
        let fingerprint = match url.fragment().filter(|f| !f.is_empty()) {
            None => None,
            Some(f) if f.len() == 64 && f.bytes().all(|b| b.is_ascii_hexdigit()) => {
                Some(f.to_ascii_lowercase())
            }
            Some(_) => return Err(bad("the part after # is not a SHA-256 in hex")),
        };
        url.set_fragment(None);
        url.set_query(None);
        let base_url = url.as_str().trim_end_matches('/').to_owned();
        let pack = url.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        if !is_pack_id(pack) {
            return Err(bad("the last word of the path is not a pack id"));
        }
        Ok(Self { pack: pack.to_owned(), base_url, fingerprint })
    }

    /// The link of a pack's layer above: beside it on the same host.
    pub fn parent_of(fact: &PackFact, base_url: &str) -> Option<Self> {
        let pack = fact.parent.clone().filter(|p| is_pack_id(p))?;
        let (folder, _) = base_url.rsplit_once('/')?;
        Some(Self {
            base_url: format!("{folder}/{pack}"),
            pack,
            fingerprint: fact.parent_root.clone(),
        })
    }

    /// As a subscription, added at a second.
    pub fn subscription(self, added_at: i64) -> Subscription {
        Subscription {
            pack: self.pack,
            base_url: self.base_url,
            fingerprint: self.fingerprint,
            added_at,
            checked_at: None,
            renew_by: None,
            expired_role: None,
        }
    }
}

/// The editions that need no language.
pub fn first_editions(offered: &[String]) -> Vec<String> {
    [COMMON, NOTICES]
        .iter()
        .filter(|n| offered.iter().any(|o| o == *n))
        .map(|n| (*n).to_owned())
        .collect()
}

/// The language editions to hold: the nearest to each of the reader's languages, the source language, and those held
/// already. Sorted, so that the order of the requests does not tell which language the reader likes best.
pub fn language_editions(
    source: &LanguageTag,
    wanted: &[LanguageTag],
    held: &[String],
    offered: &[String],
) -> Vec<String> {
    let languages: Vec<LanguageTag> = languages_among(offered).collect();
    let chosen = wanted
        .iter()
        .filter_map(|w| choose(std::slice::from_ref(w), &languages, source).map(|c| c.served));
    let mut editions: BTreeSet<String> =
        chosen.chain([source.clone()]).map(|tag| tag.to_string()).collect();
    editions.extend(held_languages(held, offered));
    editions.retain(|e| offered.contains(e));
    editions.into_iter().collect()
}

/// The languages that are held and still offered, sorted.
pub fn held_languages(held: &[String], offered: &[String]) -> Vec<String> {
    let mut languages: Vec<String> = held.to_vec();
    languages.retain(|h| h != COMMON && h != NOTICES && offered.contains(h));
    languages.sort();
    languages
}

/// The edition whose bundle is asked for: the reader's first language that is held, or `common`, which always is there.
pub fn bundle_edition(wanted: &[LanguageTag], held: &[InstalledEdition]) -> String {
    let names: Vec<String> = held.iter().map(|h| h.name.clone()).collect();
    let languages: Vec<LanguageTag> = languages_among(&names).collect();
    let first = languages.first().and_then(|any| choose(wanted, &languages, any));
    first.map_or_else(|| COMMON.to_owned(), |choice| choice.served.to_string())
}

fn languages_among(names: &[String]) -> impl Iterator<Item = LanguageTag> {
    names.iter().filter(|n| *n != COMMON && *n != NOTICES).filter_map(|n| n.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_pack_address_and_fingerprint() {
        let sha = "AB".repeat(32);
        let link = PackLink::parse(&format!("https://example.org/w/brueckfeld/#{sha}")).unwrap();
        assert_eq!(link.pack, "brueckfeld");
        assert_eq!(link.base_url, "https://example.org/w/brueckfeld");
        assert_eq!(link.fingerprint, Some("ab".repeat(32)));
        for bad in [
            "",
            "brueckfeld",
            "ftp://example.org/x",
            "https://example.org/",
            "https://example.org/x#12",
            "https://example.org/%2e%2e",
        ] {
            assert!(PackLink::parse(bad).is_err(), "{bad}");
        }
    }
}
