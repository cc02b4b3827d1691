//! Which texts are one location or one event: those with one number, or those that name each other.

use std::collections::BTreeMap;

use super::answer::{PagePath, Spot, Text};
use crate::import::ImportReport;

/// What locations and events have in common.
pub(super) trait Thing: Clone {
    /// Its number, the same in all languages.
    fn number(&self) -> Option<i64>;
    fn text(&self) -> &Text;
    fn spot(&self) -> &Spot;
    /// Whether two texts of one language and number say the same, wherever they stand.
    fn same(&self, other: &Self) -> bool;
}

/// A location or event with its texts by language.
pub(super) struct Joined<T> {
    /// By which the import knows it again.
    pub(super) key: String,
    /// By position of the language; the first is the one that facts are taken from.
    pub(super) texts: BTreeMap<usize, T>,
}

impl<T: Thing> Joined<T> {
    pub(super) fn first(&self) -> Option<&T> {
        self.texts.values().next()
    }
}

/// Joins texts; `language` gives the position of a code. The result does not depend on their order.
pub(super) fn join<T: Thing>(
    things: Vec<T>,
    language: &dyn Fn(&str) -> usize,
    report: &mut ImportReport,
) -> Vec<Joined<T>> {
    let mut sorted: Vec<(usize, T)> =
        things.into_iter().map(|t| (language(&t.text().path.language), t)).collect();
    sorted.sort_by(|(a, s), (b, t)| {
        (s.number(), a, &s.text(), s.spot()).cmp(&(t.number(), b, &t.text(), t.spot()))
    });
    let mut joined: Vec<Joined<T>> = Vec::new();
    let mut by_number: BTreeMap<i64, usize> = BTreeMap::new();
    let mut by_path: BTreeMap<PagePath, usize> = BTreeMap::new();
    // Those with a number come first, so that those without find them by path.
    sorted.sort_by_key(|(_, t)| t.number().is_none());
    for (language, thing) in sorted {
        let text = thing.text();
        let by_name = || {
            let named = text.translations.values().map(|t| &t.path);
            std::iter::once(&text.path).chain(named).find_map(|p| by_path.get(p)).copied()
        };
        let home = match thing.number() {
            Some(number) => by_number.get(&number).copied(),
            None => by_name(),
        };
        if let Some(group) = home.and_then(|at| joined.get_mut(at)) {
            match group.texts.get(&language) {
                None => {
                    remember(text, home.unwrap_or_default(), &mut by_path);
                    group.texts.insert(language, thing);
                    continue;
                }
                Some(before) if before.same(&thing) => continue,
                Some(_) => {
                    let message =
                        "another text of this language has the same number; both were taken";
                    report.problems.push(thing.spot().warning("same-id-twice", message));
                }
            }
        }
        let place = joined.len();
        remember(text, place, &mut by_path);
        let key = match (thing.number(), home) {
            (Some(number), None) => {
                by_number.insert(number, place);
                number.to_string()
            }
            _ => {
                format!("{}/{}/{}", text.path.region, text.path.language, text.path.slugs.join("/"))
            }
        };
        joined.push(Joined { key, texts: BTreeMap::from([(language, thing)]) });
    }
    joined
}

/// Where a text and those that it names belong.
fn remember(text: &Text, place: usize, by_path: &mut BTreeMap<PagePath, usize>) {
    let named = text.translations.values().map(|t| &t.path);
    for path in std::iter::once(&text.path).chain(named) {
        by_path.entry(path.clone()).or_insert(place);
    }
}
