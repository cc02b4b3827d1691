//! Reads a file of `data/search/`.

use super::cut::{Cut, Rule, Side};
use super::{Language, Step};
use crate::text::fold::fold;

/// What is wrong with a file, and in which line (from 1).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub(super) struct FaultyTable {
    line: usize,
    fault: Fault,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum Fault {
    #[error("no section begins before {0:?}")]
    NoSection(String),
    #[error("no such section: {0:?}")]
    UnknownSection(String),
    #[error("no colon in {0:?}")]
    NoColon(String),
    #[error("{0:?} is no number of letters")]
    NoNumber(String),
    #[error("{0:?} is not one word")]
    NotAWord(String),
    #[error("{0:?} stands there twice")]
    Twice(String),
}

/// Where the following lines belong.
enum Section {
    None,
    Stop,
    Signs,
    Step,
}

/// The language that a file describes.
///
/// # Errors
/// The first line that is not in the form told in [`super`].
pub(super) fn read(file: &str) -> Result<Language, FaultyTable> {
    let mut language = Language::default();
    let mut section = Section::None;
    for (n, line) in file.lines().enumerate() {
        let at = |fault| FaultyTable { line: n + 1, fault };
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[') {
            section = begin(name, &mut language).map_err(at)?;
            continue;
        }
        match section {
            Section::None => return Err(at(Fault::NoSection(line.to_owned()))),
            Section::Stop => line.split_whitespace().for_each(|word| {
                // What a parting apostrophe leaves of a word comes as words of its own.
                language.stop.extend(fold(word).split(' ').map(str::to_owned));
            }),
            Section::Signs => language.signs.extend(fold(line).chars().filter(|c| *c != ' ')),
            Section::Step => match language.steps.last_mut() {
                Some(Step::Forms(forms)) => {
                    for (form, word) in read_forms(line).map_err(at)? {
                        if forms.insert(form.clone(), word).is_some() {
                            return Err(at(Fault::Twice(form)));
                        }
                    }
                }
                Some(Step::Cut(cut)) => {
                    for rule in read_rules(line).map_err(at)? {
                        if !cut.add(rule.clone()) {
                            return Err(at(Fault::Twice(rule.letters)));
                        }
                    }
                }
                None => return Err(at(Fault::NoSection(line.to_owned()))),
            },
        }
    }
    language.steps.retain(|step| match step {
        Step::Forms(forms) => !forms.is_empty(),
        Step::Cut(cut) => !cut.is_empty(),
    });
    Ok(language)
}

fn begin(name: &str, language: &mut Language) -> Result<Section, Fault> {
    let name = name.trim_end_matches(']');
    let step = match name.split(' ').next() {
        Some("stop") => return Ok(Section::Stop),
        Some("signs") => return Ok(Section::Signs),
        Some("forms") => Step::Forms(std::collections::BTreeMap::new()),
        Some("begin") => Step::Cut(Cut::new(Side::Begin)),
        Some("end") => Step::Cut(Cut::new(Side::End)),
        _ => return Err(Fault::UnknownSection(name.to_owned())),
    };
    language.steps.push(step);
    Ok(Section::Step)
}

/// `child: children`, as forms with their word.
fn read_forms(line: &str) -> Result<Vec<(String, String)>, Fault> {
    let (word, forms) = parted(line)?;
    let word = folded(word)?;
    forms.split_whitespace().map(|form| Ok((folded(form)?, word.clone()))).collect()
}

/// `2: ies>y s`, rule by rule.
fn read_rules(line: &str) -> Result<Vec<Rule>, Fault> {
    let (least, rules) = parted(line)?;
    let least: usize = least.trim().parse().map_err(|_| Fault::NoNumber(least.to_owned()))?;
    let rule = |rule: &str| {
        let (letters, instead) = rule.split_once('>').unwrap_or((rule, ""));
        let instead = if instead.is_empty() { String::new() } else { folded(instead)? };
        Ok(Rule { letters: folded(letters)?, instead, least })
    };
    rules.split_whitespace().map(rule).collect()
}

fn parted(line: &str) -> Result<(&str, &str), Fault> {
    line.split_once(':').ok_or_else(|| Fault::NoColon(line.to_owned()))
}

fn folded(word: &str) -> Result<String, Fault> {
    let folded = fold(word);
    if folded.is_empty() || folded.contains(' ') {
        return Err(Fault::NotAWord(word.to_owned()));
    }
    Ok(folded)
}
