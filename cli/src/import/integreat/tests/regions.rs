//! Regions tell what a pack is called and where it applies.

use super::places::place;
use super::*;

fn region(slug: &str, aliases: &Value) -> Value {
    json!({
        "id": 1, "name": format!("Stadt {slug}"), "path": slug, "live": true, "prefix": "Stadt",
        "name_without_prefix": slug, "plz": "12345", "extras": true, "events": true, "pois": false,
        "push_notifications": true, "longitude": 10.25, "latitude": 48.5,
        "bounding_box": [[10.1, 48.4], [10.4, 48.6]], "aliases": aliases, "tunews": false,
        "languages": [{"id": 1, "code": "de", "bcp47_tag": "de-DE", "native_name": "Deutsch", "dir": "ltr"},
        {"id": 2, "code": "uk", "bcp47_tag": "uk-UA", "native_name": "Українська", "dir": "ltr"}],
    })
}

#[test]
fn the_packs_own_region_is_described_and_others_are_told() {
    let answers = Answers::new();
    let regions = json!([
        region("village", &json!(null)),
        region("town", &json!("[\"Neudorf\", \"Alt-Town\"]"))
    ]);
    let files =
        [answers.json("regions", &regions), answers.json("de", &json!([place(1, "de", "haus")]))];
    let (files, report) = imported(&files);
    let pack: toml::Table = files["pack.toml"].parse().unwrap();
    assert_eq!(pack["names"]["de"].as_str(), Some("Stadt town"));
    assert_eq!(pack["aliases"]["de"].as_array().unwrap().len(), 2);
    assert_eq!(
        (pack["area"]["south"].as_float(), pack["area"]["east"].as_float()),
        (Some(48.4), Some(10.4))
    );
    let told: Vec<_> = report.regions.iter().map(|r| (r.slug.as_str(), r.own)).collect();
    assert_eq!(told, [("town", true), ("village", false)]);
    assert_eq!(report.regions[0].aliases, ["Neudorf", "Alt-Town"]);
    assert_eq!(codes(&report), [("pack.toml", "language-without-answer")]);
}

#[test]
fn aliases_come_in_many_forms() {
    let names = |aliases: Value| {
        let answers = Answers::new();
        let (_, report) = run(&[answers.json("x", &region("town", &aliases))]).unwrap();
        (
            report.regions[0].aliases.clone(),
            report.fields_left_out.contains_key("region.aliases: where they are"),
        )
    };
    let both = || vec!["A".to_owned(), "B b".to_owned()];
    assert_eq!(names(json!("[\"A\",\"B b\"]")), (both(), false));
    assert_eq!(names(json!(["A", " B  b ", "A", ""])), (both(), false));
    assert_eq!(names(json!({"A": {"latitude": 1.0, "longitude": 2.0}, "B b": {}})), (both(), true));
    assert_eq!(names(json!("{\"A\": {}, \"B b\": {}}")), (both(), false));
    assert_eq!(names(json!([{"name": "A"}, {"name": "B b"}])), (both(), false));
    assert_eq!(names(json!("A, B b")), (both(), false));
    assert_eq!(names(json!("")), (vec![], false));
    assert_eq!(names(json!(null)), (vec![], false));
}

#[test]
fn a_region_alone_makes_a_pack_and_of_several_one_is_chosen() {
    let answers = Answers::new();
    let (files, _) = imported(&[answers.json("one", &region("town", &json!([])))]);
    assert!(files["pack.toml"].contains("source_language = \"de\""));
    let mut hidden = region("village", &json!([]));
    hidden["live"] = json!(false);
    hidden["languages"] = json!([{"code": "tr", "native_name": "Türkçe"}]);
    hidden["timezone"] = json!("Europe/Vienna");
    hidden["bounding_box"] = json!([[10.4, 48.6], [10.1]]);
    let both = answers.json("both", &json!([region("town", &json!([])), hidden]));
    assert!(run(std::slice::from_ref(&both)).unwrap_err().to_string().contains("--region"));
    let options = Options { region: Some("village".into()), ..Options::default() };
    let (files, report) = import(&[both], &options, &mut Ids::default(), &mut |_| ()).unwrap();
    let pack: toml::Table = files["pack.toml"].parse().unwrap();
    assert_eq!(pack["source_language"].as_str(), Some("tr"));
    assert_eq!((pack["zone"].as_str(), pack.contains_key("area")), (Some("Europe/Vienna"), false));
    let told: Vec<&str> = report.problems.iter().map(|p| p.code).collect();
    assert_eq!(told, ["area-unclear", "region-not-live"]);
}

#[test]
fn corners_may_stand_in_any_order_and_regions_only_once() {
    let answers = Answers::new();
    let mut turned = region("town", &json!([]));
    turned["bounding_box"] = json!([[10.4, 48.4], [10.1, 48.6]]);
    let (_, report) = run(&[answers.json("x", &json!([turned, turned]))]).unwrap();
    assert_eq!(report.regions[0].south_west, Some([48.4, 10.1]));
    assert_eq!(report.regions.len(), 1);
    let (_, report) =
        run(&[answers.json("x", &json!([turned, region("town", &json!(["A"]))]))]).unwrap();
    assert!(report.problems.iter().any(|p| p.code == "same-id-twice"));
}

#[test]
fn whatever_stands_in_a_region_is_taken_or_refused_by_name() {
    survives_whatever_stands_anywhere(&json!([region(
        "town",
        &json!({"A": {"latitude": 1.0, "longitude": 2.0}})
    )]));
    survives_whatever_stands_anywhere(
        &json!({"results": [region("town", &json!("[\"A\"]"))], "next": null}),
    );
}
