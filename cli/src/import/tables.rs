//! Places, services and topics as the tables of a source folder: the counterpart of reading them.

use std::collections::{BTreeMap, BTreeSet};

use companion_core::packs::format::{
    NameText, Origin, OriginKind, PlaceFact, PlaceText, Point, Reach, ServiceFact, ServiceText,
    TopicFact,
};
use companion_core::text::{BlockBody, LanguageTag};

use super::SourceFiles;
use crate::markdown;

/// What an import found that belongs into tables, by id.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tables {
    /// places.csv and its texts.
    pub places: BTreeMap<String, Row<PlaceFact, PlaceText>>,
    /// services.csv and its texts.
    pub services: BTreeMap<String, Row<ServiceFact, ServiceText>>,
    /// topics.csv.
    pub topics: BTreeMap<String, Row<TopicFact, NameText>>,
}

/// A fact and its texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<F, T> {
    /// What needs no language.
    pub fact: F,
    /// By language.
    pub texts: BTreeMap<LanguageTag, T>,
}

type Cells = Vec<String>;

impl Tables {
    /// Adds the tables that have rows to the files.
    pub fn write(&self, files: &mut SourceFiles) {
        let facts = self.places.values().map(|row| place(&row.fact));
        put(files, "places.csv", PLACES, facts.collect());
        for tag in languages(&self.places) {
            let rows = self.places.values().filter_map(|r| r.texts.get(&tag)).map(place_text);
            let columns = ["id", "name", "description", "access", "details", "origin"];
            put(files, &format!("places.{tag}.csv"), &columns, rows.collect());
        }
        let facts = self.services.values().map(|row| service(&row.fact));
        put(files, "services.csv", SERVICES, facts.collect());
        for tag in languages(&self.services) {
            let rows = self.services.values().filter_map(|r| r.texts.get(&tag)).map(service_text);
            let columns = ["id", "name", "description", "eligibility", "details", "origin"];
            put(files, &format!("services.{tag}.csv"), &columns, rows.collect());
        }
        let tags: Vec<LanguageTag> = languages(&self.topics).into_iter().collect();
        let names: Vec<String> = tags.iter().map(ToString::to_string).collect();
        let columns: Vec<&str> =
            ["id", "icon"].into_iter().chain(names.iter().map(String::as_str)).collect();
        let rows = self.topics.values().map(|row| {
            let names = tags.iter().map(|t| row.texts.get(t).map(|n| n.name.clone()));
            let icon = row.fact.icon.clone();
            [Some(row.fact.id.clone()), icon]
                .into_iter()
                .chain(names)
                .map(Option::unwrap_or_default)
                .collect()
        });
        put(files, "topics.csv", &columns, rows.collect());
    }
}

const PLACES: &[&str] = &[
    "id",
    "lat",
    "lon",
    "street",
    "postcode",
    "town",
    "wheelchair",
    "opening_hours",
    "phone",
    "email",
    "url",
    "languages",
    "topics",
    "page",
];
const SERVICES: &[&str] = &[
    "id",
    "place",
    "provider",
    "cost",
    "appointment",
    "opening_hours",
    "phone",
    "email",
    "url",
    "languages",
    "topics",
    "page",
];

fn languages<F, T>(table: &BTreeMap<String, Row<F, T>>) -> BTreeSet<LanguageTag> {
    table.values().flat_map(|row| row.texts.keys().cloned()).collect()
}

fn put(files: &mut SourceFiles, name: &str, columns: &[&str], rows: Vec<Cells>) {
    if rows.is_empty() {
        return;
    }
    // A column that nobody fills would only be in an editor's way.
    let used: Vec<bool> = (0..columns.len())
        .map(|n| n == 0 || rows.iter().any(|row| row.get(n).is_some_and(|c| !c.is_empty())))
        .collect();
    let kept = |cells: Vec<&str>| -> Vec<String> {
        cells.into_iter().zip(&used).filter(|(_, used)| **used).map(|(c, _)| c.to_owned()).collect()
    };
    let mut out = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = out.write_record(kept(columns.to_vec()));
    for row in &rows {
        let _ = out.write_record(kept(row.iter().map(String::as_str).collect()));
    }
    let text = String::from_utf8(out.into_inner().unwrap_or_default()).unwrap_or_default();
    files.insert(name.to_owned(), text);
}

fn place(fact: &PlaceFact) -> Cells {
    let degrees = |d: Option<f64>| d.map(|d| d.to_string()).unwrap_or_default();
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let mut cells = vec![
        fact.id.clone(),
        degrees(fact.point.map(Point::lat)),
        degrees(fact.point.map(Point::lon)),
        text(&fact.street),
        text(&fact.postcode),
        text(&fact.town),
        text(&fact.wheelchair),
    ];
    cells.extend(reach(&fact.reach));
    cells
}

fn service(fact: &ServiceFact) -> Cells {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let mut cells = vec![
        fact.id.clone(),
        fact.places.join(";"),
        text(&fact.provider),
        text(&fact.cost),
        text(&fact.appointment),
    ];
    cells.extend(reach(&fact.reach));
    cells
}

fn reach(reach: &Reach) -> Cells {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let languages: Vec<String> = reach.languages.iter().map(ToString::to_string).collect();
    vec![
        text(&reach.opening_hours),
        text(&reach.phone),
        text(&reach.email),
        text(&reach.url),
        languages.join(";"),
        reach.topics.join(";"),
        text(&reach.page),
    ]
}

fn place_text(text: &PlaceText) -> Cells {
    let own = [text.description.clone(), text.access.clone()];
    texts(&text.id, &text.name, own, &text.details, &text.origin)
}

fn service_text(text: &ServiceText) -> Cells {
    let own = [text.description.clone(), text.eligibility.clone()];
    texts(&text.id, &text.name, own, &text.details, &text.origin)
}

fn texts(
    id: &str,
    name: &str,
    own: [Option<String>; 2],
    details: &[BlockBody],
    origin: &Origin,
) -> Cells {
    let origin = match origin.origin {
        OriginKind::Unknown => "",
        OriginKind::Human => "human",
        OriginKind::Checked => "checked",
        OriginKind::Machine => "machine",
    };
    let [first, second] = own.map(Option::unwrap_or_default);
    let details = markdown::write(details).trim_end().to_owned();
    vec![id.to_owned(), name.to_owned(), first, second, details, origin.to_owned()]
}

#[cfg(test)]
mod tests {
    use companion_core::text::Span;

    use super::*;
    use crate::source;
    use crate::source::testing::{complete, tag, write};

    #[test]
    fn what_is_written_is_read_again() {
        let (source, _) = source::read(complete().path());
        let source = source.unwrap();
        let mut tables = Tables::default();
        for (id, entry) in &source.places {
            let texts = entry.texts.iter().map(|(t, text)| (t.clone(), text.value.clone()));
            let row = Row { fact: entry.fact.value.clone(), texts: texts.collect() };
            tables.places.insert(id.clone(), row);
        }
        for (id, entry) in &source.services {
            let texts = entry.texts.iter().map(|(t, text)| (t.clone(), text.value.clone()));
            let row = Row { fact: entry.fact.value.clone(), texts: texts.collect() };
            tables.services.insert(id.clone(), row);
        }
        let spans = vec![Span::plain("A \"quoted\", comma; and\nbreak")];
        let details = vec![BlockBody::Paragraph { spans }];
        let place = tables.places.get_mut("town-hall").unwrap();
        place.texts.get_mut(&tag("en")).unwrap().details = details;
        let mut files = SourceFiles::new();
        tables.write(&mut files);
        let dir = complete();
        for (name, text) in &files {
            write(dir.path(), name, text.as_bytes());
        }
        let (again, problems) = source::read(dir.path());
        assert_eq!(problems, []);
        let again = again.unwrap();
        for (id, row) in &tables.places {
            assert_eq!(again.places[id].fact.value, row.fact);
            for (tag, text) in &row.texts {
                assert_eq!(again.places[id].texts[tag].value, *text);
            }
        }
        for (id, row) in &tables.services {
            assert_eq!(again.services[id].fact.value, row.fact);
        }
    }
}
