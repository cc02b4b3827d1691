//! What does not come back, and what is said of it.

use super::*;

fn good(dir: &Path, form: &str) -> String {
    handed(&work(dir, "ar", false), "ar", form)
}

#[test]
fn marks_numbers_and_words_that_were_lost_are_named_with_their_line() {
    let dir = town();
    let xliff = good(dir.path(), "xlf");
    let line = |text: &str, what: &str| text.lines().position(|l| l.contains(what)).unwrap() + 1;
    let target = xliff
        .lines()
        .find(|l| l.contains("<target>") && l.contains("id=\"l1\""))
        .unwrap()
        .to_owned();
    let without_link = {
        let start = target.find("<pc id=\"l1\"").unwrap();
        let open = target[start..].find('>').unwrap() + start + 1;
        let close = target[open..].find("</pc>").unwrap() + open;
        format!("{}{}{}", &target[..start], &target[open..close], &target[close + 5..])
    };
    let told = refused(dir.path(), &xliff.replace(&target, &without_link));
    assert!(told.contains("broken-marks link 1 is lost"), "{told}");

    let variable = "<ph id=\"p1\" type=\"ui\" subType=\"xlf:var\" disp=\"{name}\" equiv=\"{name}\" canDelete=\"no\" canCopy=\"no\"/>";
    let title = xliff.lines().find(|l| l.contains("<target>") && l.contains(variable)).unwrap();
    let told = refused(dir.path(), &xliff.replace(title, &title.replace(variable, "")));
    assert!(told.contains("placeholders-differ"), "{told}");

    let sheet = good(dir.path(), "csv");
    let row = sheet.lines().find(|l| l.contains("pages/registration/1@")).unwrap();
    let wrong = row
        .chars()
        .rev()
        .collect::<String>()
        .replacen("41", "51", 1)
        .chars()
        .rev()
        .collect::<String>();
    assert_ne!(row, wrong);
    let told = refused(dir.path(), &sheet.replace(row, &wrong));
    assert!(told.contains("numbers-differ"), "{told}");
    // Somebody may know better.
    let mut believed = terms();
    believed.trust.accept_differences = true;
    let done = take(dir.path(), &sheet.replace(row, &wrong), &Terms { dry_run: true, ..believed })
        .unwrap();
    assert!(done.problems.iter().any(|p| p.code == "numbers-differ"));

    for (from, to, code) in
        [("</1>", "", "broken-marks"), ("<1>", "<7>", "broken-marks"), ("<1>", "", "broken-marks")]
    {
        let at = line(&sheet, "pages/registration/1@");
        let old: Vec<&str> = sheet.lines().collect();
        let mut cells: Vec<String> = old.iter().map(|l| (*l).to_owned()).collect();
        let translation = old[at - 1].rsplit_once(from).unwrap();
        // The note holds the mark too: the one before it is the translation's.
        let head = if translation.0.contains(from) && from != "</1>" {
            translation.0.rsplit_once(from).unwrap()
        } else {
            translation
        };
        let tail = old[at - 1].strip_prefix(head.0).unwrap().strip_prefix(from).unwrap();
        cells[at - 1] = format!("{}{to}{tail}", head.0);
        let told = refused(dir.path(), &cells.join("\n"));
        assert!(told.contains(code), "{from}: {told}");
        assert!(told.contains(&format!("{at}: ")), "{from}: {told}");
    }
}

#[test]
fn what_is_no_exchange_file_of_this_pack_is_refused() {
    let dir = town();
    let path = dir.path();
    let xliff = good(path, "xlf");
    let sheet = good(path, "csv");
    let is = |text: &str, what: &str| {
        let told = refused(path, text);
        assert!(told.contains(what), "wanted {what}, got {told}");
    };
    is(xliff[..xliff.len() / 2].rsplit_once("<note").unwrap().0, "xml the file ends inside");
    is(
        &xliff.replace("<xliff ", "<!DOCTYPE xliff [<!ENTITY a \"b\">]>\n<xliff "),
        "2: xml a document type",
    );
    is(&xliff.replace("Text", "&bomb;"), "xml an entity");
    is(&xliff.replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\""), "xml another encoding");
    is(&xliff.replace("version=\"2.1\"", "version=\"1.2\""), "no-xliff");
    is("<html/>", "1: no-xliff");
    is(&xliff.replace("trgLang=\"ar\"", "trgLang=\"fr\""), "2: wrong-language");
    is(&xliff.replace("trgLang=\"ar\"", "trgLang=\"de\""), "wrong-language");
    is(&xliff.replace("trgLang=\"ar\"", "trgLang=\"de-simple\""), "wrong-language");
    is(&xliff.replace("trgLang=\"ar\"", ""), "invalid-tag");
    is(&xliff.replace("<file id=\"places\"", "<file id=\"playces\""), "unknown-id");
    is(&xliff.replace("</target>", "&#x202E;</target>"), "unsafe-text");
    is(&xliff.replace("<target>", "<target><cp hex=\"0001\"/>"), "broken-marks");
    is(&xliff.replace("<target>", "<target><script xmlns=\"urn:x\"/>"), "broken-marks");
    is(&xliff.replace("id=\"b1\"", "id=\"zz\""), "broken-marks");

    is("", "csv-columns");
    is("a,b\n1,2\n", "csv-columns");
    is(&sheet.replace("de>ar:", ""), "unknown-id");
    is(&sheet.replacen("de>ar:places", "de>ar:playces", 1), "unknown-id");
    is(&sheet.replacen("de>ar:places", "de>en:places", 1), "wrong-language");
    is(&sheet.replace("de>ar:", "de>fr:"), "wrong-language");
    let rows: Vec<&str> = sheet.lines().collect();
    let twice = format!("{sheet}{}\n", rows[1]);
    is(&twice, "duplicate-id");
    let filled = |text: &str| {
        let mut rows: Vec<String> = rows.iter().map(|r| (*r).to_owned()).collect();
        let mut cells: Vec<&str> = rows[1].split(',').collect();
        assert_eq!(cells.len(), 5);
        cells[3] = text;
        rows[1] = cells.join(",");
        rows.join("\n")
    };
    is(&filled("#NAME?"), "2: formula");
    is(&filled("?????? {name}"), "letters-lost");
    is(&filled("\u{202e}x {name}"), "2: unsafe-text");
}

#[test]
fn other_encodings_and_endless_files_are_refused() {
    let dir = town();
    let outside = tempfile::tempdir().unwrap();
    let code = |bytes: &[u8]| {
        let file = save(outside.path(), "back.csv", bytes);
        let problems = import(dir.path(), &file, &terms()).unwrap_err();
        (problems[0].code, problems[0].line, problems[0].file.clone())
    };
    // As a spreadsheet saves it in Western Europe: one byte for ü.
    let latin: Vec<u8> = "id;where;source;translation;note\nx;y;B\u{fc}ro;B\u{fc}ro;\n"
        .chars()
        .map(|c| c as u8)
        .collect();
    let (told, line, file) = code(&latin);
    assert_eq!((told, line), ("not-utf8", 2));
    assert!(file.ends_with("back.csv"));
    let wide: Vec<u8> = "\u{feff}id,x".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(code(&wide).0, "not-utf8");
    let file = save(outside.path(), "large", b"");
    fs::OpenOptions::new()
        .write(true)
        .open(&file)
        .unwrap()
        .set_len(super::super::MAX_FILE + 1)
        .unwrap();
    assert_eq!(import(dir.path(), &file, &terms()).unwrap_err()[0].code, "too-large");
    assert_eq!(
        import(dir.path(), &outside.path().join("none"), &terms()).unwrap_err()[0].code,
        "unreadable"
    );
    assert_eq!(import(dir.path(), outside.path(), &terms()).unwrap_err()[0].code, "no-file");
}

#[test]
fn a_folder_with_errors_and_languages_that_do_not_fit_are_refused() {
    let dir = town();
    let codes = |language: &str, from: Option<&str>| {
        let from = from.map(tag);
        let problems = export(dir.path(), &tag(language), from.as_ref(), false, day()).unwrap_err();
        problems.iter().map(|p| p.code).collect::<Vec<_>>()
    };
    assert_eq!(codes("fr", None), ["wrong-language"]);
    assert_eq!(codes("de", None), ["wrong-language"]);
    assert_eq!(codes("de-simple", None), ["wrong-language"]);
    assert_eq!(codes("en", Some("fr")), ["wrong-language"]);
    let text = good(dir.path(), "xlf");
    write(dir.path(), "pages/broken/de.md", b"no front matter");
    assert!(refused(dir.path(), &text).contains("front-matter"));
}

#[test]
fn texts_first_written_in_another_language_leave_on_their_own() {
    let dir = folder(&[
        ("pages/a/de.md", &page("A", "", "eins\n")),
        ("pages/b/en.md", &page("B", "", "two\n")),
    ]);
    build(dir.path());
    let out = export(dir.path(), &tag("ar"), None, false, day()).unwrap();
    assert_eq!(out.left_out.into_iter().collect::<Vec<_>>(), [(tag("en"), 1)]);
    assert!(out.units.iter().all(|u| !u.key.starts_with("pages/b")));
    let out = export(dir.path(), &tag("ar"), Some(&tag("en")), false, day()).unwrap();
    assert_eq!(
        out.units.iter().map(|u| u.key.as_str()).collect::<Vec<_>>(),
        ["pages/b/title", "pages/b/1"]
    );
    let mut units = out.units;
    units.iter_mut().for_each(|u| u.present = Some(translated(&u.source, &tag("ar"))));
    let text = xliff::write(&units, &tag("en"), &tag("ar"));
    take(dir.path(), &text, &terms()).unwrap();
    assert!(dir.path().join("pages/b/ar.md").exists());
    // A German text would become the one that the others are made from.
    let problems = export(dir.path(), &tag("de"), Some(&tag("en")), false, day()).unwrap_err();
    assert!(problems[0].message.contains("would become the source"), "{problems:?}");
}

#[test]
fn no_damage_to_a_file_is_more_than_a_refusal() {
    let dir = town();
    let file = good(dir.path(), "xlf");
    let sheet = good(dir.path(), "csv");
    let before = snapshot(dir.path());
    let dry = Terms { dry_run: true, ..terms() };
    let mut seed = 7_u64;
    let mut next = |n: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % n
    };
    let outside = tempfile::tempdir().unwrap();
    for round in 0..40 {
        let mut bytes = if round % 2 == 0 { file.clone() } else { sheet.clone() }.into_bytes();
        for _ in 0..=next(3) {
            let at = next(bytes.len());
            match next(3) {
                0 => bytes[at] = u8::try_from(next(256)).unwrap(),
                1 => bytes.truncate(at.max(1)),
                _ => {
                    let end = (at + next(200)).min(bytes.len());
                    bytes.drain(at..end);
                }
            }
            bytes.push(b'\n');
        }
        let path = save(outside.path(), "back", &bytes);
        let _ = import(dir.path(), &path, &dry);
    }
    assert_eq!(snapshot(dir.path()), before);
}
