//! Questions asked of small packs: what is found, by what, and what is shown.

use super::{FoundBy, INDEXER, Lexicons, SearchAnswer, SearchQuestion, find, suggest};
use crate::packs::format::{GlossaryText, NameText, Origin, PageText, Text, WordsText};
use crate::store::{EditionRows, FactRow, InstalledEdition, PackRow, Store, TextRow};
use crate::text::{BlockBody, LanguageTag, Span};

/// A phone with one pack.
struct Town {
    _folder: tempfile::TempDir,
    store: Store,
    lexicons: Lexicons,
}

/// Language, id, title, paragraphs.
type Page = (&'static str, &'static str, &'static str, &'static [&'static str]);

impl Town {
    fn new(pages: &[Page]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let town = Self { _folder: folder, store, lexicons: Lexicons::default() };
        town.install(pages);
        town
    }

    fn install(&self, pages: &[Page]) {
        let mut facts: Vec<FactRow> = Vec::new();
        for (_, id, ..) in pages {
            if facts.iter().all(|fact| fact.id != *id) {
                facts.push(FactRow {
                    pack: "town".into(),
                    kind: "page".into(),
                    id: (*id).into(),
                    parent: None,
                    order: 0,
                    replaces: None,
                    when: None,
                    body: "{}".into(),
                });
            }
        }
        let pack =
            PackRow { id: "town".into(), level: "city".into(), parent: None, body: "{}".into() };
        let mut editions = vec![(edition("town", "common"), EditionRows::Common(pack, facts))];
        let mut languages: Vec<&str> = pages.iter().map(|(language, ..)| *language).collect();
        languages.sort_unstable();
        languages.dedup();
        for language in languages {
            let own = pages.iter().filter(|(of, ..)| *of == language);
            let texts = own.map(|(_, id, title, paragraphs)| text(id, title, paragraphs)).collect();
            editions
                .push((edition("town", language), EditionRows::Language(language.into(), texts)));
        }
        self.store.import_editions(&editions, &[], &INDEXER).unwrap();
    }

    fn install_pack(&self, id: &str, level: &str) {
        let pack = PackRow { id: id.into(), level: level.into(), parent: None, body: "{}".into() };
        let rows = EditionRows::Common(pack, Vec::new());
        self.store.import_editions(&[(edition(id, "common"), rows)], &[], &INDEXER).unwrap();
    }

    fn ask(&self, question: &str, languages: &[&str]) -> SearchAnswer {
        let question = SearchQuestion { text: question.into(), limit: 10, ..Default::default() };
        let languages: Vec<LanguageTag> = languages.iter().map(|l| l.parse().unwrap()).collect();
        find(&self.store, &self.lexicons, &question, &languages).unwrap()
    }

    fn ids(&self, question: &str, language: &str) -> Vec<String> {
        self.ask(question, &[language]).hits.into_iter().map(|hit| hit.id).collect()
    }
}

fn edition(pack: &str, name: &str) -> InstalledEdition {
    InstalledEdition {
        pack: pack.into(),
        name: name.into(),
        revision: 1,
        sha256: String::new(),
        raw_sha256: String::new(),
        published_at: 0,
    }
}

fn text(id: &str, title: &str, paragraphs: &[&str]) -> TextRow {
    let blocks = paragraphs.iter().map(|p| BlockBody::Paragraph { spans: vec![Span::plain(*p)] });
    let page = PageText {
        id: id.into(),
        title: title.into(),
        slug: None,
        origin: Origin::default(),
        made_from: None,
        outdated: Vec::new(),
        missing: 0,
        ids: Vec::new(),
        blocks: blocks.collect(),
    };
    let body = serde_json::to_string(&Text::Page(page)).unwrap();
    TextRow { kind: "page".into(), id: id.into(), title: title.into(), slug: None, body }
}

const GERMAN: &[Page] = &[
    (
        "de",
        "register",
        "Wohnsitz anmelden",
        &["Melden Sie sich beim Bürgeramt an.", "Bringen Sie den Mietvertrag mit."],
    ),
    (
        "de",
        "language",
        "Deutsch lernen",
        &["Der Sprachkurs beginnt im Herbst.", "Die Volkshochschule bietet viele Kurse an."],
    ),
    (
        "de",
        "health",
        "Gesundheit",
        &["In der Not rufen Sie 112.", "Ein Arzt hilft auch ohne Versicherung."],
    ),
    ("de", "housing", "Wohnen", &["Die Miete zahlen Sie jeden Monat.", "Ein Vertrag schützt Sie."]),
];

#[test]
fn a_whole_question_finds_what_answers_and_shows_where() {
    let town = Town::new(GERMAN);
    let answer = town.ask("Wo kann ich bitte einen Sprachkurs für Deutsch finden?", &["de"]);
    let hit = &answer.hits[0];
    assert_eq!((hit.id.as_str(), hit.found_by), ("language", FoundBy::Words));
    assert_eq!(hit.found_in, None);
    let passage = hit.passage.as_ref().unwrap();
    let units: Vec<u16> = passage.text.encode_utf16().collect();
    let shown: Vec<String> = passage
        .highlights
        .iter()
        .map(|h| String::from_utf16(&units[h.start as usize..h.end as usize]).unwrap())
        .collect();
    assert!(shown.contains(&"Sprachkurs".to_owned()), "{shown:?}");
    assert_eq!(
        town.ids("Sprachkurs zzzzzz qqqqq", "de")[0],
        "language",
        "absent words empty nothing"
    );
}

#[test]
fn compounds_and_their_parts_find_each_other() {
    let town = Town::new(GERMAN);
    assert_eq!(town.ids("Kurs", "de"), ["language"]);
    assert_eq!(town.ids("Mietvertrag", "de")[..2].len(), 2);
    assert!(town.ids("Vertrag", "de").contains(&"register".to_owned()));
    // The whole word stands nowhere, both of its parts do.
    assert!(town.ids("Arztvertrag", "de").contains(&"health".to_owned()));
}

#[test]
fn numbers_are_exact() {
    let town = Town::new(GERMAN);
    assert_eq!(town.ids("112", "de"), ["health"]);
    assert_eq!(town.ids("١١٢", "de"), ["health"], "in any digits");
    for other in ["113", "11", "1122", "12"] {
        assert_eq!(town.ids(other, "de"), [""; 0], "{other}");
    }
}

#[test]
fn slips_are_forgiven_in_long_words_only_and_told() {
    let town = Town::new(GERMAN);
    let answer = town.ask("Versicherng", &["de"]);
    assert_eq!(answer.hits[0].id, "health");
    assert_eq!(answer.hits[0].found_by, FoundBy::Spelling);
    assert_eq!(
        (answer.read_as[0].typed.as_str(), &answer.read_as[0].read[0][..]),
        ("Versicherng", "versicherung")
    );
    for nonsense in ["asdf", "xq", "Nott zzz", "Arzd"] {
        assert_eq!(town.ids(nonsense, "de"), [""; 0], "{nonsense}");
    }
}

#[test]
fn the_last_word_may_not_be_finished() {
    let town = Town::new(GERMAN);
    let answer = town.ask("Wo ist das Bürg", &["de"]);
    assert_eq!(
        (answer.hits[0].id.as_str(), answer.hits[0].found_by),
        ("register", FoundBy::Beginning)
    );
    assert_eq!(town.ids("Bürg ist wo?", "de"), [""; 0], "only the last, and only while it is open");
}

#[test]
fn scripts_without_spaces_are_found_by_two_signs() {
    let town = Town::new(&[
        ("zh", "one", "市政厅", &["请在市民办公室登记住址。"]),
        ("zh", "two", "医院", &["生病时请去看医生。"]),
        ("th", "three", "โรงพยาบาล", &["ถ้าป่วยให้ไปหาหมอ"]),
    ]);
    assert_eq!(town.ids("登记", "zh"), ["one"]);
    assert_eq!(town.ids("医生", "zh"), ["two"]);
    assert_eq!(town.ids("我在哪里登记住址?", "zh")[0], "one");
    assert_eq!(town.ids("ป่วย", "th"), ["three"]);
}

#[test]
fn another_script_finds_by_sound() {
    let town = Town::new(&[
        ("ar", "school", "المدرسة", &["يذهب الأطفال إلى المدرسة كل يوم."]),
        ("ar", "doctor", "الطبيب", &["الطبيب يساعدك."]),
    ]);
    let answer = town.ask("madrasa", &["ar"]);
    assert_eq!((answer.hits[0].id.as_str(), answer.hits[0].found_by), ("school", FoundBy::Script));
    assert_eq!(answer.hits.len(), 1);
}

#[test]
fn another_edition_answers_in_the_reader_s_language() {
    let town = Town::new(&[
        ("de", "housing", "Wohnen", &["Den Mietvertrag unterschreiben beide."]),
        ("uk", "housing", "Житло", &["Підписують обидві сторони."]),
        ("de", "only", "Sperrmüll", &["Alte Möbel holt die Stadt ab."]),
    ]);
    let answer = town.ask("Mietvertrag", &["uk"]);
    let hit = &answer.hits[0];
    assert_eq!((hit.title.as_str(), hit.language.as_str()), ("Житло", "uk"));
    assert_eq!(hit.found_in.as_deref(), Some("de"));
    assert!(hit.highlights.is_empty());
    assert_eq!(hit.passage.as_ref().unwrap().language, "de");
    let alone = &town.ask("Möbel", &["uk"]).hits[0];
    assert_eq!((alone.language.as_str(), alone.found_in.as_deref()), ("de", None));
}

#[test]
fn a_table_of_words_leads_from_one_language_to_another() {
    let town = Town::new(&[
        ("de", "housing", "Wohnen", &["Den Mietvertrag unterschreiben beide."]),
        ("de", "school", "Schule", &["Die Kinder lernen lesen."]),
        ("en", "welcome", "Welcome", &["Good to see you."]),
    ]);
    let table = Text::Words(WordsText { id: "de".into(), table: "lease mietvertrag9".into() });
    let (kind, id, title) = ("words".into(), "de".into(), String::new());
    let body = serde_json::to_string(&table).unwrap();
    let words = TextRow { kind, id, title, slug: None, body };
    let texts = vec![text("welcome", "Welcome", &["Good to see you."]), words];
    let editions = [(edition("town", "en"), EditionRows::Language("en".into(), texts))];
    town.store.import_editions(&editions, &[], &INDEXER).unwrap();
    for reader in ["en", "en-GB"] {
        let hits = town.ask("the leases?", &[reader]).hits;
        assert_eq!(hits.len(), 1, "{reader}");
        assert_eq!((hits[0].id.as_str(), hits[0].found_by), ("housing", FoundBy::Meaning));
        assert_eq!(hits[0].language, "de", "there is no other text of it");
    }
    assert_eq!(town.ids("lease", "fr"), [""; 0], "whoever reads no English asks in none");
}

/// Adds entries of a glossary to an edition, beside its pages: language, id, words.
fn glossary(town: &Town, pack: &str, entries: &[(&str, &str, &[&str])]) {
    let row = |(_, id, words): &(&str, &str, &[&str])| {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        let entry = Text::Glossary(GlossaryText { id: (*id).into(), words });
        let body = serde_json::to_string(&entry).unwrap();
        TextRow {
            kind: "glossary".into(),
            id: (*id).into(),
            title: String::new(),
            slug: None,
            body,
        }
    };
    let mut editions = Vec::new();
    let mut languages: Vec<&str> = entries.iter().map(|(language, ..)| *language).collect();
    languages.dedup();
    for language in languages {
        let own = entries.iter().filter(|(of, ..)| *of == language).map(row).collect();
        let rows = EditionRows::Language(language.into(), own);
        editions.push((edition(pack, language), rows));
    }
    town.store.import_editions(&editions, &[], &INDEXER).unwrap();
}

#[test]
fn the_glossary_stands_in_for_words_that_nobody_wrote() {
    let town = Town::new(GERMAN);
    town.install_pack("other", "city");
    let flat: &[&str] = &["Bude", "Wohnsitz", "vier Wände"];
    let entries = [("de", "flat", flat), ("de", "empty", &["?"])];
    glossary(&town, "other", &entries);
    let hits = town.ask("Wo melde ich meine Bude?", &["de"]).hits;
    assert_eq!((hits[0].id.as_str(), hits[0].found_by), ("register", FoundBy::Words));
    let hits = town.ask("Bude", &["de"]).hits;
    assert_eq!(hits.len(), 1);
    assert_eq!((hits[0].id.as_str(), hits[0].found_by), ("register", FoundBy::Meaning));
    let highlighted = (hits[0].highlights[0].start, hits[0].highlights[0].end);
    assert_eq!(highlighted, (0, 8), "what is found is shown: {}", hits[0].title);
    assert_eq!(town.ids("meine vier Wände", "de"), ["register"]);
    assert_eq!(town.ids("Wände", "de"), [""; 0], "a phrase is meant where all of it is said");
}

#[test]
fn the_glossary_leads_to_texts_in_another_language() {
    let town = Town::new(GERMAN);
    town.install_pack("other", "city");
    town.install_pack("everywhere", "world");
    let entries: [(&str, &str, &[&str]); 2] =
        [("de", "flat", &["Wohnsitz"]), ("uk", "flat", &["прописка", "де живу"])];
    glossary(&town, "other", &entries);
    let entries: [(&str, &str, &[&str]); 2] =
        [("de", "course", &["Sprachkurs"]), ("uk", "course", &["школа"])];
    glossary(&town, "everywhere", &entries);
    let hits = town.ask("Як отримати прописку?", &["uk"]).hits;
    assert_eq!(hits.len(), 1);
    assert_eq!((hits[0].id.as_str(), hits[0].found_by), ("register", FoundBy::Meaning));
    assert_eq!(town.ids("школа", "uk"), [""; 0], "packs of the world are not searched");
}

#[test]
fn a_queue_that_names_no_text_ends() {
    let town = Town::new(GERMAN);
    town.store.queue_rows_without_texts(&[-5, 100_000]).unwrap();
    assert!(town.store.awaits_index(&INDEXER).unwrap());
    town.install(&[("de", "register", "Wohnsitz abmelden", &["Sie ziehen fort."])]);
    assert!(!town.store.awaits_index(&INDEXER).unwrap());
    assert_eq!(town.ids("abmelden", "de"), ["register"]);
}

#[test]
fn the_index_follows_the_texts() {
    let town = Town::new(GERMAN);
    town.install(&[("de", "register", "Wohnsitz abmelden", &["Sie ziehen fort."])]);
    assert_eq!(town.ids("Sprachkurs", "de"), [""; 0], "what is gone is not found");
    assert_eq!(town.ids("abmelden", "de"), ["register"]);
    town.store.remove_pack("town").unwrap();
    assert_eq!(town.ids("abmelden", "de"), [""; 0]);
}

#[test]
fn an_index_of_other_rules_is_made_anew_in_steps() {
    let many: Vec<TextRow> =
        (0..600).map(|n| text(&format!("p{n}"), &format!("Seite {n}"), &["Wort"])).collect();
    let town = Town::new(GERMAN);
    let rows = EditionRows::Language("de".into(), many);
    town.store.import_editions(&[(edition("more", "de"), rows)], &[], &INDEXER).unwrap();
    assert!(!town.store.awaits_index(&INDEXER).unwrap());
    let newer = crate::store::Indexer { version: INDEXER.version + 1, ..INDEXER };
    assert!(town.store.awaits_index(&newer).unwrap());
    let mut left = Vec::new();
    loop {
        left.push(town.store.index_texts(&newer).unwrap());
        if left.last() == Some(&0) {
            break;
        }
        // Whatever ends it, the next step goes on; what is there already is found.
        assert!(town.store.awaits_index(&newer).unwrap());
        assert_eq!(town.ids("Sprachkurs", "de"), ["language"]);
    }
    assert_eq!(left, [348, 92, 0]);
    assert!(!town.store.awaits_index(&newer).unwrap());
    assert_eq!(town.ids("Sprachkurs", "de"), ["language"]);
}

#[test]
fn kinds_and_packs_can_be_asked_for() {
    let town = Town::new(GERMAN);
    let ask = |question: SearchQuestion| {
        find(&town.store, &town.lexicons, &question, &[]).unwrap().hits.len()
    };
    let plain = SearchQuestion { text: "Kurs".into(), limit: 5, ..Default::default() };
    assert_eq!(ask(plain.clone()), 1);
    assert_eq!(ask(SearchQuestion { kinds: vec!["place".into()], ..plain.clone() }), 0);
    assert_eq!(ask(SearchQuestion { kinds: vec!["page".into()], ..plain.clone() }), 1);
    assert_eq!(ask(SearchQuestion { pack: Some("elsewhere".into()), ..plain.clone() }), 0);
    assert_eq!(ask(SearchQuestion { limit: 0, ..plain }), 0);
}

#[test]
fn what_is_asked_for_is_found_behind_hundreds_of_other_kinds() {
    let town = Town::new(GERMAN);
    let fact = |kind: &str, id: String| FactRow {
        pack: "town".into(),
        kind: kind.into(),
        id,
        parent: None,
        order: 0,
        replaces: None,
        when: None,
        body: "{}".into(),
    };
    let mut facts: Vec<FactRow> = (0..300).map(|n| fact("page", format!("p{n}"))).collect();
    facts.push(fact("contact", "last".into()));
    let mut texts: Vec<TextRow> =
        (0..300).map(|n| text(&format!("p{n}"), "Zebra", &["Zebra", "Zebra"])).collect();
    let contact = Text::Contact(NameText {
        id: "last".into(),
        name: "Zoo".into(),
        note: Some("Das Zebra und viele andere Tiere zeigt man gern.".into()),
        origin: Origin::default(),
    });
    texts.push(TextRow {
        kind: "contact".into(),
        id: "last".into(),
        title: "Zoo".into(),
        slug: None,
        body: serde_json::to_string(&contact).unwrap(),
    });
    let pack = PackRow { id: "town".into(), level: "city".into(), parent: None, body: "{}".into() };
    let editions = [
        (edition("town", "common"), EditionRows::Common(pack, facts)),
        (edition("town", "de"), EditionRows::Language("de".into(), texts)),
    ];
    town.store.import_editions(&editions, &[], &INDEXER).unwrap();
    let question = SearchQuestion {
        text: "Zebra".into(),
        kinds: vec!["contact".into()],
        limit: 5,
        ..Default::default()
    };
    let hits = find(&town.store, &town.lexicons, &question, &[]).unwrap().hits;
    assert_eq!(hits.iter().map(|hit| hit.id.as_str()).collect::<Vec<_>>(), ["last"]);
}

#[test]
fn titles_are_suggested_while_typing() {
    let town = Town::new(GERMAN);
    let of = |typed: &str| -> Vec<String> {
        let found = suggest(&town.store, &town.lexicons, typed, &["de".parse().unwrap()], 5);
        found.unwrap().into_iter().map(|s| s.title).collect()
    };
    assert_eq!(of("wohn"), ["Wohnen", "Wohnsitz anmelden"]);
    assert_eq!(of("wohnsitz an"), ["Wohnsitz anmelden"]);
    assert_eq!(of("kurs"), [""; 0], "words of a body are no titles");
    assert_eq!(of(" "), [""; 0]);
}

#[test]
fn what_is_no_name_of_a_page_is_found_by_its_note() {
    let note = Text::Contact(NameText {
        id: "rescue".into(),
        name: "Rettung".into(),
        note: Some("Feuer und Unfall".into()),
        origin: Origin::default(),
    });
    let passages = super::passages::passages(&note, None).unwrap();
    assert_eq!(passages, ["Feuer und Unfall"]);
}

#[test]
fn long_texts_are_cut_at_sentences_and_all_of_them_is_there() {
    let sentence = "Das ist ein Satz mit einigen Wörtern, der nicht lang ist. ";
    let long: String = sentence.repeat(2_000);
    let TextRow { body, .. } = text("x", "x", &[&long]);
    let passages = super::passages::passages(&serde_json::from_str(&body).unwrap(), None).unwrap();
    assert!(passages.len() <= crate::store::MAX_PASSAGES, "{}", passages.len());
    assert!(passages.iter().all(|p| p.ends_with('.')));
    let whole: usize = passages.iter().map(|p| p.split_whitespace().count()).sum();
    assert_eq!(whole, long.split_whitespace().count());
}
