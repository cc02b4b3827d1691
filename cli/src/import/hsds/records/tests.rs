use super::*;

fn at(file: &str, line: u32) -> At {
    At { file: file.into(), line, pointer: "".into() }
}

fn draft(key: &str, fields: &[(&str, &str)]) -> Draft {
    let mut draft = Draft { key: Some(key.into()), ..Draft::default() };
    fields.iter().for_each(|(f, v)| draft.put(*f, v));
    draft
}

#[test]
fn copies_become_one_and_contradictions_are_told() {
    let mut records = Records::default();
    records.add(Kind::Schedule, draft("1", &[("opens_at", "10:00:00")]), at("a.json", 0));
    records.add(
        Kind::Schedule,
        draft("1", &[("opens_at", "10:00"), ("closes_at", "18:00")]),
        at("b.json", 0),
    );
    assert_eq!(records.problems, []);
    records.add(Kind::Schedule, draft("1", &[("closes_at", "19:00")]), at("c.csv", 4));
    let [record] = records.all.as_slice() else { panic!("{:?}", records.all) };
    assert_eq!(record.texts("closes_at").collect::<Vec<_>>(), ["18:00", "19:00"]);
    let [problem] = records.problems.as_slice() else { panic!("{:?}", records.problems) };
    assert_eq!((problem.code, problem.line), ("contradiction", 4));
    assert!(problem.message.contains("19:00") && problem.message.contains("18:00"));
}

#[test]
fn two_things_of_one_id_stay_two() {
    let mut records = Records::default();
    records.add(Kind::Service, draft("1", &[("name", "Soup")]), at("services.csv", 2));
    let other = records.add(Kind::Service, draft("1", &[("name", "Beds")]), at("services.csv", 3));
    assert_eq!((records.all.len(), other.as_str()), (2, "1 (line 3)"));
    assert_eq!(records.problems[0].code, "duplicate-id");
}

#[test]
fn what_has_no_id_is_the_same_when_it_says_the_same() {
    let mut records = Records::default();
    for name in ["Urdu", "Urdu", "Dari"] {
        let mut draft = draft("", &[("name", name)]);
        draft.key = None;
        records.add(Kind::Language, draft, at("x.json", 0));
    }
    assert_eq!(records.all.len(), 2);
}
