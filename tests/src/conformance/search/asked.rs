//! Files of a run, told apart by what they hold, and their questions.
//!
//! A question file has one JSON object on a line: `id`, `question`, `language`, `pageId` (the page it was made from, in
//! whatever language) and `answers` (the lines of the page that answer it; none: nobody could answer it).

use std::path::{Path, PathBuf};

use companion_cli::import::integreat::language_tag;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The files of a run by kind, each kind in the order they were named.
#[derive(Debug, Default)]
pub struct Files {
    /// Answers of a city system with pages.
    pub pages: Vec<PathBuf>,
    /// Pages as plain texts.
    pub texts: Vec<PathBuf>,
    /// Questions.
    pub questions: Vec<PathBuf>,
}

/// Something a person asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Which question; the same number in each language it was put into.
    pub id: u64,
    /// As it was asked.
    pub text: String,
    /// Canonical tag of its language.
    pub language: String,
    /// The page it was made from, by its number in the city's system.
    pub page: u64,
    /// Whether the page answers it.
    pub answered: bool,
}

impl Files {
    /// Tells files apart by their first lines.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn sort(paths: &[PathBuf]) -> Result<Self, String> {
        let mut files = Self::default();
        for path in paths {
            let text = read(path)?;
            let first = text.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or_default();
            let has = |field: &str| {
                serde_json::from_str::<Value>(first).is_ok_and(|row| row.get(field).is_some())
            };
            let kind = match () {
                () if has("question") => &mut files.questions,
                () if has("context") => &mut files.texts,
                () => &mut files.pages,
            };
            kind.push(path.clone());
        }
        Ok(files)
    }

    /// All questions, each once for its number and language: one that was translated stands in two files.
    ///
    /// # Errors
    /// With file and line, when there is no question file or a line is no question.
    pub fn questions(&self) -> Result<Vec<Question>, String> {
        if self.questions.is_empty() {
            return Err("no file with questions".into());
        }
        let mut questions: Vec<Question> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for path in &self.questions {
            for (line, row) in rows::<Row>(path)? {
                let Some(tag) = language_tag(&row.language) else {
                    let place = format!("{}:{line}", path.display());
                    return Err(format!("{place}: {:?} is no language tag", row.language));
                };
                let language = tag.to_string();
                if seen.insert((row.id, language.clone())) {
                    let answered = !row.answers.is_empty();
                    let Row { id, question: text, page, .. } = row;
                    questions.push(Question { id, text, language, page, answered });
                }
            }
        }
        Ok(questions)
    }
}

#[derive(Deserialize)]
struct Row {
    id: u64,
    question: String,
    language: String,
    #[serde(rename = "pageId")]
    page: u64,
    #[serde(default)]
    answers: Vec<Value>,
}

/// The lines of a file of JSON objects, each with its number; empty ones are left out.
pub(super) fn rows<T: DeserializeOwned>(path: &Path) -> Result<Vec<(usize, T)>, String> {
    let text = read(path)?;
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    let row = |(line, n): (&str, usize)| match serde_json::from_str(line) {
        Ok(row) => Ok((n, row)),
        Err(error) => Err(format!("{}:{n}: {error}", path.display())),
    };
    lines.map(row).collect()
}

pub(super) fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}
