use super::*;

fn shown(text: &str, hours: &str) -> Shown {
    Shown::of(&Item { text: text.into(), opening_hours: hours.into(), ..Item::default() })
}

fn leaf(field: &str, value: &str) -> Leaf {
    Leaf { record: ("phone".into(), "1".into()), field: field.into(), value: value.into() }
}

#[test]
fn values_are_found_however_they_are_written_and_not_where_they_are_not() {
    let screen = shown("Call +1 555 010 0123 today", "Mo-We 09:00-17:00; Fr 09:00-24:00");
    for (field, value) in [
        ("number", "(555) 010-0123"),
        ("opens_at", "9am"),
        ("closes_at", "5:00 PM"),
        ("closes_at", "00:00:00"),
        ("byday", "MO,TU,WE,FR"),
        ("weekday", "2"),
        ("text", "call"),
    ] {
        assert!(screen.has(&leaf(field, value)), "{field} {value}");
    }
    for (field, value) in [
        ("number", "(555) 010-0124"),
        ("opens_at", "8am"),
        ("weekday", "Thursday"),
        ("text", "cal"),
        ("text", "today Call"),
    ] {
        assert!(!screen.has(&leaf(field, value)), "{field} {value}");
    }
}
