//! A phone in use, and what can happen to its files.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use companion_core::Companion;
use companion_core::testing::ScriptedTransport;

use crate::land::{self, CITY};
use crate::phone::{BASE, Phone, network};
use crate::publisher::Fault;

/// Bytes of a page of a database file.
pub const PAGE: usize = 4096;

/// A phone with three packs, languages, a day of arrival, a tick, a saved place and a draft; its app is closed.
///
/// # Errors
/// When the land cannot be installed.
pub async fn used() -> Result<(Phone, Arc<ScriptedTransport>), Fault> {
    let publisher = land::published()?;
    let web = network(publisher.folder())?;
    let phone = Phone::new(web.clone())?;
    let app = phone.open()?;
    app.set_languages(&["en".into(), "ar".into()])?;
    app.set_arrival(Some("2026-11-02"))?;
    app.add_pack(&publisher.link(BASE, CITY)?)?;
    app.sync_all(None).await?;
    app.guide()?.record_tick(CITY, "first-weeks", "bank", true)?;
    app.guide()?.record_saved(CITY, "place", "town-hall")?;
    app.remember_search("Where is the library?")?;
    app.remember_search("أين المكتبة؟")?;
    let mut draft = app.drafts()?.blank(CITY)?;
    draft.start = "2027-01-12T18:00".into();
    for text in &mut draft.texts {
        text.title = "Games in the garden".into();
    }
    app.drafts()?.save(&draft)?;
    drop(app);
    Ok((phone, web))
}

/// The tasks that are ticked.
///
/// # Errors
/// When the checklist cannot be read.
pub fn ticked(app: &Companion) -> Result<Vec<String>, Fault> {
    let list = app.guide()?.checklist(CITY, "first-weeks")?;
    Ok(list.tasks.into_iter().filter(|t| t.done_at_ms.is_some()).map(|t| t.id).collect())
}

/// Overwrites a page of a database file, counted from 0.
///
/// # Errors
/// When there is no such page.
pub fn spoil_page(file: &Path, page: usize) -> Result<(), Fault> {
    let mut bytes = fs::read(file)?;
    let spoilt = bytes.get_mut(page * PAGE..(page + 1) * PAGE).ok_or("no such page")?;
    spoilt.fill(0xff);
    Ok(fs::write(file, bytes)?)
}

/// The names in the data folder, sorted; journals come and go with the app and are left out.
///
/// # Errors
/// When the folder cannot be read.
pub fn files(phone: &Phone) -> Result<Vec<String>, Fault> {
    let mut names = Vec::new();
    for entry in fs::read_dir(phone.data())? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    // The lock of syncs is empty, and stays.
    names.retain(|name| !name.ends_with("-wal") && !name.ends_with("-shm") && name != "sync.lock");
    names.sort();
    Ok(names)
}

/// The file of this name and more.
pub fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// The file by which the app remembers that another is damaged.
pub fn suspicion(file: &Path) -> PathBuf {
    beside(file, ".suspect")
}
