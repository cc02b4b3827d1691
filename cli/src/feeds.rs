//! A pack's feeds: calendars of others, asked for by the city's command and brought into the pack's folder.
//!
//! Phones never ask third parties: whoever keeps a calendar would learn who reads it (docs/adr/0023). Owns one feed from
//! its address to a plan; what feeds.toml says is [`crate::source::feeds`]'s, how events are read is
//! [`crate::import::events`]'s, how they are merged and written [`crate::import::again`]'s.
//!
//! A feed that is broken, in whatever way, changes nothing of what was known.

pub mod ask;
mod fault;
mod guard;
pub mod state;

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use companion_core::ports::Transport;

use self::ask::{Answer, Validators};
pub use self::fault::Fault;
use self::state::{Known, State};
use crate::import::again::{self, Incoming, Note, Plan};
use crate::import::events::{self, Context, Defaults, activitypub};
use crate::import::{ImportError, ImportReport};
use crate::keys::hex;
use crate::source::{Feed, Source};

/// What asking for feeds needs.
pub struct Feeds<'f> {
    /// The pack's source folder.
    pub folder: &'f Path,
    /// What it says.
    pub source: &'f Source,
    /// What asks.
    pub transport: &'f dyn Transport,
    /// The present moment.
    pub now: DateTime<Utc>,
    /// Longest time for one feed.
    pub max_time: Duration,
    /// Whether a feed may lose most of its events.
    pub accept_loss: bool,
}

/// What a feed has to say.
#[derive(Debug)]
pub enum News {
    /// It is as it was.
    Same,
    /// It was read.
    Read {
        /// What would change in the folder; nothing, perhaps.
        plan: Box<Plan>,
        /// What was found.
        report: Box<ImportReport>,
    },
    /// It cannot be taken; what was known stays.
    Broken {
        /// Why.
        fault: Fault,
        /// Since when, in UTC (RFC 3339).
        since: String,
    },
}

/// A look at a feed; nothing is written yet.
#[derive(Debug)]
pub struct Look {
    /// What it has to say.
    pub news: News,
    note: Option<Note>,
}

impl Look {
    /// Writes what changes, all of it or nothing; where nothing does, no byte of the folder changes.
    ///
    /// # Errors
    /// Somebody changed a file since, or the disk says no.
    pub fn write(self, folder: &Path) -> Result<(), ImportError> {
        match (self.news, self.note) {
            (News::Read { plan, .. }, _) => again::apply(&plan),
            (_, Some(note)) => again::write_note(folder, note),
            (_, None) => Ok(()),
        }
    }
}

/// What the import of a feed is called among the imports of a folder.
pub fn import_name(feed: &str) -> String {
    format!("feed-{feed}")
}

impl Feeds<'_> {
    /// Asks for a feed and says what would change. Needs a tokio runtime around it.
    ///
    /// # Errors
    /// The folder cannot be read. What is wrong with the feed is told in [`News::Broken`].
    pub async fn look(&self, name: &str, feed: &Feed) -> Result<Look, ImportError> {
        let state = State::read(self.folder)?;
        let known = state.of(name);
        let (news, now_known) = match self.read(name, feed, &known).await? {
            Ok(None) => (News::Same, Known { failing_since: None, ..known }),
            Ok(Some((plan, report, read))) => {
                // What a server calls an answer that brings nothing is not worth a change in version control.
                let asked_well = known.etag.is_some() || known.modified.is_some();
                let same = plan.brings_nothing_new() && known.settings == read.settings;
                let now_known = match same && asked_well {
                    true => Known { failing_since: None, ..known },
                    false => read,
                };
                (News::Read { plan: Box::new(plan), report: Box::new(report) }, now_known)
            }
            Err(fault) => {
                let now = || self.now.to_rfc3339_opts(SecondsFormat::Secs, true);
                let since = known.failing_since.clone().unwrap_or_else(now);
                let now_known = Known { failing_since: Some(since.clone()), ..known };
                (News::Broken { fault, since }, now_known)
            }
        };
        let names: Vec<&str> = self.source.feeds.keys().map(String::as_str).collect();
        let note = state.with(name, now_known, &names);
        let mut look = Look { news, note };
        if let News::Read { plan, .. } = &mut look.news
            && let Some(note) = look.note.take()
        {
            plan.write_note(note);
        }
        Ok(look)
    }

    /// Nothing where the server says that nothing is new.
    async fn read(
        &self,
        name: &str,
        feed: &Feed,
        known: &Known,
    ) -> Result<Result<Option<(Plan, ImportReport, Known)>, Fault>, ImportError> {
        let import = import_name(name);
        let earlier = again::earlier(self.folder, &import)?;
        let context = self.context(name, feed);
        let settings = settings(feed, &context);
        // Where what it brought is gone from the folder, "nothing new" would be no answer.
        let validators = match earlier.base.is_empty() {
            true => Validators::default(),
            false => known.validators(&settings),
        };
        let asked = ask::ask(self.transport, &feed.url, &validators, self.max_time).await;
        let (bytes, validators) = match asked {
            Ok(Answer::Same) => return Ok(Ok(None)),
            Ok(Answer::New { bytes, validators }) => (bytes, validators),
            Err(fault) => return Ok(Err(fault)),
        };
        let pack = self.source.pack.value.id.clone();
        let mut report = ImportReport { pack, ..ImportReport::default() };
        let told = format!("feed {name}");
        let found = match events::read(&told, &bytes, &context, &mut report) {
            Ok(found) => found,
            Err(unread) => return Ok(Err(Fault::of_unread(unread))),
        };
        let mut ids = earlier.known_ids();
        events::reserve(self.source, &earlier.base, &mut ids);
        let mut files = events::write(found, &context, &mut ids, &mut report);
        let upcoming = guard::upcoming(self.source, &earlier.base, self.now);
        let absent = activitypub::absent(&bytes);
        report.events += guard::keep(&upcoming, &absent, &ids, &earlier.base, &mut files);
        if !self.accept_loss
            && let Err(fault) = guard::check(&upcoming, &files)
        {
            return Ok(Err(fault));
        }
        let incoming = Incoming { name: &import, files: &files, ids: Some(&ids) };
        let plan = match again::plan(self.folder, &incoming) {
            // What no pack may hold is the feed's fault, and no reason to leave the others.
            Err(ImportError::Unfit(message)) => return Ok(Err(Fault::Unreadable(message))),
            plan => plan?,
        };
        let Validators { etag, modified } = validators;
        Ok(Ok(Some((plan, report, Known { settings, etag, modified, failing_since: None }))))
    }

    fn context(&self, name: &str, feed: &Feed) -> Context {
        let topic = |t: &crate::source::place::Placed<String>| t.value.clone();
        let categories = feed.categories.iter().map(|(name, id)| (name.clone(), topic(id)));
        let defaults = Defaults {
            language: feed.language.clone(),
            zone: feed.zone.clone(),
            organiser: feed.organiser.clone(),
            place: feed.place.clone(),
            topics: feed.topics.iter().map(topic).collect(),
            languages: feed.languages.clone(),
            audience: feed.audience.clone(),
            cost: feed.cost.clone(),
            categories: categories.collect(),
        };
        Context::new(self.source, defaults, Some(name), self.now.date_naive())
    }
}

/// A mark of everything that the outcome depends on beside the answer itself: the address, feeds.toml, what the pack says of
/// its places and topics, and this program. The day is none of it: what is over is left out with the next news.
fn settings(feed: &Feed, context: &Context) -> String {
    let context = Context { from: chrono::NaiveDate::MIN, ..context.clone() };
    let version = env!("CARGO_PKG_VERSION");
    let mut mark = hex::sha256(format!("{version} {} {context:?}", feed.url).as_bytes());
    mark.truncate(16);
    mark
}
