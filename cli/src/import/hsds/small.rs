//! Small records: how languages, attributes, numbers in registers, links, access and addresses are written in an entry.

use super::entry::Entry;
use super::kinds::Kind;
use super::records::Record;
use super::writer::Writer;

impl Writer<'_> {
    /// A language of something that has no column for it: by name, else by code.
    pub(super) fn language(&self, record: &Record, entry: &mut Entry) {
        let names: Vec<&str> = record.texts("name").chain(record.texts("code")).collect();
        if !names.is_empty() {
            entry.value(&self.label("hsds-languages"), &names.join(", "));
        }
    }

    pub(super) fn attribute(&mut self, n: usize, record: &Record, entry: &mut Entry) {
        let names: Vec<&str> = self
            .owners(n, Kind::Term)
            .into_iter()
            .filter_map(|term| self.record(term)?.text("name"))
            .collect();
        let label = match names.is_empty() {
            true => self.label("hsds-category"),
            false => names.join(", "),
        };
        for value in record.texts("label").chain(record.texts("value")) {
            entry.value(&label, value);
        }
    }

    pub(super) fn identifier(&self, record: &Record, entry: &mut Entry) {
        let kinds = record.texts("identifier_type").chain(record.texts("identifier_scheme"));
        let kinds: Vec<&str> = kinds.collect();
        let label = self.label("hsds-external-id");
        let told: Vec<&str> = record.texts("identifier").collect();
        let kinds =
            if kinds.is_empty() { String::new() } else { format!(" ({})", kinds.join(", ")) };
        entry.value(&label, &format!("{}{kinds}", told.join(", ")));
    }

    pub(super) fn url(&self, record: &Record, entry: &mut Entry) {
        let label = record.text("label").map_or_else(|| self.label("hsds-link"), str::to_owned);
        record.texts("url").for_each(|url| entry.link(&label, url));
        for label in record.texts("label").skip(usize::from(record.text("url").is_some())) {
            entry.value(&self.label("hsds-link"), label);
        }
    }

    pub(super) fn accessibility(&self, record: &Record, entry: &mut Entry) {
        let label = self.label("hsds-accessibility");
        for text in record.texts("description").chain(record.texts("details")) {
            entry.value(&label, &self.access_words(text));
        }
    }

    /// Ohana's words for access as words of a language; other texts as they are.
    pub(super) fn access_words(&self, text: &str) -> String {
        const WORDS: [&str; 10] = [
            "cd",
            "deaf_interpreter",
            "disabled_parking",
            "elevator",
            "ramp",
            "restroom",
            "tape_braille",
            "tty",
            "wheelchair",
            "wheelchair_van",
        ];
        match WORDS.contains(&text.trim()) {
            true => self.label(&format!("hsds-access-{}", text.trim().replace('_', "-"))),
            false => text.to_owned(),
        }
    }

    /// A postal address, whole.
    pub(super) fn address(&mut self, record: &Record, entry: &mut Entry) {
        let postal = record.texts("address_type").any(|t| t.eq_ignore_ascii_case("postal"));
        let label = self.label(if postal { "hsds-postal-address" } else { "hsds-address" });
        entry.heading(3, &label);
        let all = |fields: &[&str], between: &str| {
            fields.iter().flat_map(|f| record.texts(f)).collect::<Vec<_>>().join(between)
        };
        let lines = [
            all(&["address_1"], ", "),
            all(&["address_2"], ", "),
            all(&["address_3"], ", "),
            all(&["address_4"], ", "),
            // Towns, regions and codes as the addresses of most of the world's directories have them.
            all(&["city", "state_province", "postal_code"], " "),
            all(&["region"], ", "),
            all(&["country"], ", "),
        ];
        let lines: Vec<String> = lines.into_iter().filter(|l| !l.is_empty()).collect();
        if !lines.is_empty() {
            entry.address(lines);
        }
        let known = ["postal", "physical"];
        for kind in record.texts("address_type").filter(|t| !known.contains(t)) {
            entry.line(&self.label("hsds-kind"), kind);
        }
    }
}
