//! Files of questions as they come, and the figures.

use std::fs;

use super::*;

fn asked(bytes: &[u8]) -> Result<Asked, Vec<String>> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("questions.jsonl");
    fs::write(&path, bytes).unwrap();
    let place = format!("{}:", path.display());
    let told = |p: crate::problem::Problem| p.to_string().replace(&place, "");
    read(&path).map_err(|problems| problems.into_iter().map(told).collect())
}

#[test]
fn a_question_names_its_page_by_either_word_as_text_or_number() {
    let file = "\u{feff}{\"question\":\"Wo?\",\"language\":\"de\",\"page\":\"registration\"}\r\n\n\
        {\"question\":\"Where?\",\"language\":\"en-GB\",\"pageId\":5347152,\"answers\":[3],\"id\":7}\n\
        {\"question\":\"?\",\"language\":\"en\",\"pageId\":\" 12 \",\"kind\":\"event\"}\n\
        {\"question\":\"\",\"language\":\"\",\"answers\":[]}";
    let asked = asked(file.as_bytes()).unwrap();
    assert_eq!(asked.unanswered, 1);
    let of = |n: usize| {
        let q = &asked.questions[n];
        (q.line, q.wanted.as_str(), q.kind.as_str(), q.language.as_str())
    };
    assert_eq!(asked.questions.len(), 3);
    assert_eq!(of(0), (1, "registration", "page", "de"));
    assert_eq!(of(1), (3, "5347152", "page", "en-GB"));
    assert_eq!(of(2), (4, "12", "event", "en"));
}

#[test]
fn each_broken_line_is_named_with_its_number_and_without_its_text() {
    let lines = [
        r#"{"question":"secret","language":"de","page":"x"}"#,
        r#"{"question":"secret","language":"de"}"#,
        r#"{"question":"secret","page":"x"}"#,
        r#"{"question":" ","language":"de","page":"x"}"#,
        r#"{"question":"secret","language":"not a tag","page":"x"}"#,
        r#"{"question":"secret","language":"de","page":"x","kind":"secret"}"#,
        r#"{"question":["secret"],"language":"de","page":"x"}"#,
        r#"{"question":"secret","language":"de","page":{"secret":1}}"#,
        r#"{"question":"secret","#,
        "secret",
        "[]",
    ];
    let told = asked(lines.join("\n").as_bytes()).unwrap_err();
    assert_eq!(told.len(), lines.len() - 1, "{told:#?}");
    for (told, line) in told.iter().zip(2..) {
        assert!(told.starts_with(&format!("{line}: error: ")), "{told}");
        assert!(!told.contains("secret"), "{told}");
    }
    assert_eq!(asked(b"{}\n\xff\xfe").unwrap_err().len(), 2);
    let long = asked(&vec![b' '; 3 << 20]).unwrap_err();
    assert_eq!(long, ["1: error: longer than 1 MiB [question]"]);
    assert_eq!(asked(b"").unwrap(), Asked::default());
    let none = read(std::path::Path::new("no/such/file")).unwrap_err();
    assert!(none[0].to_string().starts_with("no/such/file: error: cannot be read"), "{none:?}");
}

#[test]
fn ids_of_other_systems_lead_to_those_of_the_pack() {
    let dir = tempfile::tempdir().unwrap();
    let kept = dir.path().join(".import/town");
    fs::create_dir_all(&kept).unwrap();
    fs::write(kept.join("ids.csv"), "kind,key,id\nplace,77,town-hall\n").unwrap();
    let table = dir.path().join("ids.csv");
    fs::write(&table, "kind,key,id\npage,77,registration\n").unwrap();
    let known = Known::read(Some(&table), dir.path()).unwrap();
    let question = |kind: &str| Question {
        line: 1,
        text: "?".into(),
        language: "de".parse().unwrap(),
        wanted: "77".into(),
        kind: kind.into(),
    };
    let ids = |kind| known.ids(&question(kind)).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(ids("page"), ["77", "registration"]);
    assert_eq!(ids("place"), ["77", "town-hall"]);
    assert_eq!(ids("event"), ["77"]);
    fs::write(&table, "kind,key,id\npage,77\n").unwrap();
    let fault = Known::read(Some(&table), dir.path()).unwrap_err();
    assert_eq!((fault.line, fault.code), (2, "ids"));
}

#[test]
fn figures_are_those_that_a_hand_would_count() {
    let outcome = |rank, found, micros| Outcome { rank, found, micros };
    let outcomes = [
        outcome(Some(1), true, 4_000),
        outcome(Some(4), true, 1_000),
        outcome(Some(10), true, 3_000),
        outcome(None, true, 2_000),
        outcome(None, false, 9_000),
    ];
    let figures = measure(&outcomes);
    let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} {b}");
    near(figures.no_result, 0.2);
    near(figures.first, 0.2);
    near(figures.among_five, 0.4);
    near(figures.among_ten, 0.6);
    near(figures.mrr, (1.0 + 0.25 + 0.1) / 5.0);
    near(figures.p50_ms, 3.0);
    near(figures.p95_ms, 9.0);
    assert_eq!(measure(&[]), Figures::default());
}
