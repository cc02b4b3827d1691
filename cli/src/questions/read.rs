//! A file of questions: one JSON object on a line.

use std::fs::File;
use std::io::{BufRead, BufReader, Read as _};
use std::path::Path;

use companion_core::text::LanguageTag;
use serde::Deserialize;

use super::{KINDS, Question};
use crate::problem::Problem;

/// Longer lines are no questions.
const MAX_LINE: u64 = 1 << 20;
/// What answers a question where nothing is said.
const KIND: &str = "page";
/// What a file asks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// In the order of the file.
    pub questions: Vec<Question>,
    /// Questions that nothing answers, by their own word: an empty list of `answers`.
    pub unanswered: usize,
}

#[derive(Deserialize)]
struct Row {
    question: String,
    language: String,
    page: Option<Id>,
    #[serde(rename = "pageId")]
    page_id: Option<Id>,
    answers: Option<Vec<serde_json::Value>>,
    kind: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Number(u64),
    Text(String),
}

/// Reads a file of questions.
///
/// # Errors
/// Each line that is none, with its number; or the file cannot be read, at line 0.
pub fn read(path: &Path) -> Result<Asked, Vec<Problem>> {
    let file = path.display().to_string();
    let unreadable = |e: std::io::Error| {
        vec![Problem::error(&file, 0, "unreadable", format!("cannot be read: {e}"))]
    };
    let mut reader = BufReader::new(File::open(path).map_err(unreadable)?);
    let (mut asked, mut problems) = (Asked::default(), Vec::new());
    let mut bytes = Vec::new();
    for line in 1_u32.. {
        bytes.clear();
        let many = (&mut reader).take(MAX_LINE).read_until(b'\n', &mut bytes);
        let many = many.map_err(unreadable)?;
        if many == 0 {
            break;
        }
        if many as u64 == MAX_LINE && bytes.last() != Some(&b'\n') {
            problems.push(Problem::error(&file, line, "question", "longer than 1 MiB"));
            break;
        }
        match row(&bytes, line) {
            Ok(Some(Read::Question(question))) => asked.questions.push(question),
            Ok(Some(Read::Unanswered)) => asked.unanswered += 1,
            Ok(None) => {}
            Err(message) => problems.push(Problem::error(&file, line, "question", message)),
        }
    }
    if problems.is_empty() { Ok(asked) } else { Err(problems) }
}

enum Read {
    Question(Question),
    Unanswered,
}

fn row(bytes: &[u8], line: u32) -> Result<Option<Read>, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "is not UTF-8".to_owned())?;
    // Some programs begin a file with a mark of its byte order.
    let text = if line == 1 { text.trim_start_matches('\u{feff}') } else { text };
    if text.trim().is_empty() {
        return Ok(None);
    }
    let row: Row = serde_json::from_str(text).map_err(|e| fault(&e))?;
    if row.answers.is_some_and(|answers| answers.is_empty()) {
        return Ok(Some(Read::Unanswered));
    }
    if row.question.trim().is_empty() {
        return Err("`question` is blank".to_owned());
    }
    let language: LanguageTag =
        row.language.parse().map_err(|e| format!("`language` is no language tag: {e}"))?;
    let wanted = match row.page.or(row.page_id) {
        Some(Id::Number(number)) => number.to_string(),
        Some(Id::Text(text)) if !text.trim().is_empty() => text.trim().to_owned(),
        _ => return Err("neither `page` nor `pageId` says what answers it".to_owned()),
    };
    let kind = row.kind.unwrap_or_else(|| KIND.to_owned());
    if !KINDS.contains(&kind.as_str()) {
        return Err(format!("`kind` is none of {}", KINDS.join(", ")));
    }
    Ok(Some(Read::Question(Question { line, text: row.question, language, wanted, kind })))
}

/// What is wrong with a line, without what stands in it.
fn fault(e: &serde_json::Error) -> String {
    let told = e.to_string();
    let told = told.split(" at line ").next().unwrap_or_default();
    if told.starts_with("missing field") {
        return told.to_owned();
    }
    let what = if e.is_data() {
        "is not an object with `question`, `language` and `page` as texts"
    } else {
        "is no JSON"
    };
    format!("{what}, at column {}", e.column())
}
