//! Small things that answers carry inside others or on their own: offers, organisations, categories, languages.

use super::item::{Item, Misfit, Notes};

/// Something that another web application does for the region's people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) struct Offer {
    /// The same in all languages.
    pub(in super::super) alias: String,
    pub(in super::super) name: String,
    pub(in super::super) url: Option<String>,
}

/// Who stands behind a page or a location.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) struct Organization {
    pub(in super::super) name: String,
    pub(in super::super) website: Option<String>,
}

/// What kind of location it is; the name is in the language of the answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) struct Category {
    pub(in super::super) id: i64,
    pub(in super::super) name: String,
    pub(in super::super) icon: Option<String>,
}

/// A language of a region.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) struct Language {
    pub(in super::super) code: String,
    pub(in super::super) native_name: Option<String>,
}

pub(super) fn offers(item: &mut Item<'_>, notes: &mut Notes) -> Result<Vec<Offer>, Misfit> {
    let list = item.list("embedded_offers")?;
    let found = list.into_iter().map(|(at, value)| {
        let mut item = Item::of(value, &at, "an offer")?;
        let found = offer(&mut item, notes)?;
        item.finish("offer", notes);
        Ok(found)
    });
    Ok(found.collect::<Result<Vec<_>, Misfit>>()?.into_iter().flatten().collect())
}

/// Nothing for an offer that nobody could see, which is told.
pub(super) fn offer(item: &mut Item<'_>, notes: &mut Notes) -> Result<Option<Offer>, Misfit> {
    let (name, alias, url) = (item.said("name")?, item.said("alias")?, item.said("url")?);
    match name.or_else(|| alias.clone()) {
        Some(name) => Ok(Some(Offer { alias: alias.unwrap_or_else(|| name.clone()), name, url })),
        None => {
            notes.warn(&item.at, "offer-without-name", "the offer has no name and was left out");
            Ok(None)
        }
    }
}

pub(super) fn organization(
    item: &mut Item<'_>,
    notes: &mut Notes,
) -> Result<Option<Organization>, Misfit> {
    let Some(mut inner) = item.object("organization")? else { return Ok(None) };
    let (name, website) = (inner.said("name")?, inner.said("website")?);
    // A number and a word by which the system itself knows it.
    inner.said_elsewhere(&["id", "slug"]);
    inner.finish("organization", notes);
    let name = name.or_else(|| website.clone());
    Ok(name.map(|name| Organization { name, website }))
}

/// Nothing for a category without number or name, which no location could be found by.
pub(super) fn category(item: &mut Item<'_>, notes: &mut Notes) -> Result<Option<Category>, Misfit> {
    let (id, name, icon) = (item.whole("id")?, item.said("name")?, item.said("icon")?);
    item.said_elsewhere(&["icon_color"]);
    match (id, name) {
        (Some(id), Some(name)) => Ok(Some(Category { id, name, icon })),
        _ => {
            let message = "the category has no number or no name and was left out";
            notes.warn(&item.at, "category-without-name", message);
            Ok(None)
        }
    }
}

pub(super) fn language(item: &mut Item<'_>) -> Result<Option<Language>, Misfit> {
    let (code, native_name) = (item.said("code")?, item.said("native_name")?);
    // Phones know tag and direction of a language by its code.
    item.said_elsewhere(&["id", "bcp47_tag", "dir"]);
    Ok(code.map(|code| Language { code, native_name }))
}
