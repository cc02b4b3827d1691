use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::import::again::{self, Incoming};
use crate::problem::Severity;
use crate::source;

/// A folder for lists and one for the pack.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn list(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    fn town(&self) -> PathBuf {
        self.0.path().join("town")
    }

    /// Imports and writes; what was told, and the problems of the pack afterwards.
    fn import(&self, files: &[PathBuf], options: &Options) -> Result<CsvReport, ImportError> {
        let earlier = again::earlier(&self.town(), "list")?;
        let imported = import(files, &earlier, options)?;
        let incoming = Incoming { name: "list", files: &imported.files, ids: Some(&imported.ids) };
        again::apply(&again::plan(&self.town(), &incoming)?)?;
        let (_, problems) = source::read(&self.town());
        let errors: Vec<_> = problems.iter().filter(|p| p.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{errors:?}");
        Ok(imported.report)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.town().join(name)).unwrap()
    }
}

fn new_pack() -> Options {
    let some = |text: &str| Some(text.to_owned());
    Options {
        language: Some("de".parse().unwrap()),
        pack: PackOptions {
            id: some("town"),
            name: some("Musterstadt"),
            zone: some("Europe/Berlin"),
            country: some("DE"),
            ..PackOptions::default()
        },
        ..Options::default()
    }
}

fn codes(report: &CsvReport) -> Vec<(u32, &str)> {
    report.problems.iter().map(|p| (p.line, p.code)).collect()
}

fn error(text: &str) -> String {
    let desk = Desk::new();
    let list = desk.list("list.csv", text);
    let error = desk.import(&[list], &new_pack()).unwrap_err().to_string();
    assert!(!desk.town().exists(), "nothing is written");
    error
}

const CLUBS: &str = "Vereine in Musterstadt;;;;;;;;\r\n\
    ;;;;;;;;\r\n\
    Verein;Straße/Hausnr.;PLZ Ort;Tel.;E-Mail;Webseite;Öffnungszeiten;Sparte;Mitglieder\r\n\
    Turnverein;Am Wall 1;62417 Musterstadt;06123 4567;info(at)tv.example;www.tv.example;Mo–Fr 8–12 Uhr, Di 14:00-18:00;Sport;120\r\n\
    Chor;\"Haus der\nMusik\";62417 Musterstadt;4567;;;nach Vereinbarung;Musik; 35\r\n\
    ;;;;;;;;\r\n\
    Chor;Am Ring 2;62417 Musterstadt;06123 1, 06123 45678;;siehe Aushang;;Musik;\r\n";

#[test]
fn a_list_of_clubs_becomes_places_and_loses_nothing() {
    let desk = Desk::new();
    let list = desk.list("Clubs.csv", CLUBS);
    let report = desk.import(std::slice::from_ref(&list), &new_pack()).unwrap();
    let files = ["pack.toml", "places.csv", "places.de.csv", "topics.csv", ".import/list/ids.csv"];
    insta::assert_snapshot!(files.map(|name| format!("==> {name}\n{}", desk.read(name))).concat());
    insta::assert_snapshot!(report.problems.iter().map(|p| format!("{p}\n")).collect::<String>());
    let told = &report.files["Clubs.csv"];
    assert_eq!((told.header_row, told.separator, told.rows), (3, ';', 3));
    // Again, and again without saying what the pack is.
    let before = desk.read(".import/list/ids.csv");
    desk.import(std::slice::from_ref(&list), &new_pack()).unwrap();
    desk.import(&[list], &Options::default()).unwrap();
    assert_eq!(desk.read(".import/list/ids.csv"), before);
}

#[test]
fn the_same_rows_in_another_order_and_encoding_change_nothing() {
    let made = |bytes: Vec<u8>| {
        let desk = Desk::new();
        let list = desk.list("list.csv", bytes);
        let imported =
            import(&[list], &again::earlier(&desk.town(), "x").unwrap(), &new_pack()).unwrap();
        imported.files
    };
    let head = "Name,Straße,Kategorie,Bemerkung\n";
    let rows = ["A,Weg 1,Sport,ä\n", "A,Weg 2,sport;Musik,b\n", "B,,,c\n"];
    let text = |order: [usize; 3]| format!("{head}{}", order.map(|n| rows[n]).concat());
    let first = made(text([0, 1, 2]).into_bytes());
    for order in [[2, 1, 0], [1, 2, 0], [0, 2, 1]] {
        assert_eq!(made(text(order).into_bytes()), first);
    }
    let old: Vec<u8> =
        text([1, 0, 2]).chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(made(old), first);
    let wide = text([0, 1, 2]).encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    assert_eq!(made([vec![0xff, 0xfe], wide].concat()), first);
}

#[test]
fn ids_stay_when_rows_come_go_and_get_a_neighbour_of_the_same_name() {
    let desk = Desk::new();
    let ids = |desk: &Desk| -> Vec<String> {
        desk.read("places.csv")
            .lines()
            .skip(1)
            .map(|l| l.split(',').next().unwrap().to_owned())
            .collect()
    };
    let list = desk.list("list.csv", "Name;Straße;Telefon\nChor;;06123 4567\n");
    desk.import(&[list], &new_pack()).unwrap();
    assert_eq!(ids(&desk), ["chor"]);
    let list =
        desk.list("list.csv", "Name;Straße;Telefon\nChor;;06123 1111\nChor;;06123 4567\nAmt;;\n");
    desk.import(std::slice::from_ref(&list), &Options::default()).unwrap();
    let now = desk.read("places.csv");
    assert!(now.contains("chor,+4961234567") && now.contains("chor-2,+4961231111"), "{now}");
    // An id of the list's own holds when the name changes.
    let desk = Desk::new();
    let list = desk.list("list.csv", "ID;Name\n17;Alt\nhaus-a;Haus A\n");
    desk.import(&[list], &new_pack()).unwrap();
    assert_eq!(ids(&desk), ["alt", "haus-a"]);
    let list = desk.list("list.csv", "ID;Name\n17;Neu\nhaus-a;Haus B\n");
    desk.import(&[list], &Options::default()).unwrap();
    assert_eq!(ids(&desk), ["alt", "haus-a"]);
    assert!(desk.read("places.de.csv").contains("alt,Neu"));
}

#[test]
fn places_and_topics_of_the_editors_keep_their_ids_and_are_not_made_twice() {
    let desk = Desk::new();
    let list = desk.list("list.csv", "Name;Kategorie\nChor;Musik\n");
    desk.import(std::slice::from_ref(&list), &new_pack()).unwrap();
    let town = desk.town();
    for name in ["places.csv", "places.de.csv", "topics.csv"] {
        fs::remove_file(town.join(name)).unwrap();
    }
    fs::remove_dir_all(town.join(".import")).unwrap();
    fs::write(town.join("places.csv"), "id,town\nchor,Mine\n").unwrap();
    fs::write(town.join("places.de.csv"), "id,name\nchor,Anderer Chor\n").unwrap();
    fs::write(town.join("topics.csv"), "id,de,en\nsongs,musik,Songs\n").unwrap();
    for _ in 0..2 {
        desk.import(std::slice::from_ref(&list), &Options::default()).unwrap();
        assert_eq!(desk.read("topics.csv"), "id,de,en\nsongs,musik,Songs\n");
        let places = desk.read("places.csv");
        assert!(places.contains("chor,Mine") && places.contains("chor-2,,songs"), "{places}");
    }
}

#[test]
fn a_mapping_says_what_headings_do_not() {
    let desk = Desk::new();
    let list =
        desk.list("list.csv", "Wer;Was;Ansprechpartner;Fon\nChor;Singt.;Erika Muster;06123 4567\n");
    let failed = desk.import(std::slice::from_ref(&list), &new_pack()).unwrap_err().to_string();
    assert!(failed.contains("--map"), "{failed}");
    let mapping = Mapping::parse(
        "[columns]\nWer = \"name\"\nWas = \"description\"\nAnsprechpartner = \"\"\n",
    )
    .unwrap();
    let options = Options { mapping: Some(mapping), ..new_pack() };
    let shown = show_mapping(std::slice::from_ref(&list), &options).unwrap();
    assert!(shown.ends_with("\"Wer\" = \"name\"\n\"Was\" = \"description\"\n\"Ansprechpartner\" = \"\"\n\"Fon\" = \"phone\"\n"), "{shown}");
    let report = desk.import(std::slice::from_ref(&list), &options).unwrap();
    assert_eq!(codes(&report), []);
    assert_eq!(desk.read("places.de.csv"), "id,name,description\nchor,Chor,Singt.\n");
    let mapping = Mapping::parse("[columns]\nWen = \"name\"\n").unwrap();
    let options = Options { mapping: Some(mapping), header_row: Some(1), ..new_pack() };
    assert!(desk.import(&[list], &options).unwrap_err().to_string().contains("\"Wen\""));
}

#[test]
fn columns_with_names_of_people_are_told() {
    let desk = Desk::new();
    let list = desk.list("list.csv", "Name;Ansprechpartner\nChor;Erika Muster\n");
    let report = desk.import(&[list], &new_pack()).unwrap();
    assert_eq!(codes(&report), [(1, "column-kept-as-text"), (1, "names-people")]);
}

#[test]
fn services_have_fields_of_their_own() {
    let desk = Desk::new();
    let list = desk.list(
        "list.csv",
        "Angebot,Träger,Kosten,Termin,Zielgruppe,Straße,Sprachen\n\
         Rat,Caritas,kostenlos,nach Vereinbarung,Eltern,Weg 1,\"Deutsch, Türkisch\"\n\
         Hilfe,AWO,5 Euro,?,,,Klingonisch\n",
    );
    let options = Options { kind: Kind::Services, ..new_pack() };
    let report = desk.import(&[list], &options).unwrap();
    assert_eq!(
        desk.read("services.csv"),
        "id,provider,cost,appointment,languages\nhilfe,AWO,,,\nrat,Caritas,free,required,de;tr\n"
    );
    assert_eq!(
        desk.read("services.de.csv"),
        "id,name,eligibility,details\n\
         hilfe,Hilfe,,\"Kosten: 5 Euro\n\nTermin: ?\n\nSprachen: Klingonisch\"\n\
         rat,Rat,Eltern,Straße: Weg 1\n"
    );
    assert_eq!(codes(&report), [(1, "column-kept-as-text"), (3, "languages-kept-as-text")]);
}

#[test]
fn what_is_wrong_is_named_with_its_row() {
    for (text, words) in [
        ("", "empty"),
        ("Name,Telefon\nA,1\nB,\"2\nC,3\n", "row 3 (line 3): a quotation mark"),
        ("Name,Telefon\nA,1\n\nB\n", "row 4: 1 cells where the headings are 2"),
        ("Name,Telefon\nA,1,2\n", "row 2: 3 cells"),
        ("ID,Name\n1,A\n2,B\n1,C\n", "row 4: has the id `1` as list.csv row 2"),
        ("Name,Notiz\nA,x\nA,y\n", "row 3: has the name"),
        ("Foo,Bar\n1,2\n", "no column says what things are called"),
        ("Name,Telefon\nA\0,1\n", "line 2: no text here"),
    ] {
        let error = error(text);
        assert!(error.contains(words), "{text:?}: {error}");
    }
    let desk = Desk::new();
    let list = desk.list("list.csv", "Name\nA\n");
    let error = desk.import(&[list], &Options::default()).unwrap_err().to_string();
    assert!(error.ends_with("--id, --name, --language, --zone, --country"), "{error}");
    let desk = Desk::new();
    let list = desk.list("list.csv", "Name,Telefon\nA,1\n,2\nA,1\n");
    let report = desk.import(&[list], &new_pack()).unwrap();
    assert_eq!((report.rows_left_out, report.things), (2, 1));
    let told = codes(&report);
    assert!(told.contains(&(3, "no-name")) && told.contains(&(4, "row-twice")), "{told:?}");
}

#[test]
fn lists_that_are_too_long_are_refused_before_they_are_read_to_their_end() {
    let desk = Desk::new();
    let rows: String = (0..1_000_000).map(|n| format!("Verein {n};x\n")).collect();
    let list = desk.list("list.csv", format!("Name;Notiz\n{rows}"));
    let error = desk.import(&[list], &new_pack()).unwrap_err().to_string();
    assert!(error.contains("more than 200000 rows"), "{error}");
    let list = desk.list("list.csv", "");
    fs::File::options().write(true).open(&list).unwrap().set_len(1 << 40).unwrap();
    let error = desk.import(&[list], &new_pack()).unwrap_err().to_string();
    assert!(error.contains("larger than 32 MiB"), "{error}");
    assert!(!Path::exists(&desk.town()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever stands in a list: a named error or a pack that can be read, and every cell is somewhere in it.
    #[test]
    fn no_cell_is_lost(
        cells in proptest::collection::vec("[a-c0-9 ,;\"+@.:/|\\n-]{0,12}", 8..9),
    ) {
        let desk = Desk::new();
        let quoted = |c: &String| format!("\"{}\"", c.replace('"', "\"\""));
        let row = cells.iter().map(quoted).collect::<Vec<_>>().join(";");
        let head = "Name;Adresse;Telefon;E-Mail;Öffnungszeiten;Koordinaten;Notiz;Sprachen";
        let list = desk.list("list.csv", format!("{head}\nX{row}\n", row = row.replacen('"', "", 1).replacen('"', "", 1)));
        let Ok(report) = desk.import(&[list], &new_pack()) else { return Ok(()) };
        if report.things == 0 {
            return Ok(());
        }
        // Letters and digits only: separators go where values get their form.
        let plain = |t: &str| t.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        let (facts, texts) = (desk.read("places.csv"), desk.read("places.de.csv"));
        let all = plain(&format!("{facts}{texts}"));
        for word in cells[1..].iter().flat_map(|c| c.split(|c: char| !c.is_ascii_alphabetic())) {
            prop_assert!(all.contains(word), "{word:?} of {cells:?} in {facts}{texts}");
        }
    }
}
