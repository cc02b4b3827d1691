//! Which answer an item belongs to, told by its fields; one file holds items of one kind.

use serde_json::Value;

use super::event::{Event, event};
use super::item::{Item, Misfit, Notes, kind, misfit};
use super::page::{Page, page};
use super::parts::{Category, Language, Offer, category, language, offer};
use super::place::{Place, place};
use super::region::{Region, region};

/// The items of a file.
#[derive(Debug)]
pub(in super::super) enum Items {
    /// The list is empty, whatever it is a list of.
    Nothing,
    Pages(Vec<Page>),
    Places(Vec<Place>),
    Events(Vec<Event>),
    Regions(Vec<Region>),
    Categories(Vec<Category>),
    Offers(Vec<Offer>),
    Languages(Vec<Language>),
}

/// Items that belong to an answer which is not imported.
const FOREIGN: [(&str, &str); 3] =
    [("news", "timestamp"), ("news", "display_date"), ("chat", "messages")];

impl Items {
    /// What kind an item is of; pages where nothing tells.
    fn of(value: &Value) -> Self {
        let has = |field: &str| value.get(field).is_some();
        let said = |field: &str| value.get(field).is_some_and(|v| !v.is_null());
        match () {
            () if said("event") || has("recurrence_rule") => Self::Events(Vec::new()),
            () if said("location")
                || has("temporarily_closed")
                || has("barrier_free")
                || has("opening_hours") =>
            {
                Self::Places(Vec::new())
            }
            () if has("name_without_prefix") || has("bounding_box") || has("plz") => {
                Self::Regions(Vec::new())
            }
            () if has("path") || has("content") || has("available_languages") => {
                Self::Pages(Vec::new())
            }
            () if has("native_name") || has("bcp47_tag") => Self::Languages(Vec::new()),
            () if has("alias") => Self::Offers(Vec::new()),
            () if has("icon_url") || has("icon_color") || (has("color") && has("name")) => {
                Self::Categories(Vec::new())
            }
            () => Self::Pages(Vec::new()),
        }
    }

    /// The word of its path in the API, and what one item is called.
    fn names(&self) -> (&'static str, &'static str) {
        match self {
            Self::Nothing => ("", "an item"),
            Self::Pages(_) => ("pages/", "a page"),
            Self::Places(_) => ("locations/", "a location"),
            Self::Events(_) => ("events/", "an event"),
            Self::Regions(_) => ("regions/", "a region"),
            Self::Categories(_) => ("location-categories/", "a category"),
            Self::Offers(_) => ("offers/", "an offer"),
            Self::Languages(_) => ("languages/", "a language"),
        }
    }

    /// Reads one more item.
    pub(super) fn push(
        &mut self,
        value: &Value,
        at: &str,
        notes: &mut Notes,
    ) -> Result<(), Misfit> {
        let own = Self::of(value);
        if let Some((answer, _)) = FOREIGN.iter().find(|(_, field)| value.get(*field).is_some()) {
            let message = format!("this belongs to an answer of {answer}/, which is not imported");
            return Err(misfit(at, message));
        }
        if matches!(self, Self::Nothing) {
            *self = own;
        } else if value.is_object() && std::mem::discriminant(self) != std::mem::discriminant(&own)
        {
            let ((here, _), (there, _)) = (self.names(), own.names());
            return Err(misfit(
                at,
                format!("this belongs to an answer of {there}, and those before to {here}"),
            ));
        }
        let (_, one) = self.names();
        let mut item = Item::of(value, at, one)?;
        if let Some(message) = error_message(value) {
            return Err(misfit(at, format!("the server answered with an error: {message}")));
        }
        match self {
            Self::Nothing => {}
            Self::Pages(pages) => {
                pages.push(page(&mut item, notes)?);
                item.finish("page", notes);
            }
            Self::Places(places) => {
                places.push(place(&mut item, notes)?);
                item.finish("location", notes);
            }
            Self::Events(events) => {
                events.push(event(&mut item, notes)?);
                item.finish("event", notes);
            }
            Self::Regions(regions) => {
                regions.push(region(&mut item, notes)?);
                item.finish("region", notes);
            }
            Self::Categories(categories) => {
                categories.extend(category(&mut item, notes)?);
                item.finish("category", notes);
            }
            Self::Offers(offers) => {
                offers.extend(offer(&mut item, notes)?);
                item.finish("offer", notes);
            }
            Self::Languages(languages) => {
                languages.extend(language(&mut item)?);
                item.finish("language", notes);
            }
        }
        Ok(())
    }
}

/// What a server says instead of an answer.
fn error_message(value: &Value) -> Option<String> {
    if value.get("path").is_some() {
        return None;
    }
    let said = ["error", "detail", "message"].iter().find_map(|f| value.get(*f))?;
    let words = said.as_str().map_or_else(|| kind(said).to_owned(), str::to_owned);
    Some(words.chars().filter(|c| !c.is_control()).take(80).collect())
}
