//! A made city whose pages say the same in two languages, word by word.

use companion_core::packs::format::{Origin, PackFact, PageText, WordTable};
use companion_core::text::{BlockBody, Span};

use super::*;

/// Words that stand for each other; neither language exists, so that nothing is known of their endings.
const WORDS: usize = 60;

fn own(n: usize) -> String {
    format!("{}{}", letters(n), "ano")
}

fn other(n: usize) -> String {
    format!("{}{}", "ge", letters(n * 7 % WORDS))
}

fn letters(n: usize) -> String {
    let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap());
    format!("{}{}m", letter(n), letter(n / 26 + 3))
}

fn edition(tag: &str, texts: Vec<Text>) -> Edition {
    Edition { pack: "made".into(), records: Records::Language(tag.parse().unwrap(), texts) }
}

fn common(level: Level) -> Edition {
    let line = r#"{"country":"DE","id":"made","languages":["qab","qaa"],"level":"city",
        "licence":"CC0-1.0","names":{},"publisher":"Made","source_language":"qab","zone":"Europe/Berlin"}"#;
    let pack: PackFact = serde_json::from_str(line).unwrap();
    let records = Records::Common(vec![Fact::Pack(PackFact { level, ..pack })]);
    Edition { pack: "made".into(), records }
}

/// A page of paragraphs of four words each.
fn page(id: usize, paragraphs: usize, word: impl Fn(usize) -> String) -> Text {
    let text = |p: usize| {
        let words = (0..4).map(|n| word((id * 31 + p * 17 + n * (p + 5)) % WORDS));
        words.collect::<Vec<_>>().join(" ")
    };
    let paragraph = |p| {
        let span = Span { text: text(p), ..Span::default() };
        BlockBody::Paragraph { spans: vec![span] }
    };
    Text::Page(PageText {
        id: format!("page-{id}"),
        title: word(id % WORDS),
        slug: None,
        origin: Origin::default(),
        made_from: None,
        outdated: vec![],
        missing: 0,
        ids: vec![],
        blocks: (0..paragraphs).map(paragraph).collect(),
    })
}

fn city(pages: usize) -> Vec<Edition> {
    let texts = |word: fn(usize) -> String| (0..pages).map(|id| page(id, 6, word)).collect();
    vec![common(Level::City), edition("qab", texts(other)), edition("qaa", texts(own))]
}

fn table_of(edition: &Edition) -> Option<WordsText> {
    let Records::Language(_, texts) = &edition.records else { return None };
    let mut tables = texts.iter().filter_map(|text| match text {
        Text::Words(words) => Some(words.clone()),
        _ => None,
    });
    let table = tables.next();
    assert!(tables.next().is_none(), "one for each language");
    table
}

#[test]
fn words_find_those_they_stand_for() {
    let mut editions = city(60);
    put_tables(&mut editions);
    assert_eq!(table_of(&editions[1]), None, "the source language has none");
    let words = table_of(&editions[2]).unwrap();
    assert_eq!(words.id, "qab");
    let table = WordTable::read(&words.table).unwrap();
    assert_eq!(table.len(), WORDS);
    for n in 0..WORDS {
        let (_, meant) = table.entries().find(|(word, _)| *word == own(n)).unwrap();
        assert_eq!(meant[0].word, other(n), "{}", own(n));
        assert!(meant[0].weight >= 7 && meant.iter().skip(1).all(|m| m.weight <= 2), "{meant:?}");
    }
}

#[test]
fn the_same_records_give_the_same_table_in_any_order_and_again() {
    let mut editions = city(60);
    put_tables(&mut editions);
    let table = table_of(&editions[2]);
    put_tables(&mut editions);
    assert_eq!(table_of(&editions[2]), table);
    let mut turned = city(60);
    for edition in &mut turned {
        if let Records::Language(_, texts) = &mut edition.records {
            texts.reverse();
        }
    }
    turned.reverse();
    put_tables(&mut turned);
    assert_eq!(table_of(&turned[0]), table);
}

#[test]
fn a_few_changed_paragraphs_change_a_few_entries() {
    let mut editions = city(120);
    put_tables(&mut editions);
    let before = table_of(&editions[2]).unwrap().table;
    for edition in &mut editions {
        if let Records::Language(_, texts) = &mut edition.records
            && let Some(Text::Page(page)) = texts.get_mut(3)
        {
            page.blocks.truncate(3);
        }
    }
    put_tables(&mut editions);
    let after = table_of(&editions[2]).unwrap().table;
    let entries: BTreeSet<&str> = before.split(';').collect();
    let changed = after.split(';').filter(|entry| !entries.contains(entry)).count();
    assert!(changed <= WORDS / 6, "{changed}");
}

#[test]
fn too_little_text_a_variant_and_packs_of_the_world_have_no_table() {
    let mut little = city(10);
    put_tables(&mut little);
    assert_eq!(table_of(&little[2]), None);

    let mut world = city(60);
    world[0] = common(Level::World);
    put_tables(&mut world);
    assert_eq!(table_of(&world[2]), None);

    let mut variant = city(60);
    if let Records::Language(tag, _) = &mut variant[2].records {
        *tag = "qab-simple".parse().unwrap();
    }
    put_tables(&mut variant);
    assert_eq!(table_of(&variant[2]), None);
    assert!(put_nothing());
}

/// Editions without a pack's own record, or without its source language, stay as they are.
fn put_nothing() -> bool {
    let whole = city(60);
    [vec![0, 2], vec![1, 2], vec![]].into_iter().all(|kept| {
        let mut some: Vec<Edition> = kept.into_iter().map(|n: usize| whole[n].clone()).collect();
        let before = some.clone();
        put_tables(&mut some);
        some == before
    })
}
