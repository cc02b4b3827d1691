//! Locations become places.

use companion_core::packs::format::PlaceFact;
use companion_core::text::BlockBody;

use super::*;
use crate::source::Source;

fn slots(times: &[(&str, &str)]) -> Value {
    let slots: Vec<Value> = times.iter().map(|(s, e)| json!({"start": s, "end": e})).collect();
    json!({"allDay": false, "closed": times.is_empty(), "appointmentOnly": false, "timeSlots": slots})
}

fn week(day: &Value) -> Value {
    let closed = slots(&[]);
    json!([day, closed, closed, closed, closed, closed, closed])
}

pub(super) fn place(id: i64, language: &str, slug: &str) -> Value {
    let path = format!("/town/{language}/locations/{slug}/");
    json!({
        "id": id * 100, "url": format!("https://cms.example{path}"), "path": path,
        "title": format!("Haus {id}"), "modified_gmt": null, "last_updated": "2026-01-22T13:52:13.616+01:00",
        "meta_description": "Ein Haus", "excerpt": "Drinnen", "content": "<p>Drinnen &amp; draußen</p>",
        "available_languages": {}, "icon": null, "thumbnail": null, "website": null, "email": null,
        "phone_number": null, "contacts": [], "category": {"id": 2, "name": "Amt", "color": "#1DC6C6",
        "icon": "office", "icon_url": "https://cms.example/office.svg", "icon_color": "office_#1DC6C6"},
        "temporarily_closed": false, "opening_hours": null, "appointment_url": null,
        "location": {"id": id, "name": "Haus", "address": "Weg 1", "town": "Stadt", "state": null, "postcode": "12345",
        "region": null, "country": "Deutschland", "latitude": 48.5, "longitude": 10.25},
        "hash": null, "organization": null, "barrier_free": null,
    })
}

fn read(files: &[PathBuf]) -> (Source, ImportReport) {
    let (written, report) = imported(files);
    let target = tempfile::tempdir().unwrap();
    folder::write(&written, target.path()).unwrap();
    (source::read(target.path()).0.unwrap(), report)
}

/// One location, changed, and what is told about it.
fn one(change: impl Fn(&mut Value)) -> (PlaceFact, String, Vec<&'static str>) {
    let answers = Answers::new();
    let mut place = place(1, "de", "haus");
    change(&mut place);
    let (source, report) = read(&[answers.json("x", &json!([place]))]);
    let entry = source.places.values().next().unwrap();
    let details = &entry.texts.values().next().unwrap().value.details;
    let details = details.iter().map(BlockBody::plain_text).collect::<Vec<_>>().join("\n");
    (entry.fact.value.clone(), details, report.problems.iter().map(|p| p.code).collect())
}

#[test]
fn a_location_in_two_languages_is_one_place_with_all_it_says() {
    let answers = Answers::new();
    let mut de = place(4, "de", "amt");
    de["opening_hours"] = json!([
        slots(&[("10:00", "13:00"), ("15:00", "18:00")]), slots(&[("10:00", "13:00"), ("15:00", "18:00")]), slots(&[]),
        {"allDay": true, "closed": false, "appointmentOnly": false, "timeSlots": []},
        {"allDay": false, "closed": false, "appointmentOnly": true, "timeSlots": []}, slots(&[]), slots(&[])
    ]);
    de["barrier_free"] = json!(true);
    de["appointment_url"] = json!("https://termin.example/");
    de["organization"] = json!({"id": 1, "slug": "x", "name": "Stadtverwaltung", "logo": "https://x.example/l.png", "website": "https://stadt.example/"});
    de["contacts"] = json!([
        {"name": null, "area_of_responsibility": null, "email": "haus@example.org", "phone_number": "+49 (0) 123 456-7",
         "mobile_number": null, "website": "www.haus.example", "opening_hours": null, "appointment_url": null},
        {"name": "Frau Beispiel", "area_of_responsibility": "Anmeldung", "email": null, "phone_number": "0123 4567 oder 8910",
         "mobile_number": "0170 1234567", "website": null, "opening_hours": week(&slots(&[("09:00", "12:00")])),
         "appointment_url": "https://termin.example/anmeldung"}
    ]);
    let mut en = de.clone();
    en["id"] = json!(401);
    en["path"] = json!("/town/en/locations/office/");
    en["title"] = json!("Office");
    en["category"]["name"] = json!("Authority");
    let files = [
        answers.json("de", &json!([de, place(5, "de", "amt-2")])),
        answers.json("en", &json!([en])),
    ];
    let (files, report) = imported(&files);
    insta::assert_snapshot!(
        files.iter().map(|(name, text)| format!("==> {name}\n{text}")).collect::<String>()
    );
    assert_eq!((report.places, report.topics), (2, 1));
    let codes: Vec<&str> = report.problems.iter().map(|p| p.code).collect();
    assert_eq!(codes, ["contact-as-text"]);
}

#[test]
fn hours_are_a_column_only_where_they_are_sure() {
    let hours = |value: Value| {
        let (fact, details, codes) = one(|p| p["opening_hours"] = value.clone());
        (fact.reach.opening_hours, details.lines().skip(1).collect::<Vec<_>>().join("|"), codes)
    };
    let sure = |text: &str| (Some(text.to_owned()), String::new(), vec![]);
    let unclear = (None, String::new(), vec!["opening-hours-unclear"]);
    assert_eq!(hours(json!(null)), (None, String::new(), vec![]));
    assert_eq!(hours(json!([])), (None, String::new(), vec![]));
    assert_eq!(hours(week(&slots(&[("09:30", "12:00")]))), sure("Mo 09:30-12:00"));
    assert_eq!(
        hours(week(&slots(&[("14:00", "18:00"), ("09:30", "12:00")]))),
        sure("Mo 09:30-12:00,14:00-18:00")
    );
    let late = hours(week(&slots(&[("20:00", "02:00")])));
    assert_eq!(
        late,
        (Some("Mo 20:00-02:00".into()), String::new(), vec!["opening-hours-past-midnight"])
    );
    // Nobody has filled in anything.
    assert_eq!(hours(week(&slots(&[]))), (None, String::new(), vec![]));
    assert_eq!(hours(json!([slots(&[("09:00", "12:00")])])), unclear);
    assert_eq!(hours(week(&slots(&[("09:00", "09:00")]))), unclear);
    assert_eq!(hours(week(&slots(&[("9 Uhr", "12:00")]))), unclear);
    assert_eq!(hours(week(&json!(null))), unclear);
    assert_eq!(
        hours(week(
            &json!({"allDay": true, "closed": true, "appointmentOnly": false, "timeSlots": []})
        )),
        unclear
    );
    assert_eq!(hours(week(&json!({"closed": false, "timeSlots": []}))), unclear);
    let appointment =
        json!({"allDay": false, "closed": false, "appointmentOnly": true, "timeSlots": []});
    assert_eq!(hours(week(&appointment)), (None, "Nur nach Vereinbarung: Montag".into(), vec![]));
    let zoned = |zone: &str, other: &str| {
        week(&json!({"timeSlots": [{"start": "09:00", "end": "10:00", "timezone": zone},
            {"start": "11:00", "end": "12:00", "timezone": other}]}))
    };
    assert_eq!(hours(zoned("Europe/Vienna", "Europe/Vienna")), sure("Mo 09:00-10:00,11:00-12:00"));
    assert_eq!(hours(zoned("Europe/Vienna", "Europe/Berlin")), unclear);
}

#[test]
fn hours_of_another_zone_are_words() {
    let answers = Answers::new();
    let mut place = place(1, "de", "haus");
    place["opening_hours"] = week(
        &json!({"timeSlots": [{"start": "09:00", "end": "10:00", "timezone": "Asia/Damascus"}]}),
    );
    let options = Options { zone: Some("Europe/Berlin".into()), ..Options::default() };
    let file = answers.json("x", &json!([place]));
    let (files, report) = import(&[file], &options, &mut Ids::default(), &mut |_| ()).unwrap();
    assert!(!files["places.csv"].contains("09:00"));
    assert!(files["places.de.csv"].contains("Montag: 09:00–10:00"));
    assert!(files["places.de.csv"].contains("Asia/Damascus"));
    assert_eq!(
        report.problems.iter().map(|p| p.code).collect::<Vec<_>>(),
        ["opening-hours-as-text"]
    );
}

#[test]
fn a_closed_place_says_so_and_is_never_open() {
    let (fact, details, codes) = one(|p| {
        p["temporarily_closed"] = json!(true);
        p["opening_hours"] = week(&slots(&[("09:00", "12:00")]));
    });
    assert_eq!(fact.reach.opening_hours, None);
    assert!(details.starts_with("Vorübergehend geschlossen\nDrinnen & draußen"), "{details}");
    assert!(details.contains("Montag: 09:00–12:00"));
    assert!(codes.is_empty());
}

#[test]
fn coordinates_that_are_none_are_told_and_left_out() {
    let point = |lat: Value, lon: Value| {
        let (fact, _, codes) = one(|p| {
            p["location"]["latitude"] = lat.clone();
            p["location"]["longitude"] = lon.clone();
        });
        (fact.point.map(|p| (p.0, p.1)), codes)
    };
    assert_eq!(point(json!(48.5), json!(10)), (Some((48_500_000, 10_000_000)), vec![]));
    assert_eq!(point(json!("48.5"), json!(" 10.25 ")), (Some((48_500_000, 10_250_000)), vec![]));
    assert_eq!(point(json!(null), json!(null)), (None, vec![]));
    for (lat, lon) in [
        (json!(98.5), json!(10.25)),
        (json!(48.5), json!(190)),
        (json!(48.5), json!(null)),
        (json!(null), json!(10.25)),
        (json!("north"), json!("10.25")),
        (json!([48.5]), json!(10.25)),
    ] {
        assert_eq!(point(lat, lon), (None, vec!["coordinates-unclear"]));
    }
}

#[test]
fn what_cannot_be_dialled_is_kept_in_words() {
    let (fact, details, codes) = one(|p| {
        p["phone_number"] = json!("0123 456 und 0123 457");
        p["email"] = json!("haus (at) example.org");
        p["website"] = json!("haus.example/seite");
    });
    assert_eq!((fact.reach.phone, fact.reach.email), (None, None));
    assert_eq!(fact.reach.url.as_deref(), Some("https://haus.example/seite"));
    assert!(details.contains("0123 456 und 0123 457") && details.contains("haus (at) example.org"));
    assert_eq!(codes, ["contact-as-text"; 1]);
}

#[test]
fn an_address_says_the_country_only_where_it_is_another() {
    let answers = Answers::new();
    let mut abroad = place(3, "de", "drei");
    abroad["location"]["country"] = json!("Österreich");
    abroad["location"]["state"] = json!("Tirol");
    let (source, _) =
        read(
            &[answers.json("x", &json!([place(1, "de", "eins"), place(2, "de", "zwei"), abroad]))],
        );
    let lines = |id: &str| {
        let text = source.places[id].texts.values().next().unwrap();
        text.value.details.iter().map(BlockBody::plain_text).collect::<Vec<_>>().join("\n")
    };
    assert!(!lines("haus-1").contains("Deutschland"));
    assert!(lines("haus-3").ends_with("Weg 1\n12345 Stadt\nTirol\nÖsterreich"));
}

#[test]
fn a_place_keeps_its_id_when_it_is_renamed_and_copies_are_told() {
    let answers = Answers::new();
    let mut ids = Ids::default();
    let mut import_one = |items: &Value| {
        let file = answers.json("x", items);
        import(&[file], &Options::default(), &mut ids, &mut |_| ()).unwrap()
    };
    let (first, _) = import_one(&json!([place(7, "de", "haus")]));
    let mut renamed = place(7, "de", "neu");
    renamed["title"] = json!("Neuer Name");
    let (again, _) = import_one(&json!([renamed]));
    assert_eq!(first["places.csv"], again["places.csv"]);
    let (_, report) = import_one(&json!([place(7, "de", "haus"), place(7, "de", "haus")]));
    assert_eq!((report.places, report.problems.len()), (1, 0));
    let (_, report) = import_one(&json!([place(7, "de", "haus"), renamed]));
    assert_eq!((report.places, codes(&report).len()), (2, 1));
    assert_eq!(report.problems[0].code, "same-id-twice");
    assert!(report.problems[0].message.starts_with("at \"/1\""));
}

#[test]
fn facts_that_languages_tell_differently_are_told() {
    let answers = Answers::new();
    let mut en = place(1, "en", "house");
    en["barrier_free"] = json!(false);
    en["email"] = json!("x@example.org");
    let files =
        [answers.json("en", &json!([en])), answers.json("de", &json!([place(1, "de", "haus")]))];
    let (_, report) = imported(&files);
    let told: Vec<_> = report.problems.iter().map(|p| (p.code, p.message.as_str())).collect();
    assert_eq!(
        told,
        [(
            "facts-differ",
            "at \"/0\": barrier_free, email are not the same as in another language, whose were taken"
        )]
    );
}

#[test]
fn pages_lead_to_places_and_categories_may_come_alone() {
    let answers = Answers::new();
    let mut page = top("/town/de/leben/", &[]);
    page["content"] = json!(
        "<p>Im <a href=\"https://integreat.app/town/de/locations/haus/\">Haus</a> und sonst.</p>"
    );
    let mut bare = place(2, "de", "bare");
    bare["location"]["id"] = json!(null);
    bare["available_languages"] = json!({"en": {"id": null, "path": "/town/en/locations/bare/"}});
    let mut translated = place(2, "en", "bare");
    translated["location"]["id"] = json!(null);
    translated["category"] = json!(null);
    let names = json!([{"id": 2, "name": "Amt", "color": "#fff", "icon": "office", "icon_url": "x"},
        {"id": 9, "name": "Bad", "color": "#fff", "icon": "bath", "icon_url": "x"}]);
    let files = [
        answers.pages("pages", &[page]),
        answers.json("de", &json!([place(1, "de", "haus"), bare])),
        answers.json("en", &json!([translated])),
        answers.json("names", &names),
    ];
    let (source, report) = read(&files);
    assert_eq!(report.places, 2);
    assert_eq!(source.places["haus-2"].texts.len(), 2);
    let page = source.pages["leben"].texts.values().next().unwrap();
    assert_eq!(page.blocks[0].body.links(), ["place:haus-1"]);
    assert_eq!(report.fields_left_out["category without a place"], 1);
}

#[test]
fn a_location_of_another_shape_is_named_with_its_place() {
    let answers = Answers::new();
    let shape = |change: fn(&mut Value)| {
        let mut second = place(2, "de", "zwei");
        second["contacts"] = json!([{"name": "x"}]);
        second["opening_hours"] = week(&slots(&[("09:00", "12:00")]));
        change(&mut second);
        let file = answers.json("x.json", &json!([place(1, "de", "eins"), second]));
        match run(&[file]) {
            Err(ImportError::Shape { pointer, .. }) => pointer,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(shape(|p| p["path"] = json!(5)), "/1/path");
    assert_eq!(shape(|p| p["location"] = json!([])), "/1/location");
    assert_eq!(shape(|p| p["location"]["id"] = json!("4")), "/1/location/id");
    assert_eq!(shape(|p| p["contacts"] = json!({})), "/1/contacts");
    assert_eq!(shape(|p| p["contacts"][0]["email"] = json!([])), "/1/contacts/0/email");
    assert_eq!(
        shape(|p| p["opening_hours"][2]["closed"] = json!("no")),
        "/1/opening_hours/2/closed"
    );
    assert_eq!(
        shape(|p| p["opening_hours"][0]["timeSlots"][0] = json!(9)),
        "/1/opening_hours/0/timeSlots/0"
    );
    assert_eq!(shape(|p| p["barrier_free"] = json!("yes")), "/1/barrier_free");
    assert_eq!(shape(|p| p["category"] = json!("Amt")), "/1/category");
    assert_eq!(shape(|p| *p = top("/town/de/seite/", &[])), "/1");
    let two = answers.json("two", &json!([place(1, "de", "eins")]));
    let mut other = place(1, "de", "eins");
    other["path"] = json!("/village/de/locations/eins/");
    let other = answers.json("other", &json!([other]));
    assert!(run(&[two, other]).unwrap_err().to_string().contains("one region at a time"));
}

#[test]
fn whatever_stands_in_a_location_is_taken_or_refused_by_name() {
    let mut place = place(1, "de", "haus");
    place["opening_hours"] = week(
        &json!({"timeSlots": [{"start": "09:00", "end": "10:00", "timezone": "Europe/Berlin"}]}),
    );
    place["organization"] = json!({"name": "X", "website": "https://x.example/"});
    place["appointment_url"] = json!("https://x.example/");
    place["contacts"] = json!([{"name": "N", "email": "a@b.example", "phone_number": "1", "mobile_number": "2",
        "website": "https://x.example/", "opening_hours": null, "appointment_url": "https://x.example/"}]);
    survives_whatever_stands_anywhere(&json!([place]));
}
