//! A phone fresh out of the shop, without any network: whom to call is there already.

#![cfg(test)]

use std::sync::Arc;

use companion_core::ErrorKind;
use companion_core::guide::{Freshness, LinkTarget, OpenView};
use companion_core::packs::format::{ContactKind, OriginKind};
use companion_core::testing::ScriptedTransport;
use companion_core::text::Direction;
use companion_core::text::language::ServedBecause;
use companion_tests::phone::{BASE, Phone};

fn offline() -> Phone {
    let network = ScriptedTransport::default();
    network.set_offline(true);
    Phone::new(Arc::new(network)).unwrap()
}

#[test]
fn a_new_phone_knows_whom_to_call_in_arabic() {
    let phone = offline();
    let app = phone.open().unwrap();
    app.set_languages(&["ar".into(), "en".into()]).unwrap();

    let contacts = app.guide().unwrap().list_contacts(Some("DE")).unwrap();

    let numbers: Vec<&str> = contacts.iter().flat_map(|c| &c.phone).map(String::as_str).collect();
    assert_eq!(numbers[..2], ["112", "110"]);
    assert!(contacts.iter().any(|c| c.topics == ["violence-against-women"]), "and whom else");
    assert_eq!(contacts.iter().filter(|c| c.kind == ContactKind::Emergency).count(), 2);
    for contact in &contacts[..2] {
        assert!(contact.name.chars().any(|c| ('\u{0600}'..='\u{06FF}').contains(&c)));
        assert_eq!((contact.pack.as_ref(), contact.link.as_ref()), (None, None));
        assert_eq!(contact.open, OpenView::Open { until: None });
        assert_eq!(contact.info.language, "ar");
        assert_eq!(contact.info.direction, Direction::RightToLeft);
        assert_eq!(contact.info.because, ServedBecause::Exact);
        assert_eq!(contact.info.origin, OriginKind::Machine);
        assert_eq!(contact.info.freshness, Freshness::Current);
    }
}

#[test]
fn a_language_nobody_wrote_them_in_falls_back_to_english_and_says_so() {
    let phone = offline();
    let app = phone.open().unwrap();
    app.set_languages(&["so".into()]).unwrap();
    let contacts = app.guide().unwrap().list_contacts(Some("DE")).unwrap();
    assert!(contacts.iter().all(|c| c.info.requested == "so"));
    let emergency = contacts.iter().filter(|c| c.kind == ContactKind::Emergency);
    for contact in emergency {
        assert_eq!(contact.info.language, "en");
        assert_eq!(contact.info.because, ServedBecause::Source);
    }
    assert_eq!(app.guide().unwrap().list_contacts(Some("ZZ")).unwrap(), []);
}

#[tokio::test]
async fn no_network_is_an_ordinary_answer_of_sync() {
    let phone = offline();
    let app = phone.open().unwrap();
    assert_eq!(app.sync_all(None).await.unwrap(), [], "nothing to bring up to date");

    let pack = app.add_pack(&format!("{BASE}/sample-town")).unwrap();
    let outcomes = app.sync_all(None).await.unwrap();

    assert_eq!(outcomes.len(), 1);
    assert_eq!(outcomes[0].pack, pack);
    assert_eq!(outcomes[0].failure, Some(ErrorKind::Offline));
    assert_eq!(outcomes[0].report, None);
    assert_eq!(app.list_subscriptions().unwrap().len(), 1, "it is tried again later");
}

#[tokio::test]
async fn every_read_works_before_anything_was_installed() {
    let phone = offline();
    let app = phone.open().unwrap();
    app.add_pack(&format!("{BASE}/sample-town")).unwrap();
    app.sync_all(None).await.unwrap();

    let guide = app.guide().unwrap();
    assert_eq!(guide.list_layers().unwrap(), []);
    assert_eq!(guide.list_top().unwrap(), []);
    assert_eq!(guide.list_below("sample-town", "page-1").unwrap(), []);
    assert_eq!(guide.list_places(&Default::default()).unwrap(), []);
    assert_eq!(guide.list_services(None, None).unwrap(), []);
    assert_eq!(guide.list_checklists().unwrap(), []);
    assert_eq!(guide.list_phrases().unwrap(), []);
    assert_eq!(guide.list_notices().unwrap(), []);
    assert_eq!(guide.list_saved().unwrap(), []);
    assert_eq!(app.find("registration", 10).unwrap(), []);
    let missing = guide.page("sample-town", "page-1").unwrap_err();
    assert_eq!(missing.kind(), ErrorKind::NotFound);
    let elsewhere = guide.resolve("welcome://sample-town/page/page-1", None).unwrap();
    assert_eq!(elsewhere, LinkTarget::Elsewhere { pack: "sample-town".into() });
}

#[test]
fn languages_and_day_of_arrival_are_still_known_after_a_restart() {
    let phone = offline();
    let app = phone.open().unwrap();
    app.set_languages(&["prs".into(), "de".into(), "de".into()]).unwrap();
    app.set_arrival(Some("2026-11-02")).unwrap();
    assert_eq!(app.set_languages(&["german".into()]).unwrap_err().kind(), ErrorKind::Invalid);
    assert_eq!(app.set_arrival(Some("yesterday")).unwrap_err().kind(), ErrorKind::Invalid);
    drop(app);

    let app = phone.open().unwrap();
    let languages: Vec<String> = app.languages().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(languages, ["fa-AF", "de"]);
    assert_eq!(app.arrival().unwrap().unwrap().to_string(), "2026-11-02");
    app.set_arrival(None).unwrap();
    assert_eq!(app.arrival().unwrap(), None);
}

#[test]
fn packs_added_in_one_second_keep_the_order_they_were_added_in() {
    let phone = offline();
    let app = phone.open().unwrap();
    for pack in ["zebra", "apple", "mango"] {
        app.add_pack(&format!("{BASE}/{pack}/")).unwrap();
    }

    let packs: Vec<String> =
        app.list_subscriptions().unwrap().into_iter().map(|s| s.pack).collect();
    assert_eq!(packs, ["zebra", "apple", "mango"]);
}
