//! Listings brought up to date with what the listed packs say of themselves.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use companion_core::packs::format::{Level, ListingFact};
use companion_core::ports::Transport;
use companion_core::sync::PackLink;
use serde::Serialize;
use tokio::task::JoinSet;
use toml::de::DeTable;

use super::error::CatalogueError;
use super::fetch::{Fetched, fetch};
use super::listing::{Change, changes, listing_of, to_toml};
use crate::lock::replace;
use crate::problem::{Severity, errors_in_words};
use crate::source::listings::{self, problems_of};
use crate::source::place::has_errors;
use crate::source::{self, Source};

/// So many packs are asked at once: a catalogue of thousands takes minutes, and no host is stormed.
const AT_ONCE: usize = 8;

/// What became of one listing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Pack id.
    pub pack: String,
    /// Whether it was not listed before.
    pub new: bool,
    /// What differs from before; empty when nothing does.
    pub changes: Vec<Change>,
    /// Why it could not be read; nothing of it is changed then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
}

/// What became of all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Update {
    /// Each pack that was asked, by id.
    pub listings: Vec<Listed>,
    /// The day in pack.toml, where it was set because something changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
}

/// The links of the packs that a folder lists already.
///
/// # Errors
/// When the folder cannot be read or is no catalogue.
pub fn known_links(folder: &Path) -> Result<Vec<PackLink>, CatalogueError> {
    let source = read(folder)?;
    let link = |listing: &ListingFact| PackLink {
        pack: listing.id.clone(),
        base_url: listing.url.clone(),
        fingerprint: Some(listing.root.clone()),
    };
    Ok(source.listings.values().map(|placed| link(&placed.value)).collect())
}

/// Asks each pack for its record and writes the listings that differ; sets `as_of` in pack.toml to `today` when one
/// does. A pack that cannot be read keeps its listing and does not stop the others. `asked` is called after each pack.
///
/// # Errors
/// When the folder cannot be read or written or is no catalogue.
pub async fn update(
    folder: &Path,
    links: Vec<PackLink>,
    transport: Arc<dyn Transport>,
    (now, today): (DateTime<Utc>, NaiveDate),
    asked: impl Fn(),
) -> Result<Update, CatalogueError> {
    let source = read(folder)?;
    let mut fetched = BTreeMap::new();
    let mut waiting = links.into_iter();
    let mut running = JoinSet::new();
    loop {
        while running.len() < AT_ONCE
            && let Some(link) = waiting.next()
        {
            let transport = Arc::clone(&transport);
            running.spawn(async move { (link.clone(), fetch(link, transport, now).await) });
        }
        match running.join_next().await {
            None => break,
            Some(Ok((link, result))) => {
                asked();
                fetched.insert(link.pack.clone(), (link, result));
            }
            Some(Err(stopped)) => return Err(CatalogueError::Value(stopped.to_string())),
        }
    }

    let mut listings = Vec::new();
    for (pack, (link, result)) in fetched {
        let before = source.listings.get(&pack).map(|placed| &placed.value);
        let failed = |reason: String| Listed {
            pack: pack.clone(),
            new: before.is_none(),
            changes: Vec::new(),
            failure: Some(reason),
        };
        let told = result.map_err(|e| e.to_string()).and_then(|f| listed(f, &link, before));
        let listing = match told {
            Ok(listing) => listing,
            Err(reason) => {
                listings.push(failed(reason));
                continue;
            }
        };
        let changes = changes(before, &listing);
        if !changes.is_empty() {
            write(folder, &listing)?;
        }
        listings.push(Listed { pack, new: before.is_none(), changes, failure: None });
    }
    let changed = listings.iter().any(|l| !l.changes.is_empty());
    let as_of = if changed { set_as_of(folder, today)? } else { None };
    Ok(Update { listings, as_of })
}

/// The listing of what was fetched, if it is one that a catalogue can hold.
fn listed(
    fetched: Fetched,
    link: &PackLink,
    before: Option<&ListingFact>,
) -> Result<ListingFact, String> {
    let Some(root) = &link.fingerprint else {
        return Err("the link has no fingerprint behind #: ask the publisher for the whole link, \
                    since readers will trust the pack on the catalogue's word"
            .to_owned());
    };
    if fetched.fact.level == Level::World {
        return Err("is of level world: only cities, regions and countries are listed".to_owned());
    }
    let listing = listing_of(fetched.fact, link, root, before);
    let problems = problems_of(&listing.id, &to_toml(&listing));
    if has_errors(&problems) {
        return Err(format!("its record cannot be listed:\n{}", errors_in_words(&problems)));
    }
    Ok(listing)
}

fn write(folder: &Path, listing: &ListingFact) -> Result<(), CatalogueError> {
    let dir = folder.join(listings::FOLDER);
    fs::create_dir_all(&dir).map_err(|e| CatalogueError::io(&dir, e))?;
    let path = dir.join(format!("{}.toml", listing.id));
    replace(&path, to_toml(listing).as_bytes()).map_err(|e| CatalogueError::io(&path, e))
}

fn read(folder: &Path) -> Result<Source, CatalogueError> {
    let told = || folder.display().to_string();
    let (source, mut problems) = source::read(folder);
    problems.retain(|p| p.severity == Severity::Error);
    match source {
        Some(source) if problems.is_empty() && source.pack.value.level == Level::World => {
            Ok(source)
        }
        Some(source) if source.pack.value.level != Level::World => {
            Err(CatalogueError::NoCatalogue(told()))
        }
        _ => Err(CatalogueError::Source { folder: told(), problems }),
    }
}

/// Sets the day in pack.toml, unless a later one stands there; everything else stays as its editors wrote it. Gives the
/// day where it was set.
fn set_as_of(folder: &Path, today: NaiveDate) -> Result<Option<String>, CatalogueError> {
    let path = folder.join("pack.toml");
    let text = fs::read_to_string(&path).map_err(|e| CatalogueError::io(&path, e))?;
    let (table, _) = DeTable::parse_recoverable(&text);
    let place = table.get_ref().get("as_of").map(|value| value.span());
    let before = place.clone().and_then(|span| text.get(span)).map(|t| t.trim_matches(['"', '\'']));
    let day = today.to_string();
    // Days are written YYYY-MM-DD: the later one is the greater text.
    if before.is_some_and(|before| before >= day.as_str()) {
        return Ok(None);
    }
    let mut changed = text.clone();
    match place {
        Some(span) => changed.replace_range(span, &format!("\"{day}\"")),
        None => changed.insert_str(0, &format!("as_of = \"{day}\"\n")),
    }
    replace(&path, changed.as_bytes()).map_err(|e| CatalogueError::io(&path, e))?;
    Ok(Some(day))
}
