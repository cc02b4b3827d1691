//! A text beside the text it was made from: numbers, links, placeholders, length, script, leftovers of the source.
//!
//! Owns the comparison of two texts; which ones belong together is told by the callers.

use std::collections::{BTreeMap, BTreeSet};

use companion_core::text::block::link_scheme;
use companion_core::text::phone::dialled;
use companion_core::text::{BlockBody, LanguageTag};
use url::Url;

use super::numbers;
use super::script::{self, Scripts};
use crate::lock::retells;
use crate::source::place::{At, Log};
use crate::source::words::few;

/// Shorter texts differ in length for all kinds of reasons, in units of [`weight`].
const MIN_WEIGHT: usize = 80;
/// A sentence with so many words beside names and numbers is not the same in two languages by chance.
const MIN_SAME_WORDS: usize = 5;

/// Two languages of a pack.
#[derive(Debug)]
pub(super) struct Pair<'p> {
    pub(super) source: &'p LanguageTag,
    pub(super) tag: &'p LanguageTag,
    scripts: Scripts,
    retells: bool,
}

impl<'p> Pair<'p> {
    pub(super) fn new(source: &'p LanguageTag, tag: &'p LanguageTag) -> Self {
        Self { source, tag, scripts: Scripts::of(tag), retells: retells(tag, source) }
    }

    /// Whether the text is a freer version in the same language, so that only additions are suspicious.
    pub(super) fn retells(&self) -> bool {
        self.retells
    }

    /// Everything about two texts that stand for each other.
    pub(super) fn texts(&self, source: &str, text: &str, at: &At, log: &mut Log) {
        self.script(text, at, log);
        if self.retells {
            return;
        }
        self.numbers(source, text, at, log);
        self.placeholders(source, text, at, log);
        self.length(source, text, at, log);
        self.left_over(source, text, at, log);
    }

    /// Everything about two blocks that stand for each other.
    pub(super) fn block(&self, source: &BlockBody, body: &BlockBody, at: &At, log: &mut Log) {
        self.links(&source.links(), &body.links(), at, log);
        match body {
            // Written as on the envelope, in whatever script.
            BlockBody::Address { .. } => {
                self.numbers(&source.plain_text(), &body.plain_text(), at, log);
            }
            BlockBody::Phone { .. } | BlockBody::Email { .. } => {}
            _ => self.texts(&source.plain_text(), &body.plain_text(), at, log),
        }
    }

    /// The letters are those of the language.
    pub(super) fn script(&self, text: &str, at: &At, log: &mut Log) {
        if let Some(percent) = self.scripts.foreign_share(text) {
            let message =
                format!("{percent} % of the letters are not of the script of {}", self.tag);
            log.warning(at, "wrong-script", message);
        }
    }

    /// The same numbers.
    pub(super) fn numbers(&self, source: &str, text: &str, at: &At, log: &mut Log) {
        if let Some(difference) = numbers::difference(source, text) {
            self.differs("numbers-differ", "numbers", &difference.gone, &difference.new, at, log);
        }
    }

    /// No numbers that the whole source does not say.
    pub(super) fn new_numbers(&self, source: &str, text: &str, at: &At, log: &mut Log) {
        let new = numbers::only_new(source, text);
        if !new.is_empty() {
            self.differs("numbers-differ", "numbers", &[], &new, at, log);
        }
    }

    /// Links to the same hosts, numbers and things; a site's page in another language is no difference.
    pub(super) fn links(&self, source: &[String], links: &[String], at: &At, log: &mut Log) {
        let (gone, new) =
            apart(source.iter().map(|l| link_key(l)), links.iter().map(|l| link_key(l)));
        if !gone.is_empty() || !new.is_empty() {
            self.differs("links-differ", "links", &gone, &new, at, log);
        }
    }

    fn placeholders(&self, source: &str, text: &str, at: &At, log: &mut Log) {
        let (gone, new) = apart(placeholders(source), placeholders(text));
        if !gone.is_empty() || !new.is_empty() {
            self.differs("placeholders-differ", "placeholders", &gone, &new, at, log);
        }
    }

    fn length(&self, source: &str, text: &str, at: &At, log: &mut Log) {
        let (a, b) = (weight(source), weight(text));
        if a.max(b) < MIN_WEIGHT || a == 0 || b == 0 {
            return;
        }
        let times = if b * 2 > a * 5 {
            format!("{}.{} times as long as", b / a, b * 10 / a % 10)
        } else if b * 10 < a * 3 {
            format!("only {} % as long as", b * 100 / a)
        } else {
            return;
        };
        let message =
            format!("{times} its text in {}: look whether both say the same", self.source);
        log.warning(at, "length-differs", message);
    }

    fn left_over(&self, source: &str, text: &str, at: &At, log: &mut Log) {
        let ordinary = |w: &&str| {
            !script::is_address(w)
                && w.chars().filter(|c| c.is_alphabetic()).count() > 1
                && !w.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
        };
        let words = source.split_whitespace().filter(ordinary).count();
        if source.trim() == text.trim() && words >= MIN_SAME_WORDS {
            let message = format!("the same words as in {}: not translated yet", self.source);
            log.warning(at, "untranslated", message);
        }
    }

    fn differs(
        &self,
        code: &'static str,
        what: &str,
        gone: &[String],
        new: &[String],
        at: &At,
        log: &mut Log,
    ) {
        let mut parts = Vec::new();
        if !gone.is_empty() {
            parts.push(format!("without {}", few(gone)));
        }
        if !new.is_empty() {
            parts.push(format!("with {}", few(new)));
        }
        let message = format!("{what} differ from {}: {}", self.source, parts.join(", "));
        log.warning(at, code, message);
    }
}

/// What only one of two rows has, counted.
fn apart(
    a: impl Iterator<Item = String>,
    b: impl Iterator<Item = String>,
) -> (Vec<String>, Vec<String>) {
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    a.for_each(|key| *counts.entry(key).or_default() += 1);
    b.for_each(|key| *counts.entry(key).or_default() -= 1);
    let with = |sign: i64| {
        counts.iter().filter(move |(_, n)| **n * sign > 0).map(|(key, _)| key.clone()).collect()
    };
    (with(1), with(-1))
}

/// What two links have in common when they lead to the same thing in two languages.
fn link_key(link: &str) -> String {
    match link_scheme(link).as_deref() {
        Some("https" | "http") => {
            let host = Url::parse(link).ok().and_then(|u| u.host_str().map(str::to_owned));
            let host = host.unwrap_or_else(|| link.to_owned());
            // The language is often a part of the host: de.wikipedia.org.
            let parts: Vec<&str> = host.rsplitn(3, '.').take(2).collect();
            parts.into_iter().rev().collect::<Vec<_>>().join(".")
        }
        Some("tel") => dialled(link).unwrap_or_else(|| link.to_owned()),
        Some("mailto") => link.split('?').next().unwrap_or(link).to_lowercase(),
        _ => link.to_owned(),
    }
}

/// `{name}` with a name of letters, digits and `_`.
fn placeholders(text: &str) -> std::collections::btree_set::IntoIter<String> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('{') {
        if let Some((name, _)) = after.split_once('}')
            && (1..=40).contains(&name.chars().count())
            && name.chars().all(|c| c.is_alphanumeric() || c == '_')
        {
            found.insert(format!("{{{name}}}"));
        }
        rest = after;
    }
    found.into_iter()
}

/// How much a text says: scripts that write a word in one or two signs count more.
fn weight(text: &str) -> usize {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match script::of(c) {
            Some("Hani" | "Kana") => 3,
            Some("Hang" | "Ethi") => 2,
            _ => 1,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_the_same_thing_have_one_key() {
        for (a, b) in [
            ("https://www.city.example/de/form", "https://city.example/en/form"),
            ("https://de.wikipedia.org/wiki/A", "https://en.wikipedia.org/wiki/B"),
            ("tel:+49 30 1", "tel:+49301"),
            ("mailto:A@b.example?subject=x", "mailto:a@b.example"),
        ] {
            assert_eq!(link_key(a), link_key(b));
        }
        assert_ne!(link_key("page:a"), link_key("page:b"));
        assert_ne!(link_key("https://a.example"), link_key("https://b.example"));
    }

    #[test]
    fn placeholders_are_names_in_braces() {
        let found: Vec<String> = placeholders("{name}, {} {a b} {2} {n{x}").collect();
        assert_eq!(found, ["{2}", "{name}", "{x}"]);
    }
}
