//! Services with everything that is said of them, and of them at each place.

use std::collections::BTreeMap;

use companion_core::packs::format::{Origin, Reach, ServiceFact, ServiceText};

use super::costs::appointment;
use super::entry::{Entry, plain};
use super::kinds::Kind;
use super::places::one_line;
use super::records::Record;
use super::schedules::part_heading;
use super::writer::Writer;
use crate::import::tables::Row;

/// Whether people can go to a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Standing {
    Open,
    /// For now it is not offered; readers are told.
    Paused,
    /// It is not offered.
    Gone,
    /// A word that the specification does not have.
    Unclear(String),
}

/// What a service's status says.
pub(super) fn standing(record: &Record) -> Standing {
    let Some(status) = record.text("status") else { return Standing::Open };
    match status.trim().to_lowercase().as_str() {
        "active" | "open" => Standing::Open,
        "inactive" | "defunct" | "closed" | "deleted" | "archived" => Standing::Gone,
        "temporarily closed" | "temporarily_closed" | "suspended" => Standing::Paused,
        _ => Standing::Unclear(status.to_owned()),
    }
}

impl Writer<'_> {
    /// A service with its texts.
    pub(super) fn service(&mut self, n: usize) -> Option<Row<ServiceFact, ServiceText>> {
        let (record, id) = (self.record(n)?, self.names.services.get(&n)?.clone());
        let mut entry = Entry::default();
        self.tell(n, &mut entry);
        let standing = standing(record);
        self.notices(record, &standing, &mut entry);
        self.further_names(record, &mut entry);
        let description = self.description(record, &mut entry);
        let eligibility = self.eligibility(n, &mut entry);
        self.fields(record, &mut entry);
        let (url, email) = self.contacts_of(record, &mut entry);
        let languages = self.languages(n, &mut entry);
        let phone = self.first_phone(n, &mut entry);
        let (options, fees) = (self.parts(n, Kind::CostOption), self.parts(n, Kind::Fee));
        let cost = self.cost(record, &options, &fees);
        let sites = self.sites(n);
        let is_open = standing == Standing::Open;
        let opening_hours = self.service_hours(n, &sites, is_open, &mut entry);
        self.all_parts(n, &mut entry);
        self.every_site(&sites, &mut entry);
        self.programs(n, &mut entry);
        let places = self.places_of(n, &sites);
        let organization = self.organization_of(n);
        let provider = organization.and_then(|o| self.record(o)?.text("name")).map(one_line);
        let page = organization.and_then(|o| self.names.pages.get(&o).cloned());
        let topics = self.topics_of(n);
        let reach = Reach { opening_hours, phone, email, url, languages, topics, page };
        let appointment = appointment(record);
        let fact = ServiceFact { id: id.clone(), places, provider, reach, cost, appointment };
        let name = self.service_name(n);
        let (details, origin) = (entry.blocks, Origin::default());
        let text = ServiceText { id, name, description, eligibility, details, origin };
        let texts = BTreeMap::from([(self.options.language.clone(), text)]);
        Some(Row { fact, texts })
    }

    /// What a service is called.
    pub(super) fn service_name(&self, n: usize) -> String {
        let own = self.record(n).and_then(|r| r.text("name").or_else(|| r.text("alternate_name")));
        let organization = || self.record(self.organization_of(n)?)?.text("name");
        let name = own.or_else(organization).map(one_line).filter(|n| !n.is_empty());
        name.unwrap_or_else(|| self.label("hsds-service"))
    }

    fn notices(&mut self, record: &Record, standing: &Standing, entry: &mut Entry) {
        match standing {
            Standing::Paused => entry.notice(&self.label("hsds-paused")),
            Standing::Unclear(status) => {
                entry.line(&self.label("hsds-status"), status);
                let message = "its status is none that the specification has; kept, without hours";
                self.warn(record, "unknown-status", message.to_owned());
            }
            _ => {}
        }
        for status in record.texts("status").skip(1) {
            entry.line(&self.label("hsds-status"), status);
        }
        record.texts("alert").for_each(|alert| entry.notice(alert));
    }

    /// For whom, with ages.
    fn eligibility(&mut self, n: usize, entry: &mut Entry) -> Option<String> {
        let record = self.record(n)?;
        let mut texts: Vec<String> = record.texts("eligibility_description").map(plain).collect();
        for part in self.parts(n, Kind::Eligibility) {
            let Some(rule) = self.record(part) else { continue };
            if self.tell(part, entry) {
                texts.extend(rule.texts("eligibility").chain(rule.texts("description")).map(plain));
                self.fields(rule, entry);
                self.all_parts(part, entry);
            }
        }
        let ages = [("hsds-age-from", "minimum_age"), ("hsds-age-to", "maximum_age")];
        for (label, field) in ages {
            for age in record.texts(field) {
                let age = age.strip_suffix(".0").unwrap_or(age);
                texts.push(format!("{}: {age}", self.label(label)));
            }
        }
        Some(texts.join("\n")).filter(|t| !t.is_empty())
    }

    /// Where it is offered: its records of that, in the order of their ids.
    fn sites(&self, n: usize) -> Vec<usize> {
        self.parts(n, Kind::ServiceAtLocation)
    }

    /// Hours of the service itself; those at its only place, if it has none; words only while it is not offered.
    fn service_hours(
        &mut self,
        n: usize,
        sites: &[usize],
        is_open: bool,
        entry: &mut Entry,
    ) -> Option<String> {
        let mut schedules = self.schedules(n, entry);
        if let (true, [site]) = (schedules.is_empty(), sites) {
            schedules = self.schedules(*site, entry);
        }
        self.tell_hours(&schedules, is_open, entry)
    }

    fn places_of(&self, n: usize, sites: &[usize]) -> Vec<String> {
        let of_sites = sites.iter().flat_map(|s| self.owners(*s, Kind::Location));
        let all = of_sites.chain(self.owners(n, Kind::Location));
        let mut places: Vec<String> =
            all.filter_map(|l| self.names.places.get(&l).cloned()).collect();
        places.sort();
        places.dedup();
        places
    }

    /// What is said of the service at each place.
    fn every_site(&mut self, sites: &[usize], entry: &mut Entry) {
        for site in sites {
            let Some(record) = self.record(*site) else { continue };
            if self.tell(*site, entry) {
                self.site(*site, record, entry);
            }
        }
    }

    /// A part of an entry about one place.
    pub(super) fn site(&mut self, n: usize, record: &Record, entry: &mut Entry) {
        let place = self.owners(n, Kind::Location).into_iter().next();
        let name = place.map_or_else(|| self.label("hsds-place"), |p| self.place_name(p));
        let link = place.and_then(|p| self.names.places.get(&p)).map(|id| format!("place:{id}"));
        entry.section(part_heading(&name, link.as_deref()), |entry| {
            record.texts("description").for_each(|text| entry.paragraphs(text));
            for url in record.texts("url") {
                entry.link(&self.label("hsds-website"), url);
            }
            for email in record.texts("email") {
                entry.mail(&self.label("hsds-email"), email);
            }
            self.fields(record, entry);
            self.hours_of(n, entry);
            self.all_parts(n, entry);
        });
    }

    /// The programme a service is part of; all about it stands with its organization, if that is there.
    fn programs(&mut self, n: usize, entry: &mut Entry) {
        for program in self.owners(n, Kind::Program) {
            let Some(record) = self.record(program) else { continue };
            let names: Vec<&str> = record.texts("name").collect();
            if self.owners(program, Kind::Organization).is_empty() {
                self.program(program, entry);
            } else if !names.is_empty() {
                entry.line(&self.label("hsds-program"), &names.join(", "));
            }
        }
    }

    /// All about a programme.
    pub(super) fn program(&mut self, n: usize, entry: &mut Entry) {
        let Some(record) = self.record(n) else { return };
        if !self.tell(n, entry) {
            return;
        }
        let names: Vec<&str> = record.texts("name").collect();
        let title = format!("{}: {}", self.label("hsds-program"), names.join(", "));
        entry.heading(2, &title);
        self.fields(record, entry);
        self.hours_of(n, entry);
        self.all_parts(n, entry);
    }
}
