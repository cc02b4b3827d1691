//! A phone with a small pack installed, and a network that a story can spoil.

use std::sync::Arc;

use chrono::TimeDelta;
use companion_core::testing::ScriptedTransport;
use companion_core::{Companion, Error, ErrorKind};

use crate::forger::Forger;
use crate::look;
use crate::phone::{BASE, Phone, monday, network};
use crate::publisher::{Fault, PACK, Publisher, editions};

/// Languages and words of the state that is installed.
pub const OLD: [(&str, &str); 2] = [("de", "Anmeldung"), ("en", "Registration")];
/// Those of the state that is published later.
pub const NEW: [(&str, &str); 2] = [("de", "Meldestelle"), ("en", "Signing up")];

/// Publisher, network, phone and app of one story.
pub struct Scene {
    /// Who publishes the pack.
    pub publisher: Publisher,
    /// What the phone sees of it.
    pub web: Arc<ScriptedTransport>,
    /// The phone.
    pub phone: Phone,
    /// Its app, running.
    pub app: Companion,
}

impl Scene {
    /// With the old state installed, for a reader of English.
    ///
    /// # Errors
    /// When it cannot be installed.
    pub async fn installed() -> Result<Self, Fault> {
        let scene = Self::known()?;
        scene.app.set_languages(&["en".into()])?;
        scene.app.sync_pack(PACK, None).await?;
        Ok(scene)
    }

    /// With the pack added by its link and nothing installed.
    ///
    /// # Errors
    /// When it cannot be published.
    pub fn known() -> Result<Self, Fault> {
        Self::over(Publisher::new()?)
    }

    /// The same of a publisher's own making.
    ///
    /// # Errors
    /// When it cannot be published.
    pub fn over(publisher: Publisher) -> Result<Self, Fault> {
        publisher.publish(&OLD, monday())?;
        let web = network(publisher.folder())?;
        let phone = Phone::new(web.clone())?;
        let app = phone.open()?;
        app.add_pack(&publisher.link(BASE, PACK)?)?;
        Ok(Self { publisher, web, phone, app })
    }

    /// Somebody who has the publisher's keys.
    pub fn forger(&self) -> Forger<'_> {
        Forger::new(&self.publisher.pack(), self.publisher.keys())
    }

    /// Publishes the new state.
    ///
    /// # Errors
    /// When it cannot be published.
    pub fn publish_new(&self) -> Result<(), Fault> {
        self.publisher.publish(&NEW, monday() + TimeDelta::days(1))?;
        self.serve()
    }

    /// Serves the published folder as it is now.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn serve(&self) -> Result<(), Fault> {
        self.web.clear();
        Ok(self.web.put_folder(BASE, self.publisher.folder())?)
    }

    /// Serves neither bundles nor deltas, so that every document and every edition is a file of its own.
    pub fn only_single_files(&self) {
        self.web.hide("/bundle/");
        self.web.hide(".delta.zst");
    }

    /// Why a sync is refused. Nothing at all may change by it: every row of both files is compared. Only where a file is
    /// not what its publisher has signed, what is known of signatures goes forward.
    ///
    /// # Errors
    /// When it was not refused, or something changed.
    pub async fn refused(&self, story: &str) -> Result<ErrorKind, Fault> {
        let (before, but_trust) = (self.rows(&[])?, self.rows(&look::TRUST)?);
        let refused = match self.app.sync_pack(PACK, None).await {
            Ok(report) => return Err(format!("{story}: was taken: {report:?}").into()),
            Err(refused) => refused,
        };
        let same = match &refused {
            Error::Edition(_) | Error::NotForReading => self.rows(&look::TRUST)? == but_trust,
            _ => self.rows(&[])? == before,
        };
        if same { Ok(refused.kind()) } else { Err(format!("{story}: something changed").into()) }
    }

    /// The addresses of the files that a sync would bring now.
    ///
    /// # Errors
    /// When a phone like this one cannot do it.
    pub async fn ways(&self) -> Result<Vec<String>, Fault> {
        let before = self.web.asked().len();
        self.phone.copy()?.open()?.sync_pack(PACK, None).await?;
        let asked = self.web.asked().split_off(before);
        Ok(asked.into_iter().filter(|url| self.web.file(url).is_some()).collect())
    }

    fn rows(&self, without: &[&str]) -> Result<String, Fault> {
        let of = |file| look::rows_but(file, without);
        Ok(of(&self.phone.content())? + &of(&self.phone.person())?)
    }
}

/// The bytes of an edition of the old state.
///
/// # Errors
/// When there is no such edition.
pub fn bytes_of(name: &str) -> Result<String, Fault> {
    let edition = editions(&OLD)?.into_iter().find(|e| e.name() == name);
    Ok(String::from_utf8(edition.ok_or("no such edition")?.to_bytes()?)?)
}
