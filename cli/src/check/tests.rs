//! What an editor is told of, and what not.

use chrono::NaiveDate;

use crate::lock::{self, Lock};
use crate::source::testing::{PNG, folder, page, write};
use crate::{build, source};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

/// Codes and places of all warnings, without those about what nobody wrote or said.
fn warnings(dir: &std::path::Path) -> Vec<String> {
    build::build_folder(dir, day())
        .unwrap()
        .problems
        .iter()
        .filter(|p| !matches!(p.code, "missing-translation" | "empty-language" | "missing-origin"))
        .map(|p| format!("{}:{} {}", p.file, p.line, p.code))
        .collect()
}

fn messages(dir: &std::path::Path) -> Vec<String> {
    build::build_folder(dir, day()).unwrap().problems.iter().map(ToString::to_string).collect()
}

fn two(german: &str, tag: &str, other: &str) -> Vec<String> {
    let name = format!("pages/a/{tag}.md");
    let dir = folder(&[
        ("pages/a/de.md", &page("Titel", "", german)),
        (&name, &page("Title", "", other)),
    ]);
    warnings(dir.path())
}

#[test]
fn a_good_translation_is_left_in_peace() {
    let german = "Melden Sie sich innerhalb von **zwei Wochen** an, um 14:00 Uhr im \
        [Bürgerbüro](https://stadt.example/de/amt). Das kostet 1.200,50 € und gilt ab 01.02.2027.\n\n\
        ## Was Sie brauchen\n\n1. Pass\n2. Formular {name}\n\n[030 123-456](tel:+4930123456)\n\n\
        > [!ADDRESS]\n> Bürgerbüro\n> Marktplatz 1\n";
    let english = "Register within **2 weeks**, at 2 p.m. at the \
        [citizens' office](https://stadt.example/en/office). It costs €1,200.50 and holds from 1 February 2027.\n\n\
        ## What you need\n\n1. Passport\n2. Form {name}\n\n[030 123456](tel:+49-30-123456)\n\n\
        > [!ADDRESS]\n> Bürgerbüro\n> Marktplatz 1\n";
    assert_eq!(two(german, "en", english), [""; 0]);
    let arabic = "سجّل نفسك خلال **أسبوعين** الساعة ٢ ظهرًا في \
        [Bürgerbüro](https://stadt.example/ar/amt). الرسوم ١٬٢٠٠٫٥٠ € وتسري من ٠١/٠٢/٢٠٢٧.\n\n\
        ## ما تحتاجه\n\n1. جواز السفر\n2. استمارة {name}\n\n[030 123-456](tel:+4930123456)\n\n\
        > [!ADDRESS]\n> Bürgerbüro Musterstadt am Rathaus\n> Marktplatz 1\n";
    assert_eq!(two(german, "ar", arabic), [""; 0]);
}

#[test]
fn a_translation_that_says_something_else_is_told_line_by_line() {
    let german = "Sie haben 14 Tage Zeit.\n\n[030 123](tel:+4930123)\n\n\
        Mehr auf [der Seite](https://stadt.example/de) und bei [der Beratung](page:a).\n\n\
        Guten Tag {name}, Ihr Termin ist am {date}.\n\n\
        Bitte bringen Sie Ihren Pass und eine Bestätigung Ihrer Vermieterin mit, und kommen Sie rechtzeitig, \
        denn es kann lange dauern, bis Sie an der Reihe sind.\n";
    let english = "You have 15 days.\n\n[030 124](tel:+4930124)\n\n\
        More on [the page](https://other.example/en).\n\n\
        Good day {name}, your appointment.\n\n\
        Bring your passport.\n";
    assert_eq!(
        two(german, "en", english),
        [
            "pages/a/en.md:6 numbers-differ",
            "pages/a/en.md:8 links-differ",
            "pages/a/en.md:10 links-differ",
            "pages/a/en.md:12 placeholders-differ",
            "pages/a/en.md:14 length-differs",
        ]
    );
    let dir = folder(&[
        ("pages/a/de.md", &page("Titel", "", "Rufen Sie 112 oder 116 117 an.\n")),
        ("pages/a/en.md", &page("Title", "", "Call 112 or 116 118.\n")),
    ]);
    let told = messages(dir.path());
    assert!(
        told.contains(
            &"pages/a/en.md:6: warning: numbers differ from de: without 117, with 118 [numbers-differ]"
                .to_owned()
        ),
        "{told:?}"
    );
}

#[test]
fn what_is_not_translated_is_told_once() {
    let german = "Bitte melden Sie sich bei der Meldebehörde an, wenn Sie umgezogen sind.\n";
    assert_eq!(two(german, "en", german), ["pages/a/en.md:6 untranslated"]);
    let names = "- Biberbach\n- Diedorf\n- Dinkelscherben\n- Fischach am See\n- Gablingen an der Schmutter\n";
    assert_eq!(two(names, "en", names), [""; 0]);
    let told = two(german, "ar", german);
    assert!(told.contains(&"pages/a/ar.md:6 wrong-script".to_owned()), "{told:?}");
}

#[test]
fn blocks_that_are_missing_or_too_many_stop_the_comparison_of_blocks() {
    let german = "Eins 100.\n\n## Zwei\n\nDrei 300.\n\nVier 400.\n";
    assert_eq!(two(german, "en", "One 100.\n\nThree 300.\n"), ["pages/a/en.md:2 missing-blocks"]);
    let more = "One 100.\n\n## Two\n\nThree 300.\n\nFour 400.\n\nFive 555.\n";
    assert_eq!(
        two(german, "en", more),
        ["pages/a/en.md:2 numbers-differ", "pages/a/en.md:14 extra-blocks"]
    );
}

#[test]
fn plain_language_may_leave_out_and_shorten_but_not_change() {
    let german = "Sie haben 14 Tage Zeit, und das kostet 30 Euro.\n\n## Ort\n\nIm Rathaus.\n";
    assert_eq!(two(german, "de-simple", "Sie haben 14 Tage Zeit.\n"), [""; 0]);
    assert_eq!(
        two(german, "de-simple", "Sie haben 15 Tage Zeit.\n"),
        ["pages/a/de-simple.md:2 numbers-differ"]
    );
}

#[test]
fn an_outdated_block_is_told_with_its_line_and_not_compared() {
    let german = |days: &str| page("Titel", "", &format!("Eins.\n\nSie haben {days} Tage.\n"));
    let dir = folder(&[
        ("pages/a/de.md", &german("14")),
        ("pages/a/en.md", &page("Title", "", "One.\n\nYou have 14 days.\n")),
        ("pages/a/de-simple.md", &page("Titel", "", "Eins.\n")),
    ]);
    let first = build::build_folder(dir.path(), day()).unwrap();
    lock::write(dir.path(), &first.lock).unwrap();
    write(dir.path(), "pages/a/de.md", german("21").as_bytes());
    assert_eq!(
        warnings(dir.path()),
        ["pages/a/de-simple.md:2 outdated-translation", "pages/a/en.md:8 outdated-translation"]
    );
}

#[test]
fn facts_that_look_wrong() {
    let dir = folder(&[
        (
            "pages/a/de.md",
            &page(
                "A",
                "review_by = 2026-11-21\ntopics = [\"huosing\"]\n",
                "[0800 1110111](tel:08001110111)\n\nRufen Sie [030 124](tel:+4930123) oder [(030) 123](tel:+4930123) an.\n\n![](media/a.png)\n\n![Foto](https://example.org/a.png)\n",
            ),
        ),
        ("pages/b/de.md", &page("B", "review_by = 2026-11-22\n", "")),
        ("pages/c/de.md", &page("C **neu**", "", "Text &amp;lt;br&gt; &lt;br&gt;\n")),
        ("topics.csv", "id,de\nhousing,Wohnen\n"),
        (
            "places.csv",
            "id,lat,lon,phone,opening_hours\nswapped,10.0,50.2,030 123456,mornings\nfar,48.1,11.5,112,Mo 8-12 Uhr\n",
        ),
        ("places.de.csv", "id,name,description,origin\nswapped,A,[x](y),human\nfar,B,,human\n"),
        (
            "notices/n/de.md",
            &page("N", "from = 2026-01-01T00:00:00\nuntil = 2026-01-02T00:00:00\n", "Text\n"),
        ),
    ]);
    write(dir.path(), "media/a.png", PNG);
    write(dir.path(), "media/b.png", PNG);
    let told = warnings(dir.path());
    for expected in [
        "media/b.png:0 unused-media",
        "notices/n/de.md:2 notice-over",
        "pages/a/de.md:4 review-due",
        "pages/a/de.md:5 unknown-topic",
        "pages/a/de.md:8 phone-not-international",
        "pages/a/de.md:10 phone-label-differs",
        "pages/a/de.md:12 missing-alt",
        "pages/a/de.md:14 remote-image",
        "pages/b/de.md:2 empty-page",
        "pages/c/de.md:2 dead-markup",
        "pages/c/de.md:6 dead-markup",
        "places.csv:2 lat-lon-exchanged",
        "places.csv:2 opening-hours",
        "places.csv:2 phone-not-international",
        "places.csv:3 opening-hours-spelling",
        "places.de.csv:2 dead-markup",
    ] {
        assert!(told.contains(&expected.to_owned()), "{expected} is not in {told:#?}");
    }
    assert_eq!(told.len(), 16, "{told:#?}");
}

#[test]
fn texts_of_tables_are_compared_too() {
    let dir = folder(&[
        ("places.csv", "id\nx\n"),
        (
            "places.de.csv",
            "id,name,description,origin\nx,Rathaus,Zimmer 214 im zweiten Stock,human\n",
        ),
        (
            "places.en.csv",
            "id,name,description,origin\nx,Town hall,Room 241 on the second floor,human\n",
        ),
        (
            "phrases.csv",
            "id,category,de,en\np,counter,Haben Sie {count} Minuten?,Do you have minutes?\n",
        ),
        (
            "checklists/c.toml",
            "[title]\nde = \"C\"\nen = \"C\"\n[[task]]\nid = \"t\"\n[task.title]\nde = \"In 14 Tagen\"\nen = \"In 15 days\"\n",
        ),
    ]);
    assert_eq!(
        warnings(dir.path()),
        [
            "checklists/c.toml:3 numbers-differ",
            "phrases.csv:2 placeholders-differ",
            "places.en.csv:2 numbers-differ",
        ]
    );
}

#[test]
fn broken_files_are_not_called_incomplete() {
    let dir = folder(&[
        ("pages/a/de.md", &page("A", "", "Eins.\n\nZwei.\n")),
        ("pages/a/en.md", &page("A", "", "<b>One.</b>\n")),
    ]);
    let (source, problems) = source::read(dir.path());
    assert_eq!(problems.len(), 1, "{problems:?}");
    let source = source.unwrap();
    let lock = lock::update(&source, &Lock::default());
    let told = super::check(&source, &lock, day());
    assert!(told.iter().all(|p| p.code != "missing-blocks"), "{told:?}");
}

#[test]
fn a_text_of_unknown_origin_is_told_and_many_are_told_once() {
    let silent = "+++\ntitle = \"A\"\n+++\n\nText\n";
    let names: Vec<String> = (0..11).map(|n| format!("pages/p{n:02}/de.md")).collect();
    let told = |count: usize| {
        let mut files: Vec<(&str, &str)> =
            names.iter().take(count).map(|n| (n.as_str(), silent)).collect();
        files.push(("topics.csv", "id,de\nx,X\n"));
        let told = messages(folder(&files).path());
        told.into_iter().filter(|m| m.ends_with("[missing-origin]")).collect::<Vec<_>>()
    };
    let few = told(2);
    assert_eq!(few.len(), 3, "{few:#?}");
    assert!(few[0].starts_with("pack.toml:1: warning: `[topics.origin]` does not say"), "{few:#?}");
    assert!(few[2].starts_with("pages/p01/de.md:2: warning: `origin` is left out"), "{few:#?}");
    let many = told(11);
    assert_eq!(many.len(), 2, "{many:#?}");
    assert!(
        many[1].starts_with("pages/p00/de.md:2: warning: 11 texts in de leave out"),
        "{many:#?}"
    );
}
