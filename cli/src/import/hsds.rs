//! The Human Services Data Specification (Open Referral), versions 1 to 3, and Ohana's tables, to a source folder.
//!
//! Owns the steps; each has its file: `files` lists, `json` and `sheet` read, `records` merges, `tree` finds out what
//! belongs to what, `spec` says what becomes of each field, `writer` and its neighbours write. Locations become places,
//! services services, organizations pages, terms topics. What has no field of its own stands in `details`, and what is
//! left out is told with the reason. Nothing is claimed that the export does not say.

mod clock;
mod costs;
mod entry;
mod files;
mod hours;
mod json;
mod kinds;
mod languages;
mod organizations;
mod phones;
mod places;
mod records;
mod schedules;
mod services;
mod shape;
mod sheet;
mod small;
mod spec;
#[cfg(test)]
mod tests;
mod told;
mod topics;
mod tree;
mod writer;

pub(crate) use languages::english;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::rc::Rc;

use chrono::NaiveDate;
use companion_core::packs::format::Level;
use companion_core::text::LanguageTag;

use self::files::{Form, Input};
use self::kinds::Kind;
use self::records::Records;
use self::services::{Standing, standing};
use self::sheet::Told as SheetTold;
pub use self::told::{LeftOut, Told};
use self::tree::Tree;
use self::writer::{Names, Writer};
use super::ids::{self, Ids};
use super::labels::Labels;
use super::tables::Tables;
use super::{ImportError, ImportReport, SourceFiles};
use crate::source::write::{list, quoted};

/// Most records of an export.
const MAX_RECORDS: usize = 1_000_000;

/// What the export does not say.
#[derive(Debug, Clone)]
pub struct Options {
    /// Id of the pack.
    pub id: String,
    /// City unless told.
    pub level: Level,
    /// Name of the pack; its id where left out.
    pub name: Option<String>,
    /// IANA time zone.
    pub zone: String,
    /// ISO 3166-1; where numbers without a country code are. Left out: the country that all addresses name.
    pub country: Option<String>,
    /// SPDX.
    pub licence: String,
    /// Who publishes the pack; its name where left out.
    pub publisher: Option<String>,
    /// Language of the texts: the specification knows one.
    pub language: LanguageTag,
    /// Keep the names of contact persons, which are personal data.
    pub keep_contact_names: bool,
    /// What has ended by this day is over.
    pub today: NaiveDate,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many files are to be read.
    Reading {
        /// How many.
        files: u64,
    },
    /// A file was read.
    FileRead,
    /// All files are read; so many entries are to be written.
    Writing {
        /// How many.
        entries: u64,
    },
    /// An entry was written.
    EntryDone,
}

/// What an import gives: the files of a source folder, the report, and what was left out.
pub type Imported = (SourceFiles, ImportReport, Told);

/// Reads files and folders and makes the files of a source folder. `ids` are those of an earlier import.
///
/// The same files give the same folder in whatever order they are passed.
///
/// # Errors
/// What is wrong with which file, see [`ImportError`].
pub fn import(
    paths: &[PathBuf],
    options: &Options,
    ids: &mut Ids,
    step: &mut dyn FnMut(Step),
) -> Result<Imported, ImportError> {
    check(options)?;
    let mut told = Told::default();
    let mut records = read(paths, &mut told, step)?;
    let tree = Tree::of(&mut records);
    let mut options = options.clone();
    options.country = options.country.or_else(|| one_country(&records));
    let Some(country) = options.country.clone() else {
        let message = "the export does not say in which country it is, or names several: say --country, such as US";
        return Err(ImportError::Unfit(message.to_owned()));
    };
    let mut writer = Writer {
        records: &records,
        tree: &tree,
        labels: Labels::of(&options.language),
        options: &options,
        names: Names::default(),
        closed: closed(&records),
        shown: BTreeSet::new(),
        problems: Vec::new(),
    };
    let root = writer.name(ids);
    let mut files = SourceFiles::new();
    let mut report = ImportReport { pack: options.id.clone(), ..ImportReport::default() };
    let tables = writer.write(&root, &mut files, &mut report, step);
    told.places = tables.places.len();
    told.services = tables.services.len();
    told.topics = tables.topics.len();
    tables.write(&mut files);
    let Writer { shown, closed, problems, .. } = writer;
    report.fields_left_out =
        told::count_fields(&records, &shown, options.keep_contact_names, &mut told);
    told::name_records(&records, &tree, &shown, &closed, &mut told);
    let languages = languages(&tables, &options.language);
    files.insert("pack.toml".into(), pack_toml(&options, &country, &languages));
    report.problems.append(&mut records.problems);
    report.problems.extend(problems);
    report.problems.sort();
    report.problems.dedup();
    Ok((files, report, told))
}

fn check(options: &Options) -> Result<(), ImportError> {
    if ids::clean(&options.id, "") != options.id || !options.id.is_ascii() || options.id.is_empty()
    {
        let id: String = options.id.chars().take(40).collect();
        let message = format!("{id:?} is no pack id; use the letters a to z, digits and - only");
        return Err(ImportError::Unfit(message));
    }
    let country = options.country.as_deref();
    if country.is_some_and(|c| c.len() != 2 || !c.bytes().all(|b| b.is_ascii_uppercase())) {
        let message = "--country takes two capital letters of ISO 3166-1, such as US";
        return Err(ImportError::Unfit(message.to_owned()));
    }
    Ok(())
}

fn read(
    paths: &[PathBuf],
    told: &mut Told,
    step: &mut dyn FnMut(Step),
) -> Result<Records, ImportError> {
    let (inputs, others) = files::list(paths)?;
    told.files_left_out = others;
    if inputs.is_empty() {
        let message = "no JSON and no table (.csv) among what was passed";
        return Err(ImportError::Unfit(message.to_owned()));
    }
    step(Step::Reading { files: inputs.len() as u64 });
    let mut records = Records::default();
    for input in &inputs {
        read_one(input, &mut records, told)?;
        if records.all.len() > MAX_RECORDS {
            let message = format!(
                "more than {MAX_RECORDS} records; split the export, such as one for each district"
            );
            return Err(ImportError::Unfit(message));
        }
        step(Step::FileRead);
    }
    if !records.all.iter().any(|r| r.kind.is_main()) {
        let message = "no organization, service or location in what was passed; is this an export of Open Referral?";
        return Err(ImportError::Unfit(message.to_owned()));
    }
    Ok(records)
}

fn read_one(input: &Input, records: &mut Records, told: &mut Told) -> Result<(), ImportError> {
    if input.form == Form::Table {
        if let SheetTold::Unknown(rows) = sheet::read(input, None, records)? {
            told.tables_left_out.insert(input.name.clone(), rows);
        }
        return Ok(());
    }
    let path = || input.path.clone();
    let text = files::text(files::bytes(&input.path, files::MAX_JSON)?)
        .map_err(|at| ImportError::NotUtf8 { path: path(), at })?;
    let value: serde_json::Value = serde_json::from_str(&text)
        .map_err(|e| ImportError::Malformed { path: path(), message: e.to_string() })?;
    let file: Rc<str> = input.name.as_str().into();
    json::read(&value, &file, Kind::of_stem(&input.stem), records)
        .map_err(|(pointer, message)| ImportError::Shape { path: path(), pointer, message })
}

/// Services that are not offered, with what their status says.
fn closed(records: &Records) -> BTreeMap<usize, String> {
    let gone = |n: usize| {
        let record = records.get(n)?;
        let status = record.text("status").unwrap_or_default();
        (standing(record) == Standing::Gone).then(|| (n, format!("its status is {status}")))
    };
    records.of(Kind::Service).filter_map(gone).collect()
}

/// The country of all addresses, if it is one.
fn one_country(records: &Records) -> Option<String> {
    let addresses = records.of(Kind::Address).filter_map(|n| records.get(n));
    let named: BTreeSet<String> = addresses
        .flat_map(|a| a.texts("country"))
        .map(|c| match c.trim().to_uppercase().as_str() {
            "USA" | "U.S." | "U.S.A." | "UNITED STATES" => "US".to_owned(),
            "UK" | "UNITED KINGDOM" => "GB".to_owned(),
            other => other.to_owned(),
        })
        .collect();
    let one = named.iter().next().filter(|c| named.len() == 1 && c.len() == 2)?;
    one.bytes().all(|b| b.is_ascii_uppercase()).then(|| one.clone())
}

/// All languages with texts, that of the export first.
fn languages(tables: &Tables, own: &LanguageTag) -> Vec<LanguageTag> {
    let topics = tables.topics.values().flat_map(|row| row.texts.keys());
    let others: BTreeSet<&LanguageTag> = topics.filter(|tag| *tag != own).collect();
    std::iter::once(own).chain(others).cloned().collect()
}

fn pack_toml(options: &Options, country: &str, languages: &[LanguageTag]) -> String {
    let name = options.name.as_deref().unwrap_or(&options.id);
    let publisher = options.publisher.as_deref().unwrap_or(name);
    format!(
        "# Made from an export of Open Referral. What it does not say is left out and wants to be added:\n\
         # editors, [area], [holidays].\n\
         id = {id}\n\
         level = {level}\n\
         source_language = {language}\n\
         languages = {tags}\n\
         zone = {zone}\n\
         country = {country}\n\
         licence = {licence}\n\
         publisher = {publisher}\n\
         \n\
         [names]\n\
         {language} = {name}\n",
        id = quoted(&options.id),
        level = quoted(options.level.word()),
        language = quoted(options.language.as_str()),
        tags = list(languages.iter().map(LanguageTag::as_str)),
        zone = quoted(&options.zone),
        country = quoted(country),
        licence = quoted(&options.licence),
        publisher = quoted(publisher),
        name = quoted(name),
    )
}

impl Writer<'_> {
    /// Gives everything its id, in the order of the export's ids; the id of the page above all organizations comes back.
    fn name(&mut self, ids: &mut Ids) -> String {
        let root = ids.id("page", "organizations", &["organizations"]);
        let key = |n: usize| self.record(n).map(|r| r.key.clone()).unwrap_or_default();
        let mut names = Names::default();
        for n in self.records.of(Kind::Organization) {
            let name = self.organization_name(n);
            names.pages.insert(n, ids.id("page", &format!("organization {}", key(n)), &[&name]));
        }
        for n in self.records.of(Kind::Location) {
            let name = self.place_name(n);
            let address = self.parts(n, Kind::Address).into_iter().find_map(|a| self.record(a));
            let part = |field| address.and_then(|a| a.text(field)).unwrap_or_default();
            let with = |other: &str| match other {
                "" => String::new(),
                other => format!("{name} {other}"),
            };
            let wanted = [name.clone(), with(part("address_1")), with(part("city"))];
            let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
            names.places.insert(n, ids.id("place", &key(n), &wanted));
        }
        for n in self.records.of(Kind::Service).filter(|n| !self.closed.contains_key(n)) {
            let name = self.service_name(n);
            let organization = self.organization_of(n).map(|o| self.organization_name(o));
            let with = organization.map(|o| format!("{name} {o}")).unwrap_or_default();
            names.services.insert(n, ids.id("service", &key(n), &[&name, &with]));
        }
        for n in self.records.of(Kind::Term) {
            let name = self.record(n).and_then(|r| r.text("name")).unwrap_or_default();
            names.topics.insert(n, ids.id("topic", &key(n), &[name, &key(n)]));
        }
        self.names = names;
        root
    }

    fn write(
        &mut self,
        root: &str,
        files: &mut SourceFiles,
        report: &mut ImportReport,
        step: &mut dyn FnMut(Step),
    ) -> Tables {
        let mut tables = Tables::default();
        let names = &self.names;
        let entries = names.pages.len() + names.places.len() + names.services.len();
        step(Step::Writing { entries: entries as u64 });
        let mut done = || step(Step::EntryDone);
        (report.pages, report.blocks) = self.organizations(root, files, &mut done);
        if report.pages > 0 {
            report.languages.insert(self.options.language.to_string(), report.pages);
        }
        let places: Vec<usize> = self.names.places.keys().copied().collect();
        for row in places.into_iter().filter_map(|n| self.place(n)) {
            report.blocks += row.texts.values().map(|t| t.details.len()).sum::<usize>();
            tables.places.insert(row.fact.id.clone(), row);
            done();
        }
        let services: Vec<usize> = self.names.services.keys().copied().collect();
        for row in services.into_iter().filter_map(|n| self.service(n)) {
            report.blocks += row.texts.values().map(|t| t.details.len()).sum::<usize>();
            tables.services.insert(row.fact.id.clone(), row);
            done();
        }
        let topics: Vec<usize> = self.names.topics.keys().copied().collect();
        for row in topics.into_iter().filter_map(|n| self.topic(n)) {
            tables.topics.insert(row.fact.id.clone(), row);
        }
        tables
    }
}
