//! Files that go from phone to phone, on a stick; and phones without a network.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::hostile_tar::{archive, entries};
use crate::look;
use crate::phone::{BASE, Phone, monday, network};
use crate::publisher::{Fault, PACK, Publisher};
use companion_core::packs::layout::{media_path, metadata_path};
use companion_core::packs::share::{
    Checked, Head, Held, Parcel, Part, ShareError, Start, Unchecked,
};
use companion_core::packs::verify::{Expiry, Known, Need, Verifier};
use companion_core::testing::ScriptedTransport;
use companion_core::{Companion, ErrorKind};

/// A folder with one file that goes from hand to hand.
pub struct Stick {
    folder: tempfile::TempDir,
    /// The file.
    pub file: PathBuf,
}

impl Stick {
    /// An empty one.
    ///
    /// # Errors
    /// When no temporary folder can be made.
    pub fn new() -> Result<Self, Fault> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("pack.welcomepack");
        Ok(Self { folder, file })
    }

    /// With all that a phone has of a pack.
    ///
    /// # Errors
    /// As `Companion::share_pack`.
    pub fn of(app: &Companion, pack: &str) -> Result<Self, Fault> {
        let stick = Self::new()?;
        app.share_pack(pack, &stick.file, &[])?;
        Ok(stick)
    }

    /// With what a publisher publishes, as a phone for these languages has it.
    ///
    /// # Errors
    /// When it cannot be installed.
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
    ///
    /// # Errors
    /// When the file is no archive.
    pub fn with_url(&self, url: &str) -> Result<Self, Fault> {
        let mut entries = entries(&std::fs::read(&self.file)?)?;
        let first = entries.first_mut().ok_or("no entry")?;
        let mut head: serde_json::Value = serde_json::from_slice(&first.body)?;
        head.as_object_mut().ok_or("no object")?.insert("url".into(), url.into());
        first.body = head.to_string().into_bytes();
        Self::with(&archive(&entries))
    }

    /// With these bytes.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn with(bytes: &[u8]) -> Result<Self, Fault> {
        let stick = Self::new()?;
        std::fs::write(&stick.file, bytes)?;
        Ok(stick)
    }

    /// The names of all files on it.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn names(&self) -> Result<Vec<String>, Fault> {
        let entries = std::fs::read_dir(self.folder.path())?;
        entries.map(|e| Ok(e?.file_name().to_string_lossy().into_owned())).collect()
    }
}

/// A phone without a network, with its app.
///
/// # Errors
/// When no temporary folder can be made.
pub fn offline() -> Result<(Phone, Companion), Fault> {
    let web = ScriptedTransport::default();
    web.set_offline(true);
    let phone = Phone::new(Arc::new(web))?;
    let app = phone.open()?;
    Ok((phone, app))
}

/// Why a file is refused. Nothing at all may change by it: every row of both files is compared.
///
/// # Errors
/// When it was not refused, or something changed.
pub fn refused(
    phone: &Phone,
    app: &Companion,
    stick: &Stick,
    link: Option<&str>,
) -> Result<ErrorKind, Fault> {
    let before = rows(phone)?;
    match app.receive_pack(&stick.file, link) {
        Ok(taken) => Err(format!("was taken: {taken:?}").into()),
        Err(_) if rows(phone)? != before => Err("something changed".into()),
        Err(refused) => Ok(refused.kind()),
    }
}

/// Every row of both files.
///
/// # Errors
/// When a file is no database.
pub fn rows(phone: &Phone) -> Result<String, Fault> {
    Ok(look::rows(&phone.content())? + &look::rows(&phone.person())?)
}

/// Checked with nothing known, so that every byte that can matter does.
///
/// # Errors
/// As a phone's that does not know the pack.
pub fn check(bytes: &[u8]) -> Result<Checked, ShareError> {
    let start =
        Start { known: Known::new(), fingerprint: None, expiry: Expiry::Note, now: monday() };
    Unchecked::open(bytes, bytes.len() as u64)?.check(&start, &[])
}

/// All that a phone would write, but the address, which is a hint.
pub fn content(checked: &Checked) -> String {
    format!("{:?} {:?} {:?}", checked.verifier.accepted(), checked.editions, checked.media)
}

/// What a folder publishes as a file, media included.
///
/// # Errors
/// When it is not published.
pub fn packed(publisher: &Publisher, pack: &str, media: &[&str]) -> Result<Vec<u8>, Fault> {
    let folder = publisher.folder().join(pack);
    let read = |name: &str| std::fs::read(folder.join(metadata_path(name))).ok();
    let first = read("1.root.json").ok_or("no root")?;
    let mut verifier = Verifier::begin(Some(pack), &first, Known::new(), Expiry::Refuse, monday())?;
    let feed = |verifier: &mut Verifier| -> Result<(), Fault> {
        while let Need::File { name, .. } = verifier.need()? {
            verifier.feed(&name, read(&name).as_deref())?;
        }
        Ok(())
    };
    feed(&mut verifier)?;
    let mut targets = BTreeMap::new();
    for name in verifier.editions() {
        verifier.want(&name);
        feed(&mut verifier)?;
        targets.insert(name.clone(), verifier.target(&name)?);
    }
    let held = Held {
        known: verifier.accepted(),
        editions: targets.iter().map(|(n, t)| (n.clone(), t.raw_sha256.clone())).collect(),
    };
    let head = Head { pack: pack.into(), url: Some(format!("https://packs.example/{pack}")) };
    let parcel = Parcel::new(head, &held, &[], monday())?;
    let parcel = parcel.with_media(media.iter().map(|m| (*m).to_owned()));
    let content = |part: &Part| match part {
        Part::Edition(name) => {
            let target = targets.get(name.as_str());
            let target = target.ok_or_else(|| ShareError::NotHeld(part.name()))?;
            Ok(std::fs::read(folder.join(&target.path))?)
        }
        Part::Media(sha256) => Ok(std::fs::read(folder.join(media_path(sha256)))?),
        other => Err(ShareError::Missing(other.name())),
    };
    Ok(parcel.write(Vec::new(), content)?.0)
}
