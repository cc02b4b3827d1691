//! `locale-matcher`, `canonicalization`, `likely-subtags`: languages are found, named and filled as CLDR and ICU do it.
//!
//! Files have one JSON object to a line. Tags are compared in their canonical form, so that `iw` and `he` are one answer;
//! canonical forms themselves are compared letter by letter, whatever their case.

use std::fs;
use std::path::PathBuf;

use companion_core::text::locale::aliases::canonical;
use companion_core::text::locale::likely::{Keep, maximal, minimal};
use companion_core::text::locale::{Best, Favor, Matcher, Options};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Tally;

/// A line of the matcher's suite.
#[derive(Debug, Deserialize)]
struct Match {
    group: String,
    supported: Option<Vec<String>>,
    desired: Vec<String>,
    default: Option<String>,
    favor: Option<String>,
    threshold: Option<u32>,
    /// A tag, or the word `null` where nothing is to be found; a JSON null where the suite does not say.
    expected: Option<String>,
}

/// A line of the other two: what is given, and what is to come out of it.
#[derive(Debug, Deserialize)]
struct Columns {
    cols: Vec<String>,
}

/// Which of some locales is found for some wishes.
///
/// # Errors
/// When a file cannot be read, or a line of it is no case.
pub fn run_matcher(paths: &[PathBuf]) -> Result<Tally, String> {
    let mut tally = Tally::default();
    for case in lines::<Match>(paths)? {
        match &case.expected {
            None => tally.skip("the suite does not say what is to be found"),
            Some(expected) => {
                let got = found(&case).unwrap_or_else(|error| error);
                let told = format!(
                    "{}: {} of {} (default {:?}, favor {:?}, threshold {:?})",
                    case.group,
                    case.desired.join(", "),
                    case.supported.as_deref().unwrap_or_default().join(", "),
                    case.default,
                    case.favor,
                    case.threshold
                );
                count(&mut tally, told, expected, &got, plain(expected) == plain(&got));
            }
        }
    }
    Ok(tally)
}

fn found(case: &Match) -> Result<String, String> {
    let favor = match case.favor.as_deref() {
        None | Some("language") => Favor::Language,
        Some("script") => Favor::Script,
        Some(other) => return Err(format!("favor {other:?} is not known")),
    };
    let mut options = Options { favor, default: case.default.clone(), ..Options::default() };
    options.threshold = case.threshold.unwrap_or(options.threshold);
    let there: Vec<&str> = case.supported.iter().flatten().map(String::as_str).collect();
    let wanted: Vec<&str> = case.desired.iter().map(String::as_str).collect();
    let best = Matcher::read(&there, options).and_then(|matcher| matcher.best(&wanted));
    let tag = match best.map_err(|error| error.to_string())? {
        Best::Fits { there: place, .. } => there.get(place).copied(),
        Best::First => there.first().copied(),
        Best::Default => case.default.as_deref(),
        Best::Nothing => None,
    };
    Ok(tag.unwrap_or("null").to_owned())
}

/// The one form that a tag has today.
///
/// # Errors
/// When a file cannot be read, or a line of it is no case.
pub fn run_canonicalization(paths: &[PathBuf]) -> Result<Tally, String> {
    let mut tally = Tally::default();
    for case in lines::<Columns>(paths)? {
        let [given, expected, ..] = case.cols.as_slice() else {
            return Err(format!("a case needs two columns: {:?}", case.cols));
        };
        // The suite writes identifiers of Unicode, which may have underscores; ours are BCP 47.
        let expected = expected.replace('_', "-");
        let got =
            canonical(given).map_or_else(|error| error.to_string(), |locale| locale.to_string());
        count(&mut tally, given.clone(), &expected, &got, expected.eq_ignore_ascii_case(&got));
    }
    Ok(tally)
}

/// What goes without saying is added, and left out again: for the sake of the script, then of the region. All must hold.
///
/// # Errors
/// When a file cannot be read, or a line of it is no case.
pub fn run_likely(paths: &[PathBuf]) -> Result<Tally, String> {
    let mut tally = Tally::default();
    for case in lines::<Columns>(paths)? {
        let [given, full, short @ ..] = case.cols.as_slice() else {
            return Err(format!("a case needs two columns: {:?}", case.cols));
        };
        // A column that is empty or missing is like the one before.
        let mut expected = vec![full.clone()];
        for column in 0..2 {
            let said = short.get(column).filter(|text| !text.is_empty());
            expected.extend(said.or(expected.last()).cloned());
        }
        let got = match given.parse() {
            Err(error) => vec![format!("{error:?}")],
            Ok(id) => [maximal(&id), minimal(&id, Keep::Script), minimal(&id, Keep::Region)]
                .iter()
                .map(|id| id.as_ref().map_or_else(|| "FAIL".to_owned(), ToString::to_string))
                .collect(),
        };
        let (expected, got) = (expected.join(" "), got.join(" "));
        count(&mut tally, given.clone(), &expected, &got, expected == got);
    }
    Ok(tally)
}

fn count(tally: &mut Tally, input: String, expected: &str, got: &str, holds: bool) {
    if holds {
        tally.pass();
    } else {
        tally.fail(input, expected, got);
    }
}

/// A tag in its canonical form; what is none stays as it is.
fn plain(tag: &str) -> String {
    canonical(tag).map_or_else(|_| tag.to_owned(), |locale| locale.to_string())
}

fn lines<T: DeserializeOwned>(paths: &[PathBuf]) -> Result<Vec<T>, String> {
    let mut cases = Vec::new();
    for path in paths {
        let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let fault = |e| format!("{}:{}: {e}", path.display(), n + 1);
            cases.push(serde_json::from_str(line).map_err(fault)?);
        }
    }
    Ok(cases)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ran(run: fn(&[PathBuf]) -> Result<Tally, String>, text: &str) -> Result<Tally, String> {
        let file = tempfile::NamedTempFile::new().map_err(|e| e.to_string())?;
        fs::write(file.path(), text).map_err(|e| e.to_string())?;
        run(&[file.path().to_owned()])
    }

    #[test]
    fn a_wrong_expectation_fails_and_a_missing_one_is_skipped() {
        let tally = ran(
            run_matcher,
            r#"{"group": "a", "supported": ["en", "iw"], "desired": ["he"], "expected": "he"}
{"group": "b", "supported": ["en", "iw"], "desired": ["he"], "expected": "en"}
{"group": "c", "supported": null, "desired": ["he"], "expected": "null"}
{"group": "d", "supported": ["en"], "desired": ["he"], "expected": null}"#,
        )
        .unwrap();
        assert_eq!((tally.passed(), tally.total()), (2, 4));
        assert_eq!(tally.skip_reasons().len(), 1);
        assert_eq!(tally.failures()[0].got, "iw");
    }

    #[test]
    fn all_columns_of_a_case_must_hold() {
        let tally = ran(
            run_likely,
            r#"{"cols": ["zh-TW", "zh-Hant-TW", "zh-Hant", "zh-TW"]}
{"cols": ["zh-TW", "zh-Hant-TW", "zh-Hant", ""]}
{"cols": ["qaa", "FAIL", "", ""]}"#,
        )
        .unwrap();
        assert_eq!((tally.passed(), tally.total()), (2, 3));
        let tally = ran(run_canonicalization, r#"{"cols": ["no_bokmal", "nb"]}"#).unwrap();
        assert_eq!((tally.passed(), tally.total()), (1, 1));
    }

    #[test]
    fn a_line_that_is_no_case_is_named() {
        let error = ran(run_canonicalization, "{\"cols\": [\"a\", \"b\"]}\nx").unwrap_err();
        assert!(error.contains(":2: "), "{error}");
    }
}
