//! Checklists with a person's ticks, and due dates counted from the day of arrival.

use chrono::Days;

use super::layers::Layer;
use super::served::{TextInfo, Titles};
use super::{Guide, links, parse};
use crate::error::{Error, Result};
use crate::packs::format::{ChecklistFact, ChecklistText, TaskFact, TaskText};
use crate::store::TitleRow;

/// Things to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChecklistView {
    /// Pack id.
    pub pack: String,
    /// Checklist id.
    pub id: String,
    /// Its stable link.
    pub link: String,
    /// Its title.
    pub title: String,
    /// Language, origin, freshness of these texts.
    pub info: TextInfo,
    /// In the order to do them.
    pub tasks: Vec<TaskView>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskView {
    /// Task id.
    pub id: String,
    /// What to do.
    pub title: String,
    /// How.
    pub note: Option<String>,
    /// A stable link to what tells more.
    pub link: Option<String>,
    /// `YYYY-MM-DD`, once the day of arrival is known.
    pub due: Option<String>,
    /// The day has passed and it is not done.
    pub overdue: bool,
    /// When it was ticked, milliseconds since 1970.
    pub done_at_ms: Option<i64>,
}

impl Guide<'_> {
    /// All checklists of all layers.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list_checklists(&self) -> Result<Vec<ChecklistView>> {
        self.steady(|| self.all_checklists())
    }

    fn all_checklists(&self) -> Result<Vec<ChecklistView>> {
        let mut lists = Vec::new();
        for layer in self.layers()? {
            let titles = Titles::new(self.store.list_titles(&layer.fact.id, "checklist")?);
            for row in self.store.list_facts(&layer.fact.id, "checklist")? {
                let own = titles.of(&row.id);
                let fact: ChecklistFact = parse(&row.body, "checklist")?;
                lists.extend(self.checklist_view(&layer, fact, own)?);
            }
        }
        Ok(lists)
    }

    /// One checklist.
    ///
    /// # Errors
    /// `NotFound` when it is not installed.
    pub fn checklist(&self, pack: &str, id: &str) -> Result<ChecklistView> {
        self.steady(|| {
            let missing = || Error::NotFound("checklist");
            let layer = self.layer(pack)?;
            let row = self.store.find_fact(pack, "checklist", id)?.ok_or_else(missing)?;
            let titles = self.store.list_titles_of(pack, "checklist", id)?;
            let fact = parse(&row.body, "checklist")?;
            self.checklist_view(&layer, fact, &titles)?.ok_or_else(missing)
        })
    }

    /// Ticks a task, or takes the tick away.
    ///
    /// # Errors
    /// `NotFound` when there is no such task.
    pub fn record_tick(&self, pack: &str, checklist: &str, task: &str, done: bool) -> Result<()> {
        let row = self
            .store
            .find_fact(pack, "checklist", checklist)?
            .ok_or(Error::NotFound("checklist"))?;
        let fact: ChecklistFact = parse(&row.body, "checklist")?;
        if !fact.tasks.iter().any(|t| t.id == task) {
            return Err(Error::NotFound("task"));
        }
        let at = done.then(|| self.reader.now.timestamp());
        Ok(self.store.record_tick(pack, checklist, task, at)?)
    }

    fn checklist_view(
        &self,
        layer: &Layer,
        fact: ChecklistFact,
        titles: &[TitleRow],
    ) -> Result<Option<ChecklistView>> {
        let pack = &layer.fact.id;
        let source = &layer.fact.source_language;
        let Some((_, choice)) = self.choose(titles, source) else { return Ok(None) };
        let text: Option<ChecklistText> = self.text(pack, "checklist", &fact.id, &choice.served)?;
        let Some(text) = text else { return Ok(None) };
        // A task that is not translated yet is still a task: it is shown in the source language.
        let fallback: Option<ChecklistText> = self.text(pack, "checklist", &fact.id, source)?;
        let missing = fact.tasks.iter().any(|t| !text.tasks.contains_key(&t.id));
        let ticks = self.store.list_ticks(pack, &fact.id)?;
        let tasks = fact
            .tasks
            .iter()
            .filter_map(|task| {
                let words = text
                    .tasks
                    .get(&task.id)
                    .or_else(|| fallback.as_ref().and_then(|f| f.tasks.get(&task.id)))?;
                Some(self.task_view(layer, task, words, ticks.get(&task.id).copied()))
            })
            .collect();
        Ok(Some(ChecklistView {
            pack: pack.clone(),
            link: links::link("checklist", pack, &fact.id),
            id: fact.id,
            title: text.title,
            info: self.info(layer, &choice, text.origin, missing),
            tasks,
        }))
    }

    fn task_view(
        &self,
        layer: &Layer,
        task: &TaskFact,
        text: &TaskText,
        done_at: Option<i64>,
    ) -> TaskView {
        let due = self
            .reader
            .arrival
            .zip(task.due_days)
            .and_then(|(day, days)| day.checked_add_days(Days::new(u64::from(days))));
        let today = layer.local(&self.reader).map(|l| l.date());
        TaskView {
            id: task.id.clone(),
            title: text.title.clone(),
            note: text.note.clone(),
            link: task.link.as_deref().map(|l| reference(&layer.fact.id, l)),
            overdue: done_at.is_none() && due.zip(today).is_some_and(|(due, today)| due < today),
            due: due.map(|d| d.to_string()),
            done_at_ms: done_at.map(|at| at.saturating_mul(1000)),
        }
    }
}

/// `page:id` or `page:pack/id` as a stable link; anything else as it is.
fn reference(pack: &str, text: &str) -> String {
    match text.split_once(':') {
        Some((kind, rest)) if crate::text::block::REFERENCE_SCHEMES.contains(&kind) => {
            match rest.split_once('/') {
                Some((other, id)) => links::link(kind, other, id),
                None => links::link(kind, pack, rest),
            }
        }
        _ => text.to_owned(),
    }
}
