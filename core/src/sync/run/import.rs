//! Taking in what was fetched, all at once; a delta that is of no use is replaced by the whole file.

use std::cell::RefCell;

use super::due::Due;
use super::{Checked, Run, read_fact};
use crate::error::{Error, Result};
use crate::packs::edition::EditionError;
use crate::packs::format::Level;
use crate::packs::install::{self, Download};
use crate::search::INDEXER;
use crate::store::{EditionRows, Incoming, Installed, InstalledEdition, StoreError};
use crate::sync::parts::Parts;

impl Run<'_> {
    /// What was fetched comes, and what its publisher no longer offers goes. A delta that is of no use is replaced by
    /// the whole file, once.
    pub(super) async fn import(
        &self,
        pack: &str,
        mut due: Vec<Due>,
        checked: &mut Checked<'_>,
    ) -> Result<()> {
        let parts = &self.parts;
        loop {
            let spoiled = RefCell::new(None);
            match self.try_import(pack, &due, checked, parts, &spoiled) {
                Ok(()) => break,
                Err(e) => {
                    let Some(sha256) = spoiled.into_inner() else { return Err(e) };
                    self.spoil(&sha256)?;
                    for d in &mut due {
                        d.delta.take_if(|delta| delta.sha256 == sha256);
                    }
                    let whole: Vec<Due> =
                        due.iter().filter(|d| d.delta.is_none()).map(Due::again).collect();
                    self.carry(&whole, checked).await?;
                }
            }
        }
        due.iter().try_for_each(|d| parts.forget(&d.wanted().sha256))
    }

    fn try_import(
        &self,
        pack: &str,
        due: &[Due],
        checked: &mut Checked<'_>,
        parts: &Parts,
        spoiled: &RefCell<Option<String>>,
    ) -> Result<()> {
        let gone = |h: &InstalledEdition| !checked.signed.offered.contains(&h.name);
        let withdrawn: Vec<InstalledEdition> =
            self.store.list_editions(pack)?.into_iter().filter(gone).collect();
        if due.is_empty() && withdrawn.is_empty() {
            return Ok(());
        }
        let make = |installed: Installed<'_>, d: &Due| {
            let incoming = self
                .incoming(d, parts, || installed.edition_bytes(pack, &d.name, d.target.raw_length));
            if let (Err(Error::Edition(_)), Some(delta)) = (&incoming, &d.delta) {
                *spoiled.borrow_mut() = Some(delta.sha256.clone());
            }
            incoming
        };
        let imported = self
            .store
            .import_over::<_, Error>(due, make, &withdrawn, &INDEXER)
            .map_err(|e| match e {
                Error::Store(StoreError::Twice) => {
                    let delta = due.iter().find_map(|d| d.delta.as_ref());
                    *spoiled.borrow_mut() = delta.map(|d| d.sha256.clone());
                    Error::Edition(EditionError::Twice)
                }
                other => other,
            })?;
        checked.rows_written += imported.written;
        checked.reports.extend(due.iter().map(Due::report));
        Ok(())
    }

    pub(super) fn incoming(
        &self,
        d: &Due,
        parts: &Parts,
        base: impl FnOnce() -> std::result::Result<Option<Vec<u8>>, StoreError>,
    ) -> Result<Incoming> {
        let file = parts.read(&d.wanted().sha256)?;
        let file = file.ok_or(Error::Edition(EditionError::WrongBytes))?;
        let incoming = match d.before.as_ref().filter(|before| !before.sha256.is_empty()) {
            Some(before) => {
                let base = base()?.unwrap_or_default();
                let download = match &d.delta {
                    Some(_) => Download::Patch(&file),
                    None => Download::File(&file),
                };
                install::prepare_over(before, &base, &d.target, download)?
            }
            None => {
                let (edition, rows) = install::prepare(&d.pack, &d.name, &d.target, &file)?;
                Incoming::whole(edition, rows)
            }
        };
        if let EditionRows::Common(row, _) = &incoming.rows {
            let fact = read_fact(&row.body)?;
            if (fact.level == Level::World) != self.standing.has(&d.pack) {
                return Err(Error::NotForReading);
            }
        }
        Ok(incoming)
    }

    pub(super) fn spoil(&self, sha256: &str) -> Result<()> {
        self.parts.forget(sha256)?;
        Ok(self.store.record_spoiled(sha256, self.now.timestamp())?)
    }
}
