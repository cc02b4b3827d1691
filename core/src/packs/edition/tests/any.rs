//! Any edition there can be.

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;

use super::super::{Edition, Records};
use super::PACK;
use crate::packs::format::*;
use crate::text::arbitrary::{block, language, text};

/// Any edition, its records in the order they are read in.
pub(super) fn edition() -> impl Strategy<Value = Edition> {
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
                country: url.clone(),
                order,
                sms: phone.clone(),
                phone,
                url: url.clone(),
                opening_hours: url,
                free,
                languages: vec![],
                topics: vec![],
                source: None,
                checked: None,
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
