//! A town's folder, and the host of its feeds.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};
use companion_cli::feeds::{Feeds, Look, News};
use companion_cli::import::ImportError;
use companion_cli::source;
use companion_core::adapters::HttpTransport;
use companion_tests::unruly::{Asked, Unruly};

pub(crate) const STATE: &str = ".import/feeds.json";
pub(crate) const PACK: &str = "id = \"town\"\nlevel = \"city\"\nsource_language = \"de\"\nlanguages = [\"de\"]\nzone = \"Europe/Berlin\"\n\
     country = \"DE\"\nlicence = \"CC0-1.0\"\npublisher = \"Town\"\n\n[names]\nde = \"Stadt\"\n";

/// A town's folder, and the host of its feeds.
pub(crate) struct Town {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) files: tempfile::TempDir,
    pub(crate) host: Unruly,
    pub(crate) now: DateTime<Utc>,
}

pub(crate) type Content = BTreeMap<String, Vec<u8>>;

impl Town {
    /// With a feed `club` at `/club.ics`, which has these events.
    pub(crate) fn new(events: &str) -> Self {
        let files = tempfile::tempdir().unwrap();
        let host = Unruly::start(files.path()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("pack.toml"), PACK).unwrap();
        let now = "2026-11-22T10:00:00Z".parse().unwrap();
        let town = Self { folder, files, host, now };
        town.serve("club.ics", &calendar(events));
        town.feeds(&town.feed("club", ""));
        town
    }

    pub(crate) fn feed(&self, name: &str, more: &str) -> String {
        format!("[{name}]\nurl = \"{}/{name}.ics\"\n{more}\n", self.host.base_url())
    }

    pub(crate) fn feeds(&self, text: &str) {
        fs::write(self.folder.path().join("feeds.toml"), text).unwrap();
    }

    pub(crate) fn serve(&self, name: &str, text: &str) {
        fs::write(self.files.path().join(name), text).unwrap();
    }

    pub(crate) fn look(&self, accept_loss: bool) -> Look {
        self.look_within(accept_loss, Duration::from_secs(20)).unwrap()
    }

    pub(crate) fn look_within(
        &self,
        accept_loss: bool,
        max_time: Duration,
    ) -> Result<Look, ImportError> {
        let source = source::read(self.folder.path()).0.unwrap();
        let transport = HttpTransport::default();
        let feeds = Feeds {
            folder: self.folder.path(),
            source: &source,
            transport: &transport,
            now: self.now,
            max_time,
            accept_loss,
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(feeds.look("club", &source.feeds["club"].value))
    }

    /// Asks, writes, and says in a word what came of it.
    pub(crate) fn refresh(&self) -> String {
        self.write(self.look(false))
    }

    pub(crate) fn write(&self, look: Look) -> String {
        let told = match &look.news {
            News::Same => "same".to_owned(),
            News::Read { plan, .. } if plan.changes_nothing() => "nothing".to_owned(),
            News::Read { plan, .. } => plan.changes.len().to_string(),
            News::Broken { fault, since } => format!("{} since {since}", fault.code()),
        };
        look.write(self.folder.path()).unwrap();
        told
    }

    /// Everything in the folder, hidden files too.
    pub(crate) fn content(&self) -> Content {
        let mut content = Content::new();
        below(self.folder.path(), self.folder.path(), &mut content);
        content
    }

    /// The same without what is noted of feeds.
    pub(crate) fn known(&self) -> Content {
        let mut content = self.content();
        content.remove(STATE);
        content
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap_or_default()
    }

    pub(crate) fn asked(&self) -> Asked {
        self.host.take_asked().pop().unwrap()
    }
}

pub(crate) fn below(root: &Path, folder: &Path, content: &mut Content) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            below(root, &path, content);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            content.insert(name, fs::read(path).unwrap());
        }
    }
}

pub(crate) fn calendar(events: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//club\r\n{events}END:VCALENDAR\r\n")
}

pub(crate) fn event(name: &str, start: &str) -> String {
    format!(
        "BEGIN:VEVENT\r\nUID:{name}@club.example\r\nDTSTART;TZID=Europe/Berlin:{start}\r\nSUMMARY:{name}\r\nEND:VEVENT\r\n"
    )
}

/// So many events of December, a day each.
pub(crate) fn december(days: std::ops::RangeInclusive<u32>) -> String {
    days.map(|day| event(&format!("tea{day}"), &format!("202612{day:02}T180000"))).collect()
}
