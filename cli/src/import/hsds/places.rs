//! Locations to places.

use std::collections::BTreeMap;

use companion_core::packs::format::{Origin, PlaceFact, PlaceText, Point, Reach};

use super::entry::{Entry, plain};
use super::kinds::Kind;
use super::records::{Record, short};
use super::spec;
use super::writer::Writer;
use crate::import::tables::Row;

impl Writer<'_> {
    /// A place with its texts.
    pub(super) fn place(&mut self, n: usize) -> Option<Row<PlaceFact, PlaceText>> {
        let (record, id) = (self.record(n)?, self.names.places.get(&n)?.clone());
        let mut entry = Entry::default();
        self.tell(n, &mut entry);
        self.further_names(record, &mut entry);
        self.kind_of_place(record, &mut entry);
        let point = self.point(record, &mut entry);
        let (street, postcode, town) = self.street(n, &mut entry);
        let access = self.access(n, &mut entry);
        let description = self.description(record, &mut entry);
        self.fields(record, &mut entry);
        let (url, email) = self.contacts_of(record, &mut entry);
        let languages = self.languages(n, &mut entry);
        let phone = self.first_phone(n, &mut entry);
        let opening_hours = self.opening_hours(n, &mut entry);
        self.all_parts(n, &mut entry);
        self.lost_services(n, &mut entry);
        let page = self.owners(n, Kind::Organization).into_iter();
        let page =
            page.chain(self.organization_of(n)).find_map(|o| self.names.pages.get(&o).cloned());
        let wheelchair = self.is_step_free(record).then(|| "yes".to_owned());
        let topics = self.topics_of(n);
        let reach = Reach { opening_hours, phone, email, url, languages, topics, page };
        let fact = PlaceFact { id: id.clone(), point, street, postcode, town, reach, wheelchair };
        let text = PlaceText {
            id,
            name: self.place_name(n),
            description,
            access,
            details: entry.blocks,
            origin: Origin::default(),
        };
        let texts = BTreeMap::from([(self.options.language.clone(), text)]);
        Some(Row { fact, texts })
    }

    /// What a place is called: its own name, else where it stands, else whose it is.
    pub(super) fn place_name(&self, n: usize) -> String {
        let own = self.record(n).and_then(|r| r.text("name").or_else(|| r.text("alternate_name")));
        let address = || {
            let address = self.parts(n, Kind::Address).into_iter().find_map(|a| self.record(a))?;
            address.text("address_1").or_else(|| address.text("city"))
        };
        let organization = || self.record(self.organization_of(n)?)?.text("name");
        let name = own.or_else(address).or_else(organization);
        name.map(one_line).filter(|n| !n.is_empty()).unwrap_or_else(|| self.label("hsds-place"))
    }

    /// The organization of a location or service, through what it belongs to.
    pub(super) fn organization_of(&self, n: usize) -> Option<usize> {
        let direct = |n: usize| self.owners(n, Kind::Organization).into_iter().next();
        let above = || {
            let programs = self.owners(n, Kind::Program).into_iter();
            programs.chain(self.owners(n, Kind::Location)).find_map(direct)
        };
        // A place of one organization's services is that organization's, as long as nobody says otherwise.
        let offered = || {
            let sites = self.parts(n, Kind::ServiceAtLocation).into_iter();
            let services = sites.flat_map(|s| self.owners(s, Kind::Service));
            let mut all: Vec<usize> =
                services.chain(self.parts(n, Kind::Service)).filter_map(direct).collect();
            all.sort_unstable();
            all.dedup();
            match all.as_slice() {
                [one] => Some(*one),
                _ => None,
            }
        };
        let is_place = self.record(n).is_some_and(|r| r.kind == Kind::Location);
        direct(n).or_else(above).or_else(|| if is_place { offered() } else { None })
    }

    /// All names beside the first.
    pub(super) fn further_names(&self, record: &Record, entry: &mut Entry) {
        for name in record.texts("name").skip(1) {
            entry.line(&self.label("hsds-also-called"), name);
        }
    }

    /// The description for its column; a second one stays in the entry.
    pub(super) fn description(&self, record: &Record, entry: &mut Entry) -> Option<String> {
        let mut texts = record.texts("description");
        let first = texts.next().map(plain).filter(|t| !t.is_empty());
        texts.for_each(|more| entry.value(&self.label("hsds-description"), more));
        first
    }

    fn kind_of_place(&self, record: &Record, entry: &mut Entry) {
        let virtual_too = record.texts("virtual").filter(|v| is_yes(v)).map(|_| "virtual");
        let said = |t: &&str| !spec::says_nothing(record.kind, "location_type", t);
        let kinds = record.texts("location_type").filter(said);
        for kind in kinds.chain(virtual_too) {
            let shown = match kind.to_lowercase().as_str() {
                "virtual" => self.label("hsds-virtual"),
                "postal" => self.label("hsds-postal-address"),
                _ => kind.to_owned(),
            };
            entry.line(&self.label("hsds-kind"), &shown);
        }
    }

    /// The point where it is one on the globe; whatever else stands there stays text.
    fn point(&mut self, record: &Record, entry: &mut Entry) -> Option<Point> {
        let both: Vec<&str> = record.texts("coordinates").collect();
        let (lat, lon) = match both.as_slice() {
            // Ohana answers with longitude first, as GeoJSON does.
            [lon, lat] => (vec![*lat], vec![*lon]),
            _ => (record.texts("latitude").collect(), record.texts("longitude").collect()),
        };
        if lat.is_empty() && lon.is_empty() {
            return None;
        }
        let degrees = |text: &str| text.trim().parse::<f64>().ok().filter(|d| d.is_finite());
        let point = match (lat.as_slice(), lon.as_slice()) {
            ([lat], [lon]) => {
                let both = degrees(lat).zip(degrees(lon));
                // Nobody lives where both are nothing; it stands for an address that was not found.
                both.filter(|(lat, lon)| lat.abs() > 1e-9 || lon.abs() > 1e-9)
                    .and_then(|(lat, lon)| Point::from_degrees(lat, lon))
            }
            _ => None,
        };
        if point.is_none() {
            let told = format!("{}, {}", lat.join(" / "), lon.join(" / "));
            entry.line(&self.label("hsds-point"), &told);
            let message = format!(
                "latitude and longitude {:?} are no point on the globe; kept as text",
                short(&told)
            );
            self.warn(record, "invalid-point", message);
        }
        point
    }

    /// Street, postcode and town, where they say all of the address; else the whole address stands in the entry.
    fn street(
        &mut self,
        n: usize,
        entry: &mut Entry,
    ) -> (Option<String>, Option<String>, Option<String>) {
        let addresses = self.parts(n, Kind::Address).into_iter();
        let postal = |r: &Record| r.texts("address_type").any(|t| t.eq_ignore_ascii_case("postal"));
        let mut physical =
            addresses.filter_map(|a| Some((a, self.record(a)?))).filter(|(_, r)| !postal(r));
        // With two nobody knows which one the place is at.
        let (Some((address, record)), None) = (physical.next(), physical.next()) else {
            return (None, None, None);
        };
        let lines: Vec<&str> = ["address_1", "address_2", "address_3", "address_4"]
            .iter()
            .flat_map(|f| record.texts(f))
            .collect();
        let one = |field| record.text(field).map(one_line);
        let street = Some(one_line(&lines.join(", "))).filter(|s| !s.is_empty());
        let shown = ["address_1", "address_2", "city", "postal_code", "address_type", "attention"];
        let whole = record.fields.iter().all(|(f, v)| shown.contains(&f.as_str()) && v.len() == 1);
        if whole {
            self.tell(address, entry);
            self.fields(record, entry);
        }
        (street, one("postal_code"), one("city"))
    }

    /// How to get there and in.
    fn access(&mut self, n: usize, entry: &mut Entry) -> Option<String> {
        let record = self.record(n)?;
        let mut texts: Vec<String> = record.texts("transportation").map(plain).collect();
        let listed: Vec<&str> = record.listed("accessibility").collect();
        let words: Vec<String> = listed.iter().map(|w| self.access_words(w)).collect();
        // Texts have commas of their own; only Ohana's words are a list.
        let ohana = words.iter().zip(&listed).all(|(word, token)| word != token);
        match ohana && !words.is_empty() {
            true => texts.push(words.join(", ")),
            false => texts.extend(record.texts("accessibility").map(plain)),
        }
        for part in self.parts(n, Kind::Accessibility) {
            let Some(accessibility) = self.record(part) else { continue };
            if !self.tell(part, entry) {
                continue;
            }
            for field in ["description", "details"] {
                texts.extend(accessibility.texts(field).map(|t| self.access_words(&plain(t))));
            }
            self.fields(accessibility, entry);
            self.all_parts(part, entry);
        }
        Some(texts.join("\n")).filter(|t| !t.is_empty())
    }

    /// Step-free only where a word of a list says it; sentences may say the opposite.
    fn is_step_free(&self, record: &Record) -> bool {
        let sure = |t: &str| {
            let t = t.trim().to_lowercase();
            matches!(t.as_str(), "wheelchair" | "wheelchair accessible" | "wheelchair access")
        };
        let parts = self
            .tree
            .children(self.records.find(Kind::Location, &record.key).unwrap_or(usize::MAX));
        let of_parts = parts
            .iter()
            .filter_map(|n| self.record(*n))
            .filter(|r| r.kind == Kind::Accessibility)
            .any(|r| r.texts("description").any(sure));
        record.listed("accessibility").any(sure) || of_parts
    }

    /// What is said of a service here that the export does not have.
    fn lost_services(&mut self, n: usize, entry: &mut Entry) {
        for site in self.parts(n, Kind::ServiceAtLocation) {
            let Some(record) = self.record(site) else { continue };
            if self.owners(site, Kind::Service).is_empty() && self.tell(site, entry) {
                self.site(site, record, entry);
            }
        }
    }
}

/// A name without line breaks.
pub(super) fn one_line(text: &str) -> String {
    plain(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn is_yes(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "true" | "1" | "yes" | "t" | "y")
}
