//! `tests/conformance.toml`: which public suites run on which files, and how many cases of each
//! have passed so far.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::part::Trouble;
use super::place::Place;

/// One public suite.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floor {
    /// Its files below the data folder; `*` stands for any name of that ending.
    pub paths: Vec<String>,
    /// How many cases must pass at least.
    pub passed: u64,
}

/// All suites by the name that the conformance runner knows.
pub type Floors = BTreeMap<String, Floor>;

/// Reads the floors.
///
/// # Errors
/// With the place, when the file cannot be read or is not as described in it.
pub fn read(place: &Place) -> Result<Floors, Trouble> {
    let path = file(place);
    let text = fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
    toml::from_str(&text).map_err(|error| at(&path, &error))
}

/// Writes a figure that has risen, and leaves every other line of the file as it is.
///
/// # Errors
/// When the file cannot be read or written.
pub fn raise(place: &Place, suite: &str, passed: u64) -> Result<(), Trouble> {
    let path = file(place);
    let text = fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
    fs::write(&path, raised(&text, suite, passed)).map_err(|error| at(&path, &error))
}

fn raised(text: &str, suite: &str, passed: u64) -> String {
    let heading = format!("[{suite}]");
    let mut inside = false;
    let mut lines = Vec::new();
    for line in text.lines() {
        if line.starts_with('[') {
            inside = line.trim_end() == heading;
        }
        let figure = inside && line.split('=').next().is_some_and(|key| key.trim() == "passed");
        lines.push(if figure { format!("passed = {passed}") } else { line.to_owned() });
    }
    lines.join("\n") + "\n"
}

/// The files a suite's paths stand for, sorted; a path of the data folder that is not there stays
/// as it is, for the runner to name.
///
/// # Errors
/// When a folder with a `*` in its path cannot be read.
pub fn files(data: &Path, paths: &[String]) -> Result<Vec<PathBuf>, Trouble> {
    let mut files = Vec::new();
    for path in paths {
        let path = data.join(path);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some((before, after)) = name.split_once('*') else {
            files.push(path);
            continue;
        };
        let folder = path.parent().unwrap_or(data);
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).map_err(|error| at(folder, &error))? {
            let entry = entry.map_err(|error| at(folder, &error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with(before) && name.ends_with(after) {
                found.push(entry.path());
            }
        }
        found.sort();
        files.append(&mut found);
    }
    Ok(files)
}

fn file(place: &Place) -> PathBuf {
    place.root.join("tests/conformance.toml")
}

fn at(path: &Path, error: &dyn std::fmt::Display) -> Trouble {
    Trouble(format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{Floors, raised};

    #[test]
    fn only_the_risen_figure_changes() {
        let text =
            "# Floors.\n[a]\npaths = [\"x\"]\npassed = 3\n\n[b]\npaths = []\npassed = 4 # b\n";
        let risen = raised(text, "a", 5);
        assert_eq!(risen, text.replace("passed = 3", "passed = 5"));
        let floors: Floors = toml::from_str(&risen).unwrap();
        assert_eq!(floors["a"].passed, 5);
        assert_eq!(floors["b"].passed, 4);
    }
}
