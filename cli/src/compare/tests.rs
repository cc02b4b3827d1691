//! Differences as an editor sees them, between all kinds of states.

use std::path::Path;
use std::slice::from_ref;

use chrono::{DateTime, NaiveDate};
use companion_core::packs::edition::{Edition, Records};
use companion_core::packs::format::{Notice, NoticeText, Origin, PageText, Text, WordsText};
use companion_core::text::{BlockBody, Span};

use super::*;
use crate::build::build_folder;
use crate::keys::{KeyRing, PerRole, Seed};
use crate::publish::{Options, PublishInput, publish};

fn paragraph(text: &str) -> BlockBody {
    BlockBody::Paragraph { spans: vec![Span::plain(text)] }
}

fn page(id: &str, title: &str, blocks: &[(u32, &str)]) -> Text {
    Text::Page(PageText {
        id: id.into(),
        title: title.into(),
        slug: None,
        origin: Origin::default(),
        made_from: None,
        outdated: vec![],
        missing: 0,
        ids: blocks.iter().map(|(id, _)| *id).collect(),
        blocks: blocks.iter().map(|(_, text)| paragraph(text)).collect(),
    })
}

fn language(tag: &str, texts: Vec<Text>) -> Edition {
    Edition { pack: "sample".into(), records: Records::Language(tag.parse().unwrap(), texts) }
}

fn block(id: Option<u32>, before: Option<&str>, after: Option<&str>) -> BlockChange {
    BlockChange { block: id, before: before.map(str::to_owned), after: after.map(str::to_owned) }
}

#[test]
fn blocks_are_followed_by_their_ids() {
    let old = language("de", vec![page("a", "A", &[(1, "one"), (2, "two"), (3, "three")])]);
    let new = language("de", vec![page("a", "A", &[(1, "one"), (4, "new"), (3, "3")])]);
    let differences = compare(from_ref(&old), &[new]);
    assert_eq!(differences.len(), 1);
    let page_a = &differences[0];
    assert_eq!((page_a.kind.as_str(), page_a.id.as_str()), ("page", "a"));
    assert_eq!((page_a.language.as_deref(), page_a.change), (Some("de"), Change::Changed));
    let expected = [
        block(Some(4), None, Some("new")),
        block(Some(3), Some("three"), Some("3")),
        block(Some(2), Some("two"), None),
    ];
    assert_eq!(page_a.blocks, expected);
    assert_eq!(page_a.fields, []);
    assert_eq!(compare(from_ref(&old), from_ref(&old)), []);
}

#[test]
fn of_a_word_table_it_is_told_that_it_differs() {
    let words = |table: &str| Text::Words(WordsText { id: "de".into(), table: table.to_owned() });
    let with = |table: &str| language("en", vec![page("a", "A", &[]), words(table)]);
    let differences = compare(&[with("doctor arzt9")], &[with("doctor arzt8")]);
    assert_eq!(differences.len(), 1);
    let table = &differences[0];
    assert_eq!((table.kind.as_str(), table.id.as_str()), (WORDS, "de"));
    assert_eq!((table.language.as_deref(), table.change), (Some("en"), Change::Changed));
    assert_eq!((table.title.as_str(), table.fields.len(), table.blocks.len()), ("", 0, 0));
    // It is no text of its language.
    assert_eq!(compare(&[], &[with("doctor arzt9")])[0].texts, Some(1));
    assert_eq!(words("").kind(), WORDS);
}

#[test]
fn titles_links_style_and_order_are_differences_too() {
    let old = language("de", vec![page("a", "A", &[(1, "one"), (2, "two")])]);
    let Records::Language(_, texts) = &old.records else { unreachable!() };
    let changed = |change: &dyn Fn(&mut PageText)| {
        let Text::Page(mut page) = texts[0].clone() else { unreachable!() };
        change(&mut page);
        compare(from_ref(&old), &[language("de", vec![Text::Page(page)])]).remove(0)
    };
    let title = changed(&|page| page.title = "B".into());
    let field =
        FieldChange { field: "title".into(), before: Some("A".into()), after: Some("B".into()) };
    assert_eq!((title.fields, title.blocks.len()), (vec![field], 0));
    let link = changed(&|page| {
        page.blocks[0] =
            BlockBody::Paragraph { spans: vec![Span::linked("one", "https://example.org/")] };
    });
    assert_eq!(link.blocks, [block(Some(1), Some("one"), Some("one <https://example.org/>"))]);
    let kind = changed(&|page| {
        page.blocks[0] = BlockBody::Heading { level: 2, spans: vec![Span::plain("one")] };
    });
    assert_eq!(kind.blocks, [block(Some(1), Some("[\"p\",\"one\"]"), Some("[\"h\",2,\"one\"]"))]);
    let order = changed(&|page| {
        page.blocks.swap(0, 1);
        page.ids.swap(0, 1);
    });
    assert_eq!(order.blocks.len(), 2, "{order:?}");
}

#[test]
fn a_language_on_one_side_is_one_difference() {
    let pages = || vec![page("a", "A", &[]), page("b", "B", &[])];
    let de = language("de", pages());
    let differences = compare(from_ref(&de), &[de.clone(), language("fr", pages())]);
    assert_eq!(differences.len(), 1);
    let french = &differences[0];
    assert_eq!(
        (french.kind.as_str(), french.id.as_str(), french.texts),
        ("language", "fr", Some(2))
    );
    assert_eq!(french.change, Change::Added);
    let back = compare(&[de.clone(), language("fr", pages())], &[de]);
    assert_eq!(back[0].change, Change::Removed);
}

#[test]
fn notices_are_compared_by_language_and_blocks_without_ids_between_what_is_alike() {
    let notice = |texts: &[(&str, &[&str])], urgent| Notice {
        id: "flood".into(),
        from: "2027-03-01T08:00:00".into(),
        until: "2027-03-08T00:00:00".into(),
        urgent,
        texts: texts
            .iter()
            .map(|(tag, lines)| {
                let blocks = lines.iter().map(|line| paragraph(line)).collect();
                let text = NoticeText { title: "Flood".into(), origin: Origin::default(), blocks };
                (tag.parse().unwrap(), text)
            })
            .collect(),
    };
    let edition =
        |notice| Edition { pack: "sample".into(), records: Records::Notices(vec![notice]) };
    let old = edition(notice(&[("de", &["a", "b", "c"])], false));
    let new = edition(notice(&[("de", &["a", "x", "y", "c"]), ("fr", &["a"])], true));
    let differences = compare(&[old], &[new]);
    let told: Vec<_> = differences
        .iter()
        .map(|d| (d.language.as_deref(), d.change, d.fields.len(), d.blocks.clone()))
        .collect();
    assert_eq!(told.len(), 3);
    assert_eq!(told[0], (None, Change::Changed, 1, vec![]));
    let german = vec![block(None, Some("b"), Some("x")), block(None, None, Some("y"))];
    assert_eq!(told[1], (Some("de"), Change::Changed, 0, german));
    assert_eq!((told[2].0, told[2].1), (Some("fr"), Change::Added));
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 3, 1).unwrap()
}

fn sample(to: &Path) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/brueckfeld");
    copy(&from, to);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn source_built_and_published_are_the_same_state_and_an_edit_is_found_between_any_two() {
    let work = tempfile::tempdir().unwrap();
    let path = |name: &str| work.path().join(name).display().to_string();
    let source = work.path().join("source");
    sample(&source);
    let built = build_folder(&source, today()).unwrap();
    std::fs::create_dir(path("built")).unwrap();
    for edition in &built.editions {
        let file = format!("{}/{}.pack.jsonl", path("built"), edition.name());
        std::fs::write(file, edition.to_bytes().unwrap()).unwrap();
    }
    let one = |n: u8| vec![Seed::new([n; 32])];
    let seeds = PerRole {
        root: one(1),
        targets: one(2),
        snapshot: one(3),
        timestamp: one(4),
        editions: one(5),
    };
    let keys = KeyRing::from_seeds(&seeds, 1).unwrap();
    let pack = built.editions[0].pack.clone();
    let publish = |day: i64| {
        let built = build_folder(&source, today()).unwrap();
        let media: Vec<_> = built.media.into_iter().map(|file| (file.fact, file.path)).collect();
        let input = PublishInput { pack: &pack, editions: &built.editions, media: &media };
        let at = DateTime::from_timestamp(1_803_902_400 + day * 86_400, 0).unwrap();
        publish(&input, &keys, work.path(), at, &Options::default()).unwrap();
    };
    publish(0);
    let published = path(&pack);
    let states = [path("source"), path("built"), published.clone()];
    for a in &states {
        for b in &states {
            assert_eq!(
                compare(&read(a, today()).unwrap(), &read(b, today()).unwrap()),
                [],
                "{a} {b}"
            );
        }
    }
    let page = source.join("pages/registration/de.md");
    let text = std::fs::read_to_string(&page).unwrap();
    std::fs::write(&page, format!("{}\n\nEin neuer Satz.\n", text.trim_end())).unwrap();
    publish(1);
    let before = format!("{published}@1");
    for (a, b) in
        [(&before, &published), (&path("built"), &path("source")), (&before, &path("source"))]
    {
        let differences = compare(&read(a, today()).unwrap(), &read(b, today()).unwrap());
        let german = differences.iter().find(|d| d.language.as_deref() == Some("de"));
        let german = german.unwrap_or_else(|| panic!("{a} {b}: {differences:?}"));
        assert_eq!((german.kind.as_str(), german.id.as_str()), ("page", "registration"));
        assert_eq!(german.blocks.len(), 1, "{german:?}");
        assert_eq!(german.blocks[0].after.as_deref(), Some("Ein neuer Satz."));
        assert_eq!(german.blocks[0].before, None);
        let changed = |d: &&Difference| !d.blocks.is_empty();
        assert_eq!(differences.iter().filter(changed).count(), 1, "no other text: {differences:?}");
    }
}

#[test]
fn what_is_no_state_is_named() {
    let work = tempfile::tempdir().unwrap();
    let path = |name: &str| work.path().join(name).display().to_string();
    let said = |state: &str| read(state, today()).unwrap_err().to_string();
    for nothing in [path("absent"), path("absent@3"), work.path().display().to_string()] {
        assert!(said(&nothing).contains("PUBLISHED/<pack>@REVISION"), "{nothing}");
    }
    std::fs::write(path("de.pack.jsonl"), "{}\n").unwrap();
    assert!(said(&path("")).contains("de.pack.jsonl: "), "{}", said(&path("")));
    std::fs::create_dir(path("source")).unwrap();
    std::fs::write(path("source/pack.toml"), "id = 3").unwrap();
    assert!(said(&path("source")).contains("cannot be built"));
}
