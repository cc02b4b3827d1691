//! Texts of events: followed, counted, sent out and taken back into `events/<id>/<tag>.md`.

use super::*;
use crate::source::place::has_errors;

const FACTS: &str = "start = \"2026-12-01T18:00:00\"\nend = \"2026-12-01T20:00:00\"\n\
    [address]\ntown = \"Musterstadt\"\n[repeat]\nfreq = \"weekly\"\n";
const GERMAN: &str = "+++\ntitle = \"Gemeinsam kochen\"\ngreeter = \"Samira steht an der Tür\"\n\
    access = \"Am blauen Tor klingeln\"\norigin = \"human\"\ndate = 2026-11-20\n\n\
    [[changes]]\nof = \"2027-01-05T18:00:00\"\nnote = \"Die Küche wird gestrichen\"\n\n\
    [[changes]]\nof = \"2027-01-12T18:00:00\"\ntitle = \"Wir backen\"\n+++\n\n\
    Wir kochen zusammen, siehe [Liste](https://example.org/liste).\n\n- Schürze\n- Hunger\n";
/// As somebody on another system has written it: other line ends, a time without quotes, a comment.
const ENGLISH: &str = "+++\r\ntitle = \"Cooking together\"\r\n# ask her\r\ngreeter = \"Samira is at the door\"\r\n\
    access = \"Ring at the blue gate\"\r\norigin = \"human\"\r\ndate = 2026-11-20\r\n\r\n\
    [[changes]]\r\nof = 2027-01-05T18:00:00\r\nnote = \"The kitchen is being painted\"\r\n+++\r\n\r\n\
    We cook together, see the [list](https://example.org/liste).\r\n\r\n- Apron\r\n- Appetite\r\n";

fn town_with_events() -> TempDir {
    let dir = folder(&[
        ("events/meal/event.toml", FACTS),
        ("events/meal/de.md", GERMAN),
        ("events/meal/en.md", ENGLISH),
        ("events/fed/event.toml", &format!("feed = \"club\"\nuid = \"1@club\"\n{FACTS}")),
        // A language counts from its first text on.
        ("topics.csv", "id,icon,de,en,ar\nmeeting,,Treffen,Meeting,لقاء\n"),
        ("events/fed/de.md", "+++\ntitle = \"Vereinsabend\"\norigin = \"human\"\n+++\n"),
    ]);
    build(dir.path());
    dir
}

fn keys(units: &[Unit]) -> Vec<&str> {
    units.iter().map(|u| u.key.as_str()).filter(|key| key.starts_with("events/")).collect()
}

fn told(dir: &Path, code: &str) -> Vec<String> {
    let problems = build::build_folder(dir, day()).unwrap().problems;
    let found = problems.iter().filter(|p| p.code == code && p.file.starts_with("events/"));
    found.map(|p| format!("{}:{} {}", p.file, p.line, p.message)).collect()
}

#[test]
fn an_event_goes_out_whole_and_comes_back_as_a_file() {
    for form in ["xlf", "csv"] {
        let dir = town_with_events();
        let missing = "events/meal/event.toml:0 1 of 1 events have no text in ar \
                       (events/meal/ar.md …): meal";
        assert_eq!(told(dir.path(), "missing-translation"), [missing]);
        let units = work(dir.path(), "ar", false);
        let expected = [
            "events/meal/title",
            "events/meal/greeter",
            "events/meal/access",
            "events/meal/details.1",
            "events/meal/details.2",
            "events/meal/details.3",
            "events/meal/change.2027-01-05T18:00:00.note",
            "events/meal/change.2027-01-12T18:00:00.title",
        ];
        // What a feed tells is not sent to anybody.
        assert_eq!(keys(&units), expected);
        let out = handed(&units, "ar", form);
        if form == "xlf" {
            assert_eq!(xliff::strict::faults(&out), [""; 0]);
        }
        let done = take(dir.path(), &out, &terms()).unwrap();
        assert_eq!(done.problems, [], "{form}");
        let now = summary(dir.path(), "ar");
        assert_eq!((now.percent, now.outdated, now.missing), (100, 0, 0), "{form}");
        let arabic = text(dir.path(), "events/meal/ar.md");
        let lines: Vec<&str> = arabic.lines().map(|l| l.split(" = ").next().unwrap()).collect();
        let front = ["+++", "title", "greeter", "access", "origin", "date", ""];
        assert_eq!(lines[..7], front, "{arabic}");
        assert!(arabic.contains("[[changes]]\nof = \"2027-01-12T18:00:00\"\ntitle = "), "{arabic}");
        assert!(arabic.contains("(https://example.org/liste)") && arabic.ends_with('\n'));
        let before = snapshot(dir.path());
        assert_eq!(take(dir.path(), &out, &terms()).unwrap().counts.written, 0);
        assert_eq!(snapshot(dir.path()), before);
    }
}

#[test]
fn what_changed_since_is_told_and_comes_back_into_its_line() {
    let dir = town_with_events();
    let path = dir.path();
    let missing_title = summary(path, "en");
    assert_eq!((missing_title.outdated, missing_title.missing), (0, 1));
    edit(path, "events/meal/de.md", "Samira steht", "Jonas steht");
    edit(path, "events/meal/de.md", "wird gestrichen", "wird neu gestrichen");
    let outdated_now = told(path, "outdated-translation");
    assert_eq!(outdated_now.len(), 1);
    assert!(outdated_now[0].starts_with("events/meal/en.md:2 `meal` in en: changed in de since: "));
    for name in ["greeter", "change.2027-01-05T18:00:00.note"] {
        assert!(outdated_now[0].contains(name), "{outdated_now:?}");
    }
    assert_eq!(summary(path, "en").outdated, 2);
    build(path);
    let units = work(path, "en", false);
    let expected = [
        "events/meal/greeter",
        "events/meal/change.2027-01-05T18:00:00.note",
        "events/meal/change.2027-01-12T18:00:00.title",
    ];
    assert_eq!(keys(&units), expected);
    // Only one of them comes back.
    let (mut one, mut rest) = (units.clone(), units);
    one.truncate(1);
    take(path, &handed(&one, "en", "xlf"), &terms()).unwrap();
    let english = text(path, "events/meal/en.md");
    let is_new = |line: &str| !ENGLISH.lines().any(|old| old == line);
    let new: Vec<&str> = english.lines().filter(|line| is_new(line)).collect();
    assert_eq!(new.len(), 2, "{english}");
    assert!(new[0].starts_with("greeter = ") && new[1] == "date = 2026-11-22", "{new:?}");
    assert!(english.contains("# ask her\r\n") && !english.replace("\r\n", "").contains('\n'));
    assert!(english.contains("of = 2027-01-05T18:00:00\r\nnote = \"The kitchen"));
    // Then the others: one beside the time that is there, one at a time of its own.
    rest.remove(0);
    take(path, &handed(&rest, "en", "csv"), &terms()).unwrap();
    let english = text(path, "events/meal/en.md");
    assert_eq!(english.matches("[[changes]]").count(), 2, "{english}");
    let now = summary(path, "en");
    assert_eq!((now.percent, now.outdated, now.missing), (100, 0, 0));
    let (source, problems) = source::read(path);
    assert!(!has_errors(&problems), "{problems:?}");
    let changes = &source.unwrap().events["meal"].texts[&tag("en")].changes;
    assert_eq!(changes.len(), 2);
}

#[test]
fn an_event_is_checked_as_pages_are_and_may_be_confirmed() {
    let dir = town_with_events();
    let path = dir.path();
    edit(path, "events/meal/en.md", "blue gate", "blue gate of number 77");
    edit(path, "events/meal/en.md", "https://example.org/liste", "https://example.net/list");
    assert_eq!(told(path, "numbers-differ").len(), 1);
    assert_eq!(told(path, "links-differ").len(), 1);
    edit(path, "events/meal/de.md", "Samira steht", "Jonas steht");
    let built = build::build_folder(path, day()).unwrap();
    assert_eq!(told(path, "outdated-translation").len(), 1);
    let source = source::read(path).0.unwrap();
    let confirmed = lock::confirm(&built.lock, &source, "events/meal", &tag("en")).unwrap();
    lock::write(path, &confirmed).unwrap();
    assert_eq!(told(path, "outdated-translation"), [""; 0]);
    // The lock says so in lines of its own, and reads back.
    let written = text(path, "pack.lock");
    assert!(written.lines().any(|line| line.starts_with("events/meal en from=de ")), "{written}");
    assert_eq!(lock::parse(&written).unwrap(), confirmed);
}
