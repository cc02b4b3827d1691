//! What all entries have in common: fields by their forms, and the records that belong to a record.
//!
//! A record is told once in each entry it belongs to. Whatever is told anywhere is marked, so that the report can name
//! everything that is not.

use std::collections::{BTreeMap, BTreeSet};

use companion_core::text::LanguageTag;
use companion_core::text::Span;

use super::Options;
use super::entry::{Entry, heading, strong};
use super::kinds::Kind;
use super::languages;
use super::records::{Record, Records};
use super::spec::{Form, fields, is_known};
use super::tree::Tree;
use crate::import::labels::Labels;
use crate::problem::Problem;

/// What belongs to an entry, in the order of reading; main records have entries of their own.
const PARTS: [Kind; 19] = [
    Kind::Phone,
    Kind::Contact,
    Kind::Address,
    Kind::Url,
    Kind::CostOption,
    Kind::Fee,
    Kind::Payment,
    Kind::RequiredDocument,
    Kind::Eligibility,
    Kind::ServiceArea,
    Kind::Language,
    Kind::Interpretation,
    Kind::Accessibility,
    Kind::Accreditation,
    Kind::License,
    Kind::Capacity,
    Kind::Funding,
    Kind::Identifier,
    Kind::Attribute,
];

/// Ids of what the source folder will hold, by record.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) places: BTreeMap<usize, String>,
    pub(super) services: BTreeMap<usize, String>,
    pub(super) pages: BTreeMap<usize, String>,
    pub(super) topics: BTreeMap<usize, String>,
}

/// Writes entries.
pub(super) struct Writer<'r> {
    pub(super) records: &'r Records,
    pub(super) tree: &'r Tree,
    pub(super) options: &'r Options,
    pub(super) labels: Labels,
    pub(super) names: Names,
    /// Services that are not offered, and why.
    pub(super) closed: BTreeMap<usize, String>,
    /// Records that stand somewhere in the source folder.
    pub(super) shown: BTreeSet<usize>,
    pub(super) problems: Vec<Problem>,
}

impl<'r> Writer<'r> {
    /// A record; nothing can be asked that is not there.
    pub(super) fn record(&self, n: usize) -> Option<&'r Record> {
        self.records.get(n)
    }

    pub(super) fn label(&self, name: &str) -> String {
        self.labels.get(name)
    }

    /// Records of a kind that belong to one.
    pub(super) fn parts(&self, n: usize, kind: Kind) -> Vec<usize> {
        let of_kind = |c: &&usize| self.record(**c).is_some_and(|r| r.kind == kind);
        self.tree.children(n).iter().filter(of_kind).copied().collect()
    }

    /// Records of a kind that one belongs to.
    pub(super) fn owners(&self, n: usize, kind: Kind) -> Vec<usize> {
        let of_kind = |c: &&usize| self.record(**c).is_some_and(|r| r.kind == kind);
        self.tree.owners(n).iter().filter(of_kind).copied().collect()
    }

    /// Marks a record as told in an entry; false where it stands there already.
    pub(super) fn tell(&mut self, n: usize, entry: &mut Entry) -> bool {
        self.shown.insert(n);
        entry.told.insert(n)
    }

    /// A warning at a record.
    pub(super) fn warn(&mut self, record: &Record, code: &'static str, message: String) {
        let message = format!("{} `{}`: {message}", record.kind.name(), record.key);
        self.problems.push(record.at.warning(code, message));
    }

    /// All fields that have no writer of their own, and all that nobody knows.
    pub(super) fn fields(&self, record: &Record, entry: &mut Entry) {
        for (field, form) in fields(record.kind) {
            for value in record.texts(field) {
                self.field(*form, value, entry);
            }
        }
        for (field, values) in &record.fields {
            if !is_known(record.kind, field) {
                values.iter().for_each(|value| entry.value(&humanised(field), value));
            }
        }
    }

    fn field(&self, form: Form, value: &str, entry: &mut Entry) {
        match form {
            Form::Line(label) | Form::Text(label) => entry.value(&self.label(label), value),
            Form::Words => entry.paragraphs(value),
            Form::Link(label) => entry.link(&self.label(label), value),
            Form::Person if self.options.keep_contact_names => {
                entry.line(&self.label("hsds-name"), value);
            }
            Form::Own | Form::Person | Form::Skip(_) => {}
        }
    }

    /// Everything that belongs to a record and is no entry of its own.
    pub(super) fn all_parts(&mut self, n: usize, entry: &mut Entry) {
        for kind in PARTS {
            let parts = self.parts(n, kind);
            match kind {
                Kind::Phone => self.phones(&parts, entry),
                Kind::Contact => self.contacts(&parts, entry),
                Kind::CostOption => self.costs(&parts, entry),
                _ => parts.into_iter().for_each(|part| self.part(part, entry)),
            }
        }
    }

    fn part(&mut self, n: usize, entry: &mut Entry) {
        let Some(record) = self.record(n) else { return };
        if !self.tell(n, entry) {
            return;
        }
        match record.kind {
            Kind::Address => self.address(record, entry),
            Kind::Language | Kind::Interpretation => self.language(record, entry),
            Kind::Attribute => self.attribute(n, record, entry),
            Kind::Identifier => self.identifier(record, entry),
            Kind::Url => self.url(record, entry),
            Kind::Accessibility => self.accessibility(record, entry),
            Kind::Eligibility => {
                let label = self.label("hsds-eligibility");
                for text in record.texts("eligibility").chain(record.texts("description")) {
                    entry.value(&label, text);
                }
            }
            _ => {}
        }
        self.fields(record, entry);
        for unit in self.owners(n, Kind::Unit) {
            if let (Some(unit_record), true) = (self.record(unit), self.tell(unit, entry)) {
                self.fields(unit_record, entry);
            }
        }
        self.all_parts(n, entry);
    }

    /// Languages as tags; what is none of a language that is known goes into the entry.
    pub(super) fn languages(&mut self, n: usize, entry: &mut Entry) -> Vec<LanguageTag> {
        let Some(record) = self.record(n) else { return Vec::new() };
        let (mut tags, rest) = languages::listed(record.listed("languages"));
        let label = self.label("hsds-languages");
        if !rest.is_empty() {
            entry.value(&label, &rest.join(", "));
        }
        let parts = self.parts(n, Kind::Language).into_iter();
        for part in parts.chain(self.parts(n, Kind::Interpretation)) {
            let Some(language) = self.record(part) else { continue };
            if !self.tell(part, entry) {
                continue;
            }
            let (read, rest) = languages::read(language);
            tags.extend(read);
            rest.iter().for_each(|word| entry.value(&label, word));
            self.fields(language, entry);
            self.all_parts(part, entry);
        }
        let mut seen = BTreeSet::new();
        tags.retain(|tag| seen.insert(tag.clone()));
        tags
    }

    /// Addresses of the web and of mail: the first of each that can be used, the others in the entry.
    pub(super) fn contacts_of(
        &mut self,
        record: &Record,
        entry: &mut Entry,
    ) -> (Option<String>, Option<String>) {
        let mut url = None;
        for text in record.texts("url").flat_map(split_addresses) {
            match super::entry::web(text) {
                Some(web) if url.is_none() => url = Some(web),
                web => {
                    if web.is_none() {
                        let told = super::records::short(text);
                        self.warn(
                            record,
                            "invalid-url",
                            format!("{told:?} is no web address; kept as text"),
                        );
                    }
                    entry.link(&self.label("hsds-website"), text);
                }
            }
        }
        let mut email = None;
        for text in record.texts("email").flat_map(split_addresses) {
            match crate::source::values::email(text) {
                Ok(mail) if email.is_none() => email = Some(mail),
                mail => {
                    if mail.is_err() {
                        let told = super::records::short(text);
                        self.warn(
                            record,
                            "invalid-email",
                            format!("{told:?} is no e-mail address; kept as text"),
                        );
                    }
                    entry.mail(&self.label("hsds-email"), text);
                }
            }
        }
        (url, email)
    }

    /// People to turn to: what they do, not who they are, unless the city asks for names.
    fn contacts(&mut self, contacts: &[usize], entry: &mut Entry) {
        let title = self.label("hsds-contact");
        let contacts: Vec<usize> =
            contacts.iter().copied().filter(|n| self.tell(*n, entry)).collect();
        entry.section(heading(&title), |entry| {
            for n in contacts {
                let Some(record) = self.record(n) else { continue };
                let role: Vec<&str> =
                    record.texts("title").chain(record.texts("department")).collect();
                if !role.is_empty() {
                    entry.blocks.push(companion_core::text::BlockBody::Paragraph {
                        spans: vec![strong(&role.join(", "))],
                    });
                }
                self.fields(record, entry);
                for mail in record.texts("email").flat_map(split_addresses) {
                    entry.mail(&self.label("hsds-email"), mail);
                }
                self.hours_of(n, entry);
                self.all_parts(n, entry);
            }
        });
    }

    /// A list of links under a heading.
    pub(super) fn links(&self, title: &str, links: Vec<(String, String)>, entry: &mut Entry) {
        entry.section(heading(&self.label(title)), |entry| {
            for (name, link) in links {
                entry.item(vec![Span::linked(name, link)]);
            }
        });
    }
}

/// Several addresses in one cell; words that are no addresses stay together.
fn split_addresses(text: &str) -> Vec<&str> {
    let parts: Vec<&str> =
        text.split([',', ';', ' ', '\n']).map(str::trim).filter(|t| !t.is_empty()).collect();
    let is_one = |part: &&str| {
        crate::source::values::email(part).is_ok() || super::entry::web(part).is_some()
    };
    if parts.iter().all(is_one) { parts } else { vec![text.trim()] }
}

/// `x_wheelchair_count` as a label.
fn humanised(field: &str) -> String {
    let words = field.strip_prefix("x_").unwrap_or(field).replace('_', " ");
    let mut chars = words.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
