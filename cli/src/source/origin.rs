//! Who wrote a text: a person, a machine and a person, or a machine.

use std::collections::BTreeMap;

use companion_core::packs::format::{Origin, OriginKind};
use companion_core::text::LanguageTag;

use super::fields::Fields;
use super::place::Log;
use super::values::{self, Read};
use crate::problem::Problem;

/// `human`, `checked` or `machine`.
pub(crate) fn kind(text: &str) -> Read<OriginKind> {
    Ok(match text {
        "human" => OriginKind::Human,
        "checked" => OriginKind::Checked,
        "machine" => OriginKind::Machine,
        _ => {
            values::one_of(text, &["human", "checked", "machine"])?;
            OriginKind::Unknown
        }
    })
}

/// The code of a text whose origin nobody said.
const MISSING: &str = "missing-origin";
/// From so many on they are told in one line: a whole city that came from a system without origins.
const MANY: usize = 10;

/// Tells many missing origins in one warning instead of one for each file.
pub(crate) fn summarise_missing(problems: Vec<Problem>) -> Vec<Problem> {
    let (missing, mut others): (Vec<_>, Vec<_>) =
        problems.into_iter().partition(|p| p.code == MISSING);
    match missing.len() {
        0..MANY => others.extend(missing),
        count => others.push(Problem::warning(
            "pages",
            0,
            MISSING,
            format!("{count} texts leave out `origin`: say human, checked or machine in their front matter, so that readers know"),
        )),
    }
    others
}

/// The origin of a whole file, from its front matter.
pub(crate) fn of_file(fields: &mut Fields<'_>, log: &mut Log) -> Origin {
    let origin = fields.read("origin", log, kind).map(|p| p.value);
    if origin.is_none() && fields.text("origin", &mut Log::default()).is_none() {
        log.warning(
            &fields.at,
            MISSING,
            "`origin` is left out: say human, checked or machine, so that readers know",
        );
    }
    Origin {
        origin: origin.unwrap_or_default(),
        engine: fields.text("engine", log).map(|p| p.value),
        checked_by: fields.text("checked_by", log).map(|p| p.value),
        date: fields.read("date", log, values::date).map(|p| p.value.to_string()),
    }
}

/// `[origin]` by language; of a language that is left out nobody said.
pub(crate) fn by_language(
    fields: &mut Fields<'_>,
    log: &mut Log,
) -> BTreeMap<LanguageTag, OriginKind> {
    let mut out = BTreeMap::new();
    for (tag, text) in fields.by_language("origin", log) {
        match kind(&text.value) {
            Ok(kind) => {
                out.insert(tag, kind);
            }
            Err(fault) => log.error(&text.at, fault.code, fault.message),
        }
    }
    out
}

/// What the table says of a language.
pub(crate) fn in_language(kinds: &BTreeMap<LanguageTag, OriginKind>, tag: &LanguageTag) -> Origin {
    let origin = kinds.get(tag).copied().unwrap_or_default();
    Origin { origin, ..Origin::default() }
}
