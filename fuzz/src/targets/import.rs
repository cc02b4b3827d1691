//! Other systems' exports. Files are the interface of the importers, so each input is written to a folder of its thread.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use companion_cli::import::again::Earlier;
use companion_cli::import::csv::{self as tables, Kind, PackOptions};
use companion_cli::import::events::{self, Context, Defaults};
use companion_cli::import::ids::Ids;
use companion_cli::import::{ImportReport, SourceFiles, hsds, html as markup, integreat as cms};
use companion_cli::problem::Severity;
use companion_cli::source;
use companion_core::packs::format::Level;
use tempfile::TempDir;

use super::{files, text_of, today};

/// Words of HTML, and of JSON that holds it.
pub const HTML_WORDS: &[&str] = &[
    "<p>",
    "</p>",
    "<ul><li>",
    "<table><tr><td colspan=9>",
    "<a href=\"",
    "<img src=x alt=",
    "<svg><math>",
    "<template>",
    "<script>",
    "</script>",
    "<!--",
    "<![CDATA[",
    "&#x202E;",
    "&nbsp;",
    "<br/>",
    "<h1>",
    "<blockquote>",
    "<iframe src=",
    "\"path\":\"/town/de/\"",
    "\"content\":",
    "\"parent\":",
    "\"available_languages\":",
    "\"start\":",
    "\"rrule\":",
    "\"opening_hours\":",
    "\"latitude\":",
];
/// Words of tables.
pub const CSV_WORDS: &[&str] = &[
    "\"",
    "\"\"",
    ";",
    ",",
    "\t",
    "\r\n",
    "\r",
    "\u{feff}",
    "Name",
    "Telefon",
    "Straße",
    "PLZ",
    "Ort",
    "Öffnungszeiten",
    "E-Mail",
    "Webseite",
    "Lat",
    "Lon",
    "Mo-Fr 9-17 Uhr",
    "=1+1",
];
/// Words of directories of services.
pub const HSDS_WORDS: &[&str] = &[
    "\"id\":",
    "\"services\":",
    "\"service_at_locations\":",
    "\"schedules\":",
    "\"opens_at\":\"25:00\"",
    "\"byday\":\"MO,1TU\"",
    "\"valid_from\":",
    "\"parent_id\":",
    "\"taxonomy_terms\":",
    "\"phones\":",
    "\"latitude\":",
    "==> services.csv\n",
    "==> organizations.csv\n",
    "==> locations.csv\n",
    "==> regular_schedules.csv\n",
    "id,",
    "location_id",
    "\"profile\":",
    "\"contents\":",
];

/// Words of ActivityPub.
pub const ACTIVITY_WORDS: &[&str] = &[
    "\"type\":\"Event\"",
    "\"type\":[\"Create\",\"as:Event\"]",
    "\"@context\":{\"a\":\"b:\",\"b\":\"a:c\"}",
    "\"ical:status\":\"CANCELLED\"",
    "\"startTime\":\"9999-12-31T23:59:60-12:00\"",
    "\"startTime\":\"-0001-01-01\"",
    "\"endTime\":\"2027-03-02T00:00Z\"",
    "\"duration\":\"P99999999DT1S\"",
    "\"timezone\":\"Asia/Kathmandu\"",
    "\"location\":{\"type\":\"Place\",\"address\":\"a, b 1\"}",
    "\"latitude\":-1e308",
    "\"nameMap\":{\"de\":\"\\u202e\"}",
    "\"contentMap\":",
    "\"object\":",
    "\"orderedItems\":[",
    "\"to\":[\"as:Public\"]",
    "\"attachment\":[{\"type\":\"Link\",\"href\":\"https://",
    "\"maximumAttendeeCapacity\":18446744073709551615",
];

/// Markup to blocks, all of which may be shown.
pub fn html(bytes: &[u8]) {
    let text = text_of(bytes);
    let base = "https://example.org/town/de/".parse().ok();
    let reading = markup::read(&text, base.as_ref(), &|link| {
        link.contains("/town/").then(|| "page:anmeldung".to_owned())
    });
    for body in &reading.bodies {
        assert!(
            body.check_safe().is_ok(),
            "a block that may not be shown: {:?}",
            body.check_safe()
        );
    }
    let _ = markup::decode_entities(&text);
}

/// One table of places, and of services.
pub fn csv(bytes: &[u8]) {
    with_files(&BTreeMap::from([("list.csv".to_owned(), bytes.to_vec())]), |folder| {
        let list = [folder.join("list.csv")];
        for kind in [Kind::Places, Kind::Services] {
            let options = tables::Options {
                kind,
                language: "de".parse().ok(),
                pack: PackOptions {
                    id: Some("town".to_owned()),
                    name: Some("Town".to_owned()),
                    zone: Some("Europe/Berlin".to_owned()),
                    country: Some("DE".to_owned()),
                    licence: Some("CC0-1.0".to_owned()),
                    publisher: None,
                },
                ..tables::Options::default()
            };
            let _ = tables::show_mapping(&list, &options);
            if let Ok(imported) = tables::import(&list, &Earlier::default(), &options) {
                holds(&imported.files);
            }
        }
    });
}

/// A directory as JSON.
pub fn hsds_json(bytes: &[u8]) {
    directory(&BTreeMap::from([("services.json".to_owned(), bytes.to_vec())]));
}

/// A directory as tables.
pub fn hsds_csv(bytes: &[u8]) {
    directory(&files(bytes));
}

fn directory(files: &BTreeMap<String, Vec<u8>>) {
    with_files(files, |folder| {
        let Ok(language) = "en".parse() else { return };
        let options = hsds::Options {
            id: "made".to_owned(),
            level: Level::City,
            name: None,
            zone: "America/Chicago".to_owned(),
            country: Some("US".to_owned()),
            licence: "CC0-1.0".to_owned(),
            publisher: None,
            language,
            keep_contact_names: true,
            today: today(),
        };
        if let Ok((files, ..)) = hsds::import(&[folder], &options, &mut Ids::default(), &mut |_| ())
        {
            holds(&files);
        }
    });
}

/// Pages, locations, events or regions of an Integreat system.
pub fn integreat(bytes: &[u8]) {
    with_files(&BTreeMap::from([("export.json".to_owned(), bytes.to_vec())]), |folder| {
        let export = [folder.join("export.json")];
        let options = cms::Options::default();
        if let Ok((files, _)) = cms::import(&export, &options, &mut Ids::default(), &mut |_| ()) {
            holds(&files);
        }
    });
}

/// Events of ActivityPub into a pack with a place and two languages.
pub fn activitypub(bytes: &[u8]) {
    with_files(&BTreeMap::new(), |_| {
        let changes: source::Changes = TOWN
            .iter()
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
            .collect();
        let empty = FOLDER.with_borrow(|folder| folder.as_ref().map(|f| f.path().join("empty")));
        let Some(town) = empty.and_then(|empty| source::read_with(&empty, &changes).0) else {
            return;
        };
        let context = Context::new(&town, Defaults::default(), Some("made"), today());
        let mut report = ImportReport::default();
        let _ = events::activitypub::absent(bytes);
        let Ok(found) = events::read("outbox.json", bytes, &context, &mut report) else { return };
        let mut files = events::write(found, &context, &mut Ids::default(), &mut report);
        files.extend(TOWN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
        holds(&files);
    });
}

/// The pack that events are taken into.
const TOWN: &[(&str, &str)] = &[
    (
        "pack.toml",
        "id = \"town\"\nlevel = \"city\"\nsource_language = \"de\"\nlanguages = [\"de\", \"en\"]\n\
         zone = \"Europe/Berlin\"\ncountry = \"DE\"\nlicence = \"CC0-1.0\"\npublisher = \"Town\"\n\n[names]\nde = \"Stadt\"\n",
    ),
    ("places.csv", "id,street,town,lat,lon\nhall,Hauptstraße 1,Brückfeld,50.1,10.1\n"),
    ("places.de.csv", "id,name\nhall,Rathaus\n"),
];

/// Whatever goes in: what comes out is a pack without errors. A list too large for a pack makes one that is too large.
fn holds(files: &SourceFiles) {
    let changes =
        files.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
    let (_, problems) = FOLDER.with_borrow(|folder| match folder {
        Some(folder) => source::read_with(&folder.path().join("empty"), &changes),
        None => (None, Vec::new()),
    });
    let error = problems.iter().find(|p| p.severity == Severity::Error && p.code != "too-large");
    assert!(error.is_none(), "an import makes a pack with an error: {error:?}");
}

thread_local! {
    static FOLDER: RefCell<Option<TempDir>> = const { RefCell::new(None) };
}

/// Calls with a folder that holds these files and nothing else.
fn with_files(files: &BTreeMap<String, Vec<u8>>, call: impl FnOnce(PathBuf)) {
    let root = FOLDER.with_borrow_mut(|folder| {
        if folder.is_none() {
            *folder = tempfile::tempdir().ok();
        }
        folder.as_ref().map(|f| f.path().to_owned())
    });
    let Some(root) = root else { return };
    let (input, empty) = (root.join("input"), root.join("empty"));
    let _ = fs::remove_dir_all(&input);
    let made = [&input, &empty].iter().all(|folder| fs::create_dir_all(folder).is_ok());
    let plain = files.iter().filter(|(name, _)| !name.contains('/'));
    let mut written = plain.map(|(name, bytes)| fs::write(input.join(name), bytes).is_ok());
    if made && written.all(|one| one) {
        call(input);
    }
}
