//! Names, parameters and values of lines, whole and broken.

use super::*;

fn read(text: &str) -> (Property, Vec<String>) {
    let mut told = Vec::new();
    let property = Property::read(1, text, &mut told).unwrap();
    (property, told.iter().map(ToString::to_string).collect())
}

#[test]
fn parameters_have_quotes_lists_and_carets() {
    let (p, told) = read(r#"attendee;Cn="A: B; C, D";member="x:1",y:z:"#);
    assert_eq!((p.name.as_str(), p.value.as_str()), ("ATTENDEE", "z:"));
    assert_eq!(p.parameter("CN"), Some("A: B; C, D"));
    assert_eq!(p.parameters("MEMBER"), ["x:1", "y"]);
    assert!(told.is_empty());
    let (p, _) = read("X;A=^n^'^^^x^:v");
    assert_eq!(p.parameter("A"), Some("\n\"^^x^"));
    let (p, _) = read("item1.TEL;TYPE=home:+1");
    assert_eq!(p.name, "ITEM1.TEL");
}

#[test]
fn what_is_wrong_is_mended_and_told() {
    let (p, told) = read("DTSTART;;VALUE=DATE-TIME:2014");
    assert_eq!((p.parameter("VALUE"), p.value.as_str()), (Some("DATE-TIME"), "2014"));
    assert_eq!(told, ["DTSTART: \"\" is no parameter; it is left out"]);
    let (p, told) = read("TEL;HOME:1");
    assert_eq!((p.parameters[0].name.as_str(), p.value.as_str()), ("HOME", "1"));
    assert_eq!(told, ["TEL: the parameter HOME has no value"]);
    let wrong = |name| vec![format!("A: the parameter {name} is not quoted as it should be")];
    let (p, told) = read(r#"A;CN="open;X=1:v"#);
    assert_eq!((p.parameter("CN"), p.parameter("X")), (Some("\"open"), Some("1")));
    assert_eq!(told, wrong("CN"));
    let (p, told) = read(r#"A;CN="a"b\,c:v"#);
    assert_eq!((p.parameter("CN"), p.value.as_str()), (Some("ab\\,c"), "v"));
    assert_eq!(told, wrong("CN"));
    let (p, told) = read("A;CN=Doe, Jane:v");
    assert_eq!((p.parameter("CN"), p.value.as_str()), (Some("Doe, Jane"), "v"));
    assert_eq!(told, wrong("CN"));
    let (p, told) = read("A;TZID=(UTC+01:00) Rom, Bern:2014");
    assert_eq!((p.parameter("TZID"), p.value.as_str()), (Some("(UTC+01:00) Rom, Bern"), "2014"));
    assert_eq!(told, wrong("TZID"));
}

#[test]
fn quoted_printable_values_become_texts() {
    for head in ["N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8", "N;quoted-printable;CHARSET=UTF-8"] {
        let (p, told) = read(&format!("{head}:Gr=C3=BC=C3=9Fe=0D=0A=3D=0=07"));
        assert_eq!((p.value.as_str(), p.parameters.len()), ("Grüße\\n==0", 1));
        assert_eq!(told.last().unwrap(), "N: quoted-printable is decoded");
    }
    assert_eq!(read("N;ENCODING=QUOTED-PRINTABLE:=FC=80").0.value, "ü€");
    assert!(!is_printable("N;CN=\"ENCODING=QUOTED-PRINTABLE\":x"));
}

#[test]
fn what_is_no_property_is_refused() {
    for text in ["", "no colon", ":value", "a b:c", "A;B=c", "X=1", "Ü:x", "A;B=\"c:d"] {
        let read = Property::read(1, text, &mut Vec::new());
        // An open quote is a character like others; behind it the value begins.
        assert_eq!(read.is_ok(), text.starts_with("A;B=\""), "{text:?}");
    }
}
