//! One record of each kind with all its fields.

use super::PACK;
use crate::packs::format::*;
use crate::text::{BlockBody, LanguageTag, Span};
use crate::time::observance::Asks;
use crate::time::zone::{Clock, ZoneChange};

pub(super) fn one_of_each_fact() -> Vec<Fact> {
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
    let clock = Clock {
        offset: 3600,
        changes: vec![ZoneChange(1_585_443_600, 7200)],
        rule: "CET-1CEST,M3.5.0,M10.5.0/3".into(),
    };
    vec![
        Fact::Topic(TopicFact { id: "housing".into(), icon: some("house") }),
        Fact::Pack(PackFact {
            id: PACK.into(),
            level: Level::City,
            parent: some("sample-region"),
            parent_root: some(&"ab".repeat(32)),
            country: "DE".into(),
            region: Some("DE-BY".into()),
            zone: "Europe/Berlin".into(),
            clock: Some(clock.clone()),
            tzdata: some("2026b"),
            source_language: de.clone(),
            languages: vec![de.clone(), "ar".parse().unwrap()],
            area: Some(Area {
                from: Point(49_800_000, 10_800_000),
                to: Point(49_900_000, 10_900_000),
            }),
            names: [(de.clone(), "Musterstadt".to_owned())].into(),
            aliases: [(de.clone(), vec!["Altdorf".to_owned()])].into(),
            as_of: some("2026-11-22"),
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
            country: some("DE"),
            order: 1,
            phone: vec!["112".into()],
            sms: vec!["112".into()],
            url: some("https://example.org/chat"),
            opening_hours: some("24/7"),
            free: true,
            languages: vec![de.clone()],
            topics: vec!["health".into()],
            source: some("https://example.org/numbers"),
            checked: some("2026-11-22"),
        }),
        Fact::Zone(ZoneFact { id: "Europe/Berlin".into(), same_as: None, clock }),
        Fact::Observance(ObservanceRecord {
            id: "moon-feast".into(),
            tradition: "sample".into(),
            days: "~2026:03-20*3".into(),
            from: 2026,
            to: 2026,
            sunset: true,
            hours: "12:30-14:30".into(),
            asks: Asks::Rest,
        }),
        Fact::Holidays(CountryRecord {
            id: "de".into(),
            from: 2026,
            to: 2027,
            regions: vec!["BE".into(), "BY".into()],
            days: "01-01 @moon-feast;BY|01-06".into(),
            suspended: some("2026-06-01"),
            school: "BY|2026:08-03*43".into(),
            school_to: some("2026-12-31"),
        }),
        Fact::Listing(ListingFact {
            id: "sample-town".into(),
            level: Level::City,
            parent: some("sample-region"),
            country: "DE".into(),
            languages: vec![de.clone()],
            source_language: de.clone(),
            area: None,
            names: [(de.clone(), "Musterstadt".to_owned())].into(),
            aliases: [(de, vec!["Altdorf".to_owned()])].into(),
            url: "https://example.org/sample-town".into(),
            mirrors: vec!["https://mirror.example/sample-town".into()],
            root: "ab".repeat(32),
            hub: some("https://hub.example/"),
            publisher: "Sample Town".into(),
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
        Fact::Event(Box::new(EventFact {
            id: "cafe".into(),
            start: "2026-12-01T18:00:00".into(),
            end: some("2026-12-01T20:00:00"),
            rules: vec!["FREQ=WEEKLY".into()],
            without: vec!["2026-12-29".into()],
            changes: vec![EventChange {
                of: "2026-12-22T18:00:00".into(),
                cancelled: true,
                ..EventChange::default()
            }],
            status: EventStatus::Tentative,
            place: some("town-hall"),
            languages: vec!["uk".parse().unwrap()],
            cost: some("free"),
            children: Some(true),
            sequence: 2,
            ..EventFact::default()
        })),
        Fact::Phrase(PhraseFact { id: "help".into(), category: "doctor".into(), order: 1 }),
        Fact::Media(MediaFact {
            id: "media/map.png".into(),
            sha256: "cd".repeat(32),
            length: 12_345,
            mime: "image/png".into(),
            chunks: vec!["ef".repeat(32)],
        }),
    ]
}

pub(super) fn one_of_each_text() -> Vec<Text> {
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
        Text::Event(EventText {
            id: "cafe".into(),
            title: "Sprachcafé".into(),
            greeter: some("Samira, an der Tür"),
            changes: [(
                "2026-12-22T18:00:00".to_owned(),
                EventChangeText { title: None, note: some("Wir machen Pause.") },
            )]
            .into(),
            ..EventText::default()
        }),
        Text::Observance(name("moon-feast", "Mondfest")),
        Text::Pack(name(PACK, "Musterstadt")),
        Text::Contact(name("rescue", "Rettung")),
        Text::Phrase(name("help", "Ich brauche Hilfe.")),
        Text::Glossary(GlossaryText {
            id: "registration".into(),
            words: vec!["Anmeldung".into(), "neue Adresse".into()],
        }),
        Text::Words(WordsText {
            id: "en".into(),
            table: "arzt doctor9;kurs class2 course6".into(),
        }),
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
            details: vec![BlockBody::Heading { level: 2, spans: vec![Span::plain("Wege")] }],
            origin: origin.clone(),
        }),
        Text::Service(ServiceText {
            id: "advice".into(),
            name: "Beratung".into(),
            description: some("Kostenlos"),
            eligibility: some("Für alle"),
            details: vec![],
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

pub(super) fn a_notice() -> Notice {
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
