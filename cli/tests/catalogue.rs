//! The `welcome catalogue` command as a publisher runs it, from a city's files to the bytes an app brings along.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::fs;
use std::path::Path;

use companion_cli::serve::Server;
use companion_core::packs::edition::Edition;

use common::welcome;

fn well(args: &[&str]) -> String {
    let output = welcome(args);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{args:?}: {told}");
    String::from_utf8(output.stdout).unwrap()
}

/// Exit status and what was complained of.
fn badly(args: &[&str]) -> (i32, String) {
    let output = welcome(args);
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A city, published on loopback; its link.
fn city(dir: &Path) -> (Server, String) {
    let source = dir.join("town");
    fs::create_dir_all(source.join("pages/a")).unwrap();
    fs::write(
        source.join("pack.toml"),
        "id = \"town\"\nlevel = \"city\"\nsource_language = \"de\"\nlanguages = [\"de\"]\n\
         zone = \"Europe/Berlin\"\ncountry = \"DE\"\nlicence = \"CC-BY-4.0\"\npublisher = \"Town\"\n\
         [area]\nsouth = 50.1\nwest = 9.9\nnorth = 50.3\neast = 10.2\n\
         [names]\nde = \"Mühlstadt\"\n[aliases]\nde = [\"Мюльштадт\"]\n",
    )
    .unwrap();
    let page = "+++\ntitle = \"A\"\norigin = \"human\"\n+++\n\nText\n";
    fs::write(source.join("pages/a/de.md"), page).unwrap();
    let (keys, public) = (dir.join("keys"), dir.join("public"));
    well(&["keys", "init", text(&keys)]);
    fs::create_dir_all(&public).unwrap();
    let server = Server::start(&public, 0).unwrap();
    let url = server.base_url();
    let to = ["--keys", text(&keys), "--to", text(&public), "--base-url", &url];
    let told = well(&[&["publish", text(&source)][..], &to].concat());
    let link = told.lines().find_map(|l| l.strip_prefix("link ")).unwrap().to_owned();
    (server, link)
}

#[test]
fn a_catalogue_from_its_first_line_to_the_bytes_in_an_app() {
    let dir = tempfile::tempdir().unwrap();
    let (server, link) = city(dir.path());
    let folder = dir.path().join("cities");
    let cities = text(&folder);
    let new = ["--id", "cities", "--name", "Cities", "--publisher", "P", "--today", "2026-11-01"];
    well(&[&["catalogue", "new", cities][..], &new].concat());
    assert_eq!(badly(&[&["catalogue", "new", cities][..], &new].concat()).0, 1);

    assert!(
        well(&["catalogue", "add", cities, &link]).starts_with("town: new\n1 packs asked, 1 new")
    );
    let again = well(&["--json", "catalogue", "refresh", cities]);
    assert!(again.contains("{\"listings\":1,\"changed\":0,\"failed\":0}"), "{again}");
    assert_eq!(well(&["pack", "check", cities]), "0 errors, 0 warnings\n");

    let found = well(&["catalogue", "find", cities, "muehlstadt"]);
    assert!(found.starts_with("town Mühlstadt [city, DE, de]\n"), "{found}");
    let found = well(&["--json", "catalogue", "find", cities, "мюльштадт"]);
    assert!(found.contains("\"matched\":\"Мюльштадт\""), "{found}");
    let found = well(&["catalogue", "find", cities, "--near", "50.2,-10.0"]);
    assert!(found.contains("town Mühlstadt [city, DE, de, 141"), "{found}");
    assert_eq!(badly(&["catalogue", "find", cities, "nowhere"]).0, 1);
    assert_eq!(badly(&["catalogue", "find", cities]).0, 2);
    assert_eq!(badly(&["catalogue", "find", cities, "--near", "50.2"]).0, 2);

    let bundle = dir.path().join("catalogue.jsonl");
    well(&["catalogue", "bundle", cities, "--to", text(&bundle)]);
    let edition = Edition::from_bytes(&fs::read(&bundle).unwrap()).unwrap();
    assert_eq!((edition.pack.as_str(), edition.name().as_str()), ("cities", "common"));

    let (keys, public) = (dir.path().join("keys"), dir.path().join("public"));
    let url = server.base_url();
    let to = ["--keys", text(&keys), "--to", text(&public), "--base-url", &url];
    let published = well(&[&["catalogue", "publish", cities][..], &to].concat());
    let link = published.lines().find_map(|l| l.strip_prefix("link ")).unwrap().to_owned();
    let listed = well(&["catalogue", "list", &link]);
    assert!(listed.contains("town Mühlstadt") && listed.contains("1 packs, as of "), "{listed}");
    server.stop();
    let (status, told) = badly(&["catalogue", "refresh", cities]);
    assert!(status == 1 && told.contains("town: network: no connection"), "{told}");
    assert!(folder.join("listings/town.toml").exists());
}

#[test]
fn what_is_wrong_is_told_in_words_with_the_way_out() {
    let dir = tempfile::tempdir().unwrap();
    let (_server, link) = city(dir.path());
    let folder = dir.path().join("cities");
    let cities = text(&folder);
    let (status, told) = badly(&["catalogue", "list", cities]);
    assert!(status == 1 && told.contains("there is no such file or folder"), "{told}");
    let town = dir.path().join("town");
    let (status, told) = badly(&["catalogue", "add", text(&town), &link]);
    assert!(status == 1 && told.contains("is no catalogue: `level`"), "{told}");
    well(&["catalogue", "new", cities, "--id", "cities", "--name", "C", "--publisher", "P"]);
    let bare = link.split('#').next().unwrap();
    let (status, told) = badly(&["catalogue", "add", cities, bare]);
    assert!(status == 1 && told.contains("no fingerprint") && told.contains("1 of 1"), "{told}");
    let (status, told) = badly(&["catalogue", "add", cities, "town"]);
    assert!(status == 1 && told.contains("town: link: not an address"), "{told}");
    let to = dir.path().join("x.jsonl");
    let (status, told) = badly(&["catalogue", "bundle", cities, "--to", text(&to)]);
    assert!(status == 1 && told.contains("lists no packs") && !to.exists(), "{told}");
}
