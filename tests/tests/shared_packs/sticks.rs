//! Phones without a network, and files on a stick.

use std::path::PathBuf;
use std::sync::Arc;

use companion_core::testing::ScriptedTransport;
use companion_core::{Companion, ErrorKind};
use companion_tests::hostile_tar::{archive, entries};
use companion_tests::look;
use companion_tests::phone::{BASE, Phone, network};
use companion_tests::publisher::{Fault, PACK, Publisher};

/// A folder with one file that goes from hand to hand.
pub struct Stick {
    folder: tempfile::TempDir,
    /// The file.
    pub file: PathBuf,
}

impl Stick {
    /// An empty one.
    pub fn new() -> Result<Self, Fault> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("pack.welcomepack");
        Ok(Self { folder, file })
    }

    /// With all that a phone has of a pack.
    pub fn of(app: &Companion, pack: &str) -> Result<Self, Fault> {
        let stick = Self::new()?;
        app.share_pack(pack, &stick.file, &[])?;
        Ok(stick)
    }

    /// With what a publisher publishes, as a phone for these languages has it.
    pub async fn of_published(publisher: &Publisher, languages: &[&str]) -> Result<Self, Fault> {
        let phone = Phone::new(network(publisher.folder())?)?;
        let app = phone.open()?;
        let languages: Vec<String> = languages.iter().map(|l| (*l).to_owned()).collect();
        app.set_languages(&languages)?;
        app.add_pack(&publisher.link(BASE, PACK)?)?;
        app.sync_pack(PACK, None).await?;
        Self::of(&app, PACK)
    }

    /// The same file with another address in it.
    pub fn with_url(&self, url: &str) -> Result<Self, Fault> {
        let mut entries = entries(&std::fs::read(&self.file)?)?;
        let first = entries.first_mut().ok_or("no entry")?;
        let mut head: serde_json::Value = serde_json::from_slice(&first.body)?;
        head["url"] = url.into();
        first.body = head.to_string().into_bytes();
        Self::with(&archive(&entries))
    }

    /// With these bytes.
    pub fn with(bytes: &[u8]) -> Result<Self, Fault> {
        let stick = Self::new()?;
        std::fs::write(&stick.file, bytes)?;
        Ok(stick)
    }

    /// The names of all files on it.
    pub fn names(&self) -> Result<Vec<String>, Fault> {
        let entries = std::fs::read_dir(self.folder.path())?;
        entries.map(|e| Ok(e?.file_name().to_string_lossy().into_owned())).collect()
    }
}

/// A phone without a network, with its app.
pub fn offline() -> Result<(Phone, Companion), Fault> {
    let web = ScriptedTransport::default();
    web.set_offline(true);
    let phone = Phone::new(Arc::new(web))?;
    let app = phone.open()?;
    Ok((phone, app))
}

/// Why a file is refused. Nothing at all may change by it: every row of both files is compared.
pub fn refused(phone: &Phone, app: &Companion, stick: &Stick, link: Option<&str>) -> ErrorKind {
    let before = rows(phone).expect("rows");
    let result = app.receive_pack(&stick.file, link);
    assert_eq!(rows(phone).expect("rows"), before, "something changed: {result:?}");
    result.expect_err("was taken").kind()
}

/// Every row of both files.
pub fn rows(phone: &Phone) -> Result<String, Fault> {
    Ok(look::rows(&phone.content())? + &look::rows(&phone.person())?)
}
