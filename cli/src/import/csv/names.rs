//! Which row is which: copies, ids that stay, topics by their names; and then the tables of a source folder.

use std::collections::{BTreeMap, BTreeSet};

use companion_core::packs::format::{
    NameText, Origin, PlaceFact, PlaceText, ServiceFact, ServiceText, TopicFact,
};

use super::super::ImportError;
use super::super::again::Earlier;
use super::super::ids::Ids;
use super::super::tables::{Row, Tables};
use super::pack::Pack;
use super::rows::Thing;
use super::{CsvReport, Kind};
use crate::problem::Problem;

/// What tells rows apart that have no key of their own: first the name and the street, then everything that seldom
/// changes.
fn keys(thing: &Thing) -> [String; 2] {
    let squash = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    if let Some(key) = &thing.key {
        let key = format!("id|{key}");
        return [key.clone(), key];
    }
    let optional = |text: &Option<String>| squash(text.as_deref().unwrap_or_default());
    let short = format!("{}|{}", squash(&thing.name), optional(&thing.street));
    let reach = &thing.reach;
    let rest =
        [&thing.postcode, &thing.town, &reach.phone, &reach.email, &reach.url, &thing.provider];
    let rest = rest.map(optional).join("|");
    let long = format!(
        "{short}|{rest}|{}",
        thing.topics.iter().map(|t| squash(t)).collect::<Vec<_>>().join(";")
    );
    [short, long]
}

/// Without rows that say the same as another, in an order that the lists do not decide.
pub(super) fn without_copies(
    things: Vec<Thing>,
    report: &mut CsvReport,
) -> Result<Vec<Thing>, ImportError> {
    let mut first: BTreeMap<String, Thing> = BTreeMap::new();
    for thing in things {
        let [_, key] = keys(&thing);
        let Some(other) = first.get(&key) else {
            first.insert(key, thing);
            continue;
        };
        let same = Thing { file: other.file.clone(), row: other.row, ..thing.clone() };
        let place = format!("{} row {}", other.file, other.row);
        if same == *other {
            let message = format!("says the same as {place}; left out");
            report.problems.push(Problem::warning(&thing.file, thing.row, "row-twice", message));
            report.rows_left_out += 1;
            continue;
        }
        let what = match &thing.key {
            Some(key) => format!("id `{}`", crate::source::short(key)),
            None => format!(
                "name, address, telephone and topics of `{}`",
                crate::source::short(&thing.name)
            ),
        };
        return Err(ImportError::Unfit(format!(
            "{} row {}: has the {what} as {place}, and says something else; give each a name or id of its own",
            thing.file, thing.row
        )));
    }
    Ok(first.into_values().collect())
}

/// Gives every thing its id and puts it into its table.
pub(super) fn tables(
    things: Vec<Thing>,
    kind: Kind,
    earlier: &Earlier,
    pack: &Pack,
    ids: &mut Ids,
) -> Tables {
    for (word, table) in
        [("place", "places.csv"), ("service", "services.csv"), ("topic", "topics.csv")]
    {
        ids.reserve(word, earlier.ids_in(table));
    }
    let named = identified(&things, kind, ids);
    let mut topics = TopicNames::of(earlier);
    let mut tables = Tables::default();
    for (id, mut thing) in named.into_iter().zip(things) {
        let mut of_thing = Vec::new();
        for name in &thing.topics {
            let topic = topics.id(name, pack, ids, &mut tables);
            if !of_thing.contains(&topic) {
                of_thing.push(topic);
            }
        }
        thing.reach.topics = of_thing;
        match kind {
            Kind::Places => {
                tables.places.insert(id.clone(), place(id, thing, pack));
            }
            Kind::Services => {
                tables.services.insert(id.clone(), service(id, thing, pack));
            }
        }
    }
    tables
}

/// The ids of the things, in their order. A row whose name another has too keeps the id that it had when it was alone.
fn identified(things: &[Thing], kind: Kind, ids: &mut Ids) -> Vec<String> {
    let word = if kind == Kind::Services { "service" } else { "place" };
    let all: Vec<[String; 2]> = things.iter().map(keys).collect();
    let known: Vec<Option<String>> =
        all.iter().map(|[_, long]| ids.find(word, long).map(str::to_owned)).collect();
    let mut used: BTreeSet<String> = known.iter().flatten().cloned().collect();
    let mut out = Vec::new();
    for ((thing, [short, long]), known) in things.iter().zip(&all).zip(known) {
        let alone = ids.find(word, short).filter(|id| !used.contains(*id)).map(str::to_owned);
        let id = known.or(alone).unwrap_or_else(|| {
            let street = thing.street.as_deref().unwrap_or_default();
            let both = format!("{} {street}", thing.name);
            let town = format!("{both} {}", thing.town.as_deref().unwrap_or_default());
            // A key that reads like an id is one.
            let own = thing.key.as_deref().filter(|k| k.contains(char::is_alphabetic));
            let names = [own.unwrap_or(&thing.name), &thing.name, &both, &town];
            ids.id(word, long, &names)
        });
        used.insert(id.clone());
        ids.keep(word, long, &id);
        if ids.find(word, short).is_none() {
            ids.keep(word, short, &id);
        }
        out.push(id);
    }
    out
}

/// Topics by their names, also those that the pack has already.
struct TopicNames {
    /// Ids of topics that somebody else brought, by name in lower case.
    there: BTreeMap<String, String>,
}

impl TopicNames {
    fn of(earlier: &Earlier) -> Self {
        let own: BTreeSet<String> = earlier.base_ids_in("topics.csv").into_iter().collect();
        let names = earlier.names_in("topics.csv").into_iter().filter(|(_, id)| !own.contains(id));
        Self { there: names.map(|(name, id)| (name.to_lowercase(), id)).collect() }
    }

    fn id(&mut self, name: &str, pack: &Pack, ids: &mut Ids, tables: &mut Tables) -> String {
        let key = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        if let Some(id) = self.there.get(&key) {
            return id.clone();
        }
        let id = ids.id("topic", &key, &[name]);
        tables.topics.entry(id.clone()).or_insert_with(|| {
            let text = NameText {
                id: id.clone(),
                name: name.to_owned(),
                note: None,
                origin: Origin::default(),
            };
            Row {
                fact: TopicFact { id: id.clone(), icon: None },
                texts: [(pack.language.clone(), text)].into(),
            }
        });
        id
    }
}

fn place(id: String, thing: Thing, pack: &Pack) -> Row<PlaceFact, PlaceText> {
    let fact = PlaceFact {
        id: id.clone(),
        point: thing.point,
        street: thing.street,
        postcode: thing.postcode,
        town: thing.town,
        reach: thing.reach,
        wheelchair: thing.wheelchair,
    };
    let text = PlaceText {
        id,
        name: thing.name,
        description: thing.description,
        access: thing.access,
        details: thing.details,
        origin: Origin::default(),
    };
    Row { fact, texts: [(pack.language.clone(), text)].into() }
}

fn service(id: String, thing: Thing, pack: &Pack) -> Row<ServiceFact, ServiceText> {
    let fact = ServiceFact {
        id: id.clone(),
        places: Vec::new(),
        provider: thing.provider,
        reach: thing.reach,
        cost: thing.cost,
        appointment: thing.appointment,
    };
    let text = ServiceText {
        id,
        name: thing.name,
        description: thing.description,
        eligibility: thing.eligibility,
        details: thing.details,
        origin: Origin::default(),
    };
    Row { fact, texts: [(pack.language.clone(), text)].into() }
}
