//! That editions are written in one way only, and read as they were written.

mod any;
mod sample;

use proptest::prelude::*;

use self::any::edition;
use self::sample::{a_notice, one_of_each_fact, one_of_each_text};
use super::*;
use crate::packs::format::{NameText, Origin, PageFact};

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
