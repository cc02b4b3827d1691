//! The runner itself: what it counts as right, wrong and rejected, on rows of our own.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::{Tally, run, run_reject};

fn row(value: &str, intervals: Value) -> Value {
    json!({
        "value": value, "reference_value": value, "from": "2026-11-23 00:00", "to": "2026-11-25 00:00",
        "intervals": intervals, "mode": {"locale": "en"}, "tz": "Europe/Berlin", "lat": null, "lon": null,
    })
}

fn with(rows: &[Value], run: fn(&[PathBuf]) -> Result<Tally, String>) -> Result<Tally, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.jsonl");
    let lines: Vec<String> = rows.iter().map(Value::to_string).collect();
    std::fs::write(&path, lines.join("\n")).unwrap();
    run(&[path])
}

#[test]
fn stretches_are_compared_without_their_comments() {
    let monday = |from: &str, to: &str, unknown: bool| {
        json!([format!("2026-11-23 {from}"), format!("2026-11-23 {to}"), unknown, "words"])
    };
    let tally = with(
        &[
            row(
                "Mo 10:00-12:00",
                json!([monday("10:00", "11:00", false), monday("11:00", "12:00", false)]),
            ),
            row("Mo 10:00-12:00", json!([monday("10:00", "12:00", true)])),
            row("Mo 10:00-12:00 \"ask\"", json!([monday("10:00", "12:00", true)])),
            row("PH off; Mo 10-12", json!([monday("10:00", "12:00", false)])),
            row("nonsense", json!([])),
        ],
        run,
    )
    .unwrap();
    assert_eq!((tally.passed(), tally.failed()), (3, 2));
    let measure = |name: &str| tally.measures.get(name).and_then(Value::as_u64);
    assert_eq!(measure("plain_total"), Some(3));
    assert_eq!(measure("plain_passed"), Some(1));
    assert_eq!(measure("comments_passed"), Some(1));
    assert_eq!(measure("holidays_passed"), Some(1));
    assert_eq!(measure("rejected"), Some(1));
    assert_eq!(measure("read_with_warnings"), Some(1));
}

#[test]
fn holidays_come_from_the_table_of_the_app() {
    let mut bavaria =
        row("PH 10:00-12:00", json!([["2026-11-01 10:00", "2026-11-01 12:00", false]]));
    bavaria["from"] = json!("2026-10-31 00:00");
    bavaria["to"] = json!("2026-11-04 00:00");
    bavaria["country"] = json!("de");
    bavaria["state"] = json!("Bayern");
    let mut berlin = bavaria.clone();
    berlin["state"] = json!("Berlin");
    berlin["intervals"] = json!([]);
    let mut nowhere = bavaria.clone();
    nowhere["state"] = json!("Atlantis");
    let tally = with(&[bavaria, berlin, nowhere], run).unwrap();
    assert_eq!((tally.passed(), tally.failed()), (2, 1));
    let unlisted = tally.measures.get("holidays_not_in_table").and_then(Value::as_u64);
    assert_eq!(unlisted, Some(1));
}

#[test]
fn what_is_certain_is_no_rejection() {
    let rows: Vec<Value> =
        ["Mo 10:00-", "PH 10:00-12:00", "Mo unknown", "Mo 10:00+", "Mo 10:00-12:00"]
            .iter()
            .map(|value| json!({ "value": value }))
            .collect();
    let tally = with(&rows, run_reject).unwrap();
    assert_eq!((tally.passed(), tally.failed()), (2, 3));
}

#[test]
fn an_odd_row_is_named() {
    let mut odd = row("Mo", json!([]));
    odd["from"] = json!("yesterday");
    assert!(with(&[odd], run).unwrap_err().ends_with("rows.jsonl:1: no moment `yesterday`"));
    assert!(with(&[json!({})], run_reject).unwrap_err().ends_with("rows.jsonl:1: no value"));
}
