//! What a phone holds of a pack, record by record, for a reader of one language.
//!
//! Pages are listed by walking the tree from the top, as a reader would: what cannot be reached is not there.

use std::collections::{BTreeSet, VecDeque};

use companion_core::Result;
use companion_core::guide::{Freshness, Guide, NodeView, PageView, PlaceFilter, TextInfo};
use companion_core::packs::format::OriginKind;
use companion_core::text::language::ServedBecause;
use companion_core::text::phone::dialled;
use companion_core::text::{BlockBody, Direction};
use serde::Serialize;

/// One thing a phone holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Record {
    /// `page`, `place`, `service`, `contact`, `checklist`, `phrase`, `notice`.
    pub kind: &'static str,
    /// Pack id.
    pub pack: String,
    /// Id in the pack.
    pub id: String,
    /// Its web path (pages) or stable link (everything else).
    pub path: String,
    /// The page above, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Title, name or sentence.
    pub title: String,
    /// Plain text, one line per paragraph, item or row.
    pub text: String,
    /// Every address it leads to, as URLs, in reading order.
    pub links: Vec<String>,
    /// Every telephone number in links and text, digits only, with `+` in front of international ones.
    pub phones: Vec<String>,
    /// The language it is served in.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Why it is in this language: `exact`, `variant`, `fallback`, `source`, `available`.
    pub because: &'static str,
    /// `human`, `checked`, `machine`, `unknown`.
    pub origin: &'static str,
    /// `current`, `outdated`, `unknown`.
    pub freshness: &'static str,
}

/// Everything of a pack, in reading order.
///
/// # Errors
/// When the store cannot be read.
pub fn records(guide: &Guide<'_>, pack: &str) -> Result<Vec<Record>> {
    let mut out = Vec::new();
    let top = guide.list_top()?.into_iter().filter(|n| n.pack == pack).map(|n| (None, n));
    let mut queue: VecDeque<(Option<String>, NodeView)> = top.collect();
    let mut seen = BTreeSet::new();
    while let Some((parent, node)) = queue.pop_front() {
        if !seen.insert((node.pack.clone(), node.id.clone())) {
            continue;
        }
        let page = guide.page(&node.pack, &node.id)?;
        let below = page.below.iter().filter(|n| n.pack == pack).cloned();
        // Depth first, as one reads: the children stand before the next sibling.
        for child in below.rev() {
            queue.push_front((Some(page.id.clone()), child));
        }
        out.push(page_record(page, parent));
    }
    out.extend(things(guide, pack)?);
    Ok(out)
}

fn page_record(page: PageView, parent: Option<String>) -> Record {
    let bodies: Vec<&BlockBody> = page.blocks.iter().map(|b| &b.body).collect();
    let (text, links) = text_and_links(&bodies);
    record("page", page.pack, page.id, page.path, page.title, &page.info, text, links).below(parent)
}

fn things(guide: &Guide<'_>, pack: &str) -> Result<Vec<Record>> {
    let mut out = Vec::new();
    for p in guide.list_places(&PlaceFilter::default())?.into_iter().filter(|p| p.pack == pack) {
        let text = lines([p.description, p.access].into_iter().flatten().chain(p.address));
        let links = reach(p.url, p.phone, p.email);
        out.push(record("place", p.pack, p.id, p.link, p.name, &p.info, text, links));
    }
    for s in guide.list_services(None, None)?.into_iter().filter(|s| s.pack == pack) {
        let text = lines([s.provider, s.description, s.eligibility].into_iter().flatten());
        let links = reach(s.url, s.phone, s.email);
        out.push(record("service", s.pack, s.id, s.link, s.name, &s.info, text, links));
    }
    for c in guide.list_contacts(None)?.into_iter().filter(|c| c.pack.as_deref() == Some(pack)) {
        let mut links: Vec<String> = c.url.into_iter().collect();
        links.extend(c.phone.iter().map(|p| format!("tel:{p}")));
        links.extend(c.sms.iter().map(|p| format!("sms:{p}")));
        let (path, text) = (c.link.unwrap_or_default(), c.note.unwrap_or_default());
        out.push(record("contact", pack.to_owned(), c.id, path, c.name, &c.info, text, links));
    }
    for c in guide.list_checklists()?.into_iter().filter(|c| c.pack == pack) {
        let links = c.tasks.iter().filter_map(|t| t.link.clone()).collect();
        let text = lines(c.tasks.into_iter().flat_map(|t| [Some(t.title), t.note]).flatten());
        out.push(record("checklist", c.pack, c.id, c.link, c.title, &c.info, text, links));
    }
    for p in guide.list_phrases()?.into_iter().filter(|p| p.pack == pack) {
        let (pack, id, link) = (p.pack, p.id, p.link);
        out.push(record("phrase", pack, id, link, p.text, &p.info, p.local_text, Vec::new()));
    }
    for n in guide.list_notices()?.into_iter().filter(|n| n.pack == pack) {
        let bodies: Vec<&BlockBody> = n.blocks.iter().map(|b| &b.body).collect();
        let (text, links) = text_and_links(&bodies);
        let path = format!("welcome://{}/notice/{}", n.pack, n.id);
        out.push(record("notice", n.pack, n.id, path, n.title, &n.info, text, links));
    }
    Ok(out)
}

#[expect(clippy::too_many_arguments, reason = "one for each field that differs by kind")]
fn record(
    kind: &'static str,
    pack: String,
    id: String,
    path: String,
    title: String,
    info: &TextInfo,
    text: String,
    links: Vec<String>,
) -> Record {
    Record {
        kind,
        pack,
        id,
        path,
        parent: None,
        title,
        phones: phones(&text, &links),
        text,
        links,
        language: info.language.clone(),
        direction: match info.direction {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        },
        because: match info.because {
            ServedBecause::Exact => "exact",
            ServedBecause::Variant => "variant",
            ServedBecause::Fallback => "fallback",
            ServedBecause::Source => "source",
            ServedBecause::Available => "available",
        },
        origin: match info.origin {
            OriginKind::Human => "human",
            OriginKind::Checked => "checked",
            OriginKind::Machine => "machine",
            OriginKind::Unknown => "unknown",
        },
        freshness: match info.freshness {
            Freshness::Current => "current",
            Freshness::Outdated => "outdated",
            Freshness::Unknown => "unknown",
        },
    }
}

impl Record {
    fn below(self, parent: Option<String>) -> Self {
        Self { parent, ..self }
    }
}

fn text_and_links(bodies: &[&BlockBody]) -> (String, Vec<String>) {
    let text = lines(bodies.iter().map(|b| b.plain_text()));
    (text, bodies.iter().flat_map(|b| b.links()).collect())
}

fn lines(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().collect::<Vec<_>>().join("\n")
}

fn reach(url: Option<String>, phone: Option<String>, email: Option<String>) -> Vec<String> {
    let phone = phone.map(|p| format!("tel:{p}"));
    let email = email.map(|e| format!("mailto:{e}"));
    [url, phone, email].into_iter().flatten().collect()
}

/// Numbers that are linked, then numbers that stand in the text.
fn phones(text: &str, links: &[String]) -> Vec<String> {
    let mut found: Vec<String> = links.iter().filter_map(|l| dialled(l)).collect();
    for number in numbers_in(text) {
        if !found.contains(&number) {
            found.push(number);
        }
    }
    found
}

/// Runs of digits with the separators that people write in telephone numbers; `0…` or `+…` and at least six digits.
fn numbers_in(text: &str) -> Vec<String> {
    let mut numbers = Vec::new();
    let mut run = String::new();
    let mut before = ' ';
    for c in text.chars().chain(['\n']) {
        let separator = matches!(c, ' ' | '\u{a0}' | '/' | '-' | '–' | '(' | ')' | '.');
        let starts = run.is_empty() && (c == '+' || c == '0') && !before.is_alphanumeric();
        before = c;
        if starts || (!run.is_empty() && (c.is_ascii_digit() || separator)) {
            run.push(c);
        } else if !run.is_empty() {
            let digits: String = run.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            if digits.chars().filter(char::is_ascii_digit).count() >= 6 {
                numbers.push(digits);
            }
            run.clear();
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::numbers_in;

    #[test]
    fn numbers_are_found_as_people_write_them() {
        assert_eq!(
            numbers_in("Tel. 0821 / 3102-2555, Fax (0821) 310200"),
            ["082131022555", "0821310200"]
        );
        assert_eq!(numbers_in("+49 30 23125-000."), ["+493023125000"]);
        assert!(numbers_in("am 03.05. um 09.00 Uhr, 112, 1030000000").is_empty());
    }
}
