//! What is read, and every problem with its line.

use std::fs::File;

use companion_core::packs::format::{ContactKind, OriginKind};
use companion_core::text::BlockBody;
use proptest::prelude::*;

use super::files::{MAX_TABLE, MAX_TEXT};
use super::testing::{complete, folder, page, problems, tag, write};
use super::*;

#[test]
fn a_complete_pack_is_read_without_a_word() {
    let dir = complete();
    let (source, problems) = read(dir.path());
    assert_eq!(problems, []);
    let source = source.unwrap();
    let page = &source.pages["registration"];
    assert_eq!(page.fact.parent.as_deref(), Some("first-steps"));
    assert_eq!(page.texts[&tag("en")].blocks.len(), 5);
    assert_eq!(page.texts[&tag("de")].blocks[1].line, 13);
    assert!(source.pages["first-steps"].fact.is_final);
    let place = &source.places["town-hall"];
    assert_eq!(place.fact.value.reach.phone.as_deref(), Some("+4930123"));
    assert_eq!(place.texts[&tag("en")].value.origin.origin, OriginKind::Checked);
    let details = &place.texts[&tag("de")].value.details;
    assert!(matches!(details[1], BlockBody::Phone { .. }), "{details:?}");
    let fire = &source.contacts["fire"];
    assert_eq!(fire.fact.value.contact_kind, ContactKind::Emergency);
    assert_eq!(fire.texts[&tag("ar")].value.origin.origin, OriginKind::Machine);
    assert_eq!(fire.texts[&tag("de")].value.origin.origin, OriginKind::Unknown);
    assert_eq!(source.phrases["help"].texts[&tag("ar")].value.origin.origin, OriginKind::Machine);
    assert_eq!(source.notices["closed"].notice.value.from, "2026-11-20T08:00:00");
    assert_eq!(source.media["media/map.png"].fact.mime, "image/png");
    let task = &source.checklists["first-week"].fact.value.tasks[0];
    assert_eq!(task.link.as_deref(), Some("page:registration"));
}

#[test]
fn everything_wrong_is_told_at_once_with_its_line() {
    let dir = folder(&[
        (
            "pack.toml",
            "id = \"Sample City\"\nlevel = \"village\"\nsource_languge = \"de\"\nsource_language = \"de\"\nlanguages = [\n  \"de\",\n  \"german\",\n  \"en\",\n]\nzone = \"Europe/Bonn\"\ncountry = \"de\"\nlicence = \"CC-BY-4.0\"\npublisher = \"City\"\nmirrors = [\"http://example.org\"]\nhub = 5\n\n[area]\nsouth = 50.3\nwest = 10\nnorth = 50.1\neast = 11\n\n[names]\nde = \"Stadt\"\n",
        ),
        ("pages/Bad Id/de.md", &page("X", "", "Text\n")),
        ("pages/a/german.md", &page("X", "", "Text\n")),
        (
            "pages/a/de.md",
            "+++\ntitle = \"A\"\norigin = \"robot\"\nparent = \"a\"\nreview_by = 2027-02-30\ntopcis = []\n+++\n\n[link](javascript:alert)\n\n<b>x</b>\n",
        ),
        (
            "pages/b/de.md",
            &page(
                "B",
                "parent = \"c\"\nreview_by = \"30.06.2027\"\nslug = \"a\"\n",
                "[gone](page:nowhere) and [far](page:region/x)\n\n![x](media/none.png)\n",
            ),
        ),
        ("pages/c/de.md", &page("C", "parent = \"b\"\nreplaces = \"other\"\n", "Text\n")),
        ("pages/c/en.md", &page("C", "order = 7\n", "Text\n")),
        ("pages/d/de.md", "---\ntitle: D\n---\nText\n"),
        ("pages/e/de.md", "+++\ntitle = \"E\"\norigin = \"human\"\n\nText\n"),
        ("pages/a/de.txt", "x"),
        (
            "places.csv",
            "id,lat,lon,opening_hour,phone,email,url,wheelchair,languages,page\n\nhall,50.1,,,call us,a.b,example.org,maybe,german,nowhere\nHall,1,2\n,,,,,,,,,\nhall,\"1,5\",10,,,,,,,,\nmarket,91,10,\"x\ny\",,,,,,\n",
        ),
        (
            "places.de.csv",
            "id,name,description\nhall,Rathaus,x\nhall,Rathaus,y\nhal,Rathaus,\nmarket,,Text\n",
        ),
        ("places.fr.csv", "id,name\nhall,Mairie\n"),
        ("services.csv", "identity,place\nx,y\n"),
        (
            "contacts.toml",
            "[[contact]]\nid = \"a\"\nkind = \"friend\"\n\n[[contact]]\nid = \"a\"\nkind = \"office\"\nphone = [112]\n[contact.note]\nde = \"x\"\n",
        ),
        (
            "checklists/c.toml",
            "[title]\nde = \"C\"\n[[task]]\nid = \"t\"\ndue_days = -1\npage = \"nowhere\"\nplace = \"hall\"\n[task.title]\nde = \"T\"\nen = \"T\"\n",
        ),
        ("checklists/empty.toml", "order = \"first\"\n"),
        ("phrases.csv", "id,category,de,xx-nonsense-\nhelp,,Hilfe,\n"),
        ("topics.csv", ""),
        (
            "notices/n/de.md",
            &page("N", "from = 2027-01-02T00:00:00\nuntil = 2027-01-01T00:00:00\n", "Text\n"),
        ),
        ("notices/m/de.md", &page("M", "from = \"tomorrow\"\n", "Text\n")),
        ("palces.csv", ""),
        ("README.md", "not read"),
        (".gitignore", "not read"),
        ("media/script.svg", "<?xml version=\"1.0\"?><svg/>"),
    ]);
    write(dir.path(), "media/notes.docx", b"PK\x03\x04");
    write(dir.path(), "phrases.de.csv", b"id\xff");
    insta::assert_snapshot!(problems(dir.path()).join("\n"));
}

#[test]
fn a_folder_without_a_readable_pack_toml_still_tells_the_rest() {
    let dir = folder(&[
        ("pack.toml", "id = \nlevel = \"city\"\nzone = = 1\n"),
        ("pages/a/de.md", &page("A", "order = \"x\"\n", "Text\n")),
    ]);
    let (source, problems) = read(dir.path());
    assert!(source.is_none());
    let lines: Vec<_> = problems.iter().map(|p| (p.file.as_str(), p.line, p.code)).collect();
    assert_eq!(
        lines,
        [("pack.toml", 1, "toml"), ("pack.toml", 3, "toml"), ("pages/a/de.md", 4, "wrong-type"),]
    );
    assert!(read(&dir.path().join("nowhere")).0.is_none());
    assert!(read(&dir.path().join("pack.toml")).0.is_none());
}

#[test]
fn spreadsheets_and_editors_of_all_systems_are_understood() {
    let dir = folder(&[
        (
            "places.csv",
            "\u{feff}ID;Lat;Lon;languages;\r\n\r\nhall;50.2;10.0;\"de;en\";\r\n;;;;\r\nmarket;;;;\r\n",
        ),
        ("places.de.csv", "id\tname\tdescription\rhall\tRathaus\t\rmarket\tMarkt\tMo, Di\r"),
        (
            "pages/a/de.md",
            "\u{feff}+++\r\ntitle = \"A\"\r\norigin = \"human\"\r\n+++\r\n\r\nText\r\n\r\nMore\r\n",
        ),
        // Decomposed, as some disks write names.
        ("pages/scho\u{308}n/de.md", &page("Scho\u{308}n", "", "Text\n")),
    ]);
    let (source, problems) = read(dir.path());
    assert_eq!(problems, []);
    let source = source.unwrap();
    assert_eq!(source.places["hall"].fact.value.reach.languages.len(), 2);
    assert_eq!(source.places["market"].fact.at.line, 5);
    assert_eq!(
        source.places["market"].texts[&tag("de")].value.description.as_deref(),
        Some("Mo, Di")
    );
    assert_eq!(source.pages["a"].texts[&tag("de")].blocks[1].line, 8);
    assert_eq!(source.pages["schön"].texts[&tag("de")].title, "Schön");
}

#[test]
fn an_open_quotation_mark_is_told_where_it_opens() {
    let dir = folder(&[("places.csv", "id,town\na,x\nb,\"y\nc,z\nd,z\n")]);
    let told = problems(dir.path());
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("places.csv:3: error: a quotation mark"), "{told:?}");
}

#[test]
fn text_that_disguises_itself_is_refused_however_it_is_written() {
    let dir = folder(&[
        ("pages/a/de.md", &page("A", "", "Text\n\nabc \u{202e} def\n")),
        ("pages/b/de.md", &page("B\\u202Ex", "", "Text\n")),
        ("pages/c/de.md", &page("C", "", "Text\n\nx &#x202e; y\n")),
        ("places.csv", "id,town\nx,a\u{0}b\n"),
    ]);
    let (_, problems) = read(dir.path());
    let lines: Vec<_> = problems
        .iter()
        .filter(|p| p.severity == crate::problem::Severity::Error)
        .map(|p| (p.file.as_str(), p.line))
        .collect();
    assert!(lines.contains(&("pages/a/de.md", 8)), "{problems:?}");
    assert!(lines.contains(&("pages/b/de.md", 2)), "{problems:?}");
    assert!(lines.contains(&("pages/c/de.md", 8)), "{problems:?}");
    assert!(lines.contains(&("places.csv", 2)), "{problems:?}");
}

#[test]
fn files_that_are_too_large_are_not_read() {
    let dir = folder(&[("media/a.png", ""), ("pages/a/de.md", ""), ("places.csv", "")]);
    let long = |name: &str, length: u64| {
        File::create(dir.path().join(name)).unwrap().set_len(length).unwrap();
    };
    long("media/a.png", 64 * 1024 * 1024 + 1);
    long("pages/a/de.md", MAX_TEXT + 1);
    long("places.csv", MAX_TABLE + 1);
    assert_eq!(
        problems(dir.path()),
        [
            "media/a.png: error: larger than 64 MiB: split it or make it smaller [too-large]",
            "pages/a/de.md: error: larger than 4 MiB: split it or make it smaller [too-large]",
            "places.csv: error: larger than 32 MiB: split it or make it smaller [too-large]",
        ]
    );
}

#[test]
fn a_page_of_thousands_of_blocks_is_refused() {
    let dir = folder(&[("pages/a/de.md", &page("A", "", &"x\n\n".repeat(2001)))]);
    let told = problems(dir.path());
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("pages/a/de.md:5: error: 2001 paragraphs"), "{told:?}");
}

#[cfg(unix)]
#[test]
fn links_may_not_leave_the_folder() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("secret.csv", "id\n"), ("x/de.md", "")]);
    let dir = folder(&[
        ("tables/real.csv", "id,town\nhall,X\n"),
        ("pages/a/de.md", &page("A", "", "T\n")),
    ]);
    symlink(outside.path().join("secret.csv"), dir.path().join("topics.csv")).unwrap();
    symlink(outside.path(), dir.path().join("notices")).unwrap();
    symlink(dir.path().join("pages"), dir.path().join("pages/a/loop")).unwrap();
    symlink(dir.path().join("nowhere"), dir.path().join("phrases.csv")).unwrap();
    symlink(dir.path().join("tables/real.csv"), dir.path().join("places.csv")).unwrap();
    assert_eq!(
        problems(dir.path()),
        [
            "notices: error: the link leads out of the folder: copy the file [link-leaves-folder]",
            "pages/a/loop: error: links to folders are not followed: copy the files [link-to-folder]",
            "phrases.csv: error: there is no such file or folder [unreadable]",
            "tables/real.csv: warning: not read: nothing of a pack has this name [unknown-file]",
            "topics.csv: error: the link leads out of the folder: copy the file [link-leaves-folder]",
        ]
    );
    assert!(read(dir.path()).0.unwrap().places.contains_key("hall"));
}

#[test]
fn texts_in_languages_that_the_pack_does_not_name_wait() {
    let dir = folder(&[
        ("pages/a/de.md", &page("A", "", "Text\n")),
        ("pages/a/fr.md", &page("A", "", "Texte\n")),
        ("topics.csv", "id,de,fr\nx,X,X\n"),
    ]);
    let told = problems(dir.path());
    assert_eq!(
        told,
        ["pack.toml:5: warning: `languages` does not name fr: 2 text(s) in it are not published \
             (first: pages/a/fr.md) [undeclared-language]"]
    );
}

#[test]
fn a_page_without_the_source_language_has_one_of_its_own() {
    let dir = folder(&[
        ("pages/a/ar.md", &page("أ", "order = 3\n", "نص\n")),
        ("pages/a/en.md", &page("A", "order = 2\n", "Text\n")),
    ]);
    let source = read(dir.path()).0.unwrap();
    let page = &source.pages["a"];
    assert_eq!(page.source, tag("en"));
    assert_eq!(page.fact.source_language, Some(tag("en")));
    assert_eq!(page.fact.order, 2);
    assert!(
        problems(dir.path())[0].starts_with("pages/a/ar.md:4: warning: `order` is read from en.md")
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_bytes_stop_the_reader(
        name in prop::sample::select(vec![
            "pack.toml", "pages/a/de.md", "notices/a/de.md", "places.csv", "places.de.csv", "services.csv",
            "contacts.toml", "checklists/a.toml", "pack.lock", "phrases.csv", "topics.csv", "media/a.png",
        ]),
        bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..200),
            "(\\+\\+\\+|id|title|name|\\[|\\]|=|\"|,|;|\n|de|[a-z]|\u{202e}|é| ){0,60}".prop_map(String::into_bytes),
        ],
    ) {
        let dir = folder(&[]);
        write(dir.path(), name, &bytes);
        let day = chrono::NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
        let problems = match crate::build::build_folder(dir.path(), day) {
            Ok(built) => built.problems,
            Err(problems) => problems,
        };
        prop_assert!(problems.is_sorted());
    }
}

#[test]
fn details_in_a_cell_are_looked_at_like_pages() {
    let dir = complete();
    let texts = "id,name,details\ntown-hall,Rathaus,\"[Weg](page:nowhere)\n\n<b>fett</b>\"\n";
    write(dir.path(), "places.de.csv", texts.as_bytes());
    let told = problems(dir.path());
    assert!(told.iter().any(|p| p.contains("places.de.csv:4: ") && p.contains("HTML")), "{told:?}");
    write(dir.path(), "places.de.csv", texts.replace("<b>fett</b>", "x").as_bytes());
    let told = problems(dir.path());
    assert!(told.iter().any(|p| p.contains("there is no page `nowhere`")), "{told:?}");
}
