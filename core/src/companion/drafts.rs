//! Drafts of events: kept in the person's own file, read against the guide. Nothing of them goes anywhere.

mod around;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use self::around::Surroundings;
use super::Companion;
use crate::drafts::{
    self, Draft, DraftChange, DraftFault, DraftOccurrence, DraftSaved, DraftSummary, DraftText,
    DraftWarnings, EventDraft, Known, Written,
};
use crate::error::{Error, ErrorKind, Result};
use crate::guide::{EventValues, Guide};
use crate::store::{DraftRow, Store, StoreError};
use crate::text::LanguageTag;
use crate::text::language::choose;

/// Most times of a draft that are listed.
const MOST_TIMES: u32 = 1000;

/// The drafts of this person at this moment.
pub struct Drafts<'a> {
    store: &'a Store,
    guide: Guide<'a>,
    languages: Vec<LanguageTag>,
    now: DateTime<Utc>,
}

impl Companion {
    /// Events that the person drafts. They stay on the phone.
    ///
    /// # Errors
    /// When the settings cannot be read.
    pub fn drafts(&self) -> Result<Drafts<'_>> {
        let now = self.ports.clock.now().max(self.floor()?);
        Ok(Drafts { store: &self.store, guide: self.guide()?, languages: self.languages()?, now })
    }
}

impl Drafts<'_> {
    /// An empty form for a pack, to be written in the person's first language, or in the pack's where they told none.
    ///
    /// # Errors
    /// `NotFound` when the pack is not installed.
    pub fn blank(&self, pack: &str) -> Result<EventDraft> {
        let ground = self.guide.ground(pack)?;
        let language = self.languages.first().unwrap_or(&ground.pack().source_language);
        let text = DraftText { language: language.to_string(), ..DraftText::default() };
        Ok(EventDraft { pack: pack.to_owned(), texts: vec![text], ..EventDraft::default() })
    }

    /// Everything that is wrong with a draft, by field; nothing is kept.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn check(&self, form: &EventDraft) -> Result<Vec<DraftFault>> {
        Ok(drafts::check(form, &self.known(form)?).err().map(|faults| faults.0).unwrap_or_default())
    }

    /// Keeps a draft: a new one, or in the place of the one with its id. Single times that differ stay so where the draft
    /// still has them.
    ///
    /// # Errors
    /// `Draft` with everything that is wrong; `NotFound` for an id that there is not.
    pub fn save(&self, form: &EventDraft) -> Result<DraftSaved> {
        let draft = drafts::check(form, &self.known(form)?).map_err(Error::Draft)?;
        let at = self.now.timestamp();
        let Some(id) = &form.id else {
            let id = self.store.record_draft(&form.pack, &written(&draft)?, at)?;
            return Ok(DraftSaved { id, dropped: Vec::new() });
        };
        let dropped = self.rewrite(id, Some(&form.pack), |old| {
            let (draft, dropped) = drafts::again(&old, draft.clone());
            Ok((draft, dropped))
        })?;
        Ok(DraftSaved { id: id.clone(), dropped })
    }

    /// All drafts: by their next time, and then those that are over.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list(&self) -> Result<Vec<DraftSummary>> {
        let mut list = Vec::new();
        for row in self.store.list_drafts()? {
            let draft = read(&row)?;
            let zone = self.guide.clock_at(&row.pack, &draft.zone)?;
            let next = zone.and_then(|zone| draft.next(&zone, self.now));
            let tags: Vec<LanguageTag> = draft.texts.iter().map(|t| t.language.clone()).collect();
            let source = tags.first().cloned().unwrap_or_else(|| LanguageTag::stored("en"));
            let served = choose(&self.languages, &tags, &source).map_or(source, |c| c.served);
            let text = draft.texts.iter().find(|t| t.language == served);
            list.push(DraftSummary {
                id: row.id,
                pack: row.pack,
                title: text.map(|t| t.text.title.clone()).unwrap_or_default(),
                language: served.to_string(),
                next_local: next.as_ref().map(|(local, _)| local.clone()),
                next_ms: next.map(|(_, ms)| ms),
                repeats: draft.repeats(),
                changed_at_ms: row.changed_at.saturating_mul(1000),
            });
        }
        // The rows come by their last change, which stays the order of those that are over.
        list.sort_by_key(|draft| draft.next_ms.unwrap_or(i64::MAX));
        Ok(list)
    }

    /// A draft as it is filled in.
    ///
    /// # Errors
    /// `NotFound` where there is none.
    pub fn find(&self, id: &str) -> Result<EventDraft> {
        let row = self.row(id)?;
        Ok(read(&row)?.form(&row.id, &row.pack))
    }

    /// A draft as the records that it becomes.
    ///
    /// # Errors
    /// `NotFound` where there is none.
    pub fn records(&self, id: &str) -> Result<Draft> {
        let row = self.row(id)?;
        let mut draft = read(&row)?;
        draft.fact.id.clone_from(&row.id);
        for written in &mut draft.texts {
            written.text.id.clone_from(&row.id);
        }
        Ok(draft)
    }

    /// Forgets a draft.
    ///
    /// # Errors
    /// `NotFound` where there is none.
    pub fn remove(&self, id: &str) -> Result<()> {
        match self.store.remove_draft(id)? {
            true => Ok(()),
            false => Err(Error::NotFound("draft")),
        }
    }

    /// Makes one time (`of`, its time by rule) differ; no other is touched.
    ///
    /// # Errors
    /// `NotFound` where there is no such draft or time; `Draft` with everything that is wrong.
    pub fn change_occurrence(&self, id: &str, of: &str, change: &DraftChange) -> Result<()> {
        let pack = self.row(id)?.pack;
        let places = self.places(&pack, change.place.iter())?;
        self.rewrite(id, None, |mut draft| {
            draft.change(of, change, &places)?;
            Ok((draft, ()))
        })
    }

    /// Cancels one time; no other is touched.
    ///
    /// # Errors
    /// As [`Drafts::change_occurrence`].
    pub fn cancel_occurrence(&self, id: &str, of: &str, note: Option<&str>) -> Result<()> {
        self.rewrite(id, None, |mut draft| {
            draft.cancel(of, note)?;
            Ok((draft, ()))
        })
    }

    /// Makes one time as it always is.
    ///
    /// # Errors
    /// `NotFound` where there is no such draft or time.
    pub fn restore_occurrence(&self, id: &str, of: &str) -> Result<()> {
        self.rewrite(id, None, |mut draft| {
            draft.restore(of)?;
            Ok((draft, ()))
        })
    }

    /// The first times of a draft, at most `limit` and at most 1,000.
    ///
    /// # Errors
    /// `NotFound` where there is none.
    pub fn list_occurrences(&self, id: &str, limit: u32) -> Result<Vec<DraftOccurrence>> {
        let row = self.row(id)?;
        let draft = read(&row)?;
        let zone = self.guide.clock_at(&row.pack, &draft.zone)?;
        Ok(draft.occurrences(zone.as_ref(), limit.min(MOST_TIMES) as usize))
    }

    /// What a draft, saved or not, runs into, and other times that are free. Only its times have to be right. What was
    /// changed about single times counts where it is saved.
    ///
    /// # Errors
    /// `Draft` with what is wrong with its times; `NotFound` for an id that there is not.
    pub fn warnings(&self, form: &EventDraft) -> Result<DraftWarnings> {
        let mut draft = drafts::check_times(form, &self.known(form)?).map_err(Error::Draft)?;
        if let Some(id) = &form.id {
            draft = drafts::again(&read(&self.row(id)?)?, draft).0;
        }
        let ground = self.guide.ground(&form.pack)?;
        let zone = self.guide.clock_at(&form.pack, &draft.zone)?;
        let zone = zone.ok_or_else(|| Error::invalid("zone", "its clock is not known"))?;
        let table = self.guide.observances(Some(&ground.pack().country))?;
        let around = Surroundings { drafts: self, ground, zone, table, own: form.id.clone() };
        drafts::warnings(&draft, &around)
    }

    /// What an event of a pack runs into, and other times that are free: for whoever looks after a calendar.
    ///
    /// # Errors
    /// `NotFound` when it is not installed, or the clock of its zone is not known.
    pub fn event_warnings(&self, pack: &str, id: &str) -> Result<DraftWarnings> {
        let EventValues { fact, text, language, zone_name, zone, .. } =
            self.guide.event_values(pack, id)?;
        let draft = Draft { fact, texts: vec![Written { language, text }], zone: zone_name };
        let ground = self.guide.ground(pack)?;
        let table = self.guide.observances(Some(&ground.pack().country))?;
        let own = Some(id.to_owned());
        drafts::warnings(&draft, &Surroundings { drafts: self, ground, zone, table, own })
    }

    fn row(&self, id: &str) -> Result<DraftRow> {
        self.store.find_draft(id)?.ok_or(Error::NotFound("draft"))
    }

    /// Changes a draft by what it is now, however many do so at once.
    fn rewrite<T>(
        &self,
        id: &str,
        pack: Option<&str>,
        change: impl Fn(Draft) -> Result<(Draft, T)>,
    ) -> Result<T> {
        loop {
            let row = self.row(id)?;
            let (draft, value) = change(read(&row)?)?;
            let (pack, body) = (pack.unwrap_or(&row.pack), written(&draft)?);
            if self.store.replace_draft(&row, pack, &body, self.now.timestamp())? {
                return Ok(value);
            }
        }
    }

    /// What is known of what a form names.
    fn known(&self, form: &EventDraft) -> Result<Known> {
        let ground = match self.guide.ground(&form.pack) {
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Known::default()),
            other => other?,
        };
        let own = ground.pack().zone.clone();
        let named = form.zone.as_deref().map(str::trim).filter(|zone| !zone.is_empty());
        let mut clocks = BTreeSet::new();
        for zone in [Some(own.as_str()), named].into_iter().flatten() {
            if self.guide.clock_at(&form.pack, zone)?.is_some() {
                clocks.insert(zone.to_owned());
            }
        }
        let places = self.places(&form.pack, form.place.iter())?;
        let mut topics = BTreeSet::new();
        if !form.topics.is_empty() {
            let known = self.guide.list_topics()?.into_iter().map(|topic| topic.id);
            topics.extend(known.filter(|topic| form.topics.contains(topic)));
        }
        Ok(Known { zone: Some(own), clocks, places, topics })
    }

    /// Those that are places of a pack.
    fn places<'p>(
        &self,
        pack: &str,
        named: impl Iterator<Item = &'p String>,
    ) -> Result<BTreeSet<String>> {
        let mut places = BTreeSet::new();
        for id in named.map(|id| id.trim()) {
            if self.store.find_fact(pack, "place", id)?.is_some() {
                places.insert(id.to_owned());
            }
        }
        Ok(places)
    }
}

fn read(row: &DraftRow) -> Result<Draft> {
    Ok(serde_json::from_str(&row.body).map_err(|_| StoreError::Record("draft"))?)
}

fn written(draft: &Draft) -> Result<String> {
    Ok(serde_json::to_string(draft).map_err(|_| StoreError::Record("draft"))?)
}
