//! `holidays`: every public holiday of a suite is one of the table that comes with the app.
//!
//! A case is a day of a country, or of a region in it: it holds when the table has the day, or, where the suite itself
//! only reckons it, one within a day of it. Countries and years out of the table are skipped and told. Days of the table that the
//! suite does not have, in the countries, regions and years that it holds, are counted and make a case each that does not
//! hold: a library that is closed for nothing is as wrong as one that is not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use chrono::{Datelike as _, NaiveDate};
use companion_core::guide::bundled_observances;
use companion_core::time::observance::{Certainty, Holiday, Known, Observances};
use serde::Deserialize;

use super::Tally;

/// A line of the suite.
#[derive(Debug, Deserialize)]
struct Case {
    country: String,
    subdiv: Option<String>,
    date: NaiveDate,
    name: String,
    estimated: bool,
}

/// A country, a region of it or none, and a year.
type Year = (String, Option<String>, i32);

/// Runs the suite on files of one JSON object to a line.
///
/// # Errors
/// When a file cannot be read, or a line of it is no case.
pub fn run(paths: &[PathBuf]) -> Result<Tally, String> {
    let table = bundled_observances().map_err(|e| e.to_string())?;
    let mut cases = Vec::new();
    for path in paths {
        let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let at = || format!("{}:{}", path.display(), n + 1);
            let case: Case = serde_json::from_str(line).map_err(|e| format!("{}: {e}", at()))?;
            cases.push(case);
        }
    }
    Ok(compare(&table, &cases))
}

fn compare(table: &Observances, cases: &[Case]) -> Tally {
    let mut tally = Tally::default();
    let mut years: BTreeMap<Year, BTreeSet<NaiveDate>> = BTreeMap::new();
    let (mut exact, mut near, mut contradicted) = (0_usize, 0_usize, 0_usize);
    for case in cases {
        let year = (case.country.clone(), case.subdiv.clone(), case.date.year());
        years.entry(year).or_default().insert(case.date);
    }
    for case in cases {
        let (country, region) = (case.country.as_str(), case.subdiv.as_deref());
        let Some(days) = table.holidays(country, region, case.date.year()) else {
            tally.skip(match table.country(country) {
                None => format!("{country} is not in the table"),
                Some(_) => format!("{country}: {} is not in the table", case.date.year()),
            });
            continue;
        };
        let off = |day: &Holiday| (day.date - case.date).num_days().abs();
        let found = days.iter().filter(|d| !d.in_parts).min_by_key(|d| off(d));
        // The answer to "is it one?" must not deny a day that the list has.
        let denied = table.is_public_holiday(country, region, case.date) == Known::No;
        match found.map(|day| (off(day), day.certainty)) {
            Some((0, _)) if !denied => {
                exact += 1;
                tally.pass();
            }
            // What is reckoned by the moon may be a day off, wherever the year ends.
            Some((1, Certainty::WithinADay)) if case.estimated => {
                near += 1;
                tally.pass();
            }
            found => {
                contradicted += usize::from(denied && matches!(found, Some((0, _))));
                let place = region.map_or_else(String::new, |r| format!("-{r}"));
                let input = format!("{country}{place} {} {}", case.date, case.name);
                let expected = if case.estimated { "a holiday within a day" } else { "a holiday" };
                tally.fail(input, expected, format!("nearest (days off, certainty): {found:?}"));
            }
        }
    }
    let mut unlisted = 0_usize;
    for ((country, region, year), expected) in &years {
        for day in table.holidays(country, region.as_deref(), *year).unwrap_or_default() {
            let near = |date: &NaiveDate| (*date - day.date).num_days().abs() <= 1;
            let told = match day.certainty {
                Certainty::Exact => expected.contains(&day.date),
                Certainty::WithinADay => expected.iter().any(near),
            };
            if !told && !day.in_parts && !day.suspended {
                unlisted += 1;
                let input = format!("{country} {region:?} {}", day.date);
                tally.fail(input, "no holiday", format!("{:?}", day.certainty));
            }
        }
    }
    tally.measures.insert("same_day".to_owned(), exact.into());
    tally.measures.insert("within_a_day".to_owned(), near.into());
    tally.measures.insert("false_days".to_owned(), unlisted.into());
    tally.measures.insert("contradicted".to_owned(), contradicted.into());
    tally.measures.insert("country_years".to_owned(), years.len().into());
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(country: &str, subdiv: Option<&str>, date: &str, estimated: bool) -> Case {
        let (country, subdiv) = (country.to_owned(), subdiv.map(str::to_owned));
        Case { country, subdiv, date: date.parse().unwrap(), name: String::new(), estimated }
    }

    #[test]
    fn a_wrong_a_missing_and_an_unknown_day_are_told_apart() {
        let table = bundled_observances().unwrap();
        let year = |region: Option<&str>| -> Vec<Case> {
            let days = table.holidays("DE", region, 2027).unwrap().into_iter();
            days.filter(|d| !d.in_parts)
                .map(|d| case("DE", region, &d.date.to_string(), false))
                .collect()
        };
        let mut cases = year(Some("BY"));
        assert_eq!(compare(&table, &cases).failed(), 0);
        // A day too few: the table's day is one too many.
        cases.pop();
        let tally = compare(&table, &cases);
        assert_eq!((tally.failed(), tally.measures["false_days"].as_u64()), (1, Some(1)));
        // Near is not enough for a day that is sure.
        let mut cases = year(None);
        cases.push(case("DE", None, "2027-12-27", true));
        assert_eq!(compare(&table, &cases).failed(), 1);
        cases.pop();
        // One case of a country that is nowhere is skipped, and past five in a hundred a failure.
        cases.push(case("ZZ", None, "2027-12-27", false));
        assert_eq!(compare(&table, &cases).skip_reasons().len(), 1);
    }
}
