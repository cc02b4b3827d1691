//! What stays as it was, and where new blocks stand.

use super::*;

#[test]
fn only_what_was_outdated_changes_and_everything_else_stays_byte_for_byte() {
    let dir = town();
    let path = dir.path();
    let english = "+++\r\n# who: the web team\r\ntitle = \"Registration\"   # short\r\norigin = \"human\"\r\n+++\r\n\r\n\r\nRegister within **14 days** at the [citizens' office](place:town-hall).\r\n\r\n## What   you need\r\n* Passport\r\n* Confirmation from your landlord\r\n\r\n\r\n[030 123](tel:+4930123)\r\n\r\n![Map](media/map.png)\r\n";
    write(path, "pages/registration/en.md", english.as_bytes());
    build(path);
    edit(path, "pages/registration/de.md", "- Pass\n", "- Pass oder Ausweis\n");
    edit(path, "places.de.csv", "Bürgerbüro", "Rathaus");
    let units = work(path, "en", false);
    let keys: Vec<&str> = units.iter().map(|u| u.key.as_str()).collect();
    let of = |start: &str| keys.iter().filter(|k| k.starts_with(start)).count();
    // Of the page, the list that changed; of the place, the name that changed and what nobody has translated.
    assert_eq!((of("pages/registration/3."), of("pages/registration")), (2, 2), "{keys:?}");
    assert_eq!((of("places/town-hall/name"), of("places/town-hall/details.")), (1, 4), "{keys:?}");
    let some: Vec<Unit> = units
        .into_iter()
        .filter(|u| u.key.contains("registration") || u.key.ends_with("/name"))
        .collect();
    let done = take(path, &handed(&some, "en", "xlf"), &terms()).unwrap();
    assert_eq!(done.files, ["pages/registration/en.md", "places.en.csv", "pack.lock"]);
    let now = text(path, "pages/registration/en.md");
    let list = now.split("need\r\n").nth(1).unwrap().split("\r\n\r\n").next().unwrap();
    let date = "origin = \"human\"\r\ndate = 2026-11-22\r\n";
    assert_eq!(
        now.replace(list, "* Passport\r\n* Confirmation from your landlord"),
        english.replace("origin = \"human\"\r\n", date)
    );
    assert!(list.starts_with("- ") && list.contains("\r\n- "), "{list:?}");
    assert!(
        !build::build_folder(path, day())
            .unwrap()
            .problems
            .iter()
            .any(|p| p.code == "outdated-translation")
    );
}

#[test]
fn what_the_pack_said_before_is_not_judged_when_it_comes_back() {
    let dir = folder(&[
        ("pages/a/de.md", &page("A", "", "Nach 14 Tagen [hierher](page:a).\n\nzwei\n")),
        ("pages/a/en.md", &page("A", "", "After 15 days.\n\ntwo\n")),
    ]);
    build(dir.path());
    let units = export(dir.path(), &tag("en"), None, true, day()).unwrap().units;
    for form in ["xlf", "csv"] {
        let before = snapshot(dir.path());
        let done = take(dir.path(), &handed(&units, "en", form), &terms()).unwrap();
        assert_eq!(done.counts.written, 0, "{form}: {:?}", done.counts);
        assert_eq!(snapshot(dir.path()), before, "{form}: nobody has said more than before");
    }
    // One word of it changed, and it has to be right.
    let mut changed = units;
    let first = changed.iter_mut().find(|u| u.key == "pages/a/1").unwrap();
    first.present = Some(vec![Token::Text("After 15 long days.".to_owned())]);
    assert!(refused(dir.path(), &handed(&changed, "en", "xlf")).contains("link 1 is lost"));
}

#[test]
fn blocks_that_were_never_there_stand_where_their_source_stands() {
    let dir = folder(&[
        ("pages/a/de.md", &page("A", "", "eins\n\n- zwei\n\n## drei\n\n- vier\n\nfünf\n")),
        ("pages/a/ar.md", &page("A", "", "## ثلاثة\n\n- أربعة\n")),
    ]);
    build(dir.path());
    let units: Vec<Unit> =
        work(dir.path(), "ar", false).into_iter().filter(|u| u.key.starts_with("pages")).collect();
    assert_eq!(units.len(), 3, "{units:#?}");
    take(dir.path(), &handed(&units, "ar", "csv"), &terms()).unwrap();
    let now = text(dir.path(), "pages/a/ar.md");
    let lines: Vec<&str> =
        now.split("+++\n").nth(2).unwrap().lines().filter(|l| !l.is_empty()).collect();
    assert_eq!((lines.len(), lines[2], lines[3]), (5, "## ثلاثة", "- أربعة"), "{now}");
    assert!(lines[1].starts_with("- "));
    let built = build::build_folder(dir.path(), day()).unwrap();
    let ids: Vec<u32> =
        built.lock.pages["a"].texts[&tag("ar")].blocks.iter().map(|u| u.id).collect();
    assert_eq!(ids, [1, 2, 3, 4, 5]);
}

#[test]
fn lists_that_would_become_one_are_kept_apart() {
    let dir = folder(&[
        ("pages/a/de.md", &page("A", "", "- eins\n\n* zwei\n")),
        ("pages/a/en.md", &page("A", "", "- one\n")),
    ]);
    build(dir.path());
    let units: Vec<Unit> =
        work(dir.path(), "en", false).into_iter().filter(|u| u.key.starts_with("pages")).collect();
    assert_eq!(units.len(), 1);
    take(dir.path(), &handed(&units, "en", "xlf"), &terms()).unwrap();
    let built = build::build_folder(dir.path(), day()).unwrap();
    assert_eq!(built.lock.pages["a"].texts[&tag("en")].blocks.len(), 2);
    assert_eq!(summary(dir.path(), "en").missing, 0);
}

#[test]
fn a_part_of_a_page_is_paired_with_its_own_source() {
    let dir = folder(&[("pages/a/de.md", &page("A", "", "eins\n\nzwei\n\ndrei\n"))]);
    build(dir.path());
    let units: Vec<Unit> = work(dir.path(), "ar", false)
        .into_iter()
        .filter(|u| matches!(u.key.as_str(), "pages/a/title" | "pages/a/3"))
        .collect();
    take(dir.path(), &handed(&units, "ar", "xlf"), &terms()).unwrap();
    build(dir.path());
    let locked = lock::read(dir.path()).unwrap();
    let ids: Vec<u32> = locked.pages["a"].texts[&tag("ar")].blocks.iter().map(|u| u.id).collect();
    assert_eq!(ids, [3]);
    assert!(text(dir.path(), "pages/a/ar.md").starts_with("+++\ntitle = "));
}

#[test]
fn numbers_follow_the_source_where_somebody_works_or_nothing_else_is_missing() {
    let phone = |n: u32| format!("[030 {n}](tel:+4930{n})\n");
    let dir = folder(&[
        ("pages/a/de.md", &page("A", "", &format!("eins\n\nzwei\n\n{}", phone(123)))),
        ("pages/a/en.md", &page("A", "", "one\n")),
        ("pages/b/de.md", &page("B", "", &format!("drei\n\n{}", phone(456)))),
        ("pages/b/en.md", &page("B", "", "three\n")),
        ("pages/c/de.md", &page("C", "", &format!("vier\n\n{}", phone(789)))),
        ("pages/c/en.md", &page("C", "", &format!("four\n\n{}", phone(789)))),
    ]);
    build(dir.path());
    edit(dir.path(), "pages/c/de.md", "789", "780");
    build(dir.path());
    let units = export(dir.path(), &tag("en"), None, true, day()).unwrap().units;
    assert!(units.iter().all(|u| !u.key.ends_with("/b/2") && !u.key.ends_with("/c/2")));
    let done = take(dir.path(), &handed(&units, "en", "xlf"), &terms()).unwrap();
    // Page a lacks words too: whether its number was left out on purpose, nobody knows.
    assert_eq!((done.counts.copied, done.counts.written), (2, 0));
    assert!(!text(dir.path(), "pages/a/en.md").contains("030"));
    assert!(text(dir.path(), "pages/b/en.md").contains("[030 456](tel:+4930456)"));
    let after = text(dir.path(), "pages/c/en.md");
    assert!(
        after.contains("780") && !after.contains("789") && !after.contains("date ="),
        "{after}"
    );
    let worked = handed(&work(dir.path(), "en", false), "en", "csv");
    take(dir.path(), &worked, &terms()).unwrap();
    assert!(text(dir.path(), "pages/a/en.md").contains("030 123"));
}
