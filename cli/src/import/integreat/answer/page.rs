//! An item of `pages/`, and what pages have in common with locations and events.

use std::collections::BTreeMap;

use super::item::{Item, Misfit, Notes, misfit};
use super::parts::{Offer, Organization, offers, organization};
use super::path::{PagePath, language_tag};
use super::translations::{Translation, translations};

/// A page in one language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) struct Page {
    pub(in super::super) text: Text,
    pub(in super::super) parent: Option<PagePath>,
    /// The answer names a parent by number only, or by a path that is none.
    pub(in super::super) parent_unknown: bool,
    pub(in super::super) order: i64,
    pub(in super::super) offers: Vec<Offer>,
    pub(in super::super) organization: Option<Organization>,
}

/// What a page, a location and an event say in one language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) struct Text {
    pub(in super::super) path: PagePath,
    /// Of this text, not of the thing: another number in each language and after each edit.
    pub(in super::super) id: Option<i64>,
    pub(in super::super) title: String,
    pub(in super::super) content: String,
    pub(in super::super) excerpt: String,
    pub(in super::super) url: Option<String>,
    /// `YYYY-MM-DD`.
    pub(in super::super) date: Option<String>,
    pub(in super::super) translations: BTreeMap<String, Translation>,
}

pub(super) fn page(item: &mut Item<'_>, notes: &mut Notes) -> Result<Page, Misfit> {
    let (parent, parent_unknown) = parent(item)?;
    Ok(Page {
        parent,
        parent_unknown,
        order: item.whole("order")?.unwrap_or_default(),
        offers: offers(item, notes)?,
        organization: organization(item, notes)?,
        text: text(item)?,
    })
}

/// The fields that all texts have.
pub(super) fn text(item: &mut Item<'_>) -> Result<Text, Misfit> {
    let at = item.pointer("path");
    let path = item.text("path")?.ok_or_else(|| misfit(&at, "expected a text"))?;
    let path = PagePath::parse(&path)
        .ok_or_else(|| misfit(&at, "expected /region/language/slug/, as in /town/de/news/"))?;
    if language_tag(&path.language).is_none() {
        return Err(misfit(&at, "the second part is no language code"));
    }
    let modified = item.text("last_updated")?.or(item.text("modified_gmt")?);
    item.said_elsewhere(&["modified_gmt", "hash"]);
    Ok(Text {
        path,
        id: item.whole("id")?,
        title: item.text("title")?.unwrap_or_default(),
        content: item.text("content")?.unwrap_or_default(),
        excerpt: item.text("excerpt")?.unwrap_or_default(),
        url: item.text("url")?,
        date: modified.and_then(|m| day(&m)),
        translations: translations(item)?,
    })
}

fn parent(item: &mut Item<'_>) -> Result<(Option<PagePath>, bool), Misfit> {
    let Some(mut parent) = item.object("parent")? else { return Ok((None, false)) };
    let id = parent.whole("id")?;
    let path = parent.text("path")?.filter(|p| !p.trim().is_empty());
    match path.as_deref().map(PagePath::parse) {
        Some(Some(path)) => Ok((Some(path), false)),
        Some(None) => Ok((None, true)),
        None => Ok((None, id.is_some_and(|id| id != 0))),
    }
}

/// The day of `2024-01-17T13:06:57.863+01:00`.
fn day(moment: &str) -> Option<String> {
    let day = moment.get(..10)?;
    chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d")
        .ok()
        .map(|d| d.format("%Y-%m-%d").to_string())
}
