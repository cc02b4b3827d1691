//! Stepping through the pieces of a text, and telling about the one that is there.

use super::Parser;
use crate::time::opening_hours::lex::Is;
use crate::time::opening_hours::told::{NotUnderstood, Warning};
use crate::time::opening_hours::words::Word;

impl<'a> Parser<'a> {
    pub(super) fn peek(&self) -> Option<&'a Is> {
        self.peek_at(0)
    }

    pub(super) fn peek_at(&self, ahead: usize) -> Option<&'a Is> {
        self.tokens.get(self.at + ahead).map(|t| &t.is)
    }

    /// A mark, stepped over when it is there.
    pub(super) fn mark(&mut self, mark: char) -> bool {
        let there = self.peek() == Some(&Is::Mark(mark));
        self.at += usize::from(there);
        there
    }

    /// What stands between two ends.
    pub(super) fn dash(&mut self) -> bool {
        let there = matches!(self.peek(), Some(Is::Mark('-') | Is::Word(Word::To)));
        self.at += usize::from(there);
        there
    }

    /// A comma or an "and", or both; among days a slash does too.
    pub(super) fn separator(&mut self, days: bool) -> bool {
        let from = self.at;
        if days && self.mark('/') {
            self.note_here(",");
        } else {
            self.mark(',');
        }
        self.at += usize::from(self.peek() == Some(&Is::Word(Word::And)));
        self.at > from
    }

    pub(super) fn column(&self) -> usize {
        let behind = || self.tokens.last().map(|t| t.column + t.text.chars().count());
        self.tokens.get(self.at).map(|t| t.column).or_else(behind).unwrap_or(1)
    }

    pub(super) fn wrong(&self, reason: impl Into<String>) -> NotUnderstood {
        NotUnderstood::at(self.column(), reason)
    }

    pub(super) fn unexpected(&self) -> NotUnderstood {
        match self.tokens.get(self.at) {
            Some(token) => self.wrong(format!("`{}` has no place here", token.text)),
            None => self.wrong("something is missing at the end"),
        }
    }

    /// Notes the piece before this one.
    pub(super) fn note_here(&mut self, read_as: &str) {
        if let Some(token) = self.at.checked_sub(1).and_then(|at| self.tokens.get(at)) {
            let wrote = token.text.replace('\n', "line break");
            self.warnings.push(Warning { column: token.column, wrote, read_as: read_as.into() });
        }
    }

    pub(super) fn note_missing_comma(&mut self) {
        if let Some(token) = self.tokens.get(self.at) {
            let read_as = format!(",{}", token.text);
            self.warnings.push(Warning {
                column: token.column,
                wrote: token.text.clone(),
                read_as,
            });
        }
    }
}
