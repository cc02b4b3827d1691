//! Three layers and three languages: everybody gets each text in the best language there is, and is told which and why.

#![cfg(test)]

use companion_core::guide::{Freshness, Guide, NodeView};
use companion_core::packs::format::OriginKind;
use companion_core::text::Direction;
use companion_core::text::language::ServedBecause;
use companion_core::{Companion, ErrorKind};
use companion_tests::land::{self, CITY, COUNTRY, REGION};
use companion_tests::phone::{BASE, Phone, network};

/// A phone with the whole land, for a reader of these languages.
async fn phone_of(languages: &[&str]) -> (Phone, Companion) {
    let publisher = land::published().unwrap();
    let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    let app = phone.open().unwrap();
    let tags: Vec<String> = languages.iter().map(|l| (*l).to_owned()).collect();
    app.set_languages(&tags).unwrap();
    app.add_pack(&publisher.link(BASE, CITY).unwrap()).unwrap();
    let outcomes = app.sync_all(None).await.unwrap();
    assert!(outcomes.iter().all(|o| o.failure.is_none()), "{outcomes:?}");
    (phone, app)
}

fn seen(nodes: &[NodeView]) -> Vec<(&str, &str, &str)> {
    nodes.iter().map(|n| (n.pack.as_str(), n.id.as_str(), n.language.as_str())).collect()
}

fn shown(guide: &Guide<'_>, pack: &str, id: &str) -> (String, ServedBecause) {
    let page = guide.page(pack, id).unwrap();
    (page.info.language, page.info.because)
}

#[tokio::test]
async fn one_link_brings_all_layers_and_all_of_them_are_verified() {
    let (_phone, app) = phone_of(&["en"]).await;
    let layers = app.guide().unwrap().list_layers().unwrap();
    let known: Vec<_> = layers.iter().map(|l| (l.pack.as_str(), l.verified)).collect();
    assert_eq!(known, [(CITY, true), (REGION, true), (COUNTRY, true)]);
    assert_eq!(layers[0].name, "Sample City");
    assert_eq!(layers[0].parent.as_deref(), Some(REGION));
    assert_eq!(layers[0].languages, ["ar", "de", "en", "ti"]);
}

#[tokio::test]
async fn a_pack_that_nobody_vouched_for_vouches_for_nobody() {
    let publisher = land::published().unwrap();
    let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    let app = phone.open().unwrap();
    let verified = || {
        let layers = app.guide().unwrap().list_layers().unwrap();
        layers.iter().map(|l| l.verified).collect::<Vec<_>>()
    };
    app.add_pack(&format!("{BASE}/{CITY}")).unwrap();
    app.sync_all(None).await.unwrap();
    assert_eq!(verified(), [false, false, false]);
    // Its code was scanned at last: the city vouches for the region, and the region for the country.
    app.add_pack(&publisher.link(BASE, CITY).unwrap()).unwrap();
    app.sync_all(None).await.unwrap();
    app.sync_all(None).await.unwrap();
    assert_eq!(verified(), [true, true, true]);
    assert_eq!(app.list_subscriptions().unwrap().len(), 3);
}

#[tokio::test]
async fn a_page_without_the_reader_s_language_comes_in_its_source_with_the_reason() {
    let (_phone, app) = phone_of(&["uk", "ar"]).await;
    let guide = app.guide().unwrap();
    assert_eq!(shown(&guide, CITY, "registration"), ("de".into(), ServedBecause::Source));
    assert_eq!(shown(&guide, COUNTRY, "work"), ("ar".into(), ServedBecause::Fallback));
    assert_eq!(shown(&guide, COUNTRY, "protection"), ("uk".into(), ServedBecause::Exact));
    let page = guide.page(COUNTRY, "work").unwrap();
    assert_eq!(page.info.requested, "uk");
    assert_eq!(page.info.direction, Direction::RightToLeft);
    assert_eq!(page.languages, ["ar", "en"], "for showing it at a counter");
    let source = guide.page_in(COUNTRY, "work", &"en".parse().unwrap()).unwrap();
    assert_eq!(source.title, "Work");
    let missing = guide.page_in(COUNTRY, "work", &"de".parse().unwrap()).unwrap_err();
    assert_eq!(missing.kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn a_page_with_a_source_language_of_its_own_falls_back_to_that() {
    let (_phone, app) = phone_of(&["uk"]).await;
    app.set_languages(&["so".into()]).unwrap();
    let guide = app.guide().unwrap();
    assert_eq!(shown(&guide, COUNTRY, "protection"), ("uk".into(), ServedBecause::Source));
    assert_eq!(shown(&guide, COUNTRY, "work"), ("en".into(), ServedBecause::Source));
    let top = guide.list_top().unwrap();
    let node = top.iter().find(|n| n.id == "protection").unwrap();
    assert_eq!((node.title.as_str(), node.because), ("Захист", ServedBecause::Source));
}

#[tokio::test]
async fn without_any_language_chosen_the_sources_are_read() {
    let (_phone, app) = phone_of(&[]).await;
    let guide = app.guide().unwrap();
    assert_eq!(shown(&guide, CITY, "families"), ("de".into(), ServedBecause::Source));
    assert_eq!(guide.page(CITY, "families").unwrap().info.requested, "de");
}

#[tokio::test]
async fn a_child_is_reached_though_its_parent_lacks_the_language() {
    let (_phone, app) = phone_of(&["ti"]).await;
    let guide = app.guide().unwrap();
    let top = guide.list_top().unwrap();
    let parent = top.iter().find(|n| n.id == "registration").unwrap();
    // Only the region has the parent in Tigrinya; the city's child is below it all the same.
    assert_eq!((parent.pack.as_str(), parent.language.as_str()), (REGION, "ti"));
    assert!(parent.has_children);
    let below = guide.list_below(&parent.pack, &parent.id).unwrap();
    let expected = [(CITY, "appointment", "ti"), (REGION, "documents", "ti")];
    assert_eq!(seen(&below), expected);

    let (_phone, app) = phone_of(&["ar"]).await;
    let guide = app.guide().unwrap();
    let page = guide.page(CITY, "childcare").unwrap();
    assert_eq!(page.info.language, "ar");
    assert_eq!(page.above.len(), 1);
    assert_eq!(page.above[0].id, "families");
}

#[tokio::test]
async fn a_city_s_page_takes_the_place_of_the_region_s() {
    let (_phone, app) = phone_of(&["en"]).await;
    let guide = app.guide().unwrap();
    let top = guide.list_top().unwrap();
    let expected = [
        (CITY, "registration", "en"),
        (CITY, "emergency", "en"),
        (CITY, "families", "en"),
        (COUNTRY, "emergency", "en"),
        (COUNTRY, "work", "en"),
        (COUNTRY, "protection", "en"),
    ];
    assert_eq!(seen(&top), expected, "the region's registration is not shown beside it");
    let page = guide.page(CITY, "registration").unwrap();
    assert_eq!(page.see_also, None);
    // What the region has below its page is below the city's now.
    let expected = [(CITY, "appointment", "en"), (REGION, "documents", "de")];
    assert_eq!(seen(&page.below), expected);
    // Whoever follows a link to the region's page is pointed to the city's.
    let replaced = guide.page(REGION, "registration").unwrap();
    assert_eq!(replaced.see_also.unwrap().link, page.link);
}

#[tokio::test]
async fn a_reader_of_a_language_that_only_the_region_has_gets_the_region_s_page() {
    let (_phone, app) = phone_of(&["ti"]).await;
    let guide = app.guide().unwrap();
    let page = guide.page(CITY, "registration").unwrap();
    assert_eq!((page.pack.as_str(), page.info.language.as_str()), (REGION, "ti"));
    let nearer = page.see_also.unwrap();
    assert_eq!((nearer.pack.as_str(), nearer.language.as_str()), (CITY, "de"));
    assert_eq!(nearer.title, "Anmeldung im Rathaus");
}

#[tokio::test]
async fn a_page_that_only_has_children_of_a_layer_above_shows_that_it_has_some() {
    let (_phone, app) = phone_of(&["en"]).await;
    let publisher = land::published().unwrap();
    let mut city = land::city().unwrap();
    city.facts.retain(|fact| fact.id() != "appointment");
    city.texts.values_mut().for_each(|texts| texts.retain(|text| text.id() != "appointment"));
    let later = companion_tests::phone::monday() + chrono::TimeDelta::days(1);
    publisher.publish_editions(CITY, &city.editions(), later).unwrap();
    let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    drop(app);
    let app = phone.open().unwrap();
    app.add_pack(&publisher.link(BASE, CITY).unwrap()).unwrap();
    app.add_pack(&publisher.link(BASE, REGION).unwrap()).unwrap();
    app.sync_all(None).await.unwrap();
    let guide = app.guide().unwrap();
    let top = guide.list_top().unwrap();
    let node = top.iter().find(|n| n.pack == CITY && n.id == "registration").unwrap();
    assert!(node.has_children, "the region's");
    assert_eq!(seen(&guide.list_below(CITY, "registration").unwrap()).len(), 1);
}

#[tokio::test]
async fn a_final_page_is_replaced_by_nobody() {
    let (_phone, app) = phone_of(&["en"]).await;
    let guide = app.guide().unwrap();
    let page = guide.page(COUNTRY, "emergency").unwrap();
    assert_eq!((page.title.as_str(), page.see_also), ("In an emergency", None));
    let own = guide.page(CITY, "emergency").unwrap();
    assert_eq!((own.title.as_str(), own.see_also), ("Emergency in town", None));
}

#[tokio::test]
async fn a_city_without_its_region_stands_by_itself() {
    let (_phone, app) = phone_of(&["ti"]).await;
    app.remove_pack(REGION).unwrap();
    let guide = app.guide().unwrap();
    assert_eq!(guide.list_layers().unwrap().len(), 2);
    let page = guide.page(CITY, "registration").unwrap();
    assert_eq!((page.pack.as_str(), page.info.language.as_str()), (CITY, "de"));
    assert_eq!(seen(&page.below), [(CITY, "appointment", "ti")]);
}

#[tokio::test]
async fn a_text_says_who_wrote_it_and_whether_it_is_up_to_date() {
    let (_phone, app) = phone_of(&["ar"]).await;
    let guide = app.guide().unwrap();
    let machine = guide.page(CITY, "childcare").unwrap();
    assert_eq!(machine.info.origin, OriginKind::Machine);
    assert_eq!(machine.info.engine.as_deref(), Some("sample-engine"));
    assert_eq!(machine.info.freshness, Freshness::Outdated);
    assert_eq!(machine.outdated_blocks, [1]);
    let nobody_said = guide.page(CITY, "families").unwrap();
    assert_eq!(nobody_said.info.freshness, Freshness::Unknown);
    let human = guide.page(COUNTRY, "work").unwrap();
    assert_eq!((human.info.origin, human.revision), (OriginKind::Human, 3));
    assert_eq!(human.info.freshness, Freshness::Current);
    let source = guide.page_in(CITY, "childcare", &"de".parse().unwrap()).unwrap();
    assert_eq!(source.info.freshness, Freshness::Current);
}
