//! observances.csv and holidays.csv: days that traditions keep, and public holidays by country.
//!
//! Only packs of level world have them. `docs/pack-source.md` has the columns, and how days are written.

use std::collections::BTreeMap;

use companion_core::packs::format::{CountryRecord, Level, NameText, ObservanceRecord};
use companion_core::time::observance::{Asks, Country, Observance};

use super::files::Folder;
use super::phrases::{self, Origins};
use super::place::{Log, Placed};
use super::sheet::{Columns, Row};
use super::tables::{self, Table};
use super::{Reading, Source, values};

const OBSERVANCES: Columns = Columns {
    known: &["id", "tradition", "calendar", "days", "from", "to", "sunset", "hours", "asks"],
    required: &["tradition", "days", "from", "to", "asks"],
    languages: true,
};
const HOLIDAYS: Columns = Columns {
    known: &["id", "from", "to", "regions", "days", "suspended", "school", "school_to", "source"],
    required: &["from", "to", "days", "source"],
    languages: false,
};

/// Countries by their code in small letters.
pub type Holidays = BTreeMap<String, Placed<CountryRecord>>;

/// Reads observances.csv. `calendar` is for the tool that fills `days`.
pub(crate) fn observances(
    folder: &mut Folder,
    reading: &mut Reading,
    origins: &Origins,
) -> Table<ObservanceRecord, NameText> {
    phrases::read("observances.csv", OBSERVANCES, folder, reading, origins, |row, id, log| {
        let sunset = row.read("sunset", log, |t| values::one_of(t, &["yes", "no"]));
        let record = ObservanceRecord {
            id,
            tradition: row.read("tradition", log, values::id).unwrap_or_default(),
            days: row.text("days").unwrap_or_default(),
            from: year(row, "from", log),
            to: year(row, "to", log),
            sunset: sunset.as_deref() == Some("yes"),
            hours: row.text("hours").unwrap_or_default(),
            asks: row.read("asks", log, asks).unwrap_or(Asks::Minor),
        };
        if let Err(error) = Observance::read(&record) {
            log.error(&row.at, "days", error.to_string());
        }
        record
    })
}

/// Reads holidays.csv.
pub(crate) fn holidays(folder: &mut Folder, log: &mut Log) -> Holidays {
    let table: Table<CountryRecord, ()> =
        tables::read_facts("holidays", HOLIDAYS, folder, log, |row, id, log| {
            // Who says so stays in the source: the record is small.
            if row.read("source", log, values::url).is_none() && row.get("source").is_none() {
                log.error(&row.at, "missing-key", "`source` is empty: say where the days are from");
            }
            let date =
                |column, log: &mut Log| row.read(column, log, values::date).map(|d| d.to_string());
            let record = CountryRecord {
                id,
                from: year(row, "from", log),
                to: year(row, "to", log),
                regions: row
                    .get("regions")
                    .map(|t| t.split_whitespace().map(str::to_owned).collect())
                    .unwrap_or_default(),
                days: row.text("days").unwrap_or_default(),
                suspended: date("suspended", log),
                school: row.text("school").unwrap_or_default(),
                school_to: date("school_to", log),
            };
            if let Err(fault) = values::country(&record.id.to_ascii_uppercase()) {
                log.error(&row.at, fault.code, format!("id: {}", fault.message));
            }
            if let Err(error) = Country::read(&record) {
                log.error(&row.at, "days", error.to_string());
            }
            record
        });
    table.into_iter().map(|(id, entry)| (id, entry.fact)).collect()
}

/// What one table cannot see alone: days that count from observances, and the level of the pack.
pub(crate) fn check(source: &Source, log: &mut Log) {
    let first = source.observances.values().map(|e| &e.fact.at).next();
    let first = first.or_else(|| source.holidays.values().map(|h| &h.at).next());
    if let Some(at) = first
        && source.pack.value.level != Level::World
    {
        let message = "only a pack of level world has observances and holidays by country: public \
                       holidays of a city stand in pack.toml under [holidays]";
        log.error(at, "observance-level", message);
    }
    for country in source.holidays.values() {
        let Ok(read) = Country::read(&country.value) else { continue };
        for id in read.refers_to() {
            if !source.observances.contains_key(id) {
                let message = format!("days: no observance has the id `{id}`");
                log.error(&country.at, "unknown-reference", message);
            }
        }
    }
}

fn year(row: &Row, column: &str, log: &mut Log) -> i32 {
    let year = row.read(column, log, |text| {
        let year = values::whole(text)?;
        match i32::try_from(year).ok().filter(|y| (1583..=9999).contains(y)) {
            Some(year) => Ok(year),
            None => values::fault("year", "a year after 1582 has four digits"),
        }
    });
    if row.get(column).is_none() {
        log.error(&row.at, "missing-key", format!("`{column}` is empty: a year"));
    }
    year.unwrap_or_default()
}

fn asks(text: &str) -> values::Read<Asks> {
    Ok(match values::one_of(text, &["rest", "family", "fast", "minor"])?.as_str() {
        "rest" => Asks::Rest,
        "family" => Asks::Family,
        "fast" => Asks::Fast,
        _ => Asks::Minor,
    })
}

#[cfg(test)]
mod tests {
    use crate::source::read;
    use crate::source::testing::{folder, problems};

    const WORLD: &str = "id = \"facts\"\nlevel = \"world\"\nsource_language = \"en\"\nlanguages = [\"en\"]\nzone = \"UTC\"\nas_of = \"2026-11-22\"\nlicence = \"CC0-1.0\"\npublisher = \"P\"\n\n[names]\nen = \"Facts\"\n\n[observances.origin]\nen = \"machine\"\n";
    const FEASTS: &str = "id,tradition,days,from,to,sunset,hours,asks,en\n";
    const STATES: &str = "id,from,to,regions,days,source\n";

    #[test]
    fn tables_are_read_and_every_problem_is_told_with_its_line() {
        let feasts = "moon,islamic,~2026:03-20,2026,2026,yes,,rest,Moon feast\n";
        let states = "de,2024,2036,BE BY,01-01 @moon+1;BY|01-06,https://example.org\n";
        let dir = folder(&[
            ("pack.toml", WORLD),
            ("observances.csv", &format!("{FEASTS}{feasts}")),
            ("holidays.csv", &format!("{STATES}{states}")),
        ]);
        let (source, told) = read(dir.path());
        assert_eq!(told, []);
        let source = source.unwrap();
        let moon = &source.observances["moon"];
        assert!(moon.fact.value.sunset && moon.texts.len() == 1);
        assert_eq!(source.holidays["de"].value.regions, ["BE", "BY"]);

        let feasts =
            "a,islamic,13-01,2026,2026,yes,,rest,A\nb,x,01-01,soon,2026,maybe,25:00,work,B\n";
        let states =
            "germany,2024,2036,BE,01-01,https://example.org\nde,2024,,BE,XX|01-06 @none,\n";
        let wrong = states.to_owned() + "fr,2024,2036,,01-01 @none,https://example.org\n";
        let dir = folder(&[
            ("pack.toml", WORLD),
            ("observances.csv", &format!("{FEASTS}{feasts}")),
            ("holidays.csv", &format!("{STATES}{wrong}")),
        ]);
        assert_eq!(
            problems(dir.path()),
            [
                "holidays.csv:2: error: id: `GERMANY` is no country code: write two capital letters, such as DE [invalid-country]",
                "holidays.csv:3: error: days not understood at character 1, near \"XX\": this region is not among the country's regions [days]",
                "holidays.csv:3: error: `source` is empty: say where the days are from [missing-key]",
                "holidays.csv:3: error: `to` is empty: a year [missing-key]",
                "holidays.csv:4: error: days: no observance has the id `none` [unknown-reference]",
                "observances.csv:2: error: days not understood at character 1, near \"13-01\": no such day [days]",
                "observances.csv:3: error: days not understood at character 1, near \"25:00\": hours are HH:MM-HH:MM, the earlier first [days]",
                "observances.csv:3: error: asks: `work` is none of: rest, family, fast, minor [invalid-choice]",
                "observances.csv:3: error: sunset: `maybe` is none of: yes, no [invalid-choice]",
                "observances.csv:3: error: from: `soon` is no whole number [invalid-number]",
            ]
        );
    }

    #[test]
    fn a_city_has_its_holidays_elsewhere() {
        let row = "de,2024,2036,,01-01,https://example.org\n";
        let dir = folder(&[("holidays.csv", &format!("{STATES}{row}"))]);
        let told = problems(dir.path());
        assert!(
            told.iter().any(|t| t.starts_with("holidays.csv:2: error: only a pack of level world")),
            "{told:?}"
        );
    }
}
