//! `<kind>/<id>/<tag>.md`: front matter in TOML between `+++` lines, then Markdown.
//!
//! Owns what pages and notices have in common: their paths, the split of front matter and text, and the blocks.

use std::sync::Arc;

use companion_core::text::LanguageTag;

use super::Reading;
use super::document::Document;
use super::files::{Folder, Found, MAX_TEXT, TextFile, read_text};
use super::place::{At, Log};
use super::values;
use crate::markdown::{self, Located};

/// More blocks than anybody reads on one page.
const MAX_BLOCKS: usize = 2000;

/// A file of a page or notice.
#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) tag: LanguageTag,
    pub(crate) at: At,
    pub(crate) found: Found,
}

/// The two parts of a file.
#[derive(Debug)]
pub(crate) struct Parts {
    file: Arc<str>,
    front: String,
    body: String,
    body_line: u32,
    whole: bool,
}

/// Takes all `<kind>/<id>/<tag>.md` out of the folder, sorted by id and tag.
pub(crate) fn take(kind: &str, folder: &mut Folder, reading: &mut Reading) -> Vec<Named> {
    let mut out: Vec<Named> = Vec::new();
    for (name, found) in folder.take_below(&format!("{kind}/")) {
        let at = At::file(&name);
        let parts: Vec<&str> = name.split('/').skip(1).collect();
        let [id, file] = parts.as_slice() else {
            misplaced(kind, &at, &mut reading.log);
            continue;
        };
        let Some(tag) = file.strip_suffix(".md") else {
            misplaced(kind, &at, &mut reading.log);
            continue;
        };
        let id = match values::id(id) {
            Ok(id) => id,
            Err(fault) => {
                reading.log.error(&at, fault.code, format!("the folder's name: {}", fault.message));
                continue;
            }
        };
        let Some(tag) = reading.languages.of_file(tag, &at, &mut reading.log) else { continue };
        if out.iter().rev().take_while(|n| n.id == id).any(|n| n.tag == tag) {
            let message = format!("another file of this folder is in {tag} too: keep one");
            reading.log.error(&at, "duplicate-language", message);
            continue;
        }
        out.push(Named { id, tag, at, found });
    }
    out
}

fn misplaced(kind: &str, at: &At, log: &mut Log) {
    log.warning(at, "unknown-file", format!("not read: texts lie in {kind}/<id>/<tag>.md"));
}

impl Named {
    /// Reads the file and splits it.
    pub(crate) fn parts(&self, log: &mut Log) -> Option<Parts> {
        let text = read_text(&self.at.file, &self.found, MAX_TEXT, log)?;
        Some(split(text, log))
    }
}

fn split(file: TextFile, log: &mut Log) -> Parts {
    let fence = |line: &str| line.trim_end() == "+++";
    let mut front = String::new();
    let mut body = String::new();
    let mut body_line = 1;
    let mut fences = 0;
    for (line, n) in file.text.split_inclusive('\n').zip(1_u32..) {
        match fences {
            0 if n == 1 && fence(line) => fences = 1,
            1 if fence(line) => {
                fences = 2;
                body_line = n + 1;
            }
            1 => front.push_str(line),
            _ => body.push_str(line),
        }
    }
    let at = At { file: Arc::clone(&file.file), line: 1 };
    match fences {
        0 if file.text.starts_with("---") => {
            log.error(&at, "front-matter", "front matter is TOML between lines of `+++`, not YAML");
        }
        0 => log.error(&at, "front-matter", "begin the file with front matter between `+++` lines"),
        1 => log.error(&at, "front-matter", "the front matter does not end: add a line `+++`"),
        _ => {}
    }
    Parts { file: file.file, front, body, body_line, whole: fences == 2 }
}

impl Parts {
    /// The front matter, to be parsed; nothing where there is none.
    pub(crate) fn front(&self) -> Option<(Document, &str)> {
        self.whole.then(|| (Document::new(&self.file, &self.front, 2), self.front.as_str()))
    }

    /// The text's blocks; nothing where something in it cannot become a block, which is reported.
    pub(crate) fn blocks(&self, log: &mut Log) -> Option<Vec<Located>> {
        // Without its front matter, nobody knows where the text begins.
        if !self.whole {
            return None;
        }
        let at = At { file: Arc::clone(&self.file), line: self.body_line };
        blocks(&self.body, &at, log)
    }
}

/// The blocks of a Markdown text that begins at a line; nothing where something in it cannot become a block, which is
/// reported.
pub(crate) fn blocks(text: &str, at: &At, log: &mut Log) -> Option<Vec<Located>> {
    let blocks = match markdown::read(text, at.line) {
        Ok(blocks) => blocks,
        Err(problems) => {
            for problem in problems {
                log.error(&at.on(problem.line), "markdown", problem.message);
            }
            return None;
        }
    };
    if blocks.len() > MAX_BLOCKS {
        let message = format!(
            "{} paragraphs, lists and headings, at most {MAX_BLOCKS} are allowed: split the text",
            blocks.len()
        );
        log.error(at, "too-large", message);
        return None;
    }
    let mut safe = true;
    for block in &blocks {
        if let Err(reason) = block.body.check_safe() {
            log.error(&at.on(block.line), "unsafe-block", format!("{reason}: remove it"));
            safe = false;
        }
    }
    safe.then_some(blocks)
}
