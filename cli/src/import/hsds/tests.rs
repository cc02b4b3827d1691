//! Whole exports: what becomes of them, and what is said of bad ones.

mod any;

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use tempfile::TempDir;

use super::*;
use crate::import::folder;
use crate::problem::Severity;
use crate::source;

fn options() -> Options {
    Options {
        id: "made".into(),
        level: Level::City,
        name: None,
        zone: "America/Chicago".into(),
        country: Some("US".into()),
        licence: "CC0-1.0".into(),
        publisher: None,
        language: "en".parse().unwrap(),
        keep_contact_names: false,
        today: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
    }
}

fn folder_of(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(dir.path().join(name), bytes).unwrap();
    }
    dir
}

fn run(paths: &[PathBuf], options: &Options) -> Result<Imported, ImportError> {
    import(paths, options, &mut Ids::default(), &mut |_| ())
}

fn imported(files: &[(&str, &str)]) -> Imported {
    let bytes: Vec<(&str, &[u8])> = files.iter().map(|(n, t)| (*n, t.as_bytes())).collect();
    let dir = folder_of(&bytes);
    let imported = run(&[dir.path().to_owned()], &options()).unwrap();
    // Whatever goes in, what comes out is a pack without errors.
    let target = tempfile::tempdir().unwrap();
    folder::write(&imported.0, target.path()).unwrap();
    let (_, problems) = source::read(target.path());
    let errors: Vec<_> = problems.iter().filter(|p| p.severity == Severity::Error).collect();
    assert_eq!(errors, Vec::<&crate::problem::Problem>::new());
    imported
}

fn refused(files: &[(&str, &[u8])]) -> String {
    let dir = folder_of(files);
    let before = fs::read(dir.path().join(files[0].0)).unwrap();
    let error = run(&[dir.path().to_owned()], &options()).unwrap_err().to_string();
    assert_eq!(fs::read(dir.path().join(files[0].0)).unwrap(), before);
    error.replace(&format!("{}/", dir.path().display()), "")
}

fn codes(imported: &Imported) -> Vec<String> {
    let told = |p: &crate::problem::Problem| format!("{}:{} {}", p.file, p.line, p.code);
    imported.1.problems.iter().map(told).collect()
}

const OHANA: &[(&str, &str)] = &[
    ("organizations.csv", "id,name,website\n1,Made Aid,www.example.org\n2,Alone,\n"),
    (
        "locations.csv",
        "ID,Organization_ID,Name,accessibility,languages,latitude,longitude,virtual\n\
         7,1,North House,\"wheelchair, elevator\",\"Spanish, Klingon\",40.5,-89.25,false\n",
    ),
    (
        "addresses.csv",
        "id,location_id,street_1,city,state,zip\n1,7,1 Elm Street,Madeville,IL,60000\n",
    ),
    (
        "phones.csv",
        "id,location_id,organization_id,number,number_type\n1,7,,(555) 010-0123,voice\n2,7,,555-0199,fax\n3,,2,555-0100,voice\n",
    ),
    (
        "services.csv",
        "id,location_id,name,fees,how_to_apply,required_documents,status,taxonomy_ids,x_colour\n\
         1,7,Soup kitchen,None,Walk in,\"ID, letter\",active,\"101-01\",blue\n\
         2,7,Old class,,,,defunct,,\n",
    ),
    (
        "regular_schedules.csv",
        "id,service_id,weekday,opens_at,closes_at\n1,1,1,9am,5pm\n2,1,Tue,9:00,17:00\n3,2,3,9:00,10:00\n",
    ),
    ("taxonomy.csv", "taxonomy_id,name,parent_id,parent_name\n101,Food,,\n101-01,Meals,101,Food\n"),
    ("contacts.csv", "id,service_id,name,title\n1,1,Ann Other,Cook\n"),
    ("readings.csv", "a,b\n1,2\n"),
];

#[test]
fn ohanas_tables_become_a_pack() {
    let (files, report, told) = imported(OHANA);
    let facts = "id,place,provider,cost,appointment,opening_hours,topics,page\n\
                 soup-kitchen,north-house,Made Aid,free,none,\"Mo,Tu 09:00-17:00\",food;meals,made-aid\n";
    assert_eq!(files["services.csv"], facts);
    assert!(files["places.csv"].contains("40.5,-89.25,1 Elm Street,60000,Madeville,yes"));
    assert!(files["places.csv"].contains("+15550100123"));
    assert!(files["places.en.csv"].contains("Klingon"));
    assert!(files["places.en.csv"].contains("Fax: 555-0199"));
    assert!(files["services.en.csv"].contains("Cook") && !files["services.en.csv"].contains("Ann"));
    assert!(files["services.en.csv"].contains("blue"));
    assert!(files["topics.csv"].contains("meals,Meals"));
    assert!(files["pages/alone/en.md"].contains("555-0100"));
    assert_eq!(report.fields_left_out["contact.name"], 1);
    assert_eq!(told.fields_kept_as_text["service.x_colour"], 1);
    assert_eq!(told.tables_left_out["readings.csv"], 1);
    let left_out: Vec<String> = told
        .records_left_out
        .iter()
        .map(|r| format!("{} {}: {}", r.kind, r.id, r.reason))
        .collect();
    assert_eq!(
        left_out,
        [
            "regular_schedule 3: belongs to service 2, which is left out",
            "service 2: its status is defunct",
        ]
    );
}

#[test]
fn names_of_contact_persons_are_kept_on_request() {
    let bytes: Vec<(&str, &[u8])> = OHANA.iter().map(|(n, t)| (*n, t.as_bytes())).collect();
    let dir = folder_of(&bytes);
    let options = Options { keep_contact_names: true, ..options() };
    let (files, report, _) = run(&[dir.path().to_owned()], &options).unwrap();
    assert!(files["services.en.csv"].contains("Ann Other"));
    assert_eq!(report.fields_left_out.get("contact.name"), None);
}

#[test]
fn the_order_of_files_and_a_second_import_change_nothing() {
    let bytes: Vec<(&str, &[u8])> = OHANA.iter().map(|(n, t)| (*n, t.as_bytes())).collect();
    let dir = folder_of(&bytes);
    let paths: Vec<PathBuf> = OHANA.iter().map(|(n, _)| dir.path().join(n)).collect();
    let mut ids = Ids::default();
    let first = import(&paths, &options(), &mut ids, &mut |_| ()).unwrap();
    let turned: Vec<PathBuf> = paths.into_iter().rev().collect();
    let second = import(&turned, &options(), &mut ids, &mut |_| ()).unwrap();
    assert_eq!(first.0, second.0);
    assert_eq!(first.2, second.2);
}

#[test]
fn nested_json_is_the_same_as_tables() {
    let nested = r#"{"contents": [{"id": "1", "name": "Soup", "status": "active", "organization": {"id": "o", "name": "Aid"},
        "service_at_locations": [{"id": "s", "location": {"id": "l", "name": "House", "latitude": 40.5, "longitude": -89.25}}],
        "phones": [{"id": "p", "number": "555 010 0123", "extension": 4}], "x_more": {"deep": ["a", "b"]}}], "total_items": 1}"#;
    let (files, ..) = imported(&[("service_list.json", nested)]);
    assert!(files["services.csv"].contains("soup,house,Aid,+15550100123"));
    assert!(files["services.en.csv"].contains("extension 4"));
    assert!(files["services.en.csv"].contains("More deep"));
    let package = r#"{"name": "p", "resources": [{"name": "organizations", "data": [{"id": "o", "name": "Aid"}]},
        {"name": "services", "data": [{"id": "1", "organization_id": "o", "name": "Soup"}]}]}"#;
    let (files, ..) = imported(&[("datapackage.json", package)]);
    assert!(files["services.csv"].contains("soup,Aid"), "{}", files["services.csv"]);
}

#[test]
fn odd_rows_are_told_with_their_lines() {
    let told = imported(&[
        (
            "organizations.csv",
            "id,name,parent_organization_id\r\n1,One,2\r\n2,Two,1\r\n\r\n3,Three,9\r\n3,Other,\r\n",
        ),
        (
            "services.csv",
            "name;id;organization_id;url\nSoup, hot;1;1;none yet\nBread;2;1;a.example.org;more\n",
        ),
    ]);
    assert_eq!(
        codes(&told),
        [
            "organizations.csv:2 circular-parent",
            "organizations.csv:5 unknown-reference",
            "organizations.csv:6 duplicate-id",
            "services.csv:2 invalid-url",
            "services.csv:3 csv-row",
        ]
    );
    assert_eq!((told.2.services, told.1.pages), (2, 5));
    assert!(told.0["services.en.csv"].contains("more"));
}

#[test]
fn old_encodings_are_read_and_told() {
    let services = b"id,name\n1,Caf\xC3\xA9\n2,Caf\xE9\n";
    let dir = folder_of(&[("services.csv", services)]);
    let told = run(&[dir.path().to_owned()], &options()).unwrap();
    assert_eq!(codes(&told), ["services.csv:3 encoding"]);
    assert!(told.0["services.en.csv"].matches("Café").count() == 2);
}

#[test]
fn bad_files_are_refused_with_their_place() {
    for (name, bytes, said) in [
        ("service.json", &b"{\"id\": \"1\", \"name\""[..], "service.json: EOF while parsing"),
        ("a.json", b"{\"x\": 1}", "a.json: at \"\": neither the fields nor the file's name"),
        ("a.json", b"[1]", "a.json: at \"/0\": an object or a list"),
        ("a.json", b"\xFF\xFF", "a.json: not UTF-8 from byte 0"),
        ("services.csv", b"id,name\n1,\"Soup\n2,Bread\n", "services.csv: line 2: a quotation mark"),
        (
            "services.csv",
            b"id,name,url\n1,Soup,x\n2,Bre",
            "services.csv: line 3: ends in the middle",
        ),
        ("services.csv", b"colour,size\n1,2\n", "services.csv: line 1: none of"),
        (
            "services.csv",
            b"id,name,Name\n1,2,3\n",
            "services.csv: line 1: column \"Name\" stands twice",
        ),
        ("services.csv", b"id,name\n1,\x81\n", "services.csv: line 2: a cell is neither"),
        ("services.csv", b"PK\x03\x04\0\0", "services.csv: no text"),
        ("phones.csv", b"id,number\n1,2\n", "no organization, service or location"),
        ("notes.odt", b"x", "no JSON and no table"),
    ] {
        let error = refused(&[(name, bytes)]);
        assert!(error.contains(said), "{error}\n{said}");
    }
}

#[test]
fn a_table_of_a_million_rows_is_refused_early() {
    let dir = tempfile::tempdir().unwrap();
    let mut text = String::from("id,name\n");
    for n in 0..1_000_000 {
        text.push_str(&format!("{n},n\n"));
    }
    fs::write(dir.path().join("services.csv"), text).unwrap();
    let error = run(&[dir.path().to_owned()], &options()).unwrap_err().to_string();
    assert!(error.contains("line 200002: more than 200000 rows"), "{error}");
}

#[test]
fn without_a_country_there_must_be_one_in_the_addresses() {
    let none = Options { country: None, ..options() };
    let with = |country: &str| {
        let addresses = format!("id,location_id,city,country\n1,1,A,{country}\n");
        let dir = folder_of(&[
            ("locations.csv", b"id,name\n1,House\n"),
            ("addresses.csv", addresses.as_bytes()),
        ]);
        run(&[dir.path().to_owned()], &none)
    };
    assert!(with("DE").unwrap().0["pack.toml"].contains("country = \"DE\""));
    assert!(with("").unwrap_err().to_string().contains("--country"));
    assert!(
        run(&[Path::new("/nowhere").to_owned()], &none)
            .unwrap_err()
            .to_string()
            .contains("/nowhere")
    );
}
