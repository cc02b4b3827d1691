//! Whether something like it is on nearby at about the same time.

use chrono::{NaiveDateTime, TimeDelta};

use super::{DraftConcern, Neighbour, Scene, Venue};
use crate::text::alike::is_like;

/// So long before and after something counts as the same time.
const ABOUT: TimeDelta = TimeDelta::hours(2);
/// So many are told of one time.
const TOLD: usize = 5;

impl Scene<'_> {
    /// What is alike, nearest first.
    pub(super) fn similar(
        &self,
        venue: &Venue<'_>,
        start: NaiveDateTime,
        end: NaiveDateTime,
    ) -> Vec<DraftConcern> {
        let zone = self.around.zone();
        let at = |local: NaiveDateTime| zone.resolve(local).timestamp_millis();
        let about = ABOUT.num_milliseconds();
        let (from, until) = (at(start).saturating_sub(about), at(end).saturating_add(about));
        let on = venue
            .neighbours
            .iter()
            .filter(|n| n.starts_ms < until && n.ends_ms.max(n.starts_ms + 1) > from);
        let mut alike: Vec<(&Neighbour, DraftConcern)> =
            on.filter_map(|n| Some((n, self.alike(n)?))).collect();
        alike.sort_by_key(|(n, _)| (n.metres.unwrap_or(u32::MAX), n.starts_ms));
        alike.into_iter().map(|(_, concern)| concern).take(TOLD).collect()
    }

    fn alike(&self, other: &Neighbour) -> Option<DraftConcern> {
        let fact = &self.draft.fact;
        let shared = |own: &[String], theirs: &[String]| -> Vec<String> {
            own.iter().filter(|word| theirs.contains(word)).cloned().collect()
        };
        let topics = shared(&fact.topics, &other.topics);
        let audience = shared(&fact.audience, &other.audience);
        let titles = self.draft.texts.iter().map(|written| &written.text.title);
        let like_title = titles.into_iter().any(|title| is_like(title, &other.title));
        let is_alike = like_title || !topics.is_empty() || !audience.is_empty();
        is_alike.then(|| DraftConcern::Similar {
            link: other.link.clone(),
            title: other.title.clone(),
            starts_local: other.starts_local.clone(),
            metres: other.metres,
            topics,
            audience,
            like_title,
        })
    }
}
