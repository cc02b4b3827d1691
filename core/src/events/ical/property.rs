//! A content line as a property: name, parameters, and the value as it was written.
//!
//! What a value means is told by [`super::value`].

use super::fault::{What, shown};
use super::lines::windows_1252;

/// A property (RFC 5545 3.1).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Property {
    /// Line of the file, from 1; 0 for what was not read.
    pub line: usize,
    /// Name in capitals; in a vCard with its group before a full stop.
    pub name: String,
    /// Parameters in the order of the file.
    pub parameters: Vec<Parameter>,
    /// The value as it was written, escapes and all.
    pub value: String,
}

/// A parameter of a property (RFC 5545 3.2), its values without quotes and carets (RFC 6868).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parameter {
    /// Name in capitals.
    pub name: String,
    /// Its values; none for a name alone, as vCard 2.1 has them.
    pub values: Vec<String>,
}

impl Property {
    /// A property without parameters; the value is written as it is.
    pub fn new(name: &str, value: impl Into<String>) -> Self {
        Self { name: name.to_ascii_uppercase(), value: value.into(), ..Self::default() }
    }

    /// A property whose value is text; it is escaped (RFC 5545 3.3.11).
    pub fn text(name: &str, text: &str) -> Self {
        Self::new(name, super::value::escape(text))
    }

    /// With one more parameter.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        let parameter =
            Parameter { name: name.to_ascii_uppercase(), values: vec![value.to_owned()] };
        self.parameters.push(parameter);
        self
    }

    /// Values of a parameter: of the first of this name (in capitals).
    pub fn parameters(&self, name: &str) -> &[String] {
        let found = self.parameters.iter().find(|p| p.name == name);
        found.map_or(&[], |p| p.values.as_slice())
    }

    /// The first value of a parameter (its name in capitals), where it is not empty.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters(name).first().map(String::as_str).filter(|v| !v.trim().is_empty())
    }

    /// From a content line; with what was mended.
    ///
    /// # Errors
    /// When there is no name, or no colon before the value.
    pub fn read(line: usize, text: &str, told: &mut Vec<What>) -> Result<Self, What> {
        let none = || What::NoProperty(shown(text));
        let end = text.find([':', ';']).ok_or_else(none)?;
        let (name, rest) = text.split_at_checked(end).ok_or_else(none)?;
        let name = name.trim().to_ascii_uppercase();
        if !is_name(&name) {
            return Err(none());
        }
        let mut reader = Reader { rest, name: &name, told };
        let mut parameters = Vec::new();
        while let Some(rest) = reader.rest.strip_prefix(';') {
            reader.rest = rest;
            parameters.extend(reader.parameter());
        }
        let rest = reader.rest;
        let value = rest.strip_prefix(':').ok_or_else(none)?;
        let before = parameters.len();
        parameters.retain(|parameter| !is_encoding(parameter));
        let value = if parameters.len() == before {
            value.to_owned()
        } else {
            told.push(What::QuotedPrintable(name.clone()));
            quoted_printable(value)
        };
        Ok(Self { line, name, parameters, value })
    }
}

/// Whether a line has a quoted-printable value.
pub(super) fn is_printable(text: &str) -> bool {
    // Nothing of it can be told without this; reading every line twice would be dear.
    if !text.to_ascii_uppercase().contains(PRINTABLE) {
        return false;
    }
    let mut told = Vec::new();
    let read = Property::read(0, text, &mut told);
    read.is_ok() && told.iter().any(|what| matches!(what, What::QuotedPrintable(_)))
}

const PRINTABLE: &str = "QUOTED-PRINTABLE";

/// `ENCODING=QUOTED-PRINTABLE` of vCalendar 1.0; vCard 2.1 may leave the name out.
fn is_encoding(parameter: &Parameter) -> bool {
    let is_printable = |text: &String| text.trim().eq_ignore_ascii_case(PRINTABLE);
    match parameter.name.as_str() {
        "ENCODING" => parameter.values.first().is_some_and(is_printable),
        name => name == PRINTABLE && parameter.values.is_empty(),
    }
}

/// A value without quoted-printable (RFC 2045 6.7): as text, its line breaks escaped, other control characters left out.
fn quoted_printable(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let pair = tail.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = pair.filter(|_| *first == b'=').and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = tail.get(if byte.is_some() { 2 } else { 0 }..).unwrap_or_default();
    }
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|error| error.as_bytes().iter().map(|b| windows_1252(*b)).collect());
    let text = text.replace("\r\n", "\n").replace(['\r', '\n'], "\\n");
    text.chars().filter(|c| !c.is_ascii_control() || *c == '\t').collect()
}

/// Letters, digits and hyphens (RFC 5545 3.1); a full stop behind a group (RFC 6350 3.3); underscores, as files have them.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'))
}

/// Parameters that have one value (RFC 5545 3.2).
const SINGLE: [&str; 17] = [
    "ALTREP", "CN", "CUTYPE", "DIR", "ENCODING", "FBTYPE", "FMTTYPE", "LANGUAGE", "PARTSTAT",
    "RANGE", "RELATED", "RELTYPE", "ROLE", "RSVP", "SENT-BY", "TZID", "VALUE",
];

/// What is left of a line behind the name.
struct Reader<'a, 't> {
    rest: &'a str,
    name: &'t str,
    told: &'t mut Vec<What>,
}

impl Reader<'_, '_> {
    /// Up to the next `;` or `:` that is not part of the parameter.
    fn parameter(&mut self) -> Option<Parameter> {
        let end = self.rest.find(['=', ';', ':']).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at_checked(end)?;
        let name = name.trim().to_ascii_uppercase();
        self.rest = rest;
        let Some(rest) = rest.strip_prefix('=') else {
            let is_name = is_name(&name);
            self.told.push(match is_name {
                true => What::BareParameter(self.name.to_owned(), name.clone()),
                false => What::NoParameter(self.name.to_owned(), shown(&name)),
            });
            return is_name.then_some(Parameter { name, values: Vec::new() });
        };
        self.rest = rest;
        let mut values = Vec::new();
        let mut clean = true;
        loop {
            let (value, quoted) = self.value(name == "TZID");
            clean &= quoted;
            values.push(value);
            match self.rest.strip_prefix(',') {
                Some(rest) => self.rest = rest,
                None => break,
            }
        }
        if values.len() > 1 && SINGLE.contains(&name.as_str()) {
            // `CN=Doe, Jane`: the comma is part of the one value.
            values = vec![values.join(",")];
            clean = false;
        }
        if !clean {
            self.told.push(What::Quotes(self.name.to_owned(), shown(&name)));
        }
        if !is_name(&name) {
            let text = format!("{name}={}", values.join(","));
            self.told.push(What::NoParameter(self.name.to_owned(), shown(&text)));
            return None;
        }
        Some(Parameter { name, values })
    }

    /// One value, and whether it was quoted as it should be.
    fn value(&mut self, zone: bool) -> (String, bool) {
        if let Some(inner) = self.rest.strip_prefix('"')
            && let Some((quoted, rest)) = inner.split_once('"')
        {
            let (tail, clean) = plain(rest, false);
            self.rest = rest.get(tail.len()..).unwrap_or_default();
            return (carets(quoted) + &carets(tail), clean && tail.is_empty());
        }
        let (text, clean) = plain(self.rest, zone);
        let quoted = clean && !text.contains('"');
        self.rest = self.rest.get(text.len()..).unwrap_or_default();
        // Some exporters escape separators as if the parameter were a text.
        let text = text.replace("\\,", ",").replace("\\;", ";").replace("\\:", ":");
        (carets(&text), quoted)
    }
}

/// An unquoted value up to its separator, and whether none was passed over.
///
/// A separator behind a backslash belongs to the value; so does the colon in the brackets of a zone's offset, as in
/// `TZID=(UTC+01:00) Berlin`.
fn plain(text: &str, zone: bool) -> (&str, bool) {
    let mut clean = true;
    let mut before = '\0';
    let mut bracket = false;
    for (at, c) in text.char_indices() {
        match c {
            '(' if zone => bracket = true,
            ')' => bracket = false,
            ',' | ';' | ':' if before == '\\' => clean = false,
            ':' if bracket && is_minutes(text.get(at..).unwrap_or_default()) => clean = false,
            ',' | ';' | ':' => return (text.get(..at).unwrap_or_default(), clean),
            _ => {}
        }
        before = c;
    }
    (text, clean)
}

fn is_minutes(text: &str) -> bool {
    let minutes = text.as_bytes().get(1..4);
    minutes.is_some_and(|m| matches!(m, [a, b, b')'] if a.is_ascii_digit() && b.is_ascii_digit()))
}

/// RFC 6868, section 3.1: `^n`, `^'` and `^^`; other carets stay.
fn carets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let next = (c == '^').then(|| chars.clone().next()).flatten();
        match next {
            Some('n') => out.push('\n'),
            Some('\'') => out.push('"'),
            Some('^') => out.push('^'),
            _ => {
                out.push(c);
                continue;
            }
        }
        chars.next();
    }
    out
}

#[cfg(test)]
mod tests;
