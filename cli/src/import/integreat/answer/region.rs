//! An item of `regions/`.

use companion_core::packs::format::Point;
use serde_json::Value;

use super::item::{Item, Misfit, Notes, Spot, kind, misfit};
use super::parts::{Language, language};
use super::place::point;

/// A region: a city or a district, whose people use the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Region {
    pub(in super::super) spot: Spot,
    pub(in super::super) slug: String,
    pub(in super::super) name: String,
    /// Editors have published it.
    pub(in super::super) live: bool,
    pub(in super::super) aliases: Vec<String>,
    pub(in super::super) point: Option<Point>,
    pub(in super::super) area: Option<Corners>,
    pub(in super::super) zone: Option<String>,
    pub(in super::super) languages: Vec<Language>,
}

/// South-west and north-east.
pub(in super::super) type Corners = (Point, Point);

pub(super) fn region(item: &mut Item<'_>, notes: &mut Notes) -> Result<Region, Misfit> {
    let at = item.pointer("path");
    let slug = item.said("path")?.map(|p| p.trim_matches('/').to_owned());
    let slug = slug.filter(|s| !s.is_empty() && !s.contains('/'));
    let slug = slug.ok_or_else(|| misfit(at, "expected the region's word in web paths"))?;
    let (name, short) = (item.said("name")?, item.said("name_without_prefix")?);
    item.said_elsewhere(&["id", "prefix"]);
    let mut languages = Vec::new();
    for (at, value) in item.list("languages")? {
        // Some answers carry numbers only.
        if value.is_object() {
            let mut inner = Item::of(value, &at, "a language")?;
            languages.extend(language(&mut inner)?);
            inner.finish("language", notes);
        }
    }
    Ok(Region {
        spot: notes.spot(&item.at),
        name: name.or(short).unwrap_or_else(|| slug.clone()),
        slug,
        live: item.flag("live")?.unwrap_or(true),
        aliases: aliases(item, notes)?,
        point: point(item, notes),
        area: bounding_box(item, notes),
        zone: item.said("timezone")?,
        languages,
    })
}

/// Names by which people look for it: a list, an object by name, or either of them as JSON in a text.
fn aliases(item: &mut Item<'_>, notes: &mut Notes) -> Result<Vec<String>, Misfit> {
    let at = item.pointer("aliases");
    let parsed;
    let value = match item.get("aliases") {
        None => return Ok(Vec::new()),
        Some(Value::String(text)) if text.trim().is_empty() => return Ok(Vec::new()),
        Some(Value::String(text)) => {
            parsed = serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.clone()));
            &parsed
        }
        Some(value) => value,
    };
    let mut names: Vec<String> = match value {
        Value::Null => Vec::new(),
        Value::Array(list) => {
            let mut names = Vec::new();
            for (n, value) in list.iter().enumerate() {
                let found = kind(value);
                let name = value.as_str().or_else(|| value.get("name")?.as_str());
                let name = name.ok_or_else(|| {
                    misfit(format!("{at}/{n}"), format!("expected a name, found {found}"))
                })?;
                names.push(name.to_owned());
            }
            names
        }
        Value::Object(by_name) => {
            for value in by_name.values() {
                if value.get("latitude").is_some() || value.get("longitude").is_some() {
                    notes.leave_out("region.aliases: where they are");
                }
            }
            by_name.keys().cloned().collect()
        }
        Value::String(text) => text.split(',').map(str::to_owned).collect(),
        other => {
            let found = kind(other);
            return Err(misfit(at, format!("expected a list of names, found {found}")));
        }
    };
    names.iter_mut().for_each(|n| *n = n.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|n| !n.is_empty() && seen.insert(n.clone()));
    Ok(names)
}

/// `[[lon, lat], [lon, lat]]`, two opposite corners in any order.
fn bounding_box(item: &mut Item<'_>, notes: &mut Notes) -> Option<Corners> {
    let at = item.pointer("bounding_box");
    let value = item.get("bounding_box")?;
    let corner = |n: usize| {
        let degrees = |m: usize| value.get(n)?.get(m)?.as_f64();
        Point::from_degrees(degrees(1)?, degrees(0)?)
    };
    let two = value.as_array().is_some_and(|corners| corners.len() == 2);
    let corners = corner(0).zip(corner(1)).filter(|_| two).map(|(a, b)| {
        let from = Point(a.0.min(b.0), a.1.min(b.1));
        (from, Point(a.0.max(b.0), a.1.max(b.1)))
    });
    match corners {
        Some((from, to)) if from.0 < to.0 && from.1 < to.1 => Some((from, to)),
        _ => {
            let message = "expected two corners as [[lon, lat], [lon, lat]]; the area was left out";
            notes.warn(&at, "area-unclear", message);
            notes.leave_out("region.bounding_box that is not clear");
            None
        }
    }
}
