//! One part beside what came back for it.

use std::collections::BTreeMap;

use companion_core::text::block::check_text;
use companion_core::text::{BlockBody, LanguageTag, Span};

use super::{Counts, How, Trust};
use crate::check;
use crate::markdown::normal;
use crate::source::place::{At, Log};
use crate::translate::parts::{Part, TextId};
use crate::translate::run::{Content, Token, flat, spans};
use crate::translate::{Returned, Unit};

/// Differences that are a translator's slip or two languages' ways: taken only when somebody says so.
const DOUBTFUL: [&str; 3] = ["numbers-differ", "wrong-script", "untranslated"];
/// Differences that nobody can want.
const LOST: [&str; 2] = ["links-differ", "placeholders-differ"];

/// A part beside what came back for it.
pub(super) struct Side<'p> {
    pub(super) part: &'p Part,
    pub(super) came: &'p BTreeMap<usize, &'p Returned>,
    pub(super) languages: (&'p LanguageTag, &'p LanguageTag),
    pub(super) trust: Trust,
    pub(super) at: &'p At,
}

impl Side<'_> {
    /// What is taken of it.
    pub(super) fn decide(
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
        // What the pack says already is `pack check`'s to judge.
        if let Some(present) = self.part.present.as_ref().filter(|_| self.came_as_it_went(runs)) {
            let done = self.came.values().all(|r| r.done) || self.trust.confirm_unchanged;
            counts.unchanged += usize::from(!done);
            return done.then(|| (present.clone(), How::Confirmed));
        }
        let content = self.content(runs, log)?;
        self.compare(&content, &here, log);
        Some((content, How::Written))
    }

    /// Whether every run is the translation that there is.
    fn came_as_it_went(&self, runs: &[&(usize, usize, Unit)]) -> bool {
        runs.iter().all(|(_, run, unit)| {
            let (target, present) = (self.target(*run), unit.present.as_deref());
            target.is_some() && target.map(flat) == present.map(flat)
        })
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
        let (source, text) = (self.part.source.value(), content.value());
        check::compare(self.languages, source, text, at, &mut found);
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
