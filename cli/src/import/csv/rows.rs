//! A row to a thing: each cell to its field where that is sure, into the text where it is not. Where a place is, is
//! `place`'s.

mod place;

use companion_core::packs::format::{Point, Reach};
use companion_core::text::block::check_text;
use companion_core::text::{BlockBody, Span};
use unicode_normalization::UnicodeNormalization;

use super::field::Field;
use super::hours::{self, Hours};
use super::pack::Pack;
use super::sheet::{Row, Sheet};
use super::{Kind, phone, values};
use crate::problem::Problem;
use crate::source::short;
use crate::source::values::MAX_OPENING_HOURS;

/// What a row says, before it has an id.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Thing {
    pub(super) file: String,
    pub(super) row: u32,
    /// The list's own key.
    pub(super) key: Option<String>,
    pub(super) name: String,
    pub(super) point: Option<Point>,
    pub(super) street: Option<String>,
    pub(super) postcode: Option<String>,
    pub(super) town: Option<String>,
    pub(super) wheelchair: Option<String>,
    pub(super) reach: Reach,
    /// By name.
    pub(super) topics: Vec<String>,
    pub(super) provider: Option<String>,
    pub(super) cost: Option<String>,
    pub(super) appointment: Option<String>,
    pub(super) eligibility: Option<String>,
    pub(super) description: Option<String>,
    pub(super) access: Option<String>,
    pub(super) details: Vec<BlockBody>,
}

/// Reads the rows of a sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'r> {
    pub(super) sheet: &'r Sheet,
    pub(super) columns: &'r [Field],
    pub(super) kind: Kind,
    pub(super) pack: &'r Pack,
}

/// Cells of a row that say something.
struct Cells<'r> {
    reader: &'r Reader<'r>,
    row: u32,
    cells: Vec<(usize, Field, String)>,
    /// What goes into the text, by column.
    kept: Vec<(usize, String)>,
    problems: &'r mut Vec<Problem>,
}

impl Reader<'_> {
    /// A thing; nothing where the row has no name.
    pub(super) fn read(&self, row: &Row, problems: &mut Vec<Problem>) -> Option<Thing> {
        let number = u32::try_from(row.number).unwrap_or(u32::MAX);
        let mut cells =
            Cells { reader: self, row: number, cells: Vec::new(), kept: Vec::new(), problems };
        for ((n, field), cell) in self.columns.iter().enumerate().zip(&row.cells) {
            let text = cells.clean(cell);
            if !text.is_empty() && *field != Field::Nothing {
                cells.cells.push((n, *field, text));
            }
        }
        let Some(name) = cells.one(Field::Name) else {
            if !cells.cells.is_empty() {
                cells.warn(
                    "no-name",
                    "no name, so nothing was made of this row; give it one".into(),
                );
            }
            return None;
        };
        let mut thing = Thing {
            file: self.sheet.file.clone(),
            row: number,
            key: cells.one(Field::Id),
            name: name.split_whitespace().collect::<Vec<_>>().join(" "),
            ..Thing::default()
        };
        if self.kind == Kind::Places {
            cells.place(&mut thing);
        } else {
            thing.provider = cells.one(Field::Provider);
            thing.eligibility = cells.one(Field::Eligibility);
            thing.cost = cells.word(Field::Cost, values::cost);
            thing.appointment = cells.word(Field::Appointment, values::appointment);
        }
        cells.reach(&mut thing.reach);
        for (_, topics) in cells.take(Field::Topics) {
            let names = topics.split([';', '|', '\n']).map(str::trim).filter(|t| !t.is_empty());
            thing.topics.extend(names.map(str::to_owned));
        }
        thing.description = cells.one(Field::Description);
        thing.access = cells.one(Field::Access);
        thing.details = cells.finish();
        Some(thing)
    }
}

impl Cells<'_> {
    /// Without what can disguise text, in canonical form.
    fn clean(&mut self, cell: &str) -> String {
        let text: String = cell.nfc().map(|c| if c == '\u{a0}' { ' ' } else { c }).collect();
        if check_text(&text).is_ok() {
            return text.trim().to_owned();
        }
        self.warn("disguising-text", "characters that can disguise text were taken out".into());
        let safe = |c: &char| check_text(c.encode_utf8(&mut [0; 4])).is_ok();
        text.chars().filter(safe).collect::<String>().trim().to_owned()
    }

    fn warn(&mut self, code: &'static str, message: String) {
        self.problems.push(Problem::warning(&self.reader.sheet.file, self.row, code, message));
    }

    /// All cells of a field, with their columns.
    fn take(&mut self, field: Field) -> Vec<(usize, String)> {
        let (taken, left) = self.cells.drain(..).partition(|(_, f, _)| *f == field);
        self.cells = left;
        let taken: Vec<(usize, Field, String)> = taken;
        taken.into_iter().map(|(n, _, text)| (n, text)).collect()
    }

    /// The first cell of a field; the others stay in the text.
    fn one(&mut self, field: Field) -> Option<String> {
        let mut taken = self.take(field).into_iter();
        let first = taken.next();
        self.kept.extend(taken);
        first.map(|(_, text)| text)
    }

    /// A cell that is one of a few words; the text keeps what is none.
    fn word(
        &mut self,
        field: Field,
        read: impl Fn(&str) -> Option<&'static str>,
    ) -> Option<String> {
        let mut found = None;
        for (n, text) in self.take(field) {
            match read(&text).filter(|_| found.is_none()) {
                Some(word) => found = Some(word.to_owned()),
                None => self.kept.push((n, text)),
            }
        }
        found
    }

    /// Keeps a cell in the text, and tells why.
    fn keep(&mut self, n: usize, text: &str, code: &'static str, why: &str) {
        let heading = self.heading(n);
        self.warn(code, format!("{heading}: `{}` {why}; it stays in the text", short(text)));
        self.kept.push((n, text.to_owned()));
    }

    fn heading(&self, n: usize) -> &str {
        self.reader.sheet.headings.get(n).map_or("", String::as_str)
    }

    /// The first part of the cells that is a value; all that is none, or too much, stays in the text.
    fn first(
        &mut self,
        field: Field,
        code: &'static str,
        why: &str,
        read: impl Fn(&str) -> Option<(String, bool)>,
    ) -> Option<String> {
        let mut found = None;
        for (n, text) in self.take(field) {
            // The cell as a whole may be one value although it looks like several.
            let parts: Vec<&str> =
                if read(&text).is_some() { vec![&text] } else { values::parts(&text).collect() };
            for part in parts {
                match read(part) {
                    Some((value, whole)) if found.is_none() => {
                        found = Some(value);
                        if !whole {
                            self.kept.push((n, part.to_owned()));
                        }
                    }
                    Some(_) => self.kept.push((n, part.to_owned())),
                    None => self.keep(n, part, code, why),
                }
            }
        }
        found
    }

    fn reach(&mut self, reach: &mut Reach) {
        let country = self.reader.pack.country.clone();
        reach.phone = self.first(
            Field::Phone,
            "phone-kept-as-text",
            "cannot be dialled from everywhere",
            |t| phone::read(t, &country).map(|p| (p.number, p.extension.is_none())),
        );
        reach.email = self.first(Field::Email, "email-kept-as-text", "is no e-mail address", |t| {
            values::email(t).map(|e| (e, true))
        });
        reach.url = self.first(Field::Url, "url-kept-as-text", "is no address of the web", |t| {
            values::url(t).map(|u| (u, true))
        });
        for (n, text) in self.take(Field::Languages) {
            match values::languages(&text) {
                Some(tags) => reach.languages.extend(tags),
                None => self.keep(
                    n,
                    &text,
                    "languages-kept-as-text",
                    "has a language that is not known",
                ),
            }
        }
        let mut seen = Vec::new();
        reach.languages.retain(|tag| {
            !seen.contains(tag) && {
                seen.push(tag.clone());
                true
            }
        });
        reach.opening_hours = self.hours();
    }

    fn hours(&mut self) -> Option<String> {
        let mut found = None;
        for (n, text) in self.take(Field::OpeningHours) {
            let words = text.lines().map(str::trim).filter(|l| !l.is_empty());
            let line = words.collect::<Vec<_>>().join(", ");
            match hours::read(&text) {
                Hours::Sure(hours) if found.is_none() => found = Some(hours),
                Hours::Ambiguous => {
                    let why = "can be read in two ways; write every day once";
                    self.keep(n, &text, "hours-ambiguous", why);
                }
                // Phones show such a text where opening hours stand, and never compute with it.
                Hours::Text if found.is_none() && line.chars().count() <= MAX_OPENING_HOURS => {
                    let message = format!(
                        "`{}` is shown as it is; phones cannot tell when it is open",
                        short(&line)
                    );
                    self.warn("hours-not-understood", message);
                    found = Some(line);
                }
                _ => self.kept.push((n, text)),
            }
        }
        found
    }

    /// What is left, and what was kept: a paragraph for each, with the heading of its column.
    fn finish(mut self) -> Vec<BlockBody> {
        let left: Vec<(usize, Field, String)> = self.cells.drain(..).collect();
        self.kept.extend(left.into_iter().map(|(n, _, text)| (n, text)));
        self.kept.sort();
        let paragraph = |(n, text): &(usize, String)| {
            let spans = vec![Span::plain(format!("{}: {text}", self.heading(*n)))];
            BlockBody::Paragraph { spans }
        };
        self.kept.iter().map(paragraph).collect()
    }
}
