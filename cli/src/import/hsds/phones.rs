//! Telephone numbers: the one to dial, further ones as buttons with what is known of them, and fax as text.

use companion_core::text::{BlockBody, Span};

use super::entry::{Entry, heading};
use super::kinds::Kind;
use super::records::{Record, short};
use super::spec;
use super::writer::Writer;
use crate::import::telephone;

/// How a number is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Voice,
    Fax,
    TextPhone,
    Message,
}

/// A number that can be dialled, and how.
struct Dialled {
    number: String,
    extension: Option<String>,
}

impl Writer<'_> {
    /// The first number of a record that can be called.
    pub(super) fn first_phone(&mut self, n: usize, entry: &mut Entry) -> Option<String> {
        for part in self.parts(n, Kind::Phone) {
            let Some(record) = self.record(part) else { continue };
            if kind(record) != Use::Voice {
                continue;
            }
            let mut numbers = record.texts("number");
            let (Some(number), None) = (numbers.next(), numbers.next()) else { continue };
            let Some(dialled) = self.dial(record, number) else { continue };
            // What says nothing but the number needs no button beside it.
            let silent = record.fields.iter().all(|(field, values)| match field.as_str() {
                "number" | "country_prefix" => true,
                "type" => values.iter().all(|v| spec::says_nothing(Kind::Phone, "type", v)),
                _ => false,
            });
            let bare = silent && dialled.extension.is_none();
            if bare && self.tree.children(part).is_empty() {
                self.tell(part, entry);
            }
            return Some(dialled.number);
        }
        None
    }

    /// Numbers with everything that is known of them.
    pub(super) fn phones(&mut self, phones: &[usize], entry: &mut Entry) {
        let phones: Vec<usize> = phones.iter().copied().filter(|n| self.tell(*n, entry)).collect();
        let title = self.label("hsds-telephone");
        entry.section(heading(&title), |entry| {
            for n in phones {
                let Some(record) = self.record(n) else { continue };
                for number in record.texts("number") {
                    self.number(record, number, entry);
                }
                for vanity in record.texts("vanity_number") {
                    entry.line(&self.label("hsds-telephone"), vanity);
                }
                self.fields(record, entry);
                self.hours_of(n, entry);
                self.all_parts(n, entry);
            }
        });
    }

    fn number(&mut self, record: &Record, written: &str, entry: &mut Entry) {
        let shown = written.trim().trim_matches('"').trim();
        let used = kind(record);
        let dialled = self.dial(record, shown);
        if dialled.is_none() {
            let told = short(shown);
            let message = format!("{told:?} cannot be dialled from abroad as it is; kept as text");
            self.warn(record, "invalid-phone", message);
        }
        let extension = dialled.as_ref().and_then(|d| d.extension.clone());
        let mut extensions: Vec<String> = record.texts("extension").map(whole_number).collect();
        // Where it stands in the number too it is shown with that.
        extensions.retain(|e| extension.as_ref() != Some(e));
        let mut label = match used {
            Use::Voice => String::new(),
            Use::Fax => format!("{}: ", self.label("hsds-fax")),
            Use::TextPhone => format!("{}: ", self.label("hsds-textphone")),
            Use::Message => format!("{}: ", self.label("hsds-sms")),
        };
        label.push_str(shown);
        for extension in &extensions {
            label.push_str(&format!(", {} {extension}", self.label("hsds-extension")));
        }
        let known = ["voice", "fax", "tty", "sms", "text", "textphone"];
        for other in record.texts("type").filter(|t| !known.contains(&t.to_lowercase().as_str())) {
            label.push_str(&format!(" ({other})"));
        }
        let block = match (used, dialled) {
            (Use::Fax, _) | (_, None) => BlockBody::Paragraph { spans: vec![Span::plain(label)] },
            (Use::Message, Some(d)) => BlockBody::Paragraph {
                spans: vec![Span::linked(label, format!("sms:{}", d.number))],
            },
            (_, Some(d)) => BlockBody::Phone { number: d.number, label },
        };
        entry.blocks.push(block);
    }

    fn dial(&self, record: &Record, written: &str) -> Option<Dialled> {
        let prefix = record.text("country_prefix").map(|p| p.trim_start_matches(['+', '0']));
        let whole = match prefix {
            Some(prefix) if !prefix.is_empty() && !written.trim().starts_with('+') => {
                let number = telephone::read(written, self.options.country.as_deref())?;
                let own = format!("+{prefix}");
                // A prefix that the country's own plan puts there too.
                if number.number.starts_with(&own) {
                    return Some(Dialled { number: number.number, extension: number.extension });
                }
                let digits: String = written.chars().filter(char::is_ascii_digit).collect();
                format!("{own}{digits}")
            }
            _ => written.to_owned(),
        };
        let read = telephone::read(&whole, self.options.country.as_deref())?;
        Some(Dialled { number: read.number, extension: read.extension })
    }
}

fn kind(record: &Record) -> Use {
    match record.text("type").map(str::to_lowercase).as_deref() {
        Some("fax") => Use::Fax,
        Some("tty" | "tdd" | "textphone" | "tty/tdd") => Use::TextPhone,
        Some("sms" | "text") => Use::Message,
        _ => Use::Voice,
    }
}

/// Spreadsheets write whole numbers as `100.0`.
fn whole_number(text: &str) -> String {
    text.strip_suffix(".0").unwrap_or(text).to_owned()
}
