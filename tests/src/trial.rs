//! A phone that has the old state of a pack and is to get the new one, over the real carrier, from servers that fail.
//!
//! What a person reads is compared as a whole with the two states that were published: it is the one or the other.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use companion_core::adapters::{HttpTransport, Patience};
use companion_core::packs::edition::{Edition, Records};
use companion_core::packs::format::{Fact, Text};
use companion_core::sync::PackReport;
use companion_core::{Companion, ErrorKind};

use crate::forger::Forger;
use crate::look;
use crate::made::paragraph;
use crate::phone::{Phone, monday};
use crate::publisher::{Fault, PACK, Publisher, editions};
use crate::unruly::Unruly;

/// Languages and words of the state that is installed.
pub const OLD: [(&str, &str); 2] = [("de", "Anmeldung"), ("en", "Registration")];
/// Those of the state that is published later.
pub const NEW: [(&str, &str); 2] = [("de", "Meldestelle"), ("en", "Arrival")];
/// Words that a person looks for: of the one state and of the other.
pub const WORDS: [&str; 4] = ["anmeldung", "registration", "meldestelle", "arrival"];

/// Seconds from the first publish to the moment of the story.
pub const LATER: i64 = 2 * 24 * 60 * 60;

/// Which of the two states a phone shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// The one that was installed, row for row.
    Old,
    /// The one that was published later, as a phone reads it that nothing happened to.
    New,
}

/// Publisher, servers, phone and app of one story.
pub struct Trial {
    /// Who publishes; its folder has the new state.
    pub publisher: Publisher,
    /// A folder as it was when the old state was the newest.
    pub before: Arc<tempfile::TempDir>,
    /// Where the pack's link leads.
    pub server: Unruly,
    /// Named by the pack's own record.
    pub mirrors: Vec<Unruly>,
    /// The editions of the old state and of the new one.
    pub states: Arc<[Vec<Edition>; 2]>,
    /// The phone.
    pub phone: Phone,
    /// Its app, running.
    pub app: Companion,
    pristine: Arc<Pristine>,
}

/// What a story begins with, made once for all stories of a test.
struct Pristine {
    published: tempfile::TempDir,
    phone: Phone,
    old: String,
    old_rows: String,
    new: String,
}

impl Trial {
    /// A pack of a few pages, all of which change, and no mirror.
    ///
    /// # Errors
    /// When it cannot be published or installed.
    pub async fn installed() -> Result<Self, Fault> {
        Self::of(editions(&OLD)?, editions(&NEW)?, 0).await
    }

    /// Long pages of which a sentence changes, so that files are large and deltas small, and so many mirrors.
    ///
    /// # Errors
    /// As [`Self::installed`].
    pub async fn long(mirrors: usize) -> Result<Self, Fault> {
        Self::of(long(&OLD)?, edited(&OLD, &NEW)?, mirrors).await
    }

    /// Between these two states.
    ///
    /// # Errors
    /// As [`Self::installed`].
    pub async fn of(
        mut old: Vec<Edition>,
        mut new: Vec<Edition>,
        mirrors: usize,
    ) -> Result<Self, Fault> {
        let publisher = Publisher::new()?;
        let server = Unruly::start(publisher.folder())?;
        let start = |_| Unruly::start(publisher.folder());
        let mirrors: Vec<Unruly> = (0..mirrors).map(start).collect::<Result<_, _>>()?;
        let urls: Vec<String> =
            mirrors.iter().map(|m| format!("{}/{PACK}", m.base_url())).collect();
        name_mirrors(&mut old, &urls);
        name_mirrors(&mut new, &urls);

        publisher.publish_editions(PACK, &old, monday())?;
        let phone = Phone::online()?;
        // Later than all that is published, so that what is read depends on no moment that is noted on the way.
        phone.clock.advance(LATER);
        let app = phone.open()?;
        app.set_languages(&["en".into()])?;
        app.add_pack(&publisher.link(&server.base_url(), PACK)?)?;
        app.sync_pack(PACK, None).await?;
        let before = tempfile::tempdir()?;
        copy(publisher.folder(), before.path())?;
        publisher.publish_editions(PACK, &new, monday() + TimeDelta::days(1))?;

        let fortunate = Phone::online()?;
        fortunate.clock.advance(LATER);
        let fortunate = fortunate.open()?;
        fortunate.set_languages(&["en".into()])?;
        fortunate.add_pack(&publisher.link(&server.base_url(), PACK)?)?;
        fortunate.sync_pack(PACK, None).await?;
        let content = look::content(&fortunate, &WORDS)?;
        let (before_content, old_rows) = (look::content(&app, &WORDS)?, rows(&phone)?);
        if before_content == content {
            return Err("the two states look alike".into());
        }
        server.take_asked();
        mirrors.iter().for_each(|mirror| drop(mirror.take_asked()));
        let published = tempfile::tempdir()?;
        copy(publisher.folder(), published.path())?;
        let states = Arc::new([old, new]);
        let (old, new) = (before_content, content);
        let pristine = Pristine { published, phone: phone.copy()?, old, old_rows, new };
        let (before, pristine) = (Arc::new(before), Arc::new(pristine));
        Ok(Self { publisher, before, server, mirrors, states, phone, app, pristine })
    }

    /// The same story from its beginning, with a server of its own; there are no mirrors.
    ///
    /// # Errors
    /// When something cannot be copied.
    pub fn again(&self) -> Result<Self, Fault> {
        let publisher = Publisher::new()?;
        copy(self.pristine.published.path(), publisher.folder())?;
        let server = Unruly::start(publisher.folder())?;
        let phone = self.pristine.phone.copy()?;
        let app = phone.open()?;
        app.add_pack(&publisher.link(&server.base_url(), PACK)?)?;
        let (before, states) = (Arc::clone(&self.before), Arc::clone(&self.states));
        let (mirrors, pristine) = (Vec::new(), Arc::clone(&self.pristine));
        Ok(Self { publisher, before, server, mirrors, states, phone, app, pristine })
    }

    /// Another phone with the same files, at the same servers.
    ///
    /// # Errors
    /// When the files cannot be copied.
    pub fn copy(&self) -> Result<(Phone, Companion), Fault> {
        let phone = self.phone.copy()?;
        let app = phone.open()?;
        Ok((phone, app))
    }

    /// What the phone's reader sees.
    ///
    /// # Errors
    /// When it is neither of the two states.
    pub fn reads(&self) -> Result<Reads, Fault> {
        self.reads_on(&self.phone, &self.app)
    }

    /// The same of a copy. The old state is compared row for row too.
    ///
    /// # Errors
    /// When it is neither of the two states.
    pub fn reads_on(&self, phone: &Phone, app: &Companion) -> Result<Reads, Fault> {
        let seen = look::content(app, &WORDS)?;
        if seen == self.pristine.new {
            return Ok(Reads::New);
        }
        if seen == self.pristine.old && rows(phone)? == self.pristine.old_rows {
            return Ok(Reads::Old);
        }
        Err("a state that was never published".into())
    }

    /// Syncs, which must fail and leave the old state; why it failed.
    ///
    /// # Errors
    /// When it went well, or something changed.
    pub async fn refused(&self) -> Result<ErrorKind, Fault> {
        let refused = match self.app.sync_pack(PACK, None).await {
            Ok(report) => return Err(format!("was taken: {report:?}").into()),
            Err(refused) => refused.kind(),
        };
        match self.reads()? {
            Reads::Old => Ok(refused),
            Reads::New => Err("it failed, and the new state is there".into()),
        }
    }

    /// The bytes of an edition of the old state (0) or the new one (1).
    ///
    /// # Errors
    /// When there is none.
    pub fn raw(&self, state: usize, name: &str) -> Result<Vec<u8>, Fault> {
        let edition = self.states.get(state).and_then(|all| all.iter().find(|e| e.name() == name));
        Ok(edition.ok_or("no such edition")?.to_bytes()?)
    }

    /// Somebody who has the publisher's keys, at work on the new state.
    pub fn forger(&self) -> Forger<'_> {
        Forger::new(&self.publisher.pack(), self.publisher.keys())
    }

    /// Everything is as it should be again: the next sync brings the new state.
    ///
    /// # Errors
    /// When it does not.
    pub async fn heals(&self) -> Result<PackReport, Fault> {
        self.server.behave();
        self.mirrors.iter().for_each(Unruly::behave);
        let report = self.app.sync_pack(PACK, None).await?;
        match self.reads()? {
            Reads::New => Ok(report),
            Reads::Old => Err("still the old state".into()),
        }
    }

    /// Bytes of the answers for paths that contain this, of all servers, since the last count.
    pub fn bytes_of(&self, part: &str) -> u64 {
        let asked = self.server.asked().into_iter();
        let others = self.mirrors.iter().flat_map(Unruly::asked);
        asked.chain(others).filter(|a| a.path.contains(part)).map(|a| a.bytes).sum()
    }
}

/// The real carrier with little patience for slow servers, so that a story ends soon.
pub fn impatient() -> Arc<HttpTransport> {
    Arc::new(HttpTransport::new(Patience {
        connect: Duration::from_secs(5),
        silence: Duration::from_millis(300),
        slowest: Duration::from_millis(300),
        slowest_bytes: 256,
    }))
}

/// Pages of so much text that an edition is some tens of kilobytes.
///
/// # Errors
/// When a language is no language tag.
pub fn long(words: &[(&str, &str)]) -> Result<Vec<Edition>, Fault> {
    let mut editions = editions(words)?;
    for edition in &mut editions {
        let Records::Language(_, texts) = &mut edition.records else { continue };
        for text in texts {
            let Text::Page(page) = text else { continue };
            let id = page.id.clone();
            page.blocks.extend((0..60_u64).map(|n| paragraph(&noise(&id, n))));
        }
    }
    Ok(editions)
}

/// The same with another word in one title of each language.
///
/// # Errors
/// When a language is no language tag.
pub fn edited(words: &[(&str, &str)], new: &[(&str, &str)]) -> Result<Vec<Edition>, Fault> {
    let mut editions = long(words)?;
    for edition in &mut editions {
        let name = edition.name();
        let Records::Language(_, texts) = &mut edition.records else { continue };
        let word = new.iter().find(|(tag, _)| *tag == name).map(|(_, word)| *word);
        if let (Some(Text::Page(page)), Some(word)) = (texts.last_mut(), word) {
            page.title = format!("{word} {}", page.id);
        }
    }
    Ok(editions)
}

/// A sentence that no compressor makes much of, always the same.
pub fn noise(id: &str, n: u64) -> String {
    use std::fmt::Write as _;
    let mut text = format!("{id} {n}");
    let name = id.bytes().fold(7, |sum: u64, b| sum.wrapping_mul(31).wrapping_add(u64::from(b)));
    let mut state = (name << 16) ^ n;
    for _ in 0..8 {
        // A linear congruential generator with Knuth's constants for 64 bits.
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let _ = write!(text, " {:012x}", state >> 16);
    }
    text
}

fn name_mirrors(editions: &mut [Edition], urls: &[String]) {
    for edition in editions {
        let Records::Common(facts) = &mut edition.records else { continue };
        for fact in facts {
            if let Fact::Pack(pack) = fact {
                urls.clone_into(&mut pack.mirrors);
            }
        }
    }
}

fn rows(phone: &Phone) -> Result<String, Fault> {
    look::rows_but(&phone.content(), &look::TRUST)
}

/// Copies a published folder.
///
/// # Errors
/// When it cannot be read or written.
pub fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            std::fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
