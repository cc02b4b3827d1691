//! The `welcome events` commands as a web editor runs them: what they say, what they write, how they end.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

use common::{stderr, stdout, welcome_in as welcome};

const PACK: &str = "id = \"town\"\nlevel = \"city\"\nsource_language = \"de\"\nlanguages = [\"de\", \"en\"]\nzone = \"Europe/Berlin\"\n\
    country = \"DE\"\nlicence = \"CC0-1.0\"\npublisher = \"Town\"\n\n[names]\nde = \"Stadt\"\nen = \"Town\"\n\n[area]\nsouth = 50.0\nwest = 10.0\n\
    north = 50.2\neast = 10.2\n";
const PLACES: &str = "id,street,town,lat,lon,opening_hours,wheelchair\nhall,Hauptstraße 1,Stadt,50.1,10.1,Mo-Fr 08:00-18:00,yes\n";
const NAMES: &str = "id,name\nhall,Rathaus\n";

/// A town with a hall.
fn town() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("town")).unwrap();
    for (name, text) in [("pack.toml", PACK), ("places.csv", PLACES), ("places.de.csv", NAMES)] {
        fs::write(dir.path().join("town").join(name), text).unwrap();
    }
    dir
}

fn calendar(dir: &Path, lines: &str) {
    let text = format!("BEGIN:VCALENDAR\nVERSION:2.0\n{lines}END:VCALENDAR\n");
    fs::write(dir.join("club.ics"), text.replace('\n', "\r\n")).unwrap();
}

fn event(uid: &str, title: &str, start: &str, more: &str) -> String {
    format!(
        "BEGIN:VEVENT\nUID:{uid}\nSUMMARY:{title}\nDTSTART;TZID=Europe/Berlin:{start}\nDURATION:PT2H\n{more}END:VEVENT\n"
    )
}

fn json(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_calendar_is_checked_taken_in_and_seen_on_a_phone() {
    let dir = town();
    let weekly = event(
        "a",
        "Sprachcafé",
        "20300108T180000",
        "RRULE:FREQ=WEEKLY;COUNT=3\nLOCATION:Rathaus\n",
    );
    let odd = event("b", "Schach", "20300109T180000", "RRULE:FREQ=SOMETIMES\n");
    calendar(dir.path(), &(weekly + &odd));
    let checked = welcome(dir.path(), &["events", "check", "club.ics", "--from", "2030-01-01"]);
    assert!(checked.status.success(), "{}", stderr(&checked));
    let said = stdout(&checked);
    assert!(said.contains("club.ics:16: warning:"), "{said}");
    assert!(said.contains("2 events, 1 of them series; 4 times from 2030-01-01"), "{said}");
    let strict = welcome(dir.path(), &["events", "check", "club.ics", "--deny-warnings"]);
    assert_eq!(strict.status.code(), Some(1));

    let import =
        ["events", "import", "club.ics", "--to", "town", "--as", "club", "--from", "2030-01-01"];
    let unasked = welcome(dir.path(), &import);
    assert_eq!(unasked.status.code(), Some(2), "nobody can be asked");
    assert!(!dir.path().join("town/events").exists());
    let taken = welcome(dir.path(), &[&import[..], &["--yes"]].concat());
    assert!(taken.status.success(), "{}", stderr(&taken));
    assert!(stdout(&taken).contains("2 events"), "{}", stdout(&taken));

    let ask = |more: &[&str]| {
        let basic =
            ["events", "agenda", "town", "--lang", "de", "--from", "2030-01-07", "--days", "20"];
        welcome(dir.path(), &[&basic[..], more].concat())
    };
    let said = stdout(&ask(&[]));
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[0], "Tue 2030-01-08", "{said}");
    assert_eq!(lines[1], "  18:00-20:00  Sprachcafé [de] · Rathaus");
    assert_eq!(lines.iter().filter(|l| l.contains("Sprachcafé")).count(), 3);
    let near = ask(&["--near", "50.1,10.1", "--within", "500", "--step-free", "--json"]);
    let entries = json(&near);
    assert_eq!(entries.len(), 3, "{}", stdout(&near));
    assert_eq!(
        (&entries[0]["distance_m"], &entries[0]["zone"]),
        (&0.into(), &"Europe/Berlin".into())
    );
    assert_eq!(stdout(&ask(&["--free"])), "nothing is on in these 20 days\n");
}

#[test]
fn what_events_run_into_is_told_with_other_times() {
    let dir = town();
    let christmas = event("a", "Sprachcafé", "20301225T150000", "LOCATION:Rathaus\n");
    let late = event("b", "Schach", "20301217T190000", "LOCATION:Rathaus\n");
    let morning = event("c", "Kochen", "20301218T100000", "LOCATION:Rathaus\n");
    calendar(dir.path(), &(christmas + &late + &morning));
    let args = ["events", "import", "club.ics", "--to", "town", "--from", "2030-01-01", "--yes"];
    assert!(welcome(dir.path(), &args).status.success());
    let checked = welcome(dir.path(), &["events", "check", "town", "--lang", "de"]);
    assert!(checked.status.success(), "{}", stderr(&checked));
    let said = stdout(&checked);
    let eve = "events/sprachcafé/event.toml: warning: 2030-12-25T15:00:00: Weihnachten";
    assert!(said.contains(eve) && said.contains("    free: "), "{said}");
    let closed = |line: &&str| line.contains("[place-closed]");
    let closed: Vec<&str> = said.lines().filter(closed).collect();
    assert_eq!(closed.len(), 1, "{said}");
    assert!(
        closed[0].starts_with("events/schach/event.toml: warning: 2030-12-17T19:00:00: Rathaus")
    );
    let told = json(&welcome(dir.path(), &["--json", "events", "check", "town"]));
    assert!(
        told.iter().any(|t| t["code"] == "observance" || t["code"] == "public-holiday"),
        "{told:?}"
    );
    assert!(told.iter().any(|t| t["event"] == "sprachcafé" && t["start"].is_string()), "{told:?}");
    let strict = welcome(dir.path(), &["events", "check", "town", "--deny-warnings"]);
    assert_eq!(strict.status.code(), Some(1));
}

#[test]
fn what_is_wrong_with_a_call_or_a_file_is_told_in_plain_words() {
    let dir = town();
    fs::write(dir.path().join("page.html"), "<!doctype html><title>Login</title>").unwrap();
    fs::write(dir.path().join("half.ics"), "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\n").unwrap();
    let failed = |args: &[&str]| {
        let output = welcome(dir.path(), args);
        (output.status.code(), stderr(&output) + &stdout(&output))
    };
    let (status, said) = failed(&["events", "check", "page.html"]);
    assert!(
        status == Some(1) && said.contains("page.html: error: this is no calendar file"),
        "{said}"
    );
    let import = |file: &str| failed(&["events", "import", file, "--to", "town", "--yes"]);
    let (status, said) = import("page.html");
    assert!(status == Some(1) && said.contains("neither a calendar file"), "{said}");
    let (status, said) = import("half.ics");
    assert!(status == Some(1) && said.contains("cut off"), "{said}");
    let (status, said) = import("nowhere.ics");
    assert!(status == Some(1) && said.contains("nowhere.ics"), "{said}");
    let (status, said) =
        failed(&["events", "import", "half.ics", "--to", "town", "--place", "inn"]);
    assert!(status == Some(2) && said.contains("no place \"inn\""), "{said}");
    let (status, said) = failed(&["events", "import", "half.ics", "--to", "elsewhere"]);
    assert!(status == Some(1) && said.contains("no pack.toml"), "{said}");
    let (status, said) = failed(&["events", "agenda", "town", "--lang", "de", "--near", "north"]);
    assert!(status == Some(2) && said.contains("50.2,10.1"), "{said}");
    assert!(!dir.path().join("town/events").exists());
}
