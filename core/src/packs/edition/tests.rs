//! That editions are written in one way only, and read as they were written.

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::packs::format::*;
use crate::text::arbitrary::{block, language, text};
use crate::text::{BlockBody, Span};

const PACK: &str = "sample-town";

proptest! {
    #[test]
    fn an_edition_is_read_as_it_was_written(edition in edition()) {
        let bytes = edition.to_bytes().unwrap();
        prop_assert_eq!(Edition::from_bytes(&bytes).unwrap(), edition);
    }

    #[test]
    fn the_order_of_records_does_not_change_the_bytes(edition in edition()) {
        let mut turned = edition.clone();
        match &mut turned.records {
            Records::Common(facts) => facts.reverse(),
            Records::Language(_, texts) => texts.reverse(),
            Records::Notices(notices) => notices.reverse(),
        }
        prop_assert_eq!(turned.to_bytes().unwrap(), edition.to_bytes().unwrap());
    }

    #[test]
    fn no_bytes_are_read_with_a_panic(bytes in any::<Vec<u8>>(), edition in edition(), cut in any::<prop::sample::Index>()) {
        let _ = Edition::from_bytes(&bytes);
        let mut whole = edition.to_bytes().unwrap();
        let at = cut.index(whole.len());
        whole[at] = whole[at].wrapping_add(1);
        let _ = Edition::from_bytes(&whole);
        let _ = Edition::from_bytes(&whole[..at]);
    }
}

#[test]
fn every_kind_of_record_is_as_it_was_written_down() {
    let common = Edition { pack: PACK.into(), records: Records::Common(one_of_each_fact()) };
    insta::assert_snapshot!("common", shown(&common));
    let tag = "de".parse().unwrap();
    let language =
        Edition { pack: PACK.into(), records: Records::Language(tag, one_of_each_text()) };
    insta::assert_snapshot!("language", shown(&language));
    let notices = Edition { pack: PACK.into(), records: Records::Notices(vec![a_notice()]) };
    insta::assert_snapshot!("notices", shown(&notices));
}

#[test]
fn what_has_its_usual_value_is_left_out() {
    let page = PageFact {
        id: "x".into(),
        parent: None,
        order: 0,
        icon: None,
        topics: vec![],
        review_by: None,
        replaces: None,
        is_final: false,
        revision: 1,
        source_language: None,
    };
    assert_eq!(canonical(&Fact::Page(page)).unwrap(), r#"{"id":"x","kind":"page"}"#);
}

#[test]
fn a_mark_behind_a_line_feed_stays_behind_it() {
    // Composing the JSON instead of its texts would make one letter of the `n` of `\n` and the tilde.
    let name = NameText {
        id: "x".into(),
        name: "a\n\u{303}b \u{1b}\u{307}".into(),
        note: Some("e\u{301}".into()),
        origin: Origin::default(),
    };
    let records = Records::Language("de".parse().unwrap(), vec![Text::Phrase(name)]);
    let edition = Edition { pack: PACK.into(), records };
    let read = Edition::from_bytes(&edition.to_bytes().unwrap()).unwrap();
    let Records::Language(_, texts) = read.records else { panic!("another kind") };
    let [Text::Phrase(name)] = texts.as_slice() else { panic!("another text") };
    assert_eq!(name.name, "a\n\u{303}b \u{1b}\u{307}");
    assert_eq!(name.note.as_deref(), Some("\u{e9}"), "and texts are composed");
}

fn shown(edition: &Edition) -> String {
    String::from_utf8(edition.to_bytes().unwrap()).unwrap()
}

/// Any edition, its records in the order they are read in.
fn edition() -> impl Strategy<Value = Edition> {
    let facts = btree_map("[a-z0-9-]{1,6}", fact(), 0..5).prop_map(|map| {
        let mut facts: Vec<Fact> = map.into_iter().map(|(id, fact)| with_id(fact, id)).collect();
        facts.sort_by(|a, b| (a.kind(), a.id()).cmp(&(b.kind(), b.id())));
        Records::Common(facts)
    });
    let texts = btree_map("[a-z0-9-]{1,6}", page_text(), 0..4)
        .prop_map(|map| map.into_iter().map(|(id, t)| Text::Page(PageText { id, ..t })).collect());
    let texts = (language(), texts).prop_map(|(tag, texts)| Records::Language(tag, texts));
    let notices = btree_map("[a-z0-9-]{1,6}", notice(), 0..4)
        .prop_map(|map| map.into_iter().map(|(id, n)| Notice { id, ..n }).collect())
        .prop_map(Records::Notices);
    prop_oneof![facts, texts, notices]
        .prop_map(|records| Edition { pack: PACK.to_owned(), records })
}

fn with_id(fact: Fact, id: String) -> Fact {
    match fact {
        Fact::Page(page) => Fact::Page(PageFact { id, ..page }),
        Fact::Place(place) => Fact::Place(PlaceFact { id, ..place }),
        Fact::Contact(contact) => Fact::Contact(ContactFact { id, ..contact }),
        other => other,
    }
}

fn fact() -> impl Strategy<Value = Fact> {
    let page = (option::of(text()), any::<i64>(), vec(text(), 0..3), any::<bool>(), any::<u32>())
        .prop_map(|(parent, order, topics, is_final, revision)| {
            Fact::Page(PageFact {
                id: String::new(),
                parent: parent.clone(),
                order,
                icon: parent.clone(),
                topics,
                review_by: parent.clone(),
                replaces: parent,
                is_final,
                revision,
                source_language: None,
            })
        });
    let place = (option::of((any::<i32>(), any::<i32>())), option::of(text()), reach()).prop_map(
        |(point, street, reach)| {
            Fact::Place(PlaceFact {
                id: String::new(),
                point: point.map(|(lat, lon)| Point(lat, lon)),
                street: street.clone(),
                postcode: None,
                town: street,
                reach,
                wheelchair: None,
            })
        },
    );
    let contact = (any::<bool>(), vec(text(), 0..3), any::<i64>(), option::of(text())).prop_map(
        |(free, phone, order, url)| {
            let contact_kind = if free { ContactKind::Emergency } else { ContactKind::Office };
            Fact::Contact(ContactFact {
                id: String::new(),
                contact_kind,
                order,
                sms: phone.clone(),
                phone,
                url: url.clone(),
                opening_hours: url,
                free,
                languages: vec![],
                topics: vec![],
            })
        },
    );
    prop_oneof![page, place, contact]
}

fn reach() -> impl Strategy<Value = Reach> {
    (option::of(text()), option::of(text()), vec(language(), 0..3)).prop_map(
        |(opening_hours, phone, languages)| Reach {
            opening_hours,
            email: phone.clone(),
            page: phone.clone(),
            url: phone.clone(),
            phone,
            languages,
            topics: vec![],
        },
    )
}

fn page_text() -> impl Strategy<Value = PageText> {
    let shape = (vec(any::<u32>(), 0..3), any::<u32>(), option::of(any::<u32>()));
    (text(), option::of(text()), origin(), vec(block(), 0..4), shape).prop_map(
        |(title, slug, origin, blocks, (ids, missing, made_from))| PageText {
            id: String::new(),
            title,
            slug,
            origin,
            made_from,
            outdated: ids.clone(),
            missing,
            ids,
            blocks,
        },
    )
}

fn notice() -> impl Strategy<Value = Notice> {
    let texts = (text(), origin(), vec(block(), 0..2));
    let texts = texts.prop_map(|(title, origin, blocks)| NoticeText { title, origin, blocks });
    (text(), text(), any::<bool>(), btree_map(language(), texts, 0..3)).prop_map(
        |(from, until, urgent, texts)| Notice { id: String::new(), from, until, urgent, texts },
    )
}

fn origin() -> impl Strategy<Value = Origin> {
    let kind = proptest::sample::select(vec![
        OriginKind::Unknown,
        OriginKind::Human,
        OriginKind::Checked,
        OriginKind::Machine,
    ]);
    (kind, option::of(text()), option::of(text())).prop_map(|(origin, engine, date)| Origin {
        origin,
        engine: engine.clone(),
        checked_by: engine,
        date,
    })
}

fn one_of_each_fact() -> Vec<Fact> {
    let some = |text: &str| Some(text.to_owned());
    let de: LanguageTag = "de".parse().unwrap();
    let reach = Reach {
        opening_hours: some("Mo-Fr 08:00-12:00"),
        phone: some("+49123456"),
        email: some("office@example.org"),
        url: some("https://example.org/"),
        languages: vec![de.clone(), "ti".parse().unwrap()],
        topics: vec!["housing".into()],
        page: some("registration"),
    };
    vec![
        Fact::Topic(TopicFact { id: "housing".into(), icon: some("house") }),
        Fact::Pack(PackFact {
            id: PACK.into(),
            level: Level::City,
            parent: some("sample-region"),
            parent_root: some(&"ab".repeat(32)),
            country: "DE".into(),
            zone: "Europe/Berlin".into(),
            source_language: de.clone(),
            languages: vec![de.clone(), "ar".parse().unwrap()],
            area: Some(Area {
                from: Point(49_800_000, 10_800_000),
                to: Point(49_900_000, 10_900_000),
            }),
            names: [(de.clone(), "Musterstadt".to_owned())].into(),
            publisher: "Sample Town".into(),
            editors: vec!["editors@example.org".into()],
            licence: "CC-BY-4.0".into(),
            hub: some("https://hub.example/"),
            mirrors: vec!["https://mirror.example/sample-town".into()],
            holidays: Holidays { years: vec![2026], dates: vec!["2026-12-25".into()] },
        }),
        Fact::Page(PageFact {
            id: "registration".into(),
            parent: some("arrival"),
            order: 2,
            icon: some("door"),
            topics: vec!["housing".into()],
            review_by: some("2027-01-31"),
            replaces: some("sample-region/registration"),
            is_final: true,
            revision: 3,
            source_language: Some("en".parse().unwrap()),
        }),
        Fact::Place(PlaceFact {
            id: "town-hall".into(),
            point: Some(Point(-49_850_000, 10_850_000)),
            street: some("Marktplatz 1"),
            postcode: some("00001"),
            town: some("Musterstadt"),
            reach: reach.clone(),
            wheelchair: some("limited"),
        }),
        Fact::Service(ServiceFact {
            id: "advice".into(),
            places: vec!["town-hall".into()],
            provider: some("Sample Office"),
            reach,
            cost: some("free"),
            appointment: some("possible"),
        }),
        Fact::Contact(ContactFact {
            id: "rescue".into(),
            contact_kind: ContactKind::Emergency,
            order: 1,
            phone: vec!["112".into()],
            sms: vec!["112".into()],
            url: some("https://example.org/chat"),
            opening_hours: some("24/7"),
            free: true,
            languages: vec![de],
            topics: vec!["health".into()],
        }),
        Fact::Checklist(ChecklistFact {
            id: "first-weeks".into(),
            order: 1,
            tasks: vec![TaskFact {
                id: "register".into(),
                due_days: Some(14),
                link: some("page:registration"),
            }],
        }),
        Fact::Phrase(PhraseFact { id: "help".into(), category: "doctor".into(), order: 1 }),
        Fact::Media(MediaFact {
            id: "media/map.png".into(),
            sha256: "cd".repeat(32),
            length: 12_345,
            mime: "image/png".into(),
        }),
    ]
}

fn one_of_each_text() -> Vec<Text> {
    let some = |text: &str| Some(text.to_owned());
    let origin = Origin {
        origin: OriginKind::Checked,
        engine: some("sample-engine"),
        checked_by: some("editor"),
        date: some("2026-11-20"),
    };
    let name = |id: &str, name: &str| NameText {
        id: id.into(),
        name: name.into(),
        note: some("Mit \"Anführung\" und\nZeile"),
        origin: origin.clone(),
    };
    vec![
        Text::Topic(name("housing", "Wohnen")),
        Text::Pack(name(PACK, "Musterstadt")),
        Text::Contact(name("rescue", "Rettung")),
        Text::Phrase(name("help", "Ich brauche Hilfe.")),
        Text::Page(PageText {
            id: "registration".into(),
            title: "Anmeldung".into(),
            slug: some("anmeldung"),
            origin: origin.clone(),
            made_from: Some(2),
            outdated: vec![3],
            missing: 1,
            ids: vec![1, 3],
            blocks: vec![
                BlockBody::Paragraph { spans: vec![Span::plain("Im Rathaus.")] },
                BlockBody::Phone { number: "+49123456".into(), label: "Anrufen".into() },
            ],
        }),
        Text::Place(PlaceText {
            id: "town-hall".into(),
            name: "Rathaus".into(),
            description: some("Amt"),
            access: some("Hintereingang"),
            origin: origin.clone(),
        }),
        Text::Service(ServiceText {
            id: "advice".into(),
            name: "Beratung".into(),
            description: some("Kostenlos"),
            eligibility: some("Für alle"),
            origin: origin.clone(),
        }),
        Text::Checklist(ChecklistText {
            id: "first-weeks".into(),
            title: "Erste Wochen".into(),
            tasks: [(
                "register".to_owned(),
                TaskText { title: "Anmelden".into(), note: some("Bald") },
            )]
            .into(),
            origin,
        }),
    ]
}

fn a_notice() -> Notice {
    let text = NoticeText {
        title: "Wasser abkochen".into(),
        origin: Origin { origin: OriginKind::Human, ..Origin::default() },
        blocks: vec![BlockBody::Paragraph { spans: vec![Span::plain("Bis Freitag.")] }],
    };
    Notice {
        id: "water".into(),
        from: "2026-11-20T00:00:00".into(),
        until: "2026-11-27T00:00:00".into(),
        urgent: true,
        texts: [("de".parse().unwrap(), text)].into(),
    }
}
