//! pages/<id>/<tag>.md: the tree of pages and their texts.

use std::collections::BTreeMap;

use companion_core::packs::format::{Origin, PageFact};
use companion_core::text::LanguageTag;

use super::fields::Fields;
use super::files::Folder;
use super::front::{self, Named};
use super::place::{At, Log};
use super::values;
use super::{Reading, origin};
use crate::markdown::Located;

/// A page in all its languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its place in the tree; the revision is the lock's to tell.
    pub fact: PageFact,
    /// The language its text is first written in.
    pub source: LanguageTag,
    /// Its files.
    pub texts: BTreeMap<LanguageTag, PageFile>,
}

/// One file of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFile {
    /// The file, at the line of the title.
    pub at: At,
    /// The lines of the other keys that are there.
    pub keys: BTreeMap<&'static str, u32>,
    /// The title.
    pub title: String,
    /// The word in this language's web path.
    pub slug: Option<String>,
    /// Who wrote it.
    pub origin: Origin,
    /// The text.
    pub blocks: Vec<Located>,
    /// Parts could not be read, so that nothing can be said about what is missing.
    pub broken: bool,
}

impl Page {
    /// The file of the source language.
    pub fn source_file(&self) -> Option<&PageFile> {
        self.texts.get(&self.source)
    }
}

impl PageFile {
    /// The place of a key, or of the title where the key is not there.
    pub fn key(&self, key: &str) -> At {
        self.keys.get(key).map_or_else(|| self.at.clone(), |line| self.at.on(*line))
    }
}

/// What a file says about the page, not about its own text.
#[derive(Debug, Default, PartialEq, Eq)]
struct Structure {
    parent: Option<String>,
    order: Option<i64>,
    icon: Option<String>,
    topics: Option<Vec<String>>,
    review_by: Option<String>,
    replaces: Option<String>,
    is_final: Option<bool>,
}

const STRUCTURE: [&str; 7] =
    ["parent", "order", "icon", "topics", "review_by", "replaces", "final"];

/// Reads all pages.
pub(crate) fn read(folder: &mut Folder, reading: &mut Reading) -> BTreeMap<String, Page> {
    let mut files: BTreeMap<String, BTreeMap<LanguageTag, (PageFile, Structure)>> = BTreeMap::new();
    for named in front::take("pages", folder, reading) {
        let file = read_file(&named, &mut reading.log);
        files.entry(named.id).or_default().insert(named.tag, file);
    }
    files
        .into_iter()
        .filter_map(|(id, files)| join(id, files, reading).map(|p| (p.fact.id.clone(), p)))
        .collect()
}

fn read_file(named: &Named, log: &mut Log) -> (PageFile, Structure) {
    let mut file = PageFile {
        at: named.at.on(1),
        keys: BTreeMap::new(),
        title: String::new(),
        slug: None,
        origin: Origin::default(),
        blocks: Vec::new(),
        broken: true,
    };
    let mut structure = Structure::default();
    let Some(parts) = named.parts(log) else { return (file, structure) };
    let blocks = parts.blocks(log);
    let mut front_read = false;
    if let Some((document, text)) = parts.front()
        && let Some(table) = document.parse(text, log)
    {
        let mut fields = Fields::of(&document, &table);
        structure = read_front(&mut fields, &mut file, log);
        fields.finish(log);
        front_read = true;
    }
    file.broken = blocks.is_none() || !front_read || file.title.is_empty();
    file.blocks = blocks.unwrap_or_default();
    (file, structure)
}

fn read_front(fields: &mut Fields<'_>, file: &mut PageFile, log: &mut Log) -> Structure {
    if let Some(title) = fields.required("title", log, title) {
        file.at = title.at;
        file.title = title.value;
    }
    file.slug = fields.read("slug", log, values::id).map(|p| p.value);
    file.origin = origin::of_file(fields, log);
    let structure = Structure {
        parent: fields.read("parent", log, own_parent).map(|p| p.value),
        order: fields.whole("order", log).map(|p| p.value),
        icon: fields.read("icon", log, values::id).map(|p| p.value),
        topics: fields
            .has("topics")
            .then(|| fields.list("topics", log, values::id).into_iter().map(|p| p.value).collect()),
        review_by: fields.read("review_by", log, values::date).map(|p| p.value.to_string()),
        replaces: fields.read("replaces", log, values::foreign_reference).map(|p| p.value),
        is_final: fields.has("final").then(|| fields.flag("final", log)),
    };
    for key in STRUCTURE.into_iter().chain(["slug"]) {
        if fields.has(key) {
            file.keys.insert(key, fields.line(key));
        }
    }
    structure
}

/// Phones look for a page's parent in its own pack.
fn own_parent(text: &str) -> values::Read<String> {
    if text.contains('/') {
        let way = "a page lies below a page of its own pack: leave `parent` out, or use `replaces`";
        return values::fault("foreign-parent", way);
    }
    values::id(text)
}

/// A title is one line.
pub(crate) fn title(text: &str) -> values::Read<String> {
    if text.contains(['\n', '\t']) {
        return values::fault("invalid-title", "a title is one line");
    }
    Ok(text.to_owned())
}

/// The source language's file tells the structure; others may repeat it.
fn join(
    id: String,
    files: BTreeMap<LanguageTag, (PageFile, Structure)>,
    reading: &mut Reading,
) -> Option<Page> {
    let pack_source = &reading.languages.source;
    let source = std::iter::once(pack_source)
        .chain(&reading.languages.all)
        .find(|tag| files.contains_key(tag))?
        .clone();
    let (_, told) = files.get(&source)?;
    let fact = PageFact {
        id,
        parent: told.parent.clone(),
        order: told.order.unwrap_or_default(),
        icon: told.icon.clone(),
        topics: told.topics.clone().unwrap_or_default(),
        review_by: told.review_by.clone(),
        replaces: told.replaces.clone(),
        is_final: told.is_final.unwrap_or_default(),
        revision: 1,
        source_language: (source != *pack_source).then(|| source.clone()),
    };
    for (file, other) in files.iter().filter(|(tag, _)| **tag != source).map(|(_, f)| f) {
        for key in differing(other, told) {
            reading.log.warning(
                &file.key(key),
                "structure-differs",
                format!("`{key}` is read from {source}.md only, where it differs: remove it here"),
            );
        }
    }
    let texts = files.into_iter().map(|(tag, (file, _))| (tag, file)).collect();
    Some(Page { fact, source, texts })
}

/// The keys that `other` has and `told` has otherwise.
fn differing(other: &Structure, told: &Structure) -> Vec<&'static str> {
    fn differs<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
        a.is_some() && a != b
    }
    let flags = [
        differs(other.parent.as_ref(), told.parent.as_ref()),
        differs(other.order.as_ref(), told.order.as_ref()),
        differs(other.icon.as_ref(), told.icon.as_ref()),
        differs(other.topics.as_ref(), told.topics.as_ref()),
        differs(other.review_by.as_ref(), told.review_by.as_ref()),
        differs(other.replaces.as_ref(), told.replaces.as_ref()),
        differs(other.is_final.as_ref(), told.is_final.as_ref()),
    ];
    STRUCTURE.into_iter().zip(flags).filter(|(_, differs)| *differs).map(|(key, _)| key).collect()
}
