//! Components to bytes (RFC 5545 3.1): lines end with CR LF and are folded, parameters are quoted.

use super::component::Component;
use super::property::{Parameter, Property};

/// Longest line in bytes, its end not counted (RFC 5545 3.1).
const FOLD: usize = 75;

/// Components as a calendar file. What [`super::read`] makes of it is the same again, but for the line numbers.
///
/// Control characters, which no file may hold, are left out; a line break in a value becomes `\n`.
pub fn write(components: &[Component]) -> Vec<u8> {
    let mut out = Vec::new();
    for component in components {
        write_component(component, &mut out);
    }
    out
}

fn write_component(component: &Component, out: &mut Vec<u8>) {
    fold(&format!("BEGIN:{}", name(&component.name)), out);
    for property in &component.properties {
        fold(&line(property), out);
    }
    for inside in &component.components {
        write_component(inside, out);
    }
    fold(&format!("END:{}", name(&component.name)), out);
}

/// A property as one long line.
fn line(property: &Property) -> String {
    let mut line = name(&property.name);
    for parameter in &property.parameters {
        write_parameter(parameter, &mut line);
    }
    line.push(':');
    let mut before = '\0';
    for c in property.value.chars() {
        match c {
            '\n' if before == '\r' => {}
            '\n' | '\r' => line.push_str("\\n"),
            c if c.is_ascii_control() && c != '\t' => {}
            c => line.push(c),
        }
        before = c;
    }
    line
}

/// Names are ours or were read; still nothing of them may begin a line of its own.
fn name(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_')).collect()
}

fn write_parameter(parameter: &Parameter, line: &mut String) {
    line.push(';');
    line.push_str(&name(&parameter.name));
    for (n, value) in parameter.values.iter().enumerate() {
        line.push(if n == 0 { '=' } else { ',' });
        let carets = carets(value);
        // Mended when they are read: a backslash before a separator, and a bracket with a colon in it.
        if carets.contains([',', ';', ':', '\\', '(']) {
            line.extend(["\"", &carets, "\""]);
        } else {
            line.push_str(&carets);
        }
    }
}

/// RFC 6868, section 3.1.
fn carets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '^' => out.push_str("^^"),
            '\n' => out.push_str("^n"),
            '"' => out.push_str("^'"),
            c if c.is_ascii_control() && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

/// Lines of at most 75 bytes, cut between characters.
fn fold(line: &str, out: &mut Vec<u8>) {
    let mut rest = line;
    let mut room = FOLD;
    while rest.len() > room {
        let cut = rest.floor_char_boundary(room);
        let (head, tail) = rest.split_at_checked(cut).unwrap_or((rest, ""));
        out.extend_from_slice(head.as_bytes());
        out.extend_from_slice(b"\r\n ");
        rest = tail;
        // The space that begins a line counts.
        room = FOLD - 1;
    }
    out.extend_from_slice(rest.as_bytes());
    out.extend_from_slice(b"\r\n");
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::super::{component, value};
    use super::*;

    fn text() -> impl Strategy<Value = String> {
        let odd = "[ -~äßЖ漢😀\u{2028}\u{85}\t]{0,12}|[\\\\,;:^\"=n ]{0,8}|[a-z漢 ]{60,160}";
        odd.prop_map(|text: String| text)
    }

    fn property() -> impl Strategy<Value = Property> {
        // Known parameters have one value, and ENCODING changes how lines end.
        let parameter = ("X[A-Z0-9-]{0,8}", vec("[ -~ä漢\n\t]{0,20}", 1..3))
            .prop_map(|(name, values)| Parameter { name, values });
        let name = "[A-Z][A-Z0-9-]{0,9}".prop_filter("no name", |n| n != "BEGIN" && n != "END");
        (name, vec(parameter, 0..3), text()).prop_map(|(name, parameters, value)| {
            let mut property = Property::new(&name, value);
            property.parameters = parameters;
            property
        })
    }

    fn component() -> impl Strategy<Value = Component> {
        let of = |components: BoxedStrategy<Vec<Component>>| {
            ("X[A-Z0-9-]{0,6}", vec(property(), 0..4), components).prop_map(
                |(name, properties, components)| Component {
                    properties,
                    components,
                    ..Component::new(&name)
                },
            )
        };
        let leaf = of(Just(Vec::new()).boxed());
        leaf.prop_recursive(4, 12, 3, move |inner| of(vec(inner, 0..3).boxed()))
    }

    fn without_lines(mut components: Vec<Component>) -> Vec<Component> {
        for component in &mut components {
            component.line = 0;
            component.properties.iter_mut().for_each(|p| p.line = 0);
            component.components = without_lines(std::mem::take(&mut component.components));
        }
        components
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(components in vec(component(), 1..3)) {
            let bytes = write(&components);
            let read = component::read(&bytes);
            prop_assert_eq!(read.faults, []);
            prop_assert_eq!(without_lines(read.components), components);
            for line in bytes.split(|b| *b == b'\n') {
                prop_assert!(line.len() <= FOLD + 1);
                prop_assert!(std::str::from_utf8(line).is_ok());
            }
        }

        #[test]
        fn texts_are_read_again(text in "[ -~ä漢\n\\\\,;]{0,40}") {
            let bytes = write(&[Component {
                properties: vec![Property::text("SUMMARY", &text)],
                ..Component::new("VEVENT")
            }]);
            let read = component::read(&bytes);
            let property = read.components[0].property("SUMMARY").unwrap();
            prop_assert_eq!(value::text(property), text);
        }

        #[test]
        fn reading_never_stops(bytes in vec(any::<u8>(), 0..200), cut in 0usize..400) {
            component::read(&bytes);
            let text = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\nDTSTART;TZID=\"A:B\":2020\r\n Z\nEND:VEVENT\n";
            let mut mixed = text.repeat(3);
            mixed.truncate(cut);
            mixed.extend(bytes);
            let again = component::read(&mixed);
            write(&again.components);
        }
    }

    #[test]
    fn nobody_writes_lines_of_others() {
        let property = Property::new("URL", "x\r\nATTENDEE:y").with("CN", "a\"\nb");
        let event = Component { properties: vec![property], ..Component::new("VEVENT\r\nX") };
        let text = String::from_utf8(write(&[event])).unwrap();
        let expected = "BEGIN:VEVENTX\r\nURL;CN=a^'^nb:x\\nATTENDEE:y\r\nEND:VEVENTX\r\n";
        assert_eq!(text, expected);
    }
}
