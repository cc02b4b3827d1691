//! From pieces of a text to rules: how rules follow each other, and in which order a rule may name its parts.
//!
//! Days are read by `days`, dates by `dates`, years and weeks by `years`, times by `times`.

mod cursor;
mod dates;
mod days;
mod figures;
mod settle;
mod times;
mod years;

use super::Kind;
use super::expr::{Clock, DAY, Joint, Modifier, Rule, Time, Until};
use super::lex::{Is, Token, tokens};
use super::names::Name;
use super::speak::understand;
use super::told::{NotUnderstood, Warning};
use super::words::Word;

/// Longer texts are for people. More than packs allow, so that nothing they carry is cut.
const MAX_CHARS: usize = 1000;

/// Reads a whole text.
///
/// # Errors
/// At the first piece that has no place, or more than one meaning.
pub(super) fn read(text: &str, kind: Kind) -> Result<(Vec<Rule>, Vec<Warning>), NotUnderstood> {
    if text.chars().count() > MAX_CHARS {
        let reason = format!("longer than {MAX_CHARS} characters");
        return Err(NotUnderstood::at(MAX_CHARS + 1, reason));
    }
    let mut warnings = Vec::new();
    let pieces = tokens(text.trim_end(), &mut warnings)?;
    let pieces = without_fillers(understand(&pieces, &mut warnings)?);
    let mut parser = Parser { tokens: &pieces, at: 0, kind, warnings };
    let rules = parser.rules()?;
    let mut warnings = parser.warnings;
    warnings.sort_by_key(|w| w.column);
    Ok((rules, warnings))
}

/// Fillers say nothing, and "from" only before a time something.
fn without_fillers(tokens: Vec<Token>) -> Vec<Token> {
    let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let from_nothing = kept.last().is_some_and(|t| t.is == Is::Word(Word::From))
            && !matches!(
                token.is,
                Is::Number(..) | Is::Word(Word::Sun(_) | Word::Noon | Word::Midnight)
            );
        if from_nothing {
            kept.pop();
        }
        if token.is != Is::Word(Word::Filler) {
            kept.push(token);
        }
    }
    kept
}

pub(super) struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    kind: Kind,
    warnings: Vec<Warning>,
}

impl<'a> Parser<'a> {
    fn rules(&mut self) -> Result<Vec<Rule>, NotUnderstood> {
        let mut rules: Vec<Rule> = Vec::new();
        let mut joint = Joint::Normal;
        loop {
            let begin = self.at;
            let (rule, done) = self.rule(joint)?;
            match rules.last_mut() {
                Some(before) if rule.goes_on(before) => {
                    if rule.modifier.is_some() || rule.comment.is_some() {
                        self.at = begin;
                        return Err(self
                            .wrong("these times belong to no days")
                            .hint("write days before them, or `;` between rules"));
                    }
                    let token = self.tokens.get(begin);
                    let (column, wrote) = token.map_or((1, ""), |t| (t.column, t.text.as_str()));
                    let read_as = format!("{wrote} on the same days");
                    self.warnings.push(Warning { column, wrote: wrote.into(), read_as });
                    before.times.extend(rule.times);
                }
                _ => rules.push(rule),
            }
            // The end of a sentence.
            let ends = matches!(self.peek_at(1), None | Some(Is::Mark(';')));
            if done && ends && self.mark('.') {
                self.note_here("");
            }
            match self.peek() {
                None => return Ok(rules),
                Some(Is::Mark(';')) => {
                    self.at += 1;
                    while self.mark(';') {
                        self.note_here("");
                    }
                    if self.peek().is_none() {
                        return Ok(rules);
                    }
                    joint = Joint::Normal;
                }
                Some(Is::Mark('|')) => {
                    self.at += 1;
                    joint = Joint::Fallback;
                }
                Some(Is::Mark(',') | Is::Word(Word::And)) => {
                    self.separator(false);
                    if self.peek().is_none() {
                        self.note_here("");
                        return Ok(rules);
                    }
                    if !done {
                        return Err(self
                            .wrong("what follows the comma is no part of the list before it")
                            .hint("give each rule its times, or write `;` between rules"));
                    }
                    joint = Joint::Additional;
                }
                Some(_) if self.at > begin => {
                    let token = self.tokens.get(self.at);
                    let (column, wrote) = token.map_or((1, ""), |t| (t.column, t.text.as_str()));
                    let read_as = format!(", {wrote}");
                    self.warnings.push(Warning { column, wrote: wrote.into(), read_as });
                    joint = Joint::Additional;
                }
                Some(_) => return Err(self.unexpected()),
            }
        }
    }

    /// One rule, and whether it says when, so that another may follow a comma.
    fn rule(&mut self, joint: Joint) -> Result<(Rule, bool), NotUnderstood> {
        let begin = self.at;
        let mut rule = Rule { joint, ..Rule::default() };
        let mut always = false;
        // Where times ended: more of them go on there only.
        let mut timed = None;
        while let Some(next) = self.peek() {
            let done = !rule.times.is_empty() || rule.modifier.is_some() || always;
            let again = match next {
                Is::Mark(';' | '|' | ',') | Is::Word(Word::And) => break,
                Is::Comment(_) | Is::Word(Word::Appointment) => {
                    self.comment(&mut rule)?;
                    continue;
                }
                Is::Name(Name::Weekday(_)) => rule.both || !rule.weekdays.is_empty(),
                Is::Word(
                    Word::PublicHoliday | Word::SchoolHoliday | Word::DayAfter | Word::DayBefore,
                ) => rule.both || !rule.holidays.is_empty(),
                Is::Word(Word::Daily | Word::Workdays | Word::Weekend | Word::SundayOf) => {
                    rule.both || !rule.weekdays.is_empty()
                }
                Is::Name(Name::Month(_)) | Is::Word(Word::Easter) => !rule.dates.is_empty(),
                Is::Word(Word::Week) => !rule.weeks.is_empty(),
                Is::Word(Word::Open | Word::Off | Word::Unknown) => rule.modifier.is_some(),
                Is::Word(Word::Always) => done,
                Is::Mark(':') => {
                    let spoken_of = rule.has_days() || always;
                    !spoken_of || !rule.times.is_empty() || rule.modifier.is_some()
                }
                Is::Number(..) if self.is_date() => !rule.dates.is_empty(),
                Is::Number(..) if self.is_year(&rule) => {
                    !rule.years.is_empty() || (self.is_year_of_dates() && !rule.dates.is_empty())
                }
                _ if self.begins_time() => {
                    // "closed 15:00-16:00", but not "Mo off 15:00-16:00", which may mean two things.
                    let apart = !rule.times.is_empty() && timed != Some(self.at);
                    apart || always || (rule.modifier.is_some() && rule.has_days())
                }
                _ => return Err(self.unexpected()),
            };
            // After "24/7" there is nothing more to say of the same days.
            let days = self.begins_days(&rule);
            if again || (always && days) {
                // Only what names its own days can do without a mark before it.
                if done && days {
                    break;
                }
                return Err(self.unexpected());
            }
            self.part(&mut rule, &mut always, &mut timed)?;
        }
        if self.at == begin {
            return Err(self.wrong("a rule is missing"));
        }
        let done =
            !rule.times.is_empty() || rule.modifier.is_some() || always || rule.comment.is_some();
        if always && rule.has_days() {
            self.warnings.push(Warning {
                column: self.tokens.get(begin).map_or(1, |t| t.column),
                wrote: "24/7".into(),
                read_as: "00:00-24:00 on these days".into(),
            });
            if rule.modifier.is_none() {
                // Said in full, or days of the next rule would join these.
                let until = Until::Span { to: Clock::At(DAY), open_end: false };
                rule.times.push(Time { from: Clock::At(0), until });
            }
        }
        settle::settle(&mut rule);
        Ok((rule, done))
    }

    /// Whether days, dates, weeks or years begin here.
    fn begins_days(&self, rule: &Rule) -> bool {
        match self.peek() {
            Some(Is::Name(_)) => true,
            Some(Is::Word(word)) => matches!(
                word,
                Word::PublicHoliday
                    | Word::SchoolHoliday
                    | Word::DayAfter
                    | Word::DayBefore
                    | Word::Daily
                    | Word::Workdays
                    | Word::Weekend
                    | Word::SundayOf
                    | Word::Easter
                    | Word::Week
            ),
            Some(Is::Number(..)) => self.is_date() || self.is_year(rule),
            _ => false,
        }
    }

    fn part(
        &mut self,
        rule: &mut Rule,
        always: &mut bool,
        timed: &mut Option<usize>,
    ) -> Result<(), NotUnderstood> {
        match self.peek() {
            Some(Is::Mark(':')) => {
                self.at += 1;
                if self.peek().is_none() {
                    return Err(self.wrong("nothing follows the colon"));
                }
                // The syntax has it behind dates only.
                if *always || !(rule.weekdays.is_empty() && rule.holidays.is_empty()) {
                    self.note_here("");
                }
            }
            Some(Is::Word(Word::Open)) => self.modify(rule, Modifier::Open),
            Some(Is::Word(Word::Off)) => self.modify(rule, Modifier::Off),
            Some(Is::Word(Word::Unknown)) => self.modify(rule, Modifier::Unknown),
            Some(Is::Word(Word::Always)) => {
                self.at += 1;
                *always = true;
            }
            Some(Is::Word(Word::Week)) => self.weeks(rule)?,
            Some(Is::Name(Name::Month(_)) | Is::Word(Word::Easter)) => self.dates(rule)?,
            Some(Is::Number(..)) if self.is_date() => self.dates(rule)?,
            Some(Is::Number(..)) if self.is_year(rule) => self.years(rule)?,
            Some(_) if self.begins_time() => {
                if *timed == Some(self.at) {
                    self.note_missing_comma();
                }
                self.times(rule)?;
                *timed = Some(self.at);
            }
            _ => self.days(rule)?,
        }
        Ok(())
    }

    fn modify(&mut self, rule: &mut Rule, modifier: Modifier) {
        self.at += 1;
        rule.modifier = Some(modifier);
    }

    fn comment(&mut self, rule: &mut Rule) -> Result<(), NotUnderstood> {
        if rule.comment.is_some() {
            return Err(self.wrong("a rule has one comment"));
        }
        rule.comment = match self.tokens.get(self.at) {
            Some(Token { is: Is::Comment(text), .. }) => Some(text.clone()),
            Some(token) => Some(token.text.replace('_', " ")),
            None => None,
        };
        self.at += 1;
        Ok(())
    }
}
