//! Who wrote a text: a person, a machine and a person, or a machine.

use std::collections::BTreeMap;

use companion_core::packs::format::{Origin, OriginKind};
use companion_core::text::LanguageTag;

use super::fields::Fields;
use super::place::Log;
use super::values::{self, Read};

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

/// The origin of a whole file, from its front matter.
pub(crate) fn of_file(fields: &mut Fields<'_>, log: &mut Log) -> Origin {
    let origin = fields.read("origin", log, kind).map(|p| p.value);
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
