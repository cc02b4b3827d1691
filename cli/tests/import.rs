//! The `welcome import` command as a web editor runs it: what it shows, what it writes, how it ends.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use common::{stderr, stdout, welcome_in as welcome};

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn list(&self, text: &str) {
        fs::write(self.0.path().join("clubs.csv"), text).unwrap();
    }

    fn town(&self) -> PathBuf {
        self.0.path().join("town")
    }

    fn import(&self, more: &[&str]) -> Output {
        let pack = "--id town --name Town --language de --zone Europe/Berlin --country DE";
        welcome(
            self.0.path(),
            &["import", "csv", "clubs.csv", "--to", "town"]
                .into_iter()
                .chain(pack.split(' '))
                .chain(more.iter().copied())
                .collect::<Vec<_>>(),
        )
    }
}

#[test]
fn nothing_is_written_over_a_pack_before_somebody_has_seen_it() {
    let desk = Desk::new();
    desk.list("Name;Telefon\nChor;06123 4567\n");
    let first = desk.import(&[]);
    assert!(first.status.success(), "{}", stderr(&first));
    assert!(stdout(&first).ends_with("3 files written to town\n"), "{}", stdout(&first));
    let places = || fs::read_to_string(desk.town().join("places.csv")).unwrap();
    assert_eq!(places(), "id,phone\nchor,+4961234567\n");

    let same = desk.import(&[]);
    assert!(same.status.success());
    assert!(stdout(&same).ends_with("nothing changed in town\n"), "{}", stdout(&same));

    desk.list("Name;Telefon\nChor;06123 9999\n");
    let asked = desk.import(&[]);
    assert_eq!(asked.status.code(), Some(2));
    assert!(stderr(&asked).contains("--dry-run, then say --yes"), "{}", stderr(&asked));
    let shown = stdout(&asked);
    assert!(shown.contains("places.csv: changed, +1 -1\n"), "{shown}");
    assert!(shown.contains("-chor,+4961234567\n+chor,+4961239999\n"), "{shown}");
    let looked = desk.import(&["--dry-run"]);
    assert!(looked.status.success());
    assert!(stdout(&looked).contains("nothing was written"), "{}", stdout(&looked));
    assert_eq!(places(), "id,phone\nchor,+4961234567\n");

    fs::write(desk.town().join("places.csv"), "id,phone,town\nchor,+4961230000,Here\n").unwrap();
    let done = desk.import(&["--yes", "--json"]);
    assert!(done.status.success());
    let last: serde_json::Value =
        serde_json::from_str(stdout(&done).lines().last().unwrap()).unwrap();
    assert_eq!(last["written"], true);
    assert_eq!(last["problems"][0]["code"], "import-conflict");
    assert_eq!(places(), "id,phone,town\nchor,+4961230000,Here\n");
}

#[test]
fn what_cannot_be_is_said_by_its_status() {
    let desk = Desk::new();
    desk.list("Name;Telefon\nChor;\"06123\n");
    let cut = desk.import(&[]);
    assert_eq!(cut.status.code(), Some(1));
    assert!(
        stderr(&cut).contains("clubs.csv: row 2 (line 2): a quotation mark"),
        "{}",
        stderr(&cut)
    );
    assert!(!desk.town().exists());
    assert_eq!(desk.import(&["--as", "../x"]).status.code(), Some(2));
    let many = ["import", "csv", "a.csv", "b.csv", "--to", "town"];
    assert_eq!(welcome(desk.0.path(), &many).status.code(), Some(2));
    desk.list("Name;Telefon\nChor;06123 4567\n");
    let missing = welcome(desk.0.path(), &["import", "csv", "clubs.csv", "--to", "town"]);
    assert!(stderr(&missing).contains("--id, --name, --language"), "{}", stderr(&missing));
}

#[test]
fn a_mapping_is_printed_edited_and_used() {
    let desk = Desk::new();
    desk.list("Name;Fon;Chef\nChor;06123 4567;Erika Muster\n");
    let shown = stdout(&desk.import(&["--show-map"]));
    assert!(!desk.town().exists());
    assert!(shown.contains("\"Chef\" = \"details\"\n"), "{shown}");
    let edited = shown.replace("\"Chef\" = \"details\"", "\"Chef\" = \"\"");
    fs::write(desk.0.path().join("map.toml"), edited).unwrap();
    assert!(desk.import(&["--map", "map.toml"]).status.success());
    let text = fs::read_to_string(desk.town().join("places.de.csv")).unwrap();
    assert_eq!(text, "id,name\nchor,Chor\n");
}

#[test]
fn an_interrupted_import_is_an_error_until_it_is_finished() {
    let desk = Desk::new();
    desk.list("Name\nChor\n");
    assert!(desk.import(&[]).status.success());
    let none = welcome(desk.0.path(), &["import", "finish", "town"]);
    assert!(stdout(&none).contains("no import was interrupted"), "{}", stdout(&none));
    fs::write(desk.town().join(".import/journal"), "import journal 1\nend\n").unwrap();
    let check = welcome(desk.0.path(), &["pack", "check", "town"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(stdout(&check).contains("[import-unfinished]"), "{}", stdout(&check));
    assert_eq!(desk.import(&["--dry-run"]).status.code(), Some(1));
    assert!(welcome(desk.0.path(), &["import", "finish", "town"]).status.success());
    assert!(welcome(desk.0.path(), &["pack", "check", "town"]).status.success());
}
