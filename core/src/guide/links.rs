//! Stable links: `welcome://pack/kind/id`, references inside a pack, and web paths.
//!
//! Whatever a link was copied from, opening it resolves on the phone, in the reader's language.

use super::{Guide, parse};
use crate::error::{Error, Result};
use crate::packs::format::PageFact;
use crate::text::block::{REFERENCE_SCHEMES, link_scheme};

/// Trees are no deeper than this.
pub(super) const MAX_DEPTH: usize = 32;

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// Something installed.
    Here {
        /// Pack id.
        pack: String,
        /// `page`, `place`, `service`, `contact`, `checklist`, `notice`.
        kind: String,
        /// Id in the pack.
        id: String,
    },
    /// Something of a pack that is not installed: add it, then ask again.
    Elsewhere {
        /// Pack id.
        pack: String,
    },
    /// Something outside: hand it to the system (browser, telephone, mail).
    Outside {
        /// The URL.
        url: String,
    },
}

/// The stable link of a page.
pub(super) fn page_link(pack: &str, id: &str) -> String {
    link("page", pack, id)
}

/// The stable link of anything.
pub(super) fn link(kind: &str, pack: &str, id: &str) -> String {
    format!("welcome://{pack}/{kind}/{id}")
}

impl Guide<'_> {
    /// Resolves a link found in a text of `from`, in a message or on a poster.
    ///
    /// # Errors
    /// `NotFound` when it names something of an installed pack that is not there; `Invalid` when it is no link.
    pub fn resolve(&self, text: &str, from: Option<&str>) -> Result<LinkTarget> {
        self.steady(|| self.target(text.trim(), from))
    }

    fn target(&self, text: &str, from: Option<&str>) -> Result<LinkTarget> {
        if let Some(rest) = text.strip_prefix("welcome://") {
            let mut parts = rest.trim_end_matches('/').splitn(3, '/');
            return match (parts.next(), parts.next(), parts.next()) {
                (Some(pack), Some(kind), Some(id)) => self.existing(pack, kind, id),
                (Some(pack), None, None) => Ok(LinkTarget::Elsewhere { pack: pack.to_owned() }),
                _ => Err(Error::invalid("link", "not a welcome link")),
            };
        }
        match link_scheme(text).as_deref() {
            Some(kind) if REFERENCE_SCHEMES.contains(&kind) => self.reference(text, from),
            Some("https" | "http") => self.web(text),
            Some(_) => Ok(LinkTarget::Outside { url: text.to_owned() }),
            None if text.starts_with('/') => {
                self.path(text)?.ok_or(Error::NotFound("page of this path"))
            }
            None => Err(Error::invalid("link", "neither an address nor a reference")),
        }
    }

    fn reference(&self, text: &str, from: Option<&str>) -> Result<LinkTarget> {
        let (kind, rest) = text.split_once(':').unwrap_or((text, ""));
        match (rest.split_once('/'), from) {
            (Some((pack, id)), _) => self.existing(pack, kind, id),
            (None, Some(pack)) => self.existing(pack, kind, rest),
            (None, None) => Err(Error::invalid("link", "a reference needs the pack it stands in")),
        }
    }

    fn existing(&self, pack: &str, kind: &str, id: &str) -> Result<LinkTarget> {
        if self.store.find_pack(pack)?.is_none() {
            return Ok(LinkTarget::Elsewhere { pack: pack.to_owned() });
        }
        // A notice that is over is gone, also for those who kept its link.
        if kind == "notice" {
            let notices = self.all_notices()?;
            let found = notices.into_iter().find(|n| n.pack == pack && n.id == id);
            let found = found.ok_or(Error::NotFound("target of this link"))?;
            let kind = kind.to_owned();
            return Ok(LinkTarget::Here { pack: found.pack, kind, id: found.id });
        }
        match self.store.find_fact(pack, kind, id)? {
            Some(row) => Ok(LinkTarget::Here { pack: row.pack, kind: row.kind, id: row.id }),
            None => Err(Error::NotFound("target of this link")),
        }
    }

    /// A web address leads inside when its path is that of an installed page.
    fn web(&self, text: &str) -> Result<LinkTarget> {
        let outside = LinkTarget::Outside { url: text.to_owned() };
        let Ok(url) = url::Url::parse(text) else { return Ok(outside) };
        Ok(self.path(url.path())?.unwrap_or(outside))
    }

    /// `/pack/language/word/word/`, percent-encoded or not.
    fn path(&self, path: &str) -> Result<Option<LinkTarget>> {
        let decoded = percent_decode(path);
        let mut words = decoded.split('/').filter(|w| !w.is_empty());
        let (Some(pack), Some(lang), Some(last)) =
            (words.next(), words.next(), decoded.split('/').rfind(|w| !w.is_empty()))
        else {
            return Ok(None);
        };
        let wanted = format!("/{}/", decoded.trim_matches('/'));
        for title in self.store.list_titles(pack, "page")? {
            if title.lang != lang || title.slug.as_deref().unwrap_or(&title.id) != last {
                continue;
            }
            let Some(row) = self.store.find_fact(pack, "page", &title.id)? else { continue };
            let fact: PageFact = parse(&row.body, "page")?;
            if self.path_of(pack, &fact, lang)? == wanted {
                let (pack, kind, id) = (row.pack, row.kind, row.id);
                return Ok(Some(LinkTarget::Here { pack, kind, id }));
            }
        }
        Ok(None)
    }

    /// The web path of a page: the word of each page above it in the same language, or else its id.
    pub(super) fn path_of(&self, pack: &str, fact: &PageFact, lang: &str) -> Result<String> {
        let mut words = Vec::new();
        let mut at = Some(fact.clone());
        while let Some(page) = at {
            let titles = self.store.list_titles_of(pack, "page", &page.id)?;
            let slug = titles.into_iter().find(|t| t.lang == lang).and_then(|t| t.slug);
            words.push(slug.unwrap_or(page.id));
            at = match page.parent {
                Some(parent) if words.len() < MAX_DEPTH => {
                    match self.store.find_fact(pack, "page", &parent)? {
                        Some(row) => Some(parse(&row.body, "page")?),
                        None => None,
                    }
                }
                _ => None,
            };
        }
        words.reverse();
        Ok(format!("/{pack}/{lang}/{}/", words.join("/")))
    }
}

/// Decodes `%XX` where the result is UTF-8; otherwise leaves the text as it is.
fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = tail
            .get(..2)
            .filter(|h| h.iter().all(u8::is_ascii_hexdigit))
            .and_then(|h| std::str::from_utf8(h).ok());
        match (first, hex.and_then(|h| u8::from_str_radix(h, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
