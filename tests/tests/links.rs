//! A link from a text, a message or a poster leads to the same thing on every phone, whatever it is called today.

#![cfg(test)]

use chrono::TimeDelta;
use companion_core::guide::LinkTarget;
use companion_core::packs::format::{Level, PageText, Text};
use companion_core::{Companion, ErrorKind};
use companion_tests::land::{self, CITY, COUNTRY};
use companion_tests::made::{Made, page, page_below, page_text};
use companion_tests::phone::{BASE, Phone, monday, network};
use companion_tests::publisher::Publisher;

fn here(pack: &str, kind: &str, id: &str) -> LinkTarget {
    LinkTarget::Here { pack: pack.into(), kind: kind.into(), id: id.into() }
}

async fn installed(publisher: &Publisher, pack: &str, language: &str) -> (Phone, Companion) {
    let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    let app = phone.open().unwrap();
    app.set_languages(&[language.into()]).unwrap();
    app.add_pack(&publisher.link(BASE, pack).unwrap()).unwrap();
    app.sync_all(None).await.unwrap();
    (phone, app)
}

#[tokio::test]
async fn every_thing_is_found_by_its_own_link() {
    let publisher = land::published().unwrap();
    let (_phone, app) = installed(&publisher, CITY, "en").await;
    let guide = app.guide().unwrap();
    let mut links: Vec<String> = guide.list_top().unwrap().into_iter().map(|n| n.link).collect();
    links.extend(guide.list_places(&Default::default()).unwrap().into_iter().map(|p| p.link));
    links.extend(guide.list_contacts(None).unwrap().into_iter().filter_map(|c| c.link));
    links.extend(guide.list_checklists().unwrap().into_iter().map(|c| c.link));
    links.extend(app.find("registration town", 20).unwrap().into_iter().map(|h| h.link));
    assert!(links.len() > 12);
    for link in links {
        let LinkTarget::Here { pack, kind, id } = guide.resolve(&link, None).unwrap() else {
            panic!("{link} leads away");
        };
        assert_eq!(link, format!("welcome://{pack}/{kind}/{id}"));
    }
    let missing = guide.resolve(&format!("welcome://{CITY}/page/gone"), None).unwrap_err();
    assert_eq!(missing.kind(), ErrorKind::NotFound);
    let other = guide.resolve("welcome://far-town/page/welcome", None).unwrap();
    assert_eq!(other, LinkTarget::Elsewhere { pack: "far-town".into() });
    assert_eq!(guide.resolve("welcome://far-town", None).unwrap(), other);
}

#[tokio::test]
async fn references_lead_inside_and_addresses_outside() {
    let publisher = land::published().unwrap();
    let (_phone, app) = installed(&publisher, CITY, "en").await;
    let guide = app.guide().unwrap();
    let from = |text: &str| guide.resolve(text, Some(CITY)).unwrap();
    assert_eq!(from("page:registration"), here(CITY, "page", "registration"));
    assert_eq!(from("place:town-hall"), here(CITY, "place", "town-hall"));
    assert_eq!(from("page:sample-country/work"), here(COUNTRY, "page", "work"));
    assert_eq!(from("page:far-town/work"), LinkTarget::Elsewhere { pack: "far-town".into() });
    for outside in ["tel:112", "mailto:office@example.org", "https://example.org/a?b#c", "geo:1,2"]
    {
        assert_eq!(from(outside), LinkTarget::Outside { url: outside.into() });
    }
    for bad in ["page:registration", "registration", "", "welcome://a/b"] {
        assert_eq!(guide.resolve(bad, None).unwrap_err().kind(), ErrorKind::Invalid, "{bad:?}");
    }
}

#[tokio::test]
async fn a_task_s_reference_is_a_link_that_opens() {
    let publisher = land::published().unwrap();
    let (_phone, app) = installed(&publisher, CITY, "de").await;
    let guide = app.guide().unwrap();
    let tasks = guide.checklist(CITY, "first-weeks").unwrap().tasks;
    let links: Vec<_> = tasks.iter().filter_map(|t| t.link.as_deref()).collect();
    assert_eq!(guide.resolve(links[0], None).unwrap(), here(CITY, "page", "registration"));
    assert_eq!(guide.resolve(links[1], None).unwrap(), here(COUNTRY, "page", "emergency"));
    assert_eq!(links[2], "https://bank.example/");
}

/// Pages of an Arabic town, whose words in the web path are Arabic.
fn town(title: &str) -> Made {
    let mut made = Made::new("arab-town", Level::City, "ar").unwrap();
    let slugged = |id: &str, title: &str, slug: &str| {
        Text::Page(PageText { slug: Some(slug.into()), ..page_text(id, title, "نص") })
    };
    made.text("ar", slugged("arrival", title, "الوصول")).unwrap();
    made.text("ar", slugged("housing", "السكن", "السكن")).unwrap();
    made.page(page("arrival"), &[("de", "Ankommen", "Text")]).unwrap();
    made.page(page_below("arrival", "housing"), &[("de", "Wohnen", "Text")]).unwrap();
    made
}

#[tokio::test]
async fn a_web_path_leads_to_its_page_percent_encoded_or_not() {
    let publisher = Publisher::new().unwrap();
    publisher.publish_editions("arab-town", &town("الوصول").editions(), monday()).unwrap();
    let (_phone, app) = installed(&publisher, "arab-town", "de").await;
    let guide = app.guide().unwrap();
    let arabic = guide.page_in("arab-town", "housing", &"ar".parse().unwrap()).unwrap();
    assert_eq!(arabic.path, "/arab-town/ar/الوصول/السكن/");
    assert_eq!(guide.page("arab-town", "housing").unwrap().path, "/arab-town/de/arrival/housing/");
    let housing = here("arab-town", "page", "housing");
    for way in [
        "/arab-town/ar/الوصول/السكن/",
        "/arab-town/ar/الوصول/السكن",
        "/arab-town/ar/%D8%A7%D9%84%D9%88%D8%B5%D9%88%D9%84/%D8%A7%D9%84%D8%B3%D9%83%D9%86/",
        "https://packs.example/arab-town/ar/الوصول/السكن/",
        "https://elsewhere.example/arab-town/de/arrival/housing?utm=1#top",
    ] {
        assert_eq!(guide.resolve(way, None).unwrap(), housing, "{way}");
    }
    for way in ["/arab-town/ar/السكن/", "/arab-town/ar/%D8/%D8/", "/arab-town/", "/"] {
        assert_eq!(guide.resolve(way, None).unwrap_err().kind(), ErrorKind::NotFound, "{way}");
    }
    let outside = "https://packs.example/arab-town/ar/nowhere/";
    let target = guide.resolve(outside, None).unwrap();
    assert_eq!(target, LinkTarget::Outside { url: outside.into() });
}

#[tokio::test]
async fn a_new_title_changes_no_link() {
    let publisher = Publisher::new().unwrap();
    publisher.publish_editions("arab-town", &town("الوصول").editions(), monday()).unwrap();
    let web = network(publisher.folder()).unwrap();
    let phone = Phone::new(web.clone()).unwrap();
    let app = phone.open().unwrap();
    app.add_pack(&publisher.link(BASE, "arab-town").unwrap()).unwrap();
    app.sync_all(None).await.unwrap();
    let before = app.guide().unwrap().page("arab-town", "arrival").unwrap();

    let renamed = town("أهلا وسهلا").editions();
    publisher.publish_editions("arab-town", &renamed, monday() + TimeDelta::days(1)).unwrap();
    web.put_folder(BASE, publisher.folder()).unwrap();
    app.sync_all(None).await.unwrap();

    let guide = app.guide().unwrap();
    let after = guide.page("arab-town", "arrival").unwrap();
    assert_ne!(after.title, before.title);
    assert_eq!((&after.link, &after.path), (&before.link, &before.path));
    for way in [before.link, before.path] {
        assert_eq!(guide.resolve(&way, None).unwrap(), here("arab-town", "page", "arrival"));
    }
}
