//! The steps of the demo around the catalogue: made of what the packs sign, brought along by the app, asked offline.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use companion_core::CatalogueConfig;
use companion_core::adapters::HttpTransport;
use companion_core::sync::PackLink;

use super::stage::{CITY, PACKS, Stage, holds, system_time, told};
use crate::catalogue::{NewCatalogue, bundle, new, update};
use crate::commands::Failure;
use crate::phone::link;

/// The city's name as some write it in Ukrainian.
const IN_CYRILLIC: &str = "Брукфельд";
/// And in Arabic.
const IN_ARABIC: &str = "بروكفيلد";

/// Lists all packs in a catalogue, and bundles it with the app.
pub(super) fn list_packs(stage: &mut Stage) -> Result<(), Failure> {
    let url = stage.url()?;
    let folder = stage.source("sample-cities");
    let now: DateTime<Utc> = DateTime::from(system_time());
    let today = now.date_naive();
    let catalogue = NewCatalogue {
        id: "sample-cities".to_owned(),
        name: "Sample cities".to_owned(),
        language: "en".parse().map_err(told)?,
        publisher: "Sample office".to_owned(),
        licence: "CC0-1.0".to_owned(),
    };
    new(&folder, &catalogue, today).map_err(told)?;
    let links = PACKS.iter().map(|pack| {
        let root = stage.fingerprints.get(*pack).map(String::as_str);
        PackLink::parse(&link(&url, pack, root)).map_err(told)
    });
    let links = links.collect::<Result<Vec<_>, _>>()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let transport = Arc::new(HttpTransport::default());
    let work = update(&folder, links, transport, (now, today), || ());
    let done = runtime.map_err(told)?.block_on(work).map_err(told)?;
    for listed in &done.listings {
        let reason = listed.failure.clone().unwrap_or_default();
        holds(listed.failure.is_none(), &format!("{} could not be listed: {reason}", listed.pack))?;
    }
    let (bytes, count) = bundle(&folder, today).map_err(told)?;
    stage.output.line(format!("   {count} packs, {} bytes in the app", bytes.len()));
    stage.catalogue = Some(CatalogueConfig { link: None, bundled: Some(bytes) });
    holds(count == PACKS.len(), "a pack is not listed")
}

/// Finds the city with the server stopped, by names in two scripts and by nearness, and adds it.
pub(super) fn find_city(stage: &mut Stage) -> Result<(), Failure> {
    stage.stop_server();
    let companion = stage.phone()?.companion();
    for name in [IN_CYRILLIC, IN_ARABIC] {
        let found = companion.find_cities(name, 5).map_err(told)?;
        let city = found.first().ok_or_else(|| Failure::new(format!("{name} was not found")))?;
        stage.output.line(format!("   {name}: {} [{}]", city.name, city.language));
        holds(city.pack == CITY, "another pack was found")?;
    }
    let near = companion.list_near(50.2, 10.1, 5).map_err(told)?;
    for pack in &near {
        let metres = pack.distance_m.unwrap_or_default();
        stage.output.line(format!("   {metres} m: {} [{}]", pack.name, pack.level.word()));
    }
    let city = near.first().filter(|p| p.pack == CITY);
    let city = city.ok_or_else(|| Failure::new("the city is not the nearest"))?;
    companion.add_listing(&city.pack).map_err(told)?;
    stage.start_server().map(|_| ())
}
