//! Everything that can be seen of a phone's state, as one text that two moments can be compared by.
//!
//! `content` and `person` look through the app's own reads; `rows` looks into a file beside it.

use std::fmt::{Debug, Write as _};
use std::path::Path;

use companion_core::Companion;
use companion_core::guide::{Guide, NodeView, PlaceFilter};
use companion_core::text::LanguageTag;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

use crate::publisher::Fault;

/// What is installed: packs, the whole tree in every language, lists, and what some words find.
///
/// # Errors
/// When something cannot be read.
pub fn content(app: &Companion, words: &[&str]) -> Result<String, Fault> {
    let mut out = String::new();
    let guide = app.guide()?;
    for layer in guide.layers()? {
        add(&mut out, &layer.fact)?;
        add(&mut out, &app.list_editions(&layer.fact.id)?)?;
    }
    pages(&mut out, &guide, guide.list_top()?)?;
    add(&mut out, &guide.list_contacts(None)?)?;
    add(&mut out, &guide.list_places(&PlaceFilter::default())?)?;
    add(&mut out, &guide.list_services(None, None)?)?;
    add(&mut out, &guide.list_checklists()?)?;
    add(&mut out, &guide.list_phrases()?)?;
    add(&mut out, &guide.list_notices()?)?;
    add(&mut out, &guide.list_topics()?)?;
    for word in words {
        let mut found = app.find(word, 1000)?;
        // Which of two equally good hits comes first is no part of the state.
        found.sort_by(|a, b| (&a.link, &a.language).cmp(&(&b.link, &b.language)));
        add(&mut out, &found)?;
    }
    Ok(out)
}

/// What belongs to the person.
///
/// # Errors
/// When something cannot be read.
pub fn person(app: &Companion) -> Result<String, Fault> {
    let mut out = String::new();
    add(&mut out, &app.languages()?)?;
    add(&mut out, &app.arrival()?)?;
    add(&mut out, &app.list_subscriptions()?)?;
    add(&mut out, &app.guide()?.list_saved()?)?;
    add(&mut out, &app.recent_searches(u32::MAX)?)?;
    for draft in app.drafts()?.list()? {
        add(&mut out, &app.drafts()?.records(&draft.id)?)?;
    }
    Ok(out)
}

/// Every row of every table of a file, blobs and index included.
///
/// # Errors
/// When it is no database.
pub fn rows(file: &Path) -> Result<String, Fault> {
    rows_but(file, &[])
}

/// Tables of what is known of signatures, and of files that are not what was signed: these go forward also where an
/// update does not.
pub const TRUST: [&str; 3] = ["trust", "validator", "spoiled"];

/// The same without some tables.
///
/// # Errors
/// When it is no database.
pub fn rows_but(file: &Path, without: &[&str]) -> Result<String, Fault> {
    let database = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut out = String::new();
    // A virtual table is seen in the tables behind it.
    let mut tables = database.prepare(
        "SELECT name FROM sqlite_schema
         WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
    )?;
    let tables: Vec<String> = tables.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?;
    for table in tables.iter().filter(|t| !without.contains(&t.as_str())) {
        let mut statement = database.prepare(&format!("SELECT * FROM {table}"))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let values: Vec<Value> = (0..columns).map(|n| row.get(n)).collect::<Result<_, _>>()?;
            writeln!(out, "{table} {values:?}")?;
        }
    }
    Ok(out)
}

fn pages(out: &mut String, guide: &Guide<'_>, nodes: Vec<NodeView>) -> Result<(), Fault> {
    for node in nodes {
        add(out, &node)?;
        let page = guide.page(&node.pack, &node.id)?;
        add(out, &page)?;
        for language in &page.languages {
            let language: LanguageTag = language.parse()?;
            add(out, &guide.page_in(&page.pack, &page.id, &language)?)?;
        }
        pages(out, guide, page.below)?;
    }
    Ok(())
}

fn add(out: &mut String, value: &impl Debug) -> Result<(), Fault> {
    Ok(writeln!(out, "{value:#?}")?)
}
