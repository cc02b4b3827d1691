//! Rules of the design that the sources themselves can prove: which words may stand where.

use std::fs;
use std::path::Path;

use super::part::{Tally, Trouble};
use super::place::Place;
use super::report::say;
use super::source::Source;
use super::{arrows, copied};

/// A Rust file of the workspace.
pub struct File {
    /// Its path from the workspace on, with `/` on every system.
    pub path: String,
    /// What it says.
    pub source: Source,
}

struct Rule {
    says: &'static str,
    /// Each breach with its place.
    breaches: fn(&[File]) -> Vec<String>,
}

const RULES: &[Rule] = &[
    Rule { says: "in core, SQL and rusqlite stand in store only", breaches: sql },
    Rule { says: "reqwest stands in core's adapters only", breaches: http },
    Rule { says: "UniFFI stands in bindings only", breaches: boundary },
    Rule { says: "in core, text and time name no module above them", breaches: arrows::ground },
    Rule { says: "in core, no feature names another", breaches: arrows::features },
];

/// Holds every rule against every Rust file.
///
/// # Errors
/// When a folder of the workspace cannot be read.
pub fn run(place: &Place) -> Result<Tally, Trouble> {
    let mut files = Vec::new();
    collect(&place.root, "", &mut files)?;
    let mut tally = Tally::default();
    for Rule { says, breaches } in RULES {
        tally = tally.and(judge(says, &breaches(&files)));
    }
    let says = "no fixture holds a sentence or a file of the public data";
    if place.data.is_dir() {
        tally = tally.and(judge(says, &copied::breaches(&place.root, &place.data)?));
    } else {
        say(&format!("  left out: {says} (no data in {})", place.data.display()));
    }
    Ok(tally)
}

fn judge(says: &str, breaches: &[String]) -> Tally {
    say(&format!("  {}: {says}", if breaches.is_empty() { "holds" } else { "BROKEN" }));
    for breach in breaches {
        say(&format!("    {breach}"));
    }
    Tally::one(breaches.is_empty())
}

fn sql(files: &[File]) -> Vec<String> {
    let elsewhere =
        |path: &str| path.starts_with("core/src/") && !path.starts_with("core/src/store");
    misplaced(files, elsewhere, |code, string| has_word(code, "rusqlite") || is_sql(string))
}

fn http(files: &[File]) -> Vec<String> {
    let elsewhere = |path: &str| !path.starts_with("core/src/adapters");
    misplaced(files, elsewhere, |code, _| has_word(code, "reqwest"))
}

fn boundary(files: &[File]) -> Vec<String> {
    let elsewhere = |path: &str| !path.starts_with("bindings/");
    misplaced(files, elsewhere, |code, _| has_word(code, "uniffi"))
}

/// Lines that `found` knows, in files whose path is `elsewhere`.
fn misplaced(
    files: &[File],
    elsewhere: impl Fn(&str) -> bool,
    found: impl Fn(&str, &str) -> bool,
) -> Vec<String> {
    let mut breaches = Vec::new();
    for File { path, source } in files.iter().filter(|file| elsewhere(&file.path)) {
        let lines = source.code.lines().zip(source.strings.lines()).enumerate();
        for (number, (code, string)) in lines.filter(|(_, (code, string))| found(code, string)) {
            let text = if code.trim().is_empty() { string } else { code };
            breaches.push(format!("{path}:{}: {}", number + 1, text.trim()));
        }
    }
    breaches
}

/// A statement opens a string, or a line of one.
fn is_sql(string: &str) -> bool {
    const OPENINGS: &[&str] = &[
        "SELECT ",
        "INSERT INTO ",
        "INSERT OR ",
        "DELETE FROM ",
        "CREATE TABLE ",
        "CREATE INDEX ",
        "CREATE VIRTUAL TABLE ",
        "ALTER TABLE ",
        "DROP TABLE ",
        "PRAGMA ",
        "REPLACE INTO ",
    ];
    let text = string.trim_start_matches(|c: char| !c.is_alphabetic());
    // A raw string brings its `r` along.
    let text = text.strip_prefix("r#\"").or_else(|| text.strip_prefix("r\"")).unwrap_or(text);
    OPENINGS.iter().any(|opening| text.starts_with(opening))
        || (text.starts_with("UPDATE ") && text.contains(" SET "))
}

fn has_word(code: &str, word: &str) -> bool {
    let part_of_a_name = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| {
        let (before, after) = (code.get(..at), code.get(at + word.len()..));
        !before.is_some_and(|text| text.ends_with(part_of_a_name))
            && !after.is_some_and(|text| text.starts_with(part_of_a_name))
    })
}

/// Every Rust file below, in the order of their paths; build output and hidden folders left out.
fn collect(root: &Path, under: &str, files: &mut Vec<File>) -> Result<(), Trouble> {
    for (path, is_folder) in entries(root, under)? {
        if is_folder {
            collect(root, &path, files)?;
        } else if path.ends_with(".rs") {
            let text = fs::read_to_string(root.join(&path))
                .map_err(|error| Trouble(format!("{path}: {error}")))?;
            files.push(File { source: Source::read(&text), path });
        }
    }
    Ok(())
}

/// What lies in a folder, sorted: path from `root` on and whether it is a folder.
///
/// # Errors
/// When the folder cannot be read.
pub fn entries(root: &Path, under: &str) -> Result<Vec<(String, bool)>, Trouble> {
    let failed = |error: std::io::Error| Trouble(format!("{under}: {error}"));
    let mut found = Vec::new();
    for entry in fs::read_dir(root.join(under)).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || (under.is_empty() && name == "target") {
            continue;
        }
        let path = if under.is_empty() { name } else { format!("{under}/{name}") };
        found.push((path, entry.file_type().map_err(failed)?.is_dir()));
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{File, Source, boundary, http, sql};

    fn file(path: &str, text: &str) -> [File; 1] {
        [File { path: path.to_owned(), source: Source::read(text) }]
    }

    #[test]
    fn sql_outside_the_store_is_named_with_its_line() {
        let text = "//! SELECT nothing\nconst A: &str = \"SELECT id FROM page\";\n\
             const B: &str = r\"\n  INSERT INTO page VALUES (1)\";\nuse rusqlite::Row;\n\
             const C: &str = \"Select a page\";";
        let breaches = sql(&file("core/src/guide.rs", text));
        let lines: Vec<&str> = breaches.iter().filter_map(|b| b.split(':').nth(1)).collect();
        assert_eq!(lines, ["2", "4", "5"]);
        assert!(sql(&file("core/src/store/pages.rs", text)).is_empty());
        assert!(sql(&file("hub/src/store.rs", text)).is_empty());
    }

    #[test]
    fn libraries_stay_at_home() {
        let text = "use reqwest::Client; let uniffi_like = uniffi::setup();";
        assert_eq!(http(&file("core/src/sync.rs", text)).len(), 1);
        assert!(http(&file("core/src/adapters/http.rs", text)).is_empty());
        assert_eq!(boundary(&file("core/src/sync.rs", text)).len(), 1);
        assert!(boundary(&file("bindings/src/lib.rs", text)).is_empty());
        assert!(boundary(&file("core/src/sync.rs", "let uniffi_like = \"uniffi\";")).is_empty());
    }
}
