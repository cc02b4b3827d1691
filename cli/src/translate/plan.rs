//! What of a returned file is taken.
//!
//! Owns the decisions, each with its line: unknown, stale, empty, incomplete, broken, unlike its source. Writes nothing.

use std::collections::{BTreeMap, BTreeSet};

use companion_core::text::block::check_text;
use companion_core::text::{BlockBody, LanguageTag, Span};
use serde::Serialize;

use super::parts::{Inventory, Part, TextId};
use super::run::{Content, Token, spans};
use super::xliff::{self, nmtoken};
use super::{Returned, Unit, UnitState};
use crate::check;
use crate::markdown::normal;
use crate::problem::Problem;
use crate::source::place::{At, Log};
use crate::source::values::short;

/// Differences that are a translator's slip or two languages' ways: taken only when somebody says so.
const DOUBTFUL: [&str; 3] = ["numbers-differ", "wrong-script", "untranslated"];
/// Differences that nobody can want.
const LOST: [&str; 2] = ["links-differ", "placeholders-differ"];

/// How a part is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Its words are new.
    Written,
    /// Its words are the same, and somebody says that they hold.
    Confirmed,
    /// It has no words: numbers and addresses are those of the source text.
    Copied,
}

/// A part that is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Its place in the inventory.
    pub part: usize,
    /// What it says from now on.
    pub content: Content,
    /// Why.
    pub how: How,
}

/// What is done and what is left.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Parts with new words.
    pub written: usize,
    /// Parts whose words stay and hold.
    pub confirmed: usize,
    /// Parts of numbers and addresses, taken from the source text.
    pub copied: usize,
    /// Parts that came back as they went out.
    pub unchanged: usize,
    /// Parts without a translation.
    pub empty: usize,
    /// Parts of which only some runs are translated.
    pub incomplete: usize,
    /// Parts whose source text has changed since the export.
    pub stale: usize,
    /// Parts that wait for a title or name.
    pub waiting: usize,
}

/// What a returned file leads to.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// By text.
    pub taken: BTreeMap<TextId, Vec<Taken>>,
    /// In numbers.
    pub counts: Counts,
    /// Errors forbid writing anything.
    pub problems: Vec<Problem>,
}

/// How far a returned file is believed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Trust {
    /// Outdated translations that came back as they were still hold.
    pub confirm_unchanged: bool,
    /// Numbers, scripts and words left as they were may differ.
    pub accept_differences: bool,
}

/// The units of an inventory by their ids.
#[derive(Debug)]
pub struct Catalog<'u> {
    units: &'u [(usize, usize, Unit)],
    by_key: BTreeMap<&'u str, usize>,
    by_xliff: BTreeMap<(String, String), usize>,
    texts: BTreeSet<String>,
}

/// The units of all parts: place of the part, place of the run in it, unit.
pub fn units(inventory: &Inventory) -> Vec<(usize, usize, Unit)> {
    let of =
        |(n, part): (usize, &Part)| part.units().into_iter().map(move |(run, unit)| (n, run, unit));
    inventory.parts.iter().enumerate().flat_map(of).collect()
}

impl<'u> Catalog<'u> {
    /// A catalogue of units; `inventory` is where they come from.
    pub fn new(inventory: &Inventory, units: &'u [(usize, usize, Unit)]) -> Self {
        let by_key = units.iter().enumerate().map(|(n, (_, _, u))| (u.key.as_str(), n)).collect();
        let by_xliff = units.iter().enumerate().map(|(n, (_, _, u))| (xliff::ids(u), n)).collect();
        let texts = inventory.parts.iter().map(|p| p.text.key()).collect();
        Self { units, by_key, by_xliff, texts }
    }

    /// The unit with a key; what is gone is a warning, what never was an error.
    pub fn find(&self, key: &str, at: &At, log: &mut Log) -> Option<&'u Unit> {
        let found = self.by_key.get(key).and_then(|n| self.units.get(*n));
        if found.is_none() {
            let known = self
                .texts
                .iter()
                .any(|text| key.strip_prefix(text.as_str()).is_some_and(|r| r.starts_with('/')));
            missing(key, known, at, log);
        }
        found.map(|(_, _, unit)| unit)
    }

    /// The unit with the ids of XLIFF.
    pub fn find_xliff(&self, file: &str, id: &str, at: &At, log: &mut Log) -> Option<&'u Unit> {
        let ids = (file.to_owned(), id.to_owned());
        let found = self.by_xliff.get(&ids).and_then(|n| self.units.get(*n));
        if found.is_none() {
            let whole = format!("{file}.{id}");
            let known = |text: &String| {
                whole.strip_prefix(&nmtoken(text)).is_some_and(|r| r.starts_with('.'))
            };
            missing(&whole, self.texts.iter().any(known), at, log);
        }
        found.map(|(_, _, unit)| unit)
    }
}

fn missing(key: &str, text_is_known: bool, at: &At, log: &mut Log) {
    let key = short(key);
    if text_is_known {
        log.warning(at, "stale", format!("`{key}` is no longer there: skipped"));
    } else {
        log.error(at, "unknown-id", format!("the pack has no text `{key}`: is this its file?"));
    }
}

/// Decides about everything that came back. `at` is the returned file.
pub fn plan(
    inventory: &Inventory,
    units: &[(usize, usize, Unit)],
    returned: &[Returned],
    languages: (&LanguageTag, &LanguageTag),
    trust: Trust,
    at: &At,
) -> Plan {
    let mut log = Log::default();
    let mut out = Plan::default();
    let mut taken: BTreeMap<usize, Taken> = BTreeMap::new();
    for (part, came) in by_part(units, returned, at, &mut log) {
        let Some(known) = inventory.parts.get(part) else { continue };
        let start = units.partition_point(|(n, _, _)| *n < part);
        let runs: Vec<_> = units.iter().skip(start).take_while(|(n, _, _)| *n == part).collect();
        let side = Side { part: known, came: &came, languages, trust, at };
        if let Some((content, how)) = side.decide(&runs, &mut out.counts, &mut log) {
            taken.insert(part, Taken { part, content, how });
        }
    }
    wait(inventory, &mut taken, &came_at(units, returned, at), &mut out.counts, &mut log);
    copy(inventory, &mut taken);
    for (n, part) in inventory.parts.iter().enumerate() {
        if let Some(one) = taken.remove(&n) {
            match one.how {
                How::Written => out.counts.written += 1,
                How::Confirmed => out.counts.confirmed += 1,
                How::Copied => out.counts.copied += 1,
            }
            out.taken.entry(part.text.clone()).or_default().push(one);
        }
    }
    out.problems = log.into_sorted();
    out
}

/// What came back, by part and run; a unit that came back twice is an error.
fn by_part<'r>(
    units: &[(usize, usize, Unit)],
    returned: &'r [Returned],
    at: &At,
    log: &mut Log,
) -> BTreeMap<usize, BTreeMap<usize, &'r Returned>> {
    let places: BTreeMap<&str, (usize, usize)> =
        units.iter().map(|(part, run, unit)| (unit.key.as_str(), (*part, *run))).collect();
    let mut out: BTreeMap<usize, BTreeMap<usize, &Returned>> = BTreeMap::new();
    for one in returned {
        let Some((part, run)) = places.get(one.key.as_str()) else { continue };
        if let Some(first) = out.entry(*part).or_default().insert(*run, one) {
            let message = format!("`{}` stands already in line {}", short(&one.key), first.line);
            log.error(&at.on(one.line), "duplicate-id", message);
        }
    }
    out
}

fn came_at(units: &[(usize, usize, Unit)], returned: &[Returned], at: &At) -> BTreeMap<usize, At> {
    let lines: BTreeMap<&str, u32> = returned.iter().map(|r| (r.key.as_str(), r.line)).collect();
    units
        .iter()
        .rev()
        .filter_map(|(part, _, unit)| Some((*part, at.on(*lines.get(unit.key.as_str())?))))
        .collect()
}

/// A part beside what came back for it.
struct Side<'p> {
    part: &'p Part,
    came: &'p BTreeMap<usize, &'p Returned>,
    languages: (&'p LanguageTag, &'p LanguageTag),
    trust: Trust,
    at: &'p At,
}

impl Side<'_> {
    fn decide(
        &self,
        runs: &[&(usize, usize, Unit)],
        counts: &mut Counts,
        log: &mut Log,
    ) -> Option<(Content, How)> {
        let first = self.came.values().next()?;
        let here = self.at.on(first.line);
        if self.came.values().any(|r| r.hash != self.part.hash) {
            let place = format!("{}:{}", self.part.at.file, self.part.at.line);
            let message = format!(
                "the source text has changed since the export ({place}): skipped, export it again"
            );
            log.warning(&here, "stale", message);
            counts.stale += 1;
            return None;
        }
        let there = runs.iter().filter(|(_, run, _)| self.target(*run).is_some()).count();
        if there == 0 {
            counts.empty += 1;
            return None;
        }
        if there < runs.len() {
            let message =
                format!("{there} of {} lines of this text are translated: skipped", runs.len());
            log.warning(&here, "incomplete", message);
            counts.incomplete += 1;
            return None;
        }
        let content = self.content(runs, log)?;
        let same = self.part.present.as_ref() == Some(&content);
        let done = self.came.values().all(|r| r.done) || self.trust.confirm_unchanged;
        if same && !done {
            counts.unchanged += 1;
            return None;
        }
        self.compare(&content, &here, log);
        Some((content, if same { How::Confirmed } else { How::Written }))
    }

    fn target(&self, run: usize) -> Option<&[Token]> {
        self.came.get(&run)?.target.as_deref()
    }

    /// The source text with the words that came back.
    fn content(&self, runs: &[&(usize, usize, Unit)], log: &mut Log) -> Option<Content> {
        let mut words: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
        let mut good = true;
        for (_, run, unit) in runs {
            let (Some(tokens), Some(came)) = (self.target(*run), self.came.get(run)) else {
                continue;
            };
            let at = self.at.on(came.line);
            match spans(tokens, &unit.links) {
                Ok(spans) => {
                    good &= readable(&spans, &unit.source, &at, log);
                    words.insert(*run, spans);
                }
                Err(message) => {
                    log.error(&at, "broken-marks", message);
                    good = false;
                }
            }
        }
        let at = self.at.on(self.came.values().next().map_or(0, |r| r.line));
        let content = self.part.source.filled(&words);
        let content = good.then(|| self.normal(content))?;
        if content.is_none() {
            log.error(&at, "empty-text", "nothing of this text is left: translate its words");
        }
        content
    }

    /// As it will be read back from the files.
    fn normal(&self, content: Content) -> Option<Content> {
        match content {
            Content::Plain(text) => {
                let lines: Vec<String> = text
                    .split('\n')
                    .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
                    .filter(|line| !line.is_empty())
                    .collect();
                let one = matches!(self.part.text, TextId::Page(_) | TextId::Notice(_));
                let text = lines.join(if one { " " } else { "\n" });
                (!text.is_empty()).then_some(Content::Plain(text))
            }
            Content::Blocks(blocks) => {
                let count = blocks.len();
                let blocks: Vec<BlockBody> = blocks.iter().flat_map(normal).collect();
                (blocks.len() == count).then_some(Content::Blocks(blocks))
            }
        }
    }

    fn compare(&self, content: &Content, at: &At, log: &mut Log) {
        let mut found = Log::default();
        check::compare(self.languages, &self.part.source, content, at, &mut found);
        for problem in found.into_sorted() {
            let doubtful = DOUBTFUL.contains(&problem.code) && !self.trust.accept_differences;
            if doubtful || LOST.contains(&problem.code) {
                log.error(at, problem.code, problem.message);
            } else {
                log.warning(at, problem.code, problem.message);
            }
        }
    }
}

/// Whether the words are words: nothing that disguises text, nothing that was lost on the way through a program.
fn readable(spans: &[Span], source: &[Token], at: &At, log: &mut Log) -> bool {
    let text: String = spans.iter().map(|s| s.text.as_str()).collect();
    if let Err(reason) = check_text(&text) {
        log.error(at, "unsafe-text", format!("{reason}, which can disguise text: remove it"));
        return false;
    }
    let asked = |token: &Token| matches!(token, Token::Text(text) if text.contains("??"));
    let lost = text.contains('\u{fffd}') || (text.contains("???") && !source.iter().any(asked));
    if lost {
        let message = "question marks stand where letters were: the file was saved in an encoding without them, save it as UTF-8";
        log.error(at, "letters-lost", message);
    }
    !lost
}

/// A block waits for its page's title, a note for its task.
fn wait(
    inventory: &Inventory,
    taken: &mut BTreeMap<usize, Taken>,
    came: &BTreeMap<usize, At>,
    counts: &mut Counts,
    log: &mut Log,
) {
    let mut there: BTreeSet<(&TextId, &str)> = BTreeSet::new();
    let mut told: BTreeSet<&TextId> = BTreeSet::new();
    // What is needed stands before what needs it.
    for (n, part) in inventory.parts.iter().enumerate() {
        let needs = part.needs.as_deref();
        let allowed = needs.is_none_or(|needs| there.contains(&(&part.text, needs)));
        if !allowed && taken.remove(&n).is_some() {
            counts.waiting += 1;
            if told.insert(&part.text)
                && let Some(at) = came.get(&n)
            {
                let (text, needs) = (part.text.key(), needs.unwrap_or_default());
                log.warning(
                    at,
                    "waiting",
                    format!("`{text}` has no `{needs}` in this language yet: translate it first"),
                );
            }
        }
        if taken.contains_key(&n) || part.present.is_some() {
            there.insert((&part.text, &part.name));
        }
    }
}

/// What has no words follows the source text wherever there is a translation around it.
fn copy(inventory: &Inventory, taken: &mut BTreeMap<usize, Taken>) {
    let mut alive: BTreeSet<&TextId> = BTreeSet::new();
    for (n, part) in inventory.parts.iter().enumerate() {
        if part.needs.is_none() && (part.present.is_some() || taken.contains_key(&n)) {
            alive.insert(&part.text);
        }
        // A label that somebody has written in words is not thrown away.
        let free = part.present.as_ref().is_none_or(|p| p.runs().is_empty());
        if part.is_wordless()
            && part.state != UnitState::Current
            && free
            && alive.contains(&part.text)
        {
            taken.insert(n, Taken { part: n, content: part.source.clone(), how: How::Copied });
        }
    }
}
