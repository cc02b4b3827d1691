//! An object and its keys, by whatever prefix they are written.
//!
//! JSON-LD lets every server bind prefixes and names of its own in `@context`. Here that much of it is understood as the
//! keys that are read need: a key is known by its own name, with a prefix, as a full address, or under a name that the
//! context binds to one of these.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Map, Value};

/// Where the keys that are read are defined: ActivityStreams, iCalendar, schema.org, Mobilizon.
const SPACES: [&str; 8] = [
    "https://www.w3.org/ns/activitystreams#",
    "http://www.w3.org/ns/activitystreams#",
    "http://www.w3.org/2002/12/cal/ical#",
    "https://www.w3.org/2002/12/cal/ical#",
    "http://schema.org#",
    "http://schema.org/",
    "https://schema.org/",
    "https://joinmobilizon.org/ns#",
];
/// What they are called where no context says it.
const PREFIXES: [(&str, &str); 5] = [
    ("as", "https://www.w3.org/ns/activitystreams#"),
    ("ical", "http://www.w3.org/2002/12/cal/ical#"),
    ("sc", "http://schema.org/"),
    ("schema", "http://schema.org/"),
    ("mz", "https://joinmobilizon.org/ns#"),
];
/// A name that stands for a name that stands for a name: more is a circle.
const MOST_STEPS: usize = 4;

/// What names and prefixes stand for. Each context adds to those around it, of which there may be many objects with one.
#[derive(Debug, Clone, Default)]
pub(super) struct Terms {
    own: BTreeMap<String, String>,
    around: Option<Rc<Terms>>,
}

impl Terms {
    fn within(around: &Rc<Self>, context: &Value) -> Self {
        let mut own = BTreeMap::new();
        let contexts = context.as_array().map_or(std::slice::from_ref(context), Vec::as_slice);
        for (name, told) in contexts.iter().filter_map(Value::as_object).flatten() {
            let target = told.as_str().or_else(|| told.get("@id").and_then(Value::as_str));
            if let Some(target) = target {
                own.insert(name.clone(), target.to_owned());
            }
        }
        Self { own, around: Some(Rc::clone(around)) }
    }

    fn bound(&self, name: &str) -> Option<&str> {
        let mut terms = self;
        loop {
            if let Some(target) = terms.own.get(name) {
                return Some(target);
            }
            terms = terms.around.as_deref()?;
        }
    }

    /// The name by which a key is known here.
    fn local<'k>(&self, key: &'k str) -> Cow<'k, str> {
        match self.address(key) {
            Some(address) => {
                let local = SPACES.iter().find_map(|space| address.strip_prefix(space));
                local.map_or(Cow::Borrowed(key), |local| Cow::Owned(local.to_owned()))
            }
            None => Cow::Borrowed(key.strip_prefix('@').unwrap_or(key)),
        }
    }

    fn address(&self, key: &str) -> Option<String> {
        let mut now = key.to_owned();
        for _ in 0..MOST_STEPS {
            if now.contains("://") {
                return Some(now);
            }
            let bound = |name: &str| {
                let usual = || PREFIXES.iter().find(|(p, _)| *p == name).map(|(_, to)| *to);
                self.bound(name).or_else(usual)
            };
            now = match (self.bound(&now), now.split_once(':')) {
                (Some(target), _) => target.to_owned(),
                (None, Some((prefix, rest))) => format!("{}{rest}", bound(prefix)?),
                (None, None) => return None,
            };
        }
        None
    }
}

/// An object, its place in the file, and what its keys stand for.
#[derive(Debug, Clone)]
pub(super) struct Node<'v> {
    map: &'v Map<String, Value>,
    /// Where it stands (RFC 6901).
    pub(super) pointer: String,
    /// Its keys by the names by which they are known here.
    keys: BTreeMap<String, &'v str>,
    terms: Rc<Terms>,
}

impl<'v> Node<'v> {
    pub(super) fn new(map: &'v Map<String, Value>, pointer: String, terms: &Rc<Terms>) -> Self {
        let terms = match map.get("@context") {
            Some(context) => Rc::new(Terms::within(terms, context)),
            None => Rc::clone(terms),
        };
        let mut keys: BTreeMap<String, &str> = BTreeMap::new();
        for key in map.keys() {
            let local = terms.local(key);
            // Written plainly it is what its name says, whatever else is there.
            if local == *key || !keys.contains_key(local.as_ref()) {
                keys.insert(local.into_owned(), key);
            }
            keys.insert(key.clone(), key);
        }
        Self { map, pointer, keys, terms }
    }

    pub(super) fn terms(&self) -> &Rc<Terms> {
        &self.terms
    }

    /// What stands under a key; `null` is nothing.
    pub(super) fn value(&self, key: &str) -> Option<&'v Value> {
        self.keys.get(key).and_then(|key| self.map.get(*key)).filter(|value| !value.is_null())
    }

    /// Where that stands.
    pub(super) fn pointer_of(&self, key: &str) -> String {
        let written = self.keys.get(key).copied().unwrap_or(key);
        step(&self.pointer, written)
    }

    /// Everything under a key: one value and a list of one are the same (ActivityStreams, section 4).
    pub(super) fn list(&self, key: &str) -> Vec<(&'v Value, String)> {
        let pointer = self.pointer_of(key);
        match self.value(key) {
            None => Vec::new(),
            Some(Value::Array(items)) => {
                let place = |n: usize| format!("{pointer}/{n}");
                items.iter().enumerate().map(|(n, item)| (item, place(n))).collect()
            }
            Some(one) => vec![(one, pointer)],
        }
    }

    /// The objects under a key.
    pub(super) fn nodes(&self, key: &str) -> Vec<Node<'v>> {
        let objects = self.list(key).into_iter();
        let objects = objects.filter_map(|(value, at)| Some((value.as_object()?, at)));
        objects.map(|(map, at)| Node::new(map, at, &self.terms)).collect()
    }

    /// A text; of several, the first. Empty is none.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        let texts = self.list(key).into_iter().filter_map(|(value, _)| match value {
            Value::String(text) => Some(text.as_str()),
            Value::Object(map) => map.get("@value").and_then(Value::as_str),
            _ => None,
        });
        texts.map(str::trim).find(|text| !text.is_empty()).map(str::to_owned)
    }

    /// An address: a text, or an object that links to it; a page for people before others.
    pub(super) fn address(&self, key: &str) -> Option<String> {
        let links = self.nodes(key);
        let page = |link: &&Node<'_>| link.text("mediaType").is_none_or(|kind| kind == "text/html");
        let best = links.iter().find(page).or_else(|| links.first());
        let linked = || best.and_then(|link| link.text("href").or_else(|| link.text("id")));
        let texts = self.list(key);
        let plain = texts.iter().find_map(|(value, _)| value.as_str());
        plain.map(|text| text.trim().to_owned()).or_else(linked).filter(|text| !text.is_empty())
    }

    /// Whether something is said to be so.
    pub(super) fn flag(&self, key: &str) -> bool {
        match self.value(key) {
            Some(Value::Bool(flag)) => *flag,
            Some(Value::String(text)) => text == "true",
            _ => false,
        }
    }

    /// What it is, by the names that are known here.
    pub(super) fn types(&self) -> Vec<String> {
        let types = self.list("type").into_iter().filter_map(|(value, _)| value.as_str());
        types.map(|name| self.terms.local(name).into_owned()).collect()
    }

    /// Whether it is of a type.
    pub(super) fn is(&self, name: &str) -> bool {
        self.types().iter().any(|known| known == name)
    }

    /// A table of texts by language.
    pub(super) fn by_language(&self, key: &str) -> Vec<(&'v str, &'v str)> {
        let table = self.value(key).and_then(Value::as_object).into_iter().flatten();
        table.filter_map(|(tag, text)| Some((tag.as_str(), text.as_str()?))).collect()
    }
}

/// A step further in a pointer.
pub(super) fn step(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}
