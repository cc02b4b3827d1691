//! What comes back as it should.

use super::*;

#[test]
fn everything_out_translated_and_back_is_all_there_and_current() {
    for form in ["xlf", "csv"] {
        let dir = town();
        assert!(summary(dir.path(), "ar").percent < 50);
        let units = work(dir.path(), "ar", false);
        let text = handed(&units, "ar", form);
        if form == "xlf" {
            assert_eq!(xliff::strict::faults(&text), [""; 0]);
        }
        let done = take(dir.path(), &text, &terms()).unwrap();
        assert_eq!(done.problems, [], "{form}");
        assert!(done.counts.written > 20 && done.counts.copied > 0, "{:?}", done.counts);
        let now = summary(dir.path(), "ar");
        assert_eq!((now.percent, now.outdated, now.missing), (100, 0, 0), "{form}");
        assert_eq!(export(dir.path(), &tag("ar"), None, false, day()).unwrap().units, []);
        let problems = build::build_folder(dir.path(), day()).unwrap().problems;
        let about: Vec<_> = problems
            .iter()
            .filter(|p| p.file.contains("ar") && p.code != "missing-origin")
            .collect();
        assert!(about.is_empty(), "{about:#?}");
        // The same file once more changes nothing.
        let before = snapshot(dir.path());
        let again = take(dir.path(), &text, &terms()).unwrap();
        assert_eq!(again.counts.written, 0, "{form}: {:?}", again.counts);
        assert_eq!(snapshot(dir.path()), before);
        let done = text
            .replace("state=\"initial\"", "state=\"final\"")
            .replace("\"translated\"", "\"final\"");
        let confirmed =
            Terms { trust: Trust { confirm_unchanged: true, ..Trust::default() }, ..terms() };
        let again = take(dir.path(), &done, &confirmed).unwrap();
        assert_eq!((again.counts.written, again.counts.unchanged), (0, 0), "{form}");
        assert_eq!(snapshot(dir.path()), before, "{form}: {:?}", again.files);
    }
}

#[test]
fn the_sample_city_goes_out_and_comes_back_in_two_scripts() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/brueckfeld");
    for language in ["ti", "fa-AF"] {
        let dir = tempfile::tempdir().unwrap();
        for (path, bytes) in snapshot(&fixtures) {
            let name = path.strip_prefix(&fixtures).unwrap().to_str().unwrap().to_owned();
            write(dir.path(), &name, &bytes);
        }
        let units = work(dir.path(), language, false);
        assert!(!units.is_empty());
        let out = handed(&units, language, "xlf");
        assert_eq!(xliff::strict::faults(&out), [""; 0]);
        let mut terms = terms();
        // Letters by number are no language: what they say is not looked at here.
        terms.trust.accept_differences = true;
        terms.told.origin = OriginKind::Machine;
        take(dir.path(), &out, &terms).unwrap();
        let now = summary(dir.path(), language);
        assert_eq!((now.percent, now.outdated, now.missing), (100, 0, 0), "{language}");
        let all = handed(&work(dir.path(), language, true), language, "xlf");
        assert_eq!(xliff::strict::faults(&all), [""; 0]);
    }
}

#[test]
fn contacts_in_a_spreadsheet_come_back_into_theirs() {
    let dir = folder(&[
        ("pages/a/de.md", &page("A", "", "eins\n")),
        ("contacts.csv", "id,kind,phone\nfire,emergency,112\noffice,office,+49301\n"),
        (
            "contacts.de.csv",
            "id,name,note,origin\nfire,Feuerwehr,Wenn es brennt,human\noffice,Amt,,human\n",
        ),
        ("contacts.en.csv", "id;name;origin\r\n\r\noffice;\"Office; at the square\";human\r\n"),
    ]);
    build(dir.path());
    take(dir.path(), &handed(&work(dir.path(), "en", false), "en", "xlf"), &terms()).unwrap();
    let english = text(dir.path(), "contacts.en.csv");
    let rows: Vec<&str> = english.split("\r\n").collect();
    assert_eq!((rows[0], rows[1]), ("id;name;origin;note", ""));
    // What nobody touched has got an empty cell and nothing else.
    assert_eq!(rows[2], "office;\"Office; at the square\";human;");
    assert!(rows[3].starts_with("fire;") && rows[3].contains(";human;"), "{english}");
    assert_eq!(summary(dir.path(), "en").missing, 0);
}

#[test]
fn origins_are_what_was_told_and_never_better() {
    let dir = town();
    let path = dir.path();
    edit(path, "pages/registration/de.md", "- Pass\n", "- Pass oder Ausweis\n");
    edit(path, "contacts.toml", "de = \"Feuerwehr\"", "de = \"Feuerwehr und mehr\"");
    edit(path, "phrases.csv", "Können Sie", "Könnten Sie");
    let mut machine = terms();
    machine.told.origin = OriginKind::Machine;
    machine.told.engine = Some("draft".to_owned());
    let units = work(path, "en", false);
    take(path, &handed(&units, "en", "xlf"), &machine).unwrap();
    // A page of which one block is a machine's is not a person's any more.
    assert!(
        text(path, "pages/registration/en.md")
            .contains("origin = \"machine\"\nengine = \"draft\"\n")
    );
    // The contact's note is somebody's of whom nobody has said who they are.
    assert!(!text(path, "contacts.toml").contains("en = \"machine\""));
    assert!(text(path, "pack.toml").contains("en = \"machine\"\nar = \"machine\""));
    assert!(text(path, "topics.csv").contains("Housing"));

    let mut checked = terms();
    checked.told.origin = OriginKind::Checked;
    checked.told.checked_by = Some("interpreters".to_owned());
    checked.trust.confirm_unchanged = true;
    edit(path, "pages/registration/de.md", "Ausweis", "Personalausweis");
    let some: Vec<Unit> =
        work(path, "en", false).into_iter().filter(|u| u.key.contains("registration")).collect();
    take(path, &handed(&some, "en", "xlf"), &checked).unwrap();
    // The rest of the page is still what nobody has checked.
    assert!(
        text(path, "pages/registration/en.md")
            .contains("origin = \"machine\"\nengine = \"draft\"\n")
    );
    let all = export(path, &tag("en"), None, true, day()).unwrap().units;
    take(path, &handed(&all, "en", "xlf"), &checked).unwrap();
    let now = text(path, "pages/registration/en.md");
    assert!(
        now.contains("origin = \"checked\"") && now.contains("checked_by = \"interpreters\""),
        "{now}"
    );
    assert!(!now.contains("engine"), "{now}");
}

#[test]
fn what_came_back_untouched_stays_outdated_until_somebody_says_that_it_holds() {
    let dir = town();
    let path = dir.path();
    edit(path, "pages/registration/de.md", "- Pass\n", "- Pass.\n");
    edit(path, "places.de.csv", "Bürgerbüro", "Das Bürgerbüro");
    let units: Vec<Unit> = export(path, &tag("en"), None, false, day())
        .unwrap()
        .units
        .into_iter()
        .filter(|u| u.present.is_some())
        .collect();
    assert_eq!(units.len(), 3);
    for form in ["xlf", "csv"] {
        let untouched = take(path, &handed(&units, "en", form), &terms()).unwrap();
        assert_eq!((untouched.counts.unchanged, untouched.counts.confirmed), (2, 0));
        assert_eq!(summary(path, "en").outdated, 2);
    }
    // A tool says that a text is done, or the city says it for the whole file.
    let done = handed(&units, "en", "xlf")
        .replace("state=\"initial\" subState=\"welcome:outdated\"", "state=\"final\"");
    let before = text(path, "places.en.csv");
    let taken = take(path, &done, &terms()).unwrap();
    assert_eq!((taken.counts.confirmed, taken.counts.written), (2, 0));
    assert_eq!(summary(path, "en").outdated, 0);
    assert!(text(path, "places.en.csv").contains("Citizens' office"));
    assert_eq!(before.lines().count(), text(path, "places.en.csv").lines().count());
}

#[test]
fn a_source_that_has_changed_since_is_skipped_and_told() {
    for form in ["xlf", "csv"] {
        let dir = town();
        let units = work(dir.path(), "ar", false);
        let text = handed(&units, "ar", form);
        edit(dir.path(), "pages/registration/de.md", "14 Tagen", "15 Tagen");
        edit(dir.path(), "pages/all/de.md", "## Liste\n\n", "");
        edit(dir.path(), "phrases.csv", "Können Sie", "Könnten Sie");
        let done = take(dir.path(), &text, &terms()).unwrap();
        let stale: Vec<String> =
            done.problems.iter().filter(|p| p.code == "stale").map(|p| p.message.clone()).collect();
        assert_eq!(stale.len(), 2, "{form}: {stale:?}");
        assert!(stale.iter().any(|m| m.contains("no longer there")), "{stale:?}");
        assert_eq!(done.counts.stale, 1);
        let left: Vec<String> = export(dir.path(), &tag("ar"), None, false, day())
            .unwrap()
            .units
            .into_iter()
            .map(|u| u.key)
            .collect();
        assert_eq!(left, ["pages/registration/1", "phrases/help/name"], "{form}");
    }
}

#[test]
fn what_is_empty_or_half_done_waits_and_a_dry_run_writes_nothing() {
    let dir = town();
    let mut units = work(dir.path(), "ar", false);
    for unit in &mut units {
        let half = unit.key.starts_with("pages/all/3.2");
        let untitled = unit.key == "pages/registration/title";
        if half || untitled || unit.group == "topics" {
            unit.present = None;
        }
    }
    let text = handed(&units, "ar", "csv");
    let before = snapshot(dir.path());
    let dry = take(dir.path(), &text, &Terms { dry_run: true, ..terms() }).unwrap();
    assert_eq!(snapshot(dir.path()), before);
    let done = take(dir.path(), &text, &terms()).unwrap();
    assert_eq!((dry.counts.clone(), dry.files), (done.counts.clone(), done.files));
    assert_eq!((done.counts.empty, done.counts.incomplete), (2, 1));
    // Without its title, the page cannot be made.
    assert_eq!(done.counts.waiting, 4);
    assert!(!dir.path().join("pages/registration/ar.md").exists());
    assert!(done.problems.iter().any(|p| p.code == "waiting"), "{:?}", done.problems);
}

#[test]
fn a_spreadsheet_may_change_separators_and_quotes() {
    let dir = town();
    let units = work(dir.path(), "ar", false);
    let text = handed(&units, "ar", "csv");
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(Vec::new());
    writer.write_record(reader.headers().unwrap()).unwrap();
    for record in reader.records() {
        writer.write_record(&record.unwrap()).unwrap();
    }
    let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
    take(dir.path(), &text, &terms()).unwrap();
    assert_eq!(summary(dir.path(), "ar").percent, 100);
}

#[test]
fn the_form_of_the_files_is_kept() {
    let dir = town();
    let units: Vec<Unit> = export(dir.path(), &tag("ar"), None, false, day())
        .unwrap()
        .units
        .into_iter()
        .filter(|u| u.group == "pages/all" || u.group == "places")
        .collect();
    insta::assert_snapshot!("xliff", handed(&units, "ar", "xlf"));
    insta::assert_snapshot!("csv", handed(&units, "ar", "csv"));
}
