//! The table of failure modes in docs/pack-format.md and the tests it speaks of: neither has a number that the other lacks.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// How many failure modes of pack distribution there are.
const MODES: u32 = 22;
/// Files that phones hand on have stories of their own.
const ELSEWHERE: [(u32, &str); 2] = [(18, "damaged_sticks"), (19, "shared_packs")];

/// Number and file of each row.
fn table() -> BTreeMap<u32, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = fs::read_to_string(root.join("docs/pack-format.md")).unwrap();
    let (_, section) = page.split_once("## 7. Failure modes and the tests that hold them").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let cells = |line: &str| -> Vec<String> {
        line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let rows = section.lines().filter(|line| line.starts_with('|')).map(cells);
    rows.filter_map(|row| Some((row[0].parse().ok()?, row[3].clone()))).collect()
}

/// Numbers of the tests in each file.
fn tests() -> BTreeMap<String, BTreeSet<u32>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut found: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let Some(name) = stem.strip_prefix("pack_failures_") else { continue };
        let source = fs::read_to_string(&path).unwrap();
        let numbers = source.lines().filter_map(|line| {
            let (_, rest) = line.split_once("fn mode_")?;
            rest.split_once('_')?.0.parse::<u32>().ok()
        });
        found.entry(name.to_owned()).or_default().extend(numbers);
    }
    found
}

#[test]
fn every_failure_mode_has_a_row_and_a_test() {
    let (table, tests) = (table(), tests());
    assert_eq!(table.keys().copied().collect::<Vec<_>>(), (1..=MODES).collect::<Vec<_>>());
    for (number, file) in &table {
        if let Some((_, story)) = ELSEWHERE.iter().find(|(elsewhere, _)| elsewhere == number) {
            assert_eq!(file.trim_matches('`'), *story, "row {number}");
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
            assert!(folder.join(format!("{story}.rs")).exists(), "row {number}");
            continue;
        }
        let held = tests.get(file).is_some_and(|numbers| numbers.contains(number));
        assert!(held, "no test mode_{number:02}_ in pack_failures_{file}.rs");
    }
    for (file, numbers) in tests {
        for number in numbers {
            assert_eq!(table.get(&number), Some(&file), "mode_{number:02}_ stands in {file}");
        }
    }
}
