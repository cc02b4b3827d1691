//! `jcal`: calendar files as jCal (RFC 7265).
//!
//! One case per `.ics` file with a `.json` file beside it: both say the same. Numbers are equal when their values are.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use companion_core::events::ical;
use serde_json::Value;

use super::Tally;

/// Runs the suite on folders of `.ics` and `.json` files.
///
/// # Errors
/// When a folder or file cannot be read.
pub fn run(paths: &[PathBuf]) -> Result<Tally, String> {
    let mut tally = Tally::default();
    for path in files(paths)? {
        let json = path.with_extension("json");
        if !json.exists() {
            tally.skip("no jCal beside it");
            continue;
        }
        let expected: Value = serde_json::from_slice(&read(&json)?)
            .map_err(|error| format!("{}: {error}", json.display()))?;
        let got = ical::jcal::stream(&ical::read(&read(&path)?).components);
        if same(&expected, &got) {
            tally.pass();
        } else {
            tally.fail(path.display().to_string(), expected.to_string(), got.to_string());
        }
    }
    Ok(tally)
}

/// Calendar files, in folders or named, in order.
///
/// # Errors
/// When a folder cannot be read.
pub(super) fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_file() {
            files.push(path.clone());
            continue;
        }
        let fault = |error| format!("{}: {error}", path.display());
        for entry in fs::read_dir(path).map_err(fault)? {
            files.push(entry.map_err(fault)?.path());
        }
    }
    files.retain(|path| path.extension() == Some(OsStr::new("ics")));
    files.sort();
    Ok(files)
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_compared_by_value_and_nothing_else_is() {
        assert!(same(&json!([1, {"a": 2.0}]), &json!([1.0, {"a": 2}])));
        assert!(!same(&json!([1]), &json!([1, 2])));
        assert!(!same(&json!({"a": 1}), &json!({"b": 1})));
        assert!(!same(&json!("1"), &json!(1)));
    }
}
