//! Events in whatever they are sent in: alone, in activities, in collections and their pages, in lists.

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::terms::{Node, Terms};
use super::{PUBLIC, Telling};

/// An activity in a collection in a page: more is no outbox.
const DEEPEST: usize = 16;
/// Activities that say something about an object beside themselves.
const TELLING: [&str; 4] = ["Create", "Update", "Announce", "Add"];
const COLLECTIONS: [&str; 4] =
    ["Collection", "OrderedCollection", "CollectionPage", "OrderedCollectionPage"];

/// An event and what the activity around it says.
pub(super) struct Found<'v> {
    pub(super) node: Node<'v>,
    /// Whether the activity is for everybody, where the event says nothing of it.
    public: bool,
    /// When this version of it was made.
    pub(super) moment: Option<DateTime<Utc>>,
}

impl Found<'_> {
    /// Whether it is for everybody.
    pub(super) fn is_public(&self) -> bool {
        is_public(&self.node).unwrap_or(self.public)
    }
}

/// Everything in a file.
#[derive(Default)]
pub(super) struct Objects<'v> {
    pub(super) events: Vec<Found<'v>>,
    /// Ids of what is deleted, and where that is told.
    pub(super) deleted: BTreeMap<String, String>,
    /// Whether there is more of a collection elsewhere.
    pub(super) more: bool,
    /// Whether anything of ActivityStreams was seen.
    known: bool,
}

/// What the activity around an object says.
#[derive(Clone, Copy, Default)]
struct Around {
    public: bool,
    moment: Option<DateTime<Utc>>,
}

impl<'v> Objects<'v> {
    /// Finds all; nothing in what is no ActivityStreams.
    pub(super) fn find(value: &'v Value, tell: &mut Telling<'_>) -> Option<Self> {
        let mut objects = Self::default();
        let terms = Rc::new(Terms::default());
        objects.walk(value, String::new(), &terms, &Around::default(), 0, tell);
        let empty = value.as_array().is_some_and(Vec::is_empty);
        (objects.known || empty).then_some(objects)
    }

    fn walk(
        &mut self,
        value: &'v Value,
        pointer: String,
        terms: &Rc<Terms>,
        around: &Around,
        depth: usize,
        tell: &mut Telling<'_>,
    ) {
        if depth > DEEPEST {
            tell.problem(&pointer, "too-deep", "nested deeper than any outbox; it is left out");
            return;
        }
        match value {
            Value::Array(items) => {
                for (n, item) in items.iter().enumerate() {
                    self.walk(item, format!("{pointer}/{n}"), terms, around, depth + 1, tell);
                }
            }
            Value::Object(map) => {
                let node = Node::new(map, pointer, terms);
                self.object(node, around, depth, tell);
            }
            Value::String(_) if depth > 0 => {
                tell.left_out("object of which only the address is told");
            }
            Value::Null => {}
            _ => tell.problem(&pointer, "no-object", "an object was expected; it is left out"),
        }
    }

    fn object(&mut self, node: Node<'v>, around: &Around, depth: usize, tell: &mut Telling<'_>) {
        let types = node.types();
        let one_of = |names: &[&str]| names.iter().any(|name| types.iter().any(|t| t == name));
        let mut inside = |objects: &mut Self, key: &str, around: &Around| {
            for (value, at) in node.list(key) {
                objects.walk(value, at, node.terms(), around, depth + 1, tell);
            }
        };
        if one_of(&["Event"]) {
            self.known = true;
            let moment = moment(&node).or(around.moment);
            self.events.push(Found { node, public: around.public, moment });
        } else if one_of(&TELLING) {
            self.known = true;
            let around =
                Around { public: is_public(&node).unwrap_or_default(), moment: moment(&node) };
            inside(self, "object", &around);
        } else if one_of(&["Delete"]) {
            self.known = true;
            let gone = node.list("object").into_iter().filter_map(|(value, at)| match value {
                Value::String(id) => Some((id.trim().to_owned(), at)),
                Value::Object(map) => {
                    Some((Node::new(map, at.clone(), node.terms()).text("id")?, at))
                }
                _ => None,
            });
            self.deleted.extend(gone);
        } else if one_of(&["Tombstone"]) {
            self.known = true;
            self.deleted.extend(node.text("id").map(|id| (id, node.pointer.clone())));
        } else if one_of(&COLLECTIONS) {
            self.known = true;
            for key in ["items", "orderedItems"] {
                inside(self, key, around);
            }
            self.pages(&node, around, depth, tell);
        } else if let Some(name) = types.first() {
            let name: String = name.chars().take(40).collect();
            tell.left_out(&format!("object of type {name:?}"));
        } else {
            tell.problem(&node.pointer, "type-missing", "an object without a type is left out");
        }
    }

    /// The first page of a collection may stand in it; others are elsewhere.
    fn pages(&mut self, node: &Node<'v>, around: &Around, depth: usize, tell: &mut Telling<'_>) {
        let listed = ["items", "orderedItems"].iter().any(|key| node.value(key).is_some());
        let elsewhere = !listed && node.value("first").is_some_and(|first| first.is_string());
        self.more |= elsewhere || ["next", "prev"].iter().any(|key| node.value(key).is_some());
        match node.value("first") {
            Some(page @ Value::Object(_)) if !listed => {
                self.walk(page, node.pointer_of("first"), node.terms(), around, depth + 1, tell);
            }
            Some(Value::String(address)) if !listed => {
                let address: String = address.chars().take(200).collect();
                let message =
                    format!("nothing is listed here; the first page is at {address}: take that");
                tell.problem(&node.pointer_of("first"), "page-elsewhere", &message);
            }
            _ => {}
        }
        if node.value("next").is_some() {
            let message = "there are more on the next page, which was not asked for";
            tell.problem(&node.pointer_of("next"), "more-pages", message);
        }
    }
}

/// Whether an object is for everybody; nothing where it does not say for whom it is.
fn is_public(node: &Node<'_>) -> Option<bool> {
    let keys = ["to", "cc", "audience"].into_iter().flat_map(|key| node.list(key));
    let ids = keys.filter_map(|(value, at)| match value {
        Value::String(address) => Some(address.clone()),
        Value::Object(map) => Node::new(map, at, node.terms()).text("id"),
        _ => None,
    });
    ids.map(|address| PUBLIC.contains(&address.as_str())).reduce(|any, this| any || this)
}

/// When an object was changed, or made.
fn moment(node: &Node<'_>) -> Option<DateTime<Utc>> {
    let told = ["updated", "published"].iter().find_map(|key| node.text(key))?;
    DateTime::parse_from_rfc3339(&told).ok().map(|at| at.with_timezone(&Utc))
}
