//! That no fixture was copied from the public data: neither a whole file nor a sentence.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::architecture::entries;
use super::part::Trouble;

/// Folders of the workspace that hold fixtures, or tests with texts inside.
const LOOKED_AT: &[&str] = &["fixtures", "locales", "tests", "core", "cli", "docs"];

/// How many words in a row make a sentence that is nobody's common property.
const SENTENCE: usize = 10;

/// From how many bytes on a file as a whole is compared.
const WHOLE: usize = 200;

/// Each fixture file or sentence that the data holds too, with both places.
///
/// # Errors
/// When a folder cannot be read.
pub fn breaches(root: &Path, data: &Path) -> Result<Vec<String>, Trouble> {
    let mut known = BTreeMap::new();
    each(data, "", &mut |path, bytes| {
        // What is said about the data may be said again.
        let about = path
            .split('/')
            .next_back()
            .is_some_and(|name| name.starts_with("README") || name.starts_with("LICEN"));
        for piece in if about { Vec::new() } else { pieces(path, bytes) } {
            known.entry(piece).or_insert_with(|| path.to_owned());
        }
    })?;
    let mut breaches = Vec::new();
    for folder in LOOKED_AT.iter().filter(|folder| root.join(folder).is_dir()) {
        each(root, folder, &mut |path, bytes| {
            let pieces = pieces(path, bytes);
            let copied = pieces.iter().find_map(|piece| Some((piece, known.get(piece)?)));
            if let Some((piece, origin)) = copied {
                let start: String = piece.chars().take(60).collect();
                breaches.push(format!("{path}: as in {origin}: {start}"));
            }
        })?;
    }
    Ok(breaches)
}

fn each(root: &Path, under: &str, seen: &mut impl FnMut(&str, &[u8])) -> Result<(), Trouble> {
    for (path, is_folder) in entries(root, under)? {
        if is_folder {
            each(root, &path, seen)?;
        } else {
            let bytes =
                fs::read(root.join(&path)).map_err(|error| Trouble(format!("{path}: {error}")))?;
            seen(&path, &bytes);
        }
    }
    Ok(())
}

/// A text file as one piece, if it is long enough to be somebody's, and its sentences.
fn pieces(path: &str, bytes: &[u8]) -> Vec<String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Vec::new() };
    let mut found = Vec::new();
    let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if whole.len() >= WHOLE {
        found.push(whole);
    }
    if path.ends_with(".json") {
        strings(&serde_json::from_str(text).unwrap_or_else(|_| text.into()), &mut found);
    } else if path.ends_with(".jsonl") {
        for line in text.lines() {
            strings(&serde_json::from_str(line).unwrap_or_else(|_| line.into()), &mut found);
        }
    } else {
        sentences(text, &mut found);
    }
    found
}

fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => sentences(text, found),
        Value::Array(values) => values.iter().for_each(|value| strings(value, found)),
        Value::Object(fields) => fields.values().for_each(|value| strings(value, found)),
        _ => {}
    }
}

/// Runs of [`SENTENCE`] words and more between marks; letters and digits only, in lower case.
fn sentences(text: &str, found: &mut Vec<String>) {
    for run in text.split(['.', '!', '?', ';', '<', '>', '"', '|', '=', '{', '}']) {
        let words: Vec<String> = run
            .split(|c: char| c.is_whitespace() || c == ',')
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
            .filter(|word| !word.is_empty())
            .collect();
        // A row of column names is words too, but names have joints.
        if words.len() >= SENTENCE && !words.iter().any(|word| word.contains('_')) {
            found.push(words.join(" "));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn a_sentence_is_found_again_in_other_clothes() {
        let plain =
            b"Welcome! The town hall on the market square opens, every day, at eight o'clock.";
        let json = br#"{"a": ["<p>The town hall on the <b></b>x</p>", "x. The town hall on the market square opens every day at eight o\u0027clock"]}"#;
        let sentence = "the town hall on the market square opens every day at eight o'clock";
        assert_eq!(pieces("a.md", plain), [sentence]);
        assert_eq!(pieces("a.json", json), [sentence]);
    }

    #[test]
    fn names_and_short_sentences_are_anybodys() {
        let columns = b"id,organization_id,name,a,b,c,d,e,f,g,h\nThe office is open today.";
        assert!(pieces("a.csv", columns).is_empty());
    }
}
