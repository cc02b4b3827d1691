//! An app that is killed, and what must hold afterwards: the old state or the new one, and the next sync goes on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::phone::Phone;
use crate::publisher::{Fault, PACK};
use crate::trial::{Reads, Trial};

/// How the file of a delta ends.
pub const DELTA: &str = ".delta.zst";
/// How the file of a whole edition ends.
pub const WHOLE: &str = ".pack.zst";

/// The program `phone` that brings the pack of a trial up to date, to be killed. `phone` is where the program lies.
///
/// # Errors
/// When the trial has no link.
pub fn command(program: &Path, trial: &Trial, phone: &Phone) -> Result<Command, Fault> {
    let link = trial.publisher.link(&trial.server.base_url(), PACK)?;
    let mut command = Command::new(program);
    command.arg("sync").arg(phone.data()).arg(link);
    Ok(command)
}

/// What the phone shows, the old state or the new one, where the next sync brings the new one without any mending, and
/// nothing of the download stays.
///
/// # Errors
/// When that is not so; `story` says what was done before.
pub async fn goes_on(trial: &Trial, phone: &Phone, story: &str) -> Result<Reads, Fault> {
    let told = |what: &str| Fault::from(format!("{story}: {what}"));
    let app = phone.open().map_err(|e| told(&e.to_string()))?;
    let seen = trial.reads_on(phone, &app).map_err(|e| told(&e.to_string()))?;
    if !phone.logged().is_empty() {
        return Err(told(&format!("something had to be mended: {:?}", phone.logged())));
    }
    app.sync_pack(PACK, None).await.map_err(|e| told(&e.to_string()))?;
    if trial.reads_on(phone, &app)? != Reads::New {
        return Err(told("the next sync did not bring the new state"));
    }
    match left(phone).as_slice() {
        [] => Ok(seen),
        left => Err(told(&format!("something stays of the download: {left:?}"))),
    }
}

/// What lies in the folder of downloads.
pub fn left(phone: &Phone) -> Vec<PathBuf> {
    let entries = fs::read_dir(phone.data().join("downloads")).into_iter().flatten();
    entries.flatten().map(|entry| entry.path()).collect()
}

/// The English object that an update brings, by the end of its name: its hash and its bytes.
///
/// # Errors
/// When there is none.
pub fn object(trial: &Trial, end: &str) -> Result<(String, Vec<u8>), Fault> {
    let before = trial.before.path().join(PACK).join("o");
    let folder = trial.publisher.pack().join("o");
    for entry in fs::read_dir(&folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let is_new = !before.join(&name).exists();
        if let Some((sha256, rest)) = name.split_once('.')
            && is_new
            && rest.starts_with("en.")
            && rest.ends_with(end)
        {
            return Ok((sha256.to_owned(), fs::read(folder.join(&name))?));
        }
    }
    Err("no such object".into())
}
